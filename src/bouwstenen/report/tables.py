"""A table as the template shows it. All numbers are text already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RowKind = Literal["", "total", "part", "group"]


@dataclass(frozen=True)
class Column:
    """Head of a column. Numbers stand right, text left."""

    label: str
    numeric: bool = True


@dataclass(frozen=True)
class Row:
    """Cells in the order of the columns; the first is the head of the row.

    kind: `total` and `part` only change how the row looks; a `group` row has one cell, a heading over all columns.
    doubtful: the row gets a mark for figures that were not read in an official source.
    """

    cells: tuple[str, ...]
    kind: RowKind = ""
    doubtful: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its caption and, always, its unit (empty only when the columns give their own).

    groups: (label, number of columns) over the columns after the first.
    """

    caption: str
    unit: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    groups: tuple[tuple[str, int], ...] = ()

    @property
    def narrow(self) -> bool:
        """Whether all columns but the first hold numbers."""
        return all(column.numeric for column in self.columns[1:])


def text(label: str) -> Column:
    """A column of text."""
    return Column(label, numeric=False)


def numbers(*labels: str) -> tuple[Column, ...]:
    """Columns of numbers."""
    return tuple(Column(label) for label in labels)
