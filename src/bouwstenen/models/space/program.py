"""A linear program in named blocks of variables and limits, and HiGHS that solves it."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csc_matrix

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Places = NDArray[np.int64]


class NoSolverError(Exception):
    """highspy is not installed: there is no plan, and the rest of the run goes on."""


@dataclass(frozen=True, eq=False)
class Solved:
    """values: by block of variables. duals: by block of limits, what the objective rises per unit of its right side.

    status: `optimal`, or what HiGHS says instead; then values and duals are empty.
    """

    status: str
    values: Mapping[str, Array]
    duals: Mapping[str, Array]


@dataclass(eq=False)
class Program:
    """Minimise cost × variables, between bounds and within limits."""

    _low: list[Array] = field(default_factory=list)
    _high: list[Array] = field(default_factory=list)
    _cost: list[Array] = field(default_factory=list)
    _variables: dict[str, Places] = field(default_factory=dict)
    _limits: dict[str, Places] = field(default_factory=dict)
    _row_low: list[Array] = field(default_factory=list)
    _row_high: list[Array] = field(default_factory=list)
    _rows: list[Places] = field(default_factory=list)
    _columns: list[Places] = field(default_factory=list)
    _entries: list[Array] = field(default_factory=list)
    _size: int = 0
    _height: int = 0

    def variables(self, name: str, low: Array, high: Array, cost: Array | float = 0.0) -> Places:
        """A block of variables in the shape of `low`; gives their places."""
        count = low.size
        places = np.arange(self._size, self._size + count).reshape(low.shape)
        self._size += count
        self._low.append(low.ravel())
        self._high.append(np.broadcast_to(high, low.shape).ravel())
        self._cost.append(np.broadcast_to(np.asarray(cost, dtype=float), low.shape).ravel())
        self._variables[name] = places
        return places

    def limits(self, name: str, low: Array, high: Array) -> Places:
        """A block of limits low ≤ sum of terms ≤ high; terms follow with `term`. Gives their places."""
        places = np.arange(self._height, self._height + low.size).reshape(low.shape)
        self._height += low.size
        self._row_low.append(low.ravel())
        self._row_high.append(high.ravel())
        self._limits[name] = places
        return places

    def term(self, limits: Places, variables: Places, factor: Array | float) -> None:
        """Add factor × variables to limits; the three are broadcast to each other."""
        rows, columns, entries = np.broadcast_arrays(limits, variables, np.asarray(factor, dtype=float))
        self._rows.append(rows.ravel())
        self._columns.append(columns.ravel())
        self._entries.append(entries.ravel())

    def solve(self, *, crossover: bool) -> Solved:
        """Solve with the interior point, and with crossover to a corner when asked for.

        Raises:
            NoSolverError: highspy is not installed.
        """
        try:
            # The core: the wrapper around it prints a banner where results go.
            core: Any = importlib.import_module("highspy._core")
        except ImportError as error:
            raise NoSolverError from error
        shape = (self._height, self._size)
        entries = (np.concatenate(self._entries), (np.concatenate(self._rows), np.concatenate(self._columns)))
        matrix: Any = csc_matrix(entries, shape=shape)
        matrix.sort_indices()
        lp = core.HighsLp()
        lp.num_row_, lp.num_col_ = shape
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = (np.concatenate(v) for v in (self._cost, self._low, self._high))
        lp.row_lower_, lp.row_upper_ = np.concatenate(self._row_low), np.concatenate(self._row_high)
        lp.a_matrix_.format_ = core.MatrixFormat.kColwise
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
        solver = core._Highs()  # noqa: SLF001
        settings = {"output_flag": False, "solver": "ipx", "threads": 1, "run_crossover": "on" if crossover else "off"}
        for option, value in settings.items():
            solver.setOptionValue(option, value)
        solver.passModel(lp)
        solver.run()
        status = solver.modelStatusToString(solver.getModelStatus())
        if status != "Optimal":
            return Solved(status, {}, {})
        solution = solver.getSolution()
        values, duals = np.array(solution.col_value), np.array(solution.row_dual)
        return Solved(
            "optimal",
            {name: values[at] for name, at in self._variables.items()},
            {name: duals[at] for name, at in self._limits.items()},
        )
