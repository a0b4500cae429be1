"""Money of a line of the package, read only: which line is about what stands in the package, never in the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from bouwstenen.levers import BudgetEntry, Overlay

SPENDING: Final = frozenset({"current_spending", "subsidy", "gross_investment", "capital_transfer"})
CAPITAL: Final = frozenset({"loan", "equity"})
BUILDING: Final = frozenset({"gross_investment"})


def line_of(changes: Overlay, path: str) -> int | None:
    """Number of the line that a lever of this model points at; None when the package has no such lever."""
    found = [change for change in changes.inputs if change.path == path]
    return int(found[-1].value) if found else None


def line_money(
    changes: Overlay, line: int | None, years: NDArray[np.int64], index: NDArray[np.float64],
    kinds: Collection[str] = SPENDING, *, level: int, indexed: bool = True,
) -> NDArray[np.float64]:  # fmt: skip
    """Billion euro a year in prices of the year, of the entries of a line with these instruments.

    Args:
        changes: the package.
        line: its number; None gives zero.
        years: of the answer.
        index: prices by year.
        kinds: instruments that count.
        level: year in `years` whose prices an amount without index keeps, and that holds price levels before it.
        indexed: amounts follow prices; otherwise the written amount is paid every year.
    """
    total = np.zeros(len(years))
    if line is None:
        return total
    for entry in changes.budget:
        if entry.line == line and entry.instrument in kinds and entry.part_of is None:
            total += entry_money(entry, years, index, level=level, indexed=indexed)
    return total


def entry_money(
    entry: BudgetEntry, years: NDArray[np.int64], index: NDArray[np.float64], *, level: int, indexed: bool = True
) -> NDArray[np.float64]:
    """Billion euro a year in prices of the year of one entry; PM counts as nothing."""
    given = dict(entry.shares)
    shares = np.zeros(len(years))
    current = 0.0
    for t, year in enumerate(years.tolist()):
        current = given.get(year, current if entry.timing == "recurring" else 0.0)
        shares[t] = current
    calendar: list[int] = years.tolist()
    base = index[calendar.index(entry.price_level)] if entry.price_level in calendar else index[calendar.index(level)]
    return (entry.amount_bn or 0.0) * shares * (index / base if indexed else 1.0)
