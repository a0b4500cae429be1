"""Choices of a run that are not in the package."""

from __future__ import annotations

from pydantic import Field, field_validator

from bouwstenen.core.errors import InputError, Where, shown
from bouwstenen.core.validation import StrictModel

_LIGHT = "VR11"


class Options(StrictModel):
    """Options of the resilience model.

    region: code of the one safety region whose support points are sought; empty for all. shocks: how many failures
    of power all measures are tried on. fresh: points are sought from nothing; else the running plan stands and points
    come beside it. seed: of those failures. details: also rows per municipality.
    """

    region: str = Field(
        default="",
        description="Zoek noodsteunpunten in één veiligheidsregio, zoals VR11; leeg is heel Nederland.",
        json_schema_extra={"flag": "--veiligheidsregio"},
    )
    shocks: int = Field(
        default=300,
        ge=3,
        le=5000,
        description="Aantal stroomstoringen waarop elke maatregel wordt beproefd.",
        json_schema_extra={"flag": "--storingen"},
    )
    fresh: bool = Field(
        default=False,
        description="Zoek noodsteunpunten zonder het lopende plan te laten staan.",
        json_schema_extra={"flag": "--zonder-plan"},
    )
    seed: int = Field(default=1, ge=0, description="Startgetal van de storingen.")
    details: bool = Field(default=True, description="Ook rijen per gemeente.")

    @field_validator("region")
    @classmethod
    def _known(cls, region: str) -> str:
        if region and region not in {f"VR{n:02d}" for n in range(1, 26)}:
            mend = "Kies VR01 tot en met VR25, of laat de keuze leeg."
            raise InputError(f"'{shown(region)}' is geen veiligheidsregio.", mend=mend, where=Where("opties"))
        return region


def light(options: Options) -> Options:
    """One small safety region and few shocks."""
    return options.model_copy(update={"region": options.region or _LIGHT, "shocks": min(options.shocks, 30)})
