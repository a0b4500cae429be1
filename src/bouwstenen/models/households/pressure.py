"""Marginal pressure: what part of a little more wage a household does not keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.quantiles import group_sums, grouped_quantiles, places
from bouwstenen.models.households.describe import HOUSEHOLD_TYPES
from bouwstenen.models.households.project import run_law

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bouwstenen.levers import Overlay
    from bouwstenen.models.households.law_change import LawOnDate
    from bouwstenen.models.households.project import Prepared
    from bouwstenen.population.amounts import Amounts

EARNERS = 2
"""The two highest wages of a household are asked; a third earner is left out."""


@dataclass(frozen=True, eq=False)
class Pressure:
    """Workers of a chunk; arrays (workers,).

    weight: persons. kind: household type. before, after: part of the extra wage that the household does not keep, as a
    share (0 to 1; above 1 when it loses money, below 0 when it gains more than the wage).
    """

    weight: NDArray[np.float64]
    kind: NDArray[np.int8]
    before: NDArray[np.float64]
    after: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PressureTable:
    """Marginal pressure by household type (`all` first).

    workers: weighted number. median, high, full: (groups, 2) before and after: median share, and share of the workers
    above the two thresholds of the facts.
    """

    groups: tuple[str, ...]
    workers: NDArray[np.float64]
    median: NDArray[np.float64]
    high: NDArray[np.float64]
    full: NDArray[np.float64]


def pressure(chunk: Prepared, overlay: Overlay) -> Pressure:
    """Raise the wage of each worker in turn by the step of the facts and run the law again.

    Args:
        chunk: prepared.
        overlay: the package.
    """
    law = chunk.law_under(overlay)
    amounts = chunk.amounts_under(law)
    found: list[Pressure] = []
    for place in range(EARNERS):
        rows = _earners(chunk, place)
        before = _lost(chunk, chunk.law, chunk.amounts, rows)
        after = before if amounts is chunk.amounts else _lost(chunk, law, amounts, rows)
        homes = chunk.sample.household_of[rows]
        kind = chunk.described["type"][homes].astype(np.int8)
        found.append(Pressure(chunk.sample.weight[homes], kind, before, after))
    return joined(found)


def joined(parts: Sequence[Pressure]) -> Pressure:
    """Several chunks as one."""
    names = ("weight", "kind", "before", "after")
    return Pressure(**{name: np.concatenate([getattr(p, name) for p in parts]) for name in names})


def pressure_table(found: Pressure, high: float, full: float) -> PressureTable:
    """Median and shares by household type. high, full: thresholds, shares (0 to 1); a worker counts above them."""
    words = {0: "all", **HOUSEHOLD_TYPES}
    codes = np.concatenate([np.zeros_like(found.kind), _kinds(found.kind, list(words))])
    weight = np.tile(found.weight, 2)
    workers = group_sums(codes, weight, len(words))
    sides = [np.tile(found.before, 2), np.tile(found.after, 2)]

    def share(limit: float) -> NDArray[np.float64]:
        with np.errstate(invalid="ignore", divide="ignore"):
            parts = [group_sums(codes, weight * (s > limit), len(words)) / workers for s in sides]
        return np.stack(parts, axis=1)

    medians = [grouped_quantiles(s, weight, codes, len(words), (0.5,))[:, 0] for s in sides]
    return PressureTable(tuple(words.values()), workers, np.stack(medians, axis=1), share(high), share(full))


def _kinds(kind: NDArray[np.int8], words: list[int]) -> NDArray[np.int8]:
    """Place of the household type; a type that is unknown counts in the total only."""
    return np.where(kind == 0, len(words), places(kind, words)).astype(np.int8)


def _earners(chunk: Prepared, place: int) -> NDArray[np.intp]:
    """Rows of the persons with the highest (place 0), second highest (1) … wage of their household."""
    wage = chunk.sample.person.get("loon")
    if wage is None:
        return np.zeros(0, dtype=np.intp)
    homes = chunk.sample.household_of
    order = np.lexsort((-wage, homes))
    rank = np.arange(len(order)) - chunk.sample.starts[homes[order]]
    picked = order[rank == place]
    return np.sort(picked[wage[picked] > 0.0])


def _lost(chunk: Prepared, law: LawOnDate, amounts: Amounts, rows: NDArray[np.intp]) -> NDArray[np.float64]:
    """Share of the extra wage of these persons that does not reach the household; `amounts`: of the law without it."""
    if len(rows) == 0:
        return np.zeros(0)
    wage = chunk.sample.person["loon"]
    extra = np.zeros(len(wage))
    extra[rows] = chunk.facts.number("pressure_wage_step") * wage[rows]
    raised = chunk.sample.with_columns(person={"loon": wage + extra})
    more = run_law(raised, law, chunk.facts)["besteedbaar_inkomen"]
    homes = chunk.sample.household_of[rows]
    return 1.0 - (more[homes] - amounts["besteedbaar_inkomen"][homes]) / extra[rows]
