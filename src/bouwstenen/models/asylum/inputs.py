"""The facts that this model needs, taken from a vintage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.core.errors import InputError, Where
from bouwstenen.models.asylum.bounds import check_bounds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.core.provenance import Figure
    from bouwstenen.facts import Facts, Series
    from bouwstenen.models.asylum.options import Strength

_ROOM = "asylum."


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

    @property
    def base_year(self) -> int:
        """First year of the projection. Its stocks of 1 January are published."""
        return int(self.number("base_year"))

    @property
    def last_year(self) -> int:
        """Last year of the projection."""
        return int(self.number("last_year"))

    @property
    def history_year(self) -> int:
        """First year of the hindcast, which ends where the projection starts."""
        return int(self.number("history_year"))

    @property
    def price_level(self) -> int:
        """Year of the prices of all amounts of this model."""
        return int(self.number("price_level"))

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

    def in_year(self, name: str, year: int) -> float:
        """Value of a series in exactly this year, such as a stock of 1 January. Raises InputError without one."""
        value = self.path[name].at(year)
        if value is None:
            problem = f"het jaar {year} ontbreekt in deze reeks."
            mend = "Vul het jaar in het feitenbestand."
            raise InputError(problem, mend=mend, where=Where(f"feiten {self.vintage}", 0, _ROOM + name))
        return value

    def money(self, name: str) -> float:
        """An amount in prices of `price_level`, by the GDP deflator. Without a price level it is taken as it stands."""
        figure = self.figures[name]
        return figure.value * (1.0 if figure.price_level is None else self._index(name, figure.price_level))

    def _index(self, name: str, level: int) -> float:
        index = 1.0
        for year in range(min(level, self.price_level) + 1, max(level, self.price_level) + 1):
            if year not in self.deflator:
                problem = f"de prijsstijging van {year} ontbreekt, dus het prijspeil {level} is niet om te rekenen."
                where = Where(f"feiten {self.vintage}", 0, _ROOM + name)
                raise InputError(problem, mend="Geef een bedrag met een later prijspeil.", where=where)
            index *= 1 + self.deflator[year] / 100
        return index if level <= self.price_level else 1 / index


def asylum_facts(facts: Facts) -> AsylumFacts:
    """Take what this model needs from a loaded vintage.

    Raises:
        InputError: a value is outside its bounds or no number, the years are not in order, or a series is missing.
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
    check_bounds(found)
    _check_years(found)
    return found


def _room(facts: Facts, prefix: str) -> dict[str, Series]:
    return {key.removeprefix(prefix): series for key, series in facts.columns.items() if key.startswith(prefix)}


def _check_years(facts: AsylumFacts) -> None:
    order = (facts.history_year, facts.base_year, facts.last_year)
    if not order[0] < order[1] <= order[2]:
        problem = f"de jaren {order[0]}, {order[1]} en {order[2]} staan niet op volgorde."
        mend = "Schrijf history_year voor base_year, en last_year niet eerder dan base_year."
        raise InputError(problem, mend=mend, where=Where(f"feiten {facts.vintage}", 0, _ROOM + "base_year"))
