"""`bounds.yaml`: what figures, series and own paths of this model can be; all else is refused, also NaN."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bouwstenen.core.bounds import Bound, bound_of, hold
from bouwstenen.core.errors import Where
from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml

if TYPE_CHECKING:
    from bouwstenen.facts import Facts

_ROOM = "demography."


class Bounds(StrictModel):
    """Lowest and highest value, both allowed, by name; a name may end or begin with a star."""

    paths: dict[str, Bound]
    figures: dict[str, Bound]
    series: dict[str, Bound]


@cache
def bounds() -> Bounds:
    """The bounds of this model."""
    return validate(Bounds, load_yaml(Path(__file__).parent / "bounds.yaml"))


def check_facts(facts: Facts) -> None:
    """Hold every figure and series of this model against its bounds.

    Raises:
        InputError: a value outside them or no number; names the figure and the allowed range.
    """
    for key, figure in facts.values.items():
        if key.startswith(_ROOM):
            bound = bound_of(key.removeprefix(_ROOM), bounds().figures)
            hold(figure.value, bound, Where(f"feiten {facts.vintage}", 0, key))
    for key, series in facts.columns.items():
        bound = bound_of(key, bounds().series)
        for index, value in series.known().items() if bound else ():
            hold(value, bound, Where(f"feiten {facts.vintage}", 0, key), f" bij {index}")


def check_path(name: str, year: int, value: float, where: Where) -> None:
    """Hold a value of a path against its bounds. Raises InputError with the allowed range."""
    hold(value, bounds().paths[name], where, f" in {year}")
