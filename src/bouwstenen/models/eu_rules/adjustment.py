"""Adjustment paths: constant yearly steps with the smallest steps that the safeguards ask for, many at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.models.eu_rules.projection import Projection, project

if TYPE_CHECKING:
    from bouwstenen.models.eu_rules.inputs import EuInputs
    from bouwstenen.models.eu_rules.parameters import Parameters
    from bouwstenen.models.eu_rules.variants import RuleOptions


@dataclass(frozen=True, eq=False)
class Paths:
    """Paths of the structural primary balance before ageing, shape (path, year) from T to the end of the criteria.

    procedure: whether the excessive deficit procedure is in force in each year from T to the end of the adjustment; it
        ends in the year after it is abrogated, when the deficit was under its limit in two years.
    by_procedure, by_resilience: whether that safeguard raised a step, shape (path,).
    """

    spb: np.ndarray
    procedure: np.ndarray
    by_procedure: np.ndarray
    by_resilience: np.ndarray


def needs_reference_trajectory(inputs: EuInputs, parameters: Parameters) -> bool:
    """True when debt or deficit in T lies above its limit; else the country gets technical information."""
    over_debt = inputs.debt > parameters.debt_limit
    return over_debt or inputs.balance < -parameters.deficit_limit or inputs.in_procedure


def has_resilience_safeguard(inputs: EuInputs, parameters: Parameters, options: RuleOptions) -> bool:
    """Whether the deficit resilience safeguard works on this country's path under these options."""
    if needs_reference_trajectory(inputs, parameters):
        return options.deficit_resilience
    return options.deficit_resilience and options.resilience_technical


def horizon(parameters: Parameters, adjustment_years: int) -> int:
    """Number of years from T to the end of the criteria."""
    return adjustment_years + parameters.criterion_years + 1


def constant_steps(inputs: EuInputs, steps: np.ndarray, adjustment_years: int, size: int) -> np.ndarray:
    """Paths that move by the same step every year of the adjustment and then stay."""
    return inputs.spb[0] + steps[:, None] * np.minimum(np.arange(size), adjustment_years)


def adjustment_paths(
    inputs: EuInputs, parameters: Parameters, options: RuleOptions, steps: np.ndarray, adjustment_years: int
) -> Paths:
    """Build the path for each yearly step, % of GDP a year.

    Without frontloading a smallest step comes on top of the constant one; with it, later steps shrink so that the
    path ends where the constant steps would have ended, if the smallest steps leave room for that.
    """
    size = horizon(parameters, adjustment_years)
    spb = constant_steps(inputs, steps, adjustment_years, size)
    procedure = np.zeros((len(steps), adjustment_years + 1), dtype=bool)
    by_procedure, by_resilience = (np.zeros(len(steps), dtype=bool) for _ in range(2))
    resilient = has_resilience_safeguard(inputs, parameters, options)
    if not (resilient or (options.procedure and inputs.in_procedure)):
        return Paths(spb, procedure, by_procedure, by_resilience)
    target = spb[:, -1].copy()
    procedure[:, 0] = options.procedure and inputs.in_procedure
    for t in range(1, adjustment_years + 1):
        run = project(inputs, parameters, options, spb, adjustment_years)
        in_force = procedure[:, t - 1]
        procedure[:, t] = in_force & ~_abrogated(run, parameters, t - 1)
        edp = _procedure_step(run, parameters, t, in_force)
        resilience = np.full(len(steps), -np.inf)
        if resilient:
            resilience = _resilience_step(run, parameters, options, t, adjustment_years)
        wanted = steps
        if options.frontloading:
            wanted = (target - spb[:, t - 1]) / (adjustment_years - t + 1)
        step = np.maximum.reduce([wanted, edp, resilience])
        by_procedure |= (edp > wanted) & (edp >= resilience)
        by_resilience |= (resilience > wanted) & (resilience > edp)
        later = np.arange(size) - t
        rest = steps if not options.frontloading else (target - spb[:, t - 1] - step) / max(adjustment_years - t, 1)
        ahead = spb[:, t - 1, None] + step[:, None] + rest[:, None] * np.clip(later, 0, adjustment_years - t)
        spb = np.where(later >= 0, ahead, spb)
    return Paths(spb, procedure, by_procedure, by_resilience)


def _abrogated(run: Projection, parameters: Parameters, t: int) -> np.ndarray:
    """Whether the deficit was under its limit in year t and in the year before."""
    low = run.balance >= -parameters.deficit_limit
    return low[:, t] & low[:, t - 1] if t > 0 else np.zeros(len(low), dtype=bool)


def _procedure_step(run: Projection, parameters: Parameters, t: int, in_force: np.ndarray) -> np.ndarray:
    """Smallest step of the procedure: in primary terms first, later in the structural balance."""
    active = in_force & (run.balance[:, t - 1] < -parameters.deficit_limit)
    extra = np.zeros(len(active))
    if int(run.years[t]) >= parameters.procedure_structural_from:
        extra = run.interest[:, t] - run.interest[:, t - 1]
    return np.where(active, parameters.procedure_step + extra, -np.inf)


def _resilience_step(
    run: Projection, parameters: Parameters, options: RuleOptions, t: int, adjustment_years: int
) -> np.ndarray:
    """Smallest step of the deficit resilience safeguard: after a year with too large a structural deficit."""
    margin = parameters.resilience_deficit + (parameters.resilience_tolerance if options.resilience_margin else 0.0)
    active = run.structural_balance[:, t - 1] < -margin
    return np.where(active, parameters.resilience_step(adjustment_years), -np.inf)


def keeps_debt_safeguard(run: Projection, paths: Paths, parameters: Parameters, adjustment_years: int) -> np.ndarray:
    """Whether debt falls enough on average over the years of the adjustment outside the procedure, by path.

    The two bands of article 7 are averaged apart: years that start with high debt, and years that start between the
    limit and high debt. A year that starts at or below the limit asks for nothing.
    The first year that counts after a procedure is the one after it is abrogated: from that year's debt the fall is
    measured.
    """
    start = run.debt[:, :adjustment_years]
    fall = -np.diff(run.debt[:, : adjustment_years + 1], axis=1)
    counted = ~paths.procedure[:, 1:]
    high = counted & (start > parameters.high_debt)
    middle = counted & (start > parameters.debt_limit) & (start <= parameters.high_debt)
    met = np.ones(len(start), dtype=bool)
    for band, asked in ((high, parameters.safeguard_fall_high), (middle, parameters.safeguard_fall_middle)):
        met &= ((fall - asked) * band).sum(axis=1) >= 0
    return met
