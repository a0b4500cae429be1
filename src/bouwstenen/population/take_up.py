"""Take-up: who uses what they are entitled to.

Every household has one number between 0 and 1 for each scheme (`trekking_…`), drawn once. It does not use the scheme
when that number lies below the rate of non-take-up, so a lower rate adds users and never swaps them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen.law import parameter_set
from bouwstenen.law.inputs import INPUTS
from bouwstenen.population.constants import MONTHS
from bouwstenen.population.schema import SELF_EMPLOYED

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
    "toeslagenwet": "synthesis.non_take_up_top_up",
    "toeslagenwet_wajong": "households.niet_gebruik_tw_wajong",
}
_RATES_AIO = ("households.niet_gebruik_aio_laag", "households.niet_gebruik_aio_hoog")
"""Low and high estimate: the middle is used."""
_RATES_SELF_EMPLOYED = {
    "zorgtoeslag": "households.niet_gebruik_zorgtoeslag_zelfstandigen",
    "huurtoeslag": "households.niet_gebruik_huurtoeslag_zelfstandigen",
    "kindgebonden_budget": "households.niet_gebruik_kgb_zelfstandigen",
}
_SELF_EMPLOYED_SHARE = "synthesis.self_employed_share_"
"""Share of the entitled households that has a self-employed person; the name of the scheme follows."""
_DEFAULTS = {item.name: item.default for item in INPUTS}


@dataclass(frozen=True)
class TakeUp:
    """Non-take-up per scheme as a share (0 to 1) of the entitled households.

    rates: by scheme, for households without self-employed people; a scheme that is not named is used by everyone.
        `aio` is bijstand of families with somebody of AOW age, `toeslagenwet_wajong` the top-up of who has Wajong.
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

    def claims(self, sample: Sample) -> dict[str, NDArray[np.bool_]]:
        """Inputs of the law, by person: who asks for what the law gives only on a claim, and feeds into other rules."""
        return {
            "vraagt_bijstand_aan": self.asks_for_bijstand(sample),
            "vraagt_toeslagenwet_aan": self.asks_for_toeslagenwet(sample),
        }

    def asks_for_bijstand(self, sample: Sample) -> NDArray[np.bool_]:
        """Per person whether there is a claim for bijstand when there is a right.

        Families with somebody of AOW age have the rate of the AIO. Whoever can have a top-up by the Toeslagenwet and
        does not ask for it gets no bijstand in its place: it comes first (Participatiewet art. 15).
        """
        rate = self._rate(sample, "bijstand")[sample.household_of]
        rate = np.where(_family_of_aow_age(sample), self.rates.get("aio", 0.0), rate)
        asks = self._draws(sample, "bijstand")[sample.household_of] >= rate
        return asks & ~(_replaces_wage(sample) & ~self.asks_for_toeslagenwet(sample))

    def asks_for_toeslagenwet(self, sample: Sample) -> NDArray[np.bool_]:
        """Per person whether there is a claim for a top-up to the minimum; who has Wajong asks less often."""
        other, wajong = self.rates.get("toeslagenwet", 0.0), self.rates.get("toeslagenwet_wajong", 0.0)
        rate = np.where(may_have_wajong(sample), wajong, other)
        return self._draws(sample, "toeslagenwet")[sample.household_of] >= rate

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


def may_have_wajong(sample: Sample) -> NDArray[np.bool_]:
    """Who has Wajong, as in the law but for age: other people of that kind have no right to a top-up anyway."""
    unable = ~_column(sample, "arbeidsvermogen") & ~_column(sample, "arbeidsongeschikt_na_jeugd")
    return unable | _column(sample, "wajong_met_arbeidsvermogen")


def _column(sample: Sample, name: str) -> NDArray[Any]:
    """An input of persons, or the default of the law everywhere."""
    found = sample.person.get(name)
    return np.full(len(sample.household_of), _DEFAULTS[name]) if found is None else found


def _replaces_wage(sample: Sample) -> NDArray[np.bool_]:
    """Who has a benefit that the Toeslagenwet tops up."""
    paid = (_column(sample, "uitkering") > 0.0) | (_column(sample, "uitkering_soort") > 0)
    return paid | (may_have_wajong(sample) & ~_of_aow_age(sample))


def _of_aow_age(sample: Sample) -> NDArray[np.bool_]:
    """Who has reached the AOW age of today's law."""
    months = sample.person.get("leeftijd_maanden", MONTHS * sample.person["leeftijd"])
    return months >= _aow_months(sample.year)


def _family_of_aow_age(sample: Sample) -> NDArray[np.bool_]:
    """Per person whether somebody of the gezin has reached the AOW age."""
    families, rows = np.unique(sample.person["gezin"], return_inverse=True)
    return (np.bincount(rows, weights=_of_aow_age(sample), minlength=len(families)) > 0.0)[rows]


@cache
def _aow_months(year: int) -> float:
    value = parameter_set().at(f"{year}-01-01").values["aow_leeftijd_maanden"]
    assert isinstance(value, (int, float))
    return float(value)


def published_take_up(facts: Facts) -> TakeUp:
    """Non-take-up as published: toeslagen in 2021 (CPB), bijstand and AIO in 2018, Toeslagenwet in 2023 (inspectie).

    The published rate is that of everyone. Households with a self-employed person have a higher rate of their own, so
    the others have the rate that makes the two together the published one.
    """
    own = {scheme: facts.value(key) / 100.0 for scheme, key in _RATES_SELF_EMPLOYED.items()}
    rates: dict[str, float] = {}
    for scheme, key in _RATES.items():
        rate = facts.value(key) / 100.0
        share = facts.value(_SELF_EMPLOYED_SHARE + scheme) if scheme in own else 0.0
        rates[scheme] = (rate - share * own.get(scheme, rate)) / (1.0 - share)
    rates["aio"] = sum(facts.value(key) for key in _RATES_AIO) / len(_RATES_AIO) / 100.0
    return TakeUp(rates=rates, rates_self_employed=own)
