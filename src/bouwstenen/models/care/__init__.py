"""Care: what it costs, how many people it needs, and how far its growth is from that of the economy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bouwstenen.models.care.claims import checks, claims
from bouwstenen.models.care.inputs import CareFacts, care_facts
from bouwstenen.models.care.options import Options
from bouwstenen.models.care.project import project, standing
from bouwstenen.models.care.result import CareResult
from bouwstenen.models.care.rows import hands, headlines, money, rows, tables
from bouwstenen.models.care.sections import sections
from bouwstenen.models.ports import AGEING, BIRTHS, ELDERLY_HOMES, GDP, OUTPUT_GAP, PEOPLE, PRICES
from bouwstenen.models.protocol import Model

if TYPE_CHECKING:
    from bouwstenen.facts import Facts

__all__ = ["MODEL", "CareFacts", "CareResult", "Options", "care_facts", "project"]


def _inputs(facts: Facts) -> CareFacts:
    """The facts, with what no package changes worked out once."""
    given = care_facts(facts)
    standing(given)
    return given


def _figures(*names: str) -> tuple[str, ...]:
    return tuple(f"care.{name}" for name in names)


_PEOPLE = ("demography.",)
_PROFILES = _figures("profile_zvw", "profile_wlz", "profile_wmo", "base_year")
_ECONOMY = tuple(
    f"public_finance.{name}"
    for name in ("nominal_gdp", "real_gdp", "potential_gdp", "potential_growth", "deflator_growth")
)
_SPENDING = (
    *_PROFILES,
    *_figures("spending_zvw", "spending_wlz", "spending_wmo_housing", "spending_wmo"),
    *_figures("residual_low", "residual_cpb", "residual_vtv", "relative_price", "labour_share"),
    *_figures("healthy_half", "healthy_full", "healthy_from_age", "healthy_full_age"),
    *_PEOPLE,
)
_STAFF = (
    *_SPENDING,
    *_figures("hours_worked", "hours_per_person", "childcare_persons", "labour_year"),
)
_TARGET = (*_SPENDING, *_ECONOMY, *_figures("gdp_growth_cpb", "policy_year", "target_year"))
_NET = (*_SPENDING, *_figures("own_risk", "own_wlz", "kraamzorg_contribution", "kraamzorg_hours", "premium_share"),
        *_figures("uncontracted_reimbursement", "uncontracted_yield", "uncontracted_agreed_from"))  # fmt: skip
_ALLOWANCE = (*_NET, *_figures("allowance_households", "allowance_adults"))
_MATERNITY = (
    *_figures("kraamzorg_contribution", "kraamzorg_hours", "kraamzorg_hours_low", "kraamzorg_hours_high"), *_PEOPLE,
)  # fmt: skip
_HOMES = (*_PROFILES, *_figures("nursing_home_residents", "nursing_home_age", "persons_per_elderly_home"), *_PEOPLE)
_GPS = (*_figures("without_gp_low", "without_gp_high", "gps_per_10000"), *_PEOPLE)


def _habit(name: str) -> tuple[str, ...]:
    return (*_figures(f"{name}_share", f"{name}_expected", "policy_year", "target_year"), *_PEOPLE)


_LIFE = (
    *_figures(*(f"life_{group}_{sex}" for group in ("low", "high") for sex in ("men", "women"))),
    *_figures("share_low_education", "share_high_education", "wealth_gap_men", "wealth_gap_women"), *_PEOPLE,
)  # fmt: skip
MODEL: Model[CareFacts, CareResult, Options] = Model(
    name="care",
    answers="fit",
    inputs=_inputs,
    project=project,
    options=Options,
    levers=Path(__file__).parent / "levers.yaml",
    needs=(PEOPLE, BIRTHS, GDP, PRICES, OUTPUT_GAP, AGEING),
    gives=(ELDERLY_HOMES,),
    uses={
        "care.spending": _SPENDING,
        "care.spending_share": (*_SPENDING, *_ECONOMY, *_figures("gdp_growth_cpb")),
        "care.growth": _SPENDING,
        "care.demand_growth": (*_PROFILES, *_PEOPLE),
        "care.by_definition": (*_SPENDING, *_figures("budget_total", "sha_total", "wide_total")),
        "care.ministry_path": _figures("ministry_zvw", "ministry_wlz", "ministry_room_zvw", "ministry_room_wlz"),
        "care.by_age_only": (*_PROFILES, *_figures(*(f"people_{age}" for age in range(0, 99, 5))), *_PEOPLE),
        "care.vintage_ageing": ("public_finance.ageing_cost",),
        "care.gdp_growth": (*_ECONOMY, *_figures("gdp_growth_cpb")),
        "care.staff": _STAFF,
        "care.published_shortage": _figures("shortage_near", "shortage_reference", "shortage_accords"),
        "care.target": _TARGET,
        "care.task": (*_TARGET, *_STAFF, *_figures("budget_total", "sha_total", "wide_total")),
        "care.net": _NET,
        "care.premium": _NET,
        "care.levy": _NET,
        "care.care_allowance": _ALLOWANCE,
        "care.balance_effect": _ALLOWANCE,
        "care.prevention": _figures("base_year"),
        "care.maternity": _MATERNITY,
        "care.uncontracted": _figures("uncontracted_reimbursement", "uncontracted_yield", "uncontracted_agreed_from"),
        "care.smokers": _habit("smoking"),
        "care.drinkers": _habit("drinking"),
        "care.overweight": _habit("overweight"),
        "care.nursing": _HOMES,
        "care.elderly_homes": _HOMES,
        "care.without_gp": _GPS,
        "care.gps": _GPS,
        "care.admin_time": _figures("admin_share"),
        "care.client_time": _figures("admin_share"),
        "care.tuition": _figures("tuition_fee", "students_unit"),
        "care.pandemic_budget": _figures("policy_year"),
        "care.transformation": _figures("policy_year"),
        "care.fund": (*_SPENDING, *_figures("job_cost")),
        "care.wage_step": _figures("labour_share", "spending_zvw", "spending_wlz", "spending_wmo_housing"),
        "care.obesity_drugs": _figures("obesity_drug_cost", "obesity_drug_users", "obesity_drug_group"),
        "care.life_expectancy": _LIFE,
    },
    hands=hands,
    money=money,
    headlines=headlines,
    rows=rows,
    tables=tables,
    claims=claims,
    checks=checks,
    sections=sections,
)
"""The model."""
