"""Reads the texts that people see: gettext files whose msgid is a code and whose msgstr is the words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@cache
def read_texts(path: Path) -> dict[str, str]:
    """Texts by code from one `nl.po`. Raises ValueError for a code without text or given twice: a fault of ours."""
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalog = read_po(file, abort_invalid=True)
    found: dict[str, str] = {}
    for message in catalog:
        if not message.id:
            continue
        code, words = str(message.id), str(message.string or "")
        if not words or code in found:
            msg = f"{path}: code '{code}' has no text or stands twice"
            raise ValueError(msg)
        found[code] = words
    return found
