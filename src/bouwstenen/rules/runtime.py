"""Small compiled parts that every generated kernel uses. Only generated modules and `kernel` import this."""

from __future__ import annotations

from typing import Any, cast

import numba

njit = cast("Any", numba.njit)  # its stubs do not know all options

jit: Any = njit(error_model="numpy", nogil=True, no_cpython_wrapper=True, no_cfunc_wrapper=True)
"""For parts of a kernel: division by zero gives inf, as vector code needs, and there is no way in from Python."""

inlined: Any = njit(error_model="numpy", nogil=True, no_cpython_wrapper=True, no_cfunc_wrapper=True, forceinline=True)
"""For helpers of the law: LLVM must see through them to vectorise the loop around the call."""

driver: Any = njit(error_model="numpy", nogil=True, cache=True)
"""For the function that `simulate` calls; kept on disk."""


@jit
def load(scratch: Any, slot: int, column: Any, first: int, count: int) -> None:
    """Copy a block of a column into a slot; a column of one value is a constant."""
    if column.size == 1:
        value = column[0]
        for i in range(count):
            scratch[slot + i] = value
    else:
        block = column[first : first + count]
        for i in range(count):
            scratch[slot + i] = block[i]


@jit
def store(column: Any, first: int, scratch: Any, slot: int, count: int) -> None:
    """Copy a slot into a block of an output column."""
    block = column[first : first + count]
    for i in range(count):
        block[i] = scratch[slot + i]


@jit
def spread(scratch: Any, slot: int, source: int, numbers: Any, count: int) -> None:
    """Broadcast down: give each member the value of its unit."""
    for i in range(count):
        scratch[slot + i] = scratch[source + numbers[i]]
