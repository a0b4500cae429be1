"""Macro: GDP, prices, interest rates and the cost of ageing of a vintage, first in order; the package moves nothing."""

from bouwstenen.models.macro.inputs import MacroFacts, macro_facts
from bouwstenen.models.macro.project import MacroResult, Options, project
from bouwstenen.models.macro.rows import hands, rows
from bouwstenen.models.ports import AGEING, GDP, OUTPUT_GAP, PRICES, RATES, UNCHANGED_POLICY
from bouwstenen.models.protocol import Model

__all__ = ["MODEL", "MacroFacts", "MacroResult", "Options", "macro_facts", "project"]


def _figures(*names: str) -> tuple[str, ...]:
    return tuple(f"public_finance.{name}" for name in names)


_PRICES = _figures("nominal_gdp", "real_gdp", "deflator_growth", "forward_inflation", "long_run_inflation")
_REAL = _figures("real_gdp", "potential_gdp", "potential_growth")
MODEL: Model[MacroFacts, MacroResult, Options] = Model(
    name="macro",
    answers="fit",
    inputs=macro_facts,
    project=project,
    options=Options,
    gives=(GDP, PRICES, RATES, AGEING, OUTPUT_GAP, UNCHANGED_POLICY),
    uses={
        "macro.gdp": (*_PRICES, *_REAL),
        "macro.price_index": _PRICES,
        "macro.output_gap": _REAL,
        "macro.interest_short": _figures("short_rate", "forward_short_rate", "long_run_short_rate"),
        "macro.interest_long": _figures("long_rate", "forward_long_rate", "long_run_long_rate"),
        "macro.interest_implicit": _figures("implicit_rate"),
        "macro.ageing_cost": _figures("ageing_cost"),
        "macro.structural_primary_balance": _figures(
            "structural_primary_balance", "ageing_cost", "tax_and_property_income"
        ),
    },
    hands=hands,
    rows=rows,
)
"""The model."""
