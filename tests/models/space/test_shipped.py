"""The shipped package: its levers, its money, and its plan."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bouwstenen.agreement.loader import load_package
from bouwstenen.levers.compile import compile_overlay
from bouwstenen.models.space import MODEL, SpaceResult

from .made import QUICK, run

if TYPE_CHECKING:
    from bouwstenen.levers import Overlay

YEARS = np.arange(2025, 2051)


@cache
def overlay(reading: str = "central") -> Overlay:
    """The whole package in a reading."""
    package = load_package("bouwstenen")
    return compile_overlay(package.measures, reading)  # pyright: ignore[reportArgumentType]


@cache
def result(reading: str = "central") -> SpaceResult:
    """Space under the shipped package, 12 provinces."""
    return run(overlay(reading).slice("space", law=False, lines=False, rules=False), QUICK)


@pytest.mark.parametrize(("lever", "line"), [("public_infrastructure_money", 8), ("public_housing_funding", 9)])
def test_money_that_the_plan_reads_is_money_of_the_financial_framework(lever: str, line: int) -> None:
    """Rows 8 and 9 book it; here it is only read."""
    entries = [e for e in overlay().budget if e.line == line and e.amount_bn is not None]
    booked = np.zeros(len(YEARS))
    for entry in entries:
        shares, recurring = dict(entry.shares), entry.timing == "recurring"
        last = max(shares)
        for t, year in enumerate(YEARS.tolist()):
            share = shares.get(year, shares[last] if recurring and year > last else 0.0)
            booked[t] += (entry.amount_bn or 0.0) * share
    assert overlay().path(f"space.{lever}", 0.0, YEARS) == pytest.approx(booked)


def test_space_brings_no_money_to_the_budget() -> None:
    assert list(MODEL.money(result())) == []


def test_seven_of_the_ten_points_of_block_1_have_a_computed_part() -> None:
    """Points of section 1.1: four under its first heading, six under its second."""
    package = load_package("bouwstenen")
    computed = {
        (m.source.heading, m.source.item)
        for m in package.measures
        if m.source is not None
        and m.source.block == "B1"
        and m.source.item
        and m.status in {"computed", "rule_of_thumb"}
    }
    assert len(computed) >= 7


def test_every_lever_of_block_1_that_moves_is_of_this_model() -> None:
    paths = {change.path for change in overlay().inputs if change.block == "B1"}
    assert paths == {
        f"space.{name}"
        for name in (
            "planning_mode", "housing_additions", "affordable_share", "social_rent_share", "public_housing_funding",
            "housing_priority", "housing_lead_time", "ammonia_reduction_agriculture", "dike_reinforcement",
            "infrastructure_investment", "public_infrastructure_money", "business_park_expansion",
            "transformer_stations",
        )
    }  # fmt: skip


def test_the_plan_of_the_package_falls_short_of_its_homes_and_dikes() -> None:
    """The document asks 100,000 homes a year and 1,400 km; neither fits, and stations are made at the pace of now."""
    plan = result().package
    assert plan is not None
    assert plan.plan.homes[2:6].sum() < 400_000
    assert plan.plan.made["dikes"].sum() < 1_400
    assert plan.plan.made["stations"].sum() > 55_000
    assert plan.plan.made["business"].sum() == pytest.approx(3_100, rel=1e-3)


def test_readings_differ() -> None:
    """The wide reading asks 113,000 homes a year, the narrow one 7 years less of nothing and 2,200 ha."""
    asked = {}
    for reading in ("narrow", "central", "wide"):
        side = result(reading).package
        assert side is not None
        asked[reading] = side.instance.tasks
    assert [asked[r]["homes"].sum(axis=0)[3] for r in ("narrow", "central", "wide")] == pytest.approx(
        [100_000, 100_000, 113_000]
    )
    assert [asked[r]["business"].sum() for r in ("narrow", "central", "wide")] == pytest.approx([2200, 3100, 4000])
