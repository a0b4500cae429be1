"""The one long table of results: every number that a run shows stands here as a row."""

from __future__ import annotations

from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable

TOTAL = "totaal"
COUNTRY = "Nederland"


@dataclass(frozen=True)
class EffectRow:
    """One result.

    variant: the ledger ('document' or 'esa'), the reading, or another choice that the number depends on.
    indicator: dotted name; unit and year say what the numbers mean. Positive balance is better.
    group, region: whom it concerns ('totaal', 'Nederland' when all).
    baseline, package: the values without and with the package; None where only a difference has a meaning.
    low, high: the band (readings or quantiles), None where there is none.
    status: 'computed', 'projected', 'without_pm', … source: the model section or the facts file.
    """

    run: str
    variant: str
    model: str
    indicator: str
    unit: str
    year: int
    group: str
    region: str
    baseline: float | None
    package: float | None
    difference: float | None
    low: float | None
    high: float | None
    status: str
    source: str


SCHEMA: dict[str, type[pl.DataType]] = {
    field.name: pl.Int32 if field.name == "year" else pl.Float64 if "float" in str(field.type) else pl.String
    for field in fields(EffectRow)
}


def effects_table(rows: Iterable[EffectRow]) -> pl.DataFrame:
    """Make the table. Rows keep their order; a key may occur only once (raises ValueError otherwise)."""
    # dataclasses.astuple copies every value; with tens of thousands of rows that is most of a second.
    values = attrgetter(*SCHEMA)
    table = pl.DataFrame([values(row) for row in rows], schema=SCHEMA, orient="row")
    key = ["variant", "model", "indicator", "unit", "year", "group", "region"]
    doubled = table.filter(pl.struct(key).is_duplicated())
    if doubled.height:
        msg = f"result stands twice in the effects table: {doubled.select(key).row(0)}"
        raise ValueError(msg)
    return table
