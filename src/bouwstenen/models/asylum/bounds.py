"""`bounds.yaml`: what figures and series of this model can be; all else is refused, also NaN."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bouwstenen.core.bounds import Bound, bound_of, hold
from bouwstenen.core.errors import Where
from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml

if TYPE_CHECKING:
    from bouwstenen.models.asylum.inputs import AsylumFacts

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


def check_bounds(facts: AsylumFacts) -> None:
    """Hold every figure and series against its bounds.

    Raises:
        InputError: a value outside them or no number; names the figure and the allowed range.
    """

    def place(key: str) -> Where:
        return Where(f"feiten {facts.vintage}", 0, key)

    for name, figure in facts.figures.items():
        hold(figure.value, bound_of(name, bounds().figures), place(_ROOM + name))
    for name, series in facts.path.items():
        for year, value in series.known().items():
            hold(value, bound_of(name, bounds().path), place(_ROOM + name), f" in {year}")
    for name, series in facts.work.items():
        for month, value in series.known().items():
            hold(value, bounds().work, place(f"asylum_work.{name}"), f" bij {month} maanden")
