"""Identities and directions of the projection, and the stochastic part against formulas worked out by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bouwstenen.facts import load_facts
from bouwstenen.models.eu_rules.inputs import EuInputs, lay_out
from bouwstenen.models.eu_rules.parameters import Parameters, parameters
from bouwstenen.models.eu_rules.projection import NEAR_ZERO_DEBT, SCENARIOS, project
from bouwstenen.models.eu_rules.stochastic import draw_shocks, probability_of_decline, quantiles, simulate
from bouwstenen.models.eu_rules.table import CountryTable, table_from_facts
from bouwstenen.models.eu_rules.variants import switched, variant

YEARS = 15
OPTIONS = variant("commission_2024")


@pytest.fixture(scope="module")
def inputs(spring_2025: CountryTable, figures: Parameters) -> EuInputs:
    return lay_out(spring_2025, figures, 4, start=2025)


def _path(inputs: EuInputs, step: float) -> np.ndarray:
    return inputs.spb[0] + step * np.minimum(np.arange(YEARS), 4)


@settings(max_examples=25, deadline=None)
@given(
    step=st.floats(-1.5, 1.5),
    scenario=st.sampled_from(SCENARIOS),
    rule=st.sampled_from(["closure", "sheet", "persistent"]),
    name=st.sampled_from(["2025_05", "2025_10"]),
)
def test_debt_follows_from_balance_and_flows(step: float, scenario: str, rule: str, name: str) -> None:
    """Debt = debt of the year before - balance + stock-flow, in billion; interest = rate x stock."""
    facts = load_facts(name)
    inputs = lay_out(table_from_facts(facts), parameters(facts), 4, start=2025)
    options = switched(OPTIONS, gap_rule=rule)
    run = project(inputs, parameters(facts), options, _path(inputs, step), 4, scenario)  # pyright: ignore[reportArgumentType]
    debt, balance, flow = (values[0] * run.gdp[0] / 100 for values in (run.debt, run.balance, run.stock_flow))
    assert np.diff(debt) == pytest.approx((flow - balance)[1:], abs=1e-9)
    interest = run.interest[0] * run.gdp[0] / 100
    solid = np.abs(run.debt[0, :-1]) >= NEAR_ZERO_DEBT
    assert interest[1:][solid] == pytest.approx((run.implicit_rate[0, 1:] * debt[:-1])[solid], abs=1e-9)
    assert run.balance[0, 1:] == pytest.approx((run.primary_balance - run.interest)[0, 1:], abs=1e-12)


def test_many_paths_at_once_are_the_same_as_one_by_one(inputs: EuInputs, figures: Parameters) -> None:
    steps = [-0.3, 0.0, 0.4]
    together = project(inputs, figures, OPTIONS, np.stack([_path(inputs, s) for s in steps]), 4, "financial_stress")
    for row, step in enumerate(steps):
        alone = project(inputs, figures, OPTIONS, _path(inputs, step), 4, "financial_stress")
        assert together.debt[row] == pytest.approx(alone.debt[0], abs=1e-12)


def test_better_balance_means_less_debt_and_stress_means_more(inputs: EuInputs, figures: Parameters) -> None:
    runs = [project(inputs, figures, OPTIONS, _path(inputs, step), 4) for step in (-0.5, 0.0, 0.5)]
    assert runs[0].debt[0, -1] > runs[1].debt[0, -1] > runs[2].debt[0, -1]
    plain = runs[1].debt[0]
    for scenario in SCENARIOS[1:]:
        stressed = project(inputs, figures, OPTIONS, _path(inputs, 0.0), 4, scenario).debt[0]
        assert stressed[:5] == pytest.approx(plain[:5], abs=1e-12)
        assert np.all(stressed[6:] > plain[6:])


def test_multiplier_works_on_the_first_year(inputs: EuInputs, figures: Parameters) -> None:
    """One point of improvement in the first year costs 0.75% of GDP under each rule."""
    for rule in ("closure", "sheet", "persistent"):
        options = switched(OPTIONS, gap_rule=rule)
        gaps = [project(inputs, figures, options, _path(inputs, step), 4).gap[0, 1] for step in (0.0, 1.0)]
        assert gaps[0] - gaps[1] == pytest.approx(0.75)


def test_gap_closes_in_three_years_after_the_adjustment(inputs: EuInputs, figures: Parameters) -> None:
    gap = project(inputs, figures, OPTIONS, _path(inputs, 0.5), 4).gap[0]
    assert gap[5:9] == pytest.approx([gap[4] * 2 / 3, gap[4] / 3, 0.0, 0.0], abs=1e-12)


def test_ageing_enters_for_ten_years_and_not_before(inputs: EuInputs, figures: Parameters) -> None:
    """Ageing cost 21.353 in 2028 and 22.894 in 2038; revenue terms -0.087 and -0.260: together -1.714."""
    run = project(inputs, figures, OPTIONS, _path(inputs, 0.0), 4)
    assert run.spb[0, :5] == pytest.approx(np.full(5, 0.2535), abs=1e-6)
    assert run.spb[0, 14] - run.spb[0, 4] == pytest.approx(-1.714, abs=0.001)


def test_without_shocks_nothing_is_uncertain(inputs: EuInputs, figures: Parameters) -> None:
    run = project(inputs, figures, OPTIONS, _path(inputs, 0.0), 4)
    debt = simulate(inputs, run, draw_shocks(np.zeros((4, 4)), 50, 5, 1), 4)
    expected = run.debt[0, 4:10]
    assert np.all(np.abs(debt - expected[:, None]) < 1e-9)


def test_primary_shocks_add_up_as_the_formula_says(inputs: EuInputs, figures: Parameters) -> None:
    """Only primary balance: variance after n years is 4 v (1 + f^2 + ... ) with f the interest-growth factor."""
    run = project(inputs, figures, OPTIONS, _path(inputs, 0.0), 4)
    variance = 0.8397
    covariance = np.diag([0, 0, 0, variance])
    debt = simulate(inputs, run, draw_shocks(covariance, 200_000, 5, 7), 4)
    factor = (1 + run.implicit_rate[0, 5:10]) / (1 + run.growth[0, 5:10])
    expected = 0.0
    for n in range(5):
        expected = expected * factor[n] ** 2 + 4 * variance
        assert debt[n + 1].var() == pytest.approx(expected, rel=0.02)


def test_long_rate_shocks_carry_over(inputs: EuInputs, figures: Parameters) -> None:
    """Year one: (1 - a) / M times the year's sum; year two: (1 - a) 2 / M times the sum of both years."""
    run = project(inputs, figures, OPTIONS, _path(inputs, 0.0), 4)
    shocks = np.zeros((4, 2, 1))
    shocks[1, :, 0] = [1.0, 0.5]
    debt = simulate(inputs, run, shocks, 4)[:, 0]
    share, maturity = 1 - inputs.short_share, inputs.residual_maturity
    assert maturity == pytest.approx(19)
    expected = run.debt[0, 4]
    for n, carried in ((1, 1 / maturity * 1.0), (2, 2 / maturity * 1.5)):
        t = 4 + n
        rate = run.implicit_rate[0, t] + share * carried / 100
        expected = expected * (1 + rate) / (1 + run.growth[0, t]) - run.primary_balance[0, t] + run.stock_flow[0, t]
        assert debt[n] == pytest.approx(expected, abs=1e-9)


def test_draws_have_the_covariance_asked_for(inputs: EuInputs) -> None:
    assert inputs.covariance is not None
    shocks = draw_shocks(inputs.covariance, 100_000, 5, 3)
    assert np.cov(shocks.reshape(4, -1)) == pytest.approx(4 * inputs.covariance, abs=0.03)


def test_same_seed_same_bytes(inputs: EuInputs) -> None:
    assert inputs.covariance is not None
    one, two, other = (draw_shocks(inputs.covariance, 1000, 5, seed) for seed in (5, 5, 6))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, other)


def test_probability_and_quantiles() -> None:
    debt = np.array([[50.0, 50.0, 50.0, 50.0], [49.0, 51.0, 61.0, 45.0]])
    assert probability_of_decline(debt, None) == 0.5
    assert probability_of_decline(debt, 60.0) == 0.75
    assert quantiles(debt)[0.5][1] == 50.0
