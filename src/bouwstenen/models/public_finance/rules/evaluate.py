"""All rules for one position: the tests as rows, and the tables behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.models.public_finance.rules.defence import check_escape_clause, clause_relief, rule_balance
from bouwstenen.models.public_finance.rules.frames import check_frames
from bouwstenen.models.public_finance.rules.golden import AccrualStatement, accrual_statement, check_golden_rule
from bouwstenen.models.public_finance.rules.institution import Institution, check_institution, institution
from bouwstenen.models.public_finance.rules.social import check_social_growth
from bouwstenen.models.public_finance.rules.structural import Adjustment, adjustments, check_structural_balance
from bouwstenen.models.public_finance.rules.windfall import Windfall, check_windfall, windfall

if TYPE_CHECKING:
    import numpy as np

    from bouwstenen.models.public_finance.baseline import Baseline
    from bouwstenen.models.public_finance.inputs import PublicFinanceFacts
    from bouwstenen.models.public_finance.options import Options
    from bouwstenen.models.public_finance.package import Flows
    from bouwstenen.models.public_finance.rules.position import Position, RuleResult
    from bouwstenen.models.public_finance.rules.settings import RuleSettings


@dataclass(frozen=True, eq=False)
class RuleOutcomes:
    """Results of every test, and the tables that they rest on.

    rule_balance_pct: balance for the EU rules, % GDP. clause_relief_pct: what the escape clause could leave out.
    """

    results: tuple[RuleResult, ...]
    accrual: AccrualStatement
    windfall: Windfall
    rule_balance_pct: np.ndarray
    clause_relief_pct: np.ndarray
    institution: Institution
    adjustments: dict[str, Adjustment]


def evaluate_rules(
    position: Position,
    flows: Flows,
    amounts: np.ndarray,
    baseline: Baseline,
    facts: PublicFinanceFacts,
    options: Options,
    settings: RuleSettings,
) -> RuleOutcomes:
    """Test a position against all rules.

    Args:
        position: the baseline, or baseline and package together.
        flows: the package (empty for the baseline).
        amounts: its money by entry and year, billion euro.
        baseline: gives rates, prices and potential GDP.
        facts: single figures.
        options: the document's ambiguities that no setting of the package decides.
        settings: settings of the rules.
    """
    formula = windfall(position, settings, options, int(facts.number("windfall_horizon_years")))
    nii = institution(flows, amounts, settings, options)
    paths = adjustments(position, baseline, facts, options, settings)
    results = [
        *check_frames(position, settings),
        *check_golden_rule(position, settings),
        *check_windfall(position, formula, settings),
        *check_escape_clause(position, settings),
        *check_institution(position, nii, settings),
        *check_social_growth(position, baseline, settings),
        *check_structural_balance(position, paths, settings),
    ]
    return RuleOutcomes(
        results=tuple(results),
        accrual=accrual_statement(position),
        windfall=formula,
        rule_balance_pct=rule_balance(position, settings),
        clause_relief_pct=clause_relief(position, settings),
        institution=nii,
        adjustments=paths,
    )
