"""What a package can change, and what it may not."""

from __future__ import annotations

import numpy as np
import pytest
from dm_helpers import baseline, change, facts, run

from bouwstenen.core.errors import InputError
from bouwstenen.levers import InputChange, Overlay
from bouwstenen.levers.catalogue import load_catalogue
from bouwstenen.models.demography import DemographyResult, Options, project
from bouwstenen.models.demography.claims import claims
from bouwstenen.models.demography.dimensions import MOTIVES
from bouwstenen.models.demography.levers import own_changes
from bouwstenen.models.demography.mortality import life_expectancy, together
from bouwstenen.models.demography.solver import required_net_migration

EU = MOTIVES.index("eu_labour")
THIRD = MOTIVES.index("other_labour")


def arrivals_changed(result: DemographyResult) -> np.ndarray:
    return result.package.arrivals - result.baseline.arrivals


def test_stock_reading_is_met_at_the_end_of_the_cabinet_period_and_then_fades() -> None:
    result = run(change("eu_labour_stock", -40_000.0, 2030, 2030, "add"))
    inflow = arrivals_changed(result)[:, EU]
    assert result.eu_labour_stock[2030 - 2026] == pytest.approx(-40_000)
    assert inflow[:1] == pytest.approx([0])
    assert np.ptp(inflow[1:5]) == pytest.approx(0, abs=1e-6)
    assert not inflow[5:].any()
    # More than a quarter of the stock in inflow each year, as many would have left again by then.
    assert -40_000 < inflow[1] < -10_000
    assert -40_000 < result.eu_labour_stock[14] < -5_000


def test_stock_can_be_held() -> None:
    result = run(change("eu_labour_stock", -40_000.0, 2030, None, "add"))
    assert result.eu_labour_stock[4:] == pytest.approx(np.full(40, -40_000.0))
    assert (arrivals_changed(result)[5:, EU] < 0).all()


def test_three_readings_of_forty_thousand_fewer_differ_by_a_factor_of_four() -> None:
    stock = run(change("eu_labour_stock", -40_000.0, 2030, 2030, "add"))
    cumulative = run(change("eu_labour_immigration", -10_000.0, 2027, 2030, "add"))
    yearly = run(change("eu_labour_immigration", -40_000.0, 2027, 2030, "add"))
    at_end = [-result.eu_labour_stock[4] for result in (cumulative, stock, yearly)]
    # Cumulative: fewer than 40,000, as part would have left; yearly: four times the cumulative reading.
    assert at_end[0] < at_end[1] < at_end[2] < 160_000
    assert at_end[2] == pytest.approx(4 * at_end[0])
    for result in (cumulative, stock, yearly):
        change_in_people = (result.package.total - result.baseline.total)[2031 - 2026]
        workers = (result.package_structure.labour_force - result.baseline_structure.labour_force)[2031 - 2026]
        homes = (result.package_structure.all_households - result.baseline_structure.all_households)[2031 - 2026]
        assert change_in_people < workers < homes < 0


def test_claims_of_the_document_get_their_computed_value() -> None:
    result = run(change("eu_labour_stock", -40_000.0, 2030, 2030, "add"))
    found = claims(result)
    fewer, people = found["demography.eu_labour_reduction"], found["demography.population.2050"]
    assert fewer.value == pytest.approx(40_000)
    assert people.value == result.package.total[24]
    # With the package there are fewer people: a swapped side would give the larger number.
    assert people.value < result.baseline.total[24]
    assert f"{result.baseline.total[24]:,.0f}".replace(",", ".") in people.explanation
    assert "demography.population.2095" not in found


@pytest.mark.parametrize(
    ("name", "motive"),
    [
        ("eu_labour_immigration", "eu_labour"),
        ("third_country_labour_immigration", "other_labour"),
        ("study_immigration", "study"),
        ("family_immigration", "family"),
        ("asylum_immigration", "asylum"),
        ("ukraine_immigration", "ukraine"),
    ],
)
def test_each_group_has_its_lever(name: str, motive: str) -> None:
    column = MOTIVES.index(motive)  # type: ignore[arg-type]
    more = arrivals_changed(run(change(name, 1_000.0, 2030, 2034, "add")))
    assert more[4:9, column] == pytest.approx(np.full(5, 1_000.0))
    assert not np.delete(more, column, axis=1).any()
    assert more.sum() == pytest.approx(5_000)
    fixed = run(change(name, 12_345.0, 2030, 2030))
    assert fixed.package.arrivals[4, column] == pytest.approx(12_345)
    half = run(change(name, 0.5, 2026, 2026, "scale"))
    assert half.package.arrivals[0, column] == pytest.approx(half.baseline.arrivals[0, column] / 2)


def test_net_migration_sets_the_total_and_keeps_the_mix() -> None:
    result = run(change("net_migration", 30_000.0, 2030))
    assert result.package.net_migration[4:] == pytest.approx(np.full(40, 30_000.0))
    assert result.package.net_migration[:4] == pytest.approx(result.baseline.net_migration[:4])
    mix = result.package.arrivals[9] / result.package.arrivals[9].sum()
    assert mix == pytest.approx(result.baseline.arrivals[9] / result.baseline.arrivals[9].sum())
    more = run(change("net_migration", 5_000.0, 2030, 2039, "add"))
    assert more.package.net_migration[4:14] == pytest.approx(more.baseline.net_migration[4:14] + 5_000)


def test_fertility_and_life_expectancy_take_the_given_values() -> None:
    result = run(change("fertility_rate", 1.7, 2035), change("life_expectancy", 90.0, 2050, 2050))
    assert result.package.paths.fertility[[8, 9, 43]] == pytest.approx([result.baseline.paths.fertility[8], 1.7, 1.7])
    expectancy = together(life_expectancy(result.package.paths.death_probability, 0.9), 0.5122)
    before = together(life_expectancy(result.baseline.paths.death_probability, 0.9), 0.5122)
    assert expectancy[24] == pytest.approx(90.0, abs=1e-6)
    assert expectancy[25] == pytest.approx(before[25])


def test_target_is_answered_and_changes_nothing() -> None:
    result = run(change("population_target", 19_500_000.0, 2050))
    ((target, answer),) = result.targets
    assert np.array_equal(result.package.population, result.baseline.population)
    assert (target.year, target.population) == (2050, 19_500_000)
    assert answer.reached == pytest.approx(19_500_000, abs=1)
    assert answer.start == 2027
    # Held against a run with this net migration from 2027 on.
    check = run(change("net_migration", answer.net_migration, 2027))
    assert check.package.total[24] == pytest.approx(19_500_000, abs=1)


def test_more_children_need_fewer_migrants() -> None:
    result = baseline()
    answers = [
        required_net_migration(
            facts(), result.baseline, result.state, result.rates, 2050, 19_500_000, fertility=np.full(44, rate)
        ).net_migration
        for rate in (1.43, 1.55, 1.7)
    ]
    assert answers == sorted(answers, reverse=True)
    # A plain cohort-component model without groups gave about 31,000 people in 2050 per thousand a year.
    people = [
        required_net_migration(facts(), result.baseline, result.state, result.rates, 2050, goal).net_migration
        for goal in (19_000_000, 20_000_000)
    ]
    assert 1_000_000 / (people[1] - people[0]) == pytest.approx(31, abs=4)


def test_third_country_workers_only_with_homes() -> None:
    lever = change("third_country_labour_needs_housing", True, 2027)
    unknown = run(lever)
    assert unknown.housing is not None
    assert not unknown.housing.known
    assert not arrivals_changed(unknown).any()
    assert unknown.housing.needed[0] == pytest.approx(unknown.baseline.arrivals[1, THIRD] / 1.4)
    homes = tuple((year, 10_000.0) for year in range(2027, 2070))
    known = run(lever, options=Options(third_country_homes=homes))
    assert known.housing is not None
    assert known.housing.known
    assert known.package.arrivals[1:, THIRD] == pytest.approx(np.full(43, 14_000.0))
    assert known.housing.cut == pytest.approx(known.baseline.arrivals[1:, THIRD] - 14_000)
    room = run(lever, options=Options(third_country_homes=tuple((y, 1e6) for y in range(2027, 2070))))
    assert not arrivals_changed(room).any()
    off = run(change("third_country_labour_needs_housing", False, 2027))
    assert off.housing is None


def test_levers_add_up_in_order() -> None:
    both = run(
        change("eu_labour_immigration", 0.5, 2030, 2030, "scale"),
        change("eu_labour_stock", -10_000.0, 2030, 2030, "add"),
    )
    half = both.baseline.arrivals[4, EU] / 2
    assert both.package.arrivals[4, EU] < half


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (change("eu_labour_stok", 1.0, 2030), ["T1", "eu_labour_stock"]),
        (change("eu_labour_stock", -40_000.0, 2030), ["add"]),
        (change("eu_labour_stock", -900_000.0, 2030, 2030, "add"), ["negatief", "T1"]),
        (change("eu_labour_immigration", -100_000.0, 2027, 2030, "add"), ["2027", "van 0 tot en met 300000"]),
        (change("fertility_rate", -9.0, 2027, None, "add"), ["2027", "van 0.5 tot en met 4"]),
        (change("net_migration", -290_000.0, 2027), ["migratiesaldo", "2027"]),
        (change("net_migration", 5e7, 2030), ["T1", "5e+07", "2030", "-300000 tot en met 500000"]),
        (change("net_migration", float("nan"), 2030), ["nan", "geen getal"]),
        (change("eu_labour_immigration", float("inf"), 2030), ["inf", "geen getal"]),
        (change("fertility_rate", 20.0, 2030), ["20", "0.5 tot en met 4"]),
        (change("life_expectancy", 20.0, 2030, None, "add"), ["life_expectancy", "50 tot en met 105"]),
        (change("population_target", 19e6, 2071), ["2071", "2070"]),
        (change("population_target", 10e6, 2028), ["10000000", "2028"]),
        (change("net_migration", True, 2030), ["getal"]),
    ],
)
def test_wrong_levers_are_refused(bad: InputChange, words: list[str]) -> None:
    with pytest.raises(InputError) as error:
        project(facts(), Overlay(inputs=(bad,)))
    assert all(word in str(error.value) for word in words), str(error.value)


def test_every_path_of_the_catalogue_is_known_here() -> None:
    paths = [path for path in load_catalogue().inputs if path.startswith("demography.")]
    assert paths
    own_changes(Overlay(inputs=tuple(InputChange("T1", "B6", path, 2030, None, 1.0, "", "set") for path in paths)))


def test_other_models_inputs_are_left_alone() -> None:
    other = InputChange("T1", "B6", "asylum.decision_capacity", 2027, None, 1.0, "", "set")
    result = project(facts(), Overlay(inputs=(other,)))
    assert result.package is result.baseline
