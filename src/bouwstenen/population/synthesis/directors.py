"""Directors with a company of their own (dga): who they are and their wage; and dividends of owners of a company."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.population.schema import WOMAN
from bouwstenen.population.synthesis.draft import CHILD, Draft, alike, normal, pick

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TINY = 1e-9
"""Keeps a division possible."""


def choose_directors(draft: Draft, employees: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Who of the employees directs a company of his or her own: the published number, more often with skill.

    Args:
        draft: with skill.
        employees: who may be chosen; also who has work but is no student and has no benefit for the disabled.
    """
    random, figures = draft.random("directors"), draft.inputs.figures
    person = draft.person
    weight = draft.by_age("directors") * np.exp(figures["director_skill"] * person["aanleg"])
    weight *= np.where(person["geslacht"] == WOMAN, figures["director_women"], 1.0)
    weight *= employees & (person["rol"] < CHILD)
    part = draft.households / draft.inputs.households
    return pick(random, weight, part * draft.inputs.counts["directors"])


def director_wages(draft: Draft, directors: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Wage of directors for a year, EUR, log-normal with skill; zero for everybody else.

    Two in five have less than the customary wage of the law, as measured: many of them work part time.
    """
    random, figures = draft.random("director_wages"), draft.inputs.figures
    chosen = np.flatnonzero(directors)
    draws = alike(draft.person["aanleg"][chosen], normal(random, len(chosen)), figures["director_wage_skill"])
    # Skill of directors is not standard normal: keep the order of the draws and their published spread.
    draws = (draws - draws.mean()) / max(draws.std(), _TINY) if len(chosen) > 1 else draws
    wage = np.zeros(draft.persons)
    wage[chosen] = np.rint(figures["director_wage_median"] * np.exp(figures["director_wage_spread"] * draws))
    return wage


def make_interests(draft: Draft) -> None:
    """Income from a substantial interest: dividends of directors and of other owners; many have none in a year.

    Owners never ask for bijstand: the company is wealth, though it does not lie in box 3.
    """
    random, figures, person = draft.random("interests"), draft.inputs.figures, draft.person
    directors = person["directeur"]
    able = (person["rol"] < CHILD) & ~directors & ~person["minimum"] & ~person["student"]
    weight = able * draft.by_age("investors") * np.exp(figures["director_skill"] * person["aanleg"])
    part = draft.households / draft.inputs.households
    others = pick(random, weight, part * figures["interest_others"])
    mean = directors * figures["interest_mean_directors"] + others * figures["interest_mean_others"]
    owners = np.flatnonzero(mean)
    spread = figures["interest_spread"]
    draws = normal(random, len(owners))
    value = mean[owners] * figures["interest_2019_2026"] * np.exp(spread * draws - spread * spread / 2.0)
    pays = random.random(len(owners)) < figures["interest_payers"]
    income = np.zeros(draft.persons)
    income[owners] = np.rint(pays * value * figures["interest_return"] / figures["interest_payers"])
    person["inkomen_aanmerkelijk_belang"] = income
    owned = draft.sum_persons(directors | others) > 0
    draft.household["trekking_bijstand"] = np.where(owned, 0.0, draft.household["trekking_bijstand"])
