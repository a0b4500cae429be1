"""A whole run: the null package is zero, a reversed package gives the baseline back, parts add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

from bouwstenen.agreement.loader import load_package
from bouwstenen.doorrekening import RunOptions, run
from bouwstenen.facts import load_facts
from bouwstenen.levers.compile import compile_overlay
from bouwstenen.models.households.months import scheme_rows
from bouwstenen.models.public_finance import project, public_finance_facts

if TYPE_CHECKING:
    from pathlib import Path

    from bouwstenen.doorrekening import Doorrekening

FAST = RunOptions(draws=200, households=0)
WITH_HOUSEHOLDS = RunOptions(draws=100, households=20_000)


def package_of(tmp_path: Path, amount: float, name: str = "klein", extra: str = "") -> Path:
    path = tmp_path / f"{name}.yaml"
    path.write_text(
        f"""\
id: {name}
title: Een klein pakket
measures:
  - id: M1
    block: 3
    title: Een uitgave per jaar
    status: computed
    levers:
      - {{kind: budget, part: jaarlijks, column: structural, timing: recurring, amount_bn: {amount},
         price_level: 2025, phasing: {{profile: ramp, start: 2027, until: 2030}},
         booking: {{instrument: social_benefit}}, ceiling: social}}
  - id: M2
    block: 1
    title: Een lening
    status: computed
    levers:
      - {{kind: budget, part: lening, column: debt, timing: one_off, amount_bn: {amount * 3}, price_level: 2025,
         phasing: {{profile: even, start: 2027, until: 2030}}, ceiling: investment,
         booking: {{instrument: loan, repayment_expected: true, unit_outside_government: true}}}}
{extra}"""
    )
    return path


def test_the_null_package_is_exactly_zero(tmp_path: Path) -> None:
    path = tmp_path / "niets.yaml"
    path.write_text("id: niets\ntitle: Geen enkele maatregel\n")
    effects = run(load_package(path), WITH_HOUSEHOLDS).effects
    assert effects.height > 1000
    assert effects.filter(pl.col("model") == "households").height > 1000
    assert effects["difference"].drop_nulls().abs().max() == 0.0
    assert effects.filter(pl.col("baseline") != pl.col("package")).height == 0
    # The band of public finance is over readings of a package; that of the asylum chain is over inflow, package or not.
    money = effects.filter(pl.col("model") == "public_finance")
    assert money.filter(pl.col("low") != pl.col("package")).height == 0


def test_a_reversed_package_has_the_opposite_effect(tmp_path: Path) -> None:
    plus = run(load_package(package_of(tmp_path, 2.0)), FAST).effects
    minus = run(load_package(package_of(tmp_path, -2.0)), FAST).effects
    money = plus.filter(pl.col("unit") == "mld EUR")
    back = minus.filter(pl.col("unit") == "mld EUR")
    assert (money["difference"] + back["difference"]).abs().max() == pytest.approx(0.0, abs=1e-9)
    assert money["difference"].abs().max() > 1.0


def test_a_package_and_its_reverse_together_give_the_baseline() -> None:
    overlay = compile_overlay(load_package("bouwstenen").measures)
    facts = public_finance_facts(load_facts())
    both = project(facts, overlay.plus(overlay.reversed_budget()))
    for ledger in (both.document, both.esa):
        assert abs(ledger.balance).max() < 1e-9
        assert abs(ledger.debt).max() < 1e-9


def test_leaving_blocks_out_adds_up_to_the_whole() -> None:
    """Line 16 is the only money of block 3: leaving block 3 out is the package without it."""
    package = load_package("bouwstenen")
    whole = run(package, FAST).effects
    without = run(package, RunOptions(draws=200, households=0, without=(3,))).effects
    keep = (pl.col("indicator") == "balance") & (pl.col("year") == 2030) & (pl.col("variant") == "document")
    block = (pl.col("indicator") == "block_balance") & (pl.col("year") == 2030) & (pl.col("variant") == "document")
    change = whole.filter(keep)["difference"][0] - without.filter(keep)["difference"][0]
    assert change == pytest.approx(whole.filter(block & (pl.col("group") == "blok 3"))["difference"][0])
    assert change < -0.5


def test_all_identities_hold_for_the_shipped_package_in_every_reading_and_pm_level() -> None:
    from bouwstenen.models.public_finance import PM_LEVELS, Options

    package = load_package("bouwstenen")
    for reading in ("narrow", "central", "wide"):
        for pm in PM_LEVELS:
            found = run(package, RunOptions(reading=reading, draws=100, households=0, public_finance=Options(pm=pm)))
            assert [c.name for c in found.checks if c.met is False] == []


def test_the_document_sums_come_out_of_the_lines() -> None:
    found = run(load_package("bouwstenen"), FAST)
    sums = {(c.claim.indicator, c.claim.value): c.computed for c in found.claims if c.computed is not None}
    assert sums["budget.total_structural", 14.4] == pytest.approx(14.4)
    assert sums["budget.total_debt", 55.0] == pytest.approx(55.0)


def test_figures_of_ones_own_change_the_baseline(tmp_path: Path) -> None:
    own = tmp_path / "cijfers.yaml"
    own.write_text("public_finance.semi_elasticity: 0.5\n")
    mine = run(load_package("bouwstenen"), RunOptions(draws=100, households=0, figures=own))
    theirs = run(load_package("bouwstenen"), RunOptions(draws=100, households=0))
    assert mine.receipt.run_id != theirs.receipt.run_id
    assert mine.effects["baseline"].drop_nulls().to_list() != theirs.effects["baseline"].drop_nulls().to_list()


def test_the_escape_clause_moves_the_rule_balance_and_not_the_balance() -> None:
    """The document's clause runs to 2028 and asks at least 1.25% of GDP of defence: before that year both differ."""
    effects = run(load_package("bouwstenen"), FAST).effects.filter(pl.col("variant") == "esa")

    def package(indicator: str, year: int) -> float:
        row = effects.filter((pl.col("indicator") == indicator) & (pl.col("year") == year))
        return float(row["package"].item())

    assert 0.0 < package("rule_balance_pct", 2028) - package("balance_pct", 2028) <= 1.5
    assert package("rule_balance_pct", 2029) == pytest.approx(package("balance_pct", 2029))


def test_municipalities_add_up_to_the_country() -> None:
    effects = run(load_package("bouwstenen"), FAST).effects
    people = effects.filter((pl.col("indicator") == "population") & (pl.col("year") == 2050))
    local = people.filter(pl.col("region").str.starts_with("GM"))
    assert local.height == 342
    country = people.filter(pl.col("region") == "Nederland")["package"].item()
    assert local["package"].sum() == pytest.approx(country)


def test_money_of_households_flows_into_esa_and_not_into_the_document_ledger() -> None:
    """What the model computes for the household measures in 2030 is what the ESA balance moves by."""
    package = load_package("bouwstenen")
    bare, full = run(package, FAST), run(package, WITH_HOUSEHOLDS)

    def balance(found: Doorrekening, ledger: str) -> float:
        rows = found.effects.filter(
            (pl.col("variant") == ledger) & (pl.col("indicator") == "balance") & (pl.col("year") == 2030)
        )
        return float(rows["difference"].item())

    assert balance(full, "document") == balance(bare, "document")
    assert full.households is not None
    kept = {row.variant: row.kept_bn for row in scheme_rows(full.households.details.months) if row.scheme == "totaal"}
    computed = full.households.result.balance / 1e9 - (kept["monthly"] - kept["today"])
    moved = balance(full, "esa") - balance(bare, "esa")
    # The balance also pays interest on what was borrowed in the years before, so it moves by a little more.
    assert computed < 0.0
    assert 1.0 <= moved / computed < 1.1
    parts = {entry.part for entry in full.households.details.budget["central"]}
    assert "Zorgtoeslag" in parts
    assert {entry.line for entry in full.households.details.budget["central"]} == {None}
    line = next(row for row in full.claims if row.claim.line == 16)
    assert line.computed == pytest.approx(0.5)
    assert "Het model rekent" in line.explanation
    assert [c.name for c in full.checks if c.met is False] == []
