"""The examples of docs/python.md run in order and print what stands under them."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

TEXT = (Path(__file__).parents[2] / "docs" / "python.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"```python\n(.*?)```(?:\n\n```text\n(.*?)```)?", re.DOTALL)
FUNCTIONS = ("run", "compare", "open_run", "write_run", "household", "simulate", "trace", "seek", "verify", "render")


def test_the_examples_print_what_stands_under_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    seen = 0
    for code, wanted in EXAMPLE.findall(TEXT):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, "docs/python.md", "exec"), names)  # noqa: S102
        assert printed.getvalue() == wanted, code
        seen += 1
    assert seen == TEXT.count("```python\n")


def test_every_function_has_an_example() -> None:
    code = "".join(code for code, _ in EXAMPLE.findall(TEXT))
    for name in FUNCTIONS:
        assert f"bouwstenen.{name}(" in code, name
