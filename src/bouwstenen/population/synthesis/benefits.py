"""Benefits and pensions of people who do not work, or not only: AOW, pension, WIA, WW, ZW, Anw, IOAW and bijstand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.population.schema import (
    ASSISTANCE,
    DISABLED,
    EMPLOYEE,
    LONE_PARENT,
    NONE,
    RETIRED,
    SELF_EMPLOYED,
    STUDENT,
    SURVIVOR,
    UNEMPLOYED,
    WOMAN,
)
from bouwstenen.population.synthesis.draft import (
    CHILD,
    DIGITS,
    PARTNER,
    Draft,
    alike,
    choose,
    log_normal,
    normal,
    pick,
)
from bouwstenen.population.synthesis.work import IVA, NO_SCHEME, WAO, WGA, minimum_wage

if TYPE_CHECKING:
    from numpy.typing import NDArray


def make_benefits(draft: Draft) -> None:
    """Status of everyone without work, with amounts of benefits and pensions (EUR a year)."""
    random, person = draft.random("benefits"), draft.person
    status = person["arbeidsstatus"].copy()
    retired = person["leeftijd_maanden"] >= draft.inputs.law["aow_leeftijd_maanden"]
    status[(status == NONE) & retired] = RETIRED
    status[(status == NONE) & person["student"]] = STUDENT
    status[(status == NONE) & (person["leeftijd"] < draft.inputs.law["volwassen_leeftijd"])] = STUDENT
    person["uitkering"], person["pensioen"] = np.zeros(draft.persons), np.zeros(draft.persons)
    _disability(draft, status, random)
    _unemployment_and_sickness(draft, status, random)
    _pensions(draft, status, retired, random)
    _survivors_and_older(draft, status, random)
    _students_without_grant(draft, status, random)
    person["arbeidsstatus"] = status
    _assistance(draft, random)
    person["uitkering"], person["pensioen"] = np.rint(person["uitkering"]), np.rint(person["pensioen"])


def _disability(draft: Draft, status: NDArray[np.int64], random: np.random.Generator) -> None:
    """WIA and WAO as an amount; Wajong is computed by the law."""
    figures, scheme = draft.inputs.figures, draft.person["regeling"]
    means = np.zeros(5)
    means[[WAO, IVA, WGA]] = figures["wao_mean"], figures["iva_mean"], figures["wga_mean"]
    spread = figures["benefit_spread"]
    draws = log_normal(normal(random, draft.persons), spread)
    works = status != NONE
    part = np.where(works, figures["disabled_working_benefit"], 1.0)
    draft.person["uitkering"] += means[scheme] * draws * part
    status[(scheme != NO_SCHEME) & ~works] = DISABLED


def _unemployment_and_sickness(draft: Draft, status: NDArray[np.int64], random: np.random.Generator) -> None:
    figures, counts = draft.inputs.figures, draft.inputs.counts
    part = draft.households / draft.inputs.households
    # After disability: whoever is left without work, by a profile that is zero for the young and the old.
    unemployed = pick(random, (status == NONE) * draft.by_age("unemployment_benefit"), part * counts["ww"])
    status[unemployed] = UNEMPLOYED
    sick = pick(random, (status == NONE) * draft.by_age("unemployment_benefit"), part * figures["zw_persons"])
    status[sick] = DISABLED
    spread = figures["benefit_spread"]
    draws = log_normal(alike(draft.person["aanleg"], normal(random, draft.persons), figures["benefit_skill"]), spread)
    draft.person["uitkering"] += (unemployed * figures["ww_mean"] + sick * figures["zw_mean"]) * draws


def _pensions(draft: Draft, status: NDArray[np.int64], retired: NDArray[np.bool_], random: np.random.Generator) -> None:
    """AOW accrual and supplementary pension; and early pensions of people who stopped working."""
    figures, size, woman = draft.inputs.figures, draft.persons, draft.person["geslacht"] == WOMAN
    partial = random.random(size) < draft.inputs.counts["aow_incomplete_share"] / 100.0
    accrual = np.round(figures["aow_incomplete_mean"] * 2.0 * random.random(size), 2)
    draft.person["aow_opbouw"] = np.where(partial, np.clip(accrual, 0.0, 1.0), 1.0)
    share = np.where(woman, figures["pension_women"], figures["pension_men"])
    median = np.where(woman, figures["pension_median_women"], figures["pension_median_men"])
    draws = alike(draft.person["aanleg"], normal(random, size), figures["pension_skill"])
    amount = median * np.exp(figures["pension_spread"] * draws) * draft.person["aow_opbouw"]
    has = retired & (random.random(size) < share)
    early = (status == NONE) & choose(
        random, draft.person["aanleg"] + normal(random, size), draft.group * 10 + status, draft.by_age("early_pension")
    )
    status[early] = RETIRED
    spread = figures["benefit_spread"]
    early_amount = figures["early_pension_median"] * np.exp(spread * normal(random, size))
    draft.person["pensioen"] += np.where(has, amount, 0.0) + np.where(early, early_amount, 0.0)


def _survivors_and_older(draft: Draft, status: NDArray[np.int64], random: np.random.Generator) -> None:
    figures, counts, person = draft.inputs.figures, draft.inputs.counts, draft.person
    part = draft.households / draft.inputs.households
    below = person["leeftijd_maanden"] < draft.inputs.law["aow_leeftijd_maanden"]
    single = ~draft.has_partner & ~person["is_kind"] & below
    woman = np.where(person["geslacht"] == WOMAN, figures["survivor_women"], 1.0)
    widowed = pick(
        random,
        woman
        * np.where(status == NONE, figures["survivor_idle"], 1.0)
        * (single & (person["leeftijd"] >= figures["survivor_age"]) & (status <= EMPLOYEE)),
        part * counts["anw"],
    )
    status[widowed & (status == NONE)] = SURVIVOR
    older = (status == NONE) & below & (person["leeftijd"] >= figures["older_unemployed_age"]) & ~person["is_kind"]
    chosen = pick(random, older.astype(np.float64), part * counts["ioaw"])
    status[chosen] = UNEMPLOYED
    person |= {"nabestaande": widowed, "ioaw_gerechtigd": chosen}


def _students_without_grant(draft: Draft, status: NDArray[np.int64], random: np.random.Generator) -> None:
    """Young people who study without a grant (from abroad, or longer than the grant lasts) and do not work.

    The law does not know them as students (`student` is about the grant); they never ask for bijstand.
    """
    figures, person = draft.inputs.figures, draft.person
    young = (status == NONE) & (person["leeftijd"] < figures["study_without_grant_age"])
    status[young & (random.random(draft.persons) < figures["study_without_grant"])] = STUDENT


def _assistance(draft: Draft, random: np.random.Generator) -> None:
    """Families on the social minimum: enough to match the published number after those who do not ask for bijstand.

    Whoever does not ask (a draw below the published share) stays without benefit. A draw of the household is kept as
    `trekking_bijstand`, so that another rate moves the same households.
    """
    figures, counts, person = draft.inputs.figures, draft.inputs.counts, draft.person
    draw = np.round(random.random(draft.households), DIGITS)
    draft.household["trekking_bijstand"] = draw
    status = person["arbeidsstatus"]
    idle = status == NONE
    partner_idle = np.where(draft.has_partner, idle[draft.partner], True)
    member = idle & partner_idle & ((person["rol"] != CHILD) | (person["leeftijd"] >= figures["bijstand_child_age"]))
    first = member & ~(draft.has_partner & (person["rol"] == PARTNER))
    kind = draft.household["huishoudtype"][draft.household_of]
    weight = np.where(draft.has_partner, figures["bijstand_couples"], 1.0)
    weight *= np.where(kind == LONE_PARENT, figures["bijstand_lone_parents"], 1.0)
    weight *= np.where(person["rol"] == CHILD, figures["bijstand_child_home"], 1.0)
    weight *= draft.by_age("bijstand") * np.exp(figures["bijstand_skill"] * person["aanleg"])
    asks = counts["non_take_up_bijstand"] / 100.0
    number = counts["bijstand"] / (1.0 - asks) * draft.households / draft.inputs.households
    chosen = pick(random, weight * first, number)
    poor = chosen | (draft.has_partner & chosen[draft.partner])
    receives = poor & (draw >= asks)[draft.household_of]
    status[receives] = ASSISTANCE
    unable = receives & (random.random(draft.persons) < figures["bijstand_without_capacity"])
    person["arbeidsvermogen"] = person["arbeidsvermogen"] & ~unable
    person["arbeidsongeschikt_na_jeugd"] = person["arbeidsongeschikt_na_jeugd"] | unable
    in_pool = draft.sum_persons(poor) > 0
    profits = draft.sum_persons(status == SELF_EMPLOYED) > 0
    studies = (status[draft.starts] == STUDENT) & ~person["student"][draft.starts]
    pensioners = status[draft.starts] == RETIRED
    others = np.where(profits | studies, 0.0, np.where(pensioners, 1.0, figures["bijstand_others"]))
    draft.household["trekking_bijstand"] = np.round(np.where(in_pool, draw, draw * others), DIGITS)
    person |= {
        "minimum": poor,
        "volgt_traject": receives & ~unable & (random.random(draft.persons) < figures["retraining"]),
    }
    _small_jobs(draft, receives & ~unable, random)


def _small_jobs(draft: Draft, receives: NDArray[np.bool_], random: np.random.Generator) -> None:
    """Some who receive bijstand have a small job."""
    figures = draft.inputs.figures
    works = receives & (random.random(draft.persons) < figures["bijstand_who_work"])
    hours = np.where(works, figures["bijstand_work_hours"], draft.person["uren_per_week"])
    wage = np.rint(minimum_wage(draft) * hours * figures["weeks_per_year"])
    draft.person["loon"] = np.where(works, wage, draft.person["loon"])
    draft.person["uren_per_week"] = hours
