"""The year in months as rows of the effects table: today's rules against the variant that the levers choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import stats

from bouwstenen.effects.table import COUNTRY, TOTAL, EffectRow
from bouwstenen.models.households.months.result import part
from bouwstenen.models.households.months.tables import household_rows, scheme_rows
from bouwstenen.models.households.uncertainty import LEVEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.models.households.months.result import MonthsResult
    from bouwstenen.models.households.months.settings import Variant

MODEL = "households"
SOURCE = "docs/models/households_months.md"
_BY_SCHEME: Final = {
    "number": ("reclaims", "toeslagen"),
    "amount": ("reclaims_bn", "mld EUR/jaar"),
    "payments_number": ("payments", "toeslagen"),
    "payments_amount": ("payments_bn", "mld EUR/jaar"),
    "waived_amount": ("waived_bn", "mld EUR/jaar"),
    "large_number": ("large", "toeslagen"),
    "spending": ("kept_bn", "mld EUR/jaar"),
}
_BY_HOUSEHOLD: Final = {
    "households": ("repaying", "huishoudens"),
    "households_large": ("repaying_large", "huishoudens"),
    "income_variation": ("variation", "deel"),
    "toeslag_variation": ("toeslag_variation", "deel"),
    "steps_small": ("steps_small", "deel"),
    "steps_large": ("steps_large", "deel"),
    "below_minimum": ("below", "huishoudens"),
}
_ONLY_CHANGE: Final = {"winners": ("gain", "huishoudens"), "losers": ("lose", "huishoudens")}
_Key = tuple[str, str, str]


def rows(run: str, result: MonthsResult, variant: str = "central") -> Iterator[EffectRow]:
    """Rows of all indicators `reclaims.*`; variant: the reading that the levers were taken in.

    low and high: 95% interval of the package from the random groups of the population, by t with groups - 1 degrees of
    freedom; none with one group. It holds the chance of the draw only, not what the parameters are unsure of (see the
    table of sensitivity).
    """
    package = result.settings.package
    before, after = _values(result, "today"), _values(result, package)
    spread = _spread(result, package)
    for key, end in after.items():
        indicator, unit, group = key
        change_only = indicator in _ONLY_CHANGE
        start = None if change_only else before[key]
        margin = None if spread is None else spread[key]
        yield EffectRow(
            run, variant, MODEL, f"reclaims.{indicator}", unit, result.year, group, COUNTRY,
            start, None if change_only else end, end if start is None else end - start,
            None if margin is None else end - margin, None if margin is None else end + margin, "computed", SOURCE,
        )  # fmt: skip


def _values(result: MonthsResult, variant: Variant) -> dict[_Key, float]:
    """All indicators of a variant by (indicator, unit, group)."""
    found: dict[_Key, float] = {}
    for row in scheme_rows(result):
        if row.variant == variant:
            for name, (field, unit) in _BY_SCHEME.items():
                found[name, unit, row.scheme] = getattr(row, field)
    home = next(row for row in household_rows(result) if row.variant == variant)
    for name, (field, unit) in {**_BY_HOUSEHOLD, **_ONLY_CHANGE}.items():
        found[name, unit, TOTAL] = getattr(home, field)
    return found


def _spread(result: MonthsResult, variant: Variant) -> dict[_Key, float] | None:
    """Half the interval of every indicator from the random groups; None with one group."""
    groups = np.unique(result.group)
    if len(groups) < 2:
        return None
    width = float(stats.t.ppf(0.5 + LEVEL / 2.0, len(groups) - 1)) / len(groups) ** 0.5
    parts = [_values(part(result, result.group == group, len(groups)), variant) for group in groups.tolist()]
    return {key: width * float(np.std([p[key] for p in parts], ddof=1)) for key in parts[0]}
