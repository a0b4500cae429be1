"""How sure: draws of uncertain figures with common numbers on both sides, and orders of sectors, on 12 provinces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.levers import Overlay
from bouwstenen.models.space.inputs import BANDED, SpaceFacts
from bouwstenen.models.space.instance import Instance, build
from bouwstenen.models.space.plan import after, sectoral, solve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

DRAWS = 50
ORDERS = 12
_FIRST = "stations"
_OTHERS = ("infrastructure", "dikes", "homes", "connections", "business", "nature")


@dataclass(frozen=True, eq=False)
class Bands:
    """Around the plan of the package, over the years.

    homes: (p10, p90) of homes a year. orders: homes more by planning together than in an order of sectors, added up
    over the years, (lowest, highest) over the orders.
    """

    homes: tuple[Array, Array]
    orders: tuple[Array, Array]


def draw_bands(facts: SpaceFacts, changes: Overlay, gdp_bn: float, nitrogen: str, seed: int, mode: str) -> Bands:
    """The bands. A figure is drawn between its lowest and highest value, with its central value as the median."""
    random = np.random.default_rng(seed)
    points = random.random((DRAWS, len(BANDED)))
    made: list[Array] = []
    for row in points:
        n = {**facts.numbers, **drawn(facts, row)}
        instance = _instance(facts, n, changes, gdp_bn, nitrogen)
        plan = solve(instance) if mode == "integraal" else sectoral(instance, (_FIRST, *_OTHERS))
        made.append(plan.homes)
    instance = _instance(facts, facts.numbers, changes, gdp_bn, nitrogen)
    together = np.cumsum(solve(instance).homes)
    orders = [(_FIRST, *(_OTHERS[i] for i in random.permutation(len(_OTHERS)))) for _ in range(ORDERS)]
    apart = [together - np.cumsum(sectoral(instance, order).homes) for order in orders]
    low, high = np.percentile(made, [10, 90], axis=0)
    return Bands((low, high), (np.min(apart, axis=0), np.max(apart, axis=0)))


def _instance(facts: SpaceFacts, n: Mapping[str, float], changes: Overlay, gdp_bn: float, nitrogen: str) -> Instance:
    """The package after the past of its own baseline."""
    base = build(n, facts.province, Overlay(), gdp_bn, nitrogen=nitrogen)
    instance = build(n, facts.province, changes, gdp_bn, nitrogen=nitrogen)
    return after(instance, sectoral(base, (_FIRST, *_OTHERS)), n["policy_year"])


def drawn(facts: SpaceFacts, row: Array) -> Mapping[str, float]:
    """Values of the banded figures at these chances (0 to 1): straight from low to central and from central to high."""
    values: dict[str, float] = {}
    for name, chance in zip(BANDED, row, strict=True):
        low, high = facts.ranges[name]
        values[name] = float(np.interp(chance, [0.0, 0.5, 1.0], [low, facts.numbers[name], high]))
    return values
