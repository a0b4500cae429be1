"""The results of the asylum model as rows, ports and money."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from bouwstenen.effects.row import NONE
from bouwstenen.models.asylum.drivers import HALF, MONTHS
from bouwstenen.models.asylum.money import bookings, by_year, mean_by_year
from bouwstenen.models.asylum.waits import decision_wait, home_wait
from bouwstenen.models.ports import HOMES_FOR_PERMIT_HOLDERS
from bouwstenen.models.protocol import Headline, Money, Port, Sides

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bouwstenen.agreement.schema import Reading
    from bouwstenen.models.asylum.result import AsylumResult, Run

SOURCE = "docs/models/asylum.md"
_ROOM = "asylum."
_YEARLY, _PERSONS = "persons_per_year", "persons"
UNITS = {
    "applications": _YEARLY, "family_arrivals": _YEARLY, "decisions": "decisions_per_year", "permits": _YEARLY,
    "pending": _PERSONS, "decision_wait": "months", "departures": _YEARLY, "reception_need": _PERSONS,
    "reception_regular": _PERSONS, "reception_emergency": _PERSONS, "reception_minors": _PERSONS,
    "empty_places": "places", "status_holders_in_reception": _PERSONS, "home_wait": "months", "housed": _YEARLY,
    "task": _YEARLY, "task_backlog": _PERSONS, "in_hotels": _PERSONS, "in_alternative_housing": _PERSONS,
    "homes_needed": "homes", "employed": _PERSONS, "employed_in_procedure": _PERSONS, "employed_share": "pct",
    "benefit_share": "pct", "ukraine_stock": _PERSONS,
}  # fmt: skip
"""Units by indicator; all others are money (`bn_eur`)."""


def _end_of_year(stock: np.ndarray) -> np.ndarray:
    return stock[MONTHS::MONTHS]


def _start_of_year(stock: np.ndarray) -> np.ndarray:
    return stock[:-1:MONTHS]


def _wait(waits: np.ndarray) -> np.ndarray:
    """Mean wait of who enters in a year; NaN unless all of them are known to have come through."""
    return waits.reshape(-1, MONTHS).mean(axis=1)


def yearly(run: Run, persons_per_home: float) -> dict[str, np.ndarray]:
    """All indicators of one run by year."""
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
        "homes_needed": homes_needed(run, persons_per_home),
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


def homes_needed(run: Run, persons_per_home: float) -> np.ndarray:
    """Homes that municipalities owe in a year: its task and the backlog of 1 January, over persons per home."""
    task, backlog = by_year(run.chain.task) / HALF, _start_of_year(run.chain.backlog)
    return (task + backlog) / persons_per_home


def _sides(result: AsylumResult) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    per_home = result.facts.number("persons_per_home")
    before = yearly(result.baseline, per_home)
    return before, before if result.package is result.baseline else yearly(result.package, per_home)


def rows(result: AsylumResult, others: Mapping[Reading, AsylumResult]) -> Iterator[pl.DataFrame]:
    """All rows; low and high are the extremes over the readings where `others` has them."""
    before, after = _sides(result)
    rest = [_sides(other)[1] for other in others.values()]
    for name, start in before.items():
        known = np.isfinite(start) & np.isfinite(after[name])
        columns = {"year": result.years[known], "baseline": start[known], "package": after[name][known]}
        if rest:
            spread = np.array([after[name], *(other[name] for other in rest)])[:, known]
            columns |= {"low": np.nanmin(spread, axis=0), "high": np.nanmax(spread, axis=0)}
        level = None if name in UNITS else result.package.costs.price_level
        yield pl.DataFrame(columns).with_columns(
            indicator=pl.lit(_ROOM + name), unit=pl.lit(UNITS.get(name, "bn_eur")),
            price_level=pl.lit(level, dtype=pl.Int32), band=pl.lit("readings" if rest else NONE), source=pl.lit(SOURCE),
        )  # fmt: skip
    if result.options.details:
        yield from _place_frames(result)
        yield from _task_frames(result, before, after)


def _place_frames(result: AsylumResult) -> Iterator[pl.DataFrame]:
    """Indicative reception places by municipality, both rounds; low and high of an estimate hold in two of three cases.

    The package keeps the law, so it changes nothing.
    """
    spread = result.facts.distribution
    first, second = spread.years
    rounds = (("places_round_one", first, spread.round_one), ("places_round_two", second, spread.round_two))
    for name, year, total in rounds:
        official = [name == "places_round_one" and not place.estimated for place in spread.places]
        values = np.array([spread.reception_share(place) * total for place in spread.places])
        margin = np.array([spread.reception_margin(place) * total for place in spread.places])
        yield pl.DataFrame(
            {
                "region": [f"GM{place.code:04d}" for place in spread.places],
                "baseline": values,
                "package": values,
                "low": [None if o else v for o, v in zip(official, (values - margin).tolist(), strict=True)],
                "high": [None if o else v for o, v in zip(official, (values + margin).tolist(), strict=True)],
                "band": [NONE if o else "margin" for o in official],
                "status": ["external_figure" if o else "indication" for o in official],
            }
        ).with_columns(indicator=pl.lit(_ROOM + name), unit=pl.lit("places"), year=pl.lit(year), source=pl.lit(SOURCE))


def _task_frames(
    result: AsylumResult, before: Mapping[str, np.ndarray], after: Mapping[str, np.ndarray]
) -> Iterator[pl.DataFrame]:
    """Task and backlog of each municipality: its share of the country by inhabitants; status `indication`."""
    spread = result.facts.distribution
    codes = [f"GM{place.code:04d}" for place in spread.places]
    share = np.array([spread.housing_share(place) for place in spread.places])
    for name in ("task", "task_backlog"):
        yield pl.DataFrame(
            {
                "region": np.repeat(codes, len(result.years)),
                "year": np.tile(result.years, len(codes)),
                "baseline": np.outer(share, before[name]).ravel(),
                "package": np.outer(share, after[name]).ravel(),
            }
        ).with_columns(
            indicator=pl.lit(_ROOM + name), unit=pl.lit(UNITS[name]), status=pl.lit("indication"), source=pl.lit(SOURCE)
        )


def hands(result: AsylumResult) -> Mapping[Port, Sides]:
    """Homes that municipalities owe permit holders, by year."""
    per_home = result.facts.number("persons_per_home")
    before, after = (homes_needed(run, per_home) for run in (result.baseline, result.package))
    return {HOMES_FOR_PERMIT_HOLDERS: Sides(result.years, before, after)}


def headlines(result: AsylumResult) -> Iterator[Headline]:
    """The difference in people in reception, in every year."""
    change = mean_by_year(result.package.reception.need) - mean_by_year(result.baseline.reception.need)
    yield Headline(f"{_ROOM}reception_need", UNITS["reception_need"], tuple(result.years.tolist()), change)


def money(result: AsylumResult) -> Iterator[Money]:
    """What the package changes in each kind of cost; kinds that do not change are left out.

    The vintage holds what the chain costs without the package, so only the difference counts.
    """
    for kind, amount in result.package.costs.kinds.items():
        change = amount - result.baseline.costs.kinds[kind]
        if change.any():
            booking = bookings()[kind]
            yield Money(
                part=_ROOM + kind, instrument=booking.instrument, payer=booking.payer,
                price_level=result.package.costs.price_level, years=tuple(result.years.tolist()), amounts_bn=change,
                source=SOURCE,
            )  # fmt: skip
