"""A progress bar for work that goes in parts."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Generator


@contextlib.contextmanager
def parts_bar(description: str) -> Generator[Callable[[int, int], None]]:
    """Show a bar on standard error: parts done, of all, time passed and left; gone when the work is done.

    Nothing is shown when nobody watches (a file or a pipe). Gives a function that takes the number of parts done and
    of all.
    """
    left = TextColumn("delen, nog")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), left, TimeRemainingColumn())
    console = Console(stderr=True)
    hidden = not console.is_terminal
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True, disable=hidden) as progress:
        task = progress.add_task(description, total=None)
        yield lambda done, of: progress.update(task, completed=done, total=of)
