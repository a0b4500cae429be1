"""Training, werkcentra, what-ifs and the one table of hands."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.models.economy.economy_helpers import entry, flat, lever, overlay, run, shipped, table, value

from bouwstenen.models.economy.labour import Claim, Supply, demand


def test_money_of_the_line_buys_courses_and_a_tax_cut_buys_none() -> None:
    package = overlay(lever("llo_budget_line", 3), entry(3, 0.4), entry(3, 0.3, "tax_cut"), entry(4, 9.0))
    rows = table(run(package, flat(growth=1.02)))
    assert value(rows, "llo_courses") == pytest.approx(0.4e9 / 800)
    assert value(rows, "llo_courses", column="low") == pytest.approx(0.4e9 / 1000)
    assert value(rows, "llo_spending") + value(rows, "llo_tax_cut") == pytest.approx(0.7)


def test_line_three_is_not_spent_twice() -> None:
    for reading, spent in (("narrow", 0.7), ("central", 0.35)):
        rows = table(run(shipped(reading)))
        assert value(rows, "llo_course_money") == pytest.approx(spent)
        tax = 0.0 if reading == "narrow" else value(rows, "llo_tax_cut")
        assert value(rows, "llo_course_money") + tax == pytest.approx(0.7)
    assert "economy.llo_courses" not in table(run(shipped("wide")))["indicator"].to_list()


def test_seven_hundred_million_is_some_870_000_courses_as_in_the_facts() -> None:
    assert value(table(run(shipped("narrow"))), "llo_courses") == pytest.approx(870_000, rel=0.01)


def test_dead_weight_is_only_a_band() -> None:
    rows = table(run(shipped()))
    assert value(rows, "llo_new_participants", column="low") == pytest.approx(350_000 * 0.3)
    assert value(rows, "llo_new_participants", column="high") == pytest.approx(437_500 * 0.7)
    assert value(rows, "llo_new_participants") is None


def test_courses_of_the_regions_are_all_courses() -> None:
    rows = table(run(shipped()))
    parts = rows.filter(rows["dimension"] == "labour_region", rows["indicator"] == "economy.llo_courses")
    assert parts.height == 35
    assert parts["difference"].sum() == pytest.approx(value(rows, "llo_courses"))


def test_a_share_of_the_line_and_a_participation_target_move_what_they_say() -> None:
    money = (lever("llo_budget_line", 3), entry(3, 0.4))
    half = table(run(overlay(*money, lever("llo_course_share", 50.0))))
    assert value(half, "llo_course_money") == pytest.approx(0.2)
    goal = table(run(overlay(lever("llo_participation", 30.0, 2030))))
    assert value(goal, "llo_participation") == pytest.approx(30 - 2434 / 9219 * 100)
    assert value(goal, "llo_participation", 2029) == 0


def test_a_centre_in_every_region_adds_nothing_to_policy() -> None:
    rows = table(run(shipped()))
    assert value(rows, "werkcentra", scenario="policy") == 0
    assert value(rows, "werkcentra", scenario="open") == pytest.approx(100 - 8 / 35 * 100)


def test_the_gap_in_power_prices_by_hand() -> None:
    """40.13 TWh at 95 euro, 41% dearer than in Belgium: 1.56 billion; half of it closed leaves half."""
    rows = table(run(overlay(lever("energy_price_gap_closed", 50.0, 2030))))
    whole = 40.13 * 95 * 0.41 / 1000
    keys: Any = {"dimension": "country", "group": "belgium"}
    assert value(rows, "power_gap", column="baseline", **keys) == pytest.approx(whole)
    assert value(rows, "power_gap", **keys) == pytest.approx(-whole / 2)
    germany, france = (
        value(rows, "power_gap", column="baseline", dimension="country", group=g) for g in ("germany", "france")
    )
    assert whole < germany < france


def test_parks_and_deals() -> None:
    rows = table(run(overlay(lever("business_park_extra", 4200.0, 2030), lever("mkb_regions", 10.0))))
    assert value(rows, "business_parks_of_stock") == pytest.approx(5.0)
    assert value(rows, "business_parks_of_need", column="low") == pytest.approx(42.0)
    assert value(rows, "business_parks_of_need", column="high") == pytest.approx(4200 / 5500 * 100)
    deals = [value(rows, "mkb_deals", column=name) for name in ("low", "difference", "high")]
    assert deals == pytest.approx([1.0, 2.0, 4.0])


def test_what_a_line_can_pay_apart_from_what_it_can_lend() -> None:
    package = overlay(lever("line_of_energy", 5), entry(5, 0.3), entry(5, 4.0, "loan"), entry(5, 0.6, "interest"))
    rows = table(run(package))
    keys: Any = {"dimension": "topic", "group": "energy"}
    assert value(rows, "line_spending", **keys) == pytest.approx(0.3)
    assert value(rows, "line_capital", **keys) == pytest.approx(4.0)


def test_investment_asks_for_builders_and_loans_and_spending_do_not() -> None:
    package = overlay(entry(8, 4.0, "gross_investment"), entry(1, 9.0), entry(10, 4.0, "loan"))
    rows = table(run(package))
    keys: Any = {"dimension": "trade", "group": "construction"}
    assert value(rows, "people_asked", **keys) == pytest.approx(4000 * 5.0)
    assert value(rows, "people_asked", column="high", **keys) == pytest.approx(4000 * 6.3)
    # 75,000 are wanted without the package and 50,000 come from schools: 25,000 short before it starts.
    assert value(rows, "people_short", **keys) == pytest.approx(20_000 + 25_000)
    assert "economy.people_asked" not in table(run())["indicator"].to_list()


def test_the_same_hands_asked_twice_are_added_and_named() -> None:
    supply = Supply(jobs=1000, wanted=10, coming=40)
    claims = [Claim(name, "grid", np.full((3, 2), people)) for name, people in (("space", 20.0), ("resilience", 25.0))]
    both = demand(claims, "grid", supply)
    assert both.twice
    assert both.models == ("space", "resilience")
    assert both.people == pytest.approx(45.0)
    assert both.short == pytest.approx(15.0)
    alone = demand(claims[:1], "grid", supply)
    assert not alone.twice
    assert not alone.short.any()


def test_a_claim_handed_over_twice_or_by_nobody_is_a_fault() -> None:
    claim = Claim("space", "grid", np.ones((3, 2)))
    for claims in ([claim, claim], [], [Claim("space", "care", np.ones((3, 2)))]):
        with pytest.raises(ValueError, match="grid"):
            demand(claims, "grid", Supply(1, 0, 0))
