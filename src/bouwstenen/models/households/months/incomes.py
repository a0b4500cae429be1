"""Income of every month, of the year, of last year, and what Dienst Toeslagen knows of it and when.

Wages move with events (another job, other hours, loss of work, finding work) and with noise around them. The estimate
behind the advance is that of January, wrong by a gap and a spread, until the household reports.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.models.households.months.roster import MONTHS, NEVER, months_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bouwstenen.models.households.months.facts import MonthsFacts
    from bouwstenen.models.households.months.roster import Roster
    from bouwstenen.rules import Parameters

UNEMPLOYED = 3
OUTSIDE = (0, 6)
"""Codes of `arbeidsstatus`: without work or benefit, and students."""
_BENEFIT_SHARE = "uitkering_deel_daarna"


@dataclass(frozen=True, eq=False)
class Incomes:
    """Income from work and what takes its place, over the roster; euro a year or a month.

    wage: (persons, 12), wage of each month. benefit: (persons, 12), unemployment benefit that events add or take away.
    expected: (persons,), wage and benefit over the year without noise, what somebody can report after the news.
    january: (persons,), a year at the level of January, what an estimate without news rests on.
    news: (persons,), month of the last event in income, `NEVER` without one.
    yearly: (persons,), income from work that is only known after the year (profit).
    """

    wage: NDArray[np.float64]
    benefit: NDArray[np.float64]
    expected: NDArray[np.float64]
    january: NDArray[np.float64]
    news: NDArray[np.int64]
    yearly: NDArray[np.float64]

    @property
    def earned(self) -> NDArray[np.float64]:
        """Wage and change of benefit over the year."""
        return (self.wage + self.benefit).sum(axis=1)


def incomes_of(roster: Roster, facts: MonthsFacts, parameters: Parameters) -> Incomes:
    """Draw twelve months of wages for everybody in the roster."""
    person, draws = roster.person, roster.person_draws
    yearly = person["winst"] if "winst" in person else np.zeros(len(roster.household_of))
    works = person["loon"] > 0.0
    flexible = _flexible(roster)
    share = float(parameters.values[_BENEFIT_SHARE])  # type: ignore[arg-type]
    level = person["loon"] / MONTHS
    step_month, factor = _steps(roster, facts, works, flexible)
    loss = months_of(
        np.where(works, np.where(flexible, facts.job_loss_flexible, facts.job_loss_permanent), 0.0),
        draws.uniform("loss"),
    )
    months = np.arange(1, MONTHS + 1)
    path = np.where(months >= step_month[:, None], (level * factor)[:, None], level[:, None])
    out = (months >= loss[:, None]) & (months < _found_again(loss, draws.uniform("again"), facts)[:, None])
    entitled = ~flexible | (draws.uniform("entitled") < facts.benefit_share_flexible)
    benefit = np.where(out & entitled[:, None], share * path, 0.0)
    path = np.where(out, 0.0, path)
    starts = _starts(roster, facts, share)
    found = months >= starts.month[:, None]
    path = path + np.where(found, starts.wage[:, None], 0.0)
    benefit = benefit - np.where(found, starts.benefit[:, None], 0.0)
    spread = np.where(flexible, facts.wage_noise_flexible, facts.wage_noise_permanent)[:, None]
    noise = np.exp(spread * draws.normal("noise", MONTHS) - spread**2 / 2.0)
    news = np.stack([step_month, loss, starts.month])
    last = np.where(news == NEVER, 0, news).max(axis=0)
    return Incomes(
        wage=path * noise,
        benefit=benefit,
        expected=(path + benefit).sum(axis=1),
        january=MONTHS * (path[:, 0] + benefit[:, 0]),
        news=np.where(last > 0, last, NEVER),
        yearly=yearly,
    )


def _flexible(roster: Roster) -> NDArray[np.bool_]:
    """Who has a flexible contract: as the sample says, or as the input of the law does."""
    person = roster.person
    if "flexibel" in person:
        return person["flexibel"].astype(np.bool_)
    if "vast_contract" in person:
        return ~person["vast_contract"].astype(np.bool_)
    return np.zeros(len(roster.household_of), dtype=np.bool_)


def _steps(
    roster: Roster, facts: MonthsFacts, works: NDArray[np.bool_], flexible: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Month and factor of a lasting change of wage: another job, or else other hours."""
    draws = roster.person_draws
    change = np.where(flexible, facts.job_change_flexible, facts.job_change_permanent)
    job = months_of(np.where(works, change, 0.0), draws.uniform("job"))
    hours = months_of(np.where(works & (job == NEVER), facts.hours_change, 0.0), draws.uniform("hours"))
    size = draws.normal("step")
    factor = np.where(
        job < NEVER,
        np.exp(facts.job_change_step + facts.job_change_spread * size),
        np.exp(facts.hours_change_spread * size),
    )
    month = np.minimum(job, hours)
    return month, np.where(month < NEVER, factor, 1.0)


def _found_again(loss: NDArray[np.int64], draw: NDArray[np.float64], facts: MonthsFacts) -> NDArray[np.int64]:
    """Month in which somebody who lost a job works again: at least a month later, then with equal odds a month."""
    if facts.job_find <= 0.0:
        return np.full(len(loss), NEVER + MONTHS)
    wait = 1.0 + np.floor(np.log(draw) / np.log1p(-min(facts.job_find, 0.999999)))
    return loss + np.minimum(wait, MONTHS).astype(np.int64)


def _starts(roster: Roster, facts: MonthsFacts, share: float) -> _Starts:
    """Who starts to work: the unemployed at the wage behind their benefit, others at a wage of their own."""
    person, draws = roster.person, roster.person_draws
    status = person.get("arbeidsstatus")
    nobody = np.zeros(len(roster.household_of), dtype=np.bool_)
    benefit = person["uitkering"]
    out = nobody if status is None else (status == UNEMPLOYED) & (benefit > 0.0)
    outside = nobody if status is None else np.isin(status, OUTSIDE) & (roster.role < 2)
    old = person["leeftijd"]
    outside = outside & (person["loon"] <= 0.0) & (old >= facts.entry_age_min) & (old <= facts.entry_age_max)
    chance = np.where(out, 1.0 - (1.0 - facts.job_find) ** (MONTHS - 1), np.where(outside, facts.entry, 0.0))
    own = facts.entry_wage * np.exp(facts.entry_wage_spread * draws.normal("entry_wage"))
    wage = np.where(out, benefit / share, own) / MONTHS
    return _Starts(months_of(chance, draws.uniform("start")), wage, np.where(out, benefit, 0.0) / MONTHS)


@dataclass(frozen=True, eq=False)
class _Starts:
    """month: in which somebody without work starts, or `NEVER`. wage, benefit: what comes and what stops, a month."""

    month: NDArray[np.int64]
    wage: NDArray[np.float64]
    benefit: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Estimates:
    """What the advance rests on, as toetsingsinkomen over the roster.

    first: from January on. revised: after a report. month: (households,), from which month the report counts.
    last_year: the last known yearly income.
    beside_wage: what is no wage or unemployment benefit: profit as estimated, everything else as it is.
    """

    first: NDArray[np.float64]
    revised: NDArray[np.float64]
    month: NDArray[np.int64]
    last_year: NDArray[np.float64]
    beside_wage: NDArray[np.float64]


def estimates_of(roster: Roster, incomes: Incomes, year_income: NDArray[np.float64], facts: MonthsFacts) -> Estimates:
    """What Dienst Toeslagen knows.

    Args:
        roster: the people.
        incomes: their wages.
        year_income: true toetsingsinkomen of the year over the roster.
        facts: the errors, and how many households report, how late.
    """
    draws = roster.person_draws
    rest = np.maximum(year_income - incomes.earned - incomes.yearly, 0.0)
    fixed = year_income - incomes.earned - incomes.yearly - rest  # deductions that are larger than other income
    exact = (roster.draws.uniform("exact") < facts.exact_share)[roster.household_of]
    error = draws.normal("estimate")
    # Wages and profit of who does not look after the estimate lag behind; other income is only uncertain.
    extra = 1.0 + facts.extra_index
    wage = np.where(exact, 1.0, extra * np.exp(-facts.estimate_gap + facts.estimate_spread * error))
    profit = np.where(exact, 1.0, extra * np.exp(-facts.estimate_gap + facts.self_employed_spread * error))
    other = np.exp(facts.other_income_spread * draws.normal("other"))
    first = incomes.january * wage + incomes.yearly * profit + rest * other + fixed
    small = np.exp(facts.revised_spread * draws.normal("revised"))
    revised = incomes.expected * small + incomes.yearly * profit + rest * other + fixed
    wrong = (wage != 1.0) & (incomes.january > 0.0)
    news = np.where(incomes.news < NEVER, incomes.news, np.where(wrong, 1, 0))
    latest = np.zeros(roster.households, dtype=np.int64)
    np.maximum.at(latest, roster.household_of, news)
    month = reported(roster, np.where(latest > 0, latest, NEVER), facts)
    growth = np.exp(facts.last_year_spread * draws.normal("last_year")) / (1.0 + facts.wage_growth)
    last_year = incomes.january * growth + incomes.yearly * growth + rest / (1.0 + facts.wage_growth) + fixed
    return Estimates(
        first=np.maximum(first, 0.0),
        revised=np.maximum(revised, 0.0),
        month=month,
        last_year=np.maximum(last_year, 0.0),
        beside_wage=incomes.yearly * profit + rest + fixed,
    )


def reported(roster: Roster, month: NDArray[np.int64], facts: MonthsFacts) -> NDArray[np.int64]:
    """Month from which a change is known: never for who does not report, later by a delay for who does."""
    reports = roster.draws.uniform("reports") < facts.report_share
    delay = np.floor(-np.log(roster.draws.uniform("delay")) * facts.report_delay).astype(np.int64)
    known = month + np.minimum(delay, MONTHS)
    return np.where(reports & (known < NEVER), known, NEVER)


def observed_income(incomes: Incomes, estimates: Estimates, month: int, facts: MonthsFacts) -> NDArray[np.float64]:
    """Year's income as wage data of earlier months let one expect it; income without wage data as in the estimate.

    Args:
        incomes: wages of all months; only months that are known in `month` are used.
        estimates: what the household said.
        month: 1 to 12.
        facts: how late the data are and how many months the rest of the year is expected from.
    """
    known = max(month - int(facts.wage_data_lag), 0)
    if known == 0:
        return np.maximum(incomes.january + estimates.beside_wage, 0.0)
    paid = incomes.wage[:, :known] + incomes.benefit[:, :known]
    recent = paid[:, -max(int(facts.wage_data_months), 1) :].mean(axis=1)
    return np.maximum(paid.sum(axis=1) + (MONTHS - known) * recent + estimates.beside_wage, 0.0)
