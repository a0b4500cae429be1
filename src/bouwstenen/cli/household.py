"""`bouwstenen huishouden` and `standaard`: one household through the law, and the standard households."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.tree import Tree

from bouwstenen.core.numbers import amount_of_people, percentage
from bouwstenen.core.yaml_file import load_yaml

if TYPE_CHECKING:
    from bouwstenen.cases.compute import Computed


def huishouden(
    geval: Annotated[Path, typer.Argument(help="Bestand met het huishouden (YAML of JSON).")],
    als_json: Annotated[bool, typer.Option("--json", help="Schrijf alles als JSON.")] = False,
    uitleg: Annotated[str, typer.Option("--uitleg", help="Leg deze uitkomst uit, tot op de invoer.")] = "",
    verloop: Annotated[
        tuple[str, str] | None,
        typer.Option("--verloop", help="Laat een bedrag lopen van:tot:stap, zoals loon 0:120000:500."),
    ] = None,
    persoon: Annotated[str, typer.Option("--persoon", help="Wiens bedrag loopt (standaard de eerste persoon).")] = "",
    uit: Annotated[Path, typer.Option("--uit", help="Map voor verloop.csv en verloop.html.")] = Path("uit"),
) -> int:
    """Reken één huishouden door: belasting, premies, toeslagen, uitkeringen en wat er overblijft.

    Voorbeelden: `bouwstenen huishouden geval.yaml` · `bouwstenen huishouden geval.yaml --json --uitleg zorgtoeslag` ·
    `bouwstenen huishouden geval.yaml --verloop loon 0:120000:500`
    """
    from bouwstenen.cases.case import read_case
    from bouwstenen.cases.compute import compute, household_from

    source = load_yaml(geval)
    if verloop is not None:
        return _budget_line(compute(read_case(source)), persoon, verloop, uit)
    if als_json:
        typer.echo(json.dumps(household_from(source, uitleg), ensure_ascii=False, indent=1))
        return 0
    result = household_from(source, uitleg)
    console = Console()
    _print_result(result, compute(read_case(source)), console)
    if uitleg:
        console.print(_tree(result["uitleg"]))
    return 0


def standaard(
    geval: Annotated[
        str, typer.Option("--geval", help="Schrijf dit huishouden als geval, om mee verder te rekenen.")
    ] = "",
) -> int:
    """Toon de standaardhuishoudens: wat zij overhouden in 2024, 2025 en 2026.

    Voorbeelden: `bouwstenen standaard` · `bouwstenen standaard --geval modaal > geval.yaml`
    """
    from bouwstenen.cases.standard import YEARS, case_text, scale_note, standard_households

    if geval:
        typer.echo(case_text(geval), nl=False)
        return 0

    table = Table(title="Besteedbaar inkomen per jaar, euro van dat jaar", title_justify="left")
    table.add_column("huishouden (geval)")
    for year in YEARS:
        table.add_column(str(year), justify="right")
    for year in YEARS[1:]:
        table.add_column(f"{year}\nerbij", justify="right")
    for item in standard_households():
        cells = [amount_of_people(item.disposable[year]) for year in YEARS]
        changes = [percentage(item.disposable[y] / item.disposable[y - 1] - 1, signed=True) for y in YEARS[1:]]
        table.add_row(f"{item.title} ({item.id})", *cells, *changes)
    table.caption = f"Niet gecorrigeerd voor prijzen. {scale_note()}"
    table.caption_justify = "left"
    Console().print(table)
    return 0


def _print_result(result: dict[str, Any], computed: Computed, console: Console) -> None:
    console.print(_waterfall(computed))
    table = Table(title=f"Per persoon, euro per jaar, wet van {result['datum']}", title_justify="left")
    table.add_column("")
    for name in result["personen"]:
        table.add_column(name, justify="right")
    for name in next(iter(result["personen"].values())):
        values = [person[name] for person in result["personen"].values()]
        if any(values):
            show = percentage if name == "marginale_druk" else amount_of_people
            table.add_row(name.replace("_", " "), *(show(value) for value in values))
    console.print(table)
    for text in result["ontbreekt"]:
        console.print(f"[yellow]Niet berekend:[/] {text}", highlight=False)


def _waterfall(computed: Computed) -> Table:
    """From gross income to disposable income, in steps that add up."""
    from bouwstenen.cases.waterfall import waterfall

    steps = waterfall(computed)
    largest = max(abs(step.amount) for step in steps) or 1.0
    table = Table(title="Van bruto naar besteedbaar inkomen, euro per jaar", title_justify="left")
    table.add_column("")
    table.add_column("bedrag", justify="right")
    table.add_column("")
    for step in steps:
        bar = "█" * round(30 * abs(step.amount) / largest)
        colour = "bold" if step.total else "green" if step.amount > 0 else "red"
        table.add_row(
            step.title, amount_of_people(step.amount, signed=not step.total), f"[{colour}]{bar}[/]",
            style="bold" if step.total else "",
        )  # fmt: skip
    return table


def _tree(node: dict[str, Any], parent: Tree | None = None) -> Tree:
    """The explanation as a tree: name, value, law and parameters with their source."""
    law = ", ".join(part for part in (node["wet"], node["artikel"] and f"art. {node['artikel']}") if part)
    value = node["waarde"] if isinstance(node["waarde"], bool) else f"{node['waarde']:,.4g}"
    text = f"[bold]{node['naam']}[/] = {value} {node['eenheid']}  [dim]{node['omschrijving']} {law}[/]"
    branch = Tree(text) if parent is None else parent.add(text)
    for name, parameter in node["parameters"].items():
        branch.add(f"[cyan]{name}[/] = {parameter['waarde']}  [dim]{parameter['bron']}[/]")
    for child in node["uit"]:
        _tree(child, branch)
    return branch


def _budget_line(computed: Computed, person: str, what: tuple[str, str], folder: Path) -> int:
    """Compute the budget line and write verloop.csv and verloop.html."""
    from rich.progress import Progress

    from bouwstenen.cases.budget_line import budget_line, parse_range, varied_amount
    from bouwstenen.cases.compute import person_number
    from bouwstenen.report.budget_line import write_budget_line

    name, reach = varied_amount(what[0]), parse_range(what[1])
    number = person_number(computed.case, person)
    first, last, step = reach
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(f"Laat {name} lopen", total=int((last - first) / step) + 1)
        points = budget_line(computed, number, name, reach, lambda: progress.advance(task))
    write_budget_line(points, name, computed.case.ids[number], str(computed.case.date), folder)
    console = Console()
    table = Table(title=f"Waar meer {name} minder overlaat, euro per jaar", title_justify="left")
    for column in (name, "besteedbaar inkomen daalt met"):
        table.add_column(column, justify="right")
    for point in points:
        if point.cliff:
            table.add_row(amount_of_people(point.at), amount_of_people(((point.pressure or 0.0) - 1.0) * step))
    console.print(table if table.row_count else f"Geen plaatsen waar meer {name} minder overlaat.")
    console.print(
        f"Tabel: {folder / 'verloop.csv'}, grafiek: {folder / 'verloop.html'}", soft_wrap=True, highlight=False
    )
    return 0
