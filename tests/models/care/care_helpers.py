"""A small made-up country, and the real one, for tests of care."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen.effects.row import rows_table
from bouwstenen.facts import Facts, load_facts
from bouwstenen.levers import Overlay
from bouwstenen.levers.overlay import InputChange
from bouwstenen.models import demography, macro
from bouwstenen.models.care import MODEL, CareFacts, CareResult, Options
from bouwstenen.models.ports import AGEING, BIRTHS, GDP, OUTPUT_GAP, PEOPLE, PRICES
from bouwstenen.models.protocol import Handed, Sides, quiet
from bouwstenen.views import RunView, load_words

if TYPE_CHECKING:
    import polars as pl

    from bouwstenen.views import Section

YEARS = np.arange(2024, 2071)


@cache
def facts() -> Facts:
    return load_facts("2025_10")


@cache
def given() -> CareFacts:
    return MODEL.inputs(facts())


def lever(path: str, value: float | str, start: int = 2027, *, mode: str = "set", measure: str = "X-1") -> InputChange:
    return InputChange(measure, "B5", f"care.{path}", start, None, value, "-", mode)  # pyright: ignore[reportArgumentType]


def package(*changes: InputChange) -> Overlay:
    return Overlay(inputs=changes)


def country(*, growth: float = 0.0, more: float = 0.0, births: float = 100_000.0) -> dict[Any, Sides]:
    """People of the observed age structure of 2025 that grow by `growth` % a year; `more` % of them with the package.

    GDP grows by 1% a year without inflation.
    """
    years = np.arange(2026, 2071)
    ages = given().people[2025]
    factor = (1 + growth / 100) ** (years - 2025)
    stock = np.stack([ages / 2 * f for f in factor])
    both = np.stack([stock, stock], axis=1)
    flat = np.ones(len(YEARS))
    gdp = 1000 * 1.01 ** (YEARS - 2025)
    born = np.full(len(years) - 1, births)
    return {
        PEOPLE: Sides(years, both, both * (1 + more / 100)),
        BIRTHS: Sides(years[:-1], born, born),
        GDP: Sides(YEARS, gdp, gdp),
        PRICES: Sides(YEARS, flat, flat),
        OUTPUT_GAP: Sides(YEARS, flat * 0, flat * 0),
        AGEING: Sides(YEARS, flat * 20, flat * 20),
    }


@cache
def netherlands(first: int | None = None) -> Handed:
    """The people and economy of the vintage; first: year of the first population."""
    economy = macro.MODEL
    handed = dict(economy.hands(economy.project(economy.inputs(facts()), Overlay(), {}, economy.options(), quiet)))
    model = demography.MODEL
    options = model.light(model.options()).model_copy(update={"first": first})
    return handed | dict(model.hands(model.project(model.inputs(facts()), Overlay(), handed, options, quiet)))


def run(
    changes: Overlay | None = None,
    handed: Handed | None = None,
    options: Options | None = None,
    own: CareFacts | None = None,
) -> CareResult:
    return MODEL.project(own or given(), changes or Overlay(), handed or country(), options or Options(), quiet)


def table(result: CareResult) -> pl.DataFrame:
    return rows_table(MODEL.rows(result, {}), run="r", model="care", reading="central")


def section(result: CareResult) -> Section:
    view = RunView(
        rows=table(result),
        tables={f"care.{name}": frame for name, frame in MODEL.tables(result).items()},
        package={"headline": {"balance": 2030}},
        options={"reading": "central"},
    )
    (found,) = MODEL.sections(view, load_words())
    return found


def number(name: str, value: float) -> CareFacts:
    """The facts with another figure."""
    return replace(given(), numbers={**given().numbers, name: value})


def vintage(**values: float) -> Facts:
    """The vintage with other figures, for what `inputs` refuses."""
    changed = {
        f"care.{name}": facts().values[f"care.{name}"].model_copy(update={"value": v}) for name, v in values.items()
    }
    return replace(facts(), values=MappingProxyType({**facts().values, **changed}))
