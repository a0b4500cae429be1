"""What the chain gives for the figures of a document: values where the result tells them, and the reasons.

A saving that a document gives for one measure can only be read off the result when no other lever of this model moves
in the package; else the answer is none, with what the whole package gives.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.numbers import dutch
from bouwstenen.core.texts import read_texts
from bouwstenen.models.asylum.money import mean_by_year
from bouwstenen.models.asylum.work import work_curves
from bouwstenen.models.protocol import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.models.asylum.money import CostKind
    from bouwstenen.models.asylum.result import AsylumResult

_MLN = 1e3
_TEN = 10
_RECEPTION: tuple[CostKind, ...] = ("reception", "emergency_premium", "empty_places")
_HOUSING = frozenset({"alternative_housing_places", "alternative_housing_investment"})
_HOTELS = frozenset({"hotel_scheme_places"})
_WORK = frozenset({"work_permit_exempt_share", "max_work_weeks", "participation_start"})


def claims(result: AsylumResult) -> Mapping[str, Answer]:
    """Answers by indicator. Amounts in million euro at the price level of the model."""
    return {
        "asylum.status_holders_in_reception": _status_holders(result),
        "asylum.reception_cost_per_day": _cost_per_day(result),
        "asylum.reception_saving": _saving(result, "reception_saving", _HOUSING, _RECEPTION),
        "asylum.hotel_scheme_saving": _saving(result, "hotel_scheme_saving", _HOTELS, ("hotel_scheme",)),
        "asylum.welfare_gain_work": _welfare(result, ten_years=False),
        "asylum.welfare_gain_work_ten_years": _welfare(result, ten_years=True),
        "asylum.benefit_share": _benefit_share(result),
        "asylum.benefit_share_target": _benefit_target(result),
    }


def _text(name: str, **values: str) -> str:
    """The explanation with its numbers."""
    return read_texts(Path(__file__).parent / "texts" / "nl.po")[f"asylum.claim.{name}"].format(**values)


def _alone(result: AsylumResult, levers: frozenset[str]) -> bool:
    """Whether the package moves these levers and no other of this model."""
    return bool(result.moved) and result.moved <= levers


def _at(result: AsylumResult, values: np.ndarray, year: int) -> float:
    return float(values[year - int(result.years[0])])


def _compared(result: AsylumResult) -> int:
    return int(result.facts.number("compared_year"))


def _saved(result: AsylumResult, *kinds: CostKind) -> np.ndarray:
    """What these kinds of cost (all when none is named) fall by, million euro by year."""
    before, after = result.baseline.costs.kinds, result.package.costs.kinds
    changes = [amount - after[kind] for kind, amount in before.items() if not kinds or kind in kinds]
    return np.sum(changes, axis=0) * _MLN


def _status_holders(result: AsylumResult) -> Answer:
    chain = result.baseline.chain
    holders, overdue = float(chain.status_holders[0]), float(chain.pool[0] - chain.hotel[0])
    words = _text("status_holders", holders=dutch(holders, 0), overdue=dutch(overdue, 0), start=str(result.years[0]))
    return Answer(holders, words)


def _cost_per_day(result: AsylumResult) -> Answer:
    facts, kinds = result.facts, result.baseline.costs.kinds
    first = int(result.years[0])
    spent = _at(result, kinds["reception"] + kinds["emergency_premium"], first) * 1e9
    mean = spent / _at(result, mean_by_year(result.baseline.reception.need), first) / 365
    regular, emergency = (facts.money(f"cost_{kind}") / 365 for kind in ("regular", "emergency"))
    words = _text(
        "reception_cost_per_day", regular=dutch(regular, 0), emergency=dutch(emergency, 0), mean=dutch(mean, 0),
        start=str(first), level=str(facts.price_level),
    )  # fmt: skip
    return Answer(mean, words)


def _saving(result: AsylumResult, name: str, levers: frozenset[str], kinds: tuple[CostKind, ...]) -> Answer:
    """The net saving of a measure in the compared year, when no other lever of this model moves."""
    year = _compared(result)
    gross, net = (_at(result, _saved(result, *which), year) for which in (kinds, ()))
    alone = _alone(result, levers)
    words = _text(name, year=str(year), gross=dutch(gross, 0), net=dutch(net, 0))
    return Answer(net if alone else None, words if alone else f"{words} {_text('not_alone')}")


def _welfare(result: AsylumResult, *, ten_years: bool) -> Answer:
    """Worth of the extra work; the claim of ten years is held against the ten up to the end of the projection."""
    gain = (result.package.costs.production - result.baseline.costs.production) * _MLN
    year = int(result.years[-1]) if ten_years else _compared(result)
    value = float(gain[-_TEN:].sum()) if ten_years else _at(result, gain, year)
    name = "welfare_gain_work_ten_years" if ten_years else "welfare_gain_work"
    words = _text(name, year=str(year), value=dutch(value, 0))
    alone = _alone(result, _WORK)
    return Answer(value if alone else None, words if alone else f"{words} {_text('not_alone')}")


def _benefit_share(result: AsylumResult) -> Answer:
    first = int(result.years[0])
    share = _at(result, mean_by_year(result.baseline.participation.benefit_share_all), first) * 100
    return Answer(share, _text("benefit_share", share=dutch(share, 1), start=str(first)))


def _benefit_target(result: AsylumResult) -> Answer:
    usual, now = (
        float(mean_by_year(run.participation.benefit_share_all)[-1]) * 100 for run in (result.baseline, result.package)
    )
    curves = work_curves(result.facts)
    bound = float(curves.on_benefit(np.array([curves.bound[-1][1]]))[0]) * 100
    words = _text(
        "benefit_share_target", year=str(result.years[-1]), now=dutch(now, 1), base=dutch(usual, 1),
        bound=dutch(bound, 0),
    )  # fmt: skip
    return Answer(now, words)
