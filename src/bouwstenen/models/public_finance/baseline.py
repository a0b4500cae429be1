"""The baseline 2024-2070: economy, structural and actual balance, interest and debt without the package.

Two modes. `current_policy` follows the Commission's forecast for the years that it covers; after that the structural
primary balance of the last forecast year is held and the cost of ageing and the revenue terms are added to it.
`spb_held` holds the structural primary balance of the first year, with the fiscal multiplier of the technical run
and without ageing. See `docs/models/public_finance.md` for why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.models.public_finance.debt import DebtPath, Rates, inflation_path, market_rates, project_debt

if TYPE_CHECKING:
    from bouwstenen.models.public_finance.inputs import PublicFinanceFacts
    from bouwstenen.models.public_finance.options import Options


@dataclass(frozen=True, eq=False)
class Economy:
    """GDP in billion euro (`real_gdp`, `potential_gdp`: prices of 2020), output gap in % of potential GDP.

    price_index: GDP deflator, 2020 = 1.
    """

    gdp: np.ndarray
    real_gdp: np.ndarray
    potential_gdp: np.ndarray
    output_gap: np.ndarray
    price_index: np.ndarray


@dataclass(frozen=True, eq=False)
class Baseline:
    """The baseline by year. Billion euro unless named; `_pct` is % of GDP; a positive balance is better.

    spb_pct: structural primary balance including ageing. ageing_pct, revenue_pct: what ageing takes from it and what
    the revenue terms add to it since the last forecast year. one_off_pct: what the forecast holds beside structural
    and cyclical parts. stock_flow: change of debt outside the balance.
    """

    years: np.ndarray
    economy: Economy
    rates: Rates
    spb_pct: np.ndarray
    ageing_pct: np.ndarray
    revenue_pct: np.ndarray
    cyclical_pct: np.ndarray
    one_off_pct: np.ndarray
    primary_balance: np.ndarray
    interest: np.ndarray
    implicit_rate: np.ndarray
    balance: np.ndarray
    structural_balance: np.ndarray
    stock_flow: np.ndarray
    debt: np.ndarray
    debt_path: DebtPath

    def pct(self, amount: np.ndarray) -> np.ndarray:
        """An amount in billion euro as % of GDP."""
        return amount / self.economy.gdp * 100


def project_baseline(facts: PublicFinanceFacts, options: Options) -> Baseline:
    """Compute the baseline for a vintage of facts."""
    held = options.baseline == "spb_held"
    end = facts.at(facts.forecast_end) + 1
    spb, ageing, revenue = _structural_path(facts, end, held=held)
    economy = _technical_economy(facts, spb, end) if held else _forecast_economy(facts, end)
    cyclical = facts.number("semi_elasticity") * economy.output_gap
    one_off = np.zeros(len(spb))
    known = 1 if held else end
    one_off[:known] = (facts.path["primary_balance"] - spb - cyclical)[:known]
    primary = (spb + cyclical + one_off) / 100 * economy.gdp
    stock_flow = np.zeros(len(spb))
    stock_flow[:end] = facts.path["stock_flow"][:end]
    path = _baseline_debt(facts, primary, stock_flow)
    interest = path.interest.copy()
    interest[0] = (facts.path["primary_balance"] - facts.path["balance"])[0] / 100 * economy.gdp[0]
    balance = primary - interest
    before = np.concatenate([[path.debt[0] + balance[0] - stock_flow[0]], path.debt[:-1]])
    return Baseline(
        years=facts.years,
        economy=economy,
        rates=market_rates(facts),
        spb_pct=spb,
        ageing_pct=ageing,
        revenue_pct=revenue,
        cyclical_pct=cyclical,
        one_off_pct=one_off,
        primary_balance=primary,
        interest=interest,
        implicit_rate=interest / before,
        balance=balance,
        structural_balance=spb / 100 * economy.gdp - interest,
        stock_flow=stock_flow,
        debt=path.debt,
        debt_path=path,
    )


def _structural_path(facts: PublicFinanceFacts, end: int, *, held: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
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


def _potential(facts: PublicFinanceFacts) -> np.ndarray:
    """Potential GDP: the source's levels, then its growth rates."""
    levels = facts.path["potential_gdp"].copy()
    for t in np.flatnonzero(np.isnan(levels)):
        levels[t] = levels[t - 1] * (1 + facts.path["potential_growth"][t] / 100)
    return levels


def _forecast_gap(facts: PublicFinanceFacts, potential: np.ndarray) -> np.ndarray:
    """Output gap, % of potential: from the source's levels, zero after them."""
    gap = (facts.path["real_gdp"] / potential - 1) * 100
    return np.where(np.isnan(gap), 0.0, gap)


def _forecast_economy(facts: PublicFinanceFacts, end: int) -> Economy:
    potential = _potential(facts)
    gap = _forecast_gap(facts, potential)
    return _nominal(facts, potential, gap, end)


def _technical_economy(facts: PublicFinanceFacts, spb: np.ndarray, end: int) -> Economy:
    """The economy of the technical run: the gap answers to the distance between held and forecast policy.

    The first year starts from the forecast gap; in the adjustment years two thirds of the gap stays; after them it
    closes along a straight line.
    """
    potential = _potential(facts)
    forecast = _forecast_gap(facts, potential)
    reference = facts.path["structural_primary_balance"].copy()
    reference[end:] = reference[end - 1]
    impulse = facts.number("multiplier_ec_2024") * (np.diff(spb) - np.diff(reference))
    first = facts.at(int(facts.number("technical_run_first_year")))
    last = facts.at(int(facts.number("technical_run_last_year")))
    steps = int(facts.number("multiplier_persistence_years"))
    gap = np.zeros(len(spb))
    gap[:first] = forecast[:first]
    gap[first] = forecast[first] - impulse[first - 1]
    for t in range(first + 1, last + 1):
        gap[t] = (steps - 1) / steps * gap[t - 1] - impulse[t - 1]
    for step in range(1, steps):
        gap[last + step] = gap[last] * (1 - step / steps)
    return _nominal(facts, potential, gap, 1)


def _nominal(facts: PublicFinanceFacts, potential: np.ndarray, gap: np.ndarray, known: int) -> Economy:
    """Nominal GDP: the source's values for the first `known` years, then real growth and inflation."""
    real = (1 + gap / 100) * potential
    inflation = inflation_path(facts)
    gdp = facts.path["nominal_gdp"].copy()
    for t in range(known, len(gdp)):
        gdp[t] = gdp[t - 1] * real[t] / real[t - 1] * (1 + inflation[t] / 100)
    return Economy(gdp=gdp, real_gdp=real, potential_gdp=potential, output_gap=gap, price_index=gdp / real)


def _baseline_debt(facts: PublicFinanceFacts, primary: np.ndarray, stock_flow: np.ndarray) -> DebtPath:
    """Debt from the observed stock; the implicit rate of the forecast years comes from the source."""
    implicit = facts.path["implicit_rate"] / 100
    opening = facts.path["debt"][0]
    return project_debt(primary, stock_flow, market_rates(facts), opening, 0.0, implicit)
