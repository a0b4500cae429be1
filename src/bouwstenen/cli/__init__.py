"""The command line. Exit status 0: done; 1: done, and something does not agree; 2: wrong input; 130: interrupted."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import Any, NoReturn

DONE, WRONG, INTERRUPTED = 0, 2, 130


class _Interrupts:
    """Whether Ctrl-C was pressed: a library that is being imported may turn it into an error of its own."""

    def __init__(self) -> None:
        self.pressed = False

    def __call__(self, *_: Any) -> NoReturn:
        self.pressed = True
        raise KeyboardInterrupt


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit. Wrong input gives one message on standard error, never a traceback."""
    interrupts = _Interrupts()
    before = signal.getsignal(signal.SIGINT)
    try:
        _on_interrupt(interrupts)
        status = _run(arguments)
    except KeyboardInterrupt:
        status = _interrupted()
    except Exception:
        if not interrupts.pressed:
            raise
        status = _interrupted()
    finally:
        _on_interrupt(before)
    sys.exit(status)


def _on_interrupt(handler: Any) -> None:
    """Set what Ctrl-C does; only the main thread may, and a test or notebook may stand elsewhere."""
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, handler)


def _run(arguments: list[str] | None) -> int:
    """Run and give the status; every error that is not ours to mend becomes one Dutch message."""
    if sys.stderr is None:  # pyright: ignore[reportUnnecessaryComparison] - None when the shell closed it
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - open until the end
    from bouwstenen.core.errors import InputError

    try:
        return _commanded(arguments)
    except InputError as error:
        return _fail(str(error))
    except BrokenPipeError:
        # The reader (head, less) has seen enough.
        _drop_output()
        return DONE
    except OSError as error:
        _drop_output()
        return _fail(_system_error(error))
    except MemoryError:
        return _fail("er is te weinig geheugen. Kies minder huishoudens of trekkingen.")


def _commanded(arguments: list[str] | None) -> int:
    """Find the command, run it and write what it printed."""
    from typer.exceptions import Abort, Exit, TyperException

    from bouwstenen.cli.app import program
    from bouwstenen.cli.caches import usable_cache
    from bouwstenen.cli.dutch import dutch_usage_error
    from bouwstenen.cli.output import prepare_streams

    prepare_streams()
    try:
        with usable_cache():
            status = program()(args=arguments, prog_name="bouwstenen", standalone_mode=False)
        sys.stdout.flush()
    except Exit as stop:
        status = stop.exit_code
    except Abort:
        raise KeyboardInterrupt from None
    except TyperException as error:
        return _fail(f"{dutch_usage_error(error.format_message())} Zie `bouwstenen --help`.")
    if status == INTERRUPTED:
        # typer turns Ctrl-C into this status.
        raise KeyboardInterrupt
    return status if isinstance(status, int) else DONE


def _interrupted() -> int:
    with contextlib.suppress(OSError):
        print("Afgebroken. Er is niets half geschreven.", file=sys.stderr)  # noqa: T201
    return INTERRUPTED


def _system_error(error: OSError) -> str:
    from bouwstenen.core.errors import cause_of, shown

    name = f"'{shown(error.filename)}' is" if error.filename else "de uitvoer of een bestand is"
    return f"{name} niet te lezen of te schrijven ({cause_of(error)}). Kies een andere plek, of maak ruimte."


def _drop_output() -> None:
    """Send what is left of standard output nowhere, so that closing it at the end says nothing."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _fail(message: str) -> int:
    """Print one message on standard error; the status of wrong input."""
    from bouwstenen.cli.output import clean

    with contextlib.suppress(OSError):
        print(f"Fout: {clean(message)}", file=sys.stderr)  # noqa: T201
    return WRONG
