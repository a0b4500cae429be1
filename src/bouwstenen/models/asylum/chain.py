"""The chain of people: application, decision, reception, waiting for a home, housed; month by month.

Every person of the start stocks and of the inflow is in exactly one stage; the result shows the balance.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where
from bouwstenen.models.asylum.drivers import HALF, MONTHS, homes_given, permits_given

if TYPE_CHECKING:
    from bouwstenen.models.asylum.drivers import Drivers
    from bouwstenen.models.asylum.inputs import AsylumFacts

_WEEKS_A_MONTH = 365.25 / 7 / 12


@dataclass(frozen=True)
class Rates:
    """Constants of the chain. Durations in months; rates a month; shares 0..1.

    realisation: part of task and backlog that municipalities house in a half-year.
    """

    fast_capacity: float
    fast_exit: float
    withdrawal: float
    departure: float
    link_months: int
    hotel_months: float
    family_share: float
    family_per_grant: float
    family_travel: int
    realisation: float


@dataclass(frozen=True)
class Stocks:
    """People at one moment.

    fast, general: wait for a decision. departing: rejected and still here. transit: permit, within the legal time.
    pool: permit, waits for a home (in reception, a hotel or alternative housing). obligations: of them, those that
    municipalities owe a home by a task that has passed. family_queue: family members abroad that will come.
    family_travel: of those, granted and on their way. permits_last_half: permits of the half-year before.
    """

    fast: float
    general: float
    departing: float
    transit: float
    pool: float
    obligations: float
    family_queue: float
    family_travel: float
    permits_last_half: float

    @property
    def people(self) -> float:
        """Everyone in the Netherlands who is in the chain."""
        return self.fast + self.general + self.departing + self.transit + self.pool


@dataclass(frozen=True, eq=False)
class Chain:
    """A run. Flows have one value a month; stocks one more, the first being the start.

    applications, resettled, family: arrivals. decided: left the queue of the general track. granted, rejected: of
    them. fast_closed: cases closed in the fast tracks. withdrawn: left the queue without a decision.
    permits: grants, resettled people and arriving family. left: departures. to_pool: end of the legal time.
    housed: got a regular home. task: of the half-year that the month lies in. fast … family_queue: stocks (see
    `Stocks`). hotel, alternative: people of the pool who live there. backlog: the official backlog on the task:
    obligations less those who live in a hotel or alternative housing, which counts for the task.
    """

    applications: np.ndarray
    resettled: np.ndarray
    family: np.ndarray
    decided: np.ndarray
    granted: np.ndarray
    rejected: np.ndarray
    fast_closed: np.ndarray
    withdrawn: np.ndarray
    permits: np.ndarray
    left: np.ndarray
    to_pool: np.ndarray
    housed: np.ndarray
    task: np.ndarray
    fast: np.ndarray
    general: np.ndarray
    departing: np.ndarray
    transit: np.ndarray
    pool: np.ndarray
    obligations: np.ndarray
    family_queue: np.ndarray
    family_travel: np.ndarray
    hotel: np.ndarray
    alternative: np.ndarray

    @property
    def pending(self) -> np.ndarray:
        """People who wait for a decision."""
        return self.fast + self.general

    @property
    def status_holders(self) -> np.ndarray:
        """Status holders in reception: not those in hotels and alternative housing."""
        return self.transit + self.pool - self.hotel - self.alternative

    @property
    def backlog(self) -> np.ndarray:
        """Official backlog on the housing task."""
        return np.maximum(0.0, self.obligations - self.hotel - self.alternative)

    def balance(self) -> np.ndarray:
        """Mass balance by month: arrivals less departures less homes less the change in people; zero when it holds."""
        people = self.fast + self.general + self.departing + self.transit + self.pool
        arrived = self.applications + self.resettled + self.family
        return np.cumsum(arrived - self.left - self.housed) - (people[1:] - people[0])

    def stocks(self, month: int, permits_last_half: float) -> Stocks:
        """The stocks at the start of a month, to start another run from."""
        return Stocks(
            fast=float(self.fast[month]),
            general=float(self.general[month]),
            departing=float(self.departing[month]),
            transit=float(self.transit[month]),
            pool=float(self.pool[month]),
            obligations=float(self.obligations[month]),
            family_queue=float(self.family_queue[month]),
            family_travel=float(self.family_travel[month]),
            permits_last_half=permits_last_half,
        )


def chain_rates(facts: AsylumFacts) -> Rates:
    """The constants of the chain from the facts."""
    base = facts.base_year
    half_year = float(homes_given(facts, base - 1).mean())
    owed = facts.in_year("task_backlog", base) + facts.year_value("hotel_scheme_places", base)
    return Rates(
        fast_capacity=facts.number("fast_capacity_share"),
        fast_exit=facts.number("fast_exit_share"),
        withdrawal=facts.number("withdrawal_rate") / MONTHS,
        departure=1 / facts.number("departure_months"),
        link_months=max(1, round(facts.number("link_weeks") / _WEEKS_A_MONTH)),
        hotel_months=facts.number("hotel_stay_months"),
        family_share=facts.number("family_arrival_share"),
        family_per_grant=facts.number("family_per_grant"),
        family_travel=max(1, round(facts.number("family_travel_months"))),
        realisation=half_year / (half_year + owed),
    )


@dataclass
class _State:
    """The running stocks and the flows of the month."""

    now: dict[str, float]
    transit: list[float]
    travel: list[float]
    flows: dict[str, float] = field(default_factory=dict[str, float])
    task: float = 0.0
    housed_in_half: float = 0.0
    permits_in_half: float = 0.0
    permits_last_half: float = 0.0
    monthly_homes: float = 0.0


def run_chain(drivers: Drivers, start: Stocks, rates: Rates) -> Chain:
    """Run the chain over the months of the drivers.

    Args:
        drivers: inflow, capacities and shares by month.
        start: people at the start of the first month.
        rates: constants.
    """
    d = {name: getattr(drivers, name).tolist() for name in _USED}
    state = _State(
        now={name: getattr(start, name) for name in ("fast", "general", "departing", "pool", "obligations")},
        transit=[start.transit / rates.link_months] * rates.link_months,
        travel=[start.family_travel / rates.family_travel] * rates.family_travel,
        permits_last_half=start.permits_last_half,
    )
    state.now["family_queue"] = start.family_queue
    flows: dict[str, list[float]] = {name: [] for name in _FLOWS}
    stocks: dict[str, list[float]] = {name: [] for name in _STOCKS}
    _keep(stocks, state, d["hotel_places"][0], d["alternative_places"][0])
    for m in range(drivers.size):
        month = {name: values[m] for name, values in d.items()}
        if m % HALF == 0:
            _new_half_year(state, month, rates)
        _decide(state, month, rates)
        _reunite(state, month, rates)
        _house(state, month)
        for name, values in flows.items():
            values.append(state.flows[name])
        _keep(stocks, state, month["hotel_places"], month["alternative_places"])
    arrays = {name: np.array(values) for name, values in {**flows, **stocks}.items()}
    return Chain(applications=drivers.applications, resettled=drivers.resettled, **arrays)


_USED = (
    "applications", "fast_share", "resettled", "capacity", "grant", "family_capacity", "family_observed", "placements",
    "task", "hotel_places", "alternative_places",
)  # fmt: skip
_FLOWS = (
    "family", "decided", "granted", "rejected", "fast_closed", "withdrawn", "permits", "left", "to_pool", "housed",
    "task",
)  # fmt: skip
_STOCKS = (
    "fast", "general", "departing", "transit", "pool", "obligations", "family_queue", "family_travel", "hotel",
    "alternative",
)  # fmt: skip


def _decide(state: _State, month: dict[str, float], rates: Rates) -> None:
    """The IND: fast tracks get their own part of the capacity first, the general track the rest, oldest case first."""
    now, flows = state.now, state.flows
    fast = now["fast"] + month["applications"] * month["fast_share"]
    looked_at = min(fast, month["capacity"] * rates.fast_capacity)
    closed = looked_at * rates.fast_exit
    waiting = now["general"] + month["applications"] * (1 - month["fast_share"]) + looked_at - closed
    withdrawn = now["general"] * rates.withdrawal
    decided = min(waiting - withdrawn, month["capacity"] - looked_at)
    granted = decided * month["grant"]
    left = now["departing"] * rates.departure
    now["fast"] = fast - looked_at
    now["general"] = waiting - withdrawn - decided
    now["departing"] += closed + withdrawn + decided - granted - left
    flows |= {"decided": decided, "granted": granted, "rejected": decided - granted, "left": left}
    flows |= {"fast_closed": closed, "withdrawn": withdrawn}


def _reunite(state: _State, month: dict[str, float], rates: Rates) -> None:
    """Family of people who got a permit: a queue with its own capacity, then the journey. They arrive with a permit."""
    if np.isfinite(month["family_observed"]):
        arrived = month["family_observed"]
    else:
        queue = state.now["family_queue"] + state.flows["granted"] * rates.family_per_grant
        allowed = min(queue, month["family_capacity"])
        state.now["family_queue"] = queue - allowed
        state.travel.append(allowed)
        arrived = state.travel.pop(0)
    state.flows["family"] = arrived
    state.flows["permits"] = state.flows["granted"] + month["resettled"] + arrived
    state.permits_in_half += state.flows["permits"]


def _house(state: _State, month: dict[str, float]) -> None:
    """Homes: people leave the pool as municipalities house them; who gets a permit waits the legal time first."""
    state.transit.append(state.flows["permits"])
    matured = state.transit.pop(0)
    waiting = state.now["pool"] + matured
    homes = month["placements"] if np.isfinite(month["placements"]) else state.monthly_homes
    housed = min(waiting, homes)
    state.now["pool"] = waiting - housed
    state.housed_in_half += housed
    state.flows |= {"to_pool": matured, "housed": housed, "task": state.task}


def _new_half_year(state: _State, month: dict[str, float], rates: Rates) -> None:
    """A half-year begins: what was not housed becomes backlog, and a new task is set.

    An obligation without someone who waits for it lapses. The forecast behind a task that is not given is what
    happened in the half-year before.
    """
    now = state.now
    if state.task:
        now["obligations"] = min(max(0.0, now["obligations"] + state.task - state.housed_in_half), now["pool"])
        state.permits_last_half = state.permits_in_half
    state.task = month["task"] if np.isfinite(month["task"]) else state.permits_last_half
    state.monthly_homes = rates.realisation * (state.task + now["obligations"]) / HALF
    state.housed_in_half = state.permits_in_half = 0.0


def _keep(stocks: dict[str, list[float]], state: _State, hotel: float, alternative: float) -> None:
    """Note the stocks. Hotels and alternative housing are filled from the pool, hotels first."""
    pool = state.now["pool"]
    in_hotel = min(hotel, pool)
    for name, value in state.now.items():
        stocks[name].append(value)
    stocks["transit"].append(sum(state.transit))
    stocks["family_travel"].append(sum(state.travel))
    stocks["hotel"].append(in_hotel)
    stocks["alternative"].append(min(alternative, pool - in_hotel))


def share_in_reception(facts: AsylumFacts) -> float:
    """Share of the people who wait for a decision that lives in reception, from one published date.

    At the end of the first year of the hindcast everyone in reception, status holders and people who wait are all
    published; who was rejected and still here follows from those who left in that year.

    Raises:
        InputError: the published numbers leave nobody, or more people than wait.
    """
    year = facts.history_year
    leaving = facts.in_year("departures", year) / MONTHS * facts.number("departure_months")
    waiting = facts.in_year("reception", year + 1) - facts.in_year("status_holders", year + 1) - leaving
    share = waiting / facts.in_year("pending", year + 1)
    if not 0 < share <= 1:
        raise InputError(
            f"van wie op 1 januari {year + 1} wacht, zou {100 * share:.0f}% in de opvang wonen.",
            mend="Verander reception, status_holders of pending van dat jaar; het deel ligt tussen 0 en 100%.",
            where=Where(f"feiten {facts.vintage}", 0, "asylum.reception"),
        )
    return share


def history_start(facts: AsylumFacts) -> Stocks:
    """People on 1 January of the first year of the hindcast."""
    year = facts.history_year
    pending, holders = facts.in_year("pending", year), facts.in_year("status_holders", year)
    fast = pending * facts.number("fast_queue_share")
    transit = min(holders, facts.in_year("permits", year - 1) / MONTHS * _link(facts))
    elsewhere = pending * (1 - share_in_reception(facts))
    return Stocks(
        fast=fast,
        general=pending - fast,
        departing=max(0.0, facts.in_year("reception", year) - holders - pending + elsewhere),
        transit=transit,
        pool=holders - transit,
        obligations=0.0,
        family_queue=0.0,
        family_travel=0.0,
        permits_last_half=0.0,
    )


def projection_start(facts: AsylumFacts) -> Stocks:
    """People on 1 January of the first year of the projection: the published stocks.

    The number of people within the legal time follows from the permits of the year before (Little's law), which are the
    homes of that year plus the growth of the stock.
    """
    base = facts.base_year
    pending, holders = facts.in_year("pending", base), facts.in_year("status_holders", base)
    hotel = facts.year_value("hotel_scheme_places", base)
    fast = pending * facts.number("fast_queue_share")
    permits = float(permits_given(facts, base - 1).sum())
    transit = min(holders, permits / MONTHS * _link(facts))
    return Stocks(
        fast=fast,
        general=pending - fast,
        departing=facts.in_year("departures", base - 1) / MONTHS * facts.number("departure_months"),
        transit=transit,
        pool=holders - transit + hotel,
        obligations=facts.in_year("task_backlog", base) + hotel,
        family_queue=facts.in_year("family_pending", base) * facts.number("family_arrival_share"),
        family_travel=facts.number("family_capacity") / MONTHS * round(facts.number("family_travel_months")),
        permits_last_half=permits / 2,
    )


def _link(facts: AsylumFacts) -> int:
    return max(1, round(facts.number("link_weeks") / _WEEKS_A_MONTH))
