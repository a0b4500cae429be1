"""One year of the cohort-component method, for any stack of populations at once.

For the cohort that is x on 31 December, with N on 1 January (aged x-1), net migration M and chance q to die:

    deaths = q (N + M/2)        end = N + M - deaths        births = sum of f(x) (N + end)/2 over women

so half of the migrants are exposed, which is what arriving or leaving half-way means. f(x) is the mean of the
fertility at x-1 and x. Newborns (x = 0) take the place of N at birth.
"""

from __future__ import annotations

import numpy as np

from bouwstenen.models.demography.dimensions import FEMALE


def age_on(population: np.ndarray) -> np.ndarray:
    """Population by age on 1 January, set at the age reached on 31 December; age 0 is empty."""
    out = np.zeros_like(population)
    out[..., 1:] = population[..., :-1]
    out[..., -1] += population[..., -1]
    return out


def cohort_fertility(rates: np.ndarray) -> np.ndarray:
    """Fertility by age of the mother at birth (AGES,) to fertility by her age on 31 December."""
    out = np.zeros_like(rates)
    out[1:] = (rates[1:] + rates[:-1]) / 2
    return out


def advance(
    population: np.ndarray, migration: np.ndarray, chance: np.ndarray, fertility: np.ndarray, boys: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Advance populations from 1 January to 31 December.

    Args:
        population: by age on 1 January, shape (…, sex, age).
        migration: net, by age on 31 December, same shape.
        chance: to die, by age on 31 December, broadcast over the leading axes.
        fertility: births per woman by her age on 31 December, shape (age,) or (…, age).
        boys: share of boys among births.

    Returns:
        Population on 31 December (…, sex, age), births (…), deaths by age on 31 December (…, sex, age).
    """
    start = age_on(population)
    deaths = chance * (start + migration / 2)
    end = start + migration - deaths
    women = (start[..., FEMALE, 1:] + end[..., FEMALE, 1:]) / 2
    births = women @ fertility[1:] if fertility.ndim == 1 else (women * fertility[..., 1:]).sum(axis=-1)
    newborn = np.stack([births * boys, births * (1 - boys)], axis=-1)
    deaths[..., 0] = chance[..., 0] * (newborn + migration[..., 0] / 2)
    end[..., 0] = newborn + migration[..., 0] - deaths[..., 0]
    return end, births, deaths
