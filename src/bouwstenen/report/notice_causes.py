"""Which of the ten points causes what, how sure the main figures are, and the option on how much people work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.core.numbers import count, number
from bouwstenen.models.households.attribution import ATTRIBUTED, OTHER
from bouwstenen.models.households.labour import GROUPS
from bouwstenen.models.households.uncertainty import central_values
from bouwstenen.report.notice_charts import signed_bars
from bouwstenen.report.notice_part import MAIN_UNITS, SIGNED, band, main_figure, pct, prices, thousands
from bouwstenen.report.tables import Row, Table, numbers, text
from bouwstenen.report.words import INTERVAL_CAUSES, LABOUR_GROUPS, MAIN_FIGURES, POINTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bouwstenen.models.households.attribution import PointAttribution
    from bouwstenen.models.households.labour import LabourResponse
    from bouwstenen.models.households.uncertainty import Interval
    from bouwstenen.report.charts import Chart

_WAYS = ("alleen", "laatste eruit", "verdeeld (Shapley)")
_MONEY = ("balance", "mean_change_eur")


def unit_of(indicator: str, year: int) -> str:
    """The unit of a main figure; amounts with their price level."""
    unit = MAIN_UNITS[indicator]
    return f"{unit}, {prices(year)}" if indicator in _MONEY else unit


def point_words(point: int) -> str:
    """A point with what it is about."""
    return "overige blokken en tekst" if point == OTHER else f"punt {point}: {POINTS[point]}"


def points_table(points: PointAttribution) -> Table:
    """The Shapley values of all attributed figures side by side."""
    found = points.found
    rows = [
        Row((point_words(part), *(main_figure(name, float(found.shapley[i, j])) for j, name in enumerate(ATTRIBUTED))))
        for i, part in enumerate(found.parts)
    ]
    rows += [Row((point_words(part), *(main_figure(name, 0.0) for name in ATTRIBUTED))) for part in points.still]
    whole = (main_figure(name, float(found.whole[j])) for j, name in enumerate(ATTRIBUTED))
    rows.append(Row(("hele pakket", *whole), kind="total"))
    heads = (f"{MAIN_FIGURES[name]}, {MAIN_UNITS[name]}" for name in ATTRIBUTED)
    return Table(
        f"Wat elk punt van blok 3 doet in {points.year}, verdeeld (Shapley)",
        f"eenheid in de kolom, {prices(points.year)}",
        (text("punt"), *numbers(*heads)),
        tuple(rows),
    )


def points_by_way(points: PointAttribution) -> tuple[Table, ...]:
    """A table for each attributed figure with the three ways of counting."""
    return tuple(_by_way(points, j, name) for j, name in enumerate(ATTRIBUTED))


def _by_way(points: PointAttribution, column: int, name: str) -> Table:
    found = points.found.select(column)

    def cell(value: object) -> str:
        return main_figure(name, float(value))  # pyright: ignore[reportArgumentType]

    ways = (found.alone, found.last_out, found.shapley)
    rows = [Row((point_words(part), *(cell(way[i]) for way in ways))) for i, part in enumerate(found.parts)]
    rows += [Row((point_words(part), *[cell(0.0)] * len(ways))) for part in points.still]
    rows.append(Row(("wisselwerking", cell(found.interaction), "", ""), kind="part"))
    rows.append(Row(("rest (afronding)", "", "", cell(found.residual)), kind="part"))
    rows.append(Row(("hele pakket", "", "", cell(found.whole)), kind="total"))
    title = MAIN_FIGURES[name]
    return Table(
        f"{title[0].upper()}{title[1:]}: effect per punt in {points.year}",
        unit_of(name, points.year),
        (text("punt"), *numbers(*_WAYS)),
        tuple(rows),
    )


def points_chart(points: PointAttribution) -> Chart | None:
    """What each point does to the balance; None when no point moves it."""
    column = ATTRIBUTED.index("balance")
    values = [(point_words(p), float(points.found.shapley[i, column])) for i, p in enumerate(points.found.parts)]
    return signed_bars(
        title=f"Wat elk punt doet met het saldo in {points.year}, verdeeld (Shapley), plus is beter",
        unit=unit_of("balance", points.year),
        head="punt",
        values=values,
    )


def still_words(points: PointAttribution) -> tuple[str, ...]:
    """The points that have levers and move nothing, and the points without a lever."""
    said: list[str] = []
    if points.still:
        names = "; ".join(point_words(part) for part in points.still)
        said.append(f"Deze punten hebben regels in het model, maar veranderen in {points.year} geen inkomen: {names}.")
    absent = [p for p in POINTS if p not in (*points.found.parts, *points.still)]
    if absent:
        names = "; ".join(point_words(part) for part in absent)
        said.append(f"Deze punten hebben geen regel die dit model kan veranderen: {names}.")
    return tuple(said)


def intervals_table(intervals: Sequence[Interval], year: int) -> Table:
    """The main figures with low and high by cause."""
    found = {(i.indicator, i.cause): i for i in intervals}
    values = central_values(intervals)
    rows: list[Row] = []
    for name, title in MAIN_FIGURES.items():
        if name in values:
            signed = name in SIGNED
            cells = [main_figure(name, values[name], signed=signed)]
            for cause in INTERVAL_CAUSES:
                one = next((i for (n, c), i in found.items() if n == name and c == cause), None)
                ends = (one.low, one.high) if one else (float("nan"),) * 2
                cells.append(band(*(main_figure(name, end, signed=signed) for end in ends)))
            rows.append(Row((f"{title} ({MAIN_UNITS[name]})", *cells)))
    return Table(
        f"Hoe zeker de hoofdcijfers zijn, {year}",
        f"effect van het pakket, eenheid in de rij, {prices(year)}",
        (text("wat"), *numbers("uitkomst", *INTERVAL_CAUSES.values())),
        tuple(rows),
        (("", 1), ("laag tot hoog door", len(INTERVAL_CAUSES))),
    )


def labour_table(response: LabourResponse, year: int) -> Table:
    """The option 'arbeidsaanbod' by group."""
    rows = [
        Row(
            (
                LABOUR_GROUPS[group],
                thousands(float(response.workers[i])),
                pct(float(response.hours_pct[i]), signed=True),
                number(float(response.balance_bn[i]), signed=True),
            )
        )
        for i, group in enumerate(GROUPS)
    ]
    total = (thousands(float(response.workers.sum())), "", number(float(response.balance_bn.sum()), signed=True))
    rows.append(Row(("samen", *total), kind="total"))
    heads = ("duizend werkenden", "verandering van de uren, %", "saldo van de overheid, mld euro")
    unit = f"per jaar, plus is meer uren en een beter saldo, {prices(year)}"
    caption = f"Optie arbeidsaanbod in {year}: telt nergens anders mee"
    return Table(caption, unit, (text("groep"), *numbers(*heads)), tuple(rows))


def runs_words(points: PointAttribution) -> str:
    """How the attribution was made."""
    return (
        f"Voor elke groep van punten is de wet opnieuw toegepast: {count(points.runs)} keer, op "
        f"{count(points.households)} huishoudens."
    )
