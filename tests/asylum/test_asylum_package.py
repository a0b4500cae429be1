"""What a package does: nothing without levers, and each lever what its catalogue entry says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asylum_helpers import baseline, facts, lever, own, package

from bouwstenen.agreement.loader import load_package
from bouwstenen.core.errors import InputError
from bouwstenen.levers import InputChange, Overlay
from bouwstenen.levers.catalogue import load_catalogue
from bouwstenen.levers.compile import compile_overlay
from bouwstenen.models.asylum import AsylumResult, Options, project, project_band
from bouwstenen.models.asylum.claims import ClaimCheck, check_claims
from bouwstenen.models.asylum.drivers import LEVERS
from bouwstenen.models.asylum.money import by_year, mean_by_year
from bouwstenen.models.asylum.rows import chain_table, effect_rows, yearly, yearly_amounts

if TYPE_CHECKING:
    import numpy as np

    from bouwstenen.models.asylum.participation import Participation

YEARS = range(2025, 2036)


@pytest.fixture(scope="module")
def shipped() -> Overlay:
    loaded = load_package("bouwstenen")
    return compile_overlay(loaded.measures, "central", where=loaded.where)


@pytest.fixture(scope="module")
def result(shipped: Overlay) -> AsylumResult:
    return project(facts(), shipped)


@pytest.fixture(scope="module")
def claims(shipped: Overlay) -> dict[str, ClaimCheck]:
    return {claim.indicator: claim for claim in check_claims(facts(), shipped)}


def in_year(values: np.ndarray, year: int) -> float:
    return float(values[year - 2025])


def cost(result: AsylumResult, kind: str, year: int) -> float:
    """Change of one kind of cost, billion euro."""
    kinds = result.package.costs.kinds, result.baseline.costs.kinds
    return in_year(kinds[0][kind] - kinds[1][kind], year)


def test_null_package_is_exactly_zero() -> None:
    for overlay in (Overlay(), package(InputChange("T", 1, "care.volume", 2027, None, 1.0, "%", "set"))):
        rows = list(effect_rows("r", project(facts(), overlay)))
        assert rows
        assert {row.difference for row in rows} == {0.0}
        assert yearly_amounts(project(facts(), overlay)) == []


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
        project(facts(), places, Options(empty_places=choice)) for choice in ("central", "none", "full")
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
    neutral = project(facts(), steps, Options(alternative_finance="rent"))
    assert neutral.package.costs.kinds["alternative_investment"].sum() == 0.0


def test_moving_out_of_reception_saves_reception_and_costs_benefits() -> None:
    result = project(facts(), package(lever("alternative_housing_places", 4_000)))
    assert cost(result, "reception", 2029) + cost(result, "emergency_premium", 2029) < 0
    assert cost(result, "benefits", 2029) > 0
    assert cost(result, "rent_allowance", 2029) > 0


def early(strength: str, *changes: InputChange) -> tuple[Participation, Participation]:
    run = project(facts(), package(*changes), Options(early_effect=strength))  # type: ignore[arg-type]
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
    found = yearly(result.package)
    parts = sum(values for name, values in found.items() if name.startswith("cost_") and name != "cost_total")
    assert parts == pytest.approx(found["cost_total"])
    change = sum(amount.amounts_bn for amount in yearly_amounts(result))
    assert change == pytest.approx(result.package.costs.total - result.baseline.costs.total)
    assert {amount.price_level for amount in yearly_amounts(result)} == {2025}


def test_reversing_a_package_returns_the_baseline() -> None:
    there_and_back = package(
        lever("alternative_housing_places", 5_000, mode="add"), lever("alternative_housing_places", -5_000, mode="add")
    )
    result = project(facts(), there_and_back)
    assert result.package.costs.total == pytest.approx(result.baseline.costs.total, abs=1e-12)


def test_rows_have_a_band_around_the_package(shipped: Overlay, result: AsylumResult) -> None:
    rows = list(effect_rows("r", result, project_band(facts(), shipped)))
    assert {row.year for row in rows} == set(YEARS)
    for row in rows:
        assert row.low is not None
        assert row.high is not None
        assert row.low <= row.package <= row.high
    need = {row.year: row for row in rows if row.indicator == "asylum.reception_need"}
    assert need[2030].high - need[2030].low > 10_000


def test_every_indicator_has_a_title(result: AsylumResult) -> None:
    table = chain_table(result)
    assert {row.indicator for row in table} == set(yearly(result.package))
    assert all(row.title and row.unit and len(row.package) == len(YEARS) for row in table)


@pytest.mark.parametrize(
    ("indicator", "formula"),
    [("asylum.reception_saving", 466.47), ("asylum.hotel_scheme_saving", 59.2)],
)
def test_the_sums_of_the_document_are_reproduced(claims: dict[str, ClaimCheck], indicator: str, formula: float) -> None:
    claim = claims[indicator]
    assert claim.formula == pytest.approx(formula)
    assert claim.gross is not None
    assert claim.net is not None
    assert claim.computed == pytest.approx(float(claim.net[5]))
    assert (claim.net < claim.gross).any()


def test_every_claim_is_explained(claims: dict[str, ClaimCheck]) -> None:
    loaded = {claim.indicator for m in load_package("bouwstenen").measures for claim in m.claims}
    assert set(claims) <= loaded
    for claim in claims.values():
        assert len(claim.explanation) > 60
        assert "{" not in claim.explanation


def test_the_ambition_for_benefits_is_out_of_reach(claims: dict[str, ClaimCheck]) -> None:
    assert claims["asylum.benefit_share_target"].computed > 30


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
