"""Holding a policy against the required path: unchanged policy and a package, in % of GDP and in billions a year.

Baseline and package are arguments: this room does not know who computed them. A package is what it adds to primary
expenditure and to revenue by year; interest follows from its debt and is no part of the net expenditure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where
from bouwstenen.models.eu_rules.expenditure import ControlAccount, EscapeClause, control_account
from bouwstenen.models.eu_rules.projection import Projection, project

if TYPE_CHECKING:
    from bouwstenen.models.eu_rules.assess import EuResult

_SLACK = 1e-9


@dataclass(frozen=True, eq=False)
class PolicyPath:
    """Unchanged policy by year. spb, balance, debt: % of GDP, ageing included. gdp: billion euro, nominal."""

    years: np.ndarray
    spb: np.ndarray
    balance: np.ndarray
    debt: np.ndarray
    gdp: np.ndarray


@dataclass(frozen=True, eq=False)
class PackageEffects:
    """What a package adds by year, billion euro, in one ledger; over the same years as the policy path.

    expenditure: primary expenditure, positive costs money. revenue: level of the discretionary revenue measures
    against unchanged policy, positive raises revenue. balance, debt: its whole effect, interest and financial
    transactions included. clause: the escape clause for defence, None when the package does not use it.
    """

    ledger: str
    expenditure: np.ndarray
    revenue: np.ndarray
    balance: np.ndarray
    debt: np.ndarray
    clause: EscapeClause | None = None


@dataclass(frozen=True, eq=False)
class PolicyTest:
    """A policy held against the rules, over the years of the policy that the required path covers.

    name: `unchanged` or the ledger of the package. required, spb, balance, debt: % of GDP; `required` holds ageing
    after the adjustment as the path does. distance: spb minus required, percentage points of GDP; room: the same in
    billion euro a year (negative is a shortfall). account: control account over the adjustment, None without primary
    expenditure. no_backloading: every year at least its share of the whole adjustment has been done; None when the
    policy does not improve the balance. first_*: first year in which a limit is passed, None when it never is.
    eu_debt, eu_balance: the same policy in the Commission's equations, with their multiplier.
    """

    name: str
    years: np.ndarray
    required: np.ndarray
    spb: np.ndarray
    balance: np.ndarray
    debt: np.ndarray
    distance: np.ndarray
    room: np.ndarray
    account: ControlAccount | None
    no_backloading: bool | None
    first_below_required: int | None
    first_deficit: int | None
    first_debt: int | None
    first_account: int | None
    eu_debt: np.ndarray
    eu_balance: np.ndarray

    def at(self, year: int) -> int:
        """Position of a year."""
        return year - int(self.years[0])


def hold_against(result: EuResult, policy: PolicyPath, package: PackageEffects | None = None) -> PolicyTest:
    """Hold unchanged policy, or that policy with a package, against the required path.

    Args:
        result: the assessment that gives the path.
        policy: unchanged policy; must cover the reference year to the end of the adjustment.
        package: what a package adds; None for unchanged policy.

    Raises:
        InputError: the policy does not cover the years, or the arrays do not fit.
    """
    own = _cut(result, policy)
    years, size = own.years, len(own.years)
    start = int(years[0]) - int(policy.years[0])
    zero = np.zeros(size)
    spending, revenue, balance, debt = zero, zero, zero, zero
    if package is not None:
        _check_package(package, policy)
        cut = slice(start, start + size)
        spending, revenue, balance, debt = (
            np.asarray(values)[cut] for values in (package.expenditure, package.revenue, package.balance, package.debt)
        )
    spb = own.spb + (revenue - spending) / own.gdp * 100
    required = result.required.spb[0, :size]
    distance = spb - required
    end = result.case.adjustment_years
    account = _account(result, own, package, start, spending, revenue)
    parameters = result.case.parameters
    total_balance = own.balance + balance / own.gdp * 100
    total_debt = own.debt + debt / own.gdp * 100
    run = _in_eu_equations(result, spb, balance, debt, own, spending - revenue)
    return PolicyTest(
        name="unchanged" if package is None else package.ledger,
        years=years,
        required=required,
        spb=spb,
        balance=total_balance,
        debt=total_debt,
        distance=distance,
        room=distance / 100 * own.gdp,
        account=account,
        no_backloading=_no_backloading(spb[: end + 1]),
        first_below_required=_first(years[1:], distance[1:] < -_SLACK),
        first_deficit=_first(years[1:], total_balance[1:] < -parameters.deficit_limit),
        first_debt=_first(years[1:], total_debt[1:] > parameters.debt_limit),
        first_account=None if account is None else account.first_breach,
        eu_debt=run.debt[0],
        eu_balance=run.balance[0],
    )


def _cut(result: EuResult, policy: PolicyPath) -> PolicyPath:
    """The policy over the years that the required path covers."""
    first, last = result.inputs.reference_year, result.end_year
    if int(policy.years[0]) > first or int(policy.years[-1]) < last:
        problem = f"het basispad dekt niet alle jaren van {first} tot en met {last}."
        mend = "Kies een ander startjaar of een korter pad."
        raise InputError(problem, mend=mend, where=Where("", 0, "start"))
    keep = (policy.years >= first) & (policy.years <= int(result.required.years[-1]))
    return PolicyPath(
        years=policy.years[keep],
        spb=policy.spb[keep],
        balance=policy.balance[keep],
        debt=policy.debt[keep],
        gdp=policy.gdp[keep],
    )


def _check_package(package: PackageEffects, policy: PolicyPath) -> None:
    for name in ("expenditure", "revenue", "balance", "debt"):
        if len(getattr(package, name)) != len(policy.years):
            problem = (
                f"het pakket heeft {len(getattr(package, name))} jaren; het basispad heeft er {len(policy.years)}."
            )
            raise InputError(problem, mend="Geef beide over dezelfde jaren.", where=Where("", 0, name))


def _account(
    result: EuResult,
    policy: PolicyPath,
    package: PackageEffects | None,
    start: int,
    spending: np.ndarray,
    revenue: np.ndarray,
) -> ControlAccount | None:
    """The control account of a policy with a package; without a package nobody uses the escape clause."""
    if result.net_expenditure_growth is None:
        return None
    clause = None if package is None else package.clause
    cut = slice(start, start + len(policy.years))
    return control_account(
        result.inputs,
        result.case.parameters,
        result.required_spb,
        policy.spb,
        policy.gdp,
        result.case.adjustment_years,
        extra_expenditure=spending,
        new_revenue=np.diff(revenue, prepend=0.0),
        clause=None if clause is None else EscapeClause(clause.above[cut], clause.active[cut]),
    )


def _in_eu_equations(
    result: EuResult,
    spb: np.ndarray,
    balance: np.ndarray,
    debt: np.ndarray,
    policy: PolicyPath,
    primary_cost: np.ndarray,
) -> Projection:
    """The policy in the Commission's equations: ageing is in its balance already, and every year may change it.

    What the package adds to debt outside its balance is passed on as stock-flow adjustment.
    """
    outside = np.diff(debt, prepend=0.0) + balance if np.any(primary_cost) or np.any(debt) else None
    scale = result.inputs.gdp / policy.gdp[0]
    options = result.case.options.model_copy(update={"ageing": False, "revenue_terms": "none"})
    return project(
        result.inputs,
        result.case.parameters,
        options,
        spb,
        len(spb) - 1,
        extra_stock_flow=None if outside is None else outside * scale,
    )


def _no_backloading(spb: np.ndarray) -> bool | None:
    """Whether every year at least its share of the whole improvement has been done."""
    total = spb[-1] - spb[0]
    if total <= _SLACK:
        return None
    shares = np.arange(len(spb)) / (len(spb) - 1)
    return bool(np.all(spb - spb[0] >= shares * total - _SLACK))


def _first(years: np.ndarray, passed: np.ndarray) -> int | None:
    """The first year in which a limit is passed."""
    return int(years[np.argmax(passed)]) if np.any(passed) else None
