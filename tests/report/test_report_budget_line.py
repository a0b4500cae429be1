"""The budget line of a household: what is left, and where it falls."""

from pathlib import Path

import pytest

from bouwstenen.cases.budget_line import Point
from bouwstenen.report.budget_line import budget_line_section, render_budget_line, write_budget_line

_SCHEMES = ("zorgtoeslag", "huurtoeslag", "kindgebonden_budget")


def points(*incomes: float) -> list[Point]:
    """Steps of 500 euro; pressure is the part of a step that does not stay."""
    found: list[Point] = []
    for place, income in enumerate(incomes):
        pressure = None if not place else 1.0 - (income - incomes[place - 1]) / 500.0
        falls = bool(place) and income < incomes[place - 1]
        amounts = {"besteedbaar_inkomen": income, **dict.fromkeys(_SCHEMES, 0.0)}
        found.append(Point(at=500.0 * place, amounts=amounts, pressure=pressure, cliff=falls))
    return found


@pytest.mark.parametrize(
    ("incomes", "said"),
    [
        ((10_000.0, 10_300.0, 10_400.0), "daalt op geen enkele plaats als loon stijgt."),
        ((10_000.0, 9_000.0, 9_500.0), "daalt op 1 plaats als loon stijgt."),
        ((10_000.0, 9_000.0, 8_500.0), "daalt op 2 plaatsen als loon stijgt."),
    ],
)
def test_the_message_counts_the_falls(incomes: tuple[float, ...], said: str) -> None:
    section = budget_line_section(points(*incomes), "loon", "2026-01-01")
    assert section.message.endswith(said)
    assert len(section.parts) == (1 if "geen enkele" in said else 2)


def test_a_fall_is_told_with_its_size() -> None:
    section = budget_line_section(points(10_000.0, 8_750.0, 9_000.0), "loon", "2026-01-01")
    (row,) = section.parts[1].tables[0].rows
    assert row.cells == ("van 0 naar 500", "1.250")


def test_charts_show_income_in_thousands_and_pressure_in_percents_cut_at_the_edge() -> None:
    income, pressure = budget_line_section(points(10_000.0, 8_750.0, 9_000.0), "loon", "2026-01-01").parts[0].charts
    assert [v["value"] for v in income.spec["layer"][-1]["data"]["values"]] == [10.0, 8.75, 9.0]
    # The first step loses 350%, which is cut at 150; the second keeps 250 of 500 euro.
    assert [v["value"] for v in pressure.spec["layer"][-1]["data"]["values"]] == [150.0, 50.0]


def test_page_and_table_are_written(tmp_path: Path) -> None:
    found = points(10_000.0, 8_750.0, 9_000.0)
    write_budget_line(found, "loon", "ik", "2026-01-01", tmp_path)
    page = (tmp_path / "verloop.html").read_text(encoding="utf-8")
    assert page == render_budget_line(found, "loon", "ik", "2026-01-01")
    lines = (tmp_path / "verloop.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("loon,marginale_druk,val,besteedbaar_inkomen")
    assert lines[2].startswith("500.00,3.5000,1,8750.00")
    assert "Wat overblijft als loon van ik stijgt" in page
