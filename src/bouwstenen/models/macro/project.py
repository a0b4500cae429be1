"""The economy that every model stands on, and the policy of the vintage that goes with it; no package moves it.

Two paths. `current_policy` follows the Commission's forecast for the years that it covers; after that the structural
primary balance of the last forecast year is held and the cost of ageing and the revenue terms are added to it.
`spb_held` holds the structural primary balance of the first year, with the fiscal multiplier of the technical run
and without ageing. See `docs/models/macro.md` for why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field

from bouwstenen.core.validation import StrictModel
from bouwstenen.models.protocol import Handed, Tell, quiet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bouwstenen.levers import Overlay
    from bouwstenen.models.macro.inputs import MacroFacts


class Options(StrictModel):
    """Which path of the economy without the package."""

    baseline: Literal["current_policy", "spb_held"] = Field(
        default="current_policy",
        description="Basispad: beleid zoals het nu is, of het structurele saldo van het eerste jaar vastgehouden.",
        json_schema_extra={
            "flag": "--basispad",
            "words": {"current_policy": "huidig-beleid", "spb_held": "saldo-vast"},
        },
    )


@dataclass(frozen=True, eq=False)
class MacroResult:
    """The economy by year. gdp: billion euro; real_gdp, potential_gdp: billion euro in prices of 2020.

    output_gap: % of potential GDP. price_index: GDP deflator, 2020 = 1. short_rate, long_rate: market rates, %.
    implicit_rate: what the source expects on the whole debt, %; NaN after its forecast. ageing_cost: cost of ageing
    that the vintage holds, % GDP. The rest is unchanged policy, % GDP: spb (structural primary balance, ageing
    included), ageing and revenue (what ageing takes from it and the revenue terms add to it since the last forecast
    year), one_off (what the forecast holds beside structural and cyclical parts).
    """

    years: NDArray[np.int64]
    gdp: NDArray[np.float64]
    real_gdp: NDArray[np.float64]
    potential_gdp: NDArray[np.float64]
    output_gap: NDArray[np.float64]
    price_index: NDArray[np.float64]
    short_rate: NDArray[np.float64]
    long_rate: NDArray[np.float64]
    implicit_rate: NDArray[np.float64]
    ageing_cost: NDArray[np.float64]
    spb: NDArray[np.float64]
    ageing: NDArray[np.float64]
    revenue: NDArray[np.float64]
    one_off: NDArray[np.float64]


def project(
    facts: MacroFacts,
    changes: Overlay | None = None,
    handed: Handed | None = None,
    options: Options | None = None,
    tell: Tell = quiet,
) -> MacroResult:
    """The economy of a vintage. `changes` and `handed` are not read: no measure moves this model."""
    del changes, handed
    tell("Economie van de jaargang uitrekenen")
    held = (options or Options()).baseline == "spb_held"
    end = facts.at(facts.forecast_end) + 1
    spb, ageing, revenue = _structural_path(facts, end, held=held)
    potential = _potential(facts)
    gap = _technical_gap(facts, potential, spb, end) if held else _forecast_gap(facts, potential)
    gdp, real = _nominal(facts, potential, gap, 1 if held else end)
    known = 1 if held else end
    one_off = np.zeros(len(spb))
    cyclical = facts.numbers["semi_elasticity"] * gap
    one_off[:known] = (facts.path["primary_balance"] - spb - cyclical)[:known]
    return MacroResult(
        years=facts.years,
        gdp=gdp,
        real_gdp=real,
        potential_gdp=potential,
        output_gap=gap,
        price_index=gdp / real,
        short_rate=_interpolated(facts, "short_rate", "forward_short_rate", "long_run_short_rate"),
        long_rate=_interpolated(facts, "long_rate", "forward_long_rate", "long_run_long_rate"),
        implicit_rate=facts.path["implicit_rate"],
        ageing_cost=facts.path["ageing_cost"],
        spb=spb,
        ageing=ageing,
        revenue=revenue,
        one_off=one_off,
    )


def _structural_path(
    facts: MacroFacts, end: int, *, held: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Structural primary balance and the ageing and revenue terms in it, % GDP."""
    spb = facts.path["structural_primary_balance"].copy()
    ageing, revenue = np.zeros(len(spb)), np.zeros(len(spb))
    if held:
        spb[:] = spb[0]
        return spb, ageing, revenue
    ageing[end:] = (facts.path["ageing_cost"] - facts.path["ageing_cost"][end - 1])[end:]
    revenue[end:] = (facts.path["tax_and_property_income"] - facts.path["tax_and_property_income"][end - 1])[end:]
    spb[end:] = spb[end - 1] - ageing[end:] + revenue[end:]
    return spb, ageing, revenue


def _potential(facts: MacroFacts) -> NDArray[np.float64]:
    """Potential GDP: the source's levels, then its growth rates."""
    levels = facts.path["potential_gdp"].copy()
    for t in np.flatnonzero(np.isnan(levels)):
        levels[t] = levels[t - 1] * (1 + facts.path["potential_growth"][t] / 100)
    return levels


def _forecast_gap(facts: MacroFacts, potential: NDArray[np.float64]) -> NDArray[np.float64]:
    """Output gap, % of potential: from the source's levels, zero after them."""
    gap = (facts.path["real_gdp"] / potential - 1) * 100
    return np.where(np.isnan(gap), 0.0, gap)


def _technical_gap(
    facts: MacroFacts, potential: NDArray[np.float64], spb: NDArray[np.float64], end: int
) -> NDArray[np.float64]:
    """The gap of the technical run: it answers to the distance between held and forecast policy.

    The first year starts from the forecast gap; in the adjustment years two thirds of the gap stays; after them it
    closes along a straight line.
    """
    forecast = _forecast_gap(facts, potential)
    reference = facts.path["structural_primary_balance"].copy()
    reference[end:] = reference[end - 1]
    impulse = facts.numbers["multiplier_ec_2024"] * (np.diff(spb) - np.diff(reference))
    first = facts.at(int(facts.numbers["technical_run_first_year"]))
    last = facts.at(int(facts.numbers["technical_run_last_year"]))
    steps = int(facts.numbers["multiplier_persistence_years"])
    gap = np.zeros(len(spb))
    gap[:first] = forecast[:first]
    gap[first] = forecast[first] - impulse[first - 1]
    for t in range(first + 1, last + 1):
        gap[t] = (steps - 1) / steps * gap[t - 1] - impulse[t - 1]
    for step in range(1, steps):
        gap[last + step] = gap[last] * (1 - step / steps)
    return gap


def _nominal(
    facts: MacroFacts, potential: NDArray[np.float64], gap: NDArray[np.float64], known: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Nominal and real GDP: the source's values for the first `known` years, then real growth and inflation."""
    real = (1 + gap / 100) * potential
    inflation = _interpolated(facts, "deflator_growth", "forward_inflation", "long_run_inflation")
    gdp = facts.path["nominal_gdp"].copy()
    for t in range(known, len(gdp)):
        gdp[t] = gdp[t - 1] * real[t] / real[t - 1] * (1 + inflation[t] / 100)
    return gdp, real


def _interpolated(facts: MacroFacts, series: str, forward: str, long_run: str) -> NDArray[np.float64]:
    """Straight lines between the observed years, the market's expectation and the long-run anchor."""
    known = np.isfinite(facts.path[series])
    knots = [*facts.years[known], facts.years_of[forward], facts.years_of[long_run]]
    values = [*facts.path[series][known], facts.numbers[forward], facts.numbers[long_run]]
    return np.interp(facts.years, knots, values)
