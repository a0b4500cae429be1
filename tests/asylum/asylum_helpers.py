"""Packages and runs made by hand for the tests of the asylum model."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from bouwstenen.effects.row import rows_table
from bouwstenen.facts import load_facts
from bouwstenen.levers import InputChange, Overlay
from bouwstenen.models.asylum import MODEL, AsylumFacts, AsylumResult, asylum_facts, project
from bouwstenen.models.asylum.drivers import Drivers, baseline_drivers

if TYPE_CHECKING:
    import polars as pl

    from bouwstenen.levers.overlay import Setting


@cache
def facts() -> AsylumFacts:
    """The facts of the default vintage, loaded once."""
    return asylum_facts(load_facts())


def own(**figures: float) -> AsylumFacts:
    """The facts with other values for some figures."""
    changed = {name: facts().figures[name].model_copy(update={"value": value}) for name, value in figures.items()}
    return replace(facts(), figures={**facts().figures, **changed})


def lever(
    name: str,
    value: Setting,
    start: int = 2027,
    until: int | None = None,
    mode: Literal["set", "add", "scale"] = "set",
) -> InputChange:
    """One change of an input of this model."""
    return InputChange("T1", "B6", f"asylum.{name}", start, until, value, "", mode)


def package(*changes: InputChange) -> Overlay:
    """A package with these changes."""
    return Overlay(inputs=changes)


@cache
def baseline() -> AsylumResult:
    """The run without a package."""
    return project(facts(), Overlay())


def table(result: AsylumResult, *others: AsylumResult) -> pl.DataFrame:
    """The rows of a result, its other readings as `narrow` and `wide`, as the run makes them."""
    readings = dict(zip(("narrow", "wide"), others, strict=False))
    return rows_table(MODEL.rows(result, readings), run="r", model="asylum", reading="central")  # type: ignore[arg-type]


def steady(years: int, **values: float) -> Drivers:
    """Drivers that stay the same in every month; values replace those of the last month of the baseline."""
    base = baseline_drivers(facts(), "central")
    last = {name: float(getattr(base, name)[-12:].mean()) for name in base.__dataclass_fields__ if name != "first_year"}
    size = years * 12
    return Drivers(first_year=2025, **{name: np.full(size, value) for name, value in (last | values).items()})
