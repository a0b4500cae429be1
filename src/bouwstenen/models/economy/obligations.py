"""The inventory of obligations for the standard cost model: time × tariff × number × how often, plus money spent.

The shipped list holds names and no amounts; it gives no number. A user fills rows with published figures.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.core.yaml_file import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SHIPPED: Final = Path(__file__).parent / "obligations.csv"
_WORDS = ("id", "obligation", "law", "origin", "kind", "effective", "source")
_NEEDED = ("times_per_year", "minutes", "tariff", "population")
_MORE = ("national_share", "out_of_pocket", "investment", "life_years")
COLUMNS: Final = (*_WORDS, *_NEEDED, *_MORE)
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "origin": ("national", "eu", "both"),
    "kind": ("administrative", "substantive", "financial"),
    "effective": ("", "yes", "no"),
}
_HOUR = 60.0


@dataclass(frozen=True)
class Obligation:
    """One obligation of firms.

    cost: billion euro a year; None when an amount is missing. national: part of it that Dutch law asks. effective: its
    goal weighs more than its burden, so that the test keeps it.
    """

    id: str
    cost: float | None
    national: float
    effective: bool


@dataclass(frozen=True)
class Inventory:
    """All obligations added up, billion euro a year. known: how many have amounts, of count."""

    count: int
    known: int
    cost: float
    national: float
    droppable: float

    def saving(self, percent: float, *, test: bool) -> float:
        """Billion euro a year that a fall of the national part by so many percent saves.

        test: obligations that reach their goal stay, so that there may be less to drop than the target asks.
        """
        return min(self.national * percent / 100, self.droppable if test else self.national)


def inventory(obligations: Sequence[Obligation]) -> Inventory:
    """Add up those with amounts."""
    known = [found for found in obligations if found.cost is not None]
    parts = [((found.cost or 0.0), (found.cost or 0.0) * found.national, found.effective) for found in known]
    return Inventory(
        len(obligations),
        len(known),
        sum(cost for cost, _, _ in parts),
        sum(national for _, national, _ in parts),
        sum(national for _, national, effective in parts if not effective),
    )


def read_obligations(path: Path) -> tuple[Obligation, ...]:
    """Read an inventory (CSV with the columns of the shipped one).

    Raises:
        InputError: no such file, a column that is missing or unknown, text for a number, a number below zero, a word
            that is no choice, or the same obligation twice; names file, line and column.
    """
    rows = list(csv.DictReader(read_text(path).splitlines()))
    given = set(rows[0]) if rows else set[str]()
    for name in (*sorted(set(COLUMNS) - given), *sorted(str(name) for name in given - set(COLUMNS))):
        problem = f"de kolom '{shown(name)}' {'ontbreekt' if name in COLUMNS else 'is niet bekend'}."
        mend = f"De kolommen zijn {', '.join(COLUMNS)}."
        raise InputError(
            problem,
            mend=mend,
            where=Where(str(path), 1, shown(name)),
            nearest="" if name in COLUMNS else nearest_key(name, COLUMNS),
        )
    found: list[Obligation] = []
    seen: dict[str, int] = {}
    for line, row in enumerate(rows, start=2):
        for key in (f"id {row['id'].strip()}", f"{row['obligation'].strip().lower()} ({row['law'].strip().lower()})"):
            if key in seen:
                problem = f"de verplichting '{shown(key)}' staat ook op regel {seen[key]}."
                mend = "Laat elke verplichting één keer staan, anders telt zij dubbel."
                raise InputError(problem, mend=mend, where=Where(str(path), line, "obligation"))
            seen[key] = line
        found.append(_obligation(row, path, line))
    return tuple(found)


def _obligation(row: Mapping[str, str | None], path: Path, line: int) -> Obligation:
    words = {name: (row[name] or "").strip() for name in _WORDS}
    for name, choices in _CHOICES.items():
        if words[name] not in choices:
            problem = f"de waarde '{shown(words[name])}' kan niet."
            raise InputError(
                problem, mend=f"Kies {', '.join(c or 'leeg' for c in choices)}.", where=Where(str(path), line, name)
            )
    amounts = {name: _number(row[name], Where(str(path), line, name)) for name in (*_NEEDED, *_MORE)}
    share = {"national": 1.0, "eu": 0.0, "both": amounts["national_share"]}[words["origin"]]
    if share is not None and share > 1:
        problem = f"de waarde {share:g} kan niet."
        raise InputError(
            problem, mend="Schrijf een deel van 0 tot en met 1.", where=Where(str(path), line, "national_share")
        )
    cost = (
        None if any(amounts[name] is None for name in _NEEDED) else _cost(amounts, Where(str(path), line, "life_years"))
    )
    if cost is not None and not words["source"]:
        problem = "deze bedragen hebben geen bron."
        raise InputError(problem, mend="Noem de bron.", where=Where(str(path), line, "source"))
    if cost is not None and share is None:
        problem = "bij deze verplichting ontbreekt welk deel uit Nederlandse regels komt."
        raise InputError(
            problem, mend="Vul een deel van 0 tot en met 1 in.", where=Where(str(path), line, "national_share")
        )
    return Obligation(words["id"], cost, share or 0.0, words["effective"] == "yes")


def _cost(amounts: Mapping[str, float | None], where: Where) -> float:
    """Billion euro a year: an investment counts over its life."""
    value = {name: amount or 0.0 for name, amount in amounts.items()}
    if value["investment"] and not value["life_years"]:
        raise InputError("een investering vraagt een levensduur.", mend="Vul een getal boven 0 in.", where=where)
    each = value["minutes"] / _HOUR * value["tariff"] + value["out_of_pocket"]
    yearly = value["investment"] / value["life_years"] if value["investment"] else 0.0
    return value["population"] * (each * value["times_per_year"] + yearly) / 1e9


def _number(cell: str | None, where: Where) -> float | None:
    if cell is None or not cell.strip():
        return None
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or value < 0:
        problem = f"de waarde '{shown(cell)}' is geen getal van nul of hoger."
        raise InputError(problem, mend="Schrijf een getal met een punt, of laat de cel leeg.", where=where)
    return value
