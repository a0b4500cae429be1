"""Facts, packages and runs that the tests of the youth model share."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from bouwstenen.effects.row import rows_table
from bouwstenen.facts import load_facts
from bouwstenen.levers import InputChange, Overlay
from bouwstenen.models.demography import demography_facts
from bouwstenen.models.demography import project as project_people
from bouwstenen.models.demography.options import Options as PeopleOptions
from bouwstenen.models.demography.rows import hands as people_hands
from bouwstenen.models.macro.inputs import macro_facts
from bouwstenen.models.macro.project import project as project_economy
from bouwstenen.models.macro.rows import hands as economy_hands
from bouwstenen.models.ports import PEOPLE, PRICES
from bouwstenen.models.protocol import Port, Sides
from bouwstenen.models.youth import MODEL, Options, YouthFacts, YouthResult, project, youth_facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from bouwstenen.levers.overlay import Setting


@cache
def facts() -> YouthFacts:
    """The facts of the default vintage, loaded once."""
    return youth_facts(load_facts())


def own(**figures: float) -> YouthFacts:
    """The facts with other values for some figures."""
    changed = {name: facts().figures[name].model_copy(update={"value": value}) for name, value in figures.items()}
    return replace(facts(), figures={**facts().figures, **changed})


@cache
def handed() -> Mapping[Port, Any]:
    """People and prices of the models that give them."""
    people = project_people(demography_facts(load_facts()), Overlay(), options=PeopleOptions(fan_draws=0))
    economy = project_economy(macro_facts(load_facts()))
    return {PEOPLE: people_hands(people)[PEOPLE], PRICES: economy_hands(economy)[PRICES]}


def made(young: float = 1000.0, school: float = 1000.0, *, price: float = 1.0) -> Mapping[Port, Any]:
    """People of every age up to 12 alike, no others, and prices that do not move (or grow with `price` a year)."""
    years = np.arange(2020, 2061)
    people = np.zeros((len(years), 2, 101))
    people[:, :, :4] = young / 8
    people[:, :, 4:13] = school / 18
    people[:, :, 13:23] = 10.0
    index = price ** (years - 2025.0)
    return {PEOPLE: Sides(years, people, people), PRICES: Sides(years, index, index)}


def lever(
    name: str,
    value: Setting,
    start: int = 2030,
    until: int | None = None,
    mode: Literal["set", "add", "scale"] = "set",
    measure: str = "T1",
) -> InputChange:
    """One change of an input of this model."""
    return InputChange(measure, "B4", f"youth.{name}", start, until, value, "", mode)


def package(*changes: InputChange) -> Overlay:
    """A package with these changes."""
    return Overlay(inputs=changes)


def two_days(own_contribution: float | None = 4, day: float = 20, after: float = 7, holiday: float = 0) -> Overlay:
    """The right of the document: hours a week in daycare, after school and in holidays, own contribution in %."""
    changes = [
        lever("childcare_daycare_hours", day),
        lever("childcare_after_school_hours", after),
        lever("childcare_school_holiday_hours", holiday),
    ]
    if own_contribution is not None:
        changes.append(lever("childcare_own_contribution", own_contribution))
    return package(*changes)


def run(changes: Overlay | None = None, *, given: YouthFacts | None = None, **options: Any) -> YouthResult:
    """A run with the people and prices of the engine."""
    return project(given or facts(), changes, handed(), Options(**options))


def table(result: YouthResult, *others: YouthResult) -> pl.DataFrame:
    """The rows of a result, its other readings as `narrow` and `wide`, as the run makes them."""
    readings = dict(zip(("narrow", "wide"), others, strict=False))
    return rows_table(MODEL.rows(result, readings), run="r", model="youth", reading="central")  # type: ignore[arg-type]


def at(result: YouthResult, year: int) -> int:
    """Position of a year."""
    return year - int(result.years[0])
