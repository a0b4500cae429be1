"""Toeslagenwet: tops up WW, WIA, ZW and Wajong to a gross norm per day, by leefeenheid (see `begrippen`)."""

from __future__ import annotations

from bouwstenen.law.bijstand.minimum import geschaald_bruto
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
heeft_kind_toeslagenwet_samen = aggregate(
    "any",
    of="heeft_kind_toeslagenwet",
    over="huishouden",
    where="deelt_huishouding",
    doc="Een van de huishoudpartners heeft een jong kind",
)
geboortejaren_samen = aggregate(
    "sum", of="geboortejaar", over="huishouden", where="is_huishoudpartner", doc="Geboortejaren van huishoudpartners"
)


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


@rule(law=TW, article="1, 3", unit="jaar", entity="person")
def partner_geboortejaar_toeslagenwet(
    is_huishoudpartner: bool, geboortejaren_samen: int, geboortejaar: int, partner_geboortejaar: int
) -> int:
    """Geboortejaar van de partner, ook die van een gezamenlijke huishouding (TW art. 1 en 3)."""
    return geboortejaren_samen - geboortejaar if is_huishoudpartner else partner_geboortejaar


@rule(law=TW, article="2, 3, 11", unit="-", entity="person")
def recht_op_toeslagenwet(
    vraagt_toeslagenwet_aan: bool,
    heeft_loondervingsuitkering: bool,
    heeft_partner_leefeenheid: bool,
    partner_geboortejaar_toeslagenwet: int,
    heeft_kind_toeslagenwet: bool,
    heeft_kind_toeslagenwet_samen: bool,
    deelt_huishouding: bool,
    toeslagenwet_geboortejaar_partner: float,
) -> bool:
    """Op aanvraag (TW art. 11), en met een jongere partner alleen als er een jong kind is (TW art. 3)."""
    kind = heeft_kind_toeslagenwet_samen if deelt_huishouding else heeft_kind_toeslagenwet
    partner_telt = partner_geboortejaar_toeslagenwet < toeslagenwet_geboortejaar_partner or kind
    mag = not heeft_partner_leefeenheid or partner_telt
    return vraagt_toeslagenwet_aan and heeft_loondervingsuitkering and mag


aantal_rechthebbenden_toeslagenwet = aggregate(
    "count", of="recht_op_toeslagenwet", over="gezin", doc="Aantal partners met recht op een toeslag"
)
aantal_rechthebbenden_toeslagenwet_samen = aggregate(
    "sum",
    of="aantal_rechthebbenden_toeslagenwet",
    over="huishouden",
    where="deelt_huishouding",
    doc="Aantal huishoudpartners met recht op een toeslag",
)


@rule(law=TW, article="1, 2", unit="personen", entity="gezin")
def aantal_rechthebbenden_leefeenheid(
    aantal_rechthebbenden_toeslagenwet: int, aantal_rechthebbenden_toeslagenwet_samen: int, deelt_huishouding: bool
) -> int:
    """Aantal partners met recht op een toeslag, ook door een gezamenlijke huishouding (TW art. 1 en 2)."""
    return aantal_rechthebbenden_toeslagenwet_samen if deelt_huishouding else aantal_rechthebbenden_toeslagenwet


@rule(law=TW, article="9", unit="EUR/dag", entity="huishouden")
def heffingskorting_per_dag(korting_van_norm: float, toeslagenwet_dagen_per_maand: float) -> float:
    """Algemene heffingskorting per uitkeringsdag: een norm volgt netto die van de bijstand (TW art. 9)."""
    return korting_van_norm / (12.0 * toeslagenwet_dagen_per_maand)


@rule(law=TW, article="9", unit="EUR/dag", entity="huishouden")
def heffingskorting_per_dag_wet(
    algemene_heffingskorting_maximum_wet: float, toeslagenwet_dagen_per_maand: float
) -> float:
    """Algemene heffingskorting per uitkeringsdag zonder maatregel (TW art. 9)."""
    return algemene_heffingskorting_maximum_wet / (12.0 * toeslagenwet_dagen_per_maand)


@rule(law=TW, article="2 lid 2, 9", unit="EUR/dag", entity="huishouden")
def toeslagenwet_norm_alleenstaande_nu(
    toeslagenwet_norm_alleenstaande: float,
    norm_schaal: float,
    tarief_van_norm: float,
    heffingskorting_per_dag: float,
    tarief_onder_aow_leeftijd_wet: float,
    heffingskorting_per_dag_wet: float,
) -> float:
    """Norm per dag van een alleenstaande; netto volgt zij de bijstand (TW art. 2 en 9, Pw art. 37)."""
    return geschaald_bruto(
        toeslagenwet_norm_alleenstaande,
        norm_schaal,
        tarief_van_norm,
        heffingskorting_per_dag,
        tarief_onder_aow_leeftijd_wet,
        heffingskorting_per_dag_wet,
    )


@rule(law=TW, article="2 lid 7, 9", unit="EUR/dag", entity="huishouden")
def toeslagenwet_norm_kostendeler_nu(
    toeslagenwet_norm_kostendeler: float,
    norm_schaal: float,
    tarief_van_norm: float,
    heffingskorting_per_dag: float,
    tarief_onder_aow_leeftijd_wet: float,
    heffingskorting_per_dag_wet: float,
) -> float:
    """Norm per dag van een kostendeler; netto volgt zij de bijstand (TW art. 2 lid 7 en 9, Pw art. 37)."""
    return geschaald_bruto(
        toeslagenwet_norm_kostendeler,
        norm_schaal,
        tarief_van_norm,
        heffingskorting_per_dag,
        tarief_onder_aow_leeftijd_wet,
        heffingskorting_per_dag_wet,
    )


@rule(law=TW, article="2 lid 1, lid 2", unit="EUR/dag", entity="gezin")
def toeslagenwet_norm_bij_minimumloon(
    heeft_partner_leefeenheid: bool,
    leeftijd_gezinshoofd: int,
    toeslagenwet_norm_paar: float,
    toeslagenwet_norm_20: float,
    toeslagenwet_norm_19: float,
    toeslagenwet_norm_18: float,
    koppeling_minimumloon: float,
) -> float:
    """Norm per dag van een paar of van wie jonger is dan 21 jaar: die volgt het bruto minimumloon (TW art. 2)."""
    if heeft_partner_leefeenheid:
        return koppeling_minimumloon * toeslagenwet_norm_paar
    if leeftijd_gezinshoofd < 20:
        return koppeling_minimumloon * (toeslagenwet_norm_18 if leeftijd_gezinshoofd < 19 else toeslagenwet_norm_19)
    return koppeling_minimumloon * toeslagenwet_norm_20


@rule(law=TW, article="2", unit="EUR/dag", entity="gezin")
def toeslagenwet_norm(
    heeft_partner_leefeenheid: bool,
    leeftijd_gezinshoofd: int,
    bijstand_leeftijd_volle_norm: float,
    toeslagenwet_deelt_kosten: bool,
    toeslagenwet_norm_bij_minimumloon: float,
    toeslagenwet_norm_alleenstaande_nu: float,
    toeslagenwet_norm_kostendeler_nu: float,
    norm_factor: float,
    tarief_onder_aow_leeftijd_wet: float,
    heffingskorting_per_dag_wet: float,
) -> float:
    """Norm per dag naar leefvorm en leeftijd (TW art. 2)."""
    if heeft_partner_leefeenheid or leeftijd_gezinshoofd < bijstand_leeftijd_volle_norm:
        tarief = tarief_onder_aow_leeftijd_wet
        korting = heffingskorting_per_dag_wet
        return geschaald_bruto(toeslagenwet_norm_bij_minimumloon, norm_factor, tarief, korting, tarief, korting)
    return toeslagenwet_norm_kostendeler_nu if toeslagenwet_deelt_kosten else toeslagenwet_norm_alleenstaande_nu


@rule(law=TW, article="2 lid 7", unit="-", entity="gezin")
def toeslagenwet_deelt_kosten(aantal_medebewoners_kostendelers: int, kostendelersnorm_geldt: bool) -> bool:
    """Woont met anderen van 27 jaar of ouder die de kosten delen (TW art. 2 lid 7)."""
    return kostendelersnorm_geldt and aantal_medebewoners_kostendelers > 0


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


@rule(law=TW, article="6", unit="EUR/jaar", entity="person")
def toeslagenwet_inkomen_uit_werk(
    arbeidsinkomen: float, geregistreerd_inkomen_uit_werk: float, inkomensbegrip_geharmoniseerd: bool
) -> float:
    """Bruto loon en winst (TW art. 6); bij één inkomensbegrip zonder investeringsaftrek en zonder verlies."""
    return geregistreerd_inkomen_uit_werk if inkomensbegrip_geharmoniseerd else arbeidsinkomen


arbeidsinkomen_gezin = aggregate(
    "sum",
    of="toeslagenwet_inkomen_uit_werk",
    over="gezin",
    where="is_gezinshoofd",
    doc="Loon en winst van de partners samen",
)
arbeidsinkomen_samen = aggregate(
    "sum",
    of="arbeidsinkomen_gezin",
    over="huishouden",
    where="deelt_huishouding",
    doc="Loon en winst van huishoudpartners samen",
)
toeslagenwet_overig_inkomen_samen = aggregate(
    "sum",
    of="toeslagenwet_overig_inkomen_gezin",
    over="huishouden",
    where="deelt_huishouding",
    doc="Uitkeringen en pensioenen van huishoudpartners samen",
)


@rule(law=TW, article="1, 6", unit="EUR/jaar", entity="gezin")
def arbeidsinkomen_leefeenheid(
    arbeidsinkomen_gezin: float, arbeidsinkomen_samen: float, deelt_huishouding: bool
) -> float:
    """Loon en winst van de partners, ook door een gezamenlijke huishouding (TW art. 1 en 6)."""
    return arbeidsinkomen_samen if deelt_huishouding else arbeidsinkomen_gezin


@rule(law=TW, article="1, 6", unit="EUR/jaar", entity="gezin")
def toeslagenwet_overig_inkomen_leefeenheid(
    toeslagenwet_overig_inkomen_gezin: float, toeslagenwet_overig_inkomen_samen: float, deelt_huishouding: bool
) -> float:
    """Uitkeringen en pensioenen van de partners, ook door een gezamenlijke huishouding (TW art. 1 en 6)."""
    return toeslagenwet_overig_inkomen_samen if deelt_huishouding else toeslagenwet_overig_inkomen_gezin


@rule(law=TW, article="7", unit="EUR/jaar", entity="gezin")
def toeslagenwet_vrijlating(
    arbeidsinkomen_leefeenheid: float,
    referentieloon: float,
    toeslagenwet_vrijlating_vast: float,
    toeslagenwet_vrijlating_deel: float,
    toeslagenwet_vrijlating_maximum: float,
) -> float:
    """Loon dat in de eerste twee jaar niet meetelt (TW art. 7); de peildatum ligt in die jaren."""
    minimumloon = 12.0 * referentieloon
    vast = toeslagenwet_vrijlating_vast * minimumloon
    vrij = vast + toeslagenwet_vrijlating_deel * max(0.0, arbeidsinkomen_leefeenheid - vast)
    return min(arbeidsinkomen_leefeenheid, vrij, toeslagenwet_vrijlating_maximum * minimumloon)


@rule(law=TW, article="8, 10", unit="EUR/jaar", entity="gezin", rounding=Rounding("half_up", to=0.01))
def toeslagenwet_leefeenheid(
    aantal_rechthebbenden_leefeenheid: int,
    toeslagenwet_norm: float,
    toeslagenwet_dagen_per_maand: float,
    toeslagenwet_vakantiegeld: float,
    toeslagenwet_overig_inkomen_leefeenheid: float,
    arbeidsinkomen_leefeenheid: float,
    toeslagenwet_vrijlating: float,
) -> float:
    """Bruto toeslag over een jaar: norm met vakantiegeld min het inkomen van de partners samen (TW art. 8 en 10)."""
    if aantal_rechthebbenden_leefeenheid == 0:
        return 0.0
    norm = 12.0 * toeslagenwet_dagen_per_maand * toeslagenwet_norm * (1.0 + toeslagenwet_vakantiegeld)
    inkomen = toeslagenwet_overig_inkomen_leefeenheid + arbeidsinkomen_leefeenheid - toeslagenwet_vrijlating
    return max(0.0, norm - inkomen)


@rule(law=TW, article="8", unit="EUR/jaar", entity="gezin")
def toeslagenwet_gezin(
    toeslagenwet_leefeenheid: float,
    aantal_rechthebbenden_toeslagenwet: int,
    aantal_rechthebbenden_leefeenheid: int,
    deelt_huishouding: bool,
) -> float:
    """Bruto toeslag van dit gezin; van huishoudpartners krijgt ieder met recht een gelijk deel (TW art. 8)."""
    if deelt_huishouding:
        return toeslagenwet_leefeenheid * aantal_rechthebbenden_toeslagenwet / max(1, aantal_rechthebbenden_leefeenheid)
    return toeslagenwet_leefeenheid


@rule(law=TW, article="8a", unit="EUR/jaar", entity="person", rounding=Rounding("half_up", to=0.01))
def toeslagenwet_persoon(
    recht_op_toeslagenwet: bool,
    toeslagenwet_gezin: float,
    aantal_rechthebbenden_toeslagenwet: int,
    uitkering: float,
    wajong: float,
    werknemersuitkering: float,
    dagloon_per_jaar: float,
) -> float:
    """Eigen deel van de toeslag; met de uitkering nooit meer dan het oude loon, als dat bekend is (TW art. 8a)."""
    if not recht_op_toeslagenwet:
        return 0.0
    deel = toeslagenwet_gezin / aantal_rechthebbenden_toeslagenwet
    if uitkering + wajong > 0.0 or dagloon_per_jaar <= 0.0:
        return deel
    return min(deel, max(0.0, dagloon_per_jaar - werknemersuitkering))


toeslagenwet_na_maximum_gezin = aggregate(
    "sum", of="toeslagenwet_persoon", over="gezin", doc="Toeslag van de partners samen, na het maximum"
)
toeslagenwet_na_maximum_samen = aggregate(
    "sum",
    of="toeslagenwet_na_maximum_gezin",
    over="huishouden",
    where="deelt_huishouding",
    doc="Toeslag van huishoudpartners samen, na het maximum",
)
toeslagenwet = aggregate(
    "sum",
    of="toeslagenwet_persoon",
    over="huishouden",
    where="hoort_bij_huishouden",
    doc="Bruto toeslag op grond van de Toeslagenwet van het huishouden over een jaar",
)
