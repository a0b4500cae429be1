"""The examples of docs/python.md run in order and print what stands under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.docs.python_examples import EXAMPLE, PAGE, run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TEXT = PAGE.read_text(encoding="utf-8")
FUNCTIONS = ("run", "compare", "open_run", "write_run", "household", "simulate", "trace", "seek", "verify", "render")


def test_the_examples_print_what_stands_under_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    blocks = list(EXAMPLE.finditer(TEXT))
    assert len(blocks) == TEXT.count("```python\n")
    for block in blocks:
        assert run(block["code"], names) == (block["printed"] or ""), block["code"]


def test_every_function_has_an_example() -> None:
    code = "".join(block["code"] for block in EXAMPLE.finditer(TEXT))
    for name in FUNCTIONS:
        assert f"bouwstenen.{name}(" in code, name
