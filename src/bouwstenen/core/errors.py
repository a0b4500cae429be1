"""One kind of error for bad input: it names the place and says how to mend it."""

from __future__ import annotations

import difflib
import errno
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


_CAUSES = {
    errno.EACCES: "geen toestemming",
    errno.EPERM: "geen toestemming",
    errno.ENOSPC: "de schijf is vol",
    errno.EROFS: "de schijf is alleen te lezen",
    errno.ENOENT: "de map bestaat niet",
    errno.ENOTDIR: "een deel van het pad is geen map",
    errno.EISDIR: "dit is een map",
    errno.ELOOP: "de koppelingen verwijzen naar elkaar",
    errno.ENAMETOOLONG: "de naam is te lang",
}


@dataclass(frozen=True)
class Where:
    """Place of a value in the user's input: file, line (counted from 1, 0 when unknown) and dotted key."""

    file: str = ""
    line: int = 0
    key: str = ""

    def __str__(self) -> str:
        parts = [shown(self.file, 300) or "invoer"]
        if self.line:
            parts.append(f"regel {self.line}")
        if self.key:
            parts.append(f"sleutel '{shown(self.key, 120)}'")
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
    found = difflib.get_close_matches(key[:80], sorted(valid), n=1, cutoff=0.5)
    return found[0] if found else ""


def shown(value: object, width: int = 60) -> str:
    """Return a value as it may stand in a message: one line of printable text, cut at `width` characters."""
    text = " ".join(str(value)[: 20 * width].split())
    text = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
    return text if len(text) <= width else text[: width - 1] + "…"


def cause_of(error: Exception) -> str:
    """Return in words why a file could not be read or written."""
    if isinstance(error, ValueError):
        return "geen geldige naam"
    number = error.errno if isinstance(error, OSError) else None
    return _CAUSES.get(number or 0) or getattr(error, "strerror", None) or shown(error)
