"""Accounting identities, checked on the rows of a run alone: whatever computed them, these must hold."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import polars as pl

from bouwstenen.checks.check import Check
from bouwstenen.effects.row import ALL, NONE, NUMBERS

if TYPE_CHECKING:
    from collections.abc import Callable

TOLERANCE_BN = 1e-6
"""One thousand euro on amounts in billions: rounding of float64 sums stays far below it."""

_MODEL = "public_finance."
_TABLE = ["reading", "ledger", "year"]
"""What a sum is held against its total by."""


def check_identities(rows: pl.DataFrame) -> list[Check]:
    """All identities on the rows of a run; one that finds nothing to compare does not hold."""
    return [identity(rows) for identity in IDENTITIES]


def parts_add_up_to_balance(rows: pl.DataFrame) -> Check:
    """The parts of the package add up to its effect on the balance, in both ledgers and every year."""
    return _adds_up(rows, "balance", _parts(), _TABLE, "De onderdelen tellen op tot het effect op het saldo")


def parts_add_up_to_debt(rows: pl.DataFrame) -> Check:
    """The parts add up to the effect on the debt."""
    return _adds_up(rows, "debt", _parts(), _TABLE, "De onderdelen tellen op tot het effect op de schuld")


def blocks_add_up_to_balance(rows: pl.DataFrame) -> Check:
    """The blocks add up to the effect on the balance."""
    return _adds_up(rows, "balance", _blocks(), _TABLE, "De blokken tellen op tot het effect op het saldo")


def blocks_add_up_to_debt(rows: pl.DataFrame) -> Check:
    """The blocks add up to the effect on the debt."""
    return _adds_up(rows, "debt", _blocks(), _TABLE, "De blokken tellen op tot het effect op de schuld")


def measures_add_up_to_balance(rows: pl.DataFrame) -> Check:
    """The measures of each block add up to what the block does to the balance."""
    name = "De maatregelen tellen op tot het effect van hun blok op het saldo"
    return _adds_up(rows, "balance", _measures(), [*_TABLE, "block"], name, _blocks())


def measures_add_up_to_debt(rows: pl.DataFrame) -> Check:
    """The measures of each block add up to what the block does to the debt."""
    name = "De maatregelen tellen op tot het effect van hun blok op de schuld"
    return _adds_up(rows, "debt", _measures(), [*_TABLE, "block"], name, _blocks())


def routes_add_up_to_costs(rows: pl.DataFrame) -> Check:
    """The bridge from cost to who notices holds all money: its routes add up to the cost if all is carried out."""
    ours = rows.filter((pl.col("indicator") == f"{_MODEL}bridge") & (pl.col("dimension") == "route"))
    total = rows.filter((pl.col("indicator") == f"{_MODEL}cost_if_carried_out") & _whole())
    name = "De wegen van het geld tellen op tot de kosten"
    if ours.is_empty() and total.is_empty():
        # A package without money has neither.
        return Check("identity", name, met=True, value=0.0, expected=0.0, unit="bn_eur", source=_SOURCE)
    return _holds(ours, total, ["reading", "year"], name)


def debt_follows_without_package(rows: pl.DataFrame) -> Check:
    """Baseline: change of debt = −balance + financial transactions, in every ledger and year."""
    return _debt_follows(rows, "baseline", "Basispad: de schuld volgt uit saldo en financiële transacties")


def debt_follows_with_package(rows: pl.DataFrame) -> Check:
    """With the package: change of debt = −balance + financial transactions."""
    return _debt_follows(rows, "package", "Met pakket: de schuld volgt uit saldo en financiële transacties")


def differences_follow(rows: pl.DataFrame) -> Check:
    """Where a row has baseline and package, its difference is the one minus the other (quantiles apart)."""
    both = rows.filter(pl.col("dimension") != "quantile").drop_nulls(["baseline", "package", "difference"])
    gaps = (both["package"] - both["baseline"] - both["difference"]).abs()
    size = both.select(pl.max_horizontal(pl.col("baseline").abs(), pl.col("package").abs(), pl.lit(1.0))).to_series()
    return _identity("Verschil is met pakket min zonder pakket", gaps / size, "")


def all_numbers_are_numbers(rows: pl.DataFrame) -> Check:
    """No number in the rows is NaN, infinite or −0.0; the value is how many are."""
    bad = 0
    for name in NUMBERS:
        values = rows[name].drop_nulls()
        bad += int((~values.is_finite()).sum())
        bad += sum(math.copysign(1.0, value) < 0 for value in values.filter(values == 0.0))
    return Check("identity", "Elk getal is een getal (geen NaN, geen −0)", bad == 0, float(bad), 0.0, "count", _SOURCE)


IDENTITIES: tuple[Callable[[pl.DataFrame], Check], ...] = (
    parts_add_up_to_balance,
    parts_add_up_to_debt,
    blocks_add_up_to_balance,
    blocks_add_up_to_debt,
    measures_add_up_to_balance,
    measures_add_up_to_debt,
    routes_add_up_to_costs,
    debt_follows_without_package,
    debt_follows_with_package,
    differences_follow,
    all_numbers_are_numbers,
)
_SOURCE = "effecten.csv"


def _whole() -> pl.Expr:
    return (pl.col("measure") == ALL) & (pl.col("block") == ALL) & _undivided()


def _undivided() -> pl.Expr:
    return (pl.col("dimension") == ALL) & (pl.col("payer") == ALL) & (pl.col("scenario") == NONE)


def _blocks() -> pl.Expr:
    return (pl.col("block") != ALL) & (pl.col("measure") == ALL) & _undivided()


def _measures() -> pl.Expr:
    return (pl.col("block") != ALL) & (pl.col("measure") != ALL) & _undivided()


def _parts() -> pl.Expr:
    return pl.col("dimension") == "part"


def _adds_up(
    rows: pl.DataFrame, indicator: str, parts: pl.Expr, keys: list[str], name: str, whole: pl.Expr | None = None
) -> Check:
    """The differences of `parts` add up to that of `whole` for every key of either; what is missing counts as zero."""
    ours = rows.filter(pl.col("indicator") == _MODEL + indicator)
    return _holds(ours.filter(parts), ours.filter(_whole() if whole is None else whole), keys, name)


def _holds(parts: pl.DataFrame, whole: pl.DataFrame, keys: list[str], name: str) -> Check:
    sums = parts.group_by(keys).agg(pl.col("difference").sum().alias("sum"))
    total = whole.select(*keys, "difference")
    joined = sums.join(total, on=keys, how="full", coalesce=True, validate="1:1").fill_null(0.0)
    return _identity(name, (joined["sum"] - joined["difference"]).abs(), "bn_eur")


def _debt_follows(rows: pl.DataFrame, column: str, name: str) -> Check:
    indicators = {_MODEL + short: short for short in ("debt", "balance", "stock_flow")}
    wanted = rows.filter(pl.col("indicator").is_in(list(indicators)) & _whole())
    keys = [key for key in _TABLE if key != "year"]
    wide = wanted.with_columns(pl.col("indicator").replace(indicators)).pivot("indicator", index=_TABLE, values=column)
    if not set(indicators.values()) <= set(wide.columns):
        return _identity(name, pl.Series([], dtype=pl.Float64), "bn_eur")
    wide = wide.sort(_TABLE).with_columns(pl.col("debt").shift(1).over(keys).alias("before"))
    later = wide.filter(pl.col("before").is_not_null())
    return _identity(name, (later["debt"] - later["before"] + later["balance"] - later["stock_flow"]).abs(), "bn_eur")


def _identity(name: str, gaps: pl.Series, unit: str) -> Check:
    largest = gaps.max()
    # Nothing to compare with, or a value that is not there, is a failure too.
    sound = len(gaps) > 0 and gaps.null_count() == 0 and isinstance(largest, (int, float)) and math.isfinite(largest)
    value = float(largest) if sound else math.inf  # pyright: ignore[reportArgumentType]
    return Check("identity", name, value <= TOLERANCE_BN, value, 0.0, unit, _SOURCE)
