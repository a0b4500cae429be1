"""The result of a run of the public-finance model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from bouwstenen.models.public_finance.accounts import Accounts, PublicCapital
    from bouwstenen.models.public_finance.baseline import Baseline
    from bouwstenen.models.public_finance.benefits import Benefits
    from bouwstenen.models.public_finance.inputs import PublicFinanceFacts
    from bouwstenen.models.public_finance.ledgers import Ledger, LedgerName
    from bouwstenen.models.public_finance.options import Options, PmLevel
    from bouwstenen.models.public_finance.package import Flows
    from bouwstenen.models.public_finance.rules import RuleOutcomes, RuleSettings
    from bouwstenen.models.public_finance.rules.frames import Frames
    from bouwstenen.models.public_finance.stochastic import DebtFan


@dataclass(frozen=True)
class ColumnTotals:
    """The two columns of the document's table, added up from the entries.

    Billion euro at the price level of the entries; positive costs money. structural: a year, fully phased in.
    debt: over all years. Interest that the document counts in a line is in them.
    """

    structural: float
    debt: float


@dataclass(frozen=True, eq=False)
class LevelTotals:
    """Effect of the package at one PM level, both ledgers, billion euro by year; a positive balance is better."""

    columns: ColumnTotals
    document_balance: np.ndarray
    document_debt: np.ndarray
    esa_balance: np.ndarray
    esa_debt: np.ndarray


@dataclass(frozen=True, eq=False)
class PublicFinanceResult:
    """Everything that a run gives. All arrays are over `years` unless they say otherwise; nothing is to be written to.

    facts: what the run rests on. defence: existing defence spending, billion euro, as unchanged policy keeps it.
    flows: entries with their booking and money (PM level, entry, year). document, esa: the two ledgers at the PM level
    of the options, never with benefits. levels: totals at each PM level (none, low, central, high). gap_effect: what
    the package does to the output gap, % (zero ex ante). benefits: None unless asked for by options or package.
    rules, baseline_rules: the document's budget rules with and without the package, under the same settings.
    accounts, baseline_accounts: general government by kind over their own years. capital: of the baseline;
    package_capital: added by the package. fans: the debt with chance by ledger; empty without draws.
    """

    years: np.ndarray
    options: Options
    settings: RuleSettings
    facts: PublicFinanceFacts
    baseline: Baseline
    defence: np.ndarray
    flows: Flows
    document: Ledger
    esa: Ledger
    levels: dict[PmLevel, LevelTotals]
    gap_effect: np.ndarray
    benefits: Benefits | None
    accounts: Accounts
    baseline_accounts: Accounts
    capital: PublicCapital
    package_capital: PublicCapital
    frames: Frames
    rules: RuleOutcomes
    baseline_rules: RuleOutcomes
    fans: dict[LedgerName, DebtFan]
