"""What a package says of its document: blocks, lines, documents, points, headline years and reserved lines.

Nothing of this stands in the engine: another document has other blocks and other lines.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bouwstenen.agreement.fields import Block, Date, Id, Line, Text, Title, Year
from bouwstenen.core.validation import StrictModel

Rules = Literal["bouwstenen", "none"]
"""The set of budget rules that a document proposes; `none` where it proposes none."""
Parser = Literal["bouwstenen", "none"]
"""How a copy of a document is cut into places (`agreement/source_text.py`); `none`: not."""


class BlockTitle(StrictModel):
    """A building block or chapter."""

    key: Block
    title: Title


class LineTitle(StrictModel):
    """A line of the document's own financial table."""

    number: Line
    title: Title


class Document(StrictModel):
    """A text that measures point at. The first of a package is the one that is meant where no document is named."""

    id: Id
    title: Title
    date: Date
    parser: Parser = "none"


class Headline(StrictModel):
    """The years of the main figures."""

    balance: Year = 2030
    debt: Year = 2045


class Point(StrictModel):
    """One of the numbered points of a block, under which several measures may stand."""

    key: Id
    block: Block
    title: Title


class Reserved(StrictModel):
    """A line that already pays for measures; `measures` names points or measures."""

    line: Line
    measures: list[Text] = Field(min_length=1)
