"""What every section of the report starts from: the run, its results by key, and the units of its amounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.report.rows import Effects
from bouwstenen.report.words import PM_LEVELS

if TYPE_CHECKING:
    from bouwstenen.doorrekening import Doorrekening


@dataclass(frozen=True)
class Context:
    """The run and what the captions of its tables say.

    prices: price level of the package's own amounts, such as 'prijzen van 2025'.
    money: unit of computed amounts with their price level. share: unit of ratios.
    pm: how the paths count the PM entries.
    """

    run: Doorrekening
    effects: Effects
    prices: str
    money: str
    pm: str
    share: str = "% bbp"


def make_context(run: Doorrekening) -> Context:
    """Index the results and word the price levels."""
    levels = sorted({row.price_level for row in run.bookings})
    prices = f"prijzen van {' en '.join(str(level) for level in levels)}" if levels else "geen bedragen"
    indexed = run.options.public_finance.indexation == "deflator"
    money = "mld euro, lopende prijzen" if indexed else f"mld euro, {prices}, niet geïndexeerd"
    return Context(run, Effects(run.effects), prices, money, PM_LEVELS[run.options.public_finance.pm])
