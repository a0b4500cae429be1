"""Titles, explanations and settings of this model, from `texts.yaml` and `settings.yaml`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml


class Texts(StrictModel):
    """The text file: titles of schemes, explanations of claims, notes on the law, and the argument for the booking."""

    schemes: dict[str, str]
    claims: dict[str, str]
    law_notes: dict[str, str]
    budget_argument: str


class ModelSettings(StrictModel):
    """The settings file; see the comments there."""

    budget_years: list[int]
    budget_last_year: int
    budget_index: str
    budget_price_level: int
    line: int
    line_points: list[int]
    line_block: int


@lru_cache(maxsize=1)
def texts() -> Texts:
    """Read the text file once."""
    return validate(Texts, load_yaml(Path(__file__).parent / "texts.yaml"))


@lru_cache(maxsize=1)
def model_settings() -> ModelSettings:
    """Read the settings once."""
    return validate(ModelSettings, load_yaml(Path(__file__).parent / "settings.yaml"))


def scheme_title(name: str) -> str:
    """Title of a scheme; its own name when there is none."""
    return texts().schemes.get(name, name.replace("_", " "))
