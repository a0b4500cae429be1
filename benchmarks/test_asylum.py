"""Speed of the asylum model: the chain alone, a run with a package, and the person-by-person replica."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bouwstenen.agreement.loader import load_package
from bouwstenen.facts import load_facts
from bouwstenen.levers.compile import compile_overlay
from bouwstenen.models.asylum import AsylumFacts, asylum_facts, project
from bouwstenen.models.asylum.chain import chain_rates, projection_start, run_chain
from bouwstenen.models.asylum.drivers import baseline_drivers
from bouwstenen.models.asylum.replica import simulate

if TYPE_CHECKING:
    from bouwstenen.levers import Overlay


@pytest.fixture(scope="module")
def facts() -> AsylumFacts:
    return asylum_facts(load_facts())


@pytest.fixture(scope="module")
def overlay() -> Overlay:
    package = load_package("bouwstenen")
    return compile_overlay(package.measures, "central", where=package.where)


def test_chain(benchmark: Any, facts: AsylumFacts) -> None:
    benchmark(run_chain, baseline_drivers(facts, "central"), projection_start(facts), chain_rates(facts))


def test_one_run(benchmark: Any, facts: AsylumFacts, overlay: Overlay) -> None:
    benchmark(project, facts, overlay)


def test_replica_of_every_person(benchmark: Any, facts: AsylumFacts) -> None:
    drivers, start, rates = baseline_drivers(facts, "central"), projection_start(facts), chain_rates(facts)
    benchmark.pedantic(simulate, (drivers, start, rates), {"seed": 1, "scale": 1.0}, rounds=1)
