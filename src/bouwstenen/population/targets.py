"""Targets of the population: what weights are calibrated on, and hold-outs that only test (`targets.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field

from bouwstenen.core.provenance import Confidence
from bouwstenen.core.quantiles import gini, weighted_quantiles
from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml
from bouwstenen.population.constants import BASE_YEAR
from bouwstenen.population.measures import AGE_BAND, OLDEST_BAND

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bouwstenen.facts.loader import Facts

FILE = Path(__file__).parent / "targets.yaml"
AGE_MEASURE = "age"
_INPUTS = "inputs."
Kind = Literal["total", "mean", "share", "quantile", "gini"]
Role = Literal["calibration", "holdout"]


class _Spec(StrictModel):
    name: str
    title: str
    facts: list[str] = Field(default_factory=list)
    series: str | None = None
    year: int | None = None
    row: int | None = None
    plus: list[str] = Field(default_factory=list)
    times: list[str] = Field(default_factory=list)
    over: list[str] = Field(default_factory=list)
    scale: float = 1.0
    unit: str = ""
    measure: str
    kind: Kind = "total"
    per: str = "households"
    at: float = 0.0
    role: Role
    softness: float = Field(1e-3, gt=0.0)
    tolerance: float = 0.05
    cause: str = ""


class _Deciles(StrictModel):
    name: str
    title: str
    series: str
    year: int
    times: str
    measure: str
    role: Role
    softness: float = Field(1e-3, gt=0.0)


class _Ages(StrictModel):
    title: str
    source: str
    year: int
    confidence: Confidence
    softness: float = Field(gt=0.0)
    role: Role


class _File(StrictModel):
    targets: list[_Spec]
    deciles: list[_Deciles]
    ages: _Ages


@dataclass(frozen=True)
class Target:
    """A target with its value. measure, per: names of measures; column: of the age measure; source: where from."""

    name: str
    title: str
    value: float
    unit: str
    measure: str
    kind: Kind
    role: Role
    per: str = "households"
    at: float = 0.0
    column: int = -1
    softness: float = 1e-3
    tolerance: float = 0.05
    source: str = ""
    year: str = ""
    confidence: str = ""
    cause: str = ""


@dataclass(frozen=True)
class TargetResult:
    """A target beside what the population has: `deviation` is achieved / target - 1 (a share)."""

    target: Target
    achieved: float

    @property
    def deviation(self) -> float:
        """Relative deviation from the target."""
        return self.achieved / self.target.value - 1.0


def read_targets(
    facts: Facts, counts: Mapping[str, float], positions: NDArray[np.float64], path: Path = FILE
) -> tuple[Target, ...]:
    """All targets with their values.

    Args:
        facts: the vintage.
        counts: numbers of the inputs, for `inputs.` in `times`.
        positions: persons by sex, age and position; the targets of age and sex are its sums.
        path: the file of targets.

    Raises:
        InputError: a key that is no fact, or a file that is wrong.
    """
    file = validate(_File, load_yaml(path))
    found = [_target(facts, counts, spec) for spec in file.targets]
    for table in file.deciles:
        found += _deciles(facts, table)
    return (*found, *_ages(file.ages, positions))


def achieved(
    target: Target, measures: Mapping[str, NDArray[np.float64]], ages: NDArray[np.float64], weight: NDArray[np.float64]
) -> float:
    """What a population has for a target."""
    if target.measure == AGE_MEASURE:
        return float(weight @ ages[:, target.column])
    values = measures[target.measure]
    if target.kind == "quantile":
        return float(weighted_quantiles(values, weight * measures[target.per], (target.at,))[0])
    if target.kind == "gini":
        return gini(values, weight)
    total = float(weight @ values)
    return total if target.kind == "total" else total / float(weight @ measures[target.per])


def calibration_table(
    targets: Sequence[Target],
    measures: Mapping[str, NDArray[np.float64]],
    ages: NDArray[np.float64],
    weight: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Measures and targets in the form of `calibrate`: a miss of 1% is 0.01 of the number of households.

    Args:
        targets: only those of the calibration.
        measures: from `measure`.
        ages: from `by_age_and_sex`.
        weight: design weights.

    Returns:
        (households, targets) and (targets,). Totals aim at the number of households; means, shares and quantiles,
        made linear, at zero.
    """
    total = weight.sum()
    table = np.empty((len(weight), len(targets)))
    aims = np.zeros(len(targets))
    for place, target in enumerate(targets):
        if target.kind == "total":
            values = ages[:, target.column] if target.measure == AGE_MEASURE else measures[target.measure]
            table[:, place] = values * (total / target.value)
            aims[place] = total
        elif target.kind == "quantile":
            below = measures[target.measure] < target.value
            per = measures[target.per]
            table[:, place] = (
                (below - target.at) * per * (total / (weight * per).sum() / min(target.at, 1.0 - target.at))
            )
        else:
            per = measures[target.per]
            table[:, place] = (measures[target.measure] / target.value - per) * (total / (weight * per).sum())
    return table, aims


def _target(facts: Facts, counts: Mapping[str, float], spec: _Spec) -> Target:
    value = sum(facts.value(key) for key in spec.facts)
    if spec.series is not None:
        value += _at(facts, spec.series, spec.row or spec.year or BASE_YEAR)
    for key in spec.over:
        value /= facts.value(key)
    for key in spec.times:
        value *= counts[key.removeprefix(_INPUTS)] if key.startswith(_INPUTS) else facts.value(key)
    value = spec.scale * (value + sum(facts.value(key) for key in spec.plus))
    first = facts.figure(spec.facts[0]) if spec.facts else None
    row = facts.series(spec.series) if spec.series else None
    origin = first.source if first is not None else row.source if row is not None else None
    return Target(
        name=spec.name,
        title=spec.title,
        value=value,
        unit=spec.unit,
        measure=spec.measure,
        kind=spec.kind,
        role=spec.role,
        per=spec.per,
        at=spec.at,
        softness=spec.softness,
        tolerance=spec.tolerance,
        source="" if origin is None else f"{origin.publisher}, {origin.document}",
        year=str((first.year if first is not None else spec.year) or ""),
        confidence=first.confidence if first is not None else row.confidence if row is not None else "",
        cause=spec.cause,
    )


def _at(facts: Facts, key: str, year: int) -> float:
    """A series in a year, on a straight line between the years that are known."""
    known = facts.series(key).known()
    return float(np.interp(year, list(known), list(known.values())))


def _deciles(facts: Facts, table: _Deciles) -> list[Target]:
    series, growth = facts.series(table.series), facts.value(table.times)
    return [
        Target(
            name=f"{table.name}_{percentile}",
            title=f"{table.title}, grens van {percentile} procent",
            value=value * growth,
            unit="EUR",
            measure=table.measure,
            kind="quantile",
            role=table.role,
            at=percentile / 100.0,
            softness=table.softness,
            source=f"{series.source.publisher}, {series.source.document}",
            year=str(table.year),
            confidence=series.confidence,
        )
        for percentile, value in series.known().items()
    ]


def _ages(spec: _Ages, positions: NDArray[np.float64]) -> list[Target]:
    people = positions.sum(axis=2)
    bands = OLDEST_BAND // AGE_BAND + 1
    found: list[Target] = []
    for sex, word in enumerate(("mannen", "vrouwen")):
        for band in range(bands):
            first = band * AGE_BAND
            last = people.shape[1] if band == bands - 1 else first + AGE_BAND
            words = f"{first} jaar en ouder" if band == bands - 1 else f"{first} tot {last} jaar"
            found.append(
                Target(
                    name=f"inwoners_{word}_{first}",
                    title=f"{spec.title}, {word} van {words}",
                    value=float(people[sex, first:last].sum()),
                    unit="personen",
                    measure=AGE_MEASURE,
                    kind="total",
                    role=spec.role,
                    column=sex * bands + band,
                    softness=spec.softness,
                    source=spec.source,
                    year=str(spec.year),
                    confidence=spec.confidence,
                )
            )
    return found
