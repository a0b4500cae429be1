"""The files that people get of a run: report, results and coverage as CSV, tables as a workbook, charts as images."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from bouwstenen.core.files import write_text
from bouwstenen.report.draw import draw
from bouwstenen.report.page import about_the_run, numbered, render
from bouwstenen.report.workbook import safe, write_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from bouwstenen.report.shown import Shown
    from bouwstenen.views import Chart, Table

REPORT = "rapport.html"
EFFECTS = "effecten.csv"
COVERAGE = "dekking.csv"
WORKBOOK = "tabellen.xlsx"
_COVERAGE = ("document", "block", "section", "heading", "kind", "number", "hash", "measures", "outcome", "reason")
_FORMULA = r"^[=+\-@\t\r]"


def write_files(run: Shown, folder: Path) -> None:
    """Write report, results, coverage and tables into a folder that is there. The same run gives the same bytes."""
    from bouwstenen.views import load_words

    words = load_words(run.view.package.get("texts"))
    (folder / REPORT).write_text(render(run), encoding="utf-8")
    (folder / EFFECTS).write_text(csv_text(run.view.rows), encoding="utf-8")
    coverage = run.view.tables.get("run.coverage")
    if coverage is None or not coverage.width:
        coverage = pl.DataFrame(schema=dict.fromkeys(_COVERAGE, pl.String))
    (folder / COVERAGE).write_text(csv_text(coverage), encoding="utf-8")
    write_workbook((*run.sections, *about_the_run(run, words)), folder / WORKBOOK)


def csv_text(table: pl.DataFrame) -> str:
    """A data frame as CSV; text that a spreadsheet would take for a formula gets an apostrophe in front."""
    texts = [name for name, kind in table.schema.items() if kind == pl.String]
    formula = [
        pl.when(pl.col(name).str.contains(_FORMULA)).then("'" + pl.col(name)).otherwise(pl.col(name)).alias(name)
        for name in texts
    ]
    return table.with_columns(formula).write_csv()


def write_images(run: Shown, folder: Path) -> list[Path]:
    """Write every chart as SVG and its table as CSV, as `<section>-<chart>`; gives the paths.

    Raises InputError when the folder cannot be written or the disk is full.
    """
    written: list[Path] = []
    for section in numbered(run.sections):
        for chart in (chart for part in section.parts for chart in part.charts):
            for ending, content in (("svg", image(chart)), ("csv", table_csv(chart.table))):
                path = folder / f"{section.key}-{chart.key}.{ending}"
                write_text(path, content)
                written.append(path)
    return written


def image(chart: Chart) -> str:
    """A chart as an SVG file of its own."""
    head = '<svg xmlns="http://www.w3.org/2000/svg" font-family="Liberation Sans, Arial, Helvetica, sans-serif" '
    return draw(chart).replace("<svg ", head, 1) + "\n"


def table_csv(table: Table) -> str:
    """A table as people read it, as CSV: heads of groups in front of those of their columns."""
    import csv
    import io

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([safe(head) for head in table.heads])
    writer.writerows([safe(cell) for cell in row.cells] for row in table.rows)
    return buffer.getvalue()
