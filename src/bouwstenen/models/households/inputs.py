"""The facts that the households model needs, taken from a vintage. Small and picklable: workers get it whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bouwstenen.core.errors import InputError, Where
from bouwstenen.law import parameter_set
from bouwstenen.population.take_up import TakeUp, published_take_up
from bouwstenen.rules.parameters import index_growth

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.core.provenance import Figure
    from bouwstenen.facts import Facts

_PUBLISHED = "households."
_OWN = "households_model."
_SYNTHESIS = "synthesis."
_CONCEPT = ("income_rental_value", "income_savings", "income_investments")
"""Of the synthesis only what turns disposable income into income by the concept of CBS."""
LINE_YEAR = 2022
"""Year of the low-income line in the facts."""
POVERTY_YEAR = 2023
"""Year of the line of CBS, SCP and Nibud in the facts."""
LAW_INDEX_FROM = 2027
"""From this year on prices follow the index path of the law; before it the facts."""
_ADVICE_DATE = "2024-01-01"
"""The advice gives amounts of 2024."""
_SHARES = ("non_take_up_spread", "pressure_wage_step", "pressure_high")


@dataclass(frozen=True, eq=False)
class HouseholdsFacts:
    """Facts of one vintage.

    figures: single figures by name without the room, of `households` and `households_model` together.
    take_up: non-take-up that counts in baseline and package, from the published rates.
    """

    vintage: str
    figures: Mapping[str, Figure]
    take_up: TakeUp

    def number(self, name: str) -> float:
        """A single figure. Raises InputError when the vintage has none."""
        if name not in self.figures:
            where = Where(f"feiten {self.vintage}", 0, _OWN + name)
            raise InputError("dit cijfer ontbreekt.", mend="Vul het aan in het feitenbestand.", where=where)
        return self.figures[name].value

    def has(self, name: str) -> bool:
        """Whether the vintage has this figure."""
        return name in self.figures

    @property
    def advice(self) -> float | None:
        """Raise of the bijstand that the Commissie sociaal minimum advised, as a share of the norms of 1 January 2024.

        The mean of a single person and a couple, which differ little. None when the vintage does not have the amounts.
        """
        names = {"verhoging_bijstand_alleenstaande_csm": "alleenstaande", "verhoging_bijstand_paar_csm": "paar"}
        if not all(self.has(name) for name in names):
            return None
        laws, shares = parameter_set(), list[float]()
        for name, who in names.items():
            norm = laws.dated(laws.by_path(f"bijstand.bijstandsnorm_{who}"), _ADVICE_DATE)
            assert norm is not None
            assert not isinstance(norm.value, tuple)
            shares.append(self.number(name) / float(norm.value))
        return sum(shares) / len(shares)

    def prices(self, first: int, last: int, index: tuple[tuple[str, float], ...]) -> float:
        """Growth of consumer prices between two years, as a factor; `index` is the law's path from 2027 on."""
        factor = 1.0
        for year in range(first + 1, min(last, LAW_INDEX_FROM - 1) + 1):
            factor *= 1.0 + self.number(f"price_growth_{year}") / 100.0
        return factor * index_growth(index, f"{max(first, LAW_INDEX_FROM - 1)}-12-31", f"{last}-12-31")


@cache
def last_law_year() -> int:
    """Last year that every index of the law reaches: a later year would have the amounts of this one."""
    return min(int(max(start for start, _ in path)[:4]) for path in parameter_set().index_path.values())


def households_facts(facts: Facts) -> HouseholdsFacts:
    """Take what this model needs from a loaded vintage.

    Raises:
        InputError: a figure is missing, or a share or rate lies outside its bounds.
    """
    facts.figure(_OWN + "equivalence_child")  # a vintage without figures for this model is refused here, with the place
    figures = {
        key.removeprefix(room): figure
        for room in (_PUBLISHED, _OWN)
        for key, figure in facts.values.items()
        if key.startswith(room)
    }
    figures |= {name: facts.figure(_SYNTHESIS + name) for name in _CONCEPT}
    _check(facts.vintage, figures)
    return HouseholdsFacts(facts.vintage, figures, published_take_up(facts))


def scaled_take_up(take_up: TakeUp, factor: float) -> TakeUp:
    """The same with all non-take-up times a factor (at most everybody)."""

    def scale(rates: Mapping[str, float]) -> dict[str, float]:
        return {name: min(1.0, rate * factor) for name, rate in rates.items()}

    return TakeUp(scale(take_up.rates), scale(take_up.rates_self_employed))


def _check(vintage: str, figures: Mapping[str, Figure]) -> None:
    """A user's own figures may be anything: refuse what cannot be."""
    for name, figure in figures.items():
        share = name in _SHARES
        rate = name.startswith("niet_gebruik") and figure.unit.startswith("%")
        top = 1.0 if share else 100.0 if rate else float("inf")
        if (share or rate or name.startswith("equivalence")) and not 0.0 <= figure.value <= top:
            where = Where(f"feiten {vintage}", 0, name)
            raise InputError(
                f"de waarde {figure.value:g} ({figure.unit}) kan niet.",
                mend=f"Schrijf een getal van 0 tot en met {top:g}.",
                where=where,
            )
