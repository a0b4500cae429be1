"""The assessment: targets of all criteria, the binding one, the required path and the net expenditure that fits it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where
from bouwstenen.models.eu_rules.adjustment import constant_steps
from bouwstenen.models.eu_rules.criteria import (
    Case,
    CriterionTarget,
    asked_step,
    criterion_targets,
    make_case,
    probability,
    rounded_step,
)
from bouwstenen.models.eu_rules.expenditure import ControlAccount, control_account, net_expenditure_growth
from bouwstenen.models.eu_rules.inputs import EuInputs, lay_out
from bouwstenen.models.eu_rules.projection import SCENARIOS, Projection, Scenario, project
from bouwstenen.models.eu_rules.stochastic import DEFAULT_DRAWS, quantiles, simulate
from bouwstenen.models.eu_rules.variants import DEFAULT_VARIANT, RuleOptions, variant

if TYPE_CHECKING:
    from bouwstenen.models.eu_rules.parameters import Parameters
    from bouwstenen.models.eu_rules.table import CountryTable


@dataclass(frozen=True)
class Request:
    """What to compute. start: first year of the adjustment (default: see `lay_out`). draws: 0 leaves chance out."""

    adjustment_years: int = 4
    start: int | None = None
    draws: int = DEFAULT_DRAWS
    seed: int = 2026


@dataclass(frozen=True, eq=False)
class EuResult:
    """The outcome for one country and variant. % of GDP unless named; a positive balance is better.

    spb_target: required structural primary balance at the end of the adjustment, after rounding and floor.
    binding_criterion: name of the criterion that asks most (or `floor`). step: the constant yearly step, rounded up
    where the variant does; exact_step: before that; steps: what the path does each year (a safeguard may ask more).
    raised_by: safeguards that raised a step.
    required: the projection of the required path, adjustment scenario; stresses: the others on the same path.
    unchanged: the projection with the structural primary balance of the forecast held.
    net_expenditure_growth: % a year over the adjustment; None when the table lacks primary expenditure.
    control_account: of unchanged policy against the path. probability: that debt falls, on the required path.
    debt_quantiles: of debt on the required path, from the end of the adjustment; empty without shocks.
    """

    case: Case
    variant: str
    criteria: tuple[CriterionTarget, ...]
    spb_target: float
    binding_criterion: str
    step: float
    exact_step: float
    steps: tuple[float, ...]
    raised_by: tuple[str, ...]
    required: Projection
    required_spb: np.ndarray
    stresses: dict[Scenario, Projection]
    unchanged: Projection
    net_expenditure_growth: dict[int, float] | None
    control_account: ControlAccount | None
    probability: float | None
    debt_quantiles: dict[float, np.ndarray]
    notes: tuple[str, ...]

    @property
    def inputs(self) -> EuInputs:
        """The laid-out input."""
        return self.case.inputs

    @property
    def end_year(self) -> int:
        """The last year of the adjustment."""
        return self.inputs.reference_year + self.case.adjustment_years

    @property
    def reference_trajectory(self) -> bool:
        """True for a reference trajectory, False for technical information."""
        return self.case.reference


def assess(
    table: CountryTable,
    parameters: Parameters,
    options: RuleOptions | None = None,
    request: Request | None = None,
    *,
    name: str = DEFAULT_VARIANT,
) -> EuResult:
    """Run the debt sustainability analysis.

    Args:
        table: the country.
        parameters: figures of the rules.
        options: the variant; default the one called `name`.
        request: length, start, draws and seed.
        name: name of the variant, for the result.

    Raises:
        InputError: input that is missing, or a length that cannot be.
    """
    chosen = options or variant(name)
    asked = request or Request()
    _check_request(asked)
    inputs = lay_out(table, parameters, asked.adjustment_years, asked.start)
    case = make_case(inputs, parameters, chosen, asked.adjustment_years, asked.draws, asked.seed)
    criteria = tuple(criterion_targets(case))
    return _result(case, name, criteria, *_required_step(case, criteria))


def _check_request(request: Request) -> None:
    for key, value, low, high in (
        ("adjustment_years", request.adjustment_years, 1, 20),
        ("draws", request.draws, 0, 5_000_000),
    ):
        if not low <= value <= high:
            problem = f"de waarde {value} valt buiten de grenzen."
            raise InputError(problem, mend=f"Kies een getal van {low} tot en met {high}.", where=Where("", 0, key))


def _required_step(case: Case, criteria: tuple[CriterionTarget, ...]) -> tuple[float, str]:
    """The constant step that meets every criterion that counts, not rounded, and the name of what asks most."""
    blocked = [c for c in criteria if c.counts and c.status == "not_reachable"]
    if blocked:
        where = Where(case.inputs.title, 0, blocked[0].name)
        raise InputError(f"geen enkel pad haalt het criterium '{blocked[0].name}'.", mend=blocked[0].note, where=where)
    return asked_step(case, criteria)


def _result(case: Case, name: str, criteria: tuple[CriterionTarget, ...], exact: float, binding: str) -> EuResult:
    step = rounded_step(case, exact)
    inputs, parameters, options, end = case.inputs, case.parameters, case.options, case.adjustment_years
    paths = case.paths(np.array([step]))
    runs: dict[Scenario, Projection] = {scenario: case.run(paths, scenario) for scenario in SCENARIOS}
    required = runs["adjustment"]
    held = inputs.spb[: paths.spb.shape[1]]
    unchanged = project(inputs, parameters, options, held, end)
    raised = tuple(
        name
        for name, flag in (("procedure", paths.by_procedure[0]), ("deficit_resilience", paths.by_resilience[0]))
        if flag
    )
    growth = account = None
    notes = list(inputs.notes)
    if np.isfinite(inputs.primary_expenditure):
        path = net_expenditure_growth(inputs, paths.spb[0, : end + 1])
        growth = {int(year): float(path[t]) for t, year in enumerate(inputs.years[: end + 1]) if t}
        account = control_account(inputs, parameters, paths.spb[0], held, unchanged.gdp[0], end)
    else:
        notes.append("De tabel heeft geen primaire uitgaven: er is geen netto-uitgavenpad.")
    chance, fan = None, {}
    if case.shocks is not None:
        chance = probability(case, step, below_limit=False)
        fan = quantiles(simulate(inputs, required, case.shocks, end))
    return EuResult(
        case=case,
        variant=name,
        criteria=criteria,
        spb_target=float(paths.spb[0, end]),
        binding_criterion=binding,
        step=step,
        exact_step=exact,
        steps=tuple(float(s) for s in np.diff(paths.spb[0, : end + 1])),
        raised_by=raised,
        required=required,
        required_spb=paths.spb[0],
        stresses=runs,
        unchanged=unchanged,
        net_expenditure_growth=growth,
        control_account=account,
        probability=chance,
        debt_quantiles=fan,
        notes=tuple(notes),
    )


def no_policy_change(
    inputs: EuInputs, parameters: Parameters, options: RuleOptions, adjustment_years: int
) -> Projection:
    """The technical run: the structural primary balance of T held to the end of the input, no ageing."""
    size = len(inputs.years)
    spb = constant_steps(inputs, np.zeros(1), adjustment_years, size)
    without = options.model_copy(update={"ageing": False, "revenue_terms": "none"})
    return project(inputs, parameters, without, spb, adjustment_years)
