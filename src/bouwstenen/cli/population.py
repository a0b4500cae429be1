"""`bouwstenen populatie`: the synthetic households that the model runs on, held against published figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.console import Console

from bouwstenen.cli.options import DEFAULT_HOUSEHOLDS, AsJson, Figures, Vintage, between
from bouwstenen.cli.progress import parts_bar
from bouwstenen.cli.tables import laid_out, plain
from bouwstenen.core.numbers import dutch
from bouwstenen.facts.loader import DEFAULT_VINTAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bouwstenen.population.inputs import PopulationInputs
    from bouwstenen.population.sample import Sample
    from bouwstenen.population.targets import TargetResult

MOST_KEPT = 1_000_000
"""Households whose measures or tables fit in a few gigabytes of memory."""
_ROLES = {"calibration": "Hierop zijn de gewichten geijkt", "holdout": "Hierop niet: dit toetst het geheel"}


def populatie(
    aantal: Annotated[
        int, typer.Option("--aantal", help="Ongeveer hoeveel huishoudens, tot 1000000.")
    ] = DEFAULT_HOUSEHOLDS,
    zaad: Annotated[
        int, typer.Option("--zaad", min=0, help="Startgetal van het toeval: gelijk zaad, gelijke huishoudens.")
    ] = 2026,
    jaargang: Vintage = DEFAULT_VINTAGE,
    cijfers: Figures = None,
    uit: Annotated[Path | None, typer.Option("--uit", help="Map voor de tabellen personen en huishoudens.")] = None,
    vorm: Annotated[Literal["parquet", "csv"], typer.Option("--vorm", help="Vorm van die tabellen.")] = "parquet",
    als_json: AsJson = False,
) -> int:
    """Maak de nagemaakte huishoudens waar `koopkracht` mee rekent, en toon hoe goed ze op de echte cijfers lijken.

    Niemand in deze tabellen bestaat echt. Hoeveel inwoners Nederland later heeft, staat in `bouwstenen bevolking`.

    Voorbeelden: `bouwstenen populatie` · `bouwstenen populatie --aantal 40000 --uit mijn --vorm csv`
    """
    from bouwstenen.facts import load_facts
    from bouwstenen.population.build import chunks_for
    from bouwstenen.population.inputs import population_inputs
    from bouwstenen.population.report import report
    from bouwstenen.population.sample import joined

    number = chunks_for(between(aantal, 1, MOST_KEPT, "--aantal"))
    inputs = population_inputs(load_facts(jaargang, cijfers))
    kept: list[Sample] = []
    with parts_bar("Huishoudens maken") as tell:
        results = report(inputs, _chunks(inputs, number, zaad, kept if uit is not None else None, tell))
    paths = () if uit is None else _write(joined(kept), uit, vorm)
    if als_json:
        typer.echo(json.dumps(_as_json(results, number, zaad), ensure_ascii=False, allow_nan=False, indent=1))
        return 0
    _print(results, number, zaad)
    for path in paths:
        Console().print(f"Tabel: {path}", highlight=False, soft_wrap=True)
    return 0


def _chunks(
    inputs: PopulationInputs, number: int, seed: int, kept: list[Sample] | None, tell: Callable[[int, int], None]
) -> Iterator[Sample]:
    """The chunks one by one; `kept` collects them when they are to be written."""
    from bouwstenen.population.build import build_chunk

    for chunk in range(number):
        sample = build_chunk(inputs, chunk, number, seed)
        if kept is not None:
            kept.append(sample)
        yield sample
        tell(chunk + 1, number)


def _write(sample: Sample, folder: Path, form: str) -> tuple[Path, ...]:
    """Write both tables, or none."""
    from bouwstenen.core.files import staged_folder
    from bouwstenen.population.microdata import write_microdata

    with staged_folder(folder) as stage:
        return tuple(folder / path.name for path in write_microdata(sample, stage, form))


def _print(results: list[TargetResult], chunks: int, seed: int) -> None:
    """A table for each role, then the sources by number and the causes of large gaps."""
    from bouwstenen.population.build import CHUNK

    console = Console()
    parts = "1 deel" if chunks == 1 else f"{chunks} delen"
    console.print(f"[bold]Nagemaakte huishoudens[/]: {dutch(chunks * CHUNK, 0)} ({parts}), zaad {seed}")
    sources = list(dict.fromkeys(result.target.source for result in results))
    for role, title in _ROLES.items():
        table = laid_out(title, "", "cijfer\n2026", "hier", "verschil\n%", "jaar, zeker-\nheid, bron")
        for result in results:
            target = result.target
            if target.role == role:
                shown = target.title if target.unit in ("", "personen") else f"{target.title} ({target.unit})"
                table.add_row(
                    shown, _amount(target.value), _amount(result.achieved),
                    dutch(100.0 * result.deviation, 1, signed=True),
                    f"{target.year} {target.confidence} \\[{sources.index(target.source) + 1}]",
                )  # fmt: skip
        console.print(table)
    for result in results:
        if _is_large(result) and result.target.cause:
            console.print(f"[yellow]Groot verschil:[/] {result.target.title}. {result.target.cause}", highlight=False)
    for place, source in enumerate(sources, start=1):
        console.print(f"[dim]\\[{place}] {source or 'eigen aanname'}[/]", highlight=False)


def _amount(value: float) -> str:
    """A number with the digits that matter."""
    return dutch(value, 0 if abs(value) >= 1000.0 else 1 if abs(value) >= 10.0 else 3)


def _is_large(result: TargetResult) -> bool:
    return abs(result.deviation) > result.target.tolerance


def _as_json(results: list[TargetResult], chunks: int, seed: int) -> dict[str, Any]:
    from bouwstenen.population.build import CHUNK

    return plain(
        {
            "rows": chunks * CHUNK,
            "parts": chunks,
            "seed": seed,
            "targets": [
                {
                    "name": r.target.name, "title": r.target.title, "unit": r.target.unit, "role": r.target.role,
                    "published": r.target.value, "population": r.achieved, "deviation_pct": 100.0 * r.deviation,
                    "source": r.target.source, "year": r.target.year, "confidence": r.target.confidence,
                    "cause": r.target.cause if _is_large(r) else "",
                }
                for r in results
            ],
        }
    )  # fmt: skip
