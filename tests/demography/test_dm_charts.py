"""The lines of the population are those of the side that they name."""

from __future__ import annotations

import pytest
from dm_helpers import change, run, table

from bouwstenen.models.demography import MODEL
from bouwstenen.models.demography.section import sections
from bouwstenen.views import RunView, load_words


def test_the_lines_without_and_with_the_package_are_those_of_their_side() -> None:
    result = run(change("eu_labour_immigration", -10_000.0, 2027, 2030, "add"))
    tables = {f"demography.{name}": found for name, found in MODEL.tables(result).items()}
    (section,) = sections(RunView(table(result), tables, {}, {"reading": "central"}), load_words())
    chart = next(c for part in section.parts for c in part.charts if c.key == "population")
    values = [value for layer in chart.spec["layer"] for value in layer["data"]["values"]]
    line = {(v["label"], v["year"]): v["value"] for v in values if "label" in v and "year" in v}
    t = result.years.tolist().index(2040)
    for label, side in (("zonder pakket", result.baseline), ("met pakket", result.package)):
        assert line[label, 2040] == pytest.approx(side.population[t].sum() / 1e6, rel=1e-6), label
    assert line["met pakket", 2040] < line["zonder pakket", 2040]
