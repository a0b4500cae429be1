"""Small pieces of formal demography: grouped schedules to single ages, open age groups, departure by duration."""

from __future__ import annotations

import numpy as np

from bouwstenen.models.demography.dimensions import AGES, DURATIONS


def single_ages(starts: np.ndarray, shares: np.ndarray, end: int) -> np.ndarray:
    """Spread shares of age groups over single ages with a monotone curve through the cumulative shares.

    Args:
        starts: first age of each group, ascending.
        shares: share of each group.
        end: age at which the last group ends.

    Returns:
        Array (AGES,) that sums to the sum of `shares` and is nowhere negative.
    """
    from scipy.interpolate import PchipInterpolator

    curve = PchipInterpolator(np.append(starts, end), np.concatenate([[0.0], np.cumsum(shares)]))
    out = np.zeros(AGES)
    first = int(starts[0])
    out[first:end] = np.diff(curve(np.arange(first, end + 1)))
    return out


def steps(starts: np.ndarray, values: np.ndarray) -> np.ndarray:
    """A value by age (AGES,) that is constant within each group; zero before the first group."""
    position = np.searchsorted(starts, np.arange(AGES), side="right") - 1
    return np.where(position >= 0, values[np.maximum(position, 0)], 0.0)


def spread_open_group(counts: np.ndarray, death_probability: np.ndarray) -> np.ndarray:
    """Counts by age 0..100 (the last one open) to ages 0..105+, along the survivors of a stationary population.

    Args:
        counts: shape (sex, 101).
        death_probability: shape (sex, at least 105).
    """
    out = np.zeros((*counts.shape[:-1], AGES))
    open_age = counts.shape[-1] - 1
    out[..., :open_age] = counts[..., :open_age]
    survivors = np.cumprod(1 - death_probability[..., open_age : AGES - 1], axis=-1)
    weights = np.concatenate([np.ones_like(survivors[..., :1]), survivors], axis=-1)
    out[..., open_age:] = counts[..., open_age:] * weights / weights.sum(axis=-1, keepdims=True)
    return out


def deaths_by_cohort(deaths: np.ndarray, infant_share: float) -> np.ndarray:
    """Deaths by age at death to deaths by age on 31 December: half of those who die at x would be x + 1 by then.

    Args:
        deaths: shape (sex, AGES).
        infant_share: share of the deaths at age 0 in the year of birth.
    """
    out = np.zeros((deaths.shape[0], AGES))
    out[:, 1:] = (deaths[:, :-1] + deaths[:, 1:]) / 2
    out[:, -1] += deaths[:, -1] / 2
    out[:, 0] = infant_share * deaths[:, 0]
    out[:, 1] = (1 - infant_share) * deaths[:, 0] + deaths[:, 1] / 2
    return out


def departure_by_duration(departed: np.ndarray, late: np.ndarray) -> np.ndarray:
    """Yearly probability to leave by duration class, from the shares that have left after two, five and ten years.

    Arrivals are spread over their year, so the first class (present on the first 1 January) runs from half a year to
    one and a half years after arrival; nobody leaves in the calendar year of arrival itself, as published
    immigration is net of those who never register. Within each stretch the rate is constant.

    Args:
        departed: shape (motive, 3), rising and below one.
        late: shape (motive,), the yearly rate after ten years.

    Returns:
        Array (motive, DURATIONS).
    """
    left2, left5, left10 = (1 - departed[:, k] for k in range(3))
    early = 1 - left2 ** (1 / 1.5)
    middle = 1 - (left5 / left2) ** (1 / 3)
    long = 1 - (left10 / left5) ** (1 / 5)
    out = np.empty((len(departed), DURATIONS))
    out[:, 0] = early
    out[:, 1] = _half_half(early, middle)
    out[:, 2:4] = middle[:, None]
    out[:, 4] = _half_half(middle, long)
    out[:, 5:9] = long[:, None]
    out[:, 9] = _half_half(long, late)
    out[:, 10] = late
    return out


def _half_half(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Probability over a year of which half falls under each of two rates."""
    return 1 - np.sqrt((1 - first) * (1 - second))
