"""What causes the effect on balance and debt: by block, by measure and by line of the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from bouwstenen.core.numbers import number
from bouwstenen.models.public_finance.sections.framework import heading
from bouwstenen.models.public_finance.sections.look import BN, ROOM, Look, cells
from bouwstenen.views import Part, Table, numbers, row, text
from bouwstenen.views.charts import Bar, Segment, bar_chart

if TYPE_CHECKING:
    from bouwstenen.views import Chart, TableRow

_NAMES = {"balance": "EMU-saldo, plus is beter", "debt": "EMU-schuld, plus is meer schuld"}
_INTRO = (
    "Saldo en schuld tellen op: wat een blok of een maatregel doet, is zijn eigen geld met de rente op zijn eigen "
    "schuld. De blokken samen zijn het hele pakket. Hangen maatregelen in een ander model van elkaar af, dan is dat "
    "verschil daar over de blokken verdeeld, en staat het binnen een blok bij wisselwerking."
)


def causes(look: Look) -> Part:
    """The part with blocks, measures and lines."""
    charts = (_chart(look, "balance", look.balance_year), _chart(look, "debt", look.debt_year))
    if not _blocks(look, "esa"):
        return Part(key="causes", title="Welk blok doet wat", words=("Er is niets te verdelen.",))
    tables = (*(_block_table(look, "esa", name) for name in _NAMES), _line_table(look))
    folded = [_measure_table(look)]
    if look.has_document:
        folded += [_block_table(look, "document", name) for name in _NAMES]
    return Part(
        key="causes",
        title="Welk blok doet wat",
        words=(_INTRO,),
        charts=tuple(chart for chart in charts if chart is not None),
        tables=tuple(table for table in tables if table is not None),
        folded=tuple(table for table in folded if table is not None),
    )


def block_words(look: Look, block: str) -> str:
    """`B3` as people read it: with its title in the package."""
    titles = {b["key"]: b["title"] for b in look.view.package.get("blocks", ())}
    return f"{block}. {titles[block]}" if block in titles else look.words.get(f"block.{block}", block)


def _blocks(look: Look, ledger: str) -> list[str]:
    """Blocks that do something, in the order of the package, others last."""
    rows = look.view.rows.filter(
        pl.col("indicator").is_in([f"{ROOM}balance", f"{ROOM}debt"])
        & (pl.col("ledger") == ledger)
        & (pl.col("block") != "all")
        & (pl.col("measure") == "all")
        & (pl.col("reading") == look.view.reading)
    )
    found = rows["block"].unique(maintain_order=True).to_list()
    order = {b["key"]: n for n, b in enumerate(look.view.package.get("blocks", ()))}
    return sorted(found, key=lambda block: (order.get(block, len(order)), block))


def _years(look: Look) -> list[int]:
    return sorted({look.balance_year, look.debt_year})


def _block_table(look: Look, ledger: str, name: str) -> Table | None:
    blocks, years = _blocks(look, ledger), _years(look)
    if not blocks:
        return None
    rows = [
        cells(block_words(look, block), (look.difference(name, ledger, y, block=block) for y in years), signed=True)
        for block in blocks
    ]
    rows.append(cells("hele pakket", (look.difference(name, ledger, y) for y in years), signed=True, kind="total"))
    return Table(
        caption=f"{_NAMES[name]}: effect per blok, {look.words(f'ledger.{ledger}')}",
        unit=look.money,
        columns=(text("blok"), *numbers(*map(str, years))),
        rows=tuple(rows),
    )


def _measure_table(look: Look) -> Table | None:
    """Effect of every measure on the balance and the debt, under its block."""
    titles = {measure["id"]: measure["title"] for measure in look.view.package.get("measures", ())}
    wanted = (("balance", look.balance_year), ("debt", look.debt_year))
    body: list[TableRow] = []
    for block in _blocks(look, "esa"):
        measures = dict.fromkeys(
            measure for name, _ in wanted for measure in look.view.measures(f"{ROOM}{name}", block, ledger="esa")
        )
        body.append(row(block_words(look, block), kind="group"))
        for measure in measures:
            found = (look.difference(name, "esa", year, block=block, measure=measure) for name, year in wanted)
            title = titles.get(measure) or look.words.get(f"measure.{measure}")
            body.append(cells(f"{measure} {title}" if title else measure, found, signed=True, kind="part"))
    return Table(
        caption="Effect per maatregel, volgens ESA 2010",
        unit=look.money,
        columns=(text("maatregel"), *numbers(*(f"{_NAMES[name]}, {year}" for name, year in wanted))),
        rows=tuple(body),
    )


def _chart(look: Look, name: str, year: int) -> Chart | None:
    values = {block: look.difference(name, "esa", year, block=block) for block in _blocks(look, "esa")}
    known = {block_words(look, block): value for block, value in values.items() if value is not None}
    bars = [
        Bar(label, number(value, signed=True), (Segment("worse" if worse(name, value) else "better", value),))
        for label, value in known.items()
    ]
    said = "; ".join(f"{label}: {number(value, signed=True)}" for label, value in known.items())
    return bar_chart(
        key=f"blocks_{name}",
        title=f"{_NAMES[name]}, effect per blok in {year}, volgens ESA 2010",
        unit=look.money,
        description=f"{said} {BN}.",
        table=Table(
            caption=f"{_NAMES[name]}, {year}",
            unit=look.money,
            columns=(text("blok"), *numbers("effect")),
            rows=tuple(cells(label, (value,), signed=True) for label, value in known.items()),
        ),
        bars=bars,
        legend=(("slechter voor de begroting", "worse"), ("beter voor de begroting", "better")),
    )


def worse(name: str, value: float) -> bool:
    """Whether a difference is bad news: a lower balance or more debt."""
    return value < 0 if name == "balance" else value > 0


def _line_table(look: Look) -> Table | None:
    """Effect of each line of the package: its parts added up."""
    bookings = look.table("bookings")
    if not bookings.height or not look.has_document:
        return None
    titles = {measure["id"]: measure["title"] for measure in look.view.package.get("measures", ())}
    wanted = [
        (n, y, led) for n, y in (("balance", look.balance_year), ("debt", look.debt_year)) for led in look.ledgers
    ]
    rows: list[TableRow] = []
    whole = [0.0] * len(wanted)
    ordered = bookings.sort(pl.col("line").is_null(), "line", maintain_order=True)
    for (line, measure), parts in ordered.group_by(["line", "measure"], maintain_order=True):
        keys = [(r["block"], r["part"], r["payer"]) for r in parts.iter_rows(named=True)]
        sums = [_sum(look, name, led, year, str(measure), keys) for name, year, led in wanted]
        open_ = parts["amount_bn"].is_null().all() and look.view.options.get("public_finance.pm", "none") == "none"
        label = heading(None if line is None else int(str(line)), str(measure), titles)
        rows.append(row(label, *["PM"] * len(wanted)) if open_ else cells(label, sums, signed=True))
        whole = [a + b for a, b in zip(whole, sums, strict=True)]
    rows.append(cells("alle regels", whole, signed=True, kind="total"))
    size = len(look.ledgers)
    heads = {"document": "document", "esa": "ESA 2010"}
    return Table(
        caption="Effect per regel van het financiële kader, met de rente op de eigen schuld",
        unit=look.money,
        columns=(text("regel"), *numbers(*[heads[ledger] for ledger in look.ledgers] * 2)),
        rows=tuple(rows),
        groups=(
            (f"saldo {look.balance_year}, plus is beter", size),
            (f"schuld {look.debt_year}, plus is meer schuld", size),
        ),
    )


def _sum(look: Look, name: str, ledger: str, year: int, measure: str, keys: list[tuple[str, str, str]]) -> float:
    """Parts that do nothing have no rows."""
    return sum(
        look.difference(
            name, ledger, year, measure=measure, block=block, payer=payer, dimension="part", group=part
        ) or 0.0
        for block, part, payer in keys
    )  # fmt: skip
