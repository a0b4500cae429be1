"""People: the population with and without the package, and the asylum chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from bouwstenen.report.charts import Band, Line, line_chart
from bouwstenen.report.numbers import NOTHING, number
from bouwstenen.report.tables import Row, Table, numbers, text

if TYPE_CHECKING:
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
        _chart(context, "asylum", "asylum.reception_need", "Mensen in de opvang", "duizend", 1e3, asylum),
    )
    return People(tables, tuple(chart for chart in charts if chart is not None))


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
