"""What the sections on households read: rows and named tables of a run, and the words for their codes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from bouwstenen.core.numbers import number
from bouwstenen.views.amounts import band, euros, pct, prices, thousands
from bouwstenen.views.run_view import Value

if TYPE_CHECKING:
    import polars as pl

    from bouwstenen.views import RunView, Words

NAN: Final = float("nan")
NOT_THERE: Final = Value(NAN, NAN, NAN, NAN, NAN)
SIDES: Final = ("baseline", "package")
BEFORE_AFTER: Final = ("zonder pakket", "met pakket")
MAIN: Final = (
    "balance", "median_change", "median_change_lowest", "mean_change_eur", "gainers_share", "losers_share",
    "poor_persons", "poor_children", "low_income_persons", "gini_change",
)  # fmt: skip
"""Main figures in the order in which people read them; all are what the package changes."""
CAUSES: Final = ("sampling", "reading", "take_up")
UNSIGNED: Final = frozenset(("gainers_share", "losers_share"))
"""Main figures that are shares; the others are differences and get a plus or a minus."""
MONEY: Final = frozenset(("balance", "mean_change_eur"))


@dataclass(frozen=True)
class Seen:
    """A run with its words; everything is of the year of the law and of the main reading."""

    view: RunView
    say: Words

    def table(self, name: str) -> pl.DataFrame | None:
        """A named table of this model; None when the run has none."""
        return self.view.tables.get(f"households.{name}")

    @cached_property
    def about(self) -> dict[str, Any]:
        """What the run was made of."""
        found = self.table("about")
        assert found is not None
        return found.row(0, named=True)

    @property
    def year(self) -> int:
        """Year of the law."""
        return int(self.about["year"])

    @property
    def prices(self) -> str:
        """Price level of all amounts of the law."""
        return prices(self.year)

    def value(self, indicator: str, **keys: str) -> Value:
        """The numbers of an indicator; NaN where there is none."""
        found = self.view.at(f"households.{indicator}", self.year, **keys)
        return NOT_THERE if found is None else Value(*(NAN if part is None else part for part in found))

    def has(self, indicator: str, **keys: str) -> bool:
        """Whether this was computed."""
        return self.view.at(f"households.{indicator}", self.year, **keys) is not None

    def groups(self, indicator: str, dimension: str) -> list[str]:
        """Groups of a dimension in their order."""
        return self.view.groups(f"households.{indicator}", dimension)

    def main(self, name: str) -> str:
        """What the package changes in a main figure, as text."""
        return main_figure(name, self.value(f"main_{name}").difference or 0.0)

    def main_band(self, name: str, cause: str = "") -> str:
        """Its margin: the widest, or that of one cause."""
        where = {"dimension": "cause", "group": cause} if cause else {}
        found = self.value(f"main_{name}", **where)
        return band(*(main_figure(name, NAN if end is None else end) for end in (found.low, found.high)))

    def main_unit(self, name: str) -> str:
        """The unit that `main_figure` writes in; amounts with their price level."""
        unit = self.say(f"households.main_unit.{name}")
        return f"{unit}, {self.prices}" if name in MONEY else unit

    def group(self, dimension: str, group: str) -> str:
        """Title of a group."""
        return self.say.group(dimension, group)

    def scheme(self, name: str) -> str:
        """Title of a scheme."""
        return self.say.group("scheme", name)


def main_figure(name: str, value: float) -> str:
    """A main figure in its unit; differences with a plus or minus."""
    signed = name not in UNSIGNED
    if name == "balance":
        return number(value, signed=signed)
    if name == "mean_change_eur":
        return euros(value, signed=signed)
    if name in {"poor_persons", "poor_children", "low_income_persons"}:
        return thousands(value, signed=signed)
    if name == "gini_change":
        return number(100.0 * value, signed=signed)
    return pct(value, signed=signed)


def shown(value: float | None) -> float:
    """A number of a row that has one."""
    return NAN if value is None else value
