"""What a year in months gives: per household and variant, and how results of chunks are joined."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bouwstenen.models.households.months.facts import MonthsFacts
    from bouwstenen.models.households.months.settings import Settings, Variant


@dataclass(frozen=True, eq=False)
class Outcome:
    """One variant. Arrays (households, schemes) in the order of `TOESLAGEN`, euro; or (households,).

    advance: paid in the year. award: what the household is entitled to by the rules of the variant.
    reclaim: what it has to pay back. waived: too much, but too little to be claimed back. additional: paid afterwards.
        award = advance - reclaim - waived + additional.
    variation: coefficient of variation of the twelve monthly incomes (with toeslagen).
    toeslag_variation: the same of the toeslagen alone, NaN without toeslagen.
    changes_small, changes_large: steps between two months (of eleven) in which the toeslagen change by more than the
        small or the large limit.
    below: months in which the income lies below the social minimum.
    """

    advance: NDArray[np.float64]
    award: NDArray[np.float64]
    reclaim: NDArray[np.float64]
    waived: NDArray[np.float64]
    additional: NDArray[np.float64]
    variation: NDArray[np.float64]
    toeslag_variation: NDArray[np.float64]
    changes_small: NDArray[np.int64]
    changes_large: NDArray[np.int64]
    below: NDArray[np.int64]

    @property
    def kept(self) -> NDArray[np.float64]:
        """What the household has received when everything is settled: advance - reclaim + additional."""
        return self.advance - self.reclaim + self.additional


@dataclass(frozen=True, eq=False)
class MonthsResult:
    """A year of a set of households.

    year: of the law. weight, group: of the households; kind: `huishoudtype` (0 where the sample has none).
    income: true toetsingsinkomen of the household over the year.
    caused_by_income: (households, schemes), the reclaim if every situation was known at once and nobody reported
        another income: what a wrong estimate of income alone would give, by today's rules.
    outcomes: by variant. settings, facts: what was asked, with which figures.
    """

    year: int
    settings: Settings
    facts: MonthsFacts
    weight: NDArray[np.float64]
    group: NDArray[np.int64]
    kind: NDArray[np.int64]
    income: NDArray[np.float64]
    caused_by_income: NDArray[np.float64]
    outcomes: Mapping[Variant, Outcome]

    @property
    def today(self) -> Outcome:
        """The baseline."""
        return self.outcomes["today"]

    @property
    def package(self) -> Outcome:
        """The variant that the levers choose."""
        return self.outcomes[self.settings.package]


def combine(results: Sequence[MonthsResult]) -> MonthsResult:
    """Results of chunks as one, in their order. All have to be of one year, with one set of settings."""
    first = results[0]
    assert all(r.year == first.year and r.settings == first.settings and r.facts == first.facts for r in results)
    outcomes: dict[Variant, Outcome] = {
        variant: _joined([r.outcomes[variant] for r in results]) for variant in first.outcomes
    }
    return MonthsResult(
        year=first.year,
        settings=first.settings,
        facts=first.facts,
        weight=np.concatenate([r.weight for r in results]),
        group=np.concatenate([r.group for r in results]),
        kind=np.concatenate([r.kind for r in results]),
        income=np.concatenate([r.income for r in results]),
        caused_by_income=np.concatenate([r.caused_by_income for r in results]),
        outcomes=outcomes,
    )


def part(result: MonthsResult, which: NDArray[np.bool_], factor: float = 1.0) -> MonthsResult:
    """Some of the households, with their weights times `factor`."""
    outcomes: dict[Variant, Outcome] = {
        variant: Outcome(**{f.name: getattr(outcome, f.name)[which] for f in fields(Outcome)})
        for variant, outcome in result.outcomes.items()
    }
    return replace(
        result,
        weight=result.weight[which] * factor,
        group=result.group[which],
        kind=result.kind[which],
        income=result.income[which],
        caused_by_income=result.caused_by_income[which],
        outcomes=outcomes,
    )


def _joined(parts: Sequence[Outcome]) -> Outcome:
    return Outcome(**{f.name: np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Outcome)})
