"""What figures alone carry, without the population: waiting for a WIA assessment, and debts with Dienst Toeslagen.

Both are upper bounds from published numbers; the docs of the model say what is missing for more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.models.households.law_change import law_in

if TYPE_CHECKING:
    from bouwstenen.facts import Facts
    from bouwstenen.levers import Overlay

LIGHT_TEST = "lichte_toets_wia"
_WEEKS = 52.0
_PERCENT = 100.0
_MILLION = 1e6


@dataclass(frozen=True)
class Beside:
    """Before and under the package.

    waiting: people who wait for a WIA assessment, at the last known date. without_income: those of them without an
    advance, before and after. late: WIA income that reaches them only after the assessment, million euro, likewise.
    debts: households with registered problematic debts. reached: those with a debt with Dienst Toeslagen, which final
    awards no longer add to; 0 when the package leaves the settlement as it is. price_level: of `late`.
    """

    waiting: float
    without_income: tuple[float, float]
    late: tuple[float, float]
    debts: float
    reached: float
    price_level: int | None


def beside(facts: Facts, overlay: Overlay, year: int) -> Beside:
    """Take the figures and what the package does to them.

    Args:
        facts: the vintage.
        overlay: the package.
        year: of the law.

    With the light test everybody who waits is taken to pass it, because no figure says who does not: an upper bound.
    """
    law = law_in(overlay, f"{year}-01-01")
    waiting = facts.value("households.wachtenden_wia_2025")
    without = waiting * (1.0 - facts.value("households.aandeel_wia_met_voorschot_2022") / _PERCENT)
    weeks = facts.value("households.wachttijd_wia_2025")
    late = without * facts.value("population.wia_mean") * weeks / _WEEKS / _MILLION
    helped = bool(law.parameters.values[LIGHT_TEST])
    final = law.settings.award_moment != "na_afloop_van_het_jaar"
    return Beside(
        waiting=waiting,
        without_income=(without, 0.0 if helped else without),
        late=(late, 0.0 if helped else late),
        debts=facts.value("households.huishoudens_probleemschulden_2023"),
        price_level=facts.figure("population.wia_mean").year,
        reached=facts.value("households.huishoudens_probleemschuld_toeslagen_2023") if final else 0.0,
    )
