"""Why this number: baseline and package, which measures with how much each, their sentences, figures and rules.

A trace reads a run as it is stored and ends in facts: figures with source and mark, and articles of law.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.effects.row import ALL, COUNTRY, NONE, REST
from bouwstenen.models import MODELS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bouwstenen.runs.result import Run

_LAW = "law:"


@dataclass(frozen=True)
class Number:
    """The row that is asked about; its fields are those of `Row`, with the model."""

    model: str
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Cause:
    """A measure with its own effect, or what a block does beyond its measures (`measure` is `interaction`).

    title, description: of the measure, in our own words. source: where it stands in the text (document, section,
    heading, kind, number), None when it stands nowhere. levers: what it moves, in words.
    """

    block: str
    measure: str
    difference: float
    title: str = ""
    description: str = ""
    source: Mapping[str, Any] | None = None
    levers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ground:
    """A figure behind the number, with source and mark A to E."""

    key: str
    title: str
    value: float | None
    unit: str
    period: str
    source: str
    confidence: str
    note: str


@dataclass(frozen=True)
class Rule:
    """A rule of law behind the number."""

    name: str
    law: str
    article: str
    about: str


@dataclass(frozen=True)
class Trace:
    """The answer. blocks: effect by block, in order. causes: by measure, the largest first, interaction last."""

    number: Number
    blocks: tuple[Cause, ...]
    causes: tuple[Cause, ...]
    grounds: tuple[Ground, ...]
    rules: tuple[Rule, ...]


def trace(
    run: Run,
    indicator: str,
    *,
    year: int | None = None,
    group: str = ALL,
    dimension: str = "",
    measure: str = "",
    region: str = COUNTRY,
    ledger: str = "",
    reading: str = "",
) -> Trace:
    """Trace one number of a run.

    Args:
        run: made now or opened again.
        indicator: code, with or without the name of its model (`poor_persons`, `public_finance.balance`); `emu_saldo`
            and `emu_schuld` are the balance and the debt.
        year: default the headline year of the package for the balance, else the first year with an effect.
        group: one part of a split.
        dimension: along what; it follows from the group when that is enough.
        measure: only this measure.
        region: CBS code.
        ledger: `document` or `esa`; default `esa` where money is booked.
        reading: default that of the run.

    Raises:
        InputError: no such indicator, year, group or measure; names the nearest.
    """
    code = _indicator(run, indicator)
    rows = run.rows.filter(pl.col("indicator") == code)
    rows = _kept(rows, "reading", reading or run.view.reading)
    ledgers = rows["ledger"].unique().to_list()
    rows = _kept(rows, "ledger", ledger or ("esa" if "esa" in ledgers else NONE if NONE in ledgers else ledgers[0]))
    rows = _kept(rows, "region", region)
    if dimension:
        rows = _kept(rows, "dimension", dimension)
    rows = _kept(rows, "group", group)
    rows = rows.filter(pl.col("scenario") == _first_scenario(rows))
    wanted = year if year is not None else _year(run, rows)
    rows = _kept(rows, "year", wanted)
    totals = rows.filter((pl.col("block") == ALL) & (pl.col("measure") == ALL) & (pl.col("payer") == ALL))
    if not totals.height:
        raise InputError("dit getal is er niet in deze run.", where=Where("waarom", 0, code))
    found = totals.row(0, named=True)
    parts = rows.filter(pl.col("block") != ALL)
    blocks = parts.filter(pl.col("measure") == ALL).sort("block")
    own = parts.filter(pl.col("measure") != ALL)
    if measure:
        own = _kept(own, "measure", measure)
    # Several rows of one measure (parts of a line) are one cause.
    summed = own.group_by("block", "measure", maintain_order=True).agg(pl.col("difference").sum())
    last = summed.sort((pl.col("measure") == REST), pl.col("difference").abs() * -1, maintain_order=True)
    info = {item["id"]: item for item in run.view.package["measures"]}
    return Trace(
        number=Number(found["model"], found),
        blocks=tuple(Cause(r["block"], ALL, r["difference"]) for r in blocks.iter_rows(named=True)),
        causes=tuple(_cause(r, info) for r in last.iter_rows(named=True) if r["difference"]),
        grounds=tuple(_grounds(run, found["model"], code)),
        rules=tuple(_rules(found["model"], code)),
    )


_ALIASES = {"emu_saldo": "public_finance.balance", "emu_schuld": "public_finance.debt"}


def _indicator(run: Run, asked: str) -> str:
    known: list[str] = run.rows["indicator"].unique().sort().to_list()
    asked = _ALIASES.get(asked, asked)
    if asked in known:
        return asked
    short = [name for name in known if name.partition(".")[2] == asked]
    if len(short) == 1:
        return short[0]
    names = [*known, *(name.partition(".")[2] for name in known), *_ALIASES]
    raise InputError(
        f"het getal '{shown(asked)}' bestaat niet in deze run.",
        mend=f"Bedoelde u {', '.join(short)}?" if short else "Alle namen staan in de kolom indicator van effecten.csv.",
        where=Where("waarom", 0, shown(asked)),
        nearest=nearest_key(asked, names),
    )


def _kept(rows: pl.DataFrame, column: str, value: str | int) -> pl.DataFrame:
    """The rows with this value. Raises InputError with the nearest value when there are none."""
    left = rows.filter(pl.col(column) == value)
    if left.height:
        return left
    there = [str(v) for v in rows[column].unique().sort().to_list()]
    raise InputError(
        f"'{shown(value)}' komt hier niet voor ({column}).",
        mend=f"Er zijn: {', '.join(there[:12])}{' …' if len(there) > 12 else ''}.",
        where=Where("waarom", 0, column),
        nearest=nearest_key(str(value), there),
    )


def _first_scenario(rows: pl.DataFrame) -> str:
    names = rows["scenario"].unique().sort().to_list()
    return NONE if NONE in names else str(names[0])


def _year(run: Run, rows: pl.DataFrame) -> int:
    headline = run.view.package["headline"]
    wanted = headline["debt"] if "debt" in str(rows["indicator"][0]) else headline["balance"]
    years = rows["year"].unique().sort().to_list()
    moved = rows.filter(pl.col("difference").abs() > 0.0)["year"].unique().sort().to_list()
    return wanted if wanted in years else (moved or years)[0]


def _cause(row: Mapping[str, Any], info: Mapping[str, Mapping[str, Any]]) -> Cause:
    item = info.get(row["measure"])
    if item is None:
        return Cause(row["block"], row["measure"], row["difference"])
    levers = tuple(f"{lever.get('path') or lever.get('part')}: {lever['value_text']}" for lever in item["levers"])
    return Cause(
        row["block"], row["measure"], row["difference"], item["title"], item["description"], item["source"], levers
    )


def _used(model: str, indicator: str) -> Sequence[str]:
    """What the model says that an indicator rests on: that of the longest prefix of it."""
    uses = next((m.uses for m in MODELS if m.name == model), {})
    fitting = sorted((prefix for prefix in uses if indicator.startswith(prefix)), key=len)
    return uses[fitting[-1]] if fitting else ()


def _grounds(run: Run, model: str, indicator: str) -> list[Ground]:
    facts = run.view.tables["run.facts"]
    names = list(Ground.__dataclass_fields__)
    found: list[Ground] = []
    for key in _used(model, indicator):
        if key.startswith(_LAW):
            continue
        fits = pl.col("key").str.starts_with(key) if key.endswith(".") else pl.col("key") == key
        found += [Ground(*row) for row in facts.filter(fits).select(names).iter_rows()]
    return found


def _rules(model: str, indicator: str) -> list[Rule]:
    from bouwstenen.law import law_on

    names = [key.removeprefix(_LAW) for key in _used(model, indicator) if key.startswith(_LAW)]
    if not names:
        return []
    graph = law_on(TODAY)
    found: list[Rule] = []
    for name in names:
        told = graph.describe(name)
        # What only adds a rule up over people or families stands in no article; the rule under it does.
        while "wet" not in told and "van" in told:
            told = graph.describe(str(told["van"]))
        about = str(told.get("omschrijving") or told.get("titel", ""))
        found.append(Rule(name, str(told.get("wet", "")), str(told.get("artikel", "")), about))
    return found


TODAY = "2026-07-01"
"""The law that rules are told in."""
