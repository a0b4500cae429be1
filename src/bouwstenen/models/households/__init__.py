"""Households: who notices a package. Baseline law against package law for every household, and what follows from it."""

from bouwstenen.models.households.inputs import HouseholdsFacts, households_facts
from bouwstenen.models.households.project import Prepared, outcome, prepare, project_chunk, project_packages
from bouwstenen.models.households.result import ChunkOutcome, HouseholdsResult, combine
from bouwstenen.models.households.tables import Tables, all_tables

__all__ = [
    "ChunkOutcome",
    "HouseholdsFacts",
    "HouseholdsResult",
    "Prepared",
    "Tables",
    "all_tables",
    "combine",
    "households_facts",
    "outcome",
    "prepare",
    "project_chunk",
    "project_packages",
]
