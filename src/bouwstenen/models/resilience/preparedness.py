"""The test of B7-01: what each measure avoids on the same shocks, beyond what runs already, and in which order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.models.resilience.cascade import PATHS, Preparation, lost

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.models.resilience.cascade import Shocks, Towns
    from bouwstenen.models.resilience.inputs import ResilienceFacts

    Array = NDArray[np.float64]

_BN = 1e9
_UNKNOWN = float("inf")


@dataclass(frozen=True, eq=False)
class Score:
    """What one measure avoids, after the measures that stand before it.

    avoided: person-hours per shock, by path (mean, p10, p90). cost_bn: low and high, once, billion euro at the price
    level of its prices; None where a price is missing. paid_bn: of the money at hand, at the high price.
    """

    measure: str
    avoided: dict[str, tuple[float, float, float]]
    alone: float
    cost_bn: tuple[float, float] | None
    paid_bn: float


def cost_bn(
    facts: ResilienceFacts, where: Towns, before: Preparation, after: Preparation
) -> tuple[float, float] | None:
    """What the step costs once, low and high; None when it also needs something without a price."""
    if np.any(after.reach != before.reach) or after.shop_hours != before.shop_hours:
        return None
    kits = (after.kit - before.kit) * where.people.sum() / facts.number("kit_persons")
    phase = facts.number("first_phase") / 24

    def stored(prepared: Preparation, use: float) -> float:
        homes = facts.number("homes")
        thin = homes * float(where.people @ where.sparse) / float(where.people.sum()) * prepared.sparse_storage
        return homes * prepared.storage_kwh + thin * max(0.0, phase * use - prepared.storage_kwh)

    low, high = (
        float(
            kits * facts.number(f"kit_price_{end}")
            + (stored(after, use := facts.number(f"use_day_{end}")) - stored(before, use))
            * facts.number(f"battery_{end}")
        )
        for end in ("low", "high")
    )
    return low / _BN, high / _BN


def scores(
    facts: ResilienceFacts,
    where: Towns,
    shocks: Shocks,
    start: Preparation,
    steps: Mapping[str, Mapping[str, object]],
    budget_bn: float,
    *,
    by_score: bool,
) -> tuple[Score, ...]:
    """The measures in the order in which money goes to them, each with what it adds to those before it.

    Args:
        facts: of the vintage.
        where: the municipalities.
        shocks: the same for every measure.
        start: what runs already.
        steps: by measure, the fields of `Preparation` that it sets; a measure without a
            field that this model knows is not among them: it is not scored.
        budget_bn: money at hand until the year of measurement.
        by_score: by what a euro avoids; else as they come.
    """
    base = lost(facts, where, shocks, start).sum(axis=1)
    alone = {name: base - _loss(facts, where, shocks, start, step) for name, step in steps.items()}
    found: list[Score] = []
    now, now_loss, left, waiting = start, base, budget_bn, list(steps)
    while waiting:
        tried = {name: replace(now, **steps[name]) for name in waiting}  # pyright: ignore[reportArgumentType]
        gains = {name: now_loss - lost(facts, where, shocks, one).sum(axis=1) for name, one in tried.items()}
        costs = {name: cost_bn(facts, where, now, one) for name, one in tried.items()}
        name = max(waiting, key=lambda n: _per_euro(gains[n], costs[n])) if by_score else waiting[0]
        price = costs[name]
        paid = min(left, max(0.0, price[1])) if price else 0.0
        left -= paid
        found.append(Score(name, _by_path(gains[name], shocks), float(alone[name].mean()), price, paid))
        now, now_loss = tried[name], now_loss - gains[name]
        waiting.remove(name)
    return tuple(found)


def _loss(
    facts: ResilienceFacts, where: Towns, shocks: Shocks, start: Preparation, step: Mapping[str, object]
) -> Array:
    return lost(facts, where, shocks, replace(start, **step)).sum(axis=1)  # pyright: ignore[reportArgumentType]


def _per_euro(gain: Array, price: tuple[float, float] | None) -> float:
    """Person-hours per billion at the high price; what has no price comes after what has one, nothing avoided last."""
    mean = float(gain.mean())
    if price is None:
        return min(0.0, mean) - 1e-12 if mean > 0 else -1.0
    return mean / price[1] if price[1] > 0 else (_UNKNOWN if mean > 0 else -1.0)


def _by_path(gain: Array, shocks: Shocks) -> dict[str, tuple[float, float, float]]:
    found: dict[str, tuple[float, float, float]] = {}
    for k, name in enumerate(PATHS):
        mine = gain[shocks.path == k]
        found[name] = (float(mine.mean()), float(np.quantile(mine, 0.1)), float(np.quantile(mine, 0.9)))
    return found
