"""Social spending may not grow faster than the structural growth of GDP, from a target year on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.models.public_finance.rules.position import Position, RuleResult

if TYPE_CHECKING:
    from bouwstenen.models.public_finance.baseline import Baseline
    from bouwstenen.models.public_finance.rules.settings import RuleSettings


def check_social_growth(position: Position, baseline: Baseline, settings: RuleSettings) -> list[RuleResult]:
    """Growth of social spending against potential GDP growth, both nominal, in each year from the target year on."""
    economy = baseline.economy
    structural = economy.potential_gdp * economy.price_index
    first = settings.social_growth_cap_year - int(position.years[0])
    in_force = settings.in_force("social_growth")
    results: list[RuleResult] = []
    for t in range(max(first, 1), len(position.years)):
        value = float(position.social[t] / position.social[t - 1] - 1) * 100
        limit = float(structural[t] / structural[t - 1] - 1) * 100
        results.append(
            RuleResult(
                rule="social_growth",
                year=int(position.years[t]),
                met=bool(value <= limit),
                value=value,
                limit=limit,
                distance=limit - value,
                unit="pct_per_year",
                note="Kosten van de vergrijzing (met onderwijs) plus de sociale regels van het pakket.",
                in_force=in_force,
            )
        )
    return results
