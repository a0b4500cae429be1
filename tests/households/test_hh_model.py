"""The households model as the run meets it: options, one slice at a time, money, rows, tables, claims and texts."""

from __future__ import annotations

import pickle
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pytest
from hh_helpers import facts as own_facts
from hh_helpers import law_lever, setting
from pydantic import ValidationError

from bouwstenen.core.errors import InputError
from bouwstenen.core.files import file_digest
from bouwstenen.core.texts import read_texts
from bouwstenen.effects.row import rows_table
from bouwstenen.facts import load_facts
from bouwstenen.law import law_on
from bouwstenen.levers import Overlay
from bouwstenen.models.households import MODEL, HouseholdsRun, Options, baseline, details, project
from bouwstenen.models.households.baseline import Chunk
from bouwstenen.models.households.inputs import last_law_year
from bouwstenen.models.households.months.fit import SensitivityRow
from bouwstenen.models.households.project import project_chunk
from bouwstenen.models.households.result import combine
from bouwstenen.models.households.run import detail_chunks
from bouwstenen.models.households.tables import poverty_rows, scheme_rows
from bouwstenen.models.households.texts import TEXTS
from bouwstenen.models.ports import PRICES
from bouwstenen.models.protocol import Sides, quiet
from bouwstenen.population.build import build_chunk
from bouwstenen.population.microdata import write_microdata
from bouwstenen.population.sample import Sample

if TYPE_CHECKING:
    from pathlib import Path

    from bouwstenen.models.households.baseline import Inputs

YEARS = np.arange(2025, 2061)
HANDED = {PRICES: Sides(YEARS, 1.02 ** (YEARS - 2025.0), 1.5 ** (YEARS - 2025.0))}
"""Prices of baseline and package differ here, so that taking the wrong side shows."""
PLAIN = Options(households=20_000, details=False)
TAX = law_lever("inkomstenbelasting.schijf1_tarief", 0.01, "2029-01-01", "add", "B3-05a")
MONTHLY = setting("award_moment", "per_maand", 2028, "B3-10f")
PACKAGE = TAX.plus(MONTHLY).plus(setting("non_take_up_max", 5.0, 2028, "B3-10a"))


@cache
def inputs() -> Inputs:
    return MODEL.inputs(load_facts())


@cache
def run(changes: Overlay, options: Options = PLAIN) -> HouseholdsRun:
    found = MODEL.project(inputs(), changes, HANDED, options, quiet)
    assert found is not None
    return found


@cache
def full() -> HouseholdsRun:
    return run(PACKAGE, Options(households=20_000, labour=True))


def rows_of(found: HouseholdsRun, **others: HouseholdsRun) -> pl.DataFrame:
    return rows_table(MODEL.rows(found, others), run="r", model="households", reading="central")  # type: ignore[arg-type]


def value(table: pl.DataFrame, indicator: str, **keys: str) -> dict[str, Any]:
    wanted = {"dimension": "all", "group": "all", "reading": "central", "region": "NL", **keys}
    found = table.filter(pl.col("indicator") == f"households.{indicator}", *(pl.col(k) == v for k, v in wanted.items()))
    return found.row(0, named=True)


def test_without_changes_both_sides_are_equal_and_the_law_runs_once(monkeypatch: pytest.MonkeyPatch) -> None:
    run(TAX)  # the baseline is there
    monkeypatch.setattr(project, "run_law", pytest.fail)
    found = MODEL.project(inputs(), Overlay(), HANDED, PLAIN, quiet)
    assert MODEL.money(found) == ()
    differences = rows_of(found)["difference"]  # type: ignore[arg-type]
    assert set(differences.drop_nulls()) == {0.0}
    assert {float(h.values[0]) for h in MODEL.headlines(found)} == {0.0}


def test_readings_share_one_population_and_one_baseline(monkeypatch: pytest.MonkeyPatch) -> None:
    run(TAX)
    monkeypatch.setattr(baseline, "build_chunk", pytest.fail)
    monkeypatch.setattr(baseline, "prepare", pytest.fail)
    other = law_lever("inkomstenbelasting.schijf1_tarief", 0.02, "2029-01-01", "add", "B3-05a")
    assert run(other).result.balance > run(TAX).result.balance > 0.0


def test_money_of_the_year_is_what_the_balance_loses_at_the_price_level() -> None:
    found = run(TAX)
    cost = sum(dict(zip(m.years, m.amounts_bn, strict=True))[2030] for m in MODEL.money(found))
    assert cost * 1.02**5 == pytest.approx(-found.result.balance / 1e9)
    assert cost < 0.0, "a higher tax brings money in"
    assert {m.part for m in MODEL.money(found)} >= {"households.inkomensheffing", "households.bijstand_bruto"}


def test_another_way_of_awarding_costs_the_same_in_a_light_run_without_details() -> None:
    def settled(found: HouseholdsRun) -> dict[int, float]:
        (money,) = [m for m in MODEL.money(found) if m.part == "households.settlement"]
        return dict(zip(money.years, money.amounts_bn.tolist(), strict=True))

    light = settled(run(MONTHLY, MODEL.light(Options(households=20_000))))
    assert light == settled(full())
    kept = {r.variant: r.kept_bn for r in full().details.months.summary.schemes if r.scheme == "all"}  # type: ignore[union-attr]
    assert light[2030] * 1.02**5 == pytest.approx(kept["monthly"] - kept["today"])
    assert light[2027] == 0.0


def test_headlines_are_the_totals_of_the_rows() -> None:
    table = rows_of(full())
    for headline in MODEL.headlines(full()):
        row = value(table, headline.indicator.removeprefix("households."))
        assert (row["difference"], row["unit"], row["year"]) == (headline.values[0], headline.unit, headline.years[0])


def test_other_readings_give_the_band_and_rows_of_their_own() -> None:
    narrow, wide = (run(law_lever("inkomstenbelasting.schijf1_tarief", v, "2029-01-01", "add")) for v in (0.005, 0.03))
    table = rows_of(run(TAX), narrow=narrow, wide=wide)
    band = value(table, "main_balance", dimension="cause", group="reading")
    assert (band["low"], band["high"]) == (narrow.result.balance / 1e9, wide.result.balance / 1e9)
    assert value(table, "main_balance")["difference"] == run(TAX).result.balance / 1e9
    tax = {"dimension": "scheme", "group": "inkomensheffing"}
    amounts = [value(table, "scheme_amount", reading=name, **tax)["package"] for name in ("narrow", "central", "wide")]
    assert amounts == sorted(amounts)
    assert len(set(amounts)) == 3


def test_details_stand_in_rows_and_tables_only_when_they_were_asked() -> None:
    table, plain = rows_of(full()), rows_of(run(TAX))
    for name in ("pressure_median", "months.reclaims", "complexity.schemes", "labour_hours", "population"):
        assert f"households.{name}" in set(table["indicator"])
        assert f"households.{name}" not in set(plain["indicator"])
    assert {"awards", "months_fit", "population", "complexity_schemes"} <= set(MODEL.tables(full()))
    assert set(MODEL.tables(run(TAX))) == {"about", "remarks", "cloud", "merged"}
    take_up = value(table, "main_balance", dimension="cause", group="take_up")
    assert take_up["low"] < take_up["high"]
    assert set(table.filter(pl.col("indicator").str.contains("labour"))["status"]) == {"option"}


def test_reclaims_by_scheme_add_up_and_the_package_has_the_award_that_it_chose() -> None:
    table, awards = rows_of(full()), MODEL.tables(full())["awards"]
    total = value(table, "months.reclaims_amount")
    parts = [value(table, "months.reclaims_amount", dimension="scheme", group=name)["baseline"] for name in (
        "zorgtoeslag", "huurtoeslag", "kindgebonden_budget", "kinderopvangtoeslag")]  # fmt: skip
    assert total["baseline"] == pytest.approx(sum(parts))
    assert total["baseline"] > 0.0
    assert total["package"] == 0.0, "a monthly award is final"
    chosen = awards.filter(pl.col("variant") == MODEL.tables(full())["about"]["award"][0], pl.col("scheme") == "all")
    assert chosen["reclaims_bn"][0] == 0.0
    assert value(table, "months.spending")["package"] == chosen["kept_bn"][0]


def test_a_lever_that_does_nothing_or_not_all_that_was_asked_is_named_with_its_measure() -> None:
    """Service costs are out of huurtoeslag from 2026 on; sample budgets are the advice on the norms only."""
    dropped = law_lever("huurtoeslag.huurtoeslag_servicekosten_maximum", 50.0, "2028-01-01", "set", "B3-05z")
    found = run(dropped.plus(setting("social_minimum_index", "voorbeeldbegroting", 2028, "B3-05a")))
    remarks = MODEL.tables(found)["remarks"]
    assert remarks.select("measure", "path", "code").rows() == [
        ("B3-05z", "huurtoeslag.huurtoeslag_servicekosten_maximum", "waiting"),
        ("B3-05a", "households.social_minimum_index", "advice"),
    ]
    assert "huurtoeslag_servicekosten_maximum verandert in 2030 niets" in remarks["text"][0]
    assert "Commissie sociaal minimum" in remarks["text"][1]


def test_claims_are_answered_or_say_why_not() -> None:
    answers = MODEL.claims(full())
    assert answers["households.support_reach"].value is None
    assert answers["households.payment_dates"].value is not None
    assert all(answer.explanation for answer in answers.values())
    assert not any("budget" in name for name in answers), "what a line reserves is known to the run"


def test_checks_hold_the_identity_and_published_figures() -> None:
    checks = list(MODEL.checks(full(), load_facts()))
    assert [check.met for check in checks if check.kind == "identity"] == [True]
    assert sum(check.kind == "benchmark" for check in checks) >= 10


def test_a_result_can_be_kept_on_disk() -> None:
    again = pickle.loads(pickle.dumps(full()))  # noqa: S301 - our own bytes
    assert rows_of(again).equals(rows_of(full()))


def test_every_code_of_a_row_has_a_text_and_every_text_of_a_target_is_its_title() -> None:
    say = read_texts(TEXTS)
    table = rows_of(full(), wide=run(TAX))
    missing = {f"indicator.{name}" for name in table["indicator"]} - set(say)
    pairs = table.select("dimension", "group").unique().filter(pl.col("dimension") != "all").rows()
    missing |= {f"group.{dimension}.{group}" for dimension, group in pairs} - set(say)
    missing |= {f"dimension.{dimension}" for dimension, _ in pairs} - set(say)
    missing |= {f"money.{money.part}" for money in MODEL.money(full())} - set(say)
    assert missing == set()
    for target in inputs().source.made.inputs.targets:
        assert say[f"group.target.{target.name}"] == target.title


def test_what_indicators_rest_on_exists() -> None:
    known, graph = load_facts(), law_on("2030-01-01")
    keys = {*known.values, *known.columns}
    for used in {key for names in MODEL.uses.values() for key in names}:
        if used.startswith("law:"):
            assert used.removeprefix("law:") in {*graph.nodes, "lichte_toets_wia"}
        else:
            assert used in keys or (used.endswith(".") and any(key.startswith(used) for key in keys)), used


def test_options_name_files_by_content_and_leave_out_what_changes_no_number(tmp_path: Path) -> None:
    file = tmp_path / "personen.csv"
    file.write_text("huishouden,leeftijd\n1,30\n")
    options = Options(persons=str(file), household_file="weg.csv", cluster="tcp://x:1")
    plain = options.model_dump(mode="json")
    assert plain["persons"] == f"sha256:{file_digest(file)}"
    assert plain["household_file"] == "weg.csv"
    assert "cluster" not in plain
    for field in Options.model_fields.values():
        assert field.description
    with pytest.raises(ValidationError):
        Options(households=8_500_001)
    with pytest.raises(ValidationError):
        Options(year=last_law_year() + 1)


def test_light_is_one_chunk_without_details_and_no_more_than_was_asked() -> None:
    light = MODEL.light(Options(households=200_000, labour=True, year=2028, seed=7))
    assert (light.households, light.details, light.labour, light.year, light.seed) == (20_000, False, False, 2028, 7)
    assert MODEL.light(Options(households=0)).households == 0


def test_no_households_gives_nothing() -> None:
    found = MODEL.project(inputs(), PACKAGE, HANDED, Options(households=0), quiet)
    assert found is None
    assert (list(MODEL.rows(found, {})), MODEL.money(found), list(MODEL.headlines(found))) == ([], (), [])
    assert (MODEL.tables(found), MODEL.claims(found), list(MODEL.checks(found, load_facts()))) == ({}, {}, [])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (Options(data_year=2026), "peiljaar hoort bij eigen bestanden"),
        (Options(persons="p.csv"), "--huishoudbestand: dit bestand ontbreekt"),
        (Options(household_file="h.csv"), "--personen: dit bestand ontbreekt"),
        (Options(persons="p.csv", household_file="h.csv", year=2028, data_year=2029), "2026 tot en met 2028"),
        (Options(persons="weg.csv", household_file="h.csv"), "weg.csv"),
        (Options(households=20_000, cluster="geen adres"), "geen Dask-cluster op 'geen adres'"),
    ],
)
def test_options_that_cannot_be_are_refused(options: Options, message: str) -> None:
    with pytest.raises(InputError, match=message):
        MODEL.project(inputs(), Overlay(), HANDED, options, quiet)


@cache
def own_sample() -> Sample:
    return build_chunk(inputs().source.made.inputs, 0, 1, 7, 400)


def own(folder: Path, sample: Sample, **more: Any) -> HouseholdsRun:
    person, household = write_microdata(sample, folder)
    options = Options(persons=str(person), household_file=str(household), **more)
    found = MODEL.project(inputs(), PACKAGE, HANDED, options, quiet)
    assert found is not None
    return found


def test_own_files_give_what_the_model_gives_and_no_money(tmp_path: Path) -> None:
    found = own(tmp_path, own_sample(), year=2029)
    direct = combine([project_chunk(own_sample(), 2029, PACKAGE, own_facts())])
    table = rows_of(found)
    for row in scheme_rows(direct):
        given = value(table, "scheme_amount", dimension="scheme", group=row.scheme)
        assert given["package"] == pytest.approx(row.after_bn, rel=1e-12)
    for row in poverty_rows(direct):
        given = value(table, f"poor_{row.counted}", dimension="poverty_line", group=row.line)
        assert (given["baseline"], given["package"]) == (row.before, row.after)
    assert MODEL.money(found) == ()
    assert [remark.code for remark in found.remarks] == ["own_no_money"]
    assert found.details is None
    assert MODEL.tables(found)["about"]["own_year"][0] == 2026


def test_columns_that_own_files_leave_out_take_their_tables_along(tmp_path: Path) -> None:
    sample = own_sample()
    gone = {"huishoudtype", "provincie", *(n for n in sample.household if n.startswith("trekking_"))}
    bare = Sample(sample.year, sample.person, {n: v for n, v in sample.household.items() if n not in gone})
    found = own(tmp_path, bare)
    table = rows_of(found)
    assert "household_type" not in set(table["dimension"])
    assert set(table["region"]) == {"NL"}
    assert set(table.filter(pl.col("indicator") == "households.pressure_median")["group"]) == {"all"}
    not_used = table.filter(pl.col("indicator") == "households.non_take_up")
    assert set(not_used["baseline"]) == {0.0}
    codes = {remark.code for remark in found.remarks}
    assert codes == {"own_no_money", "own_no_type", "own_no_province", "own_no_draws"}


def test_provinces_have_rows_only_when_the_data_say_who_lives_where(tmp_path: Path) -> None:
    sample = own_sample()
    province = np.where(np.arange(sample.households) % 4 == 0, 21, 30)
    known = Sample(sample.year, sample.person, {**sample.household, "provincie": province})
    table = rows_of(own(tmp_path, known)).filter(pl.col("indicator") == "households.households")
    sizes = {row["region"]: row["package"] for row in table.filter(pl.col("dimension") == "all").to_dicts()}
    assert set(sizes) == {"NL", "PV21", "PV30"}
    assert sizes["NL"] == pytest.approx(sizes["PV21"] + sizes["PV30"])
    share = sample.weight[province == 21].sum() / sample.weight.sum()
    assert sizes["PV21"] / (sizes["PV21"] + sizes["PV30"]) == pytest.approx(share, rel=1e-6)
    assert "PV21" not in set(rows_of(run(TAX))["region"])


def test_a_vintage_that_lacks_figures_names_all_of_them() -> None:
    known = load_facts()
    gone = ("households_model.pressure_high", "months.job_find", "population.wia_mean")
    lacking = replace(known, values={key: figure for key, figure in known.values.items() if key not in gone})
    with pytest.raises(InputError) as error:
        MODEL.inputs(lacking)
    assert all(key in str(error.value) for key in gone)


@pytest.mark.parametrize(("key", "value"), [("pressure_high", 1.4), ("non_take_up_spread", -0.1)])
def test_a_share_that_cannot_be_is_refused_with_its_range(key: str, value: float) -> None:
    known = load_facts()
    wrong = known.values[f"households_model.{key}"].model_copy(update={"value": value})
    with pytest.raises(InputError, match="van 0 tot en met 1") as error:
        MODEL.inputs(replace(known, values={**known.values, f"households_model.{key}": wrong}))
    assert key in str(error.value)
    assert f"{value:g}" in str(error.value)


def test_other_figures_are_another_population_and_the_same_figures_are_the_same() -> None:
    known = load_facts()
    share = known.values["synthesis.taxed_wage_share"]
    other = share.model_copy(update={"value": 0.99 * share.value})
    changed = MODEL.inputs(replace(known, values={**known.values, "synthesis.taxed_wage_share": other}))
    assert changed != inputs()
    assert MODEL.inputs(load_facts()) == inputs()
    assert hash(MODEL.inputs(load_facts())) == hash(inputs())


def test_year_and_seed_are_those_that_were_asked() -> None:
    """In 2028 the tax of 2029 has not started; another seed draws other households."""
    early = run(TAX, PLAIN.model_copy(update={"year": 2028}))
    assert (early.year, early.result.balance) == (2028, 0.0)
    other = run(TAX, PLAIN.model_copy(update={"seed": 7}))
    assert other.result.balance != run(TAX).result.balance
    assert other.result.balance == pytest.approx(run(TAX).result.balance, rel=0.05)


def test_details_run_on_the_first_parts_each_for_the_whole_country() -> None:
    chunks = detail_chunks(10, Options(detail_parts=2, seed=5))
    assert [(chunk.number, chunk.of, chunk.seed) for chunk in chunks] == [(0, 2, 5), (1, 2, 5)]
    assert len(detail_chunks(1, Options(detail_parts=50))) == 1
    source = inputs().source
    half, whole = (baseline.chunk_sample(source, Chunk(0, of, 2026)).weight.sum() for of in (2, 1))
    assert 2.0 * half == pytest.approx(whole)


def test_sensitivity_stands_in_its_table_when_it_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (SensitivityRow("-", 1.0, *[1.0] * 7), SensitivityRow("job_find", 1.5, *[2.0] * 7))
    monkeypatch.setattr(details, "months_sensitivity", lambda *_: rows)
    asked = Options(households=20_000, sensitivity=True)
    found = MODEL.project(inputs(), Overlay(), HANDED, asked, quiet)
    table = MODEL.tables(found)["months_sensitivity"]
    assert table.select("parameter", "factor", "reclaims").rows() == [("-", 1.0, 1.0), ("job_find", 1.5, 2.0)]
    assert table["title"][1] == load_facts().titles["months.job_find"]
    assert "months_sensitivity" not in MODEL.tables(full())


def test_progress_is_told_in_parts() -> None:
    said: list[str] = []
    MODEL.project(inputs(), TAX, HANDED, Options(households=40_000, details=False), said.append)
    assert [line for line in said if "1 van 2" in line]
    assert [line for line in said if "2 van 2" in line]


def test_who_loses_by_a_back_payment_is_counted_without_and_with_the_package() -> None:
    """A monthly award has no back payments; ignoring them keeps them and nobody loses; else nothing changes."""
    asked = Options(households=20_000)
    monthly, ignored, other = (
        value(rows_of(found), "months.back_payment_losers")
        for found in (full(), run(setting("back_payments_ignored", True, 2028), asked), run(TAX, asked))
    )
    assert monthly["baseline"] == ignored["baseline"] == other["baseline"] > 0.0
    assert (monthly["package"], ignored["package"]) == (0.0, 0.0)
    assert other["package"] == other["baseline"]
    payments = value(rows_of(full()), "months.back_payments")
    assert payments["baseline"] == payments["package"] > monthly["baseline"]
    assert run(setting("back_payments_ignored", True, 2028), asked).details.months.settings.package == "today"  # type: ignore[union-attr]


def test_targets_stand_beside_what_the_population_has() -> None:
    table, rows = MODEL.tables(full())["population"], rows_of(full())
    people = table.filter(pl.col("name") == "inwoners_mannen_40").row(0, named=True)
    where = {"dimension": "target", "group": "inwoners_mannen_40"}
    assert value(rows, "population", **where)["package"] == people["achieved"]
    assert value(rows, "population_published", **where)["package"] == people["published"]
    assert people["deviation"] == pytest.approx(people["achieved"] / people["published"] - 1.0)
    assert people["published"] == next(
        target.value for target in inputs().source.made.inputs.targets if target.name == "inwoners_mannen_40"
    )
    assert value(rows, "population", **where)["year"] == 2026


def test_one_child_scheme_takes_the_place_of_two_in_the_tables() -> None:
    joined = run(
        law_lever("kinderbijslag.samen_met_kindgebonden_budget", True, "2028-01-01", "set", "B3-09d"),
        Options(households=20_000),
    )
    merged = dict(MODEL.tables(joined)["merged"].rows())
    assert merged["kindgebonden_budget"] == merged["kinderbijslag"] == "kindregeling"
    assert not MODEL.tables(full())["merged"].height


def test_the_claim_about_payment_dates_is_that_of_the_package() -> None:
    details_ = full().details
    assert details_ is not None
    before, after = details_.complexity.households
    sides = (before, replace(after, payment_dates=np.full_like(after.payment_dates, 2.5)))
    changed = replace(full(), details=replace(details_, complexity=replace(details_.complexity, households=sides)))
    assert MODEL.claims(changed)["households.payment_dates"].value == 2.5
