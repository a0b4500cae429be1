"""Uncertainty of the debt: seeded draws of shocks to rates, growth and the primary balance.

Shocks are joint normal per quarter; four quarters add up to a year, so a year's shock is normal with four times the
covariance. A shock to the short rate, to growth and to the primary balance lasts its year. A shock to the long rate
stays and reaches the average rate as debt is refinanced: year t of the shocks counts with weight min(t, M) / M, M the
average residual maturity. With d the debt ratio, iir the implicit rate, g nominal growth and pb the primary balance:

    d_t = d_{t-1} (1 + iir_t + a e_short + (1 - a) min(t, M)/M sum(e_long)) / (1 + g_t + e_growth) - pb_t - e_pb + sfa_t

Baseline and package see the same shocks, so their difference holds no noise of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.randomness import generator

if TYPE_CHECKING:
    from bouwstenen.models.public_finance.inputs import PublicFinanceFacts
    from bouwstenen.models.public_finance.ledgers import Ledger
    from bouwstenen.models.public_finance.result import PublicFinanceResult

QUANTILES = (5, 10, 25, 50, 75, 90, 95)
_SHOCKS = ("short_rate", "long_rate", "growth", "primary_balance")
_CORRELATIONS = (
    (0, 1, "short_long"),
    (0, 2, "short_growth"),
    (1, 2, "long_growth"),
    (2, 3, "growth_balance"),
    (0, 3, "short_balance"),
    (1, 3, "long_balance"),
)
_QUARTERS = 4


@dataclass(frozen=True, eq=False)
class DebtFan:
    """Quantiles of the debt ratio, % GDP: arrays of shape (quantile, year), quantiles as in QUANTILES.

    `difference` holds the quantiles of package minus baseline, draw by draw.
    """

    years: np.ndarray
    draws: int
    seed: int
    baseline: np.ndarray
    package: np.ndarray
    difference: np.ndarray


def covariance(facts: PublicFinanceFacts) -> np.ndarray:
    """Covariance of a quarter's shocks, in squared percentage points, ordered as short, long, growth, balance."""
    spread = np.sqrt([facts.number(f"shock_variance_{name}") for name in _SHOCKS])
    correlation = np.eye(len(_SHOCKS))
    for i, j, name in _CORRELATIONS:
        correlation[i, j] = correlation[j, i] = facts.number(f"shock_correlation_{name}")
    return correlation * np.outer(spread, spread)


def draw_shocks(facts: PublicFinanceFacts, draws: int, seed: int) -> np.ndarray:
    """Yearly shocks in percentage points, shape (4, year, draw); zero up to the last forecast year."""
    years = len(facts.years)
    quiet = facts.at(facts.forecast_end) + 1
    factor = np.linalg.cholesky(covariance(facts) * _QUARTERS)
    normal = generator(seed, "public_finance.debt_fan").standard_normal((len(_SHOCKS), years - quiet, draws))
    shocks = np.zeros((len(_SHOCKS), years, draws))
    shocks[:, quiet:] = np.tensordot(factor, normal, axes=1)
    return shocks


def debt_fan(
    result: PublicFinanceResult,
    facts: PublicFinanceFacts,
    *,
    ledger: Ledger | None = None,
    draws: int = 10_000,
    seed: int = 1,
) -> DebtFan:
    """Draw the fan of the debt ratio for baseline and package.

    Args:
        result: a run of the model.
        facts: the facts of that run.
        ledger: which ledger the package is booked in; default ESA.
        draws: number of draws, the same for both.
        seed: seed of the run.
    """
    ledger = ledger or result.esa
    base = result.baseline
    shocks = draw_shocks(facts, draws, seed)
    without = _ratios(base.debt, base.interest, base.primary_balance, base.stock_flow, base.economy.gdp, shocks, facts)
    interest = base.interest + ledger.interest
    with_package = _ratios(
        ledger.debt_level,
        interest,
        base.primary_balance + (ledger.balance + ledger.interest),
        base.stock_flow + ledger.stock_flow,
        ledger.gdp,
        shocks,
        facts,
    )
    return DebtFan(
        years=result.years,
        draws=draws,
        seed=seed,
        baseline=np.percentile(without, QUANTILES, axis=1),
        package=np.percentile(with_package, QUANTILES, axis=1),
        difference=np.percentile(with_package - without, QUANTILES, axis=1),
    )


def _ratios(
    debt: np.ndarray,
    interest: np.ndarray,
    primary: np.ndarray,
    stock_flow: np.ndarray,
    gdp: np.ndarray,
    shocks: np.ndarray,
    facts: PublicFinanceFacts,
) -> np.ndarray:
    """Debt ratio by year and draw, % GDP, around a deterministic path in billion euro."""
    quiet = facts.at(facts.forecast_end) + 1
    maturity = facts.number("average_residual_maturity")
    short_share = facts.number("short_debt_share")
    ratio = np.repeat((debt / gdp * 100)[:, None], shocks.shape[2], axis=1)
    long_shock = np.zeros(shocks.shape[2])
    for t in range(quiet, len(debt)):
        long_shock += shocks[1, t]
        weight = min(t - quiet + 1, maturity) / maturity
        rate = 100 * interest[t] / debt[t - 1] + short_share * shocks[0, t] + (1 - short_share) * weight * long_shock
        growth = (gdp[t] / gdp[t - 1] - 1) * 100 + shocks[2, t]
        flow = (stock_flow[t] - primary[t]) / gdp[t] * 100 - shocks[3, t]
        ratio[t] = ratio[t - 1] * (1 + rate / 100) / (1 + growth / 100) + flow
    return ratio
