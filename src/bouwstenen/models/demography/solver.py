"""Which net migration gives a wanted number of inhabitants.

Net migration follows the baseline until a policy can start and is one number from then on. The number of inhabitants
rises with it almost in a straight line, so a few steps of the secant method reach it to the person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where
from bouwstenen.models.demography.projection import run_projection

if TYPE_CHECKING:
    from collections.abc import Callable

    from bouwstenen.models.demography.inputs import DemographyFacts
    from bouwstenen.models.demography.paths import Paths
    from bouwstenen.models.demography.projection import Projection

_STEPS = 12
_CLOSE = 0.5
_WIDTH = 10_000.0


@dataclass(frozen=True)
class RequiredMigration:
    """Net migration a year from `start` on that gives `population` on 1 January of `year`.

    reached: inhabitants that this gives. baseline: inhabitants without it. baseline_net: mean net migration of the
    baseline in the same years. fertility: children per woman in `year`.
    """

    year: int
    population: float
    start: int
    net_migration: float
    reached: float
    baseline: float
    baseline_net: float
    fertility: float


def required_net_migration(
    facts: DemographyFacts,
    baseline: Projection,
    state: np.ndarray,
    rates: np.ndarray,
    year: int,
    population: float,
    *,
    fertility: np.ndarray | None = None,
) -> RequiredMigration:
    """Solve for constant net migration.

    Args:
        facts: of the run.
        baseline: the run that it starts from.
        state: where that run started.
        rates: emigration rates of that run.
        year: of the 1 January that counts.
        population: wanted inhabitants.
        fertility: other children per woman, by flow year; default those of the baseline.

    Raises:
        InputError: the year is not in the projection or lies before a policy can start, or no net migration does it.
    """
    years = baseline.paths.years
    start = max(int(facts.number("cabinet_first_year")), int(years[0]))
    if not start < year <= baseline.years[-1]:
        mend = f"Kies een jaar van {start + 1} tot en met {baseline.years[-1]}."
        raise InputError(f"het jaar {year} kan niet als doel.", mend=mend)
    flows = int(year - years[0])
    children = baseline.paths.fertility if fertility is None else fertility
    paths = _until(baseline, flows, children)

    def reached(net: float) -> float:
        fixed = np.where(paths.years < start, baseline.net_migration[:flows], net)
        try:
            run = run_projection(facts, replace(paths, net=fixed), state, rates, baseline.alignment)
        except InputError as error:
            raise _unreachable(year, population) from error
        return float(run.total[-1])

    level = float(baseline.net_migration[start - years[0] : flows].mean())
    found = _secant(reached, level, population)
    if found is None:
        raise _unreachable(year, population)
    net, value = found
    return RequiredMigration(
        year=year,
        population=population,
        start=start,
        net_migration=net,
        reached=value,
        baseline=float(baseline.total[flows]),
        baseline_net=level,
        fertility=float(children[flows - 1]),
    )


def _until(baseline: Projection, flows: int, fertility: np.ndarray) -> Paths:
    """The drivers of the first years of a run, with its arrivals and other fertility."""
    paths = baseline.paths
    return replace(
        paths,
        years=paths.years[:flows],
        arrivals=baseline.arrivals[:flows],
        fertility=fertility[:flows],
        death_probability=paths.death_probability[:flows],
    )


def _secant(function: Callable[[float], float], guess: float, wanted: float) -> tuple[float, float] | None:
    """The argument at which a nearly straight function has the wanted value, and that value; None when not found."""
    before, value_before = guess, function(guess)
    now = guess + _WIDTH
    value = function(now)
    for _ in range(_STEPS):
        if abs(value - wanted) <= _CLOSE:
            return now, value
        slope = (value - value_before) / (now - before)
        before, value_before = now, value
        now = now + (wanted - value) / slope
        value = function(now)
    return None


def _unreachable(year: int, population: float) -> InputError:
    problem = f"geen migratiesaldo geeft {population:.0f} inwoners in {year}."
    mend = "Kies een aantal dat dichter bij de prognose ligt."
    return InputError(problem, mend=mend, where=Where("", 0, "demography.population_target"))
