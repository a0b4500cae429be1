"""Commands that list what the engine knows: what a measure may move, and the figures it uses.

One line an item, so that a narrow screen folds it and `grep` finds it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bouwstenen.cli.output import one_form, print_csv, print_json, say
from bouwstenen.cli.shared import AsCsv, AsJson
from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.core.numbers import exact
from bouwstenen.facts.loader import DEFAULT_VINTAGE, load_facts
from bouwstenen.levers.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bouwstenen.facts.loader import FactRow
    from bouwstenen.levers.catalogue import CatalogueEntry

LEVER_COLUMNS = ("path", "title", "unit", "kind", "min", "max", "choices", "moves")
FIGURE_COLUMNS = ("key", "title", "value", "unit", "period", "price_level", "confidence", "source", "note")
_MOVES = {"model_input": "model", "law_parameter": "wet", "budget_rule": "begrotingsregel"}
_FEW = 5
"""So many figures or fewer are shown with their source."""


def hefbomen(
    *,
    woorden: Annotated[
        list[str] | None, typer.Argument(help="Toon alleen hefbomen met al deze woorden in pad of titel.")
    ] = None,
    als_json: AsJson = False,
    als_csv: AsCsv = False,
) -> int:
    """Toon waar een maatregel aan kan draaien: paden, eenheden en grenzen.

    Voorbeelden: `bouwstenen hefbomen eigen risico` · `bouwstenen hefbomen woning --csv`
    """
    one_form(as_json=als_json, as_csv=als_csv)
    catalogue = load_catalogue()
    groups = (("model_input", catalogue.inputs), ("law_parameter", catalogue.law), ("budget_rule", catalogue.rules))
    found = [
        (path, entry, moves)
        for moves, entries in groups
        for path, entry in sorted(entries.items())
        if _fits(woorden, f"{path} {entry.title}")
    ]
    _refuse_nothing(woorden, found, [path for _, entries in groups for path in entries], "hefbomen")
    if als_json:
        print_json([{**_lever(*item), "choices": item[1].choices} for item in found])
    elif als_csv:
        print_csv(LEVER_COLUMNS, (tuple(_lever(*item).values()) for item in found))
    else:
        for path, entry, moves in found:
            about = "; ".join(filter(None, (entry.unit, bounds(entry), _MOVES[moves])))
            say(f"{path}: {entry.title} ({about})")
    return 0


def _lever(path: str, entry: CatalogueEntry, moves: str) -> dict[str, object]:
    choices = " ".join(entry.choices)
    values = (path, entry.title, entry.unit, entry.kind, entry.min, entry.max, choices, moves)
    return dict(zip(LEVER_COLUMNS, values, strict=True))


def bounds(entry: CatalogueEntry) -> str:
    """What a lever may be, in words; empty when nothing is known."""
    if entry.kind == "boolean":
        return "ja (true) of nee (false)"
    if entry.choices:
        return "kies uit " + ", ".join(entry.choices)
    low = "" if entry.min is None else f"van {exact(entry.min)}"
    high = "" if entry.max is None else f"tot en met {exact(entry.max)}"
    return " ".join(filter(None, (low, high)))


def cijfers(
    *,
    woorden: Annotated[
        list[str] | None, typer.Argument(help="Toon alleen cijfers met al deze woorden in sleutel of titel.")
    ] = None,
    jaargang: Annotated[str, typer.Option("--jaargang", help="Jaargang van de cijfers.")] = DEFAULT_VINTAGE,
    eigen: Annotated[
        Path | None, typer.Option("--cijfers", help="Bestand met eigen cijfers over de jaargang heen.")
    ] = None,
    ontbreekt: Annotated[
        str, typer.Option("--ontbreekt", help="Toon alleen wat de modellen missen in deze jaargang.")
    ] = "",
    als_json: AsJson = False,
    als_csv: AsCsv = False,
) -> int:
    """Toon de cijfers waarop een doorrekening rust, met bron en zekerheid (A tot en met E).

    Met --ontbreekt is de uitkomst 1 als er iets ontbreekt.

    Voorbeelden: `bouwstenen cijfers rente` · `bouwstenen cijfers --ontbreekt 2025_05`
    """
    one_form(as_json=als_json, as_csv=als_csv)
    if ontbreekt:
        if woorden or eigen is not None or jaargang != DEFAULT_VINTAGE:
            problem = "dit gaat over een hele jaargang."
            raise InputError(problem, mend="Laat de andere opties en woorden weg.", where=Where("--ontbreekt"))
        return _missing(ontbreekt, as_json=als_json, as_csv=als_csv)
    every = load_facts(jaargang, eigen).figures()
    found = [row for row in every if _fits(woorden, f"{row.key} {row.title}")]
    _refuse_nothing(woorden, found, [row.key for row in every], "cijfers")
    if als_json or als_csv:
        rows = [[getattr(row, name) for name in FIGURE_COLUMNS[:7]] + [str(row.source), row.note] for row in found]
        if als_json:
            print_json([dict(zip(FIGURE_COLUMNS, row, strict=True)) for row in rows])
        else:
            print_csv(FIGURE_COLUMNS, rows)
        return 0
    for row in found:
        for line in figure_lines(row, with_source=len(found) <= _FEW):
            say(line)
    return 0


def figure_lines(row: FactRow, *, with_source: bool) -> list[str]:
    """A figure on one line; its source and note on the next ones."""
    value = "reeks" if row.value is None else exact(row.value)
    level = f", prijzen van {row.price_level}" if row.price_level else ""
    period = f", {row.period}" if row.period else ""
    lines = [f"{row.key}: {row.title} = {value} {row.unit}{period}{level} (zekerheid {row.confidence})"]
    if with_source:
        lines += [f"    bron: {row.source}", *([f"    {row.note}"] if row.note else [])]
    return lines


def _missing(vintage: str, *, as_json: bool, as_csv: bool) -> int:
    from bouwstenen.runs import describe

    found = describe.missing_figures(vintage)
    if as_json:
        print_json([{"model": model, "problem": problem} for model, problem in found])
    elif as_csv:
        print_csv(("model", "problem"), found)
    else:
        for model, problem in found:
            say(f"{model}: {problem}")
        if not found:
            say(f"Jaargang {vintage} heeft alle cijfers die de modellen lezen.")
    return 1 if found else 0


def _fits(words: Sequence[str] | None, text: str) -> bool:
    plain = text.lower().replace("_", " ")
    return all(word.lower().replace("_", " ") in plain for word in words or ())


def _refuse_nothing(words: Sequence[str] | None, found: Sequence[object], keys: Iterable[str], command: str) -> None:
    if not found:
        asked = " ".join(words or ())
        mend = f"Zoek met minder of andere woorden; `bouwstenen {command}` toont alles."
        raise InputError(
            f"niets gevonden met '{shown(asked)}'.", mend=mend, where=Where(command), nearest=nearest_key(asked, keys)
        )
