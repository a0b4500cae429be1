"""`bouwstenen toets eu` and `zoek`: the European rules, and which adjustment reaches a goal."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from bouwstenen.cli.dutch import DutchCommand, DutchGroup
from bouwstenen.core.numbers import dutch, exact, number
from bouwstenen.facts.loader import DEFAULT_VINTAGE

if TYPE_CHECKING:
    from bouwstenen.models.eu_rules import CountryTable, EuResult, OptionEffect, PolicyTest, SensitivityRow

toets = typer.Typer(
    cls=DutchGroup,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Toets een pakket aan regels van buiten. Voorbeeld: `bouwstenen toets eu`.",
)
Variant = Annotated[str, typer.Option("--variant", help="Uitleg van de regels; zie --varianten.")]


@toets.command(cls=DutchCommand)
def eu(
    pakket: Annotated[str, typer.Argument(help="Naam van een meegeleverd pakket, of een bestand.")] = "bouwstenen",
    variant: Variant = "guidance_2025",
    keuze: Annotated[
        list[str] | None, typer.Option("--keuze", help="Eén keuze anders dan in de variant, zoals multiplier=ec_2024.")
    ] = None,
    jaren: Annotated[int, typer.Option("--jaren", min=1, max=20, help="Jaren van aanpassing: 4, of 7.")] = 4,
    start: Annotated[int | None, typer.Option("--start", help="Eerste jaar van de aanpassing.")] = None,
    gegevens: Annotated[
        Path | None, typer.Option("--gegevens", help="Eigen tabel van één land (CSV of YAML), in plaats van Nederland.")
    ] = None,
    land: Annotated[str | None, typer.Option("--land", help="Welk land in de tabel, als er meer in staan.")] = None,
    trekkingen: Annotated[int, typer.Option("--trekkingen", min=0, max=5_000_000, help="0: zonder kans.")] = 10_000,
    zaad: Annotated[int, typer.Option("--zaad", min=0, help="Startgetal van het toeval.")] = 2026,
    jaargang: Annotated[str, typer.Option("--jaargang", help="Jaargang van de cijfers.")] = DEFAULT_VINTAGE,
    als_json: Annotated[bool, typer.Option("--json", help="Schrijf alles als JSON.")] = False,
    verschil_met: Annotated[
        str | None, typer.Option("--verschil-met", help="Welke keuze geeft welk verschil met deze variant?")
    ] = None,
    gevoeligheid: Annotated[
        bool, typer.Option("--gevoeligheid", help="Toon hoe het doel verschuift met rente, groei en vergrijzing.")
    ] = False,
    varianten: Annotated[bool, typer.Option("--varianten", help="Toon alle varianten.")] = False,
) -> int:
    """Toets aan de Europese begrotingsregels: het nodige saldo, en hoe ver het pakket daarvan ligt.

    Voorbeelden: `bouwstenen toets eu` · `bouwstenen toets eu --jaren 7 --json` ·
    `bouwstenen toets eu --gegevens landen.csv --land FRA`
    """
    from bouwstenen.facts import load_facts
    from bouwstenen.models.eu_rules import Request, assess, chosen, explain, parameters, sensitivity, table_from_facts
    from bouwstenen.models.eu_rules import variant as variant_named
    from bouwstenen.models.eu_rules import variants as all_variants

    console = Console()
    if varianten:
        for name, options in all_variants().items():
            console.print(f"{name}: {options.title}", highlight=False)
        return 0
    facts = load_facts(jaargang)
    figures = parameters(facts)
    table = table_from_facts(facts) if gegevens is None else _own_table(gegevens, land)
    request = Request(jaren, start, trekkingen, zaad)
    options = chosen(variant_named(variant), keuze or [])
    found = assess(table, figures, options, request, name=" ".join([variant, *(keuze or [])]))
    tests = _tests(pakket, jaargang, found) if gegevens is None else {}
    effects = explain(table, figures, variant, verschil_met, request) if verschil_met is not None else []
    editions = _other_editions(jaargang) if gegevens is None else {}
    shifts = sensitivity(table, figures, facts, options, request, editions) if gevoeligheid else []
    if als_json:
        plain = {**found.to_json(), "tests": {name: test.to_json() for name, test in tests.items()}}
        plain |= {"differences": [asdict(row) for row in effects], "sensitivity": [asdict(row) for row in shifts]}
        typer.echo(json.dumps(plain, ensure_ascii=False, indent=1))
        return 0
    _print_target(found, console)
    for name, test in tests.items():
        _print_test(name, test, found, console)
    if effects:
        console.print(_differences(effects))
    if shifts:
        console.print(_sensitivity(shifts))
    for note in found.notes:
        console.print(note, highlight=False)
    return 0


def zoek(
    doel: Annotated[
        str, typer.Option("--doel", help="Zoals 'emu_saldo 2045 = 0', 'tekort <= 3' of 'schuld 2060 <= 60'.")
    ],
    pakket: Annotated[str, typer.Argument(help="Naam van een meegeleverd pakket, of een bestand.")] = "bouwstenen",
    vorm: Annotated[
        Literal["vast", "oplopend"], typer.Option("--vorm", help="Elk jaar evenveel, of elk jaar meer.")
    ] = "vast",
    start: Annotated[int, typer.Option("--start", help="Eerste jaar van de aanpassing.")] = 2027,
    tot: Annotated[int | None, typer.Option("--tot", help="Laatste jaar van een oplopende aanpassing.")] = None,
    jaargang: Annotated[str, typer.Option("--jaargang", help="Jaargang van de cijfers.")] = DEFAULT_VINTAGE,
    als_json: Annotated[bool, typer.Option("--json", help="Schrijf de uitkomst als JSON.")] = False,
) -> int:
    """Zoek welke algemene aanpassing (bezuiniging of lastenverzwaring) een doel haalt, met en zonder het pakket.

    Voorbeeld: `bouwstenen zoek --doel "emu_saldo 2045 = 0"`
    """
    from bouwstenen.agreement.loader import load_package
    from bouwstenen.coupling import seek

    found = seek(load_package(pakket), jaargang, doel, "constant" if vorm == "vast" else "ramp", start, tot)
    if als_json:
        plain = {
            name: {"size_pct_gdp": r.size, "per_year_pct_gdp": r.per_year, "amount_bn": r.amount, "year": r.amount_year}
            for name, r in found.items()
        }
        typer.echo(json.dumps(plain, indent=1))
        return 0
    table = Table(title=f"Nodig voor: {doel}", title_justify="left")
    for column in ("", "verbetering, % bbp", "per jaar, % bbp", "mld euro", "in"):
        table.add_column(column, justify="left" if not column else "right")
    for name, r in found.items():
        size, step = number(r.size, signed=True), number(r.per_year, signed=True)
        table.add_row(name, size, step, number(r.amount, signed=True), str(r.amount_year))
    table.caption = (
        "Een algemene verbetering van het saldo zonder rente; lopende prijzen. Een minteken betekent ruimte."
    )
    Console().print(table)
    return 0


def _own_table(path: Path, country: str | None) -> CountryTable:
    from bouwstenen.models.eu_rules import read_table

    return read_table(path, country)


def _other_editions(vintage: str) -> dict[str, CountryTable]:
    """The tables of the other vintages of public finance, for their editions of the cost of ageing."""
    from bouwstenen.facts import load_facts
    from bouwstenen.facts.loader import vintages
    from bouwstenen.models.eu_rules import table_from_facts

    found = {name: load_facts(name) for name in vintages() if name != vintage}
    return {
        name: table_from_facts(facts) for name, facts in found.items() if "public_finance.ageing_cost" in facts.columns
    }


def _points(value: float) -> str:
    """Points of GDP with two decimals: the steps of the rules are hundredths."""
    return dutch(value, 2, signed=True)


def _tests(package: str, vintage: str, found: EuResult) -> dict[str, PolicyTest]:
    """Unchanged policy and the package in both ledgers, held against the required path."""
    from bouwstenen.agreement.loader import load_package
    from bouwstenen.coupling import eu_test, run_public_finance
    from bouwstenen.facts import load_facts

    facts = load_facts(vintage)
    result, inputs = run_public_finance(load_package(package), facts)
    return eu_test(facts, inputs, result, assessed=found).tests


def _print_target(found: EuResult, console: Console) -> None:
    table = Table(
        title=f"{found.inputs.title}: nodig structureel primair saldo in {found.end_year}, % bbp", title_justify="left"
    )
    for column in ("criterium", "nodig", "telt mee"):
        table.add_column(column, justify="right" if column == "nodig" else "left")
    for criterion in found.criteria:
        value = "" if criterion.spb_target is None else _points(criterion.spb_target)
        binds = " (vraagt het meest)" if criterion.name == found.binding_criterion else ""
        table.add_row(criterion.label, value, ("ja" if criterion.counts else "nee") + binds)
    console.print(table)
    console.print(f"Nodig: {_points(found.spb_target)}% bbp in {found.end_year}.", highlight=False)
    if found.net_expenditure_growth:
        growth = ", ".join(f"{year}: {number(value)}%" for year, value in found.net_expenditure_growth.items())
        console.print(f"Toegestane groei van de netto-uitgaven: {growth}.", highlight=False)


def _print_test(name: str, test: PolicyTest, found: EuResult, console: Console) -> None:
    from bouwstenen.report.european import NAMES

    year = found.end_year
    at = test.at(year)
    distance, room = (number(float(values[at]), signed=True) for values in (test.distance, test.room))
    deficit, debt = exact(found.case.parameters.deficit_limit), exact(found.case.parameters.debt_limit)
    limits = (
        f"Tekort boven {deficit}%: {test.first_deficit or 'niet'}; schuld boven {debt}%: {test.first_debt or 'niet'}."
    )
    text = f"{NAMES[name].capitalize()}: {distance}% bbp ten opzichte van wat nodig is in {year}, {room} miljard euro."
    console.print(f"{text} {limits}", highlight=False, soft_wrap=True)


def _differences(rows: list[OptionEffect]) -> Table:
    table = Table(title="Welke keuze geeft welk verschil? % bbp", title_justify="left")
    for column in ("keuze", "van", "naar", "doel", "verschil"):
        table.add_column(column, justify="right" if column in ("doel", "verschil") else "left")
    for row in rows:
        table.add_row(row.title, row.first, row.second, _points(row.spb_target), _points(row.difference))
    return table


def _sensitivity(rows: list[SensitivityRow]) -> Table:
    table = Table(title="Hoe het doel verschuift, % bbp", title_justify="left")
    for column in ("wat", "keuze", "doel", "verschil"):
        table.add_column(column, justify="right" if column in ("doel", "verschil") else "left")
    for row in rows:
        table.add_row(row.subject, row.choice, _points(row.spb_target), _points(row.difference))
    return table
