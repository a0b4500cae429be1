"""Facts, overlays and runs that the tests of the population model share."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bouwstenen.effects.row import rows_table
from bouwstenen.facts import Facts, load_facts
from bouwstenen.levers import InputChange, Overlay
from bouwstenen.models.demography import MODEL, DemographyFacts, DemographyResult, Options, demography_facts, project
from bouwstenen.models.demography.stochastic import PopulationFan, population_fan

if TYPE_CHECKING:
    from typing import Literal

    import polars as pl

    from bouwstenen.models.demography.options import Scenario


@cache
def loaded() -> Facts:
    """The shipped facts, loaded once."""
    return load_facts()


@cache
def facts() -> DemographyFacts:
    """The facts of the model, laid out once."""
    return demography_facts(loaded())


@cache
def baseline(scenario: Scenario = "baseline", first: int | None = None) -> DemographyResult:
    """A run without a package."""
    return project(facts(), Overlay(), options=Options(scenario=scenario, first=first, fan_draws=0))


def change(
    name: str,
    value: float | bool,
    start: int,
    until: int | None = None,
    mode: Literal["set", "add", "scale"] = "set",
) -> InputChange:
    """A change of one input of the model."""
    return InputChange("T1", "B6", f"demography.{name}", start, until, value, "", mode)


def run(*changes: InputChange, options: Options | None = None) -> DemographyResult:
    """A run with a package of these changes."""
    return project(facts(), Overlay(inputs=changes), options=options)


def published(name: str, year: int) -> float:
    """A figure of a CBS forecast, from the benchmark facts."""
    value = loaded().series(f"demography_benchmarks.{name}").at(year)
    assert value is not None
    return value


def draw(facts: DemographyFacts, result: DemographyResult, **choices: int) -> PopulationFan:
    """Draws around both runs of a result."""
    return population_fan(facts, result.baseline, result.package, **choices)


def table(result: DemographyResult, *others: DemographyResult) -> pl.DataFrame:
    """The rows of a result, its other readings as `narrow` and `wide`, as the run makes them."""
    readings = dict(zip(("narrow", "wide"), others, strict=False))
    return rows_table(MODEL.rows(result, readings), run="r", model="demography", reading="central")  # type: ignore[arg-type]
