"""The results of the households model as rows, under codes only. Indicators are listed in the docs of the model."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import polars as pl

from bouwstenen.effects.row import ALL, COUNTRY, Row
from bouwstenen.models.households.complexity_file import KINDS
from bouwstenen.models.households.indicators import MAIN, main_values
from bouwstenen.models.households.labour import GROUPS
from bouwstenen.models.households.months.rows import months_rows
from bouwstenen.models.households.tables import DECILES, SPREAD, STEPS
from bouwstenen.models.households.uncertainty import central_values, moved_to, overall, spread_over
from bouwstenen.models.protocol import Headline
from bouwstenen.population.constants import BASE_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bouwstenen.agreement.schema import Reading
    from bouwstenen.models.households.beside import Beside
    from bouwstenen.models.households.complexity_change import Complexity
    from bouwstenen.models.households.details import Details
    from bouwstenen.models.households.labour import LabourResponse
    from bouwstenen.models.households.pressure import PressureTable
    from bouwstenen.models.households.run import HouseholdsRun
    from bouwstenen.models.households.tables import GroupTable, Inequality, Tables
    from bouwstenen.models.households.uncertainty import Interval
    from bouwstenen.population.targets import TargetResult

SOURCE: Final = "docs/models/households.md"
WIDEST: Final = "widest_cause"
"""Band of a main figure: the widest of its causes, not their sum."""
BANDS: Final = {"sampling": "sampling", "reading": "readings", "take_up": "take_up"}
"""Code of the band by cause."""
COUNTED_UNITS: Final = {"persons": "persons", "children": "persons", "households": "households"}
"""Unit of who is counted under a poverty line."""
STEP_CODES: Final = {step: f"{step:g}".replace(".", "_") for step in STEPS}
DECILE_CODES: Final = {share: f"p{round(100 * share)}" for share in DECILES}
_TARGET_UNITS: Final = {"personen": "persons", "EUR": "eur_per_year", "mld EUR": "bn_eur"}
_PERCENT = 100.0


class RowMaker:
    """Makes rows of one year; a value that does not exist gives no row."""

    def __init__(self, year: int) -> None:
        self._year = year

    def both(self, indicator: str, unit: str, before: float, after: float, **more: Any) -> Iterator[Row]:
        """A row with a baseline and a package."""
        if math.isfinite(before) and math.isfinite(after):
            difference = after - before
            yield self._row(indicator, unit, baseline=before, package=after, difference=difference, **more)

    def same(self, indicator: str, unit: str, value: float, **more: Any) -> Iterator[Row]:
        """A row about something that no package changes."""
        yield from self.both(indicator, unit, value, value, **more)

    def change(self, indicator: str, unit: str, value: float, **more: Any) -> Iterator[Row]:
        """A row where only the difference has a meaning."""
        if math.isfinite(value):
            yield self._row(indicator, unit, difference=value, **more)

    def _row(self, indicator: str, unit: str, **more: Any) -> Row:
        if "group" in more and "dimension" not in more:
            more["dimension"] = "scheme"
        columns: dict[str, Any] = {"year": self._year, "source": SOURCE, **more}
        return Row(indicator=f"households.{indicator}", unit=unit, **columns)


def run_rows(run: HouseholdsRun | None, others: Mapping[Reading, HouseholdsRun | None]) -> Iterator[Row | pl.DataFrame]:
    """Everything as rows; the other readings give their main tables, as frames that say their reading."""
    if run is None:
        return
    maker = RowMaker(run.year)
    yield from table_rows(maker, run.tables)
    yield from interval_rows(maker, intervals_of(run, [o for o in others.values() if o is not None]))
    yield from maker.change("unexplained", "eur_per_year", run.result.identity)
    if run.pressure is not None:
        yield from _pressure_rows(maker, run.pressure)
    if run.labour is not None:
        yield from _labour_rows(maker, run.labour)
    if run.details is not None:
        yield from _detail_rows(maker, run.details)
    for reading, other in others.items():
        if other is not None:
            rows = [asdict(row) for row in table_rows(RowMaker(other.year), other.tables)]
            yield pl.DataFrame(rows, infer_schema_length=None).with_columns(reading=pl.lit(reading))


def intervals_of(run: HouseholdsRun, others: Sequence[HouseholdsRun]) -> tuple[Interval, ...]:
    """The margins of the main figures: of the sample, of the readings, and of non-take-up."""
    found = list(run.sampling)
    if others:
        found += spread_over("reading", run.result, [other.result for other in others])
    if run.details is not None:
        # The first chunks have other central values than all households: their margins go around the latter.
        found += moved_to(central_values(run.sampling), run.details.take_up)
    return tuple(found)


def headlines(run: HouseholdsRun | None) -> Iterator[Headline]:
    """The main figures of the year of the law, whose causes the run looks for."""
    if run is None:
        return
    for (name, unit), value in zip(MAIN.items(), main_values(run.result).tolist(), strict=True):
        yield Headline(f"households.main_{name}", unit, (run.year,), np.array([value]))


def table_rows(maker: RowMaker, tables: Tables) -> Iterator[Row]:
    """Rows of all tables of a run."""
    for table in tables.groups:
        yield from _group_rows(maker, table)
    for row in tables.schemes:
        name = row.scheme
        yield from maker.both("scheme_amount", "bn_eur", row.before_bn, row.after_bn, group=name)
        receivers = row.receivers_before, row.receivers_after
        yield from maker.both("scheme_receivers", "households", *receivers, group=name)
        yield from maker.both("scheme_mean", "eur_per_year", row.mean_before, row.mean_after, group=name)
    for row in tables.poverty:
        where = {"dimension": "poverty_line", "group": row.line}
        name = f"poor_{row.counted}"
        yield from maker.both(name, COUNTED_UNITS[row.counted], row.before, row.after, **where)
        shares = _PERCENT * row.share_before, _PERCENT * row.share_after
        yield from maker.both(f"{name}_share", "pct", *shares, **where)
    yield from _inequality_rows(maker, tables.before, tables.after)
    for row in tables.take_up:
        shares = _PERCENT * row.share_before, _PERCENT * row.share_after
        yield from maker.both("non_take_up", "pct", *shares, group=row.scheme)
        yield from maker.both("unused", "bn_eur", row.unused_before_bn, row.unused_after_bn, group=row.scheme)


def interval_rows(maker: RowMaker, intervals: Sequence[Interval]) -> Iterator[Row]:
    """The main figures with the widest of their intervals, and one row for each cause."""
    bands = overall(intervals)
    for name, value in central_values(intervals).items():
        ends = bands.get(name)
        band = {} if ends is None else {"low": ends[0], "high": ends[1], "band": WIDEST}
        yield from maker.change(f"main_{name}", MAIN[name], value, **band)
    for i in intervals:
        if math.isfinite(i.low):
            band = {"low": i.low, "high": i.high, "band": BANDS[i.cause]}
            where = {"dimension": "cause", "group": i.cause}
            yield from maker.change(f"main_{i.indicator}", MAIN[i.indicator], i.value, **where, **band)


def _group_rows(maker: RowMaker, table: GroupTable) -> Iterator[Row]:
    for i, group in enumerate(table.groups):
        if table.households[i] == 0.0:
            continue
        where: dict[str, Any] = {"dimension": table.dimension, "group": group}
        if table.dimension == "province":
            where = {"region": group}
        yield from maker.change("change_mean", "eur_per_year", float(table.mean_eur[i]), **where)
        for share, value in zip(SPREAD, table.spread[i].tolist(), strict=True):
            yield from maker.change(f"change_p{round(100 * share):02d}", "pct", value, **where)
        for kind, values in (("gainers", table.gain), ("losers", table.loss)):
            for step, value in zip(STEPS, values[i].tolist(), strict=True):
                yield from maker.change(f"{kind}_over_{STEP_CODES[step]}", "pct", _PERCENT * value, **where)
        yield from maker.same("households", "households", float(table.households[i]), **where)
        yield from maker.same("persons", "persons", float(table.persons[i]), **where)
        yield from maker.same("without_percentage", "households", float(table.left_out[i]), **where)


def _inequality_rows(maker: RowMaker, before: Inequality, after: Inequality) -> Iterator[Row]:
    for group in ("households", "persons"):
        sides = (getattr(side, f"gini_{group}") for side in (before, after))
        yield from maker.both("gini", "ratio", *sides, dimension="counted_over", group=group)
    yield from maker.both("p90_p10", "ratio", before.p90_p10, after.p90_p10)
    for share, low, high in zip(DECILES, before.deciles.tolist(), after.deciles.tolist(), strict=True):
        where = {"dimension": "income_decile", "group": DECILE_CODES[share]}
        yield from maker.both("decile", "eur_per_year", low, high, **where)


def _pressure_rows(maker: RowMaker, table: PressureTable) -> Iterator[Row]:
    """Marginal pressure by household type."""
    for i, group in enumerate(table.groups):
        where = {"dimension": ALL if group == ALL else "household_type", "group": group}
        if table.workers[i] > 0.0:
            yield from maker.same("pressure_workers", "persons", float(table.workers[i]), **where)
        for name, values in (("median", table.median), ("high_share", table.high), ("full_share", table.full)):
            before, after = (_PERCENT * float(values[i, side]) for side in (0, 1))
            yield from maker.both(f"pressure_{name}", "pct", before, after, **where)


def _labour_rows(maker: RowMaker, response: LabourResponse) -> Iterator[Row]:
    """The option 'arbeidsaanbod'; its status says that it is an option and not part of the other rows."""
    for i, group in enumerate(GROUPS):
        where = {"dimension": "labour_group", "group": group, "status": "option"}
        yield from maker.same("labour_workers", "persons", float(response.workers[i]), **where)
        yield from maker.change("labour_hours", "pct", float(response.hours_pct[i]), **where)
        yield from maker.change("labour_balance", "bn_eur", float(response.balance_bn[i]), **where)
    yield from maker.same("labour_not_counted", "persons", response.not_counted, status="option")


def _detail_rows(maker: RowMaker, details: Details) -> Iterator[Row]:
    yield from months_rows(maker, details.months)
    yield from maker.same("months.back_payments", "households", details.chains.payments, status="rule_of_thumb")
    lose = (details.chains.affected, details.chain_losers)
    yield from maker.both("months.back_payment_losers", "households", *lose, status="rule_of_thumb")
    yield from _complexity_rows(maker, details.complexity)
    yield from _beside_rows(maker, details.beside)
    yield from _target_rows(details.targets)


def _beside_rows(maker: RowMaker, found: Beside) -> Iterator[Row]:
    """What figures alone carry: upper bounds, so their status says rule of thumb."""
    status = {"status": "rule_of_thumb"}
    yield from maker.same("wia_waiting", "persons", found.waiting, **status)
    yield from maker.both("wia_waiting_without_income", "persons", *found.without_income, **status)
    yield from maker.both("wia_late_income", "m_eur", *found.late, price_level=found.price_level, **status)
    yield from maker.same("debts", "households", found.debts, **status)
    yield from maker.both("debts_reached", "households", 0.0, found.reached, **status)


def _complexity_rows(maker: RowMaker, found: Complexity) -> Iterator[Row]:
    """Means over households of what they meet, and the distinct concepts in the law."""
    for name in ("schemes", "desks", "forms_start", "forms_per_year", "payment_dates"):
        ends = (found.mean(getattr(side, name)) for side in found.households)
        yield from maker.both(f"complexity.{name}", "per_household", *ends)
    for kind in KINDS:
        where = {"dimension": "concept_kind", "group": kind}
        ends = (found.mean(side.concepts[kind]) for side in found.households)
        yield from maker.both("complexity.concepts", "per_household", *ends, **where)
        counts = (float(len(law.distinct(kind))) for law in found.laws)
        yield from maker.both("complexity.law_concepts", "count", *counts, **where)
    sizes = (float(len(law.schemes)) for law in found.laws)
    yield from maker.both("complexity.law_schemes", "count", *sizes)


def _target_rows(targets: Iterable[TargetResult]) -> Iterator[Row]:
    """What the population has for each target, and the published figure; both of the base year."""
    maker = RowMaker(BASE_YEAR)
    for found in targets:
        target = found.target
        plain = "count" if target.kind == "total" else "ratio"
        unit, where = _TARGET_UNITS.get(target.unit, plain), {"dimension": "target", "group": target.name}
        more = {"confidence": target.confidence or "none", "region": COUNTRY}
        yield from maker.same("population", unit, found.achieved, **where, **more)
        yield from maker.same("population_published", unit, target.value, **where, **more)
