"""`bouwstenen bevolking`, `asiel` and `gemeente`: people, the asylum chain, and what both ask of one municipality."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from bouwstenen.facts.loader import DEFAULT_VINTAGE
from bouwstenen.report.numbers import number

if TYPE_CHECKING:
    from bouwstenen.models.asylum import AsylumResult
    from bouwstenen.models.demography.tables import Table as PeopleTable

Package = Annotated[str, typer.Argument(help="Naam van een meegeleverd pakket, of een bestand.")]
Vintage = Annotated[str, typer.Option("--jaargang", help="Jaargang van de cijfers.")]
AsJson = Annotated[bool, typer.Option("--json", help="Schrijf alles als JSON.")]
YEARS = (2025, 2027, 2028, 2030, 2035)
_COUNTED = ("personen", "huishoudens")
"""Units that are shown in thousands."""


def asiel(pakket: Package = "bouwstenen", jaargang: Vintage = DEFAULT_VINTAGE, als_json: AsJson = False) -> int:
    """Reken de asielketen door: aanvragen, opvang, huisvesting, werk en kosten, zonder en met het pakket.

    Voorbeeld: `bouwstenen asiel`
    """
    from bouwstenen.models.asylum.rows import chain_table

    result = _chain(pakket, jaargang)
    rows = chain_table(result)
    if als_json:
        plain = {
            row.indicator: {
                "title": row.title, "unit": row.unit,
                "baseline": _by_year(result.years, row.baseline), "package": _by_year(result.years, row.package),
            }
            for row in rows
        }  # fmt: skip
        typer.echo(json.dumps(plain, ensure_ascii=False, indent=1))
        return 0
    table = Table(title="De asielketen: zonder → met pakket (kosten in prijzen van de cijfers)", title_justify="left")
    table.add_column("wat")
    table.add_column("eenheid")
    for year in YEARS:
        table.add_column(str(year), justify="right")
    for row in rows:
        cells = [_pair(row.baseline[_at(result, year)], row.package[_at(result, year)]) for year in YEARS]
        table.add_row(row.title, row.unit, *cells)
    Console().print(table)
    return 0


def gemeente(
    naam: Annotated[str, typer.Argument(help="Naam van de gemeente.")],
    pakket: Package = "bouwstenen",
    jaargang: Vintage = DEFAULT_VINTAGE,
    als_json: AsJson = False,
) -> int:
    """Toon wat de asielketen van één gemeente vraagt: opvangplaatsen en de taak om statushouders te huisvesten.

    Voorbeeld: `bouwstenen gemeente Utrecht`
    """
    from bouwstenen.facts import load_facts
    from bouwstenen.models.asylum.places import municipality_view

    view = municipality_view(load_facts(jaargang), _chain(pakket, jaargang), naam)
    if als_json:
        plain = {
            "name": view.place.name, "province": view.place.province, "inhabitants": view.place.inhabitants,
            "reception_places": {"round_one": view.round_one, "round_two": view.round_two},
            "task": _by_year(view.years, view.task), "task_package": _by_year(view.years, view.task_package),
            "backlog": _by_year(view.years, view.backlog),
            "backlog_package": _by_year(view.years, view.backlog_package),
            "caveats": list(view.caveats), "sources": list(view.sources),
        }  # fmt: skip
        typer.echo(json.dumps(plain, ensure_ascii=False, indent=1))
        return 0
    console = Console()
    place = view.place
    console.print(f"[bold]{place.name}[/] ({place.province}), {place.inhabitants:,.0f} inwoners".replace(",", "."))
    console.print(
        f"Opvangplaatsen volgens de Spreidingswet (indicatie): {view.round_one:.0f} in de eerste ronde, "
        f"{view.round_two:.0f} in de tweede.",
        highlight=False,
    )
    table = Table(title="Statushouders huisvesten, personen: zonder → met pakket", title_justify="left")
    table.add_column("")
    for year in YEARS:
        table.add_column(str(year), justify="right")
    at = [int(np.flatnonzero(view.years == year)[0]) for year in YEARS]
    table.add_row("taak in het jaar", *(_pair(view.task[t], view.task_package[t]) for t in at))
    table.add_row("achterstand eind van het jaar", *(_pair(view.backlog[t], view.backlog_package[t]) for t in at))
    console.print(table)
    console.print(_laid_out(_inhabitants(pakket, jaargang, place.name)))
    for text in view.caveats:
        console.print(f"[yellow]Let op:[/] {text}", highlight=False)
    for source in view.sources:
        console.print(f"[dim]Bron: {source}[/]", highlight=False)
    return 0


def bevolking(
    pakket: Package = "bouwstenen",
    jaargang: Vintage = DEFAULT_VINTAGE,
    trekkingen: Annotated[int, typer.Option("--trekkingen", min=100, max=20_000, help="Aantal trekkingen.")] = 1000,
    zaad: Annotated[int, typer.Option("--zaad", min=0, help="Startgetal van het toeval.")] = 2026,
) -> int:
    """Toon de bevolking tot 2070: met het pakket, per scenario, en welk migratiesaldo 19, 19,5 of 20 miljoen geeft.

    Voorbeeld: `bouwstenen bevolking`
    """
    from bouwstenen.agreement.loader import load_package
    from bouwstenen.agreement.schema import READINGS
    from bouwstenen.facts import load_facts
    from bouwstenen.levers.compile import compile_overlay
    from bouwstenen.models.demography import demography_facts, project, tables
    from bouwstenen.models.demography.stochastic import population_fan

    loaded, facts = load_package(pakket), demography_facts(load_facts(jaargang))
    results = {r: project(facts, compile_overlay(loaded.measures, r, where=loaded.where)) for r in READINGS}
    fan = population_fan(facts, results["central"], draws=trekkingen, seed=zaad)
    console = Console()
    for table in (
        tables.population_table(results["central"], fan),
        tables.readings_table(results),
        tables.scenario_table(facts),
        tables.solver_table(facts),
    ):
        console.print(_laid_out(table))
    return 0


def _laid_out(table: PeopleTable) -> Table:
    """A table of the population model for the screen."""
    shown = Table(title=table.title, title_justify="left", caption=table.note or None, caption_justify="left")
    for i, head in enumerate(table.columns):
        shown.add_column(head, justify="right" if i else "left")
    for row in table.rows:
        scale, unit = (1000, f"{row.unit}, ×1.000") if row.unit in _COUNTED else (1, row.unit)
        cells = [_cell(None if value is None else value / scale, row.decimals) for value in row.values]
        shown.add_row(f"{row.label} ({unit})" if unit else row.label, *cells)
    return shown


def _cell(value: float | None, decimals: int) -> str:
    return "" if value is None else f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def _chain(package: str, vintage: str) -> AsylumResult:
    from bouwstenen.agreement.loader import load_package
    from bouwstenen.facts import load_facts
    from bouwstenen.levers.compile import compile_overlay
    from bouwstenen.models.asylum import asylum_facts, project

    loaded = load_package(package)
    return project(asylum_facts(load_facts(vintage)), compile_overlay(loaded.measures, where=loaded.where))


def _inhabitants(package: str, vintage: str, name: str) -> PeopleTable:
    """Inhabitants of one municipality over the years (an indication)."""
    from bouwstenen.agreement.loader import load_package
    from bouwstenen.facts import load_facts
    from bouwstenen.levers.compile import compile_overlay
    from bouwstenen.models.demography import demography_facts, project, tables

    loaded, facts = load_package(package), demography_facts(load_facts(vintage))
    result = project(facts, compile_overlay(loaded.measures, where=loaded.where))
    return tables.municipality_table(facts, result, name)


def _at(result: AsylumResult, year: int) -> int:
    return int(np.flatnonzero(result.years == year)[0])


def _by_year(years: np.ndarray, values: np.ndarray) -> dict[str, float | None]:
    return {str(int(y)): round(float(v), 4) if np.isfinite(v) else None for y, v in zip(years, values, strict=True)}


def _pair(before: float, after: float) -> str:
    """One number when the package changes nothing, else both."""
    if not (np.isfinite(before) and np.isfinite(after)):
        return "–"
    one, two = (number(float(v)) if abs(v) < 100 else f"{v:,.0f}".replace(",", ".") for v in (before, after))
    return one if one == two else f"{one} → {two}"
