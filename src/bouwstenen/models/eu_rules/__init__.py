"""The European fiscal rules: debt sustainability analysis, net expenditure path and what a package does to them."""

from bouwstenen.models.eu_rules.assess import EuResult, Request, assess, no_policy_change
from bouwstenen.models.eu_rules.claims import checks, claims
from bouwstenen.models.eu_rules.editions import EditionRow, edition_table, editions
from bouwstenen.models.eu_rules.eu_facts import EuFacts, eu_facts
from bouwstenen.models.eu_rules.inputs import EuInputs, lay_out
from bouwstenen.models.eu_rules.options import Options, light
from bouwstenen.models.eu_rules.parameters import Parameters, parameters
from bouwstenen.models.eu_rules.policy import PackageEffects, PolicyPath, PolicyTest, hold_against
from bouwstenen.models.eu_rules.project import project
from bouwstenen.models.eu_rules.result import EuRun
from bouwstenen.models.eu_rules.rows import rows
from bouwstenen.models.eu_rules.sections import sections
from bouwstenen.models.eu_rules.shocks import read_shocks
from bouwstenen.models.eu_rules.table import CountryTable, read_table, table_from_facts
from bouwstenen.models.eu_rules.tables import tables
from bouwstenen.models.eu_rules.variants import DEFAULT_VARIANT, RuleOptions, chosen, switched, variant, variants
from bouwstenen.models.ports import PACKAGE, POLICY
from bouwstenen.models.protocol import Model

__all__ = [
    "DEFAULT_VARIANT", "MODEL", "CountryTable", "EditionRow", "EuFacts", "EuInputs", "EuResult", "EuRun", "Options",
    "PackageEffects", "Parameters", "PolicyPath", "PolicyTest", "Request", "RuleOptions", "assess", "chosen",
    "edition_table", "editions", "eu_facts", "hold_against", "lay_out", "no_policy_change", "parameters", "project",
    "read_shocks", "read_table", "switched", "table_from_facts", "variant", "variants",
]  # fmt: skip


def _keys(room: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{room}.{name}" for name in names)


_ECONOMY = _keys(
    "public_finance", "nominal_gdp", "real_gdp", "potential_gdp", "potential_growth", "deflator_growth",
    "forward_inflation", "long_run_inflation", "forward_short_rate", "forward_long_rate", "long_run_short_rate",
    "long_run_long_rate", "implicit_rate", "short_rate", "long_rate",
)  # fmt: skip
_BUDGET = _keys(
    "public_finance", "debt", "stock_flow", "balance", "primary_balance", "structural_primary_balance",
    "semi_elasticity", "short_debt_share", "long_debt_maturing_share", "ageing_cost", "tax_and_property_income",
    "pension_tax_revenue", "multiplier_ec_2024", "multiplier_ec_2025", "multiplier_persistence_years",
)  # fmt: skip
_RULES = _keys(
    "eu_rules", "reference_year", "adjustment_short", "adjustment_long", "gap_closes_after", "market_horizon",
    "long_run_horizon", "long_run_short_rate", "long_run_long_rate", "long_run_inflation", "deficit_limit",
    "deficit_tolerance", "debt_limit", "high_debt", "criterion_years", "lower_spb_total", "lower_spb_years_short",
    "lower_spb_years_long", "adverse_rate", "adverse_growth", "stress_rate", "stress_premium", "safeguard_fall_high",
    "safeguard_fall_middle", "resilience_deficit", "resilience_tolerance", "resilience_step_short",
    "resilience_step_long", "procedure_step", "procedure_structural_from", "step_rounding", "floor_technical",
    "floor_reference",
)  # fmt: skip
_SHOCKS = (
    *_keys("eu_rules", "stochastic_years", "stochastic_probability"),
    *_keys("public_finance", "average_residual_maturity"),
    *(
        f"public_finance.shock_{name}"
        for name in (
            "variance_short_rate", "variance_long_rate", "variance_growth", "variance_primary_balance",
            "correlation_short_long", "correlation_short_growth", "correlation_long_growth",
            "correlation_growth_balance", "correlation_short_balance", "correlation_long_balance",
        )
    ),
)  # fmt: skip
_TARGET = (*_RULES, *_ECONOMY, *_BUDGET, *_SHOCKS)
_SPENDING = (*_TARGET, "public_finance.primary_expenditure")
MODEL: Model[EuFacts, EuRun, Options] = Model(
    name="eu_rules",
    answers="fit",
    inputs=eu_facts,
    project=project,
    options=Options,
    needs=(POLICY, PACKAGE),
    uses={
        "eu_rules.": _TARGET,
        "eu_rules.spb": ("public_finance.structural_primary_balance", "public_finance.ageing_cost"),
        "eu_rules.spb_required": _TARGET,
        "eu_rules.spb_target": _TARGET,
        "eu_rules.net_expenditure": _SPENDING,
        "eu_rules.control_account": (*_SPENDING, *_keys("eu_rules", "control_year", "control_cumulated")),
        "eu_rules.first_deficit": ("eu_rules.deficit_limit", *_BUDGET),
        "eu_rules.first_debt": ("eu_rules.debt_limit", *_BUDGET),
    },
    rows=rows,
    tables=tables,
    claims=claims,
    checks=checks,
    sections=sections,
    light=light,
)
"""The model."""
