"""Economy: R&D against its targets, regulatory burden, lifelong learning, what-ifs and the claims on people."""

from pathlib import Path

from bouwstenen.models.economy.checks import checks
from bouwstenen.models.economy.claims import claims
from bouwstenen.models.economy.inputs import EconomyFacts, economy_facts
from bouwstenen.models.economy.options import Options
from bouwstenen.models.economy.project import EconomyResult, project
from bouwstenen.models.economy.rows import headlines, money, rows
from bouwstenen.models.economy.section import sections
from bouwstenen.models.ports import GDP, PRICES
from bouwstenen.models.protocol import Model

__all__ = ["MODEL", "EconomyFacts", "EconomyResult", "Options", "economy_facts", "project"]


def _figures(*names: str) -> tuple[str, ...]:
    return tuple(f"economy.{name}" for name in names)


_MACRO = ("public_finance.nominal_gdp", "public_finance.deflator_growth")
_RD = _figures(
    "rd_financed_government", "rd_financed_business", "rd_financed_other", "rd_financed_abroad", "rd_gdp",
    "rd_business_share", "rd_total_share", "rd_total_unchanged", "rd_budget_amount", "rd_budget_peak", "rd_budget_end",
    "rd_target_total", "rd_target_public_part", "rd_elasticity_low", "rd_elasticity", "rd_elasticity_high",
    "rd_lag_years",
)  # fmt: skip
_TFP = _figures(
    "rd_depreciation", "tfp_business_low", "tfp_business_high", "tfp_public_low", "tfp_public_high", "tfp_delay_short",
    "tfp_delay_long",
)  # fmt: skip
_BURDEN = _figures(
    "burden_government", "burden_sme", "burden_claim", "burden_first_count", "burden_first_count_national",
    "burden_realised", "burden_realised_target", "new_rules_low", "new_rules", "new_rules_high",
    "burden_part_self_employed", "burden_part_sme", "burden_part_large",
)  # fmt: skip
_COURSES = _figures("course_price", "course_price_high")
_PEOPLE = _figures(
    "construction_fte_per_meur", "construction_fte_per_meur_high", "construction_jobs", "construction_new_needed",
    "construction_inflow_schools",
)  # fmt: skip
MODEL: Model[EconomyFacts, EconomyResult, Options] = Model(
    name="economy",
    answers="fit",
    inputs=economy_facts,
    project=project,
    options=Options,
    levers=Path(__file__).parent / "levers.yaml",
    reads_lines=True,
    needs=(GDP, PRICES),
    uses={
        "economy.rd_": (*_RD, *_MACRO),
        "economy.productivity": (*_RD, *_TFP, *_MACRO),
        "economy.burden": _BURDEN,
        "economy.obligations": (),
        "economy.inventory": (),
        "economy.llo_": (*_COURSES, "public_finance.deflator_growth"),
        "economy.llo_participation": ("economy.llo_population", "economy.llo_participants", "economy_firms."),
        "economy.llo_courses": (*_COURSES, "economy_region.working_age"),
        "economy.llo_new_participants": (*_COURSES, *_figures("deadweight_low", "deadweight_high")),
        "economy.werkcentra": _figures("labour_regions", "werkcentra_open", "werkcentra_policy"),
        "economy.power_gap": _figures(
            "industry_power", "industry_power_price", "power_price_lower_belgium", "power_price_lower_germany",
            "power_price_lower_france",
        ),
        "economy.business_parks": _figures("business_park_stock", "business_park_need_low", "business_park_need_high"),
        "economy.mkb_": _figures("deal_support_low", "deal_support", "deal_support_high"),
        "economy.line_": ("public_finance.deflator_growth",),
        "economy.people_": (*_PEOPLE, "public_finance.deflator_growth"),
        "economy.region_": ("economy_region.",),
    },
    money=money,
    headlines=headlines,
    rows=rows,
    claims=claims,
    checks=checks,
    sections=sections,
)  # fmt: skip
"""The model."""
