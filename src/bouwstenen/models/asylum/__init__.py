"""Asylum: the chain from application to home, reception, work and benefits of newcomers, and what it costs."""

from pathlib import Path

from bouwstenen.models.asylum.checks import checks
from bouwstenen.models.asylum.claims import claims
from bouwstenen.models.asylum.inputs import AsylumFacts, asylum_facts
from bouwstenen.models.asylum.options import Options, light
from bouwstenen.models.asylum.project import hindcast, project
from bouwstenen.models.asylum.result import AsylumResult, Run
from bouwstenen.models.asylum.rows import hands, headlines, money, rows
from bouwstenen.models.asylum.section import sections
from bouwstenen.models.asylum.tables import tables
from bouwstenen.models.ports import HOMES_FOR_PERMIT_HOLDERS, PRICES
from bouwstenen.models.protocol import Model

__all__ = ["MODEL", "AsylumFacts", "AsylumResult", "Options", "Run", "asylum_facts", "hindcast", "project"]


def _figures(*names: str) -> tuple[str, ...]:
    return tuple(f"asylum.{name}" for name in names)


_PLACES = (
    "asylum_place.indicative", "asylum_place.income", "demography.inhabitants_2023",
    *_figures("round_one_places", "round_two_places"),
)  # fmt: skip
_WORK = ("asylum.", "asylum_work.")
MODEL: Model[AsylumFacts, AsylumResult, Options] = Model(
    name="asylum",
    answers="who",
    inputs=asylum_facts,
    project=project,
    options=Options,
    levers=Path(__file__).parent / "levers.yaml",
    needs=(PRICES,),
    gives=(HOMES_FOR_PERMIT_HOLDERS,),
    uses={
        "asylum.": ("asylum.",),
        "asylum.applications": _figures(
            "applications_low",
            "applications_central",
            "applications_high",
            "first_applications",
            "other_applications",
            "family_capacity",
            "first_half_share",
        ),
        "asylum.ukraine_stock": _figures("ukraine_inflow", "ukraine_stock", "ukraine_exit_rate"),
        "asylum.employed": _WORK,
        "asylum.benefit_share": _WORK,
        "asylum.production": (*_WORK, "public_finance.deflator_growth"),
        "asylum.cost_": (*_WORK, "public_finance.deflator_growth"),
        "asylum.places_round_": _PLACES,
    },
    hands=hands,
    money=money,
    headlines=headlines,
    rows=rows,
    tables=tables,
    claims=claims,
    checks=checks,
    sections=sections,
    light=light,
)
"""The model."""
