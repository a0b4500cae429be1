"""Commands that list what the engine knows: what a measure may move, and the figures it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from bouwstenen.facts.loader import DEFAULT_VINTAGE, load_facts
from bouwstenen.levers.catalogue import load_catalogue

if TYPE_CHECKING:
    from bouwstenen.levers.catalogue import CatalogueEntry


def hefbomen(
    woord: Annotated[str, typer.Argument(help="Toon alleen hefbomen met dit woord in pad of titel.")] = "",
) -> None:
    """Toon waar een maatregel aan kan draaien: paden, eenheden en grenzen.

    Voorbeeld: `bouwstenen hefbomen woning`
    """
    catalogue = load_catalogue()
    table = Table(title="Hefbomen", title_justify="left")
    table.add_column("pad", no_wrap=True)
    for column in ("wat", "eenheid", "grenzen", "soort"):
        table.add_column(column, overflow="fold")
    groups = (("model_input", catalogue.inputs), ("law_parameter", catalogue.law), ("budget_rule", catalogue.rules))
    for kind, entries in groups:
        for path, entry in sorted(entries.items()):
            if woord.lower() in f"{path} {entry.title}".lower():
                table.add_row(path, entry.title, entry.unit, _bounds(entry), kind)
    Console().print(table)


def _bounds(entry: CatalogueEntry) -> str:
    if entry.kind == "boolean":
        return "true of false"
    if entry.choices:
        return ", ".join(entry.choices)
    low = "" if entry.min is None else f"{entry.min:g}"
    high = "" if entry.max is None else f"{entry.max:g}"
    return f"{low} … {high}" if low or high else ""


def cijfers(
    woord: Annotated[str, typer.Argument(help="Toon alleen cijfers met dit woord in sleutel of titel.")] = "",
    vintage: Annotated[str, typer.Option(help="Welke jaargang van de cijfers.")] = DEFAULT_VINTAGE,
) -> None:
    """Toon de cijfers waarop een doorrekening rust, met bron en betrouwbaarheid.

    Voorbeeld: `bouwstenen cijfers rente`
    """
    table = Table(title=f"Cijfers, jaargang {vintage}", title_justify="left")
    table.add_column("sleutel", no_wrap=True)
    for column in ("wat", "waarde", "eenheid", "jaar", "bron"):
        table.add_column(column, overflow="fold")
    table.add_column("zekerheid", no_wrap=True)
    for row in load_facts(vintage).figures():
        if woord.lower() in f"{row.key} {row.title}".lower():
            value = "reeks" if row.value is None else f"{row.value:g}"
            table.add_row(row.key, row.title, value, row.unit, row.period, str(row.source), row.confidence)
    Console().print(table)
