"""The benchmark ledger: results beside official figures, each with the gap and its known cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from bouwstenen.checks.check import Check

if TYPE_CHECKING:
    from bouwstenen.facts import Facts

PREFIX = "public_finance_benchmarks."
_INDICATORS = {"balance": ("balance_pct", "% bbp"), "debt": ("debt_pct", "% bbp")}


def check_benchmarks(effects: pl.DataFrame, facts: Facts) -> list[Check]:
    """Hold the baseline against the official figures of the vintage whose name starts with balance_ or debt_."""
    found: list[Check] = []
    for key, figure in sorted(facts.values.items()):
        indicator = _INDICATORS.get(key.removeprefix(PREFIX).split("_")[0])
        if not key.startswith(PREFIX) or indicator is None or figure.year is None:
            continue
        rows = effects.filter(
            (pl.col("variant") == "esa")
            & (pl.col("indicator") == indicator[0])
            & (pl.col("year") == figure.year)
            & (pl.col("group") == "totaal")
        )
        if rows.height == 1 and figure.unit == indicator[1]:
            value = float(rows["baseline"][0])
            name, source = facts.titles[key], str(figure.source)
            found.append(
                Check("benchmark", name, None, value, figure.value, figure.unit, source, figure.note, figure.doubtful)
            )
    return found
