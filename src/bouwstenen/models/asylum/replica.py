"""Waiting times person by person: a discrete-event copy of the chain, on demand.

The stock-flow model knows means; this simulation lets persons arrive at random moments, decides them one by one and
gives the whole distribution. It follows the same rules from the same start, and must agree in the mean.
"""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError
from bouwstenen.core.randomness import generator
from bouwstenen.models.asylum.drivers import HALF, MONTHS
from bouwstenen.models.asylum.waits import decision_wait, general_inflow, home_wait

if TYPE_CHECKING:
    from bouwstenen.models.asylum.chain import Chain, Rates, Stocks
    from bouwstenen.models.asylum.drivers import Drivers

QUANTILES = (0.1, 0.5, 0.9)
_OLD = -1.0
"""Moment of entry of people who were already waiting: unknown, and not counted."""


@dataclass(frozen=True, eq=False)
class Waits:
    """Months that persons waited, and the moment (months from the start) at which they began to wait."""

    entered: np.ndarray
    waited: np.ndarray

    def between(self, first: float, last: float) -> np.ndarray:
        """Waits of those who began in the months first..last."""
        return self.waited[(self.entered >= first) & (self.entered < last)]


@dataclass(frozen=True, eq=False)
class Replica:
    """One simulation at a scale (1: every person). decision: general track. home: permit to regular home."""

    scale: float
    decision: Waits
    home: Waits


@dataclass(frozen=True)
class Agreement:
    """Waits of who began between two moments: quantiles and mean of the replica, and the mean of the chain."""

    stage: str
    quantiles: tuple[float, ...]
    mean: float
    stock_flow_mean: float
    persons: int


@dataclass
class _Simulation:
    """The running state. Events are (moment, order, kind, person's moment of entry)."""

    drivers: Drivers
    rates: Rates
    scale: float
    random: np.random.Generator
    events: list[tuple[float, int, str, float]] = field(default_factory=list[tuple[float, int, str, float]])
    fast: deque[float] = field(default_factory=deque[float])
    general: deque[float] = field(default_factory=deque[float])
    pool: deque[float] = field(default_factory=deque[float])
    family_queue: int = 0
    fast_credit: float = 0.0
    obligations: float = 0.0
    task: float = 0.0
    homes_a_month: float = 0.0
    housed_in_half: int = 0
    permits_in_half: int = 0
    permits_last_half: float = 0.0
    order: int = 0
    decided: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])
    housed: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])

    def plan(self, moment: float, kind: str, entered: float = 0.0) -> None:
        """Put an event on the list, if it lies before the end."""
        if moment < self.drivers.size:
            self.order += 1
            heapq.heappush(self.events, (moment, self.order, kind, entered))

    def again(self, moment: float, kind: str, rate: float) -> None:
        """Plan the next turn of a server that works at a rate a month; look again next month when it stands still."""
        self.plan(moment + 1 / rate if rate > 1e-9 else float(int(moment) + 1), kind)

    def at(self, name: str, moment: float) -> float:
        """A driver in the month of a moment."""
        return float(getattr(self.drivers, name)[int(moment)])


def simulate(drivers: Drivers, start: Stocks, rates: Rates, *, seed: int, scale: float = 0.2) -> Replica:
    """Simulate persons over the months of the drivers.

    Args:
        drivers: inflow and capacities by month.
        start: people at the start.
        rates: constants of the chain.
        seed: equal seeds give equal results.
        scale: part of all persons that is simulated; capacities and tasks shrink with it.

    Raises:
        InputError: a scale outside (0, 1].
    """
    if not 0 < scale <= 1:
        raise InputError(f"de schaal {scale:g} kan niet.", mend="Kies een getal boven 0 tot en met 1.")
    sim = _Simulation(drivers, rates, scale, generator(seed, "asylum.replica"))
    _fill(sim, start)
    for month in range(drivers.size):
        if month % HALF == 0:
            sim.plan(float(month), "half_year")
        count = sim.random.poisson(drivers.applications[month] * scale)
        for moment in month + sim.random.random(count):
            sim.plan(float(moment), "application")
        for moment in month + sim.random.random(sim.random.poisson(drivers.resettled[month] * scale)):
            sim.plan(float(moment), "permit")
    for kind in ("decision", "family_decision", "home"):
        sim.plan(0.0, kind)
    handlers = {
        "application": _application, "decision": _decision, "family_decision": _family_decision, "permit": _permit,
        "mature": _mature, "home": _home, "half_year": _half_year,
    }  # fmt: skip
    while sim.events:
        moment, _, kind, entered = heapq.heappop(sim.events)
        handlers[kind](sim, moment, entered)
    return Replica(scale, _waits(sim.decided), _waits(sim.housed))


def _waits(pairs: list[tuple[float, float]]) -> Waits:
    entered, left = (np.array(values) for values in zip(*pairs, strict=True)) if pairs else (np.zeros(0), np.zeros(0))
    known = entered >= 0
    return Waits(entered[known], (left - entered)[known])


def _fill(sim: _Simulation, start: Stocks) -> None:
    """The people of the start stocks."""
    sim.fast.extend([_OLD] * round(start.fast * sim.scale))
    sim.general.extend([_OLD] * round(start.general * sim.scale))
    sim.pool.extend([_OLD] * round(start.pool * sim.scale))
    sim.family_queue = round(start.family_queue * sim.scale)
    sim.obligations = start.obligations * sim.scale
    sim.permits_last_half = start.permits_last_half * sim.scale
    for moment in sim.random.random(round(start.transit * sim.scale)) * sim.rates.link_months:
        sim.plan(float(moment), "mature", _OLD)
    for moment in sim.random.random(round(start.family_travel * sim.scale)) * sim.rates.family_travel:
        sim.plan(float(moment), "permit")


def _application(sim: _Simulation, moment: float, _: float) -> None:
    queue = sim.fast if sim.random.random() < sim.at("fast_share", moment) else sim.general
    queue.append(moment)


def _decision(sim: _Simulation, moment: float, _: float) -> None:
    """One decision: the fast tracks get their part of the turns while someone waits there; the rest is general."""
    sim.fast_credit = min(1.0, sim.fast_credit + sim.rates.fast_capacity)
    if sim.fast and sim.fast_credit >= 1.0:
        sim.fast_credit -= 1.0
        sim.fast.popleft()
        if sim.random.random() >= sim.rates.fast_exit:
            sim.general.append(moment)
    elif sim.general:
        sim.decided.append((sim.general.popleft(), moment))
        if sim.random.random() < sim.at("grant", moment):
            _permit(sim, moment, 0.0)
            sim.family_queue += int(sim.random.poisson(sim.rates.family_per_grant))
    sim.again(moment, "decision", sim.at("capacity", moment) * sim.scale)


def _family_decision(sim: _Simulation, moment: float, _: float) -> None:
    if sim.family_queue:
        sim.family_queue -= 1
        sim.plan(moment + sim.rates.family_travel, "permit")
    sim.again(moment, "family_decision", sim.at("family_capacity", moment) * sim.scale)


def _permit(sim: _Simulation, moment: float, _: float) -> None:
    sim.permits_in_half += 1
    sim.plan(moment + sim.rates.link_months, "mature", moment)


def _mature(sim: _Simulation, _: float, entered: float) -> None:
    sim.pool.append(entered)


def _home(sim: _Simulation, moment: float, _: float) -> None:
    if sim.pool:
        sim.housed.append((sim.pool.popleft(), moment))
        sim.housed_in_half += 1
    sim.again(moment, "home", sim.homes_a_month)


def _half_year(sim: _Simulation, moment: float, _: float) -> None:
    """The rules of `chain._new_half_year`, with counted persons."""
    if moment > 0:
        owed = max(0.0, sim.obligations + sim.task - sim.housed_in_half)
        sim.obligations = min(owed, float(len(sim.pool)))
        sim.permits_last_half = float(sim.permits_in_half)
    given = sim.at("task", moment) * sim.scale
    sim.task = given if np.isfinite(given) else sim.permits_last_half
    sim.homes_a_month = sim.rates.realisation * (sim.task + sim.obligations) / HALF
    sim.housed_in_half = sim.permits_in_half = 0


def compare(replica: Replica, chain: Chain, first_year: int = 1, last_year: int = 5) -> list[Agreement]:
    """Quantiles of the replica and both means, for who began to wait in the given years after the start."""
    first, last = first_year * MONTHS, last_year * MONTHS
    stages = (
        ("decision", replica.decision, decision_wait(chain), general_inflow(chain)),
        ("home", replica.home, home_wait(chain), chain.permits),
    )
    found: list[Agreement] = []
    for name, waits, expected, inflow in stages:
        seen = waits.between(first, last)
        known = np.isfinite(expected[first:last])
        weights = inflow[first:last][known]
        mean = float((expected[first:last][known] * weights).sum() / weights.sum())
        quantiles = tuple(float(q) for q in np.quantile(seen, QUANTILES)) if seen.size else ()
        found.append(Agreement(name, quantiles, float(seen.mean()) if seen.size else float("nan"), mean, seen.size))
    return found
