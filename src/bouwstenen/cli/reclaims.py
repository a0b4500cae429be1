"""`bouwstenen terugvorderingen`: a year in months, with advances, final awards and what is settled afterwards."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from bouwstenen.cli.options import AsJson, Figures, Package, Seed, Vintage, Without, Year, between, checked_year
from bouwstenen.cli.progress import parts_bar
from bouwstenen.cli.tables import laid_out, plain, thousands
from bouwstenen.core.numbers import dutch
from bouwstenen.facts.loader import DEFAULT_VINTAGE
from bouwstenen.models.households.texts import scheme_title
from bouwstenen.report.words import AWARDS

if TYPE_CHECKING:
    from rich.table import Table

    from bouwstenen.facts import Facts
    from bouwstenen.household_run import Job
    from bouwstenen.models.households.months import ChainEffect, MonthsResult
    from bouwstenen.models.households.months.fit import Comparison, SensitivityRow
    from bouwstenen.models.households.months.lived import LivedYear

MOST_PARTS = 50
_MILLION = 1e6
_SHORT = {"today": "zoals nu", "wage_data": "volgt loon", "last_year": "eerder jaar", "monthly": "per maand"}


@dataclass(frozen=True, eq=False)
class _Found:
    """What the command computes.

    chain: what additional payments cost in other schemes by today's rules; chain_losers: households that lose by it
    under the package. fit: against published figures. sensitivity: empty when it was not asked.
    """

    title: str
    facts: Facts
    result: MonthsResult
    chain: ChainEffect
    chain_losers: float
    fit: list[Comparison]
    sensitivity: list[SensitivityRow]


def terugvorderingen(
    pakket: Package = "bouwstenen",
    jaar: Year = 2030,
    delen: Annotated[
        int, typer.Option("--delen", help="Hoeveel delen van 20000 huishoudens, van 1 tot en met 50.")
    ] = 3,
    zonder: Without = None,
    jaargang: Vintage = DEFAULT_VINTAGE,
    cijfers: Figures = None,
    zaad: Seed = 2026,
    gevoeligheid: Annotated[
        bool, typer.Option("--gevoeligheid", help="Toon ook hoe de uitkomst aan elke aanname hangt (een minuut).")
    ] = False,
    als_json: AsJson = False,
) -> int:
    """Wat betalen mensen terug van hun toeslagen, en wat als een toeslag meteen vaststaat? Een jaar in maanden.

    Vier manieren van uitbetalen staan naast elkaar. Het pakket kiest er een.

    Voorbeelden: `bouwstenen terugvorderingen` · `bouwstenen terugvorderingen --jaar 2026 --delen 1 --gevoeligheid`
    """
    from bouwstenen.agreement.loader import load_package
    from bouwstenen.doorrekening import compile_readings, run_options
    from bouwstenen.facts import load_facts
    from bouwstenen.household_run import make_job
    from bouwstenen.population.build import CHUNK

    parts = between(delen, 1, MOST_PARTS, "--delen")
    options = run_options(
        {"without": " ".join(zonder or ()), "vintage": jaargang, "seed": zaad, "household_year": checked_year(jaar)},
        cijfers,
    )
    loaded, facts = load_package(pakket), load_facts(jaargang, cijfers)
    overlay = compile_readings(loaded, options)[options.reading]
    job = make_job(facts, {"": overlay}, parts * CHUNK, jaar, zaad)
    found = _found(loaded.title, facts, job, sensitive=gevoeligheid)
    if als_json:
        typer.echo(json.dumps(_as_json(found), ensure_ascii=False, allow_nan=False, indent=1))
    else:
        _print(found, Console())
    return 0


def _found(title: str, facts: Facts, job: Job, *, sensitive: bool) -> _Found:
    """Live the year of every chunk, with a bar on standard error; chunk after chunk, so that memory stays small."""
    from bouwstenen.models.households import prepare
    from bouwstenen.models.households.months import (
        combine,
        combine_effects,
        compare,
        live_published_year,
        live_year,
    )
    from bouwstenen.population.build import build_chunk

    years: list[LivedYear] = []
    published: list[MonthsResult] = []
    with parts_bar("Twaalf maanden doorrekenen") as tell:
        for number in range(job.of):
            sample = build_chunk(job.inputs, number, job.of, job.seed)
            chunk = prepare(sample, job.year, job.facts)
            years.append(live_year(facts, chunk, job.packages[""], job.seed, number))
            published.append(live_published_year(facts, sample, job.facts.take_up, job.seed, number))
            tell(number + 1, job.of)
    rows: list[SensitivityRow] = []
    if sensitive:
        with Console(stderr=True).status("Elke aanname lager en hoger"):
            rows = _sensitivity(facts, job)
    return _Found(
        title=title,
        facts=facts,
        result=combine([year.months for year in years]),
        chain=combine_effects([year.chains for year in years]),
        chain_losers=sum(year.losers for year in years),
        fit=compare(combine(published)),
        sensitivity=rows,
    )


def _sensitivity(facts: Facts, job: Job) -> list[SensitivityRow]:
    """Outcomes with each assumption lower and higher, on one chunk that stands for the country."""
    from bouwstenen.models.households import prepare
    from bouwstenen.models.households.months import months_facts, sensitivity
    from bouwstenen.population.build import build_chunk

    sample = build_chunk(job.inputs, 0, 1, job.seed)
    chunk, figures = prepare(sample, job.year, job.facts), months_facts(facts, job.year)
    law = chunk.law
    return sensitivity(chunk.sample, law.parameters, law.graph, job.facts.take_up, figures, job.seed)


def _print(found: _Found, console: Console) -> None:
    result = found.result
    console.print(f"[bold]Een jaar in maanden: {found.title}[/], wet van {result.year}", highlight=False)
    console.print(
        f"Gerekend met {dutch(len(result.weight), 0)} huishoudens, die staan voor "
        f"{dutch(float(result.weight.sum()), 0)}. "
        "De wet is die zonder pakket: alleen de manier van uitbetalen verschilt.",
        highlight=False,
    )
    for variant in result.outcomes:
        chosen = ", en dit kiest het pakket" if variant == result.settings.package else ""
        console.print(f"{_SHORT[variant].capitalize()}: {AWARDS[variant]}{chosen}.", highlight=False)
    console.print(_by_scheme(result))
    console.print(_by_household(result))
    console.print(_chain(found), highlight=False)
    console.print(_fit(found))
    if found.sensitivity:
        console.print(_sensitivity_table(found))


def _chain(found: _Found) -> str:
    """What additional payments cost people in other schemes."""
    lost = sum(found.chain.lost.values()) / _MILLION
    return (
        "Nabetalingen zijn geen inkomen maar kunnen spaargeld worden. Bewaren mensen alles, dan verliezen nu "
        f"{_rounded(found.chain.affected)} huishoudens samen {dutch(lost, 0)} miljoen euro aan toeslagen, bijstand of "
        f"belasting. Dat is het meeste dat kan. Met het pakket zijn het {_rounded(found.chain_losers)} huishoudens."
    )


def _rounded(households: float) -> str:
    """A number of households in whole thousands."""
    return dutch(round(households, -3), 0)


def _by_scheme(result: MonthsResult) -> Table:
    from bouwstenen.models.households.months import scheme_rows

    limit = dutch(result.facts.large_reclaim, 0)
    table = laid_out(
        "Terugvorderingen en nabetalingen per regeling: aantal ×1.000, miljard euro",
        "", "terug\naantal", "\nmld", "gem.\neuro", f"boven\n{limit} euro", "erbij\naantal", "\nmld", "gem.\neuro",
    )  # fmt: skip
    for variant in result.outcomes:
        table.add_row(f"[bold]{_SHORT[variant].capitalize()}[/]")
        rows = [row for row in scheme_rows(result) if row.variant == variant]
        if not any(row.reclaims or row.payments for row in rows):
            rows = [row for row in rows if row.scheme == "totaal"]
        for row in rows:
            table.add_row(
                scheme_title(row.scheme),
                thousands(row.reclaims), dutch(row.reclaims_bn), dutch(row.mean_reclaim, 0), thousands(row.large),
                thousands(row.payments), dutch(row.payments_bn), dutch(row.mean_payment, 0),
            )  # fmt: skip
    return table


def _by_household(result: MonthsResult) -> Table:
    from bouwstenen.models.households.months import household_rows

    rows, facts = household_rows(result), result.facts
    small, large, much = (dutch(v, 0) for v in (facts.change_small, facts.change_large, facts.large_reclaim))
    table = laid_out("Per huishouden", "", *(_SHORT[row.variant] for row in rows))
    counts = {
        "huishoudens met een toeslag": "users",
        "moet iets terugbetalen": "repaying",
        f"moet meer dan {much} euro terugbetalen": "repaying_large",
        "een maand onder het sociaal minimum": "below",
        f"houdt {large} euro per jaar meer dan nu": "gain",
        f"houdt {large} euro per jaar minder dan nu": "lose",
    }
    shares = {
        "schommeling van het inkomen, %": "variation",
        "schommeling van de toeslagen, %": "toeslag_variation",
        f"maanden met {small} euro verschil, %": "steps_small",
        f"maanden met {large} euro verschil, %": "steps_large",
    }
    for title, name in counts.items():
        table.add_row(title, *(thousands(getattr(row, name)) for row in rows))
    for title, name in shares.items():
        table.add_row(title, *(dutch(100.0 * getattr(row, name), 1) for row in rows))
    table.caption = "Aantallen ×1.000. Verschil: van de toeslagen, met de maand ervoor."
    return table


def _fit(found: _Found) -> Table:
    table = laid_out(
        "Klopt het met gepubliceerde cijfers? (regels van toen, wet van 2026)",
        "", "hier", "officieel", "verschil\n%", "soort",
    )  # fmt: skip
    for row in found.fit:
        title = _title(found.facts, f"target_{row.name}")
        kind = "geijkt" if row.fitted else "toets"
        table.add_row(
            title, dutch(row.found, 3), dutch(row.published, 3), dutch(100.0 * row.error, 0, signed=True), kind
        )
    return table


def _title(facts: Facts, name: str) -> str:
    """Title of a figure, without the letter in front that says how the fit uses it."""
    return re.sub(r"^[a-z]: ", "", facts.titles.get(f"months.{name}", name.replace("_", " ")))


def _sensitivity_table(found: _Found) -> Table:
    much = dutch(found.result.facts.large_reclaim, 0)
    table = laid_out(
        "Hoe hangt de uitkomst aan elke aanname? Regels van nu, en wat meteen vaststellen meer kost",
        "", "×", "terug\n×1.000", "\nmld", "erbij\nmld", f"boven\n{much} euro", "eerder\njaar mld", "per\nmaand mld",
    )  # fmt: skip
    shown = ""
    for row in found.sensitivity:
        title = "niets veranderd" if row.parameter == "-" else _title(found.facts, row.parameter)
        title, shown = ("" if title == shown else title), title
        table.add_row(
            title, dutch(row.factor, 1), thousands(row.reclaims), dutch(row.reclaims_bn), dutch(row.payments_bn),
            thousands(row.repaying_large), *(dutch(bn, signed=True) for bn in (row.last_year_bn, row.monthly_bn)),
        )  # fmt: skip
    return table


def _as_json(found: _Found) -> dict[str, Any]:
    from bouwstenen.models.households.months import household_rows, kind_rows, scheme_rows
    from bouwstenen.population.schema import HUISHOUDTYPE

    result = found.result
    return plain(
        {
            "package": found.title,
            "year": result.year,
            "rows": len(result.weight),
            "chosen_variant": result.settings.package,
            "large_reclaim_eur": result.facts.large_reclaim,
            "schemes": [
                {**asdict(row), "mean_reclaim": row.mean_reclaim, "mean_payment": row.mean_payment}
                for row in scheme_rows(result)
            ],
            "households": [asdict(row) for row in household_rows(result)],
            "kinds": [{**asdict(row), "kind": HUISHOUDTYPE.get(row.kind, "onbekend")} for row in kind_rows(result)],
            "chain": {**asdict(found.chain), "affected_package": found.chain_losers},
            "fit": [{**asdict(row), "error_pct": 100.0 * row.error} for row in found.fit],
            "sensitivity": [asdict(row) for row in found.sensitivity],
        }
    )
