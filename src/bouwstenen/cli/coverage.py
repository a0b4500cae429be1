"""`bouwstenen dekking`: what became of every place of the source text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bouwstenen.agreement.contents import block_key
from bouwstenen.agreement.coverage import COLUMNS, LedgerRow, check_against, count_places, ledger, row_dicts
from bouwstenen.agreement.loader import load_package
from bouwstenen.agreement.source_text import parse_source
from bouwstenen.cli.output import one_form, print_csv, print_json, say, show_table
from bouwstenen.cli.shared import AsCsv, AsJson
from bouwstenen.core.errors import InputError, Where, nearest_key, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bouwstenen.agreement.coverage import CoverageReport
    from bouwstenen.views import Table, Words

_HEADING = 60


def dekking(
    *,
    pakket: Annotated[
        str, typer.Argument(help="Naam van een meegeleverd pakket, een bestand, of de map van een run.")
    ] = "bouwstenen",
    bron: Annotated[
        Path | None, typer.Option("--bron", help="Een kopie van de tekst (Markdown): controleer of alles gedekt is.")
    ] = None,
    blok: Annotated[str, typer.Option("--blok", help="Alleen de plaatsen van dit blok, zoals B3 of 3.")] = "",
    als_json: AsJson = False,
    als_csv: AsCsv = False,
) -> int:
    """Laat zien wat er met elke zin van de tekst gebeurt: een maatregel, of de reden waarom niet.

    Van een pakket staat er wat het zelf zegt; van een run ook of een maatregel iets bereikt.
    Met --bron is de uitkomst 1 als er iets niet gedekt is, nergens naar wijst of veranderd is.

    Voorbeelden: `bouwstenen dekking --blok B3` · `bouwstenen dekking uit --csv` · `bouwstenen dekking --bron tekst.md`
    """
    one_form(as_json=als_json, as_csv=als_csv)
    if bron is not None and blok:
        problem = "de controle met een bron gaat over de hele tekst."
        raise InputError(problem, mend="Laat --blok of --bron weg.", where=Where("--blok"))
    rows, blocks = _ledger(pakket)
    part = _part(blok, pakket, blocks) if blok else ""
    kept = [row for row in rows if not part or row.part == part]
    report = check_against(rows, parse_source(bron)) if bron else None
    if als_json:
        print_json(row_dicts(kept))
    elif als_csv:
        print_csv(COLUMNS, (tuple(row.values()) for row in row_dicts(kept)))
    else:
        _show(kept, blocks, detail=bool(part))
    if report is None:
        return 0
    _say_report(report, stderr=als_json or als_csv)
    return 0 if report.complete else 1


def _ledger(package: str) -> tuple[list[LedgerRow], dict[str, str]]:
    """The places, and the titles of what they are counted under."""
    if Path(package).is_dir():
        from bouwstenen import service

        view = service.open_run(package).view
        rows = [LedgerRow(**row) for row in view.tables["run.coverage"].select(COLUMNS).iter_rows(named=True)]
        titles = {item["key"]: item["title"] for item in view.package["blocks"]}
        return rows, titles | {item["id"]: item["title"] for item in view.package["documents"]}
    loaded = load_package(package)
    titles = {block.key: block.title for block in loaded.contents.blocks}
    return ledger(loaded), titles | {document.id: document.title for document in loaded.contents.documents}


def _part(asked: str, package: str, titles: Mapping[str, str]) -> str:
    """The block or document that was asked for. Raises InputError with the choices."""
    if asked in titles:
        return asked
    if not Path(package).is_dir():
        return block_key(asked, load_package(package))
    near = nearest_key(asked, titles)
    raise InputError(
        f"blok '{shown(asked)}' zit niet in deze run.", mend=f"Kies uit: {', '.join(titles)}.", where=Where("--blok"),
        nearest=near,
    )  # fmt: skip


def _show(rows: Sequence[LedgerRow], titles: Mapping[str, str], *, detail: bool) -> None:
    from bouwstenen.views.words import load_words

    words = load_words()
    if detail:
        for row in rows:
            say(place_line(row, words))
    show_table(counts_table(rows, words))
    for part in count_places(rows):
        say(f"{part}: {titles.get(part, part)}")


def place_line(row: LedgerRow, words: Words) -> str:
    """One place, what became of it and why."""
    place = f"{shown(row.heading, _HEADING)}, {_kind(row.kind, words)} {row.number}"
    outcome = "; ".join(_status(status, words) for status in row.outcome.split("; "))
    measures = f" ({row.measures})" if row.measures else ""
    return f"{place}: {outcome}{measures}. {shown(row.reason, 4000)}".rstrip(" .") + "."


def counts_table(rows: Sequence[LedgerRow], words: Words) -> Table:
    """Counts by outcome and block; every place stands in exactly one cell."""
    from bouwstenen.views import Column, Table, numbers, row

    counts = count_places(rows)
    outcomes = list(dict.fromkeys(outcome for per in counts.values() for outcome in per))
    lines = [
        row(
            _status(outcome, words),
            *(str(per.get(outcome, "")) for per in counts.values()),
            str(sum(per.get(outcome, 0) for per in counts.values())),
        )
        for outcome in outcomes
    ]
    total = row("totaal", *(str(sum(per.values())) for per in counts.values()), str(len(rows)), kind="total")
    return Table(
        caption="Plaatsen in de tekst, naar uitkomst en blok",
        unit="aantal",
        columns=(Column(label="uitkomst", numeric=False), *numbers(*counts, "totaal")),
        rows=(*lines, total),
    )


def _status(code: str, words: Words) -> str:
    return words.get(f"status.{code}", code)


def _kind(code: str, words: Words) -> str:
    return words.get(f"place.{code}", code)


def _say_report(report: CoverageReport, *, stderr: bool) -> None:
    from bouwstenen.views.words import load_words

    words = load_words()

    def place(of: object) -> str:
        heading, kind, number = (getattr(of, name) for name in ("heading", "kind", "number"))
        return f"{heading}, {_kind(kind, words)} {number}"

    lines = [f"niet gedekt: {place(p)}: {shown(p.text)}" for p in report.uncovered]
    lines += [f"wijst nergens naar: {place(row)} ({row.measures})" for row in report.nowhere]
    lines += [f"tekst veranderd: {place(row)}: {shown(p.text)}" for row, p in report.differing]
    for line in lines:
        say(line, stderr=stderr)
    verdict = "Niet in orde: 1 plaats." if len(lines) == 1 else f"Niet in orde: {len(lines)} plaatsen."
    say("Alles is gedekt." if report.complete else verdict, stderr=stderr)
