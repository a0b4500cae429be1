"""Goal seek: which general adjustment of the primary balance reaches a goal for balance or debt.

An adjustment is a path of yearly improvements of the primary balance against the run, % of GDP: constant from its
first year, or a ramp that grows each year until its last. It saves interest at the rates that extra debt costs and
has no feedback on the economy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.models.public_finance.ledgers import LEDGERS, LedgerName, accumulate

if TYPE_CHECKING:
    from collections.abc import Callable

    from bouwstenen.models.public_finance.result import PublicFinanceResult

Shape = Literal["constant", "ramp"]
Relation = Literal["=", "<=", ">="]
Side = Literal["baseline", "package"]
INDICATORS: dict[str, tuple[str, float]] = {
    "emu_saldo": ("balance", 1.0),
    "saldo": ("balance", 1.0),
    "tekort": ("balance", -1.0),
    "schuld": ("debt", 1.0),
    "emu_schuld": ("debt", 1.0),
    "structureel_saldo": ("structural_balance", 1.0),
}
_FORM = re.compile(r"\s*([A-Za-z_]+)\s*(\d{4})?\s*(<=|>=|=|≤|≥)\s*(-?\d+(?:[.,]\d+)?)\s*%?\s*(?:bbp)?\s*")
_SIGNS: dict[str, Relation] = {"=": "=", "<=": "<=", ">=": ">=", "≤": "<=", "≥": ">="}
_WIDEST = 50.0
_TOLERANCE = 1e-7


@dataclass(frozen=True)
class Goal:
    """A goal: an indicator in a year (None: in every year from the start of the adjustment) against a value, % GDP."""

    indicator: str
    year: int | None
    relation: Relation
    value: float


@dataclass(frozen=True, eq=False)
class Outcome:
    """Balance, debt and structural balance by year under an adjustment, % of GDP; gdp: billion euro."""

    years: np.ndarray
    balance: np.ndarray
    debt: np.ndarray
    gdp: np.ndarray
    structural_balance: np.ndarray


@dataclass(frozen=True, eq=False)
class Reached:
    """The adjustment that reaches a goal.

    size: improvement once complete, % of GDP (negative: there is room); per_year: the yearly step of a ramp, or the
    size. amount: billion euro in `amount_year`, the last year of the ramp or the first of a constant adjustment.
    path: improvement by year. outcome: what it leads to.
    """

    goal: Goal
    shape: Shape
    start: int
    until: int
    size: float
    per_year: float
    amount: float
    amount_year: int
    path: np.ndarray
    outcome: Outcome


def parse_goal(text: str) -> Goal:
    """Read a goal such as `emu_saldo 2045 = 0`, `tekort <= 3` or `schuld 2060 <= 60`.

    Raises:
        InputError: text that is no goal, or an unknown indicator.
    """
    found = _FORM.fullmatch(text)
    where = Where("", 0, "doel")
    if found is None:
        mend = "Schrijf bijvoorbeeld: emu_saldo 2045 = 0, tekort <= 3 of schuld 2060 <= 60."
        raise InputError(f"het doel '{shown(text)}' is niet te lezen.", mend=mend, where=where)
    name = found[1].lower()
    if name not in INDICATORS:
        raise InputError(
            f"de grootheid {shown(name)} bestaat niet.",
            mend=f"Kies uit: {', '.join(INDICATORS)}.",
            where=where,
            nearest=nearest_key(name, INDICATORS),
        )
    relation, value = _SIGNS[found[3]], float(found[4].replace(",", "."))
    indicator, sign = INDICATORS[name]
    if sign < 0:
        value = -value
        turned: dict[Relation, Relation] = {"=": "=", "<=": ">=", ">=": "<="}
        relation = turned[relation]
    if relation == "=" and found[2] is None:
        raise InputError("een doel met = heeft een jaar nodig.", mend="Noem het jaar.", where=where)
    return Goal(indicator, int(found[2]) if found[2] else None, relation, value)


def reach(function: Callable[[float], float], target: float, low: float, high: float) -> float:
    """The argument between low and high at which a monotone function takes the target, by halving.

    Raises:
        InputError: the target does not lie between the values at low and high.
    """
    at_low, at_high = function(low) - target, function(high) - target
    if not np.isfinite(at_low) or not np.isfinite(at_high) or at_low * at_high > 0:
        problem = f"het doel is niet te bereiken met een aanpassing van {low:g} tot {high:g}% bbp."
        raise InputError(problem, mend="Kies een later jaar of een ander doel.", where=Where("", 0, "doel"))
    rising = at_high >= at_low
    while high - low > _TOLERANCE:
        middle = (low + high) / 2
        if (function(middle) >= target) == rising:
            high = middle
        else:
            low = middle
    return high


def adjustment_path(years: np.ndarray, shape: Shape, start: int, until: int) -> np.ndarray:
    """An adjustment of size one by year: from `start` on, or growing evenly from `start` to `until`."""
    if shape == "constant":
        return (years >= start).astype(float)
    return np.clip((years - start + 1) / (until - start + 1), 0.0, 1.0)


def find_adjustment(
    evaluate: Callable[[np.ndarray], Outcome],
    goal: Goal,
    shape: Shape = "constant",
    *,
    start: int,
    until: int | None = None,
) -> Reached:
    """Find the size of the adjustment that just reaches a goal.

    Args:
        evaluate: balance and debt for improvements of the primary balance by year, % of GDP, from the first year
            of its outcome on; an empty or shorter array means no improvement in the years that it lacks.
        goal: what to reach.
        shape: constant from the start, or a ramp.
        start: first year of the adjustment.
        until: last year of the ramp; default the year of the goal.

    Raises:
        InputError: years that do not fit, or a goal that no adjustment reaches.
    """
    years = evaluate(np.zeros(0)).years
    last = until if until is not None else goal.year if goal.year is not None else start
    for key, year in (("start", start), ("doel", goal.year or start), ("until", last)):
        if not int(years[0]) < year <= int(years[-1]) or year < start:
            problem = f"het jaar {year} past niet."
            mend = f"Kies een jaar van {max(start, int(years[0]) + 1)} tot en met {int(years[-1])}."
            raise InputError(problem, mend=mend, where=Where("", 0, key))
    unit = adjustment_path(years, shape, start, last)
    size = reach(lambda x: _looked_at(evaluate(x * unit), goal, start), goal.value, -_WIDEST, _WIDEST)
    outcome = evaluate(size * unit)
    steps = last - start + 1 if shape == "ramp" else 1
    amount_year = last if shape == "ramp" else start
    amount = size / 100 * float(outcome.gdp[amount_year - int(years[0])])
    return Reached(goal, shape, start, last, size, size / steps, amount, amount_year, size * unit, outcome)


def _looked_at(outcome: Outcome, goal: Goal, start: int) -> float:
    """The number that the goal is about: in its year, or the worst one from the start on."""
    values = getattr(outcome, goal.indicator)
    if goal.year is not None:
        return float(values[goal.year - int(outcome.years[0])])
    later = values[outcome.years >= start]
    return float(later.min() if goal.relation == ">=" else later.max())


def seek(
    result: PublicFinanceResult,
    goal: Goal | str,
    shape: Shape = "constant",
    *,
    start: int,
    until: int | None = None,
    side: Side = "package",
    ledger: LedgerName = "esa",
) -> Reached:
    """Which adjustment on top of a finished run reaches a goal.

    Args:
        result: the run.
        goal: such as `emu_saldo 2045 = 0`; see `parse_goal`.
        shape: the same every year, or growing evenly.
        start: first year of the adjustment.
        until: last year of a growing one; default the year of the goal.
        side: with the package, or the baseline alone.
        ledger: how the package is booked.

    Raises:
        InputError: a goal or year that cannot be.
    """
    wanted = parse_goal(goal) if isinstance(goal, str) else goal
    return find_adjustment(improved(result, side, ledger), wanted, shape, start=start, until=until)


def improved(
    result: PublicFinanceResult, side: Side = "package", ledger: LedgerName = "esa"
) -> Callable[[np.ndarray], Outcome]:
    """Balance and debt of a run with a general improvement of the primary balance on top, % of GDP."""
    base = result.baseline
    books = dict(zip(LEDGERS, (result.document, result.esa), strict=True))[ledger]
    if side == "package":
        gdp, levels, debts = books.gdp, books.balance_level, books.debt_level
        structural = base.structural_balance + books.balance - books.lines.feedback.sum(axis=0)
    else:
        gdp, levels, debts, structural = base.economy.gdp, base.balance, base.debt, base.structural_balance

    def evaluate(improvement: np.ndarray) -> Outcome:
        extra = np.zeros(len(result.years))
        extra[: len(improvement)] = improvement
        better = extra / 100 * gdp
        zero = np.zeros_like(better)
        _, balance, debt, _ = accumulate(-better, zero, zero, zero, base, result.facts, result.options)
        return Outcome(
            result.years,
            (levels + balance) / gdp * 100,
            (debts + debt) / gdp * 100,
            gdp,
            (structural + balance) / gdp * 100,
        )

    return evaluate
