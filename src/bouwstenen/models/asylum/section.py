"""What the asylum model tells: reception, homes, work and money, without and with the package. From rows and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from bouwstenen.core.numbers import NOTHING, dutch, number
from bouwstenen.models.asylum.settings import settings
from bouwstenen.views import Fact, Part, Section, Table, numbers, row, text
from bouwstenen.views.charts import Band, Bar, Line, Segment, bar_chart, line_chart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.views import Chart, Column, RunView, TableRow, Words
    from bouwstenen.views.run_view import Value

ROOM = "asylum."
_THOUSAND = 1e3
_MIXED = "duizend, tenzij anders staat"
_KINDS = (
    ("reception_regular", "base"), ("reception_emergency", "esa"), ("in_alternative_housing", "pm"),
    ("in_hotels", "document"),
)  # fmt: skip
_CHAIN = ("applications", "family_arrivals", "decisions", "permits", "pending", "decision_wait", "departures")
_RECEPTION = (
    "reception_need", "reception_regular", "reception_emergency", "reception_minors", "empty_places",
    "status_holders_in_reception", "ukraine_stock",
)  # fmt: skip
_HOMES = ("task", "task_backlog", "homes_needed", "housed", "home_wait", "in_hotels", "in_alternative_housing")
_WORK = ("employed", "employed_in_procedure", "employed_share", "benefit_share")
_WORTH = ("production", "guidance_on_rejected")
_PLAIN = ("decision_wait", "home_wait", "employed_share", "benefit_share")
"""Indicators that are no numbers of people."""
_COSTS = (
    "cost_reception", "cost_emergency_premium", "cost_empty_places", "cost_hotel_scheme", "cost_alternative_investment",
    "cost_benefits", "cost_rent_allowance", "cost_guidance", "cost_ukraine_reception",
)  # fmt: skip
_SMALL = 0.05
"""Billion euro below which a change is called none: it would be written as 0,0."""


def sections(view: RunView, words: Words) -> Iterator[Section]:
    """One section; none when the model did not run."""
    look = _Look(view, words)
    if look.path("reception_need"):
        yield _section(look)


@dataclass(frozen=True)
class _Look:
    """A run and the words for its codes."""

    view: RunView
    words: Words

    def path(self, name: str, **keys: str) -> dict[int, Value]:
        """Values of an indicator by year."""
        return self.view.path(ROOM + name, **keys)

    def title(self, name: str) -> str:
        """Words for an indicator, with the unit where it is no number of people."""
        words = self.words(f"indicator.{ROOM}{name}")
        if name not in _PLAIN:
            return words
        return f"{words}, {'%' if name.endswith('_share') else 'maanden'}"

    @property
    def years(self) -> list[int]:
        """Years of tables that the run reaches."""
        return [year for year in settings().table_years if year in self.path("reception_need")]

    @property
    def year(self) -> int:
        """The year that the message is about: that of the settings, or the last."""
        known = self.path("reception_need")
        return settings().headline_year if settings().headline_year in known else max(known)

    @property
    def price_level(self) -> str:
        """Price level of the amounts."""
        level = self.view.rows.filter(pl.col("indicator") == f"{ROOM}cost_total")["price_level"]
        return f"prijzen van {level[0]}"


def _section(look: _Look) -> Section:
    parts = (
        _reception(look),
        _homes(look),
        _work(look),
        _money(look),
        _chain(look),
        _municipalities(look),
        _waits(look),
    )
    return Section(
        key="asylum",
        title="Opvang en wonen van statushouders",
        question="who",
        message=message(look.year, look.path("reception_need")[look.year]),
        facts=tuple(_facts(look)),
        parts=tuple(part for part in parts if part is not None),
        limits=(
            *_chosen(look),
            "Hoeveel mensen asiel aanvragen is niet te voorspellen; kies --instroom laag of hoog voor het verschil.",
            "Hoeveel een vroege start met taal en werk helpt, heeft niemand gemeten: het is een aanname.",
            "Opvangplaatsen en taken van gemeenten zijn een indicatie.",
        ),
    )


def message(year: int, value: Value) -> str:
    """The answer in one sentence, in hundreds of people."""
    people = dutch(round(value.package or 0.0, -2), 0)
    change = difference(value.difference)
    if change is None:
        return f"Het pakket verandert niet hoeveel mensen er in {year} in de opvang zitten: {people}."
    return f"In {year} zitten er met het pakket {people} mensen in de opvang: {change} dan zonder het pakket."


def difference(change: float | None) -> str | None:
    """`8.800 minder` or `8.800 meer`, in hundreds; None when that is nothing."""
    rounded = round(change or 0.0, -2)
    return f"{dutch(abs(rounded), 0)} {'minder' if rounded < 0 else 'meer'}" if rounded else None


def saved(change: float | None) -> str:
    """Whether the chain gets dearer: `0,6 miljard euro goedkoper`, for a change in cost in billion euro."""
    if change is None or abs(change) < _SMALL:
        return "ongeveer even duur"
    return f"{dutch(abs(change), 1)} miljard euro {'goedkoper' if change < 0 else 'duurder'}"


def _chosen(look: _Look) -> Iterator[str]:
    """Choices that differ from the usual ones."""
    inflow = str(look.view.options.get(f"{ROOM}inflow", "central"))
    if inflow != "central":
        yield f"Gekozen: {'de ondergrens' if inflow == 'low' else 'de bovengrens'} van de raming van asielaanvragen."


def _facts(look: _Look) -> Iterator[Fact]:
    year = look.year
    emergency = look.path("reception_emergency").get(year)
    change = difference(emergency.difference) if emergency else None
    if change:
        yield Fact(figure=change, meaning=f"mensen in noodopvang in {year} dan zonder het pakket")
    homes = look.path("homes_needed").get(year)
    if homes is not None and homes.package is not None:
        yield Fact(
            figure=dutch(round(homes.package, -2), 0),
            meaning=f"woningen die gemeenten in {year} statushouders moeten geven: taakstelling en achterstand",
        )
    cost = look.path("cost_total").get(year)
    if cost is not None:
        yield Fact(
            figure=saved(cost.difference),
            meaning=f"de keten in {year}, vergeleken met zonder pakket, {look.price_level}",
        )


def _pair(value: Value | None, scale: float) -> str:
    """One number when the package changes nothing, else both."""
    if value is None or value.baseline is None or value.package is None:
        return NOTHING
    one, two = (number(side / scale) for side in (value.baseline, value.package))
    return one if one == two else f"{one} → {two}"


def _heads(years: list[int]) -> tuple[Column, ...]:
    return (text(""), *numbers(*(str(year) for year in years)))


def _table(look: _Look, caption: str, unit: str, names: tuple[str, ...]) -> Table:
    rows: list[TableRow] = []
    for name in names:
        scale = 1.0 if name in (*_PLAIN, *_WORTH) or name.startswith("cost_") else _THOUSAND
        path = look.path(name)
        rows.append(row(look.title(name), *(_pair(path.get(year), scale) for year in look.years)))
    return Table(caption=caption, unit=unit, columns=_heads(look.years), rows=tuple(rows))


def _reception(look: _Look) -> Part:
    table = _table(look, "Opvang: zonder en met pakket", "duizend", _RECEPTION)
    charts = (_need_chart(look, table), _kinds_chart(look))
    return Part(
        key="reception", title="Opvang", charts=tuple(chart for chart in charts if chart is not None), tables=(table,)
    )


def _need_chart(look: _Look, table: Table) -> Chart | None:
    path = look.path("reception_need")
    band = {
        year: (value.low / _THOUSAND, value.high / _THOUSAND)
        for year, value in path.items()
        if value.low is not None and value.high is not None and value.low != value.high
    }
    last = max(path)
    before, after = ((side or 0.0) / _THOUSAND for side in path[last][:2])
    return line_chart(
        key="reception",
        title=look.title("reception_need"),
        unit="duizend",
        description=f"In {last}: zonder pakket {number(before)}, met pakket {number(after)} duizend.",
        table=table,
        lines=[
            Line("zonder pakket", "base", {y: (v.baseline or 0.0) / _THOUSAND for y, v in path.items()}),
            Line("met pakket", "esa", {y: (v.package or 0.0) / _THOUSAND for y, v in path.items()}),
        ],
        bands=[Band("lezing van vage tekst, met pakket", "wide", band)] if band else [],
    )


def _kinds_chart(look: _Look) -> Chart | None:
    """Where people live, with the package."""
    paths = {name: look.path(name) for name, _ in _KINDS}
    years = list(paths["reception_regular"])
    titles = [look.title(name) for name, _ in _KINDS]
    table = Table(
        caption="Opvang naar soort: zonder en met pakket",
        unit="duizend mensen",
        columns=(text("jaar"), *numbers(*titles)),
        rows=tuple(row(str(y), *(_pair(paths[name].get(y), _THOUSAND) for name, _ in _KINDS)) for y in years),
    )
    last = years[-1]
    ends = (
        (title, (paths[name][last].package or 0.0) / _THOUSAND) for title, (name, _) in zip(titles, _KINDS, strict=True)
    )
    parts = "; ".join(f"{title.lower()} {number(end)}" for title, end in ends)
    return line_chart(
        key="kinds",
        title="Waar mensen wonen, met het pakket",
        unit="duizend mensen",
        description=f"In {last}: {parts}.",
        table=table,
        lines=[
            Line(title, style, {y: (v.package or 0.0) / _THOUSAND for y, v in paths[name].items()})
            for title, (name, style) in zip(titles, _KINDS, strict=True)
        ],
    )


def _homes(look: _Look) -> Part:
    table = _table(look, "Woningen voor statushouders: zonder en met pakket", _MIXED, _HOMES)
    return Part(key="homes", title="Wonen", tables=(table,))


def _work(look: _Look) -> Part:
    table = _table(look, "Werk en bijstand: zonder en met pakket", _MIXED, _WORK)
    said = (
        "De aandelen gaan over alle statushouders met een vergunning sinds 2014. De waarde van het werk is productie "
        "en geen geld voor de begroting; de begeleiding zit in de kosten van de keten."
    )
    worth = _table(look, "Waarde van werk en kosten van begeleiding", f"mld euro per jaar, {look.price_level}", _WORTH)
    return Part(key="work", title="Werk en bijstand", words=(said,), tables=(table,), folded=(worth,))


def _money(look: _Look) -> Part:
    unit = f"mld euro per jaar, {look.price_level}"
    table = _table(look, "Kosten van de keten: zonder en met pakket", unit, (*_COSTS, "cost_total"))
    rows = (*table.rows[:-1], table.rows[-1].model_copy(update={"kind": "total"}))
    chart = _costs_chart(look, table.model_copy(update={"rows": rows}), unit)
    return Part(
        key="money",
        title="Kosten",
        charts=(chart,) if chart else (),
        tables=(table.model_copy(update={"rows": rows}),),
    )


def _costs_chart(look: _Look, table: Table, unit: str) -> Chart | None:
    """What the package changes in each kind of cost in the year of the message; plus is dearer."""
    year = look.year
    bars: list[Bar] = []
    for name in _COSTS:
        change = look.view.difference(ROOM + name, year)
        if change is not None and abs(change) >= _SMALL:
            style = "worse" if change > 0 else "better"
            bars.append(Bar(look.title(name), number(change, signed=True), (Segment(style, change),)))
    total = look.view.difference(f"{ROOM}cost_total", year)
    return bar_chart(
        key="costs",
        title=f"Wat het pakket in {year} aan de kosten verandert",
        unit=unit,
        description=f"Alles samen is de keten in {year} {saved(total)} met het pakket.",
        table=table,
        bars=bars,
        legend=(("duurder", "worse"), ("goedkoper", "better")),
    )


def _chain(look: _Look) -> Part:
    table = _table(look, "Aanvragen en beslissingen: zonder en met pakket", _MIXED, _CHAIN)
    return Part(key="chain", title="Aanvragen en beslissingen", folded=(table,))


def _municipalities(look: _Look) -> Part | None:
    """Places by province; of one municipality the command `gemeente` tells."""
    places = look.view.tables.get(f"{ROOM}places")
    if places is None or not places.height:
        return None
    by = places.group_by("province").agg(
        pl.col("round_one", "round_two", "inhabitants").sum(), (~pl.col("estimated")).sum().alias("official"), pl.len()
    )
    rows = tuple(
        row(
            province, dutch(one, 0), dutch(two, 0), f"{official} van {count}",
            values=(None, one, two, None),
        )
        for province, one, two, _, official, count in by.sort("province").iter_rows()
    )  # fmt: skip
    table = Table(
        caption="Opvangplaatsen van de Spreidingswet naar provincie",
        unit="plaatsen",
        columns=(
            text("provincie"),
            *numbers("eerste ronde", "tweede ronde"),
            text("gemeenten met een officieel getal"),
        ),
        rows=rows,
    )
    said = "Per gemeente, met de marge van elke schatting: `bouwstenen gemeente NAAM`."
    return Part(key="municipalities", title="Provincies en gemeenten", words=(said,), folded=(table,))


def _waits(look: _Look) -> Part | None:
    waits = look.view.tables.get(f"{ROOM}waits")
    if waits is None or not waits.height:
        return None
    names = ("p10", "p50", "p90", "mean", "chain_mean")
    rows = tuple(
        row(look.words(f"asylum.stage.{stage}"), *(number(value) for value in values), values=(None, *values))
        for stage, *values in waits.select("stage", *names).iter_rows()
    )
    heads = ("snelste 10%", "helft", "langzaamste 10%", "gemiddeld", "gemiddeld in de keten")
    table = Table(
        caption="Wachttijd met het pakket", unit="maanden", columns=(text("stap"), *numbers(*heads)), rows=rows
    )
    said = (
        "Nagebootst op een deel van de mensen, wie het eerst komt het eerst: in het echt loopt wachten verder uiteen."
    )
    return Part(key="waits", title="Hoe verdeeld het wachten is", words=(said,), tables=(table,))
