"""The table of rows: defaults, stamps, no key that is no code, no number that is none, no row twice."""

from __future__ import annotations

import math
from typing import Any

import polars as pl
import pytest

from bouwstenen.effects.row import COLUMNS, Row, rows_table


def table(*rows: Row | pl.DataFrame) -> pl.DataFrame:
    return rows_table(rows, run="r1", model="care", reading="wide")


def one(**values: Any) -> Row:
    return Row(**{"indicator": "care.beds", "unit": "count", "year": 2030, "baseline": 4.0, "package": 7.0, **values})


def test_a_row_gets_stamps_defaults_and_package_minus_baseline() -> None:
    found = table(one()).row(0, named=True)
    assert tuple(found) == COLUMNS
    assert (found["run"], found["model"], found["reading"]) == ("r1", "care", "wide")
    assert (found["measure"], found["block"], found["payer"], found["group"]) == ("all", "all", "all", "all")
    assert (found["ledger"], found["region"], found["price_level"]) == ("none", "NL", None)
    assert found["difference"] == 3.0


def test_a_frame_with_some_columns_gives_the_same_as_rows() -> None:
    frame = pl.DataFrame(
        {
            "indicator": ["care.beds"] * 2,
            "unit": "count",
            "year": [2030, 2031],
            "baseline": [4.0, 1.0],
            "package": [7.0, 0.0],
        }
    )
    assert table(frame).equals(table(one(), one(year=2031, baseline=1.0, package=0.0)), null_equal=True)


def test_frames_with_other_columns_and_rows_go_together() -> None:
    frame = pl.DataFrame({"indicator": ["care.nurses"], "unit": ["persons"], "year": [2030], "difference": [2.0]})
    found = table(one(), frame).sort("indicator")
    assert found["difference"].to_list() == [3.0, 2.0]
    assert found["package"].to_list() == [7.0, None]


def test_a_difference_that_is_given_stays() -> None:
    assert table(one(difference=2.5)).row(0, named=True)["difference"] == 2.5


def test_minus_zero_is_zero() -> None:
    found = table(one(baseline=-0.0, package=-0.0)).row(0, named=True)
    assert math.copysign(1.0, found["baseline"]) == 1.0
    assert math.copysign(1.0, found["difference"]) == 1.0


@pytest.mark.parametrize("name", ["indicator", "unit", "measure", "block", "group", "region", "scenario", "status"])
@pytest.mark.parametrize("value", ["twee woorden", "", "é", "a/b"])
def test_a_key_that_is_no_code_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=f"'{name}'"):
        table(one(**{name: value}))


@pytest.mark.parametrize("name", ["baseline", "package", "difference", "low", "high"])
@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_number_that_is_none_is_refused(name: str, value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        table(one(**{name: value}))


def test_a_row_may_stand_once_and_a_block_beside_it() -> None:
    assert table(one(), one(block="B3"), one(ledger="esa"), one(year=2031)).height == 4
    with pytest.raises(ValueError, match="twice"):
        table(one(), one(baseline=5.0))


def test_no_rows_give_an_empty_table_with_all_columns() -> None:
    assert table().columns == list(COLUMNS)
