"""The projection of debt and balance for any path of the structural primary balance; many paths at once.

With g nominal growth, L long debt, m the share of it that is repaid (by the profile of official loans and the maturing
share of the rest), a the short share (ratios in % of GDP):

    impulse        i_t   = multiplier * (change of spb - change of baseline spb)
    gap            by the chosen rule, from the forecast gap and the impulses
    real GDP       Y_t   = (1 + gap_t / 100) * potential_t;  nominal growth (1 + real) * (1 + inflation) - 1
    primary        pb_t  = spb_t - (ageing_t - ageing_E) + (revenue_t - revenue_E) + elasticity * gap_t
    long interest  J_t   = (1 - m_{t-1}) * J_{t-1} + i_long,t * N_{t-1},  N_t = L_t - (1 - m_t) * L_{t-1}
    interest       I_t   = i_short,t * a * D_{t-1} + J_t  (in forecast years: the forecast's implicit rate * D_{t-1})
    debt           D_t   = D_{t-1} + I_t - pb_t * GDP_t + stock-flow_t

E is the last year of the adjustment; ageing and revenue count for the criterion years after it and then stay. J is
the source's implicit long rate times the stock. Debt is not revalued with exchange rates: the stock-flow adjustment of
the forecast holds those effects already, and after it exchange rates stay the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from bouwstenen.models.eu_rules.inputs import EuInputs
    from bouwstenen.models.eu_rules.parameters import Parameters
    from bouwstenen.models.eu_rules.variants import RuleOptions

Scenario = Literal["adjustment", "lower_spb", "adverse_r_g", "financial_stress"]
# Percent of GDP under which the ratio of interest to debt is not used as a rate.
NEAR_ZERO_DEBT = 5.0
SCENARIOS: tuple[Scenario, ...] = ("adjustment", "lower_spb", "adverse_r_g", "financial_stress")


@dataclass(frozen=True, eq=False)
class Projection:
    """Paths by year, shape (path, year); % of GDP unless named.

    spb: structural primary balance with ageing in it. gdp: billion (or T = 100). growth, implicit_rate: fractions;
    both, like interest, are zero in the first year; implicit_rate is interest over debt, or the market's rate where
    there is next to no debt. stock_flow: % of GDP.
    """

    years: np.ndarray
    spb: np.ndarray
    gap: np.ndarray
    growth: np.ndarray
    gdp: np.ndarray
    primary_balance: np.ndarray
    interest: np.ndarray
    implicit_rate: np.ndarray
    balance: np.ndarray
    structural_balance: np.ndarray
    stock_flow: np.ndarray
    debt: np.ndarray


def project(
    inputs: EuInputs,
    parameters: Parameters,
    options: RuleOptions,
    spb: np.ndarray,
    adjustment_end: int,
    scenario: Scenario = "adjustment",
    extra_stock_flow: np.ndarray | None = None,
) -> Projection:
    """Project debt for paths of the structural primary balance before ageing.

    Args:
        inputs: the country.
        parameters: shocks and horizons.
        options: rule variant.
        spb: shape (path, year), the first year is T; % of GDP.
        adjustment_end: position of the last year of the adjustment.
        scenario: the adjustment itself or a stress after it.
        extra_stock_flow: change of debt outside the balance beside the forecast's, billion by year.
    """
    base = np.atleast_2d(spb)
    size = base.shape[1]
    after = np.arange(size) > adjustment_end
    path = base - _lower_spb(parameters, size, adjustment_end) if scenario == "lower_spb" else base
    stress = scenario == "lower_spb" and options.stress_demand
    demand = path if stress else base
    until = adjustment_end + (parameters.lower_spb_years(adjustment_end) if stress else 0)
    gap = _gap(inputs, parameters, options, demand, until)
    real = (1 + gap / 100) * inputs.potential[:size]
    growth = np.zeros(path.shape)
    growth[:, 1:] = real[:, 1:] / real[:, :-1] * (1 + inputs.inflation[1:size] / 100) - 1
    rates = np.stack([inputs.short[:size], inputs.long[:size]])[:, None, :] + np.zeros(path.shape)
    if scenario == "adverse_r_g":
        growth -= after * parameters.adverse_growth / 100
        rates += after * parameters.adverse_rate / 100
    spb_aged = path + _after_adjustment(inputs, parameters, options, size, adjustment_end)
    one_off = inputs.one_off[:size] if options.one_offs == "forecast" else 0.0
    primary = spb_aged + inputs.elasticity * gap + one_off
    stock = inputs.stock_flow_bn[:size] + (0.0 if extra_stock_flow is None else extra_stock_flow[:size])
    shock_at = adjustment_end + 1 if scenario == "financial_stress" else None
    return _accumulate(inputs, parameters, primary, spb_aged, gap, growth, rates, stock, shock_at)


def _lower_spb(parameters: Parameters, size: int, adjustment_end: int) -> np.ndarray:
    """How much lower the balance is in the stress scenario: equal steps after the adjustment."""
    years = parameters.lower_spb_years(adjustment_end)
    return parameters.lower_spb_total * np.clip(np.arange(size) - adjustment_end, 0, years) / years


def _gap(
    inputs: EuInputs, parameters: Parameters, options: RuleOptions, spb: np.ndarray, adjustment_end: int
) -> np.ndarray:
    """Output gap under the chosen rule, % of potential."""
    size = spb.shape[1]
    baseline = inputs.spb[:size] if options.baseline_spb == "forecast" else np.full(size, inputs.spb[0])
    multiplier = getattr(parameters, f"multiplier_{options.multiplier}")
    impulse = np.zeros(spb.shape)
    impulse[:, 1:] = multiplier * (np.diff(spb, axis=1) - np.diff(baseline))
    forecast = inputs.gap[:size]
    steps = parameters.persistence_years
    stays = (steps - 1) / steps
    gap = np.tile(forecast, (len(spb), 1))
    if options.gap_rule == "persistent":
        for lag in range(steps):
            gap[:, lag:] -= impulse[:, : size - lag] * (steps - lag) / steps
        return gap
    forecast_years = inputs.last_forecast - inputs.reference_year if options.gap_rule == "sheet" else 1
    for t in range(1, size):
        if t > adjustment_end:
            gap[:, t] = gap[:, adjustment_end] * max(0.0, 1 - (t - adjustment_end) / steps)
        elif t == 1 or t <= forecast_years:
            gap[:, t] = forecast[t] + stays * (gap[:, t - 1] - forecast[t - 1]) - impulse[:, t]
        else:
            gap[:, t] = stays * gap[:, t - 1] - impulse[:, t]
    return gap


def _after_adjustment(
    inputs: EuInputs, parameters: Parameters, options: RuleOptions, size: int, adjustment_end: int
) -> np.ndarray:
    """Ageing and revenue after the adjustment, % of GDP: for the criterion years, then constant."""
    position = np.clip(np.arange(size), adjustment_end, adjustment_end + parameters.criterion_years)
    effect = np.zeros(size)
    if options.ageing:
        effect -= inputs.ageing[position] - inputs.ageing[adjustment_end]
    if options.revenue_terms != "none":
        tax = inputs.property_revenue if options.revenue_terms == "tax_and_property" else inputs.pension_revenue
        effect += tax[position] - tax[adjustment_end]
    return effect


def _accumulate(
    inputs: EuInputs,
    parameters: Parameters,
    primary: np.ndarray,
    spb: np.ndarray,
    gap: np.ndarray,
    growth: np.ndarray,
    rates: np.ndarray,
    stock: np.ndarray,
    shock_at: int | None,
) -> Projection:
    """Run debt and interest over the years. `shock_at` is the year of financial stress."""
    shape = primary.shape
    gdp = inputs.gdp * np.cumprod(1 + growth, axis=1)
    flow = stock / gdp * 100 + inputs.stock_flow_pct[: shape[1]]
    debt, interest, rate = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    debt[:, 0] = inputs.debt / 100 * inputs.gdp
    long_interest, new_long, due = _opening(inputs)
    a = inputs.short_share
    for t in range(1, shape[1]):
        before = debt[:, t - 1]
        short, long = rates[0, :, t], rates[1, :, t]
        if t == shock_at:
            premium = parameters.stress_premium * np.maximum(before / gdp[:, t - 1] * 100 - parameters.high_debt, 0)
            short, long = (rate + (parameters.stress_rate + premium) / 100 for rate in (short, long))
        short_interest = short * a * before
        long_interest = (1 - due) * long_interest + long * new_long
        if np.isfinite(inputs.implicit[t]) and inputs.reference_year + t <= inputs.last_forecast:
            long_interest = inputs.implicit[t] * before - short_interest
        interest[:, t] = short_interest + long_interest
        debt[:, t] = before + interest[:, t] + (flow[:, t] - primary[:, t]) / 100 * gdp[:, t]
        due = falls_due(inputs, t, before)
        new_long = (1 - a) * (debt[:, t] - (1 - due) * before)
        # Debt near zero can carry any interest: what is left of old loans against what surpluses earn. Its ratio says
        # nothing about another stock, such as that of a draw, so what the market asks stands in for it.
        rate[:, t] = a * short + (1 - a) * long
        solid = np.abs(before) >= NEAR_ZERO_DEBT / 100 * gdp[:, t - 1]
        np.divide(interest[:, t], before, out=rate[:, t], where=solid)
    cost = interest / gdp * 100
    balance = primary - cost
    balance[:, 0] = inputs.balance
    structural = spb - cost
    structural[:, 0] = inputs.spb[0] - inputs.interest_reference
    return Projection(
        years=inputs.years[: shape[1]],
        spb=spb,
        gap=gap,
        growth=growth,
        gdp=gdp,
        primary_balance=primary,
        interest=cost,
        implicit_rate=rate,
        balance=balance,
        structural_balance=structural,
        stock_flow=flow,
        debt=debt / gdp * 100,
    )


def falls_due(inputs: EuInputs, year: int, debt: np.ndarray) -> np.ndarray:
    """Share of the long debt at the start of a year that is repaid in it, by path.

    Official loans are repaid by their own profile, all other long debt with the maturing share.

    Args:
        inputs: the country.
        year: position of the year.
        debt: debt at the start of the year, in the unit of GDP, by path.
    """
    share = np.full(debt.shape, inputs.maturing[year])
    left = inputs.official_left[year]
    if left <= 0:
        return share
    long = (1 - inputs.short_share) * debt
    own = inputs.official_due[year] - inputs.maturing[year] * left
    extra = np.divide(own, long, out=np.zeros(debt.shape), where=long > left)
    return np.clip(share + extra, 0, 1)


def _opening(inputs: EuInputs) -> tuple[float, float, np.ndarray]:
    """Interest on long debt, new long debt and the share repaid in T; used when T+1 has no forecast rate."""
    a = inputs.short_share
    before = inputs.debt_before / 100 * inputs.gdp / (1 + inputs.growth_reference)
    due = falls_due(inputs, 0, np.array([before]))
    long_interest = (inputs.implicit_reference - inputs.short[0] * a) * before
    new_long = (1 - a) * (inputs.debt / 100 * inputs.gdp - (1 - float(due[0])) * before)
    return long_interest, new_long, due
