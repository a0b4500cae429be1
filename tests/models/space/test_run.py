"""Both sides of a run, as rows, answers and words."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pytest

from bouwstenen.core.errors import InputError
from bouwstenen.effects.row import rows_table
from bouwstenen.facts import load_facts
from bouwstenen.levers import Overlay
from bouwstenen.levers.catalogue import load_catalogue
from bouwstenen.models.ports import HOMES_FINISHED, HOMES_FOR_PERMIT_HOLDERS, HOUSEHOLDS, STATIONS
from bouwstenen.models.space import MODEL, Options, project
from bouwstenen.models.space.bands import drawn
from bouwstenen.models.space.inputs import BANDED, space_facts
from bouwstenen.models.space.project import year_done
from bouwstenen.views import RunView
from bouwstenen.views.words import load_words

from .made import FULL, QUICK, change, facts, handed, package, run

if TYPE_CHECKING:
    from bouwstenen.models.space import SpaceResult


@cache
def whole(scale: str = "province") -> SpaceResult:
    """The full package, with limits lifted."""
    return run(FULL, Options.model_validate({"scale": scale}))


def table(result: SpaceResult, others: dict[Any, SpaceResult] | None = None) -> pl.DataFrame:
    """The rows of a result."""
    return rows_table(MODEL.rows(result, others or {}), run="r", model="space", reading="central")


def view(result: SpaceResult) -> RunView:
    """A result as sections see it."""
    return RunView(table(result), {}, {}, {"reading": "central", "space.scale": result.scale})


def told(result: SpaceResult) -> str:
    """All words of the section."""
    (section,) = MODEL.sections(view(result), load_words())
    return " ".join([section.message, *(w for part in section.parts for w in part.words), *section.missing])


def total(result: SpaceResult, indicator: str, year: int) -> dict[str, Any]:
    """The national row of an indicator without groups."""
    rows = table(result).filter(
        (pl.col("indicator") == indicator)
        & (pl.col("year") == year)
        & (pl.col("region") == "NL")
        & (pl.col("group") == "all")
        & (pl.col("scenario") == "none")
    )
    return rows.row(0, named=True)


def test_an_empty_package_changes_exactly_nothing() -> None:
    rows = table(run()).filter(pl.col("baseline").is_not_null() & pl.col("package").is_not_null())
    assert rows.height > 1000
    assert (rows["difference"] == 0.0).all()


def test_the_years_before_the_policy_year_are_the_same_on_both_sides() -> None:
    result = whole()
    assert result.baseline is not None
    assert result.package is not None
    for name, made in result.package.plan.made.items():
        assert made[..., :2] == pytest.approx(result.baseline.plan.made[name][..., :2], rel=1e-4, abs=1e-3)


def test_what_is_made_and_what_is_left_is_what_was_asked() -> None:
    result = whole()
    for side in (result.baseline, result.package):
        assert side is not None
        for name in ("homes", "dikes", "infrastructure", "business", "nature", "connections"):
            left = np.cumsum(side.instance.tasks[name] - side.plan.made[name], axis=-1)
            assert side.plan.backlog[name] == pytest.approx(left, abs=1.0)


def test_land_of_every_region_balances_to_the_hectare() -> None:
    result = whole()
    side = result.package
    assert side is not None
    used = (side.instance.ha_home * (side.plan.made["homes"] - side.plan.infill)).sum(axis=1)
    used += side.plan.made["business"].sum(axis=1) + side.plan.made["nature"].sum(axis=1)
    rows = table(result).filter((pl.col("indicator") == "space.farmland_taken") & (pl.col("year") == 2050))
    shown = dict(zip(rows["region"], rows["package"], strict=True))
    assert [shown[code] for code in result.regions.codes] == pytest.approx(used.tolist(), abs=1.0)
    assert shown["NL"] == pytest.approx(used.sum(), abs=1.0)
    assert (used <= side.instance.farmland + 1.0).all()


def test_regions_add_up_to_provinces_and_to_the_country() -> None:
    rows = table(whole("corop")).filter((pl.col("indicator") == "space.homes") & (pl.col("year") == 2030))
    rows = rows.filter(pl.col("scenario") == "none")
    shown = dict(zip(rows["region"], rows["package"], strict=True))
    regions = sum(v for k, v in shown.items() if k.startswith("CR"))
    provinces = sum(v for k, v in shown.items() if k.startswith("PV"))
    assert regions == pytest.approx(shown["NL"], rel=1e-9)
    assert provinces == pytest.approx(shown["NL"], rel=1e-9)
    assert shown["CR40"] == pytest.approx(shown["PV24"])


def test_12_provinces_and_40_regions_agree() -> None:
    """The objective and the homes of the country; borders cost something, so 40 regions are never better."""
    small, large = whole(), whole("corop")
    assert small.package is not None
    assert large.package is not None
    assert large.package.integral.objective == pytest.approx(small.package.integral.objective, rel=2e-3)
    assert large.package.integral.objective >= small.package.integral.objective - 1e-2
    assert large.package.plan.homes[:6].sum() == pytest.approx(small.package.plan.homes[:6].sum(), rel=2e-3)


def test_planning_together_is_never_worse_on_the_facts() -> None:
    for side in (whole().baseline, whole().package):
        assert side is not None
        assert side.integral.objective <= side.sectoral.objective + 1e-2


def test_lifting_a_limit_never_worsens_the_objective_and_all_together_is_best() -> None:
    held = whole().held
    assert held is not None
    together = held.more["together"].sum()
    assert together > 0
    assert all(more.sum() <= together + 1.0 for more in held.more.values())
    assert held.more["plans"][:, 2:6].sum() > 1_000


LEVERS: dict[str, tuple[Any, str]] = {
    "planning_mode": (change("planning_mode", "integraal"), "space.homes_total"),
    "housing_additions": (change("housing_additions", 120_000.0), "space.housing_additions"),
    "housing_priority": (change("housing_priority", value=True), ""),
    "housing_lead_time": (change("housing_lead_time", 7.0, start=2030), ""),
    "affordable_share": (change("affordable_share", 66.7), "space.affordable_homes"),
    "social_rent_share": (change("social_rent_share", 30.0), "space.social_homes"),
    "public_housing_funding": (change("public_housing_funding", 1.2), "space.public_housing_funding"),
    "ammonia_reduction_agriculture": (change("ammonia_reduction_agriculture", 25.0, start=2030), "space.ammonia_cut"),
    "nature_expansion": (change("nature_expansion", 60_000.0, start=2050), "space.nature_total"),
    "dike_reinforcement": (change("dike_reinforcement", 1400.0, start=2050), "space.dikes_total"),
    "infrastructure_investment": (change("infrastructure_investment", 2.0), "space.infrastructure_asked"),
    "business_park_expansion": (change("business_park_expansion", 3100.0, start=2050), "space.business_total"),
    "transformer_stations": (change("transformer_stations", 55_000.0, start=2050), "space.transformer_stations_asked"),
    "construction_labour": (change("construction_labour", 10_000.0), "space.labour"),
    "residential_density": (change("residential_density", 60.0), "space.farmland_taken"),
}


@pytest.mark.parametrize("name", [name for name, (_, indicator) in LEVERS.items() if indicator])
def test_a_lever_moves_the_row_that_it_is_for(name: str) -> None:
    lever, indicator = LEVERS[name]
    rows = table(run(package(lever))).filter((pl.col("indicator") == indicator) & (pl.col("region") == "NL"))
    moved = rows.filter(pl.col("difference").abs() > 0.01).height
    assert moved or rows["baseline"].null_count() == rows.height > 0


def test_every_lever_of_the_catalogue_is_tried_or_named() -> None:
    """Water and soil moves nothing: there is no table of land; the other three are tried where their limit binds."""
    paths = {path.removeprefix("space.") for path in load_catalogue().inputs if path.startswith("space.")}
    assert paths - set(LEVERS) == {
        "water_soil_guiding",
        "plan_attrition",
        "public_infrastructure_money",
        "factory_share",
    }


BIG = (
    change("planning_mode", "integraal"), change("housing_additions", 120_000.0),
    change("public_housing_funding", 20.0), change("infrastructure_investment", 2.0),
    change("public_infrastructure_money", 4.1),
)  # fmt: skip
HANDS = change("construction_labour", 200_000.0)


@pytest.mark.parametrize(
    ("beside", "lever", "indicator", "year"),
    [
        ((), HANDS, "space.homes_total", 2045),
        ((), change("factory_share", 50.0), "space.homes_total", 2045),
        ((HANDS,), change("housing_lead_time", 7.0, start=2030), "space.homes_total", 2036),
        ((HANDS,), change("plan_attrition", 0.0), "space.homes_total", 2038),
        ((HANDS,), change("public_infrastructure_money", 9.0), "space.infrastructure_total", 2040),
    ],
)
def test_more_room_makes_more(beside: tuple[Any, ...], lever: Any, indicator: str, year: int) -> None:
    """Each lever in a package in which that limit binds."""
    kept = tuple(c for c in (*BIG, *beside) if c.path != lever.path)
    before = total(run(package(*(c for c in (*BIG, *beside)))), indicator, year)["package"]
    after = total(run(package(*kept, lever)), indicator, year)["package"]
    assert after > before * 1.001


def test_a_shorter_lead_time_brings_no_home_before_2035() -> None:
    """A plan that starts in 2030 is finished in 2035 at the earliest."""
    slow, fast = run(package(*BIG, HANDS)), run(package(*BIG, HANDS, change("housing_lead_time", 7.0, start=2030)))
    assert slow.package is not None
    assert fast.package is not None
    # Old plans may be used a little earlier when new ones follow sooner; nothing else can change before 2035.
    assert fast.package.plan.homes[:10].sum() == pytest.approx(slow.package.plan.homes[:10].sum(), rel=2e-3)
    assert fast.package.plan.homes[10:12].sum() > slow.package.plan.homes[10:12].sum() * 1.01


def test_priority_on_the_grid_is_a_zero_sum() -> None:
    """Homes gain what other connections lose, in connections, until stations catch up."""
    held = whole().held
    assert held is not None
    homes, others = (np.cumsum(held.first[name])[3] for name in ("homes", "connections"))
    assert homes > 1_000
    assert others == pytest.approx(-homes, rel=0.1)


def test_rows_hold_each_side_under_its_own_name() -> None:
    result = whole()
    assert result.baseline is not None
    assert result.package is not None
    for name, unit in (("homes", "homes"), ("dikes", "km"), ("infrastructure", "bn_eur"), ("stations", "count")):
        row = total(result, f"space.{name}", 2030)
        before, after = (np.atleast_2d(s.plan.made[name]).sum(axis=0)[5] for s in (result.baseline, result.package))
        assert (row["baseline"], row["package"], row["unit"]) == (pytest.approx(before), pytest.approx(after), unit)
    assert total(result, "space.dike_cost", 2030)["package"] == pytest.approx(
        result.package.plan.made["dikes"][5] * 0.013
    )
    share = total(result, "space.infrastructure_investment", 2030)["package"]
    assert share == pytest.approx(result.package.plan.made["infrastructure"][5] / 12)


def test_what_holds_back_stands_under_its_limit_added_up_from_the_policy_year() -> None:
    held = whole().held
    assert held is not None
    rows = table(whole()).filter((pl.col("indicator") == "space.held_back") & (pl.col("year") == 2029))
    for limit in ("labour", "plans", "nitrogen", "together"):
        found = {r["region"]: r["package"] for r in rows.filter(pl.col("group") == limit).iter_rows(named=True)}
        expected = held.more[limit][:, 2:5].sum(axis=1)
        assert [found[code] for code in held.instance.codes] == pytest.approx(expected.tolist())
        assert found["NL"] == pytest.approx(expected.sum())


def test_prices_are_home_years_and_binds_is_the_same_for_one_home() -> None:
    """A home takes 1.25 hands and 2.2 kW; plans and permits go by the home."""
    rows = table(whole()).filter((pl.col("year") == 2029) & (pl.col("region") == "PV28"))
    for limit, factor in (("labour_region", 1.25), ("plans", 1.0), ("nitrogen", 1.0), ("grid", 0.0022)):
        price = rows.filter((pl.col("indicator") == "space.price") & (pl.col("group") == limit))["package"]
        binds = rows.filter((pl.col("indicator") == "space.binds") & (pl.col("group") == limit))["package"]
        if binds.len():
            assert binds[0] == pytest.approx(price[0] * factor)
    assert rows.filter(pl.col("indicator") == "space.binds").height


def test_homes_that_weigh_more_are_made_more() -> None:
    held = whole().held
    assert held is not None
    half, double = held.weighed["homes_half"][2:6].sum(), held.weighed["homes_double"][2:6].sum()
    assert half < held.plan.homes[2:6].sum() <= double + 1.0
    words = told(whole())
    for value in (half, double):
        assert f"{round(value / 100) * 100:,}".replace(",", ".") in words


def test_the_year_of_a_total() -> None:
    """10 a year from 2027: 25 stand halfway 2029; 40 never within three years."""
    years = np.arange(2027, 2030)
    assert year_done(np.full(3, 10.0), years, 25.0) == pytest.approx(2029.5)
    assert year_done(np.full(3, 10.0), years, 40.0) is None


def test_the_target_year_counts_what_the_package_asks_from_its_first_year() -> None:
    result = whole()
    assert result.package is not None
    row = total(result, "space.target_year", 2050)
    done = np.cumsum(result.package.plan.homes[2:])
    year = int(row["package"])
    assert done[year - 2027 - 1] < 400_000 <= done[year - 2027] + 1


def test_what_the_whole_task_takes_by_hand() -> None:
    """In 2028 the task less what is there, for money: (homes − 82,000) × 29,500 euro against 1.2 bn."""
    held = whole().held
    assert held is not None
    homes = held.needed["homes"][3]
    assert homes <= 100_000
    assert held.needed["money"][3] == pytest.approx(max(0.0, (homes - 82_000) * 29_500e-9 - 1.2))
    assert held.needed["labour"][3] > 0


def test_ammonia_follows_cattle_and_the_national_cut() -> None:
    """25% of 113.3 kt in 2030."""
    result = run(package(change("ammonia_reduction_agriculture", 25.0, start=2030)))
    assert result.ammonia.sum(axis=0)[4:6] == pytest.approx([0.0, 0.25 * 113.3])
    assert result.ammonia[:, 5] / result.ammonia[:, 5].sum() == pytest.approx(
        facts().province.cattle / facts().province.cattle.sum()
    )


def test_ports_hand_on_both_sides_by_corop() -> None:
    for scale in ("province", "corop"):
        given = MODEL.hands(whole(scale))
        for port in (HOMES_FINISHED, STATIONS):
            assert given[port].package.shape == (26, 40)
        result = whole(scale)
        assert result.package is not None
        assert given[HOMES_FINISHED].package.sum(axis=1) == pytest.approx(result.package.plan.homes)
        assert (given[HOMES_FINISHED].package != given[HOMES_FINISHED].baseline).any()


def test_households_and_permit_holders_come_from_others() -> None:
    rows = total(run(), "space.household_growth", 2030)
    assert rows["package"] == pytest.approx(0.9e6 / 36 * 5)
    share = total(run(), "space.permit_holder_share", 2025)
    homes = total(run(), "space.homes", 2025)["package"]
    assert share["package"] == pytest.approx(100 * 12_000 / homes)


def test_what_others_give_for_some_years_stands_in_those_years() -> None:
    """Households from 2027, homes for permit holders until 2030: as the real models do."""
    given = handed()
    years = np.arange(2027, 2061)
    given[HOUSEHOLDS] = given[HOUSEHOLDS].over(years)
    given[HOMES_FOR_PERMIT_HOLDERS] = given[HOMES_FOR_PERMIT_HOLDERS].over(np.arange(2025, 2031))
    rows = table(project(facts(), Overlay(), given, QUICK))
    growth = rows.filter(pl.col("indicator") == "space.household_growth")
    assert growth["year"].min() == 2027
    assert growth.sort("year")["baseline"].to_list()[:2] == pytest.approx([0.0, 0.9e6 / 36])
    assert rows.filter(pl.col("indicator") == "space.permit_holder_share")["year"].max() == 2030


def test_the_headline_is_in_whole_homes() -> None:
    result = whole()
    (headline,) = MODEL.headlines(result)
    assert (headline.values == np.round(headline.values)).all()
    assert headline.values[5] == pytest.approx(total(result, "space.homes_total", 2030)["difference"], abs=0.5)


def test_the_message_counts_the_years_of_the_package() -> None:
    result = whole()
    assert result.package is not None
    assert result.baseline is not None
    made = round(result.package.plan.homes[2:6].sum() / 100) * 100
    words = told(result)
    assert "Van 2027 tot en met 2030" in words
    assert f"{made:,}".replace(",", ".") in words
    assert "meer dan zonder pakket" in words
    assert "passen er niet" in words
    assert "evenveel als zonder pakket" in told(run())


def test_the_section_tells_less_when_the_package_takes_hands_from_homes() -> None:
    """Sectors apart: roads and dikes take the hands first, so fewer homes."""
    roads = package(change("infrastructure_investment", 2.0), change("public_infrastructure_money", 4.1))
    assert "minder dan zonder pakket" in told(
        run(package(*roads.inputs, change("housing_additions", 100_000.0, until=2030)))
    )


def test_readings_give_the_band_of_homes() -> None:
    wide = run(package(*FULL.inputs[:1], change("housing_additions", 113_000.0, until=2030)))
    rows = table(whole(), {"wide": wide}).filter((pl.col("indicator") == "space.homes") & (pl.col("region") == "NL"))
    assert (rows["low"] <= rows["package"]).all()
    assert (rows["high"] >= rows["package"]).all()
    assert (rows["high"] > rows["low"]).any()


def test_without_a_solver_the_run_goes_on_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy._core", None)
    # Other facts, so that nothing is found in the cache of this process.
    result = project(replace(facts()), FULL, handed(), QUICK)
    assert result.package is None
    assert not list(MODEL.rows(result, {}))
    assert np.isnan(MODEL.hands(result)[HOMES_FINISHED].package).all()
    assert not MODEL.claims(result)
    empty = RunView(table(result), {}, {}, {"reading": "central", "space.scale": "corop"})
    (section,) = MODEL.sections(empty, load_words())
    assert "highspy" in section.message
    assert section.missing


def test_claims_answer_the_figures_of_the_document() -> None:
    result = whole()
    answers = MODEL.claims(result)
    assert result.package is not None
    assert answers["space.housing_additions"].value == pytest.approx(result.package.plan.homes[2:6].mean())
    assert answers["space.dike_reinforcement"].value == pytest.approx(result.package.plan.made["dikes"].sum())
    assert answers["space.transformer_stations"].value == pytest.approx(result.package.plan.made["stations"].sum())


def test_checks_hold() -> None:
    found = list(MODEL.checks(whole(), load_facts()))
    assert all(check.met for check in found if check.kind == "identity")
    beside = {check.name: check for check in found if check.kind == "benchmark"}
    assert len(beside) == 4
    # 8,029 ha for 560,000 homes is 143 m2 a home; 244 km2 of farmland in seven years is 3,490 ha a year.
    assert sorted(round(check.expected) for check in beside.values()) == [143, 3490, 77_600, 92_044]


def test_missing_figures_are_all_named(tmp_path: Any) -> None:
    given = load_facts()
    values = {k: v for k, v in given.values.items() if k not in {"space.dike_pace", "space.homes_pace"}}
    with pytest.raises(InputError, match=r"space\.homes_pace.*space\.dike_pace|space\.dike_pace.*space\.homes_pace"):
        space_facts(replace(given, values=values))


def test_a_figure_that_cannot_be_is_refused(tmp_path: Any) -> None:
    own = tmp_path / "eigen.yaml"
    own.write_text("space.plan_attrition: 120\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"space\.plan_attrition.*0 tot en met 99"):
        space_facts(load_facts(overrides=own))


def test_words_for_every_code() -> None:
    words = load_words().texts
    rows = table(whole("corop"))
    for indicator in rows["indicator"].unique():
        assert f"indicator.{indicator}" in words
    for unit in rows["unit"].unique():
        assert f"unit.{unit}" in words
    for dimension, group in rows.select("dimension", "group").unique().iter_rows():
        assert dimension == "all" or f"group.{dimension}.{group}" in words
    for region in rows["region"].unique():
        assert region == "NL" or f"space.region.{region}" in words


def test_equal_inputs_give_equal_bytes() -> None:
    first = table(project(replace(facts()), FULL, handed(), QUICK))
    second = table(project(replace(facts()), FULL, handed(), QUICK))
    assert first.equals(second)


def test_the_solver_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """Results of a command may be piped to another program."""
    project(replace(facts()), Overlay(), handed(), QUICK)
    assert capfd.readouterr() == ("", "")


def test_bands_lie_around_the_plan_and_orders_give_a_range(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six draws and three orders: the band has width, and the share of homes that coordination yields has a range."""
    monkeypatch.setattr("bouwstenen.models.space.bands.DRAWS", 6)
    monkeypatch.setattr("bouwstenen.models.space.bands.ORDERS", 3)
    result = run(FULL, Options(scale="province", limits="none", band="draws"))
    assert result.bands is not None
    low, high = result.bands.homes
    assert (low <= high + 1e-6).all()
    assert (high - low)[3] > 100
    assert result.bands.orders[0][5] < result.bands.orders[1][5]
    again = run(FULL, Options(scale="province", limits="none", band="draws"))
    assert again.bands is not None
    assert (again.bands.homes[0] == low).all()


def test_a_draw_at_the_ends_and_in_the_middle_is_the_figure_of_the_facts() -> None:
    """Hands per home: 0.7, 1.25 and 2.0."""
    place = BANDED.index("fte_per_home")
    for chance, value in ((0.0, 0.7), (0.5, 1.25), (1.0, 2.0)):
        assert drawn(facts(), np.full(len(BANDED), chance))["fte_per_home"] == pytest.approx(value)
    assert list(drawn(facts(), np.zeros(len(BANDED))))[place] == "fte_per_home"


def test_overlay_of_others_is_not_read() -> None:
    assert Overlay().slice("space", law=False, lines=False, rules=False).is_empty
