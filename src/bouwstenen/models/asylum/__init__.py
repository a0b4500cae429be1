"""Asylum: the chain from application to home, reception, work and benefits of newcomers, and what it costs."""

from bouwstenen.models.asylum.inputs import AsylumFacts, asylum_facts
from bouwstenen.models.asylum.options import Options
from bouwstenen.models.asylum.project import Band, hindcast, project, project_band
from bouwstenen.models.asylum.result import AsylumResult, Run

__all__ = [
    "AsylumFacts",
    "AsylumResult",
    "Band",
    "Options",
    "Run",
    "asylum_facts",
    "hindcast",
    "project",
    "project_band",
]
