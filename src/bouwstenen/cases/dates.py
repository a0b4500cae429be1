"""Which dates the law is known or projected for, and how a date is written."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING

from bouwstenen.core.errors import InputError, shown
from bouwstenen.law import parameter_set

if TYPE_CHECKING:
    from bouwstenen.core.errors import Where

FIRST_DATE = dt.date(2024, 1, 1)
FIRST_BILL = dt.date(2027, 1, 1)
"""The first day for which the files of the law hold values of bills."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_FORM = "Schrijf jaar-maand-dag, zoals 2026-01-01."
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


@cache
def last_date() -> dt.date:
    """The last day of the last year for which every index of the law has a step; after it amounts would stand still."""
    last = min(max(start for start, _ in path) for path in parameter_set().index_path.values())
    return dt.date(int(last[:4]), 12, 31)


def read_date(text: object, where: Where | None = None) -> dt.date:
    """A date from its ISO text. Raises InputError with the form for anything else, or for a day that does not exist."""
    if not (isinstance(text, str) and _ISO.fullmatch(text)):
        raise InputError(f"de waarde {shown(text)} is geen datum.", mend=_FORM, where=where)
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InputError(f"de datum {shown(text)} bestaat niet.", mend=_FORM, where=where) from None


def law_date(text: object, where: Where | None = None) -> dt.date:
    """A date on which the law can be computed. Raises InputError outside the years that are known or projected."""
    date = read_date(text, where)
    if not FIRST_DATE <= date <= last_date():
        mend = f"Kies een datum van {FIRST_DATE} tot en met {last_date()}."
        raise InputError(f"op {date} is de wet niet bekend.", mend=mend, where=where)
    return date


def in_words(date: dt.date) -> str:
    """A date as people write it: 15 februari 2026."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def months_between(birth: dt.date, date: dt.date) -> int:
    """Age in whole months."""
    return (date.year - birth.year) * 12 + date.month - birth.month - (date.day < birth.day)
