"""Payroll tax on wages by the annual formula: the scale over the year's wage, less the credits that payroll knows."""

from __future__ import annotations

from bouwstenen.law.inkomstenbelasting.scales import arbeidskorting_bij, dalend_bedrag, kies, schijventarief
from bouwstenen.rules import rule

LB = "Wet op de loonbelasting 1964"


@rule(law=LB, article="20a, 20b", unit="EUR/jaar", entity="person")
def loonheffing_voor_korting(
    loon: float,
    grens_eerste_schijf: float,
    schijf2_grens: float,
    schijf1_tarief: float,
    schijf2_tarief: float,
    schijf3_tarief: float,
    premie_volksverzekeringen_deel: float,
) -> float:
    """Belasting en premies volgens de schijven over het loon van het jaar (Wet LB 1964 art. 20a en 20b)."""
    belasting = schijventarief(loon, grens_eerste_schijf, schijf2_grens, schijf1_tarief, schijf2_tarief, schijf3_tarief)
    return belasting + premie_volksverzekeringen_deel * max(0.0, min(loon, grens_eerste_schijf))


@rule(law=LB, article="22", unit="EUR/jaar", entity="person")
def algemene_heffingskorting_loon(
    loon: float,
    heeft_aow_leeftijd: bool,
    algemene_heffingskorting_maximum: float,
    algemene_heffingskorting_hoogste_aow: float,
    algemene_heffingskorting_start: float,
    algemene_heffingskorting_daling: float,
    algemene_heffingskorting_daling_aow: float,
) -> float:
    """Algemene heffingskorting die de werkgever toepast, naar het loon (Wet LB 1964 art. 22)."""
    maximum = kies(heeft_aow_leeftijd, algemene_heffingskorting_maximum, algemene_heffingskorting_hoogste_aow)
    afbouw = kies(heeft_aow_leeftijd, algemene_heffingskorting_daling, algemene_heffingskorting_daling_aow)
    return dalend_bedrag(loon, maximum, algemene_heffingskorting_start, afbouw)


@rule(law=LB, article="22a", unit="EUR/jaar", entity="person")
def arbeidskorting_loon(  # noqa: PLR0917 - a scale for two age groups is this long
    loon: float,
    heeft_aow_leeftijd: bool,
    arbeidskorting_grens_1: float,
    arbeidskorting_grens_2: float,
    arbeidskorting_grens_3: float,
    arbeidskorting_opbouw_1: float,
    arbeidskorting_opbouw_2: float,
    arbeidskorting_opbouw_3: float,
    arbeidskorting_afbouw: float,
    arbeidskorting_bedrag_1: float,
    arbeidskorting_bedrag_2: float,
    arbeidskorting_maximum: float,
    arbeidskorting_opbouw_1_aow: float,
    arbeidskorting_opbouw_2_aow: float,
    arbeidskorting_opbouw_3_aow: float,
    arbeidskorting_afbouw_aow: float,
    arbeidskorting_bedrag_1_aow: float,
    arbeidskorting_bedrag_2_aow: float,
    arbeidskorting_maximum_aow: float,
) -> float:
    """Arbeidskorting die de werkgever toepast, naar het loon (Wet LB 1964 art. 22a)."""
    return arbeidskorting_bij(
        loon,
        arbeidskorting_grens_1,
        arbeidskorting_grens_2,
        arbeidskorting_grens_3,
        kies(heeft_aow_leeftijd, arbeidskorting_opbouw_1, arbeidskorting_opbouw_1_aow),
        kies(heeft_aow_leeftijd, arbeidskorting_opbouw_2, arbeidskorting_opbouw_2_aow),
        kies(heeft_aow_leeftijd, arbeidskorting_opbouw_3, arbeidskorting_opbouw_3_aow),
        kies(heeft_aow_leeftijd, arbeidskorting_afbouw, arbeidskorting_afbouw_aow),
        kies(heeft_aow_leeftijd, arbeidskorting_bedrag_1, arbeidskorting_bedrag_1_aow),
        kies(heeft_aow_leeftijd, arbeidskorting_bedrag_2, arbeidskorting_bedrag_2_aow),
        kies(heeft_aow_leeftijd, arbeidskorting_maximum, arbeidskorting_maximum_aow),
    )


@rule(law=LB, article="22b", unit="EUR/jaar", entity="person")
def ouderenkorting_loon(
    loon: float,
    heeft_aow_leeftijd: bool,
    ouderenkorting_maximum: float,
    ouderenkorting_afbouw_vanaf: float,
    ouderenkorting_afbouw: float,
) -> float:
    """Ouderenkorting die de werkgever toepast, naar het loon (Wet LB 1964 art. 22b)."""
    if not heeft_aow_leeftijd:
        return 0.0
    return dalend_bedrag(loon, ouderenkorting_maximum, ouderenkorting_afbouw_vanaf, ouderenkorting_afbouw)


@rule(law=LB, article="21c", unit="EUR/jaar", entity="person")
def heffingskorting_loon(
    algemene_heffingskorting_loon: float,
    arbeidskorting_loon: float,
    ouderenkorting_loon: float,
    loonheffingskorting: bool,
) -> float:
    """Kortingen die de werkgever van de loonheffing af trekt, als daarom is gevraagd (Wet LB 1964 art. 21c)."""
    if not loonheffingskorting:
        return 0.0
    return algemene_heffingskorting_loon + arbeidskorting_loon + ouderenkorting_loon


@rule(law=LB, article="20 tot en met 23", unit="EUR/jaar", entity="person")
def loonheffing(loonheffing_voor_korting: float, heffingskorting_loon: float) -> float:
    """Loonheffing over het loon van het jaar na loonheffingskorting (Wet LB 1964 art. 20 e.v.)."""
    return max(0.0, loonheffing_voor_korting - heffingskorting_loon)


@rule(law="Begrip van dit model", article="netto loon", unit="EUR/jaar", entity="person")
def netto_loon(loon: float, loonheffing: float) -> float:
    """Loon min loonheffing."""
    return loon - loonheffing
