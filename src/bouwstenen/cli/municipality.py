"""`bouwstenen gemeente`: every number of a run about one municipality."""

from __future__ import annotations

from typing import Annotated

import polars as pl
import typer

from bouwstenen.cli.output import one_form, say, show_table
from bouwstenen.cli.rows import rows_table
from bouwstenen.cli.shared import AsCsv, AsJson, Chosen, print_rows, run_package, status, words_of
from bouwstenen.core.errors import InputError, Where


def gemeente(
    *,
    naam: Annotated[str, typer.Argument(help="Naam of CBS-code van de gemeente.")],
    pakket: Annotated[str, typer.Argument(help="Naam van een meegeleverd pakket, of een bestand.")] = "bouwstenen",
    als_json: AsJson = False,
    als_csv: AsCsv = False,
    chosen: Chosen,
) -> int:
    """Toon wat er voor één gemeente is berekend: inwoners, opvangplaatsen, statushouders om te huisvesten.

    Voorbeeld: `bouwstenen gemeente Utrecht`
    """
    from bouwstenen.runs import describe

    one_form(as_json=als_json, as_csv=als_csv)
    # The name is looked up first: a run takes long when it is wrong.
    code, title = describe.municipality(naam)
    found = run_package(pakket, chosen)
    rows = found.rows.filter(pl.col("region") == code)
    if not rows.height:
        problem = f"in deze run staat niets over {title}."
        raise InputError(problem, mend="Kijk of een keuze het uitzet.", where=Where("gemeente"))
    if als_json or als_csv:
        print_rows(found, rows, {"municipality": {"code": code, "name": title}}, as_json=als_json)
    else:
        show_table(rows_table(found, rows, title, words_of(found)))
        say(f"Gemeenten hebben eigen plannen die hier niet meetellen. Alle jaren: bouwstenen gemeente {title} --csv")
    return status(found)
