"""People: the population with and without the package, and the asylum chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from bouwstenen.core.numbers import NOTHING, number
from bouwstenen.report.charts import Band, Bar, Line, Segment, bar_chart, line_chart
from bouwstenen.report.tables import Row, Table, numbers, text

if TYPE_CHECKING:
    from bouwstenen.models.demography import DemographyResult
    from bouwstenen.report.charts import Chart
    from bouwstenen.report.context import Context

_YEARS = {"demography": (2025, 2030, 2040, 2050, 2060, 2070), "asylum": (2025, 2027, 2028, 2030, 2035)}
_POPULATION = (
    ("population", "inwoners", 1000.0),
    ("households", "huishoudens", 1000.0),
    ("labour_force", "beroepsbevolking", 1000.0),
    ("grey_pressure", "65-plussers per 100 mensen van 20 tot 65", 1.0),
)
_ASYLUM = (
    ("asylum.reception_need", "mensen in de opvang", 1000.0),
    ("asylum.reception_emergency", "in noodopvang", 1000.0),
    ("asylum.status_holders_in_reception", "statushouders in de opvang", 1000.0),
    ("asylum.in_alternative_housing", "in alternatieve huisvesting", 1000.0),
    ("asylum.employed_share", "aan het werk, %", 1.0),
    ("asylum.benefit_share", "met bijstand, %", 1.0),
    ("asylum.cost_total", "kosten, mld euro per jaar, prijzen van 2025", 1.0),
)
_THOUSAND = "duizend, tenzij anders staat"
PYRAMID_YEAR = 2050


@dataclass(frozen=True)
class Path:
    """One indicator by year: (without, with, low, high)."""

    values: dict[int, tuple[float, float, float | None, float | None]]


@dataclass(frozen=True)
class People:
    """The section; empty when no model of people ran."""

    tables: tuple[Table, ...]
    charts: tuple[Chart, ...]


def people(context: Context) -> People:
    """Make the section."""
    population = _table(context, "demography", "Bevolking: zonder en met pakket", _POPULATION)
    asylum = _table(context, "asylum", "Asielketen: zonder en met pakket", _ASYLUM)
    tables = tuple(table for table in (population, asylum) if table is not None)
    charts = (
        _chart(context, "demography", "population", "Inwoners van Nederland", "miljoen", 1e6, population),
        pyramid(context.run.population),
        _chart(context, "asylum", "asylum.reception_need", "Mensen in de opvang", "duizend", 1e3, asylum),
        _occupancy(context),
    )
    return People(tables, tuple(chart for chart in charts if chart is not None))


def pyramid(result: DemographyResult | None) -> Chart | None:
    """Men (left) and women (right) by ten-year age group in PYRAMID_YEAR, with the package; the table has all sides."""
    if result is None:
        return None
    at = result.baseline.at(PYRAMID_YEAR)
    start = result.baseline.population[0]
    before, after = result.baseline.population[at], result.package.population[at]
    bars: list[Bar] = []
    rows: list[Row] = []
    for low in range(90, -1, -10):
        ages = slice(low, low + 10 if low < 90 else None)
        label = f"{low} tot {low + 10} jaar" if low < 90 else "90 jaar en ouder"
        men, women = (float(after[sex, ages].sum()) / 1e3 for sex in (0, 1))
        bars.append(Bar(label, f"{number(men)} en {number(women)}", (Segment("better", -men), Segment("worse", women))))
        sides = [number(float(people[sex, ages].sum()) / 1e3) for sex in (0, 1) for people in (start, before, after)]
        rows.append(Row((label, *sides)))
    heads = (str(int(result.years[0])), f"{PYRAMID_YEAR} zonder pakket", f"{PYRAMID_YEAR} met pakket")
    table = Table(
        f"Bevolking naar leeftijd en geslacht, nu en in {PYRAMID_YEAR}", "duizend",
        (text("leeftijd"), *numbers(*heads, *heads)), tuple(rows), (("mannen", 3), ("vrouwen", 3)),
    )  # fmt: skip
    total = number(float(after.sum()) / 1e6)
    return bar_chart(
        title=f"Leeftijdsopbouw in {PYRAMID_YEAR} met het pakket",
        unit="duizend mannen en vrouwen",
        description=f"In {PYRAMID_YEAR} wonen er {total} miljoen mensen. Links mannen, rechts vrouwen.",
        table=table,
        bars=bars,
        legend=(("mannen", "better"), ("vrouwen", "worse")),
    )


def _occupancy(context: Context) -> Chart | None:
    """Reception by kind with the package."""
    kinds = (
        ("asylum.reception_regular", "gewone opvang", "base"),
        ("asylum.reception_emergency", "noodopvang", "esa"),
        ("asylum.in_alternative_housing", "alternatieve huisvesting", "pm"),
        ("asylum.in_hotels", "hotels", "document"),
    )
    found = {name: _path(context, "asylum", name).values for name, _, _ in kinds}
    if not all(found.values()):
        return None
    years = sorted(found[kinds[0][0]])
    rows = [Row((str(year), *(_pair(found[name].get(year), 1e3) for name, _, _ in kinds))) for year in years]
    columns = (text("jaar"), *numbers(*(title for _, title, _ in kinds)))
    table = Table("Opvang naar soort: zonder en met pakket", "duizend mensen", columns, tuple(rows))
    last = years[-1]
    parts = ", ".join(f"{title} {number(found[name][last][1] / 1e3)}" for name, title, _ in kinds)
    return line_chart(
        title="Opvang naar soort, met het pakket",
        unit="duizend mensen",
        description=f"In {last}: {parts}.",
        table=table,
        lines=[Line(title, style, {y: v[1] / 1e3 for y, v in found[name].items()}) for name, title, style in kinds],
        x_ticks={year: str(year) for year in years if year % 5 == 0},
    )


def _path(context: Context, model: str, indicator: str, group: str = "totaal") -> Path:
    rows = context.run.effects.filter(
        (pl.col("model") == model) & (pl.col("indicator") == indicator) & (pl.col("group") == group)
        & (pl.col("region") == "Nederland") & pl.col("package").is_not_null()
    ).sort("year")  # fmt: skip
    columns = rows.select("year", "baseline", "package", "low", "high").iter_rows()
    return Path({int(year): tuple(values) for year, *values in columns})  # pyright: ignore[reportArgumentType]


def _table(context: Context, model: str, caption: str, wanted: tuple[tuple[str, str, float], ...]) -> Table | None:
    """Chosen years; a pair where the package changes the number."""
    years = _YEARS[model]
    rows: list[Row] = []
    for indicator, title, scale in wanted:
        path = _path(context, model, indicator).values
        if path:
            rows.append(Row((title, *(_pair(path.get(year), scale) for year in years))))
    columns = (text(""), *numbers(*(str(year) for year in years)))
    return Table(caption, _THOUSAND, columns, tuple(rows)) if rows else None


def _pair(value: tuple[float, float, float | None, float | None] | None, scale: float) -> str:
    if value is None:
        return NOTHING
    one, two = number(value[0] / scale), number(value[1] / scale)
    return one if one == two else f"{one} → {two}"


def _chart(
    context: Context, model: str, indicator: str, title: str, unit: str, scale: float, table: Table | None
) -> Chart | None:
    path = _path(context, model, indicator).values
    if not path or table is None:
        return None
    if indicator == "population":
        low, high = (_path(context, model, "population_quantile", group).values for group in ("q02.5", "q97.5"))
        band = {year: (low[year][1] / scale, high[year][1] / scale) for year in path if year in low and year in high}
        name = "95% van de trekkingen"
    else:
        band = {y: (v[2] / scale, v[3] / scale) for y, v in path.items() if v[2] is not None and v[3] is not None}
        name = "lage en hoge instroom"
    last = max(path)
    words = (
        f"In {last}: zonder pakket {number(path[last][0] / scale)}, met pakket {number(path[last][1] / scale)} {unit}."
    )
    return line_chart(
        title=title,
        unit=unit,
        description=words,
        table=table,
        lines=[
            Line("zonder pakket", "base", {year: value[0] / scale for year, value in path.items()}),
            Line("met pakket", "esa", {year: value[1] / scale for year, value in path.items()}),
        ],
        bands=[Band(name, "wide", band)] if band else [],
        x_ticks={year: str(year) for year in path if year % (10 if len(path) > 20 else 5) == 0},
    )
