"""`bouwstenen vergelijk`: two packages, or two runs that were written before, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import polars as pl
import typer

from bouwstenen.cli.output import one_form, print_frame, print_json, progress, say, show_table
from bouwstenen.cli.run_options import split
from bouwstenen.cli.shared import AsCsv, AsJson, Chosen, told, totals, words_of
from bouwstenen.core.errors import InputError, Where
from bouwstenen.core.numbers import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bouwstenen.service import Comparison
    from bouwstenen.views import Table, Words


def vergelijk(
    *,
    eerste: Annotated[str, typer.Argument(help="Het eerste pakket, of de map van een run.")],
    tweede: Annotated[str, typer.Argument(help="Het tweede pakket, of de map van een run.")],
    als_json: AsJson = False,
    als_csv: AsCsv = False,
    chosen: Chosen,
) -> int:
    """Zet twee pakketten of runs naast elkaar: elk getal dat verschilt, en welke maatregelen verschillen.

    Voorbeelden: `bouwstenen vergelijk bouwstenen mijn.yaml` · `bouwstenen vergelijk uit mijn-uit`
    """
    from bouwstenen import service

    one_form(as_json=als_json, as_csv=als_csv)
    folders = [name for name in (eerste, tweede) if Path(name).is_dir()]
    if chosen and len(folders) == len((eerste, tweede)):
        problem = "deze runs zijn al gemaakt: keuzes doen hier niets."
        raise InputError(problem, mend="Laat de keuzes weg, of noem pakketten.", where=Where("vergelijk"))
    options, figures = split(chosen)
    with progress("Pakketten lezen") as tell:
        found = service.compare(eerste, tweede, options, figures=figures, tell=tell)
    if als_json:
        print_json(_plain(found))
    elif als_csv:
        print_frame(found.rows)
    else:
        _show(found)
    return 0


def _plain(found: Comparison) -> dict[str, Any]:
    return {
        "first": told(found.first),
        "second": told(found.second),
        "only_first": list(found.only_first),
        "only_second": list(found.only_second),
        "changed": list(found.changed),
        "rows": found.rows.to_dicts(),
    }


def _show(found: Comparison) -> None:
    names = [str(each.view.package["id"]) for each in (found.first, found.second)]
    if names[0] == names[1]:
        names = ["het eerste", "het tweede"]
    if found.rows.height:
        show_table(comparison_table(found, names, words_of(found.first)))
    else:
        say("Geen enkel getal verschilt.")
    for label, ids in (
        (f"Alleen in {names[0]}", found.only_first),
        (f"Alleen in {names[1]}", found.only_second),
        ("Met andere hefbomen", found.changed),
    ):
        say(f"{label}: {', '.join(ids) or 'geen maatregel'}.")


def comparison_table(found: Comparison, names: Sequence[str], words: Words) -> Table:
    """The totals that differ in the headline years of the first package; all others are in JSON and CSV."""
    from bouwstenen.views import Column, Table, numbers, row

    headline: Mapping[str, int] = found.first.view.package["headline"]
    rows = totals(found.rows).filter(pl.col("year").is_in(sorted(set(headline.values()))), pl.col("scenario") == "none")
    shown = [
        row(
            f"{words.get('indicator.' + r['indicator'], r['indicator'])}{_ledger(r['ledger'], words)}"
            f", {words.unit(r['unit'])}",
            str(r["year"]),
            number(r["package_first"]),
            number(r["package_second"]),
            number(r["gap"], signed=True),
        )
        for r in rows.iter_rows(named=True)
    ]
    return Table(
        caption="Wat verschilt, met pakket; het verschil is het tweede min het eerste",
        unit="",
        columns=(Column(label="wat", numeric=False), *numbers("jaar", *names, "verschil")),
        rows=tuple(shown),
    )


def _ledger(ledger: str, words: Words) -> str:
    return "" if ledger == "none" else f" ({words.get('ledger.' + ledger, ledger)})"
