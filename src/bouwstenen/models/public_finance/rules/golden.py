"""The golden rule, gross and net of depreciation, and the accrual statement (baten-lasten) beside the cash one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.models.public_finance.rules.position import Position, RuleResult
from bouwstenen.models.public_finance.rules.settings import RuleSettings, rule_file

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, eq=False)
class AccrualStatement:
    """Cash and accrual side by side, billion euro by year.

    cash_balance: the balance (lasten when paid). gross: balance + investment. accrual_balance: gross - depreciation:
    what is left when only the wear of capital is a cost. net_capital: capital minus debt.
    """

    cash_balance: np.ndarray
    investment: np.ndarray
    gross: np.ndarray
    depreciation: np.ndarray
    accrual_balance: np.ndarray
    interest: np.ndarray
    capital: np.ndarray
    debt: np.ndarray
    net_capital: np.ndarray


def accrual_statement(position: Position) -> AccrualStatement:
    """The accrual statement. Other capital transfers are not split off: the source does not separate them."""
    gross = position.balance + position.investment
    return AccrualStatement(
        cash_balance=position.balance,
        investment=position.investment,
        gross=gross,
        depreciation=position.depreciation,
        accrual_balance=gross - position.depreciation,
        interest=position.interest,
        capital=position.capital,
        debt=position.debt,
        net_capital=position.capital - position.debt,
    )


def check_golden_rule(position: Position, settings: RuleSettings) -> list[RuleResult]:
    """Current spending covered by current revenue: gross (before) and net (after depreciation), each year."""
    statement = accrual_statement(position)
    start = rule_file().first_year - int(position.years[0])
    tests = (
        ("golden_rule_gross", statement.gross, "saldo plus bruto-investeringen mag niet onder nul komen"),
        ("golden_rule_net", statement.accrual_balance, "saldo plus investeringen min afschrijving"),
    )
    return [
        RuleResult(
            rule=name,
            year=int(position.years[t]),
            met=bool(value >= 0),
            value=float(value),
            limit=0.0,
            distance=float(value),
            unit="pct_gdp",
            note=note,
            in_force=settings.golden_rule,
        )
        for name, amount, note in tests
        for t, value in enumerate(position.pct(amount))
        if t >= start
    ]
