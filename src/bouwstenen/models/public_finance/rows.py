"""The results of the public-finance model as rows of the effects table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.effects.table import COUNTRY, TOTAL, EffectRow
from bouwstenen.models.public_finance.ledgers import LEDGERS
from bouwstenen.models.public_finance.stochastic import QUANTILES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bouwstenen.effects.attribution import Attribution
    from bouwstenen.models.public_finance.ledgers import Ledger, LedgerName
    from bouwstenen.models.public_finance.options import PmLevel
    from bouwstenen.models.public_finance.result import PublicFinanceResult
    from bouwstenen.models.public_finance.stochastic import DebtFan

BN, PCT = "mld EUR", "% bbp"
SOURCE = "docs/models/public_finance.md"


@dataclass(frozen=True)
class RowMaker:
    """Makes rows of one run; `run` is its id."""

    run: str

    def row(
        self, variant: str, indicator: str, unit: str, year: int, *, group: str = TOTAL, status: str = "computed",
        baseline: float | None = None, package: float | None = None, difference: float | None = None,
        low: float | None = None, high: float | None = None,
    ) -> EffectRow:  # fmt: skip
        """One row; the difference follows from baseline and package when it is not given."""
        if difference is None and baseline is not None and package is not None:
            difference = package - baseline
        values = (baseline, package, difference, low, high)
        before, after, change, lowest, highest = (None if v is None else float(v) for v in values)
        return EffectRow(
            self.run, variant, "public_finance", indicator, unit, int(year), group, COUNTRY,
            before, after, change, lowest, highest, status, SOURCE,
        )  # fmt: skip


def level_rows(
    maker: RowMaker, results: Sequence[PublicFinanceResult], chosen: PublicFinanceResult
) -> Iterator[EffectRow]:
    """Totals of both ledgers by year; low and high are the extremes over the readings in `results`."""
    for name in LEDGERS:
        for indicator, unit, levels in _LEVELS:
            baseline, package = levels(chosen, name)
            band = np.array([levels(result, name)[1] for result in results])
            for t, year in enumerate(chosen.years):
                yield maker.row(
                    name, indicator, unit, year, baseline=baseline[t], package=package[t],
                    low=band[:, t].min(), high=band[:, t].max(),
                )  # fmt: skip
        ledger = _ledger(chosen, name)
        if name == "esa":
            # Without the package nobody invokes the clause: then the balance of the rules is the ordinary one.
            before, after = chosen.baseline.pct(chosen.baseline.balance), chosen.rules.rule_balance_pct
            for t, year in enumerate(chosen.years):
                yield maker.row(name, "rule_balance_pct", PCT, year, baseline=before[t], package=after[t])
        for t, year in enumerate(chosen.years):
            yield maker.row(name, "interest_extra", BN, year, difference=ledger.interest[t])
            yield maker.row(
                name, "interest_received", BN, year, difference=ledger.lines.interest_received.sum(axis=0)[t]
            )


def _ledger(result: PublicFinanceResult, name: LedgerName) -> Ledger:
    return result.document if name == "document" else result.esa


def _balance(result: PublicFinanceResult, name: LedgerName) -> tuple[np.ndarray, np.ndarray]:
    return result.baseline.balance, _ledger(result, name).balance_level


def _balance_pct(result: PublicFinanceResult, name: LedgerName) -> tuple[np.ndarray, np.ndarray]:
    return result.baseline.pct(result.baseline.balance), _ledger(result, name).balance_pct


def _debt(result: PublicFinanceResult, name: LedgerName) -> tuple[np.ndarray, np.ndarray]:
    return result.baseline.debt, _ledger(result, name).debt_level


def _debt_pct(result: PublicFinanceResult, name: LedgerName) -> tuple[np.ndarray, np.ndarray]:
    return result.baseline.pct(result.baseline.debt), _ledger(result, name).debt_pct


def _stock_flow(result: PublicFinanceResult, name: LedgerName) -> tuple[np.ndarray, np.ndarray]:
    return result.baseline.stock_flow, result.baseline.stock_flow + _ledger(result, name).stock_flow


def _structural_pct(result: PublicFinanceResult, name: LedgerName) -> tuple[np.ndarray, np.ndarray]:
    """The structural balance leaves out what the package does to the cycle."""
    ledger = _ledger(result, name)
    effect = ledger.balance - ledger.lines.feedback.sum(axis=0)
    before = result.baseline.pct(result.baseline.structural_balance)
    return before, (result.baseline.structural_balance + effect) / ledger.gdp * 100


_LEVELS: tuple[tuple[str, str, Callable[[PublicFinanceResult, LedgerName], tuple[np.ndarray, np.ndarray]]], ...] = (
    ("balance", BN, _balance),
    ("balance_pct", PCT, _balance_pct),
    ("structural_balance_pct", PCT, _structural_pct),
    ("debt", BN, _debt),
    ("debt_pct", PCT, _debt_pct),
    ("stock_flow", BN, _stock_flow),
)


def pm_rows(maker: RowMaker, result: PublicFinanceResult) -> Iterator[EffectRow]:
    """Totals with the PM entries at their central value; low and high with their low and high value."""
    base = result.baseline
    for name in LEDGERS:
        balance = {level: _pm(result, name, level)[0] for level in result.levels}
        debt = {level: _pm(result, name, level)[1] for level in result.levels}
        gdp = _ledger(result, name).gdp
        for t, year in enumerate(result.years):
            for indicator, unit, before, extra, scale in (
                ("balance_with_pm", BN, base.balance[t], balance, 1.0),
                ("balance_pct_with_pm", PCT, base.balance[t], balance, 100 / gdp[t]),
                ("debt_with_pm", BN, base.debt[t], debt, 1.0),
                ("debt_pct_with_pm", PCT, base.debt[t], debt, 100 / gdp[t]),
            ):
                ends = sorted((before + extra[level][t]) * scale for level in ("low", "high"))
                start = before * (1.0 if unit == BN else 100 / base.economy.gdp[t])
                yield maker.row(
                    name, indicator, unit, year, baseline=start, package=(before + extra["central"][t]) * scale,
                    low=ends[0], high=ends[1], status="with_pm",
                )  # fmt: skip


def _pm(result: PublicFinanceResult, name: LedgerName, level: PmLevel) -> tuple[np.ndarray, np.ndarray]:
    totals = result.levels[level]
    if name == "document":
        return totals.document_balance, totals.document_debt
    return totals.esa_balance, totals.esa_debt


def part_rows(maker: RowMaker, result: PublicFinanceResult) -> Iterator[EffectRow]:
    """Effect of every part of a measure and of every block, both ledgers; they add up to the totals."""
    blocks = sorted({entry.block for entry in result.flows.entries})
    for name in LEDGERS:
        lines = _ledger(result, name).lines
        parts = (("part_hit", -lines.hit), ("part_balance", lines.balance), ("part_debt", lines.debt))
        for indicator, values in parts:
            for i, entry in enumerate(result.flows.entries):
                for t, year in enumerate(result.years):
                    yield maker.row(
                        name, indicator, BN, year, group=f"{entry.measure}/{entry.part}", difference=values[i, t]
                    )
        for indicator, values in (("block_balance", lines.balance), ("block_debt", lines.debt)):
            for block in blocks:
                total = values[[entry.block == block for entry in result.flows.entries]].sum(axis=0)
                for t, year in enumerate(result.years):
                    yield maker.row(name, indicator, BN, year, group=f"blok {block}", difference=total[t])


def benefit_rows(maker: RowMaker, result: PublicFinanceResult) -> Iterator[EffectRow]:
    """The benefits channel, apart from all other rows."""
    if result.benefits is None:
        return
    for t, year in enumerate(result.years):
        yield maker.row("esa", "benefits_balance", BN, year, difference=result.benefits.balance[t], status="benefits")


def fan_rows(maker: RowMaker, fan: DebtFan, name: LedgerName) -> Iterator[EffectRow]:
    """Quantiles of the debt ratio with and without the package."""
    for k, quantile in enumerate(QUANTILES):
        for t, year in enumerate(fan.years):
            yield maker.row(
                name, "debt_pct_quantile", PCT, year, group=f"q{quantile:02d}", status="stochastic",
                baseline=fan.baseline[k, t], package=fan.package[k, t], difference=fan.difference[k, t],
            )  # fmt: skip


def attribution_rows(
    maker: RowMaker, name: LedgerName, indicator: str, found: Attribution, years: Sequence[int]
) -> Iterator[EffectRow]:
    """Attribution over blocks in the given years; arrays of `found` are (block, year)."""
    for t, year in enumerate(years):
        for kind, values in (("shapley", found.shapley), ("alone", found.alone), ("last_out", found.last_out)):
            for i, block in enumerate(found.parts):
                group = f"blok {block}"
                yield maker.row(name, f"{indicator}_{kind}", BN, year, group=group, difference=values[i, t])
        yield maker.row(name, f"{indicator}_shapley", BN, year, group="rest", difference=found.residual[t])
        yield maker.row(name, f"{indicator}_alone", BN, year, group="interactie", difference=found.interaction[t])
