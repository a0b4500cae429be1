"""General government accounts by kind, 2019-2070, and the stock of public capital behind them.

Until the last forecast year they are the source's. After it every kind keeps its structural share of GDP, ageing and
the cycle are shown as lines of their own because the source does not split them, and one line reconciles the whole
with the balance of the baseline. The package is added to the kind that its booking names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from bouwstenen.models.public_finance.baseline import Baseline
    from bouwstenen.models.public_finance.inputs import PublicFinanceFacts
    from bouwstenen.models.public_finance.ledgers import Ledger
    from bouwstenen.models.public_finance.package import Flows

REVENUE_SHARES: dict[str, tuple[str, ...]] = {
    "income_taxes": ("share_income_tax_households", "share_income_tax_firms"),
    "indirect_taxes": ("share_indirect_taxes",),
    "contributions": ("share_contributions_households", "share_contributions_employers"),
    "other_revenue": ("share_other_current_revenue", "share_other_capital_revenue"),
}
SPENDING_SHARES: dict[str, str] = {
    "consumption": "share_consumption",
    "investment": "share_investment",
    "subsidies": "share_subsidies",
    "social_benefits": "share_social_benefits",
    "other_spending": "share_other_spending",
}
REVENUE = (*REVENUE_SHARES, "revenue_terms", "cyclical_revenue", "reconciliation", "package_interest_received")
SPENDING = (*SPENDING_SHARES, "ageing", "cyclical_spending", "interest")
_KIND_OF_CODE = {
    "P.3": "consumption",
    "P.51g": "investment",
    "D.3": "subsidies",
    "D.62": "social_benefits",
    "D.41": "interest",
    "D.92": "other_spending",
    "D.99": "other_spending",
    "NP": "other_spending",
}


@dataclass(frozen=True, eq=False)
class Accounts:
    """Accounts by kind, billion euro, arrays over `years`; NaN where the source has no value.

    items: REVENUE kinds are receipts, SPENDING kinds are expenditure. revenue - expenditure = balance in every year.
    """

    years: np.ndarray
    items: dict[str, np.ndarray]
    revenue: np.ndarray
    expenditure: np.ndarray
    balance: np.ndarray


@dataclass(frozen=True, eq=False)
class PublicCapital:
    """Public capital by year. `real`: prices of 2020; the other arrays are billion euro in prices of the year."""

    real: np.ndarray
    stock: np.ndarray
    investment: np.ndarray
    depreciation: np.ndarray


def baseline_accounts(facts: PublicFinanceFacts, baseline: Baseline) -> Accounts:
    """The accounts of the baseline: history, forecast, then structural shares."""
    first = facts.accounts["revenue"].index[0]
    years = np.arange(first, int(facts.years[-1]) + 1)
    lead = int(facts.years[0]) - first
    end = lead + facts.at(facts.forecast_end) + 1
    known = {name: series.array(first, int(years[-1])) for name, series in facts.accounts.items()}
    known["other_revenue"] = known["revenue"] - sum(known[k] for k in REVENUE_SHARES if k != "other_revenue")
    known["other_spending"] = known["expenditure"] - known["interest"]
    known["other_spending"] = known["other_spending"] - sum(known[k] for k in SPENDING_SHARES if k != "other_spending")
    gdp, gap = baseline.economy.gdp / 100, baseline.economy.output_gap
    later = {k: sum(facts.number(n) for n in names) * gdp for k, names in REVENUE_SHARES.items()}
    later |= {k: facts.number(name) * gdp for k, name in SPENDING_SHARES.items()}
    later["interest"] = baseline.interest
    items: dict[str, np.ndarray] = {}
    for name, values in later.items():
        items[name] = np.concatenate([known[name][:end], values[end - lead :]])
    extra = {
        "revenue_terms": baseline.revenue_pct * gdp,
        "cyclical_revenue": facts.number("semi_elasticity_revenue") * gap * gdp,
        "ageing": baseline.ageing_pct * gdp,
        "cyclical_spending": facts.number("semi_elasticity_expenditure") * gap * gdp,
    }
    for name, values in extra.items():
        items[name] = np.concatenate([np.zeros(end), values[end - lead :]])
    balance = np.concatenate([(known["revenue"] - known["expenditure"])[:lead], baseline.balance])
    items["package_interest_received"] = np.zeros(len(years))
    explained = sum(items[k] for k in REVENUE if k != "reconciliation") - sum(items[k] for k in SPENDING)
    items["reconciliation"] = balance - explained
    return _totalled(years, items)


def package_accounts(base: Accounts, flows: Flows, esa: Ledger) -> Accounts:
    """The accounts with the package in them, by the codes of the ESA ledger."""
    lead = len(base.years) - esa.lines.hit.shape[1]
    items = {name: values.copy() for name, values in base.items.items()}
    for booking, hit in zip(flows.bookings, esa.lines.hit, strict=True):
        if booking.revenue:
            items["income_taxes"][lead:] -= hit
        elif booking.hits_balance:
            items[_KIND_OF_CODE[booking.code]][lead:] += hit
    items["interest"][lead:] += esa.interest
    items["package_interest_received"][lead:] += esa.lines.interest_received.sum(axis=0)
    # Feedback from the cycle is not split into kinds: it goes with the cyclical part of spending.
    items["cyclical_spending"][lead:] -= esa.lines.feedback.sum(axis=0)
    return _totalled(base.years, items)


def _totalled(years: np.ndarray, items: dict[str, np.ndarray]) -> Accounts:
    revenue = np.sum([items[k] for k in REVENUE], axis=0)
    expenditure = np.sum([items[k] for k in SPENDING], axis=0)
    return Accounts(years, items, revenue, expenditure, revenue - expenditure)


def public_capital(facts: PublicFinanceFacts, baseline: Baseline, base: Accounts) -> PublicCapital:
    """Public capital of the baseline by perpetual inventory from the observed stock."""
    lead = len(base.years) - len(baseline.years)
    price = baseline.economy.price_index
    rate = facts.number("public_capital_depreciation") / 100
    investment = base.items["investment"][lead:]
    real = np.zeros(len(price))
    real[0] = facts.number("public_capital_stock")
    for t in range(1, len(real)):
        real[t] = (1 - rate) * real[t - 1] + investment[t] / price[t]
    known = facts.accounts["depreciation"].array(int(baseline.years[0]), int(baseline.years[-1]))
    computed = rate * np.concatenate([[real[0]], real[:-1]]) * price
    depreciation = np.where(np.isfinite(known), known, computed)
    return PublicCapital(real, real * price, investment, depreciation)


def package_capital(flows: Flows, hit: np.ndarray, facts: PublicFinanceFacts, baseline: Baseline) -> PublicCapital:
    """Capital that the package adds: money booked as investment, written off over the life of the asset.

    Args:
        flows: the package.
        hit: money in the balance by entry and year, of the ESA ledger.
        facts: gives the depreciation rate where the package gives no life.
        baseline: gives prices.
    """
    price = baseline.economy.price_index
    counts = np.array([b.code == "P.51g" for b in flows.bookings], dtype=bool)
    default = facts.number("public_capital_depreciation") / 100
    rate = np.array([1 / e.asset_life_years if e.asset_life_years else default for e in flows.entries])
    invested = hit * counts[:, None] / price
    stock, written = np.zeros(invested.shape), np.zeros(invested.shape)
    for t in range(1, invested.shape[1]):
        written[:, t] = rate * stock[:, t - 1]
        stock[:, t] = stock[:, t - 1] - written[:, t] + invested[:, t]
    real = stock.sum(axis=0)
    return PublicCapital(real, real * price, (invested * price).sum(axis=0), (written * price).sum(axis=0))
