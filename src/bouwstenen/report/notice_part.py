"""A part of the section on households, and how its numbers are written."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.core.numbers import NOTHING, amount_of_people, count, dutch, number, percentage

if TYPE_CHECKING:
    from bouwstenen.report.charts import Chart
    from bouwstenen.report.tables import Table

_THOUSAND = 1e3
_WHOLE = 10
"""Thousands of people from here on have no decimals; smaller numbers have one."""
_TENS = 1000.0
"""Euros from here on are rounded to tens."""


@dataclass(frozen=True)
class Part:
    """One heading with its text, charts and tables; `folded` tables are opened by who wants them."""

    id: str
    title: str
    words: tuple[str, ...]
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    folded: tuple[Table, ...] = ()


def pct(value: float, *, signed: bool = False) -> str:
    """A percentage with one decimal and without its sign: for columns that say that they hold percentages."""
    return percentage(value / 100.0, signed=signed).removesuffix("%") if math.isfinite(value) else NOTHING


def share(value: float) -> str:
    """A share (0 to 1) as a percentage with one decimal, without its sign."""
    return pct(100.0 * value)


def thousands(value: float, *, signed: bool = False) -> str:
    """A number of people or households in thousands."""
    if not math.isfinite(value):
        return NOTHING
    scaled = value / _THOUSAND
    if not scaled:
        return "0"
    if abs(scaled) < _WHOLE:
        return pct(scaled, signed=signed)
    return amount_of_people(scaled, signed=signed)


def euros(value: float, *, signed: bool = False) -> str:
    """An amount of one household a year in whole euros, large ones in tens."""
    if not math.isfinite(value):
        return NOTHING
    rounded = round(value / 10.0) * 10.0 if abs(value) >= _TENS else value
    return amount_of_people(rounded, signed=signed)


def band(low: str, high: str) -> str:
    """An interval in words; a dash when it cannot be told."""
    return NOTHING if NOTHING in (low, high) else low if low == high else f"{low} tot {high}"


def by_size(value: float) -> str:
    """A figure of any unit with three or four digits that matter."""
    if not math.isfinite(value):
        return NOTHING
    if abs(value) >= _TENS:
        return count(round(value))
    return dutch(value, 1 if abs(value) >= _WHOLE else 3)


def main_figure(indicator: str, value: float, *, signed: bool = True) -> str:
    """A main indicator in the unit of `MAIN_UNITS`."""
    if indicator == "balance":
        return number(value, signed=signed)
    if indicator == "mean_change_eur":
        return euros(value, signed=signed)
    if indicator in ("poor_persons", "poor_children", "low_income_persons"):
        return thousands(value, signed=signed)
    if indicator == "gini_change":
        return number(100.0 * value, signed=signed)
    return pct(value, signed=signed)


MAIN_UNITS = {
    "balance": "mld euro per jaar",
    "median_change": "%",
    "median_change_lowest": "%",
    "mean_change_eur": "euro per jaar",
    "losers_share": "% van de huishoudens",
    "gainers_share": "% van de huishoudens",
    "poor_persons": "duizend",
    "poor_children": "duizend",
    "low_income_persons": "duizend",
    "gini_change": "punt op een schaal van 0 tot 100",
}
"""Units that `main_figure` writes in, by indicator of the model."""
SIGNED = frozenset(MAIN_UNITS) - {"losers_share", "gainers_share"}
"""Indicators that are differences and get a plus or a minus; the others are shares."""


def prices(year: int) -> str:
    """The price level of everything that the law of a year gives."""
    return f"prijzen van {year}"
