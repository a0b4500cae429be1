"""The ports between models: what is handed on, in which unit and along which axes. Names only; models fill them."""

from __future__ import annotations

from typing import Final

from bouwstenen.models.protocol import Port

GDP: Final = Port("macro.gdp", "bn_eur", ("year",))
"""Gross domestic product, current prices."""
PRICES: Final = Port("macro.prices", "index", ("year",))
"""Price index of public finance (GDP deflator), the price year of the vintage = 1."""
RATES: Final = Port("macro.rates", "pct", ("year", "rate"))
"""Interest rates: short, long and the implicit rate of the vintage, in that order."""
AGEING: Final = Port("macro.ageing_cost", "pct_gdp", ("year",))
"""Cost of ageing that the vintage already holds: no model adds its own baseline to it."""
OUTPUT_GAP: Final = Port("macro.output_gap", "pct", ("year",))
"""Distance of GDP to potential GDP, % of potential."""
UNCHANGED_POLICY: Final = Port("macro.unchanged_policy", "pct_gdp", ("year", "part"))
"""Policy that the path of GDP goes with: structural primary balance (ageing included), ageing and revenue terms since
the last forecast year, one-offs of the forecast, in that order."""
POLICY: Final = Port("public_finance.policy", "pct_gdp", ("table",))
"""Unchanged policy as the European rules read it: columns year, spb, balance, debt, defence (% of GDP), gdp (bn)."""
PACKAGE: Final = Port("public_finance.package", "bn_eur", ("table",))
"""The package by ledger: columns ledger, year, expenditure, revenue, balance, debt, defence (billion euro), and for the
European escape clause clause_defence (% of GDP, with unchanged policy in it) and clause_active (true or false)."""
PEOPLE: Final = Port("demography.people", "persons", ("year", "sex", "age"))
BIRTHS: Final = Port("demography.births", "persons_per_year", ("year",))
HOUSEHOLDS: Final = Port("demography.households", "households", ("year", "type"))
HOMES_FOR_PERMIT_HOLDERS: Final = Port("asylum.homes_needed", "homes", ("year",))
ELDERLY_HOMES: Final = Port("care.elderly_homes", "homes", ("year",))
HOMES_FINISHED: Final = Port("space.homes_finished", "homes", ("year", "corop"))
STATIONS: Final = Port("space.stations", "count", ("year", "corop"))
CHILDCARE_PLACES: Final = Port("youth.places", "places", ("year", "corop"))
CHILDCARE_USE: Final = Port("households.kot", "hours", ("table",))
"""Childcare now by age of child, work of parents and income: child_age, work, income, children, hours, euro."""
SAMPLE: Final = Port("households.sample", "eur_per_year", ("table",))
"""Per household of the sample: before, after, weight and what groups it."""
LABOUR: Final = Port("labour.claims", "persons", ("year", "trade"))
"""People that each model needs, by year and trade; every model gives it, the run adds them up."""
