"""What moves the chain, month by month: the facts of a year spread over its months, with the levers of a package."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where, nearest_key, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from bouwstenen.levers import InputChange, Overlay
    from bouwstenen.models.asylum.inputs import AsylumFacts
    from bouwstenen.models.asylum.options import Inflow

MONTHS = 12
HALF = 6
_WEEKS_A_YEAR = 365.25 / 7
_PATH = "asylum."
_IN_THE_CHAIN = (
    "applications", "grant_rate", "decision_capacity", "regular_places", "hotel_scheme_places", "taakstelling",
    "alternative_housing_places", "fast_track_share", "ukraine_inflow",
)  # fmt: skip
_BESIDE_THE_CHAIN = (
    "spreidingswet", "alternative_housing_investment", "participation_start", "work_permit_exempt_share",
    "max_work_weeks", "municipal_work_guidance",
)  # fmt: skip
_NO_NUMBER = ("taakstelling", "participation_start")
LEVERS = (*_IN_THE_CHAIN, *_BESIDE_THE_CHAIN)
"""Names of the inputs that a package may move; paths are `asylum.<name>` in the catalogue of levers."""


@dataclass(frozen=True, eq=False)
class Drivers:
    """Inputs of the chain by month from January of `first_year`; persons a month unless said otherwise.

    applications: first and repeated ones, without family. fast_share: part of them in the fast tracks.
    capacity: decisions a month. grant: part of the decisions of the general track. family_capacity: arrivals a month
    at most. family_observed, placements: observed flows that replace what the chain would compute; NaN for none.
    task: persons to be housed in the half-year that a month lies in; NaN: the forecast, which is what was granted in
    the half-year before. regular_places, hotel_places, alternative_places: places. ukraine: arrivals a month.
    """

    first_year: int
    applications: np.ndarray
    fast_share: np.ndarray
    resettled: np.ndarray
    capacity: np.ndarray
    grant: np.ndarray
    family_capacity: np.ndarray
    family_observed: np.ndarray
    placements: np.ndarray
    task: np.ndarray
    regular_places: np.ndarray
    hotel_places: np.ndarray
    alternative_places: np.ndarray
    ukraine: np.ndarray

    @property
    def size(self) -> int:
        """Number of months."""
        return len(self.applications)

    @property
    def years(self) -> np.ndarray:
        """The year of each month."""
        return self.first_year + np.arange(self.size) // MONTHS


def history_drivers(facts: AsylumFacts) -> Drivers:
    """Observed drivers from the first year of the hindcast up to the start of the projection."""
    years = range(facts.history_year, facts.base_year)
    half = facts.number("first_half_share")
    count = len(years) * MONTHS
    asked = _by_half(years, lambda y: _applications(facts, y), half)
    placements = np.concatenate([np.repeat(homes_given(facts, y) / HALF, HALF) for y in years])
    outcome = {y: _observed_decisions(facts, y) for y in years}
    return Drivers(
        first_year=facts.history_year,
        applications=asked,
        fast_share=np.full(count, facts.number("fast_inflow_share")),
        resettled=np.concatenate([np.repeat(outcome[y].others, HALF) for y in years]) / HALF,
        capacity=np.concatenate([np.repeat(outcome[y].capacity, HALF) for y in years]) / HALF,
        grant=_flat(years, lambda y: outcome[y].grant),
        family_capacity=np.zeros(count),
        family_observed=_flat(years, lambda y: facts.year_value("family_arrivals", y) / MONTHS),
        placements=placements,
        task=np.full(count, np.nan),
        regular_places=np.full(count, np.nan),
        hotel_places=np.zeros(count),
        alternative_places=np.zeros(count),
        ukraine=np.zeros(count),
    )


def homes_given(facts: AsylumFacts, year: int) -> np.ndarray:
    """Status holders who got a home in the two halves of a year."""
    return np.array([facts.in_year(f"placements_{half}_half", year) for half in ("first", "second")])


def permits_given(facts: AsylumFacts, year: int) -> np.ndarray:
    """Permits in the two halves of an observed year: homes given plus the growth of the stock of status holders.

    Where the stock of 1 July is not known, permits are spread evenly over the year.
    """
    homes = homes_given(facts, year)
    start, end = (facts.in_year("status_holders", y) for y in (year, year + 1))
    middle = facts.path["status_holders_july"].at(year)
    if middle is None:
        return np.full(2, (homes.sum() + end - start) / 2)
    return homes + np.array([middle - start, end - middle])


@dataclass(frozen=True, eq=False)
class _Outcome:
    """Decisions of an observed year: capacity and permits from outside the queue by half, and the share granted."""

    capacity: np.ndarray
    grant: float
    others: np.ndarray


def _observed_decisions(facts: AsylumFacts, year: int) -> _Outcome:
    """What the IND must have granted for the permits that were given, and when it decided.

    Permits less family and resettled people are grants, as far as the published share of decisions on the merits
    allows; what is left came from outside the queue (appeals, children born here). Decisions follow the grants over
    the halves of the year.
    """
    direct = facts.in_year("family_arrivals", year) + facts.in_year("resettled", year)
    needed = np.maximum(0.0, permits_given(facts, year) - direct / 2)
    share = np.divide(needed, needed.sum(), out=np.full(2, 0.5), where=needed.sum() > 0)
    capacity = facts.in_year("decision_capacity", year)
    decided = capacity * (1 - facts.number("fast_capacity_share"))
    most = facts.in_year("recognition_rate", year) / 100
    grant = min(needed.sum() / decided, most) if decided else 0.0
    left = needed.sum() - grant * decided
    return _Outcome(capacity * share, grant, facts.in_year("resettled", year) / 2 + left * share)


def baseline_drivers(facts: AsylumFacts, inflow: Inflow) -> Drivers:
    """Drivers of the projection without a package."""
    years = range(facts.base_year, facts.last_year + 1)
    count = len(years) * MONTHS
    half = facts.number("first_half_share")
    later = max(0.0, facts.number(f"applications_{inflow}") - facts.number("family_capacity"))
    known = facts.path["first_applications"].known()
    return Drivers(
        first_year=facts.base_year,
        applications=_by_half(years, lambda y: _applications(facts, y) if y in known else later, half),
        fast_share=np.full(count, facts.number("fast_inflow_share")),
        resettled=_flat(years, lambda y: facts.year_value("resettled", y) / MONTHS),
        capacity=_flat(years, lambda y: facts.year_value("decision_capacity", y) / MONTHS),
        grant=_flat(years, lambda y: facts.year_value("grant_rate", y) / 100),
        family_capacity=np.full(count, facts.number("family_capacity") / MONTHS),
        family_observed=np.full(count, np.nan),
        placements=np.full(count, np.nan),
        task=np.concatenate([np.repeat([_task(facts, "first", y), _task(facts, "second", y)], HALF) for y in years]),
        regular_places=_flat(years, lambda y: facts.year_value("regular_places", y)),
        hotel_places=_flat(years, lambda y: facts.year_value("hotel_scheme_places", y)),
        alternative_places=np.zeros(count),
        ukraine=_flat(years, lambda y: facts.year_value("ukraine_inflow", y) * _WEEKS_A_YEAR / MONTHS),
    )


def package_drivers(facts: AsylumFacts, base: Drivers, base_family: np.ndarray, overlay: Overlay) -> Drivers:
    """The drivers of the baseline with the levers of a package over them.

    Args:
        facts: for the repeal of the distribution law.
        base: drivers of the baseline.
        base_family: family members that arrive each month in the baseline. The lever for applications counts them,
            the driver does not; what a package does to family arrivals follows from the chain.
        overlay: the package.

    Raises:
        InputError: a lever names an input that this model does not have, or lies before the projection.
    """
    asylum_changes(overlay, facts.base_year)

    def moved(name: str, values: np.ndarray, unit: float = 1.0) -> np.ndarray:
        return np.maximum(0.0, overlay.path(_PATH + name, values, base.years, unit=unit))

    before = base.applications + base_family
    asked = moved("applications", before, 1 / MONTHS)
    applications = np.where(asked == before, base.applications, np.maximum(0.0, asked - base_family))
    return replace(
        base,
        applications=applications,
        fast_share=np.minimum(1.0, moved("fast_track_share", base.fast_share, 0.01)),
        capacity=moved("decision_capacity", base.capacity, 1 / MONTHS),
        grant=np.minimum(1.0, moved("grant_rate", base.grant, 0.01)),
        regular_places=moved("regular_places", _repealed(facts, base, overlay)),
        hotel_places=moved("hotel_scheme_places", base.hotel_places),
        alternative_places=moved("alternative_housing_places", base.alternative_places),
        task=moved("taakstelling", base.task),
        ukraine=moved("ukraine_inflow", base.ukraine, _WEEKS_A_YEAR / MONTHS),
    )


def asylum_changes(overlay: Overlay, first_year: int) -> tuple[InputChange, ...]:
    """The changes of a package that are for this model.

    Args:
        overlay: the package.
        first_year: of the projection.

    Raises:
        InputError: an unknown input, a year before the projection, a text for a number, or an addition to what has no
            number in the baseline.
    """
    changes = tuple(change for change in overlay.inputs if change.path.startswith(_PATH))
    for change in changes:
        name = change.path.removeprefix(_PATH)
        where = Where("", 0, f"{change.measure}.{change.path}")
        if name not in LEVERS:
            raise InputError(
                "het asielmodel kent deze invoer niet.",
                mend=f"Kies uit: {', '.join(LEVERS)}.",
                where=where,
                nearest=nearest_key(change.path, [_PATH + lever for lever in LEVERS]),
            )
        if change.start < first_year:
            problem = f"het jaar {change.start} ligt voor het eerste jaar van de raming."
            raise InputError(problem, mend=f"Begin in {first_year} of later.", where=where)
        if isinstance(change.value, str) or not np.isfinite(change.value):
            problem = f"de waarde {shown(str(change.value))} is geen getal."
            raise InputError(problem, mend="Schrijf een getal.", where=where)
        if name in _NO_NUMBER and change.mode != "set":
            problem = "het vertrekpunt hiervan is geen vast getal, dus er is niets om bij op te tellen."
            raise InputError(problem, mend="Gebruik mode: set.", where=where)
    return changes


def _repealed(facts: AsylumFacts, base: Drivers, overlay: Overlay) -> np.ndarray:
    """Regular places when the distribution law ends: back to what there was before the law, in a straight line."""
    in_force = overlay.path(f"{_PATH}spreidingswet", 1.0, base.years)
    without = np.cumsum(in_force == 0) / (facts.number("repeal_years") * MONTHS)
    gone = np.clip(without, 0.0, 1.0) * (in_force == 0)
    before = np.minimum(base.regular_places, facts.number("regular_places_before_law"))
    return base.regular_places + gone * (before - base.regular_places)


def _applications(facts: AsylumFacts, year: int) -> float:
    return facts.year_value("first_applications", year) + facts.year_value("other_applications", year)


def _task(facts: AsylumFacts, half: str, year: int) -> float:
    value = facts.path[f"task_{half}_half"].at(year)
    return np.nan if value is None else value


def _flat(years: range, value: Callable[[int], float]) -> np.ndarray:
    """The same value in every month of a year."""
    return np.repeat([value(year) for year in years], MONTHS)


def _by_half(years: range, value: Callable[[int], float], first_half: float) -> np.ndarray:
    """A yearly total over its months, with a given part in the first half."""
    shares = np.repeat([first_half / HALF, (1 - first_half) / HALF], HALF)
    return np.concatenate([value(year) * shares for year in years])
