"""Tables on the screen and plain data, for the commands about households."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from rich.box import SIMPLE_HEAD
from rich.table import Table

from bouwstenen.core.numbers import dutch

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS = 19
"""Width that the longest common word needs: kinderopvangtoeslag."""


def laid_out(title: str, *heads: str, caption: str = "", words: int = 1) -> Table:
    """An empty table: the first `words` columns hold words, the others numbers."""
    table = Table(
        title=title, title_justify="left", caption=caption or None, caption_justify="left",
        box=SIMPLE_HEAD, padding=(0, 1, 0, 0),
    )  # fmt: skip
    for place, head in enumerate(heads):
        if place < words:
            table.add_column(head, overflow="fold", min_width=_WORDS)
        else:
            table.add_column(head, justify="right", no_wrap=True)
    return table


def thousands(value: float, *, sign: bool = False) -> str:
    """A number of people or households, in thousands."""
    return dutch(value / 1000.0, 0, signed=sign)


def plain(value: Any) -> Any:
    """The same as JSON can hold: lists for arrays, and nothing for a number that does not exist."""
    if isinstance(value, dict):
        items: Mapping[Any, Any] = value
        return {str(key): plain(item) for key, item in items.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(item) for item in list(value)]
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
