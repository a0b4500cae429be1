"""The model in its place: levers, coverage of block 2, words, bounds, claims, section and speed."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.models.economy.economy_helpers import entry, lever, overlay, real, run, shipped, table, value

from bouwstenen.agreement.coverage import ledger
from bouwstenen.agreement.loader import load_package
from bouwstenen.core.errors import InputError
from bouwstenen.facts import load_facts
from bouwstenen.levers import Overlay
from bouwstenen.levers.catalogue import load_catalogue
from bouwstenen.models.economy import MODEL, economy_facts
from bouwstenen.models.economy.section import message, sections
from bouwstenen.views import RunView
from bouwstenen.views.run_view import Value
from bouwstenen.views.words import load_words

if TYPE_CHECKING:
    from collections.abc import Iterator

READINGS = ("narrow", "central", "wide")
MOVED: dict[str, Any] = {
    "rd_budget_indexed": False, "rd_public_goal": 1.0, "regulatory_burden_counting": "netto",
    "regulatory_effectiveness_test": True, "rd_budget_line": 1, "llo_budget_line": 1,
}  # fmt: skip
AROUND = (
    lever("rd_budget_line", 1), lever("llo_budget_line", 1), lever("regulatory_burden_reduction", 20.0), entry(1, 2.0),
    entry(1, 3.0, "loan"),
)  # fmt: skip
"""What a lever needs beside it to have something to move."""


def levers() -> Iterator[str]:
    for path in load_catalogue().inputs:
        if path.startswith("economy."):
            yield path.removeprefix("economy.")


@pytest.mark.parametrize("name", sorted(levers()))
def test_every_lever_moves_a_row(name: str) -> None:
    others = [change for change in AROUND if getattr(change, "path", "") != f"economy.{name}"]
    usual = 1 if name.startswith("line_of_") else 50.0 if "share" in name and "rd_" not in name else 1.5
    before, after = (
        table(run(overlay(*others, *more), real())) for more in ((), (lever(name, MOVED.get(name, usual)),))
    )
    assert not before.equals(after), name


@pytest.mark.parametrize("reading", READINGS)
def test_the_null_package_is_zero_and_only_block_two_moves_this_model(reading: Any) -> None:
    rows = table(run(Overlay(), real()))
    assert rows["difference"].drop_nulls().abs().max() == 0
    assert not list(MODEL.money(run(Overlay(), real())))
    assert all(change.measure.startswith("B2-") for change in shipped(reading).inputs)


def test_every_lever_of_the_shipped_package_reaches_a_row_in_some_reading() -> None:
    waiting = {change.path for change in shipped().inputs}
    for reading in READINGS:
        whole = table(run(shipped(reading), real()))
        for path in sorted(waiting):
            without = shipped(reading).filtered(lambda change, path=path: getattr(change, "path", "") != path)
            if not whole.equals(table(run(without, real()))):
                waiting.discard(path)
    assert not waiting


def test_eleven_items_of_block_two_have_a_computed_part_and_the_others_a_reason() -> None:
    package = load_package("bouwstenen")
    rows = [row for row in ledger(package) if row.block == "B2"]
    assert len(rows) == 29
    done = [row for row in rows if {"computed", "rule_of_thumb"} & set(row.outcome.split("; "))]
    assert len(done) >= 11
    for measure in package.measures:
        if measure.id.startswith("B2-") and measure.status != "computed":
            assert len(measure.why) > 20, measure.id


def test_the_numbers_of_the_shipped_package() -> None:
    claims = MODEL.claims(run(shipped(), real()))
    assert claims["economy.rd_public_share_gdp"].value == pytest.approx(0.569 + 2.0 / 1280 * 100, abs=0.002)
    assert "2,83%" in claims["economy.rd_share_gdp"].explanation
    # 22.5% of the national half.
    assert claims["economy.regulatory_burden_reduction"].value == pytest.approx(22.5 * 8.5 / 17.1)
    assert claims["economy.mkb_ecosystem_regions"].value == 19
    wide = MODEL.claims(run(shipped("wide"), real()))
    assert wide["economy.rd_public_share_gdp"].value == pytest.approx(1.0)
    assert (wide["economy.rd_share_gdp"].value or 9) < 3.0


def test_a_wider_reading_never_brings_less_research_or_leaves_more_burden() -> None:
    found = {reading: table(run(shipped(reading), real())) for reading in READINGS}
    totals = [value(found[reading], "rd_total", column="package") for reading in READINGS]
    left = [value(found[reading], "burden", column="package", scenario="claim") for reading in READINGS]
    assert totals == sorted(totals)
    assert left == sorted(left, reverse=True)


def test_the_counting_of_the_options_is_the_one_that_is_shown() -> None:
    for counting in ("financing", "performance", "budget"):
        rows = table(run(shipped(), real(), counting=counting, unchanged="held"))
        there = value(rows, "rd_public_gap", column="package")
        assert there == value(rows, "rd_public_gap", column="package", scenario=f"{counting}_held")


def test_every_code_has_words_and_every_row_ends_in_figures_that_exist() -> None:
    words, facts = load_words(), load_facts()
    rows = table(run(shipped(), real()))
    for column, prefix in (("indicator", "indicator"), ("unit", "unit"), ("band", "band")):
        for code in rows[column].unique():
            assert words.get(f"{prefix}.{code}"), code
    for code in set(rows["scenario"].unique()) - {"none"}:
        assert words.get(f"scenario.{code}"), code
    for dimension, group in rows.select("dimension", "group").unique().iter_rows():
        assert dimension == "all" or words.get(f"group.{dimension}.{group}"), group
    keys = {*facts.values, *facts.columns}
    for name in rows["indicator"].unique():
        prefix = max((p for p in MODEL.uses if name.startswith(p)), key=len)
        for key in MODEL.uses[prefix]:
            assert key in keys or (key.endswith(".") and any(k.startswith(key) for k in keys)), key


def view(rows_of: Any, **options: str) -> RunView:
    return RunView(rows=rows_of, tables={}, package={}, options={"reading": "central", **options})


def test_the_section_says_what_the_rows_say() -> None:
    (found,) = sections(view(table(run(shipped(), real()))), load_words())
    assert found.message.startswith("In 2030 is R&D met het pakket 2,3% van het bbp, zonder pakket 2,1%")
    assert "0,7 procentpunt onder" in found.message
    assert found.message.endswith("Publiek is hier wie betaalt, en dat daalt zonder pakket met de begroting.")
    other = {"economy.counting": "budget", "economy.unchanged": "held"}
    (named,) = sections(view(table(run(shipped(), real())), **other), load_words())
    assert named.message.endswith("de begroting van het Rijk, en dat blijft zonder pakket gelijk als deel van het bbp.")
    words = " ".join(word for part in found.parts for word in part.words)
    assert "maakt 2,0 miljard euro in 2030 een daling in de begroting ongedaan; 0,0 miljard komt er echt bij" in words
    assert any("uurtarief" in gap for gap in found.missing)
    assert {part.key for part in found.parts} == {"research", "burden", "training", "regions", "what_ifs", "people"}


def test_the_section_stands_without_a_package_too() -> None:
    (found,) = sections(view(table(run(handed=real()))), load_words())
    assert "verandert de publieke R&D niet" in " ".join(found.parts[0].words)
    assert not list(sections(view(table(run()).clear()), load_words()))


def test_the_message_knows_both_directions() -> None:
    total = Value(2.0, 3.2, 1.2, None, None)
    assert message(total, Value(1.0, -0.2, None, None, None), "X").endswith(
        "het doel wordt gehaald. Publiek is hier X."
    )
    assert message(total, Value(1.0, 0.6, None, None, None), "X").endswith(
        "0,6 procentpunt onder het doel. Publiek is hier X."
    )


def test_missing_figures_are_named_together_and_impossible_ones_refused() -> None:
    facts = load_facts()
    gone = {"economy.rd_gdp", "economy.course_price"}
    with pytest.raises(InputError) as caught:
        economy_facts(replace(facts, values={k: v for k, v in facts.values.items() if k not in gone}))
    assert all(key in str(caught.value) for key in gone)
    for key, wrong, said in (
        ("course_price", 0.0, "1 tot en met"), ("deadweight_low", 0.9, "hoogstens 0.7"),
        ("rd_gdp", float("nan"), "rd_gdp"), ("burden_first_count", 0.0, "burden_first_count"),
    ):  # fmt: skip
        figure = facts.values[f"economy.{key}"].model_copy(update={"value": wrong})
        with pytest.raises(InputError, match=said):
            economy_facts(replace(facts, values={**facts.values, f"economy.{key}": figure}))


def test_identities_hold_and_the_hold_out_is_shown_with_its_gap() -> None:
    found = list(MODEL.checks(run(shipped(), real()), load_facts()))
    assert all(check.met for check in found if check.kind == "identity")
    (held,) = [check for check in found if check.kind == "benchmark"]
    assert held.expected == 2.0
    assert abs(held.gap) < 0.15


def test_the_whole_model_takes_less_than_fifty_milliseconds() -> None:
    def once() -> float:
        start = time.process_time()
        list(MODEL.rows(run(shipped(), real()), {}))
        return time.process_time() - start

    assert min(once() for _ in range(5)) < 0.05
