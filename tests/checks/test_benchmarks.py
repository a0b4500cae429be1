"""Benchmarks: the baseline beside official figures, in the right year, unit and ledger."""

from __future__ import annotations

import polars as pl
import pytest

from bouwstenen.checks.benchmarks import PREFIX, check_benchmarks
from bouwstenen.effects.row import Row, rows_table
from bouwstenen.facts import Facts, load_facts


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load_facts("2025_10")


def table(facts: Facts, unit: str = "pct_gdp", ledger: str = "esa") -> pl.DataFrame:
    """A baseline that is one point above each official figure, and a package far away from it."""
    rows: dict[tuple[str, int], Row] = {}
    for key, figure in facts.values.items():
        name = key.removeprefix(PREFIX).split("_")[0]
        if key.startswith(PREFIX) and name in ("balance", "debt") and figure.year is not None:
            rows[name, figure.year] = Row(
                indicator=f"public_finance.{name}_pct", unit=unit, year=figure.year, ledger=ledger,
                baseline=figure.value + 1.0, package=99.0,
            )  # fmt: skip
    return rows_table(rows.values(), run="r", model="public_finance", reading="central")


def test_the_gap_is_baseline_minus_official(facts: Facts) -> None:
    checks = check_benchmarks(table(facts), facts)
    assert len(checks) >= 4
    # A year with two official figures has one baseline: the gap of the last of them is exactly one point.
    assert sum(check.gap == pytest.approx(1.0) for check in checks) >= 4
    assert {check.kind for check in checks} == {"benchmark"}
    assert {check.met for check in checks} == {None}


def test_another_unit_or_ledger_is_not_compared(facts: Facts) -> None:
    assert check_benchmarks(table(facts, unit="bn_eur"), facts) == []
    assert check_benchmarks(table(facts, ledger="document"), facts) == []


def test_rows_of_a_block_are_no_benchmark(facts: Facts) -> None:
    assert check_benchmarks(table(facts).with_columns(block=pl.lit("B3")), facts) == []
