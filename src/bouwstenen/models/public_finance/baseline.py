"""The baseline 2024-2070: structural and actual balance, interest and debt without the package.

GDP, prices, rates and unchanged policy come from the model `macro`; here they become billions, interest and debt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.models.ports import AGEING, GDP, OUTPUT_GAP, PRICES, RATES, UNCHANGED_POLICY
from bouwstenen.models.public_finance.debt import DebtPath, Rates, project_debt

if TYPE_CHECKING:
    from bouwstenen.models.protocol import Handed
    from bouwstenen.models.public_finance.inputs import PublicFinanceFacts


@dataclass(frozen=True, eq=False)
class Economy:
    """What `macro` handed. gdp: billion euro; real_gdp, potential_gdp: billion euro in prices of the index's base year.

    output_gap: % of potential GDP. price_index: GDP deflator. implicit_rate: of a forecast, % (NaN where there is
    none). ageing_cost: % GDP. spb_pct, ageing_pct, revenue_pct, one_off_pct: unchanged policy, see `Baseline`.
    """

    gdp: np.ndarray
    real_gdp: np.ndarray
    potential_gdp: np.ndarray
    output_gap: np.ndarray
    price_index: np.ndarray
    short_rate: np.ndarray
    long_rate: np.ndarray
    implicit_rate: np.ndarray
    ageing_cost: np.ndarray
    spb_pct: np.ndarray
    ageing_pct: np.ndarray
    revenue_pct: np.ndarray
    one_off_pct: np.ndarray


@dataclass(frozen=True, eq=False)
class Baseline:
    """The baseline by year. Billion euro unless named; `_pct` is % of GDP; a positive balance is better.

    spb_pct: structural primary balance including ageing. ageing_pct, revenue_pct: what ageing takes from it and what
    the revenue terms add to it since the last forecast year. one_off_pct: what the forecast holds beside structural
    and cyclical parts. stock_flow: change of debt outside the balance.
    """

    years: np.ndarray
    economy: Economy
    rates: Rates
    spb_pct: np.ndarray
    ageing_pct: np.ndarray
    revenue_pct: np.ndarray
    cyclical_pct: np.ndarray
    one_off_pct: np.ndarray
    primary_balance: np.ndarray
    interest: np.ndarray
    implicit_rate: np.ndarray
    balance: np.ndarray
    structural_balance: np.ndarray
    stock_flow: np.ndarray
    debt: np.ndarray
    debt_path: DebtPath

    def pct(self, amount: np.ndarray) -> np.ndarray:
        """An amount in billion euro as % of GDP."""
        return amount / self.economy.gdp * 100


def economy_of(handed: Handed, years: np.ndarray) -> Economy:
    """The economy over the years of this model, from the ports of `macro` (their baseline: no measure moves it)."""

    def over(port: object) -> np.ndarray:
        return handed[port].over(years).baseline  # pyright: ignore[reportArgumentType]

    gdp, prices, gap, rates, policy = over(GDP), over(PRICES), over(OUTPUT_GAP), over(RATES), over(UNCHANGED_POLICY)
    real = gdp / prices
    return Economy(
        gdp=gdp,
        real_gdp=real,
        potential_gdp=real / (1 + gap / 100),
        output_gap=gap,
        price_index=prices,
        short_rate=rates[:, 0],
        long_rate=rates[:, 1],
        implicit_rate=rates[:, 2],
        ageing_cost=over(AGEING),
        spb_pct=policy[:, 0],
        ageing_pct=policy[:, 1],
        revenue_pct=policy[:, 2],
        one_off_pct=policy[:, 3],
    )


def project_baseline(facts: PublicFinanceFacts, economy: Economy) -> Baseline:
    """Compute the baseline for a vintage of facts on an economy."""
    end = facts.at(facts.forecast_end) + 1
    rates = Rates(
        short=economy.short_rate / 100,
        long=economy.long_rate / 100,
        short_share=facts.number("short_debt_share"),
        maturing_share=facts.number("long_debt_maturing_share"),
    )
    cyclical = facts.number("semi_elasticity") * economy.output_gap
    primary = (economy.spb_pct + cyclical + economy.one_off_pct) / 100 * economy.gdp
    stock_flow = np.zeros(len(primary))
    stock_flow[:end] = facts.path["stock_flow"][:end]
    # Debt from the observed stock; the implicit rate of the forecast years comes from the source.
    path = project_debt(primary, stock_flow, rates, facts.path["debt"][0], 0.0, economy.implicit_rate / 100)
    interest = path.interest.copy()
    interest[0] = (facts.path["primary_balance"] - facts.path["balance"])[0] / 100 * economy.gdp[0]
    balance = primary - interest
    before = np.concatenate([[path.debt[0] + balance[0] - stock_flow[0]], path.debt[:-1]])
    return Baseline(
        years=facts.years,
        economy=economy,
        rates=rates,
        spb_pct=economy.spb_pct,
        ageing_pct=economy.ageing_pct,
        revenue_pct=economy.revenue_pct,
        cyclical_pct=cyclical,
        one_off_pct=economy.one_off_pct,
        primary_balance=primary,
        interest=interest,
        implicit_rate=interest / before,
        balance=balance,
        structural_balance=economy.spb_pct / 100 * economy.gdp - interest,
        stock_flow=stock_flow,
        debt=path.debt,
        debt_path=path,
    )
