"""`bouwstenen complexiteit`: how complicated income support is in the law, without and with a package."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import typer
from rich.console import Console

from bouwstenen.cli.options import AsJson, Figures, Package, Seed, Vintage, Without, Year, checked_year
from bouwstenen.cli.tables import laid_out, plain
from bouwstenen.core.numbers import NOTHING, dutch
from bouwstenen.facts.loader import DEFAULT_VINTAGE
from bouwstenen.models.households.complexity_file import KINDS
from bouwstenen.report.notice_complexity import mean, pairs
from bouwstenen.report.words import CONCEPT_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.table import Table

    from bouwstenen.facts import Facts
    from bouwstenen.levers import Overlay
    from bouwstenen.models.households.complexity import SchemeComplexity
    from bouwstenen.models.households.complexity_change import Complexity


@dataclass(frozen=True, eq=False)
class _Found:
    """What was counted, without and with the package, in the law of a year."""

    title: str
    year: int
    counted: Complexity


def complexiteit(
    pakket: Package = "bouwstenen",
    jaar: Year = 2030,
    zonder: Without = None,
    jaargang: Vintage = DEFAULT_VINTAGE,
    cijfers: Figures = None,
    zaad: Seed = 2026,
    als_json: AsJson = False,
) -> int:
    """Hoe ingewikkeld is inkomenssteun? Regels, begrippen, loketten, formulieren en betaaldagen, zonder en met pakket.

    De aantallen zijn geteld in de wet zoals die hier is nagemaakt, en bij nagemaakte huishoudens.

    Voorbeelden: `bouwstenen complexiteit` · `bouwstenen complexiteit mijn.yaml --jaar 2028 --json`
    """
    from bouwstenen.agreement.loader import load_package
    from bouwstenen.doorrekening import compile_readings, run_options
    from bouwstenen.facts import load_facts

    plain_options = {"without": " ".join(zonder or ()), "vintage": jaargang, "household_year": checked_year(jaar)}
    options = run_options(plain_options, cijfers)
    loaded, facts = load_package(pakket), load_facts(jaargang, cijfers)
    overlay = compile_readings(loaded, options)[options.reading]
    with Console(stderr=True).status("Regels en huishoudens tellen"):
        found = _found(loaded.title, facts, overlay, jaar, zaad)
    if als_json:
        typer.echo(json.dumps(_as_json(found), ensure_ascii=False, allow_nan=False, indent=1))
    else:
        _print(found, facts, Console())
    return 0


def _found(title: str, facts: Facts, overlay: Overlay, year: int, seed: int) -> _Found:
    """Count in the law without and with the package, on one chunk that stands for the country."""
    from bouwstenen.models.households import households_facts, prepare
    from bouwstenen.models.households.complexity_change import count_complexity
    from bouwstenen.population.build import build_chunk
    from bouwstenen.population.inputs import population_inputs

    chunk = prepare(build_chunk(population_inputs(facts), 0, 1, seed), year, households_facts(facts))
    return _Found(title, year, count_complexity(facts, [chunk], overlay))


def _means(found: _Found) -> dict[str, tuple[float, float]]:
    """Means over households by title, without and with the package."""
    counted = found.counted
    return {title: (mean(counted, one), mean(counted, two)) for title, one, two in pairs(*counted.households)}


def _schemes(found: _Found) -> list[tuple[str, SchemeComplexity | None, SchemeComplexity | None]]:
    """Every scheme of either side with its title, which says when it is on one side only."""
    before, after = (law.schemes for law in found.counted.laws)
    both = {**before, **after}

    def title(name: str) -> str:
        only = " (vervalt)" if name not in after else " (nieuw)" if name not in before else ""
        return both[name].title + only

    return [(title(name), before.get(name), after.get(name)) for name in both]


def _print(found: _Found, facts: Facts, console: Console) -> None:
    console.print(f"[bold]Hoe ingewikkeld? {found.title}[/], wet van {found.year}", highlight=False)
    console.print(_law_table(found))
    console.print(_concepts_table(found))
    console.print(_people_table(found))
    table = laid_out("Wat een huishouden tegenkomt, gemiddeld", "", "zonder", "met")
    for title, (before, after) in _means(found).items():
        table.add_row(title, dutch(before), dutch(after))
    console.print(table)
    _print_burden(found, facts, console)
    console.print("Uitleg: docs/models/households_complexity.md.", highlight=False)


def _law_table(found: _Found) -> Table:
    table = laid_out(
        "In de wet, per regeling: zonder → met pakket", "", "regels", "waarden", "eigen vragen",
        caption="Waarden: bedragen, grenzen en percentages. Eigen vragen: wat deze regeling zelf van mensen vraagt.",
    )  # fmt: skip
    for title, before, after in _schemes(found):
        counts = [_pair(before, after, lambda s, name=name: getattr(s, name)) for name in ("rules", "parameters")]
        table.add_row(title, *counts, _pair(before, after, lambda s: len(s.own_inputs)))
    return table


def _concepts_table(found: _Found) -> Table:
    heads = (CONCEPT_KINDS[kind].removeprefix("begrippen van ") for kind in KINDS)
    table = laid_out("Hoeveel begrippen toetst elke regeling? zonder → met pakket", "", *heads)
    for title, before, after in _schemes(found):
        table.add_row(title, *(_pair(before, after, lambda s, kind=kind: len(s.concepts[kind])) for kind in KINDS))
    totals = [[len(law.distinct(kind)) for law in found.counted.laws] for kind in KINDS]
    table.add_row("[bold]samen verschillend[/]", *(_arrow(*map(str, total)) for total in totals))
    return table


def _people_table(found: _Found) -> Table:
    from bouwstenen.models.households.complexity_file import complexity_file

    desks = complexity_file().desks
    table = laid_out(
        "Voor mensen, per regeling: zonder → met pakket",
        "", "loket", "formulier\nbegin", "\njaar", "betaling\nper jaar", "\ndag", words=2,
    )  # fmt: skip
    for title, before, after in _schemes(found):
        table.add_row(
            title,
            _pair(before, after, lambda s: desks[s.desk].title),
            _pair(before, after, lambda s: s.forms_start),
            _pair(before, after, lambda s: s.forms_per_year),
            _pair(before, after, lambda s: s.paid.times or "met loon"),
            _pair(before, after, lambda s: s.paid.day or NOTHING),
        )
    return table


def _pair(
    before: SchemeComplexity | None, after: SchemeComplexity | None, take: Callable[[SchemeComplexity], Any]
) -> str:
    """The value of both sides, once when they are equal or when the scheme is on one side only."""
    one, two = before or after, after or before
    assert one is not None
    assert two is not None
    return _arrow(str(take(one)), str(take(two)))


def _arrow(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _print_burden(found: _Found, facts: Facts, console: Console) -> None:
    """Hours where minutes were published, and what is not computed and why."""
    for side, burden, law in zip(("zonder", "met"), found.counted.burdens, found.counted.laws, strict=True):
        if burden.computed:
            hours = float(np.average(burden.hours, weights=found.counted.weight))
            names = ", ".join(law.schemes[name].title for name in burden.computed)
            text = f"Regeldruk {side} pakket: {dutch(hours)} uur per huishouden per jaar ({names})."
            console.print(text, highlight=False)
        if burden.not_computed:
            left = ", ".join(law.schemes[name].title for name in burden.not_computed)
            why = f"hoeveel minuten hun formulieren kosten, staat niet in de cijfers ({facts.vintage})"
            text = f"[yellow]Niet berekend:[/] regeldruk {side} pakket van {left}: {why}."
            console.print(text, highlight=False)


def _as_json(found: _Found) -> dict[str, Any]:
    sides = ("baseline", "package")
    return plain(
        {
            "package": found.title,
            "year": found.year,
            "rows": len(found.counted.weight),
            "schemes": {
                side: {name: _scheme_json(scheme) for name, scheme in law.schemes.items()}
                for side, law in zip(sides, found.counted.laws, strict=True)
            },
            "distinct_concepts": {
                side: {kind: law.distinct(kind) for kind in KINDS}
                for side, law in zip(sides, found.counted.laws, strict=True)
            },
            "household_means": {
                title: {"baseline": before, "package": after} for title, (before, after) in _means(found).items()
            },
            "burden": {
                side: {
                    "computed": burden.computed,
                    "hours_mean": float(np.average(burden.hours, weights=found.counted.weight))
                    if burden.computed
                    else None,
                    "not_computed": burden.not_computed,
                    "missing_facts": burden.missing,
                }
                for side, burden in zip(sides, found.counted.burdens, strict=True)
            },
        }
    )


def _scheme_json(scheme: SchemeComplexity) -> dict[str, Any]:
    return {
        "title": scheme.title,
        "desk": scheme.desk,
        "payments_per_year": scheme.paid.times,
        "payment_day": scheme.paid.day,
        "forms_start": scheme.forms_start,
        "forms_per_year": scheme.forms_per_year,
        "rules": scheme.rules,
        "parameters": scheme.parameters,
        "inputs": scheme.inputs,
        "own_rules": scheme.own_rules,
        "own_parameters": scheme.own_parameters,
        "own_inputs": scheme.own_inputs,
        "concepts": dict(scheme.concepts),
    }
