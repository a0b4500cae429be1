"""Purchasing power: the spread by group, the cloud of points, winners and losers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from bouwstenen.core.numbers import count
from bouwstenen.models.households.sections.seen import Seen, shown
from bouwstenen.views import Part, Table, TableRow, numbers, row, text
from bouwstenen.views.amounts import euros, pct, share, thousands
from bouwstenen.views.charts import Bar, Segment, bar_chart
from bouwstenen.views.spread_charts import Cloud, Spread, cloud_chart, spread_chart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bouwstenen.views import Chart

SHOWN: Final = ("income_quintile", "income_source", "household_type", "head_age", "tenure")
QUANTILES: Final = ("change_p05", "change_p25", "change_p50", "change_p75", "change_p95")
STEPS: Final = {"0": "elk bedrag", "0_5": "meer dan 0,5%", "2": "meer dan 2%", "5": "meer dan 5%"}
"""Sizes of a change for winners and losers, by the end of their indicator."""
_COLOURS: Final = {
    "work": ("loon of eigen bedrijf", ("wage", "business")),
    "benefit": ("uitkering", ("benefit",)),
    "retired": ("pensioen", ("pension",)),
    "other": ("studie of ander inkomen", ("student_grant", "other")),
}
"""Style of the points: label, and the sources of income that it stands for."""
_EDGE_X, _EDGE_Y = 0.98, (0.01, 0.99)
"""Quantiles of the cloud beyond which points stand at the edge."""
_LEAST = 1.0
"""The cloud shows at least one per cent up and down."""
_BAND, _LAST_BAND = 25.0, 6
"""Width of the bands of gross income in the table of the cloud, thousand euro, and the open one."""


def gain_and_loss(seen: Seen) -> tuple[float, float]:
    """Share of the households (%) that gains and that loses more than half a per cent."""
    return shown(seen.value("gainers_over_0_5").difference), shown(seen.value("losers_over_0_5").difference)


def purchasing_part(seen: Seen) -> Part:
    """What households have to spend."""
    same = 100.0 - shown(seen.value("gainers_over_0").difference) - shown(seen.value("losers_over_0").difference)
    left = shown(seen.value("without_percentage").package)
    words = [
        (
            "Koopkracht is hier wat een huishouden te besteden heeft: na belasting, premies, de zorgpremie en de "
            "kosten van kinderopvang, met toeslagen en kinderbijslag. De verandering is met pakket min zonder pakket, "
            "als percentage van zonder pakket. Groepen zijn gemaakt naar de situatie zonder pakket."
        ),
        (
            f"Voor {pct(same)}% van de huishoudens verandert er niets. Is dat meer dan de helft, dan is het midden "
            "0,0%, ook als een deel veel wint of verliest."
        ),
    ]
    if left > 0.0:
        words.append(
            f"{thousands(left)} duizend huishoudens hebben zonder pakket een inkomen van nul of lager. Voor hen "
            "bestaat geen percentage; zij tellen alleen mee in de euro's."
        )
    charts = (_spread(seen, "income_quintile"), _spread(seen, "income_source"), _cloud(seen))
    return Part(
        key="purchasing_power",
        title="Koopkracht",
        words=tuple(words),
        charts=tuple(chart for chart in charts if chart is not None),
        tables=(power_table(seen, SHOWN), *_by_province(seen)),
    )


def winners_part(seen: Seen) -> Part:
    """Who gains and who loses, by size."""
    chart = _winners_chart(seen)
    return Part(
        key="winners",
        title="Winnaars en verliezers",
        words=("Een kleine verandering merkt bijna niemand. Daarom staat hier ook wie meer wint of verliest.",),
        charts=() if chart is None else (chart,),
        tables=() if chart else (winners_table(seen),),
        folded=(_winners_by_group(seen),),
    )


def power_table(seen: Seen, dimensions: Sequence[str], *, total: bool = True) -> Table:
    """The change of purchasing power by group, one heading a dimension."""
    rows = [_power_row(seen, "alle huishoudens", kind="total")] if total else []
    for dimension in dimensions:
        groups = seen.groups("change_mean", dimension)
        if groups:
            rows.append(row(seen.say(f"dimension.{dimension}"), kind="group"))
            rows += [_power_row(seen, seen.group(dimension, g), dimension=dimension, group=g) for g in groups]
    only = "" if total else f", {seen.say(f'dimension.{dimensions[-1]}').lower()}"
    quantiles = ("5% heeft minder dan", "25% heeft minder dan", "midden (mediaan)", "75% heeft minder dan")
    return Table(
        caption=f"Koopkracht in {seen.year}: wat het pakket verandert{only}",
        unit=f"eenheid in de kolom, {seen.prices}",
        columns=(
            text("groep"),
            *numbers("duizend huishoudens", *quantiles, "95% heeft minder dan"),
            *numbers("gemiddeld, euro per jaar", "wint meer dan 0,5%", "verliest meer dan 0,5%"),
        ),
        rows=tuple(rows),
        groups=(("", 1), ("verandering van de koopkracht, %", 5), ("", 1), ("deel van de huishoudens, %", 2)),
    )


def _power_row(seen: Seen, label: str, kind: str = "", **keys: str) -> TableRow:
    size = shown(seen.value("households", **keys).package)
    changes = [shown(seen.value(name, **keys).difference) for name in QUANTILES]
    mean = shown(seen.value("change_mean", **keys).difference)
    gain, loss = (shown(seen.value(f"{name}_over_0_5", **keys).difference) for name in ("gainers", "losers"))
    return row(
        label,
        thousands(size),
        *(pct(change, signed=True) for change in changes),
        euros(mean, signed=True),
        pct(gain),
        pct(loss),
        kind="total" if kind == "total" else "",
        values=_finite(None, size / 1e3, *changes, mean, gain, loss),
    )


def _finite(*values: float | None) -> tuple[float | None, ...]:
    return tuple(value if value is not None and np.isfinite(value) else None for value in values)


def _by_province(seen: Seen) -> tuple[Table, ...]:
    """Only own microdata say who lives where."""
    known = seen.view.rows.filter(seen.view.rows["indicator"] == "households.change_mean")["region"].unique().sort()
    regions = [region for region in known.to_list() if region != "NL"]
    if not regions:
        return ()
    table = power_table(seen, ())
    rows = [_power_row(seen, seen.group("province", region), region=region) for region in regions]
    return (table.model_copy(update={"caption": f"Koopkracht in {seen.year} per provincie", "rows": tuple(rows)}),)


def winners_table(seen: Seen) -> Table:
    """How many households gain or lose more than each step."""
    counted = shown(seen.value("households").package) - shown(seen.value("without_percentage").package)
    rows: list[TableRow] = []
    for step, words in STEPS.items():
        gain, loss = (shown(seen.value(f"{name}_over_{step}").difference) for name in ("gainers", "losers"))
        people = (gain * counted / 100.0, loss * counted / 100.0)
        rows.append(row(words, pct(gain), pct(loss), *(thousands(value) for value in people)))
    return Table(
        caption=f"Winnaars en verliezers in {seen.year} naar grootte van de verandering",
        unit="huishoudens met een inkomen boven nul",
        columns=(text("verandering van de koopkracht"), *numbers("wint", "verliest", "wint", "verliest")),
        rows=tuple(rows),
        groups=(("deel, %", 2), ("duizend huishoudens", 2)),
    )


def _winners_by_group(seen: Seen) -> Table:
    """Every step by income and source."""
    rows: list[TableRow] = []
    for dimension in ("income_quintile", "income_source"):
        rows.append(row(seen.say(f"dimension.{dimension}"), kind="group"))
        for group in seen.groups("change_mean", dimension):
            keys = {"dimension": dimension, "group": group}
            names = [f"{name}_over_{step}" for name in ("gainers", "losers") for step in STEPS]
            cells = [pct(shown(seen.value(name, **keys).difference)) for name in names]
            rows.append(row(seen.group(dimension, group), *cells))
    heads = tuple(STEPS.values())
    return Table(
        caption=f"Winnaars en verliezers in {seen.year} per groep",
        unit="% van de huishoudens met een inkomen boven nul",
        columns=(text("groep"), *numbers(*heads, *heads)),
        rows=tuple(rows),
        groups=(("wint", len(STEPS)), ("verliest", len(STEPS))),
    )


def _winners_chart(seen: Seen) -> Chart | None:
    """Losers to the left and winners to the right, by size; None when nobody gains or loses."""
    bars: list[Bar] = []
    for step, label in STEPS.items():
        gain, loss = (shown(seen.value(f"{name}_over_{step}").difference) for name in ("gainers", "losers"))
        if not np.isfinite((gain, loss)).all():
            return None
        words = f"{pct(loss)}% verliest, {pct(gain)}% wint"
        bars.append(Bar(label, words, (Segment("worse", -loss), Segment("better", gain))))
    return bar_chart(
        key="winners",
        title=f"Hoeveel huishoudens verliezen en winnen in {seen.year}",
        unit="% van de huishoudens",
        description="; ".join(f"{bar.label}: {bar.shown}" for bar in bars) + ".",
        table=winners_table(seen),
        bars=bars,
        legend=(("verliest", "worse"), ("wint", "better")),
        table_open=True,
    )


def _spread(seen: Seen, dimension: str) -> Chart | None:
    """Quantiles of the change by group; None when no income changes."""
    spreads: list[Spread] = []
    for group in seen.groups("change_p50", dimension):
        keys = {"dimension": dimension, "group": group}
        low, first, median, third, high = (shown(seen.value(name, **keys).difference) for name in QUANTILES)
        if np.isfinite((low, first, median, third, high)).all():
            words = f"midden {pct(median, signed=True)}%"
            spreads.append(Spread(seen.group(dimension, group), words, (low, first, median, third, high)))
    said = "; ".join(
        f"{s.label}: {s.shown}, van {pct(s.quantiles[0], signed=True)}% tot {pct(s.quantiles[-1], signed=True)}%"
        for s in spreads
    )
    return spread_chart(
        key=f"spread_{dimension}",
        title=f"Verandering van de koopkracht in {seen.year}. {seen.say(f'dimension.{dimension}')}",
        unit="%",
        description=f"{said}.",
        table=power_table(seen, (dimension,), total=False),
        spreads=spreads,
    )


def _cloud(seen: Seen) -> Chart | None:
    """Every household of the draw as a point: gross income across, change of purchasing power up."""
    points = seen.table("cloud")
    if points is None or not points.height:
        return None
    gross, change = points["gross"].to_numpy() / 1e3, points["change"].to_numpy()
    sources = points["source"].to_numpy()
    clouds: list[Cloud] = []
    for name, (label, groups) in _COLOURS.items():
        some = np.isin(sources, groups)
        clouds.append(Cloud(label, name, list(zip(gross[some].tolist(), change[some].tolist(), strict=True))))
    households = shown(seen.value("households").package) / len(gross)
    up, down = (float(np.mean(side)) for side in (change > 0.0, change < 0.0))
    low, high = np.quantile(change, _EDGE_Y).tolist()
    return cloud_chart(
        key="cloud",
        title=f"Verandering van de koopkracht in {seen.year} naar bruto inkomen, elk punt {thousands(households)} "
        "duizend huishoudens",
        unit=f"omhoog: %; opzij: duizend euro per jaar, {seen.prices}",
        description=(
            f"{count(len(gross))} punten. Van de punten ligt {share(up)}% boven nul, {share(down)}% eronder en "
            f"{share(1.0 - up - down)}% op nul."
        ),
        table=_cloud_table(seen, gross, change),
        clouds=clouds,
        x_range=(0.0, max(_LEAST, float(np.quantile(gross, _EDGE_X)))),
        y_range=(min(-_LEAST, low), max(_LEAST, high)),
    )


def _cloud_table(seen: Seen, gross: NDArray[np.float64], change: NDArray[np.float64]) -> Table:
    """The points in bands of gross income."""
    place = np.minimum(np.floor(np.maximum(gross, 0.0) / _BAND), _LAST_BAND).astype(int)
    rows: list[TableRow] = []
    for band in np.unique(place).tolist():
        some = change[place == band]
        low, high = count(round(band * _BAND)), count(round((band + 1) * _BAND))
        label = f"{low} tot {high}" if band < _LAST_BAND else f"{low} en meer"
        values = (float(some.min()), float(np.median(some)), float(some.max()))
        rows.append(row(label, count(len(some)), *(pct(value, signed=True) for value in values)))
    return Table(
        caption=f"De punten van de wolk naar bruto inkomen in {seen.year}",
        unit=f"verandering van de koopkracht, %; inkomen in duizend euro per jaar, {seen.prices}",
        columns=(text("bruto inkomen"), *numbers("punten", "laagste", "midden", "hoogste")),
        rows=tuple(rows),
    )
