"""How numbers are written in tables: percentages, shares, people, euros and bands. The base is `core.numbers`."""

from __future__ import annotations

import math

from bouwstenen.core.numbers import NOTHING, amount_of_people, count, dutch, percentage

_THOUSAND = 1e3
_WHOLE = 10
"""Thousands of people from here on have no decimals; smaller numbers have one."""
_TENS = 1000.0
"""Euros from here on are rounded to tens."""


def pct(value: float, *, signed: bool = False) -> str:
    """A percentage with one decimal and without its sign: for columns that say that they hold percentages."""
    return percentage(value / 100.0, signed=signed).removesuffix("%") if math.isfinite(value) else NOTHING


def share(value: float, *, signed: bool = False) -> str:
    """A share (0 to 1) as a percentage with one decimal, without its sign."""
    return pct(100.0 * value, signed=signed)


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


def prices(year: int) -> str:
    """The price level of everything that the law of a year gives."""
    return f"prijzen van {year}"


def plural(amount: int, one: str, many: str) -> str:
    """A number with its noun: `1 maatregel`, `2 maatregelen`, `0 maatregelen`."""
    return f"{count(amount)} {one if amount == 1 else many}"
