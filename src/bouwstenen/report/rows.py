"""Looks results up in the effects table. Every number of the report that a model computed comes from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import polars as pl

Ledger = Literal["document", "esa"]
Side = Literal["baseline", "package"]
LEDGERS: tuple[Ledger, ...] = ("document", "esa")
TOTAL = "totaal"
_COUNTRY = "Nederland"
_MODEL = "public_finance"

SHOWN_YEARS = (2026, 2027, 2028, 2029, 2030, 2035, 2040, 2045, 2060, 2070)
"""Years of the tables; the charts and the tables behind them show all years from FIRST_SHOWN on."""
FIRST_SHOWN = 2026
BALANCE_YEAR = 2030
"""Year of the headline balance: the last of the document's own table."""
DEBT_YEAR = 2045
"""Year of the headline debt: the document's own target year for balance."""


class Value(NamedTuple):
    """A row of the effects table without its key; see `EffectRow`."""

    baseline: float | None
    package: float | None
    difference: float | None
    low: float | None
    high: float | None


class Effects:
    """The results of the public-finance model by ledger, indicator, group and year; `models` has any result."""

    def __init__(self, table: pl.DataFrame) -> None:
        self._paths: dict[tuple[str, str, str], dict[int, Value]] = {}
        columns = ("model", "region", "variant", "indicator", "group", "year", *Value._fields)
        for model, region, variant, indicator, group, year, *values in table.select(columns).sort("year").iter_rows():
            if model == _MODEL and region == _COUNTRY:
                self._paths.setdefault((variant, indicator, group), {})[year] = Value(*values)
        self.models: frozenset[str] = frozenset(table["model"].unique())

    def path(self, ledger: Ledger, indicator: str, group: str = TOTAL) -> dict[int, Value]:
        """Values by year, ascending; empty when nothing was computed."""
        return self._paths.get((ledger, indicator, group), {})

    def at(self, ledger: Ledger, indicator: str, year: int, group: str = TOTAL) -> Value | None:
        """The value of a year; None when nothing was computed."""
        return self.path(ledger, indicator, group).get(year)

    def difference(self, ledger: Ledger, indicator: str, year: int, group: str = TOTAL) -> float | None:
        """What the package changes; None when nothing was computed."""
        value = self.at(ledger, indicator, year, group)
        return None if value is None else value.difference

    def column(self, ledger: Ledger, indicator: str, side: Side, group: str = TOTAL) -> dict[int, float]:
        """One side of a path, from the first year that the report shows, without the years that have no value."""
        path = self.path(ledger, indicator, group)
        found = {year: value.baseline if side == "baseline" else value.package for year, value in path.items()}
        return {year: value for year, value in found.items() if value is not None and year >= FIRST_SHOWN}

    def groups(self, ledger: Ledger, indicator: str) -> list[str]:
        """Groups that have values, sorted."""
        return sorted(g for (variant, name, g) in self._paths if variant == ledger and name == indicator)

    def years(self, ledger: Ledger, indicator: str, group: str = TOTAL) -> list[int]:
        """Years that have values, from the first that the report shows."""
        return [year for year in self.path(ledger, indicator, group) if year >= FIRST_SHOWN]

    def shown_years(self, ledger: Ledger, indicator: str, group: str = TOTAL) -> list[int]:
        """Years of the tables that have values."""
        return [year for year in SHOWN_YEARS if year in self.path(ledger, indicator, group)]
