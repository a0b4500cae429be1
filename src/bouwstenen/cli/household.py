"""`bouwstenen huishouden` and `standaard`: one household through the law, and the standard households."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bouwstenen.cli.output import print_json, progress, say, show_table
from bouwstenen.cli.shared import AsJson
from bouwstenen.core.errors import InputError, Where
from bouwstenen.core.numbers import amount_of_people, dutch, percentage
from bouwstenen.core.yaml_file import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.cases.compute import Computed
    from bouwstenen.views import Table

DEPTH = 3
DEEPEST = 40
_FOLDER = Path("uit")


def huishouden(
    *,
    geval: Annotated[Path, typer.Argument(help="Bestand met het huishouden (YAML of JSON).")],
    uitleg: Annotated[
        str | None, typer.Option("--uitleg", help="Leg deze uitkomst uit, zoals zorgtoeslag.", show_default=False)
    ] = None,
    diepte: Annotated[
        int | None,
        typer.Option("--diepte", help=f"Hoeveel lagen de uitleg diep gaat [standaard: {DEPTH}].", show_default=False),
    ] = None,
    verloop: Annotated[
        tuple[str, str] | None,
        typer.Option("--verloop", help="Laat een bedrag lopen van:tot:stap, zoals loon 0:120000:500."),
    ] = None,
    persoon: Annotated[str, typer.Option("--persoon", help="Wiens bedrag loopt (standaard de eerste persoon).")] = "",
    uit: Annotated[
        Path | None, typer.Option("--uit", help="Map voor verloop.csv en verloop.html [standaard: uit].")
    ] = None,
    als_json: AsJson = False,
) -> int:
    """Reken één huishouden door: belasting, premies, toeslagen, uitkeringen en wat er overblijft.

    Voorbeelden: `bouwstenen huishouden geval.yaml` · `bouwstenen huishouden geval.yaml --json --uitleg zorgtoeslag` ·
    `bouwstenen huishouden geval.yaml --verloop loon 0:120000:500`
    """
    from bouwstenen.cases.case import read_case
    from bouwstenen.cases.compute import compute, household_from

    depth = _depth(uitleg, diepte)
    _refuse_idle(verloop is not None, {"--persoon": bool(persoon), "--uit": uit is not None}, als_json, uitleg)
    source = load_yaml(geval)
    if verloop is not None:
        return _budget_line(compute(read_case(source)), persoon, verloop, uit or _FOLDER)
    result = household_from(source, uitleg or "")
    if als_json:
        print_json(result)
        return 0
    _show_result(result, compute(read_case(source)))
    if uitleg:
        for line in explanation_lines(result["uitleg"], depth):
            say(line)
    return 0


def _depth(explain: str | None, asked: int | None) -> int:
    """How many layers of an explanation to show. Raises InputError for choices that do nothing or cannot be."""
    if explain is not None and not explain.strip():
        mend = "Noem een uitkomst, zoals zorgtoeslag."
        raise InputError("hier staat niets.", mend=mend, where=Where("--uitleg"))
    if asked is None:
        return DEPTH
    if explain is None:
        mend = "Geef ook --uitleg, of laat --diepte weg."
        raise InputError("dit doet alleen iets bij een uitleg.", mend=mend, where=Where("--diepte"))
    if not 1 <= asked <= DEEPEST:
        mend = f"Kies een getal van 1 tot en met {DEEPEST}."
        raise InputError(f"het getal {asked} kan hier niet.", mend=mend, where=Where("--diepte"))
    return asked


def _refuse_idle(line: bool, needs_line: dict[str, bool], as_json: bool, explain: str | None) -> None:
    """Refuse options that would do nothing."""
    for flag, given in needs_line.items():
        if given and not line:
            mend = f"Geef ook --verloop, of laat {flag} weg."
            raise InputError("dit doet alleen iets bij een verloop.", mend=mend, where=Where(flag))
    if line and (as_json or explain is not None):
        flag = "--json" if as_json else "--uitleg"
        mend = f"Laat {flag} of --verloop weg."
        raise InputError("dit gaat niet samen met een verloop.", mend=mend, where=Where(flag))


def standaard(
    *,
    geval: Annotated[
        str, typer.Option("--geval", help="Schrijf dit huishouden als geval, om mee verder te rekenen.")
    ] = "",
    als_json: AsJson = False,
) -> int:
    """Toon de standaardhuishoudens: wat zij overhouden in de jaren die de wet hier kent.

    Voorbeelden: `bouwstenen standaard` · `bouwstenen standaard --geval modaal > geval.yaml`
    """
    from bouwstenen.cases.standard import YEARS, case_text, scale_note, standard_households
    from bouwstenen.views import Column, Table, numbers, row

    if geval:
        if als_json:
            mend = "Laat --json of --geval weg."
            raise InputError("een geval is een YAML-bestand.", mend=mend, where=Where("--json"))
        typer.echo(case_text(geval), nl=False)
        return 0
    found = standard_households()
    if als_json:
        print_json([{"id": i.id, "title": i.title, "disposable": dict(i.disposable)} for i in found])
        return 0
    rows = [
        row(
            f"{item.title} ({item.id})",
            *(amount_of_people(item.disposable[year]) for year in YEARS),
            *(percentage(item.disposable[y] / item.disposable[y - 1] - 1, signed=True) for y in YEARS[1:]),
        )
        for item in found
    ]
    heads = numbers(*map(str, YEARS), *(f"{year} erbij" for year in YEARS[1:]))
    columns = (Column(label="huishouden (geval)", numeric=False), *heads)
    show_table(
        Table(
            caption="Besteedbaar inkomen", unit="euro per jaar, prijzen van dat jaar", columns=columns, rows=tuple(rows)
        )
    )
    say(f"Niet gecorrigeerd voor prijzen. {scale_note()}")
    return 0


def _show_result(result: dict[str, Any], computed: Computed) -> None:
    from bouwstenen.views import Column, Table, numbers, row

    show_table(_waterfall(computed))
    people: dict[str, dict[str, Any]] = result["personen"]
    rows = [
        row(
            name.replace("_", " "), *((percentage if name == "marginale_druk" else amount_of_people)(v) for v in values)
        )
        for name in next(iter(people.values()))
        for values in ([person[name] for person in people.values()],)
        if any(values)
    ]
    columns = (Column(label="", numeric=False), *numbers(*people))
    show_table(
        Table(
            caption=f"Per persoon, wet van {result['datum']}", unit="euro per jaar", columns=columns, rows=tuple(rows)
        )
    )
    for text in result["ontbreekt"]:
        say(f"Niet berekend: {text}", "yellow")


def _waterfall(computed: Computed) -> Table:
    """From gross income to disposable income, in steps that add up."""
    from bouwstenen.cases.waterfall import waterfall
    from bouwstenen.views import Column, Table, numbers, row

    rows = [
        row(step.title, amount_of_people(step.amount, signed=not step.total), kind="total" if step.total else "")
        for step in waterfall(computed)
    ]
    columns = (Column(label="", numeric=False), *numbers("bedrag"))
    return Table(caption="Van bruto naar besteedbaar inkomen", unit="euro per jaar", columns=columns, rows=tuple(rows))


def explanation_lines(node: dict[str, Any], depth: int, level: int = 0) -> Iterator[str]:
    """An explanation to so many layers: name, value and unit, law, amounts with source; deeper layers are counted."""
    law = ", ".join(filter(None, (node["wet"], node["artikel"] and f"art. {node['artikel']}")))
    unit = _unit(str(node["eenheid"]), node["waarde"])
    about = " ".join(filter(None, (str(node["omschrijving"]), law)))
    indent = "  " * level
    yield f"{indent}{str(node['naam']).replace('_', ' ')} = {value_text(node['waarde'])}{unit}  {about}".rstrip()
    for name, parameter in node["parameters"].items():
        shown = value_text(parameter["waarde"])
        yield f"{indent}  {name.replace('_', ' ')} = {shown}  bron: {parameter['bron']}"
    if level + 1 < depth:
        for child in node["uit"]:
            yield from explanation_lines(child, depth, level + 1)
    elif node["uit"]:
        deeper = "1 onderdeel" if len(node["uit"]) == 1 else f"{len(node['uit'])} onderdelen"
        yield f"{indent}  … hieronder nog {deeper}: zie --diepte"


def value_text(value: Any) -> str:
    """A value as Dutch readers write it: ja or nee, at most four decimals, and only those that it has."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, (list, tuple)):
        return "; ".join(value_text(item) for item in value)
    if not isinstance(value, (int, float)):
        return str(value)
    return dutch(float(value), 0 if float(value).is_integer() else 2 if abs(value) >= 1 else 4)


def _unit(unit: str, value: Any) -> str:
    from bouwstenen.core.numbers import dutch_unit

    return "" if isinstance(value, bool) or unit in {"", "-", "ja/nee"} else f" {dutch_unit(unit)}"


def _budget_line(computed: Computed, person: str, what: tuple[str, str], folder: Path) -> int:
    """Compute the budget line and write verloop.csv and verloop.html."""
    from bouwstenen.cases.budget_line import budget_line, parse_range, varied_amount
    from bouwstenen.cases.compute import person_number
    from bouwstenen.report.budget_line import write_budget_line
    from bouwstenen.views import Table, numbers, row

    name, reach = varied_amount(what[0]), parse_range(what[1])
    number = person_number(computed.case, person)
    first, last, step = reach
    done, of = 0, int((last - first) / step) + 1
    with progress(f"Laat {name} lopen") as tell:

        def one() -> None:
            nonlocal done
            done += 1
            tell(f"Laat {name} lopen: {done} van {of}")

        points = budget_line(computed, number, name, reach, one)
    write_budget_line(points, name, computed.case.ids[number], str(computed.case.date), folder)
    rows = tuple(
        row(amount_of_people(point.at), amount_of_people(((point.pressure or 0.0) - 1.0) * step))
        for point in points
        if point.cliff
    )
    if rows:
        heads = numbers(name, "besteedbaar inkomen daalt met")
        show_table(Table(caption=f"Waar meer {name} minder overlaat", unit="euro per jaar", columns=heads, rows=rows))
    else:
        say(f"Geen plaatsen waar meer {name} minder overlaat.")
    say(f"Tabel: {folder / 'verloop.csv'}, grafiek: {folder / 'verloop.html'}")
    return 0
