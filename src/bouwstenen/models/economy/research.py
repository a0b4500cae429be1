"""R&D as a share of GDP: what government pays, what firms do in answer, and how far both stay from the target.

Public R&D G, firms B, others O, all % of GDP. B follows G with a lag: B = B0 · (1 + ε · (G − G0) / G0), plus what firms
are said to do on top. ε has a negative tail: public money may drive out private money.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bouwstenen.models.economy.lines import line_money, line_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bouwstenen.levers import Overlay
    from bouwstenen.models.economy.inputs import EconomyFacts
    from bouwstenen.models.economy.options import Baseline, Counting

    Path = NDArray[np.float64]

ELASTICITIES: Final = ("rd_elasticity_low", "rd_elasticity", "rd_elasticity_high")
LEVEL: Final = 2025
"""Price level of amounts of this model: the price year of the macro port."""
_LINE, _INDEXED, _SHARE = "economy.rd_budget_line", "economy.rd_budget_indexed", "economy.rd_public_share"
_GOAL, _EXTRA = "economy.rd_public_goal", "economy.rd_private_extra_share"


@dataclass(frozen=True)
class Anchor:
    """The measured year of a counting: public, firms and others in % of GDP."""

    year: int
    public: float
    business: float
    other: float


@dataclass(frozen=True, eq=False)
class Shares:
    """% of GDP by year. business, total: (elasticity low, central, high; year)."""

    public: Path
    business: Path
    other: float

    @property
    def total(self) -> Path:
        """Everything together, by elasticity and year."""
        return self.public + self.business + self.other


@dataclass(frozen=True, eq=False)
class Research:
    """R&D without and with the package.

    baseline, package: shares. line: % of GDP that the line of the package brings. beyond: % of GDP that the package
    asks of government on top of that line. undoes: part of the extra that only undoes the fall since the peak of the
    budget. anchor: of the counting.
    """

    baseline: Shares
    package: Shares
    line: Path
    beyond: Path
    undoes: Path
    anchor: Anchor


def anchor_of(facts: EconomyFacts, counting: Counting) -> Anchor:
    """The shares that are measured, by counting."""
    gdp = facts.number("rd_gdp")
    paid = {
        name: facts.number(f"rd_financed_{name}") / gdp * 100 for name in ("government", "business", "other", "abroad")
    }
    other = paid["other"] + paid["abroad"]
    if counting == "financing":
        return Anchor(facts.year("rd_gdp"), paid["government"], paid["business"], other)
    if counting == "performance":
        business = facts.number("rd_business_share")
        return Anchor(facts.year("rd_total_share"), facts.number("rd_total_share") - business, business, 0.0)
    budget = facts.number("rd_budget_amount") / gdp * 100
    return Anchor(facts.year("rd_budget_amount"), budget, paid["business"], other)


def budget_path(facts: EconomyFacts, years: NDArray[np.int64]) -> Path:
    """R&D in the budget of the state, % of GDP: straight between the published years and flat outside them."""
    names = ("rd_budget_amount", "rd_budget_peak", "rd_budget_end")
    values = [facts.number(names[0]) / facts.number("rd_gdp") * 100, *(facts.number(name) for name in names[1:])]
    return np.interp(years, [facts.year(name) for name in names], values)


def unchanged_path(facts: EconomyFacts, counting: Counting, how: Baseline, years: NDArray[np.int64]) -> Path:
    """Public R&D without the package, % of GDP."""
    anchor, budget = anchor_of(facts, counting), budget_path(facts, years)
    if how == "falls":
        start = budget_path(facts, np.array([anchor.year]))[0]
        return anchor.public * budget / start
    if counting == "budget":
        peak = facts.year("rd_budget_peak")
        return np.where(years >= peak, facts.number("rd_budget_peak"), budget)
    return np.full(len(years), anchor.public)


def project_research(
    facts: EconomyFacts, changes: Overlay, counting: Counting, how: Baseline, years: NDArray[np.int64],
    gdp: Path, index: Path,
) -> Research:  # fmt: skip
    """R&D without and with the package. years: from well before the first shown one, as firms answer with a lag.

    Args:
        facts: of the vintage.
        changes: the package.
        counting: what counts as public, see `Options`.
        how: what happens without the package, see `Options`.
        years: see above.
        gdp: by year, billion euro in current prices.
        index: prices by year.
    """
    anchor = anchor_of(facts, counting)
    before = unchanged_path(facts, counting, how, years)
    indexed = bool(changes.path(_INDEXED, 1.0, years)[-1])
    line = line_money(changes, line_of(changes, _LINE), years, index, level=LEVEL, indexed=indexed) / gdp * 100
    after = np.maximum(changes.path(_SHARE, before + line, years), changes.path(_GOAL, 0.0, years))
    extra = changes.path(_EXTRA, 0.0, years)
    peak = unchanged_path(facts, counting, how, np.array([facts.year("rd_budget_peak")]))[0]
    return Research(
        _shares(facts, anchor, before, np.zeros(len(years)), years),
        _shares(facts, anchor, after, extra, years),
        line,
        after - before - line,
        np.clip(after - before, 0.0, np.maximum(peak - before, 0.0)),
        anchor,
    )


def _shares(facts: EconomyFacts, anchor: Anchor, public: Path, extra: Path, years: NDArray[np.int64]) -> Shares:
    lag = int(facts.number("rd_lag_years"))
    late = np.concatenate([np.full(lag, public[0]), public[: len(years) - lag]])
    business = np.array([settled_business(facts.number(name), anchor, late) for name in ELASTICITIES]) + extra
    return Shares(public, business, anchor.other)


def settled_business(elasticity: float, anchor: Anchor, public: Path | float) -> Path:
    """What firms do once they have answered public R&D of this size, % of GDP."""
    return np.asarray(anchor.business * (1 + elasticity * (public - anchor.public) / anchor.public))


def settled_total(facts: EconomyFacts, counting: Counting, public: float) -> tuple[float, float, float]:
    """All R&D once firms have answered, % of GDP, at the low, central and high elasticity."""
    anchor = anchor_of(facts, counting)
    low, central, high = (
        float(public + anchor.other + settled_business(facts.number(name), anchor, public)) for name in ELASTICITIES
    )
    return low, central, high


def productivity(facts: EconomyFacts, research: Research, years: NDArray[np.int64], volume: Path) -> tuple[Path, Path]:
    """Lowest and highest change of productivity, %, by year: never in a balance, only beside it.

    Knowledge is a stock that wears out; it raises productivity only after years. volume: real GDP, any scale.
    """
    low, high = np.full(len(years), np.inf), np.full(len(years), -np.inf)
    for k in range(len(ELASTICITIES)):
        growth = {
            "business": _stock_growth(facts, research.baseline.business[k], research.package.business[k], volume),
            "public": _stock_growth(facts, research.baseline.public, research.package.public, volume),
        }
        for end in ("low", "high"):
            effect = sum(facts.number(f"tfp_{who}_{end}") * change for who, change in growth.items())
            for delay in ("short", "long"):
                wait = int(facts.number(f"tfp_delay_{delay}"))
                late = np.concatenate([np.zeros(wait), np.asarray(effect)[: len(years) - wait]])
                low, high = np.minimum(low, late), np.maximum(high, late)
    return low, high


def _stock_growth(facts: EconomyFacts, before: Path, after: Path, volume: Path) -> Path:
    """What the package adds to a stock of knowledge, %; both stocks start in balance with the first year."""
    wear = facts.number("rd_depreciation") / 100
    stocks = np.array([before[0], after[0]]) * volume[0] / wear
    found = np.zeros(len(before))
    for t in range(len(before)):
        stocks = stocks * (1 - wear) + np.array([before[t], after[t]]) * volume[t]
        found[t] = (stocks[1] / stocks[0] - 1) * 100
    return found
