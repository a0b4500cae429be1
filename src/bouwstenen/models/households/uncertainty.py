"""Intervals of the main figures, by cause: the sample, the readings of vague texts, and take-up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from bouwstenen.models.households.indicators import MAIN, main_values, ordered, values_without
from bouwstenen.models.households.inputs import scaled_take_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from bouwstenen.models.households.inputs import HouseholdsFacts
    from bouwstenen.models.households.result import HouseholdsResult

Cause = Literal["sampling", "reading", "take_up"]
LEVEL = 0.95
"""Confidence level of the sampling interval."""
MOST_GROUPS = 20
"""Random groups that are left out in turn at most."""


@dataclass(frozen=True)
class Interval:
    """Low and high of one main indicator by one cause, in the unit of `MAIN`; NaN where it cannot be told."""

    indicator: str
    cause: Cause
    value: float
    low: float
    high: float


def t_quantile(freedom: int) -> float:
    """Half the width of an interval of `LEVEL` in standard errors, by Student's t."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.5 + LEVEL / 2.0))


def jackknife_error(left_out: NDArray[np.float64]) -> NDArray[np.float64]:
    """Standard error by the delete-a-group jackknife (Kott 2001).

    Args:
        left_out: (groups, …): the estimate with each group left out in turn, the others standing for it.

    Returns:
        (…): sqrt((G - 1) / G · Σ (estimate without g - mean)²); NaN with fewer than two groups.
    """
    groups = len(left_out)
    if groups < 2:
        return np.full(left_out.shape[1:], np.nan)
    deviation = left_out - left_out.mean(axis=0)
    return np.sqrt((groups - 1) / groups * (deviation**2).sum(axis=0))


def sampling_intervals(result: HouseholdsResult) -> tuple[Interval, ...]:
    """95% intervals of the main indicators from the random groups, with t of groups - 1 degrees of freedom.

    It is the error of drawing households, not of the figures behind the population. With more than `MOST_GROUPS`
    groups neighbouring numbers are taken together, so that a large population does not take minutes.
    """
    result = _fewer_groups(result)
    found = ordered(result)
    full = values_without(found, -1)
    groups = len(result.groups)
    if groups < 2:
        nothing = float("nan")
        return tuple(Interval(n, "sampling", v, nothing, nothing) for n, v in zip(MAIN, full.tolist(), strict=True))
    left_out = np.stack([values_without(found, group) for group in range(groups)])
    half = t_quantile(groups - 1) * jackknife_error(left_out)
    return tuple(
        Interval(name, "sampling", value, value - margin, value + margin)
        for name, value, margin in zip(MAIN, full.tolist(), half.tolist(), strict=True)
    )


def _fewer_groups(result: HouseholdsResult) -> HouseholdsResult:
    """The same result with at most `MOST_GROUPS` random groups of about equal size."""
    groups = len(result.groups)
    if groups <= MOST_GROUPS:
        return result
    new = np.arange(groups) * MOST_GROUPS // groups
    rows = np.searchsorted(result.groups, result.columns["groep"])
    starts = np.searchsorted(new, np.arange(MOST_GROUPS))
    sums = {name: np.add.reduceat(values, starts) for name, values in result.sums.items()}
    columns = {**result.columns, "groep": new[rows].astype(np.int32)}
    return replace(result, columns=columns, groups=np.arange(MOST_GROUPS), sums=sums)


def spread_over(cause: Cause, central: HouseholdsResult, others: Sequence[HouseholdsResult]) -> tuple[Interval, ...]:
    """Lowest and highest of the main indicators over runs that differ in one cause, the central run included."""
    full = main_values(central)
    table = np.stack([full, *(main_values(other) for other in others)])
    return tuple(
        Interval(name, cause, value, low, high)
        for name, value, low, high in zip(
            MAIN, full.tolist(), table.min(axis=0).tolist(), table.max(axis=0).tolist(), strict=True
        )
    )


def moved_to(values: Mapping[str, float], intervals: Sequence[Interval]) -> tuple[Interval, ...]:
    """The same margins around other central values: those of all households, for runs on some of the chunks."""
    moves = [(i, values[i.indicator] - i.value) for i in intervals]
    return tuple(replace(i, value=values[i.indicator], low=i.low + by, high=i.high + by) for i, by in moves)


def take_up_variants(facts: HouseholdsFacts) -> Mapping[str, HouseholdsFacts]:
    """Facts with other non-take-up in baseline and package: a share lower and higher than published, and none."""
    spread = facts.number("non_take_up_spread")
    factors = {"lower": 1.0 - spread, "higher": 1.0 + spread, "none": 0.0}
    return {name: replace(facts, take_up=scaled_take_up(facts.take_up, by)) for name, by in factors.items()}


def central_values(intervals: Iterable[Interval]) -> dict[str, float]:
    """The value of each main indicator: that of its first interval, since every cause tells the same one."""
    found: dict[str, float] = {}
    for interval in intervals:
        found.setdefault(interval.indicator, interval.value)
    return found


def overall(intervals: Sequence[Interval]) -> dict[str, tuple[float, float]]:
    """Low and high by indicator: the widest of the causes, not their sum. What cannot be told drops out."""
    found: dict[str, tuple[float, float]] = {}
    for interval in intervals:
        if np.isnan(interval.low):
            continue
        low, high = found.get(interval.indicator, (interval.low, interval.high))
        found[interval.indicator] = (min(low, interval.low), max(high, interval.high))
    return found
