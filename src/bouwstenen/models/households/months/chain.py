"""Chain effects: whom an additional payment of a toeslag costs another benefit or toeslag.

Toeslagen are no income for any scheme in the law rules. An additional payment that is still there on 1 January is
wealth, for box 3, for the wealth tests of the toeslagen and for the bijstand. What is computed is the upper bound:
everything is saved. Effects through income (an additional payment of wages, or of a benefit of UWV) are not computed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bouwstenen.population.amounts import TOESLAGEN, compute

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bouwstenen.models.households.months.result import MonthsResult
    from bouwstenen.population.sample import Sample
    from bouwstenen.population.take_up import TakeUp
    from bouwstenen.rules import Parameters, RuleGraph

REACHED: Final = (*TOESLAGEN, "bijstand", "inkomensheffing")
"""Schemes in which the law looks at wealth."""
_EURO = 1.0


@dataclass(frozen=True)
class ChainEffect:
    """Weighted numbers of one chunk or of all.

    payments: households with an additional payment. affected: households that lose more than a euro a year by it.
    lost: by scheme of `REACHED`, euro a year (for tax: what is paid more).
    """

    payments: float
    affected: float
    lost: Mapping[str, float]


def chain_effect(
    sample: Sample, result: MonthsResult, parameters: Parameters, graph: RuleGraph, take_up: TakeUp
) -> ChainEffect:
    """What additional payments of today's rules cost in other schemes in the year after, if all of it is saved.

    With the lever `back_payments_ignored` nothing is lost.
    """
    payment = result.today.additional.sum(axis=1)
    paid = float(result.weight[payment > 0.0].sum())
    if result.settings.back_payments_ignored:
        return ChainEffect(paid, 0.0, dict.fromkeys(REACHED, 0.0))
    saved = np.array(sample.person.get("spaargeld", np.zeros(len(sample.household_of))), dtype=np.float64)
    before = compute(sample, graph, parameters, take_up)
    saved[sample.starts] += payment
    after = compute(sample.with_columns(person={"spaargeld": saved}), graph, parameters, take_up)
    losses = {name: before[name] - after[name] for name in REACHED}
    losses["inkomensheffing"] = -losses["inkomensheffing"]
    total = np.sum(list(losses.values()), axis=0)
    lost = {name: float((result.weight * values).sum()) for name, values in losses.items()}
    return ChainEffect(paid, float(result.weight[total > _EURO].sum()), lost)


def combine_effects(effects: Sequence[ChainEffect]) -> ChainEffect:
    """Sum over chunks."""
    lost = {name: sum(effect.lost[name] for effect in effects) for name in REACHED}
    return ChainEffect(sum(e.payments for e in effects), sum(e.affected for e in effects), lost)
