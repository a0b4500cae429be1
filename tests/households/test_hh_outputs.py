"""Claims of the document, money for public finance, and rows of the effects table."""

from __future__ import annotations

import pytest
from hh_helpers import facts, law_lever, sample, setting

from bouwstenen.effects.table import effects_table
from bouwstenen.levers import Overlay
from bouwstenen.models.households.attribution import attribute_points, effects_alone
from bouwstenen.models.households.budget import budget_entries, settlement_entries, yearly_path
from bouwstenen.models.households.claims import check_claims
from bouwstenen.models.households.labour import labour_response
from bouwstenen.models.households.pressure import pressure, pressure_table
from bouwstenen.models.households.project import prepare, project_chunk
from bouwstenen.models.households.result import HouseholdsResult, combine
from bouwstenen.models.households.rows import (
    HouseholdRows,
    attribution_rows,
    interval_rows,
    labour_rows,
    pressure_rows,
    result_rows,
    table_rows,
)
from bouwstenen.models.households.tables import all_tables, scheme_rows
from bouwstenen.models.households.uncertainty import sampling_intervals

PACKAGE = setting("non_take_up_max", 0.0, measure="B3-10a").plus(
    law_lever("inkomstenbelasting.schijf1_tarief", 0.01, "2029-01-01", "add", "B3-05a")
)


def run(year: int) -> HouseholdsResult:
    return combine([project_chunk(sample(), year, PACKAGE, facts())])


def prices(year: int) -> float:
    return 1.02 ** (year - 2025)


def test_the_money_is_that_of_the_model_in_every_year_that_was_run() -> None:
    results = {year: run(year) for year in (2028, 2029)}
    entries = budget_entries(results, prices)
    for year, result in results.items():
        cost = sum(dict(e.shares)[year] * (e.amount_bn or 0.0) for e in entries) * prices(year) / prices(2025)
        assert cost == pytest.approx(-result.balance / 1e9)
    assert {e.part_of for e in entries} == {"model"}
    kinds = {e.part: e.instrument for e in entries}
    assert kinds["Inkomensheffing"] == "tax_cut"
    assert kinds["Huurtoeslag"] == "social_benefit"
    tax = next(e for e in entries if e.instrument == "tax_cut")
    assert dict(tax.shares)[2029] < 0  # a higher rate brings money in
    assert "Zorgpremie" not in kinds


def test_no_package_gives_no_money() -> None:
    assert budget_entries({2028: combine([project_chunk(sample(), 2028, Overlay(), facts())])}, prices) == ()


def test_between_years_a_straight_line_and_afterwards_the_index() -> None:
    path = yearly_path({2027: 0.0, 2029: 2.0, 2030: 3.0})
    assert path[2028] == pytest.approx(1.0)
    assert path[2030] == 3.0
    assert path[2031] == pytest.approx(3.0 * 1.0338)  # contract wages of 2031 in the law's index path
    assert path[2060] / path[2059] == pytest.approx(1.0308)  # the last known year goes on
    assert min(path) == 2027
    assert max(path) == 2060


def test_claims_stand_beside_what_is_computed() -> None:
    chunk = prepare(sample(), 2029, facts())
    alone = effects_alone([chunk], PACKAGE)
    answers = {a.indicator: a for a in check_claims(PACKAGE, run(2029), alone, 0.5, payment_dates=3.0)}
    line = answers["budget.line"]
    assert line.computed == pytest.approx(-run(2029).balance / 1e9)
    assert line.line == 16
    assert "0,5 miljard" in line.explanation
    assert answers["households.improvements"].computed == 2.0
    assert answers["households.payment_dates"].computed == 3.0
    assert answers["households.support_reach"].computed is None
    without_line = {a.indicator for a in check_claims(PACKAGE, run(2029), alone, None, payment_dates=3.0)}
    assert without_line == set(answers) - {"budget.line"}
    assert all(a.explanation for a in answers.values())


def test_rows_are_unique_and_say_what_the_tables_say() -> None:
    chunk, result = prepare(sample(), 2029, facts()), run(2029)
    maker, tables = HouseholdRows("run", 2029), all_tables(result)
    rows = [
        *table_rows(maker, tables),
        *interval_rows(maker, sampling_intervals(result)),
        *attribution_rows(maker, attribute_points([chunk], PACKAGE)),
        *pressure_rows(maker, pressure_table(pressure(chunk, PACKAGE), 0.7, 1.0)),
        *labour_rows(maker, labour_response([chunk], PACKAGE)),
        *result_rows(maker, result),
    ]
    table = effects_table(rows)
    assert table["difference"].is_finite().all()
    assert set(table["model"]) == {"households"}
    costs = {row.scheme: row.effect_bn for row in scheme_rows(result)}
    found = table.filter((table["indicator"] == "households.scheme_amount") & (table["group"] == "Huurtoeslag"))
    assert found["difference"].item() == pytest.approx(costs["huurtoeslag"])
    median = table.filter((table["indicator"] == "households.change_p50") & (table["group"] == "kwintiel: laagste 20%"))
    assert median["difference"].item() == pytest.approx(tables.group("kwintiel").median[0])
    options = table.filter(table["indicator"].str.starts_with("households.labour"))
    assert set(options["status"]) == {"optie arbeidsaanbod"}


def test_another_way_of_awarding_is_money_only_when_it_changes_spending() -> None:
    """No change gives no entry; a change in 2030 runs up from the year before and costs what it says."""
    flat = lambda _: 1.0  # noqa: E731
    assert settlement_entries({2027: 0.0, 2028: 0.0, 2029: 0.0, 2030: 0.0}, flat) == ()
    (entry,) = settlement_entries({2027: 0.0, 2028: 0.0, 2029: 0.1, 2030: -0.2}, flat)
    paid = dict(entry.shares)
    assert (paid[2028], paid[2029], paid[2030]) == (0.0, 0.1, -0.2)
    assert paid[2031] < -0.2
    assert (entry.instrument, entry.line, entry.part_of) == ("social_benefit", None, "model")
