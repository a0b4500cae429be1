"""Both sides of a run: the plan without and with the package, what holds homes back, and what coordination yields."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen.levers import Overlay
from bouwstenen.models.ports import GDP, HOMES_FOR_PERMIT_HOLDERS, HOUSEHOLDS
from bouwstenen.models.protocol import Handed, Sides, Tell, quiet
from bouwstenen.models.space.bands import Bands, draw_bands
from bouwstenen.models.space.instance import LIMITS, Instance, build, total_asked
from bouwstenen.models.space.options import Options
from bouwstenen.models.space.plan import Plan, after, sectoral, solve
from bouwstenen.models.space.program import NoSolverError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.models.space.inputs import Regions, SpaceFacts

    Array = NDArray[np.float64]

ORDER = ("stations", "infrastructure", "dikes", "homes", "connections", "business", "nature")
"""Who plans first when sectors plan one after the other; what others need (stations) goes first. A choice: see docs."""
MODE = "space.planning_mode"
ALONE = LIMITS
TOGETHER = "together"
WEIGHED = {"homes_half": 0.5, "homes_double": 2.0}
"""How much more a percent of the homes counts, to show what the weights do."""


@dataclass(frozen=True, eq=False)
class Side:
    """One side: the instance, the plan that counts, and both ways of planning it."""

    instance: Instance
    plan: Plan
    integral: Plan
    sectoral: Plan
    mode: str


@dataclass(frozen=True, eq=False)
class Held:
    """What holds homes back, by province: homes more by year when a limit is lifted; and what the full task takes.

    instance, plan: of the package on 12 provinces. more: limit → provinces × years. first: without priority on the
    grid, less homes and more others: function → years (made with priority minus made without, country).
    weighed: homes of the country by year when homes weigh half and twice as much.
    needed: what the whole task of homes takes beyond what there is, by limit and year.
    """

    instance: Instance
    plan: Plan
    more: Mapping[str, Array]
    first: Mapping[str, Array]
    weighed: Mapping[str, Array]
    needed: Mapping[str, Array]


@dataclass(frozen=True, eq=False)
class SpaceResult:
    """The result; `package` is None when there is no solver. Arrays over `years` of the facts.

    asked: totals that the package asks for, by lever, as (year, total). shares: social and affordable share of new
    homes, %, NaN where unknown. ammonia: fall of ammonia of farms by region, kiloton a year. households: growth since
    the first year. permit_holders: homes for them.
    """

    facts: SpaceFacts
    regions: Regions
    years: NDArray[np.int64]
    baseline: Side | None
    package: Side | None
    held: Held | None
    bands: Bands | None
    asked: Mapping[str, tuple[int, float]]
    shares: Mapping[str, Array]
    ammonia: Array
    gdp_bn: float
    households: Sides
    permit_holders: Sides
    changed: bool = False
    scale: str = field(default="corop")


def project(
    facts: SpaceFacts, changes: Overlay, handed: Handed, options: Options | None = None, tell: Tell = quiet
) -> SpaceResult:
    """Plan both sides.

    Args:
        facts: of the vintage.
        changes: levers of `levers.yaml`; an empty overlay gives the baseline on both sides.
        handed: GDP, households by type, and homes for permit holders, by year.
        options: scale, reading of nitrogen, bands.
        tell: called at each step.

    Raises:
        InputError: a lever that cannot be, or a plan that cannot be, with the limit that makes it so.
    """
    options = options or Options()
    regions = facts.regions(options.scale)
    n = facts.numbers
    years = np.arange(int(n["first_year"]), int(n["last_year"]) + 1)
    gdp_bn = float(handed[GDP].over(years[:1]).baseline[0])
    baseline = package = held = bands = None
    try:
        tell("Ruimte: plan zonder pakket")
        baseline = _side(facts, Overlay(), gdp_bn, options.scale, options.nitrogen)
        tell("Ruimte: plan met pakket")
        package = baseline if changes.is_empty else _side(facts, changes, gdp_bn, options.scale, options.nitrogen)
        if options.limits == "lifted":
            tell("Ruimte: opnieuw zonder één van de grenzen")
            held = _held(facts, changes, gdp_bn, options.nitrogen)
        if options.band == "draws":
            tell("Ruimte: trekkingen voor de band")
            bands = draw_bands(facts, changes, gdp_bn, options.nitrogen, options.seed, mode(changes))
    except NoSolverError:
        baseline = package = held = bands = None
    asked = {
        name: found
        for name in ("dike_reinforcement", "business_park_expansion", "transformer_stations", "nature_expansion")
        if (found := total_asked(changes, f"space.{name}", years))
    }
    cut = changes.path("space.ammonia_reduction_agriculture", 0.0, years) / 100 * n["ammonia_agriculture"]
    return SpaceResult(
        facts=facts,
        regions=regions,
        years=years,
        baseline=baseline,
        package=package,
        held=held,
        bands=bands,
        asked=asked,
        shares={name: _known(changes, f"space.{name}", years) for name in ("affordable_share", "social_rent_share")},
        ammonia=(regions.cattle / regions.cattle.sum())[:, None] * cut,
        gdp_bn=gdp_bn,
        households=_total(handed[HOUSEHOLDS].over(years)),
        permit_holders=_total(handed[HOMES_FOR_PERMIT_HOLDERS].over(years)),
        changed=not changes.is_empty,
        scale=options.scale,
    )


def mode(changes: Overlay) -> str:
    """How sectors plan: `sectoraal` without the package."""
    found = [change for change in changes.inputs if change.path == MODE]
    return str(found[-1].value) if found else "sectoraal"


def _known(changes: Overlay, name: str, years: NDArray[np.int64]) -> Array:
    """A share that is known only where a package sets it; NaN elsewhere."""
    return changes.path(name, np.full(len(years), np.nan), years)


def _total(sides: Sides) -> Sides:
    def summed(values: Array) -> Array:
        return values.reshape(len(values), -1).sum(axis=1)

    return Sides(sides.years, summed(sides.baseline), summed(sides.package))


@lru_cache(maxsize=256)
def _side(facts: SpaceFacts, changes: Overlay, gdp_bn: float, scale: str, nitrogen: str) -> Side:
    """One side; kept in this process, since what other models give does not change the plan."""
    n = facts.numbers
    instance = build(n, facts.regions(scale), changes, gdp_bn, nitrogen=nitrogen)
    past = _past(facts, gdp_bn, scale, nitrogen)
    instance = after(instance, past, n["policy_year"])
    integral, apart = solve(instance), past if changes.is_empty else sectoral(instance, ORDER)
    chosen = mode(changes)
    return Side(instance, integral if chosen == "integraal" else apart, integral, apart, chosen)


@lru_cache(maxsize=16)
def _past(facts: SpaceFacts, gdp_bn: float, scale: str, nitrogen: str) -> Plan:
    """Planning by sector without a package: the way of now, which the first years follow in every plan."""
    return sectoral(build(facts.numbers, facts.regions(scale), Overlay(), gdp_bn, nitrogen=nitrogen), ORDER)


def _solved(instance: Instance, way: str) -> Plan:
    return solve(instance) if way == "integraal" else sectoral(instance, ORDER)


@lru_cache(maxsize=16)
def _held(facts: SpaceFacts, changes: Overlay, gdp_bn: float, nitrogen: str) -> Held:
    """Solve again without a limit, on 12 provinces: alone, and all together."""
    side = _side(facts, changes, gdp_bn, "province", nitrogen)
    more: dict[str, Array] = {}
    for name, limits in {**{name: (name,) for name in ALONE}, TOGETHER: LIMITS}.items():
        more[name] = _solved(side.instance.without(*limits), side.mode).made["homes"] - side.plan.made["homes"]
    free = side.instance.without("labour", "plans", "grid", "nitrogen", "money")
    weighed = {name: _weighed(side, factor).homes for name, factor in WEIGHED.items()}
    return Held(side.instance, side.plan, more, _first(side), weighed, _needed(side, free))


def _weighed(side: Side, factor: float) -> Plan:
    """The plan of all together when homes weigh so many times as much."""
    weights = {**side.instance.weights, "homes": side.instance.weights["homes"] * factor}
    return solve(replace(side.instance, weights=weights))


def _first(side: Side) -> dict[str, Array]:
    """What homes gain and others lose because homes go first on the grid: with that order minus without it."""
    even = dict.fromkeys(("connections", "business"), side.instance.weights["homes"])
    without = solve(replace(side.instance, weights={**side.instance.weights, **even}))
    return {
        name: (side.integral.made[name] - without.made[name]).sum(axis=0)
        for name in ("homes", "connections", "business")
    }


def _needed(side: Side, free: Instance) -> dict[str, Array]:
    """What making the whole task of homes in each year takes beyond the limits, the other functions as in the plan."""
    i, plan = side.instance, side.plan
    homes = np.minimum(i.tasks["homes"], free.ceiling["homes"])
    others = i.fte["stations"] * plan.made["stations"].sum(axis=0)
    others = others + sum(i.fte[name] * plan.made[name] for name in ("dikes", "infrastructure"))
    people = i.fte["homes"] * homes.sum(axis=0) + others
    ripe = i.old_plans + plan.new_plans @ i.ripening
    load = i.kw_home * (homes + plan.made["connections"]) + i.mw_ha[:, None] * plan.made["business"]
    lead = i.station_lead
    late = np.concatenate([np.zeros((len(i.codes), lead)), plan.made["stations"][:, : len(i.years) - lead]], axis=1)
    room = i.mw_station * (late + i.stations_before)
    return {
        "homes": homes.sum(axis=0),
        "labour": np.maximum(people - i.labour, 0.0),
        "plans": _short(homes, ripe),
        "grid": _short(load, room) / i.mw_station,
        "nitrogen": np.maximum(homes - i.permits, 0.0).sum(axis=0),
        "money": np.maximum(i.gap * (homes.sum(axis=0) - i.pace_homes) - i.extra_homes_money, 0.0),
    }


def _short(asked: Array, there: Array) -> Array:
    """What regions lack in all up to a year; what one has left over helps no other."""
    return np.maximum(np.cumsum(asked - there, axis=1), 0.0).sum(axis=0)


def year_done(made: Array, years: NDArray[Any], total: float) -> float | None:
    """When a total is reached, in years with a part of the year; None when never."""
    done = np.cumsum(made)
    if total <= 0 or done[-1] < total * (1 - 1e-9):
        return None
    at = int(np.searchsorted(done, total * (1 - 1e-9)))
    before = done[at - 1] if at else 0.0
    return float(years[at] + (total - before) / max(made[at], 1e-9))
