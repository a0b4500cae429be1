"""The user's own microdata in the place of the synthetic population."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from bouwstenen.core.files import file_digest
from bouwstenen.population.constants import BASE_YEAR
from bouwstenen.population.microdata import read_microdata

if TYPE_CHECKING:
    from bouwstenen.models.households.options import Options
    from bouwstenen.models.households.pressure import PressureTable
    from bouwstenen.population.sample import Sample

NEEDED: Final = {"own_no_type": "huishoudtype", "own_no_province": "provincie"}
"""Columns without which a table has no groups, by the code of the remark that says so."""
NO_DRAWS: Final = "own_no_draws"
"""Code of the remark that everybody uses what they have a right to."""


@dataclass(frozen=True, eq=False)
class OwnData:
    """Own households. year: that their amounts belong to. missing: codes of what they leave out."""

    sample: Sample
    year: int
    missing: tuple[str, ...]

    def shown(self, pressure: PressureTable) -> PressureTable:
        """The table by type of household; only its total when the data do not say the type."""
        if "own_no_type" not in self.missing:
            return pressure
        cut = {name: getattr(pressure, name)[:1] for name in ("groups", "workers", "median", "high", "full")}
        return replace(pressure, **cut)


def own_data(options: Options) -> OwnData:
    """Read the user's files, with random groups numbered from 0.

    Raises:
        InputError: a file, column or value that cannot be; see `read_microdata`.
    """
    paths = Path(options.persons), Path(options.household_file)
    seen = tuple(file_digest(path) if path.is_file() else "" for path in paths)
    return _read(*paths, seen, options.data_year or BASE_YEAR)


@lru_cache(maxsize=2)
def _read(persons: Path, households: Path, seen: tuple[str, ...], year: int) -> OwnData:
    del seen  # other content under the same name is read again
    sample = read_microdata(persons, households, year)
    _, place = np.unique(sample.household["groep"], return_inverse=True)
    sample = sample.with_columns(household={"groep": place.astype(np.int32)})
    missing = [code for code, column in NEEDED.items() if column not in sample.household]
    if not any(name.startswith("trekking_") for name in sample.household):
        missing.append(NO_DRAWS)
    return OwnData(sample, year, tuple(missing))
