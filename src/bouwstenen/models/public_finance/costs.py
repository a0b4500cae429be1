"""What the package costs, every amount in the prices of one year: as written, promised without a line, and carried out.

Costs are positive. `cost_written` is what the lines of the package say; `cost_promised` money that the package names
outside its lines; `cost_computed` what models find that its measures cost; `cost_if_carried_out` the three together.
A line that is meant for a measure which a model computes counts in both, as it does in the ESA ledger.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml
from bouwstenen.models.public_finance.inputs import FIRST_YEAR
from bouwstenen.models.public_finance.options import PM_LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.levers import BudgetEntry
    from bouwstenen.models.public_finance.booking import Booking
    from bouwstenen.models.public_finance.result import PublicFinanceResult

KINDS = ("written", "promised", "computed")
TIMINGS = ("recurring", "one_off")
ROUTES = ("cash", "in_kind", "premiums", "employers", "municipalities", "other_bodies", "nobody_yet")


class RouteFile(StrictModel):
    """`rules/routes.yaml`: route by payer, which goes first, and by ESA code of the booking."""

    by_payer: dict[str, str]
    by_code: dict[str, str]


@cache
def route_file() -> RouteFile:
    """The shipped routes."""
    return validate(RouteFile, load_yaml(Path(__file__).parent / "rules" / "routes.yaml"))


def route_of(entry: BudgetEntry, booking: Booking) -> str:
    """How the money of an entry reaches people; one of ROUTES."""
    routes = route_file()
    return routes.by_payer.get(entry.payer) or routes.by_code[booking.code]


def kind_of(entry: BudgetEntry) -> str:
    """Where the money of an entry comes from; one of KINDS."""
    if entry.part_of == "model":
        return "computed"
    return "promised" if entry.line is None else "written"


def cost_price_level(result: PublicFinanceResult) -> int | None:
    """Year of the prices that costs are shown in: that of most lines (the latest of equals); None without money.

    Only where the package itself names no money, the price level of most amounts of models.
    """
    own = [entry.price_level for entry in result.flows.entries if entry.part_of != "model"]
    levels = Counter(own or [entry.price_level for entry in result.flows.entries])
    return max(levels, key=lambda level: (levels[level], level)) if levels else None


def converted(result: PublicFinanceResult, level: int) -> np.ndarray:
    """Money of each entry in prices of `level`, billion euro, (PM level, entry, year); positive costs money."""
    return result.flows.written * price_factors(result, level)[None, :, None]


def price_factors(result: PublicFinanceResult, level: int) -> np.ndarray:
    """What a euro at the price level of each entry is in prices of `level`."""
    index = result.baseline.economy.price_index
    own = np.array([entry.price_level - FIRST_YEAR for entry in result.flows.entries], dtype=int)
    return index[level - FIRST_YEAR] / index[own]


def cost_frames(result: PublicFinanceResult) -> Iterator[pl.DataFrame]:
    """Rows of the costs by year, with the band that PM gives; by timing for money that the package itself names."""
    level = cost_price_level(result)
    if level is None:
        return
    amounts = converted(result, level)
    kinds = np.array([kind_of(entry) for entry in result.flows.entries])
    timings = np.array([entry.timing for entry in result.flows.entries])
    for name in KINDS:
        if (kinds == name).any():
            yield _frame(result, f"cost_{name}", amounts[:, kinds == name].sum(axis=1), level)
    for name in KINDS[:2]:
        for timing in TIMINGS:
            chosen = (kinds == name) & (timings == timing)
            if chosen.any():
                yield _frame(result, f"cost_{name}", amounts[:, chosen].sum(axis=1), level, timing)
    yield _frame(result, "cost_if_carried_out", amounts.sum(axis=1), level)
    flows = result.flows
    routes = np.array([route_of(entry, booking) for entry, booking in zip(flows.entries, flows.bookings, strict=True)])
    for route in ROUTES:
        if (routes == route).any():
            yield _frame(result, "bridge", amounts[:, routes == route].sum(axis=1), level, route, dimension="route")


def _frame(
    result: PublicFinanceResult,
    indicator: str,
    totals: np.ndarray,
    level: int,
    group: str | None = None,
    dimension: str = "timing",
) -> pl.DataFrame:
    """One path; `totals` is (PM level, year)."""
    numbers = {"year": result.years, "difference": totals[PM_LEVELS.index(result.options.pm)]}
    texts = {"indicator": f"public_finance.{indicator}", "unit": "bn_eur"}
    if not np.array_equal(totals.min(axis=0), totals.max(axis=0)):
        numbers |= {"low": totals.min(axis=0), "high": totals.max(axis=0)}
        texts["band"] = "pm"
    if group:
        texts |= {"dimension": dimension, "group": group}
    return pl.DataFrame(numbers).with_columns(
        pl.lit(level).alias("price_level"), *(pl.lit(value).alias(name) for name, value in texts.items())
    )
