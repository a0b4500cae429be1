"""Support points per safety region: how many at least, where, and who lives beyond the norm."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import maximum_flow

from bouwstenen.models.resilience.inputs import distances
from bouwstenen.models.resilience.location import Placement, beyond, by_head_count, capacitated_cover

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bouwstenen.models.resilience.inputs import Places, ResilienceFacts

    Array = NDArray[np.float64]

NODES, GAP = 50, 0.005
"""Where the search for the fewest points stops: nodes of the tree, and the share from proof."""


@dataclass(frozen=True, eq=False)
class Norm:
    """What a network must do: people per point, at most, and km to a point, at most."""

    people: float
    km: float


@dataclass(frozen=True, eq=False)
class Network:
    """Points by place (the order of `Places`) for the regions that were solved.

    needed, bound: points per region, and the number below which no network can be. solved: places in those regions.
    """

    points: NDArray[np.int64]
    needed: dict[int, int]
    bound: dict[int, int]
    solved: NDArray[np.bool_]


def needed_network(
    facts: ResilienceFacts, norm: Norm, regions: tuple[int, ...], standing: NDArray[np.int64]
) -> Network:
    """The fewest points per safety region beside those that stand; borders are not crossed."""
    places = facts.places
    points = np.zeros(len(places.pc4), dtype=np.int64)
    needed: dict[int, int] = {}
    bound: dict[int, int] = {}
    for region in regions:
        inside = places.region == region
        found = _cover(_floats(places, inside, standing), norm.people, norm.km)
        points[inside] = found.points
        needed[region], bound[region] = int(found.objective), int(found.bound)
    return Network(points, needed, bound, np.isin(places.region, regions))


def planned_points(facts: ResilienceFacts) -> NDArray[np.int64]:
    """The running plan by people alone, first over municipalities and then inside each: it has no list of places."""
    places = facts.places
    codes, at = np.unique(places.municipality, return_inverse=True)
    shares = by_head_count(np.bincount(at, weights=places.people).astype(np.float64), int(facts.number("points_plan")))
    points = np.zeros(len(places.pc4), dtype=np.int64)
    for k in range(len(codes)):
        inside = at == k
        points[inside] = by_head_count(places.people[inside], int(shares[k]))
    return points


def beyond_reach(places: Places, points: NDArray[np.int64], km: float) -> NDArray[np.bool_]:
    """By place: whether no point lies within reach; points of the own safety region only."""
    far = np.zeros(len(places.pc4), dtype=bool)
    for region in np.unique(places.region):
        inside = places.region == region
        at = places.lon[inside], places.lat[inside]
        far[inside] = beyond(distances(*at, *at), points[inside], km)
    return far


def mean_distance(places: Places, points: NDArray[np.int64], solved: NDArray[np.bool_]) -> float:
    """Mean distance of people to the nearest point of their safety region, km."""
    total = 0.0
    for region in np.unique(places.region[solved]):
        inside = places.region == region
        at = places.lon[inside], places.lat[inside]
        total += float(places.people[inside] @ distances(*at, *at)[:, points[inside] > 0].min(axis=1))
    return total / float(places.people[solved].sum())


def can_serve(people: Array, distance: Array, points: NDArray[np.int64], norm: Norm) -> bool:
    """Whether these points can serve everyone within the norm: a flow of people to points."""
    asked = np.ceil(people).astype(np.int64)
    near = distance <= norm.km
    demand, candidates = near.shape
    i, j = np.nonzero(near)
    start, end = demand + candidates, demand + candidates + 1
    rows = np.r_[np.full(demand, start), i, demand + np.arange(candidates)]
    columns = np.r_[np.arange(demand), demand + j, np.full(candidates, end)]
    flow = np.r_[asked, np.full(len(i), asked.sum()), np.floor(norm.people * points)]
    graph = sparse.csr_matrix((flow.astype(np.int32), (rows, columns)), shape=(end + 1, end + 1))
    return int(maximum_flow(graph, start, end).flow_value) == int(asked.sum())


def _floats(places: Places, inside: NDArray[np.bool_], standing: NDArray[np.int64]) -> tuple[tuple[float, ...], ...]:
    columns = (places.lon, places.lat, places.people, standing)
    return tuple(tuple(column[inside].tolist()) for column in columns)


@lru_cache(maxsize=256)
def _cover(given: tuple[tuple[float, ...], ...], size: float, km: float) -> Placement:
    """The fewest points of one region, kept in the process: it depends on places, plan and norm alone."""
    lon, lat, people, there = (np.array(column) for column in given)
    distance = distances(lon, lat, lon, lat)
    total = float(there.sum())
    least = max(int(np.ceil(people.sum() / size)), int(total))
    guess = there.astype(np.int64) if total else by_head_count(people, least)
    if guess.sum() == least and can_serve(people, distance, guess, Norm(size, km)):
        return Placement(guess, float(least), float(least))
    standing = there if total else None
    return capacitated_cover(people, distance, km, size, nodes=NODES, gap=GAP, standing=standing)
