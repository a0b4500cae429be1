"""`bounds.yaml`: what figures and series of this model can be; all else is refused, also NaN."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from bouwstenen.core.errors import InputError, Where
from bouwstenen.core.numbers import dutch
from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml

if TYPE_CHECKING:
    from bouwstenen.models.asylum.inputs import AsylumFacts

Bound = Annotated[list[float], Field(min_length=2, max_length=2)]
_ROOM = "asylum."


class Bounds(StrictModel):
    """Lowest and highest value, both allowed, by name; a name may end with a star. work: of all points of work."""

    figures: dict[str, Bound]
    path: dict[str, Bound]
    work: Bound


@cache
def bounds() -> Bounds:
    """The bounds of this model."""
    return validate(Bounds, load_yaml(Path(__file__).parent / "bounds.yaml"))


def bound_of(name: str, table: dict[str, Bound]) -> Bound | None:
    """The bound of a name; None when the table has none."""
    return next((bound for pattern, bound in table.items() if fnmatchcase(name, pattern)), None)


def check_bounds(facts: AsylumFacts) -> None:
    """Hold every figure and series against its bounds.

    Raises:
        InputError: a value outside them or no number; names the figure and the allowed range.
    """
    for name, figure in facts.figures.items():
        _check(facts, _ROOM + name, "", figure.value, bound_of(name, bounds().figures))
    for name, series in facts.path.items():
        for year, value in series.known().items():
            _check(facts, _ROOM + name, f" in {year}", value, bound_of(name, bounds().path))
    for name, series in facts.work.items():
        for month, value in series.known().items():
            _check(facts, f"asylum_work.{name}", f" bij {month} maanden", value, bounds().work)


def _check(facts: AsylumFacts, key: str, at: str, value: float, bound: Bound | None) -> None:
    if bound is not None and not bound[0] <= value <= bound[1]:
        low, high = (dutch(end, 0 if end == round(end) else 2) for end in bound)
        raise InputError(
            f"de waarde {value:g}{at} kan niet.",
            mend=f"Schrijf een getal van {low} tot en met {high}.",
            where=Where(f"feiten {facts.vintage}", 0, key),
        )
