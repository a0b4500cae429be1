"""Amounts with a point and exactly three decimals: 36.000 is 36 to a computer and 36,000 to a Dutch reader."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from bouwstenen.core.errors import InputError
from bouwstenen.core.numbers import exact
from bouwstenen.core.yaml_file import read_text
from bouwstenen.law.inputs import INPUTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.core.errors import Where
    from bouwstenen.core.yaml_file import KeyPath, YamlFile

_THOUSANDS = r"[-+]?\d{1,3}\.\d{3}"
_UNITS = ("EUR", "EUR/jaar", "EUR/maand")
"""Units of amounts that people write with a point for thousands; prices an hour and a day have three decimals too."""
_AMOUNTS = frozenset(item.name for item in INPUTS if item.unit in _UNITS)


def refuse_doubt(text: str, where: Where | None = None) -> None:
    """Raise InputError for a number that has exactly three decimals, with both ways to read it."""
    if re.fullmatch(_THOUSANDS, text.strip()):
        value = float(text)
        mend = f"Schrijf {value * 1000:.0f} of {value:g}, zonder punt voor duizendtallen."
        problem = f"{text.strip()} kan {exact(value * 1000)} of {exact(value)} betekenen."
        raise InputError(problem, mend=mend, where=where)


def refuse_thousands(source: YamlFile) -> None:
    """Raise InputError for such an amount in the file of a case. A case that is no file has numbers, not text."""
    if not source.sha256 or not Path(source.file).is_file():
        return
    lines = read_text(Path(source.file)).splitlines()
    for path in _amounts(source.data, ()):
        number = source.lines.get(path, 0)
        line = lines[number - 1] if 0 < number <= len(lines) else ""
        found = re.search(rf"(?<![\w.]){re.escape(str(path[-1]))}['\"]?\s*:\s*({_THOUSANDS})(?![\d.eE_])", line)
        if found:
            refuse_doubt(found.group(1), source.where(path))


def _amounts(data: object, path: KeyPath) -> Iterator[KeyPath]:
    """Where the amounts of a case stand; under `gegeven` every number may be one."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        here = (*path, key)
        if isinstance(value, float) and (key in _AMOUNTS or path[:1] == ("gegeven",)):
            yield here
        yield from _amounts(value, here)
