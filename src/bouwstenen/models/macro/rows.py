"""The economy as rows: the same with and without the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from bouwstenen.models.ports import AGEING, GDP, OUTPUT_GAP, PRICES, RATES, UNCHANGED_POLICY
from bouwstenen.models.protocol import Port, Sides

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bouwstenen.agreement.schema import Reading
    from bouwstenen.models.macro.project import MacroResult

SOURCE = "docs/models/macro.md"


def rows(result: MacroResult, others: Mapping[Reading, MacroResult]) -> Iterator[pl.DataFrame]:
    """Levels by year. `others` is not read: no reading of a text moves the economy of the vintage."""
    del others
    for indicator, unit, values, confidence in (
        ("macro.gdp", "bn_eur", result.gdp, "A"),
        ("macro.price_index", "index", result.price_index, "A"),
        ("macro.output_gap", "pct", result.output_gap, "A"),
        ("macro.interest_short", "pct", result.short_rate, "A"),
        ("macro.interest_long", "pct", result.long_rate, "A"),
        ("macro.interest_implicit", "pct", result.implicit_rate, "A"),
        ("macro.ageing_cost", "pct_gdp", result.ageing_cost, "A"),
        ("macro.structural_primary_balance", "pct_gdp", result.spb, "A"),
    ):
        known = np.isfinite(values)
        yield pl.DataFrame(
            {"year": result.years[known], "baseline": values[known], "package": values[known]}
        ).with_columns(
            indicator=pl.lit(indicator), unit=pl.lit(unit), confidence=pl.lit(confidence), source=pl.lit(SOURCE)
        )


def hands(result: MacroResult) -> Mapping[Port, Sides]:
    """The ports; baseline and package are equal."""

    def same(*columns: np.ndarray) -> Sides:
        values = columns[0] if len(columns) == 1 else np.stack(columns, axis=1)
        return Sides(result.years, values, values)

    return {
        GDP: same(result.gdp),
        PRICES: same(result.price_index),
        RATES: same(result.short_rate, result.long_rate, result.implicit_rate),
        AGEING: same(result.ageing_cost),
        OUTPUT_GAP: same(result.output_gap),
        UNCHANGED_POLICY: same(result.spb, result.ageing, result.revenue, result.one_off),
    }
