"""Curves of work and benefits by time in the Netherlands, fitted to the published points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from bouwstenen.facts import Series
    from bouwstenen.models.asylum.inputs import AsylumFacts

_COHORT = "cohort_"


@dataclass(frozen=True)
class WorkCurves:
    """Employment of status holders: plateau · (1 − exp(−(speed · t / scale)^shape)), t in months since the permit.

    speeds: (permit year, speed) pairs; the cohort of 2014 has speed 1, later ones reach the same level sooner. The
    plateau of later cohorts is that of 2014, as nobody has seen more than three years of them.
    rmse: of the fit, percentage points. benefit_start, benefit_slope: share on benefit = start − slope · employment.
    bound: (months since arrival, share) points of the displaced people from Ukraine, the upper bound.
    All shares 0..1 except rmse.
    """

    plateau: float
    scale: float
    shape: float
    rmse: float
    speeds: tuple[tuple[int, float], ...]
    benefit_start: float
    benefit_slope: float
    bound: tuple[tuple[float, float], ...]

    def speed(self, permit_year: float) -> float:
        """Speed of a cohort: a straight line between the cohorts with figures, the nearest one outside them."""
        years, speeds = zip(*self.speeds, strict=True)
        return float(np.interp(permit_year, years, speeds))

    def employed(self, months: np.ndarray, speed: float) -> np.ndarray:
        """Share with work by months since the permit; zero before it."""
        elapsed = np.maximum(0.0, months) * speed / self.scale
        return self.plateau * (1 - np.exp(-(elapsed**self.shape)))

    def on_benefit(self, employed: np.ndarray) -> np.ndarray:
        """Share on social assistance when this share works."""
        return np.clip(self.benefit_start - self.benefit_slope * employed, 0.0, 1.0)

    def most(self, months: np.ndarray) -> np.ndarray:
        """Upper bound of employment by months since arrival: what the displaced people from Ukraine reach.

        They need no permit, may work at once and are another group (mostly women, schooled in Europe): what they
        reach says what the rules allow, not what other people would do.
        """
        at, share = zip(*((0.0, 0.0), *self.bound), strict=True)
        return np.interp(months, at, share)


def work_curves(facts: AsylumFacts) -> WorkCurves:
    """Fit the curves to the points of the facts."""
    cohorts = tuple(
        (int(name.removeprefix(_COHORT)), _points(series))
        for name, series in sorted(facts.work.items())
        if name.startswith(_COHORT)
    )
    first_year = facts.number("benefit_share_first_year") / 100
    return _fit(cohorts, _points(facts.work["ukraine"]), first_year, facts.number("work_overtakes_months"))


def _points(series: Series) -> tuple[tuple[float, float], ...]:
    return tuple((float(month), share / 100) for month, share in series.known().items())


@lru_cache(maxsize=8)
def _fit(
    cohorts: tuple[tuple[int, tuple[tuple[float, float], ...]], ...],
    bound: tuple[tuple[float, float], ...],
    benefit_after_a_year: float,
    overtakes: float,
) -> WorkCurves:
    """Least squares on the oldest cohort; for the others the speed that goes through their last point."""
    from scipy.optimize import curve_fit

    def curve(months: np.ndarray, plateau: float, scale: float, shape: float) -> np.ndarray:
        return plateau * (1 - np.exp(-((months / scale) ** shape)))

    months, shares = (np.array(values) for values in zip(*cohorts[0][1], strict=True))
    found, _ = curve_fit(curve, months, shares, p0=(shares.max(), float(months.mean()), 2.0), maxfev=20_000)
    plateau, scale, shape = (float(value) for value in found)
    rmse = float(np.sqrt(((curve(months, *found) - shares) ** 2).mean()) * 100)
    speeds = [(cohorts[0][0], 1.0)]
    for year, points in cohorts[1:]:
        month, share = points[-1]
        speeds.append((year, float(scale * (-np.log(1 - share / plateau)) ** (1 / shape) / month)))
    early, crossing = (float(curve(np.array([m]), *found)[0]) for m in (12.0, overtakes))
    slope = (benefit_after_a_year - crossing) / (crossing - early)
    return WorkCurves(plateau, scale, shape, rmse, tuple(speeds), benefit_after_a_year + slope * early, slope, bound)
