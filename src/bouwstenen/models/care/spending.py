"""Spending and staff on one path of assumptions, for one side (baseline or package)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bouwstenen.models.care.volume import mid_year, shifted_profile, volume

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.levers import Overlay
    from bouwstenen.models.care.inputs import CareFacts
    from bouwstenen.models.care.options import Variant

    Array = NDArray[np.float64]

SCHEMES: Final = ("zvw", "wlz", "wmo_housing", "wmo")
"""Columns of spending. The first three are the care framework of the budget; `wmo` is municipal and outside it."""
FRAMEWORK: Final = slice(0, 3)
_PROFILE_OF: Final = (0, 1, 2, 2)
WORKING: Final = slice(20, 65)


@dataclass(frozen=True, eq=False)
class People:
    """People of one side in the middle of the year: by year and age, adults, and those of 20 to 64."""

    ages: Array
    adults: Array
    working: Array


def people_of(facts: CareFacts, stocks: Array) -> People:
    """From stocks on 1 January (year, age), one year more than the result."""
    ages = mid_year(stocks)
    return People(ages, ages[:, facts.year("adult_age") :].sum(axis=1), ages[:, WORKING].sum(axis=1))


@dataclass(frozen=True, eq=False)
class Assumptions:
    """By year: residual growth, relative price and productivity (% a year), and healthy share of gained years."""

    residual: Array
    price: Array
    productivity: Array
    healthy: Array


def assumptions(facts: CareFacts, variant: Variant, changes: Overlay, years: NDArray[np.int64]) -> Assumptions:
    """A variant with what a package changes of it."""

    def path(lever: str, figure: str | None) -> Array:
        return changes.path(f"care.{lever}", facts.numbers[figure] if figure else 0.0, years)

    return Assumptions(
        path("residual_volume_growth", variant.residual),
        path("relative_wage_growth", variant.price),
        path("extra_labour_productivity_growth", None),
        path("healthy_ageing_share", variant.healthy),
    )


@dataclass(frozen=True, eq=False)
class Start:
    """Where paths start: spending by scheme, billion euro at prices of the base year, and demand by profile.

    demand: in the base year. labour_demand: in the year of the hours worked.
    """

    spending: Array
    demand: Array
    labour_demand: Array


def start_of(facts: CareFacts, base: Array, inflation: float) -> Start:
    """The base year.

    base: people by age in the middle of the base year. inflation: price rise from the year of the municipal figure to
    the base year, as a factor; its volume grows with the population.
    """
    number = facts.numbers
    still = facts.profile[None]
    demand = volume(base[None], still)[0]

    def observed(year: int) -> Array:
        return volume(((facts.people[year] + facts.people[year + 1]) / 2)[None], still)[0]

    wmo = number["spending_wmo"] * inflation * demand[2] / observed(facts.year("base_year") - 1)[2]
    spending = [number["spending_zvw"], number["spending_wlz"], number["spending_wmo_housing"], wmo]
    return Start(np.array(spending), demand, observed(facts.year("labour_year")))


def grown(rate: Array) -> Array:
    """Index that grows by `rate` % a year; the first year is the base."""
    return np.concatenate(([1.0], np.cumprod(1 + rate[1:] / 100)))


def spent(facts: CareFacts, start: Start, people: Array, given: Assumptions, gained: Array) -> tuple[Array, Array]:
    """Spending and volume by (year, scheme), billion euro; volume at the relative price of the base year.

    The price of care rises with its wages and prices beyond those elsewhere; more work by the same people lowers it by
    the share of labour in cost.
    """
    profile = shifted_profile(facts, given.healthy, gained)
    demand = volume(people, profile) / start.demand
    index = demand[:, list(_PROFILE_OF)] * grown(given.residual)[:, None]
    amount = start.spending * index
    dearer = given.price - facts.numbers["labour_share"] * given.productivity
    return amount * grown(dearer)[:, None], amount


def staff(facts: CareFacts, start: Start, amount: Array, given: Assumptions) -> Array:
    """People in care and welfare without childcare by year: hours follow volume, less what productivity saves.

    Between the year of the hours and the base year volume grew with the population and the residual of the base year.
    """
    number = facts.numbers
    hours = number["hours_worked"] - number["childcare_persons"] * number["hours_per_person"]
    back = facts.year("base_year") - facts.year("labour_year")
    then = start.spending * (start.labour_demand / start.demand)[list(_PROFILE_OF)]
    then = then / (1 + given.residual[0] / 100) ** back
    needed = hours * amount.sum(axis=1) / then.sum() / grown(given.productivity)
    return needed / number["hours_per_person"]


def scaled(facts: CareFacts, definition: str) -> float:
    """Factor from the framework of the budget to another definition; levels only, no claim on growth."""
    totals: Mapping[str, str] = {"budgettair": "budget_total", "internationaal": "sha_total", "breed": "wide_total"}
    return facts.numbers[totals[definition]] / facts.numbers["budget_total"]
