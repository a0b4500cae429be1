"""The simple values of the package format: codes of blocks, ids, years, dates and numbers."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

_BLOCK = r"^[A-Za-z][A-Za-z0-9_.-]{0,19}$"
BLOCK_WORDS = "de code van een blok, zoals B5 (5 mag ook), hoogstens 20 tekens"


def block_code(value: object) -> object:
    """The code of a block as it may be written: 5, "5" and "b5" are "B5"; anything else stays as it is."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return f"B{value}"
    number = re.fullmatch(r"[bB]?([0-9]{1,6})", value) if isinstance(value, str) else None
    return f"B{int(number[1])}" if number else value


def _real_date(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        msg = f"de datum {text} bestaat niet."
        raise ValueError(msg) from None
    if not 2020 <= day.year <= 2100:
        msg = f"de datum {text} valt buiten de grenzen. Schrijf een jaar van 2020 tot en met 2100."
        raise ValueError(msg)
    return text


Block = Annotated[
    str,
    Field(pattern=_BLOCK, description=BLOCK_WORDS),
    BeforeValidator(block_code),
    WithJsonSchema(
        {
            "anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": f"^[0-9]{{1,6}}$|{_BLOCK}"}],
            "description": BLOCK_WORDS,
        }
    ),
]
"""Code of a building block or chapter of the document: `5` and `B5` are both "B5"."""
Line = Annotated[int, Field(ge=1, le=999)]
"""Number of a line of the document's own financial table."""
Year = Annotated[int, Field(ge=2020, le=2100)]
Text = Annotated[str, Field(min_length=1)]
Title = Annotated[str, Field(min_length=1, max_length=160)]
Count = Annotated[int, Field(ge=1)]
Id = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$",
        description="hoogstens 40 letters, cijfers, punten, streepjes of lage streepjes",
    ),
]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{12}$", description="twaalf tekens 0-9 en a-f, tussen aanhalingstekens")]
Date = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="een datum als 2027-01-01"),
    AfterValidator(_real_date),
]
Number = Annotated[float, Field(ge=-1e12, le=1e12)]
