"""Two ledgers side by side: as the document books the package, and as ESA 2010 would.

For every entry and year, in billion euro, a positive balance is better:

    balance = -(money that hits) + interest received + feedback - interest paid
    debt    = debt of the year before - balance + financial money

`document`: the column 'structureel' hits the balance, the column 'ten laste van schuld' goes straight to debt. Money
that another model computed (`part_of` model) is not in the document's table and so not in this ledger.
`esa`: the booking test decides. Everything is linear, so entries add up to totals in both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from bouwstenen.models.public_finance.options import PM_LEVELS

if TYPE_CHECKING:
    from bouwstenen.models.public_finance.baseline import Baseline
    from bouwstenen.models.public_finance.inputs import PublicFinanceFacts
    from bouwstenen.models.public_finance.options import Options, PmLevel
    from bouwstenen.models.public_finance.package import Flows

LedgerName = Literal["document", "esa"]
LEDGERS: tuple[LedgerName, ...] = ("document", "esa")


@dataclass(frozen=True, eq=False)
class LedgerLines:
    """What each entry does, shape (entry, year), billion euro; sums over entries are the totals.

    hit: money in the balance (positive costs). financial: money outside the balance that raises debt.
    interest_received, interest_paid, feedback, balance: effects on the balance (interest_paid positive costs).
    principal: the stock that interest is charged on. debt: extra debt at the end of the year.
    """

    hit: np.ndarray
    financial: np.ndarray
    interest_received: np.ndarray
    interest_paid: np.ndarray
    feedback: np.ndarray
    balance: np.ndarray
    principal: np.ndarray
    debt: np.ndarray


@dataclass(frozen=True, eq=False)
class Ledger:
    """A ledger of the package: per-entry effects, totals of the package and levels with the baseline in them.

    Effects are differences with the baseline. gdp: GDP with the package, the denominator of `balance_pct`, `debt_pct`.
    """

    name: LedgerName
    lines: LedgerLines
    gdp: np.ndarray
    baseline_balance: np.ndarray
    baseline_debt: np.ndarray

    @property
    def balance(self) -> np.ndarray:
        """Effect on the balance, billion euro, positive is better."""
        return self.lines.balance.sum(axis=0)

    @property
    def stock_flow(self) -> np.ndarray:
        """Financial money, billion euro: raises debt outside the balance."""
        return self.lines.financial.sum(axis=0)

    @property
    def interest(self) -> np.ndarray:
        """Interest on extra debt, billion euro."""
        return self.lines.interest_paid.sum(axis=0)

    @property
    def debt(self) -> np.ndarray:
        """Extra debt at the end of the year, billion euro."""
        return self.lines.debt.sum(axis=0)

    @property
    def principal(self) -> np.ndarray:
        """Stock that interest is charged on, billion euro."""
        return self.lines.principal.sum(axis=0)

    @property
    def primary(self) -> np.ndarray:
        """Effect on the primary balance, ex ante: the money that hits, billion euro, positive is better."""
        return -self.lines.hit.sum(axis=0)

    @property
    def balance_level(self) -> np.ndarray:
        """Balance of baseline and package together, billion euro."""
        return self.baseline_balance + self.balance

    @property
    def debt_level(self) -> np.ndarray:
        """Debt of baseline and package together, billion euro."""
        return self.baseline_debt + self.debt

    @property
    def balance_pct(self) -> np.ndarray:
        """Balance of baseline and package together, % of GDP."""
        return self.balance_level / self.gdp * 100

    @property
    def debt_pct(self) -> np.ndarray:
        """Debt of baseline and package together, % of GDP."""
        return self.debt_level / self.gdp * 100


def compute_ledgers(
    flows: Flows, baseline: Baseline, facts: PublicFinanceFacts, options: Options
) -> tuple[dict[LedgerName, dict[PmLevel, LedgerLines]], np.ndarray]:
    """Both ledgers at every PM level, and the output gap effect of each PM level (shape (PM level, year), %)."""
    gap = _gap_effect(flows, baseline, facts, options)
    shape = (len(LEDGERS), *flows.amounts.shape)
    hit, financial, charged = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    debt_column = np.array([e.column == "debt" for e in flows.entries], dtype=bool)
    esa_hits = np.array([b.hits_balance for b in flows.bookings], dtype=bool)
    # What another model computed is no line of the document's own table.
    own = np.array([e.part_of != "model" for e in flows.entries], dtype=bool)
    counted = np.array([own & ~flows.replaced, ~flows.replaced])
    for i, hits in enumerate((~debt_column, esa_hits)):
        hit[i] = flows.amounts * (hits & counted[i])[:, None]
        financial[i] = flows.amounts * (~hits & counted[i])[:, None]
        charged[i] = flows.amounts * (debt_column & counted[i])[:, None]
    in_ledger = np.array([own, np.ones_like(own)])[:, None, :, None]
    received = _interest_received(flows) * in_ledger
    feedback = gap * baseline.economy.gdp / 100 * facts.number("semi_elasticity") * in_ledger
    paid, balance, debt, principal = accumulate(hit, financial, charged, received + feedback, baseline, facts, options)
    parts = (hit, financial, received, paid, feedback, balance, principal, debt)
    lines: dict[LedgerName, dict[PmLevel, LedgerLines]] = {
        name: {level: LedgerLines(*(part[i, k] for part in parts)) for k, level in enumerate(PM_LEVELS)}
        for i, name in enumerate(LEDGERS)
    }
    return lines, gap.sum(axis=1)


def _interest_received(flows: Flows) -> np.ndarray:
    """Interest on money that was lent on, at the entry's own rate, on the stock at the end of the year before."""
    rate = np.array([e.lending_rate or 0.0 if e.instrument == "loan" else 0.0 for e in flows.entries])
    lent = np.array([b.code == "F.4" for b in flows.bookings])
    stock = flows.amounts.cumsum(axis=2) - flows.amounts
    return stock * (rate * lent)[:, None]


def _gap_effect(flows: Flows, baseline: Baseline, facts: PublicFinanceFacts, options: Options) -> np.ndarray:
    """What each entry does to the output gap, % of potential GDP, shape (PM level, entry, year).

    The impulse is the change in the money that hits the balance under ESA: booking alone moves no demand.
    """
    effect = np.zeros(flows.amounts.shape)
    if options.feedback == "none" or not flows.entries:
        return effect
    hits = np.array([b.hits_balance for b in flows.bookings]) & ~flows.replaced
    share = flows.amounts * hits[:, None] / baseline.economy.gdp * 100
    impulse = facts.number(f"multiplier_{options.feedback}") * np.diff(share, axis=2, prepend=0.0)
    steps = int(facts.number("multiplier_persistence_years"))
    if options.feedback_persistence == "three_years":
        for lag in range(steps):
            effect[..., lag:] += impulse[..., : impulse.shape[2] - lag] * (steps - lag) / steps
        return effect
    last = max(year for e in flows.entries for year, _ in e.shares) - int(baseline.years[0])
    last = min(last, len(baseline.years) - 1)
    for t in range(last + 1):
        effect[..., t] = impulse[..., t] + (effect[..., t - 1] * (steps - 1) / steps if t else 0.0)
    for step in range(1, min(steps, len(baseline.years) - last)):
        effect[..., last + step] = effect[..., last] * (1 - step / steps)
    return effect


def accumulate(
    hit: np.ndarray,
    financial: np.ndarray,
    charged: np.ndarray,
    gains: np.ndarray,
    baseline: Baseline,
    facts: PublicFinanceFacts,
    options: Options,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Run the recursion over the years; gives interest paid, balance, debt and principal.

    Args:
        hit: money in the balance, billion euro, last axis the years; positive costs.
        financial: money outside the balance that raises debt.
        charged: money that counts for interest when the option `interest_base` is `debt_column`.
        gains: what improves the balance.
        baseline: gives market rates.
        facts: gives the document's fixed rate.
        options: which rate and which base.
    """
    paid, balance, debt, principal = (np.zeros(hit.shape) for _ in range(4))
    rates = baseline.rates
    a, m = rates.short_share, rates.maturing_share
    fixed = facts.number("document_interest_rate") / 100
    whole = options.interest_base == "all_debt"
    long_interest, new_long = np.zeros(hit.shape[:-1]), np.zeros(hit.shape[:-1])
    for t in range(hit.shape[-1]):
        before = principal[..., t - 1] if t else np.zeros(hit.shape[:-1])
        if options.interest_rate == "document":
            paid[..., t] = fixed * before
        else:
            long_interest = (1 - m) * long_interest + rates.long[t] * new_long
            paid[..., t] = rates.short[t] * a * before + long_interest
        balance[..., t] = gains[..., t] - hit[..., t] - paid[..., t]
        debt[..., t] = (debt[..., t - 1] if t else 0.0) - balance[..., t] + financial[..., t]
        principal[..., t] = debt[..., t] if whole else before + charged[..., t]
        new_long = (1 - a) * (principal[..., t] - (1 - m) * before)
    return paid, balance, debt, principal
