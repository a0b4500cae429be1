"""Net expenditure: the path that follows from the required balance, and the control account.

Growth allowed in year t: potential growth + inflation - change of the structural primary balance / primary spending.
The control account books each year what net expenditure lies above the path, in % of GDP:

    deviation_t = (E_t - DRM_t - (1 + allowed_t) * E_{t-1}) / GDP_t

with E primary expenditure and DRM the *new* revenue measures of the year (positive raises revenue). Within the years
of the national escape clause the increase of defence spending above its base, up to its maximum, is not counted; after
those years nothing new is excused, and what was excused stays so. Base, maximum and years are settings of the budget
rules of a package; this room gets what follows from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where

if TYPE_CHECKING:
    from bouwstenen.models.eu_rules.inputs import EuInputs
    from bouwstenen.models.eu_rules.parameters import Parameters


@dataclass(frozen=True, eq=False)
class EscapeClause:
    """What the national escape clause may leave out, by year.

    above: defence spending above the base of the clause, up to its maximum, % of GDP. active: the clause is used then.
    """

    above: np.ndarray
    active: np.ndarray


@dataclass(frozen=True, eq=False)
class ControlAccount:
    """Deviations from the net expenditure path, % of GDP; positive means more spending than the path allows.

    yearly, cumulated: what counts. excused: defence spending left out by the escape clause, cumulated.
    year_limit, cumulated_limit: the limits of the account.
    """

    years: np.ndarray
    growth: np.ndarray
    allowed_growth: np.ndarray
    yearly: np.ndarray
    cumulated: np.ndarray
    excused: np.ndarray
    year_limit: float
    cumulated_limit: float

    @property
    def first_breach(self) -> int | None:
        """The first year in which the yearly or the cumulated deviation is over its limit."""
        over = (self.yearly > self.year_limit) | (self.cumulated > self.cumulated_limit)
        return int(self.years[np.argmax(over)]) if over.any() else None


def trend_growth(inputs: EuInputs, size: int) -> np.ndarray:
    """Potential growth plus inflation, % a year; zero in T."""
    potential = np.zeros(size)
    potential[1:] = (inputs.potential[1:size] / inputs.potential[: size - 1] - 1) * 100
    growth = potential + inputs.inflation[:size]
    growth[0] = 0.0
    return growth


def net_expenditure_growth(inputs: EuInputs, spb: np.ndarray) -> np.ndarray:
    """Growth of net expenditure that fits a path of the structural primary balance, % a year; zero in T.

    Raises:
        InputError: the table has no primary expenditure in T.
    """
    share = primary_share(inputs)
    change = np.concatenate([[0.0], np.diff(spb)])
    return trend_growth(inputs, len(spb)) - change / share * 100


def primary_share(inputs: EuInputs) -> float:
    """Primary expenditure in T, % of GDP."""
    if not np.isfinite(inputs.primary_expenditure):
        raise InputError(
            f"de primaire uitgaven in {inputs.reference_year} ontbreken.",
            mend="Vul primary_expenditure_share in.",
            where=Where(inputs.title, 0, "primary_expenditure_share"),
        )
    return inputs.primary_expenditure


def expenditure_levels(inputs: EuInputs, spb: np.ndarray, gdp: np.ndarray) -> np.ndarray:
    """Net expenditure that fits a path of the structural primary balance, in the unit of GDP, from T on."""
    first = primary_share(inputs) / 100 * gdp[0]
    return first * np.cumprod(1 + net_expenditure_growth(inputs, spb) / 100)


def control_account(
    inputs: EuInputs,
    parameters: Parameters,
    required_spb: np.ndarray,
    spb: np.ndarray,
    gdp: np.ndarray,
    adjustment_end: int,
    *,
    extra_expenditure: np.ndarray | None = None,
    new_revenue: np.ndarray | None = None,
    clause: EscapeClause | None = None,
) -> ControlAccount:
    """Book the deviations of a policy over the years of the adjustment.

    Args:
        inputs: the country.
        parameters: limits of the account.
        required_spb: path that the allowed growth follows from, % of GDP from T on.
        spb: structural primary balance of the policy without the package, % of GDP from T on.
        gdp: GDP by year, in the unit of `inputs.gdp`.
        adjustment_end: position of the last year.
        extra_expenditure: what a package adds to primary expenditure, same unit; positive costs money.
        new_revenue: revenue of the measures that start in each year (the increment), same unit; positive raises it.
        clause: the escape clause over the same years, when the policy uses it.
    """
    size = adjustment_end + 1
    spending = expenditure_levels(inputs, spb[:size], gdp[:size])
    if extra_expenditure is not None:
        spending = spending + extra_expenditure[:size]
    revenue = np.zeros(size) if new_revenue is None else new_revenue[:size]
    allowed = net_expenditure_growth(inputs, required_spb[:size])
    net = spending[1:] - revenue[1:]
    raw = (net - (1 + allowed[1:] / 100) * spending[:-1]) / gdp[1:size] * 100
    excused = np.zeros(size) if clause is None else _excused(clause, size)
    yearly = raw - np.diff(excused)
    return ControlAccount(
        years=inputs.years[1:size],
        growth=(net / spending[:-1] - 1) * 100,
        allowed_growth=allowed[1:],
        yearly=yearly,
        cumulated=np.cumsum(yearly),
        excused=excused[1:],
        year_limit=parameters.control_year,
        cumulated_limit=parameters.control_cumulated,
    )


def _excused(clause: EscapeClause, size: int) -> np.ndarray:
    """Defence spending that the clause leaves out since T, % of GDP, cumulated; only the clause's years add."""
    added = np.diff(clause.above[:size], prepend=clause.above[:1]) * clause.active[:size]
    return np.cumsum(added)
