"""What is computed on the first chunks only: marginal pressure, the year in months, complexity, take-up.

These chunks are samples of the whole country themselves, weighted up to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.models.households.baseline import (
    months_of,
    months_sensitivity,
    prepared,
    published_months,
    targets,
    variant_sources,
)
from bouwstenen.models.households.beside import beside
from bouwstenen.models.households.burden import TARIFF
from bouwstenen.models.households.complexity_change import count_complexity
from bouwstenen.models.households.months.facts import ROOM
from bouwstenen.models.households.months.lived import chosen
from bouwstenen.models.households.pressure import joined, pressure, pressure_table
from bouwstenen.models.households.project import outcome
from bouwstenen.models.households.result import combine
from bouwstenen.models.households.uncertainty import spread_over

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bouwstenen.facts import Facts
    from bouwstenen.levers import Overlay
    from bouwstenen.models.households.baseline import Chunk, Inputs, Source
    from bouwstenen.models.households.beside import Beside
    from bouwstenen.models.households.complexity_change import Complexity
    from bouwstenen.models.households.inputs import HouseholdsFacts
    from bouwstenen.models.households.months.chain import ChainEffect
    from bouwstenen.models.households.months.fit import Comparison, SensitivityRow
    from bouwstenen.models.households.months.summary import ChosenMonths
    from bouwstenen.models.households.options import Options
    from bouwstenen.models.households.pressure import PressureTable
    from bouwstenen.models.households.project import Prepared
    from bouwstenen.models.households.result import HouseholdsResult
    from bouwstenen.models.households.uncertainty import Interval
    from bouwstenen.population.targets import TargetResult


@dataclass(frozen=True)
class FactNote:
    """What a table says about a figure."""

    title: str
    source: str
    doubtful: bool


@dataclass(frozen=True)
class Tariff:
    """Value of an hour of a citizen's own time, EUR, in prices of a year."""

    value: float
    price_level: int | None


@dataclass(frozen=True, eq=False)
class Details:
    """What the first chunks of the synthetic population tell.

    chains: what additional payments cost in other schemes by today's rules. chain_losers: households that lose by it
    under the package. take_up: margins of the main figures by other non-take-up, at the scale of these chunks.
    sensitivity: empty when it was not asked. notes: of the figures of the year in months, by name without room.
    tariff: None when the vintage has none.
    """

    months: ChosenMonths
    chains: ChainEffect
    chain_losers: float
    published: tuple[Comparison, ...]
    sensitivity: tuple[SensitivityRow, ...]
    complexity: Complexity
    beside: Beside
    take_up: tuple[Interval, ...]
    targets: tuple[TargetResult, ...]
    notes: Mapping[str, FactNote]
    tariff: Tariff | None


def compute_details(inputs: Inputs, changes: Overlay, chunks: tuple[Chunk, ...], options: Options) -> Details:
    """Everything on the first chunks but marginal pressure."""
    year = options.year
    homes = [prepared(inputs.source, chunk, year) for chunk in chunks]
    lived = months_of(inputs, chunks, year)
    months = chosen(lived.summary, changes)
    then = lived.chains[months.settings.package]
    return Details(
        months=months,
        chains=lived.chains["today"],
        chain_losers=0.0 if months.settings.back_payments_ignored else then.affected,
        published=published_months(inputs, chunks),
        sensitivity=months_sensitivity(inputs, year, options.seed) if options.sensitivity else (),
        complexity=count_complexity(inputs.vintage, homes, changes),
        beside=beside(inputs.vintage, changes, year),
        take_up=_take_up(inputs.source, changes, chunks, year),
        targets=targets(inputs.source, chunks),
        notes=_notes(inputs.vintage),
        tariff=_tariff(inputs.vintage),
    )


def _notes(facts: Facts) -> dict[str, FactNote]:
    return {
        key.removeprefix(ROOM): FactNote(facts.titles[key], str(figure.source), figure.doubtful)
        for key, figure in facts.values.items()
        if key.startswith(ROOM)
    }


def _tariff(facts: Facts) -> Tariff | None:
    figure = facts.values.get(TARIFF)
    return None if figure is None else Tariff(figure.value, figure.price_level or figure.year)


def pressure_of(chunks: Iterable[Prepared], changes: Overlay, facts: HouseholdsFacts) -> PressureTable:
    """Marginal pressure without and with a package."""
    limits = facts.number("pressure_high"), facts.number("pressure_full")
    return pressure_table(joined([pressure(chunk, changes) for chunk in chunks]), *limits)


def on_chunks(source: Source, changes: Overlay, chunks: Sequence[Chunk], year: int) -> HouseholdsResult:
    """A package on kept chunks in a year."""
    return combine([outcome(prepared(source, chunk, year), changes) for chunk in chunks])


def _take_up(source: Source, changes: Overlay, chunks: Sequence[Chunk], year: int) -> tuple[Interval, ...]:
    """How far the main figures move when non-take-up is lower or higher than published, or absent."""
    central, *others = [on_chunks(one, changes, chunks, year) for one in (source, *variant_sources(source))]
    return spread_over("take_up", central, others)
