"""Childcare of children whose parents all work or study: kind, hours and price."""

from __future__ import annotations

import numpy as np

from bouwstenen.law.inputs import KINDEROPVANG_SOORT
from bouwstenen.population.synthesis.draft import CHILD, Draft, choose, log_normal, normal

_KINDS = (
    ("dagopvang", "daycare", "daycare_hours"),
    ("bso", "after_school", "after_school_hours"),
    ("gastouder", "childminder", "childminder_hours"),
)


def make_childcare(draft: Draft) -> None:
    """Childcare by age of the child, more often with a high income of the household."""
    random, figures, size = draft.random("childcare"), draft.inputs.figures, draft.persons
    person = draft.person
    busy = (person["loon"] > 0.0) | (person["winst"] > 0.0) | person["student"] | person["volgt_traject"]
    idle = draft.sum_persons((person["rol"] < CHILD) & ~busy)[draft.household_of] > 0
    able = (person["rol"] == CHILD) & ~idle
    score = figures["childcare_income"] * draft.household["rang"][draft.household_of] + normal(random, size)
    kind, hours, price = np.zeros(size, dtype=np.int32), np.zeros(size), np.zeros(size)
    draws = log_normal(normal(random, size), figures["childcare_hours_spread"])
    rate = figures["childcare_price"] + figures["childcare_price_spread"] * normal(random, size)
    rest = np.ones(size)
    for name, profile, mean in _KINDS:
        share = draft.by_age(profile)
        free = able & (kind == 0)
        # Of the children who are left, so that the shares of the kinds are those of all children of working parents.
        group = np.where(free, person["leeftijd"] + 1, 0)
        level = np.clip(share * figures[f"{profile}_level"] / rest, 0.0, 1.0)
        chosen = choose(random, score + normal(random, size), group, np.where(free, level, 0.0)) & free
        rest = np.maximum(rest - share * figures[f"{profile}_level"], 1e-9)
        kind[chosen] = KINDEROPVANG_SOORT[name]
        most = draft.inputs.law["kinderopvang_uren_maximum"]
        hours[chosen] = np.minimum(np.rint(figures[mean] * draws[chosen]), most)
        price[chosen] = np.round(draft.inputs.law[f"kinderopvang_uurprijs_{name}"] * rate[chosen], 2)
    person |= {
        "kinderopvang_soort": kind,
        "kinderopvang_uren_per_maand": hours,
        "kinderopvang_uurprijs": price,
    }
