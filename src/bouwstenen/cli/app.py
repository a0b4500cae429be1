"""The commands, in the order in which people meet them."""

from __future__ import annotations

from typing import Annotated

import typer

from bouwstenen import __version__
from bouwstenen.cli.complexity import complexiteit
from bouwstenen.cli.coverage import dekking
from bouwstenen.cli.dutch import DutchCommand, DutchGroup
from bouwstenen.cli.european import toets, zoek
from bouwstenen.cli.household import huishouden, standaard
from bouwstenen.cli.law import wet
from bouwstenen.cli.lists import cijfers, hefbomen
from bouwstenen.cli.notice import koopkracht
from bouwstenen.cli.people import asiel, bevolking, gemeente
from bouwstenen.cli.population import populatie
from bouwstenen.cli.reclaims import terugvorderingen
from bouwstenen.cli.run import controleer, doorreken, vergelijk

app = typer.Typer(
    cls=DutchGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help=(
        "Reken een regeerakkoord door: wat kost het, wie merkt het, past het, en wat is niet berekend.\n\n"
        "Voorbeelden:\n\n"
        "- `bouwstenen doorreken` rekent het meegeleverde pakket door\n"
        "- `bouwstenen doorreken mijn.yaml --uit mijn-uit` rekent een eigen pakket door\n"
        "- `bouwstenen dekking` laat zien wat er met elke zin van de tekst gebeurt\n"
    ),
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def settings(
    _version: Annotated[
        bool, typer.Option("--versie", help="Toon de versie.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Options of the program itself."""


for command in (
    doorreken,
    koopkracht,
    terugvorderingen,
    complexiteit,
    huishouden,
    standaard,
    dekking,
    vergelijk,
    zoek,
    populatie,
    bevolking,
    asiel,
    gemeente,
    controleer,
    hefbomen,
    cijfers,
):
    app.command(command.__name__, cls=DutchCommand)(command)

app.add_typer(toets, name="toets")
app.add_typer(wet, name="wet")
