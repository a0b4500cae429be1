"""Anw: benefit for a survivor below the AOW age, less part of the wage and all of other benefits."""

from __future__ import annotations

from bouwstenen.law.bijstand.minimum import geschaald_bruto
from bouwstenen.rules import Rounding, rule

ANW = "Algemene nabestaandenwet"


@rule(law=ANW, article="14, 16", unit="-", entity="person")
def recht_op_anw(
    nabestaande: bool, volwassen: bool, heeft_aow_leeftijd: bool, heeft_toeslagpartner: bool, is_huishoudpartner: bool
) -> bool:
    """Nabestaande zonder nieuwe partner of huishoudpartner en nog niet van AOW-leeftijd (Anw art. 14 en 16)."""
    return nabestaande and volwassen and not (heeft_aow_leeftijd or heeft_toeslagpartner or is_huishoudpartner)


@rule(law=ANW, article="17", unit="EUR/jaar", entity="person")
def anw_zonder_inkomen(
    aantal_medebewoners_kostendelers: int,
    anw_alleen_per_maand: float,
    anw_kostendeler_per_maand: float,
    anw_vakantiegeld: float,
    koppeling_netto_minimumloon: float,
    tarief_van_norm: float,
    korting_van_norm: float,
    tarief_onder_aow_leeftijd_wet: float,
    algemene_heffingskorting_maximum_wet: float,
) -> float:
    """Volle Anw over een jaar met vakantiegeld, lager voor wie kosten deelt; volgt netto het minimumloon (Anw 17)."""
    bedrag = anw_alleen_per_maand if aantal_medebewoners_kostendelers == 0 else anw_kostendeler_per_maand
    korting = korting_van_norm / 12.0
    korting_wet = algemene_heffingskorting_maximum_wet / 12.0
    tarief_wet = tarief_onder_aow_leeftijd_wet
    nu = geschaald_bruto(bedrag, koppeling_netto_minimumloon, tarief_van_norm, korting, tarief_wet, korting_wet)
    return 12.0 * nu * (1.0 + anw_vakantiegeld)


@rule(law=ANW, article="18", unit="EUR/jaar", entity="person")
def anw_korting(
    arbeidsinkomen: float,
    uitkering: float,
    werknemersuitkering: float,
    wajong: float,
    referentieloon: float,
    anw_vrij_loon_deel: float,
    anw_vrij_loon_boven: float,
) -> float:
    """Loon en winst boven een vrij bedrag tellen voor een deel mee, andere uitkeringen geheel (Anw art. 18)."""
    boven = max(0.0, arbeidsinkomen - 12.0 * anw_vrij_loon_deel * referentieloon)
    return (1.0 - anw_vrij_loon_boven) * boven + uitkering + werknemersuitkering + wajong


@rule(law=ANW, article="14, 17, 18", unit="EUR/jaar", entity="person", rounding=Rounding("half_up", to=0.01))
def anw(recht_op_anw: bool, anw_zonder_inkomen: float, anw_korting: float) -> float:
    """Bruto Anw-uitkering over een jaar met vakantiegeld, nooit negatief (Anw art. 14, 17 en 18)."""
    return max(0.0, anw_zonder_inkomen - anw_korting) if recht_op_anw else 0.0
