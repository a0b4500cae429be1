"""Results of models kept by key: in this process, and in the user's cache folder for the next one.

A key is the digest of everything that a result depends on, so an entry is right or absent. An entry on disk carries
the digest of its bytes; a damaged one is dropped and computed again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from bouwstenen.core.errors import InputError
from bouwstenen.core.files import atomic_path
from bouwstenen.rules.kernel import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIZE_LIMIT = 1 << 30
"""Bytes that the results on disk may take; the ones used longest ago go first."""
IN_MEMORY = 64
"""Results that one process keeps; one of 200,000 households takes some 30 MB."""
_HEAD = 32
_FOLDER = "runs"


@dataclass(eq=False)
class Cache:
    """Results by key. `folder` None keeps nothing on disk."""

    folder: Path | None = None
    limit: int = SIZE_LIMIT
    _memory: OrderedDict[str, Any] = field(default_factory=OrderedDict[str, Any])
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: str, make: Callable[[], Any], *, on_disk: bool = True) -> Any:
        """The result of a key: from memory, from disk, or made now and kept. Errors of `make` pass and keep nothing."""
        with self._lock:
            if key in self._memory:
                self._memory.move_to_end(key)
                return self._memory[key]
        found = self._read(key) if on_disk else None
        if found is None:
            found = (make(),)
            if on_disk:
                self._write(key, found)
        with self._lock:
            self._memory[key] = found[0]
            while len(self._memory) > IN_MEMORY:
                self._memory.popitem(last=False)
        return found[0]

    def _path(self, key: str) -> Path | None:
        return None if self.folder is None else self.folder / f"{key}.pickle"

    def _read(self, key: str) -> tuple[Any] | None:
        path = self._path(key)
        if path is None:
            return None
        try:
            raw = path.read_bytes()
            if hashlib.sha256(raw[_HEAD:]).digest() != raw[:_HEAD]:
                path.unlink(missing_ok=True)
                return None
            os.utime(path)
            return pickle.loads(raw[_HEAD:])  # noqa: S301 - our own file in the user's own folder, with its digest
        except (OSError, pickle.UnpicklingError, AttributeError, ImportError, EOFError):
            return None

    def _write(self, key: str, found: tuple[Any]) -> None:
        """Keep a result on disk; a full or closed disk is no reason to stop."""
        path = self._path(key)
        if path is None:
            return
        try:
            raw = pickle.dumps(found, protocol=5)
        except (pickle.PicklingError, TypeError, AttributeError):
            return
        if len(raw) > self.limit // 4:
            return
        with contextlib.suppress(OSError, InputError), atomic_path(path) as temporary:
            temporary.write_bytes(hashlib.sha256(raw).digest() + raw)
        self._trim()

    def _trim(self) -> None:
        assert self.folder is not None
        with contextlib.suppress(OSError):
            files = sorted(
                ((p.stat().st_mtime, p.stat().st_size, p) for p in self.folder.glob("*.pickle")), reverse=True
            )
            total = 0
            for _, size, path in files:
                total += size
                if total > self.limit:
                    path.unlink(missing_ok=True)


def user_cache() -> Cache:
    """The cache of this user: `runs` in the folder that also holds compiled rules; one a process."""
    return _cache_at(cache_folder() / _FOLDER)


@lru_cache(maxsize=4)
def _cache_at(folder: Path) -> Cache:
    return Cache(folder)


def clear(folder: Path | None = None) -> tuple[int, int]:
    """Remove all results kept on disk; gives their number and bytes. Compiled rules stay."""
    home = folder or cache_folder() / _FOLDER
    _cache_at.cache_clear()
    number = size = 0
    for path in home.glob("*.pickle"):
        size += path.stat().st_size
        number += 1
        path.unlink(missing_ok=True)
    return number, size
