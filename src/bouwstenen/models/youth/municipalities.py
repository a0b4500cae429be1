"""What the national results are for each municipality: by age only, and by its own share of young people in care.

The number of people by age is of one year; only shares of the country are taken from it, so that they add up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.bounds import Bound, hold, refuse_missing
from bouwstenen.core.errors import Where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.facts import Facts

    Array = NDArray[np.float64]

_ROOM = "youth_municipality."
_AGES = ("age_0", "age_5", "age_10", "age_15", "age_20")
_COLUMNS = (*_AGES, "care_share")
_PERSONS: Bound = [0.0, 1e7]
_SHARE: Bound = [0.0, 100.0]
_FIVE = 5


@dataclass(frozen=True, eq=False)
class Municipalities:
    """Shares of the country by municipality, each summing to one. codes: of the CBS.

    children: of 0 to 12 years. care_by_age: young people in care if use by age were the same everywhere. care_own: by
    the municipality's own published share of young people in care.
    """

    codes: tuple[str, ...]
    children: Array
    care_by_age: Array
    care_own: Array


def municipalities(facts: Facts, use_by_age: Mapping[tuple[int, int], float]) -> Municipalities:
    """Shares from the facts of a vintage.

    Args:
        facts: of the vintage.
        use_by_age: use of youth care per person by (from age, up to age); only ratios matter.

    Raises:
        InputError: a column is missing, or a value is none or cannot be.
    """
    refuse_missing([_ROOM + name for name in _COLUMNS], facts.columns, facts.vintage)
    columns = {name: facts.columns[_ROOM + name] for name in _COLUMNS}
    codes = columns["age_0"].index
    for name, series in columns.items():
        bound = _SHARE if name == "care_share" else _PERSONS
        for code in codes:
            value = series.at(code)
            where = Where(f"feiten {facts.vintage}", 0, _ROOM + name)
            hold(float("nan") if value is None else value, bound, where, f" bij gemeente {code}")
    groups = np.array([[columns[name].at(code) for name in _AGES] for code in codes], dtype=np.float64)
    single = np.repeat(groups / _FIVE, _FIVE, axis=1)
    rates = np.zeros(single.shape[1])
    for (low, high), rate in use_by_age.items():
        rates[low:high] = rate
    own = np.array([columns["care_share"].at(code) for code in codes], dtype=np.float64)
    young = single[:, : max(high for _, high in use_by_age)].sum(axis=1)
    return Municipalities(
        codes=tuple(f"GM{code:04d}" for code in codes),
        children=_share(single[:, :13].sum(axis=1)),
        care_by_age=_share(single @ rates),
        care_own=_share(young * own),
    )


def _share(values: Array) -> Array:
    return values / values.sum()
