"""What a run keeps of the year in months: tables, and the margins of the sample. Small, whatever the population."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bouwstenen.models.households.months.result import part
from bouwstenen.models.households.months.tables import ALL, household_rows, kind_rows, scheme_rows
from bouwstenen.models.households.uncertainty import t_quantile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.models.households.months.facts import MonthsFacts
    from bouwstenen.models.households.months.result import MonthsResult
    from bouwstenen.models.households.months.settings import Settings, Variant
    from bouwstenen.models.households.months.tables import HouseholdRow, KindRow, SchemeRow

BY_SCHEME: Final = {
    "reclaims": ("reclaims", "count"),
    "reclaims_amount": ("reclaims_bn", "bn_eur"),
    "payments": ("payments", "count"),
    "payments_amount": ("payments_bn", "bn_eur"),
    "waived_amount": ("waived_bn", "bn_eur"),
    "large_reclaims": ("large", "count"),
    "spending": ("kept_bn", "bn_eur"),
}
"""Fields of the rows by scheme that are rows of the run, with their unit, by indicator."""
BY_HOUSEHOLD: Final = {
    "repaying": ("repaying", "households"),
    "repaying_large": ("repaying_large", "households"),
    "income_variation": ("variation", "ratio"),
    "toeslag_variation": ("toeslag_variation", "ratio"),
    "steps_small": ("steps_small", "ratio"),
    "steps_large": ("steps_large", "ratio"),
    "below_minimum": ("below", "households"),
}
ONLY_CHANGE: Final = {"winners": ("gain", "households"), "losers": ("lose", "households")}
"""Beside today's rules, so without a baseline."""
Key = tuple[str, str, str]
"""Indicator, unit and scheme (or all)."""


@dataclass(frozen=True, eq=False)
class MonthsSummary:
    """A year in months under every way of awarding; nothing of it depends on a package.

    values: all indicators by way of awarding. margins: half the 95% interval of each from the random groups, by t with
    groups - 1 degrees of freedom; empty with one group.
    """

    year: int
    facts: MonthsFacts
    schemes: tuple[SchemeRow, ...]
    households: tuple[HouseholdRow, ...]
    kinds: tuple[KindRow, ...]
    values: Mapping[Variant, Mapping[Key, float]]
    margins: Mapping[Variant, Mapping[Key, float]]

    def kept_bn(self) -> dict[str, float]:
        """Toeslagen after settlement by way of awarding, billion euro."""
        return {row.variant: row.kept_bn for row in self.schemes if row.scheme == ALL}


@dataclass(frozen=True, eq=False)
class ChosenMonths:
    """The year in months with the way of awarding that a package chooses."""

    summary: MonthsSummary
    settings: Settings


def summary_of(result: MonthsResult) -> MonthsSummary:
    """Add up and measure the margins."""
    groups = np.unique(result.group)
    parts = [_values(part(result, result.group == group, len(groups))) for group in groups.tolist()]
    return MonthsSummary(
        year=result.year,
        facts=result.facts,
        schemes=tuple(scheme_rows(result)),
        households=tuple(household_rows(result)),
        kinds=tuple(kind_rows(result)),
        values=_values(result),
        margins=_margins(parts),
    )


def _values(result: MonthsResult) -> dict[Variant, dict[Key, float]]:
    found: dict[Variant, dict[Key, float]] = {variant: {} for variant in result.outcomes}
    for row in scheme_rows(result):
        for name, (field, unit) in BY_SCHEME.items():
            found[row.variant][name, unit, row.scheme] = getattr(row, field)
    for home in household_rows(result):
        for name, (field, unit) in {**BY_HOUSEHOLD, **ONLY_CHANGE}.items():
            found[home.variant][name, unit, ALL] = getattr(home, field)
    return found


def _margins(parts: list[dict[Variant, dict[Key, float]]]) -> dict[Variant, dict[Key, float]]:
    if len(parts) < 2:
        return {}
    width = t_quantile(len(parts) - 1) / len(parts) ** 0.5
    return {
        variant: {key: width * float(np.std([p[variant][key] for p in parts], ddof=1)) for key in values}
        for variant, values in parts[0].items()
    }
