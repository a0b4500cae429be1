"""Mortality: the AG2024 table between its published years, life expectancy, and probabilities for cohorts.

Death probabilities q(x) are arrays (…, sex, 0..110). Between published years their logarithm runs in a straight
line; before the first year the line of the first two years goes on, after the last year the table stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.models.demography.dimensions import AGES, MALE

if TYPE_CHECKING:
    from bouwstenen.models.demography.inputs import DemographyFacts

_HALVINGS = 60


def death_probabilities(table_years: np.ndarray, log_table: np.ndarray, years: np.ndarray) -> np.ndarray:
    """q(x) for each of `years`: shape (year, sex, 111).

    Args:
        table_years: published years, ascending.
        log_table: logarithm of their q(x), shape (published year, sex, 111).
        years: wanted years.
    """
    years = np.minimum(years, table_years[-1])
    position = np.clip(np.searchsorted(table_years, years, side="right") - 1, 0, len(table_years) - 2)
    width = table_years[position + 1] - table_years[position]
    weight = ((years - table_years[position]) / width)[:, None, None]
    return np.exp(log_table[position] * (1 - weight) + log_table[position + 1] * weight)


def life_expectancy(q: np.ndarray, infant_share: float) -> np.ndarray:
    """Period life expectancy at birth by sex, (…, sex). Deaths fall half-way the year of age, infants' earlier."""
    alive = np.concatenate([np.ones_like(q[..., :1]), np.cumprod(1 - q, axis=-1)], axis=-1)
    lived = (alive[..., 1:] + alive[..., :-1]) / 2
    lived[..., 0] = alive[..., 1] + (1 - infant_share) * (alive[..., 0] - alive[..., 1])
    return lived.sum(axis=-1)


def together(by_sex: np.ndarray, boys: float) -> np.ndarray:
    """Both sexes, weighted with the sex ratio at birth."""
    return by_sex[..., MALE] * boys + by_sex[..., 1 - MALE] * (1 - boys)


def scaled_to(q: np.ndarray, target: np.ndarray, boys: float, infant_share: float) -> np.ndarray:
    """Multiply q(x) of each year by one factor so that life expectancy of both sexes together is the target.

    Args:
        q: shape (year, sex, 111).
        target: years of life, shape (year,); NaN leaves a year as it is.
        boys: share of boys among births.
        infant_share: as in `life_expectancy`.
    """
    low, high = np.full(len(q), -6.0), np.full(len(q), 6.0)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        reached = together(life_expectancy(_times(q, middle), infant_share), boys)
        low, high = np.where(reached > target, middle, low), np.where(reached > target, high, middle)
    factor = np.where(np.isnan(target), 0.0, (low + high) / 2)
    return np.where(np.isnan(target)[:, None, None], q, _times(q, factor))


def _times(q: np.ndarray, log_factor: np.ndarray) -> np.ndarray:
    return np.minimum(q * np.exp(log_factor)[:, None, None], 1.0)


def cohort_probabilities(q: np.ndarray, infant_share: float) -> np.ndarray:
    """Probability to die in a calendar year, by age on 31 December: shape (…, sex, AGES).

    Who is x on 31 December was x-1 at the start and spent half the year at each age. Newborns are exposed to the
    share of infant mortality that falls in the year of birth, those born the year before to the rest.
    """
    out = np.empty((*q.shape[:-1], AGES))
    out[..., 1:] = (q[..., : AGES - 1] + q[..., 1:AGES]) / 2
    out[..., 0] = infant_share * q[..., 0]
    out[..., 1] = (1 - infant_share) * q[..., 0] + q[..., 1] / 2
    return out


@dataclass(frozen=True)
class JumpOff:
    """Deaths of a year beside what the table expects for the population of that year. ratio: observed / expected."""

    year: int
    observed: float
    expected: float

    @property
    def ratio(self) -> float:
        """Above one: more people died than the table expects."""
        return self.observed / self.expected


def expected_deaths(facts: DemographyFacts, year: int) -> float:
    """Deaths that the table expects in a year with counted populations at both ends."""
    q = death_probabilities(facts.mortality_years, facts.log_mortality, np.array([year]))[0]
    chance = cohort_probabilities(q, facts.number("infant_deaths_in_birth_year"))
    start, end = facts.populations[year], facts.populations[year + 1]
    exposed = np.concatenate([end[:, :1], start[:, :-1]], axis=1)
    exposed[:, -1] += start[:, -1]
    return float((chance * exposed).sum())


def jump_off_check(facts: DemographyFacts) -> list[JumpOff]:
    """Hold the first years of the table against observed deaths, for the years with populations at both ends."""
    found: list[JumpOff] = []
    for year in sorted(facts.deaths):
        if year not in facts.populations or year + 1 not in facts.populations or year < facts.mortality_years[0] - 1:
            continue
        found.append(JumpOff(year, float(facts.deaths[year].sum()), expected_deaths(facts, year)))
    return found
