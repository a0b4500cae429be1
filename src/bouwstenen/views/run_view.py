"""A run as sections see it: rows, named tables and what the package says. Nothing live: a stored run gives the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from bouwstenen.effects.row import ALL, COUNTRY, NONE, REST

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl


class Value(NamedTuple):
    """The numbers of a row; see `Row`."""

    baseline: float | None
    package: float | None
    difference: float | None
    low: float | None
    high: float | None


class Key(NamedTuple):
    """What a path of values over years is found by."""

    indicator: str
    ledger: str = NONE
    dimension: str = ALL
    group: str = ALL
    block: str = ALL
    measure: str = ALL
    region: str = COUNTRY
    scenario: str = NONE
    payer: str = ALL
    reading: str = ""


@dataclass(frozen=True, eq=False)
class RunView:
    """Everything that sections are made of.

    rows: of all models. tables: by `<model>.<name>`. package: id, title, blocks, lines, documents, headline years and
    measures as plain data (`agreement/summary.py`). options: of the run, flat (`public_finance.pm`). reading: of the
    main results. facts: id, title of the vintage.
    """

    rows: pl.DataFrame
    tables: Mapping[str, pl.DataFrame]
    package: Mapping[str, Any]
    options: Mapping[str, Any]
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def reading(self) -> str:
        """Reading of the main results."""
        return str(self.options["reading"])

    @cached_property
    def _paths(self) -> dict[Key, dict[int, Value]]:
        paths: dict[Key, dict[int, Value]] = {}
        names = [*Key._fields, "year", *Value._fields]
        for *key, year, baseline, package, difference, low, high in self.rows.select(names).sort("year").iter_rows():
            found = paths.setdefault(Key(*key), {})
            found[year] = Value(baseline, package, difference, low, high)
        return paths

    @cached_property
    def models(self) -> frozenset[str]:
        """Names of the models that gave rows."""
        return frozenset(self.rows["model"].unique())

    def path(self, indicator: str, **keys: str) -> dict[int, Value]:
        """Values by year, ascending; empty when nothing was computed. `keys`: fields of `Key`."""
        return self._paths.get(Key(indicator, **{"reading": self.reading, **keys}), {})

    def at(self, indicator: str, year: int, **keys: str) -> Value | None:
        """The value of a year; None when nothing was computed."""
        return self.path(indicator, **keys).get(year)

    def difference(self, indicator: str, year: int, **keys: str) -> float | None:
        """What the package changes; None when nothing was computed."""
        value = self.at(indicator, year, **keys)
        return None if value is None else value.difference

    def groups(self, indicator: str, dimension: str, **keys: str) -> list[str]:
        """Groups of a dimension that have values, in the order of the rows."""
        wanted = Key(indicator, **{"reading": self.reading, "dimension": dimension, **keys})
        return list(dict.fromkeys(key.group for key in self._paths if key._replace(group=ALL) == wanted))

    def measures(self, indicator: str, block: str, **keys: str) -> list[str]:
        """Measures of a block with rows of this indicator, the remainder (`interaction`) last."""
        wanted = Key(indicator, **{"reading": self.reading, "block": block, **keys})
        found = [key.measure for key in self._paths if key._replace(measure=ALL) == wanted and key.measure != ALL]
        return [name for name in dict.fromkeys(found) if name != REST] + ([REST] if REST in found else [])
