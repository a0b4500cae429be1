"""Uncertainty: seeded, centred, and as wide as the intervals that the CBS publishes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from dm_helpers import baseline, change, draw, facts, published, run

from bouwstenen.core.errors import InputError
from bouwstenen.models.demography.stochastic import QUANTILES, PopulationFan, draw_errors

LOW95, LOW67, MEDIAN, HIGH67, HIGH95 = range(5)


@cache
def cbs_fan() -> PopulationFan:
    """Draws around the CBS forecast of 2023, whose intervals the error model is fitted to."""
    return draw(facts(), baseline("cbs_2023", 2023), draws=2000, seed=11, ages=False)


def relative(fan: PopulationFan, year: int) -> np.ndarray:
    """Quantiles of the population around its median, in per cent."""
    column = fan.baseline[:, year - int(fan.years[0])]
    return 100 * (column / column[MEDIAN] - 1)


def test_intervals_of_2070_match_those_of_the_forecast_of_2023() -> None:
    middle = published("cbs_2023_population", 2070)
    ends = ("low_95", "low_67", "high_67", "high_95")
    want = [100 * (published(f"cbs_2023_population_{end}", 2070) / middle - 1) for end in ends]
    assert np.delete(relative(cbs_fan(), 2070), MEDIAN) == pytest.approx(want, abs=1.2)


def test_interval_of_2050_matches_that_of_the_forecast_of_2022() -> None:
    """Only the lower end of the 67% interval was found."""
    want = 100 * (published("cbs_2022_low_67", 2050) / published("cbs_2022_population", 2050) - 1)
    assert relative(cbs_fan(), 2050)[LOW67] == pytest.approx(want, abs=0.6)


@pytest.mark.parametrize("year", [2030, 2040, 2050, 2060])
@pytest.mark.parametrize("flow", ["births", "deaths", "net_migration"])
def test_yearly_flows_are_about_as_uncertain_as_published(flow: str, year: int) -> None:
    quantiles = getattr(cbs_fan(), flow)[:, year - 2023]
    width = published(f"cbs_2023_{flow}_high_67", year) - published(f"cbs_2023_{flow}_low_67", year)
    assert quantiles[HIGH67] - quantiles[LOW67] == pytest.approx(width, rel=0.2)


def test_same_seed_same_draws() -> None:
    one, two, other = (draw(facts(), baseline(), draws=50, seed=s) for s in (3, 3, 4))
    assert one.baseline_ages is not None
    assert two.baseline_ages is not None
    assert one.baseline_ages.tobytes() == two.baseline_ages.tobytes()
    assert not np.array_equal(one.baseline, other.baseline)


def test_all_ages_are_kept_and_add_up() -> None:
    fan = draw(facts(), baseline(), draws=200, seed=5)
    assert fan.baseline_ages is not None
    assert fan.baseline_ages.shape == (45, 200, 2, 106)
    assert fan.baseline.shape == (len(QUANTILES), 45)
    assert (fan.baseline_ages >= 0).all()
    totals = fan.baseline_ages.sum(axis=(2, 3), dtype=float)
    assert np.percentile(totals, 50, axis=1) == pytest.approx(fan.baseline[MEDIAN])
    assert (np.diff(fan.baseline, axis=0) >= 0).all()
    assert fan.baseline[:, 0] == pytest.approx(np.full(5, 18_131_527), rel=1e-6)
    assert set(fan.age_groups) == set(baseline().baseline_structure.age_groups)


def test_without_errors_every_draw_is_the_run() -> None:
    quiet = replace(facts(), numbers={**facts().numbers, **dict.fromkeys(ERRORS, 0.0)})
    fan = draw(quiet, baseline(), draws=3, seed=1)
    for quantile in fan.baseline:
        assert quantile == pytest.approx(baseline().baseline.total, rel=1e-6)
    assert fan.births[MEDIAN] == pytest.approx(baseline().baseline.births, rel=1e-9)
    assert fan.deaths[MEDIAN] == pytest.approx(baseline().baseline.deaths, rel=1e-9)


ERRORS = ("error_net_migration", "error_fertility", "error_mortality")


def test_median_stays_at_the_run() -> None:
    fan = draw(facts(), baseline(), draws=2000, seed=2, ages=False)
    assert fan.baseline_ages is None
    assert fan.baseline[MEDIAN] == pytest.approx(baseline().baseline.total, rel=0.01)


def test_package_is_drawn_with_the_same_errors() -> None:
    same = draw(facts(), baseline(), draws=100, seed=9)
    assert not same.difference.any()
    result = run(change("eu_labour_immigration", -40_000.0, 2027, 2030, "add"))
    fan = draw(facts(), result, draws=300, seed=9, ages=False)
    shift = (result.package.total - result.baseline.total)[25]
    # The band of the difference is narrow beside that of the population, as errors are shared.
    assert fan.difference[MEDIAN, 25] == pytest.approx(shift, rel=0.05)
    assert np.ptp(fan.difference[:, 25]) < 0.01 * np.ptp(fan.baseline[:, 25])


def test_errors_have_the_given_spread_and_memory() -> None:
    errors = draw_errors(facts(), 40, 20_000, 7)
    sigma, memory = facts().number("error_net_migration"), facts().number("error_net_migration_persistence")
    assert errors.net_migration[0].std() == pytest.approx(sigma, rel=0.03)
    assert errors.net_migration[39].std() == pytest.approx(sigma / np.sqrt(1 - memory**2), rel=0.03)
    assert errors.mortality[39].std() == pytest.approx(facts().number("error_mortality") * np.sqrt(40), rel=0.03)
    assert np.corrcoef(errors.net_migration[20], errors.net_migration[21])[0, 1] == pytest.approx(memory, abs=0.02)
    assert abs(np.corrcoef(errors.net_migration[20], errors.fertility[20])[0, 1]) < 0.03


@pytest.mark.parametrize("draws", [0, -5, 1_000_000])
def test_wrong_number_of_draws_is_refused(draws: int) -> None:
    with pytest.raises(InputError, match="trekkingen"):
        draw(facts(), baseline(), draws=draws)


def test_fan_follows_the_scenario() -> None:
    low = draw(facts(), baseline("low"), draws=200, seed=1, ages=False)
    high = draw(facts(), baseline("high"), draws=200, seed=1, ages=False)
    assert (low.baseline[:, 25] < high.baseline[:, 25]).all()
