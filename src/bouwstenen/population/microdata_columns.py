"""Columns of users' own tables: a file is read, and every cell is checked against the schema.

A fault gives one message with file, row, column and what to do. Rows of a CSV are its lines (the names are line 1);
rows of a Parquet file are counted from 1.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen.core.errors import InputError, Where, cause_of, nearest_key, shown
from bouwstenen.law.inputs import INPUTS, KINDEROPVANG_SOORT, ONDERWIJS, UITKERING_SOORT, WONING_SOORT
from bouwstenen.population.schema import (
    COLUMNS,
    DESCRIPTORS,
    KEYS,
    KINDS,
    LARGEST,
    LIMITS,
    LIMITS_BY_UNIT,
    MAY_BE_NEGATIVE,
    stored,
)

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

CSV, PARQUET = ".csv", ".parquet"
HOUSEHOLD_KEY = KEYS[0]
_UNITS = {item.name: item.unit for item in (*INPUTS, *DESCRIPTORS)}
_NOTHING = {"geen": 0}
_CODES: dict[str, dict[int, str]] = {
    **{column.name: dict(column.codes) for column in DESCRIPTORS if column.codes is not None},
    "onderwijs": {code: word for word, code in (_NOTHING | dict(ONDERWIJS)).items()},
    "kinderopvang_soort": {code: word for word, code in (_NOTHING | dict(KINDEROPVANG_SOORT)).items()},
    "uitkering_soort": {code: word for word, code in (_NOTHING | dict(UITKERING_SOORT)).items()},
    "woning_soort": {code: word for word, code in ({"onbekend": 0} | dict(WONING_SOORT)).items()},
}
_WORDS = {"float": "getallen met een punt voor de decimalen", "int": "gehele getallen", "bool": "true of false"}
_SEPARATORS = {";": "een puntkomma", "\t": "een tab", "|": "een staande streep"}


def read_columns(path: Path, entity: str, needed: tuple[str, ...]) -> dict[str, NDArray[Any]]:
    """The columns of a file, each of the kind of the schema.

    Args:
        path: `.parquet` or `.csv` (comma, decimal point, UTF-8).
        entity: `person` or `huishouden`: which columns the table may have.
        needed: columns that have to be there.

    Raises:
        InputError: a file that cannot be read, an unknown or missing column, an empty table, or a wrong cell.
    """
    _check_opens(path)
    frame = _csv(path) if path.suffix.lower() == CSV else _parquet(path)
    valid = [name for name, owner in COLUMNS.items() if owner == entity or name == HOUSEHOLD_KEY]
    for name in frame.columns:
        if name not in valid:
            place, near = Where(str(path), 1, name), nearest_key(name, valid)
            mend = "Geef de kolom een naam uit docs/microdata.md of haal haar weg."
            raise InputError("deze kolom is onbekend in deze tabel.", mend=mend, where=place, nearest=near)
    for name in needed:
        if name not in frame.columns:
            problem = f"de kolom '{name}' ontbreekt."
            raise InputError(problem, mend="Voeg de kolom toe.", where=Where(str(path), 1))
    if len(frame) == 0:
        raise InputError("deze tabel is leeg.", mend="Geef minstens één rij.", where=Where(str(path)))
    return {name: _column(path, name, frame[name]) for name in frame.columns}


def place(path: Path, row: int, column: str) -> Where:
    """Place of a cell; row: position in the table, from 0."""
    return Where(str(path), row + (2 if path.suffix.lower() == CSV else 1), column)


def _check_opens(path: Path) -> None:
    if path.is_dir():
        raise InputError("dit is een map, geen bestand.", mend="Noem het bestand in de map.", where=Where(str(path)))
    if path.suffix.lower() not in (PARQUET, CSV):
        raise InputError("dit bestand is geen Parquet of CSV.", mend="Kies .parquet of .csv.", where=Where(str(path)))
    try:
        with path.open("rb"):
            pass
    except FileNotFoundError:
        raise InputError("dit bestand bestaat niet.", mend="Controleer het pad.", where=Where(str(path))) from None
    except (OSError, ValueError) as error:
        problem = f"dit bestand is niet te openen: {cause_of(error)}."
        mend = "Controleer het pad en of u het bestand mag lezen."
        raise InputError(problem, mend=mend, where=Where(str(path))) from None


def _parquet(path: Path) -> Any:
    import polars as pl

    try:
        return pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError):
        mend = "Maak het bestand opnieuw; een CSV moet op .csv eindigen."
        raise InputError("dit bestand is geen goede Parquet.", mend=mend, where=Where(str(path))) from None


def _csv(path: Path) -> Any:
    """A CSV as a table. Whatever is wrong with its form is named here: the reader itself would say it in English."""
    import polars as pl

    data = path.read_bytes()
    _check_names(path, _text(path, data).lstrip("\ufeff").splitlines())
    try:
        return pl.read_csv(io.BytesIO(data), infer_schema_length=None)
    except (OSError, pl.exceptions.PolarsError):
        raise _wrong_form(path, data.decode("utf-8-sig")) from None


def _text(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start)
        mend = "Bewaar het bestand opnieuw als CSV met UTF-8."
        raise InputError("dit bestand is geen UTF-8.", mend=mend, where=Where(str(path), row + 1)) from None


def _check_names(path: Path, lines: list[str]) -> None:
    """The first line has names, apart by commas, and no name twice."""
    where = Where(str(path), 1)
    if not any(line.strip() for line in lines):
        raise InputError("dit bestand is leeg.", mend="Geef een regel met namen en minstens één rij.", where=where)
    for mark, word in _SEPARATORS.items():
        if mark in lines[0] and "," not in lines[0]:
            problem = f"de kolommen staan met {word} uit elkaar, niet met een komma."
            mend = "Bewaar het bestand als CSV met komma's, en met een punt voor de decimalen."
            raise InputError(problem, mend=mend, where=where)
    names = Counter(next(csv.reader(lines[:1])))
    twice = [name for name, count in names.items() if count > 1]
    if twice:
        problem = f"de kolom '{shown(twice[0])}' staat er meer dan eens."
        raise InputError(problem, mend="Laat één van die kolommen staan.", where=where)


def _wrong_form(path: Path, text: str) -> InputError:
    """What is wrong with the form of a CSV: the first row with too many cells, or else its quotes."""
    try:
        rows = csv.reader(io.StringIO(text), strict=True)
        size = len(next(rows))
        for row in rows:
            if len(row) > size:
                problem = f"deze regel heeft {len(row)} cellen, de eerste regel {size}."
                mend = "Geef elke regel evenveel cellen; gebruik een punt voor de decimalen."
                return InputError(problem, mend=mend, where=Where(str(path), rows.line_num))
    except csv.Error:
        pass
    mend = "Controleer de aanhalingstekens en de komma's."
    return InputError("dit bestand is geen goede CSV.", mend=mend, where=Where(str(path)))


def _column(path: Path, name: str, series: Any) -> NDArray[Any]:
    """One column, checked: no empty cells, the kind of the schema, codes and sizes that exist."""
    if series.null_count():
        row = int(series.is_null().arg_max())
        raise InputError("er is een lege cel.", mend="Vul de cel of haal de kolom weg.", where=place(path, row, name))
    kind = KINDS[name]
    _check_kind(path, name, series, kind)
    values = series.to_numpy()
    wrong = np.flatnonzero(~np.isfinite(values) if values.dtype.kind == "f" else np.zeros(0))
    if len(wrong):
        where = place(path, int(wrong[0]), name)
        raise InputError("deze waarde is oneindig of geen getal (NaN).", mend="Gebruik gewone getallen.", where=where)
    codes = _CODES.get(name)
    if codes is not None:
        _check_codes(path, name, values, codes)
    elif kind != "bool":
        _check_size(path, name, values)
    return stored(name, values)


def _check_kind(path: Path, name: str, series: Any, kind: str) -> None:
    import polars as pl

    dtype, mend = series.dtype, f"Gebruik {_WORDS[kind]}."
    if dtype in (pl.Int128, pl.UInt64) and series.abs().max() > np.iinfo(np.int64).max:
        row = int(series.abs().arg_max())
        raise InputError("dit getal is te groot.", mend="Gebruik kleinere getallen.", where=place(path, row, name))
    good = {"float": dtype.is_integer() or dtype.is_float(), "int": dtype.is_integer(), "bool": dtype == pl.Boolean}
    if good[kind]:
        return
    row = _first_wrong(series, kind)
    problem = f"de waarde '{shown(series[row])}' past niet in deze kolom."
    raise InputError(problem, mend=mend, where=place(path, row, name))


def _first_wrong(series: Any, kind: str) -> int:
    """The first row that is not of a kind, in a column that is not; text may hold numbers."""
    import polars as pl

    if series.dtype == pl.String and kind == "bool":
        fits = series.is_in(["true", "false"])
    elif series.dtype == pl.String:
        fits = series.cast(pl.Int64 if kind == "int" else pl.Float64, strict=False).is_not_null()
    elif series.dtype.is_float() and kind == "int":
        fits = series.is_finite() & (series == series.floor())
    else:
        return 0
    return 0 if fits.all() else int((~fits).arg_max())


def _check_codes(path: Path, name: str, values: NDArray[Any], codes: dict[int, str]) -> None:
    wrong = np.flatnonzero(~np.isin(values, list(codes)))
    if len(wrong):
        words = ", ".join(f"{code} {word}" for code, word in codes.items())
        problem = f"de code {values[wrong[0]]} bestaat niet."
        raise InputError(problem, mend=f"Kies uit: {words}.", where=place(path, int(wrong[0]), name))


def _check_size(path: Path, name: str, values: NDArray[Any]) -> None:
    """No value that cannot be: an age of 400, a share above 1, a negative wage, or a number beyond all use."""
    if name in KEYS:
        return
    least = -LARGEST if name in MAY_BE_NEGATIVE else 0.0
    low, high = LIMITS.get(name) or LIMITS_BY_UNIT.get(_UNITS[name]) or (least, LARGEST)
    if KINDS[name] == "int":
        high = min(high, float(np.iinfo(np.int32).max))
    wrong = np.flatnonzero((values < low) | (values > high))
    if len(wrong):
        problem = f"de waarde {values[wrong[0]]:.15g} kan niet."
        mend = f"Gebruik getallen van {low:.15g} tot en met {high:.15g}."
        raise InputError(problem, mend=mend, where=place(path, int(wrong[0]), name))
