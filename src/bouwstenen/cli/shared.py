"""Parameters that several commands share, and the plain data that each of them gives as JSON and CSV."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bouwstenen.cli.output import print_frame, print_json, progress, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    from bouwstenen.runs.result import Run
    from bouwstenen.views import Words

Package = Annotated[str, typer.Argument(help="Naam van een meegeleverd pakket, of een bestand.")]
AsJson = Annotated[bool, typer.Option("--json", help="Schrijf alles als JSON, en niets anders.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Schrijf de getallen als CSV, en niets anders.")]
RunFolder = Annotated[Path | None, typer.Option("--uit", help="Schrijf de hele run in deze map.")]
Chosen = dict[str, Any]
"""Options of a run that the user gave, by flat name in codes."""


def run_package(
    package: str, chosen: Mapping[str, Any], *, only: Sequence[str] = (), folder: Path | None = None
) -> Run:
    """Run a package with progress on standard error, and write the run when there is a folder for it."""
    from bouwstenen import service
    from bouwstenen.cli.run_options import split

    options, figures = split(chosen)
    with progress("Pakket lezen") as tell:
        found = service.run(package, options, figures=figures, only=only, tell=tell)
        if folder is not None:
            tell("Rapport en tabellen schrijven")
            found = service.write_run(found, folder)
    return found


def told(found: Run) -> dict[str, Any]:
    """What every JSON starts with: which run this is and with which choices."""
    package = found.view.package
    return {
        "run": found.id,
        "package": {"id": package["id"], "title": package["title"]},
        "options": dict(found.view.options),
    }


def words_of(found: Run) -> Words:
    """The words for the codes of a run, with those of its package."""
    from bouwstenen.views.words import load_words

    return load_words(found.view.package.get("texts"))


def totals(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows about everything: all blocks, measures, payers and groups of the whole country."""
    import polars as pl

    from bouwstenen.effects.row import ALL, COUNTRY

    every = [pl.col(name) == ALL for name in ("block", "measure", "payer", "dimension", "group")]
    return rows.filter(*every, pl.col("region") == COUNTRY)


def print_rows(found: Run, rows: pl.DataFrame, more: Mapping[str, Any], *, as_json: bool) -> None:
    """Print rows of a run: as JSON with what is told beside them, or as CSV."""
    if as_json:
        print_json({**told(found), **more, "rows": rows.to_dicts()})
    else:
        print_frame(rows)


def status(found: Run) -> int:
    """0, or 1 when a check does not hold; then standard error names it."""
    import polars as pl

    if found.checks_hold:
        return 0
    for name in found.view.tables["run.checks"].filter(pl.col("met").eq(other=False))["name"]:
        say(f"Klopt niet: {name}.", "red", stderr=True)
    return 1
