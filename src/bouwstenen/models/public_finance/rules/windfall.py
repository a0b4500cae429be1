"""The windfall formula (meevallerformule): half of a windfall to investment, half to lower taxes.

The document leaves three things open, and each is an option: whether the balance must be better than the threshold in
every year ahead or on average; whether the windfall is the revision of the forecast or all room above the threshold;
and whether setbacks in some years are netted with windfalls in others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.numbers import dutch
from bouwstenen.models.public_finance.rules.position import Position, RuleResult
from bouwstenen.models.public_finance.rules.settings import RuleSettings, rule_file

if TYPE_CHECKING:
    from bouwstenen.models.public_finance.options import Options


@dataclass(frozen=True, eq=False)
class Windfall:
    """Outcome of the formula by year: NaN where it is not in its years.

    lowest, average: balance ahead, % GDP. triggered: the formula works. amount: windfall, billion euro, of which
    `investment` and `tax_cut`. It is what the rule allows; it is not put into the balance.
    """

    lowest: np.ndarray
    average: np.ndarray
    triggered: np.ndarray
    amount: np.ndarray
    investment: np.ndarray
    tax_cut: np.ndarray


def windfall(position: Position, settings: RuleSettings, options: Options, horizon: int) -> Windfall:
    """Apply the formula in every year from the first budget on that has `horizon` years ahead of it."""
    n = len(position.years)
    first = rule_file().first_year - int(position.years[0])
    balance = position.pct(position.balance)
    lowest, average, amount = (np.full(n, np.nan) for _ in range(3))
    triggered = np.zeros(n, dtype=bool)
    for t in range(first, n - horizon + 1):
        ahead = balance[t : t + horizon]
        lowest[t], average[t] = ahead.min(), ahead.mean()
        decisive = lowest[t] if settings.windfall_trigger == "all_years" else average[t]
        triggered[t] = decisive > settings.windfall_threshold_pct_gdp
        room = ahead - settings.windfall_threshold_pct_gdp
        above = room.mean() if options.windfall_netting else np.maximum(room, 0).mean()
        bases = {"revision": options.windfall_revision, "room": above, "min": min(options.windfall_revision, above)}
        share = max(0.0, bases[settings.windfall_base]) if triggered[t] else 0.0
        amount[t] = share / 100 * position.gdp[t]
    investment = amount * settings.windfall_share_investment
    return Windfall(lowest, average, triggered, amount, investment, amount - investment)


def check_windfall(position: Position, outcome: Windfall, settings: RuleSettings) -> list[RuleResult]:
    """Per year whether the formula works; the distance is the room above the threshold."""
    decisive = outcome.lowest if settings.windfall_trigger == "all_years" else outcome.average
    limit = settings.windfall_threshold_pct_gdp
    in_force = settings.in_force("windfall")
    return [
        RuleResult(
            rule="windfall_formula",
            year=int(position.years[t]),
            met=None,  # a formula is not met or broken: it works or it does not
            value=float(decisive[t]),
            limit=limit,
            distance=float(decisive[t] - limit),
            unit="pct_gdp",
            note=(
                f"De formule werkt: {dutch(outcome.amount[t], 1)} miljard euro te verdelen."
                if outcome.triggered[t]
                else "De formule werkt niet: het saldo is niet beter dan de grens."
            ),
            in_force=in_force,
        )
        for t in np.flatnonzero(np.isfinite(decisive))
    ]
