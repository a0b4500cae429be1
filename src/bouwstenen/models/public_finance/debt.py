"""Debt by short and long maturity with roll-over: the recursion of the Commission's debt analysis, in euros.

With D the debt at the end of the year, a the short share, m the part of long debt that falls due, L = (1 - a) D:

    new long debt        N_t = L_t - (1 - m) L_{t-1}
    interest on long     J_t = (1 - m) J_{t-1} + i_long,t N_{t-1}
    interest             I_t = i_short,t a D_{t-1} + J_t
    debt                 D_t = D_{t-1} - (PB_t - I_t) + SFA_t

J follows the source's implicit long rate iir_t = b_{t-1} i_long,t + (1 - b_{t-1}) iir_{t-1} with b = N / L, multiplied
by the stock. In euros the recursion is linear, so what a package adds can be computed alone and lines sum to totals.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Rates:
    """Market rates by year, as fractions, and the structure of the debt."""

    short: np.ndarray
    long: np.ndarray
    short_share: float
    maturing_share: float


@dataclass(frozen=True, eq=False)
class DebtPath:
    """Debt (end of year) and interest (in the year) in billion euro; arrays over the years."""

    debt: np.ndarray
    short_debt: np.ndarray
    long_debt: np.ndarray
    new_long_debt: np.ndarray
    repayment: np.ndarray
    interest: np.ndarray
    interest_short: np.ndarray
    interest_long: np.ndarray


def project_debt(
    primary_balance: np.ndarray,
    stock_flow: np.ndarray,
    rates: Rates,
    opening_debt: float,
    opening_interest: float,
    implicit_rates: np.ndarray,
) -> DebtPath:
    """Project debt from the end of the first year on.

    Args:
        primary_balance: billion euro by year; positive is better.
        stock_flow: change of debt outside the balance, billion euro by year.
        rates: market rates and structure.
        opening_debt: debt at the end of the first year.
        opening_interest: interest on long debt in the first year that the recursion starts from.
        implicit_rates: implicit rate as a fraction in years where a forecast gives it, NaN elsewhere.

    Returns:
        Debt and interest; in the first year the interest is left zero.
    """
    n = len(primary_balance)
    a, m = rates.short_share, rates.maturing_share
    debt, interest, interest_short, new_long = (np.zeros(n) for _ in range(4))
    debt[0] = opening_debt
    interest_long = opening_interest
    for t in range(1, n):
        interest_short[t] = rates.short[t] * a * debt[t - 1]
        interest_long = (1 - m) * interest_long + rates.long[t] * new_long[t - 1]
        if np.isfinite(implicit_rates[t]):
            interest_long = implicit_rates[t] * debt[t - 1] - interest_short[t]
        interest[t] = interest_short[t] + interest_long
        debt[t] = debt[t - 1] - (primary_balance[t] - interest[t]) + stock_flow[t]
        new_long[t] = (1 - a) * (debt[t] - (1 - m) * debt[t - 1])
    repayment = np.zeros(n)
    repayment[1:] = (a + m * (1 - a)) * debt[:-1]
    return DebtPath(
        debt=debt,
        short_debt=a * debt,
        long_debt=(1 - a) * debt,
        new_long_debt=new_long,
        repayment=repayment,
        interest=interest,
        interest_short=interest_short,
        interest_long=interest - interest_short,
    )
