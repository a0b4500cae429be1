"""Kinderopvangtoeslag per gezin: a share of capped childcare costs, from an income table."""

from __future__ import annotations

from bouwstenen.rules import Rounding, Table, aggregate, helper, rule

WKO = "Wet kinderopvang"
BKO = "Besluit kinderopvangtoeslag"
AWIR = "Algemene wet inkomensafhankelijke regelingen"


@helper
def waarde_in_tabel(inkomen: float, vanaf: Table, waarden: Table) -> float:
    """De waarde op de laatste rij die begint op of onder het inkomen."""
    gevonden = waarden[0]
    for rij in range(len(vanaf)):
        if inkomen >= vanaf[rij]:
            gevonden = waarden[rij]
    return gevonden


@rule(law=BKO, article="4", unit="EUR/uur", entity="person")
def kinderopvang_maximumuurprijs(
    kinderopvang_soort: int,
    kinderopvang_uurprijs_dagopvang: float,
    kinderopvang_uurprijs_bso: float,
    kinderopvang_uurprijs_gastouder: float,
) -> float:
    """Hoogste uurprijs die meetelt, naar soort opvang (Besluit kinderopvangtoeslag art. 4)."""
    if kinderopvang_soort == 1:
        return kinderopvang_uurprijs_dagopvang
    if kinderopvang_soort == 2:
        return kinderopvang_uurprijs_bso
    return kinderopvang_uurprijs_gastouder if kinderopvang_soort == 3 else 0.0


@rule(law=WKO, article="1.5", unit="uren/maand", entity="person")
def kinderopvang_uren(is_minderjarig_kind: bool, kinderopvang_soort: int, kinderopvang_uren_per_maand: float) -> float:
    """Uren opvang van een kind, als de soort opvang bekend is (Wko art. 1.5)."""
    return kinderopvang_uren_per_maand if is_minderjarig_kind and kinderopvang_soort > 0 else 0.0


@rule(law=WKO, article="1.7", unit="EUR/maand", entity="person")
def kinderopvang_kosten_die_meetellen(
    kinderopvang_uren: float,
    kinderopvang_uurprijs: float,
    kinderopvang_maximumuurprijs: float,
    kinderopvang_uren_maximum: float,
) -> float:
    """Uren tot het maximum, keer de uurprijs tot het maximum (Wko art. 1.7)."""
    return min(kinderopvang_uren, kinderopvang_uren_maximum) * min(kinderopvang_uurprijs, kinderopvang_maximumuurprijs)


kinderopvang_meeste_uren = aggregate(
    "max", of="kinderopvang_uren", over="gezin", doc="Uren van het kind met de meeste opvang"
)


@rule(law=BKO, article="3", unit="EUR/maand", entity="person")
def kinderopvang_kosten_bij_meeste_uren(
    kinderopvang_uren: float, kinderopvang_meeste_uren: float, kinderopvang_kosten_die_meetellen: float
) -> float:
    """De kosten van dit kind als geen kind meer uren heeft, anders nul (Besluit kinderopvangtoeslag art. 3)."""
    return kinderopvang_kosten_die_meetellen if kinderopvang_uren >= kinderopvang_meeste_uren else 0.0


kinderopvang_kosten_eerste_kind = aggregate(
    "max",
    of="kinderopvang_kosten_bij_meeste_uren",
    over="gezin",
    doc="Kosten van het eerste kind: het kind met de meeste uren, bij gelijke uren met de hoogste kosten",
)
kinderopvang_kosten_gezin = aggregate(
    "sum", of="kinderopvang_kosten_die_meetellen", over="gezin", doc="Kosten van alle kinderen die meetellen"
)


@rule(law=WKO, article="1.6", unit="-", entity="person")
def werkt_of_leert(is_gezinshoofd: bool, arbeidsinkomen: float, student: bool, volgt_traject: bool) -> bool:
    """Werkt, studeert of volgt een traject; van kinderen wordt dat niet gevraagd (Wko art. 1.6)."""
    return not is_gezinshoofd or arbeidsinkomen > 0.0 or student or volgt_traject


@rule(law=WKO, article="1.6", unit="EUR/jaar", entity="person")
def inkomen_naast_bijstand(
    bruto_inkomen: float, bijstand_bruto: float, belastbaar_inkomen_box3: float, inkomsten_eigen_woning: float
) -> float:
    """Inkomen waarvan de soort bekend is (loon, winst, uitkering, vermogen of woning), zonder bijstand."""
    return max(0.0, bruto_inkomen - bijstand_bruto) + belastbaar_inkomen_box3 + max(0.0, inkomsten_eigen_woning)


ouders_werken_of_leren = aggregate("all", of="werkt_of_leert", over="gezin", doc="Alle ouders werken of leren")
inkomen_naast_bijstand_gezin = aggregate(
    "sum",
    of="inkomen_naast_bijstand",
    over="gezin",
    where="is_gezinshoofd",
    doc="Inkomen van de ouders waarvan de soort bekend is, zonder bijstand",
)
bijstand_bruto_gezin = aggregate("sum", of="bijstand_bruto", over="gezin", doc="Bruto bijstand van de ouders samen")


@rule(law=WKO, article="1.6", unit="-", entity="gezin")
def arbeidseis_vervuld(
    ouders_werken_of_leren: bool,
    arbeidseis_geldt: bool,
    toetsingsinkomen_gezin: float,
    inkomen_naast_bijstand_gezin: float,
    bijstand_bruto_gezin: float,
) -> bool:
    """Alle ouders werken, studeren of volgen een traject (Wko art. 1.6).

    Is alleen een toetsingsinkomen gegeven en niet waar het vandaan komt, dan wordt aangenomen dat het werk is.
    """
    onbekend = inkomen_naast_bijstand_gezin <= 0.0 and toetsingsinkomen_gezin > bijstand_bruto_gezin
    return ouders_werken_of_leren or onbekend or not arbeidseis_geldt


@rule(law=BKO, article="6, bijlage I", unit="deel", entity="gezin")
def kinderopvang_deel_eerste(
    toetsingsinkomen_gezin: float,
    kinderopvangtoeslag_inkomen_vanaf: Table,
    percentage_eerste_kind: Table,
    percentage_vast: float,
    percentage_vast_wet: float,
) -> float:
    """Vergoed deel voor het eerste kind: uit de inkomenstabel, en minstens de vaste voet (BKO bijlage I)."""
    deel = waarde_in_tabel(toetsingsinkomen_gezin, kinderopvangtoeslag_inkomen_vanaf, percentage_eerste_kind)
    return percentage_vast if deel <= percentage_vast_wet else max(deel, percentage_vast)


@rule(law=BKO, article="6, bijlage I", unit="deel", entity="gezin")
def kinderopvang_deel_volgende(
    toetsingsinkomen_gezin: float,
    kinderopvangtoeslag_inkomen_vanaf: Table,
    percentage_volgende_kinderen: Table,
) -> float:
    """Vergoed deel voor de andere kinderen, uit de inkomenstabel (Besluit kinderopvangtoeslag bijlage I)."""
    return waarde_in_tabel(toetsingsinkomen_gezin, kinderopvangtoeslag_inkomen_vanaf, percentage_volgende_kinderen)


@rule(law=WKO, article="1.7, 1.8", unit="EUR/maand", entity="gezin")
def kinderopvangtoeslag_maandbedrag(
    kinderopvang_kosten_eerste_kind: float,
    kinderopvang_kosten_gezin: float,
    kinderopvang_deel_eerste: float,
    kinderopvang_deel_volgende: float,
    arbeidseis_vervuld: bool,
) -> float:
    """Vergoede kosten van alle kinderen samen, voor afronding (Wko art. 1.7 en 1.8)."""
    if not arbeidseis_vervuld:
        return 0.0
    andere = max(0.0, kinderopvang_kosten_gezin - kinderopvang_kosten_eerste_kind)
    return kinderopvang_deel_eerste * kinderopvang_kosten_eerste_kind + kinderopvang_deel_volgende * andere


@rule(law=AWIR, article="14 lid 4", unit="EUR/jaar", entity="gezin", rounding=Rounding("half_up", to=1.0))
def kinderopvangtoeslag_op_hele_euro(kinderopvangtoeslag_maandbedrag: float) -> float:
    """Jaarbedrag afgerond op hele euro's (Awir art. 14 lid 4)."""
    return 12.0 * kinderopvangtoeslag_maandbedrag


@rule(law=AWIR, article="14 lid 5", unit="EUR/jaar", entity="gezin", rounding=Rounding("half_up", to=0.01))
def kinderopvangtoeslag_gezin(
    kinderopvangtoeslag_maandbedrag: float, kinderopvangtoeslag_op_hele_euro: float, toeslag_kleinste_bedrag: float
) -> float:
    """Kinderopvangtoeslag over een jaar op centen; een te klein bedrag vervalt (Awir art. 14 lid 5)."""
    if kinderopvangtoeslag_op_hele_euro < toeslag_kleinste_bedrag:
        return 0.0
    return 12.0 * kinderopvangtoeslag_maandbedrag


@rule(law=AWIR, article="14", unit="EUR/maand", entity="gezin", rounding=Rounding("floor", to=1.0))
def kinderopvangtoeslag_gezin_per_maand(
    kinderopvangtoeslag_maandbedrag: float, kinderopvangtoeslag_op_hele_euro: float, toeslag_kleinste_bedrag: float
) -> float:
    """Voorschot per maand, naar beneden op hele euro's (Dienst Toeslagen)."""
    return kinderopvangtoeslag_maandbedrag if kinderopvangtoeslag_op_hele_euro >= toeslag_kleinste_bedrag else 0.0


kinderopvangtoeslag = aggregate(
    "sum",
    of="kinderopvangtoeslag_gezin",
    over="huishouden",
    where="hoort_bij_huishouden_gezin",
    doc="Kinderopvangtoeslag van het huishouden over een jaar",
)
kinderopvangtoeslag_per_maand = aggregate(
    "sum",
    of="kinderopvangtoeslag_gezin_per_maand",
    over="huishouden",
    where="hoort_bij_huishouden_gezin",
    doc="Voorschot kinderopvangtoeslag van het huishouden per maand",
)
