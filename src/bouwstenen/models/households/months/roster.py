"""Everybody who lives in a household at some time of the year, and what happens to the household in which month.

The situation of a month is the roster with the events up to that month applied. A change counts from the first day of
the month after it (Awir art. 5); an event of month m is one that counts from month m on, with 2 <= m <= 12.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from bouwstenen.law.inputs import INPUTS, KINDEROPVANG_SOORT, WONING_SOORT
from bouwstenen.models.households.months.draws import Draws, person_keys
from bouwstenen.population.schema import KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.models.households.months.facts import MonthsFacts
    from bouwstenen.population.sample import Sample
    from bouwstenen.rules import Parameters

MONTHS = 12
NEVER = MONTHS + 1
DAY_CARE, AFTER_SCHOOL = KINDEROPVANG_SOORT["dagopvang"], KINDEROPVANG_SOORT["bso"]
AGES = (
    "kgb_leeftijd_verhoging_1", "kgb_leeftijd_verhoging_2", "volwassen_leeftijd", "huurtoeslag_jongerenleeftijd",
    "huurtoeslag_leeftijd_kind",
)  # fmt: skip
"""Parameters of the law that hold an age at which a toeslag changes."""
_FINE = 2.0**20
UNITS = tuple(key for key in KEYS if key != "huishouden")
_NEEDED: dict[str, Any] = {
    "leeftijd": np.int32, "leeftijd_maanden": np.int32, "is_kind": np.bool_, "medebewoner": np.bool_,
    "loon": np.float64, "uitkering": np.float64, "kinderopvang_uren_per_maand": np.float64,
    "kinderopvang_soort": np.int32,
}  # fmt: skip
_ORDINARY = {item.name: item.default for item in INPUTS if item.entity == "person" and item.default}
"""Inputs that are not zero for who says nothing: insured, able to work, asks for bijstand, and so on."""


@dataclass(frozen=True, eq=False)
class Events:
    """Months of events; `NEVER` where there is none.

    Arrays (households,): partner_in, partner_out, birth, rent (the yearly rise), move, care (other hours of childcare).
    birthday: (persons of the roster,), month from which a person is a year older, only where the law looks at that age.
    school: (persons of the roster,), month in which a child leaves day care for school and care after school.
    """

    partner_in: NDArray[np.int64]
    partner_out: NDArray[np.int64]
    birth: NDArray[np.int64]
    rent: NDArray[np.int64]
    move: NDArray[np.int64]
    care: NDArray[np.int64]
    birthday: NDArray[np.int64]
    school: NDArray[np.int64]

    def by_household(self) -> tuple[NDArray[np.int64], ...]:
        """All arrays that are about households."""
        return (self.partner_in, self.partner_out, self.birth, self.rent, self.move, self.care)


@dataclass(frozen=True, eq=False)
class Roster:
    """People of the year.

    person: columns over everybody who is there at some time, by household; newcomers come after the members of January.
    household: columns of the sample.
    household_of, starts, sizes: as in `Sample`, over this roster.
    role: 0 member in January who stays, 1 partner who may leave, 2 partner who may arrive, 3 child that may be born.
    units: for each key of units the place in the household of the first person with the same key.
    rent_factor, move_factor, care_factor: (households,), what the events multiply rent or hours of childcare with.
    school_factor: likewise for a child that goes to school.
    draws, person_draws: random numbers of households and persons.
    """

    year: int
    person: Mapping[str, NDArray[Any]]
    household: Mapping[str, NDArray[Any]]
    household_of: NDArray[np.int64]
    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]
    role: NDArray[np.int8]
    units: Mapping[str, NDArray[np.int64]]
    rent_factor: NDArray[np.float64]
    move_factor: NDArray[np.float64]
    care_factor: NDArray[np.float64]
    school_factor: float
    draws: Draws
    person_draws: Draws

    @property
    def households(self) -> int:
        """Number of households."""
        return len(self.starts)


def months_of(chance: NDArray[np.float64] | float, draw: NDArray[np.float64]) -> NDArray[np.int64]:
    """Month of an event with this chance in a year: 2 to 12 with equal odds, or `NEVER`.

    draw: uniform numbers. Their fine digits give the month, so that another chance does not move it.
    """
    rate = np.broadcast_to(np.asarray(chance, dtype=np.float64), draw.shape)
    happens = draw < rate
    month = 2 + ((draw * _FINE) % 1.0 * (MONTHS - 1)).astype(np.int64)
    return np.where(happens, month, NEVER)


def build(
    sample: Sample, parameters: Parameters, facts: MonthsFacts, seed: int, chunk: int = 0
) -> tuple[Roster, Events]:
    """Draw the year of every household.

    Args:
        sample: the situation on 1 January, in the prices of the year of the law.
        parameters: of the law; gives the ages that count.
        facts: rates.
        seed: of the run.
        chunk: number of the chunk.
    """
    rows = len(sample.household_of)
    person: dict[str, NDArray[Any]] = {
        **{name: np.zeros(rows, kind) for name, kind in _NEEDED.items()},
        **sample.person,
    }
    draws = Draws(seed, chunk, sample.person["huishouden"][sample.starts].astype(np.uint64))
    head = sample.starts
    adult = ~person["is_kind"] & ~person["medebewoner"]
    partner = adult & (person["toeslagpartners"] == person["toeslagpartners"][head][sample.household_of])
    partner[head] = False
    has_partner = sample.sum_persons(partner.astype(np.int64)) > 0
    events = _household_events(sample, person, draws, facts, has_partner)
    arrives, born = np.flatnonzero(events.partner_in < NEVER), np.flatnonzero(events.birth < NEVER)
    roster = _roster(sample, person, partner, arrives, born, draws, facts)
    return roster, replace(events, birthday=_birthdays(roster, parameters), school=_school(roster, facts))


def _household_events(
    sample: Sample, person: Mapping[str, NDArray[Any]], draws: Draws, facts: MonthsFacts, has_partner: NDArray[np.bool_]
) -> Events:
    """Events that the sample alone decides; birthdays come later."""
    age = person["leeftijd"][sample.starts]
    none = np.full(sample.households, NEVER, dtype=np.int64)
    single = ~has_partner & (age < facts.partner_age_max) & ~person["is_kind"][sample.starts]
    rents = sample.household.get("woning_soort", np.zeros(sample.households, np.int32)) == WONING_SOORT["huur"]
    care = sample.sum_persons(person["kinderopvang_uren_per_maand"]) > 0.0
    chance = sample.sum_persons(_birth_chances(person, sample, facts))
    return Events(
        partner_in=months_of(np.where(single, facts.partner_arrival, 0.0), draws.uniform("partner_in")),
        partner_out=months_of(np.where(has_partner, facts.separation, 0.0), draws.uniform("partner_out")),
        birth=months_of(np.minimum(chance, 1.0), draws.uniform("birth")),
        rent=np.where(rents & (facts.rent_rise != 0.0), np.int64(facts.rent_month), NEVER),
        move=months_of(np.where(rents, facts.move, 0.0), draws.uniform("move")),
        care=months_of(np.where(care, facts.care_change, 0.0), draws.uniform("care")),
        birthday=none,
        school=none,
    )


def _birth_chances(person: Mapping[str, NDArray[Any]], sample: Sample, facts: MonthsFacts) -> NDArray[np.float64]:
    """Chance of a child in this year for each person: women who are head or partner."""
    chance = np.zeros(len(sample.household_of))
    if "geslacht" not in person:
        return chance
    for first, rate in facts.births:
        chance[(person["leeftijd"] >= first) & (person["leeftijd"] < first + 5)] = rate
    return np.where((person["geslacht"] == 1) & ~person["is_kind"] & ~person["medebewoner"], chance, 0.0)


def _roster(
    sample: Sample,
    person: Mapping[str, NDArray[Any]],
    partner: NDArray[np.bool_],
    arrives: NDArray[np.int64],
    born: NDArray[np.int64],
    draws: Draws,
    facts: MonthsFacts,
) -> Roster:
    """Everybody in one table, newcomers at the end of their household."""
    household_of = np.concatenate((sample.household_of, arrives, born))
    order = np.argsort(household_of, kind="stable")
    counts = (len(sample.household_of), len(arrives), len(born))
    role = np.concatenate((partner.astype(np.int8), np.full(counts[1], 2, np.int8), np.full(counts[2], 3, np.int8)))
    heads = sample.starts
    columns = {
        name: np.concatenate((values, *_newcomers(name, values, heads[arrives], heads[born])))[order]
        for name, values in person.items()
    }
    columns["loon"] = columns["loon"] + _partner_wages(role, household_of, draws, facts)[order]
    household_of = household_of[order]
    starts = np.searchsorted(household_of, np.arange(sample.households))
    place = np.arange(len(household_of)) - starts[household_of]
    numbers = draws.keys[household_of]
    renewal = draws.normal("move_rent") * facts.move_rent_spread
    return Roster(
        year=sample.year,
        person=columns,
        household=sample.household,
        household_of=household_of,
        starts=starts,
        sizes=np.bincount(household_of, minlength=sample.households),
        role=role[order],
        units=_units(columns, role[order], household_of, starts, place),
        rent_factor=np.full(sample.households, 1.0 + facts.rent_rise),
        move_factor=np.exp(renewal),
        care_factor=np.exp(draws.normal("care_step") * facts.care_change_spread),
        school_factor=facts.school_hours,
        draws=draws,
        person_draws=Draws(draws.seed, draws.chunk, person_keys(numbers, place)),
    )


def _newcomers(
    name: str, values: NDArray[Any], partners_of: NDArray[np.int64], children_of: NDArray[np.int64]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """A column of new partners and of children: zero, but ages and sex as they have to be and inputs as by default."""
    partner, child = np.zeros(len(partners_of), values.dtype), np.zeros(len(children_of), values.dtype)
    if name in ("leeftijd", "leeftijd_maanden", "geboortejaar"):
        partner = values[partners_of]
    if name == "geboortejaar":
        child = values[children_of]  # only adults' years of birth count in the law
    if name == "geslacht":
        partner = 1 - values[partners_of]
    if name in _ORDINARY:
        partner[:], child[:] = _ORDINARY[name], _ORDINARY[name]
    if name == "arbeidsstatus":
        partner[:] = 1
    if name == "is_kind":
        child[:] = True
    return partner, child


def _partner_wages(
    role: NDArray[np.int8], household_of: NDArray[np.int64], draws: Draws, facts: MonthsFacts
) -> NDArray[np.float64]:
    """Yearly wage of new partners; zero for everybody else."""
    wage = np.where(
        draws.uniform("partner_works") < facts.partner_works,
        facts.partner_wage * np.exp(facts.partner_wage_spread * draws.normal("partner_wage")),
        0.0,
    )
    return np.where(role == 2, wage[household_of], 0.0)


def _units(
    columns: Mapping[str, NDArray[Any]],
    role: NDArray[np.int8],
    household_of: NDArray[np.int64],
    starts: NDArray[np.int64],
    place: NDArray[np.int64],
) -> dict[str, NDArray[np.int64]]:
    """Place of the first person of the unit; new partners join the unit of the head, children only the gezin."""
    known = role < 2
    rows = np.flatnonzero(known)
    units: dict[str, NDArray[np.int64]] = {}
    for key in UNITS:
        labels = columns[key] if key in columns else columns["huishouden"]
        _, first, inverse = np.unique(labels[rows], return_index=True, return_inverse=True)
        found = place.copy()
        found[rows] = rows[first][inverse] - starts[household_of[rows]]
        found[(role == 2) | ((role == 3) & (key == "gezin"))] = 0
        units[key] = found
    return units


def _birthdays(roster: Roster, parameters: Parameters) -> NDArray[np.int64]:
    """Month from which a person is a year older, for those who reach an age that counts this year."""
    ages = [cast("float", parameters.values[name]) for name in AGES]
    reaches = np.isin(roster.person["leeftijd"] + 1, ages) & (roster.role < 2)
    return np.where(reaches, months_of(1.0, roster.person_draws.uniform("birthday")), NEVER)


def _school(roster: Roster, facts: MonthsFacts) -> NDArray[np.int64]:
    """Month in which a child in day care reaches the age of school."""
    person = roster.person
    starts = (person["kinderopvang_soort"] == DAY_CARE) & (person["leeftijd"] + 1 == facts.school_age)
    return np.where(starts, months_of(1.0, roster.person_draws.uniform("birthday")), NEVER)
