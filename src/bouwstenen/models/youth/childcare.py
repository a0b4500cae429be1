"""Childcare: hours now, hours of the right of every child, people and places, and what the State pays for them.

All arrays have the years as first axis. `young` is 0 to 3 years, `school` from 4 years to the age limit. Hours are in
millions a year, money in billion euro a year at the price level of the model. Equations: `docs/models/youth.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.levers import Overlay
    from bouwstenen.models.youth.inputs import YouthFacts
    from bouwstenen.models.youth.options import Baseline, Options, TakeUp

    Array = NDArray[np.float64]

KINDS = ("young", "school")
_HOURLY = {"young": "daycare", "school": "after_school"}
_SCHOOL_AGE = 4
_MLN, _BN = 1e6, 1e3
_MONTHS = 12
_PCT = 100.0


@dataclass(frozen=True, eq=False)
class Right:
    """The right of every child, from the levers. hours: a year per child by kind. age_limit: a child counts below it.

    own_share: what parents pay of an hour of the right (0 to 1). special: whether it holds what municipalities do for
    toddlers. active: whether a child has any right.
    """

    hours: Mapping[str, Array]
    age_limit: Array
    own_share: Array
    special: NDArray[np.bool_]
    active: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Use:
    """Use of the right by kind; all hours in millions a year.

    children: with the right. users: who use childcare without the package. takers: who use the right. inside: hours of
    users that fall under the right. topup: hours that users get more. fresh: hours of children without childcare that
    nobody gives them now. municipal: hours that municipalities give to toddlers now.
    """

    children: Mapping[str, Array]
    users: Mapping[str, Array]
    takers: Mapping[str, Array]
    inside: Mapping[str, Array]
    topup: Mapping[str, Array]
    fresh: Mapping[str, Array]
    municipal: Array

    def added(self, kind: str) -> Array:
        """Hours that have to be added."""
        return self.topup[kind] + self.fresh[kind]

    @property
    def funded(self) -> Array:
        """All hours of the right, those of municipalities included."""
        return sum((self.inside[kind] + self.added(kind) for kind in KINDS), self.municipal)

    @property
    def added_total(self) -> Array:
        """Hours that have to be added, both kinds."""
        return self.added("young") + self.added("school")


@dataclass(frozen=True, eq=False)
class Staff:
    """People and places.

    needed: people for the extra hours. supply: people with the growth of the options. before:
    people for the hours without the package. served, queue: extra hours with and without people, together all extra
    hours. growth: % a year from the year of the facts on that would be enough. places: extra, by kind.
    """

    needed: Array
    supply: Array
    before: Array
    served: Array
    queue: Array
    growth: Array
    places: Mapping[str, Array]


@dataclass(frozen=True, eq=False)
class Cost:
    """Billion euro a year.

    gross: what the State pays for all hours of the right. before: what it pays now for the
    same hours. municipal: change for municipalities (negative is set free). own: own payments of users for the hours of
    the right, now and then.
    """

    gross: Array
    before: Array
    municipal: Array
    own_before: Array
    own_after: Array

    @property
    def net(self) -> Array:
        """What the State pays more."""
        return self.gross - self.before


def right(facts: YouthFacts, changes: Overlay, base_own: Array) -> Right:
    """The right by year. base_own: what parents pay of an hour without the package (0 to 1)."""
    years = facts.years

    def path(name: str, value: float) -> Array:
        return changes.path(f"youth.{name}", value, years)

    young = path("childcare_daycare_hours", 0.0) * facts.number("weeks_daycare")
    school = path("childcare_after_school_hours", 0.0) * facts.number("weeks_school")
    school = school + path("childcare_school_holiday_hours", 0.0) * facts.number("weeks_holiday")
    own = changes.path("youth.childcare_own_contribution", base_own * _PCT, years) / _PCT
    return Right(
        hours={"young": young, "school": school},
        age_limit=path("childcare_age_limit", facts.number("age_limit")),
        own_share=own,
        special=path("childcare_special_needs", 0.0) > 0,
        active=(young > 0) | (school > 0),
    )


def children(people: Array, given: Right) -> dict[str, Array]:
    """Children with the right by kind; people: persons by year, sex and age."""
    ages = people.sum(axis=1)
    limit = np.ceil(given.age_limit).astype(int)
    school = np.array([row[_SCHOOL_AGE:end].sum() for row, end in zip(ages, limit, strict=True)])
    return {"young": ages[:, :_SCHOOL_AGE].sum(axis=1), "school": school}


def users_rate(facts: YouthFacts) -> dict[str, float]:
    """Share of all children that use childcare now: hours over hours per child, and those with a childminder."""
    found: dict[str, float] = {}
    for kind, hourly in _HOURLY.items():
        per_child = facts.number(f"mean_hours_{hourly}") * _MONTHS
        users = facts.number(f"hours_{hourly}") * _MLN / per_child + facts.number(f"childminder_{kind}")
        found[kind] = users / facts.number(f"children_{kind}")
    return found


def days(facts: YouthFacts, kind: str) -> tuple[tuple[float, float], ...]:
    """(share of users, hours a year) for one, two, three and four days a week; the mean is the published one."""
    shares = np.array([facts.number(f"days_{name}") for name in ("one", "two", "three", "four")]) / _PCT
    shares = shares / shares.sum()
    per_day = facts.number(f"mean_hours_{_HOURLY[kind]}") * _MONTHS / float(shares @ np.arange(1, 5))
    return tuple((float(share), per_day * (n + 1)) for n, share in enumerate(shares))


def use(facts: YouthFacts, options: Options, people: Array, given: Right, take_up: TakeUp) -> Use:
    """Use of the right in one reading of take-up. Without a right everything but the users is zero."""
    counts, rate = children(people, given), users_rate(facts)
    base = children(people, _without_limit(facts, given))
    ramp = _ramp(given.active, options.phase_in)
    users = {kind: rate[kind] * base[kind] for kind in KINDS}
    takers: dict[str, Array] = {}
    inside: dict[str, Array] = {}
    topup: dict[str, Array] = {}
    fresh: dict[str, Array] = {}
    for kind in KINDS:
        hours = given.hours[kind]
        covered = np.minimum(users[kind], counts[kind])
        wanted = facts.number(f"takeup_{take_up}_{kind}") / _PCT * counts[kind]
        more = np.maximum(0.0, wanted - covered) * ramp * (hours > 0)
        takers[kind] = np.where(hours > 0, covered + more, 0.0)
        now = sum((share * np.minimum(used, hours) for share, used in days(facts, kind)), np.zeros(len(hours)))
        inside[kind] = covered * now / _MLN
        topup[kind] = covered * (hours - now) * ramp / _MLN
        fresh[kind] = more * hours / _MLN
    municipal = _municipal(
        facts, people, rate["young"], takers["young"] - np.minimum(users["young"], counts["young"]), given
    )
    fresh["young"] = fresh["young"] - municipal
    return Use(counts, users, takers, inside, topup, fresh, municipal)


def _without_limit(facts: YouthFacts, given: Right) -> Right:
    limit = np.full(len(given.age_limit), facts.number("age_limit"))
    return Right(given.hours, limit, given.own_share, given.special, given.active)


def _ramp(active: NDArray[np.bool_], steps: int) -> Array:
    """Share that is reached: 1/steps in the first year of the right, then as much more each year."""
    since = np.cumsum(active)
    return np.where(active, np.minimum(1.0, since / steps), 0.0)


def _municipal(facts: YouthFacts, people: Array, rate: float, fresh: Array, given: Right) -> Array:
    """Hours, in millions, that new users get from their municipality now, at most those of the right.

    Toddlers (from 2.5 years) that attend something and have no childcare; first those of early education.
    """
    ages = people.sum(axis=1)
    toddlers = ages[:, 2] / 2 + ages[:, 3]
    there = np.maximum(0.0, facts.number("toddler_attend") / _PCT - rate) * toddlers
    there = np.minimum(there, np.maximum(0.0, fresh))
    early = np.minimum(there, facts.number("vve_children"))
    hours = given.hours["young"]
    found = early * np.minimum(facts.number("vve_hours"), hours)
    found = found + (there - early) * np.minimum(facts.number("toddler_hours"), hours)
    return found / _MLN


def hours_before(facts: YouthFacts, people: Array) -> dict[str, Array]:
    """Hours of childcare without the package: those of the facts, with the number of children."""
    ages = people.sum(axis=1)
    end = round(facts.number("age_limit"))
    now = {"young": ages[:, :_SCHOOL_AGE].sum(axis=1), "school": ages[:, _SCHOOL_AGE:end].sum(axis=1)}
    return {
        kind: facts.number(f"hours_{hourly}") * now[kind] / facts.number(f"children_{kind}")
        for kind, hourly in _HOURLY.items()
    }


def hours_per_worker(facts: YouthFacts) -> float:
    """Hours at the group per person and year, so that the published hours take the published people."""
    return (
        _at_group(facts, {kind: facts.number(f"hours_{name}") for kind, name in _HOURLY.items()})
        * _MLN
        / (facts.number("staff"))
    )


def _at_group(facts: YouthFacts, hours: Mapping[str, float | Array]) -> float:
    """Hours of people at the group for hours of children, same unit."""
    return sum(hours[kind] / facts.number(f"group_{_HOURLY[kind]}") for kind in KINDS)  # type: ignore[return-value]


def staff(facts: YouthFacts, options: Options, people: Array, used: Use) -> Staff:
    """People for the extra hours against the people there are."""
    per = hours_per_worker(facts) / _MLN
    extra = {kind: used.added(kind) for kind in KINDS}
    needed = np.asarray(_at_group(facts, extra)) / per
    before = np.asarray(_at_group(facts, hours_before(facts, people))) / per
    passed = facts.years - facts.year_of("staff")
    growth = facts.number("staff_growth") if options.staff_growth is None else options.staff_growth
    supply = np.asarray(facts.number("staff") * (1 + growth / _PCT) ** passed, dtype=np.float64)
    share = np.divide(np.maximum(0.0, supply - before), needed, out=np.ones(len(needed)), where=needed > 0)
    served = used.added_total * np.minimum(1.0, share)
    enough = ((before + needed) / facts.number("staff")) ** (1 / passed) - 1
    places = {
        kind: used.added(kind) * facts.number(f"places_{hourly}") / facts.number(f"hours_{hourly}")
        for kind, hourly in _HOURLY.items()
    }
    return Staff(needed, supply, before, served, used.added_total - served, enough * _PCT, places)


def paid_share(facts: YouthFacts, baseline: Baseline, prices: Mapping[int, float]) -> Array:
    """Share of an hour (at the highest rate) that the State pays without the package, by year.

    Today: spending over the worth of all hours. Bill: the money of the step of 2027 over the worth of those hours.
    Planned: the share of the new system from its first year on, before it as the bill. prices: index by year.
    """
    hourly = ("daycare", "after_school", "childminder")
    worth = sum(facts.number(f"hours_{name}") * facts.number(f"rate_{name}") for name in hourly)
    found = np.full(len(facts.years), facts.number("kot_net") / worth)
    if baseline == "today":
        return found
    level = facts.figures["bill_extra"].price_level or facts.price_level
    extra = facts.number("bill_extra") * prices[facts.price_level] / prices[level]
    worth_now = sum(facts.number(f"hours_{name}") * facts.rates[name] for name in hourly)
    found = found + np.where(facts.years >= facts.whole("bill_first_year"), extra / worth_now, 0.0)
    if baseline == "planned":
        planned = facts.number("planned_share") / _PCT
        found = np.where(facts.years >= facts.whole("planned_first_year"), planned, found)
    return found


def hourly_price(facts: YouthFacts, options: Options) -> dict[str, float]:
    """What an hour of the right costs by kind, euro: the highest rate of the law, or the average price."""
    found = {kind: facts.rates[hourly] for kind, hourly in _HOURLY.items()}
    if options.hourly_price == "average":
        for kind, hourly in _HOURLY.items():
            found[kind] *= facts.number(f"price_{hourly}") / facts.number(f"rate_{hourly}")
    return found


def cost(facts: YouthFacts, options: Options, given: Right, used: Use, people_for: Staff, paid_now: Array) -> Cost:
    """Money of the right. paid_now: share that the State pays of an hour without the package (0 to 1).

    Without a right all are zero. Hours of users outside the right stay under the law and are not here.
    """
    price = hourly_price(facts, options)
    part = np.ones(len(facts.years))
    if options.only_served:
        part = np.divide(people_for.served, used.added_total, out=part, where=used.added_total > 0)
    rates = {kind: facts.rates[hourly] for kind, hourly in _HOURLY.items()}
    inside = {kind: used.inside[kind] * price[kind] for kind in KINDS}
    at_rate = {kind: used.inside[kind] * rates[kind] for kind in KINDS}
    extra = {kind: used.added(kind) * part * price[kind] for kind in KINDS}
    moved = np.where(given.special, used.municipal * price["young"], 0.0)
    paid = 1 - given.own_share
    # Without a changed own contribution users keep what the law pays, at the rate of the law.
    before = sum((at_rate[kind] for kind in KINDS), np.zeros(len(part))) * paid_now / _BN
    gross = (sum((inside[kind] + extra[kind] for kind in KINDS), moved)) * paid / _BN
    full = sum((inside[kind] for kind in KINDS), np.zeros(len(part))) / _BN
    return Cost(
        gross=np.where(given.active, gross, 0.0),
        before=np.where(given.active, before, 0.0),
        municipal=np.where(given.active, -moved / _BN, 0.0),
        own_before=np.where(given.active, full - before, 0.0),
        own_after=np.where(given.active, full * given.own_share, 0.0),
    )


def own_payment(facts: YouthFacts, incomes: Array, baseline: Baseline) -> Array:
    """Share of the rate that parents pay for their first child now, by income a year (0 to 1)."""
    row = np.searchsorted(facts.incomes, incomes, side="right") - 1
    paid = facts.shares[np.maximum(row, 0)]
    if baseline == "today":
        return 1 - paid
    if baseline == "planned":
        return np.full(len(incomes), 1 - facts.number("planned_share") / _PCT)
    highest = facts.shares.max()
    stepped = np.minimum(highest, paid + facts.number("bill_middle_points") / _PCT)
    stepped = np.where(incomes <= facts.number("bill_full_until"), highest, stepped)
    top = np.maximum(paid, facts.number("bill_foot") / _PCT)
    return 1 - np.where(incomes <= facts.number("bill_middle_until"), np.maximum(stepped, top), top)
