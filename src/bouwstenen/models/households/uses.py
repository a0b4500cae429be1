"""What each indicator of the households model rests on: keys of facts and rules of law, for a trace."""

from __future__ import annotations

from typing import Final

from bouwstenen.population.amounts import PAID, RECEIVED, TOESLAGEN

_INCOME = tuple(f"law:{name}" for name in (*RECEIVED.values(), *PAID))
_TOESLAGEN = tuple(f"law:{RECEIVED[name]}" for name in TOESLAGEN)
_PEOPLE = ("synthesis.", "population.")
_NON_TAKE_UP = (
    "households.niet_gebruik_zorgtoeslag_2021", "households.niet_gebruik_huurtoeslag_2021",
    "households.niet_gebruik_kgb_2021", "households.niet_gebruik_kinderopvangtoeslag_2021",
)  # fmt: skip
_EQUIVALENCE = (
    "households_model.equivalence_second_adult", "households_model.equivalence_next_adult",
    "households_model.equivalence_child",
)  # fmt: skip
_POVERTY = (
    "households_model.low_income_line_2022", "households.armoedegrens_alleenstaande_2023",
    "households_model.poverty_rent_in_line",
    "households_model.poverty_next_adult", "households_model.poverty_teenager", "households_model.poverty_young_child",
    "households_model.poverty_teenager_age",
)  # fmt: skip
_ALL = (*_INCOME, *_PEOPLE, *_NON_TAKE_UP)

USES: Final[dict[str, tuple[str, ...]]] = {
    "households.": _ALL,
    "households.poor_": (*_ALL, *_POVERTY, *_EQUIVALENCE),
    "households.main_poor_": (*_ALL, *_POVERTY, *_EQUIVALENCE),
    "households.main_low_income_persons": (*_ALL, *_POVERTY, *_EQUIVALENCE),
    "households.gini": (*_ALL, *_EQUIVALENCE),
    "households.main_gini_change": (*_ALL, *_EQUIVALENCE),
    "households.p90_p10": (*_ALL, *_EQUIVALENCE),
    "households.decile": (*_ALL, *_EQUIVALENCE),
    "households.non_take_up": (*_TOESLAGEN, *_NON_TAKE_UP, *_PEOPLE),
    "households.unused": (*_TOESLAGEN, *_NON_TAKE_UP, *_PEOPLE),
    "households.pressure_": (
        *_INCOME, *_PEOPLE, "households_model.pressure_wage_step", "households_model.pressure_high",
        "households_model.pressure_full",
    ),
    "households.labour_": (
        *_ALL, "households_model.elasticity_single", "households_model.elasticity_lone_parent",
        "households_model.elasticity_man_couple", "households_model.elasticity_woman_couple",
        "households_model.elasticity_mother_couple", "households_model.elasticity_bound",
    ),
    "households.months.": (*_TOESLAGEN, *_PEOPLE, *_NON_TAKE_UP, "months."),
    "households.complexity.": (*_TOESLAGEN, *_PEOPLE),
    "households.population": _PEOPLE,
    "households.wia_": (
        "households.wachtenden_wia_2025", "households.aandeel_wia_met_voorschot_2022",
        "households.wachttijd_wia_2025", "population.wia_mean", "law:lichte_toets_wia",
    ),
    "households.debts": (
        "households.huishoudens_probleemschulden_2023", "households.huishoudens_probleemschuld_toeslagen_2023",
    ),
}  # fmt: skip
"""By prefix of the indicator; the longest that fits counts."""
