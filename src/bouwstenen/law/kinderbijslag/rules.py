"""Kinderbijslag: a quarterly amount per child by age; the amount of the date, held for four quarters."""

from __future__ import annotations

from bouwstenen.rules import aggregate, rule

AKW = "Algemene Kinderbijslagwet"


@rule(law=AKW, article="7, 12", unit="EUR/jaar", entity="person")
def kinderbijslag_kind(
    is_minderjarig_kind: bool,
    leeftijd: int,
    kinderbijslag_0_5: float,
    kinderbijslag_6_11: float,
    kinderbijslag_12_17: float,
) -> float:
    """Kinderbijslag voor dit kind over vier kwartalen, naar leeftijd (AKW art. 12)."""
    if not is_minderjarig_kind:
        return 0.0
    if leeftijd < 6:
        return 4.0 * kinderbijslag_0_5
    return 4.0 * (kinderbijslag_6_11 if leeftijd < 12 else kinderbijslag_12_17)


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
