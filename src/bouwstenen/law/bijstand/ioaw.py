"""IOAW: gross income support for older unemployed people, without a wealth test."""

from __future__ import annotations

from bouwstenen.law.bijstand.minimum import geschaald_bruto
from bouwstenen.rules import Rounding, aggregate, rule

IOAW = "Wet inkomensvoorziening oudere en gedeeltelijk arbeidsongeschikte werkloze werknemers"


@rule(law=IOAW, article="2, 6", unit="-", entity="person")
def recht_op_ioaw(ioaw_gerechtigd: bool, is_gezinshoofd: bool, heeft_aow_leeftijd: bool) -> bool:
    """Oudere werkloze met recht op IOAW, nog niet van AOW-leeftijd (IOAW art. 2 en 6)."""
    return ioaw_gerechtigd and is_gezinshoofd and not heeft_aow_leeftijd


aantal_ioaw_gerechtigden = aggregate("count", of="recht_op_ioaw", over="gezin", doc="Aantal partners met recht op IOAW")
aantal_ioaw_gerechtigden_samen = aggregate(
    "sum",
    of="aantal_ioaw_gerechtigden",
    over="huishouden",
    where="deelt_huishouding",
    doc="Aantal huishoudpartners met recht op IOAW",
)


@rule(law=IOAW, article="5", unit="EUR/maand", entity="gezin")
def ioaw_grondslag(
    heeft_partner_leefeenheid: bool,
    aantal_medebewoners_kostendelers: int,
    ioaw_grondslag_paar: float,
    ioaw_grondslag_alleenstaande: float,
    ioaw_grondslag_kostendeler: float,
    norm_schaal: float,
    tarief_van_norm: float,
    korting_van_norm: float,
    tarief_onder_aow_leeftijd_wet: float,
    algemene_heffingskorting_maximum_wet: float,
) -> float:
    """Bruto grondslag per maand met vakantiegeld, naar leefvorm (IOAW art. 5)."""
    korting = korting_van_norm / 12.0
    korting_wet = algemene_heffingskorting_maximum_wet / 12.0
    tarief_wet = tarief_onder_aow_leeftijd_wet
    if heeft_partner_leefeenheid:
        helft = ioaw_grondslag_paar / 2.0
        return 2.0 * geschaald_bruto(helft, norm_schaal, tarief_van_norm, korting, tarief_wet, korting_wet)
    alleen = aantal_medebewoners_kostendelers == 0
    grondslag = ioaw_grondslag_alleenstaande if alleen else ioaw_grondslag_kostendeler
    return geschaald_bruto(grondslag, norm_schaal, tarief_van_norm, korting, tarief_wet, korting_wet)


@rule(law=IOAW, article="8", unit="EUR/jaar", entity="gezin")
def ioaw_inkomen(
    arbeidsinkomen_leefeenheid: float,
    toeslagenwet_overig_inkomen_leefeenheid: float,
    toeslagenwet_na_maximum_gezin: float,
    toeslagenwet_na_maximum_samen: float,
    deelt_huishouding: bool,
    bijstand_vrijlating_deel: float,
    ioaw_vrijlating_maximum: float,
) -> float:
    """Bruto inkomen van de partners samen; van loon telt een deel niet mee (IOAW art. 8)."""
    vrij = min(bijstand_vrijlating_deel * arbeidsinkomen_leefeenheid, 12.0 * ioaw_vrijlating_maximum)
    toeslag = toeslagenwet_na_maximum_samen if deelt_huishouding else toeslagenwet_na_maximum_gezin
    return arbeidsinkomen_leefeenheid - vrij + toeslagenwet_overig_inkomen_leefeenheid + toeslag


@rule(law=IOAW, article="9", unit="EUR/jaar", entity="gezin", rounding=Rounding("half_up", to=0.01))
def ioaw_gezin(
    aantal_ioaw_gerechtigden: int,
    aantal_ioaw_gerechtigden_samen: int,
    deelt_huishouding: bool,
    ioaw_grondslag: float,
    ioaw_inkomen: float,
) -> float:
    """Bruto IOAW over een jaar: grondslag min inkomen; van huishoudpartners krijgt elk gezin de helft (IOAW art. 9)."""
    bedrag = max(0.0, 12.0 * ioaw_grondslag - ioaw_inkomen)
    if deelt_huishouding:
        return bedrag / 2.0 if aantal_ioaw_gerechtigden_samen > 0 else 0.0
    return bedrag if aantal_ioaw_gerechtigden > 0 else 0.0


@rule(law=IOAW, article="5 lid 2", unit="EUR/jaar", entity="person")
def ioaw_persoon(ioaw_gezin: float, is_gezinshoofd: bool, aantal_gezinshoofden: int) -> float:
    """Deel van de IOAW dat deze persoon krijgt: partners elk de helft (IOAW art. 5 lid 2)."""
    return ioaw_gezin / aantal_gezinshoofden if is_gezinshoofd else 0.0
