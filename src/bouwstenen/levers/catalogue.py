"""The catalogue: every input of a model and every option of a budget rule that a lever may move.

One YAML file a model in `catalogue/`, and every parameter of the law that is a number or a yes/no. A lever that names
another path is an error with the nearest valid one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml
from bouwstenen.rules import load_parameters

LAW_FOLDER = Path(__file__).parents[1] / "law"
"""The parameter files of the law are read as data: this room does not import the rules."""
CATALOGUE_FOLDER = Path(__file__).parent / "catalogue"


class CatalogueEntry(StrictModel):
    """What may be set at a path: unit, bounds or choices, and what the baseline is."""

    unit: str
    title: str
    kind: Literal["number", "boolean", "choice"] = "number"
    min: float | None = None
    max: float | None = None
    choices: list[str] = Field(default_factory=list)
    note: str = ""


class _CatalogueFile(StrictModel):
    inputs: dict[str, CatalogueEntry] = Field(default_factory=dict)
    rules: dict[str, CatalogueEntry] = Field(default_factory=dict)


@dataclass(frozen=True)
class Catalogue:
    """Paths of model inputs, of law parameters and of budget-rule options."""

    inputs: dict[str, CatalogueEntry]
    law: dict[str, CatalogueEntry]
    rules: dict[str, CatalogueEntry]


@cache
def load_catalogue() -> Catalogue:
    """Read all catalogue files and the parameters of the law; `law.yaml` says more about those that a package moves."""
    inputs: dict[str, CatalogueEntry] = {}
    law: dict[str, CatalogueEntry] = {}
    rules: dict[str, CatalogueEntry] = {}
    for path in sorted(CATALOGUE_FOLDER.glob("*.yaml")):
        file = validate(_CatalogueFile, load_yaml(path))
        (law if path.stem == "law" else inputs).update(file.inputs)
        rules.update(file.rules)
    return Catalogue(inputs, {**_law_parameters(), **law}, rules)


def _law_parameters() -> dict[str, CatalogueEntry]:
    """Every parameter of the law by path; tables cannot be moved."""
    return {
        path: CatalogueEntry(
            unit="ja/nee" if parameter.kind == "bool" else parameter.unit,
            title=parameter.title,
            kind="boolean" if parameter.kind == "bool" else "number",
        )
        for path, parameter in load_parameters(LAW_FOLDER).paths.items()
        if parameter.kind != "table"
    }
