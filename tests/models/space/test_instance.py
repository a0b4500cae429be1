"""What is asked and what there is, against hand calculations on the published figures."""

from __future__ import annotations

import numpy as np
import pytest

from bouwstenen.levers import Overlay
from bouwstenen.models.space.inputs import LAND
from bouwstenen.models.space.instance import Instance, build

from .made import change, facts, package

GDP = 1200.0


def made(moves: Overlay | None = None, *, scale: str = "province", nitrogen: str = "recovery") -> Instance:
    """An instance on the facts."""
    given = facts()
    return build(given.numbers, given.regions(scale), moves or Overlay(), GDP, nitrogen=nitrogen)


def test_the_regions_add_up_to_the_published_totals() -> None:
    """ETLocal 2023: 7,931,940 homes, 3,364,723 ha; IPO: 917,193 homes agreed; built since 2005: 1,033,072."""
    for regions in (facts().corop, facts().province):
        assert regions.homes.sum() == 7_931_940
        assert regions.built.sum() == 1_033_072
        assert regions.agreed.sum() == pytest.approx(917_193)
        assert regions.total_land.sum() == pytest.approx(3_364_723, abs=2)
        assert regions.land.sum(axis=1) == pytest.approx(regions.total_land, abs=6)
        assert regions.land[:, LAND.index("agriculture")].sum() == pytest.approx(2_230_447, abs=30)
    assert len(facts().corop.codes) == 40
    assert len(facts().province.codes) == 12


def test_the_hands_of_now_do_the_work_of_now() -> None:
    """82,000 × 1.25 + 2,419 × 0.2232 × 5 + 22 × 65 + 1.2% of 1,200 bn × 5,000 per bn."""
    expected = 82_000 * 1.25 + 2_419 * 0.2232 * 5 + 22 * 65 + 14.4 * 5_000
    assert made().labour == pytest.approx(np.full(26, expected))
    assert made().labour_region.sum(axis=0) == pytest.approx(np.full(26, (82_000 * 1.25 + 2_419 * 1.116) * 1.25))


def test_the_stations_of_now_carry_the_connections_of_now() -> None:
    """2,419 stations a year carried 106,745 small connections of 2.2 kW: 97 kW each."""
    given = made()
    assert given.mw_station == pytest.approx(2.2e-3 * 106_745 / 2_419)
    assert given.kw_home * (82_000 + 24_745) == pytest.approx(given.mw_station * 2_419)


def test_what_was_connected_fits_whatever_the_load_of_a_home_is() -> None:
    """The stations of 2024 carried the connections of 2024, at 5 kW as at 2.2."""
    heavy = build({**facts().numbers, "kw_per_home": 5.0}, facts().province, Overlay(), GDP, nitrogen="recovery")
    assert heavy.kw_home == pytest.approx(5e-3)
    assert heavy.kw_home * 106_745 == pytest.approx(heavy.mw_station * 2_419)


def test_old_plans_ripen_at_the_capacity_less_what_drops_out() -> None:
    """1,075,000 in nine years, 30% out: 83,611 a year; plans of 2026 are the last, and ripen from 2034 to 2038."""
    old = made().old_plans.sum(axis=0)
    rate = 1_075_000 / 9 * 0.7
    assert old[:10] == pytest.approx(np.full(10, rate))
    assert old[10] == pytest.approx(rate * 8 / 9)
    assert old[11] == pytest.approx(rate * 6 / 9)
    assert old[14:] == pytest.approx(np.zeros(12), abs=1e-6)


def test_new_plans_start_in_the_policy_year_and_ripen_around_their_lead_time() -> None:
    """Start in 2027 (place 2), mean 10 years: a ninth of the 70% in 2035, three ninths in 2037."""
    given = made()
    assert given.plan_start[:, :2].sum() == 0
    assert given.plan_start[:, 2].sum() == pytest.approx(1_075_000 / 9)
    assert given.ripening[2, 10] == pytest.approx(0.7 / 9)
    assert given.ripening[2, 12] == pytest.approx(0.7 * 3 / 9)
    assert given.ripening[2].sum() == pytest.approx(0.7)


def test_a_shorter_lead_time_helps_only_plans_that_start_from_then_on() -> None:
    """7 years for plans from 2030 (place 5): the first home in 2035 (place 10) instead of 2038; none before."""
    fast = made(package(change("housing_lead_time", 7.0, start=2030)))
    assert fast.ripening[2:5] == pytest.approx(made().ripening[2:5])
    assert fast.ripening[5, 10] == pytest.approx(0.7 / 9)
    assert made().ripening[5, 10] == 0.0
    assert fast.old_plans == pytest.approx(made().old_plans)


def test_less_attrition_keeps_more_of_the_new_plans() -> None:
    kept = made(package(change("plan_attrition", 20.0)))
    assert kept.ripening[2].sum() == pytest.approx(0.8)
    assert kept.old_plans == pytest.approx(made().old_plans)


def test_homes_are_asked_by_agreement_and_above_the_pace_only_in_the_years_of_the_package() -> None:
    asked = made(package(change("housing_additions", 100_000.0, until=2030))).tasks["homes"]
    assert asked.sum(axis=0)[:7] == pytest.approx([82_000, 82_000, *[100_000] * 4, 82_000])
    utrecht = facts().province.codes.index("PV26")
    assert asked[utrecht, 2] == pytest.approx(100_000 * 83_500 / 917_193)


def test_a_total_is_asked_evenly_from_the_policy_year_and_never_slows_the_pace_of_now() -> None:
    """1,400 km in 2050: 26 × 22 = 572 would come, the other 828 over 24 years. 55,000 stations: 62,894 come anyway."""
    given = made(
        package(change("dike_reinforcement", 1400.0, start=2050), change("transformer_stations", 55_000.0, start=2050))
    )
    assert given.tasks["dikes"].sum() == pytest.approx(1400)
    assert given.tasks["dikes"][:2] == pytest.approx([22, 22])
    assert given.tasks["dikes"][2:] == pytest.approx(np.full(24, 22 + 828 / 24))
    assert given.tasks["stations"].sum() == pytest.approx(26 * 2_419)


def test_dikes_grow_to_the_target_pace_and_no_further() -> None:
    ceiling = made().ceiling["dikes"]
    assert ceiling[0] == pytest.approx(22)
    assert ceiling[1] == pytest.approx(22 * 1.1172)
    assert ceiling[-1] == pytest.approx(50)


def test_where_the_grid_is_full_no_firm_is_connected() -> None:
    """Groningen until 2029; The Hague until 2033; Fryslân at 19 of 65 stations until 2031."""
    corop = made(scale="corop")
    place = corop.codes.index
    most = corop.ceiling["business"]
    assert most[place("CR03"), 3] == 0.0 < most[place("CR03"), 4]
    assert most[place("CR26"), 7] == 0.0 < most[place("CR26"), 8]
    assert most[place("CR04"), 6] == pytest.approx(most[place("CR04"), 7] * 19 / 65, rel=1e-3)


def test_less_ammonia_brings_permits_only_when_nature_does_not_go_first() -> None:
    cut = package(change("ammonia_reduction_agriculture", 40.0, start=2030))
    assert made(cut).permits == pytest.approx(made().permits)
    shared = made(cut, nitrogen="shared").permits
    assert shared[:, :5] == pytest.approx(made().permits[:, :5])
    # Half of the homes is in large plans, which grow by 40%: 82,000 × 0.5 × 0.4.
    assert (shared - made().permits)[:, 5].sum() == pytest.approx(82_000 * 0.5 * 0.4)


def test_nitrogen_holds_large_plans_at_the_pace_of_now_and_lets_small_ones_grow() -> None:
    assert made().permits.sum(axis=0)[:2] == pytest.approx([82_000, 82_000 * (0.5 + 0.5 * 1.1172)])


def test_firms_wait_for_homes_already_and_with_priority_all_others_do() -> None:
    assert made().weights["business"] < made().weights["homes"] == made().weights["connections"]
    first = made(package(change("housing_priority", value=True)))
    assert first.weights["connections"] < first.weights["homes"]
    none = made(package(change("housing_priority", value=False)))
    assert none.weights == made().weights


def test_schooled_hands_come_three_years_later() -> None:
    """3,000 more from 2027: a third at once, two thirds from 2030."""
    more = made(package(change("construction_labour", 3_000.0))).labour - made().labour
    assert more[:6] == pytest.approx([0, 0, 999, 999, 999, 3_000])


def test_homes_from_the_factory_take_fewer_hands() -> None:
    """A fifth of the homes at 35% less: 7% less for all."""
    fte = made(package(change("factory_share", 20.0))).fte["homes"]
    assert fte[1] == pytest.approx(1.25)
    assert fte[2] == pytest.approx(1.25 * 0.93)


def test_land_of_a_home_follows_the_types_of_the_region() -> None:
    """Utrecht: 217,202 apartments, 209,393 terraced, 122,168 semi-detached, 44,274 detached."""
    given = made()
    utrecht = facts().province.codes.index("PV26")
    ha = (217_202 * 0.0063 + 209_393 * 0.0269 + 122_168 * 0.042 + 44_274 * 0.0842) / 593_037
    assert given.ha_home[utrecht] == pytest.approx(np.full(26, ha))
    # The average of the stock is near 33 homes a hectare of residential land (7.93 million on 241,408 ha).
    by_type = facts().province.homes @ np.array([0.0063, 0.0269, 0.042, 0.0842])
    assert facts().province.homes.sum() / by_type.sum() == pytest.approx(7_931_940 / 241_408, rel=0.03)


def test_a_density_that_is_asked_for_is_the_national_mean() -> None:
    dense = made(package(change("residential_density", 66.0)))
    weights = facts().province.homes.sum(axis=1)
    assert weights.sum() / (weights * dense.ha_home[:, 2]).sum() == pytest.approx(66.0)
    assert dense.ha_home[:, 1] == pytest.approx(made().ha_home[:, 1])


def test_money_of_the_package_comes_on_top() -> None:
    given = made(package(change("public_housing_funding", 1.2, until=2030), change("public_infrastructure_money", 4.1)))
    assert given.extra_homes_money[:7] == pytest.approx([0, 0, 1.2, 1.2, 1.2, 1.2, 0])
    assert given.infra_money[:3] == pytest.approx([14.4, 14.4, 18.5])
    assert made().infra_money == pytest.approx(np.full(26, 14.4))


@pytest.mark.parametrize("scale", ["corop", "province"])
def test_every_task_is_the_same_in_40_regions_and_12_provinces(scale: str) -> None:
    given = made(package(change("business_park_expansion", 3100.0, start=2050)), scale=scale)
    assert given.tasks["homes"].sum(axis=0) == pytest.approx(np.full(26, 82_000))
    assert given.tasks["business"].sum() == pytest.approx(3_100)
    assert given.tasks["nature"].sum() == pytest.approx(35_000 - 3 * 2_500)
    assert given.infill.sum() == pytest.approx(500_000 / 30 + 13_000)
