"""One side of the run as arrays: what is asked of each function, and what there is of each resource.

Functions in regions: homes (dwellings), connections (other small connections to the grid), business (ha), nature (ha),
stations (transformer houses). National: dikes (km), infrastructure (billion euro). See `docs/models/space.md`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen.models.space.inputs import LAND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.levers import Overlay
    from bouwstenen.models.space.inputs import Regions

    Array = NDArray[np.float64]

REGIONAL = ("homes", "connections", "business", "nature", "stations")
NATIONAL = ("dikes", "infrastructure")
FUNCTIONS = (*REGIONAL, *NATIONAL)
LIMITS = ("labour", "plans", "grid", "nitrogen", "money", "land", "pace")
"""What may hold homes back; each can be lifted."""


@dataclass(frozen=True, eq=False)
class Instance:
    """The plan to be solved. Arrays of regions × years (regional) or years (national); one year is one step.

    tasks: what is asked in a year, by function (unit of the function). ceiling: most that can be made in a year.
    weights: of a function in the objective, per % of its task; end_weight: years that the backlog of the last year
        counts for.
    fte: people per unit (homes: by year). labour: FTE in the country; labour_region: FTE for homes and stations.
    old_plans: homes that ripen from plans of before; plan_start: most new plans in a year; ripening: (start year, year)
        → share of plans that is finished.
    kw_home: MW per home and per other small connection; mw_ha: MW per ha; mw_station: MW that a station brings;
        station_lead: years; stations_before: stations of before that bring room in a year.
    permits: homes that nitrogen allows. extra_homes_money: billion euro for homes above `pace_homes`; gap: billion euro
        per home. infra_money: billion euro.
    infill: homes a year without new land; ha_home: ha per home on new land. farmland: ha at the start.
    past: what was made in the first years, before a package can change anything. lifted: limits that do not count.
    """

    codes: tuple[str, ...]
    years: NDArray[np.int64]
    tasks: Mapping[str, Array]
    ceiling: Mapping[str, Array]
    weights: Mapping[str, float]
    end_weight: float
    fte: Mapping[str, Any]
    labour: Array
    labour_region: Array
    old_plans: Array
    plan_start: Array
    ripening: Array
    kw_home: float
    mw_ha: Array
    mw_station: float
    station_lead: int
    stations_before: Array
    permits: Array
    pace_homes: float
    extra_homes_money: Array
    gap: float
    infra_money: Array
    infill: Array
    ha_home: Array
    farmland: Array
    past: Mapping[str, Array] = field(default_factory=dict[str, Any])
    lifted: frozenset[str] = field(default_factory=frozenset[str])

    def without(self, *limits: str) -> Instance:
        """The same with some limits lifted."""
        return replace(self, lifted=self.lifted | set(limits))


def outer(regions: Array, years: Array) -> Array:
    """Regions × years."""
    return regions[:, None] * years[None, :]


def build(n: Mapping[str, float], regions: Regions, moves: Overlay, gdp_bn: float, *, nitrogen: str) -> Instance:
    """The instance of one side of the run.

    Args:
        n: figures by name, as `SpaceFacts.numbers`; a draw brings other values.
        regions: of the plan.
        moves: changes of the package; empty for the baseline.
        gdp_bn: GDP of the first year, billion euro: all investment stays at this level of the economy.
        nitrogen: `recovery`: what emissions fall goes to nature first; `shared`: it brings permits.
    """
    years = np.arange(int(n["first_year"]), int(n["last_year"]) + 1)
    calm = _calm_growth(n, years)
    built = regions.built / regions.built.sum()
    tasks = _tasks(n, regions, moves, years, gdp_bn)
    homes_now = n["homes_pace"] * built
    fte, labour, labour_region = _labour(n, moves, years, gdp_bn, built)
    old, start, ripening = _plans(n, regions, moves, years)
    before = np.where(np.arange(len(years)) < n["station_lead"], n["stations_pace"], 0.0)
    return Instance(
        codes=regions.codes,
        years=years,
        tasks=tasks,
        ceiling=_ceilings(n, regions, years, calm, homes_now),
        weights=_weights(n, moves, years),
        end_weight=n["end_weight"],
        fte=fte,
        labour=labour,
        labour_region=labour_region,
        old_plans=old,
        plan_start=start,
        ripening=ripening,
        kw_home=n["kw_per_home"] / 1e3,
        mw_ha=regions.mw_per_ha,
        mw_station=n["kw_per_home"] / 1e3 * n["small_connections"] / n["stations_pace"],
        station_lead=int(n["station_lead"]),
        stations_before=outer(built, before),
        permits=_permits(n, moves, years, calm, homes_now, nitrogen),
        pace_homes=n["homes_pace"],
        extra_homes_money=moves.path("space.public_housing_funding", 0.0, years),
        gap=n["public_gap_per_home"] / 1e9,
        infra_money=_infra_money(n, moves, years, gdp_bn),
        infill=_infill(n, regions),
        ha_home=_ha_per_home(n, regions, moves, years),
        farmland=regions.land[:, LAND.index("agriculture")],
    )


def _calm_growth(n: Mapping[str, float], years: NDArray[np.int64]) -> Array:
    return (1 + n["largest_growth"] / 100) ** (years - years[0])


def _tasks(
    n: Mapping[str, float], regions: Regions, moves: Overlay, years: NDArray[np.int64], gdp_bn: float
) -> dict[str, Array]:
    """What is asked of each function in a year; a total of a lever is reached along a straight line."""
    built = regions.built / regions.built.sum()
    business = regions.land[:, LAND.index("business")]
    farm = regions.land[:, LAND.index("agriculture")]
    homes = moves.path("space.housing_additions", n["homes_pace"], years)
    others = n["small_connections"] - n["homes_pace"]
    steady = np.ones(len(years))
    nature = np.minimum(np.cumsum(steady * n["nature_pace"]), max(n["nature_to_go"] - 3 * n["nature_pace"], 0.0))
    nature = _at_least(moves, "space.nature_expansion", np.diff(nature, prepend=0.0), years)
    parks = _at_least(moves, "space.business_park_expansion", 0.0 * steady, years)
    return {
        "homes": outer(regions.agreed / regions.agreed.sum(), homes),
        "connections": outer(built, steady * others),
        "business": outer(business / business.sum(), parks),
        "nature": outer(farm / farm.sum(), nature),
        "stations": outer(built, _at_least(moves, "space.transformer_stations", n["stations_pace"] * steady, years)),
        "dikes": _at_least(moves, "space.dike_reinforcement", n["dike_pace"] * steady, years),
        "infrastructure": moves.path("space.infrastructure_investment", n["infrastructure_now"], years) / 100 * gdp_bn,
    }


def total_asked(moves: Overlay, name: str, years: NDArray[np.int64]) -> tuple[int, float] | None:
    """(year, total since the first year) that a package asks for; None when it asks for nothing."""
    found = [c for c in moves.inputs if c.path == name]
    if not found:
        return None
    path = moves.path(name, 0.0, years)
    at = int(np.flatnonzero(years >= found[-1].start)[0]) if (years >= found[-1].start).any() else len(years) - 1
    return int(years[at]), float(path[at])


def _at_least(moves: Overlay, name: str, pace: Array, years: NDArray[np.int64]) -> Array:
    """The pace of now, or more when a total that is asked for needs it: from the policy year on, evenly."""
    asked = total_asked(moves, name, years)
    if asked is None:
        return pace
    until = int(asked[0] - years[0])
    extra = max(0.0, asked[1] - pace[: until + 1].sum())
    more = pace.copy()
    first = min(2, until)
    more[first : until + 1] += extra / (until + 1 - first)
    return more


def _labour(
    n: Mapping[str, float], moves: Overlay, years: NDArray[np.int64], gdp_bn: float, built: Array
) -> tuple[dict[str, Any], Array, Array]:
    """People per unit, and the people there are: those who do the work of now, and what comes on top."""
    factory = moves.path("space.factory_share", 0.0, years) / 100
    per_meur = n["fte_per_meur"]
    fte: dict[str, Any] = {
        "homes": n["fte_per_home"] * (1 - factory * n["factory_saving"] / 100),
        "stations": n["station_cost"] * per_meur,
        "dikes": n["fte_per_km_dike"],
        "infrastructure": per_meur * 1e3,
    }
    regional = n["fte_per_home"] * n["homes_pace"] + fte["stations"] * n["stations_pace"]
    national = regional + fte["dikes"] * n["dike_pace"] + fte["infrastructure"] * n["infrastructure_now"] / 100 * gdp_bn
    extra = moves.path("space.construction_labour", 0.0, years)
    delay, share = int(n["schooling_years"]), n["schooling_share"] / 100
    late = np.concatenate([np.zeros(delay), extra[: len(years) - delay]])
    growth = (national + extra * (1 - share) + late * share) / national
    return fte, national * growth, outer(built, regional * growth) * (1 + n["labour_mobility"] / 100)


def _plans(
    n: Mapping[str, float], regions: Regions, moves: Overlay, years: NDArray[np.int64]
) -> tuple[Array, Array, Array]:
    """Homes from plans of before, the most new plans in a year, and what share of a plan is finished when."""
    steps = len(years)
    lead = moves.path("space.housing_lead_time", n["lead_time"], years)
    kept = 1 - moves.path("space.plan_attrition", n["plan_attrition"], years) / 100
    rate = n["plan_capacity"] / n["plan_years"]
    share = regions.agreed / regions.agreed.sum()
    spread = int(n["lead_spread"])
    weights = spread + 1 - np.abs(np.arange(-spread, spread + 1.0))
    weights /= weights.sum()
    policy = int(n["policy_year"] - years[0])
    ripening = np.zeros((steps, steps))
    old = np.zeros(steps)
    for begin in range(-30, steps):
        mean = lead[max(begin, 0)] if begin >= 0 else n["lead_time"]
        keep = kept[max(begin, 0)] if begin >= 0 else 1 - n["plan_attrition"] / 100
        for step, weight in enumerate(weights):
            for end, part in _between(begin + mean + step - spread):
                if 0 <= end < steps and begin >= policy:
                    ripening[begin, end] += keep * weight * part
                elif 0 <= end < steps:
                    old[end] += rate * keep * weight * part
    since = np.arange(steps) - policy
    growth = np.where(since >= 0, (1 + n["largest_growth"] / 100) ** np.maximum(since, 0), 0.0)
    return outer(share, old), outer(share, rate * growth), ripening


def _between(moment: float) -> list[tuple[int, float]]:
    """A moment as shares of the two whole years around it."""
    low = int(np.floor(moment))
    return [(low, 1 - (moment - low)), (low + 1, moment - low)]


def _permits(
    n: Mapping[str, float], moves: Overlay, years: NDArray[np.int64], growth: Array, homes_now: Array, reading: str
) -> Array:
    """Homes that nitrogen allows: large plans as many as now, small plans may grow; see the readings."""
    large = n["large_home_share"] / 100
    cut = moves.path("space.ammonia_reduction_agriculture", 0.0, years) / 100
    room = 1 + (n["permits_per_cut"] * cut if reading == "shared" else 0.0 * cut)
    return outer(homes_now, large * room + (1 - large) * growth)


def _ceilings(
    n: Mapping[str, float], regions: Regions, years: NDArray[np.int64], growth: Array, homes_now: Array
) -> dict[str, Array]:
    """The most that can be made in a year: growth as fast as seen, and where the grid is full no large connections."""
    built = regions.built / regions.built.sum()
    business = regions.land[:, LAND.index("business")]
    farm = regions.land[:, LAND.index("agriculture")]
    room = np.where(years[None, :] <= n["overloaded_until"], regions.open_share[:, None], 1.0)
    full = np.nan_to_num(regions.full_until, nan=0.0)
    room = np.where(years[None, :] < full[:, None], 0.0, room)
    return {
        "homes": outer(homes_now, growth),
        "connections": outer(built, (n["small_connections"] - n["homes_pace"]) * growth),
        "business": (business / business.sum())[:, None] * room * n["business_pace_high"],
        "nature": outer(farm / farm.sum(), np.full(len(years), n["nature_pace_high"])),
        "stations": outer(built, n["stations_pace"] * growth),
        "dikes": np.minimum(n["dike_pace"] * growth, max(n["dike_pace_target"], n["dike_pace"])),
        "infrastructure": np.full(len(years), np.inf),
    }


def _weights(n: Mapping[str, float], moves: Overlay, years: NDArray[np.int64]) -> dict[str, float]:
    """Weights of the objective; on the grid firms wait for homes, and with priority so do all other connections."""
    weights = {name: n[f"weight_{name}"] for name in FUNCTIONS}
    weights["business"] *= n["waiting_weight"]
    if moves.path("space.housing_priority", 0.0, years).any():
        weights["connections"] *= n["waiting_weight"]
    return weights


def _infra_money(n: Mapping[str, float], moves: Overlay, years: NDArray[np.int64], gdp_bn: float) -> Array:
    """What is spent now, and what the package brings; extra private money is not known."""
    return n["infrastructure_now"] / 100 * gdp_bn + moves.path("space.public_infrastructure_money", 0.0, years)


def _infill(n: Mapping[str, float], regions: Regions) -> Array:
    """Homes a year without new land: within cities, and other additions; by apartments of now."""
    apartments = regions.homes[:, 0] / regions.homes[:, 0].sum()
    return apartments * (n["inner_city_capacity"] / n["inner_city_years"] + n["other_additions_pace"])


def _ha_per_home(n: Mapping[str, float], regions: Regions, moves: Overlay, years: NDArray[np.int64]) -> Array:
    """Land of a home on new land: the mix of types of the region, or the density that is asked for."""
    by_type = np.array([n[f"ha_per_{kind}"] for kind in ("apartment", "terraced", "semi_detached", "detached")])
    mix = (regions.homes * by_type).sum(axis=1) / regions.homes.sum(axis=1)
    density = outer(1 / mix, np.ones(len(years)))
    if any(change.path == "space.residential_density" for change in moves.inputs):
        national = regions.homes.sum() / (regions.homes * by_type).sum()
        density = density / national * moves.path("space.residential_density", national, years)[None, :]
    return 1 / density
