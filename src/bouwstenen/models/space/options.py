"""Choices of a run that are not in the package."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bouwstenen.core.validation import StrictModel


class Options(StrictModel):
    """What a user may choose; the defaults are what the doorrekening uses."""

    scale: Literal["corop", "province"] = Field(
        default="corop",
        description="Rekenen met 40 regio's of, sneller, met 12 provincies.",
        json_schema_extra={"flag": "--schaal", "words": {"corop": "corop", "province": "provincie"}},
    )
    nitrogen: Literal["recovery", "shared"] = Field(
        default="recovery",
        description="Gaat minder stikstof eerst naar natuurherstel, of komt er meteen ruimte voor vergunningen?",
        json_schema_extra={"flag": "--stikstofruimte", "words": {"recovery": "eerst-herstel", "shared": "gedeeld"}},
    )
    band: Literal["none", "draws"] = Field(
        default="none",
        description="Band door onzekere cijfers en door de volgorde van sectoren, op 12 provincies.",
        json_schema_extra={"flag": "--ruimteband", "words": {"none": "geen", "draws": "trekkingen"}},
    )
    limits: Literal["lifted", "none"] = Field(
        default="lifted",
        description="Opnieuw rekenen zonder één van de grenzen, om te tellen wat die tegenhoudt.",
        json_schema_extra={"flag": "--grenzen", "words": {"lifted": "los", "none": "niet"}},
    )
    seed: int = Field(default=2026, ge=0, le=2**32 - 1, description="Startgetal van het toeval.")
