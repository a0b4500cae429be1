"""Zorgtoeslag per pair of toeslagpartners: standard premium minus what they can be asked to pay themselves."""

from __future__ import annotations

from bouwstenen.rules import Rounding, aggregate, rule

WZT = "Wet op de zorgtoeslag"
AWIR = "Algemene wet inkomensafhankelijke regelingen"


@rule(law=WZT, article="1, 2 lid 1", unit="-", entity="person")
def is_verzekerde_volwassene(zorgverzekerd: bool, volwassen: bool) -> bool:
    """Is 18 jaar of ouder en verzekerd voor zorg (Wzt art. 1)."""
    return zorgverzekerd and volwassen


aantal_verzekerden_tp = aggregate(
    "count", of="is_verzekerde_volwassene", over="toeslagpartners", doc="Aantal verzekerde volwassenen"
)
woonlandfactor_tp = aggregate(
    "min", of="woonlandfactor", over="toeslagpartners", doc="Factor van het woonland, 1 in Nederland"
)


@rule(law=WZT, article="2 lid 2", unit="EUR/jaar", entity="toeslagpartners")
def standaardpremie_tp(standaardpremie: float, heeft_toeslagpartner: bool, woonlandfactor_tp: float) -> float:
    """Standaardpremie, met een toeslagpartner tweemaal, maal de factor van het woonland (Wzt art. 2 en 4)."""
    aantal = 2.0 if heeft_toeslagpartner else 1.0
    return aantal * standaardpremie * woonlandfactor_tp


@rule(law=WZT, article="2 lid 3", unit="EUR/jaar", entity="toeslagpartners")
def normpremie_tp(
    toetsingsinkomen_tp: float,
    heeft_toeslagpartner: bool,
    drempelinkomen_toeslagen: float,
    normpremie_deel_alleen: float,
    normpremie_deel_partners: float,
    normpremie_deel_boven_drempel: float,
) -> float:
    """Wat zelf op te brengen is: een deel van het drempelinkomen en van het inkomen daarboven (Wzt art. 2 lid 3)."""
    deel = normpremie_deel_partners if heeft_toeslagpartner else normpremie_deel_alleen
    boven = max(0.0, toetsingsinkomen_tp - drempelinkomen_toeslagen)
    return deel * drempelinkomen_toeslagen + normpremie_deel_boven_drempel * boven


@rule(law=WZT, article="2 lid 1, 3", unit="EUR/jaar", entity="toeslagpartners", rounding=Rounding("half_up", to=0.01))
def zorgtoeslag_berekend_tp(
    standaardpremie_tp: float,
    normpremie_tp: float,
    aantal_verzekerden_tp: int,
    heeft_toeslagpartner: bool,
    vermogen_te_hoog_voor_toeslag_tp: bool,
) -> float:
    """Standaardpremie min normpremie; de helft als een van beide partners niet verzekerd is (Wzt art. 2)."""
    if aantal_verzekerden_tp == 0 or vermogen_te_hoog_voor_toeslag_tp:
        return 0.0
    bedrag = max(0.0, standaardpremie_tp - normpremie_tp)
    return bedrag / 2.0 if heeft_toeslagpartner and aantal_verzekerden_tp < 2 else bedrag


@rule(law=AWIR, article="14 lid 4, 5", unit="EUR/jaar", entity="toeslagpartners", rounding=Rounding("half_up", to=1.0))
def zorgtoeslag_op_hele_euro_tp(zorgtoeslag_berekend_tp: float) -> float:
    """Jaarbedrag afgerond op hele euro's (Awir art. 14 lid 4)."""
    return zorgtoeslag_berekend_tp


@rule(law=AWIR, article="14 lid 5", unit="EUR/jaar", entity="toeslagpartners")
def zorgtoeslag_tp(
    zorgtoeslag_berekend_tp: float, zorgtoeslag_op_hele_euro_tp: float, toeslag_kleinste_bedrag: float
) -> float:
    """Zorgtoeslag over een jaar op centen; is het afgeronde jaarbedrag te klein, dan niets (Awir art. 14 lid 5)."""
    return zorgtoeslag_berekend_tp if zorgtoeslag_op_hele_euro_tp >= toeslag_kleinste_bedrag else 0.0


@rule(law=AWIR, article="14", unit="EUR/maand", entity="toeslagpartners", rounding=Rounding("floor", to=1.0))
def zorgtoeslag_tp_per_maand(zorgtoeslag_op_hele_euro_tp: float, toeslag_kleinste_bedrag: float) -> float:
    """Voorschot per maand: het afgeronde jaarbedrag door twaalf, naar beneden op hele euro's (Dienst Toeslagen)."""
    return zorgtoeslag_op_hele_euro_tp / 12.0 if zorgtoeslag_op_hele_euro_tp >= toeslag_kleinste_bedrag else 0.0


zorgtoeslag = aggregate(
    "sum",
    of="zorgtoeslag_tp",
    over="huishouden",
    where="hoort_bij_huishouden_tp",
    doc="Zorgtoeslag van het huishouden over een jaar",
)
zorgtoeslag_per_maand = aggregate(
    "sum",
    of="zorgtoeslag_tp_per_maand",
    over="huishouden",
    where="hoort_bij_huishouden_tp",
    doc="Voorschot zorgtoeslag van het huishouden per maand",
)
