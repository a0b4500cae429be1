"""The facts that this model needs, taken from a vintage and laid out over its years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from bouwstenen.facts import Facts

FIRST_YEAR = 2024
LAST_YEAR = 2070
_ROOM = "public_finance."
_COMPLETE = ("potential_growth", "ageing_cost", "tax_and_property_income")
_FORECAST = ("nominal_gdp", "real_gdp", "deflator_growth", "primary_balance", "structural_primary_balance")
_KNOWN_IN_PART = ("potential_gdp", "short_rate", "long_rate", "implicit_rate")
_BOUNDS: Mapping[str, tuple[float, float]] = {
    "forward_short_rate": (-5.0, 25.0),
    "forward_long_rate": (-5.0, 25.0),
    "forward_inflation": (-5.0, 25.0),
    "long_run_short_rate": (-5.0, 25.0),
    "long_run_long_rate": (-5.0, 25.0),
    "long_run_inflation": (-5.0, 25.0),
    "semi_elasticity": (0.0, 2.0),
    "multiplier_ec_2024": (0.0, 3.0),
    "multiplier_persistence_years": (1.0, 10.0),
    "technical_run_first_year": (FIRST_YEAR + 1, LAST_YEAR - 11),
    "technical_run_last_year": (FIRST_YEAR + 1, LAST_YEAR - 11),
}
"""Single figures that are needed, and the range outside which they have no meaning."""
_DATED = (
    "forward_short_rate", "forward_long_rate", "forward_inflation",
    "long_run_short_rate", "long_run_long_rate", "long_run_inflation",
)  # fmt: skip
"""Figures that are the value of a certain year."""


@dataclass(frozen=True, eq=False)
class MacroFacts:
    """Facts of one vintage for the years FIRST_YEAR..LAST_YEAR.

    path: series over the years by name, NaN where the source has no value; units as in the facts files.
    numbers: single figures by name. years_of: the year of a figure that is the value of a certain year.
    forecast_end: the last year for which the source gives a complete forecast.
    """

    years: NDArray[np.int64]
    path: Mapping[str, NDArray[np.float64]]
    numbers: Mapping[str, float]
    years_of: Mapping[str, int]
    forecast_end: int

    def at(self, year: int) -> int:
        """Position of a year in the arrays."""
        return year - FIRST_YEAR


def macro_facts(facts: Facts) -> MacroFacts:
    """Take what this model needs from a loaded vintage.

    Raises:
        InputError: naming every series and figure that the vintage lacks, or the first value that cannot be.
    """
    _refuse_missing(facts)
    names = (*_COMPLETE, *_FORECAST, *_KNOWN_IN_PART)
    path = {name: facts.columns[_ROOM + name].array(FIRST_YEAR, LAST_YEAR) for name in names}
    figures = {name: facts.values[_ROOM + name] for name in _BOUNDS}
    for name, (low, high) in _BOUNDS.items():
        if not low <= figures[name].value <= high:
            raise _error(
                facts, name, f"de waarde {figures[name].value} kan niet.", f"Kies een getal van {low:g} tot {high:g}."
            )
    for name in _COMPLETE:
        _require(facts, name, path[name], LAST_YEAR)
    forecast_end = FIRST_YEAR + int(np.isfinite(path["structural_primary_balance"]).sum()) - 1
    for name in _FORECAST:
        _require(facts, name, path[name], forecast_end)
    for name in ("short_rate", "long_rate", "potential_gdp"):
        _require(facts, name, path[name], FIRST_YEAR)
    for name in ("nominal_gdp", "real_gdp", "potential_gdp"):
        if np.nanmin(path[name]) <= 0:
            raise _error(facts, name, "een bbp van nul of minder kan niet.", "Schrijf getallen boven nul.")
    return MacroFacts(
        years=np.arange(FIRST_YEAR, LAST_YEAR + 1),
        path=path,
        numbers={name: figure.value for name, figure in figures.items()},
        years_of={name: year for name in _DATED if (year := figures[name].year) is not None},
        forecast_end=forecast_end,
    )


def _refuse_missing(facts: Facts) -> None:
    def missing() -> Iterator[str]:
        yield from (name for name in (*_COMPLETE, *_FORECAST, *_KNOWN_IN_PART) if _ROOM + name not in facts.columns)
        yield from (name for name in _BOUNDS if _ROOM + name not in facts.values)
        yield from (f"{n} (jaar)" for n in _DATED if _ROOM + n in facts.values and facts.values[_ROOM + n].year is None)

    keys = [_ROOM + name for name in missing()]
    if keys:
        raise InputError(
            f"deze cijfers ontbreken: {', '.join(keys)}.",
            mend="Vul ze aan in de jaargang.",
            where=Where(f"feiten {facts.vintage}", 0, keys[0]),
        )


def _require(facts: Facts, name: str, values: NDArray[np.float64], until: int) -> None:
    gaps = np.flatnonzero(np.isnan(values[: until - FIRST_YEAR + 1]))
    if gaps.size:
        mend = f"Vul de jaren {FIRST_YEAR} tot en met {until}."
        raise _error(facts, name, f"het jaar {FIRST_YEAR + int(gaps[0])} ontbreekt in deze reeks.", mend)


def _error(facts: Facts, name: str, problem: str, mend: str) -> InputError:
    return InputError(problem, mend=mend, where=Where(f"feiten {facts.vintage}", 0, _ROOM + name))
