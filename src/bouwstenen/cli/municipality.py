"""`bouwstenen gemeente`: what a package asks of one municipality."""

from __future__ import annotations

from typing import Annotated

import polars as pl
import typer

from bouwstenen.cli.output import one_form, show_section
from bouwstenen.cli.shared import AsCsv, AsJson, Chosen, print_rows, run_package, status


def gemeente(
    *,
    naam: Annotated[str, typer.Argument(help="Naam van de gemeente.")],
    pakket: Annotated[str, typer.Argument(help="Naam van een meegeleverd pakket, of een bestand.")] = "bouwstenen",
    als_json: AsJson = False,
    als_csv: AsCsv = False,
    chosen: Chosen,
) -> int:
    """Toon wat er voor één gemeente is berekend: inwoners, opvangplaatsen, statushouders om te huisvesten.

    Voorbeeld: `bouwstenen gemeente Utrecht`
    """
    from bouwstenen import service

    one_form(as_json=als_json, as_csv=als_csv)
    # The name is looked up first: a run takes long when it is wrong.
    code, title = service.municipality(naam)
    found = run_package(pakket, chosen)
    if als_json or als_csv:
        rows = found.rows.filter(pl.col("region") == code)
        print_rows(found, rows, {"municipality": {"code": code, "name": title}}, as_json=als_json)
    else:
        show_section(service.municipality_section(found, code))
    return status(found)
