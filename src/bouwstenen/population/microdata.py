"""Users' own microdata: two tables (persons and households) in Parquet or CSV, checked against the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen.core.errors import InputError, Where, cause_of
from bouwstenen.population.constants import BASE_YEAR, MONTHS
from bouwstenen.population.microdata_columns import HOUSEHOLD_KEY, place, read_columns
from bouwstenen.population.sample import Sample
from bouwstenen.population.schema import KEYS

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

PERSON_FILE, HOUSEHOLD_FILE = "personen", "huishoudens"


def read_microdata(person_path: Path, household_path: Path, year: int = BASE_YEAR) -> Sample:
    """Read and check users' own data.

    Args:
        person_path: one row a person, `.parquet` or `.csv`; with `huishouden` and `leeftijd`.
        household_path: one row a household; with `huishouden` and `gewicht`.
        year: that ages and amounts belong to.

    Returns:
        The sample, in the order of the persons. Units that are left out are whole households; months of age and year
        of birth that are left out follow from age; `groep` that is left out is 0 (no sampling error).

    Raises:
        InputError: with file, row, column and what to do: a file that cannot be read or has another form, an unknown
            or missing column, an empty cell, a value of another kind or one that cannot be, a weight that is not above
            zero, persons of a household that do not stand together, ages that do not agree, a unit in two households,
            or households that differ between the tables.
    """
    person = read_columns(person_path, "person", (HOUSEHOLD_KEY, "leeftijd"))
    household = read_columns(household_path, "huishouden", (HOUSEHOLD_KEY, "gewicht"))
    _check_weights(household["gewicht"], household_path)
    keys = person[HOUSEHOLD_KEY]
    starts = np.concatenate(([0], np.flatnonzero(keys[1:] != keys[:-1]) + 1))
    _check_together(keys[starts], starts, person_path)
    household = _in_order(household, keys[starts], household_path)
    _check_ages(person, year, person_path)
    person = _completed(person, year)
    household.setdefault("groep", np.zeros(len(starts), dtype=np.int32))
    _check_units(person, person_path)
    return Sample(year, person, household)


def write_microdata(sample: Sample, folder: Path, form: str = "parquet") -> tuple[Path, Path]:
    """Write a sample as two tables that `read_microdata` reads back to the same values.

    Args:
        sample: any sample.
        folder: made when it is not there.
        form: parquet or csv.

    Returns:
        The paths of the tables of persons and of households.

    Raises:
        InputError: another form, or a folder that cannot be written.
    """
    import polars as pl

    if form not in ("parquet", "csv"):
        raise InputError(f"de vorm '{form}' bestaat niet.", mend="Kies parquet of csv.")
    households = {HOUSEHOLD_KEY: sample.person[HOUSEHOLD_KEY][sample.starts], **sample.household}
    paths = folder / f"{PERSON_FILE}.{form}", folder / f"{HOUSEHOLD_FILE}.{form}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for table, path in zip((sample.person, households), paths, strict=True):
            frame = pl.DataFrame(dict(table))
            if form == "parquet":
                frame.write_parquet(path)
            else:
                frame.write_csv(path)
    except OSError as error:
        problem = f"deze map kan niet worden geschreven: {cause_of(error)}."
        raise InputError(problem, mend="Kies een andere map.", where=Where(str(folder))) from None
    return paths


def _check_weights(weights: NDArray[np.float64], path: Path) -> None:
    wrong = np.flatnonzero(weights <= 0.0)
    if len(wrong):
        problem = f"het gewicht {weights[wrong[0]]:g} is niet groter dan nul."
        mend = "Haal huishoudens zonder gewicht weg."
        raise InputError(problem, mend=mend, where=place(path, int(wrong[0]), "gewicht"))


def _check_together(labels: NDArray[np.int64], starts: NDArray[np.int64], path: Path) -> None:
    again = _first_repeat(labels)
    if again is not None:
        problem = f"de personen van huishouden {labels[again]} staan niet bij elkaar."
        where = place(path, int(starts[again]), HOUSEHOLD_KEY)
        raise InputError(problem, mend="Sorteer de personen op huishouden.", where=where)


def _first_repeat(labels: NDArray[np.int64]) -> int | None:
    """The first place with a label that stood before; None when all differ."""
    _, first = np.unique(labels, return_index=True)
    repeats = np.setdiff1d(np.arange(len(labels)), first)
    return int(repeats[0]) if len(repeats) else None


def _in_order(household: dict[str, NDArray[Any]], labels: NDArray[np.int64], path: Path) -> dict[str, NDArray[Any]]:
    """The rows of households in the order of the persons."""
    keys = household.pop(HOUSEHOLD_KEY)
    again = _first_repeat(keys)
    if again is not None:
        problem = f"huishouden {keys[again]} heeft meer dan een rij."
        where = place(path, again, HOUSEHOLD_KEY)
        raise InputError(problem, mend="Geef elk huishouden één rij.", where=where)
    mend = "Geef beide tabellen dezelfde huishoudens."
    lonely = np.flatnonzero(~np.isin(keys, labels))
    if len(lonely):
        where = place(path, int(lonely[0]), HOUSEHOLD_KEY)
        raise InputError(f"huishouden {keys[lonely[0]]} heeft geen personen.", mend=mend, where=where)
    missing = labels[~np.isin(labels, keys)]
    if len(missing):
        where = Where(str(path), 0, HOUSEHOLD_KEY)
        raise InputError(f"huishouden {missing[0]} heeft geen rij in deze tabel.", mend=mend, where=where)
    order = np.argsort(keys)
    rows = order[np.searchsorted(keys, labels, sorter=order)]
    return {name: values[rows] for name, values in household.items()}


def _check_ages(person: dict[str, NDArray[Any]], year: int, path: Path) -> None:
    """Months and year of birth go with the age in years."""
    age = person["leeftijd"]
    months, born = person.get("leeftijd_maanden"), person.get("geboortejaar")
    faults = {
        "leeftijd_maanden": None if months is None else months // MONTHS != age,
        "geboortejaar": None if born is None else (born != year - age) & (born != year - age - 1),
    }
    for name, wrong in faults.items():
        if wrong is not None and wrong.any():
            row = int(wrong.argmax())
            problem = f"de waarde {person[name][row]} past niet bij een leeftijd van {age[row]} jaar in {year}."
            mend = "Verbeter een van beide, kies het goede peiljaar, of laat deze kolom weg."
            raise InputError(problem, mend=mend, where=place(path, row, name))


def _completed(person: dict[str, NDArray[Any]], year: int) -> dict[str, NDArray[Any]]:
    """Units, months of age and year of birth that were left out."""
    age = person["leeftijd"]
    defaults = {
        **dict.fromkeys(KEYS[1:], person[HOUSEHOLD_KEY]),
        "leeftijd_maanden": (MONTHS * age).astype(np.int32),
        "geboortejaar": (year - 1 - age).astype(np.int32),
    }
    return {**defaults, **person}


def _check_units(person: dict[str, NDArray[Any]], path: Path) -> None:
    """Every unit lies inside one household."""
    for name in KEYS[1:]:
        units, first, place_of = np.unique(person[name], return_index=True, return_inverse=True)
        apart = np.flatnonzero(person[HOUSEHOLD_KEY] != person[HOUSEHOLD_KEY][first][place_of])
        if len(apart):
            problem = f"{name} {units[place_of[apart[0]]]} ligt in meer dan één huishouden."
            where = place(path, int(apart[0]), name)
            raise InputError(problem, mend="Geef elke eenheid een eigen nummer.", where=where)
