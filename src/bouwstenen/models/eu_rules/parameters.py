"""Thresholds, shocks and horizons of the rules: the figures of the facts room `eu_rules`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bouwstenen.facts import Facts

_ROOM = "eu_rules."


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
    escape_first_year: int
    escape_last_year: int
    escape_max: float
    defence_2021: float

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
    "defence_2021": "public_finance.defence_2021",
}


def parameters(facts: Facts) -> Parameters:
    """Take the figures of the rules from a vintage of facts.

    Raises:
        InputError: the vintage lacks one of them.
    """
    values: dict[str, float | int] = {}
    for entry in fields(Parameters):
        value = facts.value(_ELSEWHERE.get(entry.name, _ROOM + entry.name))
        values[entry.name] = round(value) if entry.type == "int" else value
    return Parameters(**values)  # pyright: ignore[reportArgumentType]
