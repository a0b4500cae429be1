"""bouwstenen: an open engine that turns a Dutch coalition package into numbers people can check."""

from bouwstenen.core.errors import InputError

__all__ = ["InputError", "__version__"]
__version__ = "0.1.0"
