"""`bouwstenen populatie`: the synthetic households that the model runs on, held against published figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from bouwstenen.cli.output import one_form, print_csv, print_json, progress, say, show_table
from bouwstenen.cli.shared import AsCsv, AsJson
from bouwstenen.core.errors import InputError, Where, cause_of
from bouwstenen.core.numbers import dutch
from bouwstenen.facts.loader import DEFAULT_VINTAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bouwstenen.population.inputs import PopulationInputs
    from bouwstenen.population.sample import Sample
    from bouwstenen.population.targets import TargetResult
    from bouwstenen.views import Table

MOST_KEPT = 1_000_000
"""Households whose measures or tables fit in a few gigabytes of memory."""
DEFAULT_HOUSEHOLDS = 200_000
_ROLES = {"calibration": "Hierop zijn de gewichten geijkt", "holdout": "Hierop niet: dit toetst het geheel"}


def populatie(
    *,
    huishoudens: Annotated[
        int, typer.Option("--huishoudens", "--aantal", help=f"Ongeveer hoeveel huishoudens, tot {MOST_KEPT}.")
    ] = DEFAULT_HOUSEHOLDS,
    zaad: Annotated[
        int, typer.Option("--zaad", help="Startgetal van het toeval: gelijk zaad, gelijke huishoudens.")
    ] = 2026,
    jaargang: Annotated[str, typer.Option("--jaargang", help="Jaargang van de cijfers.")] = DEFAULT_VINTAGE,
    cijfers: Annotated[
        Path | None, typer.Option("--cijfers", help="Bestand met eigen cijfers over de jaargang heen.")
    ] = None,
    uit: Annotated[Path | None, typer.Option("--uit", help="Map voor de tabellen personen en huishoudens.")] = None,
    vorm: Annotated[
        Literal["parquet", "csv"] | None,
        typer.Option("--vorm", help="Vorm van die tabellen [standaard: parquet].", show_default=False),
    ] = None,
    als_json: AsJson = False,
    als_csv: AsCsv = False,
) -> int:
    """Maak de nagemaakte huishoudens waar `koopkracht` mee rekent, en toon hoe goed ze op de echte cijfers lijken.

    Niemand in deze tabellen bestaat echt. Hoeveel inwoners Nederland later heeft, staat in `bouwstenen bevolking`.

    Voorbeelden: `bouwstenen populatie` · `bouwstenen populatie --huishoudens 40000 --uit mijn --vorm csv`
    """
    from bouwstenen.facts import load_facts
    from bouwstenen.population.build import chunks_for
    from bouwstenen.population.inputs import population_inputs
    from bouwstenen.population.report import report
    from bouwstenen.population.sample import joined

    one_form(as_json=als_json, as_csv=als_csv)
    if vorm is not None and uit is None:
        mend = "Geef ook --uit, of laat --vorm weg."
        raise InputError("dit doet alleen iets als er tabellen komen.", mend=mend, where=Where("--vorm"))
    number = chunks_for(_between(huishoudens, 1, MOST_KEPT, "--huishoudens"))
    seed = _between(zaad, 0, 2**32 - 1, "--zaad")
    inputs = population_inputs(load_facts(jaargang, cijfers))
    kept: list[Sample] = []
    with progress("Huishoudens maken") as tell:

        def part(done: int, of: int) -> None:
            tell(f"Huishoudens maken: deel {done} van {of}")

        results = report(inputs, _chunks(inputs, number, seed, kept if uit is not None else None, part))
    paths = () if uit is None else _write(joined(kept), uit, vorm or "parquet")
    if als_json:
        print_json(_as_json(results, number, seed))
    elif als_csv:
        rows = _as_json(results, number, seed)["targets"]
        print_csv(tuple(rows[0]), (tuple(row.values()) for row in rows))
    else:
        _show(results, number, seed)
    for path in paths:
        say(f"Tabel: {path}", stderr=als_json or als_csv)
    return 0


def _between(value: int, lowest: int, highest: int, option: str) -> int:
    """A number from `lowest` up to and including `highest`. Raises InputError with the option otherwise."""
    if not lowest <= value <= highest:
        mend = f"Kies een getal van {lowest} tot en met {highest}."
        raise InputError(f"het getal {value} kan hier niet.", mend=mend, where=Where(option))
    return value


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
    from polars.exceptions import ComputeError

    from bouwstenen.core.files import staged_folder
    from bouwstenen.population.microdata import write_microdata

    try:
        with staged_folder(folder) as stage:
            return tuple(folder / path.name for path in write_microdata(sample, stage, form))
    except ComputeError as error:
        # What polars says when the disk is full.
        problem = f"deze tabellen zijn niet te schrijven ({cause_of(error)})."
        mend = "Kies een map met schrijfrechten en genoeg ruimte."
        raise InputError(problem, mend=mend, where=Where(str(folder))) from error


def _show(results: Sequence[TargetResult], chunks: int, seed: int) -> None:
    """A table for each role, then the sources by number and the causes of large gaps."""
    from bouwstenen.population.build import CHUNK

    parts = "1 deel" if chunks == 1 else f"{chunks} delen"
    say(f"Nagemaakte huishoudens: {dutch(chunks * CHUNK, 0)} ({parts}), zaad {seed}", "bold")
    sources = list(dict.fromkeys(result.target.source for result in results))
    for role, title in _ROLES.items():
        show_table(_targets(title, [r for r in results if r.target.role == role], sources))
    for result in results:
        if _is_large(result) and result.target.cause:
            say(f"Groot verschil: {result.target.title}. {result.target.cause}", "yellow")
    for place, source in enumerate(sources, start=1):
        say(f"[{place}] {source or 'eigen aanname'}")


def _targets(title: str, results: Sequence[TargetResult], sources: Sequence[str]) -> Table:
    from bouwstenen.views import Column, Table, numbers, row

    rows = [
        row(
            t.title if t.unit in {"", "personen"} else f"{t.title} ({t.unit})",
            _amount(t.value),
            _amount(result.achieved),
            dutch(100.0 * result.deviation, 1, signed=True),
            f"{t.year} {t.confidence} [{sources.index(t.source) + 1}]",
        )
        for result in results
        for t in (result.target,)
    ]
    heads = (*numbers("cijfer", "hier", "verschil, %"), Column(label="jaar, zekerheid, bron", numeric=False))
    return Table(
        caption=title, unit="eenheid per rij", columns=(Column(label="", numeric=False), *heads), rows=tuple(rows)
    )


def _amount(value: float) -> str:
    """A number with the digits that matter."""
    return dutch(value, 0 if abs(value) >= 1000.0 else 1 if abs(value) >= 10.0 else 3)


def _is_large(result: TargetResult) -> bool:
    return abs(result.deviation) > result.target.tolerance


def _as_json(results: Sequence[TargetResult], chunks: int, seed: int) -> dict[str, Any]:
    from bouwstenen.population.build import CHUNK

    targets = [
        {
            "name": r.target.name, "title": r.target.title, "unit": r.target.unit, "role": r.target.role,
            "published": float(r.target.value), "population": float(r.achieved),
            "deviation_pct": 100.0 * float(r.deviation), "source": r.target.source, "year": r.target.year,
            "confidence": r.target.confidence, "cause": r.target.cause if _is_large(r) else "",
        }
        for r in results
    ]  # fmt: skip
    return {"rows": chunks * CHUNK, "parts": chunks, "seed": seed, "targets": targets}
