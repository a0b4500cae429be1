"""The shipped package in its three readings: what it moves, and that every euro is counted once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from youth_helpers import at, facts, handed, run, table

from bouwstenen.agreement.loader import load_package
from bouwstenen.levers.compile import compile_overlay
from bouwstenen.models.youth import project
from bouwstenen.models.youth.inputs import SHARES
from bouwstenen.models.youth.project import OWN
from bouwstenen.models.youth.rows import money

if TYPE_CHECKING:
    from bouwstenen.agreement.schema import Reading
    from bouwstenen.levers import Overlay
    from bouwstenen.models.youth import YouthResult

READINGS: tuple[Reading, ...] = ("narrow", "central", "wide")


@cache
def _overlay(reading: Reading) -> Overlay:
    return compile_overlay(load_package("bouwstenen").measures, reading)


@cache
def _run(reading: Reading) -> YouthResult:
    return project(facts(), _overlay(reading).slice("youth", law=True, lines=False, rules=False), handed())


def test_the_readings_give_the_hours_of_the_text() -> None:
    """Two day-parts of 5 hours; two days of 10; two days, also in holidays: 460, 920 and 920; 280, 280 and 480."""
    for reading, young, school in (("narrow", 460, 280), ("central", 920, 280), ("wide", 920, 480)):
        right = _run(reading).main.right
        t = at(_run(reading), 2030)
        assert right.hours["young"][t] == young
        assert right.hours["school"][t] == school
        assert not right.active[:t].any()
    assert _run("wide").main.right.own_share[-1] == 0
    assert _run("central").main.right.own_share[-1] == pytest.approx(0.04)


@pytest.mark.parametrize("reading", READINGS)
def test_line_five_is_counted_once(reading: Reading) -> None:
    """What the model is told that a line pays is what that line pays, year by year, and none of it is money here."""
    overlay = _overlay(reading)
    entries = [entry for entry in overlay.budget if entry.line == 5]
    paid = np.zeros(len(facts().years))
    for entry in entries:
        for year, share in entry.shares:
            paid[year - int(facts().years[0])] += (entry.amount_bn or 0.0) * share
    told = overlay.path("youth.school_housing_paid_by_line", 0.0, facts().years)
    assert np.allclose(told, paid)
    booked = next(item for item in money(_run(reading)) if item.part == "youth.school_buildings")
    until = at(_run(reading), 2030)
    assert not booked.amounts_bn[: until + 1].any()
    assert booked.amounts_bn[until + 1] == pytest.approx(0 if reading == "narrow" else 1.3)


@pytest.mark.parametrize("reading", READINGS)
def test_childcare_is_counted_once(reading: Reading) -> None:
    """The package moves the own contribution of the right and never the table of the law."""
    overlay = _overlay(reading)
    assert any(change.path == OWN for change in overlay.inputs)
    assert not [change for change in overlay.law if change.path in SHARES]
    parts = [item.part for item in money(_run(reading))]
    assert len(parts) == len(set(parts))


def test_state_and_municipality_together_pay_what_the_hours_cost() -> None:
    """Toddlers move from municipality to State: together only what their parents pay is set free, 4% of it."""
    result = _run("central")
    t = at(result, 2030)
    use, cost = result.main.use, result.cost
    assert result.main.right.special[t]
    together = cost.net[t] + cost.municipal[t]
    hours = {kind: use.inside[kind][t] + use.added(kind)[t] for kind in ("young", "school")}
    worth = (hours["young"] * 10.71 + hours["school"] * 9.52) * 0.96 / 1e3
    parents = use.municipal[t] * 10.71 * 0.04 / 1e3
    assert together == pytest.approx(worth - parents - cost.before[t])


def test_fewer_users_follow_the_ratio_of_2016_and_are_not_booked() -> None:
    """404,080 / 481,355 = 0.839; the narrow reading moves nothing."""
    result = _run("central")
    t = at(result, 2030)
    growth = result.options.care_growth
    ratio = result.care_after[growth].users[t] / result.care[growth].users[t]
    assert ratio == pytest.approx(404_080 / 481_355, abs=0.001)
    narrow = _run("narrow")
    assert np.array_equal(narrow.care_after[growth].users, narrow.care[growth].users)
    assert all("users" not in item.part for item in money(result))


def test_gross_cost_grows_with_the_reading() -> None:
    gross = [float(_run(reading).cost.gross[at(_run(reading), 2030)]) for reading in READINGS]
    assert gross == sorted(gross)
    assert gross[0] < gross[2]


def test_the_baseline_is_the_same_in_every_reading() -> None:
    base = table(run())["baseline"]
    for reading in READINGS:
        found = table(_run(reading))
        same = found.filter(~found["indicator"].is_in(["youth.own_payment"]))
        plain = table(run()).filter(~table(run())["indicator"].is_in(["youth.own_payment"]))
        assert same["baseline"].equals(plain["baseline"])
    assert base.is_not_null().all()
