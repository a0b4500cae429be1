"""The targets beside what a population has: for the report and for `docs/models/population.md`.

`python -m bouwstenen.population.report` builds the default population and writes the table into that document.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.population.build import measured, synthetic_population
from bouwstenen.population.measures import by_age_and_sex
from bouwstenen.population.targets import AGE_MEASURE, TargetResult, achieved

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from bouwstenen.population.inputs import PopulationInputs
    from bouwstenen.population.sample import Sample

DOCUMENT = Path(__file__).parents[3] / "docs" / "models" / "population.md"
HOUSEHOLDS = 200_000
SEED = 2026
_START, _END = "<!-- doelen: begin -->", "<!-- doelen: einde -->"
_ROLES = {"calibration": "ijking", "holdout": "toets"}


def report(inputs: PopulationInputs, samples: Iterable[Sample]) -> list[TargetResult]:
    """Every target with what the samples together have.

    Args:
        inputs: that the samples were built from.
        samples: chunks of a population; used one by one, so an iterator will do.
    """
    names = {t.measure for t in inputs.targets if t.measure != AGE_MEASURE} | {t.per for t in inputs.targets}
    parts: list[Mapping[str, NDArray[np.float64]]] = []
    ages: list[NDArray[np.float64]] = []
    weights: list[NDArray[np.float64]] = []
    for sample in samples:
        found = measured(inputs, sample)
        parts.append({name: found[name] for name in names})
        ages.append(by_age_and_sex(sample))
        weights.append(sample.weight)
    measures = {name: np.concatenate([part[name] for part in parts]) for name in names}
    persons, weight = np.concatenate(ages), np.concatenate(weights)
    return [TargetResult(target, achieved(target, measures, persons, weight)) for target in inputs.targets]


def as_markdown(results: Iterable[TargetResult]) -> str:
    """A table in Dutch: target, year and source, value, achieved, deviation, role, and the cause of a large gap."""
    lines = [
        "| doel | cijfer van | bron | z | doel 2026 | bevolking | afwijking | rol | oorzaak |",
        "|---|---|---|---|--:|--:|--:|---|---|",
    ]
    for result in results:
        target = result.target
        cause = target.cause if abs(result.deviation) > target.tolerance else ""
        title = f"{target.title} ({target.unit})" if target.unit and target.unit != "personen" else target.title
        numbers = f"{_number(target.value)} | {_number(result.achieved)} | {100.0 * result.deviation:+.1f}%"
        where = f"{target.year} | {target.source} | {target.confidence}"
        lines.append(f"| {title} | {where} | {numbers.replace('.', ',')} | {_ROLES[target.role]} | {cause} |")
    return "\n".join(lines)


def write_document(results: Iterable[TargetResult], path: Path = DOCUMENT) -> None:
    """Put the table between the marks in the document."""
    text = path.read_text(encoding="utf-8")
    before, rest = text.split(_START)
    after = rest.split(_END)[1]
    path.write_text(f"{before}{_START}\n{as_markdown(results)}\n{_END}{after}", encoding="utf-8")


def _number(value: float) -> str:
    """A number with three or four digits that matter, thousands apart."""
    if abs(value) >= 1000.0:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.3f}" if abs(value) < 10.0 else f"{value:.1f}"


def main() -> None:
    """Build the default population and write its table of targets into the document."""
    from bouwstenen.facts.loader import load_facts
    from bouwstenen.population.inputs import population_inputs

    inputs = population_inputs(load_facts())
    write_document(report(inputs, synthetic_population(inputs, HOUSEHOLDS, SEED)))
    sys.stdout.write(f"{DOCUMENT}\n")


if __name__ == "__main__":
    main()
