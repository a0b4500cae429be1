"""Households that stand for a point of law each: the right amount, refused, or said in `ontbreekt`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import bouwstenen
from bouwstenen.cases.budget_line import parse_range
from bouwstenen.cases.compute import household_from
from bouwstenen.cases.missing import coverage_table, looked_at
from bouwstenen.core.yaml_file import load_yaml
from bouwstenen.law import law_on, parameter_set

FILE = Path(__file__).parent / "data" / "points_of_law.yaml"
CASES = yaml.safe_load(FILE.read_text(encoding="utf-8"))["cases"]
DOC = Path(__file__).parents[2] / "docs" / "law_coverage.md"


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_point_of_law(case: dict) -> None:
    if "refused" in case:
        with pytest.raises(bouwstenen.InputError) as error:
            bouwstenen.household(case["input"])
        assert all(words in str(error.value) for words in case["refused"]), str(error.value)
        return
    found = bouwstenen.household(case["input"])
    for path, want, tolerance in case.get("want", []):
        value: object = found
        for part in path.split("."):
            value = value[part]  # type: ignore[index]
        assert value == pytest.approx(want, abs=tolerance), path
    said = " ".join(found["ontbreekt"])
    assert all(words in said for words in case.get("said", [])), said
    assert not any(words in said for words in case.get("not_said", [])), said


def _file(folder: Path, person: str, rest: str = "") -> Path:
    path = folder / "geval.yaml"
    path.write_text(f"datum: 2026-01-01\npersonen:\n  - {{id: a, geboortedatum: 1990-05-01, {person}}}\n{rest}")
    return path


@pytest.mark.parametrize(
    ("person", "rest", "words"),
    [
        ("loon: 36.000", "", "36.000 kan 36.000 of 36 betekenen. Schrijf 36000 of 36"),
        ("spaargeld: 1.250", "", "Schrijf 1250 of 1.25"),
        ("winst: -12.500", "", "Schrijf -12500 of -12.5"),
        ("loon: 30000", "woning: {soort: huur, kale_huur_per_maand: 1.100}\n", "Schrijf 1100 of 1.1"),
        ("loon: 30000", "gegeven: {a: {toetsingsinkomen: 45.000}}\n", "Schrijf 45000 of 45"),
    ],
)
def test_an_amount_with_exactly_three_decimals_is_asked_about(
    tmp_path: Path, person: str, rest: str, words: str
) -> None:
    with pytest.raises(bouwstenen.InputError, match=re.escape(words)):
        household_from(load_yaml(_file(tmp_path, person, rest)))


@pytest.mark.parametrize(
    "person",
    ["loon: 36000", "loon: 36000.50", "loon: 1234.567", "loon: 36.0", "uitkering_soort: ww, uitkering_dagloon: 91.954"],
)
def test_other_decimals_and_a_daily_wage_are_read_as_they_stand(tmp_path: Path, person: str) -> None:
    assert household_from(load_yaml(_file(tmp_path, person)))["datum"] == "2026-01-01"


def test_a_range_of_amounts_asks_about_three_decimals_and_names_its_bounds() -> None:
    with pytest.raises(bouwstenen.InputError, match=re.escape("Schrijf 120000 of 120")):
        parse_range("0:120.000:500")
    with pytest.raises(bouwstenen.InputError, match="buiten de grenzen"):
        parse_range("-20000:20000:1000")
    with pytest.raises(bouwstenen.InputError, match="buiten de grenzen"):
        parse_range("0:1e9:1e8")


def test_every_name_that_a_gap_looks_at_exists_on_some_date() -> None:
    known = {name for date in ("2024-01-01", "2026-07-01", "2030-01-01") for name in law_on(date).nodes}
    assert set(looked_at()) <= known | set(parameter_set().parameters)


def test_the_table_in_the_document_is_the_one_that_answers_use() -> None:
    assert coverage_table() in DOC.read_text(encoding="utf-8")
