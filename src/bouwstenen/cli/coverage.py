"""`bouwstenen dekking`: what became of every place of the source text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from bouwstenen.agreement.coverage import check_against, count_places, csv_text, ledger, row_dicts
from bouwstenen.agreement.loader import load_package
from bouwstenen.agreement.source_text import parse_source
from bouwstenen.core.errors import shown
from bouwstenen.report.words import BLOCKS, KINDS, STATUSES

if TYPE_CHECKING:
    from bouwstenen.agreement.coverage import CoverageReport, LedgerRow


def dekking(
    pakket: Annotated[str, typer.Argument(help="Naam van een meegeleverd pakket, of een bestand.")] = "bouwstenen",
    bron: Annotated[
        Path | None, typer.Option(help="Een kopie van de tekst (Markdown): controleer of alles gedekt is.")
    ] = None,
    als_json: Annotated[bool, typer.Option("--json", help="Schrijf alle plaatsen als JSON.")] = False,
    als_csv: Annotated[bool, typer.Option("--csv", help="Schrijf alle plaatsen als CSV.")] = False,
    blok: Annotated[
        int | None, typer.Option(min=0, max=8, help="Toon de plaatsen van dit blok (0: de brieven).")
    ] = None,
) -> int:
    """Laat zien wat er met elke zin van de tekst gebeurt: een maatregel, of de reden waarom niet.

    Met --bron is de uitkomst 1 als er iets niet gedekt is, nergens naar wijst of veranderd is.

    Voorbeeld: `bouwstenen dekking --bron bouwstenen.md`
    """
    rows = ledger(load_package(pakket))
    report = check_against(rows, parse_source(bron)) if bron else None
    if als_json:
        typer.echo(json.dumps(row_dicts(rows), ensure_ascii=False, indent=1))
    elif als_csv:
        typer.echo(csv_text(rows), nl=False)
    else:
        console = Console()
        console.print(_counts(rows))
        if blok is not None:
            console.print(_places([row for row in rows if row.block == blok], blok))
    if report is not None:
        _print_report(report, Console(stderr=als_json or als_csv))
        return 0 if report.complete else 1
    return 0


def _counts(rows: list[LedgerRow]) -> Table:
    """Counts by outcome and block; every place stands in exactly one cell."""
    counts = count_places(rows)
    table = Table(title="Plaatsen in de tekst, naar uitkomst en blok", title_justify="left", show_footer=True)
    table.add_column("uitkomst", footer="totaal")
    for block, per in sorted(counts.items()):
        table.add_column(str(block), justify="right", footer=str(sum(per.values())))
    table.add_column("totaal", justify="right", footer=str(len(rows)))
    for outcome, words in STATUSES.items():
        cells = [per.get(outcome, 0) for _, per in sorted(counts.items())]
        if sum(cells):
            table.add_row(words, *(str(n) if n else "" for n in cells), str(sum(cells)))
    table.caption = ", ".join(f"{block}: {BLOCKS[block]}" for block in sorted(counts))
    table.caption_justify = "left"
    return table


def _places(rows: list[LedgerRow], block: int) -> Table:
    table = Table(title=f"Blok {block} {BLOCKS[block]}", title_justify="left", show_lines=True)
    for column in ("plaats", "maatregelen", "uitkomst", "reden"):
        table.add_column(column, overflow="fold")
    for row in rows:
        place = f"{shown(row.heading, 40)}, {KINDS[row.kind]} {row.number}"
        table.add_row(place, row.measures, STATUSES.get(row.outcome, row.outcome), row.reason)
    return table


def _print_report(report: CoverageReport, console: Console) -> None:
    for place in report.uncovered:
        console.print(
            f"niet gedekt: {place.heading}, {KINDS[place.kind]} {place.number}: {shown(place.text)}", markup=False
        )
    for row in report.nowhere:
        console.print(
            f"wijst nergens naar: {row.heading}, {KINDS[row.kind]} {row.number} ({row.measures})", markup=False
        )
    for row, place in report.differing:
        console.print(
            f"tekst veranderd: {row.heading}, {KINDS[row.kind]} {row.number}: {shown(place.text)}", markup=False
        )
    faults = len(report.uncovered) + len(report.nowhere) + len(report.differing)
    console.print("Alles is gedekt." if report.complete else f"Niet in orde: {faults} plaatsen.")
