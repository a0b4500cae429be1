"""The base year: the last counted population by sex and age, one year on, with the flows that were observed.

A count by sex and age comes later than the totals of births, deaths and migration. The year in between is therefore
computed with the model's ages and the observed totals, so that the base year holds what is known. What the totals ask
of fertility and of the mortality table is kept: the first is a check, the second sets the level of mortality.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where
from bouwstenen.models.demography.cohort import cohort_fertility
from bouwstenen.models.demography.emigration import arrivals_of, emigration_rates, initial_state
from bouwstenen.models.demography.mortality import cohort_probabilities, death_probabilities, expected_deaths
from bouwstenen.models.demography.projection import step

if TYPE_CHECKING:
    from bouwstenen.models.demography.inputs import DemographyFacts

_ROUNDS = 20
_FLOWS = ("births", "deaths", "net_migration")


@dataclass(frozen=True, eq=False)
class Opening:
    """Who is here on 1 January of the base year and what the year before it asked for.

    state: by group, duration, sex and age; those who came in the year before the base year are in the first duration
        class and children are with their mothers.
    fertility: children per woman that give the observed births. deaths: observed over expected by the table, in the
        year before the base year.
    """

    state: np.ndarray
    fertility: float
    deaths: float


def opening(facts: DemographyFacts) -> Opening:
    """Advance the last counted population to the base year.

    Raises:
        InputError: the base year is not the year after the last count, or a flow of the year between is missing.
    """
    last = max(facts.populations)
    if facts.base_year != last + 1:
        problem = f"het basisjaar {facts.base_year} is niet het jaar na de laatste telling ({last})."
        raise _error(facts, "base_year", problem, f"Schrijf {last + 1} of voeg een telling toe.")
    for name in _FLOWS:
        if last not in facts.observed[name]:
            raise _error(facts, f"observed_{name}", f"het jaar {last} ontbreekt.", f"Vul het jaar {last}.")
    wanted_births, wanted_deaths, net = (facts.observed[name][last] for name in _FLOWS)
    state = initial_state(facts, last)
    leaving = state * emigration_rates(facts, state)[:, :, None, :]
    arrivals = arrivals_of(facts, np.array([last]))[0]
    if net > arrivals.sum():
        mend = f"Schrijf hoogstens de immigratie van {arrivals.sum():.0f}."
        raise _error(facts, "observed_net_migration", f"een saldo van {net:.0f} in {last} kan niet.", mend)
    leaving *= (arrivals.sum() - net) / leaving.sum()
    newcomers = facts.arrival_profile * arrivals[:, None, None]
    q = death_probabilities(facts.mortality_years, facts.log_mortality, np.array([last]))[0]
    chance = cohort_probabilities(q, facts.number("infant_deaths_in_birth_year"))
    pattern, boys = cohort_fertility(facts.fertility_pattern), facts.number("boys_at_birth")
    children, level, end = 1.0, 1.0, state
    # Births depend a little on deaths and the other way round, so two ratios are not enough.
    for _ in range(_ROUNDS):
        end, born, died = step(state, newcomers, leaving, np.minimum(chance * level, 1.0), pattern * children, boys)
        children, level = children * wanted_births / born, level * wanted_deaths / died
    return Opening(end, children, level)


def starting_state(facts: DemographyFacts, year: int) -> np.ndarray:
    """Population on 1 January by group and duration: that of the base year goes on from the last count.

    Raises:
        InputError: as `emigration.initial_state`.
    """
    if facts.opening is not None and year == facts.base_year:
        return facts.opening.state
    return initial_state(facts, year)


def level_of_mortality(facts: DemographyFacts, deaths: float) -> float:
    """Observed deaths over those of the table, from the first year of the level up to the base year.

    Args:
        facts: with counted populations.
        deaths: this ratio in the year before the base year, from `opening`.
    """
    last, first = facts.base_year - 1, int(facts.number("mortality_level_first_year"))
    mend = f"Kies een jaar tot en met {last} met sterfte en bevolking naar leeftijd."
    if first > last:
        raise _error(facts, "mortality_level_first_year", f"het jaar {first} kan niet.", mend)
    observed, expected = facts.observed["deaths"][last], facts.observed["deaths"][last] / deaths
    for year in range(first, last):
        if year not in facts.deaths or not {year, year + 1} <= set(facts.populations):
            problem = f"van {year} is de sterfte of de bevolking naar leeftijd niet bekend."
            raise _error(facts, "mortality_level_first_year", problem, mend)
        observed += float(facts.deaths[year].sum())
        expected += expected_deaths(facts, year)
    return observed / expected


def _error(facts: DemographyFacts, name: str, problem: str, mend: str) -> InputError:
    return InputError(problem, mend=mend, where=Where(f"feiten {facts.vintage}", 0, f"demography.{name}"))
