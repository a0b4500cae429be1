"""Which part of a package causes which part of an effect: alone, last-out and exact Shapley.

Alone: the effect of the part on its own. Last-out: what is lost when only that part is dropped. Shapley: the
average over all orders in which the parts can be added; these add up to the whole exactly (Shapley 1953).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import factorial
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True)
class Attribution:
    """Effects per part; arrays are (parts, …) with the shape of the value behind it.

    interaction: the whole minus the sum of the parts alone. residual: the whole minus the sum of the Shapley
    values: zero up to rounding, shown so that people can see it.
    """

    parts: tuple[int, ...]
    alone: NDArray[np.float64]
    last_out: NDArray[np.float64]
    shapley: NDArray[np.float64]
    whole: NDArray[np.float64]
    interaction: NDArray[np.float64]
    residual: NDArray[np.float64]

    def select(self, index: int) -> Attribution:
        """The attribution of one row of a value with several: the axis after the parts is taken at `index`."""
        parts = (self.alone[:, index], self.last_out[:, index], self.shapley[:, index])
        totals = (self.whole[index], self.interaction[index], self.residual[index])
        return Attribution(self.parts, *parts, *totals)


def attribute(value: Callable[[frozenset[int]], NDArray[np.float64]], parts: Sequence[int]) -> Attribution:
    """Attribute `value(all parts) - value(no parts)` to the parts.

    Args:
        value: the result with only these parts in the package; called once for each of the 2^n subsets.
        parts: the parts, at most about 12 (4,096 subsets).
    """
    players = tuple(parts)
    n = len(players)
    values = [value(frozenset(p for i, p in enumerate(players) if mask >> i & 1)) for mask in range(1 << n)]
    empty, whole = values[0], values[-1] - values[0]
    shape = (n, *whole.shape)
    alone, last_out, shapley = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    weights = [factorial(size) * factorial(n - size - 1) / factorial(n) for size in range(n)]
    for i in range(n):
        bit = 1 << i
        alone[i] = values[bit] - empty
        last_out[i] = values[-1] - values[(1 << n) - 1 - bit]
        for mask in range(1 << n):
            if not mask & bit:
                shapley[i] += weights[mask.bit_count()] * (values[mask | bit] - values[mask])
    return Attribution(
        parts=players,
        alone=alone,
        last_out=last_out,
        shapley=shapley,
        whole=whole,
        interaction=whole - alone.sum(axis=0),
        residual=whole - shapley.sum(axis=0),
    )
