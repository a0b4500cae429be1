"""What a run shows on the screen: the three questions in a few tables, in Dutch."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import polars as pl
from rich.table import Table
from rich.text import Text

from bouwstenen.agreement.coverage import count_measures
from bouwstenen.core.numbers import amount, number
from bouwstenen.models.households.uncertainty import central_values, overall
from bouwstenen.report.notice_part import MAIN_UNITS, SIGNED, main_figure, prices
from bouwstenen.report.words import BLOCKS, LEDGERS, MAIN_FIGURES, READINGS, STATUSES

if TYPE_CHECKING:
    from rich.console import Console

    from bouwstenen.doorrekening import BookingRow, Doorrekening
    from bouwstenen.household_run import HouseholdsRun

YEARS = (2026, 2028, 2030, 2035, 2045, 2060)


def print_summary(doorrekening: Doorrekening, console: Console) -> None:
    """Print what it costs, who notices, whether it fits and what is not computed."""
    title = f"Doorrekening: {doorrekening.package.title}"
    console.print(Text(title, style="bold"))
    console.print(
        f"Lezing: {READINGS[doorrekening.options.reading]}. Run {doorrekening.receipt.run_id}.", highlight=False
    )
    console.print()
    console.print(_framework(doorrekening))
    console.print(_paths(doorrekening))
    if doorrekening.households is not None:
        console.print(_notice(doorrekening.households))
    console.print(_rules(doorrekening))
    console.print(_coverage(doorrekening))
    failed = [check.name for check in doorrekening.checks if check.met is False]
    done = sum(check.met is True for check in doorrekening.checks)
    console.print(f"Controles op de optelling: {done} kloppen, {len(failed)} niet.", highlight=False)
    for name in failed:
        console.print(f"[red]Klopt niet:[/] {name}")


def print_comparison(first: Doorrekening, second: Doorrekening, console: Console) -> None:
    """Print balance, debt and who notices of two packages, and the measures in which they differ."""
    table = Table(title="Saldo en schuld met pakket, ESA 2010", title_justify="left")
    names = (first.package.id, second.package.id)
    table.add_column("jaar")
    for quantity in ("saldo, % bbp", "schuld, % bbp"):
        for name in (*names, "verschil"):
            table.add_column(f"{quantity}\n{name}", justify="right")
    for year in YEARS:
        cells: list[str] = []
        for indicator in ("balance_pct", "debt_pct"):
            one, two = (value(found, "esa", indicator, year) for found in (first, second))
            cells += [number(one), number(two), number(two - one, signed=True)]
        table.add_row(str(year), *cells)
    console.print(table)
    if first.households is not None and second.households is not None:
        console.print(_notices(names, first.households, second.households))
    ours, theirs = ({m.id: m for m in found.package.measures} for found in (first, second))
    for label, ids in (
        (f"alleen in {names[0]}", ours.keys() - theirs.keys()),
        (f"alleen in {names[1]}", theirs.keys() - ours.keys()),
        ("verschillend", {i for i in ours.keys() & theirs.keys() if ours[i] != theirs[i]}),
    ):
        console.print(f"{label}: {', '.join(sorted(ids)) or 'geen'}", highlight=False, soft_wrap=True)


def value(found: Doorrekening, ledger: str, indicator: str, year: int, column: str = "package") -> float:
    """One number of the effects table: the total of an indicator in a ledger and year."""
    row = found.effects.filter(
        (pl.col("variant") == ledger) & (pl.col("indicator") == indicator) & (pl.col("year") == year)
        & (pl.col("group") == "totaal")
    )  # fmt: skip
    return float(row[column].item())


def _framework(found: Doorrekening) -> Table:
    """The financial framework: every line with its two columns and how ESA books it."""
    table = Table(
        title="Wat kost het? Miljard euro, prijspeil 2025, + kost geld", title_justify="left", show_footer=True
    )
    fixed = [row for row in found.bookings if row.amount_bn is not None]
    sums = {kind: sum(r.amount_bn or 0.0 for r in fixed if r.document == kind) for kind in ("saldo", "schuld")}
    pm = any(row.pm_bn for row in found.bookings)
    table.add_column("regel", justify="right")
    table.add_column("onderdeel", footer="totaal" + (" (zonder PM)" if pm else ""))
    table.add_column("per jaar", justify="right", footer=amount(sums["saldo"]))
    table.add_column("via schuld", justify="right", footer=amount(sums["schuld"]))
    table.add_column("ESA 2010:\nin saldo?")
    for row in found.bookings:
        cell = _amount(row)
        cells = (cell, "") if row.document == "saldo" else ("", cell)
        table.add_row(str(row.line or ""), row.part, *cells, f"{row.esa_code}: {'ja' if row.esa_hits else 'nee'}")
    return table


def _amount(row: BookingRow) -> str:
    if row.amount_bn is not None:
        return amount(row.amount_bn)
    assert row.pm_bn is not None
    return f"PM ({amount(row.pm_bn[0])} – {amount(row.pm_bn[2])})"


def _paths(found: Doorrekening) -> Table:
    table = Table(title="Saldo en schuld, % bbp (saldo: hoger is beter)", title_justify="left")
    table.add_column("jaar")
    for quantity in ("saldo", "schuld"):
        table.add_column(f"{quantity}\nbasispad", justify="right")
        for name in LEDGERS:
            table.add_column(f"{quantity}\n{'document' if name == 'document' else 'ESA 2010'}", justify="right")
    for year in YEARS:
        cells: list[str] = []
        for indicator in ("balance_pct", "debt_pct"):
            cells.append(number(value(found, "esa", indicator, year, "baseline")))
            cells += [number(value(found, name, indicator, year)) for name in LEDGERS]
        table.add_row(str(year), *cells)
    table.caption = "Zonder PM-posten en zonder inverdieneffecten."
    return table


def _notice(found: HouseholdsRun) -> Table:
    """The main figures on households, with the lowest and highest of all readings, take-up and samples."""
    values, bands = central_values(found.intervals), overall(found.intervals)
    table = _figures_table(found, "verandering", "laagste", "hoogste")
    for name, value in values.items():
        ends = bands.get(name, (math.nan, math.nan))
        _add_figures(table, name, value, *ends)
    return table


def _notices(names: tuple[str, str], first: HouseholdsRun, second: HouseholdsRun) -> Table:
    """The main figures on households of two packages and their difference."""
    table = _figures_table(first, *names, "verschil")
    ours, theirs = central_values(first.intervals), central_values(second.intervals)
    for name, value in ours.items():
        _add_figures(table, name, value, theirs[name], theirs[name] - value)
    return table


def _figures_table(found: HouseholdsRun, *heads: str) -> Table:
    title = f"Wie merkt het? Wat het pakket verandert, wet en {prices(found.year)}"
    table = Table("wat", title=title, title_justify="left")
    for head in heads:
        table.add_column(head, justify="right")
    return table


def _add_figures(table: Table, name: str, *values: float) -> None:
    shown = (main_figure(name, value, signed=name in SIGNED) for value in values)
    table.add_row(f"{MAIN_FIGURES[name]} ({MAIN_UNITS[name]})", *shown)


def _rules(found: Doorrekening) -> Table:
    """Each budget rule in the first year that counts and, if that differs, the first year in which it fails."""
    table = Table(title="Past het? De begrotingsregels van het document", title_justify="left")
    for column in ("regel", "jaren gehaald", "eerste jaar niet gehaald"):
        table.add_column(column)
    names = dict.fromkeys(result.rule for result in found.result.rules.results)
    for name in names:
        results = [result for result in found.result.rules.results if result.rule == name]
        tested = [result for result in results if result.met is not None]
        met = sum(bool(result.met) for result in tested)
        first = next((result for result in tested if not result.met), None)
        score = f"{met} van {len(tested)}" if tested else "niet te toetsen"
        table.add_row(name, score, "" if first is None else f"{first.year} ({number(first.distance)} {first.unit})")
    return table


def _coverage(found: Doorrekening) -> Table:
    """Number of measures by status and block."""
    counts = sorted(count_measures(found.package).items())
    table = Table(
        title="Wat is berekend en wat niet? Aantal maatregelen per blok", title_justify="left", show_footer=True
    )
    table.add_column("uitkomst", footer="totaal")
    for block, per in counts:
        table.add_column(str(block), justify="right", footer=str(sum(per.values())))
    table.add_column("totaal", justify="right", footer=str(sum(sum(per.values()) for _, per in counts)))
    for status, words in STATUSES.items():
        cells = [per.get(status, 0) for _, per in counts]
        if sum(cells):
            table.add_row(words, *(str(n) if n else "" for n in cells), str(sum(cells)))
    table.caption = ", ".join(f"{block}: {BLOCKS[block]}" for block, _ in counts)
    table.caption_justify = "left"
    return table
