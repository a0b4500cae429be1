"""Stochastic debt after the adjustment: joint normal quarterly shocks, summed to years, 100,000 draws at once.

A year's shock is the sum of four independent quarterly draws, which is normal with four times the covariance. The
shock to the long rate adds up over the years and works on the share of debt that has been refinanced since the
adjustment ended, t / M with M the average residual maturity. Shocks to growth and primary balance last a year:

    d_t = d_{t-1} * (1 + iir_t + e_iir) / (1 + g_t + e_g) - (pb_t + e_pb) + stock-flow_t
    e_iir = a * e_short + (1 - a) * min(t, M) / M * (e_long,1 + ... + e_long,t)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.randomness import generator

if TYPE_CHECKING:
    from bouwstenen.models.eu_rules.inputs import EuInputs
    from bouwstenen.models.eu_rules.projection import Projection

QUARTERS = 4
DEFAULT_DRAWS = 100_000
QUANTILES = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)


def draw_shocks(covariance: np.ndarray, draws: int, years: int, seed: int) -> np.ndarray:
    """Yearly shocks to short rate, long rate, growth and primary balance, shape (4, years, draws), percentage points.

    The same seed gives the same shocks, so that paths are compared draw by draw.
    """
    values, vectors = np.linalg.eigh(covariance * QUARTERS)
    root = vectors * np.sqrt(np.clip(values, 0, None))
    normal = generator(seed, "eu_rules.stochastic").standard_normal((len(covariance), years * draws))
    return (root @ normal).reshape(len(covariance), years, draws)


def simulate(inputs: EuInputs, run: Projection, shocks: np.ndarray, adjustment_end: int, path: int = 0) -> np.ndarray:
    """Debt in % of GDP for every draw, shape (years + 1, draws); the first row is the last year of the adjustment.

    Args:
        inputs: structure of the debt.
        run: deterministic projection.
        shocks: from `draw_shocks`.
        adjustment_end: position of the last year of the adjustment.
        path: which path of the projection.
    """
    return accumulate(run, combined(inputs, shocks), adjustment_end, path)


def combined(inputs: EuInputs, shocks: np.ndarray) -> np.ndarray:
    """Shocks to the implicit rate, growth (both fractions) and primary balance (% of GDP), shape (3, years, draws).

    They are the same for every path, so they are made once.
    """
    n = np.arange(1, shocks.shape[1] + 1)[:, None]
    a, maturity = inputs.short_share, inputs.residual_maturity
    carried = np.cumsum(shocks[1], axis=0)
    rate = a * shocks[0] + (1 - a) * np.minimum(n, maturity) / maturity * carried
    return np.stack([rate / 100, shocks[2] / 100, shocks[3]])


def accumulate(run: Projection, summed: np.ndarray, adjustment_end: int, path: int = 0) -> np.ndarray:
    """Debt of one path for every draw, from the shocks that `combined` makes; shape as `simulate` gives."""
    rate, growth, balance = summed
    debt = np.empty((rate.shape[0] + 1, rate.shape[1]))
    debt[0] = run.debt[path, adjustment_end]
    for n in range(rate.shape[0]):
        t = adjustment_end + n + 1
        factor = (1 + run.implicit_rate[path, t] + rate[n]) / (1 + run.growth[path, t] + growth[n])
        primary = run.primary_balance[path, t] - run.stock_flow[path, t]
        debt[n + 1] = debt[n] * factor - primary - balance[n]
    return debt


def probability_of_decline(debt: np.ndarray, limit: float | None) -> float:
    """Share of the draws in which debt ends lower than it began, or (with a limit) at or below the limit."""
    met = debt[-1] < debt[0]
    if limit is not None:
        met |= debt[-1] <= limit
    return float(met.mean())


def quantiles(debt: np.ndarray) -> dict[float, np.ndarray]:
    """Quantiles of debt by year."""
    found = np.quantile(debt, QUANTILES, axis=1)
    return dict(zip(QUANTILES, found, strict=True))
