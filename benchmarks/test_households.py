"""Speed of the households: a chunk of the population, the law over it, a package with all tables, a year in months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bouwstenen.agreement.loader import load_package
from bouwstenen.facts import load_facts
from bouwstenen.levers.compile import compile_overlay
from bouwstenen.models.households.inputs import households_facts
from bouwstenen.models.households.law_change import law_in
from bouwstenen.models.households.months import Settings, months_facts, simulate_year
from bouwstenen.models.households.project import outcome, prepare
from bouwstenen.models.households.result import HouseholdsResult, combine
from bouwstenen.models.households.tables import all_tables
from bouwstenen.models.households.uncertainty import sampling_intervals
from bouwstenen.population.amounts import compute
from bouwstenen.population.build import build_chunk, make_chunk, to_sample, weigh
from bouwstenen.population.inputs import PopulationInputs, population_inputs

if TYPE_CHECKING:
    from bouwstenen.levers import Overlay
    from bouwstenen.models.households.inputs import HouseholdsFacts
    from bouwstenen.population.sample import Sample

CHUNKS = 10
YEAR = 2030


@pytest.fixture(scope="module")
def inputs() -> PopulationInputs:
    return population_inputs(load_facts())


@pytest.fixture(scope="module")
def facts() -> HouseholdsFacts:
    return households_facts(load_facts())


@pytest.fixture(scope="module")
def overlay() -> Overlay:
    return compile_overlay(load_package("bouwstenen").measures)


@pytest.fixture(scope="module")
def samples(inputs: PopulationInputs) -> list[Sample]:
    return [build_chunk(inputs, number, CHUNKS, 1) for number in range(CHUNKS)]


def whole(samples: list[Sample], overlay: Overlay, facts: HouseholdsFacts) -> HouseholdsResult:
    """A package over all chunks."""
    return combine([outcome(prepare(sample, YEAR, facts), overlay) for sample in samples])


def test_draw_a_chunk_of_20_000_households(benchmark: Any, inputs: PopulationInputs) -> None:
    benchmark(make_chunk, inputs, 0, 1)


def test_calibrate_a_chunk(benchmark: Any, inputs: PopulationInputs) -> None:
    benchmark(weigh, inputs, to_sample(make_chunk(inputs, 0, 1)))


def test_build_a_chunk(benchmark: Any, inputs: PopulationInputs) -> None:
    benchmark(build_chunk, inputs, 0, CHUNKS, 1)


def test_law_over_a_chunk(benchmark: Any, samples: list[Sample], facts: HouseholdsFacts, overlay: Overlay) -> None:
    law = law_in(overlay, f"{YEAR}-01-01")
    benchmark(compute, samples[0], law.graph, law.parameters, facts.take_up)


def test_baseline_and_package_with_all_tables_200_000_households(
    benchmark: Any, samples: list[Sample], facts: HouseholdsFacts, overlay: Overlay
) -> None:
    def run() -> None:
        all_tables(whole(samples, overlay, facts))

    benchmark.pedantic(run, rounds=5, warmup_rounds=1)


def test_sampling_intervals_200_000_households(
    benchmark: Any, samples: list[Sample], facts: HouseholdsFacts, overlay: Overlay
) -> None:
    result = whole(samples, overlay, facts)
    benchmark.pedantic(sampling_intervals, (result,), rounds=3)


def test_year_in_months_on_a_chunk(benchmark: Any, samples: list[Sample], facts: HouseholdsFacts) -> None:
    chunk = prepare(samples[0], YEAR, facts)
    law, figures = chunk.law, months_facts(load_facts(), YEAR)
    arguments = (chunk.sample, law.parameters, law.graph, facts.take_up, Settings(), figures, 1)
    benchmark.pedantic(simulate_year, arguments, rounds=3)
