"""Rows of a run as a table on the screen, for what has no section that tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from bouwstenen.core.numbers import dutch, number
from bouwstenen.effects.row import ALL, NONE

if TYPE_CHECKING:
    from bouwstenen.runs.result import Run
    from bouwstenen.views import Table, TableRow, Words

EVERY = 5
"""The screen shows years that this divides, beside the headline year; JSON and CSV have all."""
_WHOLE = 100


def rows_table(found: Run, rows: pl.DataFrame, title: str, words: Words) -> Table:
    """Rows by indicator, group and year, without and with the package."""
    from bouwstenen.views import Table, numbers, text

    headline = found.view.package["headline"]["balance"]
    shown: list[TableRow] = []
    for of_one in rows.sort("indicator", "ledger", "scenario", "dimension", "group", "year").partition_by(
        "indicator", "ledger", "scenario", "dimension", "group", "payer", maintain_order=True
    ):
        years = of_one.filter((pl.col("year") % EVERY == 0) | (pl.col("year") == headline))
        shown += [_row(r, words) for r in (years if years.height else of_one).iter_rows(named=True)]
    heads = (text("wat"), *numbers("jaar", "zonder pakket", "met pakket", "verschil"), text("soort"))
    return Table(caption=title, unit="eenheid per rij", columns=heads, rows=tuple(shown))


def _row(r: dict[str, Any], words: Words) -> TableRow:
    from bouwstenen.views import row

    parts = [words.get(f"indicator.{r['indicator']}", r["indicator"])]
    if r["group"] != ALL:
        parts.append(words.group(r["dimension"], r["group"]))
    if r["ledger"] != NONE:
        parts.append(words.get(f"ledger.{r['ledger']}", r["ledger"]))
    if r["scenario"] != NONE:
        parts.append(words.get(f"scenario.{r['scenario']}", r["scenario"]))
    name = f"{', '.join(parts)} ({words.unit(r['unit'], r['price_level'])})"
    values = [_value(r[key], signed=key == "difference") for key in ("baseline", "package", "difference")]
    return row(name, str(r["year"]), *values, words.get(f"status.{r['status']}", r["status"]))


def _value(value: float | None, *, signed: bool) -> str:
    """Large numbers whole, small ones with a decimal."""
    if value is not None and abs(value) >= _WHOLE:
        return dutch(value, 0, signed=signed)
    return number(value, signed=signed)
