"""Uncertainty of the debt: seeded draws of shocks to rates, growth and the primary balance.

Shocks are joint normal per quarter; four quarters add up to a year, so a year's shock is normal with four times the
covariance. A shock to the short rate, to growth and to the primary balance lasts its year. A shock to the long rate
stays and reaches the average rate as debt is refinanced: year t of the shocks counts with weight min(t, M) / M, M the
average residual maturity. With d the debt ratio, iir the implicit rate, g nominal growth and pb the primary balance:

    d_t = d_{t-1} (1 + iir_t + a e_short + (1 - a) min(t, M)/M sum(e_long)) / (1 + g_t + e_growth) - pb_t - e_pb + sfa_t

Baseline and package see the same shocks, so their difference holds no noise of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.randomness import generator

if TYPE_CHECKING:
    from bouwstenen.models.public_finance.baseline import Baseline
    from bouwstenen.models.public_finance.inputs import PublicFinanceFacts
    from bouwstenen.models.public_finance.ledgers import Ledger

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


@dataclass(frozen=True)
class _Given:
    """What the draws rest on; equal keys are equal content."""

    key: str
    draws: int
    seed: int
    facts: PublicFinanceFacts = field(compare=False)


@dataclass(frozen=True, eq=False)
class _Shocks:
    """Shocks to the average rate, growth and the primary balance, percentage points, (year, draw)."""

    rate: np.ndarray
    growth: np.ndarray
    balance: np.ndarray


@lru_cache(maxsize=2)
def _shocks(given: _Given) -> _Shocks:
    """The draws, with the rates turned into a shock to the average rate: the same for every package."""
    facts = given.facts
    short, long, growth, balance = draw_shocks(facts, given.draws, given.seed)
    quiet = facts.at(facts.forecast_end) + 1
    maturity = facts.number("average_residual_maturity")
    share = facts.number("short_debt_share")
    since = np.arange(len(facts.years)) - quiet + 1
    weight = np.clip(since, 0, maturity) / maturity
    rate = share * short + (1 - share) * weight[:, None] * np.cumsum(long, axis=0)
    return _Shocks(rate, growth, balance)


def debt_fan(
    baseline: Baseline, ledger: Ledger, facts: PublicFinanceFacts, *, draws: int = 10_000, seed: int = 1
) -> DebtFan:
    """Draw the fan of the debt ratio for baseline and package.

    Args:
        baseline: of a run of the model.
        ledger: the ledger of that run that the package is booked in.
        facts: the facts of that run.
        draws: number of draws, the same for both.
        seed: seed of the run.
    """
    base = baseline
    given = _Given(facts.key, draws, seed, facts)
    shocks = _shocks(given)
    paths = (base.debt, base.interest, base.primary_balance, base.stock_flow, base.economy.gdp)
    without = _without_package(_Paths(given, b"".join(values.tobytes() for values in paths), paths))
    with_package = _ratios(
        ledger.debt_level,
        base.interest + ledger.interest,
        base.primary_balance + (ledger.balance + ledger.interest),
        base.stock_flow + ledger.stock_flow,
        ledger.gdp,
        shocks,
        facts,
    )
    return DebtFan(
        years=base.years,
        draws=draws,
        seed=seed,
        baseline=without.quantiles,
        package=_quantiles(with_package),
        difference=_quantiles(with_package - without.ratios),
    )


@dataclass(frozen=True)
class _Paths:
    """Paths of the baseline, billion euro by year: debt, interest, primary balance, stock-flow, GDP."""

    given: _Given
    key: bytes
    values: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray] = field(compare=False)


@dataclass(frozen=True, eq=False)
class _Draws:
    """Debt ratios without the package by year and draw, and their quantiles."""

    ratios: np.ndarray
    quantiles: np.ndarray


@lru_cache(maxsize=2)
def _without_package(paths: _Paths) -> _Draws:
    ratios = _ratios(*paths.values, _shocks(paths.given), paths.given.facts)
    return _Draws(ratios, _quantiles(ratios))


def _quantiles(values: np.ndarray) -> np.ndarray:
    """Quantiles over the draws, straight lines between order statistics: (quantile, year)."""
    ordered = np.sort(values, axis=1)
    place = np.array(QUANTILES) / 100 * (values.shape[1] - 1)
    below = np.floor(place).astype(int)
    above = np.minimum(below + 1, values.shape[1] - 1)
    part = place - below
    low = ordered[:, below]
    return (low + (ordered[:, above] - low) * part).T


def _ratios(
    debt: np.ndarray,
    interest: np.ndarray,
    primary: np.ndarray,
    stock_flow: np.ndarray,
    gdp: np.ndarray,
    shocks: _Shocks,
    facts: PublicFinanceFacts,
) -> np.ndarray:
    """Debt ratio by year and draw, % GDP, around a deterministic path in billion euro."""
    quiet = facts.at(facts.forecast_end) + 1
    ratio = np.repeat((debt / gdp * 100)[:, None], shocks.rate.shape[1], axis=1)
    for t in range(quiet, len(debt)):
        rate = 100 + 100 * interest[t] / debt[t - 1] + shocks.rate[t]
        growth = gdp[t] / gdp[t - 1] * 100 + shocks.growth[t]
        flow = (stock_flow[t] - primary[t]) / gdp[t] * 100 - shocks.balance[t]
        ratio[t] = ratio[t - 1] * rate / growth + flow
    return ratio
