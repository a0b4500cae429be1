"""Results are kept by key; a damaged entry is made again and never trusted; the size stays within its limit."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bouwstenen.core.errors import InputError
from bouwstenen.runs.cache import Cache, clear

if TYPE_CHECKING:
    from pathlib import Path


def test_a_second_process_reads_what_the_first_one_made(tmp_path: Path) -> None:
    calls: list[int] = []
    for _ in range(2):
        found = Cache(tmp_path).get("a", lambda: calls.append(1) or {"value": 3})
        assert found == {"value": 3}
    assert calls == [1]


def test_none_is_a_result_too(tmp_path: Path) -> None:
    calls: list[int] = []
    for _ in range(2):
        assert Cache(tmp_path).get("a", lambda: calls.append(1)) is None
    assert calls == [1]


@pytest.mark.parametrize("damage", ["flip", "cut", "empty"])
def test_a_damaged_entry_is_made_again(tmp_path: Path, damage: str) -> None:
    Cache(tmp_path).get("a", lambda: "right")
    path = next(tmp_path.glob("*.pickle"))
    raw = bytearray(path.read_bytes())
    raw[-2] ^= 1
    path.write_bytes({"flip": bytes(raw), "cut": bytes(raw[:40]), "empty": b""}[damage])
    assert Cache(tmp_path).get("a", lambda: "again") == "again"
    assert Cache(tmp_path).get("a", lambda: "third") == "again"


def test_an_error_keeps_nothing(tmp_path: Path) -> None:
    def fail() -> object:
        raise InputError("fout.")

    with pytest.raises(InputError):
        Cache(tmp_path).get("a", fail)
    assert Cache(tmp_path).get("a", lambda: 1) == 1


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    block = b"x" * 10_000
    for number, key in enumerate("abc"):
        Cache(tmp_path).get(key, lambda: block)
        os.utime(tmp_path / f"{key}.pickle", (number, number))
    Cache(tmp_path, limit=50_000).get("d", lambda: block)
    assert {path.stem for path in tmp_path.glob("*.pickle")} == {"a", "b", "c", "d"}
    Cache(tmp_path, limit=45_000).get("e", lambda: block)
    assert {path.stem for path in tmp_path.glob("*.pickle")} == {"b", "c", "d", "e"}


def test_clearing_says_what_it_removed(tmp_path: Path) -> None:
    Cache(tmp_path).get("a", lambda: 1)
    (tmp_path / "kernel_x.py").write_text("")
    number, size = clear(tmp_path)
    assert number == 1
    assert size > 32
    assert [path.name for path in tmp_path.iterdir()] == ["kernel_x.py"]


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert Cache(blocked / "runs").get("a", lambda: 5) == 5
