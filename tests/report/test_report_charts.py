"""Geometry of the charts: what is drawn stands where its value says."""

import re

import pytest

from bouwstenen.report.charts import WIDTH, Band, Bar, Chart, Line, Segment, bar_chart, line_chart, nice_ticks
from bouwstenen.report.tables import Table, text

TABLE = Table("Proef", "%", (text("jaar"),), ())


def lines(*given: Line, bands: tuple[Band, ...] = ()) -> Chart | None:
    return line_chart(title="t", unit="%", description="d", table=TABLE, lines=given, bands=bands)


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"([-\d.]+) ([-\d.]+)", path)]


@pytest.mark.parametrize(
    ("low", "high"), [(0, 1), (-12.3, 0), (-0.02, 0.013), (0, 493), (-5, 5), (0, 0), (47.8, 214.9)]
)
def test_ticks_hold_all_values_and_are_few(low: float, high: float) -> None:
    ticks = nice_ticks(low, high)
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 2 <= len(ticks) <= 8
    assert ticks == sorted(set(ticks))


def test_line_runs_from_edge_to_edge_at_the_height_of_its_values() -> None:
    chart = lines(Line("a", "base", {2030: 0.0, 2040: 100.0, 2050: 50.0}))
    assert chart is not None
    (x0, y0), (x1, y1), (x2, y2) = points(chart.lines[0].path)
    left, top, right, bottom = chart.plot
    assert (x0, x1, x2) == (left, (left + right) / 2, right)
    assert (y0, y1, y2) == (bottom, top, (top + bottom) / 2)
    assert [mark.label for mark in chart.x_marks] == ["2030", "2040", "2050"]


def test_negative_values_lie_below_the_zero_line() -> None:
    chart = lines(Line("a", "base", {2030: 2.0, 2040: -4.0}))
    assert chart is not None
    (_, above), (_, below) = points(chart.lines[0].path)
    assert above < chart.zero < below


def test_band_is_closed_and_goes_there_and_back() -> None:
    chart = lines(
        Line("a", "base", {2030: 1.0, 2040: 1.0}), bands=(Band("b", "wide", {2030: (0.0, 2.0), 2040: (0.5, 2.0)}),)
    )
    assert chart is not None
    assert chart.areas[0].path.endswith("Z")
    assert len(points(chart.areas[0].path)) == 4
    assert [style for _, style in chart.legend] == ["base", "wide"]


def test_nothing_to_draw_gives_no_chart() -> None:
    assert lines() is None
    assert lines(Line("a", "base", {2030: 1.0})) is None
    bar = Bar("a", "0", (Segment("x", 0.0),))
    assert bar_chart(title="t", unit="", description="", table=TABLE, bars=[bar], legend=[]) is None


def test_bars_are_as_long_as_their_values_and_leave_zero_in_their_direction() -> None:
    bars = [Bar("a", "-30", (Segment("worse", -30.0),)), Bar("b", "10", (Segment("better", 10.0),))]
    legend = [("slechter", "worse"), ("beter", "better"), ("ongebruikt", "other")]
    chart = bar_chart(title="t", unit="", description="", table=TABLE, bars=bars, legend=legend)
    assert chart is not None
    worse, better = chart.boxes
    assert worse.width == pytest.approx(3 * better.width)
    assert worse.x + worse.width == pytest.approx(better.x) == pytest.approx(chart.zero)
    assert better.x + better.width <= WIDTH
    assert worse.x >= 0
    assert better.y > worse.y
    assert chart.legend == (("slechter", "worse"), ("beter", "better"))


def test_segments_stack_without_gap() -> None:
    bar = Bar("a", "3", (Segment("x", 1.0), Segment("y", 2.0), Segment("z", 0.0)))
    chart = bar_chart(title="t", unit="", description="", table=TABLE, bars=[bar], legend=[])
    assert chart is not None
    first, second = chart.boxes
    assert second.x == pytest.approx(first.x + first.width)
    assert second.width == pytest.approx(2 * first.width)
