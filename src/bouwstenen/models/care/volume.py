"""Demand for care: people by single age times what a person of that age uses, and what healthy ageing takes off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.models.care.inputs import BAND, LAST_AGE, folded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bouwstenen.models.care.inputs import CareFacts

    Array = NDArray[np.float64]

FREE_AGE = 65
"""Life expectancy is measured from here."""
_AGES = np.arange(LAST_AGE + 1, dtype=np.float64)


def mid_year(people: Array) -> Array:
    """People in the middle of each year, from stocks on 1 January (year, age); one year fewer than the stocks."""
    return (people[:-1] + people[1:]) / 2


def by_age(people: Array) -> Array:
    """Stocks (year, sex, age) as (year, age 0..99)."""
    return folded(people.sum(axis=1))


def mortality(facts: CareFacts, year: int) -> Array:
    """Probability to die within a year by sex and age; past the ends of the table its first or last year."""
    logs = np.log(np.clip(facts.mortality, 1e-9, 1.0))
    at = float(np.clip(year, facts.mortality_years[0], facts.mortality_years[-1]))
    years = np.asarray(facts.mortality_years, dtype=np.float64)
    k = min(int(np.searchsorted(years, at, side="right")) - 1, len(years) - 2)
    share = (at - years[k]) / (years[k + 1] - years[k])
    return np.exp(logs[:, k] * (1 - share) + logs[:, k + 1] * share)


def life_expectancy(death: Array, age: int = 0) -> float:
    """Years that are left at an age, of a table of yearly probabilities by age (whoever dies lives half that year)."""
    alive = np.concatenate(([1.0], np.cumprod(1 - death[age:])))
    return float((alive[:-1] + alive[1:]).sum() / 2)


def gained_years(facts: CareFacts, years: NDArray[np.int64]) -> Array:
    """How much longer people of 65 live than in the base year, mean of men and women; zero before it."""

    def left(year: int) -> float:
        men, women = mortality(facts, year)
        return (life_expectancy(men, FREE_AGE) + life_expectancy(women, FREE_AGE)) / 2

    base = facts.year("base_year")
    now = left(base)
    return np.array([max(0.0, left(int(year)) - now) if year > base else 0.0 for year in years])


def shifted_profile(facts: CareFacts, healthy: Array, gained: Array) -> Array:
    """The profile by year, scheme and age when a share of the gained years is healthy.

    healthy: share by year, 0 (care hangs on age only) to 1. gained: years at 65 by year. The age that counts is lower
    by share × years gained, in full from `healthy_full_age` on, and in part from `healthy_from_age`.
    """
    low, full = facts.numbers["healthy_from_age"], facts.numbers["healthy_full_age"]
    weight = np.clip((_AGES - low) / (full - low), 0.0, 1.0)
    counted = _AGES - (healthy * gained)[:, None] * weight
    return np.stack([np.interp(counted, _AGES, scheme) for scheme in facts.profile], axis=1)


def volume(people: Array, profile: Array) -> Array:
    """Demand by (…, year, scheme), in euro of the profile. people: (…, year, age); profile: (year, scheme, age).

    Draws of the population may stand in front: one product for all of them.
    """
    return np.einsum("...ya,ysa->...ys", people, profile)


def by_municipality(facts: CareFacts) -> Array:
    """Use of care per inhabitant by (municipality, profile), in euro of the profile, by the ages of its people alone.

    An age band uses the mean of its ages, weighted with the national population.
    """
    people = facts.people[2021]
    starts = np.arange(0, LAST_AGE, BAND)
    weights = np.add.reduceat(people, starts)
    bands = np.add.reduceat(facts.profile * people, starts, axis=1) / weights
    return facts.bands @ bands.T / facts.bands.sum(axis=1, keepdims=True)
