"""Waiting times from the flows of the chain: first come, first served, read from the cumulative curves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from bouwstenen.models.asylum.chain import Chain


@dataclass(frozen=True)
class LittleCheck:
    """Little's law for one stage over a window: stock / flow must equal the mean wait. Durations in months."""

    stage: str
    mean_stock: float
    monthly_flow: float
    wait_by_law: float
    wait_by_order: float

    @property
    def gap(self) -> float:
        """Relative difference between the two waits."""
        return self.wait_by_law / self.wait_by_order - 1


def wait_of_entrants(stock: float, inflow: np.ndarray, outflow: np.ndarray) -> np.ndarray:
    """Months that who enters in each month will wait, in order of arrival; NaN if still waiting at the end.

    Args:
        stock: people already waiting at the start; they go first.
        inflow: people who come, a month.
        outflow: people who leave, a month.
    """
    gone = np.concatenate([[0.0], np.cumsum(outflow)])
    rank = stock + np.cumsum(inflow) - inflow / 2
    when = _time_of(rank, gone)
    return np.maximum(0.0, when - (np.arange(len(inflow)) + 0.5))


def wait_of_leavers(stock: float, inflow: np.ndarray, outflow: np.ndarray) -> np.ndarray:
    """Months that who leaves in each month has waited; NaN for those who were there at the start."""
    came = np.concatenate([[0.0], np.cumsum(inflow)]) + stock
    rank = np.cumsum(outflow) - outflow / 2
    when = np.where(rank < stock, np.nan, _time_of(rank, came))
    return np.maximum(0.0, np.arange(len(outflow)) + 0.5 - when)


def _time_of(rank: np.ndarray, curve: np.ndarray) -> np.ndarray:
    """When a cumulative curve (value at the start of each month) reaches each rank; NaN when it does not."""
    # Flat pieces of the curve have no unique time: only points where it rises count.
    rises = np.concatenate([[True], np.diff(curve) > 0])
    times = np.arange(len(curve), dtype=float)
    return np.interp(rank, curve[rises], times[rises], right=np.nan)


def general_inflow(chain: Chain) -> np.ndarray:
    """People who enter the queue of the general track each month."""
    return np.diff(chain.general) + chain.decided + chain.withdrawn


def decision_wait(chain: Chain) -> np.ndarray:
    """Months until the decision for who enters the general track in each month."""
    return wait_of_entrants(float(chain.general[0]), general_inflow(chain), chain.decided + chain.withdrawn)


def decision_wait_of_granted(chain: Chain) -> np.ndarray:
    """Months that who gets a decision in each month has waited; while the first queue lasts, the first known value."""
    waits = wait_of_leavers(float(chain.general[0]), general_inflow(chain), chain.decided + chain.withdrawn)
    return _filled(waits)


def home_wait(chain: Chain) -> np.ndarray:
    """Months from permit to a regular home for who gets a permit in each month."""
    return wait_of_entrants(float(chain.transit[0] + chain.pool[0]), chain.permits, chain.housed)


def reception_wait(chain: Chain) -> np.ndarray:
    """Months from permit to leaving reception (for a home, a hotel or alternative housing), by month of the permit.

    Who is still in reception at the end gets the last known wait.
    """
    waiting = chain.status_holders
    left = chain.permits - np.diff(waiting)
    return _filled(wait_of_entrants(float(waiting[0]), chain.permits, np.maximum(0.0, left)))


def _filled(waits: np.ndarray) -> np.ndarray:
    """Unknown values at the two ends replaced by the nearest known one; zeros when nothing is known."""
    known = np.flatnonzero(np.isfinite(waits))
    if not known.size:
        return np.zeros(len(waits))
    return np.interp(np.arange(len(waits)), known, waits[known])


def littles_law(chain: Chain, first: int, last: int) -> list[LittleCheck]:
    """Hold the stages with a queue against Little's law over the months first..last-1.

    The law holds for a stable queue; over a window in which the stock changes the two waits differ a little.
    """
    decided = chain.decided + chain.withdrawn
    stages = (
        ("decision", chain.general, decided, wait_of_leavers(float(chain.general[0]), general_inflow(chain), decided)),
        (
            "home",
            chain.transit + chain.pool,
            chain.housed,
            wait_of_leavers(float(chain.transit[0] + chain.pool[0]), chain.permits, chain.housed),
        ),
    )
    checks: list[LittleCheck] = []
    for name, stock, flow, waits in stages:
        inside = slice(first, last)
        known = np.isfinite(waits[inside])
        mean_stock = float((stock[first:last] + stock[first + 1 : last + 1]).mean() / 2)
        monthly = float(flow[inside].mean())
        weights = flow[inside][known]
        order = float((waits[inside][known] * weights).sum() / weights.sum()) if weights.sum() else float("nan")
        checks.append(LittleCheck(name, mean_stock, monthly, mean_stock / monthly if monthly else float("nan"), order))
    return checks
