"""What people see, as data: tables, charts, sections, the run they are made from and the words for its codes."""

from bouwstenen.views.run_view import Key, RunView, Value
from bouwstenen.views.sections import (
    Chart,
    Column,
    Fact,
    Part,
    Section,
    Table,
    TableRow,
    numbers,
    row,
    text,
)
from bouwstenen.views.words import Words, load_words

__all__ = [
    "Chart", "Column", "Fact", "Key", "Part", "RunView", "Section", "Table", "TableRow", "Value", "Words",
    "load_words", "numbers", "row", "text",
]  # fmt: skip
