"""A headline number of the shipped package that moves is seen, whoever moved it."""

from __future__ import annotations

import dataclasses
import math

import pytest
from tests.golden import headlines as golden

from bouwstenen import service
from bouwstenen.models import MODELS

NUMBERS = golden.read(golden.FILE.read_text(encoding="utf-8"))


def test_headline_numbers_are_what_they_were() -> None:
    view = service.run("bouwstenen", golden.OPTIONS).view
    changes = golden.moved(NUMBERS, {number.name: golden.now(view, number) for number in NUMBERS})
    if changes:
        pytest.fail(
            f"headline numbers moved; right? then `make golden` and CHANGELOG.md\n{golden.table(changes)}",
            pytrace=False,
        )
    units = {(r[0], r[1]) for r in view.rows.select("indicator", "unit").unique().iter_rows()}
    assert {(number.indicator, number.unit) for number in NUMBERS} <= units


def test_every_model_has_headline_numbers() -> None:
    assert {number.indicator.partition(".")[0] for number in NUMBERS} == {model.name for model in MODELS}
    assert len(NUMBERS) >= 55
    assert len({number.name for number in NUMBERS}) == len(NUMBERS)


def test_tolerances_are_small_beside_the_numbers() -> None:
    """One that is wider than a hundredth of its number, and than what people see, would let a fault through."""
    seen = {"bn_eur": 0.05, "pct_gdp": 0.05, "pct": 0.05, "per_100": 0.05, "persons": 20.0}
    for number in NUMBERS:
        assert 0.0 < number.tolerance <= max(abs(number.value) / 100, seen.get(number.unit, 0.0)), number.name


def test_a_number_that_moves_past_its_tolerance_is_named() -> None:
    number = golden.Golden("a.b", "ledger=esa", 2030, "package", 2.0, 0.05, "bn_eur")
    assert golden.moved([number], {number.name: 2.04}) == []
    for value in (2.06, 1.94, -2.0, math.nan, None):
        (change,) = golden.moved([number], {number.name: value})
        assert change.was == 2.0
    printed = golden.table(golden.moved([number], {number.name: 1.9}))
    assert "a.b ledger=esa 2030 package" in printed
    assert "-0.1 " in printed
    assert "none" in golden.table(golden.moved([number], {}))


def test_the_file_reads_back_as_it_was_written() -> None:
    assert golden.written(golden.read(golden.written(NUMBERS))) == golden.FILE.read_text(encoding="utf-8")


def test_the_page_tells_what_moved() -> None:
    number = dataclasses.replace(NUMBERS[0], value=NUMBERS[0].value + 1)
    after = {NUMBERS[0].name: NUMBERS[0].value}
    assert NUMBERS[0].name in golden.page(golden.moved([number], after))
    assert "None." in golden.page([])
