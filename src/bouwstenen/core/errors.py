"""One kind of error for bad input: it names the place and says how to mend it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Where:
    """Place of a value in the user's input: file, line (counted from 1, 0 when unknown) and dotted key."""

    file: str = ""
    line: int = 0
    key: str = ""

    def __str__(self) -> str:
        parts = [self.file or "invoer"]
        if self.line:
            parts.append(f"regel {self.line}")
        if self.key:
            parts.append(f"sleutel '{self.key}'")
        return ", ".join(parts)


class InputError(Exception):
    """The input is wrong. The message (Dutch) says where, what, the nearest valid key and the mend.

    The command line prints it and exits with status 2; it is never shown as a traceback.
    """

    def __init__(self, problem: str, *, mend: str = "", where: Where | None = None, nearest: str = "") -> None:
        self.problem = problem
        self.mend = mend
        self.where = where or Where()
        self.nearest = nearest
        super().__init__(str(self))

    def __str__(self) -> str:
        text = f"{self.where}: {self.problem}"
        if self.nearest:
            text += f" Bedoelde u '{self.nearest}'?"
        if self.mend:
            text += f" {self.mend}"
        return text


def nearest_key(key: str, valid: Iterable[str]) -> str:
    """Return the valid key that looks most like `key`, or an empty string when none comes near."""
    found = difflib.get_close_matches(key, sorted(valid), n=1, cutoff=0.5)
    return found[0] if found else ""


def shown(value: object, width: int = 60) -> str:
    """Return a value as it may stand in a message: one line, cut at `width` characters."""
    text = " ".join(str(value).split())
    return text if len(text) <= width else text[: width - 1] + "…"
