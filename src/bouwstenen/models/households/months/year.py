"""A year in months for every household of a sample: advances, final awards and settlements, by variant of policy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen.models.households.months.incomes import (
    Estimates,
    Incomes,
    estimates_of,
    incomes_of,
    observed_income,
    reported,
)
from bouwstenen.models.households.months.result import MonthsResult, Outcome
from bouwstenen.models.households.months.roster import MONTHS, NEVER, Events, Roster, build
from bouwstenen.models.households.months.situations import (
    INCOME,
    Situations,
    in_month,
    run,
    settlement_graph,
    stretches,
)
from bouwstenen.models.households.tables import CENT
from bouwstenen.population.amounts import OUTPUTS, RECEIVED, TOESLAGEN

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from bouwstenen.models.households.months.facts import MonthsFacts
    from bouwstenen.models.households.months.settings import Settings, Variant
    from bouwstenen.population.sample import Sample
    from bouwstenen.population.take_up import TakeUp
    from bouwstenen.rules import Parameters, RuleGraph

LAWS = tuple(RECEIVED[name] for name in TOESLAGEN)
"""Names of the law of the four toeslagen, added up over households."""
_BESIDE = ("kinderbijslag_gezin", "studiefinanciering_persoon", "zorgpremie", "kosten_kinderopvang", "netto_inkomen")
_PRIVATE = (
    "loon", "winst", "uitkering", "pensioen", "alimentatie_ontvangen", "inkomen_aanmerkelijk_belang", "spaargeld",
    "beleggingen", "groene_beleggingen",
)  # fmt: skip
"""Income and wealth of one's own, which the social minimum is without."""
CHILDCARE = TOESLAGEN.index("kinderopvangtoeslag")


@dataclass(frozen=True, eq=False)
class Drawn:
    """What happens in a year, before anybody estimates or reports anything.

    events: as they are. true: rows of the year for the law.
    income: (persons of the roster, 12), yearly toetsingsinkomen at the level of each month.
    net: (households, 12), income of a month without toeslagen, after premiums and childcare.
    minimum: (households, 12), social minimum.
    award: (households, schemes), final award by today's rules before take-up.
    """

    graph: RuleGraph
    parameters: Parameters
    sample: Sample
    roster: Roster
    events: Events
    incomes: Incomes
    true: Situations
    income: NDArray[np.float64]
    net: NDArray[np.float64]
    minimum: NDArray[np.float64]
    award: NDArray[np.float64]

    @property
    def year_income(self) -> NDArray[np.float64]:
        """True toetsingsinkomen of the year, over the roster."""
        return self.income.mean(axis=1)

    def months(self, rows: Situations, income: NDArray[np.float64]) -> NDArray[np.float64]:
        """Toeslagen of each month, (households, schemes, 12), on a toetsingsinkomen over the roster."""
        values = amounts(self.graph, self.parameters, rows, income)
        return np.stack([rows.by_month(values[:, k], self.roster.households) for k in range(len(LAWS))], axis=1)


@dataclass(frozen=True, eq=False)
class _Known:
    """What Dienst Toeslagen knows: rows of the year, events and hours of childcare as it has them, and incomes."""

    drawn: Drawn
    facts: MonthsFacts
    roster: Roster
    events: Events
    rows: Situations
    estimates: Estimates

    def months(self, income: NDArray[np.float64]) -> NDArray[np.float64]:
        """Toeslagen of each month in the known situations."""
        return self.drawn.months(self.rows, income)


def simulate_year(
    sample: Sample,
    parameters: Parameters,
    graph: RuleGraph,
    take_up: TakeUp,
    settings: Settings,
    facts: MonthsFacts,
    seed: int,
    chunk: int = 0,
) -> MonthsResult:
    """Simulate the year of a sample.

    Args:
        sample: the situation on 1 January, in prices of the year of the law.
        parameters: of the law, with or without a package.
        graph: the law.
        take_up: who uses a toeslag; others get no advance and no award.
        settings: what the levers choose, and which variants to compute.
        facts: rates and behaviour.
        seed: of the run. The same households get the same year in every variant.
        chunk: number of the chunk of the population.
    """
    return settle(draw(sample, parameters, graph, take_up, facts, seed, chunk), take_up, settings, facts)


def draw(
    sample: Sample,
    parameters: Parameters,
    graph: RuleGraph,
    take_up: TakeUp,
    facts: MonthsFacts,
    seed: int,
    chunk: int = 0,
) -> Drawn:
    """Draw the year and compute what does not depend on anybody's estimate. Arguments as of `simulate_year`."""
    roster, events = build(sample.with_columns(person=take_up.claims(sample)), parameters, facts, seed, chunk)
    incomes = incomes_of(roster, facts, parameters)
    income, net = _monthly_law(roster, events, incomes, graph, parameters)
    true = stretches(roster, events)
    award = amounts(graph, parameters, true, income.mean(axis=1))
    return Drawn(
        graph=graph,
        parameters=parameters,
        sample=sample,
        roster=roster,
        events=events,
        incomes=incomes,
        true=true,
        income=income,
        net=net,
        minimum=_minimum(true, graph, parameters, roster.households),
        award=np.stack([true.over_year(award[:, k], roster.households) for k in range(len(LAWS))], axis=1),
    )


def settle(drawn: Drawn, take_up: TakeUp, settings: Settings, facts: MonthsFacts) -> MonthsResult:
    """Advances, awards and settlements of a drawn year. Rates of events in `facts` have no effect any more."""
    if settings.calibration_year:
        facts = replace(facts, extra_index=0.0, smallest_reclaim=facts.smallest_reclaim_before)
    known = _what_is_known(drawn, facts)
    wanted: set[Variant] = {settings.package, *settings.variants}
    first = known.months(known.estimates.first)
    uses = _users(drawn.sample, take_up, np.maximum(drawn.award, first.sum(axis=2)))
    award = uses * drawn.award
    makers: dict[Variant, Callable[[], NDArray[np.float64]]] = {
        "today": lambda: _today(known, first),
        "wage_data": lambda: _on_wage_data(known),
        "last_year": lambda: known.months(known.estimates.last_year),
        "monthly": lambda: _on_months(known, settings),
    }
    outcomes: dict[Variant, Outcome] = {}
    for variant, make in makers.items():
        if variant == "today" or variant in wanted:
            paid = uses[:, :, None] * make()
            final = award if variant in ("today", "wage_data") else paid.sum(axis=2)
            outcomes[variant] = _settled(drawn, paid, final, facts)
    too_much = uses * drawn.months(drawn.true, known.estimates.first).sum(axis=2) - award
    household = drawn.sample.household
    zeros = np.zeros(drawn.roster.households, dtype=np.int64)
    return MonthsResult(
        year=drawn.sample.year,
        settings=settings,
        facts=facts,
        weight=np.asarray(drawn.sample.weight, dtype=np.float64),
        group=np.asarray(household.get("groep", zeros), dtype=np.int64),
        kind=np.asarray(household.get("huishoudtype", zeros), dtype=np.int64),
        income=_sum_by_household(drawn.roster, drawn.year_income),
        caused_by_income=np.where(too_much > facts.smallest_reclaim, too_much, 0.0),
        outcomes=outcomes,
    )


def amounts(
    graph: RuleGraph, parameters: Parameters, rows: Situations, income: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Toeslagen a year, (rows, schemes), on a toetsingsinkomen over the roster."""
    found = run(settlement_graph(graph), parameters, rows, LAWS, {INCOME: income[rows.person]})
    return np.stack([found[name] for name in LAWS], axis=1)


def _what_is_known(drawn: Drawn, facts: MonthsFacts) -> _Known:
    events = _known_events(drawn.roster, drawn.events, facts)
    roster = _with_estimated_care(drawn.roster, facts)
    estimates = estimates_of(drawn.roster, drawn.incomes, drawn.year_income, facts)
    return _Known(drawn, facts, roster, events, stretches(roster, events), estimates)


def _monthly_law(
    roster: Roster, events: Events, incomes: Incomes, graph: RuleGraph, parameters: Parameters
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The whole law in each month, as if that month lasted a year.

    Returns:
        toetsingsinkomen by person of the roster and month (who is away has the mean of the months in which they are
        there), and the income of each household and month without toeslagen, after premiums and childcare.
    """
    income = np.full((len(roster.household_of), MONTHS), np.nan)
    net = np.zeros((roster.households, MONTHS))
    for month in range(1, MONTHS + 1):
        rows = in_month(roster, events, month)
        loon, uitkering = _work(roster, incomes, month)
        columns = {"loon": loon[rows.person], "uitkering": uitkering[rows.person]}
        found = run(graph, parameters, rows, OUTPUTS, columns)
        income[rows.person, month - 1] = found[INCOME]
        family, grants, premium, care, own = (_by_row(rows, found[name]) for name in _BESIDE)
        net[:, month - 1] = (family + grants - premium - care + own) / MONTHS
    there = np.isfinite(income)
    mean = np.where(there, income, 0.0).sum(axis=1) / np.maximum(there.sum(axis=1), 1)
    return np.where(there, income, mean[:, None]), net


def _by_row(rows: Situations, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Results by person added up over rows; results by row stay."""
    if len(values) == len(rows.household):
        return values
    return rows.sample.sum_persons(values)


def _work(roster: Roster, incomes: Incomes, month: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Wage and benefit a year at the level of a month."""
    loon = MONTHS * incomes.wage[:, month - 1]
    return loon, roster.person["uitkering"] + MONTHS * incomes.benefit[:, month - 1]


def _known_events(roster: Roster, events: Events, facts: MonthsFacts) -> Events:
    """Events by the month in which Dienst Toeslagen counts with them.

    Births and ages come from the population register at once, rises of rent mostly from the landlord; a partner, a move
    and other hours of childcare have to be reported.
    """
    rent_known = roster.draws.uniform("rent_known") < facts.rent_known
    return replace(
        events,
        partner_in=reported(roster, events.partner_in, facts),
        partner_out=reported(roster, events.partner_out, facts),
        move=reported(roster, events.move, facts),
        care=reported(roster, events.care, facts),
        school=_school_reported(roster, events, facts),
        rent=np.where(rent_known, events.rent, reported(roster, events.rent, facts)),
    )


def _school_reported(roster: Roster, events: Events, facts: MonthsFacts) -> NDArray[np.int64]:
    """Month from which a child's other childcare is known; siblings are reported by one household alike."""
    months = np.full(roster.households, NEVER, dtype=np.int64)
    np.minimum.at(months, roster.household_of, events.school)
    late = reported(roster, months, facts)[roster.household_of]
    return np.where(events.school < NEVER, np.maximum(late, events.school), NEVER)


def _with_estimated_care(roster: Roster, facts: MonthsFacts) -> Roster:
    """The roster with hours of childcare as parents estimated them before the year."""
    exact = roster.draws.uniform("care_exact") < facts.care_exact_share
    error = np.exp(-facts.care_gap + facts.care_spread * roster.draws.normal("care_error"))
    factor = np.where(exact, 1.0, error)[roster.household_of]
    name = "kinderopvang_uren_per_maand"
    return replace(roster, person={**roster.person, name: roster.person[name] * factor})


def _sum_by_household(roster: Roster, income: NDArray[np.float64]) -> NDArray[np.float64]:
    """Income of the members of January, added up."""
    weights: NDArray[np.float64] = np.where(roster.role < 2, income, 0.0)
    return np.bincount(roster.household_of, weights=weights, minlength=roster.households).astype(np.float64)


def _users(sample: Sample, take_up: TakeUp, entitled: NDArray[np.float64]) -> NDArray[np.bool_]:
    """(households, schemes), who uses a toeslag."""
    return np.stack([take_up.uses(sample, name, entitled[:, k]) for k, name in enumerate(TOESLAGEN)], axis=1)


def _today(known: _Known, first: NDArray[np.float64]) -> NDArray[np.float64]:
    """Monthly advances: on the first estimate, and after a report the rest of the new total over the months left."""
    month = known.estimates.month
    total = known.months(known.estimates.revised).sum(axis=2)
    months = np.arange(1, MONTHS + 1)
    before = months[None, :] < month[:, None]
    paid = (first * before[:, None, :]).sum(axis=2)
    left = np.maximum(NEVER - month, 1)
    rest = np.maximum(total - paid, 0.0) / left[:, None]
    return np.where(before[:, None, :], first, rest[:, :, None])


def _on_wage_data(known: _Known) -> NDArray[np.float64]:
    """Monthly advances that follow wage data: each month the rest of the expected total over the months left."""
    paid = np.zeros((known.roster.households, len(LAWS), MONTHS))
    for month in range(1, MONTHS + 1):
        income = observed_income(known.drawn.incomes, known.estimates, month, known.facts)
        total = known.months(income).sum(axis=2)
        rest = total - paid[:, :, : month - 1].sum(axis=2)
        paid[:, :, month - 1] = np.maximum(rest, 0.0) / (NEVER - month)
    return paid


def _on_months(known: _Known, settings: Settings) -> NDArray[np.float64]:
    """Final amounts of each month on twelve times the income of the month, in the situation that is known."""
    drawn, facts = known.drawn, known.facts
    roster, events = known.roster, known.events
    if settings.monthly_care:
        roster, events = drawn.roster, replace(events, care=drawn.events.care, school=drawn.events.school)
    paid = np.zeros((known.roster.households, len(LAWS), MONTHS))
    share = facts.holiday_pay / (1.0 + facts.holiday_pay)
    for month in range(1, MONTHS + 1):
        rows = in_month(roster, events, month)
        income = drawn.income[:, month - 1]
        if settings.holiday_pay_counts:
            extra = MONTHS - 1 if month == int(facts.holiday_month) else -1
            income = np.maximum(income + extra * share * MONTHS * drawn.incomes.wage[:, month - 1], 0.0)
        paid[:, :, month - 1] = amounts(drawn.graph, drawn.parameters, rows, income) / MONTHS
    return paid


def _minimum(rows: Situations, graph: RuleGraph, parameters: Parameters, households: int) -> NDArray[np.float64]:
    """Social minimum of each month: bijstand with the toeslagen and child benefit that belong to it; 0 without right.

    The law is run with no income and no wealth of one's own, for people who ask for bijstand and for a top-up.
    Childcare is left out.
    """
    people = len(rows.person)
    columns: dict[str, NDArray[Any]] = {name: np.zeros(people) for name in _PRIVATE if name in rows.sample.person}
    for name in ("vraagt_bijstand_aan", "vraagt_toeslagenwet_aan"):
        columns[name] = np.ones(people, dtype=np.bool_)
    found = run(graph, parameters, rows, OUTPUTS, columns)
    family, grants, premium, _, own = (_by_row(rows, found[name]) for name in _BESIDE)
    toeslagen = [found[name] for k, name in enumerate(LAWS) if k != CHILDCARE]
    total = own + family + grants - premium + np.sum(toeslagen, axis=0)
    return rows.by_month(np.where(found["bijstand_gezin"] > 0.0, total, 0.0), households)


def _settled(drawn: Drawn, paid: NDArray[np.float64], award: NDArray[np.float64], facts: MonthsFacts) -> Outcome:
    """Compare what was paid with the award. paid: (households, schemes, 12)."""
    advance = paid.sum(axis=2)
    difference = advance - award
    # What is left of rounding is no correction.
    too_much: NDArray[np.float64] = np.where(np.abs(difference) < CENT / 2.0, 0.0, difference)
    total = paid.sum(axis=1)
    income = drawn.net + total
    steps = np.abs(np.diff(total, axis=1))
    return Outcome(
        advance=advance,
        award=advance - too_much,
        reclaim=np.where(too_much > facts.smallest_reclaim, too_much, 0.0),
        waived=np.where((too_much > 0.0) & (too_much <= facts.smallest_reclaim), too_much, 0.0),
        additional=np.maximum(-too_much, 0.0),
        variation=_variation(income),
        toeslag_variation=_variation(total),
        changes_small=(steps > facts.change_small).sum(axis=1),
        changes_large=(steps > facts.change_large).sum(axis=1),
        below=(income < drawn.minimum - facts.change_small).sum(axis=1),
    )


def _variation(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Standard deviation over mean of the twelve months; NaN where the mean is not positive."""
    mean = values.mean(axis=1)
    positive = mean > 0.0
    return np.where(positive, values.std(axis=1) / np.where(positive, mean, 1.0), np.nan)
