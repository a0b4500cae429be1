"""The linear plan against hand calculations, brute force, finite differences and a theorem."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from scipy.optimize import linprog

from bouwstenen.core.errors import InputError
from bouwstenen.models.space.plan import after, objective, sectoral, solve
from bouwstenen.models.space.program import Program
from bouwstenen.models.space.project import ORDER

from .made import instance, random_instance

if TYPE_CHECKING:
    from bouwstenen.models.space.instance import Instance


def test_a_program_solved_by_hand() -> None:
    """Minimise −3x − 2y with x + y ≤ 4, x ≤ 3: x = 3, y = 1; one more on the first limit yields 2."""
    program = Program()
    x = program.variables("x", np.zeros(1), np.array([3.0]), -3.0)
    y = program.variables("y", np.zeros(1), np.array([np.inf]), -2.0)
    both = program.limits("both", np.array([-np.inf]), np.array([4.0]))
    program.term(both, x, 1.0)
    program.term(both, y, 1.0)
    solved = program.solve(crossover=True)
    assert solved.values["x"] == pytest.approx([3.0])
    assert solved.values["y"] == pytest.approx([1.0])
    assert solved.duals["both"] == pytest.approx([-2.0])


def test_enough_of_everything_makes_all_that_is_asked_and_has_no_price() -> None:
    plan = solve(instance())
    assert plan.made["homes"] == pytest.approx(np.full((3, 3), 10.0), abs=1e-5)
    assert plan.objective == pytest.approx(0.0, abs=1e-4)
    for price in plan.prices.values():
        assert price == pytest.approx(np.zeros_like(price), abs=1e-6)


def test_nothing_asked_is_nothing_made() -> None:
    given = instance(tasks={name: 0 * task for name, task in instance().tasks.items()})
    plan = solve(given)
    assert all(made == pytest.approx(0.0, abs=1e-6) for made in plan.made.values())


def test_labour_for_half_the_homes_by_hand() -> None:
    """30 homes a year are asked and there are hands for 15: at the end of year t 15·t are short, of 90 in all."""
    plan = solve(instance(labour=np.full(3, 15.0)))
    assert plan.homes == pytest.approx([15.0, 15.0, 15.0], abs=1e-5)
    assert plan.objective == pytest.approx(100 * (15 + 30 + 45) / 90, abs=1e-4)


def test_alike_regions_get_alike() -> None:
    plan = solve(instance(labour=np.full(3, 15.0)))
    assert plan.made["homes"].sum(axis=1) == pytest.approx([15.0, 15.0, 15.0], abs=1e-3)


def test_plans_ripen_after_their_lead_time() -> None:
    """Plans that start in the first year: 40% is a home a year later; none before, and none without a start."""
    ripening = np.zeros((3, 3))
    ripening[0, 1] = 0.4
    start = np.zeros((3, 3))
    start[:, 0] = 20.0
    plan = solve(instance(old_plans=np.zeros((3, 3)), plan_start=start, ripening=ripening))
    assert plan.homes == pytest.approx([0.0, 24.0, 0.0], abs=1e-4)


def test_stations_bring_room_after_their_lead_and_may_be_built_ahead() -> None:
    """No room before; a station of year 1 carries a home in year 2: from year 2 on all that is asked fits."""
    calm = dict(instance().ceiling)
    calm["stations"] = np.full((3, 3), 100.0)
    plan = solve(instance(stations_before=np.zeros((3, 3)), ceiling=calm))
    assert plan.homes == pytest.approx([0.0, 60.0, 30.0], abs=1e-3)
    assert solve(instance(stations_before=np.zeros((3, 3)))).homes == pytest.approx([0.0, 0.0, 0.0], abs=1e-5)


def test_connections_and_firms_take_room_on_the_grid_from_homes() -> None:
    """5 MW a region and year and 10 homes of 1 MW asked: half fits; connections of the same weight take all."""
    tasks = dict(instance().tasks)
    room = np.full((3, 3), 5.0)
    assert solve(instance(stations_before=room)).homes.sum() == pytest.approx(45.0, abs=1e-4)
    tasks["connections"] = np.full((3, 3), 5.0)
    plan = solve(instance(stations_before=room, tasks=tasks))
    assert (plan.homes + plan.made["connections"].sum(axis=0)).sum() == pytest.approx(45.0, abs=1e-4)
    # Per unit a task of half the size weighs twice: it goes first.
    assert plan.made["connections"].sum() == pytest.approx(45.0, abs=1e-3)


def test_money_pays_only_homes_above_the_pace_of_now() -> None:
    given = instance(pace_homes=12.0, gap=0.5, extra_homes_money=np.array([0.0, 1.0, 4.0]))
    assert solve(given).homes == pytest.approx([12.0, 14.0, 20.0], abs=1e-4)


def test_homes_within_the_city_take_no_land_and_go_first() -> None:
    """5 ha in a region, 4 homes a year without land: 12 homes in three years and 5 on new land."""
    plan = solve(instance(infill=np.full(3, 4.0), farmland=np.full(3, 5.0)))
    assert plan.made["homes"].sum(axis=1) == pytest.approx([17.0] * 3, abs=1e-3)


@pytest.mark.parametrize("seed", range(5))
def test_the_land_of_a_region_balances(seed: int) -> None:
    given = random_instance(seed)
    plan = solve(given)
    taken = (given.ha_home * (plan.made["homes"] - plan.infill) + plan.made["business"] + plan.made["nature"]).sum(
        axis=1
    )
    assert (taken <= given.farmland + 1e-4).all()
    assert (plan.infill <= plan.made["homes"] + 1e-6).all()


def test_brute_force_on_three_regions_and_years() -> None:
    """Whole numbers of homes, 2 asked a region and year, 3 hands a year, permits by region: all 3^9 plans compared."""
    permits = np.array([[2.0, 2.0, 1.0], [1.0, 1.0, 1.0], [0.0, 2.0, 2.0]])
    tasks = {**instance().tasks, "homes": np.full((3, 3), 2.0)}
    given = instance(tasks=tasks, labour=np.array([3.0, 4.0, 3.0]), permits=permits)
    best = np.inf
    for choice in product(range(3), repeat=9):
        made = np.array(choice, dtype=float).reshape(3, 3)
        if (made > permits).any() or (made.sum(axis=0) > given.labour).any():
            continue
        short = np.cumsum(tasks["homes"] - made, axis=1)
        if (short >= 0).all():
            best = min(best, 100 * short.sum() / 18)
    assert solve(given).objective == pytest.approx(best, abs=1e-4)


@pytest.mark.parametrize("seed", range(5))
def test_the_objective_of_another_solver_on_a_model_written_apart(seed: int) -> None:
    """Homes, dikes and infrastructure under labour, permits and money, written out as matrices for scipy."""
    random = np.random.default_rng(seed)
    shape, steps = (3, 4), 4
    task = random.uniform(1, 10, shape)
    lines = {"dikes": random.uniform(1, 5, steps), "infrastructure": random.uniform(1, 5, steps)}
    permits, labour = random.uniform(1, 8, shape), random.uniform(5, 25, steps)
    tasks = {**instance(3, 4).tasks, "homes": task, **lines}
    given = instance(3, 4, tasks=tasks, permits=permits, labour=labour, infra_money=np.full(steps, 2.0))
    asked = np.concatenate([task.ravel(), lines["dikes"], lines["infrastructure"]])
    weight = np.concatenate(
        [
            np.full(12, 100 / task.sum()),
            np.full(4, 100 / lines["dikes"].sum()),
            np.full(4, 100 / lines["infrastructure"].sum()),
        ]
    )
    cumulative = np.kron(np.eye(5), np.tril(np.ones((steps, steps))))
    hands = np.tile(np.eye(steps), 5)
    bounds = [(0, v) for v in (*permits.ravel(), *[None] * 4, *[2.0] * 4)]
    found = linprog(
        -(weight @ cumulative),
        A_ub=np.vstack([cumulative, hands]),
        b_ub=np.concatenate([cumulative @ asked, labour]),
        bounds=bounds,
    )
    assert solve(given).objective == pytest.approx(weight @ cumulative @ asked + found.fun, abs=1e-3)


RESOURCES = {
    "labour": ("labour", (1,)),
    "labour_region": ("labour_region", (0, 1)),
    "plans": ("old_plans", (0, 0)),
    "grid": ("stations_before", (0, 1)),
    "nitrogen": ("permits", (1, 1)),
    "money": ("extra_homes_money", (1,)),
    "infrastructure_money": ("infra_money", (1,)),
    "land": ("farmland", (0,)),
}


def _scarce(name: str) -> Instance:
    """An instance in which only this resource is short, so that its price is one number."""
    shape = (3, 3)
    tasks = {**instance().tasks, "infrastructure": np.full(3, 5.0)}
    short: dict[str, Any] = {
        "labour": {"labour": np.full(3, 20.0)},
        "labour_region": {"labour_region": np.full(shape, 7.0)},
        "plans": {"old_plans": np.full(shape, 7.0)},
        "grid": {"stations_before": np.full(shape, 7.0)},
        "nitrogen": {"permits": np.full(shape, 7.0)},
        "money": {"pace_homes": 10.0, "gap": 0.5, "extra_homes_money": np.full(3, 2.0)},
        "infrastructure_money": {"infra_money": np.full(3, 3.0)},
        "land": {"farmland": np.full(3, 17.0)},
    }
    return instance(tasks=tasks, **short[name])


@pytest.mark.parametrize("name", RESOURCES)
def test_a_price_is_what_one_more_unit_yields(name: str) -> None:
    given = _scarce(name)
    key, at = RESOURCES[name]
    values = np.array(getattr(given, key), dtype=float)
    values[at] += 0.01
    gain = (
        solve(given, crossover=True).objective - solve(replace(given, **{key: values}), crossover=True).objective
    ) / 0.01
    price = solve(given, crossover=True).prices[name]
    shown = price[at] if price.ndim == len(at) else price[at[0], 0]
    assert gain > 1e-3
    assert shown == pytest.approx(gain, rel=1e-3)


@pytest.mark.parametrize("seed", range(200))
def test_planning_together_is_never_worse_than_one_after_the_other(seed: int) -> None:
    """A theorem: what sectors make one after the other is one of the plans that all together may choose."""
    given = random_instance(seed)
    order = [ORDER[i] for i in np.random.default_rng(seed).permutation(len(ORDER))]
    together, apart = solve(given).objective, objective(given, sectoral(given, order).made)
    assert together <= apart + 1e-3 * max(1.0, apart)


def test_other_units_of_labour_and_money_change_nothing() -> None:
    given = random_instance(7)
    fte = {name: np.asarray(value) * 1e3 for name, value in given.fte.items()}
    other = replace(
        given, fte=fte, labour=given.labour * 1e3, labour_region=given.labour_region * 1e3, gap=given.gap * 1e3,
        extra_homes_money=given.extra_homes_money * 1e3,
    )  # fmt: skip
    assert solve(other).objective == pytest.approx(solve(given).objective, rel=1e-6)
    assert solve(other).homes == pytest.approx(solve(given).homes, abs=1e-3)


def test_twice_of_everything_leaves_no_price() -> None:
    given = random_instance(3)
    more = instance(3, 3).ceiling
    rich = replace(
        given.without("labour", "plans", "grid", "nitrogen", "money", "land", "pace"),
        infra_money=given.infra_money * 100, ceiling=more,
    )  # fmt: skip
    plan = solve(rich)
    assert all(np.abs(price).max() < 1e-6 for price in plan.prices.values())
    assert plan.homes.sum() == pytest.approx(given.tasks["homes"].sum(), rel=1e-6)


def test_the_past_is_held() -> None:
    given = instance(labour=np.full(3, 15.0))
    past = solve(given)
    later = solve(after(replace(given, labour=np.full(3, 30.0)), past, 2026))
    assert later.homes == pytest.approx([15.0, 45.0 - 15.0, 30.0], abs=1e-3)


def test_a_plan_that_cannot_be_names_the_limit() -> None:
    plan = solve(instance())
    given = after(instance(labour=np.full(3, 15.0)), plan, 2026)
    with pytest.raises(InputError, match="labour"):
        solve(given)
