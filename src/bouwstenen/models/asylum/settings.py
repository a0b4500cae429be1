"""`settings.yaml`: the years that this model shows."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml


class Settings(StrictModel):
    """headline_year: of the message. table_years: of tables."""

    headline_year: int
    table_years: list[int]


@cache
def settings() -> Settings:
    """The settings of this model."""
    return validate(Settings, load_yaml(Path(__file__).parent / "settings.yaml"))
