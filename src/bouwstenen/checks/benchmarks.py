"""The benchmark ledger: results beside official figures, each with the gap and its known cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from bouwstenen.checks.check import Check
from bouwstenen.effects.row import ALL, NONE

if TYPE_CHECKING:
    from bouwstenen.facts import Facts

PREFIX = "public_finance_benchmarks."
_INDICATORS = {"balance": "public_finance.balance_pct", "debt": "public_finance.debt_pct"}
_UNITS = {"% bbp": "pct_gdp"}


def check_benchmarks(rows: pl.DataFrame, facts: Facts) -> list[Check]:
    """Hold the baseline against the official figures of the vintage whose name starts with balance_ or debt_."""
    keys = {"ledger": "esa", "measure": ALL, "block": ALL, "dimension": ALL, "payer": ALL, "scenario": NONE}
    totals = rows.filter([pl.col(name) == value for name, value in keys.items()])
    found: list[Check] = []
    for key, figure in sorted(facts.values.items()):
        indicator = _INDICATORS.get(key.removeprefix(PREFIX).split("_")[0])
        if not key.startswith(PREFIX) or indicator is None or figure.year is None:
            continue
        values = totals.filter((pl.col("indicator") == indicator) & (pl.col("year") == figure.year))
        unit = _UNITS.get(figure.unit)
        if values.height == 1 and values["unit"][0] == unit:
            value = float(values["baseline"][0])
            name, source = facts.titles[key], str(figure.source)
            found.append(
                Check("benchmark", name, None, value, figure.value, str(unit), source, figure.note, figure.doubtful)
            )
    return found
