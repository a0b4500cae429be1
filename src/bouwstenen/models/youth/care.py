"""Youth care: users, spending, the parts of the gap after the extra money ends, closed care and placements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.models.youth.inputs import BANDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.levers import Overlay
    from bouwstenen.models.youth.inputs import YouthFacts
    from bouwstenen.models.youth.options import CareGrowth

    Array = NDArray[np.float64]

KINDS_OF_CARE = ("without_stay", "with_stay", "protection", "probation")
"""Kinds of youth care; one young person may have more than one."""
PARTS = ("growth_path", "relief", "booked", "unrealised")
_EURO_BN = 1e9
_PCT = 100.0


@dataclass(frozen=True, eq=False)
class Care:
    """One side by year.

    users: young people in care. trend: the same without the package. spending (of the trend: fewer users are a task and
    lower it nowhere), budget, gap: billion euro at the price level; budget is the notional part of
    the fund with the extra money (less savings that are booked) and what a package adds. per_user: euro a year. closed:
    placements. out_of_home: orders of the court. extra_budget: of the package.
    """

    users: Array
    trend: Array
    per_user: Array
    spending: Array
    budget: Array
    closed: Array
    out_of_home: Array
    extra_budget: Array

    @property
    def gap(self) -> Array:
        """What municipalities are short, billion euro a year; negative is left over."""
        return self.spending - self.budget


def users(facts: YouthFacts, people: Array) -> Array:
    """Young people with youth care at the use of the last year known, by age: it moves with their number only."""
    ages, start = people.sum(axis=1), facts.ages
    weights = {name: facts.number(name) / start[low:high].sum() for name, (low, high) in BANDS.items()}
    index = sum(
        (weights[name] * ages[:, low:high].sum(axis=1) for name, (low, high) in BANDS.items()), np.zeros(len(ages))
    )
    return facts.number("care_users") * index / sum(facts.number(name) for name in BANDS)


def care(facts: YouthFacts, changes: Overlay, people: Array, prices: Mapping[int, float], growth: CareGrowth) -> Care:
    """Youth care of one side. prices: index by year. growth: of price and intensity above inflation."""
    years = facts.years
    trend = users(facts, people)
    base = facts.year_of("care_spending")
    passed = years - base
    to_level = prices[facts.price_level] / prices[base]
    per_user = facts.number("care_spending") * _EURO_BN / facts.number("care_users") * to_level
    per_user = per_user * (1 + facts.number(f"care_growth_{growth}") / _PCT) ** passed
    deflator = np.array([prices[int(year)] for year in years]) / prices[facts.price_level]
    notional = facts.number("care_spending") - facts.number("care_deficit")
    budget = notional * (1 + facts.number("fund_growth") / _PCT) ** passed / deflator
    extra = changes.path("youth.youth_care_budget_extra", 0.0, years)
    return Care(
        users=changes.path("youth.youth_care_users", trend, years),
        trend=trend,
        per_user=np.asarray(per_user, dtype=np.float64),
        spending=trend * per_user / _EURO_BN,
        budget=budget + _state_extra(facts) + extra,
        closed=changes.path("youth.closed_care_places", closed(facts), years),
        out_of_home=changes.path("youth.out_of_home_placements", facts.number("out_of_home"), years),
        extra_budget=extra,
    )


def _state_extra(facts: YouthFacts) -> Array:
    """Money beside the notional part of the fund: in full until the gap, then what stays less the booked savings."""
    ends = facts.years >= facts.whole("gap_first_year")
    booked = facts.number("booked_own_contribution") + facts.number("booked_duration")
    return np.where(ends, facts.number("extra_stays") - booked, facts.number("extra_money"))


def parts(facts: YouthFacts) -> dict[str, Array]:
    """The parts of the gap that are decisions, billion euro a year; zero before the extra money ends.

    growth_path and relief: money that ends. booked: savings of 2028 that are taken out already. unrealised: older
    savings that were not reached, upper bound. They are parts of one story and not all of one sum: see the docs.
    """
    number = facts.number
    ends = facts.years >= facts.whole("gap_first_year")
    amounts = {
        "growth_path": number("extra_growth_path"),
        "relief": number("extra_money") - number("extra_stays") - number("extra_growth_path"),
        "booked": number("booked_own_contribution") + number("booked_duration"),
        "unrealised": number("unrealised_high"),
    }
    return {name: np.where(ends, amount, 0.0) for name, amount in amounts.items()}


def structural_rest(facts: YouthFacts, people: Array, prices: Mapping[int, float], growth: CareGrowth) -> Array:
    """Spending that grows faster than the fund since the year of the figure, billion euro at the price level."""
    from bouwstenen.levers import Overlay

    now = care(facts, Overlay(), people, prices, growth)
    base = facts.year_of("care_spending")
    deflator = np.array([prices[int(year)] for year in facts.years]) / prices[facts.price_level]
    with_fund = facts.number("care_spending") * (1 + facts.number("fund_growth") / _PCT) ** (facts.years - base)
    return now.spending - with_fund / deflator


def closed(facts: YouthFacts) -> Array:
    """Placements in closed care: a straight line from the last count to zero, as the reform agenda says."""
    first = facts.year_of("closed_placements")
    return np.interp(facts.years, [first, facts.whole("closed_zero_year")], [facts.number("closed_placements"), 0.0])
