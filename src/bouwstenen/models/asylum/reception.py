"""Where people live: reception by kind, and the displaced people from Ukraine as a stream of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.models.asylum.chain import share_in_reception

if TYPE_CHECKING:
    from bouwstenen.models.asylum.chain import Chain
    from bouwstenen.models.asylum.drivers import Drivers
    from bouwstenen.models.asylum.inputs import AsylumFacts


@dataclass(frozen=True, eq=False)
class Reception:
    """People in reception and places, mean of each month.

    need: everyone with a right to reception: waiting, leaving, and status holders who wait there. regular, emergency:
    where they live; what does not fit in regular places is emergency reception. minors: unaccompanied minors, a part
    of need. empty: regular places that could be used and are not. hotel, alternative: status holders outside
    reception. capacity: regular places that can be occupied.
    """

    need: np.ndarray
    regular: np.ndarray
    emergency: np.ndarray
    minors: np.ndarray
    empty: np.ndarray
    capacity: np.ndarray
    hotel: np.ndarray
    alternative: np.ndarray


@dataclass(frozen=True, eq=False)
class Ukraine:
    """Displaced people from Ukraine. stock: at the start of each month and at the end; the flows by month."""

    stock: np.ndarray
    arrived: np.ndarray
    left: np.ndarray

    def balance(self) -> np.ndarray:
        """Mass balance by month; zero when it holds."""
        return np.cumsum(self.arrived - self.left) - (self.stock[1:] - self.stock[0])


def mean_of_month(stock: np.ndarray) -> np.ndarray:
    """Mean of a stock over each month."""
    return (stock[1:] + stock[:-1]) / 2


def reception_need(chain: Chain, facts: AsylumFacts) -> np.ndarray:
    """People in reception at the start of each month and the end. Part of who waits for a decision lives elsewhere."""
    return chain.pending * share_in_reception(facts) + chain.departing + chain.status_holders


def reception(chain: Chain, drivers: Drivers, facts: AsylumFacts) -> Reception:
    """Divide people over the kinds of reception."""
    need = mean_of_month(reception_need(chain, facts))
    capacity = drivers.regular_places * facts.number("place_occupancy")
    regular = np.minimum(need, capacity)
    return Reception(
        need=need,
        regular=regular,
        emergency=need - regular,
        minors=need * facts.number("minors_share"),
        empty=capacity - regular,
        capacity=capacity,
        hotel=mean_of_month(chain.hotel),
        alternative=mean_of_month(chain.alternative),
    )


def ukraine(drivers: Drivers, facts: AsylumFacts) -> Ukraine:
    """The stock of displaced people: arrivals of the forecast, departures as a rate on the stock."""
    rate = 1 - (1 - facts.number("ukraine_exit_rate")) ** (1 / 12)
    stock = [facts.in_year("ukraine_stock", facts.base_year)]
    left: list[float] = []
    for arrived in drivers.ukraine.tolist():
        left.append(stock[-1] * rate)
        stock.append(stock[-1] + arrived - left[-1])
    return Ukraine(np.array(stock), drivers.ukraine, np.array(left))
