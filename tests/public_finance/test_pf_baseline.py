"""The baseline against published and hand-checked figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from pf_helpers import at, baseline, facts, project

from bouwstenen.levers import Overlay
from bouwstenen.models.public_finance.debt import Rates, project_debt

if TYPE_CHECKING:
    from bouwstenen.models.public_finance.baseline import Baseline

# No-policy-change path of the Commission's method, run of a public copy with vintage 2025_05 and T = 2024.
PUBLISHED_DEBT = {
    2024: 43.345, 2025: 44.763, 2026: 45.535, 2027: 44.649, 2028: 43.848, 2030: 42.264,
    2035: 39.031, 2040: 36.382, 2045: 33.686, 2060: 29.171, 2070: 28.248,
}  # fmt: skip
PUBLISHED_BALANCE = {2025: -1.597, 2026: -1.133, 2028: -0.889, 2030: -0.742, 2040: -0.758}
PUBLISHED_RATE = {2027: 1.953, 2030: 2.179, 2035: 2.536, 2045: 3.075}


@pytest.fixture(scope="module")
def held() -> Baseline:
    return baseline("2025_05", "spb_held")


@pytest.fixture(scope="module")
def current() -> Baseline:
    return baseline("2025_05", "current_policy")


@pytest.mark.parametrize(("year", "value"), PUBLISHED_DEBT.items())
def test_held_structural_balance_reproduces_the_debt_path(held: Baseline, year: int, value: float) -> None:
    assert at(held.pct(held.debt), year) == pytest.approx(value, abs=0.1)


@pytest.mark.parametrize(("year", "value"), PUBLISHED_BALANCE.items())
def test_held_structural_balance_reproduces_the_balance(held: Baseline, year: int, value: float) -> None:
    assert at(held.pct(held.balance), year) == pytest.approx(value, abs=0.1)


@pytest.mark.parametrize(("year", "value"), PUBLISHED_RATE.items())
def test_held_structural_balance_reproduces_the_implicit_rate(held: Baseline, year: int, value: float) -> None:
    assert at(held.implicit_rate * 100, year) == pytest.approx(value, abs=0.01)


def test_the_other_vintage_is_another_baseline(held: Baseline) -> None:
    newer = baseline("2025_10", "spb_held")
    assert at(newer.pct(newer.debt), 2045) - PUBLISHED_DEBT[2045] > 0.5


@pytest.mark.parametrize(
    ("year", "gdp", "gap", "balance", "structural", "debt"),
    [
        (2024, 1134.115, -0.708, -0.889, -0.44, 43.345),
        (2025, 1191.565, -1.010, -2.124, -1.54, 44.959),
        (2026, 1238.241, -1.211, -2.742, -1.32, 47.767),
    ],
)
def test_forecast_years_are_the_forecast(
    current: Baseline, year: int, gdp: float, gap: float, balance: float, structural: float, debt: float
) -> None:
    assert at(current.economy.gdp, year) == pytest.approx(gdp, abs=0.01)
    assert at(current.economy.output_gap, year) == pytest.approx(gap, abs=0.001)
    assert at(current.pct(current.balance), year) == pytest.approx(balance, abs=0.002)
    assert at(current.pct(current.structural_balance), year) == pytest.approx(structural, abs=0.01)
    assert at(current.pct(current.debt), year) == pytest.approx(debt, abs=0.01)


@pytest.mark.parametrize(
    ("year", "gdp"),
    [
        (2027, 1292.7), (2028, 1346.0), (2029, 1400.5), (2030, 1450.4), (2031, 1500.9), (2032, 1552.2),
        (2033, 1604.1), (2035, 1710.5), (2040, 2028.9), (2045, 2447.4),
    ],
)  # fmt: skip
def test_later_gdp_is_the_hand_computed_path(current: Baseline, year: int, gdp: float) -> None:
    assert at(current.economy.gdp, year) == pytest.approx(gdp, abs=0.06)


def test_ageing_lowers_the_structural_balance_from_the_last_forecast_year(current: Baseline) -> None:
    # 2025 -> 2045 the cost rises by 2.3 percentage points, of which 0.08 before 2026.
    assert at(current.ageing_pct, 2045) == pytest.approx(23.322 - 21.073, abs=0.001)
    assert at(current.ageing_pct, 2026) == 0.0
    assert at(current.spb_pct, 2026) == pytest.approx(-0.532)


def test_debt_follows_from_balance_and_stock_flow(current: Baseline) -> None:
    change = np.diff(current.debt)
    assert change == pytest.approx((-current.balance + current.stock_flow)[1:], abs=1e-9)


def test_roll_over_by_hand() -> None:
    """Two years on paper: 100 of debt, a tenth short, a fifth of the long debt maturing, balance zero."""
    flat = Rates(short=np.full(3, 0.02), long=np.full(3, 0.05), short_share=0.1, maturing_share=0.2)
    path = project_debt(np.zeros(3), np.zeros(3), flat, 100.0, 1.8, np.full(3, np.nan))
    # Year 1: 10 x 2% + 1.8 x 0.8 = 1.64; long debt 91.476, of which 72 old: 19.476 new.
    assert path.interest[1] == pytest.approx(1.64)
    assert path.debt[1] == pytest.approx(101.64)
    assert path.new_long_debt[1] == pytest.approx(19.476)
    # Year 2: 10.164 x 2% + 1.44 x 0.8 + 19.476 x 5%.
    assert path.interest[2] == pytest.approx(0.20328 + 1.152 + 0.9738)


def test_accounts_start_from_the_source_and_add_up() -> None:
    result = project(facts(), Overlay())
    accounts = result.baseline_accounts
    year = {int(y): n for n, y in enumerate(accounts.years)}
    assert accounts.items["income_taxes"][year[2024]] == 168.2
    assert accounts.items["investment"][year[2026]] == 40.4
    assert accounts.balance[year[2019]] == pytest.approx(14.8, abs=0.01)
    assert accounts.balance[year[2021]] == pytest.approx(-19.6, abs=0.01)
    assert np.isnan(accounts.balance[year[2020]])
    assert accounts.balance[-len(result.years) :] == pytest.approx(result.baseline.balance, abs=1e-9)
    gdp = result.baseline.economy.gdp
    assert accounts.items["consumption"][year[2030]] / at(gdp, 2030) == pytest.approx(0.2526)


def test_depreciation_of_the_first_years_is_published() -> None:
    capital = project(facts(), Overlay()).capital
    assert capital.depreciation[:3].tolist() == [32.3, 34.0, 35.9]
    # 6.19% of a stock of 427.8 in prices of 2020 lies near the published 34.0 of 2025.
    assert pytest.approx(34.0, abs=0.3) == 0.0619 * 427.8 * 1191.565 / 932.581
