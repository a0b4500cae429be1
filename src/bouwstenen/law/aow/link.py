"""AOW and the net minimum wage: what a measure on the wage, the first bracket or the general credit does to the AOW.

Net AOW is a share of the net minimum wage in which the general credit counts twice; the AOW is exempt from its run-down
(Kamerstuk 36430 nr. 3). Gross AOW follows from net with the tax, the contribution and the general credit of people with
AOW; the credits for the elderly do not count. The rule gives the published amounts of 2025 and 2026 to within 0.11%,
and those of 2024, without the income support that was paid beside them then, to within 0.2%. A measure adds the
difference between the rule with and without it to the published amount.
"""

from __future__ import annotations

from bouwstenen.rules import helper, rule

AOW = "Algemene Ouderdomswet"


@helper
def aow_bruto_van_netto(netto: float, tarief: float, bijdrage: float, korting: float) -> float:
    """Bruto bedrag waarvan na belasting min een korting en na de Zvw-bijdrage dit netto bedrag overblijft."""
    onbelast = netto / (1.0 - bijdrage)
    return onbelast if tarief * onbelast <= korting else (netto - korting) / (1.0 - tarief - bijdrage)


@rule(law="Wet financiering sociale verzekeringen", article="10", unit="deel", entity="huishouden")
def tarief_vanaf_aow_leeftijd(schijf1_tarief: float, premie_anw: float, premie_wlz: float) -> float:
    """Belasting en premies in de eerste schijf vanaf de AOW-leeftijd (Wfsv art. 10)."""
    return schijf1_tarief + premie_anw + premie_wlz


@rule(law="Wet financiering sociale verzekeringen", article="10", unit="deel", entity="huishouden")
def tarief_vanaf_aow_leeftijd_wet(schijf1_tarief_wet: float, premie_anw_wet: float, premie_wlz_wet: float) -> float:
    """Belasting en premies in de eerste schijf vanaf de AOW-leeftijd zonder maatregel (Wfsv art. 10)."""
    return schijf1_tarief_wet + premie_anw_wet + premie_wlz_wet


@rule(law=AOW, article="9", unit="EUR/jaar", entity="huishouden")
def netto_minimumloon_aow(
    referentieminimumloon_zonder_korting: float,
    heffingskorting_bij_minimumloon: float,
    aow_heffingskorting_in_norm: float,
) -> float:
    """Netto minimumloon dat de AOW volgt, met tweemaal de algemene heffingskorting (AOW art. 9)."""
    return referentieminimumloon_zonder_korting + aow_heffingskorting_in_norm * heffingskorting_bij_minimumloon


@rule(law=AOW, article="9", unit="EUR/jaar", entity="huishouden")
def netto_minimumloon_aow_wet(
    referentieminimumloon_zonder_korting_wet: float,
    heffingskorting_bij_minimumloon_wet: float,
    aow_heffingskorting_in_norm_wet: float,
) -> float:
    """Netto minimumloon dat de AOW volgt, zonder maatregel (AOW art. 9)."""
    korting = aow_heffingskorting_in_norm_wet * heffingskorting_bij_minimumloon_wet
    return referentieminimumloon_zonder_korting_wet + korting


@rule(law=AOW, article="9", unit="factor", entity="huishouden")
def koppeling_netto_aow(
    netto_minimumloon_aow: float,
    netto_minimumloon_aow_wet: float,
    netto_minimumloon_is_verzet: bool,
    aow_heffingskorting_in_norm: float,
    aow_heffingskorting_in_norm_wet: float,
    koppeling_aow_geldt: bool,
) -> float:
    """Netto minimumloon van de AOW met een maatregel, gedeeld door dat zonder (AOW art. 9, Pw art. 37)."""
    zelfde = not netto_minimumloon_is_verzet and aow_heffingskorting_in_norm == aow_heffingskorting_in_norm_wet
    if not koppeling_aow_geldt or zelfde:
        return 1.0
    return netto_minimumloon_aow / netto_minimumloon_aow_wet


@rule(law=AOW, article="9", unit="-", entity="huishouden")
def aow_is_verzet(
    koppeling_netto_aow: float,
    koppeling_aow_geldt: bool,
    aow_netto_deel_alleenstaand: float,
    aow_netto_deel_alleenstaand_wet: float,
    aow_netto_deel_samenwonend: float,
    aow_netto_deel_samenwonend_wet: float,
    tarief_vanaf_aow_leeftijd: float,
    tarief_vanaf_aow_leeftijd_wet: float,
    zvw_bijdrage_tarief: float,
    zvw_bijdrage_tarief_wet: float,
    algemene_heffingskorting_hoogste_aow: float,
    algemene_heffingskorting_maximum_aow_wet: float,
) -> bool:
    """Een maatregel verzet het netto minimumloon, het deel daarvan of de belasting op de AOW (AOW art. 9)."""
    alleen = aow_netto_deel_alleenstaand != aow_netto_deel_alleenstaand_wet
    delen = alleen or aow_netto_deel_samenwonend != aow_netto_deel_samenwonend_wet
    tarief = (
        tarief_vanaf_aow_leeftijd != tarief_vanaf_aow_leeftijd_wet or zvw_bijdrage_tarief != zvw_bijdrage_tarief_wet
    )
    korting = algemene_heffingskorting_hoogste_aow != algemene_heffingskorting_maximum_aow_wet
    return koppeling_aow_geldt and (koppeling_netto_aow != 1.0 or delen or tarief or korting)


@rule(law=AOW, article="9", unit="EUR/jaar", entity="huishouden")
def aow_verschil_alleenstaand(
    aow_netto_deel_alleenstaand: float,
    aow_netto_deel_alleenstaand_wet: float,
    netto_minimumloon_aow: float,
    netto_minimumloon_aow_wet: float,
    tarief_vanaf_aow_leeftijd: float,
    zvw_bijdrage_tarief: float,
    algemene_heffingskorting_hoogste_aow: float,
    tarief_vanaf_aow_leeftijd_wet: float,
    zvw_bijdrage_tarief_wet: float,
    algemene_heffingskorting_maximum_aow_wet: float,
) -> float:
    """Wat een maatregel aan het netto minimumloon of de belasting toevoegt aan de bruto AOW voor een alleenstaande."""
    nu = aow_netto_deel_alleenstaand * netto_minimumloon_aow
    toen = aow_netto_deel_alleenstaand_wet * netto_minimumloon_aow_wet
    korting = algemene_heffingskorting_hoogste_aow
    korting_wet = algemene_heffingskorting_maximum_aow_wet
    bruto = aow_bruto_van_netto(nu, tarief_vanaf_aow_leeftijd, zvw_bijdrage_tarief, korting)
    return bruto - aow_bruto_van_netto(toen, tarief_vanaf_aow_leeftijd_wet, zvw_bijdrage_tarief_wet, korting_wet)


@rule(law=AOW, article="9", unit="EUR/jaar", entity="huishouden")
def aow_verschil_samenwonend(
    aow_netto_deel_samenwonend: float,
    aow_netto_deel_samenwonend_wet: float,
    netto_minimumloon_aow: float,
    netto_minimumloon_aow_wet: float,
    tarief_vanaf_aow_leeftijd: float,
    zvw_bijdrage_tarief: float,
    algemene_heffingskorting_hoogste_aow: float,
    tarief_vanaf_aow_leeftijd_wet: float,
    zvw_bijdrage_tarief_wet: float,
    algemene_heffingskorting_maximum_aow_wet: float,
) -> float:
    """Wat een maatregel aan het netto minimumloon of de belasting toevoegt aan de bruto AOW voor wie samenwoont."""
    nu = aow_netto_deel_samenwonend * netto_minimumloon_aow
    toen = aow_netto_deel_samenwonend_wet * netto_minimumloon_aow_wet
    korting = algemene_heffingskorting_hoogste_aow
    korting_wet = algemene_heffingskorting_maximum_aow_wet
    bruto = aow_bruto_van_netto(nu, tarief_vanaf_aow_leeftijd, zvw_bijdrage_tarief, korting)
    return bruto - aow_bruto_van_netto(toen, tarief_vanaf_aow_leeftijd_wet, zvw_bijdrage_tarief_wet, korting_wet)


@rule(law=AOW, article="9, 29", unit="EUR/maand", entity="huishouden")
def aow_volledig_alleenstaand(
    aow_alleenstaand_per_maand: float,
    aow_vakantiegeld_alleenstaand_per_maand: float,
    aow_verschil_alleenstaand: float,
    aow_is_verzet: bool,
) -> float:
    """Volle bruto AOW per maand met vakantiegeld voor wie alleen woont (AOW art. 9 en 29)."""
    wet = aow_alleenstaand_per_maand + aow_vakantiegeld_alleenstaand_per_maand
    return wet + aow_verschil_alleenstaand / 12.0 if aow_is_verzet else wet


@rule(law=AOW, article="9, 29", unit="EUR/maand", entity="huishouden")
def aow_volledig_samenwonend(
    aow_samenwonend_per_maand: float,
    aow_vakantiegeld_samenwonend_per_maand: float,
    aow_verschil_samenwonend: float,
    aow_is_verzet: bool,
) -> float:
    """Volle bruto AOW per maand met vakantiegeld per persoon voor wie samenwoont (AOW art. 9 en 29)."""
    wet = aow_samenwonend_per_maand + aow_vakantiegeld_samenwonend_per_maand
    return wet + aow_verschil_samenwonend / 12.0 if aow_is_verzet else wet
