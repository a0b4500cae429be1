"""Huurtoeslag: who lives there, their income and wealth, the rent that counts and the right to the allowance."""

from __future__ import annotations

from bouwstenen.rules import aggregate, rule

WHT = "Wet op de huurtoeslag"
AWIR = "Algemene wet inkomensafhankelijke regelingen"


@rule(law=WHT, article="2, 7", unit="-", entity="person")
def telt_mee_voor_huurtoeslag(commerciele_huurder: bool) -> bool:
    """Is huurder, partner of medebewoner; wie zelf een kamer huurt van de huurder telt niet mee (Wht art. 2)."""
    return not commerciele_huurder


@rule(law=WHT, article="7", unit="EUR/jaar", entity="person")
def inkomen_voor_huurtoeslag(
    inkomen_voor_toeslagen: float,
    telt_mee_voor_huurtoeslag: bool,
    is_kind: bool,
    leeftijd_1_januari: int,
    huurtoeslag_vrijstelling_kind: float,
    huurtoeslag_leeftijd_kind: float,
) -> float:
    """Toetsingsinkomen; van een kind dat op 1 januari geen 23 was, alleen boven een vrijstelling (Awir art. 7)."""
    if not telt_mee_voor_huurtoeslag:
        return 0.0
    if is_kind and leeftijd_1_januari < huurtoeslag_leeftijd_kind:
        return max(0.0, inkomen_voor_toeslagen - huurtoeslag_vrijstelling_kind)
    return inkomen_voor_toeslagen


@rule(law=AWIR, article="7 lid 3", unit="-", entity="person")
def vermogen_te_hoog_voor_huurtoeslag(
    rendementsgrondslag_tp: float,
    aantal_volwassenen_tp: int,
    telt_mee_voor_huurtoeslag: bool,
    huurtoeslag_vermogensgrens: float,
) -> bool:
    """Heeft, met een toeslagpartner samen, meer vermogen dan de grens per volwassene (Awir art. 7 lid 3)."""
    grens = max(1, aantal_volwassenen_tp) * huurtoeslag_vermogensgrens
    return telt_mee_voor_huurtoeslag and rendementsgrondslag_tp > grens


@rule(law=WHT, article="13 lid 1 a", unit="-", entity="person")
def is_oud_genoeg_voor_hoge_huurgrens(
    leeftijd: int, is_kind: bool, arbeidsvermogen: bool, huurtoeslag_jongerenleeftijd: float
) -> bool:
    """Is oud genoeg, is een inwonend kind of kan door een handicap niet werken (Wht art. 13 lid 1)."""
    return is_kind or not arbeidsvermogen or leeftijd >= huurtoeslag_jongerenleeftijd


rekeninkomen = aggregate(
    "sum", of="inkomen_voor_huurtoeslag", over="huishouden", doc="Rekeninkomen van alle bewoners die meetellen"
)
aantal_bewoners_huurtoeslag = aggregate(
    "count", of="telt_mee_voor_huurtoeslag", over="huishouden", doc="Aantal bewoners dat meetelt"
)
vermogen_te_hoog_hh = aggregate(
    "any", of="vermogen_te_hoog_voor_huurtoeslag", over="huishouden", doc="Een bewoner heeft te veel vermogen"
)
heeft_hoge_huurgrens = aggregate(
    "any",
    of="is_oud_genoeg_voor_hoge_huurgrens",
    over="huishouden",
    where="telt_mee_voor_huurtoeslag",
    doc="Een bewoner is oud genoeg, er woont een kind of iemand heeft een handicap",
)
heeft_bewoner_met_aow_leeftijd = aggregate(
    "any",
    of="heeft_aow_leeftijd",
    over="huishouden",
    where="telt_mee_voor_huurtoeslag",
    doc="Een bewoner heeft de AOW-leeftijd",
)
heeft_meerderjarige_bewoner = aggregate(
    "any",
    of="volwassen",
    over="huishouden",
    where="telt_mee_voor_huurtoeslag",
    doc="Een bewoner is 18 jaar of ouder",
)


@rule(law=WHT, article="2", unit="-", entity="huishouden")
def is_eenpersoonshuishouden(aantal_bewoners_huurtoeslag: int) -> bool:
    """De huurder woont alleen (Wht art. 2)."""
    return aantal_bewoners_huurtoeslag <= 1


@rule(law=WHT, article="13 lid 1", unit="EUR/maand", entity="huishouden")
def maximale_huurgrens_hh(
    heeft_hoge_huurgrens: bool,
    aangepaste_woning: bool,
    huurtoeslag_maximale_huurgrens: float,
    huurtoeslag_kwaliteitskortingsgrens: float,
) -> float:
    """Hoogste huur; voor alleen jongeren zonder kind of handicap een lagere grens (Wht art. 13 lid 1)."""
    hoog = heeft_hoge_huurgrens or aangepaste_woning
    return huurtoeslag_maximale_huurgrens if hoog else huurtoeslag_kwaliteitskortingsgrens


@rule(law=WHT, article="20 lid 2", unit="EUR/maand", entity="huishouden")
def aftoppingsgrens_hh(
    aantal_bewoners_huurtoeslag: int,
    huurtoeslag_grote_huishouden: float,
    huurtoeslag_aftoppingsgrens_laag: float,
    huurtoeslag_aftoppingsgrens_hoog: float,
) -> float:
    """Aftoppingsgrens naar het aantal bewoners (Wht art. 20 lid 2)."""
    groot = aantal_bewoners_huurtoeslag >= huurtoeslag_grote_huishouden
    return huurtoeslag_aftoppingsgrens_hoog if groot else huurtoeslag_aftoppingsgrens_laag


@rule(law=WHT, article="5", unit="EUR/maand", entity="huishouden", end="2025-12-31", name="rekenhuur")
def rekenhuur_tot_2026(
    kale_huur_per_maand: float, servicekosten_per_maand: float, huurtoeslag_servicekosten_maximum: float
) -> float:
    """Kale huur plus servicekosten tot een maximum (Wht art. 5, tot en met 2025)."""
    return kale_huur_per_maand + min(servicekosten_per_maand, huurtoeslag_servicekosten_maximum)


@rule(law=WHT, article="5, 21 lid 1 d", unit="EUR/maand", entity="huishouden", start="2026-01-01", name="rekenhuur")
def rekenhuur_vanaf_2026(kale_huur_per_maand: float, maximale_huurgrens_hh: float) -> float:
    """Kale huur, tot de maximale huurgrens: het deel daarboven wordt niet vergoed (Wht art. 5 en 21)."""
    return min(kale_huur_per_maand, maximale_huurgrens_hh)


@rule(law=WHT, article="7, 8", unit="-", entity="huishouden")
def kan_huurtoeslag_krijgen(
    woning_soort: int, rekenhuur: float, heeft_meerderjarige_bewoner: bool, vermogen_te_hoog_hh: bool
) -> bool:
    """Huurt een woning, is volwassen en niemand heeft te veel vermogen (Wht art. 7 en 8)."""
    return woning_soort == 1 and rekenhuur > 0.0 and heeft_meerderjarige_bewoner and not vermogen_te_hoog_hh


@rule(law=WHT, article="13", unit="-", entity="huishouden", end="2025-12-31", name="recht_op_huurtoeslag")
def recht_op_huurtoeslag_tot_2026(
    kan_huurtoeslag_krijgen: bool, rekenhuur: float, maximale_huurgrens_hh: float
) -> bool:
    """Tot en met 2025 is er boven de maximale huurgrens geen recht (Wht art. 13)."""
    return kan_huurtoeslag_krijgen and rekenhuur <= maximale_huurgrens_hh


@rule(law=WHT, article="13", unit="-", entity="huishouden", start="2026-01-01", name="recht_op_huurtoeslag")
def recht_op_huurtoeslag_vanaf_2026(kan_huurtoeslag_krijgen: bool) -> bool:
    """Vanaf 2026 neemt een hoge huur het recht niet weg (Wht art. 13)."""
    return kan_huurtoeslag_krijgen
