"""Looks results up for the section of this model, and says which policies and years are shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import polars as pl

from bouwstenen.core.numbers import NOTHING, dutch, number
from bouwstenen.views import TableRow, row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bouwstenen.views import RunView, Words
    from bouwstenen.views.run_view import Value
    from bouwstenen.views.sections import RowKind

ROOM = "eu_rules."
PCT = "% bbp"
_LAST_SHOWN = 2040
_ROUND = 5
SMALL = 0.05
"""Billions below which room or shortfall is called none: it would be written as 0,0."""


@dataclass(frozen=True)
class Policy:
    """A policy that is shown: code, the ledger of its rows, which side of them, and how it is called."""

    key: str
    ledger: str
    side: str
    label: str
    style: str


@dataclass(frozen=True)
class Look:
    """A run, the words for its codes, and what all parts of the section ask of it."""

    view: RunView
    words: Words

    def table(self, name: str) -> pl.DataFrame:
        """A named table of this model; without rows when the run has none."""
        return self.view.tables.get(ROOM + name, pl.DataFrame())

    @cached_property
    def found(self) -> dict[str, Any]:
        """The assessment: the one row of its table."""
        return self.table("assessment").row(0, named=True)

    @cached_property
    def region(self) -> str:
        """Region of the rows: the Netherlands, or the country of a table of the user."""
        return str(self.view.rows.filter(pl.col("indicator") == f"{ROOM}spb_target")["region"][0])

    @property
    def end(self) -> int:
        """Last year of the adjustment."""
        return int(self.found["end_year"])

    @property
    def own_table(self) -> bool:
        """Whether a table of the user was assessed: then there is no package."""
        return bool(self.found["own_table"])

    @property
    def name(self) -> str:
        """The country of a table of the user, as that table calls it."""
        return str(self.found["title"])

    def path(self, indicator: str, **keys: str) -> dict[int, Value]:
        """Values by year."""
        return self.view.path(ROOM + indicator, region=self.region, **keys)

    def at(self, indicator: str, year: int, **keys: str) -> Value | None:
        """The value of a year; None when nothing was computed."""
        return self.path(indicator, **keys).get(year)

    def value(self, policy: Policy, indicator: str, year: int) -> float | None:
        """What a policy does in a year."""
        found = self.at(indicator, year, ledger=policy.ledger)
        return None if found is None else getattr(found, policy.side)

    def points(self, policy: Policy, indicator: str) -> dict[int, float]:
        """What a policy does, by year shown in charts."""
        values = {y: getattr(v, policy.side) for y, v in self.path(indicator, ledger=policy.ledger).items()}
        return {year: value for year, value in values.items() if value is not None and year <= _LAST_SHOWN}

    def required(self) -> dict[int, float]:
        """The required structural primary balance by year shown in charts."""
        found = {year: value.package for year, value in self.path("spb_required").items() if year <= _LAST_SHOWN}
        return {year: value for year, value in found.items() if value is not None}

    @cached_property
    def policies(self) -> tuple[Policy, ...]:
        """Unchanged policy and the package, in the document's own ledger only when it has lines; none without rows."""
        if not self.path("spb", ledger="esa"):
            return ()
        found = [Policy("baseline", "esa", "baseline", "zonder pakket", "base")]
        if self.view.package.get("lines"):
            found.append(Policy("document", "document", "package", "met pakket, document", "document"))
        return (*found, Policy("esa", "esa", "package", "met pakket, ESA 2010", "esa"))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Years of tables: those of the adjustment, the one after it and round years."""
        after = self.end + 1
        return tuple(
            year
            for year in self.path("spb_required")
            if (self.found["first_year"] <= year <= after) or (after < year <= _LAST_SHOWN and year % _ROUND == 0)
        )

    def criterion(self, name: str) -> str:
        """What asks most, in words."""
        return self.words.group("criterion", name)

    def raised_by(self) -> str:
        """Safeguards that raised the path, in words; empty when none did."""
        return " en ".join(self.criterion(name) for name in str(self.found["raised_by"]).split())


def points(value: float | None) -> str:
    """Percent of GDP with two decimals and its sign: the steps of the rules are hundredths."""
    return NOTHING if value is None else dutch(value, 2, signed=True)


def signed(label: str, values: Iterable[float | None], kind: RowKind = "") -> TableRow:
    """A row of numbers with their signs, one decimal."""
    found = list(values)
    return row(label, *(number(value, signed=True) for value in found), kind=kind, values=(None, *found))
