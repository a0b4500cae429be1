"""Accounting identities, checked on the effects table alone: whatever computed it, these must hold."""

from __future__ import annotations

import polars as pl

from bouwstenen.checks.check import Check

TOLERANCE_BN = 1e-6
"""One thousand euro on amounts in billions: rounding of float64 sums stays far below it."""

_TOTAL = pl.col("group") == "totaal"


def check_identities(effects: pl.DataFrame) -> list[Check]:
    """Check that parts and blocks add up, that debt follows from the balance, and that Shapley values are complete."""
    return [
        _adds_up(effects, "part_balance", "balance", "De onderdelen tellen op tot het effect op het saldo"),
        _adds_up(effects, "part_debt", "debt", "De onderdelen tellen op tot het effect op de schuld"),
        _adds_up(effects, "block_balance", "balance", "De blokken tellen op tot het effect op het saldo"),
        _adds_up(effects, "block_debt", "debt", "De blokken tellen op tot het effect op de schuld"),
        _debt_follows(effects, "baseline", "Basispad: de schuld volgt uit saldo en financiële transacties"),
        _debt_follows(effects, "package", "Met pakket: de schuld volgt uit saldo en financiële transacties"),
        _adds_up(effects, "balance_shapley", "balance", "De toerekening telt op tot het effect op het saldo"),
        _adds_up(effects, "debt_shapley", "debt", "De toerekening telt op tot het effect op de schuld"),
    ]


def _adds_up(effects: pl.DataFrame, part: str, whole: str, name: str) -> Check:
    """Sum over groups of `part` equals the difference of `whole`, per ledger and year that has parts."""
    keys = ["variant", "year"]
    parts = effects.filter(pl.col("indicator") == part).group_by(keys).agg(pl.col("difference").sum().alias("sum"))
    total = effects.filter((pl.col("indicator") == whole) & _TOTAL & (pl.col("unit") == "mld EUR"))
    joined = parts.join(total, on=keys, how="left", validate="1:1")
    gaps = (joined["sum"] - joined["difference"]).abs()
    return _identity(name, gaps)


def _debt_follows(effects: pl.DataFrame, column: str, name: str) -> Check:
    """Change of debt = −balance + financial transactions, in every ledger and year."""
    wanted = effects.filter(pl.col("indicator").is_in(["debt", "balance", "stock_flow"]) & _TOTAL)
    wide = wanted.pivot("indicator", index=["variant", "year"], values=column).sort("variant", "year")
    change = wide["debt"] - wide.select(pl.col("debt").shift(1).over("variant")).to_series()
    gaps = (change + wide["balance"] - wide["stock_flow"]).abs().drop_nulls()
    return _identity(name, gaps)


def _identity(name: str, gaps: pl.Series) -> Check:
    largest = gaps.max()
    if gaps.null_count() or not isinstance(largest, (int, float)):
        # Nothing to compare with is a failure too: an identity that was not checked does not hold.
        largest = float("inf") if gaps.null_count() else 0.0
    return Check("identity", name, largest <= TOLERANCE_BN, float(largest), 0.0, "mld EUR", "effecten.csv")
