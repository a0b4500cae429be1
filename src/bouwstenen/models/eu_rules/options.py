"""Choices of a run of this model: the reading of the rules, the years of adjustment, and a table of another country."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_serializer, field_validator

from bouwstenen.core.files import file_digest
from bouwstenen.core.validation import StrictModel

_MARK = "#sha256="
_VARIANTS = {"guidance_2025": "richtsnoeren-2025", "commission_2024": "richtsnoeren-2024", "persistent": "letterlijk"}

Variant = Literal["guidance_2025", "commission_2024", "persistent"]


class Options(StrictModel):
    """Options of the European rules. The defaults are what the doorrekening uses.

    variant: how the rules are read. choices: single choices other than in the variant, as `name=choice`.
    adjustment_years: length of the adjustment; the rules know no other. start: its first year; None takes that of the
    table. table: a table of another country, then no package is tested; in receipt and cache its digest goes with it.
    country: which country of that table. compare_with: take the differences with another variant apart.
    sensitivity: how the target moves with interest, growth and ageing. draws: of the stochastic criterion, 0 leaves
    chance out. seed: of those draws.
    """

    variant: Variant = Field(
        default="guidance_2025",
        description="Uitleg van de Europese regels.",
        json_schema_extra={"flag": "--variant", "words": dict(_VARIANTS)},
    )
    choices: tuple[str, ...] = Field(
        default=(),
        description="Eén keuze anders dan in de variant, zoals multiplier=ec_2024. Mag vaker.",
        json_schema_extra={"flag": "--keuze"},
    )
    adjustment_years: Literal["4", "7"] = Field(
        default="4", description="Jaren van aanpassing.", json_schema_extra={"flag": "--jaren"}
    )
    start: int | None = Field(
        default=None, description="Eerste jaar van de aanpassing.", json_schema_extra={"flag": "--start"}
    )
    table: Path | None = Field(
        default=None,
        description="Eigen tabel van één land (CSV of YAML), in plaats van Nederland.",
        json_schema_extra={"flag": "--gegevens"},
    )
    country: str | None = Field(
        default=None,
        description="Welk land in de eigen tabel, als er meer in staan.",
        json_schema_extra={"flag": "--land"},
    )
    compare_with: Literal["none", "guidance_2025", "commission_2024", "persistent"] = Field(
        default="none",
        description="Welke keuze geeft welk verschil met deze variant?",
        json_schema_extra={"flag": "--verschil-met", "words": {"none": "geen", **_VARIANTS}},
    )
    sensitivity: bool = Field(
        default=False,
        description="Toon hoe het nodige saldo verschuift met rente, groei en vergrijzing.",
        json_schema_extra={"flag": "--gevoeligheid"},
    )
    draws: int = Field(default=10_000, ge=0, le=1_000_000, description="Aantal trekkingen voor de Europese regels.")
    seed: int = Field(default=2026, ge=0, description="Zaad van de trekkingen.")

    @property
    def years(self) -> int:
        """Length of the adjustment."""
        return int(self.adjustment_years)

    @property
    def label(self) -> str:
        """Name of the variant with the choices that differ from it."""
        return " ".join((self.variant, *self.choices))

    @field_validator("choices", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        """One text with spaces between the choices (as in a receipt) or a list of texts."""
        if isinstance(value, str):
            return tuple(value.split())
        return tuple("".join(v.split()) if isinstance(v, str) else v for v in value) if _is_row(value) else value

    @field_validator("adjustment_years", mode="before")
    @classmethod
    def _as_text(cls, value: Any) -> Any:
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value

    @field_validator("table", mode="before")
    @classmethod
    def _without_digest(cls, value: Any) -> Any:
        return Path(value.partition(_MARK)[0]) if isinstance(value, str) and value else value or None

    @field_serializer("choices")
    def _joined(self, value: tuple[str, ...]) -> str:
        return " ".join(value)

    @field_serializer("table")
    def _with_digest(self, value: Path | None) -> str | None:
        """The path with the digest of what is in the file, so that equal options are equal input."""
        if value is None:
            return None
        return f"{value}{_MARK}{file_digest(value)}" if value.is_file() else str(value)


def _is_row(value: Any) -> bool:
    return isinstance(value, (list, tuple))


def light(options: Options) -> Options:
    """The same without chance and without comparisons: for many runs of parts of a package."""
    return options.model_copy(update={"draws": 0, "sensitivity": False, "compare_with": "none"})
