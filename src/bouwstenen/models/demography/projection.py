"""The projection: year after year, every group by duration, sex and age."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where
from bouwstenen.models.demography.cohort import advance, age_on, cohort_fertility
from bouwstenen.models.demography.dimensions import AGES, DURATIONS, MOTIVES, SEXES
from bouwstenen.models.demography.mortality import cohort_probabilities

if TYPE_CHECKING:
    from bouwstenen.models.demography.inputs import DemographyFacts
    from bouwstenen.models.demography.paths import Paths


@dataclass(frozen=True, eq=False)
class Projection:
    """One run. T flow years, T + 1 populations; nothing is to be written to.

    years: of the populations (1 January), shape (T + 1,). population: shape (T + 1, sex, age).
    groups: persons by group, children of migrants with their mother, shape (T + 1, motive).
    births, deaths: per year, (T,). arrivals, departures: by motive or group, (T, motive).
    migration: net by sex and age on 31 December, (T, sex, age).
    alignment: what emigration rates were multiplied by, (T,); one means that the rates as they are give the net
        migration of the published forecast.
    paths: the drivers, with the arrivals that came out. chance: to die by age on 31 December, (T, sex, age).
    fertility: births per woman by her age on 31 December, (T, age).
    """

    years: np.ndarray
    population: np.ndarray
    groups: np.ndarray
    births: np.ndarray
    deaths: np.ndarray
    arrivals: np.ndarray
    departures: np.ndarray
    migration: np.ndarray
    alignment: np.ndarray
    paths: Paths
    chance: np.ndarray
    fertility: np.ndarray

    @property
    def total(self) -> np.ndarray:
        """Inhabitants on 1 January, (T + 1,)."""
        return self.population.sum(axis=(1, 2))

    @property
    def net_migration(self) -> np.ndarray:
        """Arrivals less departures, (T,)."""
        return self.arrivals.sum(axis=1) - self.departures.sum(axis=1)

    def at(self, year: int) -> int:
        """Position of a year in the populations."""
        return year - int(self.years[0])


def run_projection(
    facts: DemographyFacts, paths: Paths, state: np.ndarray, rates: np.ndarray, alignment: np.ndarray | None
) -> Projection:
    """Run the model.

    Args:
        facts: from `demography_facts`.
        paths: drivers; see `alignment` for the meaning of `paths.net`.
        state: population on the first 1 January, shape (group, duration, sex, age).
        rates: from `emigration_rates`.
        alignment: None aligns: emigration moves so that net migration is `paths.net`. Otherwise the factors of an
            aligned run, and where `paths.net` is a number the arrivals of all motives move to reach it.

    Raises:
        InputError: net migration that no arrivals or departures can give.
    """
    years = paths.years
    chance = cohort_probabilities(paths.death_probability, facts.number("infant_deaths_in_birth_year"))
    fertility = cohort_fertility(facts.fertility_pattern) * paths.fertility[:, None]
    boys, leave = facts.number("boys_at_birth"), rates[:, :, None, :]
    populations, groups = [state.sum(axis=(0, 1))], [state.sum(axis=(1, 2, 3))]
    births, deaths = np.zeros(len(years)), np.zeros(len(years))
    arrivals, departures = np.zeros((len(years), len(MOTIVES))), np.zeros((len(years), len(MOTIVES)))
    migration, factors = np.zeros((len(years), len(SEXES), AGES)), np.ones(len(years))
    for t in range(len(years)):
        leaving = state * leave
        coming = paths.arrivals[t]
        if alignment is None:
            factors[t] = _emigration_factor(int(years[t]), coming.sum(), leaving.sum(), paths.net[t])
        else:
            factors[t] = alignment[t]
            coming = _scaled_arrivals(int(years[t]), coming, leaving.sum() * factors[t], paths.net[t])
        leaving *= factors[t]
        newcomers = facts.arrival_profile * coming[:, None, None]
        state, born, died = step(state, newcomers, leaving, chance[t], fertility[t], boys)
        populations.append(state.sum(axis=(0, 1)))
        groups.append(state.sum(axis=(1, 2, 3)))
        births[t], deaths[t], arrivals[t] = born, died, coming
        departures[t] = leaving.sum(axis=(1, 2, 3))
        migration[t] = newcomers.sum(axis=0) - age_on(leaving.sum(axis=(0, 1)))
    return Projection(
        years=np.append(years, years[-1] + 1),
        population=np.array(populations),
        groups=np.array(groups),
        births=births,
        deaths=deaths,
        arrivals=arrivals,
        departures=departures,
        migration=migration,
        alignment=factors,
        paths=paths,
        chance=chance,
        fertility=fertility,
    )


def step(
    state: np.ndarray,
    newcomers: np.ndarray,
    leaving: np.ndarray,
    chance: np.ndarray,
    fertility: np.ndarray,
    boys: float,
) -> tuple[np.ndarray, float, float]:
    """One year for every group and duration.

    Args:
        state: on 1 January, (group, duration, sex, age).
        newcomers: by age on 31 December, (group, sex, age).
        leaving: by age on 1 January, shape of `state`.
        chance: as in `cohort.advance`.
        fertility: as in `cohort.advance`.
        boys: as in `cohort.advance`.

    Returns:
        State on the next 1 January, births and deaths.
    """
    stayed, born, died = advance(state, -age_on(leaving), chance, fertility, boys)
    arrived, born_new, died_new = advance(np.zeros_like(newcomers), newcomers, chance, fertility, boys)
    end = np.empty_like(state)
    end[:, 0] = arrived
    end[:, 1:] = stayed[:, : DURATIONS - 1]
    end[:, -1] += stayed[:, -1]
    return end, float(born.sum() + born_new.sum()), float(died.sum() + died_new.sum())


def _emigration_factor(year: int, coming: float, leaving: float, net: float) -> float:
    factor = (coming - net) / leaving
    if factor < 0:
        raise _impossible(year, net, f"Blijf onder de immigratie van {coming:.0f}.")
    return factor


def _scaled_arrivals(year: int, coming: np.ndarray, leaving: float, net: float) -> np.ndarray:
    if np.isnan(net):
        return coming
    if net + leaving < 0:
        raise _impossible(year, net, f"Schrijf een getal vanaf {-leaving:.0f}: zonder immigratie is dit het saldo.")
    if coming.sum() == 0:
        raise _impossible(year, net, "Laat in elk jaar iemand immigreren.")
    return coming * ((net + leaving) / coming.sum())


def _impossible(year: int, net: float, mend: str) -> InputError:
    problem = f"een migratiesaldo van {net:.0f} in {year} kan niet."
    return InputError(problem, mend=mend, where=Where("", 0, "demography.net_migration"))
