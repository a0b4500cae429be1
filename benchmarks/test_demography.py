"""Speed of the population model: facts, one run, a run with a package, a thousand draws and a hindcast."""

from __future__ import annotations

from typing import Any

import pytest

from bouwstenen.facts import load_facts
from bouwstenen.levers import InputChange, Overlay
from bouwstenen.models.demography import DemographyFacts, demography_facts, project
from bouwstenen.models.demography.hindcast import hindcast
from bouwstenen.models.demography.stochastic import population_fan


@pytest.fixture(scope="module")
def facts() -> DemographyFacts:
    return demography_facts(load_facts())


@pytest.fixture(scope="module")
def package() -> Overlay:
    stock = InputChange("B6-02", "B6", "demography.eu_labour_stock", 2030, 2030, -40_000.0, "personen", "add")
    return Overlay(inputs=(stock,))


def test_lay_out_facts(benchmark: Any) -> None:
    loaded = load_facts()
    benchmark(demography_facts, loaded)


def test_baseline_of_45_years(benchmark: Any, facts: DemographyFacts) -> None:
    benchmark(project, facts, Overlay())


def test_package_of_45_years(benchmark: Any, facts: DemographyFacts, package: Overlay) -> None:
    benchmark(project, facts, package)


def test_thousand_draws_with_and_without_package(benchmark: Any, facts: DemographyFacts, package: Overlay) -> None:
    result = project(facts, package)
    benchmark.pedantic(population_fan, (facts, result.baseline, result.package), {"draws": 1000}, rounds=3)


def test_hindcast_of_ten_years(benchmark: Any, facts: DemographyFacts) -> None:
    benchmark(hindcast, facts, 2015, 2025)
