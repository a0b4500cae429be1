"""The economy model: R&D, regulatory burden, training, what-ifs and claims on people, with and without the package."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from bouwstenen.models.economy.burden import SCOPES, Burden, project_burden
from bouwstenen.models.economy.labour import CONSTRUCTION, Demand, construction_supply, demand, own_claim
from bouwstenen.models.economy.obligations import SHIPPED, Inventory, inventory, read_obligations
from bouwstenen.models.economy.options import BASELINES, COUNTINGS, Options
from bouwstenen.models.economy.research import LEVEL, productivity, project_research
from bouwstenen.models.economy.training import Training, project_training
from bouwstenen.models.economy.what_ifs import WhatIfs, project_what_ifs
from bouwstenen.models.ports import GDP, PRICES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.levers import Overlay
    from bouwstenen.models.economy.inputs import EconomyFacts
    from bouwstenen.models.economy.options import Baseline, Counting
    from bouwstenen.models.economy.research import Research
    from bouwstenen.models.protocol import Handed, Tell

FIRST_SHOWN: Final = 2025
LAST_SHOWN: Final = 2035
LAST_YEAR: Final = 2060
_EARLIEST: Final = 2020
"""Firms answer with a lag of at most four years, so R&D is followed from before the first shown year."""
FIRST_PACKAGE_YEAR: Final = 2027


@dataclass(frozen=True, eq=False)
class EconomyResult:
    """Everything of a run; arrays by `years` (`burden`: from `FIRST_PACKAGE_YEAR` to `LAST_SHOWN`).

    research: by counting and baseline. index: prices, `LEVEL` = 1. productivity: lowest and highest change, %.
    inventory: obligations of the list; cuts: its saving by year of `burden_years`, billion euro a year.
    """

    facts: EconomyFacts
    options: Options
    years: NDArray[np.int64]
    gdp: NDArray[np.float64]
    index: NDArray[np.float64]
    research: Mapping[tuple[Counting, Baseline], Research]
    productivity: tuple[NDArray[np.float64], NDArray[np.float64]]
    burden_years: NDArray[np.int64]
    burden: Mapping[str, Burden]
    inventory: Inventory
    cuts: NDArray[np.float64]
    training: Training
    what_ifs: WhatIfs
    demand: Demand
    moved: frozenset[str] = field(default_factory=frozenset[str])

    @property
    def chosen(self) -> Research:
        """R&D in the counting and against the baseline of the options."""
        return self.research[self.options.counting, self.options.unchanged]

    def at(self, year: int) -> int:
        """Position of a year in the arrays."""
        return year - int(self.years[0])


def project(given: EconomyFacts, changes: Overlay, handed: Handed, options: Options, tell: Tell) -> EconomyResult:
    """All parts; they share years and prices and nothing else, so each can be read alone."""
    tell("Economie: onderzoek, regeldruk, scholing en mensen.")
    years = np.arange(_EARLIEST, LAST_YEAR + 1)
    gdp, index = (_padded(handed[port].over(years).baseline) for port in (GDP, PRICES))
    index = index / index[LEVEL - _EARLIEST]
    research: dict[tuple[Counting, Baseline], Research] = {
        (counting, how): project_research(given, changes, counting, how, years, gdp, index)
        for counting in COUNTINGS
        for how in BASELINES
    }
    burden_years = np.arange(FIRST_PACKAGE_YEAR, LAST_SHOWN + 1)
    found = inventory(read_obligations(Path(options.obligations) if options.obligations else SHIPPED))
    claim = own_claim(given, changes, years, index)
    return EconomyResult(
        facts=given,
        options=options,
        years=years,
        gdp=gdp,
        index=index,
        research=research,
        productivity=productivity(given, research[options.counting, options.unchanged], years, gdp / index),
        burden_years=burden_years,
        burden={scope: project_burden(given, changes, scope, burden_years) for scope in SCOPES},
        inventory=found,
        cuts=_cuts(found, changes, burden_years),
        training=project_training(given, changes, years, index),
        what_ifs=project_what_ifs(given, changes, years, index),
        demand=demand([claim], CONSTRUCTION, construction_supply(given)),
        moved=frozenset(change.path for change in changes.inputs),
    )


def _padded(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The first known value for the years before it: no money of a package stands there."""
    known = np.flatnonzero(np.isfinite(values))
    return np.where(np.arange(len(values)) < known[0], values[known[0]], values)


def _cuts(found: Inventory, changes: Overlay, years: NDArray[np.int64]) -> NDArray[np.float64]:
    percent = changes.path("economy.regulatory_burden_reduction", 0.0, years)
    test = changes.path("economy.regulatory_effectiveness_test", 0.0, years) > 0
    return np.array([found.saving(float(p), test=bool(t)) for p, t in zip(percent, test, strict=True)])
