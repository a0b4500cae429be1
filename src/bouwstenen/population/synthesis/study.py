"""Who studies, at which level, and where students live."""

from __future__ import annotations

import numpy as np

from bouwstenen.law.inputs import ONDERWIJS
from bouwstenen.population.synthesis.draft import CHILD, Draft, choose


def make_students(draft: Draft) -> None:
    """Mark students in higher and vocational education by age and place in the household; adults only."""
    random, inputs = draft.random("study"), draft.inputs
    role, figures = draft.person["rol"], inputs.figures
    adult = draft.person["leeftijd"] >= inputs.law["volwassen_leeftijd"]
    home = role == CHILD
    alone = draft.household["personen"][draft.household_of] == 1
    higher_chance = np.where(home, 1.0, np.where(alone, figures["student_alone"], figures["student_other"]))
    skill = draft.person["aanleg"]
    noise = random.gumbel(size=draft.persons)
    score = np.log(higher_chance) + noise + skill
    higher = choose(random, score, draft.group, draft.by_age("higher_education"))
    score = np.where(higher, -np.inf, np.log(np.where(home, 1.0, figures["vocational_alone"])) + noise - skill)
    share = np.minimum(draft.by_age("vocational"), 1.0 - draft.by_age("higher_education"))
    vocational = choose(random, score, draft.group, share) & ~higher
    university = random.random(draft.persons) < draft.by_age("university")
    level = np.where(higher, np.where(university, ONDERWIJS["wo"], ONDERWIJS["hbo"]), 0)
    student = (higher | vocational) & adult
    draft.person |= {
        "student": student,
        "onderwijs": np.where(student, np.where(vocational, ONDERWIJS["mbo"], level), 0).astype(np.int32),
        "uitwonend": student & ~home,
    }


def make_parental_income(draft: Draft) -> None:
    """Income of the parents of students who live away: that of a random couple or parent in the chunk with a child.

    The parents live at another address; nothing ties them to a household of this chunk.
    """
    random, inputs = draft.random("parents"), draft.inputs
    away = np.flatnonzero(draft.person["uitwonend"])
    together = random.random(len(away)) < inputs.figures["parents_together"]
    student_age = draft.person["leeftijd"] < draft.inputs.law["studiefinanciering_leeftijd_maximum"]
    grown = draft.person["is_kind"] & student_age & (draft.person["leeftijd"] >= inputs.law["volwassen_leeftijd"])
    parents = np.unique(draft.household_of[grown])
    pairs = draft.has_partner[draft.starts[parents]]
    income = draft.household["inkomen_ouders"]
    result = np.zeros(draft.persons)
    for pool, chosen in ((parents[pairs], together), (parents[~pairs], ~together)):
        if len(pool):
            result[away[chosen]] = income[random.choice(pool, int(chosen.sum()))]
    known = np.zeros(draft.persons, dtype=np.bool_)
    known[away] = random.random(len(away)) < inputs.figures["asks_supplementary_grant"]
    both = np.ones(draft.persons, dtype=np.bool_)
    both[away] = together
    draft.person |= {"ouderinkomen": np.rint(result), "ouderinkomen_bekend": known, "ouders_samen": both}
