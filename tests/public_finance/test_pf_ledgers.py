"""The two ledgers: hand checks of the document's table, and invariants that hold for any package."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pf_helpers import EVEN, NO_FAN, PLAIN, at, debt_lines, entry, facts, package, project, varied

from bouwstenen.core.errors import InputError
from bouwstenen.levers import BudgetEntry, InputChange, Overlay
from bouwstenen.models.public_finance import PM_LEVELS, Options, PublicFinanceResult, package_ledgers

STRUCTURAL = {1: 2.0, 2: 0.3, 3: 0.7, 4: 0.8, 7: 0.9, 8: 4.1, 10: 0.9, 11: 1.0, 12: 1.0, 13: 1.2, 15: 1.0, 16: 0.5}


# The hand check: 55 bn evenly over 2027-2030, 3% on the stock at the end of the year before, no interest on interest.
HAND_CHECK = {
    2026: (0.0, 0.0), 2027: (13.75, 0.0), 2028: (27.5, 0.41), 2029: (41.25, 0.83), 2030: (55.0, 1.24),
    2031: (55.0, 1.65), 2040: (55.0, 1.65), 2070: (55.0, 1.65),
}  # fmt: skip


@pytest.fixture(scope="module")
def block() -> PublicFinanceResult:
    return project(facts("2025_05"), debt_lines(), PLAIN)


@pytest.mark.parametrize(("year", "stock", "interest"), [(y, *v) for y, v in HAND_CHECK.items()])
def test_debt_block_year_by_year_in_both_ledgers(
    block: PublicFinanceResult, year: int, stock: float, interest: float
) -> None:
    for ledger in (block.document, block.esa):
        assert at(ledger.principal, year) == pytest.approx(stock, abs=1e-9)
        assert at(ledger.interest, year) == pytest.approx(interest, abs=0.0051)
    spending = 6.25 if 2027 <= year <= 2030 else 0.0
    assert at(block.document.balance, year) == pytest.approx(-interest, abs=0.0051)
    assert at(block.esa.balance, year) == pytest.approx(-interest - spending, abs=0.0051)
    financial = 7.5 if 2027 <= year <= 2030 else 0.0
    assert at(block.esa.stock_flow, year) == pytest.approx(financial, abs=1e-9)
    assert at(block.document.stock_flow, year) == pytest.approx(financial + spending, abs=1e-9)


def test_debt_block_as_share_of_gdp(block: PublicFinanceResult) -> None:
    gdp = at(block.baseline.economy.gdp, 2030)
    assert at(block.document.balance, 2030) / gdp * 100 == pytest.approx(-0.09, abs=0.005)
    assert (at(block.esa.balance, 2030) - at(block.document.balance, 2030)) / gdp * 100 == pytest.approx(
        -0.43, abs=0.005
    )


def test_booking_moves_the_balance_and_never_the_debt(block: PublicFinanceResult) -> None:
    assert block.document.debt == pytest.approx(block.esa.debt, abs=1e-9)
    assert at(block.esa.debt, 2031) == pytest.approx(55 + 0.4125 + 0.825 + 1.2375 + 1.65)


def test_columns_of_the_table_add_up() -> None:
    lines = [entry(line=line, amount_bn=amount) for line, amount in STRUCTURAL.items()]
    overlay = package(*lines, *debt_lines().budget)
    columns = project(facts(), overlay).levels["none"].columns
    assert columns.structural == pytest.approx(14.4)
    assert columns.debt == pytest.approx(55.0)


def test_ramp_reaches_its_level_and_stays() -> None:
    ramp = tuple((2027 + n, (n + 1) / 4) for n in range(4))
    result = project(facts(), package(entry(amount_bn=4.0, shares=ramp)), PLAIN)
    assert [at(-result.esa.primary, y) for y in (2026, 2027, 2028, 2029, 2030, 2031, 2070)] == [0, 1, 2, 3, 4, 4, 4]


def test_price_level_follows_the_deflator() -> None:
    result = project(facts(), package(entry(price_level=2025)), NO_FAN)
    prices = result.baseline.economy.price_index
    assert at(-result.esa.primary, 2030) == pytest.approx(at(prices, 2030) / at(prices, 2025))


def test_interest_in_a_line_is_replaced_or_added() -> None:
    loans = entry(
        instrument="loan",
        repayment_expected=True,
        column="debt",
        timing="one_off",
        amount_bn=20.0,
        shares=((2027, 1.0),),
    )
    inside = entry(instrument="interest", amount_bn=0.6, shares=((2028, 1.0),), part_of="interest_on_loans")
    replaced = project(facts(), package(loans, inside), PLAIN)
    added = project(facts(), package(loans, inside), varied(PLAIN, interest_in_lines="add"))
    assert at(replaced.document.balance, 2028) == pytest.approx(-0.6)
    assert at(added.document.balance, 2028) == pytest.approx(-1.2)
    assert replaced.levels["none"].columns.structural == added.levels["none"].columns.structural == 0.6


def test_interest_on_lent_money_comes_back() -> None:
    loan = entry(
        instrument="loan", repayment_expected=True, column="debt", timing="one_off", amount_bn=10.0,
        shares=((2027, 1.0),), lending_rate=0.03,
    )  # fmt: skip
    result = project(facts(), package(loan), PLAIN)
    assert at(result.esa.lines.interest_received.sum(axis=0), 2027) == 0
    assert at(result.esa.balance, 2035) == pytest.approx(0.0, abs=1e-12)


def test_market_interest_rolls_over() -> None:
    """Ten billion once: the short part at the short rate of the year, the long part at the rate of issue."""
    grant = entry(instrument="capital_transfer", timing="one_off", amount_bn=10.0, shares=((2027, 1.0),))
    result = project(facts(), package(grant), varied(NO_FAN, indexation="none"))
    rates = result.baseline.rates
    expected = 10 * (0.070699 * at(rates.short, 2028) + (1 - 0.070699) * at(rates.long, 2028))
    assert at(result.esa.interest, 2028) == pytest.approx(expected)


def test_market_interest_follows_every_vintage_of_long_debt() -> None:
    """Ten billion of principal that stays: what falls due is issued anew and keeps its rate until it ends."""
    loan = entry(column="debt", timing="one_off", amount_bn=10.0, shares=((2027, 1.0),))
    result = project(facts(), package(loan), varied(NO_FAN, indexation="none", interest_base="debt_column"))
    rates, long = result.baseline.rates, 10 * (1 - 0.070699)
    issued = {2027: long} | dict.fromkeys(range(2028, 2040), 0.05271 * long)
    vintages = sum(new * (1 - 0.05271) ** (2039 - year) * at(rates.long, year + 1) for year, new in issued.items())
    assert at(result.esa.interest, 2040) == pytest.approx(10 * 0.070699 * at(rates.short, 2040) + vintages)


def test_the_document_charges_interest_on_its_debt_column_only() -> None:
    ordinary = package(entry(amount_bn=5.0))
    assert not project(facts(), ordinary, PLAIN).document.interest.any()
    whole = project(facts(), ordinary, varied(PLAIN, interest_base="all_debt"))
    assert at(whole.document.interest, 2028) == pytest.approx(0.03 * 5.0)
    # Interest on interest: 5 + 5 + 0.15 at the end of 2028.
    assert at(whole.document.interest, 2029) == pytest.approx(0.03 * 10.15)


def test_pm_is_never_zero_in_silence() -> None:
    pm = entry(amount_bn=None, pm_bn=(16.0, 17.0, 19.0), line=14)
    result = project(facts(), package(entry(), pm), PLAIN)
    assert at(result.esa.primary, 2030) == -1.0
    assert [at(result.levels[k].esa_balance, 2027) for k in PM_LEVELS] == [-1, -17, -18, -20]
    assert [result.levels[k].columns.structural for k in PM_LEVELS] == [1, 17, 18, 20]
    central = project(facts(), package(entry(), pm), varied(PLAIN, pm="central"))
    assert at(central.esa.primary, 2030) == -18.0


def test_cpb_convention_makes_temporary_spending_go_on() -> None:
    fading = entry(shares=((2027, 1.0), (2031, 0.0)))
    school = entry(timing="one_off", amount_bn=5.2, shares=EVEN, instrument="gross_investment")
    buyout = entry(timing="one_off", amount_bn=15.0, shares=EVEN, instrument="capital_transfer")
    as_said = project(facts(), package(fading, school, buyout), PLAIN)
    convention = project(facts(), package(fading, school, buyout), varied(PLAIN, temporary_as_structural=True))
    assert at(as_said.esa.primary, 2035) == 0
    assert at(convention.esa.primary, 2035) == pytest.approx(-1.0 - 1.3)
    assert convention.flows.extended.tolist() == [True, True, False]
    assert at(convention.esa.primary, 2029) == at(as_said.esa.primary, 2029)


@pytest.mark.parametrize(("feedback", "kept"), [("ec_2024", 0.55), ("ec_2025", 0.64)])
def test_ex_post_keeps_the_known_part_of_the_hit(feedback: Literal["ec_2024", "ec_2025"], kept: float) -> None:
    options = varied(PLAIN, feedback=feedback)
    result = project(facts(), package(entry(amount_bn=10.0)), options)
    assert at(result.esa.balance, 2027) / -10 == pytest.approx(kept, abs=0.005)


def test_ex_post_ratios_use_the_larger_gdp() -> None:
    result = project(facts(), package(entry(amount_bn=10.0)), varied(PLAIN, feedback="ec_2024"))
    economy = result.baseline.economy
    real = (100 + at(economy.output_gap, 2027) + at(result.gap_effect, 2027)) / 100 * at(economy.potential_gdp, 2027)
    assert at(result.esa.gdp, 2027) == pytest.approx(real * at(economy.price_index, 2027))
    assert at(result.esa.gdp, 2027) > at(economy.gdp, 2027)


def test_effect_on_demand_fades_over_three_years() -> None:
    pulse = entry(timing="one_off", amount_bn=10.0)
    result = project(facts(), package(pulse), varied(PLAIN, feedback="ec_2024"))
    top = 0.75 * 10 / at(result.baseline.economy.gdp, 2027) * 100
    expected = [top, -top / 3, -top / 3, -top / 3, 0.0]
    assert [at(result.gap_effect, y) for y in range(2027, 2032)] == pytest.approx(expected)


def test_effect_on_demand_in_the_commission_variant_closes_in_three_years() -> None:
    result = project(
        facts(), package(entry(amount_bn=10.0)), varied(PLAIN, feedback="ec_2024", feedback_persistence="ec")
    )
    top = 0.75 * 10 / at(result.baseline.economy.gdp, 2027) * 100
    expected = [top, top * 2 / 3, top / 3, 0.0]
    assert [at(result.gap_effect, y) for y in range(2027, 2031)] == pytest.approx(expected)


def test_package_accounts_carry_the_package_by_kind() -> None:
    result = project(facts(), package(entry(instrument="social_benefit"), entry(instrument="tax_cut")), PLAIN)
    lead = len(result.accounts.years) - len(result.years)
    change = {k: v[lead:] - result.baseline_accounts.items[k][lead:] for k, v in result.accounts.items.items()}
    assert at(change["social_benefits"], 2030) == pytest.approx(1.0)
    assert at(change["income_taxes"], 2030) == pytest.approx(-1.0)
    assert result.accounts.balance[lead:] == pytest.approx(result.esa.balance_level, abs=1e-9)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"shares": ((2022, 1.0),)}, "2022"),
        ({"price_level": 2021}, "2021"),
        ({"shares": ()}, "jaren"),
    ],
)
def test_money_outside_the_model_is_refused(change: dict[str, object], word: str) -> None:
    with pytest.raises(InputError, match=word):
        project(facts(), package(entry(**change)))


def test_unknown_input_is_refused() -> None:
    change = InputChange("T1", "B8", "public_finance.potential_growth", 2027, None, 2.0, "%", "set")
    with pytest.raises(InputError, match="budget_rule"):
        project(facts(), Overlay(inputs=(change,)))


# Invariants -----------------------------------------------------------------------------------------------------

amounts = st.floats(-50, 50, allow_nan=False).map(lambda x: round(x, 3))


@st.composite
def entries(draw: st.DrawFn) -> BudgetEntry:
    start = draw(st.integers(2024, 2060))
    length = draw(st.integers(1, 8))
    timing = draw(st.sampled_from(["recurring", "one_off"]))
    weights = draw(st.lists(st.floats(0.05, 1.0), min_size=length, max_size=length))
    scale = sum(weights) if timing == "one_off" else max(weights)
    pm = draw(st.none() | amounts.map(lambda x: (x - 1, x, x + 2)))
    return entry(
        column=draw(st.sampled_from(["structural", "debt"])),
        timing=timing,
        amount_bn=draw(amounts) if pm is None else draw(st.none() | amounts),
        pm_bn=pm,
        shares=tuple((start + n, w / scale) for n, w in enumerate(weights)),
        instrument=draw(
            st.sampled_from(
                [
                    "current_spending",
                    "social_benefit",
                    "gross_investment",
                    "capital_transfer",
                    "loan",
                    "equity",
                    "tax_cut",
                ]
            )
        ),
        repayment_expected=draw(st.sampled_from([None, True, False])),
        market_return_expected=draw(st.sampled_from([None, True, False])),
        unit_outside_government=draw(st.sampled_from([None, True, False])),
        lending_rate=draw(st.none() | st.floats(0, 0.05)),
        asset_life_years=draw(st.none() | st.floats(5, 80)),
        line=draw(st.none() | st.integers(1, 16)),
    )


packages = st.lists(entries(), min_size=1, max_size=4).map(lambda es: package(*es))
choices = st.builds(
    Options,
    indexation=st.sampled_from(["deflator", "none"]),
    interest_rate=st.sampled_from(["market", "document"]),
    interest_base=st.sampled_from(["all_debt", "debt_column"]),
    pm=st.sampled_from(PM_LEVELS),
    feedback=st.sampled_from(["none", "ec_2025"]),
    feedback_persistence=st.just("three_years"),
    draws=st.just(0),
)
few = settings(max_examples=30, deadline=None)


@few
@given(choices)
def test_null_package_changes_nothing(options: Options) -> None:
    result = project(facts(), Overlay(), options)
    for ledger in (result.document, result.esa):
        for effect in (ledger.balance, ledger.debt, ledger.interest, ledger.stock_flow, ledger.principal):
            assert not effect.any()
        assert np.array_equal(ledger.balance_level, result.baseline.balance)
        assert np.array_equal(ledger.debt_level, result.baseline.debt)
    assert not result.gap_effect.any()
    assert [r.value for r in result.rules.results] == [r.value for r in result.baseline_rules.results]


@few
@given(packages, choices)
def test_debt_changes_by_balance_and_financial_money_to_the_cent(overlay: Overlay, options: Options) -> None:
    result = project(facts(), overlay, options)
    cent = 1e-11
    for ledger in (result.document, result.esa):
        change = np.diff(ledger.lines.debt, axis=1, prepend=0.0)
        assert np.abs(change + ledger.lines.balance - ledger.lines.financial).max() <= cent * max(
            1, np.abs(ledger.debt).max()
        )
        levels = np.diff(ledger.debt_level) + ledger.balance_level[1:]
        assert levels == pytest.approx((result.baseline.stock_flow + ledger.stock_flow)[1:], abs=1e-8)


@few
@given(packages, choices)
def test_entries_run_alone_add_up_to_the_package(overlay: Overlay, options: Options) -> None:
    together = project(facts(), overlay, options)
    alone = [project(facts(), Overlay(budget=(e,)), options) for e in overlay.budget]
    for name in ("document", "esa"):
        whole = getattr(together, name)
        for part in ("balance", "debt", "interest", "stock_flow"):
            total = sum(getattr(getattr(run, name), part) for run in alone)
            assert getattr(whole, part) == pytest.approx(total, abs=1e-7)


@few
@given(packages, choices)
def test_reversing_a_package_returns_the_baseline(overlay: Overlay, options: Options) -> None:
    result = project(facts(), overlay.plus(overlay.reversed_budget()), options)
    for ledger in (result.document, result.esa):
        assert ledger.balance == pytest.approx(np.zeros(47), abs=1e-8)
        assert ledger.debt == pytest.approx(np.zeros(47), abs=1e-8)


@few
@given(packages, choices)
def test_the_sign_flips_with_the_sign(overlay: Overlay, options: Options) -> None:
    plus, minus = project(facts(), overlay, options), project(facts(), overlay.reversed_budget(), options)
    assert minus.esa.balance == pytest.approx(-plus.esa.balance, abs=1e-9)
    assert minus.document.debt == pytest.approx(-plus.document.debt, abs=1e-9)


@few
@given(packages, choices)
def test_ledgers_alone_are_those_of_the_whole_run(overlay: Overlay, options: Options) -> None:
    whole = project(facts(), overlay, options)
    part = package_ledgers(facts(), whole.baseline, overlay, options)
    assert np.array_equal(whole.esa.balance_pct, part["esa"].balance_pct)
    assert np.array_equal(whole.document.debt_pct, part["document"].debt_pct)


@few
@given(packages)
def test_interest_is_rate_times_stock(overlay: Overlay) -> None:
    options = varied(NO_FAN, interest_rate="document")
    result = project(facts(), overlay, options)
    for ledger in (result.document, result.esa):
        assert ledger.interest[1:] == pytest.approx(0.03 * ledger.debt[:-1], abs=1e-9)
