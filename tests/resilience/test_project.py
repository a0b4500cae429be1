"""Support points, losses and the test of measures, on the facts of the vintage and one small region."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import numpy as np
import pytest
from resilience_made import SMALL, TEST, change, given, run

from bouwstenen.core.errors import InputError
from bouwstenen.models.resilience.cascade import SERVICES, Shocks, draw_shocks, lost, towns
from bouwstenen.models.resilience.coverage import planned_points
from bouwstenen.models.resilience.options import Options
from bouwstenen.models.resilience.preparedness import cost_bn

KIT = change("B7-04a", "household_kit_share", 58.0)
NORM = (change("B7-05", "support_point_inhabitants", 5000.0), change("B7-05", "support_point_max_distance", 3.0))
STORAGE = change("B7-08", "sparse_storage_share", 100.0)


def test_an_empty_package_changes_nothing() -> None:
    empty = run()
    assert empty.network is None
    assert empty.scores == ()
    assert (empty.after.points == empty.before.points).all()
    assert (empty.lost[0] == empty.lost[1]).all()
    assert empty.cost_bn == (0.0, 0.0)


def test_people_are_those_of_the_municipalities() -> None:
    facts = given()
    # CBS, 342 municipalities in 2023: 17,811,291 inhabitants.
    assert facts.places.people.sum() == pytest.approx(17_811_291, abs=1)
    assert len(towns(facts).code) == 342
    assert len(facts.regions) == 25


def test_the_plan_is_spread_over_all_regions() -> None:
    facts = given()
    points = planned_points(facts)
    assert points.sum() == 3600
    per_region = [points[facts.places.region == r].sum() for r in facts.regions]
    people = [facts.places.people[facts.places.region == r].sum() for r in facts.regions]
    # One point per 4,948 people; a region may differ by the rounding of its municipalities.
    assert np.array(per_region) * 4948 == pytest.approx(np.array(people), rel=0.05)


def test_a_norm_brings_everyone_within_reach_and_needs_at_least_people_divided_by_size() -> None:
    found = run(*NORM)
    places, inside = given().places, found.solved
    assert found.network is not None
    assert found.network.bound[11] >= np.ceil(places.people[inside].sum() / 5000)
    assert found.network.needed[11] >= found.network.bound[11]
    assert not found.after.far[inside].any()
    assert found.before.far[inside].any()
    assert found.after.points[inside].sum() >= found.before.points[inside].sum()


def test_a_closer_norm_never_needs_fewer_points() -> None:
    wide = change("B7-05", "support_point_max_distance", 10.0)
    near = change("B7-05", "support_point_max_distance", 2.0)
    needed = [run(NORM[0], km).network.needed[11] for km in (wide, NORM[1], near)]
    assert needed == sorted(needed)


def one_shock(hours: float, *, winter: bool) -> tuple[Shocks, np.ndarray]:
    where = towns(given())
    hit = where.region == 19
    return Shocks(np.array([0]), np.array([hours]), np.array([winter]), hit[None]), hit


def test_losses_by_hand() -> None:
    # Zeeland (VR19), 36 hours, in winter. The whole province is hit, so its distribution centre too: shelves are
    # empty from 24 to 36, when shops have no power anyway. Masts hold 2 hours, water 240. 31% has a kit for all 36.
    facts = given()
    shocks, hit = one_shock(36.0, winter=True)
    where, prepared = towns(facts), run().prepared[0]
    prepared = replace(prepared, reach=np.full(len(where.code), 0.25))
    found = dict(zip(SERVICES, lost(facts, where, shocks, prepared)[0].tolist(), strict=True))
    people = float(where.people[hit].sum())
    assert set(where.province[hit].tolist()) == {29}
    expected = {
        "power": 36, "heat": 36, "information": 34 * 0.75, "water": 0, "food": 36 * 0.69, "payments": 36, "fuel": 36
    }  # fmt: skip
    assert found == pytest.approx({name: people * hours for name, hours in expected.items()})
    summer = lost(facts, where, one_shock(36.0, winter=False)[0], prepared)[0]
    assert summer[SERVICES.index("heat")] == 0


def test_shelves_elsewhere_in_the_province_go_empty_a_day_later() -> None:
    # Brabant-Noord (VR21) hit for 48 hours: outside it, with the chance that the centre is in it, 24 hours without.
    facts = given()
    where, prepared = towns(facts), replace(run().prepared[0], kit=0.0)
    hit = where.region == 21
    shocks = Shocks(np.array([0]), np.array([48.0]), np.array([False]), hit[None])
    food = float(lost(facts, where, shocks, prepared)[0, SERVICES.index("food")])
    inside = where.province == 30
    chance = where.people[hit & inside].sum() / where.people[inside].sum()
    far = where.people[inside & ~hit].sum()
    assert food == pytest.approx(where.people[hit].sum() * 48 + far * chance * 24)


def test_each_lever_spares_its_own_service_and_no_other() -> None:
    facts, where = given(), towns(given())
    start = run().prepared[0]
    shocks = draw_shocks(facts, where, 60, 3)
    base = lost(facts, where, shocks, start)
    for fields, spared in (
        ({"kit": 0.58}, {"food", "water"}),
        ({"reach": np.ones(342)}, {"information"}),
        ({"storage_kwh": 12.0}, {"power", "heat"}),
        ({"sparse_storage": 1.0}, {"power", "heat"}),
        ({"shop_hours": 72.0}, {"food"}),
    ):
        gain = (base - lost(facts, where, shocks, replace(start, **fields))).sum(axis=0)
        assert (gain >= -1e-6).all()
        assert {name for name, value in zip(SERVICES, gain.tolist(), strict=True) if value > 1.0} == spared


def test_cost_by_hand() -> None:
    # 27% of 17,811,291 people, two per kit, at 220 and 275 euro: 0.529 and 0.661 bn. A kWh for each of 7.93 million
    # homes at 700 and 1,100 euro: 5.551 and 8.723 bn. A point has no price.
    facts, where, start = given(), towns(given()), run().prepared[0]
    assert cost_bn(facts, where, start, replace(start, kit=0.58)) == pytest.approx((0.52900, 0.66124), abs=1e-4)
    assert cost_bn(facts, where, start, replace(start, storage_kwh=1.0)) == pytest.approx((5.551, 8.723))
    assert cost_bn(facts, where, start, replace(start, reach=np.ones(342))) is None


def test_the_same_seed_gives_the_same_failures() -> None:
    facts, where = given(), towns(given())
    one, same, other = (draw_shocks(facts, where, 30, seed) for seed in (1, 1, 2))
    assert (one.hit == same.hit).all()
    assert (one.length == same.length).all()
    assert (one.length != other.length).any()
    ends = ((1, 72), (72, 672), (672, 8760))
    for k, (low, high) in enumerate(ends):
        assert (one.length[one.path == k] >= low).all()
        assert (one.length[one.path == k] <= high).all()


def test_a_doubled_measure_adds_nothing_and_a_name_alone_scores_nothing() -> None:
    double = change("B9-99", "household_kit_share", 58.0)
    label = change("B9-98", "household_kit_share", 31.0)
    found = {score.measure: score for score in run(*TEST, KIT, double, label).scores}
    first, second = (sum(found[name].avoided[p][0] for p in found[name].avoided) for name in ("B7-04a", "B9-99"))
    assert max(first, second) > 1e6
    assert min(first, second) == pytest.approx(0.0, abs=1e-6)
    assert found["B9-98"].alone == pytest.approx(0.0, abs=1e-6)


def test_a_new_name_changes_no_score() -> None:
    renamed = replace(KIT, measure="X-1")
    one, other = run(*TEST, KIT).scores[0], run(*TEST, renamed).scores[0]
    assert one.avoided == other.avoided
    assert other.measure == "X-1"


def test_without_the_test_nothing_is_scored_and_without_a_mechanism_neither() -> None:
    assert run(KIT).scores == ()
    assert [score.measure for score in run(*TEST).scores] == []


def test_what_avoids_most_for_a_euro_goes_first_and_what_has_no_price_last() -> None:
    order = [score.measure for score in run(*TEST, *NORM, STORAGE, KIT).scores]
    assert order == ["B7-04a", "B7-08", "B7-05"]
    as_written = [score.measure for score in run(TEST[0], *NORM, STORAGE, KIT).scores]
    assert as_written == ["B7-05", "B7-08", "B7-04a"]


def test_the_parts_add_up_to_the_whole() -> None:
    found = run(*TEST, *NORM, STORAGE, KIT)
    avoided = sum(score.avoided[path][0] for score in found.scores for path in score.avoided) / 3
    assert avoided == pytest.approx(float((found.lost[0] - found.lost[1]).sum(axis=1).mean()))


def test_five_hundred_failures_within_five_seconds() -> None:
    facts, where = given(), towns(given())
    start = perf_counter()
    lost(facts, where, draw_shocks(facts, where, 500, 1), run().prepared[0])
    assert perf_counter() - start < 5


def test_an_unknown_region_is_refused() -> None:
    with pytest.raises(InputError, match="geen veiligheidsregio"):
        Options(region="VR99")


def test_straight_distance_to_hospitals_lies_below_the_road() -> None:
    # CBS 80305ned (2018), over the road; held out: nothing was fitted to it.
    facts, where = given(), towns(given())
    km = run(options=SMALL).hospital_km
    of_place = where.province[np.searchsorted(where.code, facts.places.municipality)]
    table = facts.tables["resilience_distance"]
    for code, published in zip(table["index"].tolist(), table["hospital_km"].tolist(), strict=True):
        inside = of_place == code
        mean = float(facts.places.people[inside] @ km[inside] / facts.places.people[inside].sum())
        assert 0.6 * published < mean < published
