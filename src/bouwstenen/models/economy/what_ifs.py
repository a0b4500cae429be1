"""What-ifs without a promise of a size: the gap in power prices, business parks, deals with regions, money of lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bouwstenen.models.economy.lines import CAPITAL, SPENDING, line_money, line_of
from bouwstenen.models.economy.research import LEVEL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.levers import Overlay
    from bouwstenen.models.economy.inputs import EconomyFacts

    Path = NDArray[np.float64]

COUNTRIES: Final = ("belgium", "germany", "france")
TOPICS: Final = ("ai", "energy", "grid_use", "eu_programmes", "campuses", "scale_ups")
"""Promises that a line pays for without saying how much of it."""


@dataclass(frozen=True, eq=False)
class WhatIfs:
    """By year where it says so.

    power_gap: billion euro a year that all power of industry is dearer here than in a country, without the package.
    closed: part of it that the package closes, 0 to 1, by year. park_ha: hectares that the package adds, by year.
    deals: regions with a deal. deal_cost: million euro of the state for all of them together, low, central, high.
    ceilings: by topic, spending and capital of its line, billion euro in prices of `LEVEL` by year.
    werkcentra: % of the regions with a centre that the package asks for, None where it asks for nothing.
    """

    power_gap: Mapping[str, float]
    closed: Path
    park_ha: Path
    deals: Path
    deal_cost: Path
    ceilings: Mapping[str, tuple[Path, Path]]
    werkcentra: Mapping[str, tuple[Path, Path]]


def project_what_ifs(facts: EconomyFacts, changes: Overlay, years: NDArray[np.int64], index: Path) -> WhatIfs:
    """All what-ifs.

    Args:
        facts: of the vintage.
        changes: the package.
        years: of the answer.
        index: prices by year.
    """
    real = index[years.tolist().index(LEVEL)] / index
    use = facts.number("industry_power") * facts.number("industry_power_price") / 1e3
    deals = changes.path("economy.mkb_regions", 0.0, years)
    support = np.array([facts.number(name) for name in ("deal_support_low", "deal_support", "deal_support_high")])
    ceilings: dict[str, tuple[Path, Path]] = {}
    for topic in TOPICS:
        line = line_of(changes, f"economy.line_of_{topic}")
        if line is not None:
            spending, capital = (
                line_money(changes, line, years, index, kinds, level=LEVEL) * real for kinds in (SPENDING, CAPITAL)
            )
            ceilings[topic] = (spending, capital)
    return WhatIfs(
        {country: use * facts.number(f"power_price_lower_{country}") / 100 for country in COUNTRIES},
        changes.path("economy.energy_price_gap_closed", 0.0, years) / 100,
        changes.path("economy.business_park_extra", 0.0, years),
        deals,
        deals * support[:, None],
        ceilings,
        _werkcentra(facts, changes, years),
    )


def _werkcentra(facts: EconomyFacts, changes: Overlay, years: NDArray[np.int64]) -> Mapping[str, tuple[Path, Path]]:
    """% of the regions, without and with the package, against what policy asks already and against what was open."""
    regions = facts.number("labour_regions")
    found: dict[str, tuple[Path, Path]] = {}
    for name, figure in (("policy", "werkcentra_policy"), ("open", "werkcentra_open")):
        before = np.full(len(years), facts.number(figure) / regions * 100)
        found[name] = (before, changes.path("economy.werkcentra_share", before, years))
    return found
