"""Rows of the effects table and tables for the screen."""

from __future__ import annotations

import polars as pl
import pytest
from dm_helpers import baseline, change, facts, run

from bouwstenen.agreement.loader import load_package
from bouwstenen.effects.table import effects_table
from bouwstenen.levers.compile import compile_overlay
from bouwstenen.models.demography import Options, project
from bouwstenen.models.demography.rows import effect_rows, municipality_rows
from bouwstenen.models.demography.stochastic import population_fan
from bouwstenen.models.demography.tables import (
    municipality_table,
    population_table,
    readings_table,
    scenario_table,
    solver_table,
)

STOCK = change("eu_labour_stock", -40_000.0, 2030, 2030, "add")
CUMULATIVE = change("eu_labour_immigration", -10_000.0, 2027, 2030, "add")
YEARLY = change("eu_labour_immigration", -40_000.0, 2027, 2030, "add")


def test_rows_make_a_table_without_doubles() -> None:
    result = run(STOCK, change("population_target", 19_500_000.0, 2050))
    fan = population_fan(facts(), result, draws=50, ages=False)
    others = [run(CUMULATIVE), run(YEARLY)]
    table = effects_table([*effect_rows("r", result, others, fan), *municipality_rows("r", facts(), result)])
    population = table.filter((pl.col("indicator") == "population") & (pl.col("region") == "Nederland"))
    assert population.height == 45
    row = population.filter(pl.col("year") == 2050).row(0, named=True)
    assert row["package"] - row["baseline"] == pytest.approx(row["difference"])
    assert row["low"] <= row["package"] <= row["high"]
    local = table.filter(pl.col("status") == "indication")
    assert local.height == 3 * 342
    assert local.filter(pl.col("year") == 2050)["package"].sum() == pytest.approx(row["package"])
    need = table.filter(pl.col("indicator") == "required_net_migration").row(0, named=True)
    assert need["group"] == "19500000 inwoners"
    assert need["year"] == 2050


def test_rows_of_the_empty_package_have_no_difference() -> None:
    fan = population_fan(facts(), baseline(), draws=50, ages=False)
    table = effects_table([*effect_rows("r", baseline(), (), fan), *municipality_rows("r", facts(), baseline())])
    assert table["difference"].abs().max() == 0
    assert table.filter(pl.col("package") != pl.col("baseline")).is_empty()


def test_parts_add_up_in_the_rows() -> None:
    table = effects_table(effect_rows("r", run(YEARLY)))
    for indicator in ("immigration", "emigration", "households"):
        rows = table.filter((pl.col("indicator") == indicator) & (pl.col("year") == 2031))
        total = rows.filter(pl.col("group") == "totaal")["package"].item()
        assert rows.filter(pl.col("group") != "totaal")["package"].sum() == pytest.approx(total)


def test_homes_that_are_not_known_are_not_computed() -> None:
    lever = change("third_country_labour_needs_housing", True, 2027, 2030)
    unknown = effects_table(effect_rows("r", run(lever)))
    cut = unknown.filter(pl.col("indicator") == "third_country_workers_cut")
    assert cut["status"].unique().to_list() == ["not_computed"]
    assert cut["difference"].null_count() == cut.height == 4
    homes = Options(third_country_homes=((2027, 0.0), (2028, 0.0), (2029, 0.0), (2030, 0.0)))
    known = effects_table(effect_rows("r", run(lever, options=homes)))
    assert known.filter(pl.col("indicator") == "third_country_workers_cut")["difference"].max() < -20_000


def test_tables_have_a_value_for_every_column() -> None:
    result = run(STOCK)
    fan = population_fan(facts(), result, draws=50, ages=False)
    results = {"voorraad": result, "per jaar": run(YEARLY)}
    tables = [
        population_table(result, fan),
        scenario_table(facts()),
        solver_table(facts()),
        readings_table(results, {"voorraad": fan}),
        municipality_table(facts(), result, "Ede"),
    ]
    for table in tables:
        assert table.title
        assert table.note
        assert all(len(row.values) == len(table.columns) - 1 for row in table.rows)
        assert all(row.label and row.unit for row in table.rows)


def test_solver_table_rises_with_the_goal_and_falls_with_children() -> None:
    table = solver_table(facts())
    values = [row.values for row in table.rows]
    assert all(list(row) == sorted(row) for row in values)  # type: ignore[type-var]
    for column in range(3):
        assert values[0][column] > values[1][column] > values[2][column]  # type: ignore[operator]
    assert table.columns[1:] == ("19 miljoen", "19,5 miljoen", "20 miljoen")


def test_the_shipped_package_runs_in_every_reading() -> None:
    package = load_package("bouwstenen")
    ends: dict[str, float] = {}
    for reading in ("narrow", "central", "wide"):
        result = project(facts(), compile_overlay(package.measures, reading))  # type: ignore[arg-type]
        ends[reading] = result.eu_labour_stock[4]
        assert [t.population for t, _ in result.targets]
    assert ends["central"] == pytest.approx(-40_000)
    assert ends["wide"] < ends["central"] < ends["narrow"] < 0
