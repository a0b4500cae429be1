"""Looking back: the model from an old population with what then happened as input.

Observed: total fertility rates, deaths by age and sex, and the total of net migration each year. The model's own:
which ages and groups migrants have, the age pattern of fertility and the bookkeeping. It tests those, not foresight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where
from bouwstenen.models.demography.cohort import age_on, cohort_fertility
from bouwstenen.models.demography.emigration import arrivals_of, emigration_rates, initial_state
from bouwstenen.models.demography.mortality import death_probabilities
from bouwstenen.models.demography.projection import step
from bouwstenen.models.demography.schedules import deaths_by_cohort, spread_open_group

if TYPE_CHECKING:
    from bouwstenen.models.demography.inputs import DemographyFacts

BANDS = (0, 10, 20, 30, 40, 50, 60, 70, 80)
"""First ages of the bands of ten years; the last one is open."""


@dataclass(frozen=True, eq=False)
class Hindcast:
    """Population on 1 January of `last` by sex and age, modelled and observed, from that of `first`.

    births: modelled, per year. alignment: what emigration was multiplied by to give observed net migration.
    """

    first: int
    last: int
    modelled: np.ndarray
    observed: np.ndarray
    births: np.ndarray
    alignment: np.ndarray

    @property
    def total_error(self) -> float:
        """Modelled over observed inhabitants, less one, in per cent."""
        return float(100 * (self.modelled.sum() / self.observed.sum() - 1))

    @property
    def band_errors(self) -> np.ndarray:
        """The same by band of ten years, as in BANDS."""
        model, real = (np.add.reduceat(p.sum(axis=0), BANDS) for p in (self.modelled, self.observed))
        return 100 * (model / real - 1)


def hindcast(facts: DemographyFacts, first: int, last: int) -> Hindcast:
    """Run from `first` to `last`.

    Raises:
        InputError: no population at either end, or a year without observed deaths, fertility or migration.
    """
    years = np.arange(first, last)
    _check(facts, first, last)
    state = initial_state(facts, first)
    rates = emigration_rates(facts, state)
    arrivals = arrivals_of(facts, years)
    table = np.exp(facts.log_mortality[0])
    infant = death_probabilities(facts.mortality_years, facts.log_mortality, facts.mortality_years[:1])[0][:, 0]
    births, factors = np.zeros(len(years)), np.zeros(len(years))
    share, boys = facts.number("infant_deaths_in_birth_year"), facts.number("boys_at_birth")
    for t, year in enumerate(years.tolist()):
        leaving = state * rates[:, :, None, :]
        factors[t] = (arrivals[t].sum() - facts.history["net_migration"][year]) / leaving.sum()
        leaving *= factors[t]
        newcomers = facts.arrival_profile * arrivals[t][:, None, None]
        moved = newcomers.sum(axis=0) - age_on(leaving.sum(axis=(0, 1)))
        exposed = age_on(state.sum(axis=(0, 1))) + moved / 2
        died = deaths_by_cohort(spread_open_group(facts.deaths[year], table), share)
        chance = np.divide(died, exposed, out=np.zeros_like(died), where=exposed > 0)
        # Births are not known before the step, so newborns get the table's chance instead of observed deaths.
        chance[:, 0] = share * infant
        fertility = cohort_fertility(facts.fertility_pattern * facts.history["fertility_rate"][year])
        state, births[t], _ = step(state, newcomers, leaving, np.minimum(chance, 1.0), fertility, boys)
    return Hindcast(first, last, state.sum(axis=(0, 1)), facts.populations[last], births, factors)


def _check(facts: DemographyFacts, first: int, last: int) -> None:
    for year in (first, last):
        if year not in facts.populations:
            known = ", ".join(map(str, sorted(facts.populations)))
            raise InputError(f"er is geen bevolking van 1 januari {year}.", mend=f"Kies uit: {known}.")
    for year in range(first, last):
        for name, known in (("deaths", facts.deaths), *facts.history.items()):
            if year not in known:
                problem = f"het jaar {year} ontbreekt in de waarnemingen."
                raise InputError(problem, mend="Kies andere jaren.", where=Where("", 0, f"demography.{name}"))
