"""Inhabitants by municipality, by share-shift: an indication, no forecast.

Each municipality keeps its share of the country of the last count, shifted by how much faster or slower than the
country it grew between the first and the last count. The shift fades: it halves every so many years. Shares add up to
the country in every year. Building plans, reception centres and the age of the inhabitants are not in it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.core.yaml_file import read_text
from bouwstenen.facts.loader import DATA_FOLDER

if TYPE_CHECKING:
    from bouwstenen.models.demography.inputs import DemographyFacts

_NAMES = DATA_FOLDER / "demography" / "municipality_names.csv"
_COLUMNS = ["code", "name", "province"]


@dataclass(frozen=True)
class Municipality:
    """A municipality of 2023: CBS code as a number, name and province."""

    code: int
    name: str
    province: str

    @property
    def cbs_code(self) -> str:
        """The code as the CBS writes it."""
        return f"GM{self.code:04d}"


@cache
def municipalities() -> tuple[Municipality, ...]:
    """The 342 municipalities of 2023, by code. Raises InputError when their file is wrong."""
    rows = list(csv.reader(read_text(_NAMES).splitlines()))
    if not rows or rows[0] != _COLUMNS:
        problem = f"de kolommen zijn niet {', '.join(_COLUMNS)}."
        raise InputError(problem, mend="Herstel de eerste regel.", where=Where(str(_NAMES), 1))
    found: list[Municipality] = []
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(_COLUMNS) or not row[0].isdigit():
            problem = f"deze regel is geen gemeente: {shown(','.join(row))}."
            raise InputError(problem, mend="Schrijf code, naam en provincie.", where=Where(str(_NAMES), line))
        found.append(Municipality(int(row[0]), row[1], row[2]))
    return tuple(sorted(found, key=lambda m: m.code))


def find_municipality(name: str) -> Municipality:
    """A municipality by name (capitals do not matter) or CBS code. Raises InputError with the nearest name."""
    wanted = name.strip().casefold()
    names = {m.name.casefold(): m for m in municipalities()} | {m.cbs_code.casefold(): m for m in municipalities()}
    if wanted in names:
        return names[wanted]
    short = [m for m in municipalities() if m.name.casefold().split(" (")[0] == wanted]
    if len(short) == 1:
        return short[0]
    if short:
        options = " of ".join(m.name for m in short)
        raise InputError(f"er zijn {len(short)} gemeenten '{shown(name)}'.", mend=f"Schrijf {options}.")
    near = nearest_key(wanted, names)
    raise InputError(
        f"de gemeente '{shown(name)}' bestaat niet in de indeling van 2023.",
        mend="Schrijf de naam zoals het CBS die schrijft.",
        nearest=names[near].name if near else "",
    )


def shares(facts: DemographyFacts, years: np.ndarray) -> np.ndarray:
    """Share of each municipality in the country, shape (municipality, year), in the order of `municipalities`.

    Raises:
        InputError: the facts hold other municipalities than the list of names.
    """
    codes = np.array([m.code for m in municipalities()])
    if not np.array_equal(codes, facts.municipality_codes):
        odd = sorted(set(codes.tolist()) ^ set(facts.municipality_codes.tolist()))
        where = Where(f"feiten {facts.vintage}", 0, "demography.inhabitants_2023")
        problem = f"gemeente {odd[0]} staat niet in beide bestanden."
        raise InputError(problem, mend="Gebruik dezelfde gemeenten.", where=where)
    first, last = counted_years(facts)
    base, earlier = facts.municipality_inhabitants[last], facts.municipality_inhabitants[first]
    share = base / base.sum()
    faster = np.log(share / (earlier / earlier.sum()))
    half_life = facts.number("municipality_shift_half_life")
    passed = np.maximum(years - last, 0)
    # The sum of 2^(-k/H) over k = 1..passed, so that the first year moves by nearly a year's growth.
    decay = 0.5 ** (1 / half_life)
    counted = decay * (1 - decay**passed) / (1 - decay)
    shifted = share[:, None] * np.exp(faster[:, None] / (last - first) * counted)
    return shifted / shifted.sum(axis=0)


def counted_years(facts: DemographyFacts) -> tuple[int, int]:
    """The first and the last year of which the inhabitants of all municipalities are known."""
    return min(facts.municipality_inhabitants), max(facts.municipality_inhabitants)
