"""One row of the results: every number that a run shows stands in one long table, under codes only.

What people read (titles of indicators, groups and units) comes from texts; a better word changes no data.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable

ALL: Final = "all"
"""Key of a row that is about everything: all measures, blocks, payers or groups."""
NONE: Final = "none"
"""Key of a column that does not apply to the row: no ledger, no scenario."""
COUNTRY: Final = "NL"
REST: Final = "interaction"
"""Measure of the row with what a block does beyond the own effects of its measures."""
CODE: Final = re.compile(r"[A-Za-z0-9_.-]+")
"""Form of every key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One result of a model. `run`, `model` and `reading` are stamped by the run, not by the model.

    indicator: dotted code that starts with the name of the model, such as `asylum.reception`.
    unit: code of `texts/nl.po` (`unit.<code>`), such as `bn_eur`, `pct_gdp`, `persons`.
    price_level: year of the prices of an amount; None for current prices and for what is no amount.
    measure, block: whom the row is attributed to; both `all` for the whole package. payer: of `PAYERS`, or `all`.
    ledger: `document`, `esa` or `none`. scenario: another choice that the number depends on, or `none`.
    dimension, group: along what the row is split and which part it is about (`scheme`, `huurtoeslag`).
    region: CBS code: GM0518, CR26, VR15, PV20 to PV31, NL.
    baseline, package: without and with the package; None where only a difference has a meaning.
    difference: package minus baseline; plus is better for a balance.
    low, high: the band around `package` (around `difference` where there is no package); None where there is none.
    band: what the band is: `readings`, `p10_p90`, `sampling`, …, or `none`.
    confidence: A to E, the least certain figure behind it, or `none`.
    status: `computed`, `rule_of_thumb`, `indication`, `projected`, `option`.
    source: the method note or facts file.
    """

    indicator: str
    unit: str
    year: int
    price_level: int | None = None
    measure: str = ALL
    block: str = ALL
    payer: str = ALL
    ledger: str = NONE
    scenario: str = NONE
    dimension: str = ALL
    group: str = ALL
    region: str = COUNTRY
    baseline: float | None = None
    package: float | None = None
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    band: str = NONE
    confidence: str = NONE
    status: str = "computed"
    source: str = ""


COLUMNS: Final = (
    "run", "model", "indicator", "unit", "price_level", "year", "measure", "block", "payer", "reading", "ledger",
    "scenario", "dimension", "group", "region", "baseline", "package", "difference", "low", "high", "band",
    "confidence", "status", "source",
)  # fmt: skip
"""Columns of the table, in order."""
NUMBERS: Final = ("baseline", "package", "difference", "low", "high")
KEYS: Final = tuple(name for name in COLUMNS if name not in {*NUMBERS, "source", "run"})
UNIQUE: Final = tuple(name for name in KEYS if name not in {"unit", "band", "confidence", "status", "price_level"})
"""What identifies a row."""

_STAMPED = ("run", "model", "reading")
_DEFAULTS = {field.name: field.default for field in fields(Row) if field.default is not MISSING}


def _type(name: str) -> type[pl.DataType]:
    return pl.Int32 if name in {"year", "price_level"} else pl.Float64 if name in NUMBERS else pl.String


SCHEMA: Final[dict[str, type[pl.DataType]]] = {name: _type(name) for name in COLUMNS}


def rows_table(rows: Iterable[Row | pl.DataFrame], *, run: str, model: str, reading: str) -> pl.DataFrame:
    """The rows of one model as a table with all columns.

    Args:
        rows: single rows, or frames with some columns of `Row` for thousands at once; missing columns get the default.
        run: id of the run.
        model: its name.
        reading: of the run; a frame may bring its own column `reading`.

    Raises:
        ValueError: a key is no code, a number is not finite or a row stands twice: a fault of the model, not of input.
    """
    single: list[Row] = []
    frames: list[pl.DataFrame] = []
    for item in rows:
        (single if isinstance(item, Row) else frames).append(item)  # pyright: ignore[reportArgumentType]
    stamp = {"run": run, "model": model, "reading": reading}
    own = [name for name in COLUMNS if name not in _STAMPED]
    values = attrgetter(*own)
    schema = {name: SCHEMA[name] for name in own}
    parts = [pl.DataFrame([values(row) for row in single], schema=schema, orient="row")] if single else []
    # One frame first and columns after that: hundreds of small frames cost more in calls than in numbers.
    joined = pl.concat([*parts, *frames], how="diagonal_relaxed") if parts or frames else pl.DataFrame(schema=SCHEMA)
    table = _complete(joined, stamp)
    check_rows(table)
    return table


def _complete(part: pl.DataFrame, stamp: dict[str, str]) -> pl.DataFrame:
    given = {**_DEFAULTS, **stamp}
    there = set(part.columns)
    columns: list[pl.Expr] = []
    for name in COLUMNS:
        value = pl.col(name).cast(SCHEMA[name]) if name in there else pl.lit(None, dtype=SCHEMA[name])
        if name == "difference":
            change = [
                pl.col(side).cast(pl.Float64) if side in there else pl.lit(None) for side in ("package", "baseline")
            ]
            value = pl.coalesce(value, change[0] - change[1])
        if given.get(name) is not None:
            value = value.fill_null(pl.lit(given[name], dtype=SCHEMA[name]))
        # −0.0 and 0.0 are one number; only one of them may be written.
        columns.append((value + 0.0 if name in NUMBERS else value).alias(name))
    return part.select(columns)


def check_rows(table: pl.DataFrame) -> None:
    """Refuse a table with a key that is no code, a number that is not finite, or a row that stands twice."""
    for name in KEYS:
        if SCHEMA[name] is not pl.String:
            continue
        wrong = table.filter(~pl.col(name).str.contains(r"^[A-Za-z0-9_.-]+$"))
        if wrong.height:
            msg = f"key '{name}' of a result is no code: {wrong.row(0)}"
            raise ValueError(msg)
    for name in NUMBERS:
        wrong = table.filter(~pl.col(name).is_finite())
        if wrong.height:
            msg = f"'{name}' of a result is not a finite number: {wrong.row(0)}"
            raise ValueError(msg)
    doubled = table.filter(pl.struct(UNIQUE).is_duplicated())
    if doubled.height:
        msg = f"result stands twice in the rows: {doubled.select(UNIQUE).row(0)}"
        raise ValueError(msg)
