"""Where output goes: a screen that shows text as it is, JSON and CSV for other programs, progress for who watches.

Text of a package or of a user is never read as markup, emoji or control codes. On a screen that cannot show a sign a
plain one takes its place.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import json
import math
import sys
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from bouwstenen.core.errors import InputError, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping, Sequence

    import polars as pl
    from rich.style import Style

    from bouwstenen.runs.result import Run
    from bouwstenen.views import Part, Section, Table

PLAIN_SIGNS = {
    "−": "-", "–": "-", "—": "-", "→": "->", "×": "x", "≤": "<=", "≥": ">=", "≈": "~", "✗": "x", "✓": "v", "…": "...",
    "‘": "'", "’": "'", "“": '"', "”": '"', "•": "-", "·": "-", "\N{NO-BREAK SPACE}": " ", "€": "EUR", "█": "#",
    "─": "-", "━": "-", "│": "|", "┃": "|",
}  # fmt: skip
"""What stands in for a sign where the screen has none, so that a minus stays a minus."""
_ERRORS = "bouwstenen_plain"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _plain_sign(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(PLAIN_SIGNS.get(sign, "?") for sign in bad), error.end


def prepare_streams() -> None:
    """Let both streams take every sign. Raises InputError when there is no standard output."""
    codecs.register_error(_ERRORS, _plain_sign)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ERRORS)
    if sys.stdout is None:  # pyright: ignore[reportUnnecessaryComparison] - None when the shell closed it
        problem = "de uitvoer is gesloten."
        raise InputError(problem, mend="Stuur de uitvoer naar een bestand of een scherm.", where=Where("uitvoer"))


def clean(text: str) -> str:
    """Text without control characters, which could move the cursor or name the window; line ends stay."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\N{NO-BREAK SPACE}")


class Screen(Console):
    """A console that takes every text as it is, and leaves a reader who went away to the caller."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, markup=False, emoji=False, highlight=False)

    def render_str(self, text: str, *, style: str | Style = "", **choices: Any) -> Text:
        """Text of a cell or line, without control characters."""
        return super().render_str(clean(text), style=style, **choices)

    def on_broken_pipe(self) -> None:
        """Let the command end as one whose reader (head, less) has seen enough."""
        raise BrokenPipeError


def say(text: str, style: str = "", *, stderr: bool = False) -> None:
    """Print one line of text; the screen breaks it, a file or pipe gets it whole."""
    screen = Screen(stderr=stderr)
    screen.print(Text(clean(text), style=style), soft_wrap=True)


def show_summary(found: Run) -> None:
    """Print the main figures of a run, section by section."""
    from bouwstenen.report import screen

    screen.print_summary(found, Screen())


def show_section(section: Section) -> None:
    """Print all that a model tells."""
    from bouwstenen.report import screen

    screen.print_section(section, Screen())


def show_part(part: Part) -> None:
    """Print one part of what a model tells."""
    from bouwstenen.report import screen

    screen.print_part(part, Screen())


def show_table(table: Table) -> None:
    """Print a table; on a narrow screen no number is cut."""
    from bouwstenen.report import screen

    screen.print_table(table, Screen())


def print_json(data: Any) -> None:
    """Print data as JSON and nothing else; a number that does not exist becomes null."""
    # A stream that is not Unicode gets escapes, so that no sign is lost.
    escaped = not (getattr(sys.stdout, "encoding", None) or "").lower().startswith("utf")
    sys.stdout.write(json.dumps(finite(data), ensure_ascii=escaped, allow_nan=False, indent=1) + "\n")


def finite(value: Any) -> Any:
    """The same with None for numbers that JSON does not have, and lists for tuples."""
    if isinstance(value, dict):
        items: Mapping[Any, Any] = value
        return {str(key): finite(item) for key, item in items.items()}
    if isinstance(value, (list, tuple)):
        return [finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print rows as CSV; text that a spreadsheet would take for a formula gets an apostrophe in front."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    sys.stdout.write(buffer.getvalue())


def print_frame(frame: pl.DataFrame) -> None:
    """Print a data frame as CSV."""
    print_csv(frame.columns, frame.iter_rows())


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{clean(value)}" if value.startswith(_FORMULA) else clean(value)
    return value


def one_form(*, as_json: bool, as_csv: bool) -> None:
    """Refuse JSON and CSV together."""
    if as_json and as_csv:
        raise InputError("deze opties gaan niet samen.", mend="Kies --json of --csv.", where=Where("--json en --csv"))


@contextlib.contextmanager
def progress(first: str) -> Generator[Callable[[str], None]]:
    """Show the step of the work on standard error, with the time; nothing when nobody watches.

    Gives a function that takes the Dutch name of a step.
    """
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    screen = Screen(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task(first, total=None)
        yield lambda step: bar.update(task, description=clean(step))
