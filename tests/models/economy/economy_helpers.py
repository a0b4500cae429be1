"""A small economy to test in: level prices, GDP of 1,000 billion, and entries and levers made by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from bouwstenen.agreement.loader import load_package
from bouwstenen.core.provenance import Figure
from bouwstenen.effects.row import rows_table
from bouwstenen.facts import load_facts
from bouwstenen.levers import BudgetEntry, Overlay
from bouwstenen.levers.compile import compile_overlay
from bouwstenen.levers.overlay import InputChange
from bouwstenen.models import macro
from bouwstenen.models.economy import MODEL, EconomyFacts, EconomyResult, Options, economy_facts
from bouwstenen.models.ports import GDP, PRICES
from bouwstenen.models.protocol import Handed, Sides, quiet

if TYPE_CHECKING:
    from bouwstenen.agreement.schema import Reading
    from bouwstenen.levers.overlay import Instrument, Setting

YEARS = np.arange(2024, 2071)


@cache
def facts() -> EconomyFacts:
    """The shipped facts."""
    return economy_facts(load_facts())


def with_figures(**values: float) -> EconomyFacts:
    """The shipped facts with other values."""
    changed = {name: facts().figures[name].model_copy(update={"value": value}) for name, value in values.items()}
    assert all(isinstance(figure, Figure) for figure in changed.values())
    return replace(facts(), figures={**facts().figures, **changed})


def flat(gdp: float = 1000.0, growth: float = 1.0) -> Handed:
    """GDP and prices; growth: of prices, a factor a year."""
    prices: Any = growth ** (YEARS - 2025.0)
    return {
        GDP: Sides(YEARS, gdp * prices, gdp * prices),
        PRICES: Sides(YEARS, prices, prices),
    }


@cache
def real() -> Handed:
    """GDP and prices of the shipped vintage."""
    model = macro.MODEL
    return model.hands(model.project(model.inputs(load_facts()), Overlay(), {}, model.options(), quiet))


def entry(line: int, amount: float, instrument: Instrument = "current_spending", **changes: Any) -> BudgetEntry:
    """Money of a line, in full from 2027."""
    usual: dict[str, Any] = {
        "measure": "M", "block": "E1", "part": "deel", "line": line, "column": "structural", "timing": "recurring",
        "amount_bn": amount, "pm_bn": None, "price_level": 2025, "shares": ((2027, 1.0),), "instrument": instrument,
        "repayment_expected": None, "market_return_expected": None, "unit_outside_government": None,
        "booking_argument": "", "ceiling": "investment", "ceiling_alternative": None, "asset_life_years": None,
        "lending_rate": None, "part_of": None,
    }  # fmt: skip
    return BudgetEntry(**{**usual, **changes})


def lever(path: str, value: Setting, start: int = 2027, mode: Any = "set") -> InputChange:
    """Another value for an input of this model."""
    return InputChange("M", "E1", f"economy.{path}", start, None, value, "", mode)


def overlay(*changes: InputChange | BudgetEntry) -> Overlay:
    """A package of these changes."""
    return Overlay(
        budget=tuple(c for c in changes if isinstance(c, BudgetEntry)),
        inputs=tuple(c for c in changes if isinstance(c, InputChange)),
    )


def run(
    changes: Overlay | None = None, handed: Handed | None = None, own: EconomyFacts | None = None, **options: Any
) -> EconomyResult:
    """The model."""
    return MODEL.project(own or facts(), changes or Overlay(), handed or flat(), Options(**options), quiet)


@cache
def shipped(reading: Reading = "central") -> Overlay:
    """What this model reads of the shipped package."""
    measures = load_package("bouwstenen").measures
    return compile_overlay(measures, reading).slice("economy", law=False, lines=True, rules=False)


def table(result: EconomyResult) -> pl.DataFrame:
    """The rows of a result."""
    return rows_table(MODEL.rows(result, {}), run="", model="economy", reading="central")


def value(rows: pl.DataFrame, indicator: str, year: int = 2030, column: str = "difference", **keys: str) -> float:
    """One number of the rows; keys left out are `none` and `all`."""
    wanted = {"scenario": "none", "dimension": "all", "group": "all", **keys}
    found = rows.filter(pl.col("indicator") == f"economy.{indicator}", pl.col("year") == year)
    for name, key in wanted.items():
        found = found.filter(pl.col(name) == key)
    assert found.height == 1, (indicator, found.height)
    return found[column][0]
