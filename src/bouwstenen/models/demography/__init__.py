"""Population: who lives here by age, sex and group, year by year to 2070."""

from pathlib import Path

from bouwstenen.models.demography.checks import checks
from bouwstenen.models.demography.claims import claims
from bouwstenen.models.demography.dimensions import MOTIVES
from bouwstenen.models.demography.inputs import DemographyFacts, demography_facts
from bouwstenen.models.demography.options import SCENARIOS, Options, light
from bouwstenen.models.demography.project import DemographyResult, project
from bouwstenen.models.demography.projection import Projection
from bouwstenen.models.demography.rows import hands, headlines, rows
from bouwstenen.models.demography.section import sections
from bouwstenen.models.demography.tables import tables
from bouwstenen.models.ports import BIRTHS, HOUSEHOLDS, PEOPLE
from bouwstenen.models.protocol import Model

__all__ = [
    "MODEL", "SCENARIOS", "DemographyFacts", "DemographyResult", "Options", "Projection", "demography_facts", "project",
]  # fmt: skip


def _figures(*names: str) -> tuple[str, ...]:
    return tuple(f"demography.{name}" for name in names)


_ALL = ("demography.", "demography_scenario.")
"""Who lives here in a year rests on every count, table, share and path of this room."""
_ARRIVALS = (*_figures(*(f"immigration_{motive}" for motive in MOTIVES)), "demography_scenario.")
MODEL: Model[DemographyFacts, DemographyResult, Options] = Model(
    name="demography",
    answers="who",
    inputs=demography_facts,
    project=project,
    options=Options,
    levers=Path(__file__).parent / "levers.yaml",
    gives=(PEOPLE, BIRTHS, HOUSEHOLDS),
    uses={
        "demography.": _ALL,
        "demography.immigration": _ARRIVALS,
        "demography.net_migration": (*_ARRIVALS, *_figures("emigration", "observed_net_migration")),
    },
    hands=hands,
    headlines=headlines,
    rows=rows,
    tables=tables,
    claims=claims,
    checks=checks,
    sections=sections,
    light=light,
)
"""The model."""
