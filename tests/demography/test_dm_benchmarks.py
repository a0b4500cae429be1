"""The model beside published figures: CBS forecasts with their own assumptions, and ten years of observed population.

No expected value here comes from the model. Tolerances are those that the work was asked to meet.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from dm_helpers import baseline, facts, published

from bouwstenen.core.errors import InputError
from bouwstenen.models.demography.hindcast import BANDS, hindcast
from bouwstenen.models.demography.opening import opening


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


def test_cbs_forecast_of_2023_reaches_19_million_when_the_cbs_says() -> None:
    """CBS: 19 million in 2037. Growth of about 70,000 a year in 2028-2035.

    Ours is 9% more: between 2024 and 2030 the CBS gives no net migration, and a straight line is too high (112,898 in
    2025, when 95,000 came).
    """
    run = baseline("cbs_2023", 2023).baseline
    reached = float(np.interp(19e6, run.total[:30], run.years[:30]))
    assert reached == pytest.approx(2037.5, abs=1.5)
    assert (run.total[run.at(2036)] - run.total[run.at(2028)]) / 8 == pytest.approx(70_000, rel=0.12)


def test_growth_of_the_baseline_in_2028_to_2035() -> None:
    run = baseline().baseline
    assert (run.total[run.at(2036)] - run.total[run.at(2028)]) / 8 == pytest.approx(70_000, rel=0.05)


def test_births_above_deaths_in_the_published_years() -> None:
    """CBS, December 2024: more deaths than births up to about 2027, more births from 2028 to 2040, then the reverse.

    CBS 2023: 182,826 and 176,136 in 2030, 197,832 and 198,463 in 2040.
    """
    run = baseline().baseline
    more = dict(zip(run.paths.years.tolist(), (run.births > run.deaths).tolist(), strict=True))
    assert not any(more[year] for year in (2026, 2027))
    assert all(more[year] for year in range(2028, 2038))
    assert not any(more[year] for year in range(2041, 2061))
    again = baseline("cbs_2023", 2023).baseline
    excess = again.births - again.deaths
    assert excess[again.at(2030)] == pytest.approx(182_826 - 176_136, abs=1_500)
    assert excess[again.at(2040)] == pytest.approx(197_832 - 198_463, abs=1_500)


def test_base_year_holds_the_flows_of_2025_and_comes_near_the_count() -> None:
    """165,000 births, 172,500 deaths and 95,000 net migration on 18,044,027 people; 18,130,208 were counted."""
    people = facts().populations[2026]
    assert people.sum() == pytest.approx(18_044_027 + 165_000 - 172_500 + 95_000, abs=1)
    assert people.sum() == pytest.approx(18_130_208, rel=0.0002)
    # Who was born in 2025 is 0 on 1 January 2026; who was 40 is 41. Some infants arrive: more than in the counts.
    assert people[:, 0].sum() == pytest.approx(165_000, rel=0.02)
    assert people[:, 41].sum() == pytest.approx(facts().populations[2025][:, 40].sum(), rel=0.02)
    opening = facts().opening
    assert opening is not None
    # The births of 2025 ask for fewer children than those of 2024 (1.43); the scenarios start there.
    known = facts().scenarios["baseline_fertility"]
    assert known[2025] == pytest.approx(opening.fertility, abs=0.001)


def test_base_year_as_if_it_were_2024() -> None:
    """Hold-out: the same step from the count of 2024 with the totals of that year, beside the count of 2025 by age.

    Births are the growth of 101,085 less net migration plus deaths.
    """
    counted = {year: people for year, people in facts().populations.items() if year <= 2024}
    observed = {
        "births": {2024: 101_085 - 107_273 + 172_165},
        "deaths": {2024: 172_165},
        "net_migration": {2024: 107_273},
    }
    numbers = {**facts().numbers, "base_year": 2025.0}
    years = {**facts().figure_years, "emigration": 2024}
    stepped = opening(
        replace(facts(), populations=counted, observed=observed, numbers=numbers, figure_years=years, opening=None)
    ).state.sum(axis=(0, 1, 2))
    real = facts().populations[2025].sum(axis=0)
    bands = [np.add.reduceat(people, BANDS) for people in (stepped, real)]
    assert np.abs(bands[0] / bands[1] - 1).max() < 0.005


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
