"""What causes the effect on balance and debt: by block (alone, last-out, Shapley) and by line of the framework."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.core.numbers import number
from bouwstenen.report.charts import Bar, Chart, Segment, bar_chart
from bouwstenen.report.rows import BALANCE_YEAR, DEBT_YEAR, LEDGERS, Ledger
from bouwstenen.report.tables import Row, Table, numbers, text
from bouwstenen.report.words import BLOCKS
from bouwstenen.report.words import LEDGERS as LEDGER_WORDS

if TYPE_CHECKING:
    from bouwstenen.doorrekening import BookingRow
    from bouwstenen.report.context import Context

_WAYS = (("alone", "alleen"), ("last_out", "laatste eruit"), ("shapley", "verdeeld (Shapley)"))
_INTERACTION, _REST = "interactie", "rest"
_NAMES = {"balance": "EMU-saldo, plus is beter", "debt": "EMU-schuld, plus is meer schuld"}


@dataclass(frozen=True)
class Causes:
    """Tables by block in each ledger, bars of the Shapley values, and the effects by line."""

    esa: tuple[Table, ...]
    document: tuple[Table, ...]
    charts: tuple[Chart, ...]
    lines: Table | None


def causes(context: Context) -> Causes:
    """Make the section."""
    charts = (_chart(context, "balance", BALANCE_YEAR), _chart(context, "debt", DEBT_YEAR))
    return Causes(
        esa=_block_tables(context, "esa"),
        document=_block_tables(context, "document"),
        charts=tuple(chart for chart in charts if chart is not None),
        lines=_line_table(context),
    )


def block_words(group: str) -> str:
    """`blok 3` as people read it: with its name."""
    number_ = group.removeprefix("blok ")
    return f"{number_}. {BLOCKS[int(number_)]}" if number_.isdecimal() and int(number_) in BLOCKS else group


def _blocks(context: Context, ledger: Ledger, name: str) -> list[str]:
    return [g for g in context.effects.groups(ledger, f"{name}_shapley") if g not in (_INTERACTION, _REST)]


def _block_tables(context: Context, ledger: Ledger) -> tuple[Table, ...]:
    tables = (_block_table(context, ledger, name) for name in _NAMES)
    return tuple(table for table in tables if table is not None)


def _block_table(context: Context, ledger: Ledger, name: str) -> Table | None:
    """Blocks down, three ways of counting for each year across."""
    effects, blocks = context.effects, _blocks(context, ledger, name)
    if not blocks:
        return None
    years = sorted(effects.path(ledger, f"{name}_shapley", blocks[0]))

    def cells(group: str) -> tuple[str, ...]:
        found = (effects.difference(ledger, f"{name}_{way}", year, group) for year in years for way, _ in _WAYS)
        return tuple(number(value, signed=True) for value in found)

    whole = tuple(number(effects.difference(ledger, name, year), signed=True) for year in years)
    rows = [Row((block_words(block), *cells(block))) for block in blocks]
    rows.append(Row(("wisselwerking", *cells(_INTERACTION)), kind="part"))
    rows.append(Row(("rest (afronding)", *cells(_REST)), kind="part"))
    rows.append(Row(("hele pakket", *(cell for total in whole for cell in ("", "", total))), kind="total"))
    return Table(
        caption=f"{_NAMES[name]}: effect per blok, {LEDGER_WORDS[ledger]}",
        unit=context.money,
        columns=(text("blok"), *numbers(*(word for _ in years for _, word in _WAYS))),
        rows=tuple(rows),
        groups=tuple((str(year), len(_WAYS)) for year in years),
    )


def _chart(context: Context, name: str, year: int) -> Chart | None:
    effects, indicator = context.effects, f"{name}_shapley"
    values = {g: effects.difference("esa", indicator, year, g) for g in _blocks(context, "esa", name)}
    known = {group: value for group, value in values.items() if value is not None}
    styles = {group: "worse" if worse(name, value) else "better" for group, value in known.items()}
    bars = [
        Bar(block_words(group), number(value, signed=True), (Segment(styles[group], value),))
        for group, value in known.items()
    ]
    said = "; ".join(f"{block_words(group)}: {number(value, signed=True)}" for group, value in known.items())
    return bar_chart(
        title=f"{_NAMES[name]}, effect per blok in {year}, volgens ESA 2010",
        unit=context.money,
        description=f"{said} mld euro.",
        table=Table(
            caption=f"{_NAMES[name]}, {year}",
            unit=context.money,
            columns=(text("blok"), *numbers("effect")),
            rows=tuple(Row((bar.label, bar.shown)) for bar in bars),
        ),
        bars=bars,
        legend=(("slechter voor de begroting", "worse"), ("beter voor de begroting", "better")),
    )


def worse(name: str, value: float) -> bool:
    """Whether a difference is bad news: a lower balance or more debt."""
    return value < 0 if name == "balance" else value > 0


def _line_table(context: Context) -> Table | None:
    """Effect of each line of the framework: its parts added up."""
    lines = _lines(context.run.bookings)
    if not lines:
        return None
    empty = _without_amount(context)
    rows = [
        Row((label, *(["PM"] * 4 if empty.issuperset(groups) else _line_cells(context, groups))))
        for label, groups in lines.items()
    ]
    every = [group for groups in lines.values() for group in groups]
    rows.append(Row(("alle regels", *_line_cells(context, every)), kind="total"))
    return Table(
        caption="Effect per regel van het financiële kader, met de rente op de eigen schuld",
        unit=context.money,
        columns=(text("regel"), *numbers(*("document", "ESA 2010") * 2)),
        rows=tuple(rows),
        groups=((f"saldo {BALANCE_YEAR}, plus is beter", 2), (f"schuld {DEBT_YEAR}, plus is meer schuld", 2)),
    )


def _without_amount(context: Context) -> set[str]:
    """Parts that the main paths leave out: PM without an amount."""
    if context.run.options.public_finance.pm != "none":
        return set()
    return {f"{row.measure}/{row.part}" for row in context.run.bookings if row.amount_bn is None}


def _line_cells(context: Context, groups: list[str]) -> list[str]:
    wanted = (("part_balance", BALANCE_YEAR), ("part_debt", DEBT_YEAR))
    found = [_sum(context, ledger, name, year, groups) for name, year in wanted for ledger in LEDGERS]
    return [number(value, signed=True) for value in found]


def _lines(bookings: tuple[BookingRow, ...]) -> dict[str, list[str]]:
    """Groups of the effects table by line."""
    found: dict[str, list[str]] = {}
    for row in sorted(bookings, key=lambda row: row.line or 99):
        label = f"{row.line}. {row.title}" if row.line else f"{row.title} (buiten de tabel)"
        found.setdefault(label, []).append(f"{row.measure}/{row.part}")
    return found


def _sum(context: Context, ledger: Ledger, indicator: str, year: int, groups: list[str]) -> float | None:
    values = [context.effects.difference(ledger, indicator, year, group) for group in groups]
    known = [value for value in values if value is not None]
    return sum(known) if known else None
