"""Youth care, school buildings, facts and rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from youth_helpers import at, facts, handed, lever, own, package, run, table, two_days

from bouwstenen.core.errors import InputError
from bouwstenen.core.texts import read_texts
from bouwstenen.facts import load_facts
from bouwstenen.models.ports import PRICES
from bouwstenen.models.youth import MODEL, project, youth_facts
from bouwstenen.models.youth.claims import claims
from bouwstenen.models.youth.options import COSTS
from bouwstenen.models.youth.rows import INCOMES, headlines, money


def test_users_follow_the_young_only() -> None:
    """Twice as many people of every age: twice as many users; the level is that of 2024 at the ages of then."""
    given = handed()
    base = project(facts(), None, given)
    port = next(p for p in given if p.name == "demography.people")
    doubled = replace(given[port], baseline=given[port].baseline * 2, package=given[port].package * 2)
    twice = project(facts(), None, {**given, port: doubled})
    assert np.allclose(twice.care["middle"].users, 2 * base.care["middle"].users)
    assert base.care["middle"].users[0] == pytest.approx(481_355, rel=0.01)


def test_spending_by_hand() -> None:
    """8.1 bn over 481,355 is 16,827 euro of 2024; at 5% a year on top of inflation, in prices of 2025."""
    result = run()
    t = at(result, 2030)
    prices = handed()[PRICES]
    index = dict(zip(prices.years.tolist(), prices.baseline.tolist(), strict=True))
    each = 8.1e9 / 481_355 * index[2025] / index[2024] * 1.05**6
    assert result.care["high"].per_user[t] == pytest.approx(each)
    assert result.care["high"].spending[t] == pytest.approx(each * result.care["high"].users[t] / 1e9)


def test_the_gap_opens_in_2028() -> None:
    """From 2027 to 2028: 1.3 → 0.411 bn of extra money and 0.33 bn booked: the gap is 1.219 bn wider, beside growth."""
    result = run()
    care = result.care["middle"]
    before, after = at(result, 2027), at(result, 2028)
    number = facts().number
    notional = number("care_spending") - number("care_deficit")
    prices = handed()[PRICES]
    index = dict(zip(prices.years.tolist(), prices.baseline.tolist(), strict=True))
    fund = [notional * 1.045 ** (year - 2024) * index[2025] / index[year] for year in (2027, 2028)]
    jump = care.gap[after] - care.gap[before]
    assert jump == pytest.approx(1.3 - 0.411 + 0.33 + care.spending[after] - care.spending[before] - fund[1] + fund[0])
    assert {name: round(float(v[after]), 3) for name, v in result.gap_parts.items()} == {
        "growth_path": 0.437, "relief": 0.452, "booked": 0.33, "unrealised": 1.03,
    }  # fmt: skip
    assert all(v[before] == 0 for v in result.gap_parts.values())


def test_growth_variants_stand_apart_and_in_order() -> None:
    result = run()
    t = at(result, 2030)
    flat, middle, high = (float(result.care[g].spending[t]) for g in ("flat", "middle", "high"))
    assert flat < middle < high
    rest = [float(result.rest[g][t]) for g in ("flat", "middle", "high")]
    assert rest == sorted(rest)
    rows = table(result).filter(pl.col("indicator") == "youth.care_gap", pl.col("year") == 2030)
    assert dict(zip(rows["scenario"], rows["package"], strict=True)) == {
        **{growth: pytest.approx(float(result.care[growth].gap[t])) for growth in ("flat", "middle", "high")},
        "none": pytest.approx(float(result.care["middle"].gap[t])),
    }


def test_fewer_users_are_a_task_and_no_money() -> None:
    """77,000 users fewer: shown as what it could save with average and with light users, and never booked."""
    result = run(package(lever("youth_care_users", 404_080)))
    assert all(not item.amounts_bn.any() for item in money(result))
    rows = table(result).filter(pl.col("indicator") == "youth.care_task", pl.col("year") == 2030)
    found = dict(zip(rows["group"].to_list(), rows["difference"].to_list(), strict=True))
    t = at(result, 2030)
    fewer = 404_080 - result.care["middle"].users[t]
    assert found["average"] == pytest.approx(fewer * result.care["middle"].per_user[t] / 1e9)
    assert found["average"] < found["light"] < 0
    for name in ("care_spending", "care_gap"):
        assert not table(result).filter(pl.col("indicator") == f"youth.{name}")["difference"].to_numpy().any()
    prices = handed()[PRICES]
    index = dict(zip(prices.years.tolist(), prices.baseline.tolist(), strict=True))
    assert found["light"] == pytest.approx(fewer * 5000 * index[2025] / index[2024] / 1e9)


def test_more_budget_moves_from_state_to_municipality() -> None:
    result, before = run(package(lever("youth_care_budget_extra", 0.5, 2028))), run()
    t = at(result, 2030)
    parts = {item.part: item for item in money(result)}
    assert parts["youth.care_budget"].amounts_bn[t] == 0.5
    assert parts["youth.care_budget"].payer == "state"
    assert parts["youth.care_budget_received"].amounts_bn[t] == -0.5
    assert parts["youth.care_budget_received"].payer == "municipality"
    growth = result.options.care_growth
    assert result.care_after[growth].gap[t] == pytest.approx(before.care[growth].gap[t] - 0.5)


def test_closed_care_is_a_straight_line_to_zero() -> None:
    """891 in 2023 to 0 in 2030: 127.3 fewer a year; 509.1 in 2026 and 127.3 in 2029."""
    result = run()
    closed = result.care["middle"].closed
    assert closed[at(result, 2026)] == pytest.approx(891 * 4 / 7)
    assert closed[at(result, 2029)] == pytest.approx(891 / 7)
    assert not closed[at(result, 2030) :].any()
    faster = run(package(lever("closed_care_places", 0, 2028))).care_after["middle"].closed
    assert faster[at(result, 2028)] == 0
    assert faster[at(result, 2027)] == closed[at(result, 2027)]


@pytest.mark.parametrize(
    ("until", "expected"), [(0, 51), (2030, 41), (None, 17)]
)  # of the design: today's pace, four years of 1.3 bn, and lasting, at 6.2 mln euro each
def test_old_buildings_of_the_design(until: int | None, expected: float) -> None:
    changes = None if until == 0 else package(lever("school_housing_investment", 1.3, 2027, until, "add"))
    result = run(changes)
    assert result.buildings_after["central"].old[at(result, 2040)] == pytest.approx(expected, abs=1)


def test_buildings_conserve_and_cost_less_is_more() -> None:
    result = run(package(lever("school_housing_investment", 10, 2027)))
    t = at(result, 2030)
    renewed = [float(result.buildings_after[cost].renewed[t]) for cost in COSTS]
    assert renewed == sorted(renewed, reverse=True)
    for side in result.buildings_after.values():
        assert np.allclose(side.stock, 8_800)
        assert (side.old >= 0).all()
        assert (side.renewed <= 8_800).all()
    central = run(package(lever("school_housing_investment", 1.3, 2027))).buildings_after["central"]
    assert central.renewed[t] == pytest.approx(100 + 1300 / 6.2)
    assert central.pupils[t] == pytest.approx((100 + 1300 / 6.2) * 2_409_200 / 8_800)


def test_buildings_paid_by_a_line_are_not_paid_again() -> None:
    """1.3 bn for good; a line pays it up to 2030: only what comes after that is money of this model."""
    invest = lever("school_housing_investment", 1.3, 2027, None, "add")
    covered = run(package(invest, lever("school_housing_paid_by_line", 1.3, 2027, 2030)))
    amounts = {item.part: item for item in money(covered)}["youth.school_buildings"]
    assert amounts.instrument == "gross_investment"
    assert not amounts.amounts_bn[: at(covered, 2031)].any()
    assert amounts.amounts_bn[at(covered, 2031)] == pytest.approx(1.3)
    bare = {item.part: item for item in money(run(package(invest)))}["youth.school_buildings"]
    assert bare.amounts_bn[at(covered, 2028)] == pytest.approx(1.3)
    assert covered.buildings_after["central"].renewed[at(covered, 2028)] > 300


def test_one_in_seven() -> None:
    """463,330 of 3,303,345 children under 18 is 14.0%: one in seven."""
    answer = claims(run())["youth.youth_care_share_under_18"]
    assert answer.value == pytest.approx(14.03, abs=0.01)
    assert claims(run())["youth.childcare_days_per_week"].value is None
    assert claims(run(two_days()))["youth.childcare_days_per_week"].value == pytest.approx(2)
    assert claims(run(two_days(4, 10)))["youth.childcare_days_per_week"].value == pytest.approx(1)


def test_who_gains_money_by_income() -> None:
    """The lowest incomes get 96% already; under today's law 100,000 euro gains more than 50,000."""
    rows = table(run(two_days())).filter(
        pl.col("indicator") == "youth.own_payment", pl.col("year") == 2030, pl.col("scenario") == "today"
    )
    gain = dict(zip(rows["group"].to_list(), rows["difference"].to_list(), strict=True))
    assert gain["i020000"] == pytest.approx(0, abs=1e-9)
    assert 0 > gain["i050000"] > gain["i100000"] > gain["i200000"]
    # 200,000 euro: 36.5% is paid now, 96% then, of 920 hours of 10.71 euro.
    assert gain["i200000"] == pytest.approx(-(0.96 - 0.365) * 920 * 10.71)
    assert len(gain) == len(INCOMES)


def test_who_gains_with_the_bill() -> None:
    """After the bill 96% is paid up to 71,903 euro, and at least 39.1% above 175,430."""
    rows = table(run(two_days())).filter(pl.col("indicator") == "youth.own_payment", pl.col("year") == 2030)
    paid = {(r["scenario"], r["group"]): r["baseline"] / (920 * 10.71) for r in rows.iter_rows(named=True)}
    assert paid["bill", "i050000"] == pytest.approx(0.04)
    assert paid["bill", "i200000"] == pytest.approx(1 - 0.391)
    assert paid["today", "i050000"] > 0.04
    assert paid["planned", "i200000"] == pytest.approx(0.04)


def test_rows_have_words_and_bands() -> None:
    central, narrow, wide = run(two_days()), run(two_days(4, 10)), run(two_days(0, 20, 7, 20))
    rows = table(central, narrow, wide)
    words = read_texts(Path("src/bouwstenen/models/youth/texts/nl.po"))
    shared = read_texts(Path("src/bouwstenen/texts/nl.po"))
    for name in rows["indicator"].unique():
        assert f"indicator.{name}" in words
    for unit in rows["unit"].unique():
        assert f"unit.{unit}" in {**shared, **words}
    for dimension, group in rows.select("dimension", "group").unique().iter_rows():
        if dimension != "all":
            assert f"dimension.{dimension}" in {**shared, **words}
            assert f"group.{dimension}.{group}" in {**shared, **words}
    net = rows.filter(pl.col("indicator") == "youth.childcare_net", pl.col("year") == 2030)
    assert set(net["scenario"]) == {"none", *(f"{t}.{b}" for t in ("low", "central", "high")
                                              for b in ("today", "bill", "planned"))}  # fmt: skip
    assert (net["low"] < net["package"]).all()
    assert (net["high"] > net["package"]).all()
    assert set(rows.filter(pl.col("unit") == "bn_eur")["price_level"]) == {2025}


def test_every_lever_moves_a_row() -> None:
    """All levers but the age of selection, of which no effect is known."""
    base = table(run(two_days()))
    values = {
        "childcare_daycare_hours": 10, "childcare_after_school_hours": 3, "childcare_school_holiday_hours": 5,
        "childcare_age_limit": 12, "childcare_own_contribution": 1, "childcare_special_needs": True,
        "youth_care_users": 1000, "closed_care_places": 700, "out_of_home_placements": 1, "selection_age": 14,
        "extended_school_day_hours": 2, "school_housing_investment": 1, "youth_care_budget_extra": 1,
    }  # fmt: skip
    for name, value in values.items():
        moved = table(run(package(*two_days().inputs, lever(name, value))))
        assert moved.equals(base) == (name == "selection_age"), name


def test_headlines_are_rows() -> None:
    result = run(two_days())
    rows = table(result)
    for line in headlines(result):
        found = rows.filter(
            pl.col("indicator") == line.indicator, pl.col("scenario") == "none", pl.col("group") == "all"
        )
        if line.indicator == "youth.hours_extra":
            found = found.filter(pl.col("dimension") == "all")
        assert np.allclose(found["difference"].to_numpy(), line.values)
        assert set(found["unit"]) == {line.unit}


def test_identities_hold_and_hindcast_stands_beside_the_published() -> None:
    result = run(two_days())
    found = {check.name: check for check in MODEL.checks(result, load_facts())}
    assert all(check.met for check in found.values() if check.kind == "identity")
    stock = found["Maatregelen van kinderbescherming aan het eind van 2022"]
    # 31,960 + 9,064 − 11,954, within 2% of the published 29,070.
    assert stock.value == 31_960 + 9_064 - 11_954
    assert stock.value == pytest.approx(stock.expected, rel=0.02)
    past = found["Jongeren met jeugdzorg bij het gebruik van 2019, 2024"]
    # 443,585 / 4,435,737 young people on 1-1-2020, times 4,420,505 on 1-1-2025.
    assert past.value == pytest.approx(443_585 / 4_435_737 * 4_420_505, rel=1e-6)
    assert past.expected == 481_355
    assert past.met is None


@pytest.mark.parametrize(
    ("name", "value"), [("takeup_high_young", 101), ("takeup_low_school", -1), ("group_daycare", 0), ("staff", 0)]
)
def test_a_figure_that_cannot_be(name: str, value: float) -> None:
    facts_ = load_facts()
    changed = facts_.values[f"youth.{name}"].model_copy(update={"value": value})
    with pytest.raises(InputError, match=f"youth.{name}"):
        youth_facts(replace(facts_, values={**facts_.values, f"youth.{name}": changed}))


def test_missing_figures_are_named_together() -> None:
    facts_ = load_facts()
    less = {key: value for key, value in facts_.values.items() if key not in {"youth.staff", "youth.pupils"}}
    with pytest.raises(InputError, match="youth.staff, youth.pupils"):
        youth_facts(replace(facts_, values=less))


def test_days_that_are_not_all() -> None:
    facts_ = load_facts()
    changed = facts_.values["youth.days_one"].model_copy(update={"value": 40})
    with pytest.raises(InputError, match="samen 113%"):
        youth_facts(replace(facts_, values={**facts_.values, "youth.days_one": changed}))


def test_uses_are_facts_and_law() -> None:
    known = load_facts()
    for keys in MODEL.uses.values():
        for key in keys:
            if not key.startswith("law:") and not key.endswith("."):
                assert key in known.values or key in known.columns, key


def test_a_shorter_population_gives_fewer_years() -> None:
    given = handed()
    port = next(p for p in given if p.name == "demography.people")
    years = given[port].years
    short = given[port].over(years[(years >= 2028) & (years <= 2033)])
    result = project(facts(), two_days(), {**given, port: short})
    assert result.years.tolist() == list(range(2028, 2034))
    assert table(result)["baseline"].is_finite().all()
    whole = run(two_days())
    assert result.cost.net[at(result, 2031)] == pytest.approx(whole.cost.net[at(whole, 2031)])
    old = result.buildings["central"].old[at(result, 2033)]
    assert old == pytest.approx(whole.buildings["central"].old[at(whole, 2033)])
    invest = package(lever("school_housing_investment", 1.3, 2027, 2027))
    later = project(facts(), invest, {**given, port: short})
    assert later.buildings_after["central"].old[-1] < result.buildings["central"].old[-1]
    with pytest.raises(InputError, match="overlappen"):
        project(facts(), None, {**given, port: given[port].over(years[years == 2030])})


def test_municipalities_add_up_and_keep_their_own_share() -> None:
    """Shares make the country; by hand for Groningen, whose share in care of 2022 is in the facts."""
    result = run(two_days())
    rows = table(result).filter(pl.col("indicator").str.starts_with("youth.municipal_"), pl.col("year") == 2030)
    t = at(result, 2030)
    for name, total in (
        ("care_by_age", result.care["middle"].users[t]), ("care_users", result.care["middle"].users[t]),
        ("hours_extra", result.main.use.added_total[t]),
    ):  # fmt: skip
        found = rows.filter(pl.col("indicator") == f"youth.municipal_{name}")
        assert found.height == 342
        assert found["package"].sum() == pytest.approx(total)
        assert set(found["status"]) == {"indication"}
    known = load_facts()
    at_code = {name: known.series(f"youth_municipality.{name}") for name in
               ("age_0", "age_5", "age_10", "age_15", "age_20", "care_share")}  # fmt: skip
    weights = {
        code: (sum(at_code[f"age_{a}"].at(code) for a in (0, 5, 10, 15)) + 0.6 * at_code["age_20"].at(code))
        * at_code["care_share"].at(code)
        for code in at_code["age_0"].index
    }
    assert sum(weights.values()) / 100 == pytest.approx(469_000, rel=0.005)
    expected = result.care["middle"].users[t] * weights[14] / sum(weights.values())
    mine = rows.filter(pl.col("region") == "GM0014", pl.col("indicator") == "youth.municipal_care_users")
    assert mine["baseline"].item() == pytest.approx(expected)
    light = table(run(two_days(), details=False))
    assert not light["indicator"].str.starts_with("youth.municipal_").any()


def test_a_municipality_that_cannot_be() -> None:
    known = load_facts()
    key = "youth_municipality.care_share"
    series = known.columns[key]
    wrong = replace(series, values=(101.0, *series.values[1:]))
    with pytest.raises(InputError, match="gemeente 14"):
        youth_facts(replace(known, columns={**known.columns, key: wrong}))


def test_own_figures_move_the_result() -> None:
    assert run(two_days(), given=own(weeks_daycare=23)).cost.net[-1] < run(two_days()).cost.net[-1]


def test_same_bytes_twice() -> None:
    first, second = table(run(two_days())), table(run(two_days()))
    assert first.equals(second)
