"""Tables of a year in months: weighted numbers and amounts by scheme, by household and by variant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bouwstenen.models.households.months.result import part
from bouwstenen.models.households.months.roster import MONTHS
from bouwstenen.models.households.tables import EUR_BN
from bouwstenen.population.amounts import TOESLAGEN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bouwstenen.models.households.months.facts import MonthsFacts
    from bouwstenen.models.households.months.result import MonthsResult, Outcome
    from bouwstenen.models.households.months.settings import Variant

ALL: Final = "all"
_STEPS = MONTHS - 1


@dataclass(frozen=True)
class SchemeRow:
    """One scheme (or all four) in one variant.

    users: toeslagen with an advance or an award. advance_bn, kept_bn: paid in the year, and what is kept after
    settlement, billion euro. reclaims, payments: numbers. reclaims_bn, payments_bn, waived_bn: amounts.
    large: reclaims above the limit of a large one.
    """

    variant: Variant
    scheme: str
    users: float
    advance_bn: float
    kept_bn: float
    reclaims: float
    reclaims_bn: float
    payments: float
    payments_bn: float
    waived_bn: float
    large: float

    @property
    def mean_reclaim(self) -> float:
        """Euro; 0 without reclaims."""
        return self.reclaims_bn * EUR_BN / self.reclaims if self.reclaims else 0.0

    @property
    def mean_payment(self) -> float:
        """Euro; 0 without additional payments."""
        return self.payments_bn * EUR_BN / self.payments if self.payments else 0.0


@dataclass(frozen=True)
class HouseholdRow:
    """All schemes together, by household, in one variant.

    users: households with a toeslag. repaying, repaying_large: with something to repay, and with more than the limit.
    variation: mean coefficient of variation of the monthly income of users. toeslag_variation: of their toeslagen.
    steps_small, steps_large: share of the steps from month to month in which the toeslagen of users change by more than
    the small or the large limit. below: users below the social minimum in at least one month.
    gain, lose: users who keep more or less than today by more than the large limit in the year.
    gain_mean, lose_mean: by how much, euro.
    """

    variant: Variant
    users: float
    repaying: float
    repaying_large: float
    variation: float
    toeslag_variation: float
    steps_small: float
    steps_large: float
    below: float
    gain: float
    lose: float
    gain_mean: float
    lose_mean: float


@dataclass(frozen=True)
class KindRow:
    """Households of one kind (code of `huishoudtype`) in one variant: users, and who repays (a lot)."""

    variant: Variant
    kind: int
    users: float
    repaying: float
    repaying_large: float


def kind_rows(result: MonthsResult) -> list[KindRow]:
    """A row for every variant and kind of household."""
    rows: list[KindRow] = []
    for kind in np.unique(result.kind).tolist():
        some = part(result, result.kind == kind)
        rows += [KindRow(r.variant, kind, r.users, r.repaying, r.repaying_large) for r in household_rows(some)]
    return sorted(rows, key=lambda row: (list(result.outcomes).index(row.variant), row.kind))


def scheme_rows(result: MonthsResult) -> list[SchemeRow]:
    """A row for every variant and scheme, and for all four together."""
    rows: list[SchemeRow] = []
    for variant, outcome in result.outcomes.items():
        by_scheme = [_scheme(variant, k, outcome, result.weight, result.facts) for k in range(len(TOESLAGEN))]
        rows += [*by_scheme, _total(variant, by_scheme)]
    return rows


def household_rows(result: MonthsResult) -> list[HouseholdRow]:
    """A row for every variant."""
    return [_households(variant, outcome, result) for variant, outcome in result.outcomes.items()]


def shares(result: MonthsResult) -> dict[str, float]:
    """Outcomes of today's rules under the names of the targets in the facts; a name without cases is left out."""
    found: dict[str, float] = {}
    rows = [row for row in scheme_rows(result) if row.variant == "today"]
    for row in rows:
        name = "all" if row.scheme == ALL else row.scheme
        if row.users and row.advance_bn:
            found[f"{name}_reclaim_share"] = row.reclaims / row.users
            found[f"{name}_payment_share"] = row.payments / row.users
            found[f"{name}_reclaim_amount"] = row.reclaims_bn / row.advance_bn
            found[f"{name}_payment_amount"] = row.payments_bn / row.advance_bn
    care = TOESLAGEN.index("zorgtoeslag")
    reclaims = result.today.reclaim[:, care]
    total = float(result.weight[reclaims > 0.0].sum())
    if total:
        found["survey_large"] = float(result.weight[reclaims >= result.facts.large_reclaim].sum()) / total
        income = (reclaims > 0.0) & (result.caused_by_income[:, care] > 0.0)
        found["survey_income_cause"] = float(result.weight[income].sum()) / total
    return found


def _scheme(variant: Variant, k: int, outcome: Outcome, weight: NDArray[np.float64], facts: MonthsFacts) -> SchemeRow:
    advance, award = outcome.advance[:, k], outcome.award[:, k]
    reclaim, payment = outcome.reclaim[:, k], outcome.additional[:, k]
    return SchemeRow(
        variant=variant,
        scheme=TOESLAGEN[k],
        users=_count(weight, (advance > 0.0) | (award > 0.0)),
        advance_bn=_sum(weight, advance),
        kept_bn=_sum(weight, outcome.kept[:, k]),
        reclaims=_count(weight, reclaim > 0.0),
        reclaims_bn=_sum(weight, reclaim),
        payments=_count(weight, payment > facts.smallest_payment),
        payments_bn=_sum(weight, payment),
        waived_bn=_sum(weight, outcome.waived[:, k]),
        large=_count(weight, reclaim > facts.large_reclaim),
    )


def _total(variant: Variant, rows: list[SchemeRow]) -> SchemeRow:
    """All schemes: numbers count toeslagen, not households."""
    names = [name for name in SchemeRow.__dataclass_fields__ if name not in ("variant", "scheme")]
    return SchemeRow(variant, ALL, **{name: sum(getattr(row, name) for row in rows) for name in names})


def _households(variant: Variant, outcome: Outcome, result: MonthsResult) -> HouseholdRow:
    """The row of one variant."""
    facts = result.facts
    users = ((outcome.advance > 0.0) | (outcome.award > 0.0)).any(axis=1)
    weight = np.where(users, result.weight, 0.0)
    reclaim = outcome.reclaim.sum(axis=1)
    change = (outcome.kept - result.today.kept).sum(axis=1)
    gain, lose = change > facts.change_large, change < -facts.change_large
    return HouseholdRow(
        variant=variant,
        users=float(weight.sum()),
        repaying=_count(weight, reclaim > 0.0),
        repaying_large=_count(weight, reclaim > facts.large_reclaim),
        variation=_mean(weight, outcome.variation),
        toeslag_variation=_mean(weight, outcome.toeslag_variation),
        steps_small=_mean(weight, outcome.changes_small / _STEPS),
        steps_large=_mean(weight, outcome.changes_large / _STEPS),
        below=_count(weight, outcome.below > 0),
        gain=_count(result.weight, gain),
        lose=_count(result.weight, lose),
        gain_mean=_mean(result.weight * gain, change),
        lose_mean=_mean(result.weight * lose, change),
    )


def _count(weight: NDArray[np.float64], which: NDArray[np.bool_]) -> float:
    return float(weight[which].sum())


def _sum(weight: NDArray[np.float64], values: NDArray[np.float64]) -> float:
    return float((weight * values).sum()) / EUR_BN


def _mean(weight: NDArray[np.float64], values: NDArray[np.float64]) -> float:
    """Weighted mean over rows that have a value; 0 without any."""
    known = np.isfinite(values) & (weight > 0.0)
    return float(np.average(values[known], weights=weight[known])) if known.any() else 0.0
