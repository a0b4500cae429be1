"""Youth: childcare for every child, youth care and school buildings, with hours, people and money."""

from pathlib import Path

from bouwstenen.models.ports import PEOPLE, PRICES
from bouwstenen.models.protocol import Model
from bouwstenen.models.youth.checks import checks
from bouwstenen.models.youth.claims import claims
from bouwstenen.models.youth.inputs import YouthFacts, youth_facts
from bouwstenen.models.youth.options import Options, light
from bouwstenen.models.youth.project import YouthResult, project
from bouwstenen.models.youth.rows import headlines, money, rows
from bouwstenen.models.youth.section import sections

__all__ = ["MODEL", "Options", "YouthFacts", "YouthResult", "project", "youth_facts"]


def _figures(*names: str) -> tuple[str, ...]:
    return tuple(f"youth.{name}" for name in names)


_LAW_RATES = (
    "law:kinderopvang_uurprijs_dagopvang",
    "law:kinderopvang_uurprijs_bso",
    "law:kinderopvang_uurprijs_gastouder",
)
_CHILDCARE = _figures(
    "hours_daycare", "hours_after_school", "mean_hours_daycare", "mean_hours_after_school", "childminder_young",
    "childminder_school", "children_young", "children_school", "takeup_central_young", "takeup_central_school",
    "weeks_daycare", "weeks_school", "weeks_holiday", "days_one", "days_two", "toddler_attend", "vve_children",
)  # fmt: skip
_STAFF = (*_CHILDCARE, *_figures("staff", "group_daycare", "group_after_school", "staff_growth"))
_PAID = (*_CHILDCARE, *_figures("kot_net", "bill_extra", "planned_share"), *_LAW_RATES)
MODEL: Model[YouthFacts, YouthResult, Options] = Model(
    name="youth",
    answers="who",
    inputs=youth_facts,
    project=project,
    options=Options,
    levers=Path(__file__).parent / "levers.yaml",
    reads_law=True,
    needs=(PEOPLE, PRICES),
    uses={
        "youth.": ("youth.",),
        "youth.hours_": _CHILDCARE,
        "youth.staff_": _STAFF,
        "youth.childcare_": _PAID,
        "youth.own_payments": _PAID,
        "youth.own_payment": (*_figures("bill_full_until", "bill_middle_until", "bill_middle_points", "bill_foot"),
                              "law:percentage_eerste_kind", "law:kinderopvangtoeslag_inkomen_vanaf"),
        "youth.care_": _figures("care_users", "care_spending", "care_deficit", "fund_growth", "care_growth_middle"),
        "youth.care_gap_part": _figures("extra_money", "extra_stays", "extra_growth_path", "booked_own_contribution",
                                        "booked_duration", "unrealised_high", "unrealised_low"),
        "youth.municipal_": ("youth_municipality.", *_figures("care_users", "care_band_4", "care_band_12")),
        "youth.buildings_": _figures("buildings", "buildings_replaced", "building_oldest", "building_cost_central"),
    },
    money=money,
    headlines=headlines,
    rows=rows,
    claims=claims,
    checks=checks,
    sections=sections,
    light=light,
)  # fmt: skip
"""The model."""
