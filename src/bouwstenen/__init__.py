"""bouwstenen: an open engine that turns a Dutch coalition package into numbers people can check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bouwstenen.core.errors import InputError

if TYPE_CHECKING:
    from bouwstenen.cases import household, simulate

__all__ = ["InputError", "__version__", "household", "simulate"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Load the household functions when they are asked for, so that `import bouwstenen` stays light."""
    if name in ("household", "simulate"):
        from bouwstenen import cases

        return getattr(cases, name)
    msg = f"module 'bouwstenen' has no attribute '{name}'"
    raise AttributeError(msg)
