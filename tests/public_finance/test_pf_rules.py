"""The document's own budget rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pf_helpers import NO_FAN, PLAIN, at, entry, facts, package, project, varied

from bouwstenen.core.errors import InputError
from bouwstenen.levers import Overlay, RuleOption
from bouwstenen.models.public_finance import Options, PublicFinanceResult
from bouwstenen.models.public_finance.rules import Position, RuleResult, rule_settings
from bouwstenen.models.public_finance.rules.defence import clause_relief, rule_balance
from bouwstenen.models.public_finance.rules.windfall import windfall


def with_rules(overlay: Overlay | None = None, **values: float | bool | str) -> Overlay:
    options = tuple(RuleOption("T9", "B8", f"public_finance.{name}", value) for name, value in values.items())
    return replace(overlay or Overlay(), rules=options)


def results(run: PublicFinanceResult, rule: str, year: int | None = None) -> list[RuleResult]:
    return [r for r in run.rules.results if r.rule.startswith(rule) and year in (None, r.year)]


def flat(balance_pct: list[float], first: int = 2027, defence: float = 0.0) -> Position:
    """A position with GDP 1000 from 2024 on, and the given balances in % of GDP from `first` on."""
    years = np.arange(2024, first + len(balance_pct))
    balance = np.concatenate([np.zeros(first - 2024), balance_pct]) * 10
    zero = np.zeros(len(years))
    return Position(
        years=years, gdp=zero + 1000, balance=balance, structural_balance=balance, interest=zero, debt=zero,
        investment=zero, depreciation=zero, capital=zero, defence=zero + defence, social=zero, frames={},
        unassigned=zero,
    )  # fmt: skip


# Golden rule ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "gross", "net"), [(2024, 26.0, -6.2), (2025, 12.7, -21.3), (2026, 6.4, -29.5)])
def test_golden_rule_starts_where_the_accounts_do(year: int, gross: float, net: float) -> None:
    accrual = project(facts(), Overlay()).baseline_rules.accrual
    assert at(accrual.gross, year) == pytest.approx(gross, abs=0.1)
    assert at(accrual.accrual_balance, year) == pytest.approx(net, abs=0.1)


def test_golden_rule_forgives_investment_and_not_consumption() -> None:
    before = project(facts(), Overlay(), PLAIN).rules.accrual
    built = project(facts(), package(entry(instrument="gross_investment", amount_bn=5.0)), PLAIN).rules.accrual
    spent = project(facts(), package(entry(amount_bn=5.0)), PLAIN).rules.accrual
    assert at(built.gross, 2027) == pytest.approx(at(before.gross, 2027))
    assert at(spent.gross, 2027) == pytest.approx(at(before.gross, 2027) - 5)


def test_package_capital_is_written_off_over_its_life() -> None:
    road = entry(instrument="gross_investment", amount_bn=10.0, timing="one_off", asset_life_years=50.0)
    result = project(facts(), package(road), PLAIN)
    real = 10 / at(result.baseline.economy.price_index, 2027)
    assert at(result.package_capital.real, 2027) == pytest.approx(real)
    assert at(result.package_capital.real, 2030) == pytest.approx(real * 0.98**3)
    change = result.rules.accrual.capital - result.baseline_rules.accrual.capital
    assert change == pytest.approx(result.package_capital.stock, abs=1e-9)


# Windfall formula ---------------------------------------------------------------------------------------------------

SETBACK = [-2.0, -2.5, -1.0, -1.0]


@pytest.mark.parametrize(
    ("rules", "options", "triggered", "amount"),
    [
        ({"windfall_trigger": "all_years", "windfall_base": "room"}, {}, False, 0.0),
        # Average balance -1.625: 0.625% above the threshold, netted with the setback of the second year.
        ({"windfall_trigger": "average", "windfall_base": "room"}, {}, True, 6.25),
        # Without netting only the years above count: (0.25 + 0 + 1.25 + 1.25) / 4.
        ({"windfall_trigger": "average", "windfall_base": "room"}, {"windfall_netting": False}, True, 6.875),
        ({"windfall_trigger": "average", "windfall_base": "revision"}, {"windfall_revision": 0.4}, True, 4.0),
        ({"windfall_trigger": "average", "windfall_base": "min"}, {"windfall_revision": 0.4}, True, 4.0),
        ({"windfall_trigger": "average", "windfall_base": "min"}, {"windfall_revision": 0.9}, True, 6.25),
        ({"windfall_trigger": "average", "windfall_base": "revision"}, {"windfall_revision": -0.4}, True, 0.0),
    ],
)
def test_windfall_ambiguities(rules: dict[str, Any], options: dict[str, Any], triggered: bool, amount: float) -> None:
    outcome = windfall(flat(SETBACK), rule_settings(with_rules(**rules)), Options(**options), 4)
    assert bool(at(outcome.triggered, 2027)) is triggered
    assert at(outcome.amount, 2027) == pytest.approx(amount)
    assert at(outcome.investment, 2027) == at(outcome.tax_cut, 2027) == pytest.approx(amount / 2)


def test_windfall_share_and_threshold_are_settings() -> None:
    chosen = rule_settings(
        with_rules(windfall_share_investment=0.8, windfall_threshold_pct_gdp=-3.0, windfall_base="room")
    )
    outcome = windfall(flat([-2.0] * 4), chosen, NO_FAN, 4)
    assert at(outcome.investment, 2027) == pytest.approx(8.0)
    assert at(outcome.tax_cut, 2027) == pytest.approx(2.0)


def test_windfall_does_nothing_outside_its_years() -> None:
    outcome = windfall(flat([1.0] * 6), rule_settings(with_rules(windfall_base="room")), NO_FAN, 4)
    working = [int(y) for y, on in zip(range(2024, 2033), outcome.triggered, strict=True) if on]
    assert working == [2027, 2028, 2029]
    assert np.isnan(outcome.amount[[0, 1, 2, 6, 7, 8]]).all()


# Escape clause ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("defence", "relief"), [(10.0, 0.0), (12.5, 0.0), (20.0, 0.75), (27.5, 1.5), (40.0, 1.5)])
def test_escape_clause_leaves_out_what_lies_above_2021(defence: float, relief: float) -> None:
    on = rule_settings(with_rules(escape_clause=True))
    position = flat([-3.0] * 6, defence=defence)
    assert clause_relief(position, on).tolist() == pytest.approx([0, relief, relief, relief, relief, 0, 0, 0, 0])
    assert at(rule_balance(position, on), 2028) == pytest.approx(-3 + relief)


def test_escape_clause_only_when_the_package_uses_it() -> None:
    off = rule_settings(Overlay())
    assert rule_balance(flat([-3.0], defence=30.0), off)[-1] == -3.0


def test_escape_clause_never_changes_the_balance_itself() -> None:
    defence = package(entry(purpose="defence", amount_bn=10.0))
    plain = project(facts(), defence)
    clause = project(facts(), with_rules(defence, escape_clause=True))
    assert np.array_equal(plain.esa.balance_level, clause.esa.balance_level)
    gap = clause.rules.rule_balance_pct - plain.rules.rule_balance_pct
    assert [int(y) for y in clause.years[gap != 0]] == [2025, 2026, 2027, 2028]
    assert at(clause.rules.clause_relief_pct, 2027) > at(clause.baseline_rules.clause_relief_pct, 2027)


# The other rules ----------------------------------------------------------------------------------------------------


def test_frames_hold_all_money_under_both_mappings() -> None:
    overlay = package(
        entry(line=12, ceiling="investment", ceiling_alternative="administration"),
        entry(line=15, ceiling="administration", ceiling_alternative="investment", amount_bn=2.0),
        entry(line=16, ceiling="social", amount_bn=0.5),
    )
    frames = project(facts(), overlay, PLAIN).frames
    for mapping in ("central", "alternative"):
        assert sum(at(v, 2030) for v in frames.package[mapping].values()) == pytest.approx(3.5)
    assert at(frames.package["central"]["investment"], 2030) == 1.0
    assert at(frames.package["alternative"]["investment"], 2030) == 2.0
    assert frames.entries["alternative"] == ("administration", "investment", "social")


def test_frames_cover_existing_spending_except_what_the_source_does_not_split() -> None:
    run = project(facts(), Overlay())
    frames, spending = run.frames, run.baseline_accounts.expenditure[-47:]
    for mapping in ("central", "alternative"):
        whole = sum(frames.baseline[mapping].values()) + frames.unassigned[mapping]
        assert whole == pytest.approx(spending)
    # 37 + 18 per cent of spending is social in the central reading.
    assert frames.baseline["central"]["social"] / spending == pytest.approx(np.full(47, 0.55))


def test_frames_cannot_be_met_without_a_height() -> None:
    assert {r.met for r in results(project(facts(), Overlay()), "frame_")} == {None}


def test_social_spending_grows_as_fast_as_ageing_says() -> None:
    run = project(facts("2025_05"), Overlay())
    found = results(run, "social_growth")
    assert [r.year for r in found] == list(range(2040, 2071))
    # 2040: the cost of ageing rises from 23.020 to 23.124% of GDP, so its growth exceeds that of GDP.
    assert found[0].met is False
    assert found[0].distance == pytest.approx(-(23.124 / 23.020 - 1) * 100 * (1 + found[0].limit / 100), abs=0.01)
    # 2049: it falls from 23.451 to 23.450% of GDP.
    assert next(r for r in found if r.year == 2049).met is True


def test_solver_reaches_structural_balance_when_its_steps_are_run() -> None:
    """The steps put into the model as a package (money by year) must bring the structural balance to zero."""
    start = project(facts(), Overlay())
    path = start.rules.adjustments["without_clause"]
    assert (path.start, path.target) == (2027, 2045)
    steps = np.clip(start.years - 2026, 0, 19) * path.step / 100 * start.baseline.economy.gdp
    shares = tuple((int(y), float(s)) for y, s in zip(start.years, steps, strict=True) if y >= 2027)
    run = project(facts(), package(entry(amount_bn=-1.0, shares=shares)), varied(NO_FAN, indexation="none"))
    balance = run.baseline.structural_balance + run.esa.balance
    assert at(balance, 2045) == pytest.approx(0.0, abs=1e-6)
    assert at(balance / run.baseline.economy.gdp * 100, 2040) == pytest.approx(at(path.structural_balance, 2040))
    assert path.total_bn == pytest.approx(at(steps, 2045))


def test_structural_balance_leaves_the_cycle_out() -> None:
    overlay = with_rules(package(entry(amount_bn=10.0)), structural_balance_year=2027.0)
    plain, cycle = (project(facts(), overlay, varied(PLAIN, feedback=f)) for f in ("none", "ec_2024"))
    values = [results(run, "structural_balance")[0].value * at(run.esa.gdp, 2027) for run in (plain, cycle)]
    assert values[0] == pytest.approx(values[1])


def test_clause_only_moves_the_start_of_the_adjustment() -> None:
    paths = project(facts(), Overlay()).rules.adjustments
    assert paths["with_clause"].start == 2029
    assert at(paths["with_clause"].structural_balance, 2045) == pytest.approx(0.0, abs=1e-9)
    assert paths["with_clause"].step > paths["without_clause"].step
    # Fewer years of saving leave more debt and so more interest: the sum is larger, too.
    assert paths["with_clause"].total > paths["without_clause"].total


def test_institution_inside_government_adds_its_own_debt() -> None:
    equity = package(
        entry(
            purpose="investment_institution", instrument="equity",
            market_return_expected=True, unit_outside_government=True, column="debt",
            timing="one_off", amount_bn=10.0,
        )
    )  # fmt: skip
    options = varied(PLAIN, nii_leverage=4.0)
    outside = project(facts(), with_rules(equity, nii_outside_government=True), options)
    inside = project(facts(), with_rules(equity, nii_outside_government=False), options)
    assert results(outside, "investment_institution", 2030)[0].value == pytest.approx(10)
    assert results(inside, "investment_institution", 2030)[0].value == pytest.approx(50)
    assert results(outside, "investment_institution", 2030)[0].met is None
    assert at(inside.esa.debt, 2027) == at(outside.esa.debt, 2027) == pytest.approx(10)


def test_benefits_stand_beside_the_gross_cost() -> None:
    road = package(entry(instrument="gross_investment", amount_bn=10.0))
    without = project(facts(), road)
    asked = project(facts(), with_rules(road, benefits_channel=True))
    assert without.benefits is None
    assert asked.benefits is not None
    assert np.array_equal(without.esa.balance, asked.esa.balance)
    assert not asked.benefits.booked[:8].any()
    assert (asked.benefits.booked[9:] > 0).all()


def test_benefits_by_hand() -> None:
    road = package(entry(instrument="gross_investment", amount_bn=10.0))
    run = project(facts(), road, varied(NO_FAN, benefits=True))
    ratio = at(run.package_capital.real, 2035) / at(run.capital.real, 2040)
    assert at(run.benefits.gdp_pct, 2040) == pytest.approx(100 * 0.10 * np.log1p(ratio) * 0.5)
    gross = 0.43 * at(run.benefits.gdp_pct, 2040) / 100 * at(run.baseline.economy.gdp, 2040)
    assert at(run.benefits.gross, 2040) == pytest.approx(gross)
    assert at(run.benefits.booked, 2040) == pytest.approx(gross / 2)


def test_consumption_has_no_benefits() -> None:
    run = project(facts(), package(entry(amount_bn=10.0)), varied(NO_FAN, benefits=True))
    assert not run.benefits.gross.any()


def test_a_rule_is_in_force_when_the_package_names_it() -> None:
    run = project(facts(), with_rules(golden_rule=True, structural_balance_year=2040.0))
    assert results(run, "golden_rule")[0].in_force
    assert results(run, "structural_balance")[0].year == 2040
    assert results(run, "structural_balance")[0].in_force
    assert not results(run, "windfall_formula")[0].in_force


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("golden_rle", True, "golden_rule"),
        ("golden_rule", 1.0, "true of false"),
        ("windfall_trigger", "sometimes", "all_years"),
        ("windfall_threshold_pct_gdp", "laag", "geen getal"),
        ("structural_balance_year", 2045.5, "heel jaartal"),
    ],
)
def test_wrong_settings_are_refused(name: str, value: float | bool | str, word: str) -> None:
    with pytest.raises(InputError, match=word):
        project(facts(), with_rules(**{name: value}))
