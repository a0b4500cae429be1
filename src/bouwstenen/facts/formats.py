"""The file formats of the facts room: figures in YAML, series in CSV with a YAML header.

A figures file (`<room>.yaml`) holds `sources` and `figures`; the key of a figure is `<room>.<name>`.
A series file (`*.csv`) starts with comment lines (`# `) that together are YAML: the prefix of the keys, the
index column, the provenance and one entry per column. Blank cells mean that the source gives no value.
"""

from __future__ import annotations

import csv
import io
import math
from typing import TYPE_CHECKING

from pydantic import Field

from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.core.provenance import Confidence, Source
from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import KeyPath, YamlFile, parse_yaml, read_text

if TYPE_CHECKING:
    from pathlib import Path


class VintageFile(StrictModel):
    """`vintage.yaml`: what this vintage is, and which older vintage it changes."""

    title: str
    extends: str | None = None
    note: str = ""


class FigureEntry(StrictModel):
    """One figure as it stands in a file. `source` names an entry of `sources`; `where` narrows it down."""

    title: str
    value: float
    unit: str
    source: str
    confidence: Confidence
    where: str = ""
    year: int | None = None
    price_level: int | None = None
    note: str = ""


class FiguresFile(StrictModel):
    """A figures file."""

    sources: dict[str, Source] = Field(default_factory=dict)
    figures: dict[str, FigureEntry]


class ColumnEntry(StrictModel):
    """What a column of a series file holds. Source and confidence default to those of the file."""

    title: str
    unit: str
    price_level: int | None = None
    source: Source | None = None
    confidence: Confidence | None = None
    note: str = ""


class SeriesHeader(StrictModel):
    """The YAML header of a series file."""

    key: str
    index: str
    source: Source
    confidence: Confidence
    columns: dict[str, ColumnEntry]
    note: str = ""


class SeriesTable(StrictModel):
    """A series file: the index and, per column, one value or None for each index."""

    header: SeriesHeader
    index: tuple[int, ...]
    values: dict[str, tuple[float | None, ...]]


def read_series(path: Path) -> SeriesTable:
    """Read one series file. Raises InputError with file, line and mend."""
    text = read_text(path)
    lines = text.splitlines()
    size = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    # Blank lines are kept so that line numbers in messages stay right.
    header_file = parse_yaml("\n".join(line[2:] for line in lines[:size]), str(path))
    header = validate(SeriesHeader, header_file)
    rows = list(csv.reader(io.StringIO("\n".join(lines[size:]))))
    if not rows:
        raise InputError(
            "dit bestand heeft geen kolommen.", mend="Voeg een regel met kolomnamen toe.", where=Where(str(path))
        )
    _check_names(path, size + 1, rows[0], header)
    index: list[int] = []
    columns: list[list[float | None]] = [[] for _ in rows[0][1:]]
    for number, row in enumerate(rows[1:], start=size + 2):
        where = Where(str(path), number)
        if len(row) != len(rows[0]):
            problem = f"deze regel heeft {len(row)} waarden; er zijn {len(rows[0])} kolommen."
            raise InputError(problem, mend="Vul de regel aan.", where=where)
        index.append(_integer(row[0], where, header.index))
        if len(index) > 1 and index[-1] <= index[-2]:
            problem = f"de waarde {row[0]} staat niet na {index[-2]}."
            raise InputError(problem, mend="Zet de regels op volgorde en elke waarde één keer.", where=where)
        for column, name, cell in zip(columns, rows[0][1:], row[1:], strict=True):
            column.append(_number(cell, Where(str(path), number, name)))
    values = {name: tuple(column) for name, column in zip(rows[0][1:], columns, strict=True)}
    return SeriesTable(header=header, index=tuple(index), values=values)


def _check_names(path: Path, line: int, names: list[str], header: SeriesHeader) -> None:
    """The columns of the header and of the table must be the same."""
    if names[:1] != [header.index]:
        problem = f"de eerste kolom heet '{shown(names[0] if names else '')}'."
        raise InputError(problem, mend=f"Noem de eerste kolom {header.index}.", where=Where(str(path), line))
    for name in names[1:]:
        if name not in header.columns or names.count(name) > 1:
            raise InputError(
                "deze kolom staat niet in de kop, of staat er twee keer.",
                mend="Beschrijf elke kolom één keer onder columns.",
                where=Where(str(path), line, name),
                nearest=nearest_key(name, set(header.columns) - set(names)),
            )
    missing = set(header.columns) - set(names)
    if missing:
        problem = f"de kolom {min(missing)} staat wel in de kop en niet in de tabel."
        raise InputError(problem, mend="Voeg de kolom toe.", where=Where(str(path), line))


def _integer(cell: str, where: Where, name: str) -> int:
    try:
        return int(cell)
    except ValueError:
        problem = f"de waarde {shown(cell)} van {name} is geen geheel getal."
        raise InputError(problem, mend="Schrijf een geheel getal.", where=where) from None


def _number(cell: str, where: Where) -> float | None:
    """A number, or None for a blank cell."""
    if not cell.strip():
        return None
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        problem = f"de waarde {shown(cell)} is geen getal."
        raise InputError(problem, mend="Schrijf een getal met een punt, of laat de cel leeg.", where=where)
    return value


def override_value(file: YamlFile, path: KeyPath, value: object) -> float:
    """A number from a user's file of own figures. Raises InputError when it is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        problem = f"de waarde {shown(value)} is geen getal."
        raise InputError(problem, mend="Schrijf een getal met een punt.", where=file.where(path))
    return float(value)
