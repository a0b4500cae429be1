"""From facts and a package to support points, service lost and the test of measures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from bouwstenen.models.resilience.cascade import (
    DAY,
    Preparation,
    Shocks,
    Towns,
    draw_shocks,
    lost,
    towns,
    with_shop_days,
)
from bouwstenen.models.resilience.coverage import (
    Network,
    Norm,
    beyond_reach,
    mean_distance,
    needed_network,
    planned_points,
)
from bouwstenen.models.resilience.inputs import distances
from bouwstenen.models.resilience.location import by_head_count
from bouwstenen.models.resilience.preparedness import Score, cost_bn, scores

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bouwstenen.levers import Overlay
    from bouwstenen.models.protocol import Handed, Tell
    from bouwstenen.models.resilience.inputs import ResilienceFacts
    from bouwstenen.models.resilience.options import Options

    Array = NDArray[np.float64]

_FIRST_MONEY = 2027
_KIT, _STORAGE, _SPARSE, _SHOPS = (
    "resilience.household_kit_share", "resilience.local_storage", "resilience.sparse_storage_share",
    "resilience.shop_stock_days",
)  # fmt: skip
_HEADS, _KM, _REGIONAL = (
    "resilience.support_point_inhabitants", "resilience.support_point_max_distance",
    "resilience.support_points_regional",
)  # fmt: skip
_TEST, _PRIORITY = "resilience.preparedness_test", "resilience.priority_by_score"
WHAT_IF_DAYS = (1, 3, 7)
"""Days of stock in shops that are tried; a grid of questions, not a policy."""


@dataclass(frozen=True, eq=False)
class PointSide:
    """Support points by place, and whom they leave beyond the norm."""

    points: NDArray[np.int64]
    far: NDArray[np.bool_]
    mean_km: float


@dataclass(frozen=True, eq=False)
class Result:
    """Baseline and package in the year of measurement.

    solved: places in the regions that were sought. network: None when the package has no norm. regional: points per
    region, before and after. lost: person-hours by shock and service, before and after. hospital_km, single: see
    `hospital_distance` and `single_lines`. blocks: block of each measure that moves an input. stock: by days of stock,
    person-hours without food per shock.
    """

    facts: ResilienceFacts
    towns: Towns
    solved: NDArray[np.bool_]
    norm_km: float
    norm_people: float
    network: Network | None
    before: PointSide
    after: PointSide
    regional: tuple[NDArray[np.int64], NDArray[np.int64]]
    shocks: Shocks
    prepared: tuple[Preparation, Preparation]
    lost: tuple[Array, Array]
    scores: tuple[Score, ...]
    blocks: dict[str, str]
    by_score: bool
    budget_bn: float
    cost_bn: tuple[float, float] | None
    stock: dict[int, float]
    hospital_km: Array
    single: Array
    details: bool


def project(given: ResilienceFacts, changes: Overlay, _: Handed, options: Options, tell: Tell) -> Result:
    """Compute both sides; the package is measured in the target year of the facts."""
    tell("Noodsteunpunten")
    where = towns(given)
    regions = tuple(r for r in given.regions if options.region in ("", f"VR{r:02d}"))
    solved = np.isin(given.places.region, regions)
    km = _at(given, changes, _KM, given.number("point_distance"))
    heads = _at(given, changes, _HEADS, given.number("point_inhabitants"))
    plan = _plan(given)
    standing = np.zeros_like(plan) if options.fresh else plan
    sought = _touched(changes, _KM, _HEADS)
    network = needed_network(given, Norm(heads, km), regions, standing) if sought else None
    before = _side(given, plan, km, solved)
    after = before if network is None else _side(given, _with_plan(given, plan, network), km, solved)
    tell("Stroomstoringen")
    shocks = draw_shocks(given, where, options.shocks, options.seed)
    start = Preparation(
        given.number("kit_share") / 100, _reach(given, where, before), 0.0, 0.0, given.number("shop_buffer")
    )
    full = replace(start, **_fields(given, where, changes, start, after))
    losses = lost(given, where, shocks, start), lost(given, where, shocks, full)
    budget = _budget(changes, int(given.number("target_year")))
    by_score = bool(_at(given, changes, _PRIORITY, 0.0))
    tested: tuple[Score, ...] = ()
    if _at(given, changes, _TEST, 0.0):
        steps = _steps(given, where, changes, start, after)
        tested = scores(given, where, shocks, start, steps, budget, by_score=by_score)
    # Only what has a price: points and shelves as the package leaves them, on both sides.
    priced = replace(start, reach=full.reach, shop_hours=full.shop_hours)
    return Result(
        facts=given, towns=where, solved=solved, norm_km=km, norm_people=heads, network=network, before=before,
        after=after, regional=_regional(given, changes), shocks=shocks, prepared=(start, full), lost=losses,
        scores=tested, blocks={c.measure: c.block for c in changes.inputs}, by_score=by_score,
        budget_bn=budget, cost_bn=cost_bn(given, where, priced, full),
        stock={d: float(lost(given, where, shocks, with_shop_days(start, d))[:, 4].mean()) for d in WHAT_IF_DAYS},
        hospital_km=hospital_distance(given), single=single_lines(given, where), details=options.details,
    )  # fmt: skip


def hospital_distance(given: ResilienceFacts) -> Array:
    """Straight distance from each place to the nearest hospital with beds, km."""
    sites, places = given.tables["resilience_hospital"], given.places
    return distances(places.lon, places.lat, sites["lon"], sites["lat"]).min(axis=1)


def single_lines(given: ResilienceFacts, where: Towns) -> Array:
    """By municipality: 1 where its station would be cut off by the loss of one line, on the map of the facts."""
    net: nx.Graph[int] = nx.Graph()
    home = set(given.tables["resilience_bus"]["index"].astype(int).tolist())
    net.add_nodes_from(home)
    lines = given.tables["resilience_line"]
    pairs = list(zip(lines["bus0"].astype(int).tolist(), lines["bus1"].astype(int).tolist(), strict=True))
    # Foreign grids are one network with each other, so that a line abroad counts as a second way in.
    pairs = [(a if a in home else -1, b if b in home else -1) for a, b in pairs]
    net.add_edges_from((a, b) for a, b in pairs if a != b)
    twice = {pair for pair in pairs if sum(set(pair) == set(other) for other in pairs) > 1}
    cut: set[int] = set()
    bridges: Any = nx.bridges(net)
    for a, b in bridges:
        if (a, b) in twice or (b, a) in twice:
            continue
        rest = net.copy()
        rest.remove_edge(a, b)
        sides = [set(nx.node_connected_component(rest, end)) for end in (a, b)]
        cut |= min(sides, key=len)
    cut |= {bus for bus in home if net.degree(bus) == 0}
    return np.isin(where.station, sorted(cut - {-1})).astype(float)


@lru_cache(maxsize=8)
def _plan(given: ResilienceFacts) -> NDArray[np.int64]:
    return planned_points(given)


def _touched(changes: Overlay, *paths: str) -> bool:
    return any(change.path in paths for change in changes.inputs)


def _at(given: ResilienceFacts, changes: Overlay, path: str, value: float) -> float:
    """An input in the year of measurement."""
    return float(changes.path(path, value, np.array([int(given.number("target_year"))]))[0])


def _side(given: ResilienceFacts, points: NDArray[np.int64], km: float, solved: NDArray[np.bool_]) -> PointSide:
    return PointSide(points, beyond_reach(given.places, points, km), mean_distance(given.places, points, solved))


def _with_plan(given: ResilienceFacts, plan: NDArray[np.int64], network: Network) -> NDArray[np.int64]:
    """The network where it was sought; a region that needs fewer points than the plan gets the rest by people."""
    places = given.places
    points = np.where(network.solved, network.points, plan)
    for region, needed in network.needed.items():
        inside = np.flatnonzero(places.region == region)
        more = int(plan[inside].sum()) - needed
        if more > 0:
            points[inside] += by_head_count(places.people[inside], more)
    return points


def _reach(given: ResilienceFacts, where: Towns, side: PointSide) -> Array:
    at = np.searchsorted(where.code, given.places.municipality)
    near = np.bincount(at, weights=given.places.people * ~side.far, minlength=len(where.code))
    return near / where.people


def _regional(given: ResilienceFacts, changes: Overlay) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    people = np.bincount(given.places.region, weights=given.places.people)[1:].astype(np.float64)
    plan = given.number("points_regional")
    return by_head_count(people, int(plan)), by_head_count(people, round(_at(given, changes, _REGIONAL, plan)))


def _fields(
    given: ResilienceFacts, where: Towns, changes: Overlay, start: Preparation, after: PointSide
) -> dict[str, object]:
    """The fields of the preparation that these changes set; what a change leaves as it was is not among them."""
    found: dict[str, object] = {}
    if _touched(changes, _KIT):
        found["kit"] = _at(given, changes, _KIT, start.kit * 100) / 100
    if _touched(changes, _STORAGE):
        found["storage_kwh"] = _at(given, changes, _STORAGE, start.storage_kwh)
    if _touched(changes, _SPARSE):
        found["sparse_storage"] = _at(given, changes, _SPARSE, start.sparse_storage * 100) / 100
    if _touched(changes, _SHOPS):
        found["shop_hours"] = _at(given, changes, _SHOPS, start.shop_hours / DAY) * DAY
    if _touched(changes, _KM, _HEADS):
        found["reach"] = _reach(given, where, after)
    return found


def _steps(
    given: ResilienceFacts, where: Towns, changes: Overlay, start: Preparation, after: PointSide
) -> dict[str, dict[str, object]]:
    """By measure what it sets; a measure without a mechanism here has no step and gets no score."""
    names = dict.fromkeys(change.measure for change in changes.inputs)
    found = {n: _fields(given, where, changes.only_measures(frozenset({n})), start, after) for n in names}
    return {name: fields for name, fields in found.items() if fields}


def _budget(changes: Overlay, until: int) -> float:
    """Money for resilience until a year, billion euro: recurring budget of the blocks that have levers here."""
    blocks = {change.block for change in changes.inputs}
    total = 0.0
    for entry in changes.budget:
        if entry.block in blocks and entry.amount_bn and entry.purpose == "public_order":
            shares = dict(entry.shares)
            for year in range(_FIRST_MONEY, until + 1):
                last = max((y for y in shares if y <= year), default=None)
                share = 0.0 if last is None or (entry.timing == "one_off" and last != year) else shares[last]
                total += entry.amount_bn * share
    return total
