"""How charts look: one palette for all, and the frame that every Vega-Lite specification starts from.

Drawn for a phone (380 units wide) so that the text stays readable there. Colour never stands alone: lines differ in
dashes too, points in shape, and bars carry their number.
"""

from __future__ import annotations

import json
import math
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH: Final = 380
SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v5.json"
INK: Final = "#1b1b1b"
_SOFT = "#595959"
_GRID = "#dcdcdc"
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_TICK_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_DIGITS = 7
_ROOM = 54
"""So many signs stand on one line of the drawing."""
LINE_HEIGHT: Final = 15.0


class Style(NamedTuple):
    """Colour, dashes of a line (empty is drawn through) and shape of a point."""

    colour: str
    dash: tuple[int, ...] = ()
    shape: str = "circle"


STYLES: Final[dict[str, Style]] = {
    "base": Style("#4d4d4d", (7, 4)),
    "document": Style("#00589c", (2, 3)),
    "esa": Style("#b84c00"),
    "pm": Style("#84337a", (10, 3, 2, 3)),
    "worse": Style("#b84c00"),
    "better": Style("#00589c"),
    "work": Style("#00589c"),
    "benefit": Style("#b84c00", (8, 3), "triangle-up"),
    "retired": Style("#00684a", (3, 2), "square"),
    "other": Style("#84337a", (10, 3, 2, 3), "diamond"),
    "wide": Style("#f7d3b5"),
    "narrow": Style("#eda871"),
    "pmband": Style("#e3cde0"),
    "status-computed": Style("#00589c"),
    "status-no_effect": Style("#a30000"),
    "status-rule_of_thumb": Style("#4fa3dd"),
    "status-external_figure": Style("#00835d"),
    "status-planned": Style("#e69f00"),
    "status-open_norm": Style("#b5b5b5"),
    "status-process": Style("#dedede"),
    "status-not_computable": Style("#5c5c5c"),
}
"""Looks by the name that builders of charts give."""


def style(name: str) -> Style:
    """The look of a name. Raises ValueError for a name that is not in `STYLES`: a fault of ours."""
    if name not in STYLES:
        msg = f"no style of charts is called '{name}'; choose from {', '.join(STYLES)}"
        raise ValueError(msg)
    return STYLES[name]


def plain(value: float) -> float:
    """A value for the specification, with the digits that a drawing can show. Raises ValueError when not finite."""
    if not math.isfinite(value):
        msg = f"a chart was given {value}, which cannot be drawn"
        raise ValueError(msg)
    return float(f"{value:.{_DIGITS}g}") + 0.0


def nice_ticks(low: float, high: float, wanted: int = 5) -> list[float]:
    """Round values that hold low..high in about `wanted` steps."""
    span = high - low or 1.0
    power = 10.0 ** math.floor(math.log10(span / wanted))
    step = next((s * power for s in _TICK_STEPS if s * power >= span / wanted), 10.0 * power)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(i * step, 10) + 0.0 for i in range(first, max(last, first + 1) + 1)]


def frame(height: float, description: str, layers: list[dict[str, Any]]) -> dict[str, Any]:
    """The specification around the layers: size, Dutch numbers and quiet axes; nothing to fetch."""
    return {
        "$schema": SCHEMA,
        "description": description,
        "width": WIDTH,
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 2, "right": 8, "top": 2, "bottom": 2},
        "background": "white",
        "layer": layers,
        "config": {
            "aria": False,
            "font": _FONT,
            "locale": {"number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€\u00a0", ""]}},
            "view": {"stroke": None},
            "axis": {
                "labelFontSize": 12, "labelColor": INK, "gridColor": _GRID, "domain": False, "ticks": False,
                "labelPadding": 5, "title": None,
            },
            "legend": {
                "orient": "top", "title": None, "labelFontSize": 12, "labelColor": INK, "labelLimit": 0,
                "symbolSize": 300, "symbolStrokeWidth": 2.5, "rowPadding": 3, "offset": 6,
                "layout": {"top": {"direction": "vertical", "anchor": "start", "margin": 3}},
            },
            "text": {"fontSize": 12, "color": INK},
        },
    }  # fmt: skip


def value_axis(channel: str, ticks: list[float]) -> dict[str, Any]:
    """Encoding of an axis of values in field `channel`, from the first tick to the last."""
    return {
        "field": channel,
        "type": "quantitative",
        "scale": {"domain": [ticks[0], ticks[-1]], "nice": False, "zero": False},
        # Without a count of its own the drawing leaves every second tick out.
        "axis": {"values": ticks, "tickCount": len(ticks), "format": ",.6~f"},
    }


def broken(label: str, room: int = _ROOM) -> str:
    """A label over as many lines as it needs; `room` is the number of signs on a line."""
    return "\n".join(wrap(label, max(room, 16))) or label


def room_beside(shown: str) -> int:
    """Signs that a label has on the line of its number."""
    return _ROOM - len(shown)


def legend_of(labels: Sequence[str], **look: Any) -> dict[str, Any]:
    """The legend of a field of labels; long labels take more lines."""
    found: dict[str, Any] = {"columns": legend_columns(labels), **look}
    if any("\n" in broken(label) for label in labels):
        lines = json.dumps({label: broken(label).split("\n") for label in labels}, ensure_ascii=False)
        found["labelExpr"] = f"({lines})[datum.label]"
    return found


def legend_columns(labels: Iterable[str]) -> int:
    """Two labels side by side when each of them takes less than half of the width."""
    return 1 if max((len(label) for label in labels), default=0) > 20 else 2


def zero_line(channel: str) -> dict[str, Any]:
    """A line through zero, across the axis `channel`."""
    return {
        "data": {"values": [{"zero": 0}]},
        "mark": {"type": "rule", "color": INK, "strokeWidth": 1},
        "encoding": {channel: {"field": "zero", "type": "quantitative"}},
    }


def zero_marks(rows: list[dict[str, Any]], down: dict[str, Any]) -> dict[str, Any]:
    """A short line at zero in each row, beside its bar (`bar_from` to `bar_to`) and not through its words."""
    return {
        "data": {"values": [{"zero": 0, "bar_from": row["bar_from"], "bar_to": row["bar_to"]} for row in rows]},
        "mark": {"type": "rule", "color": INK, "strokeWidth": 1},
        "encoding": {
            "x": {"field": "zero", "type": "quantitative"},
            "y": {**down, "field": "bar_from"},
            "y2": {"field": "bar_to"},
        },
    }


def limit_lines(channel: str, limits: Iterable[tuple[str, float]]) -> list[dict[str, Any]]:
    """Lines of limits across the axis `channel`, each with its label at the right end, above the line."""
    values = [{"limit": plain(value), "label": label} for label, value in limits]
    if not values:
        return []
    place = {channel: {"field": "limit", "type": "quantitative"}}
    side: dict[str, Any] = {"x": {"value": "width"}} if channel == "y" else {"y": {"value": 0}}
    return [
        {
            "data": {"values": values},
            "mark": {"type": "rule", "color": "#a30000", "strokeWidth": 1.25, "strokeDash": [5, 2, 1, 2]},
            "encoding": place,
        },
        {
            "data": {"values": values},
            "mark": {"type": "text", "align": "right", "dx": -2, "dy": -6, "color": "#a30000", "fontSize": 11},
            "encoding": {**place, **side, "text": {"field": "label", "type": "nominal"}},
        },
    ]


def row_labels(rows: list[dict[str, Any]], row_axis: dict[str, Any]) -> list[dict[str, Any]]:
    """Label on the left and number on the right of each row, at height `text_at`."""
    place = {"y": {**row_axis, "field": "text_at"}}
    common = {"type": "text", "baseline": "alphabetic", "lineBreak": "\n", "lineHeight": LINE_HEIGHT}
    return [
        {
            "data": {"values": rows},
            "mark": {**common, "align": "left"},
            "encoding": {**place, "x": {"value": 0}, "text": {"field": "label", "type": "nominal"}},
        },
        {
            "data": {"values": rows},
            "mark": {**common, "align": "right", "fontWeight": "bold"},
            "encoding": {**place, "x": {"value": "width"}, "text": {"field": "shown", "type": "nominal"}},
        },
    ]


def row_axis(height: float) -> dict[str, Any]:
    """Encoding of heights in units from the top, without an axis."""
    return {
        "type": "quantitative",
        "scale": {"domain": [height, 0], "nice": False, "zero": False},
        "axis": None,
    }
