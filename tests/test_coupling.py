"""What one model hands to the next: nothing is lost or counted twice on the way."""

import numpy as np
import pytest

from bouwstenen.agreement.loader import load_package
from bouwstenen.coupling import improved, package_effects, policy_path
from bouwstenen.facts import load_facts
from bouwstenen.levers import Overlay
from bouwstenen.levers.compile import compile_overlay
from bouwstenen.models.public_finance import PublicFinanceResult, project, public_finance_facts
from bouwstenen.models.public_finance.ledgers import LEDGERS

INPUTS = public_finance_facts(load_facts())


@pytest.fixture(scope="module")
def result() -> PublicFinanceResult:
    return project(INPUTS, compile_overlay(load_package("bouwstenen").measures))


@pytest.mark.parametrize("name", LEDGERS)
def test_spending_and_revenue_are_the_money_that_hits(result: PublicFinanceResult, name: str) -> None:
    effects = package_effects(result, name)  # type: ignore[arg-type]
    ledger = result.document if name == "document" else result.esa
    assert effects.expenditure - effects.revenue == pytest.approx(-ledger.primary)
    assert effects.revenue.min() < -0.3, "the tax cut of line 3 lowers revenue"


def test_an_empty_package_has_no_effects() -> None:
    effects = package_effects(project(INPUTS, Overlay()), "esa")
    for values in (effects.expenditure, effects.revenue, effects.balance, effects.debt, effects.defence):
        assert values is not None
        assert not np.any(values)


def test_the_policy_path_is_the_baseline(result: PublicFinanceResult) -> None:
    path = policy_path(result, INPUTS)
    assert path.balance == pytest.approx(result.baseline.balance / result.baseline.economy.gdp * 100)
    assert path.years[0] == 2024


def test_an_improvement_of_one_percent_saves_that_and_its_interest(result: PublicFinanceResult) -> None:
    evaluate = improved(result, INPUTS)
    nothing = evaluate(np.zeros(0))
    assert nothing.balance == pytest.approx(result.esa.balance_pct)
    one = np.where(nothing.years >= 2027, 1.0, 0.0)
    better = evaluate(one)
    assert better.balance[3] - nothing.balance[3] == pytest.approx(1.0), "no interest in the first year"
    assert better.balance[6] - nothing.balance[6] > 1.0
    assert better.debt[3] - nothing.debt[3] == pytest.approx(-1.0)
