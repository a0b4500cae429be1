"""The tables of a run: purchasing power and its spread, winners and losers, schemes, poverty, inequality, take-up.

Definitions are in `docs/models/households.md`. Groups are formed in the baseline; every row counts with its weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bouwstenen.core.quantiles import gini_sorted, group_sums, grouped_quantiles, places, quantile_groups
from bouwstenen.models.households.describe import GROUPINGS
from bouwstenen.models.households.result import PRIVATE, SCHEMES, TAXES
from bouwstenen.population.amounts import TOESLAGEN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bouwstenen.models.households.result import HouseholdsResult

SPREAD: Final = (0.05, 0.25, 0.50, 0.75, 0.95)
"""Quantiles of the purchasing-power change that are shown, as shares."""
STEPS: Final = (0.0, 0.5, 2.0, 5.0)
"""Changes (%) above which winners and losers are counted."""
CENT: Final = 0.01
"""A change below a cent a year is no change."""
QUINTILES: Final = ("q1", "q2", "q3", "q4", "q5")
QUINTILE: Final = "income_quintile"
"""Dimension of fifths of standardised income; the first is the lowest."""
EVERYBODY: Final = "all"
DECILES: Final = tuple(k / 10 for k in range(1, 10))
EUR_BN: Final = 1e9


@dataclass(frozen=True, eq=False)
class Ranks:
    """What several tables need, computed once: arrays (rows,).

    weight: households, float64. change: purchasing-power change, % of baseline disposable income; NaN where that is
    zero or negative. counted: weight of rows with a change (0 elsewhere). before, after: standardised income (CBS).
    order_…: rows in ascending order. quintile: group by `before`.
    """

    weight: NDArray[np.float64]
    change: NDArray[np.float64]
    counted: NDArray[np.float64]
    before: NDArray[np.float64]
    after: NDArray[np.float64]
    order_change: NDArray[np.intp]
    order_before: NDArray[np.intp]
    order_after: NDArray[np.intp]
    quintile: NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class GroupTable:
    """Purchasing-power change by group; arrays by group, or (groups, steps of `SPREAD` or `STEPS`).

    households, persons: weighted numbers of all rows. left_out: households without a percentage (see `Ranks.change`).
    mean_eur: mean change, EUR a year, over all households. spread: quantiles, %. gain, loss: share (0 to 1) of the
    households with a percentage that gains or loses more than each step.
    """

    dimension: str
    groups: tuple[str, ...]
    households: NDArray[np.float64]
    persons: NDArray[np.float64]
    left_out: NDArray[np.float64]
    mean_eur: NDArray[np.float64]
    spread: NDArray[np.float64]
    gain: NDArray[np.float64]
    loss: NDArray[np.float64]

    @property
    def median(self) -> NDArray[np.float64]:
        """Median change by group, %."""
        return self.spread[:, SPREAD.index(0.50)]


@dataclass(frozen=True)
class SchemeRow:
    """One scheme: billion euro a year, number of households that have it, and their mean, EUR a year.

    side: `spending` or `revenue` of the government, or `private` for what households pay to others. Effects are after
    minus before.
    """

    scheme: str
    side: str
    before_bn: float
    after_bn: float
    receivers_before: float
    receivers_after: float

    @property
    def effect_bn(self) -> float:
        """After minus before."""
        return self.after_bn - self.before_bn

    @property
    def mean_before(self) -> float:
        """Mean amount per household that has it, EUR a year; 0 when nobody has."""
        return self.before_bn * EUR_BN / self.receivers_before if self.receivers_before else 0.0

    @property
    def mean_after(self) -> float:
        """Likewise with the package."""
        return self.after_bn * EUR_BN / self.receivers_after if self.receivers_after else 0.0


@dataclass(frozen=True)
class PovertyRow:
    """Poor under one line: numbers and shares (0 to 1), before and after. line: `low_income` or `poverty`.

    counted: persons, children or households.
    """

    line: str
    counted: str
    before: float
    after: float
    share_before: float
    share_after: float


@dataclass(frozen=True, eq=False)
class Inequality:
    """One side, standardised income: Gini over households and over persons, bounds of the deciles (EUR), P90/P10."""

    gini_households: float
    gini_persons: float
    deciles: NDArray[np.float64]
    p90_p10: float


@dataclass(frozen=True)
class TakeUpRow:
    """Non-take-up of a toeslag: share (0 to 1) of the entitled households; unused: billion euro a year."""

    scheme: str
    share_before: float
    share_after: float
    unused_before_bn: float
    unused_after_bn: float


@dataclass(frozen=True, eq=False)
class Cloud:
    """Points for the chart of CPB: gross income (EUR a year), change (%) and code of the source of income."""

    gross: NDArray[np.float64]
    change: NDArray[np.float64]
    source: NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class Tables:
    """All tables of one run."""

    groups: tuple[GroupTable, ...]
    schemes: tuple[SchemeRow, ...]
    poverty: tuple[PovertyRow, ...]
    before: Inequality
    after: Inequality
    take_up: tuple[TakeUpRow, ...]
    cloud: Cloud

    def group(self, dimension: str) -> GroupTable:
        """The table of one dimension: `EVERYBODY`, `QUINTILE`, or one of `GROUPINGS`."""
        return next(table for table in self.groups if table.dimension == dimension)


def all_tables(result: HouseholdsResult, points: int = 600) -> Tables:
    """Make every table of a run, without those whose groups are known of nobody. `points`: size of the cloud."""
    ranks = rank(result)
    groups = [
        _group_table(result, ranks, EVERYBODY, (EVERYBODY,), np.zeros(result.rows, dtype=np.int8)),
        _group_table(result, ranks, QUINTILE, QUINTILES, ranks.quintile),
    ]
    for dimension, grouping in GROUPINGS.items():
        codes = places(result.columns[grouping.column], list(grouping.groups))
        if np.all(codes == len(grouping.groups)):
            continue
        groups.append(_group_table(result, ranks, dimension, tuple(grouping.groups.values()), codes))
    return Tables(
        groups=tuple(groups),
        schemes=scheme_rows(result),
        poverty=poverty_rows(result),
        before=_inequality(ranks, ranks.before, ranks.order_before, result),
        after=_inequality(ranks, ranks.after, ranks.order_after, result),
        take_up=take_up_rows(result),
        cloud=_cloud(result, ranks, points),
    )


def rank(result: HouseholdsResult) -> Ranks:
    """Sort once what several tables need sorted."""
    columns = result.columns
    weight = columns["gewicht"].astype(np.float64)
    income, difference = columns["voor"].astype(np.float64), columns["verschil"].astype(np.float64)
    positive = income > 0.0
    difference = np.where(np.abs(difference) < CENT, 0.0, difference)
    change = np.where(positive, 100.0 * difference / np.where(positive, income, 1.0), np.nan)
    before, after = (columns[f"welvaart_{side}"].astype(np.float64) for side in ("voor", "na"))
    order_before = np.argsort(before, kind="stable")
    return Ranks(
        weight=weight,
        change=change,
        counted=np.where(positive, weight, 0.0),
        before=before,
        after=after,
        order_change=np.argsort(change, kind="stable"),
        order_before=order_before,
        order_after=np.argsort(after, kind="stable"),
        quintile=quantile_groups(before, weight, len(QUINTILES), order_before),
    )


def _group_table(
    result: HouseholdsResult, ranks: Ranks, dimension: str, groups: tuple[str, ...], codes: NDArray[np.int8]
) -> GroupTable:
    size = len(groups)

    def total(values: NDArray[Any]) -> NDArray[np.float64]:
        return group_sums(codes, values, size)

    with np.errstate(invalid="ignore", divide="ignore"):
        counted = total(ranks.counted)
        households = total(ranks.weight)
        change = np.nan_to_num(ranks.change)
        gain = [total(ranks.counted * (change > step)) / counted for step in STEPS]
        loss = [total(ranks.counted * (change < -step)) / counted for step in STEPS]
        mean = total(ranks.weight * result.columns["verschil"]) / households
    return GroupTable(
        dimension=dimension,
        groups=groups,
        households=households,
        persons=total(ranks.weight * result.columns["personen"]),
        left_out=households - counted,
        mean_eur=mean,
        spread=grouped_quantiles(ranks.change, ranks.counted, codes, size, SPREAD, ranks.order_change),
        gain=np.stack(gain, axis=1),
        loss=np.stack(loss, axis=1),
    )


def scheme_rows(result: HouseholdsResult) -> tuple[SchemeRow, ...]:
    """All schemes, taxes and private payments, in the order of `SCHEMES`."""
    total = {name: values.sum(axis=0) for name, values in result.sums.items()}
    return tuple(
        SchemeRow(
            scheme=name,
            side=_side(name),
            before_bn=float(total["bedrag_voor"][i]) / EUR_BN,
            after_bn=float(total["bedrag_na"][i]) / EUR_BN,
            receivers_before=float(total["ontvangers_voor"][i]),
            receivers_after=float(total["ontvangers_na"][i]),
        )
        for i, name in enumerate(SCHEMES)
    )


def _side(name: str) -> str:
    if name in TAXES:
        return "revenue"
    return "private" if name in PRIVATE else "spending"


def poverty_rows(result: HouseholdsResult) -> tuple[PovertyRow, ...]:
    """Persons, children and households under both lines."""
    columns = result.columns
    weight = columns["gewicht"].astype(np.float64)
    units = {"persons": weight * columns["personen"], "children": weight * columns["kinderen"], "households": weight}
    rows: list[PovertyRow] = []
    for line, name in (("low_income", "laag"), ("poverty", "arm")):
        for unit, count in units.items():
            whole = float(count.sum())
            before, after = (float(count[columns[f"{name}_{side}"]].sum()) for side in ("voor", "na"))
            share = whole or 1.0
            rows.append(PovertyRow(line, unit, before, after, before / share, after / share))
    return tuple(rows)


def take_up_rows(result: HouseholdsResult) -> tuple[TakeUpRow, ...]:
    """Non-take-up by toeslag; a share is 0 when nobody is entitled."""
    total = {name: values.sum(axis=0) for name, values in result.sums.items()}

    def share(i: int, side: str) -> float:
        entitled = float(total[f"recht_{side}"][i])
        return float(total[f"gemist_{side}"][i]) / entitled if entitled else 0.0

    return tuple(
        TakeUpRow(
            name,
            share(i, "voor"),
            share(i, "na"),
            float(total["gemist_bedrag_voor"][i]) / EUR_BN,
            float(total["gemist_bedrag_na"][i]) / EUR_BN,
        )
        for i, name in enumerate(TOESLAGEN)
    )


def _inequality(
    ranks: Ranks, income: NDArray[np.float64], order: NDArray[np.intp], result: HouseholdsResult
) -> Inequality:
    codes = np.zeros(len(income), dtype=np.int8)
    deciles = grouped_quantiles(income, ranks.weight, codes, 1, DECILES, order)[0]
    persons = ranks.weight * result.columns["personen"]
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = float(deciles[-1] / deciles[0])
    households, people = (gini_sorted(income[order], weights[order]) for weights in (ranks.weight, persons))
    return Inequality(households, people, deciles, ratio)


def _cloud(result: HouseholdsResult, ranks: Ranks, points: int) -> Cloud:
    """Systematic sample by weight along baseline income: every point stands for as many households."""
    rows = ranks.order_before[ranks.counted[ranks.order_before] > 0.0]
    running = np.cumsum(ranks.counted[rows])
    if len(running) == 0:
        empty = np.zeros(0)
        return Cloud(empty, empty, empty.astype(np.int8))
    wanted = (np.arange(points) + 0.5) / points * running[-1]
    picked = rows[np.minimum(np.searchsorted(running, wanted, side="left"), len(rows) - 1)]
    columns = result.columns
    return Cloud(columns["bruto"][picked].astype(np.float64), ranks.change[picked], columns["bron"][picked])
