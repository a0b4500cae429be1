"""No lever may ask for what cannot be: the value or its result, the mode, the day and the amount."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import pytest

from bouwstenen.agreement.loader import load_package
from bouwstenen.agreement.schema import READINGS, Measure
from bouwstenen.core.errors import InputError
from bouwstenen.levers.catalogue import (
    CATALOGUE_FOLDER,
    MODELS_FOLDER,
    Catalogue,
    CatalogueEntry,
    bounded,
    law_entry,
    limits,
    load_catalogue,
)
from bouwstenen.levers.compile import Compiled, Remark, compile_measures, compile_overlay
from bouwstenen.rules import load_parameters
from bouwstenen.rules.parameters import ParameterSet

TOP, PREMIUM, TOGETHER = (
    "inkomstenbelasting.schijf3_tarief",
    "zorgtoeslag.standaardpremie",
    "kinderbijslag.samen_met_kindgebonden_budget",
)
SHARES = "wet.delen"
LAW = """\
law: Wet op de toets
parameters:
  delen:
    title: Delen
    unit: deel
    article: artikel 1
    index: none
    values: {"2025-01-01": {value: [0.365, 0.5, 0.96], source: verzonnen, confidence: E}}
"""
BUDGET = {
    "kind": "budget", "part": "a", "column": "structural", "timing": "recurring", "amount_bn": 4.0,
    "price_level": 2025, "phasing": {"profile": "full", "start": 2027},
    "booking": {"instrument": "current_spending"}, "ceiling": "social",
}  # fmt: skip


def law(path: str, value: Any, **other: Any) -> dict[str, Any]:
    return {"kind": "law_parameter", "path": path, "start": "2027-01-01", "value": value, **other}


def model_input(path: str, value: Any, unit: str, **other: Any) -> dict[str, Any]:
    return {"kind": "model_input", "path": path, "start": 2027, "value": value, "unit": unit, **other}


def rule(name: str, value: Any) -> dict[str, Any]:
    return {"kind": "budget_rule", "path": f"public_finance.{name}", "value": value}


@cache
def catalogue() -> Catalogue:
    """The shipped catalogue and a made-up law with one table."""
    shipped = load_catalogue()
    with TemporaryDirectory() as folder:
        (Path(folder) / "wet").mkdir()
        (Path(folder) / "wet" / "parameters.yaml").write_text(LAW)
        own = load_parameters(Path(folder))
    assert shipped.parameters is not None
    parameters = ParameterSet({**shipped.parameters.parameters, **own.parameters}, shipped.parameters.index_path)
    entry = CatalogueEntry(unit="deel", title="Delen", kind="table", length=3, min=0.0, max=1.0)
    return Catalogue(shipped.inputs, {**shipped.law, SHARES: entry}, shipped.rules, parameters)


def compiled(*levers: dict[str, Any], status: str = "computed") -> Compiled:
    why = "Wacht op wat anders." if status != "computed" else ""
    whole = {"id": "E1", "block": 5, "title": "Een maatregel", "status": status, "why": why, "model": "care"}
    return compile_measures([Measure.model_validate({**whole, "levers": list(levers)})], catalogue=catalogue())


# What the law has on 1 January 2027: top rate 0.495; standaardpremie 2,119 in 2026, grown with its index since; the
# made-up table runs from 0.365 to 0.96. Bounds: a share from 0 to 1, an amount from 0 to ten times the published one.
@pytest.mark.parametrize(
    ("lever", "says"),
    [
        (law(TOP, 52), ("de waarde 52 valt buiten", "van 0 tot en met 1 (deel)", "levers.0.value")),
        (law(TOP, -0.1), ("-0.1 valt buiten", "van 0 tot en met 1")),
        (law(TOP, {"narrow": 0.5, "central": 0.5, "wide": 52.0}), ("52 valt buiten",)),
        (law(TOP, 0.6, mode="add"), ("optellen met 0.6 op 0.495 geeft 1.095", "van 0 tot en met 1")),
        (law(TOP, 52, mode="scale"), ("vermenigvuldigen met 52 op 0.495", "van 0 tot en met 1", "1.1 is 10% erbij")),
        (law(PREMIUM, -5000), ("-5000 valt buiten", "van 0 tot en met 2", "EUR/jaar")),
        (law(PREMIUM, -5000, mode="add"), ("optellen met -5000", "van 0 tot en met")),
        (law(PREMIUM, -1, mode="scale"), ("vermenigvuldigen met -1",)),
        (law(PREMIUM, 50000), ("50000 valt buiten", "van 0 tot en met 2")),
        (law(PREMIUM, 100, start="2020-01-01", mode="add"), ("2020-01-01", "voor 2026-01-01", "levers.0.start")),
        (law(PREMIUM, 100, start="2025-12-31", mode="add"), ("2025-12-31", "voor 2026-01-01")),
        (law(PREMIUM, [1.0, 2.0]), ("is geen getal", "Schrijf een getal in EUR/jaar")),
        (law(PREMIUM, value=True), ("true is geen getal",)),
        (law(TOGETHER, value=True, mode="add"), ("een ja/nee kan alleen worden gezet", "mode: add", "mode: set")),
        (law(TOGETHER, value=False, mode="scale"), ("een ja/nee kan alleen worden gezet", "mode: scale")),
        (law(TOGETHER, 1), ("1 is geen true of false",)),
        (law(SHARES, 0.96), ("dit is een tabel", "lijst van 3 getallen")),
        (law(SHARES, [0.96] * 2), ("de lijst heeft 2 getallen", "Schrijf er 3")),
        (law(SHARES, [0.96, 0.96, 1.5]), ("1.5 valt buiten", "van 0 tot en met 1")),
        (law(SHARES, 0.05, mode="add"), ("optellen met 0.05 geeft 1.01", "van 0 tot en met 1")),
        (law(SHARES, -0.4, mode="add"), ("geeft -0.035",)),
        (law(SHARES, 1.1, mode="scale"), ("geeft 1.056",)),
        (law(SHARES, [0.1] * 3, mode="add"), ("is geen getal",)),
        (model_input("asylum.grant_rate", 101, "%"), ("101 valt buiten", "van 0 tot en met 100 (%)")),
        (model_input("asylum.grant_rate", -101, "%", mode="add"), ("-101 bij optellen", "van -100 tot en met 100")),
        (model_input("asylum.grant_rate", 11, "%", mode="scale"), ("de factor 11", "van 0 tot en met 10")),
        (model_input("asylum.grant_rate", -0.5, "%", mode="scale"), ("de factor -0.5",)),
        (
            model_input("demography.life_expectancy", 2, "jaar", mode="scale"),
            ("de factor 2 valt", "van 0.5455 tot en met 1.833"),  # From 60 to 110 years: 60 / 110 and 110 / 60.
        ),
        (model_input("asylum.grant_rate", 50, "%", start=2025), ("het begin 2025", "Begin in 2026 of later")),
        (model_input("asylum.spreidingswet", value=True, unit="ja/nee", mode="scale"), ("een ja/nee kan alleen",)),
        (
            model_input("households.award_moment", "per_maand", "keuze", mode="add"),
            ("een keuze kan alleen worden gezet", "mode: add"),
        ),
        (rule("windfall_share_investment", 50), ("50 valt buiten", "van 0 tot en met 1")),
        (rule("escape_clause_last_year", 2020), ("2020 valt buiten", "van 2025 tot en met 2070")),
        ({**BUDGET, "amount_bn": 1201.0}, ("1201 mld EUR is meer dan het bbp", "Schrijf miljarden", "amount_bn")),
        ({**BUDGET, "amount_bn": -1201.0}, ("-1201 mld EUR", "van -1200 tot en met 1200")),
        ({**BUDGET, "amount_bn": {"narrow": 1.0, "central": 1.0, "wide": 1500.0}}, ("1500 mld EUR",)),
        ({**BUDGET, "amount_bn": None, "pm": 1500.0, "pm_source": "x", "pm_confidence": "E"}, ("1500 mld", ".pm")),
        ({**BUDGET, "phasing": {"profile": "full", "start": 2025}}, ("het begin 2025", "Begin in 2026", "phasing")),
        ({**BUDGET, "phasing": {"profile": "years", "shares": {2025: 1.0}}}, ("het begin 2025", "phasing")),
    ],
)
@pytest.mark.parametrize("status", ["computed", "planned", "open_norm"])
def test_what_cannot_be_is_refused_with_what_can(lever: dict[str, Any], says: tuple[str, ...], status: str) -> None:
    with pytest.raises(InputError) as caught:
        compiled(lever, status=status)
    assert [part for part in ("E1.levers.0", *says) if part not in str(caught.value)] == [], str(caught.value)


@pytest.mark.parametrize(
    "lever",
    [
        law(TOP, 0),
        law(TOP, 1),
        law(TOP, 0.505, mode="add"),
        law(TOP, 1 / 0.495, mode="scale"),
        law(PREMIUM, 0),
        law(PREMIUM, 100, start="2026-01-01", mode="add"),
        law(TOGETHER, value=True),
        law(SHARES, 0.04, mode="add"),
        law(SHARES, 0, mode="scale"),
        model_input("asylum.grant_rate", 100, "%", start=2026),
        model_input("asylum.grant_rate", 10, "%", mode="scale"),
        {**BUDGET, "amount_bn": 60.0},
    ],
)
def test_the_bounds_themselves_are_allowed(lever: dict[str, Any]) -> None:
    found = compiled(lever)
    assert not found.overlay.is_empty
    assert found.remarks == ()


def test_a_whole_table() -> None:
    values = [0.5, 0.75, 1.0]
    change = compiled(law(SHARES, values)).overlay.law[0]
    assert (change.value, change.mode) == (tuple(values), "set")


def test_a_very_large_amount_gets_a_remark() -> None:
    # 5% of 1,200 billion is 60 billion; 90 is 7.5%.
    assert compiled({**BUDGET, "amount_bn": 90.0}).remarks == (
        Remark("E1", "Het bedrag van 'a' is 90 mld EUR, 7,5% van het bbp van 2025."),
    )
    assert len(compiled({**BUDGET, "amount_bn": -61.0}).remarks) == 1
    pm = {**BUDGET, "amount_bn": None, "pm": {"narrow": 1.0, "central": 2.0, "wide": 70.0}}
    assert len(compiled({**pm, "pm_source": "x", "pm_confidence": "E"}).remarks) == 1
    assert compiled({**BUDGET, "amount_bn": 90.0}, status="planned").remarks == ()


def test_a_start_after_the_last_year_of_the_indices_is_said() -> None:
    assert compiled(law(PREMIUM, 100, start="2035-01-01", mode="add")).remarks == ()
    remarks = compiled(law(PREMIUM, 100, start="2036-01-01", mode="add")).remarks
    assert [remark.measure for remark in remarks] == ["E1"]
    assert "2036-01-01" in remarks[0].text
    assert "tot en met 2035" in remarks[0].text


@pytest.mark.parametrize(
    ("levers", "says"),
    [
        ([law(PREMIUM, -1200, mode="add")] * 2, "optellen met -1200"),
        ([law(TOP, 0.4), law(TOP, 3, mode="scale", start="2028-01-01")], "geeft 1.2"),
        ([model_input("asylum.grant_rate", 60, "%", mode="add")] * 2, "er 120 bij optellen"),
    ],
)
def test_levers_that_are_possible_alone_and_not_together(levers: list[dict[str, Any]], says: str) -> None:
    measures = [
        Measure.model_validate(
            {"id": f"E{n}", "block": 5, "title": "Een deel", "status": "computed", "levers": [lever]}
        )
        for n, lever in enumerate(levers)
    ]
    for one in measures:
        if one.levers[0].mode == "add":  # type: ignore[union-attr]
            compile_overlay([one])
    with pytest.raises(InputError) as caught:
        compile_overlay(measures)
    assert says in str(caught.value)
    assert "E1.levers" in str(caught.value)


def test_levers_that_are_impossible_alone_and_possible_together() -> None:
    # 0.495 × 3 is above 1; 0.2 × 3 is not.
    levers = [law(TOP, 0.2), law(TOP, 3, mode="scale", start="2028-01-01")]
    assert len(compiled(*levers).overlay.law) == 2
    with pytest.raises(InputError, match="geeft 1.485"):
        compiled(law(TOP, 3, mode="scale"), law(TOP, 0.2, start="2028-01-01"))


def test_two_additions_in_different_years_do_not_add_up() -> None:
    levers = [
        model_input("asylum.grant_rate", 60, "%", mode="add", until=2028),
        model_input("asylum.grant_rate", 60, "%", mode="add", start=2029),
    ]
    assert len(compiled(*levers).overlay.inputs) == 2


def test_every_number_of_the_catalogue_has_bounds() -> None:
    shipped = load_catalogue()
    entries = {**shipped.inputs, **shipped.law, **shipped.rules}
    numbers = {path: entry for path, entry in entries.items() if entry.kind in ("number", "table")}
    assert [p for p, e in numbers.items() if e.min is None or e.max is None or e.min >= e.max] == []


def test_what_the_law_publishes_lies_within_its_bounds() -> None:
    shipped = load_catalogue()
    assert shipped.parameters is not None
    for path, parameter in shipped.parameters.paths.items():
        entry = shipped.law[path]
        for dated in parameter.history if entry.kind != "boolean" else ():
            values = dated.value if isinstance(dated.value, tuple) else (float(dated.value),)
            assert entry.min is not None
            assert entry.max is not None
            assert all(entry.min <= value <= entry.max for value in values), path


@pytest.mark.parametrize(
    ("unit", "published", "low", "high"),
    [
        ("deel", [], 0, 1),
        ("% bbp", [], 0, 100),
        ("EUR/kwartaal", [2.0, 30.0], 0, 300),
        ("EUR/maand", [-30.0, 4.0], -300, 300),
        ("weken", [], 0, 104),
        ("weken/jaar", [], 0, 53),
    ],
)
def test_bounds_of_a_unit(unit: str, published: list[float], low: float, high: float) -> None:
    entry = bounded(CatalogueEntry(unit=unit, title="Iets"), published)
    assert (entry.min, entry.max) == (low, high)


def test_own_bounds_go_before_those_of_the_unit() -> None:
    entry = bounded(CatalogueEntry(unit="deel", title="Iets", max=3.0))
    assert (entry.min, entry.max) == (0.0, 3.0)
    assert bounded(CatalogueEntry(unit="lengtes", title="Iets")).max is None


def test_bounds_of_a_parameter_go_before_those_of_its_unit() -> None:
    """A parameter of the law may bring `low` and `high`; an entry of the catalogue still goes before them."""
    dated = SimpleNamespace(value=0.495)
    fields = {"kind": "number", "unit": "deel", "title": "Tarief", "history": (dated,), "low": 0.2, "high": 0.7}
    parameter: Any = SimpleNamespace(**fields)
    found = law_entry(None, parameter)
    assert (found.min, found.max) == (0.2, 0.7)
    found = law_entry(CatalogueEntry(unit="deel", title="Tarief", max=0.6), parameter)
    assert (found.min, found.max) == (0.2, 0.6)


def test_a_table_of_the_law_is_in_the_catalogue() -> None:
    table = SimpleNamespace(value=(0.1, 0.5, 0.9))
    parameter: Any = SimpleNamespace(kind="table", unit="EUR/jaar", title="Inkomens", history=(table,))
    found = law_entry(None, parameter)
    assert (found.kind, found.length, found.min, found.max) == ("table", 3, 0.0, 9.0)
    kinds = {path: parameter.kind for path, parameter in load_catalogue().parameters.paths.items()}  # type: ignore[union-attr]
    tables = {path for path, kind in kinds.items() if kind == "table"}
    assert tables == {path for path, entry in load_catalogue().law.items() if entry.kind == "table"}


def test_a_model_that_exists_has_its_levers_in_its_folder() -> None:
    folders = {path.parent.name for path in MODELS_FOLDER.glob("*/__init__.py")}
    assert {path.stem for path in CATALOGUE_FOLDER.glob("*.yaml")} & folders == set()
    for path in MODELS_FOLDER.glob("*/levers.yaml"):
        own = [name for name in load_catalogue().inputs if name.startswith(f"{path.parent.name}.")]
        own += [name for name in load_catalogue().rules if name.startswith(f"{path.parent.name}.")]
        assert own, path


def test_the_shipped_package_is_possible_in_every_reading() -> None:
    package = load_package("bouwstenen")
    for reading in READINGS:
        assert compile_measures(package.measures, reading, where=package.where).remarks == ()


def test_the_limits_name_their_source() -> None:
    gdp = limits().gdp
    assert (gdp.value, gdp.unit, gdp.year) == (1200, "mld EUR", 2025)
    assert gdp.source
    assert gdp.confidence in "ABCDE"


def test_an_empty_catalogue_refuses_everything() -> None:
    with pytest.raises(InputError, match="bestaat niet"):
        compile_overlay(
            [
                Measure.model_validate(
                    {"id": "E1", "block": 5, "title": "Iets", "status": "computed", "levers": [law(TOP, 0.5)]}
                )
            ],
            catalogue=Catalogue({}, {}, {}),
        )
