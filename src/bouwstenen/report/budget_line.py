"""The budget line of a household as a CSV file and a page with charts."""

from __future__ import annotations

import csv
import io
from itertools import pairwise
from typing import TYPE_CHECKING

from bouwstenen.core.files import staged_folder
from bouwstenen.core.numbers import amount_of_people, percentage
from bouwstenen.report.page import render_sections
from bouwstenen.views import Column, Part, Section, Table, numbers, row, text
from bouwstenen.views.charts import Line, line_chart

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bouwstenen.cases.budget_line import Point
    from bouwstenen.views import Chart, TableRow

ROWS = 25


def write_budget_line(points: Sequence[Point], name: str, person: str, date: str, folder: Path) -> None:
    """Write `verloop.csv` (every point) and `verloop.html` (charts, a short table and the cliffs) into `folder`.

    Raises InputError when the folder cannot be written.
    """
    with staged_folder(folder) as stage:
        (stage / "verloop.csv").write_text(csv_text(points, name), encoding="utf-8")
        (stage / "verloop.html").write_text(render_budget_line(points, name, person, date), encoding="utf-8")


def csv_text(points: Sequence[Point], name: str) -> str:
    """All points: the amount that rises, marginal pressure, whether income falls, and every amount; euro a year."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    names = list(points[0].amounts)
    writer.writerow([name, "marginale_druk", "val", *names])
    for point in points:
        pressure = "" if point.pressure is None else f"{point.pressure:.4f}"
        writer.writerow([f"{point.at:.2f}", pressure, int(point.cliff), *(f"{point.amounts[n]:.2f}" for n in names)])
    return buffer.getvalue()


def render_budget_line(points: Sequence[Point], name: str, person: str, date: str) -> str:
    """The page: disposable income and marginal pressure against the amount that rises, self-contained."""
    title = f"Wat overblijft als {name} van {person} stijgt"
    return render_sections(title, [budget_line_section(points, name, date)])


def budget_line_section(points: Sequence[Point], name: str, date: str) -> Section:
    """What is left of a rising amount, and where the income falls."""
    cliffs = _cliffs(points, name)
    many = len(cliffs.rows)
    falls = {0: "op geen enkele plaats", 1: "op 1 plaats"}.get(many, f"op {many} plaatsen")
    return Section(
        key="budget_line",
        title="Wat overblijft",
        question="who",
        message=f"Het besteedbaar inkomen daalt {falls} als {name} stijgt.",
        parts=(
            Part(
                key="lines",
                title="Verloop",
                words=(f"Wet van {date}. Bedragen in euro per jaar.",),
                charts=tuple(_charts(points, name)),
            ),
            Part(key="cliffs", title="Waar het inkomen daalt", tables=(cliffs,) if many else ()),
        )[: 2 if many else 1],
    )


def _charts(points: Sequence[Point], name: str) -> list[Chart]:
    ticks = _ticks(points)
    keep = line_chart(
        key="income",
        title="Wat overblijft",
        unit=f"duizend euro per jaar, bij {name} in duizend euro",
        description=f"Besteedbaar inkomen van het huishouden als {name} stijgt.",
        table=_table(points, name),
        lines=[
            Line("besteedbaar inkomen", "esa", {round(p.at): p.amounts["besteedbaar_inkomen"] / 1000 for p in points})
        ],
        x_ticks=ticks,
    )
    # A cliff is a pressure of thousands of percents on one step; the chart is cut so that the rest stays readable.
    pressures = {round(p.at): min(max(p.pressure, -0.5), 1.5) * 100 for p in points if p.pressure is not None}
    pressure = line_chart(
        key="pressure",
        title="Marginale druk",
        unit=f"% van extra {name} dat niet overblijft, afgekapt bij −50 en 150",
        description=f"Deel van elke stap in {name} dat niet in het besteedbaar inkomen komt.",
        table=_table(points, name),
        lines=[Line("marginale druk", "document", pressures)],
        x_ticks=ticks,
    )
    return [chart for chart in (keep, pressure) if chart is not None]


def _ticks(points: Sequence[Point]) -> dict[int, str]:
    """Marks of the horizontal axis, shown in thousands."""
    last = points[-1].at
    step = next((s for s in (1_000, 5_000, 10_000, 20_000, 50_000, 100_000, 500_000) if last / s <= 8), 1_000_000)
    wanted = range(0, int(last) + 1, step)
    present = [round(point.at) for point in points]
    return {min(present, key=lambda at, w=w: abs(at - w)): str(w // 1000) for w in wanted if w >= present[0]}


def _table(points: Sequence[Point], name: str) -> Table:
    """About 25 points over the whole range."""
    every = max(1, len(points) // ROWS)
    columns = numbers(name, "besteedbaar", "zorgtoeslag", "huurtoeslag", "kindgebonden budget", "druk")
    names = ("besteedbaar_inkomen", "zorgtoeslag", "huurtoeslag", "kindgebonden_budget")
    rows = [
        row(
            amount_of_people(p.at),
            *(amount_of_people(p.amounts[shown]) for shown in names),
            "" if p.pressure is None else percentage(p.pressure),
        )
        for p in points[::every]
    ]
    caption = f"Verloop als {name} stijgt"
    return Table(caption=caption, unit="euro per jaar", columns=columns, rows=tuple(rows))


def _cliffs(points: Sequence[Point], name: str) -> Table:
    rows: list[TableRow] = []
    for before, point in pairwise(points):
        if point.cliff:
            loss = before.amounts["besteedbaar_inkomen"] - point.amounts["besteedbaar_inkomen"]
            reach = f"van {amount_of_people(before.at)} naar {amount_of_people(point.at)}"
            rows.append(row(reach, amount_of_people(loss)))
    columns = (text(f"stap in {name}"), Column(label="daling van het besteedbaar inkomen"))
    caption = f"Plaatsen waar meer {name} minder overlaat"
    return Table(caption=caption, unit="euro per jaar", columns=columns, rows=tuple(rows))
