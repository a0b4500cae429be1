"""Writes that never leave a half file, and hashes that prove what was read and written."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bouwstenen.core.errors import InputError, Where, cause_of

if TYPE_CHECKING:
    from collections.abc import Generator


@contextlib.contextmanager
def atomic_path(target: Path) -> Generator[Path]:
    """Give a temporary path beside `target`; rename it to `target` only when the block ends without error.

    Raises InputError when the folder cannot be written or the disk is full; the old file then stays.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=target.suffix)
        os.close(handle)
    except OSError as error:
        raise _write_error(target, error) from error
    temporary = Path(name)
    try:
        yield temporary
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        temporary.replace(target)
    except OSError as error:
        raise _write_error(target, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_text(target: Path, text: str) -> None:
    """Write UTF-8 text in one step; see `atomic_path`."""
    with atomic_path(target) as temporary:
        temporary.write_text(text, encoding="utf-8")


@contextlib.contextmanager
def staged_folder(target: Path) -> Generator[Path]:
    """Give an empty folder to write several files in; move them into `target` only when all are there.

    An error, a full disk or Ctrl-C leaves the files that were in `target` as they were.
    Raises InputError when the folder cannot be written.
    """
    try:
        target.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(dir=target, prefix=".nieuw-"))
    except OSError as error:
        raise _write_error(target, error) from error
    try:
        yield stage
        for path in sorted(stage.iterdir()):
            path.replace(target / path.name)
    except OSError as error:
        raise _write_error(target, error) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _write_error(target: Path, error: OSError) -> InputError:
    problem = f"dit bestand is niet te schrijven ({cause_of(error)})."
    return InputError(problem, mend="Kies een map met schrijfrechten en genoeg ruimte.", where=Where(str(target)))


def canonical_json(data: Any) -> str:
    """JSON with sorted keys and no spaces: equal data gives equal text."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(data: Any) -> str:
    """SHA-256 (hex) of the canonical JSON of `data`."""
    return hashlib.sha256(canonical_json(data).encode()).hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 (hex) of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
