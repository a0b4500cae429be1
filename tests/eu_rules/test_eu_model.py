"""The model as the run sees it: ports, options, rows, tables, claims, checks and what is kept between runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pytest
from eu_run import DATA, eu, facts, frames, handed, table

from bouwstenen.core.digests import content_digest
from bouwstenen.core.errors import InputError
from bouwstenen.core.texts import read_texts
from bouwstenen.effects.row import rows_table
from bouwstenen.facts import load_facts
from bouwstenen.levers import Overlay
from bouwstenen.models.eu_rules import MODEL, Options, assess, parameters, table_from_facts
from bouwstenen.models.eu_rules.assess import Request
from bouwstenen.models.eu_rules.variants import OPTION_NAMES, RuleOptions, variants
from bouwstenen.models.ports import PACKAGE, POLICY
from bouwstenen.models.protocol import quiet
from bouwstenen.views.words import load_words

if TYPE_CHECKING:
    from bouwstenen.models.eu_rules import EuRun

ROOT = Path(__file__).parents[2] / "src" / "bouwstenen"


def _one(found: pl.DataFrame, indicator: str, year: int, **keys: str) -> dict[str, Any]:
    own = found.filter(pl.col("indicator") == f"eu_rules.{indicator}", pl.col("year") == year)
    for name, value in keys.items():
        own = own.filter(pl.col(name) == value)
    assert own.height == 1, (indicator, year, keys, own)
    return own.row(0, named=True)


# Rows ---------------------------------------------------------------------------------------------------------------


def test_room_is_balance_minus_required_in_billions_by_hand() -> None:
    """Unchanged: −1.0% in 2030 of a GDP of 1,000; the package spends 20 under ESA and 8 in the document's ledger."""
    run = eu()
    found = frames(run)
    required = _one(found, "spb_required", 2030)["package"]
    assert required == pytest.approx(run.assessment.spb_target)
    for ledger, cost in (("esa", 20.0), ("document", 8.0)):
        spb = _one(found, "spb", 2030, ledger=ledger)
        assert (spb["baseline"], spb["package"]) == pytest.approx((-1.0, -1.0 - cost / 10))
        room = _one(found, "room", 2030, ledger=ledger)
        assert room["baseline"] == pytest.approx((-1.0 - required) * 10)
        assert room["difference"] == pytest.approx(-cost)
        assert room["unit"] == "bn_eur"


def test_what_the_rules_ask_does_not_move_with_the_package() -> None:
    one, other = frames(eu()), frames(eu(spending=-40.0))
    for name in ("spb_required", "spb_target", "required_debt", "criterion_target", "step", "debt_quantile"):
        own = pl.col("indicator") == f"eu_rules.{name}"
        assert one.filter(own).equals(other.filter(own)), name
        assert (one.filter(own)["difference"] == 0.0).all(), name
    assert _one(one, "spb", 2030, ledger="esa")["package"] < _one(other, "spb", 2030, ledger="esa")["package"]


def test_assessment_is_that_of_the_functions() -> None:
    """The same numbers as the analysis itself gives for the same vintage, draws and seed."""
    vintage = load_facts()
    expected = assess(table_from_facts(vintage), parameters(vintage), request=Request(4, None, 2_000, 7))
    found = frames(eu(options=Options(draws=2_000, seed=7)))
    targets = found.filter(pl.col("indicator") == "eu_rules.criterion_target")
    assert dict(targets.select("group", "package").iter_rows()) == {
        c.name: c.spb_target for c in expected.criteria if c.spb_target is not None
    }
    growth = found.filter(pl.col("indicator") == "eu_rules.net_expenditure_allowed")
    assert dict(growth.select("year", "package").iter_rows()) == expected.net_expenditure_growth
    assert _one(found, "probability_debt_falls", 2030)["package"] == expected.probability


def test_first_years_stand_in_rows_and_a_limit_never_passed_does_not() -> None:
    """Balance −2.05 less a tenth a year from 2026: −2.95 in 2035, −3.05 in 2036; 20 billion of 1,000 makes it 2027."""
    found = frames(eu())
    deficit = _one(found, "first_deficit", 2030, ledger="esa")
    assert (deficit["baseline"], deficit["package"], deficit["difference"]) == (2036.0, 2027.0, -9.0)
    assert deficit["unit"] == "calendar_year"
    debt = found.filter(pl.col("indicator") == "eu_rules.first_debt", pl.col("ledger") == "document")
    assert debt.height == 0
    limits = table(eu(), "limits")
    assert limits.filter(limit="first_debt", side="document")["year"].to_list() == [None]
    assert limits.filter(limit="first_deficit", side="baseline")["year"].to_list() == [2036]


def test_control_account_and_the_clause_come_from_the_port() -> None:
    """Defence above the base rises by 0.3% of GDP in 2028; used, that is out of the account from then on."""
    plain, used = frames(eu()), frames(eu(clause=True))
    for year, excused in ((2027, 0.0), (2028, 0.3), (2029, 0.3), (2030, 0.3)):
        before, after = (_one(x, "control_account", year, ledger="esa") for x in (plain, used))
        assert before["package"] - after["package"] == pytest.approx(excused, abs=1e-9)
        assert before["baseline"] == after["baseline"]
        assert _one(used, "control_account_excused", year, ledger="esa")["package"] == pytest.approx(excused, abs=1e-9)


def test_other_readings_give_the_band_of_the_package() -> None:
    run, low, high = eu(), eu(spending=30.0), eu(spending=5.0)
    found = rows_table(MODEL.rows(run, {"narrow": high, "wide": low}), run="r", model="eu_rules", reading="central")
    room = _one(found, "room", 2030, ledger="esa")
    assert (room["low"], room["package"], room["high"]) == pytest.approx(
        (room["baseline"] - 30, room["baseline"] - 20, room["baseline"] - 5)
    )
    assert room["band"] == "readings"


def test_rows_have_words() -> None:
    words = load_words()
    for found in (frames(eu()), frames(eu(options=Options(table=DATA / "FRA_2024.csv", draws=0)))):
        for code in found["indicator"].unique():
            assert words(f"indicator.{code}")
        for unit in found["unit"].unique():
            assert words(f"unit.{unit}")
        for dimension, group in found.filter(pl.col("dimension") != "all").select("dimension", "group").unique().rows():
            assert words(f"dimension.{dimension}")
            assert words(f"group.{dimension}.{group}")
    assert words("command.eu_rules") == "toets eu"


def test_every_choice_and_criterion_has_words() -> None:
    texts = read_texts(ROOT / "models" / "eu_rules" / "texts" / "nl.po")
    for name in OPTION_NAMES:
        assert f"eu_rules.option.{name}" in texts
        for choice in getattr(RuleOptions.model_fields[name].annotation, "__args__", ("true", "false")):
            assert f"eu_rules.choice.{choice}" in texts
    assert {f"eu_rules.variant.{name}" for name in variants()} <= texts.keys()


# Tables, claims, checks ---------------------------------------------------------------------------------------------


def test_editions_stand_in_one_table_with_what_was_published() -> None:
    """The Commission asked for 0.08 and 0.06 in June 2024; nothing else can be read."""
    found = table(eu(), "editions")
    assert found.select("edition", "adjustment_years").rows() == [
        (name, length) for name in ("2024_04", "2024_11", "2025_03", "2025_05", "facts") for length in (4, 7)
    ]
    assert found["published"].to_list() == [0.08, 0.06] + [None] * 8
    assert found["gap"][0] == pytest.approx(found["spb_target"][0] - 0.08)


def test_checks_hold_the_guidance_beside_ours_with_the_cause() -> None:
    found = list(MODEL.checks(eu(), load_facts()))
    assert [(check.kind, check.expected, check.met) for check in found] == [
        ("benchmark", 0.08, None),
        ("benchmark", 0.06, None),
    ]
    assert all(check.gap == pytest.approx(check.value - check.expected) and "invoer" in check.cause for check in found)


def test_comparisons_are_made_only_when_asked() -> None:
    plain = MODEL.tables(eu())
    assert plain["differences"].height == plain["sensitivity"].height == 0
    asked = MODEL.tables(eu(options=Options(draws=0, sensitivity=True, compare_with="commission_2024")))
    assert asked["differences"]["option"].to_list() == ["multiplier", "rest", "total"]
    assert set(asked["sensitivity"]["subject"]) == {
        "start", "multiplier", "short_rate", "long_rate", "growth", "ageing", "ageing_edition",
    }  # fmt: skip
    total = asked["differences"].filter(option="total")["difference"][0]
    by_variant = dict(asked["variants"].select("variant", "spb_target").rows())
    assert total == pytest.approx(by_variant["commission_2024"] - by_variant["guidance_2025"])


def test_claims_answer_in_the_last_year_under_esa() -> None:
    run = eu()
    found = MODEL.claims(run)
    assert found["eu_rules.spb_target"].value == run.assessment.spb_target
    assert found["eu_rules.spb"].value == pytest.approx(-3.0)
    assert found["eu_rules.room"].value == pytest.approx((-3.0 - run.assessment.spb_target) * 10)


def test_uses_name_facts_that_exist() -> None:
    vintage = load_facts()
    known = {*vintage.values, *vintage.columns}
    assert [key for keys in MODEL.uses.values() for key in keys if key not in known] == []


# Inputs and options -------------------------------------------------------------------------------------------------


def test_all_missing_figures_are_named_at_once() -> None:
    vintage = load_facts()
    gone = {"eu_rules.deficit_limit", "public_finance.semi_elasticity", "eu_rules.sensitivity_growth_low"}
    broken = replace(
        vintage,
        values={key: figure for key, figure in vintage.values.items() if key not in gone},
        columns={key: series for key, series in vintage.columns.items() if key != "public_finance.ageing_cost"},
    )
    with pytest.raises(InputError) as caught:
        MODEL.inputs(broken)
    for key in (*gone, "public_finance.ageing_cost"):
        assert key in str(caught.value)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("eu_rules.step_rounding", 0.0),
        ("eu_rules.stochastic_probability", 1.2),
        ("public_finance.multiplier_ec_2025", -0.1),
        ("public_finance.short_debt_share", 10.0),
    ],
)
def test_figures_of_a_user_that_cannot_be_are_refused(key: str, value: float) -> None:
    vintage = load_facts()
    wrong = replace(vintage, values={**vintage.values, key: vintage.values[key].model_copy(update={"value": value})})
    with pytest.raises(InputError, match=key.replace(".", r"\.")):
        MODEL.inputs(wrong)


@pytest.mark.parametrize("years", [4, 7, "4", "7"])
def test_rules_know_two_lengths(years: Any) -> None:
    options = Options(adjustment_years=years)
    assert options.years == int(years)
    assert Options.model_validate(options.model_dump(mode="json")) == options


@pytest.mark.parametrize("years", [1, 5, 20, True])
def test_other_lengths_are_refused(years: Any) -> None:
    with pytest.raises(ValueError, match="adjustment_years"):
        Options(adjustment_years=years)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"start": 1500},
            "sleutel 'start': de gegevens beginnen in 2024. Begin de aanpassing op zijn vroegst",
        ),
        ({"start": 2024}, "op zijn vroegst in 2025"),
        ({"start": 2028}, "uiterlijk in 2027"),
        ({"country": "FRA"}, "Geef die tabel met --gegevens"),
        ({"table": Path("nergens.csv")}, "bestaat niet"),
        ({"table": DATA / "countries_2024_04.csv"}, "meer dan één land"),
    ],
)
def test_a_start_or_table_that_cannot_be_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError) as caught:
        eu(options=Options(draws=0, **options))
    assert message in str(caught.value)


def test_options_come_back_from_a_receipt() -> None:
    options = Options(variant="persistent", choices=("rounding=ja", "floor=nee"), start=2027, country="FRA")
    plain = options.model_dump(mode="json")
    assert plain["choices"] == "rounding=ja floor=nee"
    assert Options.model_validate(plain) == options
    assert Options.model_validate({"choices": ["rounding = ja"]}).choices == ("rounding=ja",)


def test_a_choice_changes_the_outcome_and_a_wrong_one_is_named() -> None:
    free = eu(options=Options(draws=0, choices=("rounding=nee",)))
    rounded = eu(options=Options(draws=0))
    assert free.assessment.step == free.assessment.exact_step == pytest.approx(rounded.assessment.exact_step)
    assert rounded.assessment.step > free.assessment.step
    with pytest.raises(InputError, match="Bedoelde u 'rounding'"):
        eu(options=Options(draws=0, choices=("roundings=ja",)))


def test_own_table_goes_with_its_digest_and_without_a_package(tmp_path: Path) -> None:
    file = tmp_path / "land.csv"
    text = (DATA / "FRA_2024.csv").read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    options = Options(table=file, draws=0)
    first = options.model_dump(mode="json")
    assert Options.model_validate(first) == options
    run = MODEL.project(MODEL.inputs(load_facts()), Overlay(), {}, options, quiet)
    found = frames(run)
    assert set(found["region"]) == {"FRA"}
    assert not found["indicator"].is_in(["eu_rules.spb", "eu_rules.room"]).any()
    assert table(run, "editions").height == 0
    assert list(MODEL.checks(run, load_facts())) == []
    file.write_text(text.replace("2901.679", "2891.679", 1), encoding="utf-8")
    assert options.model_dump(mode="json") != first
    again = MODEL.project(MODEL.inputs(load_facts()), Overlay(), {}, options, quiet)
    assert again.assessment.inputs.gdp != run.assessment.inputs.gdp


def test_a_changed_line_costs_milliseconds() -> None:
    eu()
    start = perf_counter()
    runs: list[EuRun] = [eu(spending=10.0 + n) for n in range(5)]
    assert (perf_counter() - start) / 5 < 0.2
    assert len({id(run.assessment) for run in runs}) == 1


def test_equal_facts_have_equal_keys_and_results_can_be_kept() -> None:
    one, other = MODEL.inputs(load_facts()), MODEL.inputs(load_facts())
    assert one.key == other.key == content_digest(other)
    assert MODEL.inputs(load_facts("2025_05")).key != one.key
    import pickle

    run = eu()
    again = pickle.loads(pickle.dumps(run))  # noqa: S301 - our own bytes
    assert frames(again).equals(frames(run))


def test_light_leaves_chance_and_comparisons_out() -> None:
    found = MODEL.light(Options(sensitivity=True, compare_with="persistent", adjustment_years=7))
    assert (found.draws, found.sensitivity, found.compare_with, found.years) == (0, False, "none", 7)


def test_ports_are_the_ones_of_public_finance() -> None:
    assert MODEL.needs == (POLICY, PACKAGE)
    assert MODEL.gives == ()
    short = {POLICY: handed()[POLICY].filter(pl.col("year") >= 2029), PACKAGE: handed()[PACKAGE]}
    with pytest.raises(InputError, match="dekt niet alle jaren"):
        MODEL.project(facts(), Overlay(), short, Options(draws=0), quiet)
    assert np.isfinite(frames(eu())["package"].drop_nulls().to_numpy()).all()
