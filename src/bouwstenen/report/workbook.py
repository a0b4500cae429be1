"""Tables as a workbook: one sheet a table, units in the head, numbers as numbers."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from bouwstenen.core.numbers import MINUS
from bouwstenen.report.shown import clean

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bouwstenen.views import Section, Table, TableRow

CONTENTS = "Inhoud"
_MADE = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Fixed, so that the same tables give the same bytes."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(rf"([+\-{MINUS}]?)(\d{{1,3}}(?:\.\d{{3}})+|\d+)(?:,(\d+))?(%?)")
_BAND = re.compile(rf"[+\-][\d.,]+%?(?: tot [+\-{MINUS}]?[\d.,]+%?)?")
_YEAR = re.compile(r"[12]\d{3}")
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_NAME_LENGTH = 31
_WIDEST = 60


class Cell(NamedTuple):
    """What a cell holds: text, or a number with the format that shows it as the report does."""

    value: str | float
    format: str = ""


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe in front of what could be one."""
    return f"'{text}" if text.startswith(_FORMULA) and not _BAND.fullmatch(text) else text


def write_workbook(sections: Iterable[Section], path: Path) -> None:
    """Write all tables of sections; the first sheet lists the others. Equal tables give equal bytes."""
    from xlsxwriter import Workbook

    found = _tables(sections)
    choices = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(str(path), choices) as book:
        book.set_properties({"created": _MADE})
        bold = book.add_format({"bold": True})
        contents = book.add_worksheet(CONTENTS)
        names = _names([table.caption for _, table in found])
        heads = ("blad", "onderdeel", "tabel", "eenheid")
        listed = [(name, title, table.caption, table.unit) for name, (title, table) in zip(names, found, strict=True)]
        for line, cells in enumerate([heads, *listed]):
            for place, text in enumerate(cells):
                contents.write_string(line, place, safe(clean(text)), bold if not line else None)
        contents.set_column(0, 3, _WIDEST / 2)
        formats: dict[tuple[str, bool], Any] = {}
        for name, (_, table) in zip(names, found, strict=True):
            _write(book, book.add_worksheet(name), table, formats)


def _tables(sections: Iterable[Section]) -> list[tuple[str, Table]]:
    """Every table once, with the title of its section; a chart and the text may share one."""
    found: list[tuple[str, Table]] = []
    for section in sections:
        for part in section.parts:
            for table in (*(chart.table for chart in part.charts), *part.tables, *part.folded):
                if (section.title, table) not in found:
                    found.append((section.title, table))
    return found


def _names(captions: list[str]) -> list[str]:
    """Names of sheets: a number and as much of the caption as fits, without the signs that they may not hold."""
    plain = (f"{number} {_NO_SHEET_NAME.sub(' ', clean(caption))}" for number, caption in enumerate(captions, 1))
    return [name[:_NAME_LENGTH].strip() for name in plain]


def _write(book: Any, sheet: Any, table: Table, formats: dict[tuple[str, bool], Any]) -> None:
    def look(number_format: str, *, bold: bool) -> Any:
        if (number_format, bold) not in formats:
            wanted = {"bold": bold} | ({"num_format": number_format} if number_format else {})
            formats[number_format, bold] = book.add_format(wanted)
        return formats[number_format, bold]

    caption = f"{table.caption} ({table.unit})" if table.unit else table.caption
    sheet.write_string(0, 0, safe(clean(caption)), look("", bold=True))
    for place, head in enumerate(table.heads):
        sheet.write_string(2, place, safe(clean(head)), look("", bold=True))
    widths = [len(head) for head in table.heads]
    for line, row in enumerate(table.rows, 3):
        for place, cell in enumerate(_cells(table, row)):
            style = look(cell.format, bold=row.kind in ("total", "group"))
            if isinstance(cell.value, str):
                sheet.write_string(line, place, cell.value, style)
            else:
                sheet.write_number(line, place, cell.value, style)
            if row.kind != "group":
                widths[place] = max(widths[place], len(row.cells[place]))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(width + 2, _WIDEST))
    sheet.freeze_panes(3, 1)


def _cells(table: Table, row: TableRow) -> list[Cell]:
    raw = row.values or (None,) * len(row.cells)
    numeric = [column.numeric for column in table.columns]
    return [
        _cell(clean(text), value, number=number) for text, value, number in zip(row.cells, raw, numeric, strict=False)
    ]


def _cell(text: str, raw: float | None, *, number: bool) -> Cell:
    """The raw number where the row brings one; else the number that the text says; else the text."""
    found = _NUMBER.fullmatch(text)
    if raw is not None:
        return Cell(float(raw), _format(found) if found else "General")
    if found and (number or _YEAR.fullmatch(text)):
        sign, whole, decimals, _ = found.groups()
        value = float(f"{whole.replace('.', '')}.{decimals or '0'}")
        return Cell(-value if sign in {MINUS, "-"} and value else value, _format(found))
    return Cell(safe(text))


def _format(found: re.Match[str]) -> str:
    """How a spreadsheet writes the number as the report does: as many decimals, points for thousands, a plus."""
    sign, whole, decimals, percent = found.groups()
    thousands = "." in whole or (bool(decimals) and not percent)
    plain = (
        ("#,##0" if thousands else "0") + (f".{'0' * len(decimals)}" if decimals else "") + ('"%"' if percent else "")
    )
    return f"+{plain};-{plain};{plain}" if sign == "+" else plain
