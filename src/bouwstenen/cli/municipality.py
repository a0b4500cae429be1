"""`bouwstenen gemeente`: every number of a run about one municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import polars as pl
import typer

from bouwstenen.cli.output import one_form, say, show_table
from bouwstenen.cli.shared import AsCsv, AsJson, Chosen, print_rows, run_package, status, words_of
from bouwstenen.core.errors import InputError, Where
from bouwstenen.core.numbers import dutch, number
from bouwstenen.effects.row import ALL, NONE

if TYPE_CHECKING:
    from bouwstenen.run.result import Run
    from bouwstenen.views import Table, TableRow, Words

EVERY = 5
"""The screen shows years that this divides, beside the headline year; JSON and CSV have all."""
_WHOLE = 100


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
    from bouwstenen.run import describe

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
        show_table(municipality_table(found, rows, title, words_of(found)))
        say(f"Gemeenten hebben eigen plannen die hier niet meetellen. Alle jaren: bouwstenen gemeente {title} --csv")
    return status(found)


def municipality_table(found: Run, rows: pl.DataFrame, title: str, words: Words) -> Table:
    """Numbers of a municipality by indicator and year, without and with the package."""
    from bouwstenen.views import Table, numbers, text

    headline = found.view.package["headline"]["balance"]
    shown: list[TableRow] = []
    for of_one in rows.sort("indicator", "dimension", "group", "year").partition_by(
        "indicator", "dimension", "group", "payer", maintain_order=True
    ):
        years = of_one.filter((pl.col("year") % EVERY == 0) | (pl.col("year") == headline))
        shown += [_row(r, words) for r in (years if years.height else of_one).iter_rows(named=True)]
    heads = (text("wat"), *numbers("jaar", "zonder pakket", "met pakket", "verschil"), text("soort"))
    return Table(caption=title, unit="eenheid per rij", columns=heads, rows=tuple(shown))


def _row(r: dict[str, Any], words: Words) -> TableRow:
    from bouwstenen.views import row

    parts = [words.get(f"indicator.{r['indicator']}", r["indicator"])]
    if r["group"] != ALL:
        parts.append(words.group(r["dimension"], r["group"]))
    if r["ledger"] != NONE:
        parts.append(words.get(f"ledger.{r['ledger']}", r["ledger"]))
    name = f"{', '.join(parts)} ({words.unit(r['unit'], r['price_level'])})"
    values = [_value(r[key], signed=key == "difference") for key in ("baseline", "package", "difference")]
    return row(name, str(r["year"]), *values, words.get(f"status.{r['status']}", r["status"]))


def _value(value: float | None, *, signed: bool) -> str:
    """Large numbers whole, small ones with a decimal."""
    if value is not None and abs(value) >= _WHOLE:
        return dutch(value, 0, signed=signed)
    return number(value, signed=signed)
