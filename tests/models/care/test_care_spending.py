"""Demand, spending and staff: hand-solved small countries, the published profile and an independent prototype."""

from __future__ import annotations

import time

import numpy as np
import pytest
from care_helpers import country, given, lever, netherlands, number, package, run, table

from bouwstenen.models.care import Options
from bouwstenen.models.care.options import VARIANTS
from bouwstenen.models.care.volume import gained_years, life_expectancy, shifted_profile, volume


def yearly(path: np.ndarray, first: int, last: int, base: int = 2025) -> float:
    return ((path[last - base] / path[first - base]) ** (1 / (last - first)) - 1) * 100


def test_profile_times_people_of_2022_is_what_cpb_published() -> None:
    """CPB: Zvw 48.1, Wlz 22.3, Wmo 5.0 billion euro with the population of 1 January 2022."""
    totals = given().profile @ given().people[2022] / 1e9
    assert totals == pytest.approx([48.1, 22.3, 5.0], abs=0.06)


def test_demand_grows_as_in_the_independent_calculation() -> None:
    """1.50% a year in 2025-2040 (± 0.03), from a population that starts in 2025 as that calculation did."""
    old = run(handed=netherlands(2025)).framework["demography"].baseline
    new = run(handed=netherlands()).framework["demography"].baseline
    assert yearly(old, 2025, 2040) == pytest.approx(1.50, abs=0.03)
    # What came in and died in 2025 is known since; it takes less than a hundredth off.
    assert 0 <= yearly(old, 2025, 2040) - yearly(new, 2025, 2040) < 0.01


@pytest.mark.parametrize(
    ("scheme", "published"), [(0, (1.22, 1.04, 0.81)), (1, (2.30, 2.40, 2.04)), (2, (1.29, 1.13, 0.89))]
)
def test_demand_by_scheme_is_that_of_the_independent_calculation(scheme: int, published: tuple[float, ...]) -> None:
    demand = run(handed=netherlands()).demand.baseline[:, scheme]
    own = [yearly(demand, year, year + 5) for year in (2025, 2030, 2035)]
    assert own == pytest.approx(published, abs=0.06)


@pytest.mark.parametrize(
    ("variant", "spending", "growth_gap", "growth_sum", "level_gap", "level_sum"),
    [
        ("demography", 135.0, 2.3, 17, 5.0, 49),
        ("residual_low", 141.2, 4.6, 30, 10.4, 85),
        ("residual_cpb", 156.7, 12.0, 67, 24.1, 174),
        ("residual_cpb_price", 168.9, 18.3, 96, 35.0, 243),
        ("residual_vtv", 179.0, 23.6, 121, 44.1, 300),
        ("healthy_half", 160.9, 14.1, 77, 27.8, 198),
        ("healthy_full", 153.6, 10.5, 59, 21.4, 157),
    ],
)
def test_target_is_as_far_off_as_in_the_prototype(
    variant: str, spending: float, growth_gap: float, growth_sum: float, level_gap: float, level_sum: float
) -> None:
    """A prototype by others, on the population before 1 January 2026 was known: bn euro at prices of 2025."""
    result = run(handed=netherlands())
    at = result.at(2040)
    assert result.framework[variant].baseline[at] == pytest.approx(spending, rel=0.004)  # pyright: ignore[reportArgumentType]
    for form, gap, summed in (("growth", growth_gap, growth_sum), ("level", level_gap, level_sum)):
        task = result.tasks[variant, "ageing_report", form][0]  # pyright: ignore[reportArgumentType]
        assert task.gap[at] == pytest.approx(gap, abs=0.35)
        assert task.gap[: at + 1].sum() == pytest.approx(summed, rel=0.03)


def test_first_years_of_the_target_are_those_of_the_prototype() -> None:
    tasks = run(handed=netherlands()).tasks
    assert tasks["demography", "ageing_report", "growth"][0].first_year == 2038
    later = tasks["demography", "cpb", "growth"][0].first_year
    assert later is not None
    assert later >= 2041
    assert tasks["residual_cpb_price", "ageing_report", "growth"][0].first_year is None


def test_healthy_ageing_gives_the_published_growth() -> None:
    """Half of the gained years healthy 1.17% a year, all 0.86%, none 1.50%; e65 20.30 in 2025 and 22.15 in 2040."""
    years = np.arange(2025, 2041)
    gained = gained_years(given(), years)
    assert gained[0] == 0
    assert gained[-1] == pytest.approx(22.15 - 20.30, abs=0.02)
    result = run(handed=netherlands())
    cpb = result.framework["residual_cpb_price"].baseline
    for variant, growth in (("healthy_half", 1.17), ("healthy_full", 0.86)):
        ratio = result.framework[variant].baseline / cpb  # pyright: ignore[reportArgumentType]
        assert yearly(ratio, 2025, 2040) == pytest.approx(growth - 1.50, abs=0.03)


def test_same_age_structure_grows_with_the_population() -> None:
    path = run(handed=country(growth=2.0)).framework["demography"].baseline
    assert yearly(path, 2026, 2060) == pytest.approx(2.0, abs=1e-9)


def test_twice_the_people_need_twice_the_care() -> None:
    people = given().people[2025][None]
    profile = given().profile[None]
    assert volume(2 * people, profile) == pytest.approx(2 * volume(people, profile))


def test_growth_adds_up_by_hand() -> None:
    """Nobody is added: 66.8 + 39.8 + 1.7 bn times 1.01 and 1.005 to the power of 15."""
    result = run()
    assert result.framework["residual_cpb_price"].baseline[15] == pytest.approx(108.3 * 1.01**15 * 1.005**15)
    assert result.framework["residual_vtv"].baseline[15] == pytest.approx(108.3 * 1.019**15)
    assert result.framework["demography"].baseline[15] == pytest.approx(108.3)
    wmo = result.spending["demography"].baseline[0, 3]
    assert wmo == pytest.approx(6.0, rel=0.02)


def test_more_healthy_years_never_need_more_care() -> None:
    gained = np.array([2.0])
    ages = given().people[2025][None]
    totals = [volume(ages, shifted_profile(given(), np.array([a]), gained))[0].sum() for a in (0, 0.25, 0.5, 1)]
    assert totals == sorted(totals, reverse=True)
    assert len(set(totals)) == 4
    young = shifted_profile(given(), np.array([1.0]), gained)[0][:, :50]
    assert (young == given().profile[:, :50]).all()


def test_productivity_frees_people_and_money_by_hand() -> None:
    """1% a year from 2027, labour 70% of cost: after ten years 10 steps."""
    before = run()
    after = run(package(lever("extra_labour_productivity_growth", 1.0)))
    code = "residual_cpb"
    at = after.at(2036)
    assert after.staff[code].package[at] == pytest.approx(before.staff[code].package[at] / 1.01**10)
    assert after.framework[code].package[at] == pytest.approx(before.framework[code].package[at] * 0.993**10)
    assert after.staff[code].baseline == pytest.approx(before.staff[code].baseline)


def test_staff_starts_from_hours_worked() -> None:
    """(1,875 M hours − 124,300 × 1,160) / 1,160 = 1,492,079 people in 2022, with the residual three years back."""
    people = (1875e6 - 124_300 * 1160) / 1160
    same = number("residual_cpb", 0.0)
    result = run(own=same)
    demand = given().profile @ np.stack([(given().people[2022] + given().people[2023]) / 2, given().people[2025]]).T
    # The made-up country has the people of 2025 in the middle of 2025.
    ratio = demand[:, 1] / demand[:, 0]
    parts = np.array([66.8, 39.8, 1.7, float(result.spending["demography"].baseline[0, 3])])
    index = parts.sum() / (parts / ratio[[0, 1, 2, 2]]).sum()
    assert result.staff["residual_cpb"].baseline[0] == pytest.approx(people * index, rel=1e-9)


@pytest.mark.parametrize("variant", [v.code for v in VARIANTS])
def test_nothing_changes_without_a_package(variant: str) -> None:
    result = run(handed=netherlands(), options=Options(variant=variant))  # pyright: ignore[reportArgumentType]
    moved = table(result).filter(table(result)["difference"].fill_null(0) != 0)
    assert moved.is_empty()


def test_same_numbers_twice() -> None:
    first, second = (table(run(handed=netherlands())) for _ in range(2))
    assert first.equals(second)


def test_life_expectancy_by_hand() -> None:
    """Half die in the first year, all others in the second: 0.5 × 0.5 + 0.5 × 1.5 years."""
    assert life_expectancy(np.array([0.5, 1.0])) == pytest.approx(1.0)


def test_fast_enough() -> None:
    handed = netherlands()
    run(handed=handed)
    start = time.perf_counter()
    for _ in range(5):
        run(handed=handed)
    assert (time.perf_counter() - start) / 5 < 0.05


def test_thousand_draws_in_one_product() -> None:
    ages = np.repeat(given().people[2025][None], 36, axis=0)
    draws = np.repeat(ages[None], 1000, axis=0)
    profile = np.repeat(given().profile[None], 36, axis=0)
    start = time.perf_counter()
    many = volume(draws, profile)
    assert time.perf_counter() - start < 5
    assert many.shape == (1000, 36, 3)
    assert many[999] == pytest.approx(volume(ages, profile))
