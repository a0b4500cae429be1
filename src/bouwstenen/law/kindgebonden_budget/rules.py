"""Kindgebonden budget per gezin: amounts by number and age of the children, less a share of income."""

from __future__ import annotations

from bouwstenen.rules import Rounding, aggregate, rule

WKB = "Wet op het kindgebonden budget"
AWIR = "Algemene wet inkomensafhankelijke regelingen"


@rule(law=WKB, article="2 lid 4", unit="-", entity="person")
def is_kind_12_15(
    is_minderjarig_kind: bool, leeftijd: int, kgb_leeftijd_verhoging_1: float, kgb_leeftijd_verhoging_2: float
) -> bool:
    """Kind van 12 tot en met 15 jaar, met de eerste verhoging (WKB art. 2 lid 4)."""
    return is_minderjarig_kind and kgb_leeftijd_verhoging_1 <= leeftijd and leeftijd < kgb_leeftijd_verhoging_2


@rule(law=WKB, article="2 lid 5", unit="-", entity="person")
def is_kind_16_17(is_minderjarig_kind: bool, leeftijd: int, kgb_leeftijd_verhoging_2: float) -> bool:
    """Kind van 16 of 17 jaar, met de tweede verhoging (WKB art. 2 lid 5)."""
    return is_minderjarig_kind and leeftijd >= kgb_leeftijd_verhoging_2


aantal_kinderen_12_15_gezin = aggregate(
    "count", of="is_kind_12_15", over="gezin", doc="Aantal kinderen van 12 tot en met 15 jaar"
)
aantal_kinderen_16_17_gezin = aggregate(
    "count", of="is_kind_16_17", over="gezin", doc="Aantal kinderen van 16 of 17 jaar"
)


@rule(law=WKB, article="2 lid 2, 4, 5, 6", unit="EUR/jaar", entity="gezin")
def kindgebonden_budget_maximum(
    aantal_kinderen_gezin: int,
    aantal_kinderen_12_15_gezin: int,
    aantal_kinderen_16_17_gezin: int,
    heeft_partner_gezin: bool,
    kgb_bedrag_kind: float,
    kgb_verhoging_12_15: float,
    kgb_verhoging_16_17: float,
    kgb_alleenstaande_ouder: float,
) -> float:
    """Bedrag voor alle kinderen samen, met verhogingen naar leeftijd en voor een alleenstaande ouder (WKB art. 2)."""
    if aantal_kinderen_gezin == 0:
        return 0.0
    kinderen = aantal_kinderen_gezin * kgb_bedrag_kind
    leeftijd = aantal_kinderen_12_15_gezin * kgb_verhoging_12_15 + aantal_kinderen_16_17_gezin * kgb_verhoging_16_17
    return kinderen + leeftijd + (0.0 if heeft_partner_gezin else kgb_alleenstaande_ouder)


@rule(law=WKB, article="2 lid 3", unit="EUR/jaar", entity="gezin")
def kindgebonden_budget_korting(
    toetsingsinkomen_gezin: float,
    heeft_partner_gezin: bool,
    drempelinkomen_toeslagen: float,
    kgb_drempel_partners: float,
    afbouwpercentage: float,
    tweede_afbouwgrens: float,
    tweede_afbouwpercentage: float,
) -> float:
    """Deel van het inkomen boven de drempel dat van het budget afgaat; steiler boven een tweede grens (WKB art. 2)."""
    drempel = kgb_drempel_partners if heeft_partner_gezin else drempelinkomen_toeslagen
    eerste = afbouwpercentage * max(0.0, toetsingsinkomen_gezin - drempel)
    if tweede_afbouwpercentage <= afbouwpercentage:
        return eerste
    boven = max(0.0, toetsingsinkomen_gezin - max(drempel, tweede_afbouwgrens))
    return eerste + (tweede_afbouwpercentage - afbouwpercentage) * boven


@rule(law=WKB, article="2 lid 1", unit="EUR/jaar", entity="gezin", rounding=Rounding("half_up", to=0.01))
def kindgebonden_budget_berekend(
    kindgebonden_budget_maximum: float,
    kindgebonden_budget_korting: float,
    vermogen_te_hoog_voor_toeslag_gezin: bool,
) -> float:
    """Budget na korting, nooit negatief, en niets bij een te hoog vermogen (WKB art. 2)."""
    if vermogen_te_hoog_voor_toeslag_gezin:
        return 0.0
    return max(0.0, kindgebonden_budget_maximum - kindgebonden_budget_korting)


@rule(law=AWIR, article="14 lid 4", unit="EUR/jaar", entity="gezin", rounding=Rounding("half_up", to=1.0))
def kindgebonden_budget_op_hele_euro(kindgebonden_budget_berekend: float) -> float:
    """Jaarbedrag afgerond op hele euro's (Awir art. 14 lid 4)."""
    return kindgebonden_budget_berekend


@rule(law=AWIR, article="14 lid 5", unit="EUR/jaar", entity="gezin")
def kindgebonden_budget_toegekend(
    kindgebonden_budget_berekend: float, kindgebonden_budget_op_hele_euro: float, toeslag_kleinste_bedrag: float
) -> float:
    """Bedrag over een jaar op centen; een te klein bedrag wordt niet toegekend (Awir art. 14 lid 5)."""
    return kindgebonden_budget_berekend if kindgebonden_budget_op_hele_euro >= toeslag_kleinste_bedrag else 0.0


@rule(law=WKB, article="2", unit="EUR/jaar", entity="gezin")
def kindgebonden_budget_gezin(kindgebonden_budget_toegekend: float, samen_met_kindgebonden_budget: bool) -> float:
    """Kindgebonden budget over een jaar; nul als het opgaat in één kindregeling (Wkb art. 2)."""
    return 0.0 if samen_met_kindgebonden_budget else kindgebonden_budget_toegekend


@rule(law=AWIR, article="14", unit="EUR/maand", entity="gezin", rounding=Rounding("floor", to=1.0))
def kindgebonden_budget_gezin_per_maand(kindgebonden_budget_gezin: float) -> float:
    """Voorschot per maand: jaarbedrag door twaalf, naar beneden op hele euro's (Dienst Toeslagen)."""
    return kindgebonden_budget_gezin / 12.0


kindgebonden_budget = aggregate(
    "sum",
    of="kindgebonden_budget_gezin",
    over="huishouden",
    where="hoort_bij_huishouden_gezin",
    doc="Kindgebonden budget van het huishouden over een jaar",
)
kindgebonden_budget_per_maand = aggregate(
    "sum",
    of="kindgebonden_budget_gezin_per_maand",
    over="huishouden",
    where="hoort_bij_huishouden_gezin",
    doc="Voorschot kindgebonden budget van het huishouden per maand",
)
