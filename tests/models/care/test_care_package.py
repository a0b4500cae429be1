"""Block 5 of the package against this model: what is computed, and one missing figure for what is not."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from care_helpers import netherlands, package, run, table

from bouwstenen.agreement.loader import load_package
from bouwstenen.levers.compile import compile_overlay
from bouwstenen.models.care import MODEL

if TYPE_CHECKING:
    from bouwstenen.agreement.schema import Measure, Reading
    from bouwstenen.levers import Overlay

MISSING = "Het ene cijfer dat ontbreekt: "
COMPUTED = ("B5-05a", "B5-06a", "B5-13a", "B5-15a", "B5-26a", "B5-28a", "B5-34a", "B5-42b", "B5-43", "B5-44")
RULES = ("B5-11b", "B5-12a")
STATES = {"B5-34a": "wide"}
"""Measures whose central reading is what happens already, and a reading in which they do something."""


@cache
def measures() -> dict[str, Measure]:
    return {m.id: m for m in load_package("bouwstenen").measures if m.attributed_block == "B5"}


def moves(name: str, reading: Reading) -> Overlay:
    return compile_overlay([measures()[name]], reading).slice("care", law=False, lines=False, rules=False)


@pytest.mark.parametrize("name", [*COMPUTED, *RULES])
def test_what_is_called_computed_moves_a_row(name: str) -> None:
    found = measures()[name]
    assert found.status == ("computed" if name in COMPUTED else "rule_of_thumb")
    alone = run(moves(name, STATES.get(name, "central")), netherlands())  # pyright: ignore[reportArgumentType]
    assert not table(alone).equals(table(run(package(), netherlands())))


def test_no_other_measure_of_block_5_moves_this_model() -> None:
    others = [m for m in measures().values() if m.id not in {*COMPUTED, *RULES}]
    assert compile_overlay(others).inputs == ()


@pytest.mark.parametrize(
    "name", ["B5-05a", "B5-06a", "B5-11b", "B5-12a", "B5-15a", "B5-26a", "B5-28a", "B5-34a", "B5-42b", "B5-43"]
)
@pytest.mark.parametrize("reading", ["narrow", "central", "wide"])
def test_no_goal_or_hope_of_block_5_reaches_the_budget(name: str, reading: Reading) -> None:
    """In no reading: a task, an outcome that is hoped for, or money whose other half is not known."""
    result = run(moves(name, reading), netherlands())
    assert all(not m.amounts_bn.any() for m in MODEL.money(result))


@pytest.mark.parametrize("name", ["B5-13a", "B5-44"])
def test_only_these_reach_the_budget(name: str) -> None:
    result = run(moves(name, "central"), netherlands())
    assert any(m.amounts_bn.any() for m in MODEL.money(result))


def test_readings_stand_in_order() -> None:
    """Wider is further: fewer smokers, more time, healthier years, more places; the level asks more than growth."""
    by_reading = {reading: run(moves("B5-28a", reading), netherlands()) for reading in ("narrow", "central", "wide")}  # pyright: ignore[reportArgumentType]
    change = [by_reading[r].framework["residual_cpb_price"].difference[15] for r in ("narrow", "central", "wide")]
    assert change[0] == 0
    assert change[2] < change[1] < 0
    target = [run(moves("B5-42b", r), netherlands()).own_task for r in ("narrow", "central", "wide")]  # pyright: ignore[reportArgumentType]
    assert [t.form for t in target if t is not None] == ["growth", "growth", "level"]


def test_items_are_computed_or_name_the_one_figure_that_is_missing() -> None:
    """At least half of the items of the programme text of block 5; process and pure open norms do not count."""
    items: dict[tuple[str, int], bool] = {}
    for measure in measures().values():
        place = measure.source
        if place is None or place.item is None:
            continue
        answered = measure.id in {*COMPUTED, *RULES} or MISSING in measure.why
        key = (place.heading, place.item)
        items[key] = items.get(key, False) or answered
    assert len(items) > 30
    assert sum(items.values()) >= len(items) / 2


def test_every_open_norm_names_one_figure() -> None:
    open_ones = [m for m in measures().values() if m.status == "open_norm"]
    assert open_ones
    assert [m.id for m in open_ones if m.why.count(MISSING) != 1] == []
    assert [m.id for m in measures().values() if m.status == "planned"] == []


def test_texts_say_what_the_facts_show() -> None:
    growth = measures()["B5-42b"].description
    assert "1,50% per jaar in 2025-2040" in growth
    assert "1,31% in 2035-2040" in growth
    assert "1,00%" not in growth
    assert "2,16%" in measures()["B5-10b"].why
    agreed = measures()["B5-44"]
    assert agreed.reading is not None
    assert "alleen 2028 is dus van dit pakket" in agreed.reading.central
    middle = measures()["B5-28a"]
    assert middle.reading is not None
    assert "helft" in middle.reading.central


def test_claims_of_block_5_are_answered() -> None:
    asked = {c.indicator for m in measures().values() for c in m.claims if c.indicator.startswith("care.")}
    assert asked == set(MODEL.claims(run(handed=netherlands())))
