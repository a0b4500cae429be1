"""What a population means: age groups, pressure of young and old, households by type and the labour force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.models.demography.settings import settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.models.demography.inputs import DemographyFacts

HOUSEHOLD_TYPES = ("one_person", "couple", "lone_parent", "other")
_POSITIONS = ("persons_living_alone", "persons_living_as_couple", "persons_lone_parent")
_OTHER = "other_households_2024"
_PERSONS = np.array([1.0, 2.0, 1.0])
_ADULT = 20


@dataclass(frozen=True, eq=False)
class Structure:
    """Counts on 1 January, each of shape (T + 1,) unless said otherwise.

    age_groups: persons by group of `settings.yaml`. households: by type as in HOUSEHOLD_TYPES, shape (T + 1, 4).
    labour_force: persons with work or looking for it. green, grey: young and old per 100 of 20-64.
    """

    age_groups: Mapping[str, np.ndarray]
    households: np.ndarray
    labour_force: np.ndarray
    green: np.ndarray
    grey: np.ndarray

    @property
    def all_households(self) -> np.ndarray:
        """Private households, (T + 1,)."""
        return self.households.sum(axis=1)


def structure(facts: DemographyFacts, population: np.ndarray) -> Structure:
    """Derive the counts of a population.

    Args:
        facts: from `demography_facts`.
        population: 1 January, shape (T + 1, sex, age).
    """
    chosen = settings()
    ages = population.sum(axis=1)
    groups = {name: ages[:, group.ages].sum(axis=1) for name, group in chosen.age_groups.items()}
    return Structure(
        age_groups=groups,
        households=_households(facts, ages),
        labour_force=(population * facts.participation).sum(axis=(1, 2)),
        green=100 * groups[chosen.young] / groups[chosen.middle],
        grey=100 * groups[chosen.old] / groups[chosen.middle],
    )


def household_levels(facts: DemographyFacts) -> np.ndarray:
    """What the household schedules are multiplied by to give the counts of the year of those counts, shape (3,)."""
    people = np.column_stack([facts.populations[facts.year_of(name)].sum(axis=0) for name in _POSITIONS])
    return np.array([facts.number(name) for name in _POSITIONS]) / (facts.household_rates * people.T).sum(axis=1)


def _households(facts: DemographyFacts, ages: np.ndarray) -> np.ndarray:
    """Households by type: constant shares by age, at the counted level; other households move with adults."""
    rates = facts.household_rates * household_levels(facts)[:, None]
    adults = ages[:, _ADULT:].sum(axis=1)
    base = facts.populations[facts.year_of(_OTHER)][:, _ADULT:].sum()
    other = facts.number(_OTHER) * adults / base
    return np.column_stack([ages @ rates.T / _PERSONS, other])
