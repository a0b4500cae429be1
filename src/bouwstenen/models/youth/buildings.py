"""School buildings: a stock by age, of which the oldest are renewed first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bouwstenen.levers import Overlay
    from bouwstenen.models.youth.inputs import YouthFacts
    from bouwstenen.models.youth.options import Cost

    Array = NDArray[np.float64]

_BN_TO_MLN = 1e3


@dataclass(frozen=True, eq=False)
class Buildings:
    """The stock by year.

    renewed: buildings. old: share above the age at which a building is old, %. age: mean, years. pupils: in buildings
    renewed in that year. stock: all buildings. extra_bn: investment above today's budget. unpaid_bn: the part
    that no line of the package pays, billion euro.
    """

    renewed: Array
    old: Array
    age: Array
    pupils: Array
    stock: Array
    extra_bn: Array
    unpaid_bn: Array


def buildings(facts: YouthFacts, changes: Overlay, cost: Cost) -> Buildings:
    """The stock at the end of each year; a building renewed in a year is of age 0 then."""
    years = facts.years
    base = facts.whole("buildings_base_year")
    every = np.arange(base + 1, int(years[-1]) + 1)
    each = facts.number(f"building_cost_{cost}")
    invested = changes.path("youth.school_housing_investment", 0.0, every)
    pace = facts.number("buildings_replaced") + invested * _BN_TO_MLN / each
    oldest, total = facts.whole("building_oldest"), facts.number("buildings")
    ages = np.zeros(oldest + len(every) + 1)
    ages[:oldest] = total / oldest
    limit, steps = facts.whole("buildings_old_age"), np.arange(len(ages))
    found: list[tuple[float, ...]] = []
    for wanted in pace:
        ages, done = _year(ages, float(wanted))
        old = ages[limit + 1 :].sum() / total * 100
        found.append((done, float(old), float(ages @ steps) / total, float(ages.sum())))
    renewed, old_share, mean, stock = np.array(found)[every >= years[0]].T
    extra = changes.path("youth.school_housing_investment", 0.0, years)
    paid = changes.path("youth.school_housing_paid_by_line", 0.0, years)
    pupils = renewed * facts.number("pupils") / total
    return Buildings(renewed, old_share, mean, pupils, stock, extra, np.maximum(0.0, extra - paid))


def _year(ages: Array, wanted: float) -> tuple[Array, float]:
    """All buildings a year older; then the oldest are renewed, at most all of them."""
    older = np.concatenate([[0.0], ages[:-1]])
    left = wanted
    for age in range(len(older) - 1, 0, -1):
        taken = min(older[age], left)
        older[age] -= taken
        left -= taken
        if left <= 0:
            break
    older[0] += wanted - left
    return older, wanted - left
