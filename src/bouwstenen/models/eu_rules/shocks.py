"""Quarterly shocks from a file: clipped at the 5th and 95th percentile, their variances and correlations.

The file is a CSV in the layout of the public data set: `COUNTRY`, `YEAR` (as 2000Q2) and first differences of the
series named below, in percentage points.
"""

from __future__ import annotations

import csv
import io
import math
import re
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.core.yaml_file import read_text

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("interest_rate_st", "interest_rate_lt", "nominal_gdp_growth", "primary_balance")
LOW, HIGH = 5, 95
_NAMES = ("short_rate", "long_rate", "growth", "primary_balance")
_PAIRS = {
    (0, 1): "short_long",
    (0, 2): "short_growth",
    (1, 2): "long_growth",
    (2, 3): "growth_balance",
    (0, 3): "short_balance",
    (1, 3): "long_balance",
}
_QUARTER = re.compile(r"\d{4}Q[1-4]")
_FEWEST = 20


def read_shocks(path: Path, country: str, last: str | None = None) -> dict[str, float]:
    """Variances and correlations of the quarterly shocks, as constants of a country table.

    Args:
        path: the CSV file.
        country: which country.
        last: the last quarter to use, as 2024Q4.

    Raises:
        InputError: a wrong file, column or value, or too few quarters.
    """
    text = "\n".join("" if line.startswith("#") else line for line in read_text(path).splitlines())
    rows = [(number, row) for number, row in enumerate(csv.reader(io.StringIO(text)), start=1) if row]
    names = [name.strip().lower() for name in rows[0][1]] if rows else []
    for needed in ("country", "year", *COLUMNS):
        if needed not in names:
            raise InputError(
                f"de kolom {needed} ontbreekt.",
                mend="Voeg de kolom toe.",
                where=Where(str(path), 1),
                nearest=nearest_key(needed, set(names) - {"country", "year", *COLUMNS}),
            )
    values: list[list[float]] = []
    for number, row in rows[1:]:
        cells = dict(zip(names, row, strict=False))
        if cells.get("country", "").strip() != country:
            continue
        quarter = cells.get("year", "").strip()
        where = Where(str(path), number, "year")
        if not _QUARTER.fullmatch(quarter):
            problem = f"de waarde {shown(quarter)} is geen kwartaal."
            raise InputError(problem, mend="Schrijf een kwartaal als 2000Q2.", where=where)
        if last is None or quarter <= last:
            values.append([_number(cells.get(name, ""), Where(str(path), number, name)) for name in COLUMNS])
    if len(values) < _FEWEST:
        problem = f"er zijn {len(values)} kwartalen voor {shown(country)}."
        mend = f"Geef er minstens {_FEWEST}, en controleer de naam van het land."
        raise InputError(problem, mend=mend, where=Where(str(path)))
    return shock_constants(np.array(values))


def shock_constants(values: np.ndarray) -> dict[str, float]:
    """Clip each column at its percentiles and describe them; shape (quarter, series in the order of COLUMNS)."""
    low, high = np.percentile(values, [LOW, HIGH], axis=0)
    matrix = np.cov(np.clip(values, low, high), rowvar=False)
    deviations = np.sqrt(np.diag(matrix))
    constants = {f"shock_variance_{name}": float(matrix[i, i]) for i, name in enumerate(_NAMES)}
    for (i, j), name in _PAIRS.items():
        constants[f"shock_correlation_{name}"] = float(matrix[i, j] / (deviations[i] * deviations[j]))
    return constants


def _number(cell: str, where: Where) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InputError(f"de waarde {shown(cell)} is geen getal.", mend="Schrijf een getal met een punt.", where=where)
    return value
