"""Shows sections on a terminal: the message first, then figures and tables. A number is never cut.

Text is taken as it is: no markup, no emoji, no characters that steer the terminal. A chart is replaced by its words.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from bouwstenen.report.shown import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from bouwstenen.report.shown import Shown
    from bouwstenen.views import Chart, Fact, Part, Section, Table, TableRow

_GAP = 2
"""Width between two columns."""
_FOLDED = 16
"""A column of words may be folded to this width, or to its longest word."""
_INDENT = 2


def print_summary(run: Shown, console: Console) -> None:
    """Print the answers to the three questions, their figures, and what was not computed."""
    from bouwstenen.report.sections.opening import opening
    from bouwstenen.views import load_words

    first = opening(run.view, run.sections, load_words(run.view.package.get("texts")))
    _heading(f"Doorrekening: {first.title}", console)
    for alarm in first.alarms:
        _line(alarm, console, "bold red")
    for card in first.cards:
        missing = tuple(line for line in card.missing if line not in first.known)
        print_section(card.model_copy(update={"missing": missing}), console)
    _heading("Wat is berekend", console)
    for line in first.known:
        _line(line, console)
    _line(f"Nummer van deze doorrekening: {run.receipt.run_id}.", console)


def print_sections(sections: Iterable[Section], console: Console) -> None:
    """Print sections one after the other."""
    for section in sections:
        print_section(section, console)


def print_section(section: Section, console: Console) -> None:
    """Print what a model tells: title, message, figures, parts, and what to bear in mind."""
    _heading(section.title, console)
    if section.message:
        _line(section.message, console)
    _facts(section.facts, console)
    for part in section.parts:
        print_part(part, console)
    _list("Om te onthouden" if section.parts else "", section.limits, console)
    _list("Nog niet berekend", section.missing, console)


def print_part(part: Part, console: Console) -> None:
    """Print a part: its words, its charts in words, and all its tables, folded ones as well."""
    if part.title:
        console.print()
        _line(part.title, console, "bold")
    for words in part.words:
        _line(words, console)
    for chart in part.charts:
        _chart(chart, console)
    for table in (*part.tables, *part.folded):
        print_table(table, console)


def print_table(table: Table, console: Console) -> None:
    """Print a table; where its columns do not fit beside each other, each row becomes a list of its cells."""
    console.print()
    caption = f"{table.caption} ({table.unit})" if table.unit else table.caption
    _line(caption, console, "bold")
    widths = _widths(table)
    if sum(least for least, _ in widths) + _GAP * (len(widths) - 1) <= console.width:
        console.print(_grid(table, widths))
    else:
        _as_lists(table, console)


def _heading(text: str, console: Console) -> None:
    console.print()
    _line(text, console, "bold underline")


def _line(text: str, console: Console, style: str = "") -> None:
    console.print(Text(clean(text), style=style, overflow="fold"))


def _list(title: str, lines: Sequence[str], console: Console) -> None:
    if not lines:
        return
    if title:
        _line(f"{title}:", console)
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for line in lines:
        grid.add_row(" -", Text(clean(line)))
    console.print(grid)


def _facts(facts: Sequence[Fact], console: Console) -> None:
    """Figures on the left and what they are on the right; below each other where the screen is narrow."""
    if not facts:
        return
    figures = [clean(fact.figure) for fact in facts]
    left = max(cell_len(figure) for figure in figures)
    if left + _GAP + _FOLDED > console.width:
        for figure, fact in zip(figures, facts, strict=True):
            _line(figure, console, "bold")
            console.print(Padding(Text(clean(fact.meaning), overflow="fold"), (0, 0, 0, _INDENT), expand=False))
        return
    grid = Grid.grid(padding=(0, _GAP, 0, 0))
    grid.add_column(no_wrap=True, min_width=left)
    grid.add_column(overflow="fold")
    for figure, fact in zip(figures, facts, strict=True):
        grid.add_row(Text(figure, style="bold"), Text(clean(fact.meaning)))
    console.print(grid)


def _chart(chart: Chart, console: Console) -> None:
    """The words of a chart; its table only when the page shows that open as well."""
    _line(f"{chart.title} ({chart.unit}). {chart.description}", console)
    if chart.open:
        print_table(chart.table, console)


def _longest_word(text: str) -> int:
    return max((cell_len(word) for word in text.split(" ")), default=0)


def _cells(row: TableRow) -> tuple[str, ...]:
    """The cells of a row; what the page marks as doubtful is marked in words."""
    first, *rest = (clean(cell) for cell in row.cells)
    first = f"{'  ' if row.kind == 'part' else ''}{first}{' (twijfel)' if row.doubtful else ''}"
    return (first, *rest)


def _widths(table: Table) -> list[tuple[int, int]]:
    """Least and greatest width of each column: numbers have one width, words may be folded."""
    rows = [_cells(row) for row in table.rows if row.kind != "group"]
    found: list[tuple[int, int]] = []
    for place, (column, head) in enumerate(zip(table.columns, [clean(head) for head in table.heads], strict=True)):
        cells = [row[place] for row in rows if place < len(row)]
        whole = max((cell_len(cell) for cell in cells), default=0)
        if column.numeric:
            width = max(whole, _longest_word(head))
            found.append((width, width))
        else:
            words = max([_longest_word(head), *(_longest_word(cell) for cell in cells)])
            found.append((min(max(whole, cell_len(head)), max(words, _FOLDED)), max(whole, cell_len(head))))
    return found


def _grid(table: Table, widths: Sequence[tuple[int, int]]) -> Grid:
    grid = Grid(box=SIMPLE_HEAD, padding=(0, _GAP, 0, 0), pad_edge=False, collapse_padding=True, show_edge=False)
    for column, head, (least, _) in zip(table.columns, [clean(head) for head in table.heads], widths, strict=True):
        label = Text("\n".join(wrap(head, least, break_long_words=False)) if column.numeric else head)
        justify = "right" if column.numeric else "left"
        grid.add_column(label, justify=justify, no_wrap=column.numeric, min_width=least, overflow="fold")
    for row in table.rows:
        style = "bold" if row.kind in ("total", "group") else ""
        cells = _cells(row)
        # A group is a heading over all columns; in the first column it is folded where it does not fit.
        grid.add_row(*(Text(cell, style=style) for cell in cells), end_section=row.kind == "total")
    return grid


def _as_lists(table: Table, console: Console) -> None:
    """Every row as its head, with a line for each other cell."""
    heads = [clean(head) for head in table.heads]
    for row in table.rows:
        first, *rest = _cells(row)
        _line(first, console, "bold")
        for head, cell in zip(heads[1:], rest, strict=False):
            if cell:
                console.print(Padding(_pair(head, cell, console.width - _INDENT), (0, 0, 0, _INDENT), expand=False))


def _pair(head: str, cell: str, width: int) -> Text:
    """A head and its cell on one line, or below each other where they do not fit."""
    together = f"{head}: {cell}" if head else cell
    if cell_len(together) <= width or not head:
        return Text(together, overflow="fold")
    return Text(f"{head}:\n{cell}", overflow="fold")
