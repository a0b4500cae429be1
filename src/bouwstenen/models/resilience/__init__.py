"""Resilience: support points, what fails when power fails, and what each measure avoids on the same failures."""

from pathlib import Path

from bouwstenen.models.protocol import Model
from bouwstenen.models.resilience.checks import checks
from bouwstenen.models.resilience.inputs import ResilienceFacts, resilience_facts
from bouwstenen.models.resilience.options import Options, light
from bouwstenen.models.resilience.project import Result, project
from bouwstenen.models.resilience.rows import claims, rows, tables
from bouwstenen.models.resilience.section import sections

__all__ = ["MODEL", "Options", "ResilienceFacts", "Result", "project", "resilience_facts"]

_PLACES = ("resilience_pc4.", "resilience_municipality.")
_POINTS = (*_PLACES, "resilience.points_plan", "resilience.point_inhabitants", "resilience.point_distance")
_CASCADE = ("resilience.", *_PLACES, "resilience_bus.")
MODEL: Model[ResilienceFacts, Result, Options] = Model(
    name="resilience",
    answers="who",
    inputs=resilience_facts,
    project=project,
    options=Options,
    levers=Path(__file__).parent / "levers.yaml",
    reads_lines=True,
    uses={
        "resilience.": _CASCADE,
        "resilience.points": _POINTS,
        "resilience.points_regional": (*_PLACES, "resilience.points_regional"),
        "resilience.beyond": _POINTS,
        "resilience.mean_distance": _POINTS,
        "resilience.hospital_distance": (*_PLACES, "resilience_hospital."),
        "resilience.behind_one_line": (*_PLACES, "resilience_bus.", "resilience_line."),
        "resilience.people_with_kit": (*_PLACES, "resilience.kit_share"),
        "resilience.less_self_reliant": (
            *_PLACES,
            "resilience.less_self_reliant_low",
            "resilience.less_self_reliant_high",
        ),
        "resilience.very_old": _PLACES,
        "resilience.first_phase_hours": ("resilience.first_phase",),
    },
    rows=rows,
    tables=tables,
    claims=claims,
    checks=checks,
    sections=sections,
    light=light,
)
"""The model."""
