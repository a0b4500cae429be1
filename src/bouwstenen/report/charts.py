"""Charts as plain SVG geometry; the template writes them out.

Drawn for a phone (380 units wide) so that the text stays readable there; two stand side by side on a wide screen.
Colour never stands alone: lines differ in dashes too, and bars carry their number.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bouwstenen.core.numbers import exact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bouwstenen.report.tables import Table

WIDTH = 380.0
_HEIGHT = 230.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 38.0, 10.0, 8.0, 22.0
_BAR_ROW, _BAR_HEIGHT, _BAR_TEXT = 36.0, 14.0, 16.0
_TICK_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Line:
    """A line through (year, value) points; `style` is a class of the style sheet and its legend."""

    label: str
    style: str
    points: Mapping[int, float]


@dataclass(frozen=True)
class Band:
    """An area between low and high by year."""

    label: str
    style: str
    points: Mapping[int, tuple[float, float]]


@dataclass(frozen=True)
class Segment:
    """A part of a bar."""

    style: str
    value: float


@dataclass(frozen=True)
class Bar:
    """A bar of segments, stacked away from zero in the direction of their sign; `shown` is its number as text."""

    label: str
    shown: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Mark:
    """A place on an axis with its label."""

    at: float
    label: str


@dataclass(frozen=True)
class Shape:
    """A drawn line or area: SVG path and class."""

    path: str
    style: str


@dataclass(frozen=True)
class Box:
    """A drawn piece of a bar."""

    x: float
    y: float
    width: float
    height: float
    style: str


@dataclass(frozen=True)
class Label:
    """A bar's label on the left and number on the right, at height y."""

    y: float
    text: str
    shown: str


@dataclass(frozen=True)
class Chart:
    """A chart ready to draw, with the words that replace it and the table of the same rows.

    legend: (label, style) pairs. zero: where zero lies. open: the table is shown without being asked for.
    """

    title: str
    unit: str
    description: str
    table: Table
    width: float
    height: float
    legend: tuple[tuple[str, str], ...]
    areas: tuple[Shape, ...] = ()
    lines: tuple[Shape, ...] = ()
    y_marks: tuple[Mark, ...] = ()
    x_marks: tuple[Mark, ...] = ()
    boxes: tuple[Box, ...] = ()
    labels: tuple[Label, ...] = ()
    zero: float = 0.0
    open: bool = False
    plot: tuple[float, float, float, float] = field(default=(_LEFT, _TOP, WIDTH - _RIGHT, _HEIGHT - _BOTTOM))


def line_chart(
    *,
    title: str,
    unit: str,
    description: str,
    table: Table,
    lines: Sequence[Line],
    bands: Sequence[Band] = (),
    x_ticks: Mapping[int, str] | None = None,
) -> Chart | None:
    """Lines and bands over the years, the last line on top; the value axis always holds zero.

    x_ticks: marks of the horizontal axis with their labels, when it does not hold years.
    None when there is nothing to draw.
    """
    values = [v for line in lines for v in line.points.values()]
    values += [v for band in bands for pair in band.points.values() for v in pair]
    years = sorted({year for shape in (*lines, *bands) for year in shape.points})
    if len(years) < 2:
        return None
    ticks = nice_ticks(min(0.0, *values), max(0.0, *values))
    left, top, right, bottom = _LEFT, _TOP, WIDTH - _RIGHT, _HEIGHT - _BOTTOM

    def x(year: int) -> float:
        return left + (year - years[0]) / (years[-1] - years[0]) * (right - left)

    def y(value: float) -> float:
        return bottom - (value - ticks[0]) / (ticks[-1] - ticks[0]) * (bottom - top)

    def path(points: Sequence[tuple[int, float]]) -> str:
        return "M" + "L".join(f"{x(year):.1f} {y(value):.1f}" for year, value in points)

    decades = {year: str(year) for year in years if year % 10 == 0}
    areas: list[Shape] = []
    for band in bands:
        there = [(year, low) for year, (low, _) in sorted(band.points.items())]
        back = [(year, high) for year, (_, high) in sorted(band.points.items(), reverse=True)]
        areas.append(Shape(path([*there, *back]) + "Z", band.style))
    return Chart(
        title=title,
        unit=unit,
        description=description,
        table=table,
        width=WIDTH,
        height=_HEIGHT,
        legend=tuple((shape.label, shape.style) for shape in (*lines, *bands)),
        areas=tuple(areas),
        lines=tuple(Shape(path(sorted(line.points.items())), line.style) for line in lines if line.points),
        y_marks=tuple(Mark(y(tick), exact(tick)) for tick in ticks),
        x_marks=tuple(Mark(x(at), label) for at, label in (x_ticks or decades).items()),
        zero=y(0.0),
    )


def bar_chart(
    *,
    title: str,
    unit: str,
    description: str,
    table: Table,
    bars: Sequence[Bar],
    legend: Sequence[tuple[str, str]],
    table_open: bool = False,
) -> Chart | None:
    """One bar a row, label and number above it. None when every bar is zero.

    legend: (label, style) pairs; those that no bar uses are left out.
    """
    low = min((sum(s.value for s in bar.segments if s.value < 0) for bar in bars), default=0.0)
    high = max((sum(s.value for s in bar.segments if s.value > 0) for bar in bars), default=0.0)
    if high - low <= 0:
        return None
    scale = (WIDTH - 2.0) / (high - low)
    boxes: list[Box] = []
    labels: list[Label] = []
    for i, bar in enumerate(bars):
        top = i * _BAR_ROW
        labels.append(Label(top + _BAR_TEXT - 4, bar.label, bar.shown))
        right = left = 1.0 - low * scale
        for segment in bar.segments:
            width = abs(segment.value) * scale
            start = right if segment.value > 0 else left - width
            boxes.append(Box(start, top + _BAR_TEXT, width, _BAR_HEIGHT, segment.style))
            right, left = (right + width, left) if segment.value > 0 else (right, left - width)
    height = len(bars) * _BAR_ROW
    return Chart(
        title=title,
        unit=unit,
        description=description,
        table=table,
        width=WIDTH,
        height=height,
        legend=tuple(pair for pair in legend if any(box.style == pair[1] for box in boxes)),
        boxes=tuple(box for box in boxes if box.width > 0),
        labels=tuple(labels),
        zero=1.0 - low * scale,
        open=table_open,
        plot=(0.0, 0.0, WIDTH, height),
    )


def nice_ticks(low: float, high: float, wanted: int = 5) -> list[float]:
    """Round values that hold low..high in about `wanted` steps."""
    span = high - low or 1.0
    power = 10.0 ** math.floor(math.log10(span / wanted))
    step = next((s * power for s in _TICK_STEPS if s * power >= span / wanted), 10.0 * power)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(i * step, 10) for i in range(first, max(last, first + 1) + 1)]
