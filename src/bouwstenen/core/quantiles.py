"""Weighted quantiles, shares and Gini. One definition everywhere, so that tables and tests speak of the same thing.

Quantile p: the smallest value at which the weight of that value and all lower ones reaches the share p of the total
(the inverse of the distribution function). Equal values are one value, rows without weight do not exist, and
multiplying all weights by a number changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_ROUNDING = 1e-12
"""Share of the total by which a sum of weights may miss its target through rounding."""


def weighted_quantiles(
    values: NDArray[np.floating], weights: NDArray[np.floating], probabilities: Sequence[float]
) -> NDArray[np.float64]:
    """Quantiles of one group; NaN when it has no weight."""
    codes = np.zeros(len(values), dtype=np.int8)
    return grouped_quantiles(values, weights, codes, 1, probabilities)[0]


def grouped_quantiles(
    values: NDArray[np.floating],
    weights: NDArray[np.floating],
    codes: NDArray[np.integer],
    groups: int,
    probabilities: Sequence[float],
    order: NDArray[np.integer] | None = None,
) -> NDArray[np.float64]:
    """Quantiles by group.

    Args:
        values: (rows,).
        weights: (rows,), not negative.
        codes: group of each row, 0 to groups - 1; rows outside it are left out.
        groups: number of groups.
        probabilities: shares, above 0 and at most 1.
        order: rows in ascending order of value, when it is known already.

    Returns:
        (groups, probabilities); NaN in groups without weight.
    """
    rows = np.argsort(values, kind="stable") if order is None else order
    rows = rows[(weights[rows] > 0.0) & (codes[rows] >= 0) & (codes[rows] < groups)]
    rows = rows[np.argsort(codes[rows], kind="stable")]
    ends = np.searchsorted(codes[rows], np.arange(groups), side="right")
    starts = np.concatenate(([0], ends[:-1]))
    running = np.cumsum(weights[rows], dtype=np.float64)
    found = np.full((groups, len(probabilities)), np.nan)
    for group, (first, last) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        if first < last:
            before = running[first - 1] if first else 0.0
            total = running[last - 1] - before
            wanted = before + total * (np.asarray(probabilities) - _ROUNDING)
            places = first + np.searchsorted(running[first:last], wanted, side="left")
            found[group] = values[rows[np.minimum(places, last - 1)]]
    return found


def quantile_groups(
    values: NDArray[np.floating], weights: NDArray[np.floating], count: int, order: NDArray[np.integer] | None = None
) -> NDArray[np.int8]:
    """Group of each row, of `count` groups of equal weight, 0 for the lowest. Equal values share the lower group."""
    codes = np.zeros(len(values), dtype=np.int8)
    shares = [k / count for k in range(1, count)]
    bounds = grouped_quantiles(values, weights, codes, 1, shares, order)[0]
    return np.searchsorted(bounds, values, side="left").astype(np.int8)


def group_sums(codes: NDArray[np.integer], values: NDArray[Any], groups: int) -> NDArray[np.float64]:
    """Sum of values by group, (groups,). codes: 0 to groups - 1; rows with the code `groups` are left out."""
    return np.bincount(codes, weights=values, minlength=groups)[:groups].astype(np.float64, copy=False)


def places(values: NDArray[np.integer], words: Sequence[int]) -> NDArray[np.int8]:
    """Place of each value among ascending `words`; the number of words for a value that is none of them."""
    known = np.asarray(words)
    found = np.minimum(np.searchsorted(known, values), len(known) - 1)
    return np.where(known[found] == values, found, len(known)).astype(np.int8)


def quantile_sorted(values: NDArray[np.floating], weights: NDArray[np.floating], probability: float) -> float:
    """One quantile of values that are in ascending order; NaN when nobody has weight."""
    running = np.cumsum(weights, dtype=np.float64)
    if len(running) == 0 or running[-1] <= 0.0:
        return float("nan")
    place = int(np.searchsorted(running, running[-1] * (probability - _ROUNDING), side="left"))
    return float(values[min(place, len(values) - 1)])


def gini(values: NDArray[np.floating], weights: NDArray[np.floating]) -> float:
    """Gini coefficient of incomes in any order; see `gini_sorted`."""
    order = np.argsort(values, kind="stable")
    return gini_sorted(values[order], weights[order])


def gini_sorted(values: NDArray[np.floating], weights: NDArray[np.floating]) -> float:
    """Gini coefficient of incomes that are in ascending order; a negative income counts as zero.

    NaN when nobody has weight or income.
    """
    weight = weights.astype(np.float64, copy=False)
    income = weight * np.maximum(values, 0.0)
    total, people = income.sum(), weight.sum()
    if total <= 0.0 or people <= 0.0:
        return float("nan")
    running = np.cumsum(income)
    return float(1.0 - (weight * (2.0 * running - income)).sum() / (people * total))
