"""What a package does: nothing without levers, and each lever what its catalogue entry says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest
from asylum_helpers import baseline, facts, lever, own, package, table

from bouwstenen.agreement.loader import load_package
from bouwstenen.core.errors import InputError
from bouwstenen.core.texts import read_texts
from bouwstenen.facts import load_facts
from bouwstenen.levers import InputChange, Overlay
from bouwstenen.levers.catalogue import MODELS_FOLDER, load_catalogue
from bouwstenen.levers.compile import compile_overlay
from bouwstenen.models.asylum import MODEL, AsylumResult, Options, project
from bouwstenen.models.asylum.drivers import LEVERS
from bouwstenen.models.asylum.money import by_year, mean_by_year
from bouwstenen.models.asylum.rows import UNITS, homes_needed, yearly
from bouwstenen.models.ports import HOMES_FOR_PERMIT_HOLDERS, PRICES
from bouwstenen.models.protocol import Sides, quiet

if TYPE_CHECKING:
    from bouwstenen.models.asylum.participation import Participation

YEARS = range(2025, 2036)


@pytest.fixture(scope="module")
def shipped() -> Overlay:
    loaded = load_package("bouwstenen")
    return compile_overlay(loaded.measures, "central", where=loaded.where)


@pytest.fixture(scope="module")
def result(shipped: Overlay) -> AsylumResult:
    return project(facts(), shipped)


def in_year(values: np.ndarray, year: int) -> float:
    return float(values[year - 2025])


def cost(result: AsylumResult, kind: str, year: int) -> float:
    """Change of one kind of cost, billion euro."""
    kinds = result.package.costs.kinds, result.baseline.costs.kinds
    return in_year(kinds[0][kind] - kinds[1][kind], year)


def test_null_package_is_exactly_zero() -> None:
    for overlay in (Overlay(), package(InputChange("T", "B1", "care.volume", 2027, None, 1.0, "%", "set"))):
        result = project(facts(), overlay)
        rows = table(result, result)
        assert rows.height > 1_000
        assert rows["difference"].abs().max() == 0.0
        assert list(MODEL.money(result)) == []
        assert not any(h.values.any() for h in MODEL.headlines(result))


def test_a_package_that_sets_the_baseline_is_exactly_zero_in_the_chain() -> None:
    same = project(facts(), package(lever("regular_places", 50_000), lever("grant_rate", 35.0)))
    assert same.package.chain.pool == pytest.approx(same.baseline.chain.pool, rel=1e-12)
    assert same.package.costs.total == pytest.approx(same.baseline.costs.total, abs=1e-15)


def test_levers_of_the_model_and_of_the_catalogue_are_the_same() -> None:
    paths = {path.removeprefix("asylum.") for path in load_catalogue().inputs if path.startswith("asylum.")}
    assert paths == set(LEVERS)


def test_before_its_first_year_a_package_changes_nothing(result: AsylumResult) -> None:
    months = 2 * 12
    assert (result.package.chain.pool[: months + 1] == result.baseline.chain.pool[: months + 1]).all()
    assert [cost(result, "reception", year) for year in (2025, 2026)] == [0.0, 0.0]


def test_applications_count_the_family_that_comes_without_the_package() -> None:
    moved = project(facts(), package(lever("applications", 60_000))).package.chain
    usual = baseline().baseline.chain
    assert by_year(moved.applications)[2] == pytest.approx(60_000 - by_year(usual.family)[2])
    more = project(facts(), package(lever("applications", 1_200, mode="add"))).package.chain
    assert by_year(more.applications - usual.applications)[2:] == pytest.approx(1_200)


def test_emergency_is_what_does_not_fit() -> None:
    result = project(facts(), package(lever("regular_places", 60_000, 2028)))
    before, after = (mean_by_year(run.reception.emergency) for run in (result.baseline, result.package))
    freed = 10_000 * facts().number("place_occupancy")
    assert in_year(before - after, 2028) == pytest.approx(freed)
    premium = facts().money("cost_emergency") - facts().money("cost_regular")
    assert cost(result, "emergency_premium", 2028) == pytest.approx(-freed * premium / 1e9)
    assert cost(result, "reception", 2028) == 0.0


def test_empty_places_cost_their_part() -> None:
    places = package(lever("regular_places", 100_000, 2028))
    some, none, full = (
        project(facts(), places, options=Options(empty_places=choice)) for choice in ("central", "none", "full")
    )
    empty = in_year(mean_by_year(some.package.reception.empty), 2030)
    assert empty > 0
    assert cost(full, "empty_places", 2030) == pytest.approx(empty * facts().money("cost_regular") / 1e9)
    assert cost(some, "empty_places", 2030) == pytest.approx(cost(full, "empty_places", 2030) / 2)
    assert cost(none, "empty_places", 2030) == 0.0


def test_hotel_payments_stop_and_the_people_come_back_to_reception() -> None:
    result = project(facts(), package(lever("hotel_scheme_places", 0, 2030)))
    need = in_year(mean_by_year(result.package.reception.need - result.baseline.reception.need), 2031)
    assert need == pytest.approx(2_000)
    assert cost(result, "hotel_scheme", 2031) == pytest.approx(-0.0592)
    assert cost(result, "benefits", 2031) < 0


def test_repeal_of_the_distribution_law_takes_places_away_in_five_years() -> None:
    result = project(facts(), package(lever("spreidingswet", value=False)))
    places = result.package.drivers.regular_places
    assert places[23] == 50_000
    assert places[24 + 29] == pytest.approx((50_000 + 31_087) / 2, abs=1)
    assert places[24 + 60 :] == pytest.approx(31_087)
    assert cost(result, "emergency_premium", 2032) > 0.5
    kept = project(facts(), package(lever("spreidingswet", value=True)))
    assert kept.package.costs.total == pytest.approx(kept.baseline.costs.total, abs=1e-15)


def test_investment_is_paid_once_in_the_year_the_places_open() -> None:
    steps = package(
        lever("alternative_housing_places", 1_000, 2027, 2027), lever("alternative_housing_places", 3_000, 2028)
    )
    result = project(facts(), steps)
    paid = result.package.costs.kinds["alternative_investment"]
    price = facts().money("alternative_investment") / 1e9
    assert paid[2:5] == pytest.approx([1_000 * price, 2_000 * price, 0.0])
    own_price = project(facts(), Overlay(inputs=(*steps.inputs, lever("alternative_housing_investment", 100_000))))
    assert own_price.package.costs.kinds["alternative_investment"].sum() == pytest.approx(3_000 * 1e5 / 1e9)
    neutral = project(facts(), steps, options=Options(alternative_finance="rent"))
    assert neutral.package.costs.kinds["alternative_investment"].sum() == 0.0


def test_moving_out_of_reception_saves_reception_and_costs_benefits() -> None:
    result = project(facts(), package(lever("alternative_housing_places", 4_000)))
    assert cost(result, "reception", 2029) + cost(result, "emergency_premium", 2029) < 0
    assert cost(result, "benefits", 2029) > 0
    assert cost(result, "rent_allowance", 2029) > 0


def early(strength: str, *changes: InputChange) -> tuple[Participation, Participation]:
    run = project(facts(), package(*changes), options=Options(early_effect=strength))  # type: ignore[arg-type]
    return run.baseline.participation, run.package.participation


def test_an_early_start_is_a_shift_in_time_below_the_bound() -> None:
    before, none = early("none", lever("participation_start", 0))
    assert (none.employed == before.employed).all()
    _, half = early("central", lever("participation_start", 0))
    _, full = early("full", lever("participation_start", 0))
    assert (before.employed[24:] < half.employed[24:]).all()
    assert (half.employed[24:] < full.employed[24:]).all()
    assert full.shift[100] == pytest.approx(2 * half.shift[100])
    most = 0.59
    assert (full.employed <= full.adults * most + 1e-9).all()
    assert full.on_benefit[-1] < before.on_benefit[-1]


def test_a_start_later_than_now_changes_nothing() -> None:
    before, late = early("full", lever("participation_start", 120))
    assert late.employed == pytest.approx(before.employed)


def test_work_without_a_permit_moves_the_procedure_towards_the_bound() -> None:
    before, half = early("central", lever("work_permit_exempt_share", 100))
    _, full = early("full", lever("work_permit_exempt_share", 100))
    assert before.pending_employed / before.pending_adults == pytest.approx(0.02)
    share, most = (
        half.pending_employed[30] / half.pending_adults[30],
        full.pending_employed[30] / full.pending_adults[30],
    )
    assert share - 0.02 == pytest.approx((most - 0.02) / 2)
    assert 0.35 < most < 0.59
    _, limited = early("full", lever("work_permit_exempt_share", 100), lever("max_work_weeks", 26))
    assert limited.pending_employed[30] == pytest.approx(full.pending_employed[30] / 2)


def test_guidance_from_arrival_also_goes_to_people_who_are_rejected() -> None:
    result = project(facts(), package(lever("municipal_work_guidance", value=True)))
    money, chain = result.package.costs, result.package.chain
    adults = facts().number("adult_share") * facts().money("guidance_cost") / 1e9
    rejected = by_year(chain.applications)[8] * 0.65 * adults
    assert in_year(money.guidance_on_rejected, 2033) == pytest.approx(rejected)
    arrived = by_year(chain.applications + chain.family + chain.resettled)[8] * adults
    assert in_year(money.kinds["guidance"], 2033) == pytest.approx(arrived)
    assert in_year(money.kinds["guidance"], 2027) > arrived  # who waited at the start still comes at a home


def test_ukraine_is_its_own_stream() -> None:
    result = project(facts(), package(lever("ukraine_inflow", 0)))
    assert (result.package.chain.pool == result.baseline.chain.pool).all()
    assert result.package.ukraine.stock[-1] < 0.35 * result.baseline.ukraine.stock[-1]
    assert cost(result, "ukraine_reception", 2030) < -0.3
    years = result.package.ukraine.stock[24::12]
    assert years[1:] / years[:-1] == pytest.approx(1 - facts().number("ukraine_exit_rate"))


def test_parts_add_up(result: AsylumResult) -> None:
    found = yearly(result.package, facts().number("persons_per_home"))
    parts = sum(values for name, values in found.items() if name.startswith("cost_") and name != "cost_total")
    assert parts == pytest.approx(found["cost_total"])
    money = list(MODEL.money(result))
    change = sum(item.amounts_bn for item in money)
    assert change == pytest.approx(result.package.costs.total - result.baseline.costs.total)
    assert {item.price_level for item in money} == {2025}
    assert all(not item.measure and not item.block for item in money)


def test_money_has_its_payer_and_sign() -> None:
    moved = project(
        facts(), package(lever("municipal_work_guidance", value=True), lever("regular_places", 60_000, 2028))
    )
    money = {item.part: item for item in MODEL.money(moved)}
    assert money["asylum.guidance"].payer == "municipality"
    assert money["asylum.guidance"].amounts_bn[2] > 0, "guidance from arrival costs money"
    premium = money["asylum.emergency_premium"]
    assert (premium.payer, premium.instrument) == ("state", "current_spending")
    assert premium.amounts_bn[4] < 0, "fewer emergency places save money"
    assert premium.years == tuple(YEARS)
    assert "asylum.reception" not in money


def test_homes_needed_are_task_and_backlog() -> None:
    """2025 by hand: 15,000 + 13,000 and a backlog of 12,105 on 1 January, two persons a home."""
    given = MODEL.hands(project(facts(), package(lever("taakstelling", 25_000))))
    assert set(given) == set(MODEL.gives) == {HOMES_FOR_PERMIT_HOLDERS}
    sides = given[HOMES_FOR_PERMIT_HOLDERS]
    assert facts().number("persons_per_home") == 2.0
    assert sides.baseline[0] == pytest.approx((15_000 + 13_000 + 12_105) / 2)
    assert sides.package[2] > sides.baseline[2]
    assert (homes_needed(baseline().baseline, 2.0) == sides.baseline).all()


def test_prices_of_the_run_are_used() -> None:
    """Prices that do not rise leave the amounts of 2023 as they stand: 30,400 euro a regular place."""
    years = np.arange(2023, 2040)
    flat = Sides(years, np.ones(len(years)), np.ones(len(years)))
    run = MODEL.project(facts(), Overlay(), {PRICES: flat}, Options(), quiet)
    spent = run.baseline.costs.kinds["reception"][0] * 1e9
    assert spent / mean_by_year(run.baseline.reception.need)[0] == pytest.approx(30_400)
    usual = baseline().baseline.costs.kinds["reception"][0]
    # Deflators of 2024 and 2025: 5.199813% and 3.735236%.
    assert usual * 1e9 / spent == pytest.approx(1.05199813 * 1.03735236, rel=1e-6)


def test_reversing_a_package_returns_the_baseline() -> None:
    there_and_back = package(
        lever("alternative_housing_places", 5_000, mode="add"), lever("alternative_housing_places", -5_000, mode="add")
    )
    result = project(facts(), there_and_back)
    rows = table(result)
    assert (rows["difference"].abs() / rows["baseline"].abs().clip(lower_bound=1.0)).max() < 1e-9  # type: ignore[operator]
    assert all(abs(item.amounts_bn).max() < 1e-9 for item in MODEL.money(result))


def test_rows_have_the_readings_as_band(result: AsylumResult) -> None:
    low, high = (project(facts(), package(lever("regular_places", places))) for places in (40_000, 90_000))
    rows = table(result, low, high).filter(pl.col("region") == "NL")
    assert set(rows["year"]) == set(YEARS)
    assert rows.filter((pl.col("low") > pl.col("package")) | (pl.col("high") < pl.col("package"))).is_empty()
    emergency = rows.filter((pl.col("indicator") == "asylum.reception_emergency") & (pl.col("year") == 2030))
    ends = [in_year(mean_by_year(r.package.reception.emergency), 2030) for r in (result, low, high)]
    assert (emergency["low"].item(), emergency["high"].item()) == pytest.approx((min(ends), max(ends)))
    assert emergency["baseline"].item() == in_year(mean_by_year(result.baseline.reception.emergency), 2030)
    assert emergency["package"].item() == ends[0]


def test_headlines_are_the_difference_in_the_rows(result: AsylumResult) -> None:
    (headline,) = MODEL.headlines(result)
    rows = table(result).filter((pl.col("indicator") == headline.indicator) & (pl.col("region") == "NL"))
    assert headline.years == tuple(YEARS)
    assert headline.values == pytest.approx(rows["difference"].to_numpy())
    assert headline.values[5] < 0


def test_amounts_carry_their_price_level(result: AsylumResult) -> None:
    rows = table(result)
    money = rows.filter(pl.col("unit") == "bn_eur")
    assert money["price_level"].unique().to_list() == [2025]
    assert rows.filter(pl.col("unit") != "bn_eur")["price_level"].is_null().all()
    assert set(UNITS) & {name.removeprefix("asylum.") for name in money["indicator"]} == set()


def test_a_saving_of_one_measure_is_told_only_when_it_stands_alone(result: AsylumResult) -> None:
    places = package(lever("alternative_housing_places", 4_000))
    alone = project(facts(), places)
    answers = MODEL.claims(alone)
    saved = in_year(alone.baseline.costs.total - alone.package.costs.total, 2030) * 1e3
    assert answers["asylum.reception_saving"].value == pytest.approx(saved)
    assert answers["asylum.hotel_scheme_saving"].value is None
    hotels = MODEL.claims(project(facts(), package(lever("hotel_scheme_places", 0, 2028))))
    assert hotels["asylum.hotel_scheme_saving"].value is not None
    assert hotels["asylum.hotel_scheme_saving"].value < 0, "people go back to dearer emergency places"
    whole = MODEL.claims(result)
    for name in ("reception_saving", "hotel_scheme_saving", "welfare_gain_work", "welfare_gain_work_ten_years"):
        assert whole[f"asylum.{name}"].value is None
        assert "niet uit de uitkomst te lezen" in whole[f"asylum.{name}"].explanation


def test_extra_work_is_worth_something_when_levers_of_work_stand_alone() -> None:
    answers = MODEL.claims(
        project(facts(), package(lever("work_permit_exempt_share", 100), lever("participation_start", 0)))
    )
    year, ten = (answers[f"asylum.welfare_gain_work{end}"].value for end in ("", "_ten_years"))
    assert year is not None
    assert ten is not None
    assert 0 < year < ten < 10_000


def test_claims_are_those_of_the_document_and_explained(result: AsylumResult) -> None:
    loaded = {claim.indicator for m in load_package("bouwstenen").measures for claim in m.claims}
    found = MODEL.claims(result)
    assert set(found) <= loaded
    for answer in found.values():
        assert len(answer.explanation) > 60
        assert "{" not in answer.explanation
    assert found["asylum.status_holders_in_reception"].value == pytest.approx(17_460)
    target, usual = found["asylum.benefit_share_target"].value, found["asylum.benefit_share"].value
    assert target is not None
    assert usual == pytest.approx(55, abs=3)
    assert 30 < target < usual


def test_checks_say_what_was_used(result: AsylumResult) -> None:
    found = {check.name: check for check in MODEL.checks(result, load_facts())}
    reception = found["Mensen met recht op opvang, 12-2023"]
    assert reception.expected == 63_000
    assert reception.gap / reception.expected == pytest.approx(0, abs=0.07)
    assert "stellen: nee" in reception.cause
    assert "stellen: ja" in found["Statushouders in de opvang, 1-2025"].cause
    assert found["Opvangplaatsen eerste ronde Spreidingswet, Groningen"].expected == 2_717
    both = found["Vergunningen in de asielketen naast asielmigratie in het bevolkingsmodel, 2030"]
    assert both.expected == 34_680
    assert both.value == pytest.approx(in_year(by_year(baseline().baseline.chain.permits), 2030))
    assert both.gap < 0
    assert "minder inwilligingen" in both.cause
    assert all(check.kind == "benchmark" and check.met is None for check in found.values())


# A value inside the bounds of each lever and a row that it must move.
MOVED = {
    "applications": (60_000, "applications"),
    "grant_rate": (60, "permits"),
    "fast_track_share": (40, "pending"),
    "decision_capacity": (45_000, "decisions"),
    "regular_places": (60_000, "reception_emergency"),
    "hotel_scheme_places": (0, "in_hotels"),
    "spreidingswet": (False, "reception_regular"),
    "taakstelling": (25_000, "task"),
    "alternative_housing_places": (5_000, "in_alternative_housing"),
    "alternative_housing_investment": (100_000, "cost_alternative_investment"),
    "participation_start": (0, "employed"),
    "work_permit_exempt_share": (100, "employed_in_procedure"),
    "max_work_weeks": (24, "employed_in_procedure"),
    "municipal_work_guidance": (True, "cost_guidance"),
    "ukraine_inflow": (100, "ukraine_stock"),
}


@pytest.mark.parametrize("name", LEVERS)
def test_every_lever_moves_a_row(name: str) -> None:
    value, indicator = MOVED[name]
    entry = load_catalogue().inputs[f"asylum.{name}"]
    if not isinstance(value, bool):
        assert entry.min is not None
        assert entry.max is not None
        assert entry.min <= value <= entry.max
    # What new places cost only shows where places are made.
    beside = (lever("alternative_housing_places", 5_000),) if name == "alternative_housing_investment" else ()
    before, after = project(facts(), package(*beside)), project(facts(), package(*beside, lever(name, value)))
    sides = [
        table(r).filter((pl.col("indicator") == f"asylum.{indicator}") & (pl.col("region") == "NL"))["package"]
        for r in (before, after)
    ]
    assert ((sides[1] - sides[0]).abs() > 1e-6 * sides[0].abs().max()).any()  # type: ignore[operator]
    assert set(MOVED) == set(LEVERS)


def test_every_code_has_words(result: AsylumResult) -> None:
    own = read_texts(MODELS_FOLDER / "asylum" / "texts" / "nl.po")
    words = {**read_texts(MODELS_FOLDER.parent / "texts" / "nl.po"), **own}
    rows = table(result, result)
    wanted = {f"indicator.{name}" for name in rows["indicator"].unique()}
    for column in ("unit", "band", "status"):
        wanted |= {f"{column}.{name}" for name in rows[column].unique()}
    wanted |= {"command.asylum", "asylum.stage.decision", "asylum.stage.home"}
    assert sorted(wanted - set(words)) == []


def test_waits_come_on_demand_and_are_those_of_the_seed() -> None:
    assert "waits" not in MODEL.tables(baseline())
    assert MODEL.light(Options(waits=True)).waits is False
    one, two = (
        MODEL.tables(project(facts(), Overlay(), options=Options(waits=True, seed=3)))["waits"] for _ in range(2)
    )
    assert one.equals(two)
    assert one["stage"].to_list() == ["decision", "home"]
    assert (one["p10"] < one["p90"]).all()
    assert (one["mean"] / one["chain_mean"] - 1).abs().max() < 0.06  # type: ignore[operator]


def test_every_missing_key_is_named_at_once() -> None:
    whole = load_facts()
    gone = {"asylum.link_weeks", "asylum.cost_regular", "asylum.pending", "asylum_work.ukraine"}
    figures = {k: v for k, v in whole.values.items() if k not in gone}
    columns = {k: v for k, v in whole.columns.items() if k not in gone}
    with pytest.raises(InputError) as error:
        MODEL.inputs(replace(whole, values=figures, columns=columns))
    assert all(key in str(error.value) for key in gone)


def test_uses_are_keys_of_facts() -> None:
    known = {*load_facts().values, *load_facts().columns}
    for keys in MODEL.uses.values():
        for key in keys:
            assert any(name.startswith(key) for name in known) if key.endswith(".") else key in known, key


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lever("grant_rat", 50), "asylum.grant_rate"),
        (lever("grant_rate", 50, 2024), "2024"),
        (lever("grant_rate", "veel"), "geen getal"),
        (lever("applications", float("nan")), "nan is geen getal"),
        (lever("decision_capacity", float("inf")), "inf is geen getal"),
        (lever("taakstelling", 500, mode="add"), "mode: set"),
    ],
)
def test_wrong_levers_are_named(change: InputChange, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        project(facts(), package(change))
    assert "T1.asylum." in str(caught.value)


def test_own_figures_count() -> None:
    dear = project(own(cost_regular=60_800.0), Overlay()).baseline.costs.kinds["reception"]
    assert dear == pytest.approx(2 * baseline().baseline.costs.kinds["reception"])
