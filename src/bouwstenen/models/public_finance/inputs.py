"""The facts that this model needs, taken from a vintage and laid out over its years."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where
from bouwstenen.core.files import digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bouwstenen.facts import Facts, Series

FIRST_YEAR = 2024
LAST_YEAR = 2070
_ROOM = "public_finance."
_FORECAST = ("structural_primary_balance", "stock_flow")
_FIRST = ("primary_balance", "balance", "debt")
ACCOUNTS = (
    "revenue", "income_taxes", "indirect_taxes", "contributions", "expenditure", "consumption", "investment",
    "subsidies", "social_benefits", "interest", "depreciation",
)  # fmt: skip
_ELSEWHERE = {"deficit_limit": "eu_rules.deficit_limit", "debt_limit": "eu_rules.debt_limit"}
"""Figures of another room: the limits of the treaty that charts of balance and debt show."""
_SHARE, _PERCENT = (0.0, 1.0), (0.0, 100.0)
BOUNDS: Mapping[str, tuple[float, float]] = {
    "short_debt_share": _SHARE,
    "long_debt_maturing_share": _SHARE,
    "document_interest_rate": (-5.0, 25.0),
    "semi_elasticity": (0.0, 2.0),
    "semi_elasticity_revenue": (-2.0, 2.0),
    "semi_elasticity_expenditure": (-2.0, 2.0),
    "multiplier_ec_2024": (0.0, 3.0),
    "multiplier_ec_2025": (0.0, 3.0),
    "multiplier_persistence_years": (1.0, 10.0),
    **{f"shock_variance_{name}": (1e-20, 100.0) for name in ("short_rate", "long_rate", "growth", "primary_balance")},
    **{
        f"shock_correlation_{name}": (-1.0, 1.0)
        for name in ("short_long", "short_growth", "long_growth", "growth_balance", "short_balance", "long_balance")
    },
    "average_residual_maturity": (1.0, 100.0),
    **{
        f"share_{name}": _PERCENT
        for name in (
            "income_tax_households", "income_tax_firms", "indirect_taxes", "contributions_households",
            "contributions_employers", "other_current_revenue", "other_capital_revenue", "consumption", "investment",
            "subsidies", "social_benefits", "other_spending",
        )
    },
    "public_capital_stock": (1e-6, 1e6),
    "public_capital_depreciation": _PERCENT,
    "capital_elasticity_published": _SHARE,
    "capital_elasticity_low": _SHARE,
    "capital_elasticity_high": _SHARE,
    "benefits_haircut": _SHARE,
    "benefits_lag_years": (0.0, 40.0),
    "crowding_out_share": _SHARE,
    "defence_spending": (0.0, 1000.0),
    "windfall_horizon_years": (1.0, 20.0),
    "deficit_limit": (0.0, 100.0),
    "debt_limit": (0.0, 1000.0),
    **{
        f"cofog_{name}": _PERCENT
        for name in (
            "social_protection", "health", "education", "housing", "general_public_services", "defence",
        )
    },
}  # fmt: skip
"""Single figures that are needed, and the range outside which they have no meaning."""


@dataclass(frozen=True, eq=False)
class PublicFinanceFacts:
    """Facts of one vintage for the years FIRST_YEAR..LAST_YEAR.

    path: series over the years by name, NaN where the source has no value; units as in the facts files.
    accounts: the general government accounts by kind, as series with their own years.
    numbers: single figures by name.
    years_of: the year of a figure that is the value of a certain year.
    forecast_end: the last year for which the source gives a complete forecast.
    """

    vintage: str
    years: np.ndarray
    path: Mapping[str, np.ndarray]
    accounts: Mapping[str, Series]
    numbers: Mapping[str, float]
    years_of: Mapping[str, int]
    forecast_end: int

    @cached_property
    def key(self) -> str:
        """Digest of the content: equal facts have equal keys."""
        series = {name: (s.index, s.values) for name, s in self.accounts.items()}
        path = {name: repr(values.tolist()) for name, values in self.path.items()}
        return digest([self.vintage, path, series, dict(self.numbers), dict(self.years_of), self.forecast_end])

    def number(self, name: str) -> float:
        """A single figure, by its name without the room."""
        return self.numbers[name]

    def at(self, year: int) -> int:
        """Position of a year in the arrays."""
        return year - FIRST_YEAR


def public_finance_facts(facts: Facts) -> PublicFinanceFacts:
    """Take what this model needs from a loaded vintage.

    Raises:
        InputError: naming every series and figure that the vintage lacks, or the first value that cannot be.
    """
    _refuse_missing(facts)
    path = {name: facts.columns[_ROOM + name].array(FIRST_YEAR, LAST_YEAR) for name in (*_FORECAST, *_FIRST)}
    figures = {name: facts.values[_key(name)] for name in BOUNDS}
    for name, (low, high) in BOUNDS.items():
        if not low <= figures[name].value <= high:
            problem = f"de waarde {figures[name].value} kan niet."
            raise _error(facts, name, problem, f"Kies een getal van {low:g} tot {high:g}.")
    forecast_end = FIRST_YEAR + int(np.isfinite(path["structural_primary_balance"]).sum()) - 1
    for name in _FORECAST:
        _require(facts, name, path[name], forecast_end)
    for name in _FIRST:
        _require(facts, name, path[name], FIRST_YEAR)
    return PublicFinanceFacts(
        vintage=facts.vintage,
        years=np.arange(FIRST_YEAR, LAST_YEAR + 1),
        path=path,
        accounts={name: facts.columns[f"{_ROOM}account_{name}"] for name in ACCOUNTS},
        numbers={key: figure.value for key, figure in figures.items()},
        years_of={key: figure.year for key, figure in figures.items() if figure.year is not None},
        forecast_end=forecast_end,
    )


def _refuse_missing(facts: Facts) -> None:
    def missing() -> Iterator[str]:
        series = (*_FORECAST, *_FIRST, *(f"account_{name}" for name in ACCOUNTS))
        yield from (_ROOM + name for name in series if _ROOM + name not in facts.columns)
        yield from (_key(name) for name in BOUNDS if _key(name) not in facts.values)
        defence = facts.values.get(_ROOM + "defence_spending")
        if defence is not None and defence.year is None:
            yield _ROOM + "defence_spending (jaar)"

    keys = list(missing())
    if keys:
        raise InputError(
            f"deze cijfers ontbreken: {', '.join(keys)}.",
            mend="Vul ze aan in de jaargang.",
            where=Where(f"feiten {facts.vintage}", 0, keys[0]),
        )


def _key(name: str) -> str:
    return _ELSEWHERE.get(name, _ROOM + name)


def _require(facts: Facts, name: str, values: np.ndarray, until: int) -> None:
    gaps = np.flatnonzero(np.isnan(values[: until - FIRST_YEAR + 1]))
    if gaps.size:
        mend = f"Vul de jaren {FIRST_YEAR} tot en met {until}."
        raise _error(facts, name, f"het jaar {FIRST_YEAR + int(gaps[0])} ontbreekt in deze reeks.", mend)


def _error(facts: Facts, name: str, problem: str, mend: str) -> InputError:
    return InputError(problem, mend=mend, where=Where(f"feiten {facts.vintage}", 0, _key(name)))
