"""One table of claims on people: what models ask of each trade, added up against what there is.

A model hands its claim over; this room only adds. Where two claims ask for the same hands it is said, not solved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bouwstenen.models.economy.lines import BUILDING, entry_money
from bouwstenen.models.economy.research import LEVEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bouwstenen.levers import Overlay
    from bouwstenen.models.economy.inputs import EconomyFacts

    Path = NDArray[np.float64]

CONSTRUCTION: Final = "construction"
TRADES: Final = (CONSTRUCTION, "care", "childcare", "education", "grid", "reception", "defence", "research")
"""Trades of the table; those without a claim are named as missing."""


@dataclass(frozen=True, eq=False)
class Claim:
    """People that a model asks on top of the baseline: (low, central, high; year) of a trade, full-time jobs."""

    model: str
    trade: str
    people: Path


@dataclass(frozen=True, eq=False)
class Supply:
    """People of a trade. jobs: now. wanted: already wanted without the package; coming: of those, who are in sight."""

    jobs: float
    wanted: float
    coming: float

    @property
    def room(self) -> float:
        """People left for a package: below zero when there are too few without it."""
        return self.coming - self.wanted


@dataclass(frozen=True, eq=False)
class Demand:
    """All claims on a trade. short: (low, central, high; year) people short with the package. models: who claims."""

    trade: str
    people: Path
    short: Path
    models: tuple[str, ...]

    @property
    def twice(self) -> bool:
        """Whether more than one model asks for these hands."""
        return len(self.models) > 1


def demand(claims: Sequence[Claim], trade: str, supply: Supply) -> Demand:
    """The claims on one trade, each model once. Raises ValueError when a model claims a trade twice or nobody does."""
    mine = [claim for claim in claims if claim.trade == trade]
    names = tuple(claim.model for claim in mine)
    if not mine or len(set(names)) < len(names):
        msg = f"trade {trade} is claimed by {names}: each model hands over one claim"
        raise ValueError(msg)
    people = np.sum([claim.people for claim in mine], axis=0)
    return Demand(trade, people, np.maximum(people - supply.room, 0.0), names)


def construction_supply(facts: EconomyFacts) -> Supply:
    """Construction as EIB sees it without this package."""
    return Supply(
        facts.number("construction_jobs"),
        facts.number("construction_new_needed"),
        facts.number("construction_inflow_schools"),
    )


def own_claim(facts: EconomyFacts, changes: Overlay, years: NDArray[np.int64], index: Path) -> Claim:
    """Construction people that the investment in the lines of the package asks for, whatever it builds.

    Stands in until models hand over what they build themselves; those then replace it, as the hands are the same.
    """
    real = index[years.tolist().index(LEVEL)] / index
    spent = np.zeros(len(years))
    for entry in changes.budget:
        if entry.instrument in BUILDING and entry.part_of is None:
            spent += entry_money(entry, years, index, level=LEVEL) * real
    usual, high = (facts.number(name) for name in ("construction_fte_per_meur", "construction_fte_per_meur_high"))
    return Claim("economy", CONSTRUCTION, np.array([spent * 1e3 * rate for rate in (usual, usual, high)]))
