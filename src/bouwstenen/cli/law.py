"""`bouwstenen wet`: what a name of the law means, and what a parameter touches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.syntax import Syntax
from rich.table import Table

from bouwstenen.cli.dutch import DutchCommand, DutchGroup

if TYPE_CHECKING:
    from bouwstenen.rules import RuleGraph

wet = typer.Typer(
    cls=DutchGroup,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Bekijk de wet: wat een naam betekent, en wat een bedrag raakt. Voorbeeld: `bouwstenen wet toon zorgtoeslag`.",
)
DateOption = Annotated[str, typer.Option("--datum", help="De wet van deze datum (jaar-maand-dag).")]
TODAY = "2026-07-01"


@wet.command(cls=DutchCommand)
def toon(
    naam: Annotated[str, typer.Argument(help="Naam van een regel, invoer, optelling of bedrag.")],
    datum: DateOption = TODAY,
) -> int:
    """Toon een begrip: formule, artikel, en de bedragen met hun geschiedenis en bron.

    Voorbeeld: `bouwstenen wet toon zorgtoeslag`
    """
    found = _graph(datum).describe(naam)
    console = Console()
    console.print(f"[bold]{found['naam']}[/] ({found['soort']}, {found['eenheid']})", highlight=False)
    console.print(escape(found.get("omschrijving") or found.get("titel", "")), highlight=False)
    law = ", ".join(
        part for part in (found.get("wet", ""), found.get("artikel") and f"artikel {found['artikel']}") if part
    )
    if law:
        console.print(f"Wet: {law}", highlight=False)
    if "formule" in found:
        console.print(Syntax(found["formule"], "python", background_color="default", word_wrap=True))
    for label, key in (("Gebruikt", "gebruikt"), ("Gebruikt door", "gebruikt_door")):
        if found.get(key):
            console.print(f"{label}: {', '.join(found[key])}", highlight=False, soft_wrap=True)
    parameters = {found["naam"]: found} if found["soort"] == "parameter" else found.get("parameters", {})
    for parameter in parameters.values():
        console.print(_history(parameter))
    return 0


@wet.command(cls=DutchCommand)
def raakt(
    pad: Annotated[str, typer.Argument(help="Pad van een bedrag, zoals zorgtoeslag.standaardpremie.")],
    datum: DateOption = TODAY,
) -> int:
    """Toon alles wat verandert als dit bedrag verandert.

    Voorbeeld: `bouwstenen wet raakt zorgtoeslag.standaardpremie`
    """
    graph = _graph(datum)
    touched = graph.touched_by(pad)
    table = Table(title=f"{pad} raakt {len(touched)} begrippen", title_justify="left")
    for column in ("naam", "eenheid", "wat"):
        table.add_column(column, overflow="fold")
    for name in touched:
        node = graph.node(name)
        table.add_row(name, node.unit, node.source.doc)
    Console().print(table)
    return 0


def _graph(date: str) -> RuleGraph:
    from bouwstenen.law import law_on

    return law_on(date)


def _history(parameter: dict[str, Any]) -> Table:
    """Dated values of a parameter with source and confidence."""
    table = Table(title=f"{parameter['pad']}: {parameter['titel']} ({parameter['eenheid']})", title_justify="left")
    for column in ("vanaf", "waarde", "zekerheid", "bron"):
        table.add_column(column, overflow="fold")
    for start, dated in parameter["waarden"].items():
        note = f" {dated['opmerking']}" if dated["opmerking"] else ""
        value = dated["waarde"]
        shown = ", ".join(f"{v:g}" for v in value) if isinstance(value, list) else f"{value}"
        table.add_row(start, shown, dated["betrouwbaarheid"], f"{dated['bron']}{note}")
    return table
