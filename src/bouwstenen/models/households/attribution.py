"""Which of the ten points of block 3 causes which effect: alone, last-out and Shapley, one law run a subset."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from bouwstenen.core.parallel import cores
from bouwstenen.effects.attribution import Attribution, attribute
from bouwstenen.levers import Overlay
from bouwstenen.models.households.indicators import MAIN, main_values
from bouwstenen.models.households.law_change import ROOM
from bouwstenen.models.households.project import outcome
from bouwstenen.models.households.result import combine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bouwstenen.models.households.project import Prepared

POINTS: Final = 10
"""Points of section 3.1."""
OTHER: Final = POINTS + 1
"""Levers on the law that belong to no point: other blocks, and the prose around the points."""
ATTRIBUTED: Final = ("balance", "median_change_lowest", "mean_change_eur", "poor_persons", "gini_change")
"""Main indicators that are attributed."""


@dataclass(frozen=True, eq=False)
class PointAttribution:
    """Effects of the points.

    found: arrays (points, indicators of `ATTRIBUTED`); `found.parts` are numbers of points, 11 for `OTHER`.
    still: points that have levers of this model and move no yearly income in this year.
    households: rows that the runs were made on. runs: law runs.
    """

    year: int
    found: Attribution
    still: tuple[int, ...]
    households: int
    runs: int


def point_of(measure: str) -> int:
    """The point of a measure: 1 to 10 for B3-01 to B3-10, else `OTHER`."""
    found = re.match(r"B3-(\d\d)", measure)
    number = int(found[1]) if found else 0
    return number if 1 <= number <= POINTS else OTHER


def point_title(point: int) -> str:
    """Name of a part for the tables, Dutch."""
    return "overige blokken en tekst" if point == OTHER else f"punt {point}"


def attribute_points(chunks: Sequence[Prepared], overlay: Overlay) -> PointAttribution:
    """Attribute the main effects to the points.

    Left out of the runs, with an effect of zero: a point whose levers leave the law of this year as it is, and a point
    that changes the income of no household in these chunks, both alone and when it is taken out of the package.

    Args:
        chunks: prepared, all of one year.
        overlay: the package.
    """
    ours = _of_households(overlay)
    points = _points(ours)
    base = chunks[0].law
    moving = [p for p in points if not chunks[0].law_under(_only(ours, frozenset((p,)))).same_incomes(base)]
    moving = [p for p in moving if _moves_somebody(chunks, ours, p, frozenset(points) - {p})]
    places = [list(MAIN).index(name) for name in ATTRIBUTED]

    def value(subset: frozenset[int]) -> NDArray[np.float64]:
        package = _only(ours, subset)
        return main_values(combine([outcome(chunk, package) for chunk in chunks]))[places]

    subsets = [frozenset(part) for size in range(len(moving) + 1) for part in combinations(moving, size)]
    with ThreadPoolExecutor(cores()) as pool:
        values = dict(zip(subsets, pool.map(value, subsets), strict=True))
    found = attribute(values.__getitem__, moving)
    still = tuple(p for p in points if p not in moving)
    rows = sum(chunk.sample.households for chunk in chunks)
    return PointAttribution(chunks[0].sample.year, found, still, rows, 2 ** len(moving))


def effects_alone(chunks: Sequence[Prepared], overlay: Overlay) -> dict[int, dict[str, float]]:
    """The main indicators by name with only one point in the package, by point."""
    found: dict[int, dict[str, float]] = {}
    for point in _points(_of_households(overlay)):
        package = _only(overlay, frozenset((point,)))
        values = main_values(combine([outcome(chunk, package) for chunk in chunks])).tolist()
        found[point] = dict(zip(MAIN, values, strict=True))
    return found


def _moves_somebody(chunks: Sequence[Prepared], overlay: Overlay, point: int, others: frozenset[int]) -> bool:
    """Whether a point changes an income alone or as the last one out."""
    alone, without = _only(overlay, frozenset((point,))), _only(overlay, others)
    for chunk in chunks:
        if outcome(chunk, alone).columns["verschil"].any():
            return True
        if not np.array_equal(outcome(chunk, overlay).columns["na"], outcome(chunk, without).columns["na"]):
            return True
    return False


def _of_households(overlay: Overlay) -> Overlay:
    """What this model reads: its own inputs and the law."""
    return Overlay(inputs=tuple(c for c in overlay.inputs if c.path.startswith(ROOM)), law=overlay.law)


def _points(overlay: Overlay) -> list[int]:
    return sorted({point_of(change.measure) for change in (*overlay.inputs, *overlay.law)})


def _only(overlay: Overlay, points: frozenset[int]) -> Overlay:
    return overlay.filtered(lambda change: point_of(change.measure) in points)
