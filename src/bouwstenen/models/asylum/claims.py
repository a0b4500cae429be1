"""The document's own sums beside what the chain gives: the formula redone, gross, net, over time, and the reasons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.numbers import dutch
from bouwstenen.models.asylum.money import mean_by_year
from bouwstenen.models.asylum.options import Options
from bouwstenen.models.asylum.project import project
from bouwstenen.models.asylum.texts import texts
from bouwstenen.models.asylum.work import work_curves

if TYPE_CHECKING:
    from bouwstenen.levers import Overlay
    from bouwstenen.models.asylum.inputs import AsylumFacts
    from bouwstenen.models.asylum.money import CostKind
    from bouwstenen.models.asylum.result import AsylumResult

_MLN = 1e3


@dataclass(frozen=True, eq=False)
class ClaimCheck:
    """One figure of the document.

    indicator: as in the measures. formula: the document's sum redone from its own numbers (None when it gives none).
    computed: what the chain has to compare with it, in `unit`; for savings the net one of the compared year.
    gross, net: savings by year, million euro; None where the claim is no saving. explanation: Dutch.
    """

    indicator: str
    unit: str
    formula: float | None
    computed: float
    years: np.ndarray
    gross: np.ndarray | None
    net: np.ndarray | None
    explanation: str


def check_claims(facts: AsylumFacts, overlay: Overlay, options: Options | None = None) -> list[ClaimCheck]:
    """Hold the document's sums against the chain, each lever on its own where the sum is about one of them."""
    options = options or Options()
    base = project(facts, _only(overlay), options)
    return [
        _status_holders(base),
        _cost_per_day(facts, base),
        _reception_saving(facts, overlay, options),
        _hotel_saving(facts, overlay, options),
        *_welfare(facts, overlay, options),
        _benefit_share(facts, base),
        _benefit_target(facts, overlay, options, base),
    ]


def _only(overlay: Overlay, *names: str) -> Overlay:
    """The part of a package that moves these inputs of this model."""
    paths = {f"asylum.{name}" for name in names}
    inputs = tuple(change for change in overlay.inputs if change.path in paths)
    return replace(overlay, budget=(), law=(), rules=(), inputs=inputs)


def _saved(result: AsylumResult, *kinds: CostKind) -> np.ndarray:
    """What these kinds of cost (all when none is named) fall by, million euro by year."""
    before, after = result.baseline.costs.kinds, result.package.costs.kinds
    changes = [amount - after[kind] for kind, amount in before.items() if not kinds or kind in kinds]
    return np.sum(changes, axis=0) * _MLN


def _compared(facts: AsylumFacts) -> int:
    return int(facts.number("compared_year"))


def _at(facts: AsylumFacts, values: np.ndarray, year: int | None = None) -> float:
    """The value of a year, by default the one in which sums are compared."""
    return float(values[(_compared(facts) if year is None else year) - facts.base_year])


def _text(indicator: str, **values: str) -> str:
    """The explanation with its numbers."""
    return texts().claims[indicator].format(**values)


def _status_holders(base: AsylumResult) -> ClaimCheck:
    chain = base.baseline.chain
    holders = float(chain.status_holders[0])
    overdue = float(chain.pool[0] - chain.hotel[0])
    name = "asylum.status_holders_in_reception"
    explanation = _text(name, holders=dutch(holders, 0), overdue=dutch(overdue, 0), start=str(base.years[0]))
    return ClaimCheck(name, "personen", None, holders, base.years, None, None, explanation)


def _cost_per_day(facts: AsylumFacts, base: AsylumResult) -> ClaimCheck:
    money, places = base.baseline.costs.kinds, base.baseline.reception
    spent = _at(facts, money["reception"] + money["emergency_premium"], facts.base_year) * 1e9
    mean = spent / _at(facts, mean_by_year(places.need), facts.base_year) / 365
    regular, emergency = (facts.money(f"cost_{kind}") / 365 for kind in ("regular", "emergency"))
    name = "asylum.reception_cost_per_day"
    explanation = _text(
        name, regular=dutch(regular, 0), emergency=dutch(emergency, 0), mean=dutch(mean, 0),
        start=str(base.years[0]), level=str(facts.price_level),
    )  # fmt: skip
    return ClaimCheck(name, "EUR/dag", None, mean, base.years, None, None, explanation)


def _reception_saving(facts: AsylumFacts, overlay: Overlay, options: Options) -> ClaimCheck:
    name = "asylum.reception_saving"
    formula = facts.number("claim_status_holders") * facts.number("claim_cost_day") * 365 / 1e6
    names = ("alternative_housing_places", "alternative_housing_investment")
    result = project(facts, _only(overlay, *names), options)
    gross, net = _saved(result, "reception", "emergency_premium", "empty_places"), _saved(result)
    moved = _at(facts, mean_by_year(result.package.reception.alternative))
    later = result.years > facts.base_year + 1
    explanation = _text(
        name, formula=dutch(formula, 0), gross=dutch(_at(facts, gross), 0), net=dutch(_at(facts, net), 0),
        moved=dutch(round(moved, -2), 0), year=str(_compared(facts)), net_mean=dutch(float(net[later].mean()), 0),
        first=str(result.years[later][0]), last=str(result.years[-1]),
    )  # fmt: skip
    return ClaimCheck(name, "mln EUR/jaar", formula, _at(facts, net), result.years, gross, net, explanation)


def _hotel_saving(facts: AsylumFacts, overlay: Overlay, options: Options) -> ClaimCheck:
    name = "asylum.hotel_scheme_saving"
    formula = facts.number("claim_hotel_placements") * 2 * facts.number("hotel_payment") / 1e6
    result = project(facts, _only(overlay, "hotel_scheme_places"), options)
    gross, net = _saved(result, "hotel_scheme"), _saved(result)
    explanation = _text(name, formula=dutch(formula, 0), net=dutch(_at(facts, net), 0), year=str(_compared(facts)))
    return ClaimCheck(name, "mln EUR/jaar", formula, _at(facts, net), result.years, gross, net, explanation)


def _welfare(facts: AsylumFacts, overlay: Overlay, options: Options) -> list[ClaimCheck]:
    """Work during the procedure and an early start together, as the study behind the claim counts them.

    The claim of ten years is held against the ten years up to the end of the projection.
    """
    name, ten_years = "asylum.welfare_gain_work", "asylum.welfare_gain_work_ten_years"
    levers = _only(overlay, "work_permit_exempt_share", "max_work_weeks", "participation_start")
    gains = []
    for strength in ("none", "central", "full"):
        result = project(facts, levers, replace(options, early_effect=strength))
        gains.append((result.package.costs.production - result.baseline.costs.production) * _MLN)
    low, central, high = gains
    explanation = _text(
        name, low=dutch(_at(facts, low), 0), high=dutch(_at(facts, high), 0), year=str(_compared(facts))
    )
    years = np.arange(facts.base_year, facts.base_year + len(central))
    together = _text(ten_years, low=dutch(low[-10:].sum(), 0), high=dutch(high[-10:].sum(), 0), year=str(years[-1]))
    return [
        ClaimCheck(name, "mln EUR/jaar", None, _at(facts, central), years, central, None, explanation),
        ClaimCheck(ten_years, "mln EUR", None, float(central[-10:].sum()), years, None, None, together),
    ]


def _benefit_share(facts: AsylumFacts, base: AsylumResult) -> ClaimCheck:
    name = "asylum.benefit_share"
    share = _at(facts, mean_by_year(base.baseline.participation.benefit_share_all), facts.base_year) * 100
    return ClaimCheck(
        name, "%", None, share, base.years, None, None, _text(name, share=dutch(share, 1), start=str(base.years[0]))
    )


def _benefit_target(facts: AsylumFacts, overlay: Overlay, options: Options, base: AsylumResult) -> ClaimCheck:
    name = "asylum.benefit_share_target"
    strong = project(facts, overlay, replace(options, early_effect="full"))
    shares = mean_by_year(strong.package.participation.benefit_share_all) * 100
    usual = mean_by_year(base.baseline.participation.benefit_share_all) * 100
    curves = work_curves(facts)
    bound = float(curves.on_benefit(np.array([curves.bound[-1][1]]))[0]) * 100
    explanation = _text(
        name, year=str(strong.years[-1]), best=dutch(shares[-1], 1), base=dutch(usual[-1], 1), bound=dutch(bound, 0)
    )
    return ClaimCheck(name, "%", None, float(shares[-1]), strong.years, None, None, explanation)
