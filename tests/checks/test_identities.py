"""The checks must find a table that does not add up: each test breaks one number."""

import polars as pl
import pytest

from bouwstenen.checks.identities import check_identities
from bouwstenen.effects.table import EffectRow, effects_table


def row(indicator: str, year: int, difference: float, group: str = "totaal", base: float = 0.0) -> EffectRow:
    return EffectRow(
        "r", "esa", "public_finance", indicator, "mld EUR", year, group, "Nederland", base, base + difference,
        difference, None, None, "computed", "test",
    )  # fmt: skip


@pytest.fixture
def table() -> pl.DataFrame:
    rows: list[EffectRow] = []
    for year, balance, debt in ((2027, -1.0, 3.0), (2028, -2.0, 5.0)):
        flow = 2.0 if year == 2027 else 0.0
        base_debt = 100.0 if year == 2027 else 110.0
        rows += [
            row("balance", year, balance, base=-10.0),
            row("debt", year, debt, base=base_debt),
            row("stock_flow", year, flow),
        ]
        for name, total in (("balance", balance), ("debt", debt)):
            rows += [row(f"part_{name}", year, total / 2, f"L0{i}/a") for i in (1, 2)]
            rows += [row(f"block_{name}", year, total / 2, f"blok {i}") for i in (1, 2)]
            rows += [row(f"{name}_shapley", year, total / 2, f"blok {i}") for i in (1, 2)]
    return effects_table(rows)


def test_a_sound_table_passes(table: pl.DataFrame) -> None:
    assert [c.met for c in check_identities(table)] == [True] * 8


@pytest.mark.parametrize(
    ("indicator", "column", "failing"),
    [
        ("part_balance", "difference", 0),
        ("part_debt", "difference", 1),
        ("block_balance", "difference", 2),
        ("block_debt", "difference", 3),
        ("stock_flow", "baseline", 4),
        ("stock_flow", "package", 5),
        ("balance_shapley", "difference", 6),
        ("debt_shapley", "difference", 7),
    ],
)
def test_one_wrong_number_is_found(table: pl.DataFrame, indicator: str, column: str, failing: int) -> None:
    broken = table.with_columns(
        pl.when((pl.col("indicator") == indicator) & (pl.col("year") == 2028))
        .then(pl.col(column) + 0.01)
        .otherwise(pl.col(column))
        .alias(column)
    )
    met = [c.met for c in check_identities(broken)]
    assert not met[failing]
    assert sum(not m for m in met) == 1


def test_the_same_result_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        effects_table([row("balance", 2027, 1.0), row("balance", 2027, 1.0)])
