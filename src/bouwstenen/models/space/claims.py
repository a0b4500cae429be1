"""What the engine answers to figures of the document, and checks of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.checks.check import Check
from bouwstenen.core.numbers import count, dutch
from bouwstenen.models.protocol import Answer
from bouwstenen.models.space.rows import MADE_FOR, SOURCE, country, new_land, people, policy_start

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bouwstenen.facts import Facts
    from bouwstenen.models.space.project import Side, SpaceResult

_UNIT = {
    "dike_reinforcement": "km dijk",
    "business_park_expansion": "ha",
    "transformer_stations": "trafohuisjes",
    "nature_expansion": "ha",
}


def claims(result: SpaceResult) -> Mapping[str, Answer]:
    """Answers by indicator of a claim."""
    if result.package is None or result.baseline is None:
        return {}
    first, years = policy_start(result), result.years
    homes, before = result.package.plan.homes, result.baseline.plan.homes
    mean = float(homes[first : first + 4].mean())
    span = f"{years[first]} tot en met {years[first + 3]}"
    found = {
        "space.housing_additions": Answer(
            mean, f"gemiddeld per jaar in {span}; zonder pakket {count(round(before[first : first + 4].mean()))}"
        ),
        "space.housing_task": Answer(
            float(result.facts.numbers["housing_realised"] + homes[1 : 2030 - int(years[0]) + 1].sum()),
            "2022 tot en met 2025 gebouwd, en in het plan tot en met 2030",
        ),
        "space.infrastructure_investment": Answer(
            float(100 * result.package.plan.made["infrastructure"][first + 3] / result.gdp_bn),
            f"in {years[first + 3]}, met het geld en de vakmensen die er zijn; extra privaat geld is niet bekend",
        ),
        "space.public_housing_funding": Answer(
            float(result.package.instance.extra_homes_money[first]), "wat het financiële kader telt, per jaar"
        ),
    }
    for name, (year, total) in result.asked.items():
        at = int(year - years[0]) + 1
        made = float(country(result.package.plan.made[MADE_FOR[name]])[:at].sum())
        found[f"space.{name}"] = Answer(made, f"{_UNIT[name]} in {year}; gevraagd {dutch(total, 0)}")
    return found


def checks(result: SpaceResult, facts: Facts) -> Iterator[Check]:
    """Identities of the plan, and official figures beside it."""
    del facts
    if result.package is None or result.baseline is None:
        return
    for name, side in (("zonder pakket", result.baseline), ("met pakket", result.package)):
        over = float((np.cumsum(new_land(side), axis=1)[:, -1] - side.instance.farmland).max())
        yield Check(
            "identity",
            f"Ruimte: geen regio gebruikt meer grond dan er is, {name}",
            over <= 1.0,
            max(over, 0.0),
            0.0,
            "ha",
            SOURCE,
        )
        more = float((people(side) - side.instance.labour).max())
        yield Check(
            "identity",
            f"Ruimte: niet meer vakmensen dan er zijn, {name}",
            more <= 1.0,
            max(more, 0.0),
            0.0,
            "fte",
            SOURCE,
        )
    history = result.facts.history
    seen = [sum(pair) for year, pair in history.items() if year >= 2015]
    yield Check(
        "benchmark",
        "Ruimte: woningen erbij per jaar zonder pakket, 2027 tot en met 2030, naast 2015 tot en met 2023",
        None,
        float(result.baseline.plan.homes[2:6].mean()),
        float(np.mean(seen)),
        "woningen per jaar",
        "CBS 82235NED",
        cause="de overige toevoegingen van het CBS zijn na 2011 ook correcties in de administratie",
    )
    yield Check(
        "benchmark",
        "Ruimte: woningen erbij in 2025",
        None,
        float(result.baseline.plan.homes[0]),
        result.facts.numbers["homes_first_year"],
        "woningen",
        "pers over CBS-cijfers",
        cause="het cijfer van 2025 staat nog niet vast",
        doubtful=True,
    )
    yield from _land_checks(result, result.baseline)


def _land_checks(result: SpaceResult, side: Side) -> Iterator[Check]:
    """Land of the plan without a package beside what was seen; nothing of it was used to make the plan."""
    n, first = result.facts.numbers, policy_start(result)
    span = slice(first, first + 9)
    ha = (side.instance.ha_home * (side.plan.made["homes"] - side.plan.infill))[:, span].sum()
    yield Check(
        "benchmark", "Ruimte: nieuw woongebied per woning, negen jaar zonder pakket, naast 2006 tot 2015", None,
        1e4 * float(ha / side.plan.homes[span].sum()), 1e4 * n["residential_growth"] / n["residential_growth_homes"],
        "m2 per woning", SOURCE,
        cause="het plan bouwt de soorten woningen die er al staan; er werd dichter gebouwd en meer binnen de stad",
        doubtful=True,
    )  # fmt: skip
    seven = slice(first, first + 7)
    yield Check(
        "benchmark", "Ruimte: landbouwgrond die per jaar verdwijnt zonder pakket, naast 2013 tot 2020", None,
        float(new_land(side)[:, seven].sum() / 7), n["farmland_loss"], "ha per jaar", SOURCE,
        cause="het plan telt al het natuurnetwerk als landbouwgrond en heeft zonder pakket geen bedrijventerrein",
        doubtful=True,
    )  # fmt: skip
