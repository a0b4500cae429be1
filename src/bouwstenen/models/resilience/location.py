"""Where to put points: the smallest number that covers everyone, or the best places for a given number.

All problems are integer programs for HiGHS. They stop at proof, or at a number of nodes of the search tree and never
at the clock, so that every machine gives the same answer; `bound` says how far from proof an answer can be.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from bouwstenen.core.errors import InputError, Where

if TYPE_CHECKING:
    from collections.abc import Generator

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

WHOLE = 1e-6
"""Slack below which a number of the solver is whole."""


@dataclass(frozen=True, eq=False)
class Placement:
    """An answer: how many points at each candidate, its objective, and a proven bound of the objective."""

    points: NDArray[np.int64]
    objective: float
    bound: float

    @property
    def proven(self) -> bool:
        """Whether the answer is known to be the best."""
        return abs(self.objective - self.bound) <= WHOLE * max(1.0, abs(self.objective))


def capacitated_cover(
    people: Array,
    distance: Array,
    reach: float,
    size: float,
    *,
    nodes: int,
    gap: float = 0.0,
    standing: Array | None = None,
) -> Placement:
    """The fewest points so that everyone is served within reach and no point serves more than its size.

    Args:
        people: by place of demand; places without people need no point.
        distance: demand × candidate, km.
        standing: points that are there already, by candidate; they count and stay.
        reach: greatest distance, km.
        size: people that a point serves at most; inf leaves it out.
        nodes: of the search tree, at most.
        gap: share of the answer at which the search may stop before proof.

    Raises:
        InputError: someone has no candidate within reach.
    """
    asked = np.flatnonzero(people > 0)
    near = distance[asked] <= reach
    _refuse_unreachable(near, reach)
    demand, candidates = near.shape
    i, j = np.nonzero(near)
    cover = sparse.csr_matrix((np.ones(len(i)), (i, j)), (demand, candidates))
    if not np.isfinite(size):
        return _whole(
            np.ones(candidates), [LinearConstraint(cover, 1.0, np.inf)], candidates, nodes=nodes, top=1.0, low=standing
        )
    load: Any = people[asked] / size
    flows = np.arange(len(i))
    one = np.ones(len(i))
    wide = candidates + len(i)
    served = sparse.csr_matrix((one, (i, candidates + flows)), (demand, wide))
    room = sparse.csr_matrix(
        (
            np.r_[-np.ones(candidates), one],
            (np.r_[np.arange(candidates), j], np.r_[np.arange(candidates), candidates + flows]),
        ),
        (candidates, wide),
    )
    # These two follow from the others for whole points; they bring the bound of the relaxation close to the answer.
    reached = sparse.hstack([cover, sparse.csr_matrix((demand, len(i)))]).tocsr()
    total = sparse.csr_matrix((np.ones(candidates), (np.zeros(candidates, int), np.arange(candidates))), (1, wide))
    limits = [
        LinearConstraint(served, load, load),
        LinearConstraint(room, -np.inf, 0.0),
        LinearConstraint(reached, 1.0, np.inf),
        LinearConstraint(total, np.ceil(load.sum() - WHOLE), np.inf),
    ]
    return _whole(np.r_[np.ones(candidates), np.zeros(len(i))], limits, candidates, nodes=nodes, gap=gap, low=standing)


def maximal_cover(people: Array, distance: Array, reach: float, number: int, *, nodes: int) -> Placement:
    """Places for a number of points that bring the most people within reach; the objective is those people."""
    near = distance <= reach
    demand, candidates = near.shape
    cover = sparse.csr_matrix(near.astype(float))
    rows = sparse.hstack([-cover, sparse.identity(demand)]).tocsr()
    pick = sparse.csr_matrix(np.r_[np.ones(candidates), np.zeros(demand)])
    limits = [LinearConstraint(rows, -np.inf, 0.0), LinearConstraint(pick, 0.0, float(number))]
    found = _whole(np.r_[np.zeros(candidates), -people], limits, candidates, nodes=nodes, top=1.0)
    return Placement(found.points, -found.objective, -found.bound)


def p_median(people: Array, distance: Array, number: int, *, nodes: int) -> Placement:
    """Places for a number of points with the least total distance (people × km)."""
    demand, candidates = distance.shape
    pairs = demand * candidates
    flows = np.arange(pairs)
    served = sparse.csr_matrix(
        (np.ones(pairs), (flows // candidates, candidates + flows)), (demand, candidates + pairs)
    )
    opened = sparse.csr_matrix(
        (
            np.r_[-np.ones(pairs), np.ones(pairs)],
            (np.r_[flows, flows], np.r_[flows % candidates, candidates + flows]),
        ),
        (pairs, candidates + pairs),
    )
    pick = sparse.csr_matrix(np.r_[np.ones(candidates), np.zeros(pairs)])
    limits = [
        LinearConstraint(served, 1.0, 1.0),
        LinearConstraint(opened, -np.inf, 0.0),
        LinearConstraint(pick, float(number), float(number)),
    ]
    cost = np.r_[np.zeros(candidates), (people[:, None] * distance).ravel()]
    return _whole(cost, limits, candidates, nodes=nodes, top=1.0)


def p_center(people: Array, distance: Array, number: int, *, nodes: int) -> Placement:
    """Places for a number of points with the least greatest distance (km) of anyone: a search over covers.

    Raises:
        InputError: fewer than one point.
    """
    if number < 1:
        raise InputError(
            f"met {number} punten is niemand te bereiken.", mend="Kies minstens 1 punt.", where=Where("punten")
        )
    asked = people > 0
    radii = np.unique(distance[asked])
    low, high = 0, len(radii) - 1
    best: Placement | None = None
    while low <= high:
        middle = (low + high) // 2
        reachable = bool((distance[asked] <= radii[middle]).any(axis=1).all())
        found = capacitated_cover(people, distance, float(radii[middle]), np.inf, nodes=nodes) if reachable else None
        if found is not None and found.objective <= number + WHOLE:
            best = Placement(found.points, float(radii[middle]), float(radii[middle]))
            high = middle - 1
        else:
            low = middle + 1
    assert best is not None
    return best


def by_head_count(people: Array, number: int) -> NDArray[np.int64]:
    """Points spread over places by their people alone, the largest remainder first; the first place wins a tie."""
    exact = people * number / people.sum()
    points = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - points), kind="stable")
    points[order[: number - int(points.sum())]] += 1
    return points


def beyond(distance: Array, points: NDArray[np.int64], reach: float) -> NDArray[np.bool_]:
    """By place of demand: whether no point lies within reach."""
    return np.asarray((distance[:, points > 0] > reach).all(axis=1))


@contextlib.contextmanager
def silent() -> Generator[None]:
    """Keep what compiled code writes to standard output away: HiGHS leaves a debug line there that spoils `--json`."""
    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        with contextlib.suppress(OSError, TypeError):
            ctypes.CDLL(None).fflush(None)
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def _refuse_unreachable(near: NDArray[np.bool_], reach: float) -> None:
    lost = int((~near.any(axis=1)).sum())
    if lost:
        raise InputError(
            f"{lost} plaatsen met inwoners hebben geen mogelijke plek binnen {reach:g} km.",
            mend="Kies een grotere afstand of meer mogelijke plekken.",
            where=Where("noodsteunpunten"),
        )


def _whole(
    cost: Array,
    limits: list[LinearConstraint],
    candidates: int,
    *,
    nodes: int,
    top: float = np.inf,
    gap: float = 0.0,
    low: Array | None = None,
) -> Placement:
    """Solve; the first `candidates` variables are whole numbers, the others lie between 0 and 1."""
    rest = len(cost) - candidates
    options: Any = {"node_limit": nodes, "mip_rel_gap": gap}
    # The stubs of SciPy know only single numbers here; it takes arrays.
    ends: Any = (
        np.r_[np.zeros(candidates) if low is None else low, np.zeros(rest)],
        np.r_[np.full(candidates, top), np.full(rest, np.inf if not np.isfinite(top) else 1.0)],
    )
    with silent():
        found = milp(
            cost,
            constraints=limits,
            integrality=np.r_[np.ones(candidates), np.zeros(rest)],
            bounds=Bounds(*ends),
            options=options,
        )
    if found.x is None:
        raise InputError(
            f"de rekenkern vond geen oplossing ({found.message}).",
            mend="Kies een grotere afstand, meer inwoners per punt of meer zoekstappen.",
            where=Where("noodsteunpunten"),
        )
    points = np.rint(found.x[:candidates]).astype(np.int64)
    bound = float(found.mip_dual_bound)
    whole_cost = not cost[candidates:].any()
    if whole_cost:
        return Placement(points, float(points.sum()), float(np.ceil(bound - WHOLE * max(1.0, abs(bound)))))
    return Placement(points, float(found.fun), bound)
