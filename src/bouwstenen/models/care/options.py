"""What a user may choose, and the variants of growth that are always shown side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from pydantic import Field

from bouwstenen.core.validation import StrictModel

VariantCode = Literal[
    "demography", "residual_low", "residual_cpb", "residual_cpb_price", "residual_vtv", "healthy_half", "healthy_full"
]
GdpPath = Literal["ageing_report", "cpb"]
LAST_YEAR: Final = 2069
"""The population is known up to here."""
GDP_PATHS: Final[tuple[GdpPath, ...]] = ("ageing_report", "cpb")


@dataclass(frozen=True)
class Variant:
    """One set of assumptions about growth: names of figures, None for zero."""

    code: VariantCode
    residual: str | None = None
    price: str | None = None
    healthy: str | None = None


VARIANTS: Final = (
    Variant("demography"),
    Variant("residual_low", "residual_low"),
    Variant("residual_cpb", "residual_cpb"),
    Variant("residual_cpb_price", "residual_cpb", "relative_price"),
    Variant("residual_vtv", "residual_vtv"),
    Variant("healthy_half", "residual_cpb", "relative_price", "healthy_half"),
    Variant("healthy_full", "residual_cpb", "relative_price", "healthy_full"),
)


class Options(StrictModel):
    """Which variant carries what depends on one path, and how far the paths run. All variants are shown always."""

    variant: VariantCode = Field(
        default="residual_cpb_price",
        description="Pad van de zorguitgaven waarop maatregelen en personeel worden gerekend.",
        json_schema_extra={
            "flag": "--zorgpad",
            "words": {
                "demography": "bevolking",
                "residual_low": "laag",
                "residual_cpb": "cpb",
                "residual_cpb_price": "cpb-prijs",
                "residual_vtv": "rivm",
                "healthy_half": "half-gezond",
                "healthy_full": "gezond",
            },
        },
    )
    last_year: int = Field(
        default=2060,
        ge=2040,
        le=LAST_YEAR,
        description="Laatste jaar van de zorgramingen.",
        json_schema_extra={"flag": "--zorg-laatste-jaar"},
    )
