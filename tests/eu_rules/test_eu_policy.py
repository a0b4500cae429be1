"""Policies and packages against the path, the control account and the escape clause."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bouwstenen.core.errors import InputError
from bouwstenen.facts import Facts, load_facts
from bouwstenen.models.eu_rules.assess import EuResult, Request, assess
from bouwstenen.models.eu_rules.expenditure import EscapeClause, control_account
from bouwstenen.models.eu_rules.parameters import parameters
from bouwstenen.models.eu_rules.policy import PackageEffects, PolicyPath, hold_against
from bouwstenen.models.eu_rules.table import table_from_facts

YEARS = np.arange(2024, 2071)


@pytest.fixture(scope="module")
def result(facts: Facts) -> EuResult:
    return assess(table_from_facts(facts), parameters(facts), request=Request(4, draws=0))


@pytest.fixture(scope="module")
def policy() -> PolicyPath:
    """A made-up unchanged policy: balance and structural balance worsen by a tenth a year from 2026."""
    worse = 0.1 * np.clip(YEARS - 2026, 0, None)
    gdp = 1200.0 * 1.03 ** (YEARS - 2025)
    return PolicyPath(YEARS, -0.532 - worse, -2.7 - worse, 47.8 + 5 * worse, gdp)


def _package(policy: PolicyPath, spending: float, revenue: float, start: int = 2027) -> PackageEffects:
    on = (policy.years >= start).astype(float)
    balance = on * (revenue - spending)
    return PackageEffects("esa", on * spending, on * revenue, balance, -np.cumsum(balance))


def test_empty_package_changes_nothing(result: EuResult, policy: PolicyPath) -> None:
    plain = hold_against(result, policy)
    empty = hold_against(result, policy, _package(policy, 0.0, 0.0))
    for name in ("spb", "balance", "debt", "distance", "room", "eu_debt", "eu_balance"):
        assert np.array_equal(getattr(plain, name), getattr(empty, name)), name
    assert plain.account is not None
    assert empty.account is not None
    assert np.array_equal(plain.account.yearly, empty.account.yearly)


@settings(max_examples=20, deadline=None)
@given(st.floats(-40, 40), st.floats(-40, 40))
def test_effects_are_linear_in_the_package(spending: float, revenue: float) -> None:
    result, policy = _shared()
    plain = hold_against(result, policy)
    there = hold_against(result, policy, _package(policy, spending, revenue))
    back = hold_against(result, policy, _package(policy, -spending, -revenue))
    assert there.spb - plain.spb == pytest.approx(plain.spb - back.spb, abs=1e-9)
    assert there.room - plain.room == pytest.approx(np.where(there.years >= 2027, revenue - spending, 0.0), abs=1e-9)


def _shared() -> tuple[EuResult, PolicyPath]:
    if not _CACHE:
        facts = load_facts()
        result = assess(table_from_facts(facts), parameters(facts), request=Request(4, draws=0))
        worse = 0.1 * np.clip(YEARS - 2026, 0, None)
        gdp = 1200.0 * 1.03 ** (YEARS - 2025)
        _CACHE.append((result, PolicyPath(YEARS, -0.532 - worse, -2.7 - worse, 47.8 + 5 * worse, gdp)))
    return _CACHE[0]


_CACHE: list[tuple[EuResult, PolicyPath]] = []


def test_distance_room_and_first_years(result: EuResult, policy: PolicyPath) -> None:
    test = hold_against(result, policy)
    t = test.at(2030)
    required = result.spb_target
    assert test.distance[t] == pytest.approx(-0.932 - required)
    assert test.room[t] == pytest.approx((-0.932 - required) / 100 * 1200 * 1.03**5)
    assert test.first_below_required == 2027
    assert test.first_deficit == 2030  # -2.7 - 0.4: the first year under -3
    assert test.first_debt is None  # 47.8 + 0.5 a year stays under 60 within the horizon
    assert test.no_backloading is None
    assert hold_against(result, replace(policy, debt=policy.debt + 10)).first_debt == 2031


def test_backloading_is_seen(result: EuResult, policy: PolicyPath) -> None:
    steps = np.clip(YEARS - 2026, 0, 4)
    even = replace(policy, spb=-0.532 + 0.14 * steps)
    late = replace(policy, spb=-0.532 + 0.56 * (steps / 4) ** 2)
    early = replace(policy, spb=-0.532 + 0.56 * np.sqrt(steps / 4))
    found = [hold_against(result, p).no_backloading for p in (even, late, early)]
    assert found == [True, False, True]


def test_policy_must_cover_the_years(result: EuResult, policy: PolicyPath) -> None:
    short = PolicyPath(
        *(np.asarray(v)[5:] for v in (policy.years, policy.spb, policy.balance, policy.debt, policy.gdp))
    )
    with pytest.raises(InputError, match="het basispad dekt niet alle jaren"):
        hold_against(result, short)
    package = _package(policy, 1.0, 0.0)
    with pytest.raises(InputError, match="dezelfde jaren"):
        hold_against(result, policy, replace(package, revenue=package.revenue[:-1]))


def test_the_required_path_itself_has_an_empty_account(result: EuResult, policy: PolicyPath) -> None:
    spb = policy.spb.copy()
    spb[2:7] = result.required_spb[:5]
    account = hold_against(result, replace(policy, spb=spb)).account
    assert account is not None
    assert account.yearly == pytest.approx(np.zeros(4), abs=1e-12)
    assert account.first_breach is None


def test_a_missed_step_is_booked_in_full(result: EuResult, policy: PolicyPath) -> None:
    """A balance that lags by half a point in its first year gives half a point, whatever GDP does."""
    spb = policy.spb.copy()
    spb[2:7] = result.required_spb[:5]
    spb[3:7] -= 0.5
    account = hold_against(result, replace(policy, spb=spb)).account
    assert account is not None
    # Spending grows along with trend growth, GDP with 3%: the first is in % of the new GDP.
    assert account.yearly[0] == pytest.approx(0.5, abs=0.02)
    assert account.yearly[1:] == pytest.approx(np.zeros(3), abs=0.02)
    assert account.first_breach == 2027


def test_revenue_measures_stand_on_the_right_side(result: EuResult, policy: PolicyPath) -> None:
    """Spending with as much new revenue leaves the year's account as it was; a tax cut counts against it."""
    plain = hold_against(result, policy).account
    paid = hold_against(result, policy, _package(policy, 10.0, 10.0)).account
    cut = hold_against(result, policy, _package(policy, 0.0, -10.0)).account
    assert plain is not None
    assert paid is not None
    assert cut is not None
    gdp = float(policy.gdp[3])
    assert paid.yearly[0] == pytest.approx(plain.yearly[0], abs=1e-12)
    assert cut.yearly[0] - plain.yearly[0] == pytest.approx(10.0 / gdp * 100)
    assert cut.yearly[1:] == pytest.approx(plain.yearly[1:], abs=1e-12)


def test_escape_clause_excuses_defence_in_its_years_only(result: EuResult, policy: PolicyPath) -> None:
    """Defence above the base rises by 0.4 in 2028 and again in 2029: only the first is a year of the clause."""
    plain = _package(policy, 0.0, 0.0)
    above = 0.55 + 0.4 * (YEARS >= 2028) + 0.4 * (YEARS >= 2029)
    clause = EscapeClause(above, (YEARS >= 2025) & (YEARS <= 2028))
    before = hold_against(result, policy, plain).account
    after = hold_against(result, policy, replace(plain, clause=clause)).account
    assert before is not None
    assert after is not None
    assert before.yearly - after.yearly == pytest.approx([0.0, 0.4, 0.0, 0.0], abs=1e-12)
    assert after.excused == pytest.approx([0.0, 0.4, 0.4, 0.4], abs=1e-12)
    later = replace(clause, active=(YEARS >= 2025) & (YEARS <= 2029))
    longer = hold_against(result, policy, replace(plain, clause=later)).account
    assert longer is not None
    assert longer.excused == pytest.approx([0.0, 0.4, 0.8, 0.8], abs=1e-12)


def test_without_a_package_nobody_uses_the_clause(result: EuResult, policy: PolicyPath) -> None:
    account = hold_against(result, policy).account
    assert account is not None
    assert not account.excused.any()


def test_control_account_adds_up(result: EuResult, policy: PolicyPath) -> None:
    account = control_account(
        result.inputs, result.case.parameters, result.required_spb, policy.spb[2:], policy.gdp[2:], 4
    )
    assert account.cumulated == pytest.approx(np.cumsum(account.yearly))
    assert (account.year_limit, account.cumulated_limit) == (0.3, 0.6)
