"""The results of the youth model as rows and money."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from bouwstenen.effects.row import ALL, NONE
from bouwstenen.models.protocol import Headline, Money
from bouwstenen.models.youth import childcare as opvang
from bouwstenen.models.youth.care import KINDS_OF_CARE, PARTS
from bouwstenen.models.youth.options import BASELINES, CARE_GROWTHS, COSTS, TAKE_UPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bouwstenen.agreement.schema import Reading
    from bouwstenen.models.youth.project import YouthResult

    Array = np.ndarray

SOURCE = "docs/models/youth.md"
INCOMES = (20_000, 35_000, 50_000, 75_000, 100_000, 150_000, 200_000)
"""Round incomes of a household, euro a year, at which the own payment is shown; no more than points of a scale."""
_EXAMPLE_KIND = "young"
_MONEY = {"bn_eur", "m_eur", "eur_per_year"}


class _Rows:
    """Gathers frames of a result; the package of other readings gives low and high."""

    def __init__(self, result: YouthResult) -> None:
        self.result = result
        self.frames: dict[tuple[str, str, str, str], pl.DataFrame] = {}

    def add(
        self, name: str, unit: str, before: Array, after: Array | None = None, *, dimension: str = ALL,
        group: str = ALL, scenario: str = NONE, confidence: str = "E", low: Array | None = None,
        high: Array | None = None, band: str = NONE,
    ) -> None:  # fmt: skip
        """One indicator over the years; without `after` the package changes nothing."""
        years = self.result.years
        level = self.result.facts.price_level if unit in _MONEY else None
        columns = {"year": years, "baseline": before, "package": before if after is None else after}
        if low is not None and high is not None:
            columns |= {"low": low, "high": high}
        self.frames[name, dimension, group, scenario] = pl.DataFrame(columns).with_columns(
            indicator=pl.lit(f"youth.{name}"), unit=pl.lit(unit), price_level=pl.lit(level, dtype=pl.Int32),
            dimension=pl.lit(dimension), group=pl.lit(group), scenario=pl.lit(scenario),
            confidence=pl.lit(confidence), band=pl.lit(band), source=pl.lit(SOURCE),
        )  # fmt: skip


def rows(result: YouthResult, others: Mapping[Reading, YouthResult]) -> Iterator[pl.DataFrame]:
    """All rows; where other readings of the text are known, low and high are the extremes over all readings."""
    main = _all(result)
    rest = [_all(other) for other in others.values()]
    for key, frame in main.items():
        if not rest or "low" in frame.columns or "package" not in frame.columns:
            yield frame
            continue
        values = np.array([f["package"].to_numpy() for f in (frame, *(other[key] for other in rest))])
        yield frame.with_columns(
            low=pl.Series(values.min(axis=0)), high=pl.Series(values.max(axis=0)), band=pl.lit("readings")
        )
    if result.options.details:
        yield from _municipal(result)


_DECADE_HALF = 5


def _municipal(result: YouthResult) -> Iterator[pl.DataFrame]:
    """National results by municipality: status `indication`. First year and every fifth year."""
    places, growth = result.facts.places, result.options.care_growth
    before, after = result.care[growth].users, result.care_after[growth].users
    hours = result.main.use.added_total
    lines = (
        ("municipal_care_by_age", "persons", before, after, places.care_by_age),
        ("municipal_care_users", "persons", before, after, places.care_own),
        ("municipal_hours_extra", "m_hours", np.zeros(len(hours)), hours, places.children),
    )
    for t, year in enumerate(result.years.tolist()):
        if t and year % _DECADE_HALF:
            continue
        for name, unit, start, end, share in lines:
            yield pl.DataFrame(
                {"region": places.codes, "baseline": start[t] * share, "package": end[t] * share}
            ).with_columns(
                indicator=pl.lit(f"youth.{name}"), unit=pl.lit(unit), year=pl.lit(year), status=pl.lit("indication"),
                confidence=pl.lit("D"), source=pl.lit(SOURCE),
            )  # fmt: skip


def _all(result: YouthResult) -> dict[tuple[str, str, str, str], pl.DataFrame]:
    found = _Rows(result)
    _childcare(found, result)
    _who(found, result)
    _youth_care(found, result)
    _buildings(found, result)
    _education(found, result)
    return found.frames


def _childcare(found: _Rows, result: YouthResult) -> None:
    zero = np.zeros(len(result.years))
    for kind in opvang.KINDS:
        found.add("children", "persons", result.before["central"].use.children[kind], result.main.use.children[kind],
                  dimension="childcare_age", group=kind, confidence="A")  # fmt: skip
        found.add("hours_now", "m_hours", result.hours_now[kind], dimension="childcare_age", group=kind, confidence="C")
        found.add("hours_extra", "m_hours", zero, result.main.use.added(kind), dimension="childcare_age", group=kind)
        found.add("places_extra", "places", zero, result.main.staff.places[kind], dimension="childcare_age", group=kind)
    facts, years = result.facts, np.ones(len(result.years))
    for take_up in TAKE_UPS:
        _take_up(found, result, take_up, scenario=take_up)
        for kind in opvang.KINDS:
            share = facts.number(f"takeup_{take_up}_{kind}") * years
            found.add("take_up", "pct", share, dimension="childcare_age", group=kind, scenario=take_up)
    _take_up(found, result, result.options.take_up, scenario=NONE)
    found.add("labour_supply_bound", "pct", facts.number("labour_supply_bound") * years, confidence="C")
    found.add("staff_now", "persons", result.main.staff.before, confidence="D")
    found.add("staff_supply", "persons", result.main.staff.supply)
    for name in BASELINES:
        found.add("paid_share", "pct", result.paid_now[name] * 100, scenario=name, confidence="D")


def _take_up(found: _Rows, result: YouthResult, take_up: str, *, scenario: str) -> None:
    """Hours, people and money in one reading of take-up; money beside each baseline."""
    side = result.after[take_up]  # type: ignore[index]
    zero = np.zeros(len(result.years))

    def add(name: str, unit: str, values: Array, tag: str = scenario) -> None:
        found.add(name, unit, zero, values, scenario=tag)

    add("hours_funded", "m_hours", side.use.funded)
    add("hours_extra", "m_hours", side.use.added_total)
    add("hours_municipal", "m_hours", side.use.municipal)
    add("hours_served", "m_hours", side.staff.served)
    add("hours_queue", "m_hours", side.staff.queue)
    add("staff_needed", "persons", side.staff.needed)
    add("staff_growth_needed", "pct", np.where(side.right.active, side.staff.growth, 0.0))
    if scenario == NONE:
        cost = side.cost[result.options.baseline]
        _money_rows(add, cost, NONE)
        return
    for name in BASELINES:
        _money_rows(add, side.cost[name], f"{take_up}.{name}")


def _money_rows(add: Callable[[str, str, Array, str], None], cost: opvang.Cost, scenario: str) -> None:
    for part, values in (("gross", cost.gross), ("net", cost.net), ("municipal", cost.municipal)):
        add(f"childcare_{part}", "bn_eur", values, scenario)
    add("own_payments", "bn_eur", cost.own_after - cost.own_before, scenario)


def _who(found: _Rows, result: YouthResult) -> None:
    """Own payment for the hours of the right of one young child by income, and hours by who gets them."""
    facts, right = result.facts, result.main.right
    incomes = np.array(INCOMES, dtype=float)
    rate = facts.rates["daycare"]
    hours = right.hours[_EXAMPLE_KIND]
    for name in BASELINES:
        now = opvang.own_payment(facts, incomes, name)
        for income, share in zip(INCOMES, now.tolist(), strict=True):
            before = hours * share * rate
            moved = np.abs(right.own_share - (1 - result.paid_now[result.options.baseline])) > 1e-12
            after = np.where(moved, hours * right.own_share * rate, before)
            found.add("own_payment", "eur_per_year", before, after, dimension="income", group=f"i{income:06d}",
                      scenario=name, confidence="B" if name == "today" else "C")  # fmt: skip
    zero = np.zeros(len(result.years))
    use = result.main.use
    for group, values in (
        ("users", use.topup["young"] + use.topup["school"]), ("new_children", use.fresh["young"] + use.fresh["school"]),
    ):  # fmt: skip
        found.add("hours_gained", "m_hours", zero, values, dimension="childcare_use", group=group)


def _youth_care(found: _Rows, result: YouthResult) -> None:
    facts, growth = result.facts, result.options.care_growth
    before, after = result.care[growth], result.care_after[growth]
    found.add("care_users", "persons", before.users, after.users, confidence="C")
    for kind in KINDS_OF_CARE:
        path = before.trend / facts.number("care_users") * facts.number(f"kind_{kind}")
        found.add("care_kind", "persons", path, dimension="care_kind", group=kind, confidence="C")
        # Which kinds fewer users leave is unknown: there is no number with the package.
        found.frames["care_kind", "care_kind", kind, NONE] = found.frames["care_kind", "care_kind", kind, NONE].drop(
            "package"
        )
    found.add("low_literate", "persons", facts.number("low_literate") * np.ones(len(result.years)), confidence="C")
    found.add("closed_placements", "count", before.closed, after.closed, confidence="B")
    found.add("out_of_home", "count", before.out_of_home, after.out_of_home, confidence="C")
    task = after.users - after.trend
    cheap = facts.number("care_cheap") * result.to_level
    found.add(
        "care_task", "bn_eur", np.zeros(len(task)), task * after.per_user / 1e9, dimension="leavers", group="average"
    )
    found.add("care_task", "bn_eur", np.zeros(len(task)), task * cheap / 1e9, dimension="leavers", group="light")
    for name in (*CARE_GROWTHS, NONE):
        one = growth if name == NONE else name
        start, end = result.care[one], result.care_after[one]
        found.add("care_spending", "bn_eur", start.spending, end.spending, scenario=name, confidence="D")
        found.add("care_gap", "bn_eur", start.gap, end.gap, scenario=name)
        found.add("care_gap_part", "bn_eur", result.rest[one], dimension="gap_part", group="rest", scenario=name)
        pace = facts.number(f"care_growth_{one}") * np.ones(len(result.years))
        found.add("care_growth", "pct", pace, scenario=name)
    found.add("care_budget", "bn_eur", before.budget, after.budget, confidence="D")
    low = np.where(result.gap_parts["unrealised"] > 0, facts.number("unrealised_low"), 0.0)
    for part in PARTS:
        values = result.gap_parts[part]
        bands = {"low": low, "high": values, "band": "bound"} if part == "unrealised" else {}
        found.add("care_gap_part", "bn_eur", values, dimension="gap_part", group=part, confidence="D", **bands)  # type: ignore[arg-type]


def _buildings(found: _Rows, result: YouthResult) -> None:
    for name in (*COSTS, NONE):
        cost = result.options.building_cost if name == NONE else name
        before, after = result.buildings[cost], result.buildings_after[cost]
        found.add("buildings_renewed", "count", before.renewed, after.renewed, scenario=name)
        found.add("buildings_old_share", "pct", before.old, after.old, scenario=name)
        found.add("buildings_age", "years", before.age, after.age, scenario=name)
        each = result.facts.number(f"building_cost_{cost}") * np.ones(len(result.years))
        found.add("building_cost", "m_eur", each, scenario=name)
        found.add("pupils_renewed", "persons_per_year", before.pupils, after.pupils, scenario=name)
    main, base = result.buildings_after["central"], result.buildings["central"]
    found.add("buildings_money", "bn_eur", base.extra_bn, main.extra_bn, confidence="C")
    found.add("buildings_unpaid", "bn_eur", base.unpaid_bn, main.unpaid_bn, confidence="C")


def _education(found: _Rows, result: YouthResult) -> None:
    facts, years = result.facts, result.years
    first, later = facts.number("cut_school_area_first"), facts.number("cut_school_area")
    area = np.where(years < facts.year_of("cut_school_area"), first, later)
    found.add("education_cut", "bn_eur", np.full(len(years), facts.number("cut_bridge_class")) / 1e3,
              dimension="education_cut", group="bridge_class", confidence="C")  # fmt: skip
    found.add("education_cut", "bn_eur", area / 1e3, dimension="education_cut", group="school_area", confidence="C")
    hours = result.school_hours
    found.add("school_hours", "m_hours", hours.baseline, hours.package, confidence="C")
    people = hours.package * 1e6 / facts.number("group_after_school") / opvang.hours_per_worker(facts)
    found.add("school_staff", "persons", np.zeros(len(years)), people)


def money(result: YouthResult) -> Iterator[Money]:
    """What the package costs, each euro once.

    The right to childcare: net of what the State pays now for the same hours. What municipalities no longer do for
    toddlers is theirs. A higher budget for youth care moves from State to municipalities. School buildings: only what
    no line of the package pays. Fewer users of youth care are a task and no money.
    """
    years, level = tuple(result.years.tolist()), result.facts.price_level
    cost = result.cost

    def booked(part: str, instrument: str, payer: str, amounts: Array) -> Money:
        return Money(f"youth.{part}", instrument, payer, level, years, amounts, SOURCE)  # type: ignore[arg-type]

    yield booked("childcare", "social_benefit", "state", cost.net)
    yield booked("toddlers", "current_spending", "municipality", cost.municipal)
    extra = result.care_after[result.options.care_growth].extra_budget
    yield booked("care_budget", "current_spending", "state", extra)
    yield booked("care_budget_received", "current_spending", "municipality", -extra)
    unpaid = result.buildings_after[result.options.building_cost].unpaid_bn
    yield booked("school_buildings", "gross_investment", "state", unpaid)


def headlines(result: YouthResult) -> Iterator[Headline]:
    """Main figures whose causes the run looks for."""
    years, level = tuple(result.years.tolist()), result.facts.price_level
    growth = result.options.care_growth
    yield Headline("youth.childcare_net", "bn_eur", years, result.cost.net, price_level=level)
    yield Headline("youth.hours_extra", "m_hours", years, result.main.use.added_total)
    yield Headline("youth.care_users", "persons", years, result.care_after[growth].users - result.care[growth].users)
    cost = result.options.building_cost
    renewed = result.buildings_after[cost].renewed - result.buildings[cost].renewed
    yield Headline("youth.buildings_renewed", "count", years, renewed)
