"""Chain effects: whom an additional payment of a toeslag costs another benefit or toeslag.

Toeslagen are no income for any scheme in the law rules. An additional payment that is still there on 1 January is
wealth, for box 3, for the wealth tests of the toeslagen and for the bijstand. What is computed is the upper bound:
everything is saved. Effects through income (an additional payment of wages, or of a benefit of UWV) are not computed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bouwstenen.models.households.project import flow
from bouwstenen.population.amounts import TOESLAGEN, compute

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bouwstenen.population.sample import Sample
    from bouwstenen.population.take_up import TakeUp
    from bouwstenen.rules import Parameters, RuleGraph

REACHED: Final = (*TOESLAGEN, "bijstand_bruto", "inkomensheffing")
"""Schemes in which the law looks at wealth; bijstand is gross, because the tax on it is in the inkomensheffing."""
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
    sample: Sample, payment: NDArray[np.float64], parameters: Parameters, graph: RuleGraph, take_up: TakeUp
) -> ChainEffect:
    """What additional payments cost in other schemes in the year after, if all of it is saved and counts as wealth.

    Args:
        sample: the households.
        payment: what each of them is paid additionally, EUR.
        parameters: of the law.
        graph: the law.
        take_up: who uses a scheme.
    """
    weight = sample.weight
    saved = np.array(sample.person.get("spaargeld", np.zeros(len(sample.household_of))), dtype=np.float64)
    before = compute(sample, graph, parameters, take_up)
    saved[sample.starts] += payment
    after = compute(sample.with_columns(person={"spaargeld": saved}), graph, parameters, take_up)
    losses = {name: flow(before, name) - flow(after, name) for name in REACHED}
    losses["inkomensheffing"] = -losses["inkomensheffing"]
    total = before["besteedbaar_inkomen"] - after["besteedbaar_inkomen"]
    lost = {name: float((weight * values).sum()) for name, values in losses.items()}
    return ChainEffect(float(weight[payment > 0.0].sum()), float(weight[total > _EURO].sum()), lost)


def combine_effects(effects: Sequence[ChainEffect]) -> ChainEffect:
    """Sum over chunks."""
    lost = {name: sum(effect.lost[name] for effect in effects) for name in REACHED}
    return ChainEffect(sum(e.payments for e in effects), sum(e.affected for e in effects), lost)
