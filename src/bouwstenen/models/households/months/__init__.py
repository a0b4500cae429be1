"""The year in months: advances, final awards, reclaims and additional payments of toeslagen."""

from bouwstenen.models.households.months.chain import ChainEffect, chain_effect, combine_effects
from bouwstenen.models.households.months.facts import MonthsFacts, months_facts
from bouwstenen.models.households.months.fit import compare, fit, sensitivity
from bouwstenen.models.households.months.lived import LivedYear, live_published_year, live_year
from bouwstenen.models.households.months.result import MonthsResult, Outcome, combine
from bouwstenen.models.households.months.rows import months_rows
from bouwstenen.models.households.months.settings import VARIANTS, Settings, Variant, settings_for
from bouwstenen.models.households.months.tables import household_rows, kind_rows, scheme_rows
from bouwstenen.models.households.months.year import simulate_year

__all__ = [
    "VARIANTS",
    "ChainEffect",
    "LivedYear",
    "MonthsFacts",
    "MonthsResult",
    "Outcome",
    "Settings",
    "Variant",
    "chain_effect",
    "combine",
    "combine_effects",
    "compare",
    "fit",
    "household_rows",
    "kind_rows",
    "live_published_year",
    "live_year",
    "months_facts",
    "months_rows",
    "scheme_rows",
    "sensitivity",
    "settings_for",
    "simulate_year",
]
