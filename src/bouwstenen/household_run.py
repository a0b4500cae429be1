"""Households in a run: the population in chunks, every reading on all of them, and the details on the first few.

What needs every household (purchasing power, poverty, schemes) runs on all chunks. What runs the law many times (the
contribution of each point, the budget year by year, take-up, marginal pressure, the year in months) runs on the first
chunks, which are samples of the whole country themselves, weighted up to it.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

import numpy as np

from bouwstenen.agreement.schema import READINGS
from bouwstenen.checks.check import Check
from bouwstenen.core.parallel import map_pieces
from bouwstenen.law import parameter_set
from bouwstenen.levers import Overlay
from bouwstenen.models.households import combine, households_facts, outcome, prepare, project_packages
from bouwstenen.models.households.attribution import attribute_points, effects_alone
from bouwstenen.models.households.beside import beside, beside_rows
from bouwstenen.models.households.budget import budget_entries, settlement_entries
from bouwstenen.models.households.burden import household_burden
from bouwstenen.models.households.claims import check_claims
from bouwstenen.models.households.complexity import household_complexity, law_complexity, schemes_used
from bouwstenen.models.households.inputs import last_law_year
from bouwstenen.models.households.labour import labour_response
from bouwstenen.models.households.law_change import law_in
from bouwstenen.models.households.months import (
    Settings,
    chain_effect,
    combine_effects,
    compare,
    months_facts,
    settings_for,
    simulate_year,
)
from bouwstenen.models.households.months import combine as combine_months
from bouwstenen.models.households.months import rows as months_rows
from bouwstenen.models.households.months import scheme_rows as months_schemes
from bouwstenen.models.households.months.tables import ALL
from bouwstenen.models.households.pressure import joined, pressure, pressure_table
from bouwstenen.models.households.quantiles import weighted_quantiles
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
from bouwstenen.models.households.uncertainty import moved_to, sampling_intervals, spread_over, take_up_variants
from bouwstenen.models.households.validation import benchmarks
from bouwstenen.population.build import build_chunk, chunks_for
from bouwstenen.population.inputs import population_inputs
from bouwstenen.population.report import report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from bouwstenen.agreement.schema import Reading
    from bouwstenen.effects.table import EffectRow
    from bouwstenen.facts import Facts
    from bouwstenen.levers import BudgetEntry
    from bouwstenen.models.households import ChunkOutcome, HouseholdsFacts, HouseholdsResult, Prepared, Tables
    from bouwstenen.models.households.attribution import PointAttribution
    from bouwstenen.models.households.beside import Beside
    from bouwstenen.models.households.burden import Burden
    from bouwstenen.models.households.claims import ClaimAnswer
    from bouwstenen.models.households.complexity import HouseholdComplexity, LawComplexity, PaymentDate
    from bouwstenen.models.households.labour import LabourResponse
    from bouwstenen.models.households.law_change import LawOnDate
    from bouwstenen.models.households.months import ChainEffect, MonthsResult
    from bouwstenen.models.households.months.fit import Comparison
    from bouwstenen.models.households.pressure import PressureTable
    from bouwstenen.models.households.uncertainty import Interval
    from bouwstenen.population.inputs import PopulationInputs
    from bouwstenen.population.sample import Sample
    from bouwstenen.population.take_up import TakeUp
    from bouwstenen.population.targets import TargetResult

DETAIL_CHUNKS = 3
"""Chunks that the details run on, at most."""
BLOCK_ALONE = "block"
"""Name of the run with the levers of the block of income security only."""


@dataclass(frozen=True, eq=False)
class Complexity:
    """What households meet before and under the package. weight: households of each row."""

    weight: NDArray[np.float64]
    laws: tuple[LawComplexity, LawComplexity]
    households: tuple[HouseholdComplexity, HouseholdComplexity]
    burdens: tuple[Burden, Burden]


@dataclass(frozen=True, eq=False)
class LivedYear:
    """The year in months of a chunk.

    chains: what additional payments cost in other schemes by today's rules. losers: households that lose more than a
    euro by it under the package.
    """

    months: MonthsResult
    chains: ChainEffect
    losers: float


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
    """Build one chunk and run every package on it."""
    chunk = prepare(build_chunk(job.inputs, number, job.of, job.seed), job.year, job.facts)
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
    values = {interval.indicator: interval.value for interval in intervals}
    others = [main[name] for name in READINGS if name != reading]
    spread = (*spread_over("lezing", main[reading], others), *moved_to(values, details.intervals))
    dates = median(details.complexity.households[1].payment_dates, details.complexity.weight)
    return HouseholdsRun(
        year=year,
        reading=reading,
        results=main,
        block=results[BLOCK_ALONE],
        tables=tables,
        intervals=(*intervals, *spread),
        details=details,
        claims=check_claims(overlays[reading], results[BLOCK_ALONE], alone, _reserved(overlays[reading]), dates),
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
    budget = _budget(samples, overlays, job.facts, months, prices)
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
    yield from _complexity_rows(maker, details.complexity)
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


def _complexity_rows(maker: HouseholdRows, found: Complexity) -> Iterator[EffectRow]:
    """Means over households of what they meet, and the distinct concepts in the law."""
    before, after = found.households

    def mean(values: NDArray[np.number]) -> float:
        return float(np.average(values, weights=found.weight))

    for name in ("schemes", "desks", "forms_per_year", "payment_dates"):
        start, end = mean(getattr(before, name)), mean(getattr(after, name))
        yield from maker.both(f"complexity.{name}", "per huishouden", start, end)
    for kind in before.concepts:
        start, end = mean(before.concepts[kind]), mean(after.concepts[kind])
        yield from maker.both("complexity.concepts", "per huishouden", start, end, kind)
        first, last = (float(len(law.distinct(kind))) for law in found.laws)
        yield from maker.both("complexity.law_concepts", "begrippen", first, last, kind)


def _budget(
    samples: Sequence[Sample],
    overlays: Mapping[Reading, Overlay],
    facts: HouseholdsFacts,
    months: MonthsResult,
    prices: Callable[[int], float],
) -> dict[Reading, tuple[BudgetEntry, ...]]:
    """The money of each reading by scheme, from runs in the budget years, and that of another way of awarding."""
    packages = {str(name): overlay for name, overlay in overlays.items()}
    wanted = budget_years(overlays.values())
    years = {year: project_packages(samples, year, packages, facts) for year in wanted}
    return {
        name: (
            *budget_entries({year: results[name] for year, results in years.items()}, prices),
            *_settlement(months, overlay, prices, wanted),
        )
        for name, overlay in overlays.items()
    }


def budget_years(overlays: Iterable[Overlay]) -> list[int]:
    """Years that the money is computed in: those of the settings, and later ones in which something starts or ends.

    The year before it too, so that nothing runs up to a start. After the last year of the law's indices nothing can
    be computed.
    """
    usual = model_settings().budget_years
    wanted = set(usual)
    for overlay in overlays:
        ours = [change for change in overlay.inputs if change.path.startswith("households.")]
        # A change after 1 January counts from the next year on: the model runs in the law of 1 January.
        starts = [int(c.start[:4]) + (c.start[4:] > "-01-01") for c in overlay.law]
        starts += [c.start for c in ours] + [c.until + 1 for c in ours if c.until is not None]
        wanted |= {year for start in starts if start > max(usual) for year in (start - 1, start)}
    return sorted(year for year in wanted if year <= last_law_year())


def _settlement(
    months: MonthsResult, overlay: Overlay, prices: Callable[[int], float], years: Sequence[int]
) -> tuple[BudgetEntry, ...]:
    """The money of another way of awarding, by the variant that the levers choose in each budget year."""
    kept = {row.variant: row.kept_bn for row in months_schemes(months) if row.scheme == ALL}
    level = prices(months.year)
    variants = {year: settings_for(overlay, year).package for year in years}
    changes = {y: (kept[variant] - kept["today"]) * prices(y) / level for y, variant in variants.items()}
    return settlement_entries(changes, prices)


def _take_up_intervals(samples: Sequence[Sample], job: Job, overlay: Overlay) -> tuple[Interval, ...]:
    """How far the main figures move when non-take-up is lower or higher than published, or absent."""
    variants = {"": job.facts, **take_up_variants(job.facts)}
    found = {n: project_packages(samples, job.year, {"": overlay}, facts)[""] for n, facts in variants.items()}
    return spread_over("niet-gebruik", found.pop(""), list(found.values()))


def live_year(facts: Facts, chunk: Prepared, overlay: Overlay, seed: int, number: int) -> LivedYear:
    """The year in months of a chunk, under the law without the package; only the way of awarding differs.

    Args:
        facts: the vintage.
        chunk: prepared, in the year of the law.
        overlay: the package; it chooses the way of awarding.
        seed: of all chance.
        number: of the chunk.
    """
    year, law, take_up = chunk.sample.year, chunk.law, chunk.facts.take_up
    settings, figures = settings_for(overlay, year), months_facts(facts, year)
    found = simulate_year(chunk.sample, law.parameters, law.graph, take_up, settings, figures, seed, number)

    def chain(payment: NDArray[np.float64]) -> ChainEffect:
        return chain_effect(chunk.sample, payment.sum(axis=1), law.parameters, law.graph, take_up)

    now, then = found.today.additional, found.package.additional
    chains = chain(now)
    if settings.back_payments_ignored or not then.any():
        return LivedYear(found, chains, 0.0)
    return LivedYear(found, chains, chains.affected if then is now else chain(then).affected)


def live_published_year(facts: Facts, sample: Sample, take_up: TakeUp, seed: int, number: int) -> MonthsResult:
    """The base year of a chunk by the rules of the years of the published figures, for `compare`."""
    law, figures = law_in(Overlay(), f"{sample.year}-01-01"), months_facts(facts, sample.year)
    settings = Settings(calibration_year=True, variants=())
    return simulate_year(sample, law.parameters, law.graph, take_up, settings, figures, seed, number)


def count_complexity(facts: Facts, prepared: Sequence[Prepared], overlay: Overlay) -> Complexity:
    """What households meet in the schemes that they receive now, under the law of now and under the package."""
    uses = [schemes_used(chunk.sample, chunk.amounts) for chunk in prepared]
    together = {name: np.concatenate([part[name] for part in uses]) for name in uses[0]}
    now, then = (
        law_complexity(law.date, _changed(law), cast("PaymentDate", law.settings.single_payment_date))
        for law in (prepared[0].law, prepared[0].law_under(overlay))
    )
    return Complexity(
        weight=np.concatenate([chunk.sample.weight for chunk in prepared]),
        laws=(now, then),
        households=(household_complexity(now, together), household_complexity(then, together)),
        burdens=(household_burden(now, together, facts), household_burden(then, together, facts)),
    )


def _changed(law: LawOnDate) -> dict[str, float | bool]:
    """Values of the parameters that a package changed, by path; tables do not decide which concepts are tested."""
    parameters = parameter_set().parameters
    values = {parameters[name].path: law.parameters.values[name] for name in law.parameters.changed}
    return {path: value for path, value in values.items() if not isinstance(value, tuple)}


def median(values: NDArray[np.float64], weight: NDArray[np.float64]) -> float:
    """Weighted median; see `models/households/quantiles.py`."""
    return float(weighted_quantiles(values, weight, (0.5,))[0])
