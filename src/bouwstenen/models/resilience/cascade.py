"""Service lost when power fails: hours per municipality by the graph, times people, for many shocks at once.

Municipalities hang on the nearest station of high voltage. Where a distribution centre stands is not known: it counts
with the chance that it lies among the people of the province that are hit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from bouwstenen.models.resilience.graph import Node, Span, Spans, down_times, hours
from bouwstenen.models.resilience.inputs import distances

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.models.resilience.inputs import ResilienceFacts

    Array = NDArray[np.float64]

PATHS: Final = ("hours_72", "weeks", "long_term")
SERVICES: Final = ("power", "heat", "information", "water", "food", "payments", "fuel")
DAY: Final = 24.0
_SIZES: Final = 4


@dataclass(frozen=True, eq=False)
class Towns:
    """Per municipality: people, province, station, share of people in thinly peopled areas; and its safety region."""

    code: NDArray[np.int64]
    people: Array
    province: NDArray[np.int64]
    region: NDArray[np.int64]
    station: NDArray[np.int64]
    sparse: Array


@dataclass(frozen=True, eq=False)
class Shocks:
    """Failures of power: path, hours, whether in the cold half year, and the municipalities that are hit."""

    path: NDArray[np.int64]
    length: Array
    winter: NDArray[np.bool_]
    hit: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Preparation:
    """How ready the country is.

    kit: share of people with a kit. reach: per municipality, share of people within the norm of a support point.
    storage_kwh: usable storage of every household. sparse_storage: share of households in thinly peopled areas with
    storage for the first phase. shop_hours: hours until shelves are empty.
    """

    kit: float
    reach: Array
    storage_kwh: float
    sparse_storage: float
    shop_hours: float


def towns(facts: ResilienceFacts) -> Towns:
    """The municipalities, each on its nearest station."""
    table, bus, places = facts.tables["resilience_municipality"], facts.tables["resilience_bus"], facts.places
    code = table["index"].astype(np.int64)
    at = np.searchsorted(code, places.municipality)
    people = np.bincount(at, weights=places.people, minlength=len(code)).astype(np.float64)
    lon = np.bincount(at, weights=places.people * places.lon, minlength=len(code)) / people
    lat = np.bincount(at, weights=places.people * places.lat, minlength=len(code)) / people
    nearest = bus["index"].astype(np.int64)[distances(lon, lat, bus["lon"], bus["lat"]).argmin(axis=1)]
    per_home = people.sum() / facts.number("homes")
    thin = places.density / per_home < facts.number("sparse_addresses")
    share = np.bincount(at, weights=places.people * thin, minlength=len(code)) / people
    return Towns(
        code, people, table["province"].astype(np.int64), table["region"].astype(np.int64), nearest, share
    )  # fmt: skip


def draw_shocks(facts: ResilienceFacts, where: Towns, number: int, seed: int) -> Shocks:
    """Shocks of all three paths in turn; size, season and length from one seed.

    Length is spread evenly over its logarithm within the hours of the path. Size: a station, a safety region, a
    province or the country, each as often. How often shocks come is not known, so losses are per shock.
    """
    rng = np.random.default_rng(seed)
    path = np.arange(number) % len(PATHS)
    ends = np.array([1.0, *(facts.number(name) for name in ("first_phase", "second_phase", "third_phase"))])
    length = np.exp(rng.uniform(np.log(ends[path]), np.log(ends[path + 1])))
    winter = rng.random(number) < 0.5
    size = rng.integers(0, _SIZES, number)
    hit = np.ones((number, len(where.code)), dtype=bool)
    for k, groups in enumerate((where.station, where.region, where.province)):
        names = np.unique(groups)
        chosen = names[rng.integers(0, len(names), number)]
        hit[size == k] = groups == chosen[size == k][:, None]
    return Shocks(path, length, winter, hit)


def template(facts: ResilienceFacts, prepared: Preparation) -> dict[str, Node]:
    """What depends on what in a municipality; buffers in hours from the facts."""
    now = facts.number("instant_buffer")
    return {
        "power": Node(),
        "power_at_centre": Node(),
        "distribution_centre": Node(all_of=("power_at_centre",), buffer=now),
        "stock": Node(all_of=("distribution_centre",), buffer=prepared.shop_hours),
        "telecom": Node(all_of=("power",), buffer=facts.number("telecom_buffer")),
        "water": Node(all_of=("power",), buffer=facts.number("water_buffer")),
        "heat": Node(all_of=("power",), buffer=now),
        "payments": Node(all_of=("power", "telecom"), buffer=now),
        "fuel": Node(all_of=("power",), buffer=now),
        "food": Node(all_of=("power", "stock"), buffer=now),
    }


def lost(facts: ResilienceFacts, where: Towns, shocks: Shocks, prepared: Preparation) -> Array:
    """Person-hours without a service, by shock and service (the order of `SERVICES`)."""
    nodes = template(facts, prepared)
    phase = facts.number("first_phase")
    found = np.zeros((len(shocks.length), len(SERVICES)))
    provinces, at = np.unique(where.province, return_inverse=True)
    whole = np.bincount(at, weights=where.people)
    hit_people = np.where(shocks.hit, where.people, 0.0)
    centre = np.stack([hit_people[:, at == p].sum(axis=1) for p in range(len(provinces))], axis=1) / whole
    for s, length in enumerate(shocks.length.tolist()):
        span: Span = (0.0, length)
        hit = hit_people[s]
        down = down_times(nodes, {"power": (span,)})
        both = down_times(nodes, {"power": (span,), "power_at_centre": (span,)})
        far = down_times(nodes, {"power_at_centre": (span,)})
        chance = centre[s][at]
        kit, wet = prepared.kit, max(prepared.kit, facts.number("water_share") / 100)
        dry = _without_stock(down["water"], wet, phase)
        meals = [_without_stock(case["food"], kit, phase) for case in (down, both, far)]
        stored = _without_power(facts, where, prepared, length)
        found[s] = (
            hit @ stored,
            hit @ stored if shocks.winter[s] else 0.0,
            hit @ (1.0 - prepared.reach) * hours(down["telecom"]),
            hit.sum() * dry,
            hit @ ((1 - chance) * meals[0] + chance * meals[1]) + (where.people - hit) @ chance * meals[2],
            hit.sum() * hours(down["payments"]),
            hit.sum() * hours(down["fuel"]),
        )
    return found


def curves(facts: ResilienceFacts, prepared: Preparation, length: float, *, centre_only: bool) -> Mapping[str, Spans]:
    """Down time by node after one failure: at home and at the distribution centre, or at the centre only."""
    span = ((0.0, length),)
    sources = {"power_at_centre": span} if centre_only else {"power_at_centre": span, "power": span}
    return down_times(template(facts, prepared), sources)


def with_shop_days(prepared: Preparation, days: float) -> Preparation:
    """The same with shelves that last so many days."""
    return replace(prepared, shop_hours=days * DAY)


def _without_stock(spans: Spans, share: float, phase: float) -> float:
    """Hours without, of the average person: a share of people lives on its own stock for the first phase of it."""
    if not spans:
        return 0.0
    start = spans[0][0]
    return hours(spans) - share * hours(spans, start, start + phase)


def _without_power(facts: ResilienceFacts, where: Towns, prepared: Preparation, length: float) -> Array:
    """Hours without power per person, by municipality; storage is not filled again during the failure."""
    everyone = prepared.storage_kwh / facts.number("use_day_high") * DAY
    some = max(everyone, facts.number("first_phase"))
    stored = prepared.sparse_storage * where.sparse
    return (1 - stored) * max(0.0, length - everyone) + stored * max(0.0, length - some)
