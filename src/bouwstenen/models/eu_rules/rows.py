"""The results of this model as rows: what the rules ask, and how far both policies are from it. Codes only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from bouwstenen.effects.row import COUNTRY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bouwstenen.agreement.schema import Reading
    from bouwstenen.models.eu_rules.policy import PolicyTest
    from bouwstenen.models.eu_rules.result import EuRun

SOURCE = "docs/models/eu_rules.md"
ROOM = "eu_rules."
PCT, BN = "pct_gdp", "bn_eur"
FIRST_YEARS = ("first_below_required", "first_deficit", "first_debt", "first_account")
"""Fields of a test, and indicators: the first year in which a limit is passed."""
_NO_CODE = re.compile(r"[^A-Za-z0-9_.-]+")


def rows(run: EuRun, others: Mapping[Reading, EuRun]) -> Iterator[pl.DataFrame]:
    """Every row of a run; `others` are the results in the other readings, for the band of the package."""
    for frame in (*_required(run), *_criteria(run), *_fan(run), *_package(run, list(others.values()))):
        yield frame.with_columns(
            source=pl.lit(SOURCE), region=pl.lit(region_of(run)), confidence=pl.lit(run.facts.confidence)
        )


def region_of(run: EuRun) -> str:
    """Key of the country: the Netherlands, or that of the table of another country as a code."""
    return COUNTRY if run.options.table is None else _NO_CODE.sub("-", run.assessment.inputs.country)


def _frame(
    indicator: str, unit: str, years: Any, texts: Mapping[str, str] | None = None, **numbers: Any
) -> pl.DataFrame:
    """Rows of one path: `numbers` are arrays over the years (NaN: nothing), `texts` keys that all rows share."""
    named = {"indicator": ROOM + indicator, "unit": unit, **(texts or {})}
    frame = pl.DataFrame({"year": years, **numbers}).with_columns([pl.lit(v).alias(k) for k, v in named.items()])
    return frame.with_columns(pl.col(list(numbers)).cast(pl.Float64).fill_nan(None))


def _same(indicator: str, unit: str, years: Any, values: Any, texts: Mapping[str, str] | None = None) -> pl.DataFrame:
    """What the package does not move."""
    return _frame(indicator, unit, years, texts, baseline=values, package=values)


def _required(run: EuRun) -> Iterator[pl.DataFrame]:
    """The required path, its steps and the growth of net expenditure that fits it."""
    found = run.assessment
    required, end = found.required, [found.end_year]
    yield _same("spb_required", PCT, required.years, required.spb[0])
    yield _same("required_balance", PCT, required.years, required.balance[0])
    yield _same("required_debt", PCT, required.years, required.debt[0])
    yield _same("spb_target", PCT, end, [found.spb_target])
    yield _same("step", PCT, required.years[1 : len(found.steps) + 1], list(found.steps))
    if found.net_expenditure_growth is not None:
        growth = found.net_expenditure_growth
        yield _same("net_expenditure_allowed", "pct", list(growth), list(growth.values()))
    if found.probability is not None:
        yield _same("probability_debt_falls", "ratio", end, [found.probability])


def _criteria(run: EuRun) -> Iterator[pl.DataFrame]:
    """The target of every criterion on its own, in the last year of the adjustment."""
    for criterion in run.assessment.criteria:
        if criterion.spb_target is not None:
            texts = {"dimension": "criterion", "group": criterion.name}
            yield _same("criterion_target", PCT, [run.assessment.end_year], [criterion.spb_target], texts)


def _fan(run: EuRun) -> Iterator[pl.DataFrame]:
    """Quantiles of the debt on the required path, from the last year of the adjustment on."""
    for quantile, values in run.assessment.debt_quantiles.items():
        years = run.assessment.end_year + np.arange(len(values))
        texts = {"dimension": "quantile", "group": f"p{round(quantile * 100):02d}"}
        yield _same("debt_quantile", PCT, years, values, texts)


_PATHS: tuple[tuple[str, str, Callable[[PolicyTest], np.ndarray]], ...] = (
    ("spb", PCT, lambda test: test.spb),
    ("room", BN, lambda test: test.room),
    ("balance_commission", PCT, lambda test: test.eu_balance),
    ("debt_commission", PCT, lambda test: test.eu_debt),
)


def _package(run: EuRun, others: Sequence[EuRun]) -> Iterator[pl.DataFrame]:
    """Unchanged policy and the package by ledger; low and high are the extremes over the readings."""
    before = run.unchanged
    if before is None:
        return
    for name, after in run.packages.items():
        tests = [after, *(other.packages[name] for other in others if name in other.packages)]
        texts = {"ledger": name, "band": "readings"} if len(tests) > 1 else {"ledger": name}
        for indicator, unit, values in _PATHS:
            numbers: dict[str, Any] = {"baseline": values(before), "package": values(after)}
            if len(tests) > 1:
                all_of_them = np.array([values(test) for test in tests])
                numbers |= {"low": all_of_them.min(axis=0), "high": all_of_them.max(axis=0)}
            yield _frame(indicator, unit, after.years, texts, **numbers)
        yield from _account(before, after, {"ledger": name})
        yield from _first_years(run, before, after, {"ledger": name})


def _account(before: PolicyTest, after: PolicyTest, texts: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Growth of net expenditure and the control account over the adjustment."""
    if before.account is None or after.account is None:
        return
    for indicator, unit, field in (
        ("net_expenditure_growth", "pct", "growth"),
        ("control_account_year", PCT, "yearly"),
        ("control_account", PCT, "cumulated"),
        ("control_account_excused", PCT, "excused"),
    ):
        numbers = {"baseline": getattr(before.account, field), "package": getattr(after.account, field)}
        yield _frame(indicator, unit, after.account.years, texts, **numbers)


def _first_years(run: EuRun, before: PolicyTest, after: PolicyTest, texts: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """First years over a limit, in the row of the last year of the adjustment; no row where no side ever is."""
    for field in FIRST_YEARS:
        sides = {"baseline": [getattr(before, field)], "package": [getattr(after, field)]}
        if sides["baseline"] != [None] or sides["package"] != [None]:
            yield _frame(field, "calendar_year", [run.assessment.end_year], texts, **sides)
