"""Thresholds, shocks and horizons of the rules: the figures of the facts room `eu_rules`."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from bouwstenen.core.errors import InputError, Where

if TYPE_CHECKING:
    from bouwstenen.facts import Facts

_ROOM = "eu_rules."
_BOUNDS: dict[str, tuple[float, float]] = {
    "multiplier_ec_2024": (0.0, 3.0),
    "multiplier_ec_2025": (0.0, 3.0),
    "persistence_years": (1, 10),
    "adjustment_short": (1, 20),
    "adjustment_long": (1, 20),
    "gap_closes_after": (1, 20),
    "market_horizon": (1, 30),
    "long_run_horizon": (1, 60),
    "deficit_limit": (0.0, 20.0),
    "debt_limit": (0.0, 300.0),
    "high_debt": (0.0, 300.0),
    "criterion_years": (1, 20),
    "stochastic_years": (1, 20),
    "stochastic_probability": (0.0, 1.0),
    "lower_spb_years_short": (1, 10),
    "lower_spb_years_long": (1, 10),
    "step_rounding": (0.0001, 1.0),
}
"""Range of what the equations divide by, count with or take as a share."""


@dataclass(frozen=True)
class Parameters:
    """Figures of the rules. Percentages of GDP and percentage points unless the facts file says otherwise.

    The fields carry the names of `facts/data/<vintage>/eu_rules.yaml`, where source and confidence stand; the
    multipliers and the years of persistence come from `public_finance.yaml`.
    """

    multiplier_ec_2024: float
    multiplier_ec_2025: float
    persistence_years: int
    adjustment_short: int
    adjustment_long: int
    gap_closes_after: int
    market_horizon: int
    long_run_horizon: int
    long_run_short_rate: float
    long_run_long_rate: float
    long_run_inflation: float
    deficit_limit: float
    deficit_tolerance: float
    debt_limit: float
    high_debt: float
    criterion_years: int
    stochastic_years: int
    stochastic_probability: float
    lower_spb_total: float
    lower_spb_years_short: int
    lower_spb_years_long: int
    adverse_rate: float
    adverse_growth: float
    stress_rate: float
    stress_premium: float
    safeguard_fall_high: float
    safeguard_fall_middle: float
    resilience_deficit: float
    resilience_tolerance: float
    resilience_step_short: float
    resilience_step_long: float
    procedure_step: float
    procedure_structural_from: int
    step_rounding: float
    floor_technical: float
    floor_reference: float
    control_year: float
    control_cumulated: float

    def is_long(self, adjustment_years: int) -> bool:
        """True when the parameters of the longer adjustment period hold."""
        return adjustment_years >= self.adjustment_long

    def lower_spb_years(self, adjustment_years: int) -> int:
        """Years over which the stress of a lower balance is spread."""
        return self.lower_spb_years_long if self.is_long(adjustment_years) else self.lower_spb_years_short

    def resilience_step(self, adjustment_years: int) -> float:
        """Smallest step of the deficit resilience safeguard."""
        return self.resilience_step_long if self.is_long(adjustment_years) else self.resilience_step_short


_ELSEWHERE = {
    "multiplier_ec_2024": "public_finance.multiplier_ec_2024",
    "multiplier_ec_2025": "public_finance.multiplier_ec_2025",
    "persistence_years": "public_finance.multiplier_persistence_years",
}


def parameter_keys() -> tuple[str, ...]:
    """Keys of the facts that the figures come from."""
    return tuple(_ELSEWHERE.get(entry.name, _ROOM + entry.name) for entry in fields(Parameters))


def parameters(facts: Facts) -> Parameters:
    """Take the figures of the rules from a vintage of facts.

    Raises:
        InputError: the vintage lacks one of them, or it cannot be.
    """
    values: dict[str, float | int] = {}
    for entry in fields(Parameters):
        key = _ELSEWHERE.get(entry.name, _ROOM + entry.name)
        value = facts.value(key)
        _check(facts, key, entry.name, value)
        values[entry.name] = round(value) if entry.type == "int" else value
    return Parameters(**values)  # pyright: ignore[reportArgumentType]


def _check(facts: Facts, key: str, name: str, value: float) -> None:
    low, high = _BOUNDS.get(name, (-math.inf, math.inf))
    if not low <= value <= high:
        where = Where(f"feiten {facts.vintage}", 0, key)
        mend = f"Kies een getal van {low:g} tot en met {high:g}."
        raise InputError(f"de waarde {value:g} kan niet.", mend=mend, where=where)
