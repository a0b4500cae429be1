"""Kinderbijslag: a quarterly amount per child by age; the amount of the date, held for four quarters.

With `samen_met_kindgebonden_budget` it is one scheme with the kindgebonden budget (`kindregeling`), and is zero itself.
"""

from __future__ import annotations

from bouwstenen.rules import Rounding, aggregate, rule

AKW = "Algemene Kinderbijslagwet"


@rule(law=AKW, article="7, 12", unit="EUR/jaar", entity="person")
def kinderbedrag_naar_leeftijd(
    is_minderjarig_kind: bool,
    leeftijd: int,
    kinderbijslag_0_5: float,
    kinderbijslag_6_11: float,
    kinderbijslag_12_17: float,
) -> float:
    """Bedrag voor dit kind over vier kwartalen, naar leeftijd (AKW art. 12)."""
    if not is_minderjarig_kind:
        return 0.0
    if leeftijd < 6:
        return 4.0 * kinderbijslag_0_5
    return 4.0 * (kinderbijslag_6_11 if leeftijd < 12 else kinderbijslag_12_17)


@rule(law=AKW, article="7, 12", unit="EUR/jaar", entity="person")
def kinderbijslag_kind(kinderbedrag_naar_leeftijd: float, samen_met_kindgebonden_budget: bool) -> float:
    """Kinderbijslag voor dit kind over vier kwartalen; nul als die opgaat in één kindregeling (AKW art. 12)."""
    return 0.0 if samen_met_kindgebonden_budget else kinderbedrag_naar_leeftijd


kinderbedrag_gezin = aggregate(
    "sum", of="kinderbedrag_naar_leeftijd", over="gezin", doc="Bedragen naar leeftijd van de kinderen samen, per jaar"
)
kinderbijslag_gezin = aggregate(
    "sum", of="kinderbijslag_kind", over="gezin", doc="Kinderbijslag van het gezin per jaar"
)
kinderbijslag = aggregate(
    "sum",
    of="kinderbijslag_gezin",
    over="huishouden",
    where="hoort_bij_huishouden_gezin",
    doc="Kinderbijslag van het huishouden over een jaar",
)


@rule(law=AKW, article="12; Wkb 2", unit="EUR/jaar", entity="gezin")
def kindregeling_gezin(
    kinderbedrag_gezin: float, kindgebonden_budget_toegekend: float, samen_met_kindgebonden_budget: bool
) -> float:
    """Kinderbijslag en kindgebonden budget als één regeling: hun som over een jaar (AKW art. 12, Wkb art. 2)."""
    return kinderbedrag_gezin + kindgebonden_budget_toegekend if samen_met_kindgebonden_budget else 0.0


@rule(law=AKW, article="12; Wkb 2", unit="EUR/maand", entity="gezin", rounding=Rounding("half_up", to=0.01))
def kindregeling_gezin_per_maand(kindregeling_gezin: float) -> float:
    """Eén betaling per maand: het jaarbedrag door twaalf, op centen (AKW art. 12, Wkb art. 2)."""
    return kindregeling_gezin / 12.0


kindregeling = aggregate(
    "sum",
    of="kindregeling_gezin",
    over="huishouden",
    where="hoort_bij_huishouden_gezin",
    doc="Kindregeling (kinderbijslag en kindgebonden budget in één) van het huishouden over een jaar",
)
kindregeling_per_maand = aggregate(
    "sum",
    of="kindregeling_gezin_per_maand",
    over="huishouden",
    where="hoort_bij_huishouden_gezin",
    doc="Kindregeling van het huishouden per maand",
)
