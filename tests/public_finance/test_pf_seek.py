"""Which adjustment reaches a goal, on a country made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from bouwstenen.core.errors import InputError
from bouwstenen.models.public_finance.seek import (
    Goal,
    Outcome,
    adjustment_path,
    find_adjustment,
    parse_goal,
    reach,
)


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("emu_saldo 2045 = 0", Goal("balance", 2045, "=", 0.0)),
        ("tekort <= 3", Goal("balance", None, ">=", -3.0)),
        ("schuld 2060 <= 60%", Goal("debt", 2060, "<=", 60.0)),
        ("structureel_saldo 2040 ≥ -0,5", Goal("structural_balance", 2040, ">=", -0.5)),
    ],
)
def test_goals_are_read(text: str, goal: Goal) -> None:
    assert parse_goal(text) == goal


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("emu_sald 2045 = 0", "Bedoelde u 'emu_saldo'"),
        ("saldo = 0", "heeft een jaar nodig"),
        ("maak het goed", "is niet te lezen"),
        ("", "is niet te lezen"),
    ],
)
def test_wrong_goals_are_named(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_goal(text)
    assert message in str(caught.value)


def test_reach_finds_both_directions() -> None:
    assert reach(lambda x: x**3, 8.0, -10, 10) == pytest.approx(2.0, abs=1e-6)
    assert reach(lambda x: -x, 3.0, -10, 10) == pytest.approx(-3.0, abs=1e-6)
    with pytest.raises(InputError, match="niet te bereiken"):
        reach(lambda _: 1.0, 2.0, -10, 10)


def _plain_outcome(adjustment: np.ndarray) -> Outcome:
    """A country without growth, interest or multiplier: debt is the sum of deficits of 2% a year."""
    years = np.arange(2026, 2046)
    extra = np.zeros(20)
    extra[: len(adjustment)] = adjustment
    balance = np.full(20, -2.0) + extra
    return Outcome(years, balance, 50 - np.cumsum(balance), np.full(20, 1000.0), balance)


def test_constant_and_ramped_adjustment_by_hand() -> None:
    goal = parse_goal("emu_saldo 2045 = 0")
    constant = find_adjustment(_plain_outcome, goal, start=2027)
    assert (constant.size, constant.amount) == (pytest.approx(2.0, abs=1e-6), pytest.approx(20.0, abs=1e-5))
    ramp = find_adjustment(_plain_outcome, goal, "ramp", start=2027)
    assert ramp.per_year == pytest.approx(2 / 19, abs=1e-6)
    # Debt of 60 at most in 2045: 20 years of 2 give 90, so 30 over the 19 years that can still change.
    debt = find_adjustment(_plain_outcome, parse_goal("schuld 2045 <= 60"), start=2027)
    assert debt.size == pytest.approx(30 / 19, abs=1e-6)
    deficit = find_adjustment(_plain_outcome, parse_goal("tekort <= 1,5"), start=2027)
    assert deficit.size == pytest.approx(0.5, abs=1e-6)


def test_years_of_an_adjustment_are_checked() -> None:
    with pytest.raises(InputError, match="sleutel 'doel'"):
        find_adjustment(_plain_outcome, parse_goal("saldo 2090 = 0"), start=2027)
    with pytest.raises(InputError, match="sleutel 'start'"):
        find_adjustment(_plain_outcome, parse_goal("tekort <= 3"), start=2020)
    assert adjustment_path(np.arange(2026, 2031), "ramp", 2027, 2029).tolist() == pytest.approx(
        [0.0, 1 / 3, 2 / 3, 1.0, 1.0]
    )
