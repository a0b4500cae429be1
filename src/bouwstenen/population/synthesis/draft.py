"""What the steps of the synthesis share: a household table in the making, and ways to draw."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import ndtr, ndtri

from bouwstenen.core.randomness import generator

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bouwstenen.population.inputs import PopulationInputs

_FAR = 1000.0
_APART = 4.0 * _FAR
_WIDE = 8.0
HEAD, PARTNER, CHILD, RESIDENT = range(4)
"""Roles of persons in a household."""
DIGITS = 6
"""Decimals of draws and weights that are kept."""


@dataclass
class Draft:
    """A chunk in the making.

    inputs: figures; seed and number: which chunk; person and household: columns so far, one value a row.
    Persons stand by household: head, partner, children from old to young, residents.
    """

    inputs: PopulationInputs
    seed: int
    number: int
    person: dict[str, NDArray[Any]] = field(default_factory=dict[str, "NDArray[Any]"])
    household: dict[str, NDArray[Any]] = field(default_factory=dict[str, "NDArray[Any]"])

    def random(self, stream: str) -> np.random.Generator:
        """The generator of one step for this chunk."""
        return generator(self.seed, f"population.{stream}", self.number)

    @property
    def persons(self) -> int:
        """Number of persons."""
        return len(self.person["rol"])

    @property
    def households(self) -> int:
        """Number of households."""
        return len(self.household["huishoudtype"])

    @cached_property
    def household_of(self) -> NDArray[np.int64]:
        """For each person the row of its household."""
        return np.repeat(np.arange(self.households), self.household["personen"])

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Row of the head of each household."""
        return np.cumsum(self.household["personen"]) - self.household["personen"]

    @cached_property
    def partner(self) -> NDArray[np.int64]:
        """For each person the row of the partner; -1 without one."""
        rows = np.full(self.persons, -1)
        second = np.flatnonzero(self.person["rol"] == PARTNER)
        rows[second], rows[second - 1] = second - 1, second
        return rows

    @cached_property
    def has_partner(self) -> NDArray[np.bool_]:
        """For each person whether there is a partner."""
        return self.partner >= 0

    @cached_property
    def group(self) -> NDArray[np.int64]:
        """For each person a number for age (single years) and sex."""
        return self.person["leeftijd"] * 2 + self.person["geslacht"]

    def by_age(self, name: str) -> NDArray[np.float64]:
        """For each person a figure of `PopulationInputs.profiles` at its age."""
        return self.inputs.profiles[name][self.person["leeftijd"]]

    def sum_persons(self, values: NDArray[Any]) -> NDArray[Any]:
        """Sum of a value of persons over each household."""
        return np.add.reduceat(values, self.starts)


def allocate(expected: NDArray[np.float64], total: int, start: float) -> NDArray[np.int64]:
    """Whole numbers that add up to `total` in proportion to `expected`: each is its share rounded up or down.

    Args:
        expected: non-negative, any shape.
        total: what the result adds up to.
        start: between 0 and 1; a uniform draw makes the expectation of every cell exact (systematic sampling).
    """
    ends = np.cumsum(expected.ravel())
    marks = np.floor(ends * (total / ends[-1]) + start)
    marks[-1] = total
    return np.diff(marks, prepend=0.0).astype(np.int64).reshape(expected.shape)


def spread(random: np.random.Generator, size: int) -> NDArray[np.float64]:
    """Numbers between 0 and 1 in random order that are spread evenly: one in every interval of length 1/size."""
    if size == 0:
        return np.zeros(0)
    return (random.permutation(size) + random.random(size)) / size


def normal(random: np.random.Generator, size: int) -> NDArray[np.float64]:
    """Standard normal draws that are spread evenly over the distribution."""
    return ndtri(np.clip(spread(random, size), 1e-9, 1.0 - 1e-9))


def log_normal(draws: NDArray[np.float64], spread_of_log: float | NDArray[np.float64]) -> NDArray[np.float64]:
    """Factors with mean 1 from standard normal draws."""
    return np.exp(spread_of_log * draws - spread_of_log * spread_of_log / 2.0)


def alike(other: NDArray[np.float64], own: NDArray[np.float64], correlation: float) -> NDArray[np.float64]:
    """Standard normal draws that have a correlation with other standard normal draws."""
    return correlation * other + np.sqrt(1.0 - correlation * correlation) * own


def heavy_tail(
    draws: NDArray[np.float64], spread_of_log: NDArray[np.float64], exponent: float, reference: float
) -> NDArray[np.float64]:
    """Factors with mean 1 from standard normal draws: log-normal below, a Pareto tail above.

    Args:
        draws: standard normal.
        spread_of_log: of the log-normal part, one for each draw; positive.
        exponent: of the Pareto tail where the spread is `reference`; a smaller spread has a thinner tail.
        reference: a spread.

    The tail begins where the hazard of the log-normal part reaches that of the tail, so the density has no jump.
    """
    rate = exponent * reference
    start = _where_hazard_is(rate)
    above = start + np.log(ndtr(-start) / ndtr(-np.maximum(draws, start))) / rate
    below_mean = np.exp(spread_of_log * spread_of_log / 2.0) * ndtr(start - spread_of_log)
    above_mean = np.exp(spread_of_log * start) * ndtr(-start) * rate / (rate - spread_of_log)
    return np.exp(spread_of_log * np.where(draws > start, above, draws)) / (below_mean + above_mean)


def _where_hazard_is(rate: float) -> float:
    """Point where the standard normal distribution has this hazard, by halving; the hazard rises everywhere."""
    low, high = -_WIDE, _WIDE
    for _ in range(60):
        middle = (low + high) / 2.0
        hazard = np.exp(-middle * middle / 2.0) / np.sqrt(2.0 * np.pi) / ndtr(-middle)
        low, high = (middle, high) if hazard < rate else (low, middle)
    return low


def choose(
    random: np.random.Generator, score: NDArray[np.float64], group: NDArray[np.int64], share: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Choose, in each group, the share with the highest scores.

    Args:
        random: draws whether a group is rounded up or down.
        score: one a row; differences beyond 1,000 from zero do not count.
        group: whole numbers from 0.
        share: between 0 and 1, the same within a group.

    Returns:
        One truth value a row; in every group the number chosen is share x size, rounded up or down.
    """
    order = np.argsort(group * _APART - np.clip(score, -_FAR, _FAR))
    size = np.bincount(group)
    first = np.cumsum(size) - size
    sorted_group = group[order]
    rank = np.arange(len(group)) - first[sorted_group]
    quota = np.floor(share[order] * size[sorted_group] + random.random(len(size))[sorted_group])
    chosen = np.zeros(len(group), dtype=np.bool_)
    chosen[order] = rank < quota
    return chosen


def pick(random: np.random.Generator, propensity: NDArray[np.float64], number: float) -> NDArray[np.bool_]:
    """Choose about `number` rows, without replacement, with chances in proportion to a propensity (0: never).

    The number is rounded up or down at random; when fewer rows have a propensity, all of them are chosen.
    """
    count = min(int(number + random.random()), int(np.count_nonzero(propensity)))
    with np.errstate(divide="ignore"):
        keys = np.log(propensity) + random.gumbel(size=len(propensity))
    chosen = np.zeros(len(propensity), dtype=np.bool_)
    if count > 0:
        chosen[np.argpartition(-keys, count - 1)[:count]] = True
    return chosen & (propensity > 0.0)
