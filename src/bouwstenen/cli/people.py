"""`bouwstenen bevolking`, `asiel` and `gemeente`: people, the asylum chain, and what both ask of one municipality."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.core.numbers import dutch, number
from bouwstenen.facts.loader import DEFAULT_VINTAGE

if TYPE_CHECKING:
    from bouwstenen.models.asylum import AsylumResult
    from bouwstenen.models.demography import Options as PeopleOptions
    from bouwstenen.models.demography.tables import Table as PeopleTable

Package = Annotated[str, typer.Argument(help="Naam van een meegeleverd pakket, of een bestand.")]
Vintage = Annotated[str, typer.Option("--jaargang", help="Jaargang van de cijfers.")]
AsJson = Annotated[bool, typer.Option("--json", help="Schrijf alles als JSON.")]
YEARS = (2025, 2027, 2028, 2030, 2035)
_COUNTED = ("personen", "huishoudens")
"""Units that are shown in thousands."""


def asiel(
    pakket: Package = "bouwstenen",
    jaargang: Vintage = DEFAULT_VINTAGE,
    als_json: AsJson = False,
    wachttijden: Annotated[
        bool, typer.Option("--wachttijden", help="Bootst mensen na: hoe verdeeld is het wachten?")
    ] = False,
    zaad: Annotated[int, typer.Option("--zaad", min=0, help="Startgetal van het toeval.")] = 2026,
) -> int:
    """Reken de asielketen door: aanvragen, opvang, huisvesting, werk en kosten, zonder en met het pakket.

    Voorbeelden: `bouwstenen asiel` · `bouwstenen asiel --wachttijden`
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
    if wachttijden:
        Console().print(_waits(result, zaad))
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
    console.print(f"[bold]{place.name}[/] ({place.province}), {dutch(place.inhabitants, 0)} inwoners")
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
    scenario: Annotated[
        str, typer.Option("--scenario", help="baseline, low, moderate, high, cbs_2022 of cbs_2023.")
    ] = "baseline",
    migratie: Annotated[str, typer.Option("--migratie", help="Eigen migratiesaldo, zoals 2030:50000,2040:60000.")] = "",
    kinderen: Annotated[
        str, typer.Option("--kinderen", help="Eigen kindertal per vrouw, zoals 2030:1.5,2050:1.7.")
    ] = "",
) -> int:
    """Toon de bevolking tot 2070: met het pakket, per scenario, en welk migratiesaldo 19, 19,5 of 20 miljoen geeft.

    Voorbeelden: `bouwstenen bevolking` · `bouwstenen bevolking --migratie 2030:40000`
    """
    from bouwstenen.agreement.loader import load_package
    from bouwstenen.agreement.schema import READINGS
    from bouwstenen.facts import load_facts
    from bouwstenen.levers.compile import compile_overlay
    from bouwstenen.models.demography import demography_facts, project, tables
    from bouwstenen.models.demography.stochastic import population_fan

    loaded, facts = load_package(pakket), demography_facts(load_facts(jaargang))
    options = own_options(scenario, migratie, kinderen)
    results = {r: project(facts, compile_overlay(loaded.measures, r, where=loaded.where), options) for r in READINGS}
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


def own_options(scenario: str, migration: str, fertility: str) -> PeopleOptions:
    """Options of the population model from the command line. Raises InputError with the mend."""
    from bouwstenen.models.demography import SCENARIOS
    from bouwstenen.models.demography import Options as Chosen

    if scenario not in SCENARIOS:
        where, near = Where("--scenario"), nearest_key(scenario, SCENARIOS)
        problem = f"het scenario '{shown(scenario)}' bestaat niet."
        raise InputError(problem, mend=f"Kies uit: {', '.join(SCENARIOS)}.", where=where, nearest=near)
    return Chosen(
        scenario=scenario,
        net_migration=parse_path(migration, "--migratie"),
        fertility_rate=parse_path(fertility, "--kinderen"),
    )


def parse_path(text: str, option: str) -> tuple[tuple[int, float], ...]:
    """Read `2030:50000,2040:60000` as (year, value) pairs. Raises InputError when it is something else."""
    pairs: list[tuple[int, float]] = []
    for part in filter(None, text.split(",")):
        year, _, value = part.partition(":")
        try:
            pairs.append((int(year), float(value)))
        except ValueError:
            mend = "Schrijf jaar:getal, met komma's ertussen."
            raise InputError(f"'{shown(part)}' is geen jaar met een getal.", mend=mend, where=Where(option)) from None
    return tuple(sorted(pairs))


def _laid_out(table: PeopleTable) -> Table:
    """A table of the population model for the screen."""
    # Seven years of seven digits beside a label fit in 80 columns only without lines between them.
    shown = Table(
        title=table.title, title_justify="left", caption=table.note or None, caption_justify="left",
        box=SIMPLE_HEAD, padding=(0, 1, 0, 0),
    )  # fmt: skip
    for i, head in enumerate(table.columns):
        shown.add_column(
            head, justify="right" if i else "left", overflow="fold", min_width=0 if i else 14, no_wrap=bool(i)
        )
    for row in table.rows:
        scale, unit = (1000, f"{row.unit}, ×1.000") if row.unit in _COUNTED else (1, row.unit)
        cells = [_cell(None if value is None else value / scale, row.decimals) for value in row.values]
        shown.add_row(f"{row.label} ({unit})" if unit else row.label, *cells)
    return shown


def _cell(value: float | None, decimals: int) -> str:
    return "" if value is None else dutch(value, decimals)


def _waits(result: AsylumResult, seed: int) -> Table:
    """How long people wait, person by person, with the package; the last column is the mean of the chain itself."""
    from bouwstenen.models.asylum.chain import chain_rates, projection_start
    from bouwstenen.models.asylum.replica import compare, simulate

    run = result.package
    replica = simulate(run.drivers, projection_start(result.facts), chain_rates(result.facts), seed=seed)
    table = Table(
        title="Wachttijd in maanden, met het pakket (wie begint in 2026 tot en met 2029)", title_justify="left"
    )
    for column in ("stap", "snelste 10%", "helft", "langzaamste 10%", "gemiddeld", "gemiddeld in de keten"):
        table.add_column(column, justify="left" if column == "stap" else "right")
    words = {"decision": "aanvraag tot beslissing", "home": "vergunning tot woning"}
    for row in compare(replica, run.chain):
        cells = [number(v) for v in (*row.quantiles, row.mean, row.stock_flow_mean)]
        table.add_row(words[row.stage], *cells)
    table.caption = (
        "Nagebootst op een vijfde van de mensen, wie het eerst komt het eerst: in het echt loopt wachten verder uiteen."
    )
    return table


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
    one, two = (number(float(v)) if abs(v) < 100 else dutch(v, 0) for v in (before, after))
    return one if one == two else f"{one} → {two}"
