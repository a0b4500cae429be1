"""Users' own microdata: two tables (persons and households) in Parquet or CSV, checked against the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen.core.errors import InputError, Where, nearest_key
from bouwstenen.law.inputs import INPUTS
from bouwstenen.population.constants import BASE_YEAR
from bouwstenen.population.sample import Sample
from bouwstenen.population.schema import COLUMNS, DESCRIPTORS, KEYS

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

PERSON_FILE, HOUSEHOLD_FILE = "personen", "huishoudens"
HOUSEHOLD_KEY = KEYS[0]
_KINDS: dict[str, str] = {
    **dict.fromkeys(KEYS, "int"),
    **{item.name: item.kind for item in INPUTS},
    **{column.name: column.kind for column in DESCRIPTORS},
}
_CODES = {column.name: column.codes for column in DESCRIPTORS if column.codes is not None}
_STORED: dict[str, Any] = {"float": np.float64, "int": np.int32, "bool": np.bool_}
_WORDS = {"float": "getallen", "int": "gehele getallen", "bool": "true en false"}
_MONTHS = 12


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
        InputError: an unknown column (with the nearest name), a wrong kind, a missing or negative weight, an empty
            cell, a code out of range, persons of a household that do not stand together, or households that differ
            between the tables.
    """
    person = _read(person_path, "person", (HOUSEHOLD_KEY, "leeftijd"))
    household = _read(household_path, "huishouden", (HOUSEHOLD_KEY, "gewicht"))
    _check_weights(household["gewicht"], household_path)
    keys = person[HOUSEHOLD_KEY]
    starts = np.concatenate(([0], np.flatnonzero(np.diff(keys)) + 1))
    _check_together(keys[starts], person_path)
    household = _in_order(household, keys[starts], household_path)
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
        raise InputError("deze map kan niet worden geschreven.", mend=str(error), where=Where(str(folder))) from None
    return paths


def _read(path: Path, entity: str, needed: tuple[str, ...]) -> dict[str, NDArray[Any]]:
    """The columns of a file, each of the kind of the schema."""
    frame = _frame(path)
    valid = [name for name, owner in COLUMNS.items() if owner == entity or name == HOUSEHOLD_KEY]
    if len(frame) == 0:
        raise InputError("deze tabel is leeg.", mend="Geef minstens één rij.", where=Where(str(path)))
    for name in frame.columns:
        if name not in valid:
            place, near = Where(str(path), 1, name), nearest_key(name, valid)
            mend = "Geef de kolom een naam uit docs/microdata.md of haal haar weg."
            raise InputError("deze kolom is onbekend in deze tabel.", mend=mend, where=place, nearest=near)
    for name in needed:
        if name not in frame.columns:
            problem = f"de kolom '{name}' ontbreekt."
            raise InputError(problem, mend="Voeg de kolom toe.", where=Where(str(path), 1))
    return {name: _column(path, name, frame[name]) for name in frame.columns}


def _frame(path: Path) -> Any:
    import polars as pl

    form = path.suffix.lower()
    if form not in (".parquet", ".csv"):
        raise InputError("dit bestand is geen Parquet of CSV.", mend="Kies .parquet of .csv.", where=Where(str(path)))
    try:
        return pl.read_csv(path, infer_schema_length=None) if form == ".csv" else pl.read_parquet(path)
    except FileNotFoundError:
        raise InputError("dit bestand bestaat niet.", mend="Controleer het pad.", where=Where(str(path))) from None
    except (OSError, pl.exceptions.PolarsError) as error:
        reason = str(error).splitlines()[0]
        raise InputError("dit bestand is niet te lezen.", mend=reason, where=Where(str(path))) from None


def _column(path: Path, name: str, series: Any) -> NDArray[Any]:
    """One column, checked: no empty cells, the kind of the schema, codes that exist."""
    place = Where(str(path), 0, name)
    if series.null_count():
        row = int(series.is_null().arg_max()) + 2
        raise InputError(
            "er is een lege cel.", mend="Vul de cel of haal de kolom weg.", where=Where(str(path), row, name)
        )
    values, kind = series.to_numpy(), _KINDS[name]
    if values.dtype.kind not in {"float": "fiu", "int": "iu", "bool": "b"}[kind]:
        problem = f"de kolom heeft de soort {series.dtype}."
        raise InputError(problem, mend=f"Gebruik {_WORDS[kind]}.", where=place)
    if kind == "float" and not np.isfinite(values).all():
        raise InputError("de kolom heeft een oneindige waarde.", mend="Gebruik gewone getallen.", where=place)
    codes = _CODES.get(name)
    if codes is not None and not np.isin(values, list(codes)).all():
        wrong = values[~np.isin(values, list(codes))][0]
        words = ", ".join(f"{code} {word}" for code, word in codes.items())
        raise InputError(f"de code {wrong} bestaat niet.", mend=f"Kies uit: {words}.", where=place)
    return values.astype(np.int64 if name in KEYS else _STORED[kind])


def _check_weights(weights: NDArray[np.float64], path: Path) -> None:
    wrong = np.flatnonzero(weights <= 0.0)
    if len(wrong):
        problem = f"het gewicht {weights[wrong[0]]:g} is niet groter dan nul."
        mend = "Haal huishoudens zonder gewicht weg."
        raise InputError(problem, mend=mend, where=Where(str(path), int(wrong[0]) + 2, "gewicht"))


def _check_together(labels: NDArray[np.int64], path: Path) -> None:
    found, counts = np.unique(labels, return_counts=True)
    if (counts > 1).any():
        problem = f"de personen van huishouden {found[counts > 1][0]} staan niet bij elkaar."
        raise InputError(problem, mend="Sorteer de personen op huishouden.", where=Where(str(path), 0, HOUSEHOLD_KEY))


def _in_order(household: dict[str, NDArray[Any]], labels: NDArray[np.int64], path: Path) -> dict[str, NDArray[Any]]:
    """The rows of households in the order of the persons."""
    keys = household.pop(HOUSEHOLD_KEY)
    place = Where(str(path), 0, HOUSEHOLD_KEY)
    found, counts = np.unique(keys, return_counts=True)
    if (counts > 1).any():
        problem = f"huishouden {found[counts > 1][0]} heeft meer dan een rij."
        raise InputError(problem, mend="Geef elk huishouden één rij.", where=place)
    apart = np.setxor1d(keys, labels)
    if len(apart):
        missing = "geen personen" if apart[0] in found else "geen rij in deze tabel"
        problem = f"huishouden {apart[0]} heeft {missing}."
        raise InputError(problem, mend="Geef beide tabellen dezelfde huishoudens.", where=place)
    order = np.argsort(keys)
    rows = order[np.searchsorted(keys, labels, sorter=order)]
    return {name: values[rows] for name, values in household.items()}


def _completed(person: dict[str, NDArray[Any]], year: int) -> dict[str, NDArray[Any]]:
    """Units, months of age and year of birth that were left out."""
    age = person["leeftijd"]
    defaults = {
        **dict.fromkeys(KEYS[1:], person[HOUSEHOLD_KEY]),
        "leeftijd_maanden": (_MONTHS * age).astype(np.int32),
        "geboortejaar": (year - 1 - age).astype(np.int32),
    }
    return {**defaults, **person}


def _check_units(person: dict[str, NDArray[Any]], path: Path) -> None:
    """Every unit lies inside one household."""
    for name in KEYS[1:]:
        pairs = np.unique(np.stack([person[name], person[HOUSEHOLD_KEY]]), axis=1)
        units, counts = np.unique(pairs[0], return_counts=True)
        if (counts > 1).any():
            problem = f"{name} {units[counts > 1][0]} ligt in meer dan één huishouden."
            raise InputError(problem, mend="Geef elke eenheid een eigen nummer.", where=Where(str(path), 0, name))
