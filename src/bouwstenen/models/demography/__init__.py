"""Population: who lives here by age, sex and group, year by year to 2070."""

from bouwstenen.models.demography.inputs import DemographyFacts, demography_facts
from bouwstenen.models.demography.options import SCENARIO_TITLES, SCENARIOS, Options
from bouwstenen.models.demography.project import DemographyResult, project
from bouwstenen.models.demography.projection import Projection

__all__ = [
    "SCENARIOS",
    "SCENARIO_TITLES",
    "DemographyFacts",
    "DemographyResult",
    "Options",
    "Projection",
    "demography_facts",
    "project",
]
