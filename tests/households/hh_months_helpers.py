"""Small samples and facts for the tests of the year in months. No household here stands for a real one."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen import law
from bouwstenen.facts import load_facts
from bouwstenen.models.households.months import MonthsFacts, MonthsResult, Settings, months_facts, simulate_year
from bouwstenen.population.sample import Sample
from bouwstenen.population.take_up import TakeUp

if TYPE_CHECKING:
    from bouwstenen.rules import Parameters, RuleGraph

YEAR = 2025
EVENTS = (
    "job_change_permanent", "job_change_flexible", "job_loss_permanent", "job_loss_flexible", "job_find", "entry",
    "hours_change", "separation", "partner_arrival", "rent_rise", "move", "care_change",
)  # fmt: skip
ERRORS = (
    "estimate_gap", "estimate_spread", "self_employed_spread", "other_income_spread", "care_spread", "care_gap",
    "revised_spread", "wage_noise_permanent", "wage_noise_flexible", "last_year_spread", "wage_growth",
    "extra_index",
)  # fmt: skip


@lru_cache(maxsize=1)
def default_facts() -> MonthsFacts:
    return months_facts(load_facts(), YEAR)


def still(**changes: float) -> MonthsFacts:
    """Facts of a year in which nothing happens and every estimate is right, with `changes`."""
    nothing = dict.fromkeys((*EVENTS, *ERRORS), 0.0)
    return replace(default_facts(), births=(), school_age=0.0, **{**nothing, **changes})


def the_law() -> tuple[RuleGraph, Parameters]:
    date = f"{YEAR}-01-01"
    return law.law_on(date), law.parameter_set().at(date)


def simulate(
    sample: Sample,
    facts: MonthsFacts,
    settings: Settings | None = None,
    *,
    seed: int = 1,
    take_up: TakeUp | None = None,
) -> MonthsResult:
    graph, parameters = the_law()
    return simulate_year(sample, parameters, graph, take_up or TakeUp(), settings or Settings(), facts, seed)


def households(people: list[list[dict[str, Any]]], **columns: list[Any]) -> Sample:
    """A sample from persons by household. The first two adults of a household without `apart` are partners."""
    names = sorted({name for members in people for member in members for name in member} - {"apart"})
    person: dict[str, list[Any]] = {name: [] for name in names}
    keys: dict[str, list[int]] = {n: [] for n in ("huishouden", "fiscale_partners", "toeslagpartners", "gezin")}
    for number, members in enumerate(people):
        for place, member in enumerate(members):
            for name in names:
                person[name].append(member.get(name, _default(name)))
            child = bool(member.get("is_kind", False))
            minor = child and member["leeftijd"] < 18
            together = not child and not member.get("apart", False)
            keys["huishouden"].append(number)
            own = number * 20 + place
            keys["toeslagpartners"].append(number * 20 if together else own)
            keys["fiscale_partners"].append(number * 20 if together else own)
            keys["gezin"].append(number * 20 if together or minor else own)
    arrays = {name: np.array(values) for name, values in {**person, **keys}.items()}
    if "leeftijd" in arrays and "leeftijd_maanden" not in arrays:
        arrays["leeftijd_maanden"] = arrays["leeftijd"] * 12
    home = {"gewicht": [1.0] * len(people), "groep": [0] * len(people), **columns}
    return Sample(YEAR, arrays, {name: np.array(values) for name, values in home.items()})


def _default(name: str) -> Any:
    """What a person has who does not say."""
    return {"is_kind": False, "vast_contract": True, "arbeidsstatus": 0, "geslacht": 0}.get(name, 0.0)


def mixed(count: int, seed: int = 5) -> Sample:
    """Households of all kinds: single, couples, parents, pensioners, people on benefits, self-employed; rent or own."""
    rng = np.random.default_rng(seed)
    people: list[list[dict[str, Any]]] = []
    rents, tenure = [], []
    for _ in range(count):
        kind = rng.integers(0, 6)
        age = int(rng.integers(20, 60)) if kind != 5 else 75
        wage = float(np.round(rng.uniform(12_000, 45_000), 0))
        head: dict[str, Any] = {"leeftijd": age, "geslacht": int(rng.integers(0, 2)), "arbeidsstatus": 1, "loon": wage}
        head["vast_contract"] = bool(rng.random() < 0.6)
        members = [head]
        if kind == 5:
            head |= {"loon": 0.0, "pensioen": float(rng.integers(0, 12_000)), "arbeidsstatus": 7}
        if kind == 4:
            head |= {"loon": 0.0, "winst": wage, "arbeidsstatus": 2}
        if kind == 3:
            head |= {"loon": 0.0, "arbeidsstatus": 5}
        if kind in (1, 2):
            members.append({"leeftijd": age, "arbeidsstatus": 1, "loon": float(rng.integers(0, 30_000))})
        if kind in (0, 2, 3) and age > 22:
            care = {"kinderopvang_soort": 1, "kinderopvang_uren_per_maand": 80.0, "kinderopvang_uurprijs": 10.0}
            child = {"leeftijd": int(rng.integers(0, 18)), "is_kind": True}
            members.append({**child, **(care if child["leeftijd"] < 4 and kind != 3 else {})})
        people.append(members)
        renting = rng.random() < 0.7
        rents.append(float(rng.integers(400, 750)) if renting else 0.0)
        tenure.append(1 if renting else 2)
    columns = ("kinderopvang_uren_per_maand", "kinderopvang_uurprijs", "pensioen", "winst", "loon")
    for members in people:
        members[0].update({name: members[0].get(name, 0.0) for name in columns})
        for member in members:
            member.setdefault("kinderopvang_soort", 0)
    return households(people, kale_huur_per_maand=rents, woning_soort=tenure, gewicht=[100.0] * count)
