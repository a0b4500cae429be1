"""The facts that this model needs: figures of a vintage, and rates and tables of the law."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.bounds import Bound, bound_of, hold, refuse_missing
from bouwstenen.core.errors import InputError, Where
from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml
from bouwstenen.levers.catalogue import load_catalogue
from bouwstenen.models.youth.municipalities import municipalities

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.core.provenance import Figure
    from bouwstenen.facts import Facts
    from bouwstenen.models.youth.municipalities import Municipalities

ROOM = "youth."
_LAW = "kinderopvangtoeslag."
SHARES = (
    "kinderopvangtoeslag.kinderopvangtoeslag_inkomen_vanaf",
    "kinderopvangtoeslag.percentage_eerste_kind",
    "kinderopvangtoeslag.percentage_volgende_kinderen",
    "kinderopvangtoeslag.percentage_vast",
)
"""What the law pays for childcare by income; a package moves these or `youth.childcare_own_contribution`."""
_RATES = {"daycare": "kinderopvang_uurprijs_dagopvang", "after_school": "kinderopvang_uurprijs_bso",
          "childminder": "kinderopvang_uurprijs_gastouder"}  # fmt: skip
_TABLE_DAY = "2026-01-01"
BANDS = {"care_band_0": (0, 4), "care_band_4": (4, 12), "care_band_12": (12, 18), "care_band_18": (18, 23)}
"""Figures with users of youth care by age, and the ages: from, up to."""
CLOSED, USERS = "youth_history.closed_placements", "youth_history.care_users"
_FIGURES = (
    "first_year", "last_year", "price_level", "use_year", "hours_daycare", "hours_after_school", "hours_childminder",
    "mean_hours_daycare", "mean_hours_after_school", "childminder_young", "childminder_school", "children_young",
    "children_school", "days_one", "days_two", "days_three", "days_four", "kot_net", "rate_daycare",
    "rate_after_school", "rate_childminder", "price_daycare", "price_after_school", "bill_extra", "bill_first_year",
    "bill_full_until", "bill_middle_until", "bill_middle_points", "bill_foot", "planned_share", "planned_first_year",
    "planned_total", "weeks_daycare", "weeks_school", "weeks_holiday", "hours_per_day", "age_limit",
    "takeup_low_young", "takeup_low_school", "takeup_central_young", "takeup_central_school", "takeup_high_young",
    "takeup_high_school", "toddler_attend", "vve_children", "vve_hours", "toddler_hours", "labour_supply_bound",
    "staff", "staff_shortage",
    "group_daycare", "group_after_school", "staff_growth", "places_daycare", "places_after_school", "care_users",
    "care_users_under_18", "young_under_18", "care_band_0", "care_band_4", "care_band_12", "care_band_18",
    "care_spending", "kind_without_stay", "kind_with_stay", "kind_protection", "kind_probation", "protection_start",
    "protection_in", "protection_out", "protection_end", "care_deficit", "care_growth_flat", "care_growth_middle",
    "care_growth_high", "fund_growth",
    "care_cheap", "gap_first_year", "extra_money", "extra_stays", "extra_growth_path", "booked_own_contribution",
    "booked_duration", "unrealised_high", "unrealised_low", "closed_placements", "closed_zero_year", "out_of_home",
    "buildings", "building_oldest", "buildings_base_year", "buildings_old_age", "buildings_old_share",
    "buildings_replaced", "building_cost_low", "building_cost_central", "building_cost_high", "pupils",
    "cut_bridge_class", "cut_school_area_first", "cut_school_area", "low_literate",
)  # fmt: skip


class _BoundsFile(StrictModel):
    """The bounds by name of a figure."""

    bounds: dict[str, Bound]


@dataclass(frozen=True, eq=False)
class YouthFacts:
    """Facts of one vintage.

    figures: by name without the room. rates: highest hourly rate of the law at the price level, euro, by kind of
    childcare. incomes, shares: table of the law of 2026: where each row starts (euro a year) and the share that is
    paid for the first child (0 to 1). history: published series by year.
    ages: people by single age at the end of the year of the users of youth care. places: the municipalities.
    """

    vintage: str
    figures: Mapping[str, Figure]
    rates: Mapping[str, float]
    incomes: NDArray[np.float64]
    shares: NDArray[np.float64]
    history: Mapping[str, Mapping[int, float]]
    ages: NDArray[np.float64]
    places: Municipalities

    def number(self, name: str) -> float:
        """A single figure."""
        return self.figures[name].value

    def whole(self, name: str) -> int:
        """A single figure that is a year, an age or a count."""
        return round(self.figures[name].value)

    @property
    def years(self) -> NDArray[np.int64]:
        """The years of the projection."""
        return np.arange(self.whole("first_year"), self.whole("last_year") + 1)

    @property
    def price_level(self) -> int:
        """Year of the prices of all amounts."""
        return self.whole("price_level")

    def year_of(self, name: str) -> int:
        """The year that a figure is about."""
        year = self.figures[name].year
        assert year is not None
        return year


def youth_facts(facts: Facts) -> YouthFacts:
    """Take what this model needs from a loaded vintage and from the law.

    Raises:
        InputError: naming every figure that the vintage lacks; or a value is outside its bounds; or the shares of
            days are not 100% together.
    """
    wanted = [ROOM + name for name in _FIGURES]
    refuse_missing([*wanted, CLOSED, USERS], {*facts.values, *facts.columns}, facts.vintage)
    figures = {name: facts.values[ROOM + name] for name in _FIGURES}
    for name, figure in figures.items():
        hold(figure.value, bound_of(name, _bounds()), Where(f"feiten {facts.vintage}", 0, ROOM + name))
    _check(facts.vintage, figures)
    level = round(figures["price_level"].value)
    table = [np.asarray(_law(path, _TABLE_DAY), dtype=np.float64) for path in SHARES[:2]]
    ages = _ages(facts, figures["care_users"].year or 0)
    use = {band: figures[name].value / ages[slice(*band)].sum() for name, band in BANDS.items()}
    return YouthFacts(
        vintage=facts.vintage,
        figures=figures,
        rates={kind: float(_law(_LAW + name, f"{level}-01-01")) for kind, name in _RATES.items()},  # type: ignore[arg-type]
        incomes=table[0],
        shares=table[1],
        ages=ages,
        places=municipalities(facts, use),
        history={key.removeprefix("youth_history."): facts.columns[key].known() for key in (CLOSED, USERS)},
    )


def _ages(facts: Facts, year: int) -> NDArray[np.float64]:
    """People by age on 1 January after a year."""
    keys = [f"demography.population_{sex}_{year + 1}" for sex in ("male", "female")]
    refuse_missing(keys, facts.columns, facts.vintage)
    return sum((facts.columns[key].array(0, 100) for key in keys), np.zeros(101))


@cache
def _bounds() -> dict[str, Bound]:
    file = load_yaml(Path(__file__).parent / "bounds.yaml")
    return validate(_BoundsFile, file).bounds


def _law(path: str, day: str) -> object:
    """A value of the law as published. A year before the first one is a fault of the figures."""
    value = load_catalogue().law_value(path, day)
    if value is None:
        problem = f"de wet heeft op {day} geen waarde."
        mend = "Kies een prijspeil vanaf 2024."
        raise InputError(problem, mend=mend, where=Where("wet", 0, path))
    return value


def _check(vintage: str, figures: Mapping[str, Figure]) -> None:
    """What figures must be together: shares of days 100%, years in order."""
    days = sum(figures[f"days_{name}"].value for name in ("one", "two", "three", "four"))
    if abs(days - 100) > 0.5:
        problem = f"de delen van de gezinnen naar dagen opvang zijn samen {days:g}%."
        mend = "Zorg dat days_one tot en met days_four samen 100 zijn."
        raise InputError(problem, mend=mend, where=Where(f"feiten {vintage}", 0, "youth.days_one"))
    if figures["building_oldest"].value <= figures["buildings_old_age"].value:
        problem = "geen schoolgebouw kan dan oud zijn."
        mend = f"Kies een getal boven {figures['buildings_old_age'].value:g}."
        raise InputError(problem, mend=mend, where=Where(f"feiten {vintage}", 0, "youth.building_oldest"))
