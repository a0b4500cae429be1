"""Box 2: income from a substantial interest. Partners use the low bracket of both."""

from __future__ import annotations

from bouwstenen.rules import aggregate, rule

IB = "Wet inkomstenbelasting 2001"


@rule(law=IB, article="2.12", unit="EUR/jaar", entity="person")
def grondslag_box2(belastbaar_inkomen_aanmerkelijk_belang: float) -> float:
    """Inkomen van box 2 waarover belasting wordt betaald; een verlies telt niet (Wet IB 2001 art. 2.12)."""
    return max(0.0, belastbaar_inkomen_aanmerkelijk_belang)


grondslag_box2_fp = aggregate(
    "sum", of="grondslag_box2", over="fiscale_partners", doc="Inkomen van box 2 van de fiscale partners samen"
)


@rule(law=IB, article="2.12", unit="EUR/jaar", entity="fiscale_partners")
def heffing_box2_fp(
    grondslag_box2_fp: float,
    aantal_fiscale_partners: int,
    box2_grens: float,
    box2_tarief_1: float,
    box2_tarief_2: float,
) -> float:
    """Belasting van box 2 van de partners samen, elk met een eigen lage schijf (Wet IB 2001 art. 2.12)."""
    grens = box2_grens * aantal_fiscale_partners
    return box2_tarief_1 * min(grondslag_box2_fp, grens) + box2_tarief_2 * max(0.0, grondslag_box2_fp - grens)


@rule(law=IB, article="2.12", unit="EUR/jaar", entity="person")
def heffing_box2(grondslag_box2: float, grondslag_box2_fp: float, heffing_box2_fp: float) -> float:
    """Het deel van de belasting van box 2 dat bij het eigen inkomen hoort (Wet IB 2001 art. 2.12 en 2.17)."""
    if grondslag_box2_fp <= 0.0:
        return 0.0
    return heffing_box2_fp * grondslag_box2 / grondslag_box2_fp
