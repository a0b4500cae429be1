"""One hash over any frozen content: equal content gives the same key, whatever objects hold it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import polars as pl
from pydantic import BaseModel


class _State(Protocol):
    """A hash that is being made."""

    def update(self, data: bytes, /) -> None:
        """Add bytes."""
        ...


def content_digest(*values: Any) -> str:
    """SHA-256 (hex) of dataclasses, models, mappings, sequences, arrays, frames and plain values.

    Raises TypeError for anything else, such as a function: what cannot be compared may not be part of a key.
    """
    state = hashlib.sha256()
    for value in values:
        _add(state, value)
    return state.hexdigest()


def _add(state: _State, value: Any) -> None:
    match value:
        case None | bool() | int() | float() | str() | bytes() | Path():
            state.update(f"{type(value).__name__}:{value!r};".encode())
        case np.ndarray():
            _add_array(state, value)
        case np.generic():
            _add(state, value.item())
        case pl.DataFrame():
            state.update(f"frame{value.schema!r}".encode())
            state.update(value.hash_rows(seed=1).to_numpy().tobytes())
        case BaseModel():
            _add_items(state, type(value).__name__, value.model_dump(exclude_none=False).items())
        case Mapping():
            _add_items(state, "map", sorted(((repr(key), item) for key, item in value.items()), key=_first))
        case list() | tuple():
            _add_items(state, "row", enumerate(value))
        case set() | frozenset():
            _add_items(state, "set", enumerate(sorted(value, key=repr)))
        case _ if is_dataclass(value):
            _add_items(state, type(value).__name__, ((f.name, getattr(value, f.name)) for f in fields(value)))
        case _:
            msg = f"a value of type {type(value).__name__} has no digest"
            raise TypeError(msg)


def _add_array(state: _State, array: np.ndarray[Any, Any]) -> None:
    state.update(f"array{array.dtype.str}{array.shape}".encode())
    if array.dtype.hasobject:
        _add_items(state, "objects", enumerate(array.ravel().tolist()))
    else:
        state.update(np.ascontiguousarray(array).tobytes())


def _add_items(state: _State, kind: str, items: Any) -> None:
    state.update(f"{kind}(".encode())
    for key, value in items:
        _add(state, key)
        _add(state, value)
    state.update(b")")


def _first(pair: tuple[str, Any]) -> str:
    return pair[0]
