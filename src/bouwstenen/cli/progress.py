"""A progress bar for work that goes in parts, and checks of the choices that several commands share."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from bouwstenen.core.errors import InputError, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

MOST_HOUSEHOLDS = 8_500_000
"""About the number of households of the country: more rows than that tell nothing more."""


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


def checked_year(year: int, option: str = "--jaar") -> int:
    """The year of the law, when the households model can run in it. Raises InputError otherwise."""
    from bouwstenen.models.households.inputs import last_law_year
    from bouwstenen.population.constants import BASE_YEAR

    return between(year, BASE_YEAR, last_law_year(), option)


def between(value: int, lowest: int, highest: int, option: str) -> int:
    """A number from `lowest` up to and including `highest`. Raises InputError with the option otherwise."""
    if not lowest <= value <= highest:
        mend = f"Kies een getal van {lowest} tot en met {highest}."
        raise InputError(f"het getal {value} kan hier niet.", mend=mend, where=Where(option))
    return value
