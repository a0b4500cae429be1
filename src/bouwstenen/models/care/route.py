"""Who pays: the way of a euro of care by scheme. Zvw through premium, levy and allowance; Wlz and Wmo by their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from bouwstenen.models.care.inputs import CareFacts

    Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Route:
    """Package minus baseline by year, billion euro unless said otherwise.

    zvw: spending net of own payments. premium: what adults pay more in nominal premium. levy: what employers (and
    others by income) pay more. allowance: more care allowance. per_adult: premium, euro an adult a year.
    wlz: net of own payments. wmo: of municipalities. state: money of the State of its own.
    """

    zvw: Array
    premium: Array
    levy: Array
    allowance: Array
    per_adult: Array
    wlz: Array
    wmo: Array
    state: Array

    @property
    def balance(self) -> Array:
        """What all of it does to the balance of government: plus is better."""
        return self.premium + self.levy - self.zvw - self.allowance - self.wlz - self.wmo - self.state


def route(facts: CareFacts, zvw: Array, wlz: Array, wmo: Array, state: Array, adults: Array) -> Route:
    """Follow the money.

    The law sets nominal premium and income-related contributions at half of the burden each, so a change in Zvw
    spending is paid back in the same year; the standard premium, and with it the allowance of everyone who gets one,
    moves with the nominal premium one to one. A change in Wlz spending moves no premium: the State fills the fund. A
    change in Wmo spending stays with municipalities: their fund follows GDP, not care.
    """
    number = facts.numbers
    premium = zvw * number["premium_share"]
    per_adult = premium * 1e9 / adults
    receivers = number["allowance_households"] * number["allowance_adults"]
    allowance = per_adult * receivers / 1e9
    return Route(zvw, premium, zvw - premium, allowance, per_adult, wlz, wmo, state)
