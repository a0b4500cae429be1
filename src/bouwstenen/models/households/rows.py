"""The results of the households model as rows of the effects table. Indicators are listed in the docs of the model."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bouwstenen.effects.table import COUNTRY, TOTAL, EffectRow
from bouwstenen.models.households.attribution import ATTRIBUTED, point_title
from bouwstenen.models.households.indicators import MAIN
from bouwstenen.models.households.labour import GROUPS
from bouwstenen.models.households.tables import DECILES, SPREAD, STEPS
from bouwstenen.models.households.texts import scheme_title
from bouwstenen.models.households.uncertainty import central_values, overall

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bouwstenen.models.households.attribution import PointAttribution
    from bouwstenen.models.households.labour import LabourResponse
    from bouwstenen.models.households.pressure import PressureTable
    from bouwstenen.models.households.result import HouseholdsResult
    from bouwstenen.models.households.tables import GroupTable, Inequality, Tables
    from bouwstenen.models.households.uncertainty import Interval

MODEL = "households"
SOURCE = "docs/models/households.md"


class HouseholdRows:
    """Makes rows of one run, reading and year; a value that does not exist gives no row."""

    def __init__(self, run: str, year: int, variant: str = "central") -> None:
        self._run, self._year, self._variant = run, year, variant

    def both(
        self, indicator: str, unit: str, before: float, after: float, group: str = TOTAL, status: str = "computed"
    ) -> Iterator[EffectRow]:
        """A row with a baseline, a package and their difference."""
        yield from self._row(indicator, unit, group, COUNTRY, before, after, after - before, status=status)

    def change(
        self,
        indicator: str,
        unit: str,
        value: float,
        group: str = TOTAL,
        region: str = COUNTRY,
        low: float | None = None,
        high: float | None = None,
        status: str = "computed",
    ) -> Iterator[EffectRow]:
        """A row where only the difference has a meaning."""
        yield from self._row(indicator, unit, group, region, None, None, value, low, high, status)

    def _row(
        self,
        indicator: str,
        unit: str,
        group: str,
        region: str,
        before: float | None,
        after: float | None,
        difference: float,
        low: float | None = None,
        high: float | None = None,
        status: str = "computed",
    ) -> Iterator[EffectRow]:
        if not math.isfinite(difference):
            return
        yield EffectRow(
            self._run, self._variant, MODEL, f"{MODEL}.{indicator}", unit, self._year, group, region,
            before, after, difference, low, high, status, SOURCE,
        )  # fmt: skip


def table_rows(maker: HouseholdRows, tables: Tables) -> Iterator[EffectRow]:
    """Rows of all tables of a run."""
    for table in tables.groups:
        yield from _group_rows(maker, table)
    yield from _scheme_rows(maker, tables)
    for row in tables.poverty:
        group = f"{row.line}: {row.unit}"
        yield from maker.both("poor", row.unit, row.before, row.after, group)
        yield from maker.both("poor_share", "%", 100.0 * row.share_before, 100.0 * row.share_after, group)
    yield from _inequality_rows(maker, tables.before, tables.after)
    for row in tables.take_up:
        group = scheme_title(row.scheme)
        yield from maker.both("non_take_up", "%", 100.0 * row.share_before, 100.0 * row.share_after, group)
        yield from maker.both("unused", "mld EUR", row.unused_before_bn, row.unused_after_bn, group)


def interval_rows(maker: HouseholdRows, intervals: Sequence[Interval]) -> Iterator[EffectRow]:
    """The main figures with the widest of their intervals, and one row for each cause."""
    bands = overall(intervals)
    for name, value in central_values(intervals).items():
        low, high = bands.get(name, (None, None))
        yield from maker.change(f"main_{name}", MAIN[name], value, low=low, high=high)
    for i in intervals:
        if math.isfinite(i.low):
            name = f"main_{i.indicator}_by_cause"
            yield from maker.change(name, MAIN[i.indicator], i.value, group=i.cause, low=i.low, high=i.high)


def attribution_rows(maker: HouseholdRows, points: PointAttribution) -> Iterator[EffectRow]:
    """Alone, last-out and Shapley by point; points that move nothing in this year have zero."""
    found = points.found
    for column, name in enumerate(ATTRIBUTED):
        for kind, values in (("alone", found.alone), ("last_out", found.last_out), ("shapley", found.shapley)):
            for i, point in enumerate(found.parts):
                title = point_title(point)
                yield from maker.change(f"{name}_{kind}", MAIN[name], float(values[i, column]), group=title)
            for point in points.still:
                yield from maker.change(f"{name}_{kind}", MAIN[name], 0.0, group=point_title(point))


def pressure_rows(maker: HouseholdRows, table: PressureTable) -> Iterator[EffectRow]:
    """Marginal pressure by household type."""
    for i, label in enumerate(table.labels):
        group = TOTAL if i == 0 else f"type: {label}"
        for name, values in (("median", table.median), ("high_share", table.high), ("full_share", table.full)):
            before, after = (100.0 * float(values[i, side]) for side in (0, 1))
            yield from maker.both(f"pressure_{name}", "%", before, after, group)


def labour_rows(maker: HouseholdRows, response: LabourResponse) -> Iterator[EffectRow]:
    """The option 'arbeidsaanbod'; its status says that it is an option and not part of the other rows."""
    for i, group in enumerate(GROUPS):
        hours, balance = float(response.hours_pct[i]), float(response.balance_bn[i])
        yield from maker.change("labour_hours", "%", hours, group=group, status="optie arbeidsaanbod")
        yield from maker.change("labour_balance", "mld EUR", balance, group=group, status="optie arbeidsaanbod")


def result_rows(maker: HouseholdRows, result: HouseholdsResult) -> Iterator[EffectRow]:
    """The identity: the largest change of a disposable income that no scheme explains, in EUR."""
    yield from maker.change("unexplained", "EUR/jaar", result.identity)


def _group_rows(maker: HouseholdRows, table: GroupTable) -> Iterator[EffectRow]:
    for i, label in enumerate(table.labels):
        if table.households[i] == 0.0:
            continue
        region = label if table.grouping == "provincie" else COUNTRY
        group = TOTAL if table.grouping in {"totaal", "provincie"} else f"{table.grouping}: {label}"
        yield from maker.change("change_mean", "EUR/jaar", float(table.mean_eur[i]), group, region)
        for share, value in zip(SPREAD, table.spread[i].tolist(), strict=True):
            yield from maker.change(f"change_p{round(100 * share):02d}", "%", value, group, region)
        for kind, values in (("gainers", table.gain), ("losers", table.loss)):
            for step, value in zip(STEPS, values[i].tolist(), strict=True):
                name = f"{kind}_over_{step:g}".replace(".", "_")
                yield from maker.change(name, "%", 100.0 * value, group, region)
        size = float(table.households[i])
        if region == COUNTRY:
            yield from maker.both("households", "huishoudens", size, size, group)


def _scheme_rows(maker: HouseholdRows, tables: Tables) -> Iterator[EffectRow]:
    for row in tables.schemes:
        group = scheme_title(row.scheme)
        yield from maker.both("scheme_amount", "mld EUR", row.before_bn, row.after_bn, group)
        yield from maker.both("scheme_receivers", "huishoudens", row.receivers_before, row.receivers_after, group)
        yield from maker.both("scheme_mean", "EUR/jaar", row.mean_before, row.mean_after, group)


def _inequality_rows(maker: HouseholdRows, before: Inequality, after: Inequality) -> Iterator[EffectRow]:
    yield from maker.both("gini", "verhouding", before.gini_households, after.gini_households, "huishoudens")
    yield from maker.both("gini", "verhouding", before.gini_persons, after.gini_persons, "personen")
    yield from maker.both("p90_p10", "verhouding", before.p90_p10, after.p90_p10)
    for share, low, high in zip(DECILES, before.deciles.tolist(), after.deciles.tolist(), strict=True):
        yield from maker.both("decile", "EUR/jaar", low, high, f"p{round(100 * share)}")
