"""Who is here from which group and since when, and how readily they leave.

Registers give no population by motive and years since arrival, so the start is built up: the arrivals of the ten years
before, each year aged and thinned by the departure rates. Everyone else counts as resident.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where
from bouwstenen.models.demography.dimensions import (
    AGES,
    DURATIONS,
    MIGRANTS,
    MOTIVES,
    RESIDENTS,
    SEXES,
)

if TYPE_CHECKING:
    from bouwstenen.models.demography.inputs import DemographyFacts

_BAND = 10


def arrivals_of(facts: DemographyFacts, years: np.ndarray) -> np.ndarray:
    """Arrivals by motive in each of `years`, shape (year, motive); a straight line between known years.

    Raises:
        InputError: a year before the first known one.
    """
    out = np.empty((len(years), len(MOTIVES)))
    for k, motive in enumerate(MOTIVES):
        known = facts.immigration[motive]
        if years[0] < min(known):
            problem = f"het jaar {years[0]} ligt voor het eerste jaar van deze reeks."
            where = Where(f"feiten {facts.vintage}", 0, f"demography.immigration_{motive}")
            raise InputError(problem, mend=f"Begin in {min(known)} of later.", where=where)
        out[:, k] = np.interp(years, list(known), list(known.values()))
    return out


def initial_state(facts: DemographyFacts, year: int) -> np.ndarray:
    """Population on 1 January by group and duration: shape (group, duration, sex, age).

    Raises:
        InputError: no population for this year, or more recent migrants than people of some age.
    """
    population = facts.populations[year]
    state = np.zeros((len(MOTIVES), DURATIONS, len(SEXES), AGES))
    past = arrivals_of(facts, np.arange(year - DURATIONS + 1, year))[:, : len(MIGRANTS)]
    for duration in range(DURATIONS - 1):
        here = past[-1 - duration][:, None, None] * facts.arrival_profile[: len(MIGRANTS)]
        for passed in range(duration):
            here = np.roll(here, 1, axis=-1) * (1 - facts.departure[:, passed])[:, None, None]
            here[..., 0] = 0.0
        state[: len(MIGRANTS), duration] = here
    residents = population - state.sum(axis=(0, 1))
    if (residents < 0).any():
        age = int(np.argwhere(residents < 0)[0][1])
        raise InputError(
            f"er zijn op leeftijd {age} meer immigranten van de laatste tien jaar dan inwoners in {year}.",
            mend="Verlaag de immigratie of verhoog de vertrekkansen.",
            where=Where(f"feiten {facts.vintage}", 0, "demography.immigration_*"),
        )
    state[RESIDENTS, -1] = residents
    return state


def emigration_rates(facts: DemographyFacts, state: np.ndarray) -> np.ndarray:
    """Yearly probability to leave by group, duration and age on 1 January: shape (group, duration, age).

    Two published figures set them. The level for residents makes total emigration of the last observed year the
    observed one. A factor per band of ten years, the same for all groups, then gives the emigrants of `state` the
    published age distribution without changing their number. That distribution hardly moves between years, so a run
    that starts earlier uses it too.

    Args:
        facts: from `demography_facts`.
        state: population on the first 1 January of the run, from `initial_state`.
    """
    rates = np.zeros((len(MOTIVES), DURATIONS, AGES))
    rates[: len(MIGRANTS)] = facts.departure[:, :, None]
    rates[RESIDENTS] = facts.resident_departure * _resident_level(facts, rates)
    leaving = (state.sum(axis=2) * rates).sum(axis=(0, 1))
    band = np.minimum((np.arange(AGES) + 1) // _BAND, len(facts.emigrant_shares) - 1)
    modelled = np.bincount(band, weights=leaving)
    return np.minimum(rates * (facts.emigrant_shares * modelled.sum() / modelled)[band], 1.0)


def _resident_level(facts: DemographyFacts, rates: np.ndarray) -> float:
    """What the schedule of residents is multiplied by, so that emigration of the year of that figure is observed."""
    state = initial_state(facts, facts.year_of("emigration")).sum(axis=2)
    migrants = float((state * rates).sum())
    level = (facts.number("emigration") - migrants) / float((state[RESIDENTS] * facts.resident_departure).sum())
    if level <= 0:
        raise InputError(
            "immigranten vertrekken al vaker dan de waargenomen emigratie.",
            mend="Verlaag de delen die zijn vertrokken of verhoog de emigratie.",
            where=Where(f"feiten {facts.vintage}", 0, "demography.emigration"),
        )
    return level
