"""Sums of the calibration in a fixed order, so that the number of threads does not change a single bit of a weight.

The linear algebra of numpy splits its sums over threads; results then differ in the last bits between machines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numba
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_compiled: Any = cast("Any", numba.njit)(error_model="numpy", nogil=True, cache=True)  # its stubs miss options


@_compiled
def rows_times(table: NDArray[np.float64], vector: NDArray[np.float64]) -> NDArray[np.float64]:
    """Table (rows, columns) times a vector (columns,)."""
    result = np.zeros(table.shape[0])
    for row in range(table.shape[0]):
        total = 0.0
        for column in range(table.shape[1]):
            total += table[row, column] * vector[column]
        result[row] = total
    return result


@_compiled
def weighted_sums(table: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sum of the rows of a table (rows, columns), each times its weight."""
    result = np.zeros(table.shape[1])
    for row in range(table.shape[0]):
        for column in range(table.shape[1]):
            result[column] += weights[row] * table[row, column]
    return result


@_compiled
def weighted_products(table: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sum over rows of weight times products of columns, (columns, columns); zeros are skipped."""
    size = table.shape[1]
    result = np.zeros((size, size))
    for row in range(table.shape[0]):
        for first in range(size):
            factor = weights[row] * table[row, first]
            if factor != 0.0:
                for second in range(first, size):
                    result[first, second] += factor * table[row, second]
    for first in range(size):
        for second in range(first):
            result[first, second] = result[second, first]
    return result


@_compiled
def solve_positive(matrix: NDArray[np.float64], vector: NDArray[np.float64]) -> NDArray[np.float64]:
    """Solve a symmetric positive definite system by the method of Cholesky."""
    size = len(vector)
    lower = np.zeros((size, size))
    for row in range(size):
        for column in range(row + 1):
            total = matrix[row, column]
            for k in range(column):
                total -= lower[row, k] * lower[column, k]
            lower[row, column] = np.sqrt(total) if row == column else total / lower[column, column]
    result = vector.copy()
    for row in range(size):
        for k in range(row):
            result[row] -= lower[row, k] * result[k]
        result[row] /= lower[row, row]
    for row in range(size - 1, -1, -1):
        for k in range(row + 1, size):
            result[row] -= lower[k, row] * result[k]
        result[row] /= lower[row, row]
    return result
