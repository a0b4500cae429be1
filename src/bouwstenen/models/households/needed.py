"""The figures that this model cannot do without: a vintage that lacks some is refused with all their names."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Final

from bouwstenen.core.errors import InputError, Where
from bouwstenen.models.households.months.facts import ROOM, MonthsFacts

if TYPE_CHECKING:
    from bouwstenen.facts import Facts

NEEDED: Final = (
    *(
        "households_model." + name
        for name in (
            "equivalence_second_adult", "equivalence_next_adult", "equivalence_child", "low_income_line_2022",
            "price_growth_2023", "price_growth_2024", "price_growth_2025", "price_growth_2026", "poverty_rent_in_line",
            "poverty_next_adult", "poverty_teenager", "poverty_young_child", "poverty_teenager_age",
            "non_take_up_spread", "pressure_wage_step", "pressure_high", "pressure_full", "elasticity_single",
            "elasticity_lone_parent", "elasticity_man_couple", "elasticity_woman_couple", "elasticity_mother_couple",
            "elasticity_bound",
        )
    ),
    *(
        "households." + name
        for name in (
            "armoedegrens_alleenstaande_2023", "wachtenden_wia_2025", "aandeel_wia_met_voorschot_2022",
            "wachttijd_wia_2025", "huishoudens_probleemschulden_2023", "huishoudens_probleemschuld_toeslagen_2023",
        )
    ),
    "synthesis.income_rental_value", "synthesis.income_savings", "synthesis.income_investments",
    "population.wia_mean",
)  # fmt: skip
"""Figures without which nothing can be computed, beside those of the population and of the year in months."""


def check_complete(facts: Facts) -> None:
    """Refuse a vintage that lacks figures, with the name of every one of them."""
    months = [ROOM + field.name for field in fields(MonthsFacts) if field.name not in {"births", "targets"}]
    missing = [key for key in (*NEEDED, *months) if key not in facts.values]
    if missing:
        one = len(missing) == 1
        problem = f"{'dit cijfer ontbreekt' if one else 'deze cijfers ontbreken'}: {', '.join(missing)}."
        mend = "Vul het aan in het feitenbestand." if one else "Vul ze aan in de feitenbestanden."
        raise InputError(problem, mend=mend, where=Where(f"feiten {facts.vintage}", 0, missing[0]))
