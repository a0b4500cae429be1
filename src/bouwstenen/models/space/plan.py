"""The linear plan: what is made where and when, so that as little as possible of what is asked stays undone.

Solved by HiGHS with the interior point and without crossover: of all plans that are equally good it gives the middle
one, not a corner, so that regions that are alike get alike.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen.core.errors import InputError, Where
from bouwstenen.models.space.instance import FUNCTIONS, LIMITS, NATIONAL, outer
from bouwstenen.models.space.program import Program

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from bouwstenen.models.space.instance import Instance

    Array = NDArray[np.float64]

TIE = 1e-7
"""Weight of new plans and new land, so small that it only chooses between plans that are equally good."""
AHEAD = 1e-5
"""Weight of a station that stands a year before anybody asked for it: none is built early for nothing."""
SLACK, CRUMB = 1 - 1e-5, 1e-4
"""What was planned before is held at this part of it, less a crumb, so that rounding makes nothing infeasible."""
GRID_OF = ("homes", "connections")


@dataclass(frozen=True, eq=False)
class Plan:
    """A solved plan. made: by function, in the shape of its task. backlog: what is not done yet at the end of a year.

    new_plans: homes in plans that start. infill: homes on land that is built on already.
    prices: what one more unit of a resource takes off the objective, by limit: per FTE, home in plans, MW, home with a
        permit, billion euro, ha.
    objective: percent of the tasks not done, added up over functions and years.
    """

    made: Mapping[str, Array]
    backlog: Mapping[str, Array]
    new_plans: Array
    infill: Array
    prices: Mapping[str, Array]
    objective: float

    @property
    def homes(self) -> Array:
        """Homes finished by year in the country."""
        return self.made["homes"].sum(axis=0)


def solve(instance: Instance, *, crossover: bool = False, held: Mapping[str, Array] | None = None) -> Plan:
    """The best plan of an instance.

    Args:
        instance: tasks and resources.
        crossover: go on to a corner, for prices of a corner instead of the middle one.
        held: functions whose plan is fixed already; what is not in it and not None is planned.

    Raises:
        NoSolverError: highspy is not installed.
        InputError: no plan fits, with the limit that makes it so.
    """
    program = _program(instance, held or {})
    solved = program.solve(crossover=crossover)
    if solved.status != "optimal" and not crossover:
        solved = program.solve(crossover=True)
    if solved.status != "optimal":
        raise InputError(
            f"geen enkel plan past ({solved.status}); het knelt bij {_guilty(instance, held or {})}.",
            mend="Maak de opgave kleiner of geef meer ruimte bij deze grens.",
            where=Where("model space", 0, "space"),
        )
    values = {name: np.maximum(v, 0.0) for name, v in solved.values.items()}
    made = {name: _as_it_was(values[name], instance.past.get(name)) for name in FUNCTIONS}
    return Plan(
        made=made,
        backlog={name: values[f"{name}_backlog"] for name in FUNCTIONS},
        new_plans=values["starts"],
        infill=values["infill"],
        prices={name: np.abs(dual) for name, dual in solved.duals.items() if name in SCARCE},
        objective=objective(instance, made),
    )


def objective(instance: Instance, made: Mapping[str, Array]) -> float:
    """Percent of each task not done, weighted and added up over the years."""
    total = 0.0
    for name, factor in _factors(instance).items():
        backlog = np.cumsum(instance.tasks[name] - made[name], axis=-1)
        total += factor * float((np.maximum(backlog, 0.0) * _years_counted(instance)).sum())
    return total


def sectoral(instance: Instance, order: Sequence[str]) -> Plan:
    """Functions one after the other, each on what those before it left over.

    order: of the functions; who plans later has nothing yet but its past.
    """
    held: dict[str, Array] = {name: _only_past(instance, name) for name in order}
    made: dict[str, Array] = {}
    plan: Plan | None = None
    for name in order:
        del held[name]
        plan = solve(instance, held=held)
        made[name] = plan.made[name]
        held[name] = _less(made[name])
    assert plan is not None
    # As each sector planned it, without the slack that it was held with.
    left = {name: np.maximum(np.cumsum(instance.tasks[name] - made[name], axis=-1), 0.0) for name in made}
    return replace(plan, made=made, backlog=left, objective=objective(instance, made))


def after(instance: Instance, plan: Plan, policy_year: float) -> Instance:
    """The instance with the years before the policy year held at what a plan made."""
    before = int(policy_year - instance.years[0])
    return replace(instance, past={name: made[..., :before] for name, made in plan.made.items()})


def _years_counted(instance: Instance) -> Array:
    """Backlog of a year counts once, that of the last year as `end_weight` years."""
    counted = np.ones(len(instance.years))
    counted[-1] = instance.end_weight
    return counted


def _factors(instance: Instance) -> dict[str, float]:
    totals = {name: float(instance.tasks[name].sum()) for name in FUNCTIONS}
    return {name: 100 * instance.weights[name] / total if total > 0 else 0.0 for name, total in totals.items()}


def _guilty(instance: Instance, held: Mapping[str, Array]) -> str:
    for limit in LIMITS:
        if _program(instance.without(limit), held).solve(crossover=True).status == "optimal":
            return limit
    return "meer dan één grens tegelijk"


def _program(instance: Instance, held: Mapping[str, Array]) -> Program:
    """Variables, the flow of each task, and the resources that functions share."""
    program = Program()
    places: dict[str, Any] = {}
    counted = _years_counted(instance)
    for name, factor in _factors(instance).items():
        task = instance.tasks[name]
        low = np.zeros_like(task)
        high = np.full_like(task, np.inf) if "pace" in instance.lifted else instance.ceiling[name]
        if name in held:
            low = high = held[name]
        elif name in instance.past:
            low, high = _with_past(low, high, instance.past[name])
        places[name] = program.variables(name, low, high)
        endless = np.full_like(task, np.inf)
        backlog = program.variables(f"{name}_backlog", np.zeros_like(task), endless, factor * counted)
        flow = program.limits(f"{name}_task", task, task)
        program.term(flow, places[name], 1.0)
        _stock(program, flow, backlog, 1.0)
        if name == "stations":
            # Stations may be built ahead of their own task, for others; whatever else is made was asked for.
            ahead = program.variables("ahead", np.zeros_like(task), endless, AHEAD)
            _stock(program, flow, ahead, -1.0)
    steps = np.ones(len(instance.years))
    starts = np.full_like(instance.plan_start, np.inf) if "pace" in instance.lifted else instance.plan_start
    starts = np.where(instance.plan_start > 0, starts, 0.0)
    places["starts"] = program.variables("starts", np.zeros_like(starts), starts, TIE)
    infill = outer(instance.infill, steps)
    places["infill"] = program.variables("infill", np.zeros_like(infill), infill, -TIE)
    of_homes = program.limits("infill_of_homes", np.zeros_like(infill), np.full_like(infill, np.inf))
    program.term(of_homes, places["homes"], 1.0)
    program.term(of_homes, places["infill"], -1.0)
    for limit, add in _SHARED.items():
        if limit not in instance.lifted:
            add(program, places, instance)
    return program


def _with_past(low: Array, high: Array, past: Array) -> tuple[Array, Array]:
    """Bounds that hold the first years at what was made."""
    low, high = low.copy(), high.copy()
    low[..., : past.shape[-1]] = high[..., : past.shape[-1]] = _less(past)
    return low, high


def _as_it_was(made: Array, past: Array | None) -> Array:
    """The plan with the past itself, without the slack that it was held with."""
    return made if past is None else np.concatenate([past, made[..., past.shape[-1] :]], axis=-1)


def _only_past(instance: Instance, name: str) -> Array:
    none = np.zeros_like(instance.tasks[name])
    if name in instance.past:
        past = _less(instance.past[name])
        none[..., : past.shape[-1]] = past
    return none


def _less(made: Array) -> Array:
    return np.maximum(made * SLACK - CRUMB, 0.0)


def _stock(program: Program, flow: Any, stock: Any, sign: float) -> None:
    """The change of a stock in a year."""
    program.term(flow, stock, sign)
    program.term(flow[..., 1:], stock[..., :-1], -sign)


def _at_most(program: Program, name: str, most: Array) -> Any:
    return program.limits(name, np.full_like(most, -np.inf), most)


def _labour(program: Program, places: Mapping[str, Any], instance: Instance) -> None:
    country = _at_most(program, "labour", instance.labour)
    region = _at_most(program, "labour_region", instance.labour_region)
    for name in ("homes", "stations"):
        program.term(region, places[name], instance.fte[name])
        program.term(country, places[name], instance.fte[name])
    for name in NATIONAL:
        program.term(country, places[name], instance.fte[name])


def _plans(program: Program, places: Mapping[str, Any], instance: Instance) -> None:
    old = instance.old_plans
    flow = program.limits("plans", old, old)
    program.term(flow, places["homes"], 1.0)
    _stock(program, flow, program.variables("ripe_plans", np.zeros_like(old), np.full_like(old, np.inf)), 1.0)
    for start, year in np.argwhere(instance.ripening > 0):
        program.term(flow[:, year], places["starts"][:, start], -instance.ripening[start, year])


def _grid(program: Program, places: Mapping[str, Any], instance: Instance) -> None:
    before = instance.mw_station * instance.stations_before
    flow = program.limits("grid", before, before)
    _stock(program, flow, program.variables("grid_room", np.zeros_like(before), np.full_like(before, np.inf)), 1.0)
    for name in GRID_OF:
        program.term(flow, places[name], instance.kw_home)
    program.term(flow, places["business"], instance.mw_ha[:, None])
    lead = instance.station_lead
    program.term(flow[:, lead:], places["stations"][:, : flow.shape[1] - lead], -instance.mw_station)


def _nitrogen(program: Program, places: Mapping[str, Any], instance: Instance) -> None:
    program.term(_at_most(program, "nitrogen", instance.permits), places["homes"], 1.0)


def _money(program: Program, places: Mapping[str, Any], instance: Instance) -> None:
    """Public money for homes above the pace of now: the gap of that pace is in the budget already."""
    paid = instance.gap * instance.pace_homes + instance.extra_homes_money
    program.term(_at_most(program, "money", paid), places["homes"], instance.gap)


def _infrastructure_money(program: Program, places: Mapping[str, Any], instance: Instance) -> None:
    program.term(_at_most(program, "infrastructure_money", instance.infra_money), places["infrastructure"], 1.0)


def _land(program: Program, places: Mapping[str, Any], instance: Instance) -> None:
    """Farmland that is left never falls below zero."""
    start = np.zeros_like(instance.ha_home)
    start[:, 0] = instance.farmland
    flow = program.limits("land", start, start)
    _stock(program, flow, program.variables("farmland", np.zeros_like(start), np.full_like(start, np.inf)), 1.0)
    program.term(flow, places["homes"], instance.ha_home)
    program.term(flow, places["infill"], -instance.ha_home)
    for name in ("business", "nature"):
        program.term(flow, places[name], 1.0)


_SHARED: Mapping[str, Callable[[Program, Mapping[str, Any], Instance], None]] = {
    "labour": _labour, "plans": _plans, "grid": _grid, "nitrogen": _nitrogen, "money": _money,
    "infrastructure_money": _infrastructure_money, "land": _land,
}  # fmt: skip
SCARCE = ("labour", "labour_region", "plans", "grid", "nitrogen", "money", "infrastructure_money", "land")
"""Limits with a price."""
