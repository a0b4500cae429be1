"""Homes and wealth: tenure, rent, value and mortgage; savings, investments and debts. By income, age and household."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from bouwstenen.law.inputs import WONING_SOORT
from bouwstenen.population.constants import MONTHS
from bouwstenen.population.schema import COUPLE, COUPLE_WITH, OWNED, PRIVATE, SOCIAL
from bouwstenen.population.synthesis.draft import CHILD, Draft, log_normal, normal, spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

NO_HOME = 0
"""Kind of home of who rents a room: no home of its own, so no huurtoeslag."""
_RANK_YEARS = 10


def household_income(draft: Draft) -> None:
    """A rough gross income of every household, EUR a year, and its rank among heads of about the same age.

    Only for who owns what: the law computes incomes. Adds `inkomen`, `inkomen_ouders` (head and partner) and `rang`,
    standard normal.
    """
    law, person = draft.inputs.law, draft.person
    retired = person["leeftijd_maanden"] >= law["aow_leeftijd_maanden"]
    month = np.where(draft.has_partner, law["aow_samenwonend_per_maand"], law["aow_alleenstaand_per_maand"])
    income = person["loon"] + person["winst"] + person["uitkering"] + person["pensioen"]
    income = income + retired * MONTHS * month * person["aow_opbouw"]
    income = income + person["inkomen_aanmerkelijk_belang"]
    income += person["minimum"] * MONTHS * law["bijstandsnorm_alleenstaande"]
    adults = np.maximum(income, 0.0)
    main = adults * (person["rol"] < CHILD)
    draft.household["inkomen"] = draft.sum_persons(adults)
    draft.household["inkomen_ouders"] = draft.sum_persons(main)
    age = person["leeftijd"][draft.starts]
    # Ranks within ten years of age, so that a pensioner is compared with pensioners.
    group = age // _RANK_YEARS
    order = np.lexsort((draft.household["inkomen_ouders"], group))
    size = np.bincount(group)
    first = np.cumsum(size) - size
    place = np.empty(draft.households)
    place[order] = (np.arange(draft.households) - first[group[order]] + 0.5) / size[group[order]]
    draft.household["rang"] = ndtri(place)


def make_homes(draft: Draft) -> None:
    """Tenure by age, income and partner; then rent, or value and mortgage interest."""
    random, figures, household = draft.random("homes"), draft.inputs.figures, draft.household
    age = draft.person["leeftijd"][draft.starts]
    couple = np.isin(household["huishoudtype"], (COUPLE, COUPLE_WITH))
    minimum = draft.sum_persons(draft.person["minimum"] & (draft.person["rol"] < CHILD)) > 0
    rank = household["rang"]
    effect = figures["owner_income"] * rank + figures["owner_couple"] * (couple - couple.mean())
    effect = effect + figures["owner_minimum"] * minimum
    variance = 1.0 + effect.var()
    threshold = ndtri(draft.inputs.profiles["owners"][age]) * np.sqrt(variance)
    owner = effect + normal(random, draft.households) > -threshold
    student = draft.person["student"][draft.starts]
    owner &= ~student
    free = figures["social_income"] * rank + normal(random, draft.households)
    renters = ~owner
    limit = np.quantile(free[renters], figures["social_share"])
    tenure = np.where(owner, OWNED, np.where(free > limit, PRIVATE, SOCIAL))
    alone = household["personen"] == 1
    chance = np.where(student, figures["rooms_students"], figures["rooms_young"])
    room = renters & alone & (random.random(draft.households) < chance)
    tenure = np.where(room, PRIVATE, tenure)
    household |= {
        "kamer": room,
        "eigendom": tenure.astype(np.int32),
        "woning_soort": np.where(owner, WONING_SOORT["koop"], np.where(room, NO_HOME, WONING_SOORT["huur"])).astype(
            np.int32
        ),
    }
    _rents(draft, tenure, random)
    _owned_homes(draft, owner, age, random)


def make_wealth(draft: Draft) -> None:
    """Savings, investments and other debts of households, shared between head and partner."""
    random, figures, household = draft.random("wealth"), draft.inputs.figures, draft.household
    size, starts = draft.households, draft.starts
    age, rank = draft.person["leeftijd"][starts], household["rang"]
    couple = draft.has_partner[starts]
    owner = household["eigendom"] == OWNED
    own = normal(random, size)
    log = np.log(draft.inputs.profiles["savings"][age]) + figures["savings_income"] * rank
    log += figures["savings_owner"] * (owner - owner.mean()) + np.where(couple, 0.0, np.log(figures["savings_single"]))
    directs = draft.sum_persons(draft.person["directeur"]) > 0
    log += np.where(directs, np.log(figures["director_savings"]), 0.0)
    savings = np.exp(log + figures["savings_spread"] * own)
    minimum = draft.sum_persons(draft.person["minimum"]) > 0
    savings = np.where(minimum, figures["bijstand_savings"] * random.exponential(size=size), savings)
    mix = figures["investments_savings"]
    draws = mix * own + np.sqrt(1.0 - mix * mix) * normal(random, size)
    invests = spread(random, size) < draft.inputs.profiles["investors"][age] * np.exp(figures["investors_rank"] * rank)
    amount = figures["investments_median"] * np.exp(figures["investments_spread"] * draws)
    amount = amount * np.where(directs, figures["director_savings"], 1.0)
    investments = np.where(invests & ~minimum, amount, 0.0)
    owes = random.random(size) < draft.inputs.profiles["debtors"][age]
    debts = np.where(owes, figures["debts_median"] * np.exp(figures["debts_spread"] * normal(random, size)), 0.0)
    part = _shares(draft, random)
    for name, values in (("spaargeld", savings), ("beleggingen", investments), ("schulden", debts)):
        draft.person[name] = np.rint(part * values[draft.household_of])


def _rents(draft: Draft, tenure: NDArray[np.int64], random: np.random.Generator) -> None:
    """Basic rent by month, log-normal, higher for larger households and incomes."""
    figures, household = draft.inputs.figures, draft.household
    spread_of_log = np.where(tenure == SOCIAL, figures["social_rent_spread"], figures["private_rent_spread"])
    mean = np.where(tenure == SOCIAL, figures["social_rent_mean"], figures["private_rent_mean"])
    effect = figures["rent_persons"] * (household["personen"] - 1) + figures["rent_income"] * household["rang"]
    renters = tenure != OWNED
    effect = effect - effect[renters].mean()
    rent = np.round(mean * np.exp(effect) * log_normal(normal(random, draft.households), spread_of_log), 2)
    rent = np.where(household["kamer"], np.round(figures["room_rent"] * rent, 2), rent)
    household["kale_huur_per_maand"] = np.where(renters, rent, 0.0)


def _owned_homes(draft: Draft, owner: NDArray[np.bool_], age: NDArray[np.int64], random: np.random.Generator) -> None:
    """Value and mortgage interest; of a couple, the partner with the higher wage or pension has all of it."""
    figures, size = draft.inputs.figures, draft.households
    mix = figures["woz_income"]
    draws = mix * draft.household["rang"] + np.sqrt(1.0 - mix * mix) * normal(random, size)
    value = figures["woz_mean"] * log_normal(draws, figures["woz_spread"])
    value = value * np.where(draft.sum_persons(draft.person["directeur"]) > 0, figures["director_home"], 1.0)
    value = 1000.0 * np.rint(value / 1000.0)
    borrows = owner & (random.random(size) < draft.inputs.profiles["mortgage"][age])
    loan = (
        draft.inputs.profiles["loan_to_value"][age]
        * value
        * log_normal(normal(random, size), figures["mortgage_spread"])
    )
    loan = np.where(borrows, np.minimum(loan, value), 0.0)
    rate = figures["mortgage_rate"] * log_normal(normal(random, size), figures["mortgage_rate_spread"])
    rows = draft.starts
    second = draft.partner[rows]
    earns = draft.person["loon"] + draft.person["winst"] + draft.person["uitkering"] + draft.person["pensioen"]
    rows = np.where((second >= 0) & (earns[second] > earns[rows]), second, rows)
    worth, interest = np.zeros(draft.persons), np.zeros(draft.persons)
    worth[rows] = np.where(owner, value, 0.0)
    interest[rows] = np.rint(loan * rate)
    draft.person |= {"woz_waarde": worth, "hypotheekrente": interest}
    draft.household["hypotheek"] = np.rint(loan)


def _shares(draft: Draft, random: np.random.Generator) -> NDArray[np.float64]:
    """Part of the wealth of the household that each person has: head and partner about half each."""
    half = np.clip(random.normal(0.5, draft.inputs.figures["wealth_share_spread"], draft.households), 0.0, 1.0)
    rows, second = draft.starts, draft.partner[draft.starts]
    part = np.zeros(draft.persons)
    part[rows] = np.where(second >= 0, half, 1.0)
    part[second[second >= 0]] = 1.0 - half[second >= 0]
    return part
