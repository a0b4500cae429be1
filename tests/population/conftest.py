"""One chunk for the whole session: building it takes a second, compiling the law the first time half a minute."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bouwstenen.facts.loader import Facts, load_facts
from bouwstenen.population.build import build_chunk
from bouwstenen.population.inputs import PopulationInputs, population_inputs
from bouwstenen.population.report import report

if TYPE_CHECKING:
    from bouwstenen.population.sample import Sample
    from bouwstenen.population.targets import TargetResult

SEED = 7


@pytest.fixture(scope="session")
def facts() -> Facts:
    return load_facts()


@pytest.fixture(scope="session")
def inputs(facts: Facts) -> PopulationInputs:
    return population_inputs(facts)


@pytest.fixture(scope="session")
def chunk(inputs: PopulationInputs) -> Sample:
    """A whole population of one chunk."""
    return build_chunk(inputs, 0, 1, SEED)


@pytest.fixture(scope="session")
def results(inputs: PopulationInputs, chunk: Sample) -> dict[str, TargetResult]:
    return {result.target.name: result for result in report(inputs, [chunk])}
