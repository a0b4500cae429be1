"""The registry of input: every column that a country table may have, with its unit and whether it is needed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml


class Column(StrictModel):
    """One column.

    low, high: bounds outside which a value must be a mistake. aliases: other names for the same figure.
    why: why an unused column is not used.
    """

    title: str
    unit: str
    needed: Literal["always", "optional", "unused"]
    low: float | None = None
    high: float | None = None
    aliases: list[str] = Field(default_factory=list[str])
    why: str = ""


class Registry(StrictModel):
    """`columns.yaml`: constants of a country, and series by year."""

    constants: dict[str, Column]
    series: dict[str, Column]

    def column(self, name: str) -> Column:
        """A constant or series by its proper name."""
        return self.constants[name] if name in self.constants else self.series[name]

    def names(self) -> dict[str, str]:
        """The proper name for every name that a file may use."""
        found: dict[str, str] = {}
        for group in (self.constants, self.series):
            for name, column in group.items():
                found.update(dict.fromkeys((name, *column.aliases), name))
        return found


@cache
def registry() -> Registry:
    """The shipped registry."""
    return validate(Registry, load_yaml(Path(__file__).parent / "columns.yaml"))
