"""Geometry of the charts of a spread: what is drawn stands where its value says."""

import re

import pytest

from bouwstenen.report.charts import WIDTH
from bouwstenen.report.spread_charts import Cloud, Spread, cloud_chart, spread_chart
from bouwstenen.report.tables import Table, text

TABLE = Table("Proef", "%", (text("groep"),), ())


def test_a_spread_is_drawn_from_quantile_to_quantile() -> None:
    spreads = [Spread("a", "0", (-10.0, -5.0, 0.0, 5.0, 10.0)), Spread("b", "0", (0.0, 0.0, 0.0, 0.0, 0.0))]
    chart = spread_chart(title="t", unit="%", description="d", table=TABLE, spreads=spreads)
    assert chart is not None
    outer, inner = chart.areas[0].path, chart.areas[1].path
    corners = re.compile(r"M([\d.]+) [\d.]+H([\d.]+)")
    assert [float(v) for v in corners.match(outer).groups()] == [1.0, WIDTH - 1.0]  # type: ignore[union-attr]
    quarter = (WIDTH - 2.0) / 4
    assert [float(v) for v in corners.match(inner).groups()] == pytest.approx(  # type: ignore[union-attr]
        [1.0 + quarter, 1.0 + 3 * quarter], abs=0.06
    )
    assert chart.zero == WIDTH / 2
    assert [label.text for label in chart.labels] == ["a", "b"]


def test_no_difference_draws_nothing() -> None:
    spreads = [Spread("a", "0", (0.0, 0.0, 0.0, 0.0, 0.0))]
    assert spread_chart(title="t", unit="%", description="d", table=TABLE, spreads=spreads) is None
    assert spread_chart(title="t", unit="%", description="d", table=TABLE, spreads=[]) is None


def test_points_stand_at_their_values_and_stay_inside_the_plot() -> None:
    clouds = [Cloud("werk", "work", [(0.0, 0.0), (100.0, 4.0), (1e9, -1e9)]), Cloud("leeg", "none", [])]
    chart = cloud_chart(
        title="t", unit="%", description="d", table=TABLE, clouds=clouds, x_range=(0.0, 100.0), y_range=(-4.0, 4.0)
    )
    assert chart is not None
    left, top, right, bottom = chart.plot
    found = [(float(x), float(y)) for x, y in re.findall(r"M([\d.]+) ([\d.]+)h", chart.lines[0].path)]
    assert found == [(left, chart.zero), (right, top), (right, bottom)]
    assert chart.legend == (("werk", "dots work"),)


def test_without_points_there_is_no_cloud() -> None:
    empty = cloud_chart(
        title="t", unit="%", description="d", table=TABLE, clouds=[], x_range=(0.0, 1.0), y_range=(0.0, 1.0)
    )
    assert empty is None
