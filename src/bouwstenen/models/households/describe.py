"""What a household is in the tables: source of income, age of the head, size, and what poverty is measured with.

All of it is taken in the baseline, so that a household is in the same group before and after.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bouwstenen.law import parameter_set
from bouwstenen.models.households.inputs import LINE_YEAR, POVERTY_YEAR
from bouwstenen.population.schema import EIGENDOM, HUISHOUDTYPE, PROVINCIE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.models.households.inputs import HouseholdsFacts
    from bouwstenen.population.amounts import Amounts
    from bouwstenen.population.sample import Sample

STUDENT = 4
_AGE_BOUNDS = (35, 50, 65, 75)
"""Bounds of the age groups of the tables; they have no meaning in the law."""
ADULT: Final = 18
"""Age from which somebody counts as grown up in the statistics, not in the law."""


@dataclass(frozen=True)
class Grouping:
    """A way to group households: the column of a result, and the code of the group by its value."""

    column: str
    groups: Mapping[int, str]


HOUSEHOLD_TYPES: Final[Mapping[int, str]] = {
    1: "single",
    2: "couple",
    3: "couple_with_children",
    4: "lone_parent",
    5: "other",
}
"""Codes of groups by the codes of `schema.HUISHOUDTYPE`."""
GROUPINGS: Final[Mapping[str, Grouping]] = {
    "income_source": Grouping(
        "bron", {0: "wage", 1: "business", 2: "benefit", 3: "pension", STUDENT: "student_grant", 5: "other"}
    ),
    "household_type": Grouping("type", HOUSEHOLD_TYPES),
    "head_age": Grouping("leeftijd", {0: "age_0_34", 1: "age_35_49", 2: "age_50_64", 3: "age_65_74", 4: "age_75"}),
    "tenure": Grouping("eigendom", {0: "unknown", 1: "owned", 2: "social_rent", 3: "private_rent"}),
    "province": Grouping("provincie", {number: f"PV{number}" for number in PROVINCIE}),
}
"""Groupings by dimension."""
assert HOUSEHOLD_TYPES.keys() == HUISHOUDTYPE.keys()
assert GROUPINGS["tenure"].groups.keys() == EIGENDOM.keys()

_BENEFITS = ("bijstand_bruto", "anw", "ioaw", "wajong", "werknemersuitkering", "toeslagenwet")


def describe(sample: Sample, amounts: Amounts, facts: HouseholdsFacts) -> dict[str, NDArray[Any]]:
    """Columns of a household that do not change with a package.

    Args:
        sample: in the year of the law.
        amounts: of the baseline.
        facts: of the vintage.

    Returns:
        gewicht, groep, personen, kinderen (under 18), factor (equivalence), bruto, and the codes of `GROUPINGS`.
    """
    adults, children, teenagers = _members(sample, facts)
    return {
        "gewicht": sample.weight.astype(np.float32),
        "groep": _column(sample, "groep").astype(np.int32),
        "personen": (adults + children + teenagers).astype(np.int16),
        "kinderen": (children + teenagers).astype(np.int16),
        "factor": _equivalence(adults, children + teenagers, facts).astype(np.float32),
        "bruto": amounts["bruto_inkomen"].astype(np.float32),
        "bron": _source(sample, amounts),
        "type": _column(sample, "huishoudtype").astype(np.int8),
        "leeftijd": np.searchsorted(_AGE_BOUNDS, _head_age(sample), side="right").astype(np.int8),
        "eigendom": _column(sample, "eigendom").astype(np.int8),
        "provincie": _column(sample, "provincie").astype(np.int8),
    }


def welfare(sample: Sample, amounts: Amounts, facts: HouseholdsFacts) -> NDArray[np.float64]:
    """Standardised income by the concept of CBS, EUR a year for a single person; ranks, Gini and deciles use it.

    Disposable income with the return on wealth and the net value of an own home, without childcare and its allowance
    (CBS counts the allowance as care), over the equivalence factor.
    """
    return _income_cbs(sample, amounts, facts) / _factor(sample, facts)


def poverty(
    sample: Sample, amounts: Amounts, facts: HouseholdsFacts, student: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Per household whether it lies under the low-income threshold, and under the line of CBS, SCP and Nibud.

    The first compares income as in `welfare`, but without huurtoeslag, with the threshold (CBS). The second sets the
    real rent or mortgage interest in the place of the rent in the line, and leaves out who has more wealth than a year
    of the line. Households that live on student finance (`student`) are poor by neither, as in the statistics.
    """
    adults, children, teenagers = _members(sample, facts)
    prices = parameter_set().index_path["prices"]
    income = amounts["besteedbaar_inkomen"]
    threshold = 12.0 * facts.number("low_income_line_2022") * facts.prices(LINE_YEAR, sample.year, prices)
    low = (_income_cbs(sample, amounts, facts) - amounts["huurtoeslag"]) / _factor(sample, facts) < threshold
    line = (
        facts.number("armoedegrens_alleenstaande_2023")
        + facts.number("poverty_next_adult") * np.maximum(adults - 1, 0)
        + facts.number("poverty_young_child") * children
        + facts.number("poverty_teenager") * teenagers
    )
    growth = 12.0 * facts.prices(POVERTY_YEAR, sample.year, prices)
    need = growth * (line - facts.number("poverty_rent_in_line")) + _housing(sample)
    poor = (income < need) & (_liquid(sample) <= growth * line)
    return low & ~student, poor & ~student


def head_of(sample: Sample) -> NDArray[np.int64]:
    """Row of the head of each household: the oldest who is no child and no co-resident, else the oldest of all."""
    age = sample.person["leeftijd"].astype(np.int64)
    aside = flag(sample, "is_kind") | flag(sample, "medebewoner")
    rank = (age + np.where(aside, 0, 1000)) * (len(age) + 1) + np.arange(len(age), 0, -1)
    best = np.maximum.reduceat(rank, sample.starts)
    return np.flatnonzero(rank == best[sample.household_of])


def _head_age(sample: Sample) -> NDArray[np.integer]:
    return sample.person["leeftijd"][head_of(sample)]


def _members(sample: Sample, facts: HouseholdsFacts) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Adults, children, and children of the age from which the poverty line counts more, by household."""
    age = sample.person["leeftijd"]
    teens = (age < ADULT) & (age >= facts.number("poverty_teenager_age"))
    young = (age < ADULT) & ~teens
    counts = [sample.sum_persons(who.astype(np.int64)) for who in (age >= ADULT, young, teens)]
    return counts[0], counts[1], counts[2]


def _factor(sample: Sample, facts: HouseholdsFacts) -> NDArray[np.float64]:
    adults, children, teenagers = _members(sample, facts)
    return _equivalence(adults, children + teenagers, facts)


def _income_cbs(sample: Sample, amounts: Amounts, facts: HouseholdsFacts) -> NDArray[np.float64]:
    """Income of a household by the concept of CBS, EUR a year; see `welfare`."""
    returns = (("spaargeld", "income_savings"), ("beleggingen", "income_investments"))
    wealth = sum(facts.number(rate) * _persons(sample, name) for name, rate in returns)
    home = facts.number("income_rental_value") * _persons(sample, "woz_waarde") - _persons(sample, "hypotheekrente")
    care = amounts["kosten_kinderopvang"] - amounts["kinderopvangtoeslag"]
    return amounts["besteedbaar_inkomen"] + care + wealth + home


def _equivalence(adults: NDArray[np.int64], children: NDArray[np.int64], facts: HouseholdsFacts) -> NDArray[np.float64]:
    """1 for one adult, with additions; a household without adults counts its first child as one."""
    first = np.maximum(adults, 1)
    kids = np.where(adults == 0, np.maximum(children - 1, 0), children)
    second = facts.number("equivalence_second_adult") * (first >= 2)
    more = facts.number("equivalence_next_adult") * np.maximum(first - 2, 0)
    return 1.0 + second + more + facts.number("equivalence_child") * kids


def _source(sample: Sample, amounts: Amounts) -> NDArray[np.int8]:
    """Code of the largest source of income; the first in the order of `GROUPINGS` when two are equal."""
    person = {name: _persons(sample, name) for name in ("loon", "winst", "uitkering", "pensioen")}
    benefits = person["uitkering"] + sum(amounts[name] for name in _BENEFITS)
    sources = (
        person["loon"], person["winst"], benefits, person["pensioen"] + amounts["aow"], amounts["studiefinanciering"],
    )  # fmt: skip
    table = np.stack(sources)
    best = np.argmax(table, axis=0)
    return np.where(table.max(axis=0) > 0.0, best, len(sources)).astype(np.int8)


def _housing(sample: Sample) -> NDArray[np.float64]:
    """Rent with service costs, or interest on the mortgage, euro a year."""
    rent = _column(sample, "kale_huur_per_maand") + _column(sample, "servicekosten_per_maand")
    return 12.0 * rent + _persons(sample, "hypotheekrente")


def _liquid(sample: Sample) -> NDArray[np.float64]:
    """Savings and investments less debts."""
    owned = [_persons(sample, name) for name in ("spaargeld", "beleggingen", "groene_beleggingen")]
    return sum(owned) - _persons(sample, "schulden")


def _persons(sample: Sample, name: str) -> NDArray[np.float64]:
    values = sample.person.get(name)
    return np.zeros(sample.households) if values is None else sample.sum_persons(values.astype(np.float64))


def flag(sample: Sample, name: str) -> NDArray[np.bool_]:
    """A yes/no of persons; no for everybody in a sample without the column."""
    values = sample.person.get(name)
    return np.zeros(len(sample.person["huishouden"]), dtype=np.bool_) if values is None else values


def _column(sample: Sample, name: str) -> NDArray[Any]:
    values = sample.household.get(name)
    return np.zeros(sample.households) if values is None else values
