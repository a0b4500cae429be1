"""`bouwstenen controleer`: whether a run that was written can still be made as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bouwstenen.cli.output import print_json, progress, say
from bouwstenen.cli.shared import AsJson


def controleer(
    *,
    ontvangst: Annotated[Path, typer.Argument(help="De ontvangst van een run.")],
    pakket: Annotated[
        str | None, typer.Argument(help="Het bestand van het pakket, als het geen meegeleverd pakket was.")
    ] = None,
    cijfers: Annotated[
        Path | None, typer.Option("--cijfers", help="Het bestand met eigen cijfers, als dat er was.")
    ] = None,
    opnieuw: Annotated[bool, typer.Option("--opnieuw", help="Reken ook opnieuw en vergelijk de uitkomsten.")] = False,
    als_json: AsJson = False,
) -> int:
    """Controleer zonder netwerk of een run nog klopt: zelfde code, pakket, cijfers, keuzes en uitkomsten.

    De uitkomst is 1 als er iets is veranderd.

    Voorbeeld: `bouwstenen controleer uit/ontvangst.json`
    """
    from bouwstenen import service

    found = service.verify(ontvangst, pakket, cijfers)
    rounding = False
    if opnieuw and not found:
        with progress("Opnieuw doorrekenen") as tell:
            other, rounding = service.verify_again(ontvangst, pakket, cijfers, tell=tell)
        found = [f"resultaat: {file} komt er nu anders uit" for file in other]
    if als_json:
        print_json({"holds": not found, "differences": found, "last_digits_only": rounding})
        return 1 if found else 0
    if rounding:
        say("Alleen de laatste cijfers van de getallen verschillen: een andere processor.")
    for line in found:
        say(f"✗ {line}", "red")
    say("Niet in orde: deze run is zo niet na te doen." if found else "In orde: alles is gelijk gebleven.")
    return 1 if found else 0
