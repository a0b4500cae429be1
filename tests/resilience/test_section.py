"""Rows and what people read: the same numbers, the right words of direction."""

from __future__ import annotations

import polars as pl
import pytest
from resilience_made import SMALL, TEST, change, run

from bouwstenen.effects.row import rows_table
from bouwstenen.models.resilience import MODEL, Result
from bouwstenen.models.resilience.section import _Look, message, sections  # pyright: ignore[reportPrivateUsage]
from bouwstenen.views import RunView, Section
from bouwstenen.views.words import load_words

KIT = change("B7-04a", "household_kit_share", 58.0)
WORDS = load_words()
OPEN = {"id": "B7-03", "model": "resilience", "status": "open_norm", "why": "Er ontbreekt één cijfer: de bezetting."}


def view(result: Result) -> RunView:
    rows = rows_table(MODEL.rows(result, {}), run="r", model="resilience", reading="central")
    tables = {f"resilience.{name}": table for name, table in MODEL.tables(result).items()}
    return RunView(rows, tables, {"measures": [OPEN]}, {"reading": "central"})


def section(result: Result) -> Section:
    (found,) = sections(view(result), WORDS)
    return found


def test_every_code_has_words() -> None:
    rows = view(run(*TEST, KIT)).rows
    for code in rows["indicator"].unique():
        assert WORDS(f"indicator.{code}")
    for code in rows["unit"].unique():
        assert WORDS(f"unit.{code}")
    for dimension, group in rows.select("dimension", "group").unique().iter_rows():
        assert group == "all" or WORDS.texts[f"group.{dimension}.{group}"]
    for code in rows["scenario"].unique():
        assert code == "none" or WORDS(f"scenario.{code}")


def test_the_country_is_the_sum_of_its_regions_and_of_its_municipalities() -> None:
    rows = view(run(options=SMALL.model_copy(update={"region": ""}))).rows.filter(pl.col("dimension") == "all")
    for name in ("points", "beyond", "points_regional"):
        mine = rows.filter(pl.col("indicator") == f"resilience.{name}")
        whole = mine.filter(pl.col("region") == "NL")["package"].item()
        assert whole > 0
        assert mine.filter(pl.col("region").str.starts_with("VR"))["package"].sum() == pytest.approx(whole)
        if name != "points_regional":
            assert mine.filter(pl.col("region").str.starts_with("GM"))["package"].sum() == pytest.approx(whole)


def test_a_country_without_a_norm_says_that_the_package_changes_nothing() -> None:
    found = section(run(options=SMALL.model_copy(update={"region": ""})))
    assert found.message.endswith("het pakket verandert dat niet.")


def test_a_part_of_the_country_gives_no_number_for_all_of_it() -> None:
    found = view(run())
    assert found.path("resilience.points") == {}
    assert found.path("resilience.points", region="VR11")
    assert "de rest van het land is niet gerekend" in section(run()).message


def test_an_open_measure_is_named_as_not_scored_with_its_figure() -> None:
    missing = section(run(*TEST, KIT)).missing
    assert "B7-03: niet gescoord. Er ontbreekt één cijfer: de bezetting." in missing


def test_the_test_stands_only_where_it_is_asked_for() -> None:
    keys = [part.key for part in section(run(KIT)).parts]
    asked = [part.key for part in section(run(*TEST, KIT)).parts]
    assert "test" not in keys
    assert "test" in asked
    (part,) = (part for part in section(run(TEST[0], KIT)).parts if part.key == "test")
    assert "in de volgorde van het document" in part.words[0]
    (part,) = (part for part in section(run(*TEST, KIT)).parts if part.key == "test")
    assert "naar wat een euro voorkomt" in part.words[0]


def test_a_kit_moves_people_and_food_in_the_rows_and_not_power() -> None:
    rows = view(run(KIT)).rows
    kit = rows.filter(pl.col("indicator") == "resilience.people_with_kit")["difference"].item()
    assert kit == pytest.approx(0.27 * 17_811_291, rel=1e-6)
    lost = rows.filter(pl.col("indicator") == "resilience.lost")
    assert (lost.filter(pl.col("group") == "food")["difference"] < 0).all()
    assert (lost.filter(pl.col("group") == "power")["difference"] == 0).all()


def test_message_names_more_points_and_fewer_people() -> None:
    rows = [
        {"indicator": f"resilience.{name}", "year": 2030, "baseline": before, "package": after}
        for name, before, after in (("points", 3600.0, 4e3), ("beyond", 500000.0, 0.0), ("people_with_kit", 1.0, 1.0))
    ]  # fmt: skip
    table = rows_table(
        [pl.DataFrame(rows).with_columns(unit=pl.lit("count"))], run="r", model="resilience", reading="central"
    )
    norm = pl.DataFrame({"km": [3.0], "people": [5000.0], "sought": [True], "by_score": [True], "budget_bn": [0.0]})
    words = message(_Look(RunView(table, {"resilience.norm": norm}, {}, {"reading": "central"}), WORDS))
    assert "vraagt 400 punten meer dan het plan" in words
    assert "met alleen het lopende plan wonen 500.000 mensen verder weg, met het pakket 0" in words
