"""The year in months of one chunk of the population, for a package and as in the published figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.levers import Overlay
from bouwstenen.models.households.law_change import law_in
from bouwstenen.models.households.months.chain import chain_effect
from bouwstenen.models.households.months.facts import months_facts
from bouwstenen.models.households.months.settings import Settings, settings_for
from bouwstenen.models.households.months.year import simulate_year

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from bouwstenen.facts import Facts
    from bouwstenen.models.households.months.chain import ChainEffect
    from bouwstenen.models.households.months.result import MonthsResult
    from bouwstenen.models.households.project import Prepared
    from bouwstenen.population.sample import Sample
    from bouwstenen.population.take_up import TakeUp


@dataclass(frozen=True, eq=False)
class LivedYear:
    """The year in months of a chunk.

    chains: what additional payments cost in other schemes by today's rules. losers: households that lose more than a
    euro by it under the package.
    """

    months: MonthsResult
    chains: ChainEffect
    losers: float


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
