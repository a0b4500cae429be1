"""What the youth model tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.views import RunView, Section, Words


def sections(view: RunView, words: Words) -> Iterator[Section]:
    """The section of the youth model."""
    del view, words
    yield from ()
