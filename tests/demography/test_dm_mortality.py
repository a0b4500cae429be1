"""Mortality of the AG2024 table."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from dm_helpers import baseline, facts

from bouwstenen.levers import Overlay
from bouwstenen.models.demography import project
from bouwstenen.models.demography.mortality import (
    cohort_probabilities,
    death_probabilities,
    jump_off_check,
    life_expectancy,
    scaled_to,
    together,
)
from bouwstenen.models.demography.opening import level_of_mortality


def table(*years: int) -> np.ndarray:
    return death_probabilities(facts().mortality_years, facts().log_mortality, np.array(years))


@pytest.mark.parametrize(
    ("year", "men", "women"),
    [
        (2024, 80.88, 83.68),
        (2030, 81.96, 84.97),
        (2040, 83.44, 86.38),
        (2050, 84.82, 87.65),
        (2070, 87.31, 89.95),
    ],
)
def test_life_expectancy_is_that_of_the_table(year: int, men: float, women: float) -> None:
    assert life_expectancy(table(year), 0.9)[0] == pytest.approx([men, women], abs=0.01)


def test_between_published_years_the_logarithm_is_straight() -> None:
    q = table(2025, 2027, 2030)
    assert np.log(q[1]) == pytest.approx(0.6 * np.log(q[0]) + 0.4 * np.log(q[2]))
    assert np.array_equal(table(2070), table(2090))


def test_before_the_table_the_trend_goes_on() -> None:
    q = table(2023, 2024, 2025)
    assert q[0] / q[1] == pytest.approx(q[1] / q[2])


def test_scaling_reaches_the_target_and_leaves_other_years() -> None:
    q = table(2030, 2040)
    scaled = scaled_to(q, np.array([90.0, np.nan]), 0.5122, 0.9)
    assert together(life_expectancy(scaled, 0.9), 0.5122)[0] == pytest.approx(90.0, abs=1e-6)
    assert np.array_equal(scaled[1], q[1])


def test_cohorts_split_infant_deaths_over_two_years() -> None:
    q = table(2030)[0]
    chance = cohort_probabilities(q, 0.9)
    assert chance[:, 0] == pytest.approx(0.9 * q[:, 0])
    assert chance[:, 1] == pytest.approx(0.1 * q[:, 0] + q[:, 1] / 2)
    assert chance[:, 66] == pytest.approx((q[:, 65] + q[:, 66]) / 2)


def test_the_table_starts_near_observed_deaths() -> None:
    found = {check.year: check for check in jump_off_check(facts())}
    assert found[2024].observed == 172_165
    assert found[2023].observed == 169_521
    # The gap is mended by a level on the table: 2024 had 2.4% more deaths than it expects.
    assert found[2023].ratio == pytest.approx(1.0, abs=0.03)
    assert found[2024].ratio == pytest.approx(1.0, abs=0.03)


def test_level_is_observed_over_expected_deaths_and_fades_by_a_quarter_a_year() -> None:
    """2024: 172,165 against 168,132 of the table; 2025: 172,500. One before 2024; later 25% of the gap less a year."""
    found = facts()
    assert found.opening is not None
    expected = 172_500 / found.opening.deaths
    assert found.level == pytest.approx((172_165 + 172_500) / (168_132 + expected), abs=1e-6)
    level = found.mortality_level(np.array([2023, 2024, 2025, 2026, 2027, 2060]))
    gap = found.level - 1
    assert level == pytest.approx([1, 1 + gap, 1 + gap, 1 + 0.75 * gap, 1 + 0.5625 * gap, 1], abs=1e-5)


def test_more_deaths_in_2025_mean_more_deaths_for_a_while() -> None:
    first = baseline().baseline
    many = {**facts().observed, "deaths": {2025: 180_000.0}}
    worse = replace(facts(), level=level_of_mortality(replace(facts(), observed=many), 180_000 / 167_711))
    run = project(worse, Overlay()).baseline
    assert run.deaths[0] > first.deaths[0] + 2_000
    assert run.deaths[0] - first.deaths[0] > 8 * abs(run.deaths[15] - first.deaths[15])


def test_a_forecast_with_its_own_life_expectancy_keeps_it() -> None:
    run = baseline("cbs_2022", 2023).baseline
    reached = together(life_expectancy(run.paths.death_probability, 0.9), 0.5122)
    assert reached[[2030 - 2023, 2050 - 2023]] == pytest.approx([83.79, 86.80], abs=1e-6)
