"""Random numbers that belong to a household, a person and a purpose.

Everyone's numbers follow from the seed, the purpose and the keys of the household and of the person in it. So a draw
does not move when another household is added, when a rate changes, or when a variant of policy is computed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.randomness import generator

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STREAM = "months"
# Constants of the splitmix64 mixing function (Steele, Lea and Flood, 2014).
_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_BITS = np.uint64(11)
_UNIT = 2.0**-53


@dataclass(frozen=True, eq=False)
class Draws:
    """Draws for a set of rows.

    seed: of the run. chunk: number of the chunk, so that equal keys in two chunks get other numbers.
    keys: unsigned numbers, one a row, different for each household or person.
    """

    seed: int
    chunk: int
    keys: NDArray[np.uint64]

    def uniform(self, purpose: str, columns: int | None = None) -> NDArray[np.float64]:
        """Numbers strictly between 0 and 1: one a row, or (rows, columns)."""
        base = generator(self.seed, _STREAM, purpose, self.chunk).integers(0, 2**63, dtype=np.uint64)
        with np.errstate(over="ignore"):
            start = _mixed(self.keys * _STEP + base)
            if columns is not None:
                start = start[:, None] + _STEP * np.arange(1, columns + 1, dtype=np.uint64)
            bits = _mixed(start) >> _BITS
        return (bits.astype(np.float64) + 0.5) * _UNIT

    def normal(self, purpose: str, columns: int | None = None) -> NDArray[np.float64]:
        """Standard normal numbers."""
        from scipy.special import ndtri

        return ndtri(self.uniform(purpose, columns))


def person_keys(households: NDArray[np.integer], place: NDArray[np.integer]) -> NDArray[np.uint64]:
    """Keys of persons from the key of their household and their place in it, counted from 0."""
    with np.errstate(over="ignore"):
        return _mixed(households.astype(np.uint64) * _STEP) + place.astype(np.uint64)


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    values = (values ^ (values >> np.uint64(30))) * _MIX_1
    values = (values ^ (values >> np.uint64(27))) * _MIX_2
    return values ^ (values >> np.uint64(31))
