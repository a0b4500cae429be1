"""What the charts of the asylum chain draw is what their names say: without and with, dearer and cheaper, round one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from asylum_helpers import baseline, facts, lever, package, table

from bouwstenen.models.asylum import MODEL, project
from bouwstenen.models.asylum.rows import yearly
from bouwstenen.models.asylum.section import sections
from bouwstenen.views import RunView, load_words

if TYPE_CHECKING:
    from bouwstenen.models.asylum import AsylumResult
    from bouwstenen.views import Chart, Part


def parts(result: AsylumResult) -> dict[str, Part]:
    """The parts of the section of a result, by key."""
    tables = {f"asylum.{name}": found for name, found in MODEL.tables(result).items()}
    view = RunView(table(result), tables, {}, {"reading": "central"})
    (section,) = sections(view, load_words())
    return {part.key: part for part in section.parts}


def drawn(chart: Chart) -> list[dict[str, Any]]:
    """Everything that a chart draws."""
    return [value for layer in chart.spec["layer"] for value in layer["data"]["values"]]


def test_the_lines_without_and_with_the_package_are_those_of_their_side() -> None:
    result = project(facts(), package(lever("applications", 60_000)))
    chart = next(c for c in parts(result)["reception"].charts if c.key == "reception")
    line = {(v["label"], v["year"]): v["value"] for v in drawn(chart) if "label" in v and "year" in v}
    sides = {"zonder pakket": result.baseline, "met pakket": result.package}
    for label, run in sides.items():
        need = yearly(run, facts().number("persons_per_home"))["reception_need"][5]
        assert line[label, 2030] == pytest.approx(need / 1e3, rel=1e-4), label
    assert line["met pakket", 2030] > line["zonder pakket", 2030]


@pytest.mark.parametrize(("places", "word"), [(60_000, "goedkoper"), (40_000, "duurder")])
def test_a_bar_has_the_colour_of_its_direction(places: int, word: str) -> None:
    """More regular places save emergency reception; fewer cost more of it."""
    chart = next(c for c in parts(project(facts(), package(lever("regular_places", places))))["money"].charts)
    bars = [(v["part"], v["to"]) for v in drawn(chart) if "part" in v]
    assert bars
    assert all((part == "duurder") == (end > 0) for part, end in bars)
    assert (word, True) in {(part, abs(end) > 0.05) for part, end in bars}


def test_written_places_are_those_of_their_own_round() -> None:
    """The cells say what the values say: 96,000 places in the first round and 88,000 in the second."""
    rows = parts(baseline())["municipalities"].folded[0].rows
    for column, total in ((1, 96_000), (2, 88_000)):
        written = sum(int(row.cells[column].replace(".", "")) for row in rows)
        assert written == pytest.approx(total, abs=len(rows))
