"""A whole small model joins with one entry and gets everything: options, money, rows, section, causes, status."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest
from tests.models import school_buildings

from bouwstenen.agreement.loader import load_package
from bouwstenen.core.errors import InputError
from bouwstenen.models import MODELS
from bouwstenen.models.ports import PEOPLE
from bouwstenen.models.protocol import Model, NoOptions, Sides
from bouwstenen.runs.cache import Cache
from bouwstenen.runs.describe import options as describe_options
from bouwstenen.runs.options import run_options
from bouwstenen.runs.run import run
from bouwstenen.views import load_words

if TYPE_CHECKING:
    from pathlib import Path

    from bouwstenen.agreement.loader import LoadedPackage
    from bouwstenen.runs.result import Run

YEARS = np.arange(2025, 2061)
PUPILS_PER_AGE = 100_000.0


def _people() -> Sides:
    """200,000 children of every age in every year, with and without the package."""
    persons = np.full((len(YEARS), 2, 100), PUPILS_PER_AGE)
    return Sides(YEARS, persons, persons)


PERSONS = Model(
    name="persons",
    answers="who",
    inputs=lambda _facts: None,
    project=lambda *_: None,
    options=NoOptions,
    gives=(PEOPLE,),
    hands=lambda _result: {PEOPLE: _people()},
)
BUDGET = tuple(model for model in MODELS if model.name in {"macro", "public_finance"})
JOINED = (*BUDGET, school_buildings.MODEL, PERSONS)
PACKAGE = """\
id: scholen
title: Meer scholen
measures:
  - id: S1
    block: 4
    title: Sneller vernieuwen
    status: computed
    levers:
      - {kind: model_input, path: school_buildings.renewal_pct, start: 2030, value: 1, unit: "%", mode: add}
  - id: S2
    block: 5
    title: Nog sneller vernieuwen
    status: computed
    levers:
      - {kind: model_input, path: school_buildings.renewal_pct, start: 2031, value: 0.5, unit: "%", mode: add}
  - id: S3
    block: 5
    title: Niets erbij
    status: computed
    levers:
      - {kind: model_input, path: school_buildings.renewal_pct, start: 2031, value: 0, unit: "%", mode: add}
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> LoadedPackage:
    path: Path = tmp_path_factory.mktemp("scholen") / "scholen.yaml"
    path.write_text(PACKAGE)
    return load_package(path)


@pytest.fixture(scope="module")
def joined(package: LoadedPackage) -> Run:
    return run(package, run_options({"draws": 100}, models=JOINED), cache=Cache(), models=JOINED)


def difference(found: Run, indicator: str, year: int, **keys: str) -> float | None:
    return found.view.difference(indicator, year, **keys)


def test_its_rows_are_there_and_right(joined: Run) -> None:
    # 30 million m2: 1% more from 2030, 0.5% more from 2031.
    assert difference(joined, "school_buildings.renewed", 2029) == 0.0
    assert difference(joined, "school_buildings.renewed", 2030) == pytest.approx(300_000.0)
    assert difference(joined, "school_buildings.renewed", 2031) == pytest.approx(450_000.0)
    value = joined.view.at("school_buildings.shortage", 2027)
    assert value is not None
    # 14 ages × 2 × 100,000 pupils × 8 m2, less 450,000 m2 renewed.
    assert value.baseline == pytest.approx(14 * 2 * PUPILS_PER_AGE * 8 - 450_000)


def test_causes_are_given_to_blocks_and_measures(joined: Run) -> None:
    by_block = {b: difference(joined, "school_buildings.renewed", 2031, block=b) for b in ("B4", "B5")}
    assert by_block == {"B4": pytest.approx(300_000.0), "B5": pytest.approx(150_000.0)}
    own = difference(joined, "school_buildings.renewed", 2031, block="B5", measure="S2")
    assert own == pytest.approx(150_000.0)


def test_its_money_reaches_the_budget_under_its_own_blocks(joined: Run) -> None:
    """450,000 m2 at 3,000 euro is 1.35 billion in prices of 2025; the document has no such line."""
    blocks = {b: difference(joined, "public_finance.balance", 2031, ledger="esa", block=b) for b in ("B4", "B5")}
    total = difference(joined, "public_finance.balance", 2031, ledger="esa")
    assert blocks["B4"] is not None
    assert blocks["B5"] is not None
    assert total == pytest.approx(blocks["B4"] + blocks["B5"])
    primary = joined.rows.filter(
        (pl.col("indicator") == "public_finance.balance") & (pl.col("year") == 2031) & (pl.col("ledger") == "esa")
    )
    assert {"S1", "S2"} <= set(primary["measure"])
    assert blocks["B4"] < -0.9
    assert -0.6 < blocks["B5"] < -0.45
    assert not difference(joined, "public_finance.balance", 2031, ledger="document")


def test_a_measure_that_moves_nothing_is_not_computed_whatever_its_file_says(joined: Run) -> None:
    status = dict(joined.view.tables["run.measures"].select("measure", "status").iter_rows())
    assert status == {"S1": "computed", "S2": "computed", "S3": "no_effect"}
    assert "S3" in joined.not_computed["measure"].to_list()


def test_it_has_a_section_a_check_an_option_and_its_tables(joined: Run) -> None:
    section = next(s for s in joined.sections if s.key == "school_buildings")
    assert section.message == "In 2035 wordt 900000 m2 vernieuwd, tegen 450000 zonder pakket."
    assert "Schoolgebouwen: kosten volgen uit vierkante meters" in joined.view.tables["run.checks"]["name"].to_list()
    assert "school_buildings.years" in joined.view.tables
    assert joined.view.options["school_buildings.last_year"] == 2035
    assert "--schooljaar" in {option.flag for option in describe_options(JOINED, load_words())}


def test_its_option_is_obeyed_and_held_to_its_bounds(package: LoadedPackage) -> None:
    chosen = run_options({"draws": 100, "school_buildings.last_year": 2040}, models=JOINED)
    found = run(package, chosen, cache=Cache(), models=JOINED, only=("school_buildings",))
    assert max(found.view.path("school_buildings.renewed")) == 2040
    with pytest.raises(InputError, match="vanaf 2030 tot en met 2050"):
        run_options({"school_buildings.last_year": 2060}, models=JOINED)


def test_a_lever_outside_its_bounds_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(PACKAGE.replace("value: 1,", "value: 11,"))
    with pytest.raises(InputError, match="10"):
        run(load_package(path), run_options({"draws": 100}, models=JOINED), cache=Cache(), models=JOINED)


def test_only_this_model_and_what_it_needs_give_the_same_rows(package: LoadedPackage, joined: Run) -> None:
    alone = run(
        package, run_options({"draws": 100}, models=JOINED), cache=Cache(), models=JOINED, only=("school_buildings",)
    )
    mine = joined.rows.filter(pl.col("model") == "school_buildings")
    assert alone.rows.filter(pl.col("model") == "school_buildings").equals(mine, null_equal=True)
    assert set(alone.rows["model"]) == {"school_buildings"}


def test_the_null_package_moves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "niets.yaml"
    path.write_text("id: niets\ntitle: Geen enkele maatregel\n")
    found = run(load_package(path), run_options({"draws": 100}, models=JOINED), cache=Cache(), models=JOINED)
    assert found.rows["difference"].drop_nulls().abs().max() == 0.0


def test_headlines_give_the_rows_without_causes_or_sections(package: LoadedPackage, joined: Run) -> None:
    chosen = run_options({"draws": 100}, models=JOINED)
    found = run(package, chosen, cache=Cache(), models=JOINED, depth="headlines")
    for year in (2030, 2031):
        assert difference(found, "school_buildings.renewed", year) == difference(
            joined, "school_buildings.renewed", year
        )
    assert found.sections == ()
