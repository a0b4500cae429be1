"""`bouwstenen koopkracht`: who notices a package, on the synthetic population or on users' own microdata."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer
from rich.console import Console

from bouwstenen.cli.options import (
    DEFAULT_HOUSEHOLDS,
    MOST_HOUSEHOLDS,
    READINGS,
    AsJson,
    Cluster,
    Figures,
    Package,
    ReadingOption,
    Seed,
    Vintage,
    Without,
    Year,
    between,
    checked_year,
)
from bouwstenen.cli.progress import parts_bar
from bouwstenen.core.errors import InputError, Where
from bouwstenen.facts.loader import DEFAULT_VINTAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bouwstenen.checks.check import Check
    from bouwstenen.doorrekening import RunOptions
    from bouwstenen.effects.table import EffectRow
    from bouwstenen.facts import Facts
    from bouwstenen.levers import Overlay
    from bouwstenen.models.households import ChunkOutcome, HouseholdsFacts, HouseholdsResult, Tables
    from bouwstenen.models.households.labour import LabourResponse
    from bouwstenen.models.households.pressure import PressureTable
    from bouwstenen.models.households.uncertainty import Interval
    from bouwstenen.population.sample import Sample

FILES = ("koopkracht.csv", "koopkracht.parquet")
Households = Annotated[
    int | None, typer.Option("--huishoudens", help="Ongeveer hoeveel huishoudens, tot 8500000 [standaard: 200000].")
]
Persons = Annotated[
    Path | None, typer.Option("--personen", help="Eigen bestand: één rij per persoon (Parquet of CSV).")
]
HouseholdFile = Annotated[Path | None, typer.Option("--huishoudbestand", help="Eigen bestand: één rij per huishouden.")]
DataYear = Annotated[int | None, typer.Option("--peiljaar", help="Jaar van de eigen bestanden [standaard: 2026].")]
Labour = Annotated[
    bool, typer.Option("--arbeidsaanbod", help="Reken ook uit of mensen meer of minder gaan werken (apart).")
]
Folder = Annotated[Path | None, typer.Option("--uit", help="Map voor koopkracht.csv en koopkracht.parquet.")]


@dataclass(frozen=True, eq=False)
class Notice:
    """What `koopkracht` computes.

    run: short name over all that went in. parts: chunks that were run; details: households that marginal pressure and
    labour were computed on. limits: the two thresholds of marginal pressure, as shares. remarks: what people have to
    know, Dutch.
    """

    run: str
    title: str
    reading: str
    year: int
    parts: int
    details: int
    result: HouseholdsResult
    tables: Tables
    intervals: tuple[Interval, ...]
    pressure: PressureTable
    limits: tuple[float, float]
    labour: LabourResponse | None
    benchmarks: list[Check]
    remarks: tuple[str, ...]

    @property
    def adds_up(self) -> bool:
        """Whether every change of an income comes from a scheme, tax or premium."""
        from bouwstenen.models.households.tables import CENT

        return self.result.identity <= CENT


@dataclass(frozen=True)
class _Own:
    """The user's own microdata: two files, and the year that they belong to."""

    person: Path
    household: Path
    year: int


def koopkracht(
    pakket: Package = "bouwstenen",
    jaar: Year = 2030,
    huishoudens: Households = None,
    lezing: ReadingOption = "midden",
    zonder: Without = None,
    jaargang: Vintage = DEFAULT_VINTAGE,
    cijfers: Figures = None,
    zaad: Seed = 2026,
    dask: Cluster = "",
    personen: Persons = None,
    huishoudbestand: HouseholdFile = None,
    peiljaar: DataYear = None,
    arbeidsaanbod: Labour = False,
    uit: Folder = None,
    als_json: AsJson = False,
) -> int:
    """Wie merkt het? Koopkracht, armoede, regelingen en marginale druk, zonder en met het pakket.

    De huishoudens zijn nagemaakt met openbare cijfers, of komen uit uw eigen bestanden (zie docs/microdata.md).
    De uitkomst is 1 als een verandering van inkomen niet uit een regeling te verklaren is.

    Voorbeelden: `bouwstenen koopkracht` · `bouwstenen koopkracht mijn.yaml --jaar 2028 --zonder B3 --uit uit` ·
    `bouwstenen koopkracht --personen personen.parquet --huishoudbestand huishoudens.parquet --json`
    """
    from bouwstenen.cli.notice_tables import as_json, print_notice
    from bouwstenen.doorrekening import run_options

    own = _own_files(personen, huishoudbestand, peiljaar, checked_year(jaar), huishoudens)
    number = between(DEFAULT_HOUSEHOLDS if huishoudens is None else huishoudens, 1, MOST_HOUSEHOLDS, "--huishoudens")
    choices = {
        "reading": READINGS[lezing],
        "without": " ".join(zonder or ()),
        "vintage": jaargang,
        "seed": zaad,
        "households": number,
        "household_year": jaar,
        "labour": arbeidsaanbod,
    }
    found = _notice(pakket, run_options(choices, cijfers), own, dask)
    if uit is not None:
        _write(found, uit)
    if als_json:
        typer.echo(json.dumps(as_json(found), ensure_ascii=False, allow_nan=False, indent=1))
    else:
        print_notice(found, Console(), uit)
    return 0 if found.adds_up else 1


def _own_files(
    person: Path | None, household: Path | None, data_year: int | None, year: int, households: int | None
) -> _Own | None:
    """The user's own files, when there are any. Raises InputError when the choices do not go together."""
    from bouwstenen.population.constants import BASE_YEAR

    if person is None and household is None:
        if data_year is not None:
            mend = "Geef ook --personen en --huishoudbestand."
            raise InputError("een peiljaar hoort bij eigen bestanden.", mend=mend, where=Where("--peiljaar"))
        return None
    if person is None or household is None:
        missing = "--personen" if person is None else "--huishoudbestand"
        raise InputError("dit bestand ontbreekt.", mend="Geef beide bestanden.", where=Where(missing))
    if households is not None:
        mend = "Laat --huishoudens weg, of laat de eigen bestanden weg."
        raise InputError("eigen bestanden worden altijd heel gebruikt.", mend=mend, where=Where("--huishoudens"))
    # Indexes of the law start in the base year: older amounts would stay as they were.
    return _Own(person, household, between(data_year or BASE_YEAR, BASE_YEAR, year, "--peiljaar"))


def _notice(package: str, options: RunOptions, own: _Own | None, cluster: str) -> Notice:
    """Run the model, with a bar on standard error."""
    from bouwstenen.agreement.loader import load_package
    from bouwstenen.core.files import digest, file_digest
    from bouwstenen.core.numbers import dutch
    from bouwstenen.doorrekening import compile_readings, start_receipt
    from bouwstenen.facts import load_facts

    loaded, facts = load_package(package), load_facts(options.vintage, options.figures)
    overlay = compile_readings(loaded, options)[options.reading]
    run = start_receipt(loaded, options, facts, overlay).run_id
    sample = None if own is None else _own_sample(own)
    if own is not None:
        run = digest([run, file_digest(own.person), file_digest(own.household), own.year])[:12]
    with parts_bar("Huishoudens doorrekenen") as tell:
        chunks, samples, figures = _run(facts, overlay, options, sample, cluster, tell)
    with Console(stderr=True).status("Tabellen en marginale druk"):
        found = _gathered(facts, overlay, options, chunks, samples, figures)
    missing = _missing(samples[0])
    remarks = [*found.remarks, *(f"De wet kent dit nog niet, dus het doet niets: {p}." for p in found.result.waiting)]
    if own is not None:
        remarks += missing.values()
        remarks.append(f"Eigen bestanden van {own.year}: {dutch(found.result.rows, 0)} huishoudens.")
    shown = _totals_only(found.pressure) if "type" in missing else found.pressure
    return replace(found, run=run, title=loaded.title, remarks=tuple(remarks), pressure=shown)


def _run(
    facts: Facts,
    overlay: Overlay,
    options: RunOptions,
    own: Sample | None,
    cluster: str,
    tell: Callable[[int, int], None],
) -> tuple[list[ChunkOutcome], Sequence[Sample], HouseholdsFacts]:
    """Outcomes of all chunks, the samples for the details, and the facts of the model."""
    from bouwstenen.core.parallel import map_pieces
    from bouwstenen.household_run import detail_samples, make_job, run_chunk
    from bouwstenen.models.households import households_facts, project_chunk
    from bouwstenen.population.build import CHUNK

    year = options.household_year
    if own is None:
        job = make_job(facts, {"": overlay}, options.households, year, options.seed)
        found = map_pieces(partial(run_chunk, job), range(job.of), cluster=cluster, tell=tell)
        return [chunk[""] for chunk in found], detail_samples(job), job.facts
    figures, parts = households_facts(facts), own.pieces(CHUNK)
    run_piece = partial(project_chunk, year=year, overlay=overlay, facts=figures)
    return map_pieces(run_piece, parts, cluster=cluster, tell=tell), parts, figures


def _own_sample(own: _Own) -> Sample:
    """The user's own data, with random groups numbered from 0."""
    from bouwstenen.population.microdata import read_microdata

    sample = read_microdata(own.person, own.household, own.year)
    _, place = np.unique(sample.household["groep"], return_inverse=True)
    return sample.with_columns(household={"groep": place.astype(np.int32)})


def _gathered(
    facts: Facts,
    overlay: Overlay,
    options: RunOptions,
    chunks: list[ChunkOutcome],
    samples: Sequence[Sample],
    figures: HouseholdsFacts,
) -> Notice:
    """Everything that follows from the outcomes."""
    from bouwstenen.household_run import tables_and_intervals
    from bouwstenen.models.households import combine, prepare
    from bouwstenen.models.households.labour import labour_response
    from bouwstenen.models.households.pressure import joined, pressure, pressure_table
    from bouwstenen.models.households.validation import benchmarks

    parts = len(chunks)
    result = combine(chunks)
    # A large run holds its households twice until here.
    chunks.clear()
    tables, intervals = tables_and_intervals(result)
    year = options.household_year
    high, full = figures.number("pressure_high"), figures.number("pressure_full")
    return Notice(
        run="",
        title="",
        reading=options.reading,
        year=year,
        parts=parts,
        details=sum(sample.households for sample in samples),
        result=result,
        tables=tables,
        intervals=intervals,
        # One at a time: a prepared sample holds every amount of the law.
        pressure=pressure_table(joined([pressure(prepare(s, year, figures), overlay) for s in samples]), high, full),
        limits=(high, full),
        labour=labour_response((prepare(s, year, figures) for s in samples), overlay) if options.labour else None,
        benchmarks=benchmarks(facts, tables),
        remarks=result.notes,
    )


_NEEDED = {"type": "huishoudtype", "provincie": "provincie"}
"""Tables that have no group for households of which the column is left out."""


def _missing(sample: Sample) -> dict[str, str]:
    """What the user's own data leave out and what that means, by grouping."""
    found = {
        name: f"De kolom '{column}' ontbreekt: geen tabel naar {name}."
        for name, column in _NEEDED.items()
        if column not in sample.household
    }
    if not any(name.startswith("trekking_") for name in sample.household):
        found["gebruik"] = "Kolommen 'trekking_…' ontbreken: iedereen gebruikt alles waar recht op is."
    return found


def _totals_only(pressure: PressureTable) -> PressureTable:
    """The first row of every column: all households."""
    cut = {name: getattr(pressure, name)[:1] for name in ("labels", "workers", "median", "high", "full")}
    return replace(pressure, **cut)


def _write(found: Notice, folder: Path) -> None:
    """Write the long table in two forms: both files, or none."""
    from bouwstenen.core.files import staged_folder
    from bouwstenen.effects.table import effects_table

    table = effects_table(_rows(found))
    with staged_folder(folder) as stage:
        table.write_csv(stage / FILES[0])
        table.write_parquet(stage / FILES[1])


def _rows(found: Notice) -> Iterator[EffectRow]:
    from bouwstenen.models.households.rows import (
        HouseholdRows,
        interval_rows,
        labour_rows,
        pressure_rows,
        result_rows,
        table_rows,
    )

    maker = HouseholdRows(found.run, found.year, found.reading)
    yield from table_rows(maker, found.tables)
    yield from interval_rows(maker, found.intervals)
    yield from result_rows(maker, found.result)
    yield from pressure_rows(maker, found.pressure)
    if found.labour is not None:
        yield from labour_rows(maker, found.labour)
