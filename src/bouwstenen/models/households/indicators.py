"""The few main figures of a run, for intervals and attribution, with or without one of the random groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bouwstenen.core.quantiles import gini_sorted, group_sums, quantile_sorted
from bouwstenen.models.households.tables import EUR_BN, QUINTILES, STEPS, Ranks, rank

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.models.households.result import HouseholdsResult

MAIN: Final[Mapping[str, str]] = {
    "balance": "bn_eur",
    "median_change": "pct",
    "median_change_lowest": "pct",
    "mean_change_eur": "eur_per_year",
    "losers_share": "pct",
    "gainers_share": "pct",
    "poor_persons": "persons",
    "poor_children": "persons",
    "low_income_persons": "persons",
    "gini_change": "ratio",
}
"""The main indicators with their units; all are the package minus the baseline. Positive balance is better."""
_STEP = STEPS[1]
"""Winners and losers here: a change of more than half a per cent, the second step of the tables."""


@dataclass(frozen=True, eq=False)
class _Line:
    """Rows in ascending order of one value: the value, the weight and the place of the random group."""

    values: NDArray[np.float64]
    weights: NDArray[np.float64]
    groups: NDArray[np.intp]

    def without(self, group: int) -> NDArray[np.float64]:
        """The weights, zero in one group; -1 for all of them."""
        return self.weights if group < 0 else np.where(self.groups == group, 0.0, self.weights)


@dataclass(frozen=True, eq=False)
class Ordered:
    """A result made ready to leave groups out: three orders, and sums by group (groups, sums)."""

    before: _Line
    after: _Line
    change: _Line
    before_by_change: NDArray[np.float64]
    sums: NDArray[np.float64]


def ordered(result: HouseholdsResult, ranks: Ranks | None = None) -> Ordered:
    """Sort and add up once; `ranks` from `rank`, when it is there already."""
    ranks = ranks or rank(result)
    place = np.searchsorted(result.groups, result.columns["groep"])
    change = np.nan_to_num(ranks.change)
    totals = [
        ranks.weight,
        ranks.weight * result.columns["verschil"],
        ranks.counted,
        ranks.counted * (change < -_STEP),
        ranks.counted * (change > _STEP),
        *(ranks.weight * moved for moved in _moved(result)),
    ]
    balance = result.balance_by_group() / EUR_BN
    sums = [balance, *(group_sums(place, values, len(result.groups)) for values in totals)]
    return Ordered(
        before=_line(ranks.before, ranks.weight, place, ranks.order_before),
        after=_line(ranks.after, ranks.weight, place, ranks.order_after),
        change=_line(ranks.change, ranks.counted, place, ranks.order_change),
        before_by_change=ranks.before[ranks.order_change],
        sums=np.stack(sums, axis=1),
    )


def main_values(result: HouseholdsResult) -> NDArray[np.float64]:
    """The main indicators of a run in the order of `MAIN`."""
    return values_without(ordered(result), -1)


def values_without(found: Ordered, group: int) -> NDArray[np.float64]:
    """The main indicators with one random group left out and the others standing for it too.

    Args:
        found: from `ordered`.
        group: place of the group among the groups of the result; -1 leaves none out.
    """
    groups = len(found.sums)
    kept = np.ones(groups) if group < 0 else np.where(np.arange(groups) == group, 0.0, groups / (groups - 1))
    balance, people, gained, counted, lost, won, *poor = (found.sums * kept[:, None]).sum(axis=0).tolist()
    weights = found.change.without(group)
    before, after = found.before.without(group), found.after.without(group)
    bound = quantile_sorted(found.before.values, before, 1.0 / len(QUINTILES))
    lowest = np.where(found.before_by_change <= bound, weights, 0.0)
    return np.array(
        [
            balance,
            quantile_sorted(found.change.values, weights, 0.5),
            quantile_sorted(found.change.values, lowest, 0.5),
            gained / (people or 1.0),
            100.0 * lost / (counted or 1.0),
            100.0 * won / (counted or 1.0),
            *poor,
            gini_sorted(found.after.values, after) - gini_sorted(found.before.values, before),
        ]
    )


def _line(
    values: NDArray[np.float64], weights: NDArray[np.float64], place: NDArray[np.intp], order: NDArray[np.intp]
) -> _Line:
    return _Line(values[order], weights[order], place[order])


def _moved(result: HouseholdsResult) -> list[NDArray[np.float64]]:
    """Persons and children that come under (1) or leave (-1) the poverty line, and persons and the threshold."""
    columns = result.columns
    arm, low = (
        columns[f"{line}_na"].astype(np.float64) - columns[f"{line}_voor"].astype(np.float64)
        for line in ("arm", "laag")
    )
    return [arm * columns["personen"], arm * columns["kinderen"], low * columns["personen"]]
