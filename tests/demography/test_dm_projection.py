"""The projection: accounts, the start, alignment and what fewer arrivals do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from dm_helpers import baseline, change, facts, run

from bouwstenen.core.errors import InputError
from bouwstenen.levers import Overlay
from bouwstenen.models.demography import SCENARIOS, Options, Projection, project
from bouwstenen.models.demography.dimensions import DURATIONS, MIGRANTS, MOTIVES
from bouwstenen.models.demography.emigration import arrivals_of, emigration_rates, initial_state
from bouwstenen.models.demography.paths import Paths
from bouwstenen.models.demography.projection import run_projection
from bouwstenen.models.demography.retention import still_here


def closed(projection: Projection) -> np.ndarray:
    """What is left of the population account each year."""
    change_in_people = np.diff(projection.total)
    return change_in_people - (projection.births - projection.deaths + projection.net_migration)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_population_accounts_close_to_the_person(scenario: str) -> None:
    result = baseline(scenario, 2023 if scenario.startswith("cbs") else None)  # type: ignore[arg-type]
    assert np.abs(closed(result.baseline)).max() < 1e-5
    assert (result.baseline.population >= 0).all()


def test_accounts_close_with_a_package() -> None:
    result = run(change("eu_labour_stock", -40_000.0, 2030, 2030, "add"), change("fertility_rate", 1.9, 2030))
    assert np.abs(closed(result.package)).max() < 1e-5
    assert result.package.groups.sum(axis=1) == pytest.approx(result.package.total)
    assert result.package.migration.sum(axis=(1, 2)) == pytest.approx(result.package.net_migration)


def test_start_is_the_observed_population() -> None:
    people = baseline(first=2025).baseline.population[0]
    # CBS, 1 January 2025: total, men, 0-12 years, 65 and over.
    assert people.sum() == pytest.approx(18_044_027)
    assert people[0].sum() == pytest.approx(8_978_451)
    assert people[:, :13].sum() == pytest.approx(2_309_704)
    assert people[:, 65:].sum() == pytest.approx(3_755_679)
    assert baseline().years[[0, -1]].tolist() == [2026, 2070]


def test_initial_groups_add_up_and_nobody_is_counted_twice() -> None:
    state = initial_state(facts(), 2025)
    assert state.shape == (len(MOTIVES), DURATIONS, 2, 106)
    assert state.sum(axis=(0, 1)) == pytest.approx(facts().populations[2025])
    assert (state >= 0).all()
    newest = state[: len(MIGRANTS), 0].sum(axis=(1, 2))
    assert newest == pytest.approx(arrivals_of(facts(), np.array([2024]))[0, : len(MIGRANTS)])


def test_emigration_of_the_first_year_is_the_published_one() -> None:
    state = initial_state(facts(), 2025)
    leaving = (state.sum(axis=2) * emigration_rates(facts(), state)).sum(axis=(0, 1))
    assert leaving.sum() == pytest.approx(212_000)
    # CBS 85751NED, 2024: 15,765, 13,066, 79,200, 44,750 and 48,444 by age on 31 December.
    bands = np.add.reduceat(np.append(0, leaving[:-1]), [0, 10, 20, 30, 40])
    published = np.array([15_765, 13_066, 79_200, 44_750, 48_444])
    assert bands / bands.sum() == pytest.approx(published / published.sum(), abs=1e-6)


def test_own_emigration_rates_come_near_the_published_net_migration() -> None:
    """The alignment says how far: within 10% in every year to 2070, most of it in the years that are far off."""
    alignment = baseline().baseline.alignment
    assert np.abs(alignment - 1).max() < 0.10
    assert np.abs(alignment[:26] - 1).max() < 0.065
    assert baseline().baseline.net_migration[[4, 14, 24]] == pytest.approx([66_971, 60_688, 57_498])


def test_empty_and_idle_packages_change_nothing_at_all() -> None:
    assert baseline().package is baseline().baseline
    idle = run(
        change("eu_labour_immigration", 0.0, 2027, 2030, "add"),
        change("net_migration", 1.0, 2027, None, "scale"),
        change("population_target", 19_500_000.0, 2050),
    )
    plain = run(change("eu_labour_stock", 0.0, 2030, 2030, "add"), change("fertility_rate", 1.0, 2027, None, "scale"))
    assert np.array_equal(plain.package.population, plain.baseline.population)
    assert np.abs(idle.package.population - idle.baseline.population).max() < 1e-6


def test_the_same_inputs_give_the_same_bytes() -> None:
    package = Overlay(inputs=(change("asylum_immigration", 10_000.0, 2028),))
    one, two = (project(facts(), package) for _ in range(2))
    assert one.package.population.tobytes() == two.package.population.tobytes()


def test_fewer_arrivals_mean_fewer_departures_later() -> None:
    result = run(change("eu_labour_immigration", -10_000.0, 2027, 2030, "add"))
    fewer = result.package.departures.sum(axis=1) - result.baseline.departures.sum(axis=1)
    assert fewer[:2] == pytest.approx(np.zeros(2))  # nobody of 2027 leaves before 2028
    assert (fewer[2:] < 0).all()
    left = result.package.total - result.baseline.total
    assert left[2031 - 2026] < -20_000
    assert left[2031 - 2026] < left[2040 - 2026] < left[2060 - 2026] < 0


def test_share_that_stays_follows_the_published_curve() -> None:
    """CBS: over six in ten EU workers left within five years, three quarters within ten. By age it differs a little."""
    here = still_here(facts(), baseline().baseline, baseline().rates, "eu_labour")
    gone = 1 - np.array([here[t, t + 4 : t + 6].mean() for t in range(20)])  # five years after mid-year of arrival
    assert gone == pytest.approx(np.full(20, 0.62), abs=0.04)
    ten = 1 - np.array([here[t, t + 9 : t + 11].mean() for t in range(20)])
    assert ten == pytest.approx(np.full(20, 0.75), abs=0.04)
    assert not np.tril(here, -1).any()


def test_closed_country_without_deaths_or_births_stands_still() -> None:
    years = np.arange(2025, 2030)
    nothing = Paths(
        years=years,
        arrivals=np.zeros((5, len(MOTIVES))),
        net=np.full(5, np.nan),
        fertility=np.zeros(5),
        death_probability=np.zeros((5, 2, 111)),
    )
    state = initial_state(facts(), 2025)
    none = np.zeros((len(MOTIVES), DURATIONS, 106))
    still = run_projection(facts(), nothing, state, none, np.ones(5))
    assert still.total == pytest.approx(np.full(6, 18_044_027.0))
    assert not still.births.any()
    assert not still.deaths.any()


def test_without_migration_everyone_leaves_or_stays_but_nobody_comes() -> None:
    result = baseline()
    paths = replace(
        result.baseline.paths, arrivals=result.baseline.arrivals * 0, net=np.full(len(result.baseline.births), np.nan)
    )
    empty = run_projection(facts(), paths, result.state, result.rates, result.baseline.alignment)
    assert not empty.arrivals.any()
    assert empty.total[-1] < result.baseline.total[-1] - 5_000_000


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (Options(first=2019), ["2019", "2026"]),
        (Options(last=2080), ["2080", "2070"]),
        (Options(last=2026), ["2026"]),
        (Options(scenario="low", first=2023), ["begint in 2025", "2023"]),
        (Options(net_migration=((2090, 1.0),)), ["2090", "2069"]),
        (Options(net_migration=((2030, 1.0), (2028, 1.0))), ["volgorde"]),
        (Options(fertility_rate=((2030, -1.0),)), ["-1", "fertility_rate"]),
        (Options(net_migration=((2030, -400_000.0),)), ["migratiesaldo", "2030"]),
        (Options(net_migration=((2030, 5e7),)), ["5e+07", "2030", "net_migration", "-500.000 tot en met 1.000.000"]),
        (Options(fertility_rate=((2030, 40.0),)), ["40", "fertility_rate", "0,1 tot en met 8"]),
        (Options(life_expectancy=((2030, 500.0),)), ["500", "life_expectancy", "50 tot en met 105"]),
        (Options(third_country_homes=((2030, -1.0),)), ["-1", "third_country_homes", "0 tot en met"]),
    ],
)
def test_options_that_cannot_be_are_refused(options: Options, words: list[str]) -> None:
    with pytest.raises(InputError) as error:
        project(facts(), Overlay(), options=options)
    assert all(word in str(error.value) for word in words), str(error.value)


def test_own_paths_replace_the_scenario() -> None:
    own = Options(net_migration=((2030, 40_000.0), (2040, 20_000.0)), fertility_rate=((2030, 1.8),))
    result = project(facts(), Overlay(), options=own)
    assert result.baseline.net_migration[[3, 4, 9, 14, 29]] == pytest.approx(
        [baseline().baseline.net_migration[3], 40_000, 30_000, 20_000, 20_000]
    )
    assert result.baseline.paths.fertility[[3, 4, 39]] == pytest.approx(
        [baseline().baseline.paths.fertility[3], 1.8, 1.8]
    )


def test_more_children_longer_lives_and_more_migrants_mean_more_people() -> None:
    for option in (
        Options(fertility_rate=((2030, 1.8),)),
        Options(life_expectancy=((2030, 86.0), (2060, 92.0))),
        Options(scenario="high"),
    ):
        assert project(facts(), Overlay(), options=option).baseline.total[-1] > baseline().baseline.total[-1] + 100_000
    low, middle, high = (baseline(s).baseline.total[24] for s in ("low", "moderate", "high"))
    assert low < middle < high
