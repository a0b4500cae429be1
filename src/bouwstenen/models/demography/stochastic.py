"""Uncertainty of the population: seeded draws of errors in net migration, fertility and mortality.

Around a run of the model, with independent standard normal shocks e each year:

    net migration    + z_t people,          z_t = a z_{t-1} + s_z e      spread over the ages of immigrants
    fertility        times exp(f_t),        f_t = b f_{t-1} + s_f e
    death chances    times exp(k_t),        k_t = k_{t-1} + s_k e

The five numbers are fitted to the intervals that the CBS publishes (see docs/models/demography.md); they describe how
uncertain the CBS thinks its forecast is, not a law of nature. Errors are the same for baseline and package, so their
difference holds no noise of its own. Emigration does not react to the errors; that it would is in the fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError
from bouwstenen.core.randomness import generator
from bouwstenen.models.demography.cohort import advance
from bouwstenen.models.demography.options import MAX_DRAWS
from bouwstenen.models.demography.settings import settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.models.demography.inputs import DemographyFacts
    from bouwstenen.models.demography.projection import Projection

QUANTILES = (2.5, 16.5, 50.0, 83.5, 97.5)
"""Per cent: the median and the ends of the 67% and 95% intervals."""


@dataclass(frozen=True, eq=False)
class Errors:
    """Errors by year and draw, each (T, draws): people, and logarithms of fertility and death chances."""

    net_migration: np.ndarray
    fertility: np.ndarray
    mortality: np.ndarray


@dataclass(frozen=True, eq=False)
class PopulationFan:
    """Draws of the population on 1 January of `years`.

    baseline, package, difference: quantiles of inhabitants, shape (quantile, T + 1), as in QUANTILES; the difference
    draw by draw. age_groups: quantiles by group of `settings.yaml`, of the package.
    births, deaths, net_migration: quantiles of the yearly flows of the baseline, (quantile, T).
    baseline_ages, package_ages: every draw, shape (T + 1, draw, sex, age), single precision; None unless asked for.
    """

    years: np.ndarray
    draws: int
    seed: int
    baseline: np.ndarray
    package: np.ndarray
    difference: np.ndarray
    age_groups: Mapping[str, np.ndarray]
    births: np.ndarray
    deaths: np.ndarray
    net_migration: np.ndarray
    baseline_ages: np.ndarray | None
    package_ages: np.ndarray | None


def draw_errors(facts: DemographyFacts, years: int, draws: int, seed: int) -> Errors:
    """Errors of `years` years. The same seed and number of draws give the same errors."""
    normal = generator(seed, "demography.population_fan").standard_normal((3, years, draws))
    return Errors(
        net_migration=_autoregressive(
            normal[0] * facts.number("error_net_migration"), facts.number("error_net_migration_persistence")
        ),
        fertility=_autoregressive(
            normal[1] * facts.number("error_fertility"), facts.number("error_fertility_persistence")
        ),
        mortality=np.cumsum(normal[2] * facts.number("error_mortality"), axis=0),
    )


def _autoregressive(shocks: np.ndarray, persistence: float) -> np.ndarray:
    out = np.empty_like(shocks)
    level = np.zeros(shocks.shape[1])
    for t, shock in enumerate(shocks):
        level = persistence * level + shock
        out[t] = level
    return out


def population_fan(
    facts: DemographyFacts,
    baseline: Projection,
    package: Projection,
    *,
    draws: int = 1000,
    seed: int = 1,
    ages: bool = True,
) -> PopulationFan:
    """Draw the population with and without the package.

    Args:
        facts: of the run.
        baseline: the run without the package.
        package: the run with it; the same object when nothing changes.
        draws: number of draws, the same for both.
        seed: of the run.
        ages: keep every draw by sex and age (about 40 MB per thousand draws and run).

    Raises:
        InputError: a number of draws that cannot be.
    """
    if not 1 <= draws <= MAX_DRAWS:
        raise InputError(f"{draws} trekkingen kan niet.", mend=f"Kies een getal van 1 tot en met {MAX_DRAWS}.")
    errors = draw_errors(facts, len(baseline.births), draws, seed)
    without = _run(facts, baseline, errors)
    with_package = without if package is baseline else _run(facts, package, errors)
    before, after = without.ages.sum(axis=(2, 3), dtype=float), with_package.ages.sum(axis=(2, 3), dtype=float)
    return PopulationFan(
        years=baseline.years,
        draws=draws,
        seed=seed,
        baseline=_quantiles(before),
        package=_quantiles(after),
        difference=_quantiles(after - before),
        age_groups=_age_groups(with_package.ages),
        births=_quantiles(without.births),
        deaths=_quantiles(without.deaths),
        net_migration=_quantiles(without.net_migration),
        baseline_ages=without.ages if ages else None,
        package_ages=with_package.ages if ages else None,
    )


@dataclass(frozen=True, eq=False)
class _Draws:
    """Every draw of one run: `ages` (T + 1, draw, sex, age); flows (T, draw)."""

    ages: np.ndarray
    births: np.ndarray
    deaths: np.ndarray
    net_migration: np.ndarray


def _run(facts: DemographyFacts, run: Projection, errors: Errors) -> _Draws:
    flows, draws = errors.net_migration.shape
    boys = facts.number("boys_at_birth")
    profile = np.tensordot(run.arrivals.mean(axis=0), facts.arrival_profile, axes=1)
    profile /= profile.sum()
    ages = np.empty((flows + 1, draws, *run.population.shape[1:]), dtype=np.float32)
    births, deaths, net = np.empty((flows, draws)), np.empty((flows, draws)), np.empty((flows, draws))
    people = np.repeat(run.population[:1], draws, axis=0)
    ages[0] = people
    for t in range(flows):
        moving = run.migration[t] + errors.net_migration[t][:, None, None] * profile
        chance = np.minimum(run.chance[t] * np.exp(errors.mortality[t])[:, None, None], 1.0)
        fertility = run.fertility[t] * np.exp(errors.fertility[t])[:, None]
        people, born, died = advance(people, moving, chance, fertility, boys)
        # Far out in the tail emigration could exceed the people of an age; nobody then is left.
        np.maximum(people, 0.0, out=people)
        ages[t + 1], births[t] = people, born
        deaths[t], net[t] = died.sum(axis=(1, 2)), moving.sum(axis=(1, 2))
    return _Draws(ages, births, deaths, net)


def _quantiles(values: np.ndarray) -> np.ndarray:
    return np.percentile(values, QUANTILES, axis=1)


def _age_groups(ages: np.ndarray) -> dict[str, np.ndarray]:
    people = ages.sum(axis=2)
    groups = settings().age_groups.items()
    return {name: _quantiles(people[:, :, group.ages].sum(axis=2, dtype=float)) for name, group in groups}
