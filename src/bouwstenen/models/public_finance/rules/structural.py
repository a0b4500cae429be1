"""Structural balance in a target year, and the solver: what constant yearly step of the budget gets there.

Debt is linear in the step, so the step follows from the balance without a step and the effect of a step of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.numbers import dutch
from bouwstenen.models.public_finance.ledgers import accumulate
from bouwstenen.models.public_finance.rules.position import Position, RuleResult
from bouwstenen.models.public_finance.rules.settings import RuleSettings, rule_file

if TYPE_CHECKING:
    from bouwstenen.models.public_finance.baseline import Baseline
    from bouwstenen.models.public_finance.inputs import PublicFinanceFacts
    from bouwstenen.models.public_finance.options import Options


@dataclass(frozen=True, eq=False)
class Adjustment:
    """The path to structural balance, % of GDP unless named.

    step: yearly improvement from `start` to the target year. total: all steps together. total_bn: the same in the
    target year in billion euro. structural_balance, debt: with the steps, by year.
    """

    start: int
    target: int
    step: float
    total: float
    total_bn: float
    structural_balance: np.ndarray
    debt: np.ndarray


def solve(
    position: Position, baseline: Baseline, facts: PublicFinanceFacts, options: Options, start: int, target: int
) -> Adjustment:
    """Find the constant step from `start` to `target` that brings the structural balance to zero in `target`."""
    years = position.years
    ramp = np.clip(years - start + 1, 0, target - start + 1).astype(float)
    money = (ramp / 100 * position.gdp)[None, :]
    nothing = np.zeros(money.shape)
    _, gain, debt, _ = accumulate(-money, nothing, -money, nothing, baseline, facts, options)
    t = target - int(years[0])
    step = float(-position.structural_balance[t] / gain[0, t])
    steps = target - start + 1
    return Adjustment(
        start=start,
        target=target,
        step=step,
        total=step * steps,
        total_bn=step * steps / 100 * float(position.gdp[t]),
        structural_balance=position.pct(position.structural_balance + step * gain[0]),
        debt=position.pct(position.debt + step * debt[0]),
    )


def adjustments(
    position: Position, baseline: Baseline, facts: PublicFinanceFacts, options: Options, settings: RuleSettings
) -> dict[str, Adjustment]:
    """The path without the escape clause (from the first budget) and with it (from the year after the clause).

    The clause ends long before the target year: it lowers no sum, it only moves the start.
    """
    first = rule_file().first_year
    target = settings.structural_balance_year
    later = min(max(first, settings.escape_clause_last_year + 1), target)
    return {
        "without_clause": solve(position, baseline, facts, options, min(first, target), target),
        "with_clause": solve(position, baseline, facts, options, later, target),
    }


def check_structural_balance(
    position: Position, paths: dict[str, Adjustment], settings: RuleSettings
) -> list[RuleResult]:
    """Structural balance in the target year; the note says what step closes the gap."""
    t = settings.structural_balance_year - int(position.years[0])
    value = float(position.pct(position.structural_balance)[t])
    without, with_clause = paths["without_clause"], paths["with_clause"]
    note = (
        f"Nodig: {dutch(without.step, 2)}% bbp per jaar vanaf {without.start}, of {dutch(with_clause.step, 2)}% vanaf "
        f"{with_clause.start} als de ontsnappingsclausule tot dan ruimte geeft."
    )
    return [
        RuleResult(
            rule="structural_balance",
            year=settings.structural_balance_year,
            met=value >= 0,
            value=value,
            limit=0.0,
            distance=value,
            unit="pct_gdp",
            note=note,
            in_force=settings.in_force("structural_balance"),
        )
    ]
