"""The whole Dutch law as one kernel: it compiles, and gives what plain Python gives on random households.

The first run compiles for some twenty seconds; afterwards the kernel comes from the cache until a rule changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen import law
from bouwstenen.rules import HouseholdData, Population, evaluate, simulate
from bouwstenen.rules.definitions import HOUSEHOLD, UNITS, Input

if TYPE_CHECKING:
    from bouwstenen.rules import RuleGraph

DATE = "2026-01-01"
HOUSEHOLDS = 400
KEYS = (HOUSEHOLD, *UNITS)


def random_tables(graph: RuleGraph) -> tuple[dict[str, Any], dict[str, Any]]:
    """Every input of the law at random: amounts in several sizes, words as small numbers, ages that fit."""
    rng = np.random.default_rng(11)
    sizes = rng.integers(1, 7, HOUSEHOLDS)
    numbers = np.repeat(np.arange(HOUSEHOLDS), sizes)
    person: dict[str, Any] = {HOUSEHOLD: numbers}
    person |= {kind: numbers * 10 + rng.integers(0, 3, len(numbers)) for kind in UNITS}
    household: dict[str, Any] = {}
    for node in graph.nodes.values():
        if isinstance(node.source, Input):
            table, rows = (person, len(numbers)) if node.entity != HOUSEHOLD else (household, HOUSEHOLDS)
            if node.kind == "bool":
                table[node.name] = rng.random(rows) < 0.4
            elif node.kind == "int":
                table[node.name] = rng.integers(0, 7, rows)
            else:
                sizes_of = rng.choice([0.0, 1.0, 30.0, 800.0, 20_000.0, 150_000.0], rows)
                table[node.name] = np.round(sizes_of * rng.uniform(0, 1, rows), 2)
    person["leeftijd"] = rng.integers(0, 95, len(numbers))
    person["leeftijd_maanden"] = person["leeftijd"] * 12 + rng.integers(0, 12, len(numbers))
    person["geboortejaar"] = 2025 - person["leeftijd"]
    return person, household


def as_data(person: dict[str, Any], household: dict[str, Any], number: int) -> HouseholdData:
    """One household of the tables for plain Python."""
    rows = np.flatnonzero(person[HOUSEHOLD] == number)
    units: dict[str, list[int]] = {}
    for kind in UNITS:
        seen: dict[int, int] = {}
        units[kind] = [seen.setdefault(key, len(seen)) for key in person[kind][rows].tolist()]
    facts = [{name: column[i].item() for name, column in person.items() if name not in KEYS} for i in rows]
    return HouseholdData(facts, {name: column[number].item() for name, column in household.items()}, units)


def test_the_dutch_law_in_a_kernel_is_the_dutch_law_in_python() -> None:
    graph, parameters = law.law_on(DATE), law.parameter_set().at(DATE)
    used = {need for node in graph.nodes.values() for need in node.needs}
    outputs = [name for name in graph.nodes if name not in used]
    person, household = random_tables(graph)
    found = simulate(graph, parameters, Population(graph, person, household), outputs)
    expected: dict[str, list[Any]] = {name: [] for name in outputs}
    for number in range(HOUSEHOLDS):
        result = evaluate(graph, parameters, as_data(person, household, number), outputs)
        for name in outputs:
            expected[name].extend(result[name])
    for name in outputs:
        np.testing.assert_allclose(found[name], expected[name], rtol=1e-9, atol=1e-9, err_msg=name)
