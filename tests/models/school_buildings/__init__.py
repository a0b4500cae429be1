"""School buildings: how many square metres are renewed a year, for how many pupils, and what it costs.

A complete small model: this folder and one entry in the tuple of models is all that a model takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from bouwstenen.checks.check import Check
from bouwstenen.core.validation import StrictModel
from bouwstenen.effects.row import Row
from bouwstenen.levers import Overlay
from bouwstenen.models.ports import PEOPLE
from bouwstenen.models.protocol import Answer, Handed, Headline, Model, Money, Sides, Tell
from bouwstenen.views import Fact, Part, RunView, Section, Table, Words, numbers, row, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import polars as pl

    from bouwstenen.facts import Facts

NAME = "school_buildings"
SOURCE = "docs/models/school_buildings.md"
STOCK_M2, COST_EUR_M2, M2_PER_PUPIL, FIRST_AGE, LAST_AGE = 30e6, 3_000.0, 8.0, 4, 17


@dataclass(frozen=True)
class Inputs:
    """What the vintage gives: the share of the stock that is renewed a year, %."""

    renewal_pct: float


class Options(StrictModel):
    """What a user may choose."""

    last_year: int = Field(
        default=2035,
        ge=2030,
        le=2050,
        description="Laatste jaar van de schoolgebouwen.",
        json_schema_extra={"flag": "--schooljaar"},
    )


@dataclass(frozen=True, eq=False)
class Result:
    """By year: square metres renewed, square metres short, billion euro."""

    years: np.ndarray
    renewed_m2: Sides
    shortage_m2: Sides
    cost_bn: Sides


def inputs(facts: Facts) -> Inputs:
    """The facts; this model rests on one figure of its own."""
    return Inputs(renewal_pct=1.5)


def project(given: Inputs, changes: Overlay, handed: Handed, options: Options, tell: Tell) -> Result:
    """Renewal is a share of the stock; the shortage is pupils × norm less what was renewed since the first year."""
    tell("Schoolgebouwen")
    years = np.arange(2027, options.last_year + 1)
    people = handed[PEOPLE].over(years)

    def side(moves: Overlay, persons: np.ndarray) -> tuple[np.ndarray, ...]:
        rate = moves.path("school_buildings.renewal_pct", np.full(len(years), given.renewal_pct), years)
        renewed = STOCK_M2 * rate / 100
        pupils = persons[:, :, FIRST_AGE : LAST_AGE + 1].sum(axis=(1, 2))
        short = np.maximum(0.0, pupils * M2_PER_PUPIL - np.cumsum(renewed))
        return renewed, short, renewed * COST_EUR_M2 / 1e9

    before, after = side(Overlay(), people.baseline), side(changes, people.package)
    return Result(years, *(Sides(years, b, a) for b, a in zip(before, after, strict=True)))


def _rows(result: Result, others: Mapping[str, Result]) -> Iterator[Row]:
    for name, unit, sides in (
        ("renewed", "m2_per_year", result.renewed_m2),
        ("shortage", "m2", result.shortage_m2),
        ("cost", "bn_eur", result.cost_bn),
    ):
        for t, year in enumerate(result.years.tolist()):
            level = 2025 if unit == "bn_eur" else None
            before, after = float(sides.baseline[t]), float(sides.package[t])
            yield Row(
                indicator=f"{NAME}.{name}", unit=unit, year=year, price_level=level, baseline=before, package=after,
                source=SOURCE,
            )  # fmt: skip


def _money(result: Result) -> Iterator[Money]:
    years = tuple(result.years.tolist())
    yield Money(f"{NAME}.renewal", "gross_investment", "municipality", 2025, years, result.cost_bn.difference, SOURCE)


def _headlines(result: Result) -> Iterator[Headline]:
    years = tuple(result.years.tolist())
    yield Headline(f"{NAME}.renewed", "m2_per_year", years, result.renewed_m2.difference)


def _sections(view: RunView, words: Words) -> Iterator[Section]:
    path = view.path(f"{NAME}.renewed")
    if not path:
        return
    year = max(path)
    value = path[year]
    rows = tuple(row(str(y), f"{v.baseline:.0f}", f"{v.package:.0f}") for y, v in path.items())
    table = Table(
        caption="Vernieuwing", unit="m2 per jaar", columns=(text("jaar"), *numbers("zonder", "met")), rows=rows
    )
    yield Section(
        key=NAME,
        title="Schoolgebouwen",
        question="fit",
        message=f"In {year} wordt {value.package:.0f} m2 vernieuwd, tegen {value.baseline:.0f} zonder pakket.",
        facts=(Fact(figure=f"{value.package:.0f}", meaning="m2 vernieuwd"),),
        parts=(Part(key="renewal", title="Vernieuwing", tables=(table,)),),
    )


def _checks(result: Result, facts: Facts) -> Iterator[Check]:
    gap = float(np.abs(result.renewed_m2.baseline * COST_EUR_M2 / 1e9 - result.cost_bn.baseline).max())
    yield Check(
        "identity", "Schoolgebouwen: kosten volgen uit vierkante meters", gap < 1e-9, gap, 0.0, "bn_eur", SOURCE
    )


def _tables(result: Result) -> Mapping[str, pl.DataFrame]:
    import polars as pl

    return {"years": pl.DataFrame({"year": result.years})}


MODEL: Model[Inputs, Result, Options] = Model(
    name=NAME,
    answers="fit",
    inputs=inputs,
    project=project,
    options=Options,
    levers=Path(__file__).parent / "levers.yaml",
    needs=(PEOPLE,),
    uses={NAME: ("demography.",)},
    money=_money,
    headlines=_headlines,
    rows=_rows,
    tables=_tables,
    claims=lambda result: {f"{NAME}.renewed": Answer(float(result.renewed_m2.package[-1]), "model")},
    checks=_checks,
    sections=_sections,
)
