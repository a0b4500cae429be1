"""The model beside published figures: CBS forecasts with their own assumptions, and ten years of observed population.

No expected value here comes from the model. Tolerances are those that the work was asked to meet.
"""

from __future__ import annotations

import numpy as np
import pytest
from dm_helpers import baseline, facts, published

from bouwstenen.core.errors import InputError
from bouwstenen.models.demography.hindcast import BANDS, hindcast


@pytest.mark.parametrize(("year", "tolerance"), [(2040, 0.01), (2050, 0.01), (2060, 0.02), (2070, 0.02)])
def test_cbs_forecast_of_2022_with_its_own_assumptions(year: int, tolerance: float) -> None:
    """2025 and 2030 fixed the net migration of 2023-2029, so only later years are a test."""
    run = baseline("cbs_2022", 2023).baseline
    assert run.total[run.at(year)] == pytest.approx(published("cbs_2022_population", year), rel=tolerance)


@pytest.mark.parametrize("year", [2030, 2040, 2050, 2060])
def test_births_and_deaths_of_the_forecast_of_2022(year: int) -> None:
    run = baseline("cbs_2022", 2023).baseline
    assert run.births[run.at(year)] == pytest.approx(published("cbs_2022_births", year), rel=0.05)
    assert run.deaths[run.at(year)] == pytest.approx(published("cbs_2022_deaths", year), rel=0.03)


def test_cbs_forecast_of_2023_with_its_own_assumptions() -> None:
    run = baseline("cbs_2023", 2023).baseline
    assert run.total[run.at(2070)] == pytest.approx(published("cbs_2023_population", 2070), rel=0.02)
    for year in (2030, 2040, 2050, 2060):
        assert run.births[run.at(year)] == pytest.approx(published("cbs_2023_births", year), rel=0.02)
        assert run.deaths[run.at(year)] == pytest.approx(published("cbs_2023_deaths", year), rel=0.02)


def test_baseline_beside_the_headlines_of_the_forecast_of_2024() -> None:
    # CBS, December 2024: 19 million in 2037, 20 million in 2058, a quarter over 64 by 2040, 1.8 million over 79 in 2045
    # and 2.1 million in 2070.
    result = baseline()
    total, years = result.baseline.total, result.years
    assert years[np.argmax(total >= 19e6)] == pytest.approx(2038, abs=1)  # the first 1 January
    assert years[np.argmax(total >= 20e6)] == pytest.approx(2059, abs=3)
    groups = result.baseline_structure.age_groups
    assert groups["over_64"][14] / total[14] == pytest.approx(0.25, abs=0.005)
    assert groups["over_79"][19] == pytest.approx(1.8e6, abs=0.05e6)
    assert groups["over_79"][44] == pytest.approx(2.1e6, abs=0.07e6)


@pytest.mark.parametrize(("first", "last"), [(2010, 2020), (2015, 2025)])
def test_hindcasts_with_observed_inputs(first: int, last: int) -> None:
    found = hindcast(facts(), first, last)
    assert abs(found.total_error) < 0.2
    assert np.abs(found.band_errors).max() < 2.0
    assert found.band_errors.shape == (len(BANDS),)


def test_hindcast_gives_the_observed_number_of_births() -> None:
    births = dict(zip(range(2015, 2025), hindcast(facts(), 2015, 2025).births, strict=True))
    # CBS: 169,680 in 2019, 168,681 in 2020 and 167,504 in 2022.
    assert births[2019] == pytest.approx(169_680, rel=0.01)
    assert births[2020] == pytest.approx(168_681, rel=0.01)
    assert births[2022] == pytest.approx(167_504, rel=0.01)


def test_hindcast_refuses_years_without_observations() -> None:
    with pytest.raises(InputError, match="2012"):
        hindcast(facts(), 2012, 2020)
    with pytest.raises(InputError, match="2030"):
        hindcast(facts(), 2020, 2030)
