"""How far the social minimum moves away from the amounts in the law: the reference wage, and what a measure adds.

Norms below the AOW age follow the net reference minimum wage, in which the general tax credit counts more than once.
That share runs down to one (Pw art. 37). The parameters of the norms grow with the minimum wage only; the rules here
scale them by the net reference wage with the share of the date, over that with the share in the last lawful norms.
Both are equal until 2028. The norms from the AOW age follow the AOW, which has no run-down (Kamerstuk 36430 nr. 3).
A measure on the minimum wage, the rate of the first bracket or the general credit moves the net reference wage, and
with it every norm (`koppeling_netto_minimumloon`): the published norm times the net wage with the measure over that
without.

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
def geschaald_bruto(
    bruto: float, schaal: float, tarief: float, korting: float, tarief_wet: float, korting_wet: float
) -> float:
    """Bruto norm waarvan het netto bedrag met een schaal is vermenigvuldigd; niets veranderd is precies de norm zelf.

    Netto hoort bij het tarief en de korting van de wet, bruto bij die van nu.
    """
    netto = netto_van_bruto(bruto, tarief_wet, korting_wet)
    verschil = bruto_van_netto(schaal * netto, tarief, korting) - bruto_van_netto(netto, tarief_wet, korting_wet)
    return bruto + verschil


@rule(law="Wet financiering sociale verzekeringen", article="10", unit="deel", entity="huishouden")
def tarief_onder_aow_leeftijd(schijf1_tarief: float, premie_aow: float, premie_anw: float, premie_wlz: float) -> float:
    """Belasting en premies in de eerste schijf onder de AOW-leeftijd (Wfsv art. 10, Wet IB 2001 art. 2.10)."""
    return schijf1_tarief + premie_aow + premie_anw + premie_wlz


@rule(law=PW, article="37 lid 1", unit="EUR/jaar", entity="huishouden")
def referentieminimumloon_jaar(referentieloon: float, minimumvakantiebijslag: float) -> float:
    """Bruto minimumloon over een jaar met vakantiegeld (Pw art. 37 lid 1)."""
    return 12.0 * referentieloon * (1.0 + minimumvakantiebijslag)


@rule(law=PW, article="37", unit="EUR/jaar", entity="huishouden")
def referentieminimumloon_zonder_korting(referentieminimumloon_jaar: float, tarief_onder_aow_leeftijd: float) -> float:
    """Minimumloon na belasting en premies, nog zonder heffingskorting (Pw art. 37)."""
    return (1.0 - tarief_onder_aow_leeftijd) * referentieminimumloon_jaar


@rule(law=PW, article="37", unit="EUR/jaar", entity="huishouden")
def heffingskorting_bij_minimumloon(
    referentieminimumloon_jaar: float,
    algemene_heffingskorting_maximum: float,
    algemene_heffingskorting_start: float,
    algemene_heffingskorting_daling: float,
) -> float:
    """Algemene heffingskorting bij een inkomen op het minimumloon (Pw art. 37, Wet IB 2001 art. 8.10)."""
    return dalend_bedrag(
        referentieminimumloon_jaar,
        algemene_heffingskorting_maximum,
        algemene_heffingskorting_start,
        algemene_heffingskorting_daling,
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


@rule(law="Wet financiering sociale verzekeringen", article="10", unit="deel", entity="huishouden")
def tarief_onder_aow_leeftijd_wet(
    schijf1_tarief_wet: float, premie_aow_wet: float, premie_anw_wet: float, premie_wlz_wet: float
) -> float:
    """Belasting en premies in de eerste schijf zonder maatregel (Wfsv art. 10)."""
    return schijf1_tarief_wet + premie_aow_wet + premie_anw_wet + premie_wlz_wet


@rule(law=PW, article="37 lid 1", unit="EUR/jaar", entity="huishouden")
def referentieminimumloon_zonder_korting_wet(
    referentiemaandloon_wet: float, minimumvakantiebijslag: float, tarief_onder_aow_leeftijd_wet: float
) -> float:
    """Minimumloon na belasting en premies zonder maatregel, nog zonder heffingskorting (Pw art. 37)."""
    minimumloon = 12.0 * referentiemaandloon_wet * (1.0 + minimumvakantiebijslag)
    return (1.0 - tarief_onder_aow_leeftijd_wet) * minimumloon


@rule(law=PW, article="37", unit="EUR/jaar", entity="huishouden")
def heffingskorting_bij_minimumloon_wet(
    referentiemaandloon_wet: float,
    minimumvakantiebijslag: float,
    algemene_heffingskorting_maximum_wet: float,
    algemene_heffingskorting_afbouw_vanaf_wet: float,
    algemene_heffingskorting_afbouw_wet: float,
) -> float:
    """Algemene heffingskorting op het minimumloon zonder maatregel (Wet IB 2001 art. 8.10)."""
    return dalend_bedrag(
        12.0 * referentiemaandloon_wet * (1.0 + minimumvakantiebijslag),
        algemene_heffingskorting_maximum_wet,
        algemene_heffingskorting_afbouw_vanaf_wet,
        algemene_heffingskorting_afbouw_wet,
    )


@rule(law=PW, article="37", unit="-", entity="huishouden")
def netto_minimumloon_is_verzet(
    referentieloon: float,
    referentiemaandloon_wet: float,
    tarief_onder_aow_leeftijd: float,
    tarief_onder_aow_leeftijd_wet: float,
    algemene_heffingskorting_maximum: float,
    algemene_heffingskorting_maximum_wet: float,
    algemene_heffingskorting_start: float,
    algemene_heffingskorting_afbouw_vanaf_wet: float,
    algemene_heffingskorting_daling: float,
    algemene_heffingskorting_afbouw_wet: float,
) -> bool:
    """Een maatregel verzet het minimumloon, de eerste schijf of de algemene heffingskorting (Pw art. 37)."""
    loon = referentieloon != referentiemaandloon_wet or tarief_onder_aow_leeftijd != tarief_onder_aow_leeftijd_wet
    maximum = algemene_heffingskorting_maximum != algemene_heffingskorting_maximum_wet
    start = algemene_heffingskorting_start != algemene_heffingskorting_afbouw_vanaf_wet
    return loon or maximum or start or algemene_heffingskorting_daling != algemene_heffingskorting_afbouw_wet


@rule(law=PW, article="37", unit="factor", entity="huishouden")
def koppeling_netto_minimumloon(
    netto_minimumloon_is_verzet: bool,
    referentieminimumloon_zonder_korting: float,
    heffingskorting_bij_minimumloon: float,
    referentieminimumloon_zonder_korting_wet: float,
    heffingskorting_bij_minimumloon_wet: float,
    heffingskorting_in_laatste_norm: float,
    koppeling_uitkeringen_geldt: bool,
) -> float:
    """Netto referentieminimumloon met een maatregel, gedeeld door dat zonder (netto-nettokoppeling, Pw art. 37)."""
    if not koppeling_uitkeringen_geldt or not netto_minimumloon_is_verzet:
        return 1.0
    nu = referentieminimumloon_zonder_korting + heffingskorting_in_laatste_norm * heffingskorting_bij_minimumloon
    wet = heffingskorting_in_laatste_norm * heffingskorting_bij_minimumloon_wet
    return nu / (referentieminimumloon_zonder_korting_wet + wet)


@rule(law=PW, article="37", unit="deel", entity="huishouden")
def tarief_van_norm(
    tarief_onder_aow_leeftijd: float, tarief_onder_aow_leeftijd_wet: float, koppeling_uitkeringen_geldt: bool
) -> float:
    """Belasting en premies waarmee een netto norm bruto wordt; zonder koppeling die van de wet (Pw art. 37)."""
    return tarief_onder_aow_leeftijd if koppeling_uitkeringen_geldt else tarief_onder_aow_leeftijd_wet


@rule(law=PW, article="37", unit="EUR/jaar", entity="huishouden")
def korting_van_norm(
    algemene_heffingskorting_maximum: float,
    algemene_heffingskorting_maximum_wet: float,
    koppeling_uitkeringen_geldt: bool,
) -> float:
    """Heffingskorting waarmee een netto norm bruto wordt; zonder koppeling die van de wet (Pw art. 37)."""
    return algemene_heffingskorting_maximum if koppeling_uitkeringen_geldt else algemene_heffingskorting_maximum_wet


@rule(law=PW, article="37", unit="deel", entity="huishouden")
def norm_schaal(afbouw_in_norm: float, norm_factor: float, koppeling_netto_minimumloon: float) -> float:
    """Waarmee een norm onder de AOW-leeftijd wordt vermenigvuldigd: koppeling, afbouw en herijking (Pw art. 37)."""
    return afbouw_in_norm * norm_factor * koppeling_netto_minimumloon


@rule(law=PW, article="37", unit="deel", entity="huishouden")
def norm_schaal_aow(norm_factor: float, koppeling_netto_aow: float) -> float:
    """Waarmee een norm vanaf de AOW-leeftijd wordt vermenigvuldigd: zij volgt de netto AOW (Pw art. 37)."""
    return norm_factor * koppeling_netto_aow
