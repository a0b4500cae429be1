"""A run of the model on what a made-up public finance hands it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from bouwstenen.effects.row import rows_table
from bouwstenen.facts import load_facts
from bouwstenen.levers import Overlay
from bouwstenen.models.eu_rules import MODEL, Options
from bouwstenen.models.ports import PACKAGE, POLICY
from bouwstenen.models.protocol import quiet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.models.eu_rules import EuFacts, EuRun
    from bouwstenen.models.protocol import Port

DATA = Path(__file__).parent / "data"
YEARS = np.arange(2024, 2071)
DOCUMENT = 8.0
"""Billions a year that the package spends in the document's own ledger."""
FAST = Options(draws=500)


@cache
def facts() -> EuFacts:
    """The facts of the default vintage."""
    return MODEL.inputs(load_facts())


def handed(spending: float = 20.0, *, clause: bool = False) -> Mapping[Port, Any]:
    """GDP of 1,000; structural primary balance −0.6 less a tenth a year from 2026; balance −2.05 less the same.

    spending: billions a year from 2027 under ESA. clause: the package uses the escape clause; defence lies 0.5% of GDP
    above its base, 0.8% from 2028 on.
    """
    worse = 0.1 * np.clip(YEARS - 2026, 0, None)
    flat = np.ones(len(YEARS))
    policy = {"spb": -0.6 - worse, "balance": -2.05 - worse, "debt": 45.0 * flat, "defence": 1.8 * flat}
    on = (YEARS >= 2027).astype(float)
    packages = [
        pl.DataFrame(
            {
                "ledger": [name] * len(YEARS), "year": YEARS, "expenditure": on * cost, "revenue": 0.0 * on,
                "balance": -on * cost, "debt": np.cumsum(on * cost), "defence": 0.0 * on,
                "clause_defence": 0.5 + 0.3 * (YEARS >= 2028), "clause_active": clause & (YEARS <= 2028),
            }
        )
        for name, cost in (("document", DOCUMENT), ("esa", spending))
    ]  # fmt: skip
    return {POLICY: pl.DataFrame({"year": YEARS, **policy, "gdp": 1000.0 * flat}), PACKAGE: pl.concat(packages)}


def eu(spending: float = 20.0, *, clause: bool = False, options: Options = FAST) -> EuRun:
    """A run."""
    return MODEL.project(facts(), Overlay(), handed(spending, clause=clause), options, quiet)


def frames(run: EuRun) -> pl.DataFrame:
    """Its rows as the run stores them."""
    return rows_table(MODEL.rows(run, {}), run="r", model="eu_rules", reading="central")


def table(run: EuRun, name: str) -> pl.DataFrame:
    """One of its named tables."""
    return MODEL.tables(run)[name]
