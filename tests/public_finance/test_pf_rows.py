"""Rows, costs, named tables and ports of the public-finance model."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import polars as pl
import pytest
from pf_helpers import EVEN, NO_FAN, PLAIN, at, debt_lines, entry, facts, handed, project, varied

from bouwstenen.checks.identities import check_identities
from bouwstenen.core.errors import InputError
from bouwstenen.effects.row import rows_table
from bouwstenen.facts import load_facts
from bouwstenen.levers import Overlay, RuleOption
from bouwstenen.models.macro import MODEL as MACRO
from bouwstenen.models.ports import PACKAGE, POLICY
from bouwstenen.models.protocol import MONEY, Money, Payer, quiet
from bouwstenen.models.public_finance import MODEL, PublicFinanceResult, seek
from bouwstenen.models.public_finance.booking import Code
from bouwstenen.models.public_finance.costs import ROUTES, route_file
from bouwstenen.models.public_finance.parts import part_codes, slug

if TYPE_CHECKING:
    from bouwstenen.levers import BudgetEntry

YEARS = tuple(range(2027, 2031))


def money(amount: float = 2.0, **changes: Any) -> Money:
    """Model money of `amount` a year in 2027-2030."""
    given: dict[str, Any] = {
        "part": "households.zorgtoeslag", "instrument": "social_benefit", "payer": "state", "price_level": 2025,
        "years": YEARS, "amounts_bn": np.full(len(YEARS), amount), "source": "test", "measure": "B5-01", "block": "B5",
    }  # fmt: skip
    return Money(**{**given, **changes})


def named(*entries: BudgetEntry) -> Overlay:
    return Overlay(budget=entries)


def table(result: PublicFinanceResult, *others: PublicFinanceResult) -> pl.DataFrame:
    readings = dict(zip(("narrow", "wide"), others, strict=False))
    return rows_table(MODEL.rows(result, readings), run="r", model="public_finance", reading="central")  # pyright: ignore[reportArgumentType]


def value(rows: pl.DataFrame, indicator: str, year: int, column: str = "difference", **keys: str) -> float | None:
    whole = {"measure": "all", "block": "all", "payer": "all", "dimension": "all", "group": "all", "scenario": "none"}
    wanted = {**whole, "ledger": "esa", **keys, "indicator": f"public_finance.{indicator}"}
    found = rows.filter(pl.col("year") == year, *(pl.col(name) == key for name, key in wanted.items()))
    assert found.height <= 1
    return found[column][0] if found.height else None


# Money of other models ----------------------------------------------------------------------------------------------


def test_money_of_a_model_stands_under_its_own_block_and_measure() -> None:
    rows = table(project(facts(), named(entry(measure="L01", block="B8")), PLAIN, (money(),)))
    assert value(rows, "balance", 2027, block="B5") == pytest.approx(-2.0)
    assert value(rows, "balance", 2027, block="B5", measure="B5-01") == pytest.approx(-2.0)
    assert value(rows, "balance", 2027, block="B8") == pytest.approx(-1.0)
    assert value(rows, "balance", 2027, block="B3") is None
    assert value(rows, "balance", 2027) == pytest.approx(-3.0)


def test_money_of_a_model_is_not_in_the_document_ledger() -> None:
    rows = table(project(facts(), Overlay(), PLAIN, (money(),)))
    assert value(rows, "balance", 2027) == pytest.approx(-2.0)
    assert value(rows, "balance", 2027, ledger="document") == 0.0
    assert rows.filter((pl.col("block") == "B5") & (pl.col("ledger") == "document")).is_empty()


def test_one_part_in_two_blocks_keeps_both_shares() -> None:
    """A block and measure share of one part each: attribution stamps them, the rows keep them apart."""
    shares = (money(3.0), money(-1.0, block="B3", measure="B3-02"), money(0.5, measure="interaction"))
    rows = table(project(facts(), Overlay(), PLAIN, shares))
    part = {"dimension": "part", "group": "households.zorgtoeslag", "payer": "state"}
    assert value(rows, "balance", 2028, block="B5", measure="B5-01", **part) == pytest.approx(-3.0)
    assert value(rows, "balance", 2028, block="B3", measure="B3-02", **part) == pytest.approx(1.0)
    assert value(rows, "balance", 2028, block="B5") == pytest.approx(-3.5)
    assert value(rows, "balance", 2028) == pytest.approx(-2.5)
    assert all(check.met for check in check_identities(rows))


def test_money_follows_its_price_level_payer_and_instrument() -> None:
    given = (money(price_level=2030, payer="municipality", instrument="tax_cut"),)
    result = project(facts(), Overlay(), NO_FAN, given)
    prices = result.baseline.economy.price_index
    assert at(-result.esa.primary, 2027) == pytest.approx(2.0 * at(prices, 2027) / at(prices, 2030))
    assert result.flows.bookings[0].code == "D.5R"
    part = {"dimension": "part", "group": "households.zorgtoeslag", "block": "B5", "measure": "B5-01"}
    assert value(table(result), "booked", 2027, payer="municipality", **part) == pytest.approx(
        at(result.esa.primary, 2027)
    )


def test_money_is_not_counted_outside_its_years() -> None:
    result = project(facts(), Overlay(), PLAIN, (money(),))
    assert [at(-result.esa.primary, year) for year in (2026, 2027, 2030, 2031, 2070)] == [0, 2, 2, 0, 0]


def test_same_part_twice_is_added_up() -> None:
    rows = table(project(facts(), Overlay(), PLAIN, (money(1.0), money(2.0))))
    assert value(rows, "balance", 2027, block="B5", measure="B5-01") == pytest.approx(-3.0)


def test_money_without_a_block_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match=r"households\.zorgtoeslag"):
        project(facts(), Overlay(), PLAIN, (money(block=""),))


def test_money_that_is_nothing_gives_no_part() -> None:
    result = project(facts(), Overlay(), PLAIN, (money(0.0),))
    assert result.flows.entries == ()


# Rows ---------------------------------------------------------------------------------------------------------------


def test_rows_add_up_and_follow() -> None:
    loans = replace(debt_lines(), budget=tuple(replace(e, block=f"B{n}") for n, e in enumerate(debt_lines().budget)))
    rows = table(project(facts(), loans.plus(named(entry(measure="T2", part="x"))), NO_FAN, (money(),)))
    assert all(check.met for check in check_identities(rows))


def test_the_null_package_changes_nothing_and_has_no_parts() -> None:
    rows = table(project(facts(), Overlay()))
    differences = rows.filter(pl.col("difference").is_not_null() & (pl.col("difference") != 0.0))
    assert differences.is_empty()
    assert rows.filter(pl.col("block") != "all").is_empty()
    assert rows.filter(pl.col("indicator").str.contains("cost")).is_empty()


def test_a_level_has_baseline_package_and_sign() -> None:
    result = project(facts(), named(entry(amount_bn=10.0)), PLAIN)
    rows = table(result)
    before = at(result.baseline.balance, 2027)
    assert value(rows, "balance", 2027, "baseline") == pytest.approx(before)
    assert value(rows, "balance", 2027, "package") == pytest.approx(before - 10.0)
    assert value(rows, "debt", 2027) == pytest.approx(10.0)
    gdp = at(result.baseline.economy.gdp, 2027)
    assert value(rows, "balance_pct", 2027) == pytest.approx(-1000.0 / gdp)


def test_the_band_is_over_the_readings() -> None:
    small, middle, large = (project(facts(), named(entry(amount_bn=x)), PLAIN) for x in (1.0, 2.0, 5.0))
    rows = table(middle, small, large)
    before = value(rows, "balance", 2027, "baseline")
    assert before is not None
    assert value(rows, "balance", 2027, "low") == pytest.approx(before - 5.0)
    assert value(rows, "balance", 2027, "high") == pytest.approx(before - 1.0)
    assert value(table(middle), "balance", 2027, "low") is None


def test_pm_is_a_scenario_beside_the_main_path() -> None:
    pm = entry(amount_bn=None, pm_bn=(16.0, 17.0, 19.0), part="pm")
    rows = table(project(facts(), named(entry(), pm), PLAIN))
    assert value(rows, "balance", 2027) == pytest.approx(-1.0)
    assert value(rows, "balance", 2027, scenario="pm") == pytest.approx(-18.0)
    before = value(rows, "balance", 2027, "baseline")
    assert before is not None
    assert value(rows, "balance", 2027, "low", scenario="pm") == pytest.approx(before - 20.0)
    assert value(rows, "balance", 2027, "high", scenario="pm") == pytest.approx(before - 17.0)
    assert rows.filter((pl.col("dimension") == "part") & (pl.col("group") == "pm")).is_empty()
    assert table(project(facts(), named(entry()), PLAIN)).filter(pl.col("scenario") == "pm").is_empty()


def test_the_baseline_of_pm_is_that_without_the_package_when_gdp_moves() -> None:
    pm = entry(amount_bn=None, pm_bn=(16.0, 17.0, 19.0), part="pm")
    result = project(facts(), named(entry(amount_bn=20.0), pm), varied(PLAIN, feedback="ec_2025"))
    rows = table(result)
    assert at(result.esa.gdp, 2027) != at(result.baseline.economy.gdp, 2027)
    for name in ("balance_pct", "debt_pct"):
        assert value(rows, name, 2027, "baseline", scenario="pm") == pytest.approx(value(rows, name, 2027, "baseline"))
    balance = value(rows, "balance", 2027, "package", scenario="pm")
    assert balance is not None
    share = balance / at(result.esa.gdp, 2027) * 100
    assert value(rows, "balance_pct", 2027, "package", scenario="pm") == pytest.approx(share)


def test_parts_have_codes_and_titles() -> None:
    entries = (
        entry(measure="L01", part="Wonen & zorg"), entry(measure="L01", part="wonen, zorg"),
        entry(measure="L02", part="Eén kindregeling"),
    )  # fmt: skip
    assert part_codes(entries) == ["wonen_zorg", "wonen_zorg_2", "een_kindregeling"]
    assert slug("€€") == "part"
    parts = MODEL.tables(project(facts(), Overlay(budget=entries), PLAIN))["parts"]
    assert parts.filter(pl.col("part") == "wonen_zorg_2")["title"][0] == "wonen, zorg"


def test_rules_are_rows_under_codes() -> None:
    rows = table(project(facts(), named(entry(amount_bn=10.0)), PLAIN))
    keys = {"dimension": "rule", "group": "golden_rule_gross"}
    before = value(rows, "rule_value", 2030, "baseline", **keys)
    after = value(rows, "rule_value", 2030, "package", **keys)
    assert before is not None
    assert after is not None
    assert after < before
    assert value(rows, "rule_distance", 2030, "package", **keys) == pytest.approx(after)
    # The clause leaves out at most 1.5% of GDP; existing defence is 22 of 1191.565 billion, against 1.25% in 2021.
    clause = {"dimension": "rule", "group": "escape_clause"}
    assert value(rows, "rule_value", 2027, "package", **clause) == pytest.approx(100 * 22 / 1191.565 - 1.25, abs=1e-6)
    assert value(rows, "rule_distance", 2027, "package", **clause) == pytest.approx(
        2.75 - 100 * 22 / 1191.565, abs=1e-6
    )


def test_the_fan_stands_in_the_rows_by_ledger() -> None:
    result = project(facts(), named(entry(amount_bn=20.0)), varied(PLAIN, draws=200, seed=3))
    rows = table(result)
    p50 = value(rows, "debt_pct_quantile", 2060, "package", dimension="quantile", group="p50")
    assert p50 == pytest.approx(at(result.fans["esa"].package[3], 2060))
    p95 = value(rows, "debt_pct_quantile", 2060, "package", dimension="quantile", group="p95")
    assert p50 is not None
    assert p95 is not None
    assert p95 > p50
    assert project(facts(), Overlay(), MODEL.light(varied(PLAIN, draws=200))).fans == {}


def test_a_changed_line_costs_little() -> None:
    """300 parts: one changed amount, project and rows. The bound is five times what a quiet machine needs."""
    entries = tuple(entry(measure=f"M{n}", block=f"B{n % 9}", part=f"deel {n}") for n in range(300))
    project(facts(), Overlay(budget=entries))
    changed = (replace(entries[0], amount_bn=7.0), *entries[1:])
    start = perf_counter()
    frames = list(MODEL.rows(project(facts(), Overlay(budget=changed)), {}))
    assert perf_counter() - start < 1.0
    assert sum(frame.height for frame in frames) > 300 * 47 * 2


# Costs --------------------------------------------------------------------------------------------------------------


def test_costs_of_other_price_levels_are_converted_before_they_are_added() -> None:
    """Two lines of 10 in prices of 2025 and one of 10 in prices of 2040: P = 2025, and 10 of 2040 is less of 2025."""
    lines = [entry(line=n, part=f"{n}", amount_bn=10.0, price_level=p) for n, p in ((1, 2025), (2, 2025), (3, 2040))]
    result = project(facts(), named(*lines))
    rows, prices = table(result), result.baseline.economy.price_index
    expected = 20.0 + 10.0 * at(prices, 2025) / at(prices, 2040)
    assert value(rows, "cost_written", 2030, ledger="none") == pytest.approx(expected)
    assert expected < 28.0
    assert set(rows.filter(pl.col("indicator").str.contains("cost"))["price_level"]) == {2025}
    bookings = MODEL.tables(result)["bookings"]
    assert bookings["price_level"].to_list() == [2025, 2025, 2040]
    assert bookings["amount_bn"].to_list() == [10.0] * 3
    assert bookings["amount_converted_bn"].sum() == pytest.approx(expected)


def test_costs_are_in_constant_prices_whatever_the_indexation() -> None:
    for options in (NO_FAN, varied(NO_FAN, indexation="none")):
        rows = table(project(facts(), named(entry(line=1, amount_bn=10.0)), options))
        assert value(rows, "cost_written", 2060, ledger="none") == pytest.approx(10.0)


def test_three_figures_hold_everything_computed() -> None:
    lines = (entry(line=1, part="a", amount_bn=4.0), entry(line=None, part="b", amount_bn=1.5))
    rows = table(project(facts(), named(*lines), PLAIN, (money(2.0),)))
    found = {name: value(rows, f"cost_{name}", 2028, ledger="none") for name in ("written", "promised", "computed")}
    assert found == pytest.approx({"written": 4.0, "promised": 1.5, "computed": 2.0})
    assert value(rows, "cost_if_carried_out", 2028, ledger="none") == pytest.approx(7.5)


def test_a_package_of_law_alone_has_costs() -> None:
    rows = table(project(facts(), Overlay(), PLAIN, (money(3.3, price_level=2028),)))
    assert value(rows, "cost_if_carried_out", 2028, ledger="none") == pytest.approx(3.3)
    assert value(rows, "cost_written", 2028, ledger="none") is None
    assert rows.filter(pl.col("indicator") == "public_finance.cost_if_carried_out")["price_level"][0] == 2028


def test_pm_gives_the_costs_their_band() -> None:
    pm = entry(line=14, part="pm", amount_bn=None, pm_bn=(16.0, 17.0, 19.0))
    rows = table(project(facts(), named(entry(line=1, part="a"), pm), PLAIN))
    columns = [value(rows, "cost_written", 2028, name, ledger="none") for name in ("difference", "low", "high")]
    assert columns == pytest.approx([1.0, 1.0, 20.0])


def test_one_off_and_yearly_money_stand_apart() -> None:
    lines = (entry(line=1, part="a"), entry(line=2, part="b", timing="one_off", amount_bn=8.0, shares=EVEN))
    rows = table(project(facts(), named(*lines), PLAIN))
    for timing, amount in (("recurring", 1.0), ("one_off", 2.0)):
        keys = {"ledger": "none", "dimension": "timing", "group": timing}
        assert value(rows, "cost_written", 2028, **keys) == pytest.approx(amount)
    totals = MODEL.tables(project(facts(), named(*lines), PLAIN))["totals"].filter(pl.col("ledger") == "document")
    assert dict(zip(totals["timing"], totals["pm_none"], strict=True)) == {"recurring": 1.0, "one_off": 8.0}


def test_a_price_level_outside_the_prices_is_refused_without_indexation_too() -> None:
    with pytest.raises(InputError, match="2020"):
        project(facts(), named(entry(price_level=2020)), PLAIN)


def test_the_bridge_holds_all_money_by_route() -> None:
    """Payer goes first, then what the money is; the routes add up to the costs, PM and other price levels too."""
    overlay = named(
        entry(part="a", amount_bn=4.0), entry(part="b", amount_bn=1.0, payer="municipality"),
        entry(part="c", amount_bn=2.0, instrument="subsidy", price_level=2030),
        entry(part="d", amount_bn=3.0, instrument="loan", repayment_expected=True),
        entry(part="e", amount_bn=0.5, payer="insurer"), entry(part="f", amount_bn=None, pm_bn=(1.0, 2.0, 3.0)),
        entry(part="g", amount_bn=0.25, payer="employer", instrument="tax_cut"),
    )  # fmt: skip
    result = project(facts(), overlay, varied(NO_FAN, pm="central"), (money(2.5),))
    rows, prices = table(result), result.baseline.economy.price_index
    keys = {"ledger": "none", "dimension": "route"}
    grant = 2.0 * at(prices, 2025) / at(prices, 2030)
    expected = {
        "cash": 2.5, "in_kind": 6.0, "premiums": 0.5, "employers": 0.25, "municipalities": 1.0, "other_bodies": grant,
        "nobody_yet": 3.0,
    }  # fmt: skip
    found = {route: value(rows, "bridge", 2028, group=route, **keys) for route in ROUTES}
    assert found == pytest.approx(expected)
    total = value(rows, "cost_if_carried_out", 2028, ledger="none")
    assert sum(expected.values()) == pytest.approx(total)


def test_every_payer_and_code_has_a_route() -> None:
    assert set(route_file().by_payer) == set(get_args(Payer)) - {"state"}
    assert set(route_file().by_code) == set(get_args(Code))
    assert {*route_file().by_payer.values(), *route_file().by_code.values()} == set(ROUTES)


# Ports, claims, tables ----------------------------------------------------------------------------------------------


def test_unchanged_policy_and_the_package_are_handed_on() -> None:
    lines = named(
        entry(part="a", amount_bn=4.0), entry(part="b", amount_bn=1.0, instrument="tax_cut"),
        entry(part="c", amount_bn=2.0, purpose="defence"), entry(part="d", amount_bn=0.5, instrument="interest"),
    )  # fmt: skip
    result = project(facts(), lines, PLAIN)
    given = MODEL.hands(result)
    policy, effects = given[POLICY], given[PACKAGE]
    assert policy.columns == ["year", "spb", "balance", "debt", "defence", "gdp"]
    assert policy.filter(pl.col("year") == 2026)["balance"][0] == pytest.approx(-2.742, abs=0.001)
    assert policy.filter(pl.col("year") == 2025)["defence"][0] == pytest.approx(22 / 1191.565 * 100)
    esa = effects.filter((pl.col("ledger") == "esa") & (pl.col("year") == 2030))
    # Interest is in neither side of net expenditure; a tax cut lowers revenue.
    assert (esa["expenditure"][0], esa["revenue"][0], esa["defence"][0]) == pytest.approx((6.0, -1.0, 2.0))
    assert esa["balance"][0] == pytest.approx(-7.5)


def test_the_escape_clause_is_handed_on() -> None:
    """Defence of 22 billion in 2025 is 1.846% of GDP: 0.596 above 1.25; 24 more in 2027 and 2028 passes the maximum."""
    lines = named(entry(amount_bn=24.0, purpose="defence", shares=((2027, 1.0),)))
    for used, base, last in ((True, 1.25, 2028), (True, 1.0, 2027), (False, 1.25, 2028)):
        settings = {"": used, "_base_pct_gdp": base, "_last_year": last}
        rules = tuple(RuleOption("T9", "B8", f"public_finance.escape_clause{n}", v) for n, v in settings.items())
        given = MODEL.hands(project(facts(), replace(lines, rules=rules), PLAIN))[PACKAGE]
        esa = given.filter(pl.col("ledger") == "esa")
        found = {year: values for year, *values in esa.select("year", "clause_defence", "clause_active").iter_rows()}
        assert found[2025][0] == pytest.approx(22 / 1191.565 * 100 - base)
        assert found[2028][0] == pytest.approx(1.5)
        assert [year for year in found if found[year][1]] == (list(range(2025, last + 1)) if used else [])


def test_a_line_number_is_nobodys_purpose() -> None:
    """Education on the line that was defence in one document is not excused as defence."""
    school = project(facts(), named(entry(line=14, amount_bn=10.0)), NO_FAN)
    assert MODEL.hands(school)[PACKAGE]["defence"].sum() == 0.0
    assert at(school.rules.clause_relief_pct, 2028) == at(school.baseline_rules.clause_relief_pct, 2028)
    equity = entry(line=6, instrument="equity", market_return_expected=True, unit_outside_government=True)
    assert not project(facts(), named(equity), NO_FAN).rules.institution.equity.any()


def test_claims_answer_by_indicator_and_line() -> None:
    lines = named(
        entry(line=3, part="a", amount_bn=0.4), entry(line=3, part="b", amount_bn=0.3),
        entry(line=9, part="c", column="debt", timing="one_off", amount_bn=4.8, shares=EVEN),
        entry(line=14, part="d", amount_bn=None, pm_bn=(16.0, 17.0, 19.0)),
    )  # fmt: skip
    answers = MODEL.claims(project(facts(), lines, PLAIN, (money(9.0),)))
    found = {name: answer.value for name, answer in answers.items()}
    assert found == pytest.approx(
        {
            "budget.total_structural": 0.7, "budget.total_debt": 4.8, "budget.line.3": 0.7, "budget.line_debt.9": 4.8,
            "budget.line.14": 0.0,
        }
    )  # fmt: skip


def test_rules_of_both_sides_stand_in_their_table() -> None:
    result = project(facts(), named(entry(amount_bn=10.0)), PLAIN)
    rules = MODEL.tables(result)["rules"]
    golden = rules.filter((pl.col("rule") == "golden_rule_net") & (pl.col("year") == 2030)).sort("side")
    assert golden["side"].to_list() == ["baseline", "package"]
    assert golden["value"][1] < golden["value"][0]
    accrual = MODEL.tables(result)["accrual"].filter(pl.col("year") == 2030).sort("side")
    assert accrual["cash_balance"][1] == pytest.approx(accrual["cash_balance"][0] - 10.0)


# Goal seek ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", ["baseline", "package"])
def test_what_is_found_reaches_the_goal_when_it_is_a_package(side: Any) -> None:
    """The improvement, run as a package of cuts on top, must bring the balance of 2045 to zero."""
    cost = entry(measure="L01", part="kost", amount_bn=10.0, shares=((2027, 1.0),))
    result = project(facts(), named(cost), varied(NO_FAN, indexation="none"))
    found = seek(result, "emu_saldo 2045 = 0", "ramp", start=2027, side=side)
    steps = found.path / 100 * result.baseline.economy.gdp
    shares = tuple((int(y), float(s)) for y, s in zip(result.years, steps, strict=True) if y >= 2027)
    cut = entry(measure="L02", part="baat", amount_bn=-1.0, shares=shares)
    lines = named(cut) if side == "baseline" else named(cost, cut)
    run = project(facts(), lines, varied(NO_FAN, indexation="none"))
    assert at(run.esa.balance_pct, 2045) == pytest.approx(0.0, abs=1e-5)
    assert found.amount == pytest.approx(at(steps, 2045))


def test_a_package_that_costs_needs_a_larger_step() -> None:
    result = project(facts(), named(entry(amount_bn=10.0)))
    sizes = [seek(result, "schuld 2060 <= 60", start=2028, side=side).size for side in ("baseline", "package")]
    assert sizes[1] > sizes[0] > 0


@pytest.mark.parametrize(
    ("goal", "word"),
    [("saldo = 0", "jaar nodig"), ("schuldd 2060 <= 60", "schuld"), ("mooi weer", "niet te lezen"),
     ("saldo 2090 = 0", "2090")],
)  # fmt: skip
def test_a_goal_that_cannot_be_is_refused(goal: str, word: str) -> None:
    with pytest.raises(InputError, match=word):
        seek(project(facts(), Overlay()), goal, start=2027)


# Inputs and options -------------------------------------------------------------------------------------------------


def test_every_missing_key_is_named_at_once() -> None:
    known = load_facts("2025_10")
    values = {k: v for k, v in known.values.items() if not k.endswith(("crowding_out_share", "defence_spending"))}
    columns = {k: v for k, v in known.columns.items() if k != "public_finance.account_interest"}
    broken = replace(known, values=MappingProxyType(values), columns=MappingProxyType(columns))
    with pytest.raises(InputError) as found:
        MODEL.inputs(broken)
    for key in ("crowding_out_share", "defence_spending", "account_interest"):
        assert f"public_finance.{key}" in str(found.value)


@pytest.mark.parametrize(
    ("key", "bad", "word"),
    [("short_debt_share", 1.2, "0 tot 1"), ("benefits_haircut", -0.5, "0 tot 1"),
     ("public_capital_stock", 0.0, "1e-06"), ("multiplier_persistence_years", 0.0, "1 tot 10")],
)  # fmt: skip
def test_a_figure_that_cannot_be_is_refused(key: str, bad: float, word: str) -> None:
    known = load_facts("2025_10")
    name = f"public_finance.{key}"
    values = dict(known.values) | {name: known.values[name].model_copy(update={"value": bad})}
    with pytest.raises(InputError, match=word) as found:
        MODEL.inputs(replace(known, values=MappingProxyType(values)))
    assert name in str(found.value)


def test_a_kept_baseline_is_that_of_its_own_facts_options_and_economy() -> None:
    """What is kept for one vintage, path, option or rule is never given to another."""
    overlay = named(entry())
    first = project(facts(), overlay)
    other = MODEL.project(facts(), overlay, {**handed("2025_10", "spb_held"), MONEY: ()}, NO_FAN, quiet)
    assert at(other.baseline.spb_pct, 2030) == 0.2535 != at(first.baseline.spb_pct, 2030)
    older = project(facts("2025_05"), overlay)
    assert at(older.baseline.interest, 2040) != at(first.baseline.interest, 2040)
    again = project(facts(), overlay)
    assert np.array_equal(again.baseline.debt, first.baseline.debt)
    assert again.baseline is first.baseline
    short = replace(facts(), numbers={**facts().numbers, "short_debt_share": 0.5})
    assert at(project(short, overlay).baseline.interest, 2040) != at(first.baseline.interest, 2040)
    rules = (RuleOption("T9", "B8", "public_finance.structural_balance_year", 2040.0),)
    asked = project(facts(), replace(overlay, rules=rules))
    targets = [run.baseline_rules.adjustments["without_clause"].target for run in (first, asked)]
    assert targets == [2045, 2040]
    alternative = project(facts(), overlay, varied(NO_FAN, ceiling_mapping="alternative"))
    social = [next(r for r in run.baseline_rules.results if r.rule == "frame_social") for run in (first, alternative)]
    assert social[0].value != social[1].value


def test_every_option_has_help_and_the_words_of_its_choices() -> None:
    for name, found in MODEL.options.model_fields.items():
        if name in ("draws", "seed"):
            continue
        extra = found.json_schema_extra
        assert found.description
        assert isinstance(extra, dict)
        assert str(extra["flag"]).startswith("--")
        choices = getattr(found.annotation, "__args__", None)
        if choices:
            assert set(extra["words"]) == set(choices)  # pyright: ignore[reportArgumentType]
    extras = [found.json_schema_extra for found in MODEL.options.model_fields.values()]
    flags = [extra["flag"] for extra in extras if isinstance(extra, dict)]
    assert len(flags) == len(set(flags))


def test_what_indicators_rest_on_exists() -> None:
    known = load_facts("2025_10")
    for model in (MODEL, MACRO):
        for indicator, used in model.uses.items():
            assert indicator.startswith(f"{model.name}.")
            assert set(used) <= {*known.values, *known.columns}


def test_every_indicator_says_what_it_rests_on() -> None:
    rows = table(project(facts(), named(entry(line=1)), varied(NO_FAN, benefits=True, draws=50), (money(),)))
    assert {name for name in rows["indicator"].unique() if not any(name.startswith(key) for key in MODEL.uses)} == set()
