"""The command line. Exit status 0: done; 1: done, and something does not agree; 2: wrong input; 130: interrupted."""

from __future__ import annotations

import sys

INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit. Wrong input gives one message on standard error, never a traceback."""
    from typer.exceptions import Abort, Exit, TyperException

    from bouwstenen.cli.app import app
    from bouwstenen.cli.dutch import dutch_usage_error
    from bouwstenen.core.errors import InputError

    try:
        status = app(args=arguments, prog_name="bouwstenen", standalone_mode=False)
    except InputError as error:
        _fail(str(error))
    except Exit as stop:
        sys.exit(stop.exit_code)
    except (KeyboardInterrupt, Abort):
        _say_interrupted()
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader (head, less) has seen enough.
        sys.stderr.close()
        sys.exit(0)
    except TyperException as error:
        _fail(f"{dutch_usage_error(error.format_message())} Zie `bouwstenen --help`.")
    else:
        # typer turns Ctrl-C into this status.
        if status == INTERRUPTED:
            _say_interrupted()
        sys.exit(status if isinstance(status, int) else 0)


def _say_interrupted() -> None:
    print("Afgebroken. Er is niets half geschreven.", file=sys.stderr)  # noqa: T201


def _fail(message: str) -> None:
    """Print one message and exit with status 2."""
    from rich.console import Console

    Console(stderr=True).print(f"[bold red]Fout[/]: {_plain(message)}", soft_wrap=True, highlight=False)
    sys.exit(2)


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(text)
