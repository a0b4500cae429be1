"""The results of the public-finance model as rows: levels, parts, blocks, costs, benefits, rules and chance.

Both ledgers are linear: what a block, a measure or a part does is its own money with its own interest, and adds up to
the whole. Nothing is run again to find causes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from bouwstenen.models.public_finance.costs import cost_frames
from bouwstenen.models.public_finance.ledgers import LEDGERS
from bouwstenen.models.public_finance.parts import entry_keys
from bouwstenen.models.public_finance.stochastic import QUANTILES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bouwstenen.agreement.schema import Reading
    from bouwstenen.models.public_finance.ledgers import Ledger, LedgerName
    from bouwstenen.models.public_finance.options import PmLevel
    from bouwstenen.models.public_finance.result import PublicFinanceResult

BN, PCT = "bn_eur", "pct_gdp"
SOURCE = "docs/models/public_finance.md"
_ROOM = "public_finance."
_NOTHING_BN = 1e-12
"""Below this an amount in billions is rounding: nobody's money."""

Both = tuple[np.ndarray, np.ndarray]
"""Baseline and package by year."""


def rows(result: PublicFinanceResult, others: Mapping[Reading, PublicFinanceResult]) -> Iterator[pl.DataFrame]:
    """Every row of a run; `others` are the results in the other readings, for the band."""
    for name in LEDGERS:
        yield from _levels(result, [result, *others.values()], name)
        yield from _with_pm(result, name)
        yield from _flows(result, name)
        yield from _parts(result, name)
    yield from _rule_balance(result)
    yield from _benefits(result)
    yield from _fans(result)
    yield from _rules(result)
    yield from (_stamped(frame) for frame in cost_frames(result))


def _stamped(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(source=pl.lit(SOURCE))


def _frame(indicator: str, unit: str, years: np.ndarray, *, texts: Mapping[str, str], **numbers: Any) -> pl.DataFrame:
    """Rows of one path: `numbers` are arrays over the years, `texts` keys that all rows share."""
    named = {"indicator": _ROOM + indicator, "unit": unit, **texts}
    return _stamped(
        pl.DataFrame({"year": years, **numbers}).with_columns([pl.lit(v).alias(name) for name, v in named.items()])
    )


def _ledger(result: PublicFinanceResult, name: LedgerName) -> Ledger:
    return result.document if name == "document" else result.esa


def _balance(result: PublicFinanceResult, name: LedgerName) -> Both:
    return result.baseline.balance, _ledger(result, name).balance_level


def _balance_pct(result: PublicFinanceResult, name: LedgerName) -> Both:
    return result.baseline.pct(result.baseline.balance), _ledger(result, name).balance_pct


def _debt(result: PublicFinanceResult, name: LedgerName) -> Both:
    return result.baseline.debt, _ledger(result, name).debt_level


def _debt_pct(result: PublicFinanceResult, name: LedgerName) -> Both:
    return result.baseline.pct(result.baseline.debt), _ledger(result, name).debt_pct


def _stock_flow(result: PublicFinanceResult, name: LedgerName) -> Both:
    return result.baseline.stock_flow, result.baseline.stock_flow + _ledger(result, name).stock_flow


def _structural_pct(result: PublicFinanceResult, name: LedgerName) -> Both:
    """The structural balance leaves out what the package does to the cycle."""
    ledger = _ledger(result, name)
    effect = ledger.balance - ledger.lines.feedback.sum(axis=0)
    before = result.baseline.pct(result.baseline.structural_balance)
    return before, (result.baseline.structural_balance + effect) / ledger.gdp * 100


_LEVELS: tuple[tuple[str, str, Callable[[PublicFinanceResult, LedgerName], Both]], ...] = (
    ("balance", BN, _balance),
    ("balance_pct", PCT, _balance_pct),
    ("structural_balance_pct", PCT, _structural_pct),
    ("debt", BN, _debt),
    ("debt_pct", PCT, _debt_pct),
    ("stock_flow", BN, _stock_flow),
)


def _levels(
    result: PublicFinanceResult, results: Sequence[PublicFinanceResult], name: LedgerName
) -> Iterator[pl.DataFrame]:
    """Totals of a ledger by year; low and high are the extremes over the readings in `results`."""
    texts = {"ledger": name, "band": "readings"} if len(results) > 1 else {"ledger": name}
    for indicator, unit, levels in _LEVELS:
        baseline, package = levels(result, name)
        band: dict[str, np.ndarray] = {}
        if len(results) > 1:
            packages = np.array([levels(other, name)[1] for other in results])
            band = {"low": packages.min(axis=0), "high": packages.max(axis=0)}
        yield _frame(indicator, unit, result.years, texts=texts, baseline=baseline, package=package, **band)


def _with_pm(result: PublicFinanceResult, name: LedgerName) -> Iterator[pl.DataFrame]:
    """Totals with the PM entries at their central value; low and high with their low and high value."""
    if not any(entry.pm_bn for entry in result.flows.entries):
        return
    base, gdp, before = result.baseline, _ledger(result, name).gdp, result.baseline.economy.gdp
    one = np.ones(len(result.years))
    texts = {"ledger": name, "scenario": "pm", "band": "pm"}
    for indicator, unit, levels, at, scale, start in (
        ("balance", BN, base.balance, 0, one, one),
        ("balance_pct", PCT, base.balance, 0, 100 / gdp, 100 / before),
        ("debt", BN, base.debt, 1, one, one),
        ("debt_pct", PCT, base.debt, 1, 100 / gdp, 100 / before),
    ):
        low, central, high = (
            (levels + _pm(result, name, level)[at]) * scale for level in ("low", "central", "high")
        )  # fmt: skip
        yield _frame(
            indicator, unit, result.years, texts=texts, baseline=levels * start, package=central,
            low=np.minimum(low, high), high=np.maximum(low, high),
        )  # fmt: skip


def _pm(result: PublicFinanceResult, name: LedgerName, level: PmLevel) -> Both:
    totals = result.levels[level]
    if name == "document":
        return totals.document_balance, totals.document_debt
    return totals.esa_balance, totals.esa_debt


def _flows(result: PublicFinanceResult, name: LedgerName) -> Iterator[pl.DataFrame]:
    """Interest that the package pays and receives; nothing where it does neither."""
    ledger = _ledger(result, name)
    received = ledger.lines.interest_received.sum(axis=0)
    for indicator, values in (("interest_extra", ledger.interest), ("interest_received", received)):
        if values.any():
            yield _frame(indicator, BN, result.years, texts={"ledger": name}, difference=values)


def _parts(result: PublicFinanceResult, name: LedgerName) -> Iterator[pl.DataFrame]:
    """What every block, measure and part does to balance and debt; each level adds up to the totals."""
    lines = _ledger(result, name).lines
    keys = entry_keys(result.flows)
    found = {"balance": lines.balance, "debt": lines.debt, "booked": -lines.hit}
    for indicator, values in found.items():
        yield _by(keys.with_columns(dimension=pl.lit("part"), group=pl.col("part")), result, name, indicator, values)
    everyone = keys.with_columns(payer=pl.lit("all"), dimension=pl.lit("all"), group=pl.lit("all"))
    for indicator in ("balance", "debt"):
        yield _by(everyone, result, name, indicator, found[indicator])
        yield _by(everyone.with_columns(measure=pl.lit("all")), result, name, indicator, found[indicator])


def _by(
    keys: pl.DataFrame, result: PublicFinanceResult, name: LedgerName, indicator: str, values: np.ndarray
) -> pl.DataFrame:
    """Sum the entries by key; keys that do nothing in any year of this ledger give no rows.

    values: billion euro, (entry, year).
    """
    columns = ["block", "measure", "payer", "dimension", "group"]
    unique = keys.select(columns).unique(maintain_order=True).with_row_index("place")
    places = keys.select(columns).join(unique, on=columns, how="left", maintain_order="left")["place"].to_numpy()
    totals = np.zeros((unique.height, values.shape[1]))
    np.add.at(totals, places, values)
    kept = np.abs(totals).max(axis=1, initial=0.0) > _NOTHING_BN
    frame = unique.filter(pl.Series(kept)).drop("place").join(pl.DataFrame({"year": result.years}), how="cross")
    return _stamped(
        frame.with_columns(
            indicator=pl.lit(_ROOM + indicator),
            unit=pl.lit(BN),
            ledger=pl.lit(name),
            difference=pl.Series(totals[kept].ravel()),
        )
    )


def _rule_balance(result: PublicFinanceResult) -> Iterator[pl.DataFrame]:
    """Without the package nobody invokes the clause: then the balance of the rules is the ordinary one."""
    before, after = result.baseline.pct(result.baseline.balance), result.rules.rule_balance_pct
    yield _frame("rule_balance_pct", PCT, result.years, texts={"ledger": "esa"}, baseline=before, package=after)


def _benefits(result: PublicFinanceResult) -> Iterator[pl.DataFrame]:
    """The benefits channel, apart from all other rows."""
    if result.benefits is not None and result.benefits.balance.any():
        texts = {"ledger": "esa", "status": "option"}
        yield _frame("benefits_balance", BN, result.years, texts=texts, difference=result.benefits.balance)


def _fans(result: PublicFinanceResult) -> Iterator[pl.DataFrame]:
    """Quantiles of the debt ratio with and without the package; the difference is a quantile of its own."""
    for name, fan in result.fans.items():
        for k, quantile in enumerate(QUANTILES):
            texts = {"ledger": name, "dimension": "quantile", "group": f"p{quantile:02d}"}
            yield _frame(
                "debt_pct_quantile", PCT, fan.years, texts=texts,
                baseline=fan.baseline[k], package=fan.package[k], difference=fan.difference[k],
            )  # fmt: skip


def _rules(result: PublicFinanceResult) -> Iterator[pl.DataFrame]:
    """Value and distance of each test of the budget rules, with and without the package, under ESA."""
    after = {(test.rule, test.year): test for test in result.rules.results}
    before = {(test.rule, test.year): test for test in result.baseline_rules.results}
    keys = list(dict.fromkeys([*after, *before]))
    for indicator, field in (("rule_value", "value"), ("rule_distance", "distance")):
        sides = [(getattr(before.get(key), field, None), getattr(after.get(key), field, None)) for key in keys]
        units = [(after.get(key) or before[key]).unit for key in keys]
        frame = pl.DataFrame(
            {
                "group": [rule for rule, _ in keys],
                "year": [year for _, year in keys],
                "unit": units,
                "baseline": [side[0] for side in sides],
                "package": [side[1] for side in sides],
            },
            schema_overrides={"baseline": pl.Float64, "package": pl.Float64},
        ).filter(pl.col("baseline").is_not_null() | pl.col("package").is_not_null())
        yield _stamped(
            frame.with_columns(indicator=pl.lit(_ROOM + indicator), ledger=pl.lit("esa"), dimension=pl.lit("rule"))
        )
