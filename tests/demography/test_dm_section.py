"""What people see of the population: made from rows and tables, with words that turn when the numbers turn."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polars as pl
import pytest
from dm_helpers import change, facts, run, table

from bouwstenen.levers import Overlay
from bouwstenen.models.demography import MODEL, Options, project
from bouwstenen.models.demography.section import difference, message, pyramid, sections
from bouwstenen.views import RunView, load_words
from bouwstenen.views.chart_style import plain
from bouwstenen.views.run_view import Value

if TYPE_CHECKING:
    from bouwstenen.models.demography import DemographyResult
    from bouwstenen.views import Fact, Section

FEWER = change("eu_labour_immigration", -10_000.0, 2027, 2030, "add")
MORE = change("eu_labour_immigration", 10_000.0, 2027, 2030, "add")


def section(result: DemographyResult, *others: DemographyResult) -> Section:
    """The section of a result, as of a run that holds only this model."""
    tables = {f"demography.{name}": found for name, found in MODEL.tables(result).items()}
    options = {f"demography.{k}": v for k, v in result.options.model_dump(mode="json").items()}
    view = RunView(table(result, *others), tables, {}, {"reading": "central", **options})
    (found,) = sections(view, load_words())
    return found


def whole_text(found: Section | Fact) -> str:
    """All words of a section."""
    return found.model_dump_json()


def test_the_message_turns_with_the_package() -> None:
    fewer, more, same = (section(run(*levers)) for levers in ((FEWER,), (MORE,), ()))
    assert "minder dan zonder het pakket" in fewer.message
    assert "meer dan zonder het pakket" in more.message
    assert "verandert het aantal inwoners niet" in same.message
    assert fewer.question == "who"


def test_the_message_gives_the_side_with_the_package() -> None:
    said = message(2050, Value(19_600_029.0, 19_385_067.0, -214_962.0, None, None))
    assert said == "In 2050 wonen er met het pakket 19,39 miljoen mensen: 215.000 minder dan zonder het pakket."
    assert difference(49.0) is None
    assert difference(150.0) == "200 meer"


def test_facts_turn_with_the_package() -> None:
    fewer, more = (whole_text(section(run(lever)).facts[0]) for lever in (FEWER, MORE))
    assert "minder" in fewer
    assert "meer" in more


def test_tables_start_at_the_base_year_and_have_no_empty_column() -> None:
    found = section(run(FEWER))
    people = next(part for part in found.parts if part.key == "people").tables[0]
    assert people.columns[1].label == "2026"
    assert all("–" not in cell for line in people.rows for cell in line.cells)
    at = [column.label for column in people.columns].index("2030")
    before, after = people.rows[0].cells[at].split(" → ")
    assert float(after) < float(before)


def test_readings_stand_beside_the_chosen_one() -> None:
    found = section(run(FEWER), run(), run(change("eu_labour_immigration", -40_000.0, 2027, 2030, "add")))
    people = next(part for part in found.parts if part.key == "people").tables[1]
    low, chosen, high = people.rows[0].values[1:]
    assert low is not None
    assert chosen is not None
    assert low < chosen < high == pytest.approx(0.0, abs=1e-6)


def test_the_pyramid_has_men_left_and_women_right() -> None:
    result = run(FEWER)
    chart = pyramid(MODEL.tables(result)["pyramid"])
    assert chart is not None
    oldest = chart.table.rows[0]
    after = result.package.population[24, :, 90:].sum(axis=1) / 1e3
    assert oldest.cells[0] == "90 jaar en ouder"
    assert oldest.values[3] == pytest.approx(after[0])
    assert oldest.values[6] == pytest.approx(after[1])
    drawn = json.dumps(chart.spec)
    assert f"{plain(-after[0])}" in drawn, "men are drawn to the left"
    assert f"{plain(-after[1])}" not in drawn
    assert f"{plain(after[1])}" in drawn
    assert [label for label, _ in chart.table.groups] == ["mannen", "vrouwen"]
    swapped = MODEL.tables(result)["pyramid"].with_columns(
        sex=pl.when(pl.col("sex") == "male").then(pl.lit("female")).otherwise(pl.lit("male"))
    )
    other = pyramid(swapped)
    assert other is not None
    assert other.spec != chart.spec
    assert pyramid(None) is None


def test_uncertainty_scenarios_and_targets_come_with_their_rows() -> None:
    bare = section(run(FEWER))
    assert {part.key for part in bare.parts} == {"people", "ages", "migration"}
    rich = section(
        project(
            facts(),
            Overlay(inputs=(FEWER, change("population_target", 19_500_000.0, 2050))),
            options=Options(fan_draws=20, scenarios=True),
        )
    )
    parts = {part.key: part for part in rich.parts}
    assert {"uncertainty", "scenarios", "targets"} <= set(parts)
    solver = parts["scenarios"].tables[1]
    assert [column.label for column in solver.columns[1:]] == ["19 miljoen", "19,5 miljoen", "20 miljoen"]
    assert parts["targets"].tables[0].rows[0].cells[0] == "19.500.000 inwoners in 2050"
    assert any("95% van de trekkingen" in fact.meaning for fact in rich.facts)


def test_another_baseline_is_told() -> None:
    low = section(project(facts(), Overlay(), options=Options(scenario="low", fan_draws=0)))
    assert any("lage groei" in limit for limit in low.limits)
    own = section(project(facts(), Overlay(), options=Options(net_migration=((2030, 4e4),), fan_draws=0)))
    assert any("2030:40000" in limit for limit in own.limits)
    assert "lage groei" not in whole_text(section(run()))


def test_what_cannot_be_computed_is_told() -> None:
    lever = change("third_country_labour_needs_housing", True, 2027, 2030)
    assert "--woningen-arbeidsmigranten" in section(run(lever)).missing[0]
    homes = Options(third_country_homes=tuple((y, 1e3) for y in range(2027, 2031)), fan_draws=0)
    assert section(run(lever, options=homes)).missing == ()


def test_without_rows_there_is_no_section() -> None:
    view = RunView(table(run()).clear(), {}, {}, {"reading": "central"})
    assert list(sections(view, load_words())) == []
