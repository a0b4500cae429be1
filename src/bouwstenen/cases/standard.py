"""The standard households: shipped cases, and what they keep in 2024, 2025 and 2026."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bouwstenen.cases.case import read_case
from bouwstenen.cases.compute import compute
from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.core.provenance import Confidence, Source
from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import YamlFile, load_yaml

YEARS = (2024, 2025, 2026)
BASE_YEAR = 2026
SCALED = ("loon", "winst", "pensioen", "uitkering")


class _Scale(StrictModel):
    source: Source
    confidence: Confidence
    note: str
    modaal: dict[int, float]


class _Entry(StrictModel):
    id: str
    title: str
    case: dict[str, Any]


class _File(StrictModel):
    scale: _Scale
    households: list[_Entry]


@dataclass(frozen=True)
class StandardHousehold:
    """Disposable income of one standard household by year, EUR, in prices of the year."""

    id: str
    title: str
    disposable: dict[int, float]


@cache
def _file() -> _File:
    return validate(_File, load_yaml(Path(__file__).parent / "data" / "standard.yaml"))


def scale_note() -> str:
    """How the incomes of other years were made, and how far that may be trusted."""
    scale = _file().scale
    return f"Lonen geschaald met {scale.source} (zekerheid {scale.confidence}). {scale.note}"


def standard_cases(year: int = BASE_YEAR) -> dict[str, dict[str, Any]]:
    """The cases by id, as a user could write them, on 1 January of a year with its incomes."""
    path = _file().scale.modaal
    factor = path[year] / path[BASE_YEAR]
    cases: dict[str, dict[str, Any]] = {}
    for entry in _file().households:
        case = copy.deepcopy(entry.case)
        case["datum"] = f"{year}-01-01"
        for person in case["personen"]:
            for name in SCALED:
                if name in person:
                    person[name] = round(person[name] * factor, 2)
        cases[entry.id] = case
    return cases


def case_text(name: str) -> str:
    """A standard household as YAML that `bouwstenen huishouden` reads. Raises InputError with the nearest name."""
    cases = standard_cases()
    if name not in cases:
        mend = f"Kies uit: {', '.join(cases)}."
        problem = f"het standaardhuishouden '{shown(name)}' bestaat niet."
        raise InputError(problem, mend=mend, where=Where("--geval"), nearest=nearest_key(name, cases))
    return yaml.safe_dump(cases[name], sort_keys=False, allow_unicode=True)


def standard_households() -> list[StandardHousehold]:
    """Compute all standard households in all years."""
    found: list[StandardHousehold] = []
    by_year = {year: standard_cases(year) for year in YEARS}
    for entry in _file().households:
        amounts = {
            year: float(
                compute(read_case(YamlFile(entry.id, by_year[year][entry.id]))).of_household("besteedbaar_inkomen")
            )
            for year in YEARS
        }
        found.append(StandardHousehold(entry.id, entry.title, amounts))
    return found
