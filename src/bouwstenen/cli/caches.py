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
    """Use a folder for this command only when the user's cache folder cannot be written; say so when it was used."""
    usual = _usual()
    if VARIABLE in os.environ or _writable(usual):
        yield
        return
    with tempfile.TemporaryDirectory(prefix="bouwstenen-", ignore_cleanup_errors=True) as name:
        os.environ[VARIABLE] = name
        try:
            yield
        finally:
            del os.environ[VARIABLE]
            if any(Path(name).iterdir()):
                text = f"De map {usual} is niet te schrijven: er is niets bewaard. "
                say(f"{text}Zet {VARIABLE} op een map die te schrijven is.", "yellow", stderr=True)


def _usual() -> Path:
    """The user's cache folder; a home that is not known stays as `~`, which is then no folder to write in."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")  # noqa: PTH111, PTH118
    return Path(home) / "bouwstenen"


def _writable(folder: Path) -> bool:
    """Whether a file can be made in the folder, which is made when it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
