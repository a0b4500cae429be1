"""Childcare: hours and money against sums by hand, readings in order, and each euro once."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from youth_helpers import at, facts, handed, lever, made, own, package, run, two_days

from bouwstenen.core.errors import InputError
from bouwstenen.levers import LawChange, Overlay
from bouwstenen.models.youth import Options, project
from bouwstenen.models.youth.childcare import hours_per_worker, paid_share, users_rate
from bouwstenen.models.youth.options import BASELINES, TAKE_UPS
from bouwstenen.models.youth.rows import money

READINGS = {"narrow": two_days(4, 10, 7), "central": two_days(4, 20, 7), "wide": two_days(0, 20, 7, 20)}


def test_no_package_moves_nothing() -> None:
    result = run()
    for side in result.after.values():
        assert not side.use.added_total.any()
        assert not side.use.municipal.any()
        assert not side.staff.needed.any()
        for cost in side.cost.values():
            assert not cost.net.any()
            assert not cost.gross.any()
            assert not cost.municipal.any()
    assert all(not item.amounts_bn.any() for item in money(result))


def test_children_of_the_design() -> None:
    """701,000 children of 0 to 3 and 1,577,000 of 4 to 12 in 2030 (own run of the design), within half a percent."""
    counts = run().main.use.children
    assert counts["young"][at(run(), 2030)] == pytest.approx(701_000, rel=0.005)
    assert counts["school"][at(run(), 2030)] == pytest.approx(1_577_000, rel=0.005)


def test_users_now_by_hand() -> None:
    """416.7 mln hours / (12 × 90.1) = 385,405 and 57,000 with a childminder: 442,405 of 694,242 children."""
    rate = users_rate(facts())
    assert rate["young"] == pytest.approx(442_405 / 694_242, rel=1e-5)
    assert rate["school"] == pytest.approx((225.3e6 / 499.2 + 33_000) / 1_641_891, rel=1e-9)


def test_hours_by_hand() -> None:
    """1,000 children of both ages, the published use, two days and two afternoons, take-up 75% and 40%.

    Young, 920 hours: users 637.25; one day of them is 90.1 × 12 / 2.12 = 510 hours, so 27% get 410 hours more;
    750 − 637.25 = 112.75 new children × 920. Toddlers 375 × (89% − 63.7%) = 94.8 are with their municipality for 640
    hours (fewer than 40,000, so all of them in early education).
    """
    result = project(facts(), two_days(), made(), Options())
    t = at(result, 2030)
    use = result.main.use
    users = 1000 * 442_405.13 / 694_242
    day = 90.1 * 12 / (0.27 + 2 * 0.42 + 3 * 0.23 + 4 * 0.08)
    assert use.topup["young"][t] * 1e6 == pytest.approx(users * 0.27 * (920 - day), rel=1e-5)
    toddlers = 375 * (0.89 - users / 1000)
    assert use.municipal[t] * 1e6 == pytest.approx(toddlers * 640, rel=1e-5)
    assert use.fresh["young"][t] * 1e6 == pytest.approx((750 - users) * 920 - toddlers * 640, rel=1e-5)
    inside = users * (0.27 * day + 0.73 * 920)
    assert use.inside["young"][t] * 1e6 == pytest.approx(inside, rel=1e-5)
    school = 1000 * (225.3e6 / 499.2 + 33_000) / 1_641_891
    hour = 41.6 * 12 / 2.12
    expected = (400 - school) * 280 + school * 0.27 * (280 - hour)
    assert use.added("school")[t] * 1e6 == pytest.approx(expected, rel=1e-5)


def test_money_by_hand() -> None:
    """The same children: what the State pays for 10.71 and 9.52 euro an hour, 4% for parents, today's law 71.6%."""
    result = project(facts(), two_days(), made(), Options(baseline="today"))
    t = at(result, 2030)
    use, cost = result.main.use, result.cost
    worth_2023 = 416.7 * 9.12 + 225.3 * 7.85 + 43.5 * 6.85
    paid = 4201 / worth_2023
    young, school = use.inside["young"][t], use.inside["school"][t]
    new = use.added("young")[t] * 10.71 + use.added("school")[t] * 9.52
    gross = (young * 10.71 + school * 9.52 + new) * 0.96
    assert cost.gross[t] * 1e3 == pytest.approx(gross, rel=1e-9)
    assert cost.net[t] * 1e3 == pytest.approx(gross - (young * 10.71 + school * 9.52) * paid, rel=1e-9)
    assert cost.net[t - 1] == 0.0


def test_baseline_shares() -> None:
    """Bill: 365 mln euro of 2027 over the worth of all hours, from 2027 on. Planned: 96% from 2029 on, not before."""
    prices = {year: 1.02 ** (year - 2025) for year in range(2020, 2041)}
    today, bill, planned = (paid_share(facts(), name, prices) for name in BASELINES)
    years = facts().years.tolist()
    worth = 416.7 * 10.71 + 225.3 * 9.52 + 43.5 * 8.10
    step = 365 / 1.02**2 / worth
    assert bill[years.index(2027)] - today[years.index(2027)] == pytest.approx(step)
    assert bill[years.index(2026)] == today[years.index(2026)]
    assert planned[years.index(2028)] == bill[years.index(2028)]
    assert planned[years.index(2029)] == pytest.approx(0.96)


def test_the_planned_system_pays_working_parents_already() -> None:
    """With 4% in both, only hours that are added cost money; with 0% the users gain their 4% too."""
    result = run(two_days(4), baseline="planned")
    t = at(result, 2030)
    use = result.main.use
    added = (use.added("young")[t] * 10.71 + use.added("school")[t] * 9.52) * 0.96 / 1e3
    assert result.cost.net[t] == pytest.approx(added)
    assert run(two_days(0), baseline="planned").cost.net[t] > added / 0.96


def test_readings_and_take_ups_in_order() -> None:
    results = [run(package_) for package_ in READINGS.values()]
    t = at(results[0], 2030)
    for take_up in TAKE_UPS:
        hours = [float(result.after[take_up].use.added_total[t]) for result in results]
        gross = [float(result.after[take_up].cost["bill"].gross[t]) for result in results]
        assert hours == sorted(hours)
        assert gross == sorted(gross)
    for result in results:
        people = [float(result.after[take_up].staff.needed[t]) for take_up in TAKE_UPS]
        assert all(low < high for low, high in pairwise(people))
        for side in result.after.values():
            today, bill, planned = (float(side.cost[name].net[t]) for name in BASELINES)
            assert today > bill > planned > 0


@pytest.mark.parametrize(
    ("reading", "take_up", "low", "high"),
    [
        ("narrow", "central", 4.1, 4.1), ("narrow", "high", 6.2, 6.2),
        ("central", "central", 6.6, 6.6), ("central", "high", 9.4, 9.4),
        ("wide", "central", 8.1, 8.1), ("wide", "high", 12.0, 12.0),
    ],
)  # fmt: skip
def test_gross_cost_of_the_design(reading: str, take_up: str, low: float, high: float) -> None:
    """Gross 2030, prices 2025, of the design: 4.1–6.2 / 6.6–9.4 / 8.1–12.0 bn; it has toddlers of municipalities in it.

    With those hours back in, ours is within 5%: the design counts every child that takes part at the full right.
    """
    result = run(READINGS[reading])
    t = at(result, 2030)
    side = result.after[take_up]  # type: ignore[index]
    toddlers = side.use.municipal[t] * 10.71 * (1 - side.right.own_share[t]) / 1e3
    assert low == high
    assert side.cost["bill"].gross[t] + toddlers == pytest.approx(low, rel=0.05)


def test_take_up_at_the_use_of_now_adds_only_days() -> None:
    rate = {kind: value * 100 for kind, value in users_rate(facts()).items()}
    given = own(takeup_central_young=rate["young"], takeup_central_school=rate["school"])
    use = run(two_days(), given=given).main.use
    assert not use.fresh["young"].any()
    assert np.abs(use.fresh["school"]).max() < 1e-9
    assert use.topup["young"].any()


def test_people_of_2023_and_ratios() -> None:
    """642 mln hours took 124,300 people: 918 hours at the group each (design)."""
    assert hours_per_worker(facts()) == pytest.approx(918, abs=1)
    result = run(two_days())
    t = at(result, 2030)
    use, per = result.main.use, hours_per_worker(facts())
    people = (use.added("young")[t] * 1e6 / 4.5 + use.added("school")[t] * 1e6 / 10.5) / per
    assert result.main.staff.needed[t] == pytest.approx(people)


def test_queue_and_growth_that_is_enough() -> None:
    """Served and queue are all extra hours; at the growth that is reported, and not just below, the queue is empty."""
    result = run(two_days())
    t = at(result, 2030)
    people = result.main.staff
    assert np.allclose(people.served + people.queue, result.main.use.added_total)
    assert people.queue[t] == pytest.approx(result.main.use.added_total[t])
    enough = float(people.growth[t])
    assert run(two_days(), staff_growth=enough + 1e-6).main.staff.queue[t] == pytest.approx(0, abs=1e-6)
    assert run(two_days(), staff_growth=enough - 0.5).main.staff.queue[t] > 1
    served = run(two_days(), staff_growth=enough - 0.5, only_served=True)
    full = run(two_days(), staff_growth=enough - 0.5)
    assert 0 < served.cost.net[t] < full.cost.net[t]


def test_places_follow_hours_per_place() -> None:
    result = run(two_days())
    t = at(result, 2030)
    expected = result.main.use.added("school")[t] / (225.3 / 343_197)
    assert result.main.staff.places["school"][t] == pytest.approx(expected)


def test_phase_in_takes_its_years() -> None:
    now, slow = run(two_days()), run(two_days(), phase_in=4)
    first, last = at(now, 2030), at(now, 2033)
    assert slow.main.use.fresh["school"][first] == pytest.approx(now.main.use.fresh["school"][first] / 4)
    assert slow.main.use.added_total[last] == pytest.approx(now.main.use.added_total[last])


def test_special_needs_move_money_and_no_hours() -> None:
    """Toddlers of municipalities: the State pays what municipalities no longer do, less 4% of parents."""
    without = run(two_days())
    moved = run(package(*two_days().inputs, lever("childcare_special_needs", value=True)))
    t = at(without, 2030)
    set_free = without.main.use.municipal[t] * 10.71 / 1e3
    assert set_free > 0
    assert moved.cost.municipal[t] == pytest.approx(-set_free)
    assert moved.cost.net[t] - without.cost.net[t] == pytest.approx(set_free * 0.96)
    assert moved.main.use.added_total[t] == without.main.use.added_total[t]
    assert without.cost.municipal[t] == 0
    parts = {item.part: item for item in money(moved)}
    assert parts["youth.toddlers"].payer == "municipality"
    assert parts["youth.toddlers"].amounts_bn[t] < 0
    assert parts["youth.childcare"].payer == "state"


def test_the_average_price_costs_more() -> None:
    rate, price = run(two_days()), run(two_days(), hourly_price="average")
    t = at(rate, 2030)
    use = rate.main.use
    young = (use.inside["young"][t] + use.added("young")[t]) * 10.71 * (9.72 / 9.12)
    school = (use.inside["school"][t] + use.added("school")[t]) * 9.52 * (8.62 / 7.85)
    assert price.cost.gross[t] * 1e3 == pytest.approx((young + school) * 0.96)
    assert price.cost.before[t] == rate.cost.before[t]


def test_own_payments_fall_and_the_state_pays_them() -> None:
    """Users of today: what they pay less is what the State pays more for their hours."""
    result = run(two_days(), baseline="today")
    t = at(result, 2030)
    use, cost = result.main.use, result.cost
    added = (use.added("young")[t] * 10.71 + use.added("school")[t] * 9.52) * 0.96 / 1e3
    assert cost.own_after[t] < cost.own_before[t]
    assert cost.net[t] - added == pytest.approx(cost.own_before[t] - cost.own_after[t])


def _law(path: str) -> LawChange:
    return LawChange("W1", "B4", path, "2030-01-01", 0.05, "add")


def test_the_law_or_the_own_contribution_never_both() -> None:
    """A package that moves the table of the law and the own contribution counts the same money twice: refused."""
    table = "kinderopvangtoeslag.percentage_eerste_kind"
    with pytest.raises(InputError, match="twee keer") as found:
        run(Overlay(inputs=two_days(4).inputs, law=(_law(table),)))
    assert "W1" in str(found.value)
    assert "youth.childcare_own_contribution" in str(found.value)
    run(Overlay(inputs=two_days(None).inputs, law=(_law(table),)))
    work = LawChange("W1", "B4", "kinderopvangtoeslag.arbeidseis_geldt", "2030-01-01", value=False, mode="set")
    run(Overlay(inputs=two_days(4).inputs, law=(work,)))


@pytest.mark.parametrize("limit", [12.5, 19, 3])
def test_an_age_limit_that_cannot_be(limit: float) -> None:
    with pytest.raises(InputError, match="childcare_age_limit"):
        run(package(*two_days().inputs, lever("childcare_age_limit", limit)))


def test_a_lower_age_limit_means_fewer_children() -> None:
    result = run(package(*two_days().inputs, lever("childcare_age_limit", 10)))
    t = at(result, 2030)
    people = handed()
    port = next(port for port in people if port.name == "demography.people")
    sides = people[port]
    expected = sides.package[int(np.flatnonzero(sides.years == 2030)[0]), :, 4:10].sum()
    assert result.main.use.children["school"][t] == pytest.approx(expected)
    assert result.main.use.added("school")[t] < run(two_days()).main.use.added("school")[t]


def test_prices_of_the_bill_are_those_of_the_run() -> None:
    """365 mln euro of 2027 is less at the prices of 2025 when prices rise faster."""
    slow = project(facts(), None, made(price=1.0), Options())
    fast = project(facts(), None, made(price=1.10), Options())
    t = at(slow, 2030)
    assert fast.paid_now["bill"][t] < slow.paid_now["bill"][t]
    assert fast.paid_now["today"][t] == slow.paid_now["today"][t]
