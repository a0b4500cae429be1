"""What people see of the asylum chain: made from rows and tables, with words that turn when the numbers turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asylum_helpers import baseline, facts, lever, package, table

from bouwstenen.levers import Overlay
from bouwstenen.models.asylum import MODEL, Options, project
from bouwstenen.models.asylum.section import difference, message, saved, sections
from bouwstenen.views import RunView, load_words
from bouwstenen.views.run_view import Value

if TYPE_CHECKING:
    from bouwstenen.models.asylum import AsylumResult
    from bouwstenen.views import Part, Section


def section(result: AsylumResult, *others: AsylumResult) -> Section:
    """The section of a result, as of a run that holds only this model."""
    tables = {f"asylum.{name}": found for name, found in MODEL.tables(result).items()}
    options = {f"asylum.{k}": v for k, v in result.options.model_dump(mode="json").items()}
    view = RunView(table(result, *others), tables, {}, {"reading": "central", **options})
    (found,) = sections(view, load_words())
    return found


def part(found: Section, key: str) -> Part:
    """A part of a section."""
    return next(one for one in found.parts if one.key == key)


def test_the_message_turns_with_the_package() -> None:
    fewer = section(project(facts(), package(lever("alternative_housing_places", 4_000))))
    more = section(project(facts(), package(lever("applications", 60_000))))
    assert "minder dan zonder het pakket" in fewer.message
    assert "meer dan zonder het pakket" in more.message
    assert "verandert niet" in section(baseline()).message
    assert fewer.question == "who"


def test_the_message_gives_the_side_with_the_package() -> None:
    said = message(2030, Value(68_800.0, 60_010.0, -8_790.0, None, None))
    assert said == "In 2030 zitten er met het pakket 60.000 mensen in de opvang: 8.800 minder dan zonder het pakket."
    assert difference(-40.0) is None
    assert difference(8_790.0) == "8.800 meer"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (0.6, "0,6 miljard euro duurder"),
        (-0.6, "0,6 miljard euro goedkoper"),
        (0.01, "ongeveer even duur"),
        (None, "ongeveer even duur"),
    ],
)
def test_costs_turn_with_their_sign(change: float | None, words: str) -> None:
    assert saved(change) == words


def test_facts_are_those_of_the_year_of_the_message() -> None:
    result = project(facts(), package(lever("regular_places", 60_000)))
    found = section(result)
    said = [f"{fact.figure} {fact.meaning}" for fact in found.facts]
    # 10,000 more places of which 91% can be occupied.
    assert said[0] == "9.100 minder mensen in noodopvang in 2030 dan zonder het pakket"
    cost = (result.package.costs.total - result.baseline.costs.total)[5]
    assert cost < -0.05
    assert "goedkoper" in said[-1]
    assert "prijzen van 2025" in said[-1]
    fewer_places = section(project(facts(), package(lever("regular_places", 40_000))))
    assert "meer" in fewer_places.facts[0].figure
    assert "duurder" in fewer_places.facts[-1].figure


def test_tables_have_both_sides_in_order() -> None:
    found = section(project(facts(), package(lever("regular_places", 60_000))))
    reception = part(found, "reception").tables[0]
    assert [column.label for column in reception.columns[1:]] == ["2026", "2027", "2028", "2030", "2035"]
    row = next(line for line in reception.rows if line.cells[0] == "Mensen in noodopvang")
    before, after = (float(side.replace(",", ".")) for side in row.cells[4].split(" → "))
    assert before - after == pytest.approx(9.1, abs=0.11)
    assert "→" not in row.cells[1]


def test_costs_are_drawn_with_their_sign() -> None:
    found = section(project(facts(), package(lever("municipal_work_guidance", value=True))))
    (chart,) = part(found, "money").charts
    assert chart.description == f"Alles samen is de keten in 2030 {saved(0.13)} met het pakket."
    assert chart.table.rows[-1].kind == "total"
    assert chart.unit == "mld euro per jaar, prijzen van 2025"
    assert part(section(baseline()), "money").charts == ()


def test_readings_make_the_band() -> None:
    one, two = (project(facts(), package(lever("alternative_housing_places", n))) for n in (2_000, 8_000))
    with_band, without = section(one, baseline(), two), section(one)
    assert "lezing van vage tekst" in str(part(with_band, "reception").charts[0].spec)
    assert "lezing van vage tekst" not in str(part(without, "reception").charts[0].spec)


def test_provinces_add_up_to_the_country() -> None:
    places = part(section(baseline()), "municipalities").folded[0]
    assert sum(line.values[1] or 0.0 for line in places.rows) == pytest.approx(96_000)
    assert sum(line.values[2] or 0.0 for line in places.rows) == pytest.approx(88_000)
    assert len(places.rows) == 12
    official = [int(line.cells[3].split()[0]) for line in places.rows]
    assert sum(official) == 16


def test_waits_and_another_inflow_are_told() -> None:
    found = section(project(facts(), Overlay(), options=Options(waits=True, inflow="high")))
    waits = part(found, "waits").tables[0]
    assert [line.cells[0] for line in waits.rows] == ["aanvraag tot beslissing", "vergunning tot woning"]
    fast, _, slow = waits.rows[0].values[1:4]
    assert fast is not None
    assert slow is not None
    assert fast < slow
    assert any("bovengrens" in limit for limit in found.limits)
    low = section(project(facts(), Overlay(), options=Options(inflow="low")))
    assert any("ondergrens" in limit for limit in low.limits)
    assert "waits" not in {one.key for one in section(baseline()).parts}


def test_without_rows_there_is_no_section() -> None:
    view = RunView(table(baseline()).clear(), {}, {}, {"reading": "central"})
    assert list(sections(view, load_words())) == []
