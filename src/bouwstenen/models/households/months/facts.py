"""The facts of the year in months: rates of events, behaviour around the advance, and what the model is fitted to."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from bouwstenen.core.errors import InputError, Where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.facts import Facts

ROOM = "months."
TARGET = "target_"
_FERTILITY, _CHILDREN = "demography.fertility_share", "demography_scenario.baseline_fertility"


@dataclass(frozen=True)
class MonthsFacts:
    """Figures of `months.yaml`, each under its own key; see there for titles, units and sources.

    Rates are per year and spreads are standard deviations of logarithms, unless the file says otherwise.

    births: chance that a woman has a child in a year, by (first age of five, chance).
    targets: published outcomes, by key without `target_`.
    """

    job_change_permanent: float
    job_change_flexible: float
    job_change_step: float
    job_change_spread: float
    job_loss_permanent: float
    job_loss_flexible: float
    job_find: float
    benefit_share_flexible: float
    entry: float
    entry_age_min: float
    entry_age_max: float
    entry_wage: float
    entry_wage_spread: float
    hours_change: float
    hours_change_spread: float
    wage_noise_permanent: float
    wage_noise_flexible: float
    separation: float
    partner_arrival: float
    partner_age_max: float
    partner_works: float
    partner_wage: float
    partner_wage_spread: float
    rent_rise: float
    rent_month: float
    rent_known: float
    move: float
    move_rent_spread: float
    care_change: float
    care_change_spread: float
    school_age: float
    school_hours: float
    exact_share: float
    estimate_gap: float
    estimate_spread: float
    self_employed_spread: float
    other_income_spread: float
    care_exact_share: float
    care_spread: float
    care_gap: float
    report_share: float
    report_delay: float
    revised_spread: float
    extra_index: float
    wage_growth: float
    last_year_spread: float
    wage_data_lag: float
    wage_data_months: float
    holiday_pay: float
    holiday_month: float
    smallest_reclaim: float
    smallest_reclaim_before: float
    smallest_payment: float
    large_reclaim: float
    change_small: float
    change_large: float
    births: tuple[tuple[int, float], ...]
    targets: Mapping[str, float]


def months_facts(facts: Facts, year: int) -> MonthsFacts:
    """Take what the year in months needs from a loaded vintage.

    Args:
        facts: the vintage.
        year: of the sample; the number of children per woman is that of the last known year up to it.

    Raises:
        InputError: a figure is missing, negative where that has no meaning, or a chance lies above 1.
    """
    names = [field.name for field in fields(MonthsFacts) if field.name not in ("births", "targets")]
    values = {name: _checked(facts, name) for name in names}
    known = facts.series(_CHILDREN).known()
    children = known[max(y for y in known if y <= max(year, min(known)))]
    shares = facts.series(_FERTILITY).known()
    # A group spans five years of age and its women have `share` percent of all children in those years.
    births = tuple((age, share / 100.0 * children / 5.0) for age, share in sorted(shares.items()))
    start = ROOM + TARGET
    targets = {key.removeprefix(start): f.value for key, f in facts.values.items() if key.startswith(start)}
    return MonthsFacts(**values, births=births, targets=targets)


def _checked(facts: Facts, name: str) -> float:
    """A figure; a chance or a share has to lie between 0 and 1, and only a mean change may be negative."""
    figure = facts.figure(ROOM + name)
    chance = figure.unit in ("deel", "kans per jaar", "kans per maand") and name != "wage_growth"
    signed = name in ("estimate_gap", "care_gap", "job_change_step", "wage_growth", "rent_rise")
    if (chance and figure.value > 1.0) or (figure.value < 0.0 and not signed):
        mend = "Schrijf een getal van 0 tot en met 1." if chance else "Schrijf nul of een positief getal."
        problem = f"de waarde {figure.value:g} ({figure.unit}) kan niet."
        raise InputError(problem, mend=mend, where=Where(f"feiten {facts.vintage}", 0, ROOM + name))
    return figure.value
