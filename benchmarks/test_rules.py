"""Speed of the rule engine: the fictional island, the Dutch law of 2026, and one household in plain Python.

Run with `make benchmark`. BOUWSTENEN_BENCHMARK_PERSONS sets the size of the populations (default 2 million).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from bouwstenen import law
from bouwstenen.rules import HouseholdData, Population, RuleGraph, collect, evaluate, load_parameters, simulate
from rules_tables import dutch_tables, island_tables

if TYPE_CHECKING:
    from bouwstenen.rules import Parameters

TESTS = Path(__file__).parent.parent / "tests" / "rules"
sys.path.insert(0, str(TESTS))
PERSONS = int(os.environ.get("BOUWSTENEN_BENCHMARK_PERSONS", "2000000"))
DATE = "2026-01-01"
DUTCH = [
    "netto_inkomen", "inkomensheffing", "loonheffing", "zvw_bijdrage", "besteedbaar_inkomen", "zorgtoeslag",
    "huurtoeslag", "kindgebonden_budget", "kinderopvangtoeslag", "kinderbijslag", "bijstand", "toeslagenwet",
    "studiefinanciering", "aow",
]  # fmt: skip
ISLAND = ["netto", "kindgeld", "belasting_fp"]

Case = tuple[RuleGraph, "Parameters", Population, list[str]]


def island() -> Case:
    from fictional import island as module

    found, parameter_set = collect(module), load_parameters(TESTS / "fictional")
    graph = RuleGraph(found.inputs, found.rules, found.aggregates, parameter_set, DATE)
    return graph, parameter_set.at(DATE), Population(graph, *island_tables(PERSONS)), ISLAND


def dutch() -> Case:
    graph = law.law_on(DATE)
    return graph, law.parameter_set().at(DATE), Population(graph, *dutch_tables(PERSONS)), DUTCH


@pytest.mark.parametrize("case", [island, dutch])
@pytest.mark.parametrize("threads", [1, None])
def test_population(benchmark: Any, case: Any, threads: int | None) -> None:
    graph, parameters, population, outputs = case()
    found = simulate(graph, parameters, population, outputs, threads)
    benchmark.pedantic(simulate, (graph, parameters, population, outputs, threads), rounds=5)
    persons, nodes = population.size["person"], len(graph.needed(outputs))
    best = benchmark.stats.stats.min
    benchmark.extra_info |= {
        "persons": persons,
        "names computed": nodes,
        "ns per person": round(best / persons * 1e9, 2),
        "ns per person and name": round(best / persons / nodes * 1e9, 3),
    }
    assert all(np.isfinite(values).all() for values in found.values())


@pytest.mark.parametrize("case", [island_tables, dutch_tables])
def test_set_up_of_a_population(benchmark: Any, case: Any) -> None:
    graph = (island if case is island_tables else dutch)()[0]
    benchmark.pedantic(Population, (graph, *case(PERSONS)), rounds=3)


def test_one_household_with_explanation(benchmark: Any) -> None:
    graph, parameters = law.law_on(DATE), law.parameter_set().at(DATE)
    adult = {"loon": 36000.0, "leeftijd": 38, "leeftijd_maanden": 460, "geboortejaar": 1987}
    child = {"leeftijd": 6, "leeftijd_maanden": 75, "geboortejaar": 2019, "is_kind": True}
    units = {"fiscale_partners": [0, 0, 1, 2], "toeslagpartners": [0, 0, 1, 2]}
    house = {"woning_soort": 1, "kale_huur_per_maand": 700.0}
    data = HouseholdData([adult, {**adult, "loon": 15000.0}, child, child], house, units)

    def run() -> dict[str, Any]:
        return evaluate(graph, parameters, data, DUTCH).explain("besteedbaar_inkomen")

    assert benchmark(run)["uit"]
