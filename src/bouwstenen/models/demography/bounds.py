"""`bounds.yaml`: what figures, series and own paths of this model can be; all else is refused, also NaN."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from bouwstenen.core.errors import InputError, Where
from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml

if TYPE_CHECKING:
    from bouwstenen.facts import Facts

Bound = Annotated[list[float], Field(min_length=2, max_length=2)]
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


def bound_of(name: str, table: dict[str, Bound]) -> Bound | None:
    """The bound of a name; None when the table has none."""
    return next((bound for pattern, bound in table.items() if fnmatchcase(name, pattern)), None)


def spelled(value: float) -> str:
    """A bound as people write it: 0,1 and 1.000.000."""
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return text.replace(",", "_").replace(".", ",").replace("_", ".")


def check_facts(facts: Facts) -> None:
    """Hold every figure and series of this model against its bounds.

    Raises:
        InputError: a value outside them or no number; names the figure and the allowed range.
    """
    for key, figure in facts.values.items():
        if key.startswith(_ROOM):
            _check(facts, key, "", figure.value, bound_of(key.removeprefix(_ROOM), bounds().figures))
    for key, series in facts.columns.items():
        bound = bound_of(key, bounds().series)
        for index, value in series.known().items() if bound else ():
            _check(facts, key, f" bij {index}", value, bound)


def check_path(name: str, year: int, value: float, where: Where) -> None:
    """Hold a value of a path against its bounds. Raises InputError with the allowed range."""
    low, high = bounds().paths[name]
    if not low <= value <= high:
        mend = f"Schrijf een getal van {spelled(low)} tot en met {spelled(high)}."
        raise InputError(f"de waarde {value:g} in {year} kan niet.", mend=mend, where=where)


def _check(facts: Facts, key: str, at: str, value: float, bound: Bound | None) -> None:
    if bound is not None and not bound[0] <= value <= bound[1]:
        raise InputError(
            f"de waarde {value:g}{at} kan niet.",
            mend=f"Schrijf een getal van {spelled(bound[0])} tot en met {spelled(bound[1])}.",
            where=Where(f"feiten {facts.vintage}", 0, key),
        )
