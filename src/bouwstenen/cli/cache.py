"""`bouwstenen cache leeg`: remove the results that are kept to be faster."""

from __future__ import annotations

from bouwstenen.cli.output import say
from bouwstenen.core.numbers import count, number

_MEGABYTE = 1e6


def leeg() -> int:
    """Verwijder de bewaarde uitkomsten. Een volgende run rekent alles opnieuw en geeft hetzelfde.

    Voorbeeld: `bouwstenen cache leeg`
    """
    from bouwstenen import service

    files, size = service.clear_cache()
    results = "1 bewaarde uitkomst" if files == 1 else f"{count(files)} bewaarde uitkomsten"
    say(f"Verwijderd: {results}, {number(size / _MEGABYTE)} MB.")
    return 0
