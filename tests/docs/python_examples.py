"""Runs the examples of docs/python.md in order; `make golden` writes what they print under them."""

from __future__ import annotations

import contextlib
import io
import os
import re
import tempfile
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "python.md"
EXAMPLE = re.compile(r"```python\n(?P<code>.*?)```(?:\n\n```text\n(?P<printed>.*?)```)?", re.DOTALL)


def run(code: str, names: dict[str, Any]) -> str:
    """What a block prints; its names stay in `names`. Works in the folder of now."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, PAGE.name, "exec"), names)  # noqa: S102
    return printed.getvalue()


def main() -> None:
    """Write the page again."""
    names: dict[str, Any] = {}

    def again(block: re.Match[str]) -> str:
        printed = run(block["code"], names)
        return f"```python\n{block['code']}```" + (f"\n\n```text\n{printed}```" if printed else "")

    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        PAGE.write_text(EXAMPLE.sub(again, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
        os.chdir(PAGE.parent)


if __name__ == "__main__":
    main()
