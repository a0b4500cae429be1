"""Speed of the law: OpenFisca, plain numpy and ours on the same households and the same sub-law of 2025, in one run.

`pytest benchmarks/test_law_speed.py` runs them one by one; `python benchmarks/test_law_speed.py [persons]` prints the
table of README.md, with the contestants in turns so that noise of the machine falls on all. OpenFisca is left out, with
a message, where it is not installed. How many persons: the argument, $BOUWSTENEN_BENCHMARK_PERSONS, or 2,000,000.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import time
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import sublaw_numpy
from bouwstenen.law import law_on
from bouwstenen.rules import HouseholdData, Population, evaluate, simulate
from sublaw_population import DATE, HOUSEHOLD_OUTPUTS, OUTPUTS, PERSON_OUTPUTS, amounts, make_households, sublaw

if TYPE_CHECKING:
    from collections.abc import Callable

PERSONS = int(os.environ.get("BOUWSTENEN_BENCHMARK_PERSONS", "2_000_000"))
SAMPLE = 100_000
HAS_OPENFISCA = importlib.util.find_spec("openfisca_core") is not None
NO_OPENFISCA = "OpenFisca-Core is not installed: see benchmarks/README.md"
CONTESTANTS = ("OpenFisca", "OpenFisca float32", "numpy", "ours", "ours, one thread", "ours, whole law")


def contestant(name: str, tables: tuple[Any, Any]) -> tuple[Callable[[], Any], Callable[[Any], Any]]:
    """The set-up of a contestant, and its calculation on what the set-up gave. Country and law are loaded already."""
    parameters = amounts()
    if name.startswith("OpenFisca"):
        import sublaw_openfisca

        system = sublaw_openfisca.country(parameters.values, double="float32" not in name)
        return lambda: sublaw_openfisca.set_up(system, *tables), sublaw_openfisca.calculate
    if name == "numpy":
        return (
            lambda: sublaw_numpy.set_up(*tables),
            lambda data: sublaw_numpy.calculate(data, parameters.values),
        )
    graph = law_on(DATE) if "whole" in name else sublaw()
    threads = 1 if "one" in name else None
    simulate(graph, parameters, Population(graph, *make_households(1_000)), OUTPUTS)  # compiles or loads
    return (
        lambda: Population(graph, *tables),
        lambda population: simulate(graph, parameters, population, OUTPUTS, threads),
    )


@pytest.fixture(scope="module")
def tables() -> tuple[Any, Any]:
    return make_households(PERSONS)


@pytest.fixture(params=CONTESTANTS)
def name(request: pytest.FixtureRequest) -> str:
    if request.param.startswith("OpenFisca") and not HAS_OPENFISCA:
        pytest.skip(NO_OPENFISCA)
    return request.param


def test_set_up(benchmark: Any, name: str, tables: tuple[Any, Any]) -> None:
    set_up, _ = contestant(name, tables)
    benchmark.group = "set-up"
    benchmark.pedantic(set_up, rounds=3, warmup_rounds=1)


def test_calculation(benchmark: Any, name: str, tables: tuple[Any, Any]) -> None:
    set_up, calculate = contestant(name, tables)
    benchmark.group = "calculation"
    benchmark.pedantic(calculate, setup=lambda: ((set_up(),), {}), rounds=3, warmup_rounds=1)


def test_numpy_gives_our_amounts() -> None:
    tables = make_households(SAMPLE)
    _same(_result("numpy", tables), _result("ours", tables))


def test_whole_law_gives_the_amounts_of_the_sublaw() -> None:
    tables = make_households(SAMPLE)
    _same(_result("ours, whole law", tables), _result("ours", tables))


@pytest.mark.skipif(not HAS_OPENFISCA, reason=NO_OPENFISCA)
def test_openfisca_gives_our_amounts() -> None:
    tables = make_households(SAMPLE)
    _same(_result("OpenFisca", tables), _result("ours", tables))


def test_kernel_gives_the_amounts_of_plain_python() -> None:
    person, household = make_households(600)
    ours, graph, parameters = _result("ours", (person, household)), sublaw(), amounts()
    units = ("fiscale_partners", "toeslagpartners", "gezin")
    inputs = [column for column in person if column not in (*units, "huishouden")]
    for number in range(len(household["woning_soort"])):
        rows = np.flatnonzero(person["huishouden"] == number)
        data = HouseholdData(
            persons=[{column: person[column][row].item() for column in inputs} for row in rows],
            household={column: values[number].item() for column, values in household.items()},
            units={unit: (person[unit][rows] - person[unit][rows[0]]).tolist() for unit in units},
        )
        plain = evaluate(graph, parameters, data, OUTPUTS)
        for output in PERSON_OUTPUTS:
            assert plain[output] == pytest.approx(ours[output][rows].tolist(), abs=0.01)
        for output in HOUSEHOLD_OUTPUTS:
            assert plain[output] == pytest.approx([ours[output][number]], abs=0.01)


def _result(name: str, tables: tuple[Any, Any]) -> dict[str, Any]:
    set_up, calculate = contestant(name, tables)
    return calculate(set_up())


def _same(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Equal to a cent, and a comparison that says something: every amount is there for many and absent for many."""
    for output in OUTPUTS:
        np.testing.assert_allclose(one[output], other[output], rtol=0, atol=0.01, err_msg=output)
        assert 0.05 < np.mean(other[output] > 0.0) < 0.95, output


def _seconds(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """Result, wall-clock seconds and processor seconds."""
    wall, processor = time.perf_counter(), time.process_time()
    result = work()
    return result, time.perf_counter() - wall, time.process_time() - processor


def side_by_side(persons: int, rounds: int = 5) -> str:
    """The table: the fastest of the rounds for each contestant, in ns a person."""
    tables = make_households(persons)
    rows = len(tables[0]["loon"])
    names = [name for name in CONTESTANTS if HAS_OPENFISCA or not name.startswith("OpenFisca")]
    ready = {name: contestant(name, tables) for name in names}
    best = {name: np.full(4, np.inf) for name in names}
    for _ in range(rounds):
        for name, (set_up, calculate) in ready.items():
            data, *first = _seconds(set_up)
            result, *then = _seconds(lambda run=calculate, data=data: run(data))
            best[name] = np.minimum(best[name], [*first, *then])
            del data, result
    ours = best["ours"]
    lines = [
        "" if HAS_OPENFISCA else NO_OPENFISCA,
        f"{rows} persons, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
    ]
    lines.append("ns a person: set-up, calculation (processor time), both; calculation and both relative to ours")
    for name, (first, _, then, processor) in best.items():
        numbers = [1e9 * value / rows for value in (first, then, processor, first + then)]
        text = "{:8.1f} {:8.1f} ({:6.1f}) {:8.1f}".format(*numbers)
        lines.append(f"{name:18} {text} {then / ours[2]:6.1f} {(first + then) / (ours[0] + ours[2]):6.1f}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(side_by_side(int(sys.argv[1]) if len(sys.argv) > 1 else PERSONS))
