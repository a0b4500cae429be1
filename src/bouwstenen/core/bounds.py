"""Bounds of figures, read from a model's `bounds.yaml`: what a number can be; and keys that must be there."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from bouwstenen.core.errors import InputError, Where

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

Bound = Annotated[list[float], Field(min_length=2, max_length=2)]
"""Lowest and highest value, both allowed."""


def bound_of(name: str, table: Mapping[str, Bound]) -> Bound | None:
    """The bound of a name; None when the table has none. A name in the table may begin or end with a star."""
    return next((bound for pattern, bound in table.items() if fnmatchcase(name, pattern)), None)


def spelled(value: float) -> str:
    """A bound as people write it: 0,1 and 1.000.000."""
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return text.replace(",", "_").replace(".", ",").replace("_", ".")


def hold(value: float, bound: Bound | None, where: Where, at: str = "") -> None:
    """Hold a value against its bound; without a bound anything but NaN goes.

    Args:
        value: of a figure, or of a series at one index.
        bound: lowest and highest value.
        where: file and key, for the message.
        at: which index of a series, such as ` in 2030`.

    Raises:
        InputError: the value is outside the bound or no number; names the allowed range.
    """
    low, high = bound or (float("-inf"), float("inf"))
    if not low <= value <= high:
        mend = f"Schrijf een getal van {spelled(low)} tot en met {spelled(high)}." if bound else "Schrijf een getal."
        raise InputError(f"de waarde {value:g}{at} kan niet.", mend=mend, where=where)


def refuse_missing(wanted: Iterable[str], known: Container[str], vintage: str) -> None:
    """Refuse a vintage that lacks figures or series, all of them in one message.

    Raises:
        InputError: naming every key of `wanted` that is not in `known`.
    """
    missing = [key for key in wanted if key not in known]
    if missing:
        raise InputError(
            f"deze cijfers ontbreken: {', '.join(missing)}.",
            mend="Vul ze aan in de jaargang.",
            where=Where(f"feiten {vintage}", 0, missing[0]),
        )
