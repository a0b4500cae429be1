"""Care that grows no faster than the economy from a year on: how far off, in two readings. A task, never a saving."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Form = Literal["growth", "level"]
FORMS: tuple[Form, ...] = ("growth", "level")


@dataclass(frozen=True, eq=False)
class Task:
    """Distance to the target by year.

    gap: spending minus what the target allows, billion euro. points: growth minus what the target allows that year.
    first_year: first year after the start in which growth is not above that of GDP; None when never.
    """

    gap: Array
    points: Array
    first_year: int | None


def growth(path: Array) -> Array:
    """Yearly growth in %, zero in the first year."""
    return np.concatenate(([0.0], (path[1:] / path[:-1] - 1) * 100))


def task(years: NDArray[np.int64], spending: Array, gdp_growth: Array, form: Form, start: int, target: int) -> Task:
    """Hold a path of spending against the growth of GDP.

    Args:
        years: ascending.
        spending: billion euro at constant prices by year.
        gdp_growth: growth of structural GDP, % by year.
        form: `growth`: growth comes down to that of GDP along a straight line from `start` to `target`, whatever was
            added before; `level`: spending keeps its share of GDP of `start`.
        start: last year without the target.
        target: year in which growth may not be above that of GDP.
    """
    trend = growth(spending)
    at = int(np.searchsorted(years, start))
    after = years > start
    share = np.clip((years - start) / max(1, target - start), 0.0, 1.0)
    allowed_growth = gdp_growth if form == "level" else (1 - share) * trend + share * np.minimum(trend, gdp_growth)
    factors = np.where(after, 1 + allowed_growth / 100, 1.0)
    allowed = spending[at] * np.cumprod(factors)
    gap = np.where(after, spending - allowed, 0.0)
    points = np.where(after, trend - gdp_growth, 0.0)
    return Task(gap, points, _first(years[after], points[after]))


def _first(years: NDArray[np.int64], points: Array) -> int | None:
    reached = np.flatnonzero(points <= 0)
    return int(years[reached[0]]) if reached.size else None
