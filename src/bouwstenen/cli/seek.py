"""`bouwstenen zoek`: which general adjustment reaches a goal, without and with the package."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from bouwstenen.cli.output import one_form, print_csv, print_json, progress, say, show_table
from bouwstenen.cli.run_options import split
from bouwstenen.cli.shared import AsCsv, AsJson, Chosen, Package
from bouwstenen.core.errors import InputError, Where
from bouwstenen.core.numbers import number

_SHAPES: dict[str, Literal["constant", "ramp"]] = {"vast": "constant", "oplopend": "ramp"}
_SIDES = {"baseline": "zonder pakket", "package": "met pakket"}
_KEYS = ("size_pct_gdp", "per_year_pct_gdp", "amount_bn", "year")


def zoek(
    *,
    pakket: Package = "bouwstenen",
    doel: Annotated[
        str, typer.Option("--doel", help="Zoals 'emu_saldo 2045 = 0', 'tekort <= 3' of 'schuld 2060 <= 60'.")
    ],
    vorm: Annotated[
        Literal["vast", "oplopend"], typer.Option("--vorm", help="Elk jaar evenveel, of elk jaar meer.")
    ] = "vast",
    vanaf: Annotated[int, typer.Option("--vanaf", help="Eerste jaar van de aanpassing.")] = 2027,
    tot: Annotated[int | None, typer.Option("--tot", help="Laatste jaar van een oplopende aanpassing.")] = None,
    als_json: AsJson = False,
    als_csv: AsCsv = False,
    chosen: Chosen,
) -> int:
    """Zoek welke algemene aanpassing (bezuiniging of lastenverzwaring) een doel haalt, met en zonder het pakket.

    Voorbeeld: `bouwstenen zoek --doel "emu_saldo 2045 = 0"`
    """
    from bouwstenen import service

    one_form(as_json=als_json, as_csv=als_csv)
    if tot is not None and vorm != "oplopend":
        problem = "dit doet alleen iets bij een oplopende aanpassing."
        raise InputError(problem, mend="Geef ook --vorm oplopend, of laat --tot weg.", where=Where("--tot"))
    options, figures = split(chosen)
    with progress("Pakket lezen") as tell:
        found = service.seek(
            pakket, doel, options, shape=_SHAPES[vorm], start=vanaf, until=tot, figures=figures, tell=tell
        )
    sides = {side: dict(zip(_KEYS, _values(found[side]), strict=True)) for side in _SIDES}
    if als_json:
        print_json({"goal": doel, "shape": _SHAPES[vorm], "start": vanaf, "until": tot, **sides})
    elif als_csv:
        print_csv(("side", *_KEYS), ((side, *values.values()) for side, values in sides.items()))
    else:
        _show(sides, doel)
    return 0


def _values(reached: Any) -> tuple[float, float, float, int]:
    return float(reached.size), float(reached.per_year), float(reached.amount), int(reached.amount_year)


def _show(found: dict[str, Any], goal: str) -> None:
    from bouwstenen.views import Column, Table, numbers, row

    rows = [
        row(
            name,
            number(found[side]["size_pct_gdp"], signed=True),
            number(found[side]["per_year_pct_gdp"], signed=True),
            number(found[side]["amount_bn"], signed=True),
            str(found[side]["year"]),
        )
        for side, name in _SIDES.items()
    ]
    heads = numbers("verbetering, % bbp", "per jaar, % bbp", "mld euro", "in")
    columns = (Column(label="", numeric=False), *heads)
    show_table(Table(caption=f"Nodig voor: {goal}", unit="lopende prijzen", columns=columns, rows=tuple(rows)))
    say("Een algemene verbetering van het saldo zonder rente. Een minteken betekent ruimte.")
