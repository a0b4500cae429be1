"""Public finance: the package in two ledgers on one baseline, the budget rules and how uncertain the debt is."""

from pathlib import Path

from bouwstenen.models.ports import AGEING, GDP, OUTPUT_GAP, PACKAGE, POLICY, PRICES, RATES, UNCHANGED_POLICY
from bouwstenen.models.protocol import MONEY, Model
from bouwstenen.models.public_finance.hand_on import claims, hands
from bouwstenen.models.public_finance.inputs import ACCOUNTS, BOUNDS, PublicFinanceFacts, public_finance_facts
from bouwstenen.models.public_finance.options import PM_LEVELS, Options, light
from bouwstenen.models.public_finance.project import package_ledgers, project
from bouwstenen.models.public_finance.result import PublicFinanceResult
from bouwstenen.models.public_finance.rows import rows
from bouwstenen.models.public_finance.sections import sections
from bouwstenen.models.public_finance.seek import Goal, Reached, parse_goal, seek
from bouwstenen.models.public_finance.stochastic import QUANTILES, DebtFan, debt_fan
from bouwstenen.models.public_finance.tables import tables

__all__ = [
    "MODEL", "PM_LEVELS", "QUANTILES", "DebtFan", "Goal", "Options", "PublicFinanceFacts", "PublicFinanceResult",
    "Reached", "debt_fan", "package_ledgers", "parse_goal", "project", "public_finance_facts", "seek",
]  # fmt: skip


def _figures(*names: str) -> tuple[str, ...]:
    return tuple(f"public_finance.{name}" for name in names)


def _starting(*beginnings: str) -> tuple[str, ...]:
    return _figures(*(name for name in BOUNDS if name.startswith(beginnings)))


_PRICES = _figures("nominal_gdp", "real_gdp", "deflator_growth", "forward_inflation", "long_run_inflation")
_BALANCE = (
    *_figures("debt", "stock_flow", "primary_balance", "balance", "structural_primary_balance", "semi_elasticity"),
    *_figures("ageing_cost", "tax_and_property_income", "short_debt_share", "long_debt_maturing_share"),
    *_figures("short_rate", "forward_short_rate", "long_run_short_rate"),
    *_figures("long_rate", "forward_long_rate", "long_run_long_rate", "implicit_rate"),
    *_figures("potential_gdp", "potential_growth"),
    *_PRICES,
)
MODEL: Model[PublicFinanceFacts, PublicFinanceResult, Options] = Model(
    name="public_finance",
    answers="cost",
    inputs=public_finance_facts,
    project=project,
    options=Options,
    levers=Path(__file__).parent / "levers.yaml",
    reads_lines=True,
    reads_rules=True,
    needs=(GDP, PRICES, RATES, AGEING, OUTPUT_GAP, UNCHANGED_POLICY, MONEY),
    gives=(POLICY, PACKAGE),
    uses={
        "public_finance.balance": _BALANCE,
        "public_finance.debt": _BALANCE,
        "public_finance.structural_balance": _BALANCE,
        "public_finance.stock_flow": _figures("stock_flow"),
        "public_finance.interest": _figures(
            "short_debt_share", "long_debt_maturing_share", "document_interest_rate", "short_rate", "long_rate"
        ),
        "public_finance.debt_pct_quantile": (*_BALANCE, *_starting("shock_", "average_residual_maturity")),
        "public_finance.benefits": _starting(
            "public_capital_", "capital_elasticity_", "benefits_", "crowding_out_share", "share_"
        ),
        "public_finance.rule": (
            *_BALANCE,
            *_figures(*(f"account_{name}" for name in ACCOUNTS)),
            *_starting("share_", "cofog_", "defence_spending", "public_capital_", "windfall_horizon_years"),
        ),
        "public_finance.booked": _PRICES,
        "public_finance.cost": _PRICES,
        "public_finance.bridge": _PRICES,
    },
    hands=hands,
    rows=rows,
    tables=tables,
    claims=claims,
    sections=sections,
    light=light,
)
"""The model."""
