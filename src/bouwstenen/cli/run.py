"""`bouwstenen doorreken`: run a package and write what it gives."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bouwstenen.cli.output import one_form, say, show_summary
from bouwstenen.cli.shared import AsCsv, AsJson, Chosen, Package, print_rows, run_package, status, totals


def doorreken(
    *,
    pakket: Package = "bouwstenen",
    uit: Annotated[Path, typer.Option("--uit", help="Map voor rapport, tabellen en ontvangst.")] = Path("uit"),
    als_json: AsJson = False,
    als_csv: AsCsv = False,
    chosen: Chosen,
) -> int:
    """Reken een pakket door, schrijf rapport, tabellen en ontvangst in een map en toon de hoofdcijfers.

    De uitkomst is 1 als een controle op de optelling niet klopt.

    Voorbeelden: `bouwstenen doorreken` · `bouwstenen doorreken mijn.yaml --uit mijn-uit --zonder B3 --pm midden`
    """
    one_form(as_json=als_json, as_csv=als_csv)
    found = run_package(pakket, chosen, folder=uit)
    if als_json or als_csv:
        print_rows(found, totals(found.rows), {"folder": str(uit)}, as_json=als_json)
    else:
        show_summary(found)
        say(f"\nRapport: {uit / 'rapport.html'}")
    return status(found)
