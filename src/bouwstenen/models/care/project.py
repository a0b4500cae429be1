"""Care with and without the package: people times profile, assumptions side by side, and what measures change."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where
from bouwstenen.levers import Overlay
from bouwstenen.models.care import measures
from bouwstenen.models.care.options import GDP_PATHS, LAST_YEAR, VARIANTS, Options
from bouwstenen.models.care.result import CareResult, Hindcast, OwnTask
from bouwstenen.models.care.route import Route, route
from bouwstenen.models.care.spending import (
    FRAMEWORK,
    Assumptions,
    assumptions,
    people_of,
    scaled,
    spent,
    staff,
    start_of,
)
from bouwstenen.models.care.target import FORMS, task
from bouwstenen.models.care.unequal import unequal
from bouwstenen.models.care.volume import by_age, gained_years, volume
from bouwstenen.models.ports import AGEING, BIRTHS, GDP, OUTPUT_GAP, PEOPLE, PRICES
from bouwstenen.models.protocol import Handed, Sides, Tell, quiet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from bouwstenen.models.care.inputs import CareFacts
    from bouwstenen.models.care.options import GdpPath, VariantCode
    from bouwstenen.models.care.spending import People, Start
    from bouwstenen.models.care.target import Form, Task
    from bouwstenen.models.care.unequal import Unequal
    from bouwstenen.models.protocol import Port

    Array = NDArray[np.float64]
    Years = NDArray[np.int64]

_FORM: Mapping[str, Form] = {"groei": "growth", "niveau": "level"}
_EMPLOYED = ("employees", "self_employed")
FROM, UNTIL = 2015, 2022
"""The hindcast on people who work in care: chosen before anything was compared."""
SPENT = (2023, 2024)
"""The hindcast on spending after inflation; before it no price of GDP is in the facts."""
PUBLISHED = (("cpb", 2022, 2025), ("vtv", 2015, 2040))
"""Published growth by demography alone, and its period."""


def project(
    facts: CareFacts, changes: Overlay, handed: Handed, options: Options | None = None, tell: Tell = quiet
) -> CareResult:
    """Compute care for one package.

    Raises:
        InputError: people, births or the economy do not reach the last year.
    """
    options = options or Options()
    tell("Zorg uitrekenen")
    years = np.arange(facts.year("base_year"), options.last_year + 1)
    stocks = _stocks(facts, handed[PEOPLE], np.append(years, years[-1] + 1))
    people = (people_of(facts, stocks.baseline), people_of(facts, stocks.package))
    births = _births(facts, handed[BIRTHS], years)
    gdp, growth, inflation = _economy(facts, handed, years)
    start = start_of(facts, people[0].ages[0], inflation)
    gained, groups = standing(facts)
    gained = gained[: len(years)]
    paths = _paths(facts, changes, years, people, start, gained)
    spending: dict[VariantCode, Sides] = {code: sides[0] for code, sides in paths.items()}
    policy = _policy(facts, changes, options, years, people, start, gained)
    saved = measures.uncontracted(facts, changes, years)
    maternity = {
        name: measures.own_payment_maternity(facts, changes, years, name, births)
        for name in ("kraamzorg_hours_low", "kraamzorg_hours", "kraamzorg_hours_high")
    }
    return CareResult(
        facts=facts,
        options=options,
        years=years,
        demand=_demand(facts, years, people),
        adults=Sides(years, people[0].adults, people[1].adults),
        working=Sides(years, people[0].working, people[1].working),
        births=births,
        spending=spending,
        staff={code: sides[1] for code, sides in paths.items()},
        gdp=gdp,
        gdp_growth=growth,
        ageing_cost=_handed(handed, AGEING, years).baseline,
        tasks=_tasks(facts, years, spending, growth),
        own_task=_own_task(facts, changes, years, spending[options.variant].package[:, FRAMEWORK].sum(axis=1), growth),
        policy=policy,
        uncontracted=saved,
        maternity=maternity,
        route=_route(facts, changes, years, policy, saved, births, people[1]),
        sides=dict(_sides(facts, changes, years, people)),
        unequal=groups,
        hindcasts=tuple(_hindcasts(facts, people[0])),
    )


def _stocks(facts: CareFacts, given: Sides, years: Years) -> Sides:
    """People by (year, age); years before the first one that is handed on are observations."""
    seen = {year: ages for year, ages in facts.people.items() if year < given.years[0]}
    wider = np.array([*seen, *given.years.tolist()], dtype=np.int64)
    before = np.array(list(seen.values())).reshape(len(seen), -1)

    def side(stocks: Array) -> Array:
        ages = by_age(stocks)
        return np.concatenate((before.reshape(len(seen), ages.shape[1]), ages))

    return _complete(Sides(wider, side(given.baseline), side(given.package)), PEOPLE, years)


def _births(facts: CareFacts, given: Sides, years: Years) -> Sides:
    """Births by year; years before the first one that is handed on are observations."""
    seen = {year: value for year, value in facts.history["births"].items() if year < given.years[0]}
    wider = np.array([*seen, *given.years.tolist()], dtype=np.int64)
    before = np.array(list(seen.values()), dtype=np.float64)
    sides = (np.concatenate((before, side)) for side in (given.baseline, given.package))
    return _complete(Sides(wider, *sides), BIRTHS, years)


def _handed(handed: Handed, port: Port, years: Years) -> Sides:
    return _complete(handed[port], port, years)


def _complete(given: Sides, port: Port, years: Years) -> Sides:
    sides = given.over(years)
    if not (np.isfinite(sides.baseline).all() and np.isfinite(sides.package).all()):
        gap = np.isnan(sides.baseline.reshape(len(years), -1)).any(axis=1)
        first = int(years[int(np.argmax(gap))])
        raise InputError(
            f"{port.name} heeft geen waarde in {first}.",
            mend="Kies een lager jaar voor --zorg-laatste-jaar, of laat het andere model verder doorrekenen.",
            where=Where("", 0, "care.last_year"),
        )
    return sides


def _economy(
    facts: CareFacts, handed: Handed, years: Years
) -> tuple[dict[GdpPath, Array], dict[GdpPath, Array], float]:
    """GDP at prices of the base year by path, structural growth by path, and inflation up to the base year.

    The first path is that of the vintage (the Ageing Report after its forecast); the second keeps its level up to the
    first year of policy and then grows as CPB has it.
    """
    wider = np.append(years[0] - 1, years)
    prices = _handed(handed, PRICES, wider).baseline
    real = _handed(handed, GDP, wider).baseline / prices * prices[1]
    structural = real / (1 + _handed(handed, OUTPUT_GAP, wider).baseline / 100)
    trend = (structural[1:] / structural[:-1] - 1) * 100
    cpb = np.full(len(years), facts.numbers["gdp_growth_cpb"])
    after = years > facts.year("policy_year")
    path = real[1:].copy()
    path[after] = path[~after][-1] * np.cumprod(1 + cpb[after] / 100)
    return {"ageing_report": real[1:], "cpb": path}, {"ageing_report": trend, "cpb": cpb}, float(prices[1] / prices[0])


@lru_cache(maxsize=8)
def standing(facts: CareFacts) -> tuple[Array, Unequal]:
    """What no package changes: years gained at 65 up to the last year that may be asked, and mortality by group."""
    last = LAST_YEAR + 1 - facts.year("base_year")
    return gained_years(facts, facts.year("base_year") + np.arange(last)), unequal(facts)


def _paths(
    facts: CareFacts, changes: Overlay, years: Years, people: tuple[People, People], start: Start, gained: Array
) -> dict[VariantCode, tuple[Sides, Sides]]:
    """Spending and staff of every variant."""
    found: dict[VariantCode, tuple[Sides, Sides]] = {}
    for variant in VARIANTS:
        given = (assumptions(facts, variant, Overlay(), years), assumptions(facts, variant, changes, years))
        money = [spent(facts, start, p.ages, a, gained) for p, a in zip(people, given, strict=True)]
        work = [staff(facts, start, amount, a) for (_, amount), a in zip(money, given, strict=True)]
        found[variant.code] = Sides(years, money[0][0], money[1][0]), Sides(years, work[0], work[1])
    return found


def _policy(
    facts: CareFacts,
    changes: Overlay,
    options: Options,
    years: Years,
    people: tuple[People, People],
    start: Start,
    gained: Array,
) -> Array:
    """What growth, wages and productivity of the package change by (year, scheme), billion euro gross.

    The people of the package stand on both sides: other people also pay other taxes, which this model does not know, so
    their care alone would be half a sum. Healthy ageing stands still on both sides: it is an outcome that the package
    hopes for, and no measure that brings it is known.
    """
    variant = next(v for v in VARIANTS if v.code == options.variant)
    before = assumptions(facts, variant, Overlay(), years)
    after = assumptions(facts, variant, changes, years)
    held = Assumptions(after.residual, after.price, after.productivity, before.healthy)
    first, second = (spent(facts, start, people[1].ages, given, gained)[0] for given in (before, held))
    return second - first


def _route(
    facts: CareFacts, changes: Overlay, years: Years, policy: Array, saved: Array, births: Sides, people: People
) -> Route:
    """Net of own payments: they grow with spending, and what families no longer pay insurers do."""
    number = facts.numbers
    own = (number["own_risk"] / number["spending_zvw"], number["own_wlz"] / number["spending_wlz"])
    same_births = Sides(years, births.package, births.package)
    families = measures.own_payment_maternity(facts, changes, years, "kraamzorg_hours", same_births)
    zvw = policy[:, 0] * (1 - own[0]) + saved - families.difference
    state = measures.money_lever(changes, "prevention_budget", years).difference / 1e3
    return route(facts, zvw, policy[:, 1] * (1 - own[1]), policy[:, 2] + policy[:, 3], state, people.adults)


def _tasks(
    facts: CareFacts, years: Years, spending: Mapping[VariantCode, Sides], growth: Mapping[GdpPath, Array]
) -> dict[tuple[VariantCode, GdpPath, Form], tuple[Task, Task]]:
    """Distance to the target of the document on every variant, GDP path and form, for both sides."""
    start, target = facts.year("policy_year"), facts.year("target_year")
    found: dict[tuple[VariantCode, GdpPath, Form], tuple[Task, Task]] = {}
    for code, sides in spending.items():
        before, after = (side[:, FRAMEWORK].sum(axis=1) for side in (sides.baseline, sides.package))
        for path in GDP_PATHS:
            for form in FORMS:
                pair = (task(years, side, growth[path], form, start, target) for side in (before, after))
                found[code, path, form] = (next(pair), next(pair))
    return found


def _own_task(
    facts: CareFacts, changes: Overlay, years: Years, spending: Array, growth: dict[GdpPath, Array]
) -> OwnTask | None:
    year = _setting(changes, "growth_target_year")
    if year is None:
        return None
    start = facts.year("policy_year")
    target = round(float(year))
    if target <= start:
        raise InputError(
            f"het jaar {target} ligt niet na {start}, het jaar waarin het pakket begint.",
            mend=f"Kies een jaar vanaf {start + 1}.",
            where=Where("", 0, "care.growth_target_year"),
        )
    if target > years[-1]:
        raise InputError(
            f"het jaar {target} ligt na {years[-1]}, het laatste jaar van de zorgramingen.",
            mend=f"Kies een jaar tot en met {years[-1]}, of een hoger jaar voor --zorg-laatste-jaar.",
            where=Where("", 0, "care.growth_target_year"),
        )
    form = _FORM[str(_setting(changes, "growth_target_form") or "groei")]
    definition = str(_setting(changes, "expenditure_definition") or "budgettair")
    counted = spending * scaled(facts, definition)
    by_gdp: dict[GdpPath, Task] = {path: task(years, counted, growth[path], form, start, target) for path in GDP_PATHS}
    return OwnTask(form, target, definition, by_gdp)


def _setting(changes: Overlay, lever: str) -> float | bool | str | None:
    found = [change.value for change in changes.inputs if change.path == f"care.{lever}"]
    return found[-1] if found else None


def _demand(facts: CareFacts, years: Years, people: tuple[People, People]) -> Sides:
    """Demand by (year, profile) with the profile standing still, in euro of the profile."""
    still = np.repeat(facts.profile[None], len(years), axis=0)
    return Sides(years, volume(people[0].ages, still), volume(people[1].ages, still))


def _sides(
    facts: CareFacts, changes: Overlay, years: Years, people: tuple[People, People]
) -> Iterator[tuple[str, Sides]]:
    """Results that need no path of spending, by name of their indicator."""
    for kind in measures.LIFESTYLE:
        before = measures.expected_share(facts, kind, years)
        after = measures.goal_share(facts, kind, changes, years)
        yield f"{kind}_share", Sides(years, before, after)
        yield kind, Sides(years, before / 100 * people[0].adults, after / 100 * people[1].adults)
    ages = (people[0].ages, people[1].ages)
    need, places, home = measures.nursing_homes(facts, changes, years, ages)
    yield "nursing_need", need
    yield "nursing_places", places
    yield "nursing_at_home", home
    ratio = facts.numbers["persons_per_elderly_home"]
    yield "elderly_homes", Sides(years, *((side - home.baseline[0]) / ratio for side in (home.baseline, home.package)))
    everyone = (ages[0].sum(axis=1), ages[1].sum(axis=1))
    for side in ("low", "high"):
        without = measures.registered(facts, changes, years, side, everyone)
        yield f"without_gp_{side}", without
        per_gp = facts.numbers["gps_per_10000"] / 1e4
        yield f"gps_missing_{side}", Sides(years, without.baseline * per_gp, without.package * per_gp)
    share = measures.admin_time(facts, changes, years)
    yield "admin_time", share
    yield "client_time", Sides(years, 100 - share.baseline, 100 - share.package)
    fee = measures.money_lever(changes, "tuition_fee", years, facts.numbers["tuition_fee"])
    students = facts.numbers["students_unit"] / 1e6
    yield "tuition", Sides(years, fee.baseline * students, fee.package * students)
    yield "pandemic_budget", measures.level_only(changes, "pandemic_preparedness_budget", years)
    yield "transformation", measures.money_lever(changes, "transformation_spending", years)
    yield "prevention_budget", measures.money_lever(changes, "prevention_budget", years)


def _hindcasts(facts: CareFacts, people: People) -> Iterator[Hindcast]:
    """Observed population times the profile against what was published; nothing is fitted on these."""
    budget = np.array([facts.numbers[f"spending_{name}"] for name in ("zvw", "wlz", "wmo_housing")])

    def level(ages: Array) -> Array:
        return (ages[None] @ facts.profile.T)[0]

    base = level(people.ages[0])

    def yearly(first: int, last: int) -> float:
        """Between observed years from 1 January; a year to come is the middle of that year."""
        later = facts.people.get(last)
        span = last - first + (0.5 if later is None else 0.0)
        ages = people.ages[last - facts.year("base_year")] if later is None else later
        ends = [float((budget * level(p) / base).sum()) for p in (facts.people[first], ages)]
        return ((ends[1] / ends[0]) ** (1 / span) - 1) * 100

    workers = [sum(facts.history[name][year] for name in _EMPLOYED) for year in (FROM, UNTIL)]
    grown = ((workers[1] / workers[0]) ** (1 / (UNTIL - FROM)) - 1) * 100
    yield Hindcast("workers", FROM, UNTIL, yearly(FROM, UNTIL), grown)
    first, last = SPENT
    spent_more = facts.history["sha"][last] / facts.history["sha"][first] / (1 + facts.history["deflator"][last] / 100)
    yield Hindcast("sha", first, last, yearly(first, last), (spent_more - 1) * 100)
    for name, first, last in PUBLISHED:
        yield Hindcast(name, first, last, yearly(first, last), facts.numbers[f"demography_{name}"])
