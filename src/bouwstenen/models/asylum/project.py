"""The asylum model: facts and overlay in, result out."""

from __future__ import annotations

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
from bouwstenen.models.ports import PRICES
from bouwstenen.models.protocol import quiet

if TYPE_CHECKING:
    from bouwstenen.models.asylum.chain import Chain
    from bouwstenen.models.asylum.drivers import Drivers
    from bouwstenen.models.asylum.inputs import AsylumFacts
    from bouwstenen.models.protocol import Handed, Tell


def project(
    facts: AsylumFacts,
    changes: Overlay,
    handed: Handed | None = None,
    options: Options | None = None,
    tell: Tell = quiet,
) -> AsylumResult:
    """Run baseline and package from the published stocks of the base year to the end of the last year.

    Args:
        facts: from `asylum_facts`.
        changes: the slice of the package; `Overlay()` is the baseline.
        handed: `macro.prices`, by which amounts are brought to one price level; None takes the prices of the facts.
        options: choices of the run.
        tell: told of each step.

    Raises:
        InputError: a lever names an input that this model does not have, or a figure is missing.
    """
    tell("Asielketen doorrekenen")
    options = options or Options()
    if handed is not None:
        facts = facts.with_prices(handed[PRICES])
    drivers = baseline_drivers(facts, options.inflow)
    start, rates = projection_start(facts), chain_rates(facts)
    chain = run_chain(drivers, start, rates)
    baseline = _finish(facts, drivers, chain, chain, Overlay(), options)
    package, own = baseline, asylum_changes(changes, facts.base_year)
    if own:
        moved = package_drivers(facts, drivers, chain.family, changes)
        changed = run_chain(moved, start, rates)
        package = _finish(facts, moved, changed, chain, changes, options)
    return AsylumResult(
        years=np.arange(facts.base_year, facts.last_year + 1),
        options=options,
        facts=facts,
        baseline=baseline,
        package=package,
        moved=frozenset(change.path.partition(".")[2] for change in own),
    )


def _finish(facts: AsylumFacts, drivers: Drivers, chain: Chain, base: Chain, overlay: Overlay, options: Options) -> Run:
    """What follows from a chain: places, Ukraine, work and money."""
    places, displaced = reception(chain, drivers, facts), ukraine(drivers, facts)
    people = participation(chain, base, drivers, overlay, facts, options.early_effect)
    money = costs(chain, drivers, places, displaced, people, overlay, facts, options)
    return Run(drivers, chain, places, displaced, people, money)


def hindcast(facts: AsylumFacts) -> Chain:
    """The chain from the history year up to the base year with the observed inflow, permits and placements.

    Its stocks are a test of the model and are not used by the projection, which starts from published stocks.
    """
    return run_chain(history_drivers(facts), history_start(facts), chain_rates(facts))
