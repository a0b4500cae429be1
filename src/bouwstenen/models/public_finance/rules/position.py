"""What the rules look at: the state of public finances in the baseline or with the package, and one result per test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from bouwstenen.models.public_finance.rules.settings import Frame


@dataclass(frozen=True)
class RuleResult:
    """Outcome of one test in one year.

    rule: code of the rule. met: True, False, or None when it cannot be decided. value and limit: what is compared, in
    `unit`. distance: room left (positive) or what is short (negative), in the same unit. note: Dutch explanation.
    in_force: the package itself asks for this rule.
    """

    rule: str
    year: int
    met: bool | None
    value: float | None
    limit: float | None
    distance: float | None
    unit: str
    note: str
    in_force: bool


@dataclass(frozen=True, eq=False)
class Position:
    """Public finances by year under ESA, billion euro in prices of the year; a positive balance is better.

    investment, depreciation, capital: of government capital (P.51g, P.51c). defence: spending that the escape clause
    is about. social: spending that the growth cap is about. frames: spending by frame; `unassigned` is what the source
    does not split.
    """

    years: np.ndarray
    gdp: np.ndarray
    balance: np.ndarray
    structural_balance: np.ndarray
    interest: np.ndarray
    debt: np.ndarray
    investment: np.ndarray
    depreciation: np.ndarray
    capital: np.ndarray
    defence: np.ndarray
    social: np.ndarray
    frames: dict[Frame, np.ndarray]
    unassigned: np.ndarray

    def pct(self, amount: np.ndarray) -> np.ndarray:
        """An amount as % of GDP."""
        return amount / self.gdp * 100
