"""What the report shows: any run, made now or opened again."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bouwstenen.receipt import Receipt
    from bouwstenen.views import RunView, Section

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


class Shown(Protocol):
    """A run: what it gave, what its models tell, and what it was made from."""

    @property
    def view(self) -> RunView:
        """Rows, named tables, package and options."""
        ...

    @property
    def sections(self) -> tuple[Section, ...]:
        """What the models tell, in order."""
        ...

    @property
    def receipt(self) -> Receipt:
        """What went in."""
        ...


def clean(text: str) -> str:
    """Text without characters that steer a terminal or hide themselves; line ends stay.

    A package may hold anything: an escape code would colour a terminal, and a mark of direction would turn words.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _HIDDEN)
