"""Charts of a spread: how groups of households differ, and every household of a draw as a point.

They draw with the shapes of `charts.py`, so that one template serves all charts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.core.numbers import exact
from bouwstenen.report.charts import WIDTH, Chart, Label, Mark, Shape, nice_ticks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bouwstenen.report.tables import Table

_LEFT, _RIGHT, _TOP, _BOTTOM = 38.0, 10.0, 8.0, 22.0
_ROW, _TEXT = 36.0, 16.0
_OUTER, _INNER = (21.0, 25.0), (18.0, 28.0)
_CLOUD_HEIGHT = 260.0


@dataclass(frozen=True)
class Spread:
    """One group: its quantiles in ascending order (5, 25, 50, 75, 95%) and its number as text."""

    label: str
    shown: str
    quantiles: tuple[float, float, float, float, float]


@dataclass(frozen=True)
class Cloud:
    """Points (x, y) of one kind; `style` is a class of the style sheet and the legend."""

    label: str
    style: str
    points: Sequence[tuple[float, float]]


def spread_chart(*, title: str, unit: str, description: str, table: Table, spreads: Sequence[Spread]) -> Chart | None:
    """One row a group: light from 5 to 95%, dark from 25 to 75%, a line at the median. None when nothing differs."""
    values = [value for spread in spreads for value in spread.quantiles]
    if not values or max(values) - min(values) <= 0:
        return None
    ticks = nice_ticks(min(0.0, *values), max(0.0, *values))
    scale = (WIDTH - 2.0) / (ticks[-1] - ticks[0])

    def x(value: float) -> float:
        return 1.0 + (value - ticks[0]) * scale

    def block(low: float, high: float, rows: tuple[float, float], top: float) -> str:
        left, right = x(low), max(x(high), x(low) + 0.5)
        return f"M{left:.1f} {top + rows[0]:.1f}H{right:.1f}V{top + rows[1]:.1f}H{left:.1f}Z"

    areas: list[Shape] = []
    medians: list[Shape] = []
    labels: list[Label] = []
    for number, spread in enumerate(spreads):
        top = number * _ROW
        low, first, median, third, high = spread.quantiles
        areas += [Shape(block(low, high, _OUTER, top), "wide"), Shape(block(first, third, _INNER, top), "narrow")]
        medians.append(Shape(f"M{x(median):.1f} {top + _INNER[0] - 2:.1f}v14", "line median"))
        labels.append(Label(top + _TEXT - 4, spread.label, spread.shown))
    bottom = len(spreads) * _ROW
    return Chart(
        title=title,
        unit=unit,
        description=description,
        table=table,
        width=WIDTH,
        height=bottom + _BOTTOM,
        legend=(("5% tot 95%", "wide"), ("25% tot 75%", "narrow")),
        areas=(*areas, *medians),
        x_marks=tuple(Mark(x(tick), exact(tick)) for tick in ticks),
        labels=tuple(labels),
        zero=x(0.0),
        plot=(0.0, 0.0, WIDTH, bottom),
    )


def cloud_chart(
    *,
    title: str,
    unit: str,
    description: str,
    table: Table,
    clouds: Sequence[Cloud],
    x_range: tuple[float, float],
    y_range: tuple[float, float],
) -> Chart | None:
    """Points over a horizontal and a vertical axis. Points outside the ranges are drawn at the edge.

    x_range, y_range: lowest and highest value that is drawn, widened to round numbers. None when there is no point.
    """
    if not any(cloud.points for cloud in clouds):
        return None
    across, up = nice_ticks(*x_range), nice_ticks(*y_range)
    left, top, right, bottom = _LEFT, _TOP, WIDTH - _RIGHT, _CLOUD_HEIGHT - _BOTTOM

    def x(value: float) -> float:
        share = (value - across[0]) / (across[-1] - across[0])
        return left + min(1.0, max(0.0, share)) * (right - left)

    def y(value: float) -> float:
        share = (value - up[0]) / (up[-1] - up[0])
        return bottom - min(1.0, max(0.0, share)) * (bottom - top)

    def dots(points: Sequence[tuple[float, float]]) -> str:
        return "".join(f"M{x(across_value):.1f} {y(value):.1f}h.01" for across_value, value in points)

    return Chart(
        title=title,
        unit=unit,
        description=description,
        table=table,
        width=WIDTH,
        height=_CLOUD_HEIGHT,
        legend=tuple((cloud.label, f"dots {cloud.style}") for cloud in clouds if cloud.points),
        lines=tuple(Shape(dots(cloud.points), f"dots {cloud.style}") for cloud in clouds if cloud.points),
        y_marks=tuple(Mark(y(tick), exact(tick)) for tick in up),
        x_marks=tuple(Mark(x(tick), exact(tick)) for tick in across),
        zero=y(0.0),
        plot=(left, top, right, bottom),
    )
