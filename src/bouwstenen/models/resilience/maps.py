"""The map of support points: a dot per postcode area, coloured by whether its people are within reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.views import Chart
from bouwstenen.views.chart_style import frame, plain, style

if TYPE_CHECKING:
    import polars as pl

    from bouwstenen.views import Table

_HEIGHT = 460.0
_LABELS = ("binnen de norm met het plan", "alleen binnen de norm met het pakket", "ook met het pakket te ver")
_STYLES = ("status-planned", "better", "worse")
_SHAPES = ("circle", "triangle-up", "square")


def point_map(places: pl.DataFrame, table: Table) -> Chart | None:
    """Dots at the centres of postcode areas; shape and colour tell the same. None without places."""
    if places.is_empty():
        return None
    columns = places.select("lon", "lat", "far_before", "far_after")
    dots = [
        {"lon": plain(lon), "lat": plain(lat), "label": _LABELS[2 if after else 1 if before else 0]}
        for lon, lat, before, after in columns.iter_rows()
    ]
    looks = {"type": "nominal", "field": "label"}
    axis = {"type": "quantitative", "axis": None, "scale": {"zero": False}}
    layer = {
        "data": {"values": dots},
        "mark": {"type": "point", "filled": True, "size": 9},
        "encoding": {
            "x": {**axis, "field": "lon"}, "y": {**axis, "field": "lat"},
            "fill": {**looks, "scale": {"domain": list(_LABELS), "range": [style(s).colour for s in _STYLES]},
                     "legend": {"orient": "top", "direction": "vertical", "title": None}},
            "shape": {**looks, "scale": {"domain": list(_LABELS), "range": list(_SHAPES)}, "legend": None},
        },
    }  # fmt: skip
    title, unit = "Wie bereikt een noodsteunpunt", "postcodegebieden"
    description = "Kaart met een stip per postcodegebied: binnen de norm, alleen met het pakket, of ook dan te ver."
    return Chart(
        key="points_map", title=title, unit=unit, description=description, table=table,
        spec=frame(_HEIGHT, f"{title} ({unit}). {description}", [layer]),
    )  # fmt: skip
