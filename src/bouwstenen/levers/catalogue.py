"""The catalogue: every input of a model, option of a budget rule and parameter of the law that a lever may move.

A model that exists has its inputs in `models/<name>/levers.yaml`, one that is still to come in `catalogue/`. A lever
that names another path is an error with the nearest valid one. Every number has bounds, its own or those of its unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml
from bouwstenen.rules import load_parameters

if TYPE_CHECKING:
    from bouwstenen.rules.parameters import Parameter, ParameterSet, ParameterValue

LAW_FOLDER = Path(__file__).parents[1] / "law"
"""The parameter files of the law and the levers of the models are read as data: this room imports neither."""
MODELS_FOLDER = Path(__file__).parents[1] / "models"
CATALOGUE_FOLDER = Path(__file__).parent / "catalogue"
BOUNDS_FILE = Path(__file__).parent / "bounds.yaml"


class CatalogueEntry(StrictModel):
    """What may be set at a path: unit, bounds or choices, and what the baseline is.

    min, max: both allowed, of every number of a table. length: how many numbers a table has.
    """

    unit: str
    title: str
    kind: Literal["number", "boolean", "choice", "table"] = "number"
    min: float | None = None
    max: float | None = None
    choices: list[str] = Field(default_factory=list)
    length: int = 0
    note: str = ""


class _CatalogueFile(StrictModel):
    inputs: dict[str, CatalogueEntry] = Field(default_factory=dict)
    rules: dict[str, CatalogueEntry] = Field(default_factory=dict)


class _Stated(StrictModel):
    value: float
    unit: str = ""
    year: int = 0
    source: str = ""
    confidence: str = ""
    note: str


class _StatedDay(StrictModel):
    value: str
    note: str


class UnitBounds(StrictModel):
    """Bounds of a unit; `times`: the greatest published value so many times."""

    min: float
    max: float | None = None
    times: float | None = None


class Limits(StrictModel):
    """What is possible at all (`bounds.yaml`).

    first_day: ISO date from which a package can change anything. gdp: billion euro; no amount is above it.
    remark_share: part of it from which an amount gets a remark. scale_max: greatest factor of an input.
    """

    first_day: _StatedDay
    gdp: _Stated
    remark_share: _Stated
    scale_max: _Stated
    units: dict[str, UnitBounds]


@dataclass(frozen=True)
class Catalogue:
    """Paths of model inputs, of law parameters and of budget-rule options; parameters: the law as it is published."""

    inputs: dict[str, CatalogueEntry]
    law: dict[str, CatalogueEntry]
    rules: dict[str, CatalogueEntry]
    parameters: ParameterSet | None = None

    def law_value(self, path: str, date: str) -> ParameterValue | None:
        """The value of a parameter without the package; None when it has none on that date or is not published yet."""
        if self.parameters is None or path not in self.parameters.paths:
            return None
        dated = self.parameters.dated(self.parameters.paths[path], date)
        return None if dated is None else dated.value

    def index_end(self, path: str) -> int | None:
        """Last year of the index that an amount grows with; None when it does not grow."""
        if self.parameters is None or path not in self.parameters.paths:
            return None
        steps = self.parameters.index_path.get(self.parameters.paths[path].index, ())
        return int(steps[-1][0][:4]) if steps else None


@cache
def limits() -> Limits:
    """The limits of `bounds.yaml`."""
    return validate(Limits, load_yaml(BOUNDS_FILE))


@cache
def load_catalogue(more: tuple[Path, ...] = ()) -> Catalogue:
    """Read all catalogue files and the parameters of the law; `law.yaml` says more about those that a package moves.

    Args:
        more: files of levers of models that stand elsewhere.
    """
    inputs: dict[str, CatalogueEntry] = {}
    law: dict[str, CatalogueEntry] = {}
    rules: dict[str, CatalogueEntry] = {}
    for path in [*sorted(MODELS_FOLDER.glob("*/levers.yaml")), *sorted(CATALOGUE_FOLDER.glob("*.yaml")), *more]:
        file = validate(_CatalogueFile, load_yaml(path))
        (law if path.stem == "law" else inputs).update(file.inputs)
        rules.update(file.rules)
    parameters = load_parameters(LAW_FOLDER)
    return Catalogue(
        {path: bounded(entry) for path, entry in inputs.items()},
        {path: law_entry(law.get(path), parameters.paths.get(path)) for path in [*parameters.paths, *law]},
        {path: bounded(entry) for path, entry in rules.items()},
        parameters,
    )


def law_entry(written: CatalogueEntry | None, parameter: Parameter | None) -> CatalogueEntry:
    """What the catalogue says of a parameter, and where it says nothing what the parameter itself and its unit say."""
    if parameter is None:
        assert written is not None
        return bounded(written)
    values = [value for dated in parameter.history for value in _numbers(dated.value)]
    kind = {"bool": "boolean", "number": "number", "table": "table"}[parameter.kind]
    entry = written or CatalogueEntry(unit="ja/nee" if kind == "boolean" else parameter.unit, title=parameter.title)
    low, high = getattr(parameter, "low", None), getattr(parameter, "high", None)
    latest = parameter.history[-1].value
    return bounded(
        entry.model_copy(
            update={
                "kind": kind,
                "min": low if entry.min is None else entry.min,
                "max": high if entry.max is None else entry.max,
                "length": len(latest) if isinstance(latest, tuple) else 0,
            }
        ),
        values,
    )


def bounded(entry: CatalogueEntry, published: list[float] | None = None) -> CatalogueEntry:
    """The entry with the bounds of its unit where it has none of its own; published: values of the law."""
    unit = _unit_bounds(entry.unit)
    if entry.kind not in ("number", "table") or unit is None:
        return entry
    low, high = unit.min, unit.max
    if unit.times is not None and published and any(published):
        low, high = min(unit.min, unit.times * min(published)), unit.times * max(map(abs, published))
    return entry.model_copy(
        update={"min": low if entry.min is None else entry.min, "max": high if entry.max is None else entry.max}
    )


def _unit_bounds(unit: str) -> UnitBounds | None:
    """Bounds of a unit: under its own name, else its first word, else what stands before the first '/'."""
    units = limits().units
    first = unit.partition(" ")[0]
    return units.get(unit) or units.get(first) or units.get(first.partition("/")[0])


def _numbers(value: ParameterValue) -> list[float]:
    if isinstance(value, bool):
        return []
    return list(value) if isinstance(value, tuple) else [float(value)]
