"""The facts that this model needs, taken from a vintage and laid out over its years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.facts import Facts, Series

FIRST_YEAR = 2024
LAST_YEAR = 2070
_ROOM = "public_finance."
_COMPLETE = ("potential_growth", "ageing_cost", "tax_and_property_income")
_FORECAST = (
    "nominal_gdp",
    "real_gdp",
    "deflator_growth",
    "primary_balance",
    "structural_primary_balance",
    "stock_flow",
    "implicit_rate",
)


@dataclass(frozen=True, eq=False)
class PublicFinanceFacts:
    """Facts of one vintage for the years FIRST_YEAR..LAST_YEAR.

    path: series over the years by name, NaN where the source has no value; units as in the facts files.
    accounts: the general government accounts by kind, as series with their own years.
    numbers: single figures by name.
    years_of: the year of a figure that is the value of a certain year (forward rates).
    forecast_end: the last year for which the source gives a complete forecast.
    """

    vintage: str
    years: np.ndarray
    path: Mapping[str, np.ndarray]
    accounts: Mapping[str, Series]
    numbers: Mapping[str, float]
    years_of: Mapping[str, int]
    forecast_end: int

    def number(self, name: str) -> float:
        """A single figure, by its name without the room."""
        return self.numbers[name]

    def at(self, year: int) -> int:
        """Position of a year in the arrays."""
        return year - FIRST_YEAR


def public_finance_facts(facts: Facts) -> PublicFinanceFacts:
    """Take what this model needs from a loaded vintage.

    Raises:
        InputError: a series lacks years that the model cannot do without.
    """
    series = {key.removeprefix(_ROOM): value for key, value in facts.columns.items() if key.startswith(_ROOM)}
    path = {k: s.array(FIRST_YEAR, LAST_YEAR) for k, s in series.items() if not k.startswith("account_")}
    figures = {key.removeprefix(_ROOM): value for key, value in facts.values.items() if key.startswith(_ROOM)}
    for name in (*_COMPLETE, *_FORECAST):
        facts.series(_ROOM + name)
    for name in _COMPLETE:
        _require(facts, name, path[name], LAST_YEAR)
    forecast_end = FIRST_YEAR + int(np.isfinite(path["structural_primary_balance"]).sum()) - 1
    for name in _FORECAST:
        _require(facts, name, path[name], forecast_end)
    return PublicFinanceFacts(
        vintage=facts.vintage,
        years=np.arange(FIRST_YEAR, LAST_YEAR + 1),
        path=path,
        accounts={k.removeprefix("account_"): s for k, s in series.items() if k.startswith("account_")},
        numbers={key: figure.value for key, figure in figures.items()},
        years_of={key: figure.year for key, figure in figures.items() if figure.year is not None},
        forecast_end=forecast_end,
    )


def _require(facts: Facts, name: str, values: np.ndarray, until: int) -> None:
    missing = np.flatnonzero(np.isnan(values[: until - FIRST_YEAR + 1]))
    if missing.size:
        raise InputError(
            f"het jaar {FIRST_YEAR + int(missing[0])} ontbreekt in deze reeks.",
            mend=f"Vul de jaren {FIRST_YEAR} tot en met {until}.",
            where=Where(f"feiten {facts.vintage}", 0, _ROOM + name),
        )
