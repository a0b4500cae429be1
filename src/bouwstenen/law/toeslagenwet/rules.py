"""Toeslagenwet: tops up WW, WIA, ZW and Wajong to a gross norm per day, by household."""

from __future__ import annotations

from bouwstenen.rules import Rounding, aggregate, rule

TW = "Toeslagenwet"

partner_geboortejaar = aggregate(
    "partner", of="geboortejaar", over="toeslagpartners", doc="Geboortejaar van de partner, 0 zonder partner"
)
leeftijd_gezinshoofd = aggregate(
    "max", of="leeftijd", over="gezin", where="is_gezinshoofd", doc="Leeftijd van de alleenstaande of oudste partner"
)


@rule(law=TW, article="3", unit="-", entity="person")
def is_kind_toeslagenwet(is_minderjarig_kind: bool, leeftijd: int, toeslagenwet_leeftijd_kind: float) -> bool:
    """Kind dat jong genoeg is om het recht van een paar in stand te houden (TW art. 3)."""
    return is_minderjarig_kind and leeftijd < toeslagenwet_leeftijd_kind


heeft_kind_toeslagenwet = aggregate("any", of="is_kind_toeslagenwet", over="gezin", doc="Er is een jong kind")


@rule(law=TW, article="1, 2", unit="-", entity="person")
def heeft_loondervingsuitkering(
    uitkering: float,
    werknemersuitkering: float,
    wajong: float,
    volwassen: bool,
    heeft_aow_leeftijd: bool,
    is_kind: bool,
    leeftijd: int,
    bijstand_leeftijd_volle_norm: float,
) -> bool:
    """Heeft WW, WIA, ZW of Wajong, nog geen AOW, en woont niet jonger dan 21 bij de ouders (TW art. 2)."""
    thuis = is_kind and leeftijd < bijstand_leeftijd_volle_norm
    return uitkering + werknemersuitkering + wajong > 0.0 and volwassen and not (heeft_aow_leeftijd or thuis)


@rule(law=TW, article="2, 3", unit="-", entity="person")
def recht_op_toeslagenwet(
    heeft_loondervingsuitkering: bool,
    heeft_partner_gezin: bool,
    partner_geboortejaar: int,
    heeft_kind_toeslagenwet: bool,
    toeslagenwet_geboortejaar_partner: float,
) -> bool:
    """Met een jongere partner alleen als er een jong kind is (TW art. 3)."""
    partner_telt = partner_geboortejaar < toeslagenwet_geboortejaar_partner or heeft_kind_toeslagenwet
    return heeft_loondervingsuitkering and (not heeft_partner_gezin or partner_telt)


aantal_rechthebbenden_toeslagenwet = aggregate(
    "count", of="recht_op_toeslagenwet", over="gezin", doc="Aantal partners met recht op een toeslag"
)


@rule(law=TW, article="2", unit="EUR/dag", entity="gezin")
def toeslagenwet_norm(
    heeft_partner_gezin: bool,
    leeftijd_gezinshoofd: int,
    aantal_medebewoners_kostendelers: int,
    kostendelersnorm_geldt: bool,
    toeslagenwet_norm_paar: float,
    toeslagenwet_norm_alleenstaande: float,
    toeslagenwet_norm_kostendeler: float,
    toeslagenwet_norm_20: float,
    toeslagenwet_norm_19: float,
    toeslagenwet_norm_18: float,
) -> float:
    """Norm per dag naar leefvorm en leeftijd (TW art. 2)."""
    if heeft_partner_gezin:
        return toeslagenwet_norm_paar
    if leeftijd_gezinshoofd < 20:
        return toeslagenwet_norm_18 if leeftijd_gezinshoofd < 19 else toeslagenwet_norm_19
    if leeftijd_gezinshoofd < 21:
        return toeslagenwet_norm_20
    if kostendelersnorm_geldt and aantal_medebewoners_kostendelers > 0:
        return toeslagenwet_norm_kostendeler
    return toeslagenwet_norm_alleenstaande


@rule(law=TW, article="6", unit="EUR/jaar", entity="person")
def toeslagenwet_overig_inkomen(
    uitkering: float, werknemersuitkering: float, wajong: float, anw: float, aow: float, pensioen: float
) -> float:
    """Uitkeringen en pensioenen die geheel meetellen (TW art. 6)."""
    return uitkering + werknemersuitkering + wajong + anw + aow + pensioen


toeslagenwet_overig_inkomen_gezin = aggregate(
    "sum",
    of="toeslagenwet_overig_inkomen",
    over="gezin",
    where="is_gezinshoofd",
    doc="Uitkeringen en pensioenen van de partners samen",
)
arbeidsinkomen_gezin = aggregate(
    "sum", of="arbeidsinkomen", over="gezin", where="is_gezinshoofd", doc="Loon en winst van de partners samen"
)


@rule(law=TW, article="7", unit="EUR/jaar", entity="gezin")
def toeslagenwet_vrijlating(
    arbeidsinkomen_gezin: float,
    referentiemaandloon: float,
    toeslagenwet_vrijlating_vast: float,
    toeslagenwet_vrijlating_deel: float,
    toeslagenwet_vrijlating_maximum: float,
) -> float:
    """Loon dat in de eerste twee jaar niet meetelt (TW art. 7); de peildatum ligt in die jaren."""
    minimumloon = 12.0 * referentiemaandloon
    vast = toeslagenwet_vrijlating_vast * minimumloon
    vrij = vast + toeslagenwet_vrijlating_deel * max(0.0, arbeidsinkomen_gezin - vast)
    return min(arbeidsinkomen_gezin, vrij, toeslagenwet_vrijlating_maximum * minimumloon)


@rule(law=TW, article="8, 10", unit="EUR/jaar", entity="gezin", rounding=Rounding("half_up", to=0.01))
def toeslagenwet_gezin(
    aantal_rechthebbenden_toeslagenwet: int,
    toeslagenwet_norm: float,
    toeslagenwet_dagen_per_maand: float,
    toeslagenwet_vakantiegeld: float,
    toeslagenwet_overig_inkomen_gezin: float,
    arbeidsinkomen_gezin: float,
    toeslagenwet_vrijlating: float,
) -> float:
    """Bruto toeslag over een jaar: norm met vakantiegeld min het inkomen van de partners samen (TW art. 8 en 10)."""
    if aantal_rechthebbenden_toeslagenwet == 0:
        return 0.0
    norm = 12.0 * toeslagenwet_dagen_per_maand * toeslagenwet_norm * (1.0 + toeslagenwet_vakantiegeld)
    inkomen = toeslagenwet_overig_inkomen_gezin + arbeidsinkomen_gezin - toeslagenwet_vrijlating
    return max(0.0, norm - inkomen)


@rule(law=TW, article="8", unit="EUR/jaar", entity="person")
def toeslagenwet_persoon(
    recht_op_toeslagenwet: bool, toeslagenwet_gezin: float, aantal_rechthebbenden_toeslagenwet: int
) -> float:
    """Deel van de toeslag dat deze persoon krijgt: gelijk verdeeld over wie er recht op heeft (TW art. 8)."""
    return toeslagenwet_gezin / aantal_rechthebbenden_toeslagenwet if recht_op_toeslagenwet else 0.0


toeslagenwet = aggregate(
    "sum",
    of="toeslagenwet_gezin",
    over="huishouden",
    where="hoort_bij_huishouden_gezin",
    doc="Bruto toeslag op grond van de Toeslagenwet van het huishouden over een jaar",
)
