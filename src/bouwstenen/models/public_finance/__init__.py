"""Public finance: baseline, package in two ledgers, the document's budget rules and uncertainty."""

from bouwstenen.models.public_finance.inputs import PublicFinanceFacts, public_finance_facts
from bouwstenen.models.public_finance.options import PM_LEVELS, Options
from bouwstenen.models.public_finance.project import package_ledgers, project
from bouwstenen.models.public_finance.result import PublicFinanceResult
from bouwstenen.models.public_finance.stochastic import QUANTILES, DebtFan, debt_fan

__all__ = [
    "PM_LEVELS",
    "QUANTILES",
    "DebtFan",
    "Options",
    "PublicFinanceFacts",
    "PublicFinanceResult",
    "debt_fan",
    "package_ledgers",
    "project",
    "public_finance_facts",
]
