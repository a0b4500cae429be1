"""Bounded calibration of weights: totals meet targets, weights stay between bounds, conflicts are shared out.

Weights are w = d g(x'l) with design weights d and the logit function g of Deville and Särndal (1992), which lies
between a lowest and a highest ratio. The multipliers l solve

    sum d g(x'l) x - t + S l = 0,

the condition for the minimum of a strictly convex function, so there is one solution whatever the targets: a target
that cannot be met, or not together with others, is missed in proportion to its softness S (ridge calibration), and the
result says by how much.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where
from bouwstenen.population.linear import rows_times, solve_positive, weighted_products, weighted_sums

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STEPS = 60
_PRECISION = 1e-8


@dataclass(frozen=True, eq=False)
class Calibrated:
    """Result of `calibrate`.

    weights: (rows,). achieved: (targets,) totals with these weights. steps: Newton steps. converged: the condition
    holds. lowest and highest: smallest and largest weight divided by the design weight. design_effect: 1 + squared
    coefficient of variation of w/d.
    """

    weights: NDArray[np.float64]
    achieved: NDArray[np.float64]
    steps: int
    converged: bool
    lowest: float
    highest: float
    design_effect: float


def calibrate(
    measures: NDArray[np.float64],
    targets: NDArray[np.float64],
    design: NDArray[np.float64],
    softness: NDArray[np.float64],
    bounds: tuple[float, float],
) -> Calibrated:
    """Find weights whose totals are as near to the targets as bounds and softness allow.

    Args:
        measures: (rows, targets), what a row counts for each target.
        targets: (targets,), in units that make a miss of 1 equally bad (divide measure and target by the target).
        design: (rows,) positive design weights.
        softness: (targets,) positive; how easily a target gives way. 0.001 gives way a hundred times as easily as
            0.00001.
        bounds: lowest and highest ratio of a weight to its design weight; below and above 1.

    Raises:
        InputError: bounds that do not lie around 1.
    """
    low, high = bounds
    if not 0.0 <= low < 1.0 < high:
        raise InputError(
            f"gewichten van {low:g} tot {high:g} keer het ontwerp kunnen niet.",
            mend="Kies voor de laagste grens een getal van 0 tot 1, en voor de hoogste een getal boven 1.",
            where=Where(key="synthesis.weight_lowest en synthesis.weight_highest"),
        )
    scale = design.sum()
    problem = _Problem(measures, targets / scale, design / scale, softness, low, high)
    multipliers, steps, converged = problem.solve()
    ratio = problem.ratios(rows_times(problem.x, multipliers))
    weights = design * ratio
    return Calibrated(
        weights=weights,
        achieved=weighted_sums(problem.x, weights),
        steps=steps,
        converged=converged,
        lowest=float(ratio.min()),
        highest=float(ratio.max()),
        design_effect=float(1.0 + ratio.var() / ratio.mean() ** 2),
    )


class _Problem:
    """The convex function of the multipliers, per unit of design weight, with its Newton steps."""

    def __init__(
        self,
        measures: NDArray[np.float64],
        targets: NDArray[np.float64],
        design: NDArray[np.float64],
        softness: NDArray[np.float64],
        low: float,
        high: float,
    ) -> None:
        self.x, self.t, self.d, self.s = np.ascontiguousarray(measures), targets, design, softness
        self.low, self.high = low, high
        self.rate = (high - low) / ((1.0 - low) * (high - 1.0))
        self.log_odds = np.log((high - 1.0) / (1.0 - low))

    def ratios(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        """Ratio of weight to design weight: between the bounds, 1 at 0."""
        return self.low + (self.high - self.low) / (1.0 + np.exp(np.clip(self.log_odds - self.rate * u, -500.0, 500.0)))

    def value(self, u: NDArray[np.float64], multipliers: NDArray[np.float64]) -> float:
        """The function to be minimised."""
        primitive = self.low * u + (self.high - self.low) / self.rate * np.logaddexp(self.rate * u, self.log_odds)
        linear = (0.5 * self.s * multipliers - self.t) * multipliers
        return float((self.d * primitive).sum() + linear.sum())

    def solve(self) -> tuple[NDArray[np.float64], int, bool]:
        """Newton steps with halving. Gives the multipliers, the number of steps and whether the condition holds."""
        multipliers = np.zeros(len(self.t))
        u = rows_times(self.x, multipliers)
        value = self.value(u, multipliers)
        for step in range(_STEPS):
            ratio = self.ratios(u)
            gradient = weighted_sums(self.x, self.d * ratio) - self.t + self.s * multipliers
            if np.abs(gradient).max() < _PRECISION:
                return multipliers, step, True
            slope = self.rate * (ratio - self.low) * (self.high - ratio) / (self.high - self.low)
            curvature = weighted_products(self.x, self.d * slope)
            curvature[np.diag_indices_from(curvature)] += self.s
            direction = solve_positive(curvature, -gradient)
            decline = float((gradient * direction).sum())
            du, size = rows_times(self.x, direction), 1.0
            while True:
                trial = self.value(u + size * du, multipliers + size * direction)
                if trial <= value + 1e-4 * size * decline or size < 1e-6:
                    break
                size /= 2.0
            multipliers += size * direction
            u, value = u + size * du, trial
        return multipliers, _STEPS, False
