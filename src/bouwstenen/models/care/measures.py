"""What single measures do: people, hours and money that need no path of spending."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.models.protocol import Sides

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bouwstenen.levers import Overlay
    from bouwstenen.models.care.inputs import CareFacts

    Array = NDArray[np.float64]
    Years = NDArray[np.int64]

LIFESTYLE = {"smokers": "smoking", "drinkers": "drinking", "overweight": "overweight"}
_LEVER = {"smokers": "smoking_share", "drinkers": "excessive_drinking_share", "overweight": "overweight_share"}


def expected_share(facts: CareFacts, kind: str, years: Years) -> Array:
    """Share of adults without the package, %: straight from the last observation to what is expected, then flat."""
    name = LIFESTYLE[kind]
    first = max(facts.history[kind])
    ends = (facts.numbers[f"{name}_share"], facts.numbers[f"{name}_expected"])
    return np.interp(years, (first, facts.year("target_year")), ends)


def goal_share(facts: CareFacts, kind: str, changes: Overlay, years: Years) -> Array:
    """Share with the package, %: from the first year of policy straight to the value of the lever in its start year."""
    before = expected_share(facts, kind, years)
    lever = f"care.{_LEVER[kind]}"
    moved = changes.path(lever, before, years)
    starts = [change.start for change in changes.inputs if change.path == lever]
    policy = facts.year("policy_year")
    if not starts or min(starts) <= policy or min(starts) > years[-1]:
        return moved
    goal = min(starts)
    known = np.array([before[years == policy][0], moved[years == goal][0]])
    between = (years > policy) & (years < goal)
    moved[between] = np.interp(years[between], (policy, goal), known)
    return moved


def nursing_homes(
    facts: CareFacts, changes: Overlay, years: Years, people: tuple[Array, Array]
) -> tuple[Sides, Sides, Sides]:
    """Need for a nursing home, places, and people with that need at home; persons by year.

    Need follows the profile of long-term care over people of 75 and over from the observed residents on. Places stand
    still without a package; with it, each year's extra need gets a place for the share that the lever says.
    """
    number = facts.numbers
    first = facts.year("nursing_home_age")
    weights = facts.profile[1, first:]
    residents = number["nursing_home_residents"]
    then = ((facts.people[2023] + facts.people[2024]) / 2)[first:] @ weights
    need = [residents * (ages[:, first:] @ weights) / then for ages in people]
    share = changes.path("care.nursing_home_growth_share", 0.0, years) / 100
    grown = np.diff(need[1], prepend=need[1][0])
    places = [np.full(len(years), residents), residents + np.cumsum(share * grown)]
    home = [needed - place for needed, place in zip(need, places, strict=True)]
    return Sides(years, need[0], need[1]), Sides(years, places[0], places[1]), Sides(years, home[0], home[1])


def registered(facts: CareFacts, changes: Overlay, years: Years, side: str, total: tuple[Array, Array]) -> Sides:
    """People without their own GP by year. side: `low` or `high`, the two published counts."""
    observed = float(facts.people[2025].sum())
    share = np.full(len(years), 100 * (1 - facts.numbers[f"without_gp_{side}"] / observed))
    after = changes.path("care.gp_registration_share", share, years)
    return Sides(years, total[0] * (1 - share / 100), total[1] * (1 - after / 100))


def own_payment_maternity(facts: CareFacts, changes: Overlay, years: Years, hours: str, births: Sides) -> Sides:
    """What families pay for maternity care, billion euro at prices of the base year. hours: name of the figure."""
    now = facts.numbers["kraamzorg_contribution"]
    after = changes.path("care.kraamzorg_own_contribution", now, years)
    used = facts.numbers[hours] / 1e9
    return Sides(years, births.baseline * used * now, births.package * used * after)


def uncontracted(facts: CareFacts, changes: Overlay, years: Years) -> Array:
    """Change in what insurers pay for care without a contract, billion euro; negative saves.

    The agreement of 2026 already ends the reimbursement from its own year on: from then on nothing is left to end, and
    a package that does so earlier gets the years before it, at the yield that the agreement gives.
    """
    number = facts.numbers
    base = number["uncontracted_reimbursement"]
    now = np.where(years >= facts.year("uncontracted_agreed_from"), 0.0, base)
    after = changes.path("care.uncontracted_reimbursement", now, years)
    return number["uncontracted_yield"] / 1e3 * (after - now) / base


def admin_time(facts: CareFacts, changes: Overlay, years: Years) -> Sides:
    """Working time in long-term care that goes to administration, %."""
    before = np.full(len(years), facts.numbers["admin_share"])
    return Sides(years, before, changes.path("care.admin_time_share", before, years))


def money_lever(changes: Overlay, lever: str, years: Years, before: float = 0.0) -> Sides:
    """A lever that is an amount itself, in its own unit."""
    base = np.full(len(years), before)
    return Sides(years, base, changes.path(f"care.{lever}", base, years))


def level_only(changes: Overlay, lever: str, years: Years) -> Sides:
    """A lever that is an amount whose height without the package is not known: NaN there, and where nothing is set."""
    unknown = np.full(len(years), np.nan)
    changed = [change for change in changes.inputs if change.path == f"care.{lever}"]
    if not changed:
        return Sides(years, unknown, unknown)
    after = changes.path(f"care.{lever}", np.zeros(len(years)), years)
    return Sides(years, unknown, np.where(years >= min(change.start for change in changed), after, np.nan))
