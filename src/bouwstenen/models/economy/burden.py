"""Regulatory burden from the top down: three counts that may not be added or averaged, and only their national part.

A cabinet cannot drop what European law asks. A target is a task: what comes of it is between nothing (or what an
earlier target reached) and the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bouwstenen.levers import Overlay
    from bouwstenen.models.economy.inputs import EconomyFacts

    Path = NDArray[np.float64]

SCOPES: Final = ("government", "sme", "claim")
SIZES: Final = ("self_employed", "sme", "large")
NEW_RULES: Final = ("new_rules_low", "new_rules", "new_rules_high")
NET: Final = "netto"


@dataclass(frozen=True, eq=False)
class Burden:
    """One scope: billion euro a year in prices of the count, by year from the first year of the package.

    stock: counted, the same every year. national: the part of Dutch law. gross: what must be dropped. net: how far the
    burden comes below the count; both (new rules low, central, high; year). least: net when the task is reached as far
    as an earlier one was, or not at all when the test may keep every obligation. stock_without: with new rules and no
    package. reach: the highest fall of the whole count that national law allows, %. price_level: year of the prices.
    """

    stock: float
    national: float
    gross: Path
    net: Path
    least: Path
    stock_without: Path
    reach: float
    price_level: int | None


def national_share(facts: EconomyFacts) -> float:
    """Part of the burden that comes from Dutch law, 0 to 1."""
    return facts.number("burden_first_count_national") / facts.number("burden_first_count")


def realised_share(facts: EconomyFacts) -> float:
    """Part of an earlier target that was reached, 0 to 1."""
    return facts.number("burden_realised") / facts.number("burden_realised_target")


def counts_net(changes: Overlay) -> bool:
    """Whether new rules count against the target: the last choice of the package; gross without one."""
    found = [change.value for change in changes.inputs if change.path == "economy.regulatory_burden_counting"]
    return bool(found) and found[-1] == NET


def project_burden(facts: EconomyFacts, changes: Overlay, scope: str, years: NDArray[np.int64]) -> Burden:
    """One scope. years: from the first year in which new rules are counted."""
    stock = facts.number(f"burden_{scope}")
    national = stock * national_share(facts)
    percent = changes.path("economy.regulatory_burden_reduction", 0.0, years)
    test = changes.path("economy.regulatory_effectiveness_test", 0.0, years) > 0
    target = national * percent / 100
    pace = np.array([facts.number(name) for name in NEW_RULES])
    grown: Path = np.outer(pace, np.arange(1.0, len(years) + 1))
    aimed = percent > 0
    net = counts_net(changes)
    gross: Path = aimed * (target + grown if net else np.broadcast_to(target, grown.shape))
    reached: Path = np.where(test, 0.0, realised_share(facts)) * gross
    return Burden(
        stock, national, gross, gross - grown, reached - grown, stock + grown, national_share(facts) * 100,
        facts.price_level(f"burden_{scope}"),
    )  # fmt: skip
