"""Take-up: who uses what they are entitled to.

Every household has one number between 0 and 1 for each scheme (`trekking_…`), drawn once. It does not use the scheme
when that number lies below the rate of non-take-up, so a lower rate adds users and never swaps them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.facts.loader import Facts
    from bouwstenen.population.sample import Sample

_RATES = {
    "zorgtoeslag": "households.niet_gebruik_zorgtoeslag_2021",
    "huurtoeslag": "households.niet_gebruik_huurtoeslag_2021",
    "kindgebonden_budget": "households.niet_gebruik_kgb_2021",
    "kinderopvangtoeslag": "households.niet_gebruik_kinderopvangtoeslag_2021",
    "bijstand": "households.niet_gebruik_bijstand_2018",
}
_RATES_SELF_EMPLOYED = {
    "zorgtoeslag": "households.niet_gebruik_zorgtoeslag_zelfstandigen",
    "huurtoeslag": "households.niet_gebruik_huurtoeslag_zelfstandigen",
    "kindgebonden_budget": "households.niet_gebruik_kgb_zelfstandigen",
}
_SELF_EMPLOYED_SHARE = "synthesis.self_employed_share_"
"""Share of the entitled households that has a self-employed person; the name of the scheme follows."""
SELF_EMPLOYED = 2


@dataclass(frozen=True)
class TakeUp:
    """Non-take-up per scheme as a share (0 to 1) of the entitled households.

    rates: by scheme, for households without self-employed people; a scheme that is not named is used by everyone.
    rates_self_employed: likewise for households with a self-employed person; default as `rates`.
    """

    rates: Mapping[str, float] = field(default_factory=dict[str, float])
    rates_self_employed: Mapping[str, float] = field(default_factory=dict[str, float])

    def limited(self, schemes: tuple[str, ...], highest: float) -> TakeUp:
        """The same with non-take-up of these schemes of at most `highest` (a share)."""

        def cut(rates: Mapping[str, float]) -> dict[str, float]:
            return {name: min(rate, highest) if name in schemes else rate for name, rate in rates.items()}

        return TakeUp(cut(self.rates), cut(self.rates_self_employed))

    def uses(self, sample: Sample, scheme: str, entitled: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Per household whether it uses a scheme that it is entitled to. `entitled`: EUR a year, before take-up."""
        return (entitled > 0.0) & (self._draws(sample, scheme) >= self._rate(sample, scheme))

    def asks_for_bijstand(self, sample: Sample) -> NDArray[np.bool_]:
        """Per person whether the household asks for bijstand when it is entitled."""
        asks = self._draws(sample, "bijstand") >= self._rate(sample, "bijstand")
        return asks[sample.household_of]

    def _draws(self, sample: Sample, scheme: str) -> NDArray[np.float64]:
        drawn = sample.household.get(f"trekking_{scheme}")
        return np.ones(sample.households) if drawn is None else drawn

    def _rate(self, sample: Sample, scheme: str) -> NDArray[np.float64]:
        rate = self.rates.get(scheme, 0.0)
        own = self.rates_self_employed.get(scheme, rate)
        status = sample.person.get("arbeidsstatus")
        if own == rate or status is None:
            return np.full(sample.households, rate)
        self_employed = sample.sum_persons((status == SELF_EMPLOYED).astype(np.int64)) > 0
        return np.where(self_employed, own, rate)


def published_take_up(facts: Facts) -> TakeUp:
    """Non-take-up as published: toeslagen in 2021 (CPB), bijstand in 2018 (Inspectie SZW).

    The published rate is that of everyone. Households with a self-employed person have a higher rate of their own, so
    the others have the rate that makes the two together the published one.
    """
    own = {scheme: facts.value(key) / 100.0 for scheme, key in _RATES_SELF_EMPLOYED.items()}
    rates: dict[str, float] = {}
    for scheme, key in _RATES.items():
        rate = facts.value(key) / 100.0
        share = facts.value(_SELF_EMPLOYED_SHARE + scheme) if scheme in own else 0.0
        rates[scheme] = (rate - share * own.get(scheme, rate)) / (1.0 - share)
    return TakeUp(rates=rates, rates_self_employed=own)
