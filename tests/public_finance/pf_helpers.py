"""Packages made by hand for the tests of the public-finance model."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from bouwstenen.facts import load_facts
from bouwstenen.levers import BudgetEntry, Overlay
from bouwstenen.models.macro import MODEL as MACRO
from bouwstenen.models.macro import Options as MacroOptions
from bouwstenen.models.protocol import MONEY, quiet
from bouwstenen.models.public_finance import MODEL, Options, PublicFinanceFacts, PublicFinanceResult
from bouwstenen.models.public_finance.baseline import Baseline, economy_of, project_baseline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Literal

    import numpy as np

    from bouwstenen.models.protocol import Money, Port

FIRST = 2024
PLAIN = Options(indexation="none", interest_rate="document", interest_base="debt_column", draws=0)
NO_FAN = Options(draws=0)


@cache
def facts(vintage: str = "2025_10") -> PublicFinanceFacts:
    """The facts of a vintage, loaded once."""
    return MODEL.inputs(load_facts(vintage))


@cache
def handed(
    vintage: str = "2025_10", path: Literal["current_policy", "spb_held"] = "current_policy"
) -> Mapping[Port, Any]:
    """What `macro` hands for a vintage."""
    inputs = MACRO.inputs(load_facts(vintage))
    return MACRO.hands(MACRO.project(inputs, Overlay(), {}, MacroOptions(baseline=path), quiet))


def project(
    inputs: PublicFinanceFacts, overlay: Overlay, options: Options = NO_FAN, money: tuple[Money, ...] = ()
) -> PublicFinanceResult:
    """A run of the model on the economy of the vintage of its facts."""
    return MODEL.project(inputs, overlay, {**handed(inputs.vintage), MONEY: money}, options, quiet)


def baseline(vintage: str, path: Literal["current_policy", "spb_held"]) -> Baseline:
    """The baseline of a vintage."""
    inputs = facts(vintage)
    return project_baseline(inputs, economy_of(handed(vintage, path), inputs.years))


def varied(options: Options, **changes: object) -> Options:
    """Other options, checked as a user's would be."""
    return Options.model_validate({**options.model_dump(), **changes})


BLANK = BudgetEntry(
    measure="T1",
    block="B8",
    part="deel",
    line=None,
    column="structural",
    timing="recurring",
    amount_bn=1.0,
    pm_bn=None,
    price_level=2025,
    shares=((2027, 1.0),),
    instrument="current_spending",
    repayment_expected=None,
    market_return_expected=None,
    unit_outside_government=None,
    booking_argument="",
    ceiling="investment",
    ceiling_alternative=None,
    asset_life_years=None,
    lending_rate=None,
    part_of=None,
)
EVEN = tuple((year, 0.25) for year in range(2027, 2031))


def entry(**changes: object) -> BudgetEntry:
    """An entry that differs from a plain one of 1 billion a year in what is named."""
    return replace(BLANK, **changes)


def package(*entries: BudgetEntry) -> Overlay:
    """An overlay with this money; entries get names of their own."""
    return Overlay(budget=tuple(replace(e, part=f"{e.part} {n}") for n, e in enumerate(entries)))


def debt_lines() -> Overlay:
    """The lines of the document's table that go straight to debt: 5, 6, 7, 9 and 10, spread evenly over 2027-2030."""
    common = {"column": "debt", "timing": "one_off", "shares": EVEN}
    return package(
        entry(line=5, amount_bn=5.2, instrument="gross_investment", unit_outside_government=False, **common),
        entry(
            line=6,
            amount_bn=10.0,
            purpose="investment_institution",
            instrument="equity",
            market_return_expected=True,
            unit_outside_government=True,
            **common,
        ),
        entry(line=7, amount_bn=15.0, instrument="capital_transfer", **common),
        entry(line=9, amount_bn=4.8, instrument="capital_transfer", **common),
        entry(
            line=10,
            amount_bn=20.0,
            instrument="loan",
            repayment_expected=True,
            unit_outside_government=True,
            lending_rate=0.0,
            **common,
        ),
    )


def at(values: np.ndarray, year: int) -> float:
    """Value of a year in an array over the years of the model."""
    return float(values[year - FIRST])
