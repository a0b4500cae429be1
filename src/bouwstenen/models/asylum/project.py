"""The asylum model: facts and overlay in, result out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.levers import Overlay
from bouwstenen.models.asylum.chain import chain_rates, history_start, projection_start, run_chain
from bouwstenen.models.asylum.drivers import asylum_changes, baseline_drivers, history_drivers, package_drivers
from bouwstenen.models.asylum.money import costs
from bouwstenen.models.asylum.options import Options
from bouwstenen.models.asylum.participation import participation
from bouwstenen.models.asylum.reception import reception, ukraine
from bouwstenen.models.asylum.result import AsylumResult, Run

if TYPE_CHECKING:
    from bouwstenen.models.asylum.chain import Chain
    from bouwstenen.models.asylum.drivers import Drivers
    from bouwstenen.models.asylum.inputs import AsylumFacts


def project(facts: AsylumFacts, overlay: Overlay, options: Options | None = None) -> AsylumResult:
    """Run baseline and package from the published stocks of the base year to the end of the last year.

    Args:
        facts: from `asylum_facts`.
        overlay: the package; `Overlay()` is the baseline.
        options: choices of the run.

    Raises:
        InputError: a lever names an input that this model does not have, or a figure is missing.
    """
    options = options or Options()
    drivers = baseline_drivers(facts, options.inflow)
    chain = run_chain(drivers, projection_start(facts), chain_rates(facts))
    baseline = _finish(facts, drivers, chain, chain, Overlay(), options)
    package = baseline
    if asylum_changes(overlay, facts.base_year):
        moved = package_drivers(facts, drivers, chain.family, overlay)
        changed = run_chain(moved, projection_start(facts), chain_rates(facts))
        package = _finish(facts, moved, changed, chain, overlay, options)
    return AsylumResult(np.arange(facts.base_year, facts.last_year + 1), options, facts, baseline, package)


def _finish(facts: AsylumFacts, drivers: Drivers, chain: Chain, base: Chain, overlay: Overlay, options: Options) -> Run:
    """What follows from a chain: places, Ukraine, work and money."""
    places, displaced = reception(chain, drivers, facts), ukraine(drivers, facts)
    people = participation(chain, base, drivers, overlay, facts, options.early_effect)
    money = costs(chain, drivers, places, displaced, people, overlay, facts, options)
    return Run(drivers, chain, places, displaced, people, money)


@dataclass(frozen=True)
class Band:
    """The same package at the two ends of what is not known: inflow, and what an early start does."""

    low: AsylumResult
    high: AsylumResult
    weak: AsylumResult
    strong: AsylumResult


def project_band(facts: AsylumFacts, overlay: Overlay, options: Options | None = None) -> Band:
    """Run the package at the low and high inflow of the forecast, and with no and full effect of an early start."""
    options = options or Options()
    return Band(
        low=project(facts, overlay, replace(options, inflow="low")),
        high=project(facts, overlay, replace(options, inflow="high")),
        weak=project(facts, overlay, replace(options, early_effect="none")),
        strong=project(facts, overlay, replace(options, early_effect="full")),
    )


def hindcast(facts: AsylumFacts) -> Chain:
    """The chain from the history year up to the base year with the observed inflow, permits and placements.

    Its stocks are a test of the model and are not used by the projection, which starts from published stocks.
    """
    return run_chain(history_drivers(facts), history_start(facts), chain_rates(facts))
