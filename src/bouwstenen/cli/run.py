"""`bouwstenen doorreken`, `vergelijk` and `controleer`: run a package, compare two, verify a receipt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bouwstenen.agreement.loader import load_package
from bouwstenen.cli.options import (
    DEFAULT_HOUSEHOLDS,
    MOST_HOUSEHOLDS,
    READINGS,
    Cluster,
    Figures,
    Package,
    ReadingOption,
    Seed,
    Vintage,
    Without,
)
from bouwstenen.facts.loader import DEFAULT_VINTAGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from bouwstenen.doorrekening import Doorrekening, RunOptions

PmOption = Annotated[
    Literal["geen", "laag", "midden", "hoog"], typer.Option("--pm", help="Welk bedrag de PM-posten krijgen.")
]
Draws = Annotated[int, typer.Option("--trekkingen", min=100, max=1_000_000, help="Aantal trekkingen voor de schuld.")]
Interest = Annotated[
    Literal["markt", "document"], typer.Option("--rente", help="Rente op extra schuld: markt, of 3% zoals de tekst.")
]
LineInterest = Annotated[
    Literal["vervangen", "optellen"],
    typer.Option("--rente-in-regels", help="Rente die al in regel 10 zit: vervangen door de berekende, of optellen."),
]
Feedback = Annotated[
    Literal["geen", "0.6", "0.75"], typer.Option("--doorwerking", help="Doorwerking op de economie (multiplier).")
]
Temporary = Annotated[
    bool, typer.Option("--tijdelijk-als-structureel", help="Tijdelijke uitgaven lopen door, zoals het CPB ze telt.")
]
Benefits = Annotated[bool, typer.Option("--inverdieneffecten", help="Toon ook de baten van investeringen, apart.")]
Prices = Annotated[
    Literal["lopend", "vast"], typer.Option("--prijzen", help="Bedragen stijgen met de prijzen mee (lopend) of niet.")
]

Households = Annotated[
    int,
    typer.Option(
        "--huishoudens", min=0, max=MOST_HOUSEHOLDS, help="Ongeveer hoeveel huishoudens; 0 laat het huishoudmodel weg."
    ),
]
HouseholdYear = Annotated[
    int, typer.Option("--huishoudjaar", help="Jaar van de wet voor de huishoudens: 2026 tot en met 2035.")
]
Labour = Annotated[
    bool, typer.Option("--arbeidsaanbod", help="Reken ook uit of mensen meer of minder gaan werken (apart getoond).")
]

_PM = {"geen": "none", "laag": "low", "midden": "central", "hoog": "high"}
_INTEREST = {"markt": "market", "document": "document"}
_LINE_INTEREST = {"vervangen": "replace", "optellen": "add"}
_FEEDBACK = {"geen": "none", "0.6": "ec_2025", "0.75": "ec_2024"}
_PRICES = {"lopend": "deflator", "vast": "none"}


def doorreken(
    pakket: Package = "bouwstenen",
    uit: Annotated[Path, typer.Option("--uit", help="Map voor rapport, tabellen en ontvangst.")] = Path("uit"),
    lezing: ReadingOption = "midden",
    pm: PmOption = "geen",
    zonder: Without = None,
    jaargang: Vintage = DEFAULT_VINTAGE,
    cijfers: Figures = None,
    zaad: Seed = 2026,
    trekkingen: Draws = 10_000,
    rente: Interest = "markt",
    rente_in_regels: LineInterest = "vervangen",
    doorwerking: Feedback = "geen",
    tijdelijk: Temporary = False,
    inverdieneffecten: Benefits = False,
    prijzen: Prices = "lopend",
    huishoudens: Households = DEFAULT_HOUSEHOLDS,
    huishoudjaar: HouseholdYear = 2030,
    arbeidsaanbod: Labour = False,
    dask: Cluster = "",
) -> int:
    """Reken een pakket door en schrijf rapport.html, effecten.csv en .parquet, dekking.csv en ontvangst.json.

    De uitkomst is 1 als een controle op de optelling niet klopt.

    Voorbeelden: `bouwstenen doorreken` · `bouwstenen doorreken mijn.yaml --uit mijn-uit --zonder B3 --pm midden`
    """
    from bouwstenen.report.outputs import write_outputs
    from bouwstenen.report.screen import print_summary

    options = _options(
        lezing, pm, zonder, jaargang, cijfers, zaad, trekkingen, inverdieneffecten=inverdieneffecten,
        households={"households": huishoudens, "household_year": huishoudjaar, "labour": arbeidsaanbod},
        interest_rate=_INTEREST[rente], interest_in_lines=_LINE_INTEREST[rente_in_regels],
        feedback=_FEEDBACK[doorwerking], temporary_as_structural=tijdelijk, indexation=_PRICES[prijzen],
    )  # fmt: skip
    found = _run_with_progress(pakket, options, lambda result: write_outputs(result, uit), dask)
    console = Console()
    print_summary(found, console)
    console.print(f"\nRapport: {uit / 'rapport.html'}", highlight=False, soft_wrap=True)
    return 0 if all(check.met is not False for check in found.checks) else 1


def vergelijk(
    eerste: Annotated[str, typer.Argument(help="Het eerste pakket.")],
    tweede: Annotated[str, typer.Argument(help="Het tweede pakket.")],
    lezing: ReadingOption = "midden",
    pm: PmOption = "geen",
    jaargang: Vintage = DEFAULT_VINTAGE,
    cijfers: Figures = None,
    huishoudens: Households = 20_000,
) -> int:
    """Zet twee pakketten naast elkaar: saldo, schuld en welke maatregelen verschillen.

    Voorbeeld: `bouwstenen vergelijk bouwstenen mijn.yaml`
    """
    from bouwstenen.report.screen import print_comparison

    own = {"households": huishoudens}
    options = _options(lezing, pm, None, jaargang, cijfers, 2026, 1000, inverdieneffecten=False, households=own)
    both = [_run_with_progress(name, options) for name in (eerste, tweede)]
    print_comparison(both[0], both[1], Console())
    return 0


def controleer(
    ontvangst: Annotated[Path, typer.Argument(help="De ontvangst van een run.")],
    pakket: Annotated[
        str | None, typer.Argument(help="Het bestand van het pakket, als het geen meegeleverd pakket was.")
    ] = None,
    cijfers: Figures = None,
    opnieuw: Annotated[bool, typer.Option("--opnieuw", help="Reken ook opnieuw en vergelijk de uitkomsten.")] = False,
) -> int:
    """Controleer zonder netwerk of een run nog klopt: zelfde code, pakket, cijfers, keuzes en uitkomsten.

    De uitkomst is 1 als er iets is veranderd.

    Voorbeeld: `bouwstenen controleer uit/ontvangst.json`
    """
    from bouwstenen.doorrekening import compile_readings, run_options, start_receipt
    from bouwstenen.facts import load_facts
    from bouwstenen.receipt import differences, read_receipt

    receipt = read_receipt(ontvangst)
    options = run_options(receipt.options, cijfers)
    package = load_package(pakket or receipt.package_id)
    overlay = compile_readings(package, options)[options.reading]
    now = start_receipt(package, options, load_facts(options.vintage, options.figures), overlay)
    found = differences(receipt, now, ontvangst.parent)
    console = Console()
    if opnieuw and not found:
        other, rounding = _rerun_differences(pakket or receipt.package_id, options, ontvangst.parent)
        found = [f"resultaat: {file} komt er nu anders uit" for file in other]
        if rounding:
            console.print("In effecten.csv en .parquet verschillen alleen de laatste cijfers: een andere processor.")
    for line in found:
        console.print(f"[red]✗[/] {line}", soft_wrap=True)
    console.print("Niet in orde: deze run is zo niet na te doen." if found else "In orde: alles is gelijk gebleven.")
    return 1 if found else 0


def _rerun_differences(package: str, options: RunOptions, folder: Path) -> tuple[list[str], bool]:
    """Run again in a folder of its own and compare every result; see `other_results`."""
    import tempfile

    from bouwstenen.report.outputs import other_results, write_outputs

    with tempfile.TemporaryDirectory() as name:
        _run_with_progress(package, options, lambda result: write_outputs(result, Path(name)))
        return other_results(folder, Path(name))


def _options(
    lezing: str, pm: str, zonder: list[str] | None, jaargang: str, cijfers: Path | None, zaad: int, trekkingen: int,
    *, inverdieneffecten: bool, households: dict[str, Any], **model: Any,
) -> RunOptions:  # fmt: skip
    """Translate the Dutch choices of the command line."""
    from bouwstenen.doorrekening import run_options

    names = {"pm": _PM[pm], "benefits": inverdieneffecten, **model}
    plain: dict[str, Any] = {
        "reading": READINGS[lezing],
        "without": " ".join(zonder or ()),
        "vintage": jaargang,
        "seed": zaad,
        "draws": trekkingen,
        **households,
        **{f"public_finance.{name}": value for name, value in names.items()},
    }
    return run_options(plain, cijfers)


def _run_with_progress(
    package: str, options: RunOptions, finish: Callable[[Doorrekening], None] | None = None, cluster: str = ""
) -> Doorrekening:
    """Run with a progress line on standard error, and `finish` as its last step."""
    from bouwstenen.doorrekening import run

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Pakket lezen", total=None)
        loaded = load_package(package)
        result = run(loaded, options, lambda step: progress.update(task, description=step), cluster)
        if finish is not None:
            progress.update(task, description="Rapport en tabellen schrijven")
            finish(result)
    return result
