"""A folder for compiled rules and kept results, also where the user has none that can be written."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bouwstenen.cli.output import say

if TYPE_CHECKING:
    from collections.abc import Generator

VARIABLE = "BOUWSTENEN_CACHE"


@contextlib.contextmanager
def usable_cache() -> Generator[None]:
    """Use a folder for this command only when the user's cache folder cannot be written, and say so."""
    if VARIABLE in os.environ or _writable(_usual()):
        yield
        return
    with tempfile.TemporaryDirectory(prefix="bouwstenen-", ignore_cleanup_errors=True) as name:
        os.environ[VARIABLE] = name
        text = f"De map {_usual()} is niet te schrijven: regels worden deze keer opnieuw vertaald (een minuut). "
        say(f"{text}Zet {VARIABLE} op een map die blijft.", "yellow", stderr=True)
        try:
            yield
        finally:
            del os.environ[VARIABLE]


def _usual() -> Path:
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path(os.path.expanduser("~")) / ".cache") / "bouwstenen"  # noqa: PTH111 - no error without a home


def _writable(folder: Path) -> bool:
    """Whether a file can be made in the folder, or the folder itself can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
