"""Payroll tax on benefits and pensions, taken together as if one agency paid them.

The credits are applied here only when there is no wage to apply them to.
"""

from __future__ import annotations

from bouwstenen.law.inkomstenbelasting.scales import dalend_bedrag, kies, schijventarief
from bouwstenen.rules import rule

LB = "Wet op de loonbelasting 1964"


@rule(law=LB, article="10", unit="EUR/jaar", entity="person")
def loon_uit_uitkeringen(
    uitkering: float, pensioen: float, aow: float, anw: float, berekende_uitkeringen: float
) -> float:
    """Uitkeringen, pensioen en AOW waarop loonheffing wordt ingehouden, zonder bijstand (Wet LB 1964 art. 10)."""
    return uitkering + pensioen + aow + anw + berekende_uitkeringen


@rule(law=LB, article="20a, 20b", unit="EUR/jaar", entity="person")
def loonheffing_uitkeringen_voor_korting(
    loon_uit_uitkeringen: float,
    grens_eerste_schijf: float,
    schijf2_grens: float,
    schijf1_tarief: float,
    schijf2_tarief: float,
    schijf3_tarief: float,
    premie_volksverzekeringen_deel: float,
) -> float:
    """Belasting en premies volgens de schijven over uitkeringen en pensioen (Wet LB 1964 art. 20a en 20b)."""
    belasting = schijventarief(
        loon_uit_uitkeringen, grens_eerste_schijf, schijf2_grens, schijf1_tarief, schijf2_tarief, schijf3_tarief
    )
    return belasting + premie_volksverzekeringen_deel * max(0.0, min(loon_uit_uitkeringen, grens_eerste_schijf))


@rule(law=LB, article="22", unit="EUR/jaar", entity="person")
def algemene_heffingskorting_uitkeringen(
    loon_uit_uitkeringen: float,
    heeft_aow_leeftijd: bool,
    algemene_heffingskorting_maximum: float,
    algemene_heffingskorting_hoogste_aow: float,
    algemene_heffingskorting_start: float,
    algemene_heffingskorting_daling: float,
    algemene_heffingskorting_daling_aow: float,
) -> float:
    """Algemene heffingskorting die de uitkerende instantie toepast (Wet LB 1964 art. 22)."""
    maximum = kies(heeft_aow_leeftijd, algemene_heffingskorting_maximum, algemene_heffingskorting_hoogste_aow)
    afbouw = kies(heeft_aow_leeftijd, algemene_heffingskorting_daling, algemene_heffingskorting_daling_aow)
    return dalend_bedrag(loon_uit_uitkeringen, maximum, algemene_heffingskorting_start, afbouw)


@rule(law=LB, article="22b", unit="EUR/jaar", entity="person")
def ouderenkorting_uitkeringen(
    loon_uit_uitkeringen: float,
    heeft_aow_leeftijd: bool,
    ouderenkorting_maximum: float,
    ouderenkorting_afbouw_vanaf: float,
    ouderenkorting_afbouw: float,
) -> float:
    """Ouderenkorting die de SVB of het pensioenfonds toepast (Wet LB 1964 art. 22b)."""
    if not heeft_aow_leeftijd:
        return 0.0
    return dalend_bedrag(
        loon_uit_uitkeringen, ouderenkorting_maximum, ouderenkorting_afbouw_vanaf, ouderenkorting_afbouw
    )


@rule(law=LB, article="21c", unit="EUR/jaar", entity="person")
def heffingskorting_uitkeringen(
    algemene_heffingskorting_uitkeringen: float,
    ouderenkorting_uitkeringen: float,
    alleenstaandeouderenkorting: float,
    jonggehandicaptenkorting: float,
    loonheffingskorting: bool,
    loon: float,
) -> float:
    """Kortingen op de loonheffing over uitkeringen; niet als ze al op loon zijn toegepast (Wet LB 1964 art. 21c)."""
    if loon > 0.0 or not loonheffingskorting:
        return 0.0
    ouderen = ouderenkorting_uitkeringen + alleenstaandeouderenkorting
    return algemene_heffingskorting_uitkeringen + ouderen + jonggehandicaptenkorting


@rule(law=LB, article="20 tot en met 23", unit="EUR/jaar", entity="person")
def loonheffing_uitkeringen(loonheffing_uitkeringen_voor_korting: float, heffingskorting_uitkeringen: float) -> float:
    """Loonheffing over uitkeringen, pensioen en AOW na heffingskorting (Wet LB 1964 art. 20 e.v.)."""
    return max(0.0, loonheffing_uitkeringen_voor_korting - heffingskorting_uitkeringen)


@rule(law="Begrip van dit model", article="netto uitkeringen", unit="EUR/jaar", entity="person")
def netto_uitkeringen(
    loon_uit_uitkeringen: float, loonheffing_uitkeringen: float, zvw_bijdrage_pensioen: float
) -> float:
    """Uitkeringen, pensioen en AOW min loonheffing en ingehouden Zvw-bijdrage, zonder bijstand."""
    return loon_uit_uitkeringen - loonheffing_uitkeringen - zvw_bijdrage_pensioen
