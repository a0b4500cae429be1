"""Looks results up for the sections of this model: paths by ledger, years of tables, and how amounts are called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import polars as pl

from bouwstenen.core.numbers import NOTHING, number
from bouwstenen.views import TableRow, row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bouwstenen.views import RunView, Words
    from bouwstenen.views.run_view import Value
    from bouwstenen.views.sections import RowKind

Side = Literal["baseline", "package"]
ROOM = "public_finance."
BN = "mld euro"
PCT = "% bbp"
_NEAR = 5
"""The first years are shown one by one, later ones by round tens."""
_ROUND = 10
_SMALL = 0.05
"""Billions or percent below which a change is called none: it would be written as 0,0."""


@dataclass(frozen=True)
class Look:
    """A run, the words for its codes, and what all sections of this model ask of it."""

    view: RunView
    words: Words

    def path(self, indicator: str, ledger: str, **keys: str) -> dict[int, Value]:
        """Values by year, from the first year shown."""
        found = self.view.path(ROOM + indicator, ledger=ledger, **keys)
        return {year: value for year, value in found.items() if year >= self.first}

    def at(self, indicator: str, ledger: str, year: int, **keys: str) -> Value | None:
        """The value of a year; None when nothing was computed."""
        return self.view.at(ROOM + indicator, year, ledger=ledger, **keys)

    def difference(self, indicator: str, ledger: str, year: int, **keys: str) -> float | None:
        """What the package changes; None when nothing was computed."""
        return self.view.difference(ROOM + indicator, year, ledger=ledger, **keys)

    def column(self, indicator: str, ledger: str, side: Side, **keys: str) -> dict[int, float]:
        """One side of a path, without the years that have no value."""
        values = {year: getattr(value, side) for year, value in self.path(indicator, ledger, **keys).items()}
        return {year: value for year, value in values.items() if value is not None}

    def table(self, name: str) -> pl.DataFrame:
        """A named table of this model; without rows or columns when the run has none."""
        return self.view.tables.get(ROOM + name, pl.DataFrame())

    @cached_property
    def has_document(self) -> bool:
        """Whether the package has lines of a document's own table: only then does a document book anything."""
        bookings = self.table("bookings")
        return bookings.height > 0 and bookings["line"].is_not_null().any()

    @property
    def ledgers(self) -> tuple[str, ...]:
        """Ledgers that are shown, ESA last."""
        return ("document", "esa") if self.has_document else ("esa",)

    @property
    def balance_year(self) -> int:
        """Headline year of the balance, of the package."""
        return int(self.view.package["headline"]["balance"])

    @property
    def debt_year(self) -> int:
        """Headline year of the debt, of the package."""
        return int(self.view.package["headline"]["debt"])

    @cached_property
    def first(self) -> int:
        """First year shown: the one before the package does anything; without effects the first that is computed."""
        debt = {name: self.view.path(f"{ROOM}debt", ledger=name) for name in ("document", "esa")}
        moved = [year for path in debt.values() for year, value in path.items() if value.difference]
        years = [year for path in debt.values() for year in path]
        return max(min(moved) - 1, min(years)) if moved else min(years, default=0)

    def shown_years(self, indicator: str, ledger: str = "esa", **keys: str) -> list[int]:
        """Years of tables: the first ones, round tens, the headline years and the last."""
        years = list(self.path(indicator, ledger, **keys))
        headline = {self.balance_year, self.debt_year, *years[-1:]}
        return [y for y in years if y < self.first + _NEAR or y % _ROUND == 0 or y in headline]

    @property
    def pm(self) -> str:
        """How the paths count PM: `zonder PM`."""
        return self.words(f"pm.{self.view.options.get('public_finance.pm', 'none')}")

    @property
    def prices(self) -> str:
        """Price level of computed amounts."""
        if self.view.options.get("public_finance.indexation", "deflator") == "deflator":
            return "lopende prijzen"
        return f"{self.written_prices}, niet geïndexeerd"

    @property
    def money(self) -> str:
        """Unit of computed amounts, with their price level."""
        return f"{BN}, {self.prices}"

    @cached_property
    def written_prices(self) -> str:
        """Price level that the amounts of the package are shown in."""
        bookings = self.table("bookings")
        return f"prijzen van {bookings['converted_to'][0]}" if bookings.height else "geen bedragen"


def cells(label: str, values: Iterable[float | None], *, signed: bool = False, kind: RowKind = "") -> TableRow:
    """A row of one label and numbers."""
    found = list(values)
    return row(label, *(number(value, signed=signed) for value in found), kind=kind, values=(None, *found))


def changes(label: str, values: Iterable[tuple[float | None, bool]], kind: RowKind = "") -> TableRow:
    """A row of numbers of which some are differences (True), written with their sign."""
    found = list(values)
    said = [number(value, signed=signed) for value, signed in found]
    return row(label, *said, kind=kind, values=(None, *(value for value, _ in found)))


def is_nothing(value: float | None) -> bool:
    """Whether a change is too small to be called one."""
    return value is None or abs(value) < _SMALL


def moves_balance(difference: float) -> str:
    """`verslechtert` or `verbetert`, for an effect on a balance."""
    return "verslechtert" if difference < 0 else "verbetert"


def pct(value: float | None) -> str:
    """A percentage of GDP in a sentence."""
    return NOTHING if value is None else f"{number(value)}% bbp"
