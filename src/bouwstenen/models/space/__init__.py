"""Space: a plan of land, hands, grid, nitrogen and money to 2050, by region."""

from __future__ import annotations

from pathlib import Path

from bouwstenen.models.ports import GDP, HOMES_FINISHED, HOMES_FOR_PERMIT_HOLDERS, HOUSEHOLDS, STATIONS
from bouwstenen.models.protocol import Model
from bouwstenen.models.space.claims import checks, claims
from bouwstenen.models.space.inputs import SpaceFacts, space_facts
from bouwstenen.models.space.options import Options
from bouwstenen.models.space.project import SpaceResult, project
from bouwstenen.models.space.rows import hands, headlines, rows
from bouwstenen.models.space.section import sections

__all__ = ["MODEL", "Options", "SpaceFacts", "SpaceResult", "project", "space_facts"]


def _light(options: Options) -> Options:
    """12 provinces, no bands, no second plans."""
    return options.model_copy(update={"scale": "province", "band": "none", "limits": "none"})


MODEL: Model[SpaceFacts, SpaceResult, Options] = Model(
    name="space",
    answers="fit",
    inputs=space_facts,
    project=project,
    options=Options,
    levers=Path(__file__).parent / "levers.yaml",
    needs=(GDP, HOUSEHOLDS, HOMES_FOR_PERMIT_HOLDERS),
    gives=(HOMES_FINISHED, STATIONS),
    uses={
        "space": ("space.", "public_finance.nominal_gdp"),
        "space.household_growth": ("demography.",),
        "space.permit_holder_share": ("space.", "asylum."),
    },
    hands=hands,
    headlines=headlines,
    rows=rows,
    claims=claims,
    checks=checks,
    sections=sections,
    light=_light,
)
"""The model."""
