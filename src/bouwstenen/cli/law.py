"""`bouwstenen wet`: what a name of the law means, and what a parameter touches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bouwstenen.cli.output import one_form, print_csv, print_json, say
from bouwstenen.cli.shared import AsCsv, AsJson
from bouwstenen.core.errors import InputError, Where
from bouwstenen.core.numbers import exact

if TYPE_CHECKING:
    from bouwstenen.rules import RuleGraph

DateOption = Annotated[str, typer.Option("--datum", help="De wet van deze datum (jaar-maand-dag).")]
TODAY = "2026-07-01"
_KINDS = {"Rule": "regel", "Input": "invoer", "Aggregate": "optelling"}
_COLUMNS = ("name", "kind", "unit", "about")


def lijst(
    *,
    woord: Annotated[str, typer.Argument(help="Toon alleen namen met dit woord in naam of uitleg.")] = "",
    datum: DateOption = TODAY,
    als_json: AsJson = False,
    als_csv: AsCsv = False,
) -> int:
    """Toon alle namen van de wet: regels, invoer, optellingen en bedragen.

    Voorbeeld: `bouwstenen wet lijst zorgtoeslag`
    """
    one_form(as_json=als_json, as_csv=als_csv)
    found = [row for row in _names(_graph(datum)) if woord.lower() in f"{row[0]} {row[3]}".lower()]
    if not found:
        raise InputError(f"geen naam met '{woord}'.", mend="Zoek met een ander woord.", where=Where("wet lijst"))
    if als_json:
        print_json([dict(zip(_COLUMNS, row, strict=True)) for row in found])
    elif als_csv:
        print_csv(_COLUMNS, found)
    else:
        for name, kind, unit, about in found:
            say(f"{name} ({kind}, {unit}): {about}")
    return 0


def _names(graph: RuleGraph) -> list[tuple[str, str, str, str]]:
    nodes = [(n.name, _KINDS[type(n.source).__name__], n.unit, n.source.doc) for n in graph.nodes.values()]
    amounts = [(p.name, "bedrag", p.unit, p.title) for p in graph.parameter_set.parameters.values()]
    return sorted([*nodes, *amounts])


def toon(
    *,
    naam: Annotated[str, typer.Argument(help="Naam van een regel, invoer, optelling of bedrag.")],
    datum: DateOption = TODAY,
    als_json: AsJson = False,
) -> int:
    """Toon een begrip: formule, artikel, en de bedragen met hun geschiedenis en bron.

    Voorbeeld: `bouwstenen wet toon zorgtoeslag`
    """
    graph = _graph(datum)
    found = graph.describe(naam)
    # An aggregate says little itself: what it adds up is what people look for.
    parts = [graph.describe(found["van"])] if found.get("van") else []
    if als_json:
        print_json({**found, "onderdelen": parts})
        return 0
    for item in (found, *parts):
        _show(item)
    return 0


def _show(found: dict[str, Any]) -> None:
    say(f"{found['naam']} ({found['soort']}, {found['eenheid']})", "bold")
    say(found.get("omschrijving") or found.get("titel", ""))
    article = found.get("artikel") and f"artikel {found['artikel']}"
    law = ", ".join(filter(None, (found.get("wet", ""), article)))
    if law:
        say(f"Wet: {law}")
    if "formule" in found:
        say(str(found["formule"]).rstrip())
    for label, key in (("Telt op", "van"), ("Gebruikt", "gebruikt"), ("Gebruikt door", "gebruikt_door")):
        if found.get(key):
            names = found[key]
            say(f"{label}: {names if isinstance(names, str) else ', '.join(names)}")
    parameters = {found["naam"]: found} if found["soort"] == "parameter" else found.get("parameters", {})
    for parameter in parameters.values():
        for line in history_lines(parameter):
            say(line)


def history_lines(parameter: dict[str, Any]) -> list[str]:
    """Dated values of a parameter with mark and source, one a line."""
    lines = [f"{parameter['pad']}: {parameter['titel']} ({parameter['eenheid']})"]
    for start, dated in parameter["waarden"].items():
        note = f" {dated['opmerking']}" if dated["opmerking"] else ""
        value = _value(dated["waarde"])
        lines.append(f"    vanaf {start}: {value} (zekerheid {dated['betrouwbaarheid']}; {dated['bron']}){note}")
    return lines


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return "; ".join(_value(item) for item in value)
    return exact(value) if isinstance(value, (int, float)) else str(value)


def raakt(
    *,
    pad: Annotated[str, typer.Argument(help="Pad van een bedrag, zoals zorgtoeslag.standaardpremie.")],
    datum: DateOption = TODAY,
    als_json: AsJson = False,
) -> int:
    """Toon alles wat verandert als dit bedrag verandert.

    Voorbeeld: `bouwstenen wet raakt zorgtoeslag.standaardpremie`
    """
    graph = _graph(datum)
    nodes = [graph.node(name) for name in graph.touched_by(pad)]
    if als_json:
        print_json([{"name": node.name, "unit": node.unit, "about": node.source.doc} for node in nodes])
        return 0
    counted = "1 begrip" if len(nodes) == 1 else f"{len(nodes)} begrippen"
    say(f"{pad} raakt {counted}:", "bold")
    for node in nodes:
        say(f"{node.name} ({node.unit}): {node.source.doc}")
    return 0


def _graph(date: str) -> RuleGraph:
    from bouwstenen.law import law_on

    return law_on(date)
