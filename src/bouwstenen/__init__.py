"""bouwstenen: an open engine that turns a Dutch coalition package into numbers people can check.

    import bouwstenen

    run = bouwstenen.run("bouwstenen", {"households.households": 20_000})
    run.rows                                         # every number, a polars frame
    bouwstenen.trace(run, "emu_saldo", year=2030)    # why it is what it is

See `docs/python.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bouwstenen.core.errors import InputError
from bouwstenen.core.version import __version__

if TYPE_CHECKING:
    from bouwstenen.cases import household, simulate
    from bouwstenen.service import compare, open_run, render, run, seek, trace, verify, write_run

__all__ = [
    "InputError",
    "__version__",
    "compare",
    "household",
    "open_run",
    "render",
    "run",
    "seek",
    "simulate",
    "trace",
    "verify",
    "write_run",
]
_CASES = ("household", "simulate")


def __getattr__(name: str) -> Any:
    """Load a function when it is asked for, so that `import bouwstenen` stays light."""
    if name in __all__:
        from bouwstenen import cases, service

        return getattr(cases if name in _CASES else service, name)
    msg = f"module 'bouwstenen' has no attribute '{name}'"
    raise AttributeError(msg)
