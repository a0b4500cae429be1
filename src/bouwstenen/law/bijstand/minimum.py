"""How far the social minimum moves away from the amounts in the law: the reference wage, and what a measure adds.

Norms below the AOW age follow the net reference minimum wage, in which the general tax credit counts more than once.
That share runs down to one (Pw art. 37). The parameters of the norms grow with the minimum wage only; the rules here
scale them by the net reference wage with the share of the date, over that with the share in the last lawful norms.
Both are equal until 2028. The norms from the AOW age follow the AOW, which has no run-down (Kamerstuk 36430 nr. 3).

Toeslagenwet and IOAW have gross norms. Those of a single person and of a cost sharer, and all of the IOAW, are the
gross side of the bijstand, so their net side is scaled; a couple in the Toeslagenwet has the gross minimum wage itself.
"""

from __future__ import annotations

from bouwstenen.law.inkomstenbelasting.scales import dalend_bedrag
from bouwstenen.rules import helper, rule

PW = "Participatiewet"


@helper
def netto_van_bruto(bruto: float, tarief: float, korting: float) -> float:
    """Bruto bedrag min belasting en premies na een korting, nooit meer dan bruto."""
    return bruto - max(0.0, tarief * bruto - korting)


@helper
def bruto_van_netto(netto: float, tarief: float, korting: float) -> float:
    """Bruto bedrag waarvan na belasting, premies en een korting dit netto bedrag overblijft."""
    return netto if tarief * netto <= korting else (netto - korting) / (1.0 - tarief)


@helper
def geschaald_bruto(bruto: float, schaal: float, tarief: float, korting: float) -> float:
    """Bruto norm waarvan het netto bedrag met een schaal is vermenigvuldigd; met schaal 1 precies de norm zelf."""
    netto = netto_van_bruto(bruto, tarief, korting)
    verschil = bruto_van_netto(schaal * netto, tarief, korting) - bruto_van_netto(netto, tarief, korting)
    return bruto + verschil


@rule(law="Wet financiering sociale verzekeringen", article="10", unit="deel", entity="huishouden")
def tarief_onder_aow_leeftijd(schijf1_tarief: float, premie_aow: float, premie_anw: float, premie_wlz: float) -> float:
    """Belasting en premies in de eerste schijf onder de AOW-leeftijd (Wfsv art. 10, Wet IB 2001 art. 2.10)."""
    return schijf1_tarief + premie_aow + premie_anw + premie_wlz


@rule(law=PW, article="37 lid 1", unit="EUR/jaar", entity="huishouden")
def referentieminimumloon_jaar(referentiemaandloon: float, minimumvakantiebijslag: float) -> float:
    """Bruto minimumloon over een jaar met vakantiegeld (Pw art. 37 lid 1)."""
    return 12.0 * referentiemaandloon * (1.0 + minimumvakantiebijslag)


@rule(law=PW, article="37", unit="EUR/jaar", entity="huishouden")
def referentieminimumloon_zonder_korting(referentieminimumloon_jaar: float, tarief_onder_aow_leeftijd: float) -> float:
    """Minimumloon na belasting en premies, nog zonder heffingskorting (Pw art. 37)."""
    return (1.0 - tarief_onder_aow_leeftijd) * referentieminimumloon_jaar


@rule(law=PW, article="37", unit="EUR/jaar", entity="huishouden")
def heffingskorting_bij_minimumloon(
    referentieminimumloon_jaar: float,
    algemene_heffingskorting_maximum: float,
    algemene_heffingskorting_afbouw_vanaf: float,
    algemene_heffingskorting_afbouw: float,
) -> float:
    """Algemene heffingskorting bij een inkomen op het minimumloon (Pw art. 37, Wet IB 2001 art. 8.10)."""
    return dalend_bedrag(
        referentieminimumloon_jaar,
        algemene_heffingskorting_maximum,
        algemene_heffingskorting_afbouw_vanaf,
        algemene_heffingskorting_afbouw,
    )


@rule(law=PW, article="37 lid 2", unit="deel", entity="huishouden")
def afbouw_in_norm(
    referentieminimumloon_zonder_korting: float,
    heffingskorting_bij_minimumloon: float,
    heffingskorting_in_norm: float,
    heffingskorting_in_laatste_norm: float,
    afbouw_heffingskorting_in_norm_stopt: bool,
) -> float:
    """Netto referentieminimumloon van de datum, gedeeld door dat bij de laatste norm in de wet (Pw art. 37)."""
    if afbouw_heffingskorting_in_norm_stopt or heffingskorting_in_norm == heffingskorting_in_laatste_norm:
        return 1.0
    nu = referentieminimumloon_zonder_korting + heffingskorting_in_norm * heffingskorting_bij_minimumloon
    toen = referentieminimumloon_zonder_korting + heffingskorting_in_laatste_norm * heffingskorting_bij_minimumloon
    return nu / toen


@rule(law=PW, article="37", unit="deel", entity="huishouden")
def norm_schaal(afbouw_in_norm: float, norm_factor: float) -> float:
    """Waarmee een norm onder de AOW-leeftijd wordt vermenigvuldigd: de afbouw maal een herijking (Pw art. 37)."""
    return afbouw_in_norm * norm_factor
