"""Households in a run: the population in chunks, every reading on all of them, and the details on the first few.

What needs every household (purchasing power, poverty, schemes) runs on all chunks. What runs the law many times (the
contribution of each point, the budget year by year, take-up, marginal pressure, the year in months) runs on the first
chunks, which are samples of the whole country themselves, weighted up to it.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from bouwstenen.agreement.schema import READINGS
from bouwstenen.checks.check import Check
from bouwstenen.core.parallel import map_pieces
from bouwstenen.core.quantiles import weighted_quantiles
from bouwstenen.models.households import combine, households_facts, outcome, prepare, project_packages
from bouwstenen.models.households.attribution import attribute_points, effects_alone
from bouwstenen.models.households.beside import beside, beside_rows
from bouwstenen.models.households.budget import money_of_readings
from bouwstenen.models.households.claims import check_claims
from bouwstenen.models.households.complexity_change import complexity_rows, count_complexity
from bouwstenen.models.households.labour import labour_response
from bouwstenen.models.households.months import combine as combine_months
from bouwstenen.models.households.months import combine_effects, compare, live_published_year, live_year
from bouwstenen.models.households.months import rows as months_rows
from bouwstenen.models.households.pressure import joined, pressure, pressure_table
from bouwstenen.models.households.rows import (
    SOURCE,
    HouseholdRows,
    attribution_rows,
    interval_rows,
    labour_rows,
    pressure_rows,
    result_rows,
    table_rows,
)
from bouwstenen.models.households.tables import CENT, all_tables
from bouwstenen.models.households.texts import model_settings
from bouwstenen.models.households.uncertainty import (
    central_values,
    moved_to,
    sampling_intervals,
    spread_over,
    take_up_variants,
)
from bouwstenen.models.households.validation import benchmarks
from bouwstenen.population.build import build_chunk, chunks_for
from bouwstenen.population.inputs import population_inputs
from bouwstenen.population.report import report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bouwstenen.agreement.schema import Reading
    from bouwstenen.effects.table import EffectRow
    from bouwstenen.facts import Facts
    from bouwstenen.levers import BudgetEntry, Overlay
    from bouwstenen.models.households import ChunkOutcome, HouseholdsFacts, HouseholdsResult, Tables
    from bouwstenen.models.households.attribution import PointAttribution
    from bouwstenen.models.households.beside import Beside
    from bouwstenen.models.households.claims import ClaimAnswer
    from bouwstenen.models.households.complexity_change import Complexity
    from bouwstenen.models.households.labour import LabourResponse
    from bouwstenen.models.households.months import ChainEffect, MonthsResult
    from bouwstenen.models.households.months.fit import Comparison
    from bouwstenen.models.households.pressure import PressureTable
    from bouwstenen.models.households.uncertainty import Interval
    from bouwstenen.population.inputs import PopulationInputs
    from bouwstenen.population.sample import Sample
    from bouwstenen.population.targets import TargetResult

DETAIL_CHUNKS = 3
"""Chunks that the details run on, at most."""
BLOCK_ALONE = "block"
"""Name of the run with the levers of the block of income security only."""


@dataclass(frozen=True, eq=False)
class Details:
    """What is computed on the first chunks.

    households: rows that they have. chains: what additional payments cost in other schemes by today's rules.
    chain_losers: households that lose by it under the package.
    """

    households: int
    points: PointAttribution
    pressure: PressureTable
    labour: LabourResponse | None
    months: MonthsResult
    chains: ChainEffect
    chain_losers: float
    published_months: list[Comparison]
    complexity: Complexity
    beside: Beside
    intervals: tuple[Interval, ...]
    budget: dict[Reading, tuple[BudgetEntry, ...]]
    targets: list[TargetResult]


@dataclass(frozen=True, eq=False)
class HouseholdsRun:
    """Everything about households in a run.

    reading: of the main results. results: by reading; block: the levers of block 3 alone, in that reading.
    """

    year: int
    reading: Reading
    results: dict[Reading, HouseholdsResult]
    block: HouseholdsResult
    tables: Tables
    intervals: tuple[Interval, ...]
    details: Details
    claims: list[ClaimAnswer]
    checks: list[Check]

    @property
    def result(self) -> HouseholdsResult:
        """The main result."""
        return self.results[self.reading]


@dataclass(frozen=True, eq=False)
class Job:
    """What a worker needs to build a chunk and run every package on it; picklable.

    packages: by name. of: number of chunks.
    """

    inputs: PopulationInputs
    facts: HouseholdsFacts
    packages: Mapping[str, Overlay]
    year: int
    of: int
    seed: int


def run_chunk(job: Job, number: int) -> dict[str, ChunkOutcome]:
    """Build one chunk and run every package on it.

    Provinces stay out: the synthetic ones know about the type of a household only, so a table of purchasing power by
    province would show nothing else.
    """
    sample = build_chunk(job.inputs, number, job.of, job.seed)
    household = {name: values for name, values in sample.household.items() if name != "provincie"}
    chunk = prepare(replace(sample, household=household), job.year, job.facts)
    return {name: outcome(chunk, overlay) for name, overlay in job.packages.items()}


def make_job(facts: Facts, packages: Mapping[str, Overlay], households: int, year: int, seed: int) -> Job:
    """A job for about this many households, rounded to whole chunks; `year` is that of the law."""
    return Job(population_inputs(facts), households_facts(facts), packages, year, chunks_for(households), seed)


def project_population(
    job: Job, *, cluster: str = "", tell: Callable[[str], None] = lambda _: None
) -> dict[str, HouseholdsResult]:
    """Every package of a job over the whole population.

    Args:
        job: from `make_job`.
        cluster: address of a Dask scheduler; empty for this machine. The bytes are the same.
        tell: called with a Dutch line after each chunk.

    Raises:
        InputError: a lever that cannot be, or no cluster at the address.
    """

    def progress(done: int, of: int) -> None:
        tell(f"Huishoudens maken en doorrekenen ({done} van {of} delen)")

    progress(0, job.of)
    found = map_pieces(partial(run_chunk, job), range(job.of), cluster=cluster, tell=progress)
    return {name: combine([chunk[name] for chunk in found]) for name in job.packages}


def run_households(
    facts: Facts,
    overlays: Mapping[Reading, Overlay],
    prices: Callable[[int], float],
    *,
    reading: Reading,
    households: int,
    year: int,
    seed: int,
    labour: bool = False,
    cluster: str = "",
    tell: Callable[[str], None] = lambda _: None,
) -> HouseholdsRun:
    """Run a package over the synthetic population.

    Args:
        facts: the vintage.
        overlays: the package in each reading.
        prices: price index of public finance by year.
        reading: of the main results.
        households: about how many rows; rounded to whole chunks.
        year: of the law, 2026 or later.
        seed: of all chance.
        labour: also the option 'arbeidsaanbod'.
        cluster: address of a Dask scheduler; empty for this machine. The bytes are the same.
        tell: called with a Dutch line at the start of each step.

    Raises:
        InputError: a figure or lever that cannot be, or no cluster at the address.
    """
    block = overlays[reading].only_blocks(frozenset({model_settings().line_block}))
    job = make_job(facts, {**overlays, BLOCK_ALONE: block}, households, year, seed)
    results = project_population(job, cluster=cluster, tell=tell)
    main: dict[Reading, HouseholdsResult] = {name: results[name] for name in READINGS}
    tell("Huishoudens: bijdrage per punt, niet-gebruik en jaren")
    samples = detail_samples(job)
    details, alone = run_details(facts, job, samples, overlays, prices, reading=reading, labour=labour, tell=tell)
    tell("Huishoudens: tabellen")
    tables, intervals = tables_and_intervals(main[reading])
    values = central_values(intervals)
    others = [main[name] for name in READINGS if name != reading]
    spread = (*spread_over("lezing", main[reading], others), *moved_to(values, details.intervals))
    dates = weighted_quantiles(details.complexity.households[1].payment_dates, details.complexity.weight, (0.5,))
    return HouseholdsRun(
        year=year,
        reading=reading,
        results=main,
        block=results[BLOCK_ALONE],
        tables=tables,
        intervals=(*intervals, *spread),
        details=details,
        claims=check_claims(
            overlays[reading], results[BLOCK_ALONE], alone, _reserved(overlays[reading]), float(dates[0])
        ),
        checks=[_identity(list(main.values())), *benchmarks(facts, tables)],
    )


def tables_and_intervals(result: HouseholdsResult) -> tuple[Tables, tuple[Interval, ...]]:
    """All tables and the sampling intervals, side by side: with millions of rows each takes seconds of sorting."""
    with ThreadPoolExecutor(2) as pool:
        tables, intervals = pool.submit(all_tables, result), pool.submit(sampling_intervals, result)
        return tables.result(), intervals.result()


def _reserved(overlay: Overlay) -> float | None:
    """What the package reserves on the line of this block, billion euro a year; None when it leaves the line out."""
    line = model_settings().line
    amounts = [e.amount_bn or 0.0 for e in overlay.budget if e.line == line and e.column == "structural"]
    return sum(amounts) if amounts else None


def _identity(results: Sequence[HouseholdsResult]) -> Check:
    """No household's income changes without a scheme that explains it, in any reading."""
    name = "Huishoudens: elke verandering van inkomen komt uit een regeling, belasting of premie"
    largest = max(result.identity for result in results)
    return Check("identity", name, largest <= CENT, largest, 0.0, "EUR/jaar", SOURCE)


def detail_samples(job: Job) -> list[Sample]:
    """The first chunks, weighted so that they stand for the whole country by themselves."""
    number = min(job.of, DETAIL_CHUNKS)
    return [build_chunk(job.inputs, chunk, number, job.seed) for chunk in range(number)]


def run_details(
    facts: Facts,
    job: Job,
    samples: Sequence[Sample],
    overlays: Mapping[Reading, Overlay],
    prices: Callable[[int], float],
    *,
    reading: Reading,
    labour: bool,
    tell: Callable[[str], None],
) -> tuple[Details, dict[int, dict[str, float]]]:
    """What runs the law many times, and the effect of each point alone."""
    overlay = overlays[reading]
    prepared = [prepare(sample, job.year, job.facts) for sample in samples]
    points = attribute_points(prepared, overlay)
    alone = effects_alone(prepared, overlay.only_blocks(frozenset({model_settings().line_block})))
    asked = joined([pressure(chunk, overlay) for chunk in prepared])
    high, full = job.facts.number("pressure_high"), job.facts.number("pressure_full")
    tell("Huishoudens: een jaar in maanden, met voorschotten en verrekening")
    years = [live_year(facts, chunk, overlay, job.seed, number) for number, chunk in enumerate(prepared)]
    months = combine_months([year.months for year in years])
    published = [live_published_year(facts, s, job.facts.take_up, job.seed, n) for n, s in enumerate(samples)]
    budget = money_of_readings(samples, overlays, job.facts, months, prices)
    return Details(
        households=sum(sample.households for sample in samples),
        points=points,
        pressure=pressure_table(asked, high, full),
        labour=labour_response(prepared, overlay) if labour else None,
        months=months,
        chains=combine_effects([year.chains for year in years]),
        chain_losers=sum(year.losers for year in years),
        published_months=compare(combine_months(published)),
        complexity=count_complexity(facts, prepared, overlay),
        beside=beside(facts, overlay, job.year),
        intervals=_take_up_intervals(samples, job, overlay),
        budget=budget,
        targets=report(job.inputs, samples),
    ), alone


def household_rows(run: str, found: HouseholdsRun) -> Iterator[EffectRow]:
    """Everything as rows of the effects table; the other readings give their main tables."""
    maker = HouseholdRows(run, found.year, found.reading)
    details = found.details
    yield from table_rows(maker, found.tables)
    yield from interval_rows(maker, found.intervals)
    yield from result_rows(maker, found.result)
    yield from attribution_rows(maker, details.points)
    yield from pressure_rows(maker, details.pressure)
    if details.labour is not None:
        yield from labour_rows(maker, details.labour)
    yield from months_rows(run, details.months, found.reading)
    yield from complexity_rows(maker, details.complexity)
    yield from beside_rows(maker, details.beside)
    lose = (details.chains.affected, details.chain_losers)
    yield from maker.both("back_payment_losers", "huishoudens", *lose, status="rule_of_thumb")
    for found_target in details.targets:
        target, achieved = found_target.target, found_target.achieved
        yield from maker.both(f"population.{target.name}", target.unit, achieved, achieved)
        yield from maker.both(f"population_published.{target.name}", target.unit, target.value, target.value)
    for name, result in found.results.items():
        if name != found.reading:
            yield from table_rows(HouseholdRows(run, found.year, name), all_tables(result))


def _take_up_intervals(samples: Sequence[Sample], job: Job, overlay: Overlay) -> tuple[Interval, ...]:
    """How far the main figures move when non-take-up is lower or higher than published, or absent."""
    variants = {"": job.facts, **take_up_variants(job.facts)}
    found = {n: project_packages(samples, job.year, {"": overlay}, facts)[""] for n, facts in variants.items()}
    return spread_over("niet-gebruik", found.pop(""), list(found.values()))
