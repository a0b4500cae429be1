"""The households model for one slice of a package: the population in chunks, and the details on the first few."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from bouwstenen.core.parallel import map_pieces
from bouwstenen.models.households.baseline import Chunk, months_of, prepared, prepared_once
from bouwstenen.models.households.details import compute_details, on_chunks, pressure_of
from bouwstenen.models.households.labour import labour_response
from bouwstenen.models.households.law_change import ROOM
from bouwstenen.models.households.microdata_run import OwnData, own_data
from bouwstenen.models.households.money import (
    award_changes,
    budget_years,
    other_awards,
    scheme_money,
    settlement_money,
)
from bouwstenen.models.households.options import checked
from bouwstenen.models.households.project import outcome, prepare, project_chunk
from bouwstenen.models.households.result import combine
from bouwstenen.models.households.tables import all_tables
from bouwstenen.models.households.uncertainty import sampling_intervals
from bouwstenen.models.ports import PRICES
from bouwstenen.population.build import CHUNK, chunks_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bouwstenen.levers import Overlay
    from bouwstenen.models.households.baseline import Inputs, Source
    from bouwstenen.models.households.details import Details
    from bouwstenen.models.households.labour import LabourResponse
    from bouwstenen.models.households.options import Options
    from bouwstenen.models.households.pressure import PressureTable
    from bouwstenen.models.households.project import Prepared
    from bouwstenen.models.households.result import ChunkOutcome, HouseholdsResult
    from bouwstenen.models.households.tables import Tables
    from bouwstenen.models.households.uncertainty import Interval
    from bouwstenen.models.protocol import Handed, Money, Sides, Tell


@dataclass(frozen=True)
class Remark:
    """What people have to know about a lever of the package.

    measure: whose lever, empty for the run itself. path: the lever. code: `waiting` (no rule reads it in this year), a
    note of the law (`advice`, `no_advice`), or what own microdata leave out (`own_…`).
    """

    measure: str
    path: str
    code: str


@dataclass(frozen=True, eq=False)
class HouseholdsRun:
    """Everything about households under one slice of a package.

    result: all households. detail_rows: households that `pressure`, `labour` and `details` were computed on.
    limits: the two thresholds of marginal pressure, as shares.
    own: the user's own microdata; None for the synthetic population.
    """

    options: Options
    result: HouseholdsResult
    parts: int
    money: tuple[Money, ...]
    remarks: tuple[Remark, ...]
    detail_rows: int
    limits: tuple[float, float]
    pressure: PressureTable | None
    labour: LabourResponse | None
    details: Details | None
    own: OwnData | None

    @property
    def year(self) -> int:
        """Year of the law."""
        return self.options.year

    @cached_property
    def _summary(self) -> tuple[Tables, tuple[Interval, ...]]:
        """Side by side: with millions of rows each takes seconds of sorting."""
        with ThreadPoolExecutor(2) as pool:
            tables = pool.submit(all_tables, self.result)
            intervals = pool.submit(sampling_intervals, self.result)
            return tables.result(), intervals.result()

    @property
    def tables(self) -> Tables:
        """All tables of the run."""
        return self._summary[0]

    @property
    def sampling(self) -> tuple[Interval, ...]:
        """The main figures with the margin of the sample."""
        return self._summary[1]


@dataclass(frozen=True, eq=False)
class Job:
    """What a worker needs to build a chunk and run the package on it; picklable. of: number of chunks."""

    source: Source
    changes: Overlay
    year: int
    of: int
    seed: int


def run_chunk(job: Job, number: int) -> ChunkOutcome:
    """The package on one chunk."""
    return outcome(prepared_once(job.source, Chunk(number, job.of, job.seed), job.year), job.changes)


def project(inputs: Inputs, changes: Overlay, handed: Handed, options: Options, tell: Tell) -> HouseholdsRun | None:
    """Run one slice of a package over all households; None when the user leaves households out.

    Args:
        inputs: from `model_inputs`.
        changes: the changes of law and the inputs of this model; without any, the package is the baseline.
        handed: prices.
        options: what the user chose.
        tell: called with a Dutch line at each step.

    Raises:
        InputError: a lever, option or own file that cannot be, or no cluster at the address.
    """
    options = checked(options)
    if options.households == 0 and not options.persons:
        return None
    if options.persons:
        return _own(inputs, changes, options, tell)
    job = Job(inputs.source, changes, options.year, chunks_for(options.households), options.seed)
    result = project_population(job, cluster=options.cluster, tell=tell)
    chunks = detail_chunks(job.of, options)
    tell("Huishoudens: geld per regeling")
    # A small population is the first chunks themselves: its year is there already.
    known = {options.year: result} if job.of == len(chunks) else {}
    money = _money(inputs, changes, chunks, options.year, known, _price_index(handed[PRICES]))
    extra = options.details or options.labour
    homes = [prepared(inputs.source, chunk, options.year) for chunk in chunks] if extra else []
    if options.details:
        tell("Huishoudens: marginale druk, maanden, complexiteit en niet-gebruik")
    return HouseholdsRun(
        options=options,
        result=result,
        parts=job.of,
        money=money,
        remarks=_remarks(changes, result),
        detail_rows=len(chunks) * CHUNK,
        limits=_limits(inputs),
        pressure=pressure_of(homes, changes, inputs.source.facts) if options.details else None,
        labour=labour_response(homes, changes) if options.labour else None,
        details=compute_details(inputs, changes, chunks, options) if options.details else None,
        own=None,
    )


def project_population(job: Job, *, cluster: str = "", tell: Tell = lambda _: None) -> HouseholdsResult:
    """A package over the whole population, on this machine or on a Dask cluster: the bytes are the same."""

    def progress(done: int, of: int) -> None:
        tell(f"Huishoudens maken en doorrekenen ({done} van {of} delen)")

    progress(0, job.of)
    return combine(map_pieces(partial(run_chunk, job), range(job.of), cluster=cluster, tell=progress))


def detail_chunks(of: int, options: Options) -> tuple[Chunk, ...]:
    """The first chunks, weighted so that they stand for the whole country by themselves."""
    number = min(of, options.detail_parts)
    return tuple(Chunk(chunk, number, options.seed) for chunk in range(number))


def _limits(inputs: Inputs) -> tuple[float, float]:
    facts = inputs.source.facts
    return facts.number("pressure_high"), facts.number("pressure_full")


def _price_index(prices: Sides) -> Callable[[int], float]:
    known = {int(year): float(value) for year, value in zip(prices.years, prices.baseline, strict=True)}
    return known.__getitem__


def _money(
    inputs: Inputs,
    changes: Overlay,
    chunks: tuple[Chunk, ...],
    year: int,
    known: Mapping[int, HouseholdsResult],
    prices: Callable[[int], float],
) -> tuple[Money, ...]:
    """The money by scheme, from runs in the budget years, and that of another way of awarding.

    year: of the year in months. known: results of these chunks that are there already.
    """
    if changes.is_empty:
        return ()
    years = budget_years(changes)
    wanted = [y for y in years if y not in known]
    made = dict(zip(wanted, map_pieces(partial(on_chunks, inputs.source, changes, chunks), wanted), strict=True))
    money = scheme_money({y: known[y] if y in known else made[y] for y in years}, prices)
    if not other_awards(changes):
        return money
    kept = months_of(inputs, chunks, year).summary.kept_bn()
    return (*money, *settlement_money(award_changes(changes, kept, year, prices), prices))


def _remarks(changes: Overlay, result: HouseholdsResult) -> tuple[Remark, ...]:
    """Levers that change nothing in this year, and what could not be computed as asked; by measure."""
    by_path: dict[str, list[str]] = {}
    for change in (*changes.law, *changes.inputs):
        by_path.setdefault(change.path, []).append(change.measure)
    found: list[tuple[str, str]] = [(path, "waiting") for path in result.waiting]
    found += [(f"{ROOM}social_minimum_index", note) for note in result.notes]
    return tuple(
        Remark(measure, path, code) for path, code in found for measure in dict.fromkeys(by_path.get(path, [""]))
    )


def _own(inputs: Inputs, changes: Overlay, options: Options, tell: Tell) -> HouseholdsRun:
    """The package over the user's own microdata. What rests on the synthetic population is not computed."""
    own, facts, year = own_data(options), inputs.source.facts, options.year
    parts = own.sample.pieces(CHUNK)

    def progress(done: int, of: int) -> None:
        tell(f"Eigen huishoudens doorrekenen ({done} van {of} delen)")

    run_piece = partial(project_chunk, year=year, overlay=changes, facts=facts)
    result = combine(map_pieces(run_piece, parts, cluster=options.cluster, tell=progress))

    def homes() -> Iterable[Prepared]:
        """One at a time: a prepared sample holds every amount of the law."""
        return (prepare(sample, year, facts) for sample in parts)

    return HouseholdsRun(
        options=options,
        result=result,
        parts=len(parts),
        money=(),
        remarks=(*_remarks(changes, result), *(Remark("", "", code) for code in ("own_no_money", *own.missing))),
        detail_rows=own.sample.households,
        limits=_limits(inputs),
        pressure=own.shown(pressure_of(homes(), changes, facts)) if options.details else None,
        labour=labour_response(homes(), changes) if options.labour else None,
        details=None,
        own=own,
    )
