"""Builders of charts over years and of bars, as Vega-Lite specifications with their data inside."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bouwstenen.views.chart_style import (
    LINE_HEIGHT,
    broken,
    frame,
    legend_of,
    limit_lines,
    nice_ticks,
    plain,
    room_beside,
    row_axis,
    row_labels,
    style,
    value_axis,
    zero_line,
    zero_marks,
)
from bouwstenen.views.sections import Chart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bouwstenen.views.sections import Table

_HEIGHT = 200.0
_BAR_ROW, _BAR_TOP, _BAR_BOTTOM, _BAR_TEXT = 36.0, 16.0, 30.0, 12.0
_DRAWN_THROUGH = [1, 0]


@dataclass(frozen=True)
class Line:
    """A line through (year, value) points; `style` is a name of `STYLES`."""

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
class Limit:
    """A limit as a line across the chart, with its label."""

    label: str
    value: float


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


def line_chart(
    *,
    key: str,
    title: str,
    unit: str,
    description: str,
    table: Table,
    lines: Sequence[Line],
    bands: Sequence[Band] = (),
    x_ticks: Mapping[int, str] | None = None,
    limits: Sequence[Limit] = (),
) -> Chart | None:
    """Lines and bands over the years, the last line on top; the value axis always holds zero and the limits.

    x_ticks: marks of the horizontal axis with their labels, when it does not hold years.
    None when there is nothing to draw.
    """
    values = [v for line in lines for v in line.points.values()]
    values += [v for band in bands for pair in band.points.values() for v in pair]
    years = sorted({year for shape in (*lines, *bands) for year in shape.points})
    if len(years) < 2:
        return None
    values += [limit.value for limit in limits]
    ticks = nice_ticks(min(0.0, *values), max(0.0, *values))
    x, y = _year_axis(years, x_ticks), value_axis("value", ticks)
    layers = [
        *_bands([band for band in bands if band.points], x, y),
        zero_line("y"),
        *limit_lines("y", [(limit.label, limit.value) for limit in limits]),
        *_lines([line for line in lines if line.points], x, y),
    ]
    return Chart(
        key=key, title=title, unit=unit, description=description, table=table,
        spec=frame(_HEIGHT, f"{title} ({unit}). {description}", layers),
    )  # fmt: skip


def _year_axis(years: list[int], marks: Mapping[int, str] | None) -> dict[str, Any]:
    """Round years and both ends, or the given marks."""
    shown = dict(marks) if marks is not None else {year: str(year) for year in _round_years(years)}
    names = json.dumps({str(at): label for at, label in shown.items()}, ensure_ascii=False)
    return {
        "field": "year",
        "type": "quantitative",
        "scale": {"domain": [years[0], years[-1]], "nice": False, "zero": False},
        "axis": {
            "values": list(shown), "tickCount": len(shown), "grid": False, "ticks": True,
            "labelExpr": f"({names})[datum.value]",
            "labelFlush": True, "labelOverlap": "greedy",
        },
    }  # fmt: skip


def _round_years(years: list[int]) -> list[int]:
    """Tens (or every year of a short path), and the first and last year where they do not touch a ten."""
    first, last = years[0], years[-1]
    if last - first < 8:
        return years
    tens = [year for year in range(first, last + 1) if year % 10 == 0]
    far = (last - first) / 9
    return [year for year in sorted({first, last, *tens}) if year in tens or all(abs(year - t) > far for t in tens)]


def _bands(bands: Sequence[Band], x: dict[str, Any], y: dict[str, Any]) -> list[dict[str, Any]]:
    if not bands:
        return []
    labels = [band.label for band in bands]
    return [
        {
            "data": {
                "values": [
                    {"label": band.label, "year": year, "value": plain(low), "high": plain(high)}
                    for band in bands
                    for year, (low, high) in sorted(band.points.items())
                ]
            },
            "mark": {"type": "area"},
            "encoding": {
                "x": x,
                "y": y,
                "y2": {"field": "high"},
                "fill": _by_label(labels, [style(band.style).colour for band in bands], symbol="square"),
            },
        }
    ]


def _lines(lines: Sequence[Line], x: dict[str, Any], y: dict[str, Any]) -> list[dict[str, Any]]:
    """One layer: lines lie over each other in the order in which their points stand in the data."""
    if not lines:
        return []
    labels = [line.label for line in lines]
    dashes = [list(style(line.style).dash) or _DRAWN_THROUGH for line in lines]
    return [
        {
            "data": {
                "values": [
                    {"label": line.label, "year": year, "value": plain(value)}
                    for line in lines
                    for year, value in sorted(line.points.items())
                ]
            },
            "mark": {"type": "line", "strokeWidth": 2.25, "strokeJoin": "round"},
            "encoding": {
                "x": x,
                "y": y,
                "stroke": _by_label(labels, [style(line.style).colour for line in lines], symbol="stroke"),
                "strokeDash": _by_label(labels, dashes, symbol="stroke"),
            },
        }
    ]


def _by_label(labels: list[str], looks: list[Any], *, symbol: str) -> dict[str, Any]:
    """Encoding of the field `label` with its own look for each label, and the legend."""
    return {
        "field": "label",
        "type": "nominal",
        "scale": {"domain": labels, "range": looks},
        "legend": legend_of(labels, symbolType=symbol),
    }


def bar_chart(
    *,
    key: str,
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
    names = {name: label for label, name in legend}
    rows: list[dict[str, Any]] = []
    pieces: list[dict[str, Any]] = []
    top = 0.0
    for bar in bars:
        label = broken(bar.label, room_beside(bar.shown))
        text_at = top + _BAR_TEXT
        top += LINE_HEIGHT * label.count("\n")
        place = {"text_at": text_at, "bar_from": top + _BAR_TOP - 2, "bar_to": top + _BAR_BOTTOM + 2}
        rows.append({"label": label, "shown": bar.shown, **place})
        ends = [0.0, 0.0]
        for segment in bar.segments:
            side = int(segment.value > 0)
            start, ends[side] = ends[side], ends[side] + segment.value
            if segment.value:
                place = {"from": plain(start), "to": plain(ends[side]), "top": top + _BAR_TOP, "end": top + _BAR_BOTTOM}
                pieces.append({"part": names.get(segment.style, ""), "colour": style(segment.style).colour, **place})
        top += _BAR_ROW
    return Chart(
        key=key, title=title, unit=unit, description=description, table=table, open=table_open,
        spec=_bar_spec(rows, pieces, top, legend, (plain(low), plain(high)), f"{title} ({unit}). {description}"),
    )  # fmt: skip


def _bar_spec(
    rows: list[dict[str, Any]],
    pieces: list[dict[str, Any]],
    height: float,
    legend: Sequence[tuple[str, str]],
    ends: tuple[float, float],
    description: str,
) -> dict[str, Any]:
    down = row_axis(height)
    used = [(label, name) for label, name in legend if any(piece["part"] == label for piece in pieces)]
    across = {"type": "quantitative", "scale": {"domain": list(ends), "nice": False, "zero": False}, "axis": None}
    fill: dict[str, Any] = {"field": "colour", "type": "nominal", "scale": None}
    if used:
        labels = [label for label, _ in used]
        fill = _by_label(labels, [style(name).colour for _, name in used], symbol="square") | {"field": "part"}
    layers = [
        {
            "data": {"values": pieces},
            "mark": {"type": "rect"},
            "encoding": {
                "x": {**across, "field": "from"}, "x2": {"field": "to"},
                "y": {**down, "field": "top"}, "y2": {"field": "end"}, "fill": fill,
            },
        },
        zero_marks(rows, down),
        *row_labels(rows, down),
    ]  # fmt: skip
    return frame(height, description, layers)
