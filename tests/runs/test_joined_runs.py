"""Readings, payers, prices, choices and what is kept, in whole runs of a small chain: macro, schools and the budget."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pytest
from tests.models import school_buildings
from tests.runs.made_up import made

from bouwstenen.agreement.loader import load_package
from bouwstenen.core.validation import StrictModel
from bouwstenen.effects.row import Row
from bouwstenen.models import MODELS
from bouwstenen.models.ports import PEOPLE
from bouwstenen.models.protocol import Model, NoOptions, Sides
from bouwstenen.runs import run as run_module
from bouwstenen.runs.attribution import causes
from bouwstenen.runs.cache import Cache
from bouwstenen.runs.options import run_options
from bouwstenen.runs.run import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bouwstenen.agreement.loader import LoadedPackage
    from bouwstenen.runs.result import Run

    Make = Callable[[str], LoadedPackage]

PUPILS = 100_000.0
SCHOOLS = school_buildings.MODEL
BALANCE = "public_finance.balance"


def _people() -> Sides:
    """100,000 children of each sex and age; the package has a tenth fewer."""
    years = np.arange(2025, 2061)
    persons = np.full((len(years), 2, 100), PUPILS)
    return Sides(years, persons, persons * 0.9)


PERSONS = Model(
    name="persons", answers="who", inputs=lambda _facts: None, project=lambda *_: None, options=NoOptions,
    gives=(PEOPLE,), hands=lambda _result: {PEOPLE: _people()},
)  # fmt: skip
JOINED = (*(model for model in MODELS if model.name in {"macro", "public_finance"}), SCHOOLS, PERSONS)
S1 = """\
  - id: S1
    block: 4
    title: Sneller vernieuwen
    status: computed
    levers:
      - {kind: model_input, path: school_buildings.renewal_pct, start: 2030, value: VALUE, unit: "%", mode: add}
"""
S2 = S1.replace("S1", "S2").replace("block: 4", "block: 5").replace("2030", "2031")
BAND = S1.replace("VALUE", "{narrow: 1, central: 2, wide: 4}")


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def write(measures: str) -> LoadedPackage:
        path = tmp_path / "scholen.yaml"
        path.write_text(f"id: scholen\ntitle: Meer scholen\nmeasures:\n{measures}", encoding="utf-8")
        return load_package(path)

    return write


def joined(package: LoadedPackage, cache: Cache | None = None, models: Any = JOINED, **options: Any) -> Run:
    plain = {"draws": 100, **{name.replace("__", "."): value for name, value in options.items()}}
    return run(package, run_options(plain, models=models), cache=cache or Cache(), models=models)


def test_people_with_the_package_reach_who_takes_them(make: Make) -> None:
    found = joined(make(S1.replace("VALUE", "1"))).view.difference("school_buildings.shortage", 2029)
    # A tenth fewer of 14 ages × 2 × 100,000 pupils × 8 m2; the measure starts a year later.
    assert found == pytest.approx(-0.1 * 14 * 2 * PUPILS * 8)


@pytest.mark.parametrize(("reading", "percent"), [("narrow", 1.0), ("central", 2.0), ("wide", 4.0)])
def test_every_reading_is_its_own_and_says_which_it_is(reading: str, percent: float, make: Make) -> None:
    found = joined(make(BAND), reading=reading)
    assert found.view.difference("school_buildings.renewed", 2031) == pytest.approx(percent * 300_000)
    assert set(found.rows["reading"]) == {reading}
    own = found.view.difference("school_buildings.renewed", 2031, block="B4", measure="S1")
    assert own == pytest.approx(percent * 300_000)


def test_the_band_of_the_balance_runs_from_the_wide_to_the_narrow_reading(make: Make) -> None:
    """Their money counts too: the wide reading costs twice the middle one, the narrow one half of it."""
    package = make(BAND)
    ends = {r: joined(package, reading=r).view.at(BALANCE, 2031, ledger="esa") for r in ("narrow", "central", "wide")}
    middle, narrow, wide = ends["central"], ends["narrow"], ends["wide"]
    assert middle is not None
    assert narrow is not None
    assert wide is not None
    assert (middle.low, middle.high) == (pytest.approx(wide.package), pytest.approx(narrow.package))
    assert narrow.difference is not None
    assert middle.difference == pytest.approx(2 * narrow.difference)
    assert wide.difference == pytest.approx(4 * narrow.difference)
    assert narrow.difference < -0.9


def test_money_of_a_model_keeps_sign_prices_payer_and_cause(make: Make) -> None:
    found = joined(make(S1.replace("VALUE", "1")))
    index = {year: value.package or 0.0 for year, value in found.view.path("macro.price_index").items()}
    booked = found.rows.filter((pl.col("indicator") == "public_finance.booked") & (pl.col("year") == 2033))
    row = booked.filter(pl.col("ledger") == "esa").row(0, named=True)
    # 300,000 m2 at 3,000 euro is 0.9 billion in prices of 2025, paid by municipalities.
    assert row["difference"] == pytest.approx(-0.9 * index[2033] / index[2025])
    assert (row["payer"], row["block"], row["measure"]) == ("municipality", "B4", "S1")
    assert booked.height == 1


def test_a_block_left_out_is_left_out_and_the_other_stays(make: Make) -> None:
    package = make(S1.replace("VALUE", "1") + S2.replace("VALUE", "0.5"))
    for without, percent in (("", 1.5), ("B4", 0.5), ("B5", 1.0)):
        found = joined(package, without=without)
        assert found.view.difference("school_buildings.renewed", 2031) == pytest.approx(percent * 300_000), without


def test_nothing_of_another_choice_is_kept(make: Make) -> None:
    """One cache, two last years: causes and statuses are those of the run itself."""
    cache, package = Cache(), make(S2.replace("VALUE", "0.5"))
    short = joined(package, cache, school_buildings__last_year=2030)
    assert short.view.tables["run.measures"]["status"].to_list() == ["no_effect"]
    long = joined(package, cache, school_buildings__last_year=2036)
    assert long.view.tables["run.measures"]["status"].to_list() == ["computed"]
    assert long.view.difference("school_buildings.renewed", 2036, block="B5") == pytest.approx(150_000)


def test_causes_are_looked_for_again_with_another_seed(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds: list[tuple[str, int]] = []

    def noting(model: Any, *given: Any, seed: int) -> Any:
        seeds.append((model.name, seed))
        return causes(model, *given, seed=seed)

    monkeypatch.setattr(run_module, "causes", noting)
    cache, package = Cache(), make(S1.replace("VALUE", "1"))
    for seed in (1, 1, 2):
        joined(package, cache, seed=seed)
    assert [seed for name, seed in seeds if name == "school_buildings"] == [1, 2]


def test_a_run_takes_the_whole_population_and_headlines_the_light_sample(make: Make) -> None:
    model = made("well", lambda _o, _h: 8.0, light_factor=0.5)
    models: Any = (model, SCHOOLS, PERSONS)
    chosen, package = run_options({}, models=models), make(S1.replace("VALUE", "1"))
    for depth, level in (("full", 8.0), ("headlines", 4.0)):
        found = run(package, chosen, depth=depth, cache=Cache(), models=models)  # pyright: ignore[reportArgumentType]
        assert found.view.difference("well.level", 2027) == level


class Detailed(StrictModel):
    """Options with details, as models that sample have them."""

    last_year: int = 2035
    details: bool = True


@pytest.mark.parametrize("where", ["rows", "tables"])
def test_a_measure_that_only_moves_a_detail_reaches_something(where: str, make: Make) -> None:
    """Details are left out of light runs, but not when the run looks whether a measure does anything."""

    def values(result: Any) -> dict[int, float]:
        shown = dict(zip(result.years.tolist(), result.renewed_m2.package.tolist(), strict=True))
        return shown if result.details else {}

    def project(given: Any, changes: Any, handed: Any, options: Any, tell: Any) -> Any:
        found = SCHOOLS.project(given, changes, handed, options, tell)
        object.__setattr__(found, "details", options.details)
        return found

    def rows(result: Any, _others: object) -> list[Row]:
        return [
            Row(indicator="school_buildings.renewed", unit="m2_per_year", year=year, baseline=0.0, package=value)
            for year, value in values(result).items()
        ]

    detailed = replace(
        SCHOOLS,
        project=project,
        options=Detailed,
        light=lambda options: options.model_copy(update={"details": False}),
        money=lambda _result: (),
        headlines=lambda _result: (),
        sections=lambda _view, _words: (),
        rows=rows if where == "rows" else lambda _result, _others: (),
        tables=lambda r: {"renewed": pl.DataFrame({"value": list(values(r).values())})} if where == "tables" else {},
    )
    found = joined(make(S1.replace("VALUE", "1") + S2.replace("VALUE", "0")), models=(detailed, PERSONS))
    assert found.view.tables["run.measures"]["status"].to_list() == ["computed", "no_effect"]


def test_a_line_without_money_reaches_nothing(make: Make) -> None:
    line = """\
  - id: L1
    block: 3
    title: Een regel
    status: computed
    levers:
      - {kind: budget, part: geld, column: structural, timing: recurring, amount_bn: AMOUNT, price_level: 2025,
         phasing: {profile: full, start: 2027}, booking: {instrument: social_benefit}, ceiling: social}
"""
    package = make(line.replace("AMOUNT", "1") + line.replace("AMOUNT", "0").replace("L1", "L2"))
    found = joined(package)
    status = dict(found.view.tables["run.measures"].select("measure", "status").iter_rows())
    assert status == {"L1": "computed", "L2": "no_effect"}
