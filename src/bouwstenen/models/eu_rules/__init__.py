"""The European fiscal rules: debt sustainability analysis, net expenditure path and what a package does to them."""

from bouwstenen.models.eu_rules.assess import EuResult, Request, assess, no_policy_change
from bouwstenen.models.eu_rules.compare import OptionEffect, SensitivityRow, explain, sensitivity
from bouwstenen.models.eu_rules.editions import EditionRow, edition_table, editions
from bouwstenen.models.eu_rules.inputs import EuInputs, lay_out
from bouwstenen.models.eu_rules.options import DEFAULT_VARIANT, RuleOptions, chosen, switched, variant, variants
from bouwstenen.models.eu_rules.parameters import Parameters, parameters
from bouwstenen.models.eu_rules.policy import PackageEffects, PolicyPath, PolicyTest, hold_against
from bouwstenen.models.eu_rules.reach import Goal, Outcome, Reached, eu_evaluator, find_adjustment, parse_goal
from bouwstenen.models.eu_rules.shocks import read_shocks
from bouwstenen.models.eu_rules.table import CountryTable, read_table, table_from_facts

__all__ = [
    "DEFAULT_VARIANT",
    "CountryTable",
    "EditionRow",
    "EuInputs",
    "EuResult",
    "Goal",
    "OptionEffect",
    "Outcome",
    "PackageEffects",
    "Parameters",
    "PolicyPath",
    "PolicyTest",
    "Reached",
    "Request",
    "RuleOptions",
    "SensitivityRow",
    "assess",
    "chosen",
    "edition_table",
    "editions",
    "eu_evaluator",
    "explain",
    "find_adjustment",
    "hold_against",
    "lay_out",
    "no_policy_change",
    "parameters",
    "parse_goal",
    "read_shocks",
    "read_table",
    "sensitivity",
    "switched",
    "table_from_facts",
    "variant",
    "variants",
]
