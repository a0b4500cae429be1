"""The result of a run of the asylum model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bouwstenen.models.asylum.chain import chain_rates, projection_start
from bouwstenen.models.asylum.replica import compare, simulate

if TYPE_CHECKING:
    import numpy as np

    from bouwstenen.models.asylum.chain import Chain
    from bouwstenen.models.asylum.drivers import Drivers
    from bouwstenen.models.asylum.inputs import AsylumFacts
    from bouwstenen.models.asylum.money import Costs
    from bouwstenen.models.asylum.options import Options
    from bouwstenen.models.asylum.participation import Participation
    from bouwstenen.models.asylum.reception import Reception, Ukraine
    from bouwstenen.models.asylum.replica import Agreement


@dataclass(frozen=True, eq=False)
class Run:
    """One run: what went in, the people by month, where they live, who works, and what it costs by year."""

    drivers: Drivers
    chain: Chain
    reception: Reception
    ukraine: Ukraine
    participation: Participation
    costs: Costs


@dataclass(frozen=True, eq=False)
class AsylumResult:
    """Baseline and package. years: the years of the yearly values; nothing is to be written to.

    facts: with the prices of the run. moved: the levers of the package, by name without the room.
    Without a lever of this model both runs are the same object, so that differences are exactly zero.
    """

    years: np.ndarray
    options: Options
    facts: AsylumFacts
    baseline: Run
    package: Run
    moved: frozenset[str] = frozenset()

    @cached_property
    def waits(self) -> tuple[Agreement, ...]:
        """How unequal waiting is with the package; empty when not asked for. Made when first read: it takes seconds."""
        if not self.options.waits:
            return ()
        start, rates = projection_start(self.facts), chain_rates(self.facts)
        replica = simulate(self.package.drivers, start, rates, seed=self.options.seed)
        return tuple(compare(replica, self.package.chain))
