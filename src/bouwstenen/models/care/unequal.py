"""Life expectancy by group: mortality split over groups that add up to the national table at every age."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import brentq

from bouwstenen.models.care.volume import life_expectancy, mortality

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bouwstenen.models.care.inputs import CareFacts

    Array = NDArray[np.float64]

_STEEPEST = 1.5
"""Largest slope that is tried: a mortality of 4.5 times less one group higher."""
QUINTILES = 5


@dataclass(frozen=True, eq=False)
class Split:
    """One sex, one division. expectancy: years at birth by group, low to high. death: by group and age.

    weights: share of each group at birth. slope: logarithm of the ratio of mortality between neighbouring groups.
    """

    expectancy: tuple[float, ...]
    death: Array
    weights: Array
    slope: float


def split(death: Array, weights: Array, slope: float) -> Array:
    """Mortality by group and age whose mean over the survivors is the national one.

    Group k has exp(−slope·k) of the mortality of the lowest; the level is set at every age by who is still alive.
    No probability is above 1; what is cut off there goes to the other groups.
    """
    ratio = np.exp(-slope * np.arange(len(weights)))
    alive = weights / weights.sum()
    table = np.empty((len(weights), len(death)))
    for age, national in enumerate(death):
        share = alive / alive.sum() if alive.sum() > 0 else weights
        table[:, age] = _level(ratio, share, float(national))
        alive = alive * (1 - table[:, age])
    return table


def _level(ratio: Array, share: Array, national: float) -> Array:
    values = national / float(share @ ratio) * ratio
    if values[0] <= 1:
        return values
    free = np.ones(len(ratio), dtype=bool)
    while (values[free] > 1).any():
        free &= values <= 1
        left, weight = national - share[~free].sum(), float((share * ratio)[free].sum())
        values = np.where(free, max(0.0, left) / weight * ratio if weight else 1.0, 1.0)
    return values


def fitted(death: Array, weights: Array, gap: float) -> Split:
    """The split whose highest group lives `gap` years longer at birth than its lowest."""

    def missed(slope: float) -> float:
        table = split(death, weights, slope)
        return life_expectancy(table[-1]) - life_expectancy(table[0]) - gap

    slope = float(brentq(missed, 0.0, _STEEPEST, xtol=1e-7)) if gap else 0.0  # pyright: ignore[reportArgumentType]
    table = split(death, weights, slope)
    return Split(tuple(life_expectancy(group) for group in table), table, weights, slope)


def adds_up(split: Split, death: Array) -> float:
    """Largest difference between the survivors of all groups together and those of the national table."""
    groups = split.weights / split.weights.sum() @ np.cumprod(1 - split.death, axis=1)
    return float(np.abs(groups - np.cumprod(1 - death)).max())


@dataclass(frozen=True, eq=False)
class Unequal:
    """Groups of men and women. national: life expectancy at birth of the whole table."""

    education: tuple[Split, Split]
    wealth: tuple[Split, Split]
    national: tuple[float, float]

    @property
    def education_gap(self) -> float:
        """Years between high and low education, mean of men and women."""
        return sum(s.expectancy[-1] - s.expectancy[0] for s in self.education) / 2

    @property
    def wealth_gap(self) -> float:
        """Years between the richest and poorest fifth, mean of men and women."""
        return sum(s.expectancy[-1] - s.expectancy[0] for s in self.wealth) / 2


def unequal(facts: CareFacts) -> Unequal:
    """Split the table of the base year so that the published gaps come out; the middle group is held out."""
    number = facts.numbers
    table = mortality(facts, facts.year("base_year"))
    low, high = number["share_low_education"], number["share_high_education"]
    weights = np.array([low, 1 - low - high, high])
    education: list[Split] = []
    wealth: list[Split] = []
    for sex, death in zip(("men", "women"), table, strict=True):
        gap = number[f"life_high_{sex}"] - number[f"life_low_{sex}"]
        education.append(fitted(death, weights, gap))
        wealth.append(fitted(death, np.full(QUINTILES, 1 / QUINTILES), number[f"wealth_gap_{sex}"]))
    national = (life_expectancy(table[0]), life_expectancy(table[1]))
    return Unequal((education[0], education[1]), (wealth[0], wealth[1]), national)
