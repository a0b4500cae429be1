"""The checks must find a table that does not add up: each test breaks one number."""

from __future__ import annotations

import math

import polars as pl
import pytest

from bouwstenen.checks import identities
from bouwstenen.checks.identities import IDENTITIES, check_identities
from bouwstenen.effects.row import Row, rows_table

YEARS = ((2027, -1.0, 3.0, 2.0, 100.0), (2028, -2.0, 5.0, 0.0, 110.0))
"""Year, effect on balance, extra debt, financial money, baseline debt; the baseline balance is −10."""


def row(indicator: str, year: int, difference: float, base: float | None = None, **keys: str) -> Row:
    levels = {} if base is None else {"baseline": base, "package": base + difference}
    return Row(
        indicator=f"public_finance.{indicator}", unit="bn_eur", year=year, difference=difference,
        **levels, **{"ledger": "esa", **keys},
    )  # fmt: skip


@pytest.fixture
def table() -> pl.DataFrame:
    """Two years, two blocks; block B1 has two measures with a part each, B2 one measure with one part."""
    rows: list[Row] = []
    for year, balance, debt, flow, before in YEARS:
        rows += [
            row("balance", year, balance, -10.0),
            row("debt", year, debt, before),
            row("stock_flow", year, flow, 0.0),
        ]
        for name, total in (("balance", balance), ("debt", debt)):
            rows += [row(name, year, total / 2, block=block) for block in ("B1", "B2")]
            for block, measure, share in (("B1", "L01", 0.2), ("B1", "L02", 0.3), ("B2", "L03", 0.5)):
                rows.append(row(name, year, total * share, block=block, measure=measure))
                rows.append(row(name, year, total * share, block=block, measure=measure, dimension="part", group="a"))
        rows.append(row("cost_if_carried_out", year, -balance, ledger="none"))
        for route, share in (("cash", 0.25), ("in_kind", 0.75)):
            rows.append(row("bridge", year, -balance * share, ledger="none", dimension="route", group=route))
    return rows_table(rows, run="r", model="public_finance", reading="central")


def changed(table: pl.DataFrame, column: str, *where: pl.Expr) -> pl.DataFrame:
    at = pl.all_horizontal(pl.col("year") == 2028, *where)
    return table.with_columns(pl.when(at).then(pl.col(column) + 0.01).otherwise(pl.col(column)).alias(column))


def failing(table: pl.DataFrame) -> list[str]:
    return [f.__name__ for f, check in zip(IDENTITIES, check_identities(table), strict=True) if not check.met]


def test_a_sound_table_passes(table: pl.DataFrame) -> None:
    assert failing(table) == []
    assert len({check.name for check in check_identities(table)}) == len(IDENTITIES)


IS_PART = pl.col("dimension") == "part"
WHOLE = pl.col("block") == "all"


@pytest.mark.parametrize("name", ["balance", "debt"])
def test_a_wrong_part_is_found(table: pl.DataFrame, name: str) -> None:
    broken = changed(
        table, "difference", IS_PART, pl.col("indicator") == f"public_finance.{name}", pl.col("block") == "B2"
    )
    assert failing(broken) == [f"parts_add_up_to_{name}"]


@pytest.mark.parametrize("name", ["balance", "debt"])
def test_a_wrong_block_is_found(table: pl.DataFrame, name: str) -> None:
    block = (pl.col("block") == "B2") & (pl.col("measure") == "all")
    broken = changed(table, "difference", block, pl.col("indicator") == f"public_finance.{name}")
    assert failing(broken) == [f"blocks_add_up_to_{name}", f"measures_add_up_to_{name}"]


@pytest.mark.parametrize("name", ["balance", "debt"])
def test_a_wrong_measure_is_found(table: pl.DataFrame, name: str) -> None:
    measure = (pl.col("measure") == "L03") & ~IS_PART
    broken = changed(table, "difference", measure, pl.col("indicator") == f"public_finance.{name}")
    assert failing(broken) == [f"measures_add_up_to_{name}"]


@pytest.mark.parametrize("name", ["balance", "debt"])
def test_money_of_a_measure_under_another_block_is_found(table: pl.DataFrame, name: str) -> None:
    """The total and the parts stay right: only the block of one measure is wrong."""
    at = (pl.col("measure") == "L02") & ~IS_PART & (pl.col("indicator") == f"public_finance.{name}")
    moved = table.with_columns(pl.when(at).then(pl.lit("B2")).otherwise(pl.col("block")).alias("block"))
    assert failing(moved) == [f"measures_add_up_to_{name}"]


def test_a_route_that_is_missing_is_found(table: pl.DataFrame) -> None:
    assert failing(table.filter(pl.col("group") != "in_kind")) == ["routes_add_up_to_costs"]
    none = table.filter(~pl.col("indicator").is_in(["public_finance.bridge", "public_finance.cost_if_carried_out"]))
    assert failing(none) == []


def test_debt_that_does_not_follow_without_the_package(table: pl.DataFrame) -> None:
    flow = pl.col("indicator") == "public_finance.stock_flow"
    assert failing(changed(table, "baseline", flow)) == ["debt_follows_without_package", "differences_follow"]


def test_debt_that_does_not_follow_with_the_package(table: pl.DataFrame) -> None:
    flow = pl.col("indicator") == "public_finance.stock_flow"
    assert failing(changed(table, "package", flow)) == ["debt_follows_with_package", "differences_follow"]


def test_a_difference_of_its_own_is_found(table: pl.DataFrame) -> None:
    flow = pl.col("indicator") == "public_finance.stock_flow"
    assert failing(changed(table, "difference", flow)) == ["differences_follow"]


@pytest.mark.parametrize("value", [math.nan, math.inf, -0.0])
def test_a_number_that_is_none_is_found(table: pl.DataFrame, value: float) -> None:
    broken = table.with_columns(
        pl.when((pl.col("year") == 2027) & (pl.col("block") == "B2"))
        .then(pl.lit(value))
        .otherwise(pl.col("low"))
        .alias("low")
    )
    assert failing(broken) == ["all_numbers_are_numbers"]


def test_nothing_to_compare_does_not_hold(table: pl.DataFrame) -> None:
    empty = table.clear()
    found = [f.__name__ for f, check in zip(IDENTITIES, check_identities(empty), strict=True) if check.met]
    assert found == ["routes_add_up_to_costs", "all_numbers_are_numbers"]
    no_flow = table.filter(pl.col("indicator") != "public_finance.stock_flow")
    assert "debt_follows_with_package" in failing(no_flow)


def test_one_reading_is_not_mixed_with_another(table: pl.DataFrame) -> None:
    both = pl.concat([table, table.with_columns(reading=pl.lit("wide"), year=pl.col("year"))])
    assert failing(both) == []


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_row_that_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        rows_table([row("balance", 2027, value)], run="r", model="public_finance", reading="central")


def test_minus_zero_is_written_as_zero() -> None:
    table = rows_table([row("balance", 2027, -0.0, -0.0)], run="r", model="public_finance", reading="central")
    assert identities.all_numbers_are_numbers(table).met


def test_the_same_result_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        rows_table([row("balance", 2027, 1.0)] * 2, run="r", model="public_finance", reading="central")
