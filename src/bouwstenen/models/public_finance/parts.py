"""Codes of the parts of a package: what each entry of money is called in rows."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from bouwstenen.levers import BudgetEntry
    from bouwstenen.models.public_finance.package import Flows

_LONGEST = 60


def part_codes(entries: tuple[BudgetEntry, ...]) -> list[str]:
    """A code for the part of each entry, unique within its measure.

    Money of a model brings its code. The title of a line's part becomes lower case ASCII (`Wonen & zorg` →
    `wonen_zorg`); titles that come out alike get a number.
    """
    taken: set[tuple[str, str]] = set()
    codes: list[str] = []
    for entry in entries:
        if entry.part_of == "model":
            codes.append(entry.part)
            continue
        base = slug(entry.part)
        code, n = base, 1
        while (entry.measure, code) in taken:
            n += 1
            code = f"{base}_{n}"
        taken.add((entry.measure, code))
        codes.append(code)
    return codes


def slug(title: str) -> str:
    """A title as a code: ASCII letters and digits, with _ between words."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST].rstrip("_") or "part"


def entry_keys(flows: Flows) -> pl.DataFrame:
    """Columns measure, block, payer and part (code) of every entry, in their order."""
    entries = flows.entries
    return pl.DataFrame(
        {
            "measure": [entry.measure for entry in entries],
            "block": [entry.block for entry in entries],
            "payer": [entry.payer for entry in entries],
            "part": part_codes(entries),
        },
        schema=dict.fromkeys(("measure", "block", "payer", "part"), pl.String),
    )
