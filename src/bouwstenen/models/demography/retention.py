"""How many of those who came are still here, and the inflow that a difference in stock asks for.

Counts only the people who came themselves, not children born here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.models.demography.cohort import advance, age_on
from bouwstenen.models.demography.dimensions import AGES, DURATIONS, MOTIVES

if TYPE_CHECKING:
    from bouwstenen.levers import InputChange
    from bouwstenen.models.demography.inputs import DemographyFacts
    from bouwstenen.models.demography.projection import Projection


def still_here(facts: DemographyFacts, run: Projection, rates: np.ndarray, motive: str) -> np.ndarray:
    """Share of the arrivals of year t that still lives here at the end of year u: shape (T, T), zero for u < t.

    Args:
        facts: from `demography_facts`.
        run: gives mortality and the alignment of emigration.
        rates: from `emigration_rates`.
        motive: the group.
    """
    group = MOTIVES.index(motive)  # pyright: ignore[reportArgumentType]
    flows = len(run.births)
    out = np.zeros((flows, flows))
    childless, profile = np.zeros(AGES), facts.arrival_profile[group]
    here = np.zeros((flows, *profile.shape))
    for u in range(flows):
        # Row t holds the arrivals of year t; on 1 January of year u they are in duration class u - t - 1.
        duration = np.minimum(np.arange(u - 1, -1, -1), DURATIONS - 1)
        leaving = here[:u] * rates[group, duration][:, None, :] * run.alignment[u]
        here[:u] = advance(here[:u], -age_on(leaving), run.chance[u], childless, 0.5)[0]
        here[u] = advance(np.zeros_like(profile), profile, run.chance[u], childless, 0.5)[0]
        out[: u + 1, u] = here[: u + 1].sum(axis=(1, 2))
    return out


def inflow_for_stock(facts: DemographyFacts, change: InputChange, run: Projection, rates: np.ndarray) -> np.ndarray:
    """Change in yearly arrivals of EU workers that gives a difference in stock at the end of the year, shape (T,).

    The difference is built up by equal steps from the first year of the cabinet period to the first year of the
    lever, held until its last year (without one: to the end), and then left to fade.
    """
    years = run.paths.years
    here = still_here(facts, run, rates, "eu_labour")
    first = int(change.start - years[0])
    last = len(years) - 1 if change.until is None else min(int(change.until - years[0]), len(years) - 1)
    begin = min(max(int(facts.number("cabinet_first_year") - years[0]), 0), first)
    wanted = float(change.value)
    inflow = np.zeros(len(years))
    inflow[begin : first + 1] = wanted / here[begin : first + 1, first].sum()
    for year in range(first + 1, last + 1):
        inflow[year] = (wanted - inflow[:year] @ here[:year, year]) / here[year, year]
    return inflow
