"""Kernels give what plain Python gives, whatever the household; and what is compiled when."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from fictional import awkward
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bouwstenen.core.errors import InputError
from bouwstenen.rules import (
    HouseholdData,
    ParameterSet,
    Population,
    RuleError,
    RuleGraph,
    collect,
    evaluate,
    load_parameters,
    simulate,
)
from bouwstenen.rules.definitions import PERSON, UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bouwstenen.rules import Parameters

ISLAND_OUTPUTS = [
    "netto", "korting", "kindgeld", "belasting_fp", "kindgeld_tp", "leeftijden_hh", "oudste_gezin", "loon", "jongste",
    "huis_met_kind", "loon_hoofd", "kamers", "allen_ingeschreven_tp",
]  # fmt: skip
OVERLAYS: list[dict[str, Any]] = [
    {},
    {"inkomstenwet.schijf_tarieven": [0.5, 0.05, 0.7], "woonwet.woondeel": 0.31, "inkomstenwet.volwassen_vanaf": 21},
    {"inkomstenwet.inkomstenwet_geldt": False, "gezinswet.kindgeld_bedrag": -3.0},
]

AMOUNT = st.one_of(
    st.sampled_from([0.0, 99.99, 100.0, 10000.0, 10200.0, 20000.0, 60000.0]),
    st.floats(0, 250_000, allow_nan=False).map(lambda value: round(value, 2)),
)


@st.composite
def households(draw: st.DrawFn) -> HouseholdData:
    """A random household, also strange ones: only children, three adults in one unit, units in any order."""
    persons = draw(st.integers(1, 6))
    person = st.fixed_dictionaries(
        {"loon": AMOUNT, "vermogen": AMOUNT, "leeftijd": st.integers(0, 99), "ingeschreven": st.booleans()}
    )
    units: dict[str, list[int]] = {}
    for kind in UNITS:
        labels = draw(st.lists(st.integers(0, persons - 1), min_size=persons, max_size=persons))
        seen: dict[int, int] = {}
        units[kind] = [seen.setdefault(label, len(seen)) for label in labels]
    return HouseholdData(
        persons=draw(st.lists(person, min_size=persons, max_size=persons)),
        household={"huur_per_maand": draw(AMOUNT), "kamers": draw(st.integers(-1, 9))},
        units=units,
    )


def tables(graph: RuleGraph, data: Sequence[HouseholdData]) -> Population:
    """The households as a population, with keys that are neither sorted nor counted from 0."""
    columns: dict[str, list[Any]] = {name: [] for name in ("huishouden", *UNITS, *data[0].persons[0])}
    for number, household in enumerate(data):
        for i, person in enumerate(household.persons):
            columns["huishouden"].append(1000 - number)
            for kind in UNITS:
                columns[kind].append(10 * (1000 - number) + 9 - household.of_person[kind][i])
            for name, value in person.items():
                columns[name].append(value)
    of_household = {name: [household.household[name] for household in data] for name in data[0].household}
    return Population(
        graph, {k: np.array(v) for k, v in columns.items()}, {k: np.array(v) for k, v in of_household.items()}
    )


def plain(
    graph: RuleGraph, parameters: Parameters, data: Sequence[HouseholdData], outputs: list[str]
) -> dict[str, Any]:
    """What plain Python gives, one household after the other."""
    results = [evaluate(graph, parameters, household, outputs) for household in data]
    return {name: [value for result in results for value in result[name]] for name in outputs}


@pytest.mark.parametrize("date", ["2025-01-01", "2028-07-01"])
@given(data=st.lists(households(), min_size=1, max_size=5), overlay=st.sampled_from(OVERLAYS))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_kernel_gives_what_plain_python_gives(
    law_on: Callable[[str], RuleGraph],
    parameter_set: ParameterSet,
    date: str,
    data: list[HouseholdData],
    overlay: dict[str, Any],
) -> None:
    graph, parameters = law_on(date), parameter_set.at(date, overlay)
    found = simulate(graph, parameters, tables(graph, data), ISLAND_OUTPUTS)
    for name, expected in plain(graph, parameters, data, ISLAND_OUTPUTS).items():
        assert found[name].tolist() == expected, name


@pytest.fixture(scope="module")
def awkward_law(tmp_path_factory: pytest.TempPathFactory) -> tuple[RuleGraph, ParameterSet]:
    folder = tmp_path_factory.mktemp("wet")
    (folder / "proefwet").mkdir()
    values = {
        "korte_tabel": [0, 1.5, 4, 9],
        "lange_tabel": [round(0.37 * i, 2) for i in range(120)],
        "vast_aantal": 7.25,
        "aan": "true",
        "stappen": 3,
    }
    lines = ["law: Proefwet", "parameters:"]
    for name, value in values.items():
        lines += [f"  {name}:", f"    title: {name}", '    unit: "-"', '    article: "1"', "    index: none"]
        lines += ["    values:", f"      2024-01-01: {{value: {value}, source: Proef, confidence: A}}"]
    (folder / "proefwet" / "parameters.yaml").write_text("\n".join(lines), encoding="utf-8")
    parameter_set = load_parameters(folder)
    law = collect(awkward)
    return RuleGraph(law.inputs, law.rules, law.aggregates, parameter_set, "2025-01-01"), parameter_set


NUMBER = st.one_of(st.sampled_from([0.0, 0.37, 1.5, 2.0, 5.0, -0.5]), st.floats(-60, 60, allow_nan=False))
AWKWARD = st.fixed_dictionaries({"x": NUMBER, "y": NUMBER, "n": st.integers(-50, 50), "ja": st.booleans()})


@given(persons=st.lists(AWKWARD, min_size=1, max_size=30), on=st.booleans())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_awkward_rules_mean_the_same(
    awkward_law: tuple[RuleGraph, ParameterSet], persons: list[dict[str, Any]], on: bool
) -> None:
    graph, parameter_set = awkward_law
    outputs = [node.name for node in graph.nodes.values()]
    parameters = parameter_set.at("2025-01-01", {"proefwet.aan": on})
    data = [HouseholdData([person]) for person in persons]
    found = simulate(graph, parameters, tables(graph, data), outputs)
    for name, expected in plain(graph, parameters, data, outputs).items():
        np.testing.assert_allclose(found[name], expected, rtol=1e-9, atol=0, err_msg=name)


def big(graph: RuleGraph, households: int = 9000) -> Population:
    """A population of several blocks."""
    rng = np.random.default_rng(7)
    sizes = rng.integers(1, 7, households)
    numbers = np.repeat(np.arange(households), sizes)
    return Population(
        graph,
        {
            "huishouden": numbers,
            "gezin": numbers * 2 + rng.integers(0, 2, len(numbers)),
            "loon": np.round(rng.lognormal(10, 1, len(numbers)), 2),
            "leeftijd": rng.integers(0, 90, len(numbers)),
        },
        {"huur_per_maand": np.round(rng.uniform(0, 2000, households), 2)},
    )


def test_blocks_and_threads_do_not_change_results(
    law_on: Callable[[str], RuleGraph], parameter_set: ParameterSet
) -> None:
    graph, parameters = law_on("2028-07-01"), parameter_set.at("2028-07-01")
    population = big(graph)
    assert len(population.offsets) > 10
    one = simulate(graph, parameters, population, ISLAND_OUTPUTS, threads=1)
    many = simulate(graph, parameters, population, ISLAND_OUTPUTS, threads=5)
    assert all(np.array_equal(one[name], many[name]) for name in ISLAND_OUTPUTS)
    assert len(one["jongste"]) == population.size["gezin"]
    found = simulate(graph, parameters, population, ["belasting", "belasting_fp"])
    by_hand = np.bincount(population.index("fiscale_partners"), weights=found["belasting"])
    assert np.array_equal(found["belasting_fp"], by_hand)
    assert by_hand.sum() > 0


def test_two_reforms_side_by_side_give_the_same_as_apart(
    law_on: Callable[[str], RuleGraph], parameter_set: ParameterSet
) -> None:
    graph = law_on("2028-07-01")
    population = big(graph, 2000)
    reforms = [parameter_set.at("2028-07-01", overlay) for overlay in OVERLAYS] * 4
    apart = [simulate(graph, reform, population, ISLAND_OUTPUTS, threads=1) for reform in reforms]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda reform: simulate(graph, reform, population, ISLAND_OUTPUTS, 2), reforms))
    for one, other in zip(apart, together, strict=True):
        assert all(np.array_equal(one[name], other[name]) for name in ISLAND_OUTPUTS)
    assert not np.array_equal(apart[0]["netto"], apart[1]["netto"])


def test_a_changed_parameter_compiles_nothing(
    law_on: Callable[[str], RuleGraph], parameter_set: ParameterSet, kernel_cache: Path
) -> None:
    graph = law_on("2028-07-01")
    population = big(graph, 10)
    simulate(graph, parameter_set.at("2028-07-01"), population, ISLAND_OUTPUTS)
    before = sorted(kernel_cache.rglob("*"))
    for overlay in OVERLAYS:
        simulate(graph, parameter_set.at("2028-07-01", overlay), population, ISLAND_OUTPUTS)
    assert sorted(kernel_cache.rglob("*")) == before


SECOND_PROCESS = """
import sys
sys.path.insert(0, {folder!r})
from pathlib import Path
import numpy as np
from fictional import island
from bouwstenen.rules import Population, RuleGraph, collect, load_parameters, simulate
law, parameters = collect(island), load_parameters(Path({folder!r}) / "fictional")
graph = RuleGraph(law.inputs, law.rules, law.aggregates, parameters, "2028-07-01")
population = Population(graph, {{"huishouden": np.array([1])}})
simulate(graph, parameters.at("2028-07-01"), population, {outputs!r})
kernel = next(module.kernel for name, module in sys.modules.items() if name.startswith("kernel_"))
print(sum(kernel.stats.cache_hits.values()), sum(kernel.stats.cache_misses.values()))
"""


def test_a_second_process_loads_the_kernel_from_disk(
    law_on: Callable[[str], RuleGraph], parameter_set: ParameterSet
) -> None:
    graph = law_on("2028-07-01")
    simulate(graph, parameter_set.at("2028-07-01"), big(graph, 10), ISLAND_OUTPUTS)
    text = SECOND_PROCESS.format(folder=str(Path(__file__).parent), outputs=ISLAND_OUTPUTS)
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["1", "0"], done.stderr


def test_only_what_the_outputs_need_is_in_the_kernel(law_on: Callable[[str], RuleGraph]) -> None:
    from bouwstenen.rules.codegen import generate

    source = generate(law_on("2028-07-01"), ["rendement"], {})
    assert source.inputs == ["vermogen"]
    assert sorted(source.scalars) == ["rendement_deel", "vrijstelling_vermogen"]
    assert "belasting" not in source.text


def test_faults_are_refused_before_anything_runs(
    law_on: Callable[[str], RuleGraph], parameter_set: ParameterSet
) -> None:
    graph = law_on("2028-07-01")
    population = big(graph, 3)
    with pytest.raises(InputError, match="Bedoelde u 'netto'"):
        simulate(graph, parameter_set.at("2028-07-01"), population, ["neto"])
    with pytest.raises(InputError, match="dezelfde datum"):
        simulate(graph, parameter_set.at("2025-01-01"), population, ["netto"])
    fraction = parameter_set.at("2028-07-01", {"inkomstenwet.volwassen_vanaf": 17.5})
    with pytest.raises(RuleError, match="geheel getal"):
        simulate(graph, fraction, population, ISLAND_OUTPUTS)


def test_units_are_numbered_by_first_appearance(law_on: Callable[[str], RuleGraph]) -> None:
    person = {"huishouden": np.array([5, 5, 5, 2, 2]), "gezin": np.array([9, 4, 9, 7, 7])}
    population = Population(law_on("2025-01-01"), person)
    assert population.index("gezin").tolist() == [0, 1, 0, 2, 2]
    assert population.index("huishouden").tolist() == [0, 0, 0, 1, 1]
    assert population.index("toeslagpartners").tolist() == [0, 0, 0, 1, 1]
    assert population.index(PERSON).tolist() == [0, 1, 2, 3, 4]


def test_the_household_table_may_have_its_own_order(
    law_on: Callable[[str], RuleGraph], parameter_set: ParameterSet
) -> None:
    import polars as pl

    graph = law_on("2028-07-01")
    person = pl.DataFrame({"huishouden": [5, 5, 2], "loon": [1.0, 2.0, 3.0]})
    household = pl.DataFrame({"huishouden": [2, 5], "kamers": [1, 4]})
    found = simulate(graph, parameter_set.at("2028-07-01"), Population(graph, person, household), ["kamers", "loon"])
    assert found["kamers"].tolist() == [4, 1]
    assert found["loon"].tolist() == [1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    ("person", "household", "message"),
    [
        ({"loon": [1.0]}, {}, "'huishouden' ontbreekt"),
        ({"huishouden": np.array([], dtype=np.int64)}, {}, "leeg"),
        ({"huishouden": [1.5]}, {}, "gehele getallen"),
        ({"huishouden": [1, 2, 1]}, {}, "niet bij elkaar"),
        ({"huishouden": [1] * 2049}, {}, "meer dan 2048 personen"),
        ({"huishouden": [1, 2], "gezin": [3, 3]}, {}, "gezin 3 ligt in meer dan één huishouden"),
        ({"huishouden": [1, 2], "loon": [1.0]}, {}, "niet even lang"),
        ({"huishouden": [1], "lon": [1.0]}, {}, "Bedoelde u 'loon'"),
        ({"huishouden": [1], "netto": [1.0]}, {}, "geen invoer van person"),
        ({"huishouden": [1], "loon": [float("nan")]}, {}, "lege of oneindige"),
        ({"huishouden": [1], "loon": ["veel"]}, {}, "Gebruik getallen"),
        ({"huishouden": [1], "leeftijd": [1.5]}, {}, "Gebruik gehele getallen"),
        ({"huishouden": [1], "leeftijd": [2**40]}, {}, "te grote getallen"),
        ({"huishouden": [1], "ingeschreven": [1]}, {}, "true en false"),
        ({"huishouden": [1, 1]}, {"kamers": [1, 2]}, "heeft 2 rijen en geen 1"),
        ({"huishouden": [1, 2]}, {"huishouden": [1, 3], "kamers": [1, 2]}, "niet dezelfde"),
        ({"huishouden": [1, 2]}, {"huishouden": [1, 1], "kamers": [1, 2]}, "niet dezelfde"),
    ],
)
def test_faulty_tables_are_refused(
    law_on: Callable[[str], RuleGraph], person: dict[str, list[Any]], household: dict[str, list[Any]], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        Population(law_on("2025-01-01"), person, household)
