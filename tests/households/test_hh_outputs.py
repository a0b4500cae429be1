"""Money for public finance, and rows under codes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest
from hh_helpers import facts, law_lever, sample, setting

from bouwstenen.effects.row import rows_table
from bouwstenen.levers import Overlay
from bouwstenen.models.households.money import (
    award_changes,
    other_awards,
    scheme_money,
    settlement_money,
    yearly_path,
)
from bouwstenen.models.households.project import project_chunk
from bouwstenen.models.households.result import HouseholdsResult, combine
from bouwstenen.models.households.rows import RowMaker, interval_rows, table_rows
from bouwstenen.models.households.tables import all_tables, scheme_rows
from bouwstenen.models.households.uncertainty import Interval, sampling_intervals

if TYPE_CHECKING:
    from bouwstenen.models.protocol import Money

PACKAGE = setting("non_take_up_max", 0.0, measure="B3-10a").plus(
    law_lever("inkomstenbelasting.schijf1_tarief", 0.01, "2029-01-01", "add", "B3-05a")
)


def run(year: int) -> HouseholdsResult:
    return combine([project_chunk(sample(), year, PACKAGE, facts())])


def prices(year: int) -> float:
    return 1.02 ** (year - 2025)


def by_year(money: Money) -> dict[int, float]:
    return dict(zip(money.years, money.amounts_bn.tolist(), strict=True))


def test_the_money_is_that_of_the_model_in_every_year_that_was_run() -> None:
    results = {year: run(year) for year in (2028, 2029)}
    found = {money.part: money for money in scheme_money(results, prices)}
    for year, result in results.items():
        cost = sum(by_year(m)[year] for m in found.values()) * prices(year) / prices(2025)
        assert cost == pytest.approx(-result.balance / 1e9)
    assert {m.payer for m in found.values()} == {"state"}
    assert {m.price_level for m in found.values()} == {2025}
    assert {(m.measure, m.block) for m in found.values()} == {("", "")}, "the run stamps them"
    assert found["households.inkomensheffing"].instrument == "tax_cut"
    assert found["households.huurtoeslag"].instrument == "social_benefit"
    assert by_year(found["households.inkomensheffing"])[2029] < 0  # a higher rate brings money in
    assert by_year(found["households.huurtoeslag"])[2029] > 0  # more take-up costs money
    assert "households.zorgpremie" not in found


def test_no_package_gives_no_money() -> None:
    assert scheme_money({2028: combine([project_chunk(sample(), 2028, Overlay(), facts())])}, prices) == ()


def test_between_years_a_straight_line_and_afterwards_the_index() -> None:
    path = yearly_path({2027: 0.0, 2029: 2.0, 2030: 3.0})
    assert path[2028] == pytest.approx(1.0)
    assert path[2030] == 3.0
    assert path[2031] == pytest.approx(3.0 * 1.0338)  # contract wages of 2031 in the law's index path
    assert path[2060] / path[2059] == pytest.approx(1.0308)  # the last known year goes on
    assert min(path) == 2027
    assert max(path) == 2060


def test_another_way_of_awarding_is_money_only_when_it_changes_spending() -> None:
    """No change gives no money; a change in 2030 runs up from the year before and costs what it says."""
    flat = lambda _: 1.0  # noqa: E731
    assert settlement_money({2027: 0.0, 2028: 0.0, 2029: 0.0, 2030: 0.0}, flat) == ()
    (money,) = settlement_money({2027: 0.0, 2028: 0.0, 2029: 0.1, 2030: -0.2}, flat)
    paid = by_year(money)
    assert (paid[2028], paid[2029], paid[2030]) == (0.0, 0.1, -0.2)
    assert paid[2031] < -0.2
    assert (money.instrument, money.part) == ("social_benefit", "households.settlement")


def test_awards_change_money_from_the_year_that_the_lever_starts_in_prices_of_each_year() -> None:
    monthly = setting("award_moment", "per_maand", 2029)
    assert not other_awards(setting("non_take_up_max", 5.0, 2028))
    assert other_awards(monthly)
    kept = {"today": 20.0, "monthly": 19.0, "last_year": 23.0, "wage_data": 20.0}
    found = award_changes(monthly, kept, 2030, prices)
    assert found == pytest.approx({2027: 0.0, 2028: 0.0, 2029: -1.0 / 1.02, 2030: -1.0})


def table_of(result: HouseholdsResult) -> pl.DataFrame:
    maker = RowMaker(result.year)
    rows = [*table_rows(maker, all_tables(result)), *interval_rows(maker, sampling_intervals(result))]
    return rows_table(rows, run="run", model="households", reading="central")


def test_rows_are_unique_and_say_what_the_tables_say() -> None:
    result = run(2029)
    table, tables = table_of(result), all_tables(result)
    assert table["difference"].is_finite().all()

    def one(indicator: str, dimension: str, group: str) -> dict[str, float]:
        keys = {"indicator": f"households.{indicator}", "dimension": dimension, "group": group}
        return table.filter(*(pl.col(name) == value for name, value in keys.items())).row(0, named=True)

    rent = next(row for row in scheme_rows(result) if row.scheme == "huurtoeslag")
    found = one("scheme_amount", "scheme", "huurtoeslag")
    assert (found["baseline"], found["package"]) == (rent.before_bn, rent.after_bn)
    assert rent.after_bn > rent.before_bn
    quintiles = tables.group("income_quintile")
    assert one("change_p50", "income_quintile", "q1")["difference"] == quintiles.median[0]
    assert one("losers_over_0_5", "income_quintile", "q5")["difference"] == 100.0 * quintiles.loss[4, 1]
    assert one("gainers_over_0_5", "income_quintile", "q5")["difference"] == 100.0 * quintiles.gain[4, 1]
    poor = next(r for r in tables.poverty if (r.line, r.counted) == ("poverty", "children"))
    found = one("poor_children", "poverty_line", "poverty")
    assert (found["baseline"], found["package"], found["unit"]) == (poor.before, poor.after, "persons")


def test_a_province_is_a_region_and_not_a_group() -> None:
    table = table_of(run(2029)).filter(pl.col("indicator") == "households.change_mean")
    provinces = table.filter(pl.col("region") != "NL")
    assert set(provinces["region"]) == {f"PV{number}" for number in range(20, 32)}
    assert set(provinces["dimension"]) == {"all"}


def test_a_main_figure_has_the_widest_of_its_margins_and_each_cause_its_own() -> None:
    intervals = [
        Interval("balance", "sampling", 1.0, 0.9, 1.1),
        Interval("balance", "reading", 1.0, 1.0, 2.0),
        Interval("balance", "take_up", 1.0, math.nan, math.nan),
    ]
    rows = list(interval_rows(RowMaker(2030), intervals))
    assert [(r.dimension, r.group, r.low, r.high, r.band) for r in rows] == [
        ("all", "all", 0.9, 2.0, "widest_cause"),
        ("cause", "sampling", 0.9, 1.1, "sampling"),
        ("cause", "reading", 1.0, 2.0, "readings"),
    ]
    assert {(r.indicator, r.difference, r.package, r.unit) for r in rows} == {
        ("households.main_balance", 1.0, None, "bn_eur")
    }


def test_what_cannot_be_told_gives_no_row() -> None:
    assert list(RowMaker(2030).both("gini", "ratio", math.nan, 1.0)) == []
    assert list(RowMaker(2030).change("gini", "ratio", float(np.inf))) == []
