"""The projection: childcare, youth care and school buildings, without and with a package."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where
from bouwstenen.levers import Overlay
from bouwstenen.models.ports import PEOPLE, PRICES
from bouwstenen.models.protocol import Handed, Sides, Tell, quiet
from bouwstenen.models.youth import childcare as opvang
from bouwstenen.models.youth.buildings import Buildings, buildings
from bouwstenen.models.youth.care import Care, care, parts, structural_rest
from bouwstenen.models.youth.inputs import SHARES
from bouwstenen.models.youth.options import BASELINES, CARE_GROWTHS, COSTS, TAKE_UPS, Options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.models.youth.inputs import YouthFacts
    from bouwstenen.models.youth.options import Baseline, CareGrowth, Cost, TakeUp

    Array = NDArray[np.float64]

OWN = "youth.childcare_own_contribution"


@dataclass(frozen=True, eq=False)
class Childcare:
    """Childcare of one side and one reading of take-up; cost by baseline."""

    right: opvang.Right
    use: opvang.Use
    staff: opvang.Staff
    cost: Mapping[Baseline, opvang.Cost]


@dataclass(frozen=True, eq=False)
class YouthResult:
    """What the model found, baseline and package side by side.

    before, after: childcare by take-up; before has no right of every child. hours_now: hours without the package,
    millions, by kind. paid_now: share of an hour that the State pays without the package, by baseline. care,
    care_after: youth care by growth of price and intensity. gap_parts: billion euro by part. rest: spending above the
    growth of the fund, by growth. buildings, buildings_after: by cost of a building. school_hours: extra hours on
    school outside lessons (millions) without and with the package. to_level: from prices of the spending on youth care
    to those of the model.
    """

    facts: YouthFacts
    options: Options
    before: Mapping[TakeUp, Childcare]
    after: Mapping[TakeUp, Childcare]
    hours_now: Mapping[str, Array]
    paid_now: Mapping[Baseline, Array]
    care: Mapping[CareGrowth, Care]
    care_after: Mapping[CareGrowth, Care]
    gap_parts: Mapping[str, Array]
    rest: Mapping[CareGrowth, Array]
    buildings: Mapping[Cost, Buildings]
    buildings_after: Mapping[Cost, Buildings]
    school_hours: Sides
    to_level: float

    @property
    def years(self) -> NDArray[np.int64]:
        """The years of the projection."""
        return self.facts.years

    @property
    def main(self) -> Childcare:
        """Childcare of the package at the take-up of the options."""
        return self.after[self.options.take_up]

    @property
    def cost(self) -> opvang.Cost:
        """Cost of the right at the options."""
        return self.main.cost[self.options.baseline]


def project(
    facts: YouthFacts,
    changes: Overlay | None = None,
    handed: Handed | None = None,
    options: Options | None = None,
    tell: Tell = quiet,
) -> YouthResult:
    """Childcare, youth care and school buildings.

    Args:
        facts: of the vintage.
        changes: slice of the package with its changes of law.
        handed: `PEOPLE` and `PRICES`; people of the package are used for the package.
        options: of the user.
        tell: told about each step.

    Raises:
        InputError: the package moves what the law pays for childcare and the own contribution of the right: the same
            money twice; or an age limit that is no whole number.
    """
    tell("Kinderopvang, jeugdzorg en schoolgebouwen uitrekenen")
    changes, options = changes or Overlay(), options or Options()
    _refuse_twice(changes)
    assert handed is not None
    facts = _within(facts, handed[PEOPLE].years)
    people = handed[PEOPLE].over(facts.years)
    _refuse_part_of_a_year(changes, facts)
    prices = _by_year(handed[PRICES])
    paid: dict[Baseline, Array] = {name: opvang.paid_share(facts, name, prices) for name in BASELINES}
    none = Overlay()
    return YouthResult(
        facts=facts,
        options=options,
        before={t: _childcare(facts, options, none, people.baseline, paid, t) for t in TAKE_UPS},
        after={t: _childcare(facts, options, changes, people.package, paid, t) for t in TAKE_UPS},
        hours_now=opvang.hours_before(facts, people.baseline),
        paid_now=paid,
        care={g: care(facts, none, people.baseline, prices, g) for g in CARE_GROWTHS},
        care_after={g: care(facts, changes, people.package, prices, g) for g in CARE_GROWTHS},
        gap_parts=parts(facts),
        rest={g: structural_rest(facts, people.baseline, prices, g) for g in CARE_GROWTHS},
        buildings={c: buildings(facts, none, c) for c in COSTS},
        buildings_after={c: buildings(facts, changes, c) for c in COSTS},
        school_hours=_school_hours(facts, changes, people),
        to_level=prices[facts.price_level] / prices[facts.year_of("care_spending")],
    )


def _childcare(
    facts: YouthFacts,
    options: Options,
    changes: Overlay,
    people: Array,
    paid: Mapping[Baseline, Array],
    take_up: TakeUp,
) -> Childcare:
    costs: dict[Baseline, opvang.Cost] = {}
    given = opvang.right(facts, changes, 1 - paid[options.baseline])
    used = opvang.use(facts, options, people, given, take_up)
    workers = opvang.staff(facts, options, people, used)
    for name in BASELINES:
        own = opvang.right(facts, changes, 1 - paid[name])
        costs[name] = opvang.cost(facts, options, own, used, workers, paid[name])
    return Childcare(given, used, workers, costs)


def _school_hours(facts: YouthFacts, changes: Overlay, people: Sides) -> Sides:
    """Extra hours of supply on school, millions a year: hours a week × school weeks × pupils of 4 to 11 years."""
    hours = changes.path("youth.extended_school_day_hours", 0.0, facts.years)
    pupils = people.package[:, :, 4:12].sum(axis=(1, 2))
    after = hours * facts.number("weeks_school") * pupils / 1e6
    return Sides(facts.years, np.zeros(len(facts.years)), after)


def _within(facts: YouthFacts, known: NDArray[np.int64]) -> YouthFacts:
    """The facts with no years that have no people: who asks for a shorter population gets a shorter projection."""
    first, last = max(int(facts.years[0]), int(known[0])), min(int(facts.years[-1]), int(known[-1]))
    if (first, last) == (int(facts.years[0]), int(facts.years[-1])):
        return facts
    if last <= first:
        problem = f"de bevolking is bekend van {known[0]} tot en met {known[-1]}."
        mend = f"Kies jaren die {facts.years[0]} tot en met {facts.years[-1]} overlappen."
        raise InputError(problem, mend=mend, where=Where("", 0, "demography.last"))
    cut = {"first_year": first, "last_year": last}
    figures = {name: facts.figures[name].model_copy(update={"value": float(year)}) for name, year in cut.items()}
    return replace(facts, figures={**facts.figures, **figures})


def _by_year(prices: Sides) -> dict[int, float]:
    return dict(zip(prices.years.tolist(), prices.baseline.tolist(), strict=True))


def _refuse_twice(changes: Overlay) -> None:
    """Money of childcare is counted once: by the law (households) or by the own contribution of the right (here)."""
    law = [change for change in changes.law if change.path in SHARES]
    own = [change for change in changes.inputs if change.path == OWN]
    if law and own:
        problem = (
            f"de maatregel {law[0].measure} verandert wat de wet voor kinderopvang vergoedt ({law[0].path}); dan telt "
            "hetzelfde geld twee keer."
        )
        mend = (
            "Verander de tabel van de kinderopvangtoeslag of de eigen bijdrage van het recht op opvang, niet allebei."
        )
        raise InputError(problem, mend=mend, where=Where("", 0, f"{own[0].measure}.{OWN}"))


def _refuse_part_of_a_year(changes: Overlay, facts: YouthFacts) -> None:
    limits = changes.path("youth.childcare_age_limit", facts.number("age_limit"), facts.years)
    for year, limit in zip(facts.years.tolist(), limits.tolist(), strict=True):
        if limit != round(limit):
            problem = f"de leeftijd {limit:g} in {year} is geen heel getal."
            mend = "Schrijf een hele leeftijd van 4 tot en met 18 jaar."
            raise InputError(problem, mend=mend, where=Where("", 0, "youth.childcare_age_limit"))
