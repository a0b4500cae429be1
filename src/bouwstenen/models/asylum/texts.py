"""Titles and explanations of this model, from `texts.yaml`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml


class IndicatorText(StrictModel):
    """Dutch title and unit of an indicator."""

    title: str
    unit: str


class Texts(StrictModel):
    """The text file: indicators by name without the room, explanations of claims by indicator, caveats."""

    indicators: dict[str, IndicatorText]
    claims: dict[str, str]
    caveats: dict[str, str]


@lru_cache(maxsize=1)
def texts() -> Texts:
    """Read the text file once."""
    return validate(Texts, load_yaml(Path(__file__).parent / "texts.yaml"))
