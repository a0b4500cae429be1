"""The document's own budget rules, computed; one file per rule."""

from bouwstenen.models.public_finance.rules.evaluate import RuleOutcomes, evaluate_rules
from bouwstenen.models.public_finance.rules.position import Position, RuleResult
from bouwstenen.models.public_finance.rules.settings import FRAMES, RuleSettings, rule_file, rule_settings

__all__ = [
    "FRAMES",
    "Position",
    "RuleOutcomes",
    "RuleResult",
    "RuleSettings",
    "evaluate_rules",
    "rule_file",
    "rule_settings",
]
