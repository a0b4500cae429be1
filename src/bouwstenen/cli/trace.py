"""`bouwstenen waarom`: where a number comes from, down to sentences of the text, figures and articles of law."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bouwstenen.cli.output import print_json, say, show_table
from bouwstenen.cli.shared import AsJson, Chosen, run_package, told, words_of
from bouwstenen.core.errors import InputError, Where
from bouwstenen.core.numbers import exact, number
from bouwstenen.effects.row import ALL, COUNTRY, NONE, REST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bouwstenen.runs.result import Run
    from bouwstenen.runs.trace import Cause, Ground, Rule, Trace
    from bouwstenen.views import Table, Words

LEDGERS = {"document": "document", "esa": "esa"}


def waarom(
    *,
    getal: Annotated[str, typer.Argument(help="Code van het getal, zoals emu_saldo of public_finance.debt.")],
    pakket: Annotated[str, typer.Option("--pakket", help="Pakket, bestand, of de map van een run.")] = "bouwstenen",
    jaar: Annotated[int | None, typer.Option("--jaar", help="Welk jaar.", show_default=False)] = None,
    groep: Annotated[str, typer.Option("--groep", help="Code van een groep, zoals q1.", show_default=False)] = ALL,
    dimensie: Annotated[str, typer.Option("--dimensie", help="Waarlangs is gesplitst, zoals age.")] = "",
    maatregel: Annotated[str, typer.Option("--maatregel", help="Alleen deze maatregel.")] = "",
    regio: Annotated[str, typer.Option("--regio", help="Code van het CBS, zoals GM0344.")] = COUNTRY,
    grootboek: Annotated[str, typer.Option("--grootboek", help="document of esa.")] = "",
    als_json: AsJson = False,
    chosen: Chosen,
) -> int:
    """Waarom is een getal wat het is? Het getal, de maatregelen met hun zin, de cijfers met bron, en de wet.

    Voorbeelden: `bouwstenen waarom emu_saldo --jaar 2030` · `bouwstenen waarom emu_schuld --pakket uit --maatregel L14`
    """
    from bouwstenen import service

    if grootboek and grootboek not in LEDGERS:
        mend = f"Kies uit: {', '.join(LEDGERS)}."
        raise InputError("dit grootboek bestaat niet.", mend=mend, where=Where("--grootboek"))
    found = _run(pakket, chosen)
    keys: dict[str, Any] = {"year": jaar, "group": groep, "dimension": dimensie, "measure": maatregel}
    # The reading of the run is the reading of the number: `--lezing` chooses both.
    trace = service.trace(found, getal, **keys, region=regio, ledger=LEDGERS.get(grootboek, ""))
    if als_json:
        print_json({**told(found), **asdict(trace)})
    else:
        _show(trace, found)
    return 0


def _run(package: str, chosen: Mapping[str, Any]) -> Run:
    """The run of a folder, or a new one. Raises InputError for options that a stored run would not heed."""
    from bouwstenen import service

    if not Path(package).is_dir():
        return run_package(package, chosen)
    if chosen:
        problem = "deze run is al gemaakt: keuzes doen hier niets."
        raise InputError(problem, mend="Laat de keuzes weg, of noem een pakket.", where=Where("--pakket", 0, package))
    return service.open_run(package)


def _show(trace: Trace, found: Run) -> None:
    words = words_of(found)
    unit = str(trace.number.fields["unit"])
    for line in number_lines(trace.number.fields, words):
        say(line)
    blocks = {item["key"]: item["title"] for item in found.view.package["blocks"]}
    if trace.blocks:
        show_table(_table("Per blok", unit, words, ((_block(c, blocks), c.difference) for c in trace.blocks)))
    for cause in trace.causes:
        for line in cause_lines(cause, blocks, words):
            say(line)
    if not trace.causes:
        say("Geen maatregel van het pakket verandert dit getal.")
    for heading, lines in (("Cijfers", map(ground_line, trace.grounds)), ("Wet", map(rule_line, trace.rules))):
        texts = list(lines)
        if texts:
            say(f"\n{heading}", "bold")
            for text in texts:
                say(f"- {text}")


def number_lines(fields: Mapping[str, Any], words: Words) -> list[str]:
    """What the number is, and what it is without and with the package."""
    title = words.get(f"indicator.{fields['indicator']}", fields["indicator"])
    unit = words.unit(fields["unit"], fields["price_level"])
    where = [str(fields["year"])]
    if fields["group"] != ALL:
        where.append(words.group(fields["dimension"], fields["group"]))
    if fields["region"] != COUNTRY:
        where.append(fields["region"])
    if fields["ledger"] != NONE:
        where.append(words.get(f"ledger.{fields['ledger']}", fields["ledger"]))
    lines = [f"{title}, {', '.join(where)} ({unit})"]
    sides = [
        f"{name} {number(fields[key], signed=key == 'difference')}"
        for name, key in (("zonder pakket", "baseline"), ("met pakket", "package"), ("verschil", "difference"))
        if fields[key] is not None
    ]
    lines.append(f"{', '.join(sides)}.".capitalize())
    if fields["low"] is not None and fields["high"] is not None:
        band = words.get(f"band.{fields['band']}", fields["band"])
        lines.append(f"Band ({band}): {number(fields['low'])} tot {number(fields['high'])}.")
    return lines


def cause_lines(cause: Cause, blocks: Mapping[str, str], words: Words) -> list[str]:
    """A measure with its own effect, what it says, where it stands in the text, and what it moves."""
    change = number(cause.difference, signed=True)
    if cause.measure == REST:
        return [f"{change}  {_block(cause, blocks)}: wat maatregelen samen meer of minder doen dan elk alleen"]
    lines = [f"{change}  {cause.measure} {cause.title}".rstrip()]
    if cause.description:
        lines.append(f"    {cause.description}")
    if cause.source:
        lines.append(f"    in de tekst: {place(cause.source, words)}")
    lines += [f"    hefboom: {lever}" for lever in cause.levers]
    return lines


def place(source: Mapping[str, Any], words: Words) -> str:
    """Where a sentence stands: document, section, heading, and which item of it."""
    section, heading = str(source["section"]), str(source["heading"])
    if not heading.startswith(section):
        heading = f"{section} {heading}"
    item = f"{words.get('place.' + source['kind'], source['kind'])} {source['number']}"
    return ", ".join(filter(None, (str(source["document_title"]), heading, item)))


def ground_line(ground: Ground) -> str:
    """A figure with its value, source and mark."""
    value = "reeks" if ground.value is None else exact(ground.value)
    amount = " ".join(filter(None, (value, ground.unit if ground.value is not None else "")))
    about = ", ".join(filter(None, (amount, ground.period)))
    note = f" {ground.note}" if ground.note else ""
    return f"{ground.title} ({ground.key}): {about}. Bron: {ground.source}, zekerheid {ground.confidence}.{note}"


def rule_line(rule: Rule) -> str:
    """A rule of law with its article."""
    article = f"artikel {rule.article}" if rule.article else ""
    return f"{rule.name}: {', '.join(filter(None, (rule.law, article)))}. {rule.about}".rstrip()


def _block(cause: Cause, blocks: Mapping[str, str]) -> str:
    return f"{cause.block} {blocks.get(cause.block, '')}".rstrip()


def _table(caption: str, unit: str, words: Words, rows: Iterable[tuple[str, float]]) -> Table:
    from bouwstenen.views import Column, Table, numbers, row

    shown = tuple(row(title, number(value, signed=True)) for title, value in rows)
    head = (Column(label="blok", numeric=False), *numbers("verschil"))
    return Table(caption=caption, unit=words.unit(unit), columns=head, rows=shown)
