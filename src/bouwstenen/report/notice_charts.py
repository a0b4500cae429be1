"""Who notices, in charts: the spread by group, the cloud of points, winners and losers, and bars by scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.numbers import count, number
from bouwstenen.models.households.describe import SOURCES
from bouwstenen.models.households.tables import STEPS
from bouwstenen.models.households.texts import scheme_title
from bouwstenen.report.charts import Bar, Segment, bar_chart
from bouwstenen.report.notice_part import pct, prices, share, thousands
from bouwstenen.report.notice_tables import purchasing_power, step_words, winners
from bouwstenen.report.spread_charts import Cloud, Spread, cloud_chart, spread_chart
from bouwstenen.report.tables import Row, Table, numbers, text
from bouwstenen.report.words import HOUSEHOLD_GROUPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bouwstenen.household_run import HouseholdsRun
    from bouwstenen.models.households.tables import Tables
    from bouwstenen.report.charts import Chart

_COLOURS = {
    "work": ("loon of eigen bedrijf", ("loon", "eigen bedrijf")),
    "benefit": ("uitkering", ("uitkering",)),
    "retired": ("pensioen", ("pensioen",)),
    "other": ("studie of ander inkomen", ("studiefinanciering", "ander of geen inkomen")),
}
"""Style of the points: label, and the sources of income that it stands for."""
_EDGE_X, _EDGE_Y = 0.98, (0.01, 0.99)
"""Quantiles of the cloud beyond which points stand at the edge."""
_LEAST = 1.0
"""The cloud shows at least one per cent up and down."""
_BAND = 25.0
"""Width of the bands of gross income in the table of the cloud, thousand euro."""
_SHOWN_BN = 0.005
"""Bars below five million euro are left out."""


def spread(tables: Tables, grouping: str, year: int) -> Chart | None:
    """Quantiles of the change by group; None when no income changes."""
    found = tables.group(grouping)
    kept = [i for i in range(len(found.labels)) if found.households[i] > 0.0 and np.isfinite(found.spread[i]).all()]
    spreads: list[Spread] = []
    for i in kept:
        low, first, median, third, high = found.spread[i].tolist()
        shown = f"midden {pct(median, signed=True)}%"
        spreads.append(Spread(found.labels[i], shown, (low, first, median, third, high)))
    said = "; ".join(
        f"{s.label}: {s.shown}, van {pct(s.quantiles[0], signed=True)}% tot {pct(s.quantiles[-1], signed=True)}%"
        for s in spreads
    )
    return spread_chart(
        title=f"Verandering van de koopkracht in {year}. {HOUSEHOLD_GROUPS[grouping]}",
        unit="%",
        description=f"{said}.",
        table=purchasing_power(tables, year, (grouping,)),
        spreads=spreads,
    )


def cloud(found: HouseholdsRun) -> Chart | None:
    """Every household of the draw as a point: gross income across, change of purchasing power up."""
    points = found.tables.cloud
    if len(points.gross) == 0:
        return None
    gross, change = points.gross / 1e3, points.change
    codes = {word: code for code, word in SOURCES.items()}
    clouds: list[Cloud] = []
    for style, (label, words) in _COLOURS.items():
        some = np.isin(points.source, [codes[word] for word in words])
        clouds.append(Cloud(label, style, list(zip(gross[some].tolist(), change[some].tolist(), strict=True))))
    households = found.tables.group("totaal").households[0] / len(gross)
    up, down = (float(np.mean(side)) for side in (change > 0.0, change < 0.0))
    low, high = np.quantile(change, _EDGE_Y).tolist()
    return cloud_chart(
        title=f"Verandering van de koopkracht in {found.year} naar bruto inkomen, elk punt {thousands(households)} "
        "duizend huishoudens",
        unit=f"omhoog: %; opzij: duizend euro per jaar, {prices(found.year)}",
        description=(
            f"{count(len(gross))} punten. Van de punten ligt {share(up)}% boven nul, {share(down)}% eronder en "
            f"{share(1.0 - up - down)}% op nul. Punten buiten beeld staan op de rand."
        ),
        table=_cloud_table(gross, change, found.year),
        clouds=clouds,
        x_range=(0.0, max(_LEAST, float(np.quantile(gross, _EDGE_X)))),
        y_range=(min(-_LEAST, low), max(_LEAST, high)),
    )


def _cloud_table(gross: np.ndarray, change: np.ndarray, year: int) -> Table:
    """The points in bands of gross income."""
    place = np.minimum(np.floor(np.maximum(gross, 0.0) / _BAND), 6).astype(int)
    rows: list[Row] = []
    for band in np.unique(place).tolist():
        some = change[place == band]
        low, high = count(round(band * _BAND)), count(round((band + 1) * _BAND))
        label = f"{low} tot {high}" if band < place.max() or band < 6 else f"{low} en meer"
        values = (float(some.min()), float(np.median(some)), float(some.max()))
        rows.append(Row((label, count(len(some)), *(pct(value, signed=True) for value in values))))
    return Table(
        f"De punten van de wolk naar bruto inkomen in {year}",
        f"verandering van de koopkracht, %; inkomen in duizend euro per jaar, {prices(year)}",
        (text("bruto inkomen"), *numbers("punten", "laagste", "midden", "hoogste")),
        tuple(rows),
    )


def winners_chart(tables: Tables, year: int) -> Chart | None:
    """Losers to the left and winners to the right, by size; None when nobody gains or loses."""
    total = tables.group("totaal")
    if not np.isfinite(total.gain).all():
        return None
    bars: list[Bar] = []
    for i, step in enumerate(STEPS):
        gain, loss = float(total.gain[0, i]), float(total.loss[0, i])
        words = f"{share(loss)}% verliest, {share(gain)}% wint"
        bars.append(Bar(step_words(step), words, (Segment("worse", -loss), Segment("better", gain))))
    return bar_chart(
        title=f"Hoeveel huishoudens verliezen en winnen in {year}",
        unit="% van de huishoudens",
        description="; ".join(f"{bar.label}: {bar.shown}" for bar in bars) + ".",
        table=winners(tables, year),
        bars=bars,
        legend=(("verliest", "worse"), ("wint", "better")),
        table_open=True,
    )


def schemes_chart(found: HouseholdsRun) -> Chart | None:
    """What each scheme does to the balance, merged schemes as one; None when no scheme moves."""
    merged = {part: into for into, parts in found.details.complexity.laws[1].parts.items() for part in parts}
    values: dict[str, float] = {}
    for row in found.tables.schemes:
        if row.government != "geen":
            title = scheme_title(merged.get(row.scheme, row.scheme))
            values[title] = values.get(title, 0.0) + row.effect_bn * (1.0 if row.government == "ontvangst" else -1.0)
    shown = {title: value for title, value in values.items() if abs(value) >= _SHOWN_BN}
    return signed_bars(
        title=f"Wat elke regeling doet met het saldo in {found.year}, plus is beter",
        unit=f"mld euro per jaar, {prices(found.year)}",
        head="regeling",
        values=list(shown.items()),
    )


def signed_bars(*, title: str, unit: str, head: str, values: Sequence[tuple[str, float]]) -> Chart | None:
    """A bar for each value: positive is better for the budget. None without values."""
    bars = [
        Bar(label, number(value, signed=True), (Segment("better" if value > 0 else "worse", value),))
        for label, value in values
    ]
    return bar_chart(
        title=title,
        unit=unit,
        description="; ".join(f"{bar.label}: {bar.shown}" for bar in bars) + ".",
        table=Table(title, unit, (text(head), *numbers("effect")), tuple(Row((bar.label, bar.shown)) for bar in bars)),
        bars=bars,
        legend=(("slechter voor de begroting", "worse"), ("beter voor de begroting", "better")),
    )
