"""Where the texts of this model stand, and its settings (`settings.yaml`)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml

TEXTS: Final = Path(__file__).parent / "texts" / "nl.po"


class ModelSettings(StrictModel):
    """The settings file; see the comments there."""

    budget_years: list[int]
    budget_last_year: int
    budget_index: str
    budget_price_level: int


@lru_cache(maxsize=1)
def model_settings() -> ModelSettings:
    """Read the settings once."""
    return validate(ModelSettings, load_yaml(Path(__file__).parent / "settings.yaml"))
