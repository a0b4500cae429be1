"""People: older people, habits, general practitioners, life expectancy by group; levers, words and what is refused."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import polars as pl
import pytest
import yaml
from care_helpers import country, facts, given, lever, netherlands, number, package, run, section, table, vintage

from bouwstenen.core.errors import InputError
from bouwstenen.effects.row import COLUMNS
from bouwstenen.models.care import MODEL, Options
from bouwstenen.models.care.unequal import adds_up, fitted, split
from bouwstenen.models.care.volume import by_municipality, mortality
from bouwstenen.models.ports import ELDERLY_HOMES, PEOPLE
from bouwstenen.models.protocol import Sides
from bouwstenen.views import load_words

LEVERS = yaml.safe_load(MODEL.levers.read_text("utf-8"))["inputs"] if MODEL.levers else {}


def test_places_stand_still_and_the_rest_lives_at_home() -> None:
    result = run(handed=netherlands())
    places, home, need = (result.sides[f"nursing_{name}"] for name in ("places", "at_home", "need"))
    assert set(places.baseline) == {122_445.0}
    assert home.baseline == pytest.approx(need.baseline - 122_445)
    assert need.baseline[15] > need.baseline[0] > 122_445


def test_a_place_for_all_growth_keeps_the_number_at_home() -> None:
    all_of_it = run(package(lever("nursing_home_growth_share", 100)), netherlands())
    home = all_of_it.sides["nursing_at_home"]
    assert home.package[2:] == pytest.approx(home.package[1])
    half = run(package(lever("nursing_home_growth_share", 50)), netherlands()).sides["nursing_at_home"]
    assert half.difference[15] == pytest.approx(home.difference[15] / 2)
    assert home.difference[15] < 0


def test_homes_for_older_people_are_handed_on() -> None:
    result = run(package(lever("nursing_home_growth_share", 100)), netherlands())
    homes: Sides = MODEL.hands(result)[ELDERLY_HOMES]
    assert homes.baseline[0] == 0
    assert homes.baseline[15] == pytest.approx(
        result.sides["nursing_need"].baseline[15] - result.sides["nursing_need"].baseline[0]
    )
    assert homes.package[15] < homes.baseline[15]
    two = run(handed=netherlands(), own=number("persons_per_elderly_home", 2.0))
    assert MODEL.hands(two)[ELDERLY_HOMES].baseline[15] == pytest.approx(homes.baseline[15] / 2)


def test_need_follows_people_of_75_and_over_only() -> None:
    handed = country()
    people = handed[PEOPLE]
    more = people.package.copy()
    more[:, :, :75] *= 2
    same = run(handed={**handed, PEOPLE: Sides(people.years, people.baseline, more)})
    assert same.sides["nursing_need"].difference == pytest.approx(0, abs=1e-6)
    more = people.package.copy()
    more[:, :, 75:] *= 2
    twice = run(handed={**handed, PEOPLE: Sides(people.years, people.baseline, more)}).sides["nursing_need"]
    assert twice.package[10] == pytest.approx(2 * twice.baseline[10])


@pytest.mark.parametrize(
    ("kind", "name", "goal", "expected"),
    [("smokers", "smoking_share", 5, 10), ("drinkers", "excessive_drinking_share", 5, 5.5),
     ("overweight", "overweight_share", 38, 55)],
)  # fmt: skip
def test_habits_go_straight_to_the_goal(kind: str, name: str, goal: float, expected: float) -> None:
    result = run(package(lever(name, goal, 2040)))
    share, people = result.sides[f"{kind}_share"], result.sides[kind]
    before = float(share.baseline[2])
    assert (share.baseline[15], share.package[15]) == pytest.approx((expected, goal))
    # From 2027 on, 13 years; in 2030 three of them.
    assert share.package[5] == pytest.approx(before + 3 / 13 * (goal - before))
    assert share.package[:3] == pytest.approx(share.baseline[:3])
    assert share.package[-1] == pytest.approx(goal)
    adults = given().people[2025][18:].sum()
    assert people.difference[15] == pytest.approx((goal - expected) / 100 * adults)
    assert (people.difference <= 0).all()
    others = {"smokers", "drinkers", "overweight"} - {kind}
    assert all(not result.sides[other].difference.any() for other in others)


def test_smokers_halfway_by_hand() -> None:
    """18.2% in 2024 to 10% in 2040: 8 of 16 years is 14.1% in 2032."""
    assert run().sides["smokers_share"].baseline[7] == pytest.approx(14.1)


def test_general_practitioners_by_hand() -> None:
    """194,000 people × 6.7 per 10,000 is 130 GPs, 45,000 is 30; with everyone registered none is short."""
    free = run()
    assert free.sides["gps_missing_high"].baseline[0] == pytest.approx(129.98, abs=0.01)
    assert free.sides["gps_missing_low"].baseline[0] == pytest.approx(30.15, abs=0.01)
    all_of_them = run(package(lever("gp_registration_share", 100, 2030)))
    assert all_of_them.sides["without_gp_high"].package[5] == 0
    assert all_of_them.sides["without_gp_high"].package[4] == pytest.approx(194_000)


def test_less_administration_by_hand() -> None:
    """34% to 23% leaves 77 in place of 66: 16.7% more time with clients."""
    result = run(package(lever("admin_time_share", 23, 2030)))
    time = result.sides["client_time"]
    assert (time.baseline[5], time.package[5]) == pytest.approx((66, 77))
    words = next(p for p in section(result).parts if p.key == "staff").words[1]
    assert "16,7% meer" in words
    back = section(run(package(lever("admin_time_share", 40, 2030))))
    assert "9,1% minder" in next(p for p in back.parts if p.key == "staff").words[1]


def test_fund_and_tuition_by_hand() -> None:
    """1.2 bn over 70,000 euro is 17,143 jobs; 10,000 students × 2,694 euro is 26.94 million."""
    result = run(package(lever("transformation_spending", 1200, 2030), lever("tuition_fee", 0)))
    rows = table(result).filter(table(result)["year"] == 2030)
    found = dict(zip(rows["indicator"], rows["package"], strict=False))
    before = dict(zip(rows["indicator"], rows["baseline"], strict=False))
    assert found["care.fund_jobs"] == pytest.approx(1.2e9 / 70_000)
    whole = 108.3 * (1.01 * 1.005) ** 5
    assert found["care.fund_share"] == pytest.approx(120 / whole)
    assert found["care.fund_growth"] == pytest.approx(24 / whole)
    assert (before["care.tuition"], found["care.tuition"]) == pytest.approx((26.94, 0))


def test_pandemic_money_has_a_level_and_no_difference() -> None:
    """What the budget holds now is not known: no baseline, no difference, and nothing without a package."""
    assert table(run()).filter(pl.col("indicator") == "care.pandemic_budget").is_empty()
    rows = table(run(package(lever("pandemic_preparedness_budget", 136))))
    found = rows.filter((pl.col("indicator") == "care.pandemic_budget") & (pl.col("year") == 2030)).row(0, named=True)
    assert (found["baseline"], found["package"], found["difference"]) == (None, 136.0, None)
    assert found["price_level"] == 2023


def test_rules_of_thumb_by_hand() -> None:
    """70% of 108.3 bn, 1% of it: 758.1 million. 670,000 and 4.1 million users at 2,750 euro."""
    rows = table(run())
    wage = rows.filter(rows["indicator"] == "care.wage_step")["package"].to_list()
    assert wage == pytest.approx([758.1])
    drugs = rows.filter(rows["indicator"] == "care.obesity_drugs")["package"].to_list()
    assert drugs == pytest.approx([1842.5, 11_275.0])


def test_municipalities_by_age_lie_as_published() -> None:
    """342 of them; from the tenth to the ninetieth in a hundred 2,607 to 3,086 euro (Zvw), 1,169 to 1,545, 271 to 311.

    That calculation took plain means of five ages; ours weighs them with people, which matters most above 95.
    """
    rows = table(run()).filter(pl.col("indicator") == "care.by_age_only")
    assert rows.filter(pl.col("group") == "zvw")["region"].n_unique() == 342
    per_head = by_municipality(given())
    for scheme, ends in enumerate(((2607, 3086), (1169, 1545), (271, 311))):
        assert np.quantile(per_head[:, scheme], (0.1, 0.9)) == pytest.approx(ends, rel=0.025)
        plain = [given().profile[scheme, age : 100 if age == 95 else age + 5].mean() for age in range(0, 99, 5)]
        theirs = given().bands @ np.array(plain) / given().bands.sum(axis=1)
        assert np.quantile(theirs, (0.1, 0.9)) == pytest.approx(ends, abs=0.6)


def test_municipalities_together_are_the_nation() -> None:
    people = given().bands.sum(axis=1)
    whole = given().profile @ given().people[2021] / given().people[2021].sum()
    assert people @ by_municipality(given()) / people.sum() == pytest.approx(whole, rel=0.005)


@pytest.mark.parametrize("gap", [0.0, 3.0, 9.0])
def test_groups_add_up_to_the_national_table_at_every_age(gap: float) -> None:
    death = mortality(given(), 2025)[0]
    found = fitted(death, np.full(5, 0.2), gap)
    assert adds_up(found, death) < 1e-12
    assert found.expectancy[-1] - found.expectancy[0] == pytest.approx(gap, abs=1e-5)
    assert list(found.expectancy) == sorted(found.expectancy)
    assert (found.death <= 1).all()
    assert (found.death >= 0).all()


def test_two_groups_by_hand() -> None:
    """Half a percent dies; the higher group has half the mortality of the lower: 2/3% and 1/3%."""
    table_ = split(np.array([0.005]), np.array([0.5, 0.5]), float(np.log(2)))
    assert table_[:, 0] == pytest.approx([0.02 / 3, 0.01 / 3])


def test_mortality_that_does_not_add_up_is_seen() -> None:
    death = mortality(given(), 2025)[1]
    found = fitted(death, np.array([0.27, 0.4, 0.33]), 4.8)
    wrong = replace(found, death=found.death[::-1])
    assert adds_up(wrong, death) > 1e-4


def test_claims_are_what_was_published() -> None:
    answers = MODEL.claims(run(handed=netherlands()))
    assert answers["care.life_expectancy_gap_education"].value == pytest.approx(4.8)
    assert answers["care.healthy_life_expectancy_gap_education"].value == pytest.approx(13.7)
    assert answers["care.life_expectancy_gap_wealth"].value == pytest.approx(8.5, abs=1e-4)
    assert answers["care.healthy_life_expectancy_gap_wealth"].value == pytest.approx(24)
    growth = answers["care.expenditure_growth_above_gdp"]
    assert growth.value == pytest.approx(1.1, abs=0.05)


def test_middle_education_was_held_out() -> None:
    """CBS: 80.1 − 76.7 for men and 83.9 − 80.8 for women; ours need not be the same and the gap is shown."""
    found = {check.name: check for check in MODEL.checks(run(), facts())}
    men = found["Levensverwachting mannen: middelbare min lage opleiding"]
    assert men.expected == pytest.approx(3.4)
    assert abs(men.gap) < 1
    assert all(check.met for check in found.values() if check.kind == "identity")


def test_hindcasts_are_shown_with_their_gap() -> None:
    """Workers 1,175,000 + 203,000 in 2015 and 1,370,000 + 246,000 in 2022: 2.30% a year."""
    found = {h.name: h for h in run(handed=netherlands()).hindcasts}
    assert found["workers"].published == pytest.approx(((1_616_000 / 1_378_000) ** (1 / 7) - 1) * 100)
    # 113.5 over 105 bn less 5.199813% inflation: 2.75%.
    assert found["sha"].published == pytest.approx((113.5 / 105 / 1.05199813 - 1) * 100)
    assert found["sha"].own < found["sha"].published
    # Growth outside demography is what CPB calls residual: between 0.3 and 1.9 a year.
    assert 0.3 < found["workers"].published - found["workers"].own < 1.9
    rows = next(p for p in section(run(handed=netherlands())).parts if p.key == "certainty").tables[0].rows
    assert len(rows) == 4


@pytest.mark.parametrize("path", sorted(LEVERS))
def test_every_lever_moves_a_row(path: str) -> None:
    entry = LEVERS[path]
    name = path.removeprefix("care.")
    value = entry["choices"][-1] if entry.get("kind") == "choice" else {"growth_target_year": 2035}.get(
        name, (entry["min"] + entry["max"]) / 2.5
    )  # fmt: skip
    start = 2028 if name == "uncontracted_reimbursement" else 2030
    more = (lever("growth_target_year", 2040),) if name in {"growth_target_form", "expenditure_definition"} else ()
    before = table(run(package(*more), netherlands()))
    after = table(run(package(*more, lever(name, value, start)), netherlands()))
    assert not before.equals(after)
    # What a package does never moves the side without it.
    keys = [c for c in COLUMNS if c in {"indicator", "year", "scenario", "dimension", "group", "region"}]
    both = before.join(after, on=keys, how="inner", suffix="_after")
    assert both.filter(pl.col("baseline") != pl.col("baseline_after")).is_empty()


def test_every_code_has_words() -> None:
    words = load_words()
    rows = table(run(package(lever("growth_target_year", 2040)), netherlands()))
    needed = {f"indicator.{name}" for name in rows["indicator"].unique()}
    needed |= {f"unit.{unit}" for unit in rows["unit"].unique()}
    needed |= {f"dimension.{name}" for name in rows["dimension"].unique() if name != "all"}
    pairs = rows.filter(rows["group"] != "all").select("dimension", "group").unique().iter_rows()
    needed |= {f"group.{dimension}.{group}" for dimension, group in pairs}
    needed |= {f"scenario.{name}" for name in rows["scenario"].unique() if name != "none"}
    assert sorted(code for code in needed if not words.get(code)) == []
    assert words("command.care") == "zorg"


def test_every_indicator_ends_in_facts() -> None:
    names = rows_names = set(table(run(package(lever("growth_target_year", 2040)), netherlands()))["indicator"])
    assert rows_names
    assert {n for n in names if not any(n.startswith(prefix) for prefix in MODEL.uses)} == set()
    keys = {key for found in MODEL.uses.values() for key in found if not key.endswith(".")}
    assert {key for key in keys if key not in facts().values and key not in facts().columns} == set()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("labour_share", -0.1), ("premium_share", 1.2), ("spending_zvw", 0.0), ("smoking_share", 101.0),
        ("kraamzorg_contribution", -1.0), ("residual_cpb", 9.0), ("allowance_adults", 0.5), ("base_year", 1900.0),
        ("healthy_from_age", 70.0), ("without_gp_low", 300_000.0), ("share_low_education", 0.9),
    ],
)  # fmt: skip
def test_figures_that_cannot_be_are_refused(name: str, value: float) -> None:
    with pytest.raises(InputError) as caught:
        MODEL.inputs(vintage(**{name: value}))
    said = str(caught.value)
    assert f"care.{name}" in said
    assert "Kies" in said


def test_all_missing_keys_are_named_at_once() -> None:
    lost = {"care.labour_share", "care.spending_wlz"}
    less = replace(
        facts(),
        values=MappingProxyType({k: v for k, v in facts().values.items() if k not in lost}),
        columns=MappingProxyType({k: v for k, v in facts().columns.items() if k != "care.profile_wlz"}),
    )
    with pytest.raises(InputError) as caught:
        MODEL.inputs(less)
    assert all(key in str(caught.value) for key in (*lost, "care.profile_wlz"))


def test_a_year_without_people_is_refused() -> None:
    handed = country()
    people = handed[PEOPLE]
    short = Sides(people.years[:20], people.baseline[:20], people.package[:20])
    with pytest.raises(InputError, match="demography.people"):
        run(handed={**handed, PEOPLE: short})
    with pytest.raises(ValueError, match="2069"):
        Options(last_year=2090)


def test_main_figures_are_the_rows_they_name() -> None:
    """What the run looks for causes of stands in the rows, with the same unit, price level and difference."""
    changes = package(
        lever("smoking_share", 5, 2040), lever("admin_time_share", 20, 2030), lever("healthy_ageing_share", 1),
        lever("kraamzorg_own_contribution", 0), lever("transformation_spending", 1200, 2030),
    )  # fmt: skip
    result = run(changes, netherlands())
    rows = table(result).filter(
        (pl.col("scenario") == "none") & (pl.col("dimension") == "all") & (pl.col("payer") == "all")
    )
    moved: set[str] = set()
    for headline in MODEL.headlines(result):
        for year, value in zip(headline.years, headline.values.tolist(), strict=True):
            (found,) = rows.filter((pl.col("indicator") == headline.indicator) & (pl.col("year") == year)).to_dicts()
            assert (found["unit"], found["price_level"]) == (headline.unit, headline.price_level)
            assert found["difference"] == pytest.approx(value)
            moved |= {headline.indicator} if value else set()
    assert moved == {
        "care.spending", "care.staff", "care.smokers", "care.client_time", "care.balance_effect", "care.transformation",
    }  # fmt: skip
