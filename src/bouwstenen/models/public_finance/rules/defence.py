"""The escape clause for defence: it does not change the balance, only the balance that the EU rules look at.

balance for the rules = balance + clip(defence - defence in 2021, 0, maximum), in the years of the clause
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.numbers import dutch
from bouwstenen.models.public_finance.rules.position import Position, RuleResult
from bouwstenen.models.public_finance.rules.settings import RuleSettings, rule_file

if TYPE_CHECKING:
    from bouwstenen.models.public_finance.inputs import PublicFinanceFacts


def baseline_defence(facts: PublicFinanceFacts, gdp: np.ndarray) -> np.ndarray:
    """Existing defence spending, billion euro: the share of GDP of the observed year, held."""
    t = facts.at(facts.years_of["defence_spending"])
    return facts.number("defence_spending") / gdp[t] * gdp


def clause_relief(position: Position, settings: RuleSettings) -> np.ndarray:
    """What the clause would leave out of the balance, % of GDP; zero outside its years."""
    extra = position.pct(position.defence) - settings.escape_clause_base_pct_gdp
    years = position.years
    active = (years >= rule_file().escape_clause_first_year) & (years <= settings.escape_clause_last_year)
    return np.where(active, np.clip(extra, 0, settings.escape_clause_max_pct_gdp), 0.0)


def rule_balance(position: Position, settings: RuleSettings) -> np.ndarray:
    """Balance for the rules, % of GDP: the ordinary one plus the relief when the package uses the clause."""
    relief = clause_relief(position, settings) if settings.escape_clause else 0.0
    return position.pct(position.balance) + relief


def check_escape_clause(position: Position, settings: RuleSettings) -> list[RuleResult]:
    """Per year of the clause whether all extra defence fits under the maximum."""
    extra = position.pct(position.defence) - settings.escape_clause_base_pct_gdp
    limit = settings.escape_clause_max_pct_gdp
    relief = clause_relief(position, settings)
    return [
        RuleResult(
            rule="escape_clause",
            year=int(position.years[t]),
            met=bool(extra[t] <= limit),
            value=float(extra[t]),
            limit=limit,
            distance=float(limit - extra[t]),
            unit="pct_gdp",
            note=f"Het EMU-saldo verandert niet. Buiten de toets kan {dutch(relief[t], 2)}% bbp blijven.",
            in_force=settings.escape_clause,
        )
        for t in range(len(position.years))
        if rule_file().escape_clause_first_year <= position.years[t] <= settings.escape_clause_last_year
    ]
