"""Who works, how many hours and for what wage or profit; and who cannot work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.population.constants import AGES
from bouwstenen.population.schema import ALONE, EMPLOYEE, LONE_PARENT, MAN, NONE, SELF_EMPLOYED, WOMAN
from bouwstenen.population.synthesis.directors import choose_directors, director_wages
from bouwstenen.population.synthesis.draft import CHILD, HEAD, RESIDENT, Draft, alike, choose, heavy_tail, normal

if TYPE_CHECKING:
    from numpy.typing import NDArray

YOUTH_WAGE = "minimumjeugdloon_"
"""Names of the shares of the minimum wage of young people; the age follows."""
NO_SCHEME, WAJONG, WAO, IVA, WGA = range(5)
"""Schemes for people who cannot work, or not fully."""


def make_skill(draft: Draft) -> None:
    """A latent skill for wages, alike between partners and between parents and children.

    Standard normal for all but the parent of a lone-parent family, who has somewhat less on average.
    """
    random, figures = draft.random("skill"), draft.inputs.figures
    own = normal(random, draft.persons)
    partner = np.flatnonzero((draft.person["rol"] != HEAD) & draft.has_partner)
    own[partner] = alike(own[draft.partner[partner]], own[partner], figures["partner_skill_correlation"])
    child = np.flatnonzero(draft.person["rol"] == CHILD)
    head = draft.starts[draft.household_of[child]]
    own[child] = alike(own[head], own[child], figures["child_skill_correlation"])
    own[draft.starts[draft.household["huishoudtype"] == LONE_PARENT]] += figures["lone_parent_skill"]
    draft.person["aanleg"] = own


def make_work(draft: Draft) -> None:
    """Disability, work, hours, wage and profit. Fills `arbeidsstatus` for people with work; others follow later."""
    random = draft.random("work")
    scheme, may_work = _disability(draft, random)
    works = _works(draft, scheme, may_work, random)
    self_employed = _self_employed(draft, works, scheme, random)
    hours = _hours(draft, works, self_employed, scheme, random)
    directors = choose_directors(draft, works & ~self_employed & ~draft.person["student"] & (scheme == NO_SCHEME))
    status = np.where(works, np.where(self_employed, SELF_EMPLOYED, EMPLOYEE), NONE)
    flexible = (
        works
        & ~self_employed
        & choose(random, _flexible_score(draft, hours, random), draft.group, draft.by_age("flexible"))
        & ~directors
    )
    draft.person |= {"arbeidsstatus": status, "uren_per_week": hours, "flexibel": flexible, "regeling": scheme}
    draft.person["directeur"] = directors
    _wages(draft, works & ~self_employed, hours, random)
    draft.person["loon"] = np.where(directors, director_wages(draft, directors), draft.person["loon"])
    _profits(draft, self_employed, hours, random)
    draft.person |= {
        "vast_contract": ~flexible,
        "kleine_werkgever": random.random(draft.persons) < draft.inputs.figures["small_employers"],
    }


def _disability(draft: Draft, random: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Scheme of people who cannot fully work, and who of them does work."""
    figures, age = draft.inputs.figures, draft.person["leeftijd"]
    able_age = (draft.person["leeftijd_maanden"] < draft.inputs.law["aow_leeftijd_maanden"]) & (
        age >= draft.inputs.law["volwassen_leeftijd"]
    )
    score = figures["skill_disability"] * draft.person["aanleg"] + normal(random, draft.persons)
    blocked = ~able_age | draft.person["student"]
    score[blocked] = -np.inf
    wajong = choose(random, score, draft.group, draft.by_age("wajong")) & ~blocked
    score[wajong] = -np.inf
    disabled = choose(random, score, draft.group, draft.by_age("disabled")) & ~blocked & ~wajong
    old = random.random(draft.persons) < draft.by_age("old_scheme")
    full = random.random(draft.persons) < figures["iva_share"]
    scheme = np.where(wajong, WAJONG, np.where(disabled, np.where(old, WAO, np.where(full, IVA, WGA)), NO_SCHEME))
    able = wajong & (random.random(draft.persons) < figures["wajong_with_capacity"])
    chance = np.array([0.0, 0.0, figures["disabled_who_work_old"], 0.0, figures["disabled_who_work_wga"]])[scheme]
    chance[able] = figures["wajong_with_capacity_who_work"]
    durable = (wajong & ~able) | (scheme == IVA)
    draft.person |= {
        "wajong_met_arbeidsvermogen": able,
        "arbeidsvermogen": ~durable,
        "arbeidsongeschikt_na_jeugd": scheme == IVA,
    }
    return scheme, random.random(draft.persons) < chance


def _works(
    draft: Draft, scheme: NDArray[np.int64], may_work: NDArray[np.bool_], random: np.random.Generator
) -> NDArray[np.bool_]:
    """Who works: by age and sex the published share, more often with skill and with a working partner."""
    figures, role = draft.inputs.figures, draft.person["rol"]
    kind = draft.household["huishoudtype"][draft.household_of]
    noise = normal(random, draft.persons)
    second = np.flatnonzero((role != HEAD) & draft.has_partner)
    noise[second] = alike(noise[draft.partner[second]], noise[second], figures["partner_work_correlation"])
    score = figures["skill_work"] * draft.person["aanleg"] + noise
    score += figures["lone_parent_work"] * ((kind == LONE_PARENT) & (role == HEAD))
    score += figures["alone_work"] * ((kind == ALONE) | (role == RESIDENT))
    score += figures["student_work"] * draft.person["student"]
    score[scheme != NO_SCHEME] = np.where(may_work, np.inf, -np.inf)[scheme != NO_SCHEME]
    men, women = draft.by_age("employed_men"), draft.by_age("employed_women")
    share = np.where(draft.person["geslacht"] == MAN, men, women)
    return choose(random, score, draft.group, share)


def _self_employed(
    draft: Draft, works: NDArray[np.bool_], scheme: NDArray[np.int64], random: np.random.Generator
) -> NDArray[np.bool_]:
    share = draft.by_age("self_employed")
    chance = share * np.where(draft.person["geslacht"] == WOMAN, draft.inputs.figures["self_employed_women"], 1.0)
    level = draft.inputs.figures["self_employed_level"]
    able = works & ~draft.person["student"] & (scheme == NO_SCHEME)
    return able & (random.random(draft.persons) < level * chance)


def _hours(
    draft: Draft,
    works: NDArray[np.bool_],
    self_employed: NDArray[np.bool_],
    scheme: NDArray[np.int64],
    random: np.random.Generator,
) -> NDArray[np.float64]:
    """Paid hours a week: full time or part time by age and sex; mothers of young children less often full time."""
    figures, size = draft.inputs.figures, draft.persons
    woman = draft.person["geslacht"] == WOMAN
    child = draft.person["is_kind"] & (draft.person["leeftijd"] < figures["young_child_age"])
    young = draft.sum_persons(child)[draft.household_of] > 0
    parent = young & (draft.person["rol"] < CHILD)
    score = figures["skill_full_time"] * draft.person["aanleg"] + normal(random, size)
    score += figures["mother_full_time"] * (parent & woman)
    kind = draft.household["huishoudtype"][draft.household_of]
    single = ~draft.has_partner & (draft.person["rol"] != CHILD) & (kind != LONE_PARENT)
    score += figures["single_full_time"] * single
    learns = draft.person["student"] | (draft.person["leeftijd"] < draft.inputs.law["volwassen_leeftijd"])
    score[learns | ~works] = -np.inf
    workers = np.bincount(draft.group, weights=works)[draft.group] / np.bincount(draft.group)[draft.group]
    full = choose(
        random,
        score,
        draft.group,
        workers * np.where(woman, draft.by_age("full_time_women"), draft.by_age("full_time_men")),
    )
    mean = np.where(
        learns, figures["student_hours"], draft.by_age("part_time_hours") + figures["single_hours"] * single
    )
    low, high = figures["part_time_least"], figures["part_time_limit"]
    part = np.clip(np.rint(mean + figures["hours_spread"] * normal(random, size)), low, high)
    long = random.random(size) < figures["full_time_40"]
    hours = np.where(full & ~learns, np.where(long, figures["full_time_hours"], figures["full_time_short"]), part)
    own = figures["self_employed_extra_hours"] * np.where(woman, figures["self_employed_hours_women"], 1.0)
    hours = np.where(self_employed, np.rint(hours * own), hours)
    hours = np.where(scheme == WAJONG, np.minimum(hours, figures["wajong_hours"]), hours)
    return np.where(works, hours, 0.0)


def _flexible_score(draft: Draft, hours: NDArray[np.float64], random: np.random.Generator) -> NDArray[np.float64]:
    """Flexible contracts go with few hours and little skill."""
    figures = draft.inputs.figures
    few = figures["flexible_few_hours"] * (hours < figures["few_hours"])
    return normal(random, draft.persons) + figures["flexible_skill"] * draft.person["aanleg"] + few


def minimum_wage(draft: Draft) -> NDArray[np.float64]:
    """Minimum wage per hour with holiday allowance, by age, EUR."""
    law = draft.inputs.law
    shares = np.ones(AGES)
    for name, share in law.items():
        if name.startswith(YOUTH_WAGE):
            shares[int(name.removeprefix(YOUTH_WAGE))] = share
    adult = law["minimumuurloon"] * (1.0 + law["minimumvakantiebijslag"])
    return adult * shares[draft.person["leeftijd"]]


def _wages(draft: Draft, employed: NDArray[np.bool_], hours: NDArray[np.float64], random: np.random.Generator) -> None:
    """Taxed wage for a year: hours times an hourly wage by age and sex, not below the minimum wage.

    The hourly wage is log-normal with a Pareto tail (`heavy_tail`).
    """
    figures, woman = draft.inputs.figures, draft.person["geslacht"] == WOMAN
    mean = figures["hourly_wage_level"] * draft.by_age("hourly_wage")
    mean *= np.where(woman, draft.by_age("hourly_wage_women"), 1.0)
    share = figures["wage_skill_share"]
    draws = np.sqrt(share) * draft.person["aanleg"] + np.sqrt(1.0 - share) * normal(random, draft.persons)
    exponent, reference = figures["wage_tail_exponent"], figures["wage_tail_spread"]
    hourly = mean * heavy_tail(draws, draft.by_age("wage_spread"), exponent, reference)
    lowest = minimum_wage(draft) * (1.0 + figures["minimum_wage_room"] * random.random(draft.persons))
    hourly = np.where(draft.person["regeling"] == WAJONG, lowest, hourly)
    wage = np.rint(np.maximum(hourly, lowest) * hours * figures["weeks_per_year"])
    draft.person["loon"] = np.where(employed, wage, 0.0)


def _profits(
    draft: Draft, self_employed: NDArray[np.bool_], hours: NDArray[np.float64], random: np.random.Generator
) -> None:
    """Profit for a year: log-normal with skill and hours, and a share with a loss."""
    figures, size = draft.inputs.figures, draft.persons
    rank = figures["profit_skill"]
    draws = alike(draft.person["aanleg"], normal(random, size), rank)
    scale = hours / figures["full_time_hours"]
    profit = figures["profit_median"] * np.exp(figures["profit_spread"] * draws) * scale
    loss = random.random(size) < figures["profit_loss_share"]
    profit = np.where(loss, -figures["profit_loss_mean"] * random.exponential(size=size), profit)
    enough = random.random(size) < figures["profit_hours_criterion"] * np.minimum(1.0, scale)
    draft.person |= {
        "winst": np.where(self_employed, np.rint(profit), 0.0),
        "urencriterium": self_employed & enough,
        "starter": self_employed & enough & (random.random(size) < figures["starters"]),
    }
