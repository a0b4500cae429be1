"""Builders of charts of a spread: how groups of households differ, and every household of a draw as a point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bouwstenen.core.numbers import count
from bouwstenen.views.chart_style import (
    INK,
    LINE_HEIGHT,
    broken,
    frame,
    legend_of,
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
    from collections.abc import Sequence

    from bouwstenen.views.sections import Table

_ROW, _TEXT = 36.0, 12.0
_OUTER, _INNER, _MEDIAN = (21.0, 25.0), (18.0, 28.0), (16.0, 30.0)
_CLOUD_HEIGHT = 230.0
_SPREADS = (("5% tot 95%", "wide"), ("25% tot 75%", "narrow"))


@dataclass(frozen=True)
class Spread:
    """One group: its quantiles in ascending order (5, 25, 50, 75, 95%) and its number as text."""

    label: str
    shown: str
    quantiles: tuple[float, float, float, float, float]


@dataclass(frozen=True)
class Cloud:
    """Points (x, y) of one kind; `style` is a name of `STYLES`."""

    label: str
    style: str
    points: Sequence[tuple[float, float]]


def spread_chart(
    *, key: str, title: str, unit: str, description: str, table: Table, spreads: Sequence[Spread]
) -> Chart | None:
    """One row a group: light from 5 to 95%, dark from 25 to 75%, a line at the median. None when nothing differs."""
    values = [value for spread in spreads for value in spread.quantiles]
    if not values or max(values) - min(values) <= 0:
        return None
    ticks = nice_ticks(min(0.0, *values), max(0.0, *values))
    blocks: list[dict[str, Any]] = []
    medians: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    top = 0.0
    for spread in spreads:
        label = broken(spread.label, room_beside(spread.shown))
        text_at = top + _TEXT
        top += LINE_HEIGHT * label.count("\n")
        place = {"text_at": text_at, "bar_from": top + _MEDIAN[0], "bar_to": top + _MEDIAN[1]}
        rows.append({"label": label, "shown": spread.shown, **place})
        low, first, median, third, high = (plain(value) for value in spread.quantiles)
        for (part, _), ends, place in zip(_SPREADS, ((low, high), (first, third)), (_OUTER, _INNER), strict=True):
            blocks.append({"part": part, "from": ends[0], "to": ends[1], "top": top + place[0], "end": top + place[1]})
        medians.append({"median": median, "top": top + _MEDIAN[0], "end": top + _MEDIAN[1]})
        top += _ROW
    spec = _spread_spec(ticks, (blocks, medians, rows), top, f"{title} ({unit}). {description}")
    return Chart(key=key, title=title, unit=unit, description=description, table=table, spec=spec)


def _spread_spec(
    ticks: list[float],
    data: tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]],
    height: float,
    description: str,
) -> dict[str, Any]:
    """`data`: ranges, medians and labels of the rows."""
    blocks, medians, rows = data
    down = row_axis(height)
    across = value_axis("from", ticks)
    across["axis"] |= {"grid": False, "ticks": True}
    heights = {"y": {**down, "field": "top"}, "y2": {"field": "end"}}
    layers = [
        {
            "data": {"values": blocks},
            "mark": {"type": "rect"},
            "encoding": {
                "x": across, "x2": {"field": "to"}, **heights,
                "fill": {
                    "field": "part", "type": "nominal",
                    "scale": {"domain": [label for label, _ in _SPREADS],
                              "range": [style(name).colour for _, name in _SPREADS]},
                    "legend": {"columns": 2, "symbolType": "square"},
                },
            },
        },
        zero_marks(rows, down),
        {
            "data": {"values": medians},
            "mark": {"type": "rule", "color": INK, "strokeWidth": 2.5},
            "encoding": {"x": {**across, "field": "median"}, **heights},
        },
        *row_labels(rows, down),
    ]  # fmt: skip
    return frame(height, description, layers)


def cloud_chart(
    *,
    key: str,
    title: str,
    unit: str,
    description: str,
    table: Table,
    clouds: Sequence[Cloud],
    x_range: tuple[float, float],
    y_range: tuple[float, float],
) -> Chart | None:
    """Points over a horizontal and a vertical axis. Points outside the ranges stand at the edge; the words say so.

    x_range, y_range: lowest and highest value that is drawn, widened to round numbers. None when there is no point.
    """
    used = [cloud for cloud in clouds if cloud.points]
    if not used:
        return None
    across, up = nice_ticks(*x_range), nice_ticks(*y_range)
    points: list[dict[str, Any]] = []
    outside = 0
    for cloud in used:
        for x, y in cloud.points:
            at = (min(max(x, across[0]), across[-1]), min(max(y, up[0]), up[-1]))
            outside += at != (x, y)
            points.append({"label": cloud.label, "x": plain(at[0]), "y": plain(at[1])})
    words = f"{description} {_outside(outside)}".strip()
    labels = [cloud.label for cloud in used]
    looks = [style(cloud.style) for cloud in used]
    marks = {"field": "label", "type": "nominal", "legend": legend_of(labels, symbolSize=60)}
    layers = [
        zero_line("y"),
        {
            "data": {"values": points},
            "mark": {"type": "point", "filled": True, "size": 9, "opacity": 0.55},
            "encoding": {
                "x": value_axis("x", across), "y": value_axis("y", up),
                "color": {**marks, "scale": {"domain": labels, "range": [look.colour for look in looks]}},
                "shape": {**marks, "scale": {"domain": labels, "range": [look.shape for look in looks]}},
            },
        },
    ]  # fmt: skip
    spec = frame(_CLOUD_HEIGHT, f"{title} ({unit}). {words}", layers)
    return Chart(key=key, title=title, unit=unit, description=words, table=table, spec=spec)


def _outside(points: int) -> str:
    if not points:
        return ""
    said = "punt ligt" if points == 1 else "punten liggen"
    return f"{count(points)} {said} buiten beeld en {'staat' if points == 1 else 'staan'} aan de rand."
