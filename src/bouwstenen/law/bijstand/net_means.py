"""Participatiewet: profit, alimony and income from an own company after the tax and contribution due on them (art. 31).

Payroll tax already makes wages and benefits net; on these means the tax comes by assessment. It is what the assessment
without bijstand asks beyond that payroll tax: the brackets, box 2 and the credits, without personal deductions and
without mortgage interest. Bijstand itself is left out, so that it does not depend on itself.
"""

from __future__ import annotations

from bouwstenen.law.inkomstenbelasting.scales import dalend_bedrag, kies, schijventarief
from bouwstenen.rules import rule

PW = "Participatiewet"


@rule(law=PW, article="31, 32", unit="EUR/jaar", entity="person")
def middelen_uit_aanslag(winst: float, alimentatie_ontvangen: float, inkomen_aanmerkelijk_belang: float) -> float:
    """Winst, alimentatie en inkomen uit een eigen bv voor belasting (Pw art. 31 en 32)."""
    return max(0.0, winst) + alimentatie_ontvangen + max(0.0, inkomen_aanmerkelijk_belang)


@rule(law=PW, article="31", unit="EUR/jaar", entity="person")
def box1_zonder_bijstand(
    loon: float, loon_uit_uitkeringen: float, alimentatie_ontvangen: float, belastbare_winst: float
) -> float:
    """Inkomen van box 1 zonder bijstand en zonder aftrek voor woning en persoon (Pw art. 31)."""
    return loon + loon_uit_uitkeringen + alimentatie_ontvangen + max(0.0, belastbare_winst)


@rule(law=PW, article="31; Wet IB 2001 2.12", unit="EUR/jaar", entity="person")
def heffing_box2_zonder_aftrek(
    inkomen_aanmerkelijk_belang: float, box2_grens: float, box2_tarief_1: float, box2_tarief_2: float
) -> float:
    """Belasting over inkomen uit een eigen bv, met alleen de eigen lage schijf (Wet IB 2001 art. 2.12)."""
    inkomen = max(0.0, inkomen_aanmerkelijk_belang)
    return box2_tarief_1 * min(inkomen, box2_grens) + box2_tarief_2 * max(0.0, inkomen - box2_grens)


@rule(law=PW, article="31; Wet IB 2001 2.10", unit="EUR/jaar", entity="person")
def heffing_zonder_bijstand(
    box1_zonder_bijstand: float,
    heffing_box2_zonder_aftrek: float,
    grens_eerste_schijf: float,
    schijf2_grens: float,
    belasting_eerste_schijf: float,
    schijf2_tarief: float,
    schijf3_tarief: float,
) -> float:
    """Belasting en premies over alle inkomen buiten de bijstand, voor kortingen (Wet IB 2001 art. 2.10)."""
    box1 = schijventarief(
        box1_zonder_bijstand,
        grens_eerste_schijf,
        schijf2_grens,
        belasting_eerste_schijf,
        schijf2_tarief,
        schijf3_tarief,
    )
    return box1 + heffing_box2_zonder_aftrek


@rule(law=PW, article="31; Wet IB 2001 8.10", unit="EUR/jaar", entity="person")
def algemene_heffingskorting_zonder_bijstand(
    box1_zonder_bijstand: float,
    inkomen_aanmerkelijk_belang: float,
    heeft_aow_leeftijd: bool,
    algemene_heffingskorting_maximum: float,
    algemene_heffingskorting_hoogste_aow: float,
    algemene_heffingskorting_start: float,
    algemene_heffingskorting_daling: float,
    algemene_heffingskorting_daling_aow: float,
) -> float:
    """Algemene heffingskorting bij het inkomen buiten de bijstand (Wet IB 2001 art. 8.10)."""
    maximum = kies(heeft_aow_leeftijd, algemene_heffingskorting_maximum, algemene_heffingskorting_hoogste_aow)
    afbouw = kies(heeft_aow_leeftijd, algemene_heffingskorting_daling, algemene_heffingskorting_daling_aow)
    inkomen = box1_zonder_bijstand + max(0.0, inkomen_aanmerkelijk_belang)
    return dalend_bedrag(inkomen, maximum, algemene_heffingskorting_start, afbouw)


@rule(law=PW, article="31; Wet IB 2001 8.17, 8.18", unit="EUR/jaar", entity="person")
def ouderenkortingen_zonder_bijstand(
    box1_zonder_bijstand: float,
    inkomen_aanmerkelijk_belang: float,
    heeft_aow_leeftijd: bool,
    alleenstaandeouderenkorting: float,
    ouderenkorting_maximum: float,
    ouderenkorting_afbouw_vanaf: float,
    ouderenkorting_afbouw: float,
) -> float:
    """Ouderenkorting en alleenstaandeouderenkorting bij het inkomen buiten de bijstand (Wet IB 2001 art. 8.17)."""
    if not heeft_aow_leeftijd:
        return 0.0
    inkomen = box1_zonder_bijstand + max(0.0, inkomen_aanmerkelijk_belang)
    korting = dalend_bedrag(inkomen, ouderenkorting_maximum, ouderenkorting_afbouw_vanaf, ouderenkorting_afbouw)
    return korting + alleenstaandeouderenkorting


@rule(law=PW, article="31", unit="EUR/jaar", entity="person")
def belasting_op_middelen(
    middelen_uit_aanslag: float,
    heffing_zonder_bijstand: float,
    algemene_heffingskorting_zonder_bijstand: float,
    ouderenkortingen_zonder_bijstand: float,
    arbeidskorting: float,
    inkomensafhankelijke_combinatiekorting: float,
    jonggehandicaptenkorting: float,
    loonheffing: float,
    loonheffing_uitkeringen: float,
) -> float:
    """Belasting per aanslag over winst, alimentatie en inkomen uit een bv, boven de loonheffing (Pw art. 31)."""
    if middelen_uit_aanslag <= 0.0:
        return 0.0
    korting = algemene_heffingskorting_zonder_bijstand + ouderenkortingen_zonder_bijstand + arbeidskorting
    korting = korting + inkomensafhankelijke_combinatiekorting + jonggehandicaptenkorting
    return max(0.0, max(0.0, heffing_zonder_bijstand - korting) - loonheffing - loonheffing_uitkeringen)


@rule(law=PW, article="31", unit="EUR/jaar", entity="person")
def netto_middelen_uit_aanslag(
    middelen_uit_aanslag: float, belasting_op_middelen: float, zvw_bijdrage_aanslag: float
) -> float:
    """Winst, alimentatie en inkomen uit een eigen bv na belasting en Zvw-bijdrage (Pw art. 31)."""
    return max(0.0, middelen_uit_aanslag - belasting_op_middelen - zvw_bijdrage_aanslag)
