"""Fitting the behaviour around the advance to published figures, and how sensitive outcomes are to each parameter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bouwstenen.models.households.months.result import combine
from bouwstenen.models.households.months.settings import Settings
from bouwstenen.models.households.months.tables import ALL, household_rows, scheme_rows, shares
from bouwstenen.models.households.months.year import draw, settle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bouwstenen.models.households.months.facts import MonthsFacts
    from bouwstenen.models.households.months.result import MonthsResult
    from bouwstenen.models.households.months.year import Drawn
    from bouwstenen.population.sample import Sample
    from bouwstenen.population.take_up import TakeUp
    from bouwstenen.rules import Parameters, RuleGraph

FITTED: Final = (
    "exact_share", "estimate_gap", "estimate_spread", "other_income_spread", "report_share", "care_exact_share",
    "care_gap", "care_spread",
)  # fmt: skip
"""Parameters that are fitted; all of them only move what is known when, not what happens."""
SHARES: Final = ("exact_share", "report_share", "care_exact_share")
CALIBRATION: Final = (
    "huurtoeslag_reclaim_share", "huurtoeslag_payment_share", "huurtoeslag_reclaim_amount",
    "huurtoeslag_payment_amount", "all_reclaim_share", "all_payment_share", "all_reclaim_amount", "all_payment_amount",
    "kinderopvangtoeslag_reclaim_share", "kinderopvangtoeslag_payment_share", "kinderopvangtoeslag_reclaim_amount",
)  # fmt: skip
"""Published outcomes that the fit may see. All other targets are hold-outs."""
SENSITIVE: Final = (
    *FITTED, "report_delay", "self_employed_spread", "revised_spread", "extra_index", "rent_known",
    "job_change_permanent", "job_change_flexible", "job_change_spread", "job_loss_permanent", "job_loss_flexible",
    "job_find", "entry", "hours_change", "hours_change_spread", "wage_noise_permanent", "wage_noise_flexible",
    "separation", "partner_arrival", "rent_rise", "move", "move_rent_spread", "care_change", "care_change_spread",
    "school_hours", "last_year_spread", "wage_growth", "smallest_reclaim",
)  # fmt: skip
"""Parameters of the table of sensitivity."""
_SHARE_STEP, _FIRST_STEP = 0.1, 0.04


@dataclass(frozen=True)
class Comparison:
    """A published outcome and ours; all are shares of 1. fitted: whether the fit has seen it."""

    name: str
    published: float
    found: float
    fitted: bool

    @property
    def error(self) -> float:
        """Ours as a share of the published one, minus 1."""
        return self.found / self.published - 1.0


@dataclass(frozen=True, eq=False)
class Fit:
    """values: by parameter of `FITTED`. loss: mean of squared relative errors. comparisons: fitted and held out."""

    values: dict[str, float]
    loss: float
    evaluations: int
    comparisons: list[Comparison]


@dataclass(frozen=True)
class SensitivityRow:
    """Outcomes at a parameter times `factor`: today's reclaims, and what final awards change.

    reclaims: numbers. reclaims_bn, payments_bn: billion euro. repaying_large: households.
    last_year_bn, monthly_bn: spending of the award on last year's income and of the monthly award, less today's.
    monthly_steps: share of steps above the large limit under the monthly award.
    """

    parameter: str
    factor: float
    reclaims: float
    reclaims_bn: float
    payments_bn: float
    repaying_large: float
    last_year_bn: float
    monthly_bn: float
    monthly_steps: float


def compare(result: MonthsResult) -> list[Comparison]:
    """Every published outcome against ours. The result should have been made with `calibration_year`."""
    found = shares(result)
    return [
        Comparison(name, published, found[name], name in CALIBRATION)
        for name, published in result.facts.targets.items()
        if name in found
    ]


def fit(
    samples: Sequence[Sample],
    parameters: Parameters,
    graph: RuleGraph,
    take_up: TakeUp,
    facts: MonthsFacts,
    seed: int,
    rounds: int = 7,
) -> Fit:
    """Fit the behaviour to the published outcomes of `CALIBRATION`.

    A deterministic search: each parameter in turn one step up and one down, the better is kept; when no step helps, all
    steps are halved. The draws stay the same, so that outcomes differ by the parameters alone.

    Args:
        samples: chunks of the population.
        parameters: of the law.
        graph: the law.
        take_up: who uses a toeslag.
        facts: where the search starts.
        seed: of the draws.
        rounds: how often steps are halved.
    """
    drawn = [draw(sample, parameters, graph, take_up, facts, seed, number) for number, sample in enumerate(samples)]
    values = {name: float(getattr(facts, name)) for name in FITTED}
    steps = {name: _SHARE_STEP if name in SHARES else _FIRST_STEP for name in FITTED}
    best, evaluations = _loss(drawn, take_up, facts, values), 1
    while rounds > 0:
        improved = False
        for name in FITTED:
            for sign in (1.0, -1.0):
                trial = {**values, name: _bounded(name, values[name] + sign * steps[name])}
                if trial[name] == values[name]:
                    continue
                loss, evaluations = _loss(drawn, take_up, facts, trial), evaluations + 1
                if loss < best:
                    best, values, improved = loss, trial, True
                    break
        if not improved:
            steps = {name: step / 2.0 for name, step in steps.items()}
            rounds -= 1
    fitted = replace(facts, **values)
    return Fit(values, best, evaluations, compare(_calibration(drawn, take_up, fitted)))


def sensitivity(
    sample: Sample, parameters: Parameters, graph: RuleGraph, take_up: TakeUp, facts: MonthsFacts, seed: int,
    change: float = 0.5,
) -> list[SensitivityRow]:  # fmt: skip
    """Outcomes with each parameter of `SENSITIVE` lower and higher by a share `change`; first row: nothing changed.

    Every row draws with the same random numbers. The shares of `SHARES` stay at most 1.
    """
    settings = Settings(variants=("last_year", "monthly"))

    def row(name: str, factor: float) -> SensitivityRow:
        value = getattr(facts, name, 0.0) * factor
        changed = replace(facts, **{name: min(value, 1.0) if name in SHARES else value}) if name else facts
        drawn = draw(sample, parameters, graph, take_up, changed, seed)
        return _sensitivity_row(name, factor, settle(drawn, take_up, settings, changed))

    return [row("", 1.0), *(row(name, factor) for name in SENSITIVE for factor in (1.0 - change, 1.0 + change))]


def _sensitivity_row(name: str, factor: float, result: MonthsResult) -> SensitivityRow:
    total = {row.variant: row for row in scheme_rows(result) if row.scheme == ALL}
    homes = {row.variant: row for row in household_rows(result)}
    today = total["today"]
    return SensitivityRow(
        parameter=name or "-",
        factor=factor,
        reclaims=today.reclaims,
        reclaims_bn=today.reclaims_bn,
        payments_bn=today.payments_bn,
        repaying_large=homes["today"].repaying_large,
        last_year_bn=total["last_year"].kept_bn - today.kept_bn,
        monthly_bn=total["monthly"].kept_bn - today.kept_bn,
        monthly_steps=homes["monthly"].steps_large,
    )


def _calibration(drawn: Sequence[Drawn], take_up: TakeUp, facts: MonthsFacts) -> MonthsResult:
    settings = Settings(calibration_year=True, variants=())
    return combine([settle(year, take_up, settings, facts) for year in drawn])


def _loss(drawn: Sequence[Drawn], take_up: TakeUp, facts: MonthsFacts, values: dict[str, float]) -> float:
    """Mean of the squared relative errors of the published outcomes that the fit may see."""
    trial = replace(facts, **values)
    errors = [c.error for c in compare(_calibration(drawn, take_up, trial)) if c.fitted]
    return sum(error**2 for error in errors) / len(errors)


def _bounded(name: str, value: float) -> float:
    """A share lies between 0 and 1, a spread is not negative, and a gap is free."""
    if name in SHARES:
        return min(max(value, 0.0), 1.0)
    return value if name.endswith("_gap") else max(value, 0.0)
