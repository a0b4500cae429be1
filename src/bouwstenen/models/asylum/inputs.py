"""The facts that this model needs, taken from a vintage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.core.errors import InputError, Where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.core.provenance import Figure
    from bouwstenen.facts import Facts, Series
    from bouwstenen.models.asylum.options import Strength

FIRST_YEAR = 2025
"""First year of the projection. Its stocks of 1 January are published."""
LAST_YEAR = 2035
HISTORY_YEAR = 2022
"""First year of the hindcast, which ends where the projection starts."""
PRICE_LEVEL = 2025
_ROOM = "asylum."
_SHARES = (
    "first_half_share", "fast_inflow_share", "fast_queue_share", "fast_capacity_share", "fast_exit_share",
    "family_arrival_share", "adult_share", "place_occupancy", "minors_share", "empty_place_share", "early_effect",
    "asylum_seeker_work_share", "ukraine_reception_share", "ukraine_adult_share",
)  # fmt: skip
_POSITIVE = ("departure_months", "hotel_stay_months", "persons_per_home", "repeal_years", "alternative_life")


@dataclass(frozen=True, eq=False)
class AsylumFacts:
    """Facts of one vintage.

    figures: single figures by name without the room. path: yearly series by name. work: points of employment (%) by
    months since the permit (for Ukraine: since arrival). observed: published reception by year and month as YYYYMM.
    deflator: growth of the GDP deflator by year, %.
    """

    vintage: str
    figures: Mapping[str, Figure]
    path: Mapping[str, Series]
    work: Mapping[str, Series]
    observed: Mapping[str, Series]
    deflator: Mapping[int, float]

    def number(self, name: str) -> float:
        """A single figure."""
        return self.figures[name].value

    def strength(self, name: str, choice: Strength) -> float:
        """A figure that is an assumption between nothing (0) and all (1), by the choice of the options."""
        return {"none": 0.0, "central": self.number(name), "full": 1.0}[choice]

    def year_value(self, name: str, year: int) -> float:
        """Value of a yearly series; the last known one goes on. Raises InputError before the first."""
        known = self.path[name].known()
        years = [y for y in known if y <= year]
        if not years:
            problem = f"het jaar {year} ontbreekt in deze reeks."
            mend = "Vul het jaar in het feitenbestand."
            raise InputError(problem, mend=mend, where=Where(f"feiten {self.vintage}", 0, _ROOM + name))
        return known[max(years)]

    def money(self, name: str) -> float:
        """An amount in prices of PRICE_LEVEL, by the GDP deflator. Without a price level it is taken as it stands."""
        figure = self.figures[name]
        return figure.value * (1.0 if figure.price_level is None else self._index(name, figure.price_level))

    def _index(self, name: str, level: int) -> float:
        index = 1.0
        for year in range(min(level, PRICE_LEVEL) + 1, max(level, PRICE_LEVEL) + 1):
            if year not in self.deflator:
                problem = f"de prijsstijging van {year} ontbreekt, dus het prijspeil {level} is niet om te rekenen."
                where = Where(f"feiten {self.vintage}", 0, _ROOM + name)
                raise InputError(problem, mend="Geef een bedrag met een later prijspeil.", where=where)
            index *= 1 + self.deflator[year] / 100
        return index if level <= PRICE_LEVEL else 1 / index


def asylum_facts(facts: Facts) -> AsylumFacts:
    """Take what this model needs from a loaded vintage.

    Raises:
        InputError: a share is outside 0..1, an amount or duration is negative or zero, or a series is missing.
    """
    facts.series(_ROOM + "first_applications")
    figures = {key.removeprefix(_ROOM): figure for key, figure in facts.values.items() if key.startswith(_ROOM)}
    found = AsylumFacts(
        vintage=facts.vintage,
        figures=figures,
        path=_room(facts, _ROOM),
        work=_room(facts, "asylum_work."),
        observed=_room(facts, "asylum_reception."),
        deflator=facts.series("public_finance.deflator_growth").known(),
    )
    _check(found)
    return found


def _room(facts: Facts, prefix: str) -> dict[str, Series]:
    return {key.removeprefix(prefix): series for key, series in facts.columns.items() if key.startswith(prefix)}


def _check(facts: AsylumFacts) -> None:
    """A user's own figures may be anything: refuse what no chain of people can have."""
    for name, figure in facts.figures.items():
        low, high = (0.0, 1.0) if name in _SHARES else (0.0, None)
        too_high = high is not None and figure.value > high
        if figure.value < low or too_high or (name in _POSITIVE and figure.value == 0):
            mend = "Schrijf een getal van 0 tot en met 1." if high is not None else "Schrijf een getal boven nul."
            problem = f"de waarde {figure.value:g} ({figure.unit}) kan niet."
            raise InputError(problem, mend=mend, where=Where(f"feiten {facts.vintage}", 0, _ROOM + name))
    for name, series in facts.path.items():
        for year, value in series.known().items():
            most = 100.0 if series.unit == "%" else float("inf")
            if not 0 <= value <= most:
                problem = f"de waarde {value:g} ({series.unit}) in {year} kan niet."
                mend = "Schrijf nul of een positief getal, en bij een percentage hoogstens 100."
                raise InputError(problem, mend=mend, where=Where(f"feiten {facts.vintage}", 0, _ROOM + name))
