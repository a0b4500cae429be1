"""Named tables beside the rows: the parts with their titles, how they are booked, and the tables behind the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from bouwstenen.models.public_finance.costs import TIMINGS, cost_price_level, kind_of, price_factors
from bouwstenen.models.public_finance.ledgers import LEDGERS
from bouwstenen.models.public_finance.options import PM_LEVELS
from bouwstenen.models.public_finance.parts import part_codes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bouwstenen.models.public_finance.result import PublicFinanceResult
    from bouwstenen.models.public_finance.rules import RuleOutcomes

_BOOKINGS: dict[str, type[pl.DataType]] = {
    "measure": pl.String, "block": pl.String, "part": pl.String, "title": pl.String, "line": pl.Int32,
    "kind": pl.String, "purpose": pl.String, "payer": pl.String, "timing": pl.String, "price_level": pl.Int32,
    "amount_bn": pl.Float64, "pm_low_bn": pl.Float64, "pm_central_bn": pl.Float64, "pm_high_bn": pl.Float64,
    "amount_converted_bn": pl.Float64, "converted_to": pl.Int32, "document_hits": pl.Boolean, "esa_code": pl.String,
    "esa_hits": pl.Boolean, "certain": pl.Boolean, "replaced": pl.Boolean, "reason": pl.String, "argument": pl.String,
}  # fmt: skip
_RULES: dict[str, type[pl.DataType]] = {
    "side": pl.String, "rule": pl.String, "year": pl.Int32, "met": pl.Boolean, "value": pl.Float64, "limit": pl.Float64,
    "distance": pl.Float64, "unit": pl.String, "note": pl.String, "in_force": pl.Boolean,
}  # fmt: skip
_LIMITS = ["deficit_limit", "debt_limit"]


def tables(result: PublicFinanceResult) -> Mapping[str, pl.DataFrame]:
    """The named tables of a run.

    bookings: one row a part of the package's own money: amounts at its price level and converted to the level that
    costs are shown in (positive costs money), where both ledgers put it, and why. parts: code and title of every
    part, model money too. totals: sums of the bookings by ledger, place and PM level. rules: each test in each year,
    by side (`baseline`, `package`). accrual, frames, windfall, institution, adjustments: what the tests rest on.
    settings: of the rules. accounts: general government by kind. limits: of the European treaty, % GDP.
    """
    return {
        "bookings": _bookings(result),
        "parts": _parts(result),
        "totals": _totals(result),
        "rules": pl.concat([_rules(result.baseline_rules, "baseline"), _rules(result.rules, "package")]),
        "accrual": _both(result, "accrual"),
        "windfall": _both(result, "windfall"),
        "institution": _institution(result),
        "adjustments": pl.concat(
            [_adjustments(result.baseline_rules, "baseline"), _adjustments(result.rules, "package")]
        ),
        "frames": _frames(result),
        "settings": _settings(result),
        "accounts": _accounts(result),
        "limits": pl.DataFrame({"limit": _LIMITS, "value": [result.facts.number(name) for name in _LIMITS]}),
    }


def _bookings(result: PublicFinanceResult) -> pl.DataFrame:
    level = cost_price_level(result)
    factors = price_factors(result, level) if level is not None else []
    flows = result.flows
    found: list[dict[str, Any]] = []
    for entry, booking, code, replaced, factor in zip(
        flows.entries, flows.bookings, part_codes(flows.entries), flows.replaced, factors, strict=True
    ):
        if entry.part_of == "model":
            continue
        low, central, high = entry.pm_bn or (None, None, None)
        found.append(
            {
                "measure": entry.measure,
                "block": entry.block,
                "part": code,
                "title": entry.part,
                "line": entry.line,
                "kind": kind_of(entry),
                "purpose": entry.purpose,
                "payer": entry.payer,
                "timing": entry.timing,
                "price_level": entry.price_level,
                "amount_bn": entry.amount_bn,
                "pm_low_bn": low,
                "pm_central_bn": central,
                "pm_high_bn": high,
                "amount_converted_bn": None if entry.amount_bn is None else entry.amount_bn * float(factor),
                "converted_to": level,
                "document_hits": entry.column != "debt",
                "esa_code": booking.code,
                "esa_hits": booking.hits_balance,
                "certain": booking.certain,
                "replaced": bool(replaced),
                "reason": booking.reason,
                "argument": booking.argument,
            }
        )
    return pl.DataFrame(found, schema=_BOOKINGS)


def _parts(result: PublicFinanceResult) -> pl.DataFrame:
    entries = result.flows.entries
    return pl.DataFrame(
        {
            "measure": [entry.measure for entry in entries],
            "block": [entry.block for entry in entries],
            "part": part_codes(entries),
            "title": ["" if entry.part_of == "model" else entry.part for entry in entries],
            "line": [entry.line for entry in entries],
            "kind": [kind_of(entry) for entry in entries],
            "payer": [entry.payer for entry in entries],
        },
        schema={
            "measure": pl.String, "block": pl.String, "part": pl.String, "title": pl.String, "line": pl.Int32,
            "kind": pl.String, "payer": pl.String,
        },
    )  # fmt: skip


def _totals(result: PublicFinanceResult) -> pl.DataFrame:
    """Own money by ledger, whether it is in the balance, timing and kind, in one price level; PM levels across."""
    level = cost_price_level(result)
    factors = price_factors(result, level) if level is not None else []
    sums: dict[tuple[str, bool, str, str], list[float]] = {}
    for entry, booking, factor in zip(result.flows.entries, result.flows.bookings, factors, strict=True):
        if entry.part_of == "model":
            continue
        fixed = entry.amount_bn or 0.0
        amounts = [(fixed + pm) * float(factor) for pm in (0.0, *(entry.pm_bn or (0.0, 0.0, 0.0)))]
        for ledger, hits in zip(LEDGERS, (entry.column != "debt", booking.hits_balance), strict=True):
            key = (ledger, hits, entry.timing, kind_of(entry))
            sums[key] = [a + b for a, b in zip(sums.get(key, [0.0] * len(PM_LEVELS)), amounts, strict=True)]
    names = ("ledger", "hits", "timing", "kind", *(f"pm_{name}" for name in PM_LEVELS), "price_level")
    order = {name: n for n, name in enumerate((*LEDGERS, *TIMINGS))}
    rows = sorted(sums.items(), key=lambda item: (order[item[0][0]], not item[0][1], order[item[0][2]], item[0][3]))
    schema: dict[str, type[pl.DataType]] = dict.fromkeys(names, pl.Float64)
    schema |= {"ledger": pl.String, "hits": pl.Boolean, "timing": pl.String, "kind": pl.String, "price_level": pl.Int32}
    return pl.DataFrame([(*key, *values, level) for key, values in rows], schema=schema, orient="row")


def _rules(outcomes: RuleOutcomes, side: str) -> pl.DataFrame:
    tests = outcomes.results
    found: dict[str, Sequence[Any]] = {
        name: [getattr(test, name) for test in tests] for name in _RULES if name != "side"
    }
    return pl.DataFrame({"side": [side] * len(tests), **found}, schema=_RULES)


def _both(result: PublicFinanceResult, name: str) -> pl.DataFrame:
    """A table of arrays over the years, without and with the package."""
    frames = [
        pl.DataFrame({"side": [side] * len(result.years), "year": result.years, **vars(getattr(outcomes, name))})
        for side, outcomes in (("baseline", result.baseline_rules), ("package", result.rules))
    ]
    return pl.concat(frames).with_columns(pl.col(pl.Float64).fill_nan(None))


def _institution(result: PublicFinanceResult) -> pl.DataFrame:
    found = result.rules.institution
    arrays = {name: values for name, values in vars(found).items() if name != "outside"}
    return pl.DataFrame({"year": result.years, **arrays}).with_columns(outside=pl.lit(found.outside, dtype=pl.Boolean))


def _adjustments(outcomes: RuleOutcomes, side: str) -> pl.DataFrame:
    plain = ("start", "target", "step", "total", "total_bn")
    return pl.DataFrame(
        [
            {"side": side, "path": name, **{field: getattr(found, field) for field in plain}}
            for name, found in outcomes.adjustments.items()
        ]
    )


def _frames(result: PublicFinanceResult) -> pl.DataFrame:
    found = result.frames
    parts = [
        pl.DataFrame(
            {"year": result.years, "baseline": values, "package": values + found.package[mapping][name]}
        ).with_columns(mapping=pl.lit(mapping), frame=pl.lit(name))
        for mapping, frames in found.baseline.items()
        for name, values in frames.items()
    ]
    return pl.concat(parts)


def _settings(result: PublicFinanceResult) -> pl.DataFrame:
    values = {name: value for name, value in vars(result.settings).items() if name != "named"}
    return pl.DataFrame(
        {
            "setting": list(values),
            "value": [str(value) for value in values.values()],
            "named": [name in result.settings.named for name in values],
        }
    )


def _accounts(result: PublicFinanceResult) -> pl.DataFrame:
    parts = [
        pl.DataFrame({"year": result.accounts.years, "baseline": before, "package": result.accounts.items[name]})
        .with_columns(kind=pl.lit(name))
        for name, before in result.baseline_accounts.items.items()
    ]  # fmt: skip
    return pl.concat(parts).with_columns(pl.col(pl.Float64).fill_nan(None))
