"""What this model hands to others: unchanged policy and the package, as the European rules read them; and claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from bouwstenen.models.ports import PACKAGE, POLICY
from bouwstenen.models.protocol import Answer, Port
from bouwstenen.models.public_finance.ledgers import LEDGERS
from bouwstenen.models.public_finance.rules.settings import rule_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.models.public_finance.ledgers import LedgerName
    from bouwstenen.models.public_finance.result import PublicFinanceResult


def hands(result: PublicFinanceResult) -> Mapping[Port, pl.DataFrame]:
    """Unchanged policy (% GDP; `gdp` billion euro) and the package in both ledgers (billion euro)."""
    return {POLICY: policy(result), PACKAGE: pl.concat([package(result, name) for name in LEDGERS])}


def policy(result: PublicFinanceResult) -> pl.DataFrame:
    """Unchanged policy by year; `gdp` is billion euro, the rest % of GDP."""
    base = result.baseline
    return pl.DataFrame(
        {
            "year": result.years,
            "spb": base.spb_pct,
            "balance": base.pct(base.balance),
            "debt": base.pct(base.debt),
            "defence": base.pct(result.defence),
            "gdp": base.economy.gdp,
        }
    )


def package(result: PublicFinanceResult, name: LedgerName) -> pl.DataFrame:
    """The package in one ledger: primary expenditure and revenue measures apart; interest is in neither.

    Defence is money with that purpose; a positive expenditure costs money, a positive revenue and balance is better.
    clause_defence: defence spending with the package above what the escape clause starts from, up to its maximum, % of
    GDP. clause_active: the package uses the clause and the year is one of it.
    """
    ledger = result.document if name == "document" else result.esa
    entries, bookings = result.flows.entries, result.flows.bookings
    revenue = np.array([booking.revenue for booking in bookings], dtype=bool)
    interest = np.array([booking.code == "D.41" for booking in bookings], dtype=bool)
    defence = np.array([entry.purpose == "defence" for entry in entries], dtype=bool)
    hit = ledger.lines.hit
    extra = hit[defence].sum(axis=0)
    base, settings = result.baseline, result.settings
    above = base.pct(result.defence + extra) - settings.escape_clause_base_pct_gdp
    in_clause = (result.years >= rule_file().escape_clause_first_year) & (
        result.years <= settings.escape_clause_last_year
    )
    return pl.DataFrame(
        {
            "ledger": [name] * len(result.years),
            "year": result.years,
            "expenditure": hit[~revenue & ~interest].sum(axis=0),
            "revenue": 0.0 - hit[revenue].sum(axis=0),
            "balance": ledger.balance,
            "debt": ledger.debt,
            "defence": extra,
            "clause_defence": np.clip(above, 0.0, settings.escape_clause_max_pct_gdp),
            "clause_active": in_clause & settings.escape_clause,
        }
    )


def claims(result: PublicFinanceResult) -> Mapping[str, Answer]:
    """Answers by indicator: `budget.total_structural`, `budget.total_debt`, and `budget.line.N`, `budget.line_debt.N`.

    Billion euro at the price level of the lines, without PM: the parts of the package added up.
    """
    columns = result.levels["none"].columns
    totals = "som van de regels, zonder PM"
    found = {
        "budget.total_structural": Answer(columns.structural, totals),
        "budget.total_debt": Answer(columns.debt, totals),
    }
    sums: dict[str, float] = {}
    for entry in result.flows.entries:
        if entry.line is not None:
            key = f"budget.{'line_debt' if entry.column == 'debt' else 'line'}.{entry.line}"
            sums[key] = sums.get(key, 0.0) + (entry.amount_bn or 0.0)
    words = "som van de onderdelen van deze regel"
    return found | {key: Answer(value, words) for key, value in sums.items()}
