"""Text and numbers as Dutch readers write them: a comma for decimals, a point for thousands, a real minus sign."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

MINUS = "−"
NOTHING = "–"
NBSP = "\N{NO-BREAK SPACE}"
_SMALL = 0.1
_POINTS_AND_COMMAS = str.maketrans(",.", ".,")


def number(value: float | None, *, signed: bool = False) -> str:
    """A result with one decimal, or two when it is smaller than 0.1. `signed` gives differences a plus or minus.

    None and NaN give a dash. What rounds to zero has no sign.
    """
    if value is None or not math.isfinite(value):
        return NOTHING
    decimals = 2 if abs(value) < _SMALL else 1
    rounded = _rounded(value, decimals)
    return "0,0" if not rounded else _dutch(rounded, signed=signed)


def amount(value: float | None) -> str:
    """An amount of the package with one decimal, or the second one when the document gives it (0.35)."""
    if value is None or not math.isfinite(value):
        return NOTHING
    tenths, hundredths = _rounded(value, 1), _rounded(value, 2)
    return _dutch(tenths if tenths == hundredths else hundredths, signed=False)


def exact(value: float) -> str:
    """A figure of a source with all the digits that it has, and none that it has not."""
    if not math.isfinite(value):
        return NOTHING
    plain = Decimal(repr(float(value))).normalize()
    whole = plain == plain.to_integral_value()
    return _dutch(plain.quantize(Decimal(1)) if whole else plain, signed=False)


def dutch(value: float | None, digits: int = 2, *, signed: bool = False) -> str:
    """A number with exactly so many decimals; None and NaN give a dash, and what rounds to zero has no sign."""
    if value is None or not math.isfinite(value):
        return NOTHING
    return _dutch(_rounded(value, digits), signed=signed)


def with_unit(text: str, unit: str) -> str:
    """A number and its unit that stay on one line; a percent sign stands against the number."""
    unit = dutch_unit(unit).replace(" ", NBSP)
    return f"{text}{unit}" if unit.startswith("%") else f"{text}{NBSP}{unit}"


def dutch_unit(unit: str) -> str:
    """A unit as people read it: `mld EUR/jaar` becomes `mld euro per jaar`."""
    return unit.replace("EUR", "euro").replace("/", " per ")


def sentence(text: str) -> str:
    """Text that starts with a capital and ends with a full stop."""
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "!", "?")) else ".")


def count(value: int) -> str:
    """A whole number."""
    return _dutch(Decimal(value), signed=False)


def amount_of_people(value: float, *, signed: bool = False) -> str:
    """An amount of one household in whole euros."""
    return dutch(value, 0, signed=signed)


def percentage(share: float, *, signed: bool = False) -> str:
    """A share as a percentage with one decimal: 0.365 becomes 36,5%."""
    return f"{dutch(share * 100, 1, signed=signed)}%"


def _rounded(value: float, decimals: int) -> Decimal:
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _dutch(value: Decimal, *, signed: bool) -> str:
    text = f"{abs(value):,f}".translate(_POINTS_AND_COMMAS)
    sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
    return sign + text
