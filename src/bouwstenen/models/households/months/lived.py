"""The year in months of one chunk of the population, for a package and as in the published figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.levers import Overlay
from bouwstenen.models.households.law_change import law_in
from bouwstenen.models.households.months.chain import chain_effect
from bouwstenen.models.households.months.facts import months_facts
from bouwstenen.models.households.months.settings import Settings, settings_for
from bouwstenen.models.households.months.summary import ChosenMonths
from bouwstenen.models.households.months.year import simulate_year

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.facts import Facts
    from bouwstenen.models.households.months.chain import ChainEffect
    from bouwstenen.models.households.months.result import MonthsResult, Outcome
    from bouwstenen.models.households.months.settings import Variant
    from bouwstenen.models.households.months.summary import MonthsSummary
    from bouwstenen.models.households.project import Prepared
    from bouwstenen.population.sample import Sample
    from bouwstenen.population.take_up import TakeUp


@dataclass(frozen=True, eq=False)
class LivedYear:
    """The year in months of a chunk, under every way of awarding; nothing of it depends on a package.

    chains: what additional payments cost in other schemes, by way of awarding.
    """

    months: MonthsResult
    chains: Mapping[Variant, ChainEffect]


def live_year(facts: Facts, chunk: Prepared, seed: int, number: int) -> LivedYear:
    """The year in months of a chunk, under the law without a package; only the way of awarding differs.

    Args:
        facts: the vintage.
        chunk: prepared, in the year of the law.
        seed: of all chance.
        number: of the chunk.
    """
    law, take_up = chunk.law, chunk.facts.take_up
    figures = months_facts(facts, chunk.sample.year)
    found = simulate_year(chunk.sample, law.parameters, law.graph, take_up, Settings(), figures, seed, number)

    def chain(outcome: Outcome) -> ChainEffect:
        payment = outcome.additional.sum(axis=1)
        return chain_effect(chunk.sample, payment, law.parameters, law.graph, take_up)

    return LivedYear(found, {variant: chain(outcome) for variant, outcome in found.outcomes.items()})


def chosen(summary: MonthsSummary, overlay: Overlay) -> ChosenMonths:
    """The same year with the way of awarding that a package chooses."""
    return ChosenMonths(summary, settings_for(overlay, summary.year))


def live_published_year(facts: Facts, sample: Sample, take_up: TakeUp, seed: int, number: int) -> MonthsResult:
    """The base year of a chunk by the rules of the years of the published figures, for `compare`."""
    law, figures = law_in(Overlay(), f"{sample.year}-01-01"), months_facts(facts, sample.year)
    settings = Settings(calibration_year=True, variants=())
    return simulate_year(sample, law.parameters, law.graph, take_up, settings, figures, seed, number)
