"""Work and benefits of status holders and asylum seekers, by cohort of the month in which the permit was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.models.asylum.drivers import HALF, MONTHS, permits_given
from bouwstenen.models.asylum.reception import mean_of_month
from bouwstenen.models.asylum.waits import decision_wait_of_granted, reception_wait
from bouwstenen.models.asylum.work import work_curves

if TYPE_CHECKING:
    from bouwstenen.levers import Overlay
    from bouwstenen.models.asylum.chain import Chain
    from bouwstenen.models.asylum.drivers import Drivers
    from bouwstenen.models.asylum.inputs import AsylumFacts
    from bouwstenen.models.asylum.options import Strength
    from bouwstenen.models.asylum.work import WorkCurves

FULL_YEAR_WEEKS = 52.0


@dataclass(frozen=True, eq=False)
class Participation:
    """Adults of 18 to 65 by month.

    'New' are those with a permit since the start of the projection or still waiting for a home then; older status
    holders only count in the shares of all.
    adults: new adults. employed: of them. outside: new adults who have left reception. on_benefit: of them, with
    social assistance. benefit_share_all, employed_share_all: of all adults with a permit since the first year of the
    permit series. pending_adults, pending_employed: people who wait for a decision. shift: months by which the effort
    starts earlier than in the baseline, by month of the permit (after the share that is assumed to work).
    """

    adults: np.ndarray
    employed: np.ndarray
    outside: np.ndarray
    on_benefit: np.ndarray
    benefit_share_all: np.ndarray
    employed_share_all: np.ndarray
    pending_adults: np.ndarray
    pending_employed: np.ndarray
    shift: np.ndarray


@dataclass(frozen=True, eq=False)
class _Cohorts:
    """People by permit month: `month` counts from the start of the projection, negative for those of before."""

    month: np.ndarray
    people: np.ndarray
    before: int


def participation(
    chain: Chain, base: Chain, drivers: Drivers, overlay: Overlay, facts: AsylumFacts, strength: Strength
) -> Participation:
    """Work and benefits with a package; for the baseline give the same chain twice and an empty overlay.

    Args:
        chain: with the package.
        base: without it; the effort of the curves starts when people leave reception in this chain.
        drivers: of `chain`.
        overlay: for the levers on an early start and on working during the procedure.
        facts: curves and shares.
        strength: how much of the time won works.
    """
    curves = work_curves(facts)
    cohorts = _cohorts(base, chain)
    effect = facts.strength("early_effect", strength)
    shift = effect * _earlier(chain, base, overlay, drivers)
    adult = facts.number("adult_share")
    age = np.arange(drivers.size)[None, :] + 0.5 - cohorts.month[:, None]
    here = np.clip(age + 0.5, 0.0, 1.0)
    extended = np.concatenate([np.zeros(cohorts.before), shift])[:, None]
    speed, waited = curves.speed(facts.base_year), decision_wait_of_granted(base)
    rate = _employment(curves, speed, age, extended, waited, cohorts.before)
    people = cohorts.people[:, None] * adult
    outside = _outside(chain, cohorts) * adult
    benefit = curves.on_benefit(rate)
    adults, employed = (people * here).sum(axis=0), (people * here * rate).sum(axis=0)
    old = _older(facts, curves, drivers.size, adult, float(cohorts.people[: cohorts.before].sum()))
    total = old[0] + adults
    on_benefit_all = (people * here * benefit).sum(axis=0) + old[2]
    pending = mean_of_month(chain.pending) * adult
    return Participation(
        adults=adults,
        employed=employed,
        outside=outside.sum(axis=0),
        on_benefit=(outside * benefit).sum(axis=0),
        benefit_share_all=on_benefit_all / total,
        employed_share_all=(employed + old[1]) / total,
        pending_adults=pending,
        pending_employed=pending * _pending_share(chain, curves, overlay, drivers, facts, effect),
        shift=shift,
    )


def _cohorts(base: Chain, chain: Chain) -> _Cohorts:
    """Cohorts by permit month; those who wait at the start got their permits at the pace of the half-year before."""
    waiting = float(base.transit[0] + base.pool[0])
    pace = max(1.0, float(base.housed[:HALF].mean()))
    before = int(np.ceil(waiting / pace))
    earlier = np.full(before, pace)
    if before:
        earlier[0] = waiting - pace * (before - 1)
    month = np.concatenate([np.arange(-before, 0), np.arange(len(chain.permits))]) + 0.5
    return _Cohorts(month, np.concatenate([earlier, chain.permits]), before)


def _outside(chain: Chain, cohorts: _Cohorts) -> np.ndarray:
    """People by cohort and month who have left reception: those with the oldest permit first."""
    came = np.cumsum(cohorts.people)
    total = cohorts.people[: cohorts.before].sum() + np.concatenate([[0.0], np.cumsum(chain.permits)])
    gone = mean_of_month(total - chain.status_holders)
    return np.clip(gone[None, :] - (came - cohorts.people)[:, None], 0.0, cohorts.people[:, None])


def _earlier(chain: Chain, base: Chain, overlay: Overlay, drivers: Drivers) -> np.ndarray:
    """Months by which language, school and work start earlier than in the baseline, mean of each permit month.

    In the baseline they start when people leave reception. A shorter wait brings them forward, and so does the lever
    that sets a number of months after the application; family members apply where they arrive.
    """
    usual, now = reception_wait(base), reception_wait(chain)
    lever = overlay.path("asylum.participation_start", np.nan, drivers.years)
    set_months = np.flatnonzero(np.isfinite(lever))
    if not set_months.size:
        return usual - now
    month = np.arange(drivers.size) + 0.5
    start, wanted = float(set_months[0]), float(lever[set_months[0]])
    possible = start - month
    procedure = decision_wait_of_granted(chain)
    asylum = np.minimum(now, np.maximum(wanted - procedure, possible))
    family = np.minimum(now, np.maximum(wanted, possible))
    share = np.divide(chain.granted, chain.permits, out=np.zeros(drivers.size), where=chain.permits > 0)
    return usual - (share * asylum + (1 - share) * family)


def _employment(
    curves: WorkCurves, speed: float, age: np.ndarray, shift: np.ndarray, procedure: np.ndarray, before: int
) -> np.ndarray:
    """Share with work by cohort and month: the curve of the newest cohorts, moved by the shift, below the bound."""
    usual = curves.employed(age, speed)
    if not shift.any():
        return usual
    waited = np.concatenate([np.full(before, procedure[0]), procedure])[:, None]
    moved = np.where(age > 0, curves.employed(age + shift, speed), 0.0)
    return np.where(moved > usual, np.maximum(usual, np.minimum(moved, curves.most(age + waited))), moved)


def _older(
    facts: AsylumFacts, curves: WorkCurves, size: int, adult: float, waiting: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Adults with a permit from before the projection who had a home: all, employed, on benefit, by month.

    Nobody is followed after leaving the country or reaching pension age, so the shares are a little too low for work.
    """
    permits = {y: p for y, p in facts.path["permits"].known().items() if y < facts.history_year}
    permits |= {y: float(permits_given(facts, y).sum()) for y in range(facts.history_year, facts.base_year)}
    years = np.array(sorted(permits))
    people = np.array([permits[int(year)] for year in years])
    people[-1] = max(0.0, people[-1] - waiting)
    age = (facts.base_year - years - 0.5)[:, None] * MONTHS + np.arange(size)[None, :] + 0.5
    rate = np.array([curves.employed(row, curves.speed(float(year))) for row, year in zip(age, years, strict=True)])
    counted = (people * adult)[:, None] * np.ones_like(age)
    return counted.sum(axis=0), (counted * rate).sum(axis=0), (counted * curves.on_benefit(rate)).sum(axis=0)


def _pending_share(
    chain: Chain,
    curves: WorkCurves,
    overlay: Overlay,
    drivers: Drivers,
    facts: AsylumFacts,
    effect: float,
) -> np.ndarray:
    """Share of people in the procedure who work: now very few; without a permit duty, part of the way to the bound."""
    usual = facts.number("asylum_seeker_work_share")
    exempt = np.clip(overlay.path("asylum.work_permit_exempt_share", 0.0, drivers.years) / 100, 0.0, 1.0)
    weeks = overlay.path("asylum.max_work_weeks", FULL_YEAR_WEEKS, drivers.years)
    closed = np.maximum(1e-9, chain.decided + chain.fast_closed + chain.withdrawn)
    longest = np.minimum(mean_of_month(chain.pending) / closed, 120.0)
    bound = _mean_bound(curves, longest)
    share = usual + exempt * effect * np.maximum(0.0, bound - usual)
    return share * np.clip(weeks / FULL_YEAR_WEEKS, 0.0, 1.0)


def _mean_bound(curves: WorkCurves, longest: np.ndarray) -> np.ndarray:
    """Mean of the upper bound over people who have been here 0 to `longest` months, in equal numbers."""
    grid = np.linspace(0.0, 120.0, 481)
    area = np.concatenate([[0.0], np.cumsum((curves.most(grid[1:]) + curves.most(grid[:-1])) / 2 * np.diff(grid))])
    return np.interp(longest, grid, area) / np.maximum(longest, 1e-9)
