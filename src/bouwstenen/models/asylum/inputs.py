"""The facts that this model needs, taken from a vintage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bouwstenen.core.bounds import refuse_missing
from bouwstenen.core.errors import InputError, Where
from bouwstenen.models.asylum.bounds import check_bounds
from bouwstenen.models.asylum.places import distribution

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.core.provenance import Figure
    from bouwstenen.facts import Facts, Series
    from bouwstenen.models.asylum.options import Strength
    from bouwstenen.models.asylum.places import Distribution
    from bouwstenen.models.protocol import Sides

_ROOM = "asylum."
_FIGURES = (
    "base_year", "last_year", "history_year", "price_level", "compared_year", "applications_low",
    "applications_central", "applications_high", "first_half_share", "fast_inflow_share", "fast_queue_share",
    "fast_capacity_share", "fast_exit_share", "withdrawal_rate", "departure_months", "family_capacity",
    "family_arrival_share", "family_per_grant", "family_travel_months", "link_weeks", "hotel_stay_months",
    "persons_per_home", "adult_share", "place_occupancy", "minors_share", "regular_places_before_law", "repeal_years",
    "cost_regular", "cost_emergency", "empty_place_share", "hotel_payment", "alternative_investment", "benefit_cost",
    "rent_allowance", "guidance_cost", "minimum_wage_year", "asylum_seeker_work_share", "early_effect",
    "benefit_share_first_year", "work_overtakes_months", "ukraine_exit_rate", "ukraine_reception_share",
    "ukraine_cost_day", "round_one_places", "round_two_places", "round_one_first_year", "round_two_first_year",
)  # fmt: skip
_PATH = (
    "first_applications", "other_applications", "family_arrivals", "resettled", "pending", "family_pending",
    "decision_capacity", "grant_rate", "placements_first_half", "placements_second_half", "task_first_half",
    "task_second_half", "regular_places", "hotel_scheme_places", "ukraine_inflow", "permits", "status_holders",
    "status_holders_july", "reception", "task_backlog", "departures", "ukraine_stock", "recognition_rate",
)  # fmt: skip
_SERIES = (
    "asylum_work.ukraine", "asylum_reception.total", "asylum_reception.status_holders", "asylum_place.income",
    "asylum_place.indicative", "demography.inhabitants_2023", "public_finance.deflator_growth",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class AsylumFacts:
    """Facts of one vintage.

    figures: single figures by name without the room. path: yearly series by name. work: points of employment (%) by
    months since the permit (for Ukraine: since arrival). observed: published reception by year and month as YYYYMM.
    prices: index of the GDP deflator by year; the project puts that of the run in its place. distribution: reception
    places of the distribution law by municipality.
    """

    vintage: str
    figures: Mapping[str, Figure]
    path: Mapping[str, Series]
    work: Mapping[str, Series]
    observed: Mapping[str, Series]
    prices: Mapping[int, float]
    distribution: Distribution

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
        if figure.price_level is None:
            return figure.value
        for year in (figure.price_level, self.price_level):
            if year not in self.prices:
                known = f"{min(self.prices)} tot en met {max(self.prices)}"
                problem = f"het prijspeil {year} is niet om te rekenen: de prijzen zijn bekend van {known}."
                where = Where(f"feiten {self.vintage}", 0, _ROOM + name)
                raise InputError(problem, mend="Geef een bedrag met een prijspeil uit die jaren.", where=where)
        return figure.value * self.prices[self.price_level] / self.prices[figure.price_level]

    def with_prices(self, prices: Sides) -> AsylumFacts:
        """The facts with the price index of a run; years before it go back along the one that is here."""
        index = dict(zip(prices.years.tolist(), prices.baseline.tolist(), strict=True))
        first = min(index)
        if first in self.prices:
            earlier = {y: v * index[first] / self.prices[first] for y, v in self.prices.items() if y < first}
            index = {**earlier, **index}
        return replace(self, prices=index)


def asylum_facts(facts: Facts) -> AsylumFacts:
    """Take what this model needs from a loaded vintage.

    Raises:
        InputError: naming every figure and series that the vintage lacks; or a value is outside its bounds or no
            number, or the years are not in order.
    """
    wanted = (*(_ROOM + name for name in (*_FIGURES, *_PATH)), *_SERIES)
    refuse_missing(wanted, {*facts.values, *facts.columns}, facts.vintage)
    figures = {key.removeprefix(_ROOM): figure for key, figure in facts.values.items() if key.startswith(_ROOM)}
    found = AsylumFacts(
        vintage=facts.vintage,
        figures=figures,
        path=_room(facts, _ROOM),
        work=_room(facts, "asylum_work."),
        observed=_room(facts, "asylum_reception."),
        prices=_price_index(facts.series("public_finance.deflator_growth").known()),
        distribution=distribution(facts),
    )
    check_bounds(found)
    _check_years(found)
    return found


def _price_index(growth: Mapping[int, float]) -> dict[int, float]:
    """Index from growth by year (%); 1 in the year before the first."""
    index = {min(growth) - 1: 1.0}
    for year in sorted(growth):
        if year - 1 in index:
            index[year] = index[year - 1] * (1 + growth[year] / 100)
    return index


def _room(facts: Facts, prefix: str) -> dict[str, Series]:
    return {key.removeprefix(prefix): series for key, series in facts.columns.items() if key.startswith(prefix)}


def _check_years(facts: AsylumFacts) -> None:
    order = (facts.history_year, facts.base_year, facts.last_year)
    if not order[0] < order[1] <= order[2]:
        problem = f"de jaren {order[0]}, {order[1]} en {order[2]} staan niet op volgorde."
        mend = "Schrijf history_year voor base_year, en last_year niet eerder dan base_year."
        raise InputError(problem, mend=mend, where=Where(f"feiten {facts.vintage}", 0, _ROOM + "base_year"))
