"""What people see, as plain frozen data: one renderer per medium (page, screen, file) draws it.

Numbers in words and cells are text already; a cell may carry its raw value, so that a spreadsheet gets a number.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from bouwstenen.core.validation import StrictModel

RowKind = Literal["", "total", "part", "group"]
Question = Literal["cost", "who", "fit"]


class Column(StrictModel):
    """Head of a column. Numbers stand right, text left."""

    label: str
    numeric: bool = True


class TableRow(StrictModel):
    """Cells in the order of the columns; the first is the head of the row.

    kind: `total` and `part` only change how the row looks; a `group` row has one cell, a heading over all columns.
    doubtful: the row gets a mark for figures that were not read in an official source.
    values: the raw number of each cell, None for text; empty when the row brings none.
    """

    cells: tuple[str, ...]
    kind: RowKind = ""
    doubtful: bool = False
    values: tuple[float | None, ...] = ()


class Table(StrictModel):
    """A table with its caption and, always, its unit with price level (empty only when the columns give their own).

    groups: (label, number of columns) over the columns after the first.
    """

    caption: str
    unit: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    groups: tuple[tuple[str, int], ...] = ()

    @property
    def narrow(self) -> bool:
        """Whether all columns but the first hold numbers."""
        return all(column.numeric for column in self.columns[1:])

    @property
    def heads(self) -> tuple[str, ...]:
        """Heads of the columns, each with the head of its group in front: `2030: hele pakket`."""
        groups = [""] + [label for label, span in self.groups for _ in range(span)]
        groups += [""] * (len(self.columns) - len(groups))
        pairs = zip(groups, self.columns, strict=False)
        return tuple(f"{group}: {column.label}" if group else column.label for group, column in pairs)


def text(label: str) -> Column:
    """A column of text."""
    return Column(label=label, numeric=False)


def numbers(*labels: str) -> tuple[Column, ...]:
    """Columns of numbers."""
    return tuple(Column(label=label) for label in labels)


def row(*cells: str, kind: RowKind = "", doubtful: bool = False, values: tuple[float | None, ...] = ()) -> TableRow:
    """A row of cells."""
    return TableRow(cells=cells, kind=kind, doubtful=doubtful, values=values)


class Chart(StrictModel):
    """A chart or map as a Vega-Lite specification, with the words that replace it and the table of the same rows.

    key: code, unique in the section; names its file. spec: the specification, data inside it and nothing to fetch.
    open: the table is shown without being asked for.
    """

    key: str
    title: str
    unit: str
    description: str
    table: Table
    spec: dict[str, Any]
    open: bool = False

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """What a notebook shows: the chart where it can draw, else its words."""
        words = f"{self.title} ({self.unit}). {self.description}"
        return {"application/vnd.vegalite.v5+json": self.spec, "text/plain": words}


class Fact(StrictModel):
    """A headline figure and what it is, with unit and price level."""

    figure: str
    meaning: str


class Part(StrictModel):
    """One heading with its text, charts and tables; `folded` tables are opened by who wants them.

    key: code of the part, to show it alone (`terugvorderingen` is the part `months` of the households).
    """

    key: str
    title: str
    words: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    folded: tuple[Table, ...] = ()


class Section(StrictModel):
    """What one model (or the run itself) tells: one message first, then figures, charts and tables.

    key: code; the anchor in the page. question: which of the three questions it answers, None for none.
    message: the answer in one sentence. facts: its headline figures. limits: what to bear in mind.
    missing: what was not computed and why.
    """

    key: str
    title: str
    question: Question | None = None
    message: str = ""
    facts: tuple[Fact, ...] = ()
    parts: tuple[Part, ...] = ()
    limits: tuple[str, ...] = ()
    missing: tuple[str, ...] = Field(default=())
