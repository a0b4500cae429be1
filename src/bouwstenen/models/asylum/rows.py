"""The results of the asylum model as rows of the effects table, as a table, and as money for the budget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.effects.table import COUNTRY, TOTAL, EffectRow
from bouwstenen.models.asylum.drivers import HALF, MONTHS
from bouwstenen.models.asylum.money import INSTRUMENTS, by_year, mean_by_year
from bouwstenen.models.asylum.texts import texts
from bouwstenen.models.asylum.waits import decision_wait, home_wait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.levers.overlay import Instrument
    from bouwstenen.models.asylum.money import CostKind
    from bouwstenen.models.asylum.places import Distribution
    from bouwstenen.models.asylum.project import Band
    from bouwstenen.models.asylum.result import AsylumResult, Run

MODEL = "asylum"
SOURCE = "docs/models/asylum.md"


@dataclass(frozen=True, eq=False)
class TableRow:
    """One indicator over the years; NaN where it is not known."""

    indicator: str
    title: str
    unit: str
    baseline: np.ndarray
    package: np.ndarray


@dataclass(frozen=True, eq=False)
class YearlyAmount:
    """What the package changes in one kind of cost: billion euro by year at `price_level`; positive costs money."""

    kind: CostKind
    title: str
    instrument: Instrument
    price_level: int
    years: np.ndarray
    amounts_bn: np.ndarray


def _end_of_year(stock: np.ndarray) -> np.ndarray:
    return stock[MONTHS::MONTHS]


def _wait(waits: np.ndarray) -> np.ndarray:
    """Mean wait of who enters in a year; NaN unless all of them are known to have come through."""
    return waits.reshape(-1, MONTHS).mean(axis=1)


def yearly(run: Run) -> dict[str, np.ndarray]:
    """All indicators of one run by year, in the order of the text file."""
    chain, places, people, money = run.chain, run.reception, run.participation, run.costs
    values = {
        "applications": by_year(chain.applications + chain.family),
        "family_arrivals": by_year(chain.family),
        "decisions": by_year(chain.decided),
        "permits": by_year(chain.permits),
        "pending": _end_of_year(chain.pending),
        "decision_wait": _wait(decision_wait(chain)),
        "departures": by_year(chain.left),
        "reception_need": mean_by_year(places.need),
        "reception_regular": mean_by_year(places.regular),
        "reception_emergency": mean_by_year(places.emergency),
        "reception_minors": mean_by_year(places.minors),
        "empty_places": mean_by_year(places.empty),
        "status_holders_in_reception": _end_of_year(chain.status_holders),
        "home_wait": _wait(home_wait(chain)),
        "housed": by_year(chain.housed),
        "task": by_year(chain.task) / HALF,
        "task_backlog": _end_of_year(chain.backlog),
        "in_hotels": mean_by_year(places.hotel),
        "in_alternative_housing": mean_by_year(places.alternative),
        "employed": mean_by_year(people.employed),
        "employed_in_procedure": mean_by_year(people.pending_employed),
        "employed_share": mean_by_year(people.employed_share_all) * 100,
        "benefit_share": mean_by_year(people.benefit_share_all) * 100,
        "ukraine_stock": _end_of_year(run.ukraine.stock),
        "guidance_on_rejected": money.guidance_on_rejected,
        "production": money.production,
        "cost_total": money.total,
    }
    return values | {f"cost_{kind}": amount for kind, amount in money.kinds.items()}


def effect_rows(run: str, result: AsylumResult, band: Band | None = None) -> Iterator[EffectRow]:
    """Rows of all indicators; with a band, low and high are the extremes over inflow and early effect."""
    before, after = yearly(result.baseline), yearly(result.package)
    others = [] if band is None else [yearly(r.package) for r in (band.low, band.high, band.weak, band.strong)]
    for name, text in texts().indicators.items():
        spread = np.array([after[name], *(other[name] for other in others)])
        for t, year in enumerate(result.years):
            if not np.isfinite(before[name][t]) or not np.isfinite(after[name][t]):
                continue
            ends = spread[:, t][np.isfinite(spread[:, t])]
            start, end = float(before[name][t]), float(after[name][t])
            low, high = (float(ends.min()), float(ends.max())) if others else (None, None)
            yield EffectRow(
                run, "central", MODEL, f"asylum.{name}", text.unit, int(year), TOTAL, COUNTRY,
                start, end, end - start, low, high, "computed", SOURCE,
            )  # fmt: skip


def place_rows(run: str, spread: Distribution) -> Iterator[EffectRow]:
    """Indicative reception places by municipality, both rounds; low and high of an estimate hold in two of three cases.

    The package keeps the law, so it changes nothing.
    """
    first, second = spread.years
    rounds = (("places_round_one", first, spread.round_one), ("places_round_two", second, spread.round_two))
    for name, year, total in rounds:
        for place in spread.places:
            value, margin = spread.reception_share(place) * total, spread.reception_margin(place) * total
            official = name == "places_round_one" and not place.estimated
            low, high = (None, None) if official else (value - margin, value + margin)
            yield EffectRow(
                run, "central", MODEL, f"asylum.{name}", "plaatsen", year, TOTAL, f"GM{place.code:04d}",
                value, value, 0.0, low, high, "published" if official else "indication", SOURCE,
            )  # fmt: skip


def chain_table(result: AsylumResult) -> list[TableRow]:
    """All indicators over the years, for the screen."""
    before, after = yearly(result.baseline), yearly(result.package)
    return [TableRow(name, t.title, t.unit, before[name], after[name]) for name, t in texts().indicators.items()]


def yearly_amounts(result: AsylumResult) -> list[YearlyAmount]:
    """The money of the package by kind, for the public-finance model; kinds that do not change are left out."""
    found: list[YearlyAmount] = []
    for kind, amount in result.package.costs.kinds.items():
        change = amount - result.baseline.costs.kinds[kind]
        if change.any():
            title = texts().indicators[f"cost_{kind}"].title
            level = result.package.costs.price_level
            found.append(YearlyAmount(kind, title, INSTRUMENTS[kind], level, result.years, change))
    return found
