"""The side without a package: chunks, their baseline and the year in months, kept in the process.

None of it depends on a package, so that readings, blocks and measures that are run one by one share it. Up to `FEW`
chunks are kept; a larger population is made chunk after chunk, so that memory stays small.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from bouwstenen.core.files import digest
from bouwstenen.core.parallel import FEW
from bouwstenen.law import law_on, parameter_set
from bouwstenen.models.households.inputs import HouseholdsFacts, households_facts
from bouwstenen.models.households.months.chain import combine_effects
from bouwstenen.models.households.months.facts import months_facts
from bouwstenen.models.households.months.fit import compare, sensitivity
from bouwstenen.models.households.months.lived import live_published_year, live_year
from bouwstenen.models.households.months.result import combine as combine_months
from bouwstenen.models.households.months.summary import summary_of
from bouwstenen.models.households.needed import check_complete
from bouwstenen.models.households.project import prepare
from bouwstenen.models.households.uncertainty import take_up_variants
from bouwstenen.population.build import build_chunk
from bouwstenen.population.inputs import PopulationInputs, population_inputs
from bouwstenen.population.report import report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.facts import Facts
    from bouwstenen.models.households.months.chain import ChainEffect
    from bouwstenen.models.households.months.fit import Comparison, SensitivityRow
    from bouwstenen.models.households.months.settings import Variant
    from bouwstenen.models.households.months.summary import MonthsSummary
    from bouwstenen.models.households.project import Prepared
    from bouwstenen.population.sample import Sample
    from bouwstenen.population.targets import TargetResult

PREPARED = 48
"""Baselines of chunks that are kept, of about 15 megabytes each."""


@dataclass(frozen=True, eq=False)
class Made:
    """What a population is made of; equal when its digest is."""

    digest: str
    inputs: PopulationInputs

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Made) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)


@dataclass(frozen=True, eq=False)
class Source:
    """What a population and its baseline are made of; picklable, and equal when its digest is.

    facts: of this model, maybe with other non-take-up than published.
    """

    digest: str
    made: Made
    facts: HouseholdsFacts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Source) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)


@dataclass(frozen=True, eq=False)
class Inputs:
    """Everything the model reads of a vintage. vintage: all of it, for what looks figures up by name."""

    source: Source
    vintage: Facts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Inputs) and other.source == self.source

    def __hash__(self) -> int:
        return hash(self.source)


@dataclass(frozen=True)
class Chunk:
    """One chunk of a population: its number, of how many, and the seed of all chance."""

    number: int
    of: int
    seed: int


def model_inputs(facts: Facts) -> Inputs:
    """Take what this model needs from a loaded vintage.

    Raises:
        InputError: figures are missing (all of them are named), or one cannot be.
    """
    check_complete(facts)
    own = households_facts(facts)
    figures = {key: figure.value for key, figure in facts.values.items()}
    series = {key: [list(one.index), list(one.values)] for key, one in facts.columns.items()}
    key = digest([facts.vintage, figures, series])
    return Inputs(Source(key, Made(key, population_inputs(facts)), own), facts)


def variant_sources(source: Source) -> list[Source]:
    """The same population with other non-take-up in baseline and package."""
    variants = take_up_variants(source.facts)
    return [replace(source, digest=f"{source.digest}:{name}", facts=facts) for name, facts in variants.items()]


@lru_cache(maxsize=FEW)
def _whole(made: Made, number: int, seed: int) -> Sample:
    """A chunk that stands for the whole country: the households of a chunk do not depend on how many there are."""
    return build_chunk(made.inputs, number, 1, seed)


def chunk_sample(source: Source, chunk: Chunk) -> Sample:
    """The households of a chunk in the base year, with their weights in the whole population."""
    whole = _whole(source.made, chunk.number, chunk.seed)
    return whole.with_columns(household={"gewicht": whole.household["gewicht"] / chunk.of})


def _prepare(source: Source, year: int, sample: Sample) -> Prepared:
    """A chunk with its baseline, without provinces.

    Those of a synthetic household go with its type only, so that a table by province would show nothing else.
    """
    household = {name: values for name, values in sample.household.items() if name != "provincie"}
    return prepare(replace(sample, household=household), year, source.facts)


@lru_cache(maxsize=PREPARED)
def prepared(source: Source, chunk: Chunk, year: int) -> Prepared:
    """A chunk with its baseline in the law of a year, kept."""
    return _prepare(source, year, chunk_sample(source, chunk))


def prepared_once(source: Source, chunk: Chunk, year: int) -> Prepared:
    """The same; only kept when the population is small."""
    if chunk.of <= FEW:
        return prepared(source, chunk, year)
    sample = build_chunk(source.made.inputs, chunk.number, chunk.of, chunk.seed)
    return _prepare(source, year, sample)


@dataclass(frozen=True, eq=False)
class Months:
    """The year in months of the first chunks. chains: what additional payments cost elsewhere, by way of awarding."""

    summary: MonthsSummary
    chains: Mapping[Variant, ChainEffect]


@lru_cache(maxsize=4)
def months_of(inputs: Inputs, chunks: tuple[Chunk, ...], year: int) -> Months:
    """The year in months under every way of awarding, by the law without a package."""
    years = [
        live_year(inputs.vintage, prepared(inputs.source, chunk, year), chunk.seed, chunk.number) for chunk in chunks
    ]
    chains: dict[Variant, ChainEffect] = {
        variant: combine_effects([one.chains[variant] for one in years]) for variant in years[0].chains
    }
    return Months(summary_of(combine_months([one.months for one in years])), chains)


@lru_cache(maxsize=4)
def published_months(inputs: Inputs, chunks: tuple[Chunk, ...]) -> tuple[Comparison, ...]:
    """Published outcomes of advances and settlements beside those of the base year."""
    found = [
        live_published_year(
            inputs.vintage, chunk_sample(inputs.source, c), inputs.source.facts.take_up, c.seed, c.number
        )
        for c in chunks
    ]
    return tuple(compare(combine_months(found)))


@lru_cache(maxsize=4)
def targets(source: Source, chunks: tuple[Chunk, ...]) -> tuple[TargetResult, ...]:
    """Targets and hold-outs beside what the population has."""
    return tuple(report(source.made.inputs, [chunk_sample(source, chunk) for chunk in chunks]))


@lru_cache(maxsize=2)
def months_sensitivity(inputs: Inputs, year: int, seed: int) -> tuple[SensitivityRow, ...]:
    """Outcomes of the year in months with each assumption lower and higher, on one chunk."""
    chunk = prepared(inputs.source, Chunk(0, 1, seed), year)
    date = f"{year}-01-01"
    law, figures = parameter_set().at(date), months_facts(inputs.vintage, year)
    take_up = inputs.source.facts.take_up
    return tuple(sensitivity(chunk.sample, law, law_on(date), take_up, figures, seed))
