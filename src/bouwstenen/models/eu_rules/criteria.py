"""The criteria: for each, the smallest constant yearly step from which on it is met, and what that means for the SPB.

Steps are tried on a grid, all in one projection, and then refined between two grid points. A criterion's own target
is the structural primary balance at the end of the adjustment on its smallest path.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Literal

import numpy as np

from bouwstenen.models.eu_rules.adjustment import (
    Paths,
    adjustment_paths,
    keeps_debt_safeguard,
    needs_reference_trajectory,
)
from bouwstenen.models.eu_rules.projection import SCENARIOS, Projection, Scenario, project
from bouwstenen.models.eu_rules.stochastic import accumulate, combined, draw_shocks, probability_of_decline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bouwstenen.models.eu_rules.inputs import EuInputs
    from bouwstenen.models.eu_rules.parameters import Parameters
    from bouwstenen.models.eu_rules.variants import RuleOptions

Status = Literal["reached", "always_met", "not_reachable", "not_computed"]
_WIDEST_STEP = 4.0
_GRID = 0.01
_FINE = 100
_ROUNDING_SLACK = 1e-9
_DRAWN_GRIDS = (0.25, 0.025, 0.0025, 0.00025)


@dataclass(frozen=True)
class CriterionTarget:
    """What one criterion asks for.

    step: yearly improvement of the structural primary balance, % of GDP, not rounded. spb_target: that balance at the
    end of the adjustment. counts: the variant uses this criterion. Both numbers are None unless `status` is `reached`.
    """

    name: str
    step: float | None
    spb_target: float | None
    counts: bool
    status: Status
    note: str = ""


@dataclass(frozen=True, eq=False)
class Case:
    """One country under one variant: what every criterion needs. shocks: None when there is no covariance."""

    inputs: EuInputs
    parameters: Parameters
    options: RuleOptions
    adjustment_years: int
    shocks: np.ndarray | None

    @property
    def reference(self) -> bool:
        """True for a reference trajectory, False for technical information."""
        return needs_reference_trajectory(self.inputs, self.parameters)

    def paths(self, steps: np.ndarray) -> Paths:
        """Adjustment paths for yearly steps, with the smallest steps of the safeguards in them."""
        return adjustment_paths(self.inputs, self.parameters, self.options, steps, self.adjustment_years)

    def criteria_paths(self, steps: np.ndarray) -> Paths:
        """The paths that the criteria look at: with frontloading those of the safeguards, else constant steps."""
        if self.options.frontloading:
            return self.paths(steps)
        bare = self.options.model_copy(update={"procedure": False, "deficit_resilience": False})
        return adjustment_paths(self.inputs, self.parameters, bare, steps, self.adjustment_years)

    def run(self, paths: Paths, scenario: Scenario = "adjustment") -> Projection:
        """The projection of paths in a scenario."""
        return project(self.inputs, self.parameters, self.options, paths.spb, self.adjustment_years, scenario)


def make_case(
    inputs: EuInputs, parameters: Parameters, options: RuleOptions, adjustment_years: int, draws: int, seed: int
) -> Case:
    """Draw the shocks once, so that all paths meet the same ones."""
    shocks = None
    if inputs.covariance is not None and draws > 0:
        shocks = draw_shocks(inputs.covariance, draws, parameters.stochastic_years, seed)
    return Case(inputs, parameters, options, adjustment_years, shocks)


def deterministic_checks(case: Case, steps: np.ndarray) -> dict[str, np.ndarray]:
    """Whether each deterministic test is met, by step: `<scenario>.declines`, `<scenario>.low`, deficit, safeguard.

    The deficit counts from the last year of the adjustment on. The safeguard looks at the final path.
    """
    paths = case.criteria_paths(steps)
    end, parameters = case.adjustment_years, case.parameters
    limit = parameters.deficit_limit + (parameters.deficit_tolerance if case.options.deficit_tolerance else 0.0)
    met: dict[str, np.ndarray] = {}
    for scenario in SCENARIOS:
        run = case.run(paths, scenario)
        debt = run.debt[:, end:]
        if case.options.debt_decline == "every_year":
            met[f"{scenario}.declines"] = np.all(np.diff(debt, axis=1) <= 0, axis=1)
        else:
            met[f"{scenario}.declines"] = debt[:, -1] <= debt[:, 0]
        met[f"{scenario}.low"] = debt[:, -1] <= parameters.debt_limit
        if scenario == "adjustment":
            met["deficit"] = np.all(run.balance[:, end:] >= -limit, axis=1)
    final = case.paths(steps)
    met["debt_safeguard"] = keeps_debt_safeguard(case.run(final), final, parameters, end)
    return met


def smallest_steps(case: Case, wanted: dict[str, tuple[str, ...]]) -> dict[str, float | None]:
    """For each name the smallest step from which on one of its tests is met; -inf when every step does, None when none.

    Args:
        case: the country.
        wanted: tests of `deterministic_checks` by name; any of them is enough.
    """
    grid = np.arange(-_WIDEST_STEP, _WIDEST_STEP + _GRID / 2, _GRID)
    coarse = deterministic_checks(case, grid)
    found: dict[str, float | None] = {}
    places = {name: _first_met(np.any([coarse[test] for test in tests], axis=0)) for name, tests in wanted.items()}
    for name, place in places.items():
        if place is None or place == 0:
            found[name] = None if place is None else float("-inf")
            continue
        fine = np.linspace(grid[place - 1], grid[place], _FINE + 1)
        checks = deterministic_checks(case, fine)
        inner = _first_met(np.any([checks[test] for test in wanted[name]], axis=0))
        found[name] = float(fine[inner if inner is not None else -1])
    return found


def _first_met(met: np.ndarray) -> int | None:
    """Position from which on all are met."""
    failing = np.flatnonzero(~met)
    if failing.size == 0:
        return 0
    return None if failing[-1] == len(met) - 1 else int(failing[-1]) + 1


def safeguard_step(case: Case, asked: float) -> float | None:
    """The smallest step of the debt safeguard, given the step that the other criteria ask for.

    A larger step may lift more years out of a band and so leave an average of fewer years that fall less: what is
    enough at one step need not be enough at the next. So the search goes up from what is asked anyway to the first
    step that is enough. When the asked step is enough already, the answer is where the run of enough steps around it
    begins; -inf when that is the lowest step, None when no step from the asked one on is enough.
    """
    grid = np.arange(-_WIDEST_STEP, _WIDEST_STEP + _GRID / 2, _GRID)
    met = deterministic_checks(case, grid)["debt_safeguard"]
    start = min(int(np.searchsorted(grid, asked - _GRID / _FINE)), len(grid) - 1)
    above = np.flatnonzero(met[start:])
    if above.size == 0:
        return None
    place = start + int(above[0])
    failing = np.flatnonzero(~met[:place])
    if failing.size == 0:
        return float("-inf")
    place = int(failing[-1]) + 1
    fine = np.linspace(grid[place - 1], grid[place], _FINE + 1)
    inner = np.flatnonzero(deterministic_checks(case, fine)["debt_safeguard"])
    return float(fine[inner[0]] if inner.size else fine[-1])


def stochastic_step(case: Case, *, below_limit: bool) -> float | None:
    """The smallest step from which on debt falls (or ends below its limit) with the probability asked for.

    Probability need not rise with the step everywhere, so steps are tried from the widest down on a grid, until the
    first that fails, and then on finer grids between that one and the last that was enough.
    """
    high, low = _WIDEST_STEP, -_WIDEST_STEP
    for place, width in enumerate(_DRAWN_GRIDS):
        steps = np.linspace(high, low, round((high - low) / width) + 1)
        failing = _first_failing(case, steps, below_limit=below_limit)
        if failing == 0:
            return None
        if failing is None and place == 0:
            return float("-inf")
        # On a finer grid the last step is one that failed before.
        failing = len(steps) - 1 if failing is None else failing
        high, low = float(steps[failing - 1]), float(steps[failing])
    return high


def _first_failing(case: Case, steps: np.ndarray, *, below_limit: bool) -> int | None:
    """Position of the first step with too low a probability; None when there is none."""
    wanted = case.parameters.stochastic_probability
    chances = _chances(case, steps, below_limit=below_limit)
    return next((place for place, chance in enumerate(chances) if chance < wanted), None)


def _chances(case: Case, steps: np.ndarray, *, below_limit: bool) -> Iterator[float]:
    """Probability that debt falls over the stochastic years, one step after the other."""
    assert case.shocks is not None
    run = case.run(case.criteria_paths(steps))
    limit = case.parameters.debt_limit if below_limit else None
    summed = combined(case.inputs, case.shocks)
    for path in range(len(steps)):
        yield probability_of_decline(accumulate(run, summed, case.adjustment_years, path), limit)


def probabilities(case: Case, steps: np.ndarray, *, below_limit: bool) -> np.ndarray:
    """Probability that debt falls over the stochastic years, for adjustments in each of these steps."""
    return np.array(list(_chances(case, steps, below_limit=below_limit)))


def probability(case: Case, step: float, *, below_limit: bool) -> float:
    """Probability that debt falls over the stochastic years when the adjustment goes in this step."""
    return float(probabilities(case, np.array([step]), below_limit=below_limit)[0])


def criterion_targets(case: Case) -> list[CriterionTarget]:
    """Every criterion with its own target; `counts` says which of them the variant uses."""
    scenarios = {name: (f"{name}.declines", f"{name}.low") for name in SCENARIOS}
    branch = "either"
    if case.options.criteria == "guidance" and case.reference:
        branch = _joint_branch(case)
        tests = {"declines": 0, "low": 1}
        scenarios = {name: (both[tests[branch]],) for name, both in scenarios.items()}
    steps = smallest_steps(case, scenarios | {"deficit": ("deficit",)})
    targets = [_target(case, name, steps[name], counts=_counts(case, name, branch)) for name in steps]
    targets.insert(len(SCENARIOS), _stochastic_target(case, branch))
    if case.reference:
        step = safeguard_step(case, rounded_step(case, asked_step(case, targets)[0]))
        targets.append(_target(case, "debt_safeguard", step, counts=_counts(case, "debt_safeguard", branch)))
    return targets


def _stochastic_target(case: Case, branch: str) -> CriterionTarget:
    """The stochastic criterion; not computed without shocks."""
    if case.shocks is None:
        note = "De tabel heeft geen varianties en samenhangen van schokken, of er zijn geen trekkingen gevraagd."
        return CriterionTarget("stochastic", None, None, False, "not_computed", note)
    step = stochastic_step(case, below_limit=case.options.stochastic_below_limit or not case.reference)
    return _target(case, "stochastic", step, counts=_counts(case, "stochastic", branch))


def asked_step(case: Case, targets: Sequence[CriterionTarget]) -> tuple[float, str]:
    """The largest step that the criteria that count ask for, not under the floor, and the name of what asks it."""
    reached = [(c.step, c.name) for c in targets if c.counts and c.step is not None]
    parameters = case.parameters
    floor = parameters.floor_reference if case.reference else parameters.floor_technical
    if case.options.floor or not reached:
        reached.append((floor, "floor"))
    return max(reached)


def rounded_step(case: Case, step: float) -> float:
    """The step rounded up as the variant wants."""
    if case.options.rounding:
        step = ceil(step / case.parameters.step_rounding - _ROUNDING_SLACK) * case.parameters.step_rounding
    # Adding zero turns a rounded -0.0 into 0.0.
    return float(step) + 0.0


def _joint_branch(case: Case) -> str:
    """The guidance accepts debt that falls in every scenario or stays low in every scenario: the easier of the two."""
    declines = smallest_steps(case, {name: (f"{name}.declines",) for name in SCENARIOS})
    low = smallest_steps(case, {name: (f"{name}.low",) for name in SCENARIOS})
    fall = [*declines.values()]
    if case.shocks is not None:
        fall.append(stochastic_step(case, below_limit=case.options.stochastic_below_limit))
    return "declines" if _hardest(fall) <= _hardest([*low.values()]) else "low"


def _hardest(steps: list[float | None]) -> float:
    """The largest of the steps; infinite when one cannot be reached."""
    return max(float("inf") if step is None else step for step in steps)


def _counts(case: Case, name: str, branch: str) -> bool:
    """Whether the variant uses a criterion for this country."""
    options = case.options
    if name == "debt_safeguard":
        return options.debt_safeguard and case.reference
    if name == "deficit" or options.criteria == "all":
        return True
    if not case.reference:
        return name == "adjustment"
    return name != "stochastic" or branch == "declines"


def _target(case: Case, name: str, step: float | None, *, counts: bool) -> CriterionTarget:
    if step is None:
        note = f"Ook met een stap van {_WIDEST_STEP:g}% bbp per jaar wordt dit niet gehaald."
        return CriterionTarget(name, None, None, counts, "not_reachable", note)
    if step == float("-inf"):
        return CriterionTarget(name, None, None, counts, "always_met")
    paths = case.paths if name == "debt_safeguard" else case.criteria_paths
    end = float(paths(np.array([step])).spb[0, case.adjustment_years])
    return CriterionTarget(name, step, end, counts, "reached")
