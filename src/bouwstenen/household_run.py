"""Households in a run: the population in chunks, every reading on all of them, and the details on the first few.

What needs every household (purchasing power, poverty, schemes) runs on all chunks. What runs the law many times (the
contribution of each point, the budget year by year, take-up, marginal pressure, the year in months) runs on the first
chunks, which are samples of the whole country themselves, weighted up to it.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
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
from bouwstenen.models.households.uncertainty import sampling_intervals, spread_over, take_up_variants
from bouwstenen.models.households.validation import benchmarks
from bouwstenen.population.build import build_chunk, chunks_for
from bouwstenen.population.inputs import population_inputs
from bouwstenen.population.report import report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

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
class Details:
    """What is computed on the first chunks.

    households: rows that they have. chains: what additional payments cost in other schemes by today's rules.
    """

    households: int
    points: PointAttribution
    pressure: PressureTable
    labour: LabourResponse | None
    months: MonthsResult
    chains: ChainEffect
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
    dates = details.complexity.households[1].payment_dates
    return HouseholdsRun(
        year=year,
        reading=reading,
        results=main,
        block=results[BLOCK_ALONE],
        tables=tables,
        intervals=(
            *intervals,
            *spread_over("lezing", main[reading], [main[name] for name in READINGS if name != reading]),
            *details.intervals,
        ),
        details=details,
        claims=check_claims(
            overlays[reading],
            results[BLOCK_ALONE],
            alone,
            _reserved(overlays[reading]),
            median(dates, details.complexity.weight),
        ),
        checks=[_identity(main[reading]), *benchmarks(facts, tables)],
    )


def tables_and_intervals(result: HouseholdsResult) -> tuple[Tables, tuple[Interval, ...]]:
    """All tables and the sampling intervals, side by side: with millions of rows each takes seconds of sorting."""
    with ThreadPoolExecutor(2) as pool:
        tables, intervals = pool.submit(all_tables, result), pool.submit(sampling_intervals, result)
        return tables.result(), intervals.result()


def _reserved(overlay: Overlay) -> float:
    """What the document reserves on the line of this block, billion euro a year."""
    line = model_settings().line
    return sum(e.amount_bn or 0.0 for e in overlay.budget if e.line == line and e.column == "structural")


def _identity(result: HouseholdsResult) -> Check:
    """No household's income changes without a scheme that explains it."""
    name = "Huishoudens: elke verandering van inkomen komt uit een regeling, belasting of premie"
    return Check("identity", name, result.identity <= CENT, result.identity, 0.0, "EUR/jaar", SOURCE)


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
    months, chains = _months(facts, prepared, overlay, job.seed)
    budget = _budget(samples, overlays, job.facts, months, prices)
    return Details(
        households=sum(sample.households for sample in samples),
        points=points,
        pressure=pressure_table(asked, high, full),
        labour=labour_response(prepared, overlay) if labour else None,
        months=months,
        chains=chains,
        published_months=_published_months(facts, samples, job.facts.take_up, job.seed),
        complexity=_complexity(facts, prepared, overlay),
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
    yield from months_rows(run, details.months)
    yield from _complexity_rows(maker, details.complexity)
    yield from beside_rows(maker, details.beside)
    lose = details.chains.affected
    after = 0.0 if details.months.settings.back_payments_ignored else lose
    yield from maker.both("back_payment_losers", "huishoudens", lose, after, status="rule_of_thumb")
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
    years = {year: project_packages(samples, year, packages, facts) for year in model_settings().budget_years}
    return {
        name: (
            *budget_entries({year: results[name] for year, results in years.items()}, prices),
            *_settlement(months, overlay, prices),
        )
        for name, overlay in overlays.items()
    }


def _settlement(months: MonthsResult, overlay: Overlay, prices: Callable[[int], float]) -> tuple[BudgetEntry, ...]:
    """The money of another way of awarding, by the variant that the levers choose in each budget year."""
    kept = {row.variant: row.kept_bn for row in months_schemes(months) if row.scheme == ALL}
    level = prices(months.year)
    variants = {year: settings_for(overlay, year).package for year in model_settings().budget_years}
    changes = {y: (kept[variant] - kept["today"]) * prices(y) / level for y, variant in variants.items()}
    return settlement_entries(changes, prices)


def _take_up_intervals(samples: Sequence[Sample], job: Job, overlay: Overlay) -> tuple[Interval, ...]:
    """How far the main figures move when non-take-up is lower or higher than published, or absent."""
    variants = {"": job.facts, **take_up_variants(job.facts)}
    found = {n: project_packages(samples, job.year, {"": overlay}, facts)[""] for n, facts in variants.items()}
    return spread_over("niet-gebruik", found.pop(""), list(found.values()))


def _months(
    facts: Facts, prepared: Sequence[Prepared], overlay: Overlay, seed: int
) -> tuple[MonthsResult, ChainEffect]:
    """The year in months on every detail chunk, under the law without the package; only the way of awarding differs."""
    year = prepared[0].sample.year
    settings, figures = settings_for(overlay, year), months_facts(facts, year)
    results: list[MonthsResult] = []
    chains: list[ChainEffect] = []
    for number, chunk in enumerate(prepared):
        law, take_up = chunk.law, chunk.facts.take_up
        found = simulate_year(chunk.sample, law.parameters, law.graph, take_up, settings, figures, seed, number)
        now = replace(found, settings=replace(found.settings, back_payments_ignored=False))
        chains.append(chain_effect(chunk.sample, now, law.parameters, law.graph, take_up))
        results.append(found)
    return combine_months(results), combine_effects(chains)


def _published_months(facts: Facts, samples: Sequence[Sample], take_up: TakeUp, seed: int) -> list[Comparison]:
    """Reclaims and additional payments of the base year beside the published ones, by the rules of those years."""
    year = samples[0].year
    law, figures = law_in(Overlay(), f"{year}-01-01"), months_facts(facts, year)
    settings = Settings(calibration_year=True, variants=())
    results = [
        simulate_year(sample, law.parameters, law.graph, take_up, settings, figures, seed, number)
        for number, sample in enumerate(samples)
    ]
    return compare(combine_months(results))


def _complexity(facts: Facts, prepared: Sequence[Prepared], overlay: Overlay) -> Complexity:
    """What households meet in the schemes that they receive now, under the law of now and under the package."""
    uses = [schemes_used(chunk.sample, chunk.amounts) for chunk in prepared]
    together = {name: np.concatenate([part[name] for part in uses]) for name in uses[0]}
    sides = (prepared[0].law, prepared[0].law_under(overlay))
    laws = tuple(
        law_complexity(law.date, _changed(law), cast("PaymentDate", law.settings.single_payment_date)) for law in sides
    )
    return Complexity(
        weight=np.concatenate([chunk.sample.weight for chunk in prepared]),
        laws=(laws[0], laws[1]),
        households=(household_complexity(laws[0], together), household_complexity(laws[1], together)),
        burdens=(household_burden(laws[0], together, facts), household_burden(laws[1], together, facts)),
    )


def _changed(law: LawOnDate) -> dict[str, float | bool]:
    """Values of the parameters that a package changed, by path; tables do not decide which concepts are tested."""
    parameters = parameter_set().parameters
    values = {parameters[name].path: law.parameters.values[name] for name in law.parameters.changed}
    return {path: value for path, value in values.items() if not isinstance(value, tuple)}


def median(values: NDArray[np.float64], weight: NDArray[np.float64]) -> float:
    """Weighted median; see `models/households/quantiles.py`."""
    return float(weighted_quantiles(values, weight, (0.5,))[0])
