"""What the chain costs the government by kind and year, in billion euro at one price level."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml
from bouwstenen.levers.overlay import Instrument
from bouwstenen.models.asylum.drivers import MONTHS
from bouwstenen.models.asylum.reception import mean_of_month
from bouwstenen.models.protocol import Payer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.levers import Overlay
    from bouwstenen.models.asylum.chain import Chain
    from bouwstenen.models.asylum.drivers import Drivers
    from bouwstenen.models.asylum.inputs import AsylumFacts
    from bouwstenen.models.asylum.options import Options
    from bouwstenen.models.asylum.participation import Participation
    from bouwstenen.models.asylum.reception import Reception, Ukraine

CostKind = Literal[
    "reception",
    "emergency_premium",
    "empty_places",
    "hotel_scheme",
    "alternative_investment",
    "benefits",
    "rent_allowance",
    "guidance",
    "ukraine_reception",
]


class CostBooking(StrictModel):
    """How one kind of cost is booked in the national accounts, who pays it in the end, and why (Dutch)."""

    instrument: Instrument
    payer: Payer
    note: str


class CostFile(StrictModel):
    """`costs.yaml`, by kind of cost."""

    reception: CostBooking
    emergency_premium: CostBooking
    empty_places: CostBooking
    hotel_scheme: CostBooking
    alternative_investment: CostBooking
    benefits: CostBooking
    rent_allowance: CostBooking
    guidance: CostBooking
    ukraine_reception: CostBooking


@cache
def bookings() -> dict[CostKind, CostBooking]:
    """The bookings by kind of cost."""
    found = validate(CostFile, load_yaml(Path(__file__).parent / "costs.yaml"))
    return {kind: getattr(found, kind) for kind in get_args(CostKind)}


_BN = 1e9


@dataclass(frozen=True, eq=False)
class Costs:
    """Costs by kind and year, billion euro at `price_level`; positive costs money.

    reception: everyone in reception at the price of a regular place. emergency_premium: what emergency places cost
    more. empty_places: regular places that stand empty. benefits, rent_allowance: of status holders who left reception
    since the start of the projection, not of older ones. guidance: language and guidance of adults.
    guidance_on_rejected: part of guidance that goes to people who later get no permit (bn, inside `guidance`).
    production: what extra hours of work are worth at the minimum wage (bn a year); not a cost and not in the total.
    """

    price_level: int
    kinds: Mapping[CostKind, np.ndarray]
    guidance_on_rejected: np.ndarray
    production: np.ndarray

    @property
    def total(self) -> np.ndarray:
        """Sum of all kinds by year."""
        return np.sum(list(self.kinds.values()), axis=0)


def by_year(values: np.ndarray) -> np.ndarray:
    """Sums of monthly values by year."""
    return values.reshape(-1, MONTHS).sum(axis=1)


def mean_by_year(values: np.ndarray) -> np.ndarray:
    """Means of monthly values by year."""
    return values.reshape(-1, MONTHS).mean(axis=1)


def costs(
    chain: Chain,
    drivers: Drivers,
    places: Reception,
    displaced: Ukraine,
    people: Participation,
    overlay: Overlay,
    facts: AsylumFacts,
    options: Options,
) -> Costs:
    """Price the flows and stocks of a run."""
    regular, emergency = facts.money("cost_regular"), facts.money("cost_emergency")
    housed = _households(people, facts)
    guidance, rejected = _guidance(chain, overlay, drivers, facts)
    placed = places.hotel / facts.number("hotel_stay_months")
    kinds: dict[CostKind, np.ndarray] = {
        "reception": mean_by_year(places.need) * regular,
        "emergency_premium": mean_by_year(places.emergency) * (emergency - regular),
        "empty_places": mean_by_year(places.empty)
        * regular
        * facts.strength("empty_place_share", options.empty_places),
        "hotel_scheme": by_year(placed) * facts.money("hotel_payment"),
        "alternative_investment": _investment(drivers, overlay, facts, options),
        "benefits": mean_by_year(people.on_benefit) * facts.money("benefit_cost"),
        "rent_allowance": mean_by_year(housed) * facts.money("rent_allowance"),
        "guidance": by_year(guidance) * facts.money("guidance_cost"),
        "ukraine_reception": mean_by_year(mean_of_month(displaced.stock))
        * facts.number("ukraine_reception_share")
        * facts.money("ukraine_cost_day")
        * 365,
    }
    working = mean_by_year(people.employed + people.pending_employed)
    return Costs(
        price_level=facts.price_level,
        kinds={kind: values / _BN for kind, values in kinds.items()},
        guidance_on_rejected=by_year(rejected) * facts.money("guidance_cost") / _BN,
        production=working * facts.money("minimum_wage_year") / _BN,
    )


def _households(people: Participation, facts: AsylumFacts) -> np.ndarray:
    """Households outside reception that live on a benefit, by month: they get rent allowance."""
    adult = facts.number("adult_share")
    share = np.divide(people.on_benefit, people.outside, out=np.zeros_like(people.outside), where=people.outside > 0)
    return people.outside / adult / facts.number("persons_per_home") * share


def _investment(drivers: Drivers, overlay: Overlay, facts: AsylumFacts, options: Options) -> np.ndarray:
    """Money for new alternative places, in the year in which they open; places that close bring nothing back."""
    places = drivers.alternative_places
    top = np.maximum.accumulate(places)
    new = np.diff(np.concatenate([[0.0], top]))
    if options.alternative_finance == "rent":
        return np.zeros(len(new) // MONTHS)
    price = facts.money("alternative_investment")
    return by_year(new * overlay.path("asylum.alternative_housing_investment", price, drivers.years))


def _guidance(chain: Chain, overlay: Overlay, drivers: Drivers, facts: AsylumFacts) -> tuple[np.ndarray, np.ndarray]:
    """Adults who start language and guidance by month, and of them those who will get no permit.

    Without the lever they start when they get a home. With it, who applies or arrives from then on starts at once;
    who applied before starts at a home, as now.
    """
    adult = facts.number("adult_share")
    on = overlay.path("asylum.municipal_work_guidance", 0.0, drivers.years) > 0
    usual = chain.housed * adult
    if not on.any():
        return usual, np.zeros(drivers.size)
    start = int(np.flatnonzero(on)[0])
    old_decisions = _first_part(chain.decided, start, float(chain.general[start]))
    old_permits = np.where(np.arange(drivers.size) < start, chain.permits, chain.granted * old_decisions)
    waiting = float(chain.transit[start] + chain.pool[start]) + float(old_permits[start:].sum())
    old_homes = np.where(np.arange(drivers.size) < start, 1.0, _first_part(chain.housed, start, waiting))
    at_once = np.where(on, chain.applications + chain.resettled + chain.family, 0.0)
    rejected = np.where(on, chain.applications * (1 - drivers.grant), 0.0)
    return (chain.housed * old_homes + at_once) * adult, rejected * adult


def _first_part(flow: np.ndarray, start: int, count: float) -> np.ndarray:
    """Which part of each month's flow from `start` on belongs to the first `count` people; 1 before `start`."""
    after = np.where(np.arange(len(flow)) < start, 0.0, flow)
    done = np.minimum(np.cumsum(after), count)
    counted = np.diff(np.concatenate([[0.0], done]))
    return np.where(after > 0, np.divide(counted, after, out=np.ones_like(after), where=after > 0), 1.0)
