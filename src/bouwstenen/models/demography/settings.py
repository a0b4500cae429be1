"""`settings.yaml`: what this model counts and shows."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import Field

from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml
from bouwstenen.models.demography.options import Scenario


class AgeGroup(StrictModel):
    """Ages from..until, both included; open without `until`."""

    start: int = Field(alias="from", ge=0)
    until: int | None = None

    @property
    def ages(self) -> slice:
        """The part of an age axis."""
        return slice(self.start, None if self.until is None else self.until + 1)


class Settings(StrictModel):
    """Age groups, which three make up the pressure of young and old, targets, and the years that tables show."""

    age_groups: dict[str, AgeGroup]
    young: str
    middle: str
    old: str
    target_year: int
    targets: list[int]
    target_fertility: list[Scenario]
    shown_scenarios: list[Scenario]
    headline_years: list[int]
    pyramid_year: int
    table_years: list[int]
    municipality_years: list[int]


@cache
def settings() -> Settings:
    """The settings of this model."""
    return validate(Settings, load_yaml(Path(__file__).parent / "settings.yaml"))
