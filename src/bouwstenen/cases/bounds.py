"""Facts from requests and tables, held against the bounds of the inputs and against each other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from bouwstenen.core.errors import InputError, Where, shown
from bouwstenen.core.numbers import dutch_unit, exact
from bouwstenen.law.inputs import INPUTS, bounds

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

MONTHS = 12
_INPUTS = {item.name: item for item in INPUTS if item.kind != "bool"}


def _fault(name: str, value: float) -> tuple[str, str] | None:
    """Problem and mend of a number that cannot be, or None."""
    if name not in _INPUTS:
        return None
    low, high = bounds(_INPUTS[name])
    if low <= value <= high or not math.isfinite(value):
        return None
    unit = dutch_unit(_INPUTS[name].unit)
    mend = f"Schrijf een getal van {exact(low)} tot en met {exact(high)}" + (f" ({unit})." if unit != "-" else ".")
    return f"de waarde {exact(value)} van {name} valt buiten de grenzen.", mend


def check_bounds(facts: Mapping[str, Any], key: str) -> None:
    """Raise InputError for the first number outside its bounds; other kinds of values are left to the law."""
    for name, value in facts.items():
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        fault = _fault(name, value) if number else None
        if fault:
            raise InputError(fault[0], mend=fault[1], where=Where("vraag", 0, f"{key}.{name}"))


def check_columns(table: Any, where: str) -> None:
    """The same for every column of a mapping of arrays or a polars DataFrame, with the row."""
    import numpy as np

    for name in list(table.columns) if hasattr(table, "columns") else list(table):
        values = np.asarray(table[name])
        if name not in _INPUTS or values.dtype.kind not in "iuf" or values.size == 0:
            continue
        for row in (int(values.argmin()), int(values.argmax())):
            fault = _fault(name, float(values[row]))
            if fault:
                raise InputError(fault[0], mend=fault[1], where=Where(where, row + 1, name))


def completed_ages(facts: dict[str, Any], date: dt.date, key: str) -> dict[str, Any]:
    """A person with age in years and months, year of birth and birthday that go together; what is left out follows.

    Raises InputError when two of them do not go together on the date.
    """
    age, months, born = (facts.get(name) for name in ("leeftijd", "leeftijd_maanden", "geboortejaar"))
    if not all(value is None or type(value) is int for value in (age, months, born)):
        return facts  # the law says what kind it wants
    if age is None and months is not None:
        age = months // MONTHS
    if age is None and born is not None:
        age = max(0, date.year - born - (date.month == 1 and date.day == 1))
    if age is None:
        return facts
    months = MONTHS * age if months is None else months
    born = date.year - 1 - age if born is None else born
    if months // MONTHS != age or born not in {date.year - age, date.year - age - 1}:
        problem = f"leeftijd {shown(age)}, leeftijd_maanden {months} en geboortejaar {born} passen niet op {date}."
        raise InputError(problem, mend="Verbeter er een, of geef alleen leeftijd.", where=Where("vraag", 0, key))
    had_birthday = "geboortejaar" in facts and born == date.year - age and (date.month, date.day) != (1, 1)
    known = {"leeftijd": age, "leeftijd_maanden": months, "geboortejaar": born, "jarig_sinds_1_januari": had_birthday}
    return {**known, **facts}


def completed_columns(person: Any, year: int) -> dict[str, Any]:
    """A person table with age in months and year of birth, which follow from the age in years when they are left out.

    Raises InputError, with the row, when they do not go together in the year.
    """
    import numpy as np

    names = list(person.columns) if hasattr(person, "columns") else list(person)
    columns = {str(name): np.asarray(person[name]) for name in names}
    age = columns.get("leeftijd")
    if age is None or age.dtype.kind not in "iu":
        return columns
    followed = {"leeftijd_maanden": MONTHS * age, "geboortejaar": year - 1 - age}
    for name, values in followed.items():
        found = columns.setdefault(name, values.astype(np.int32))
        if found.shape != age.shape:
            continue  # the table says that its columns differ in length
        wrong = found // MONTHS != age if name == "leeftijd_maanden" else (found - values > 1) | (found < values)
        if wrong.any():
            row = int(wrong.argmax())
            problem = f"de waarde {found[row]} past niet bij een leeftijd van {age[row]} jaar in {year}."
            mend = "Verbeter een van beide, of laat deze kolom weg."
            raise InputError(problem, mend=mend, where=Where("person", row + 1, name))
    return columns
