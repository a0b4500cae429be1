"""The model beside published figures that it was not set with, and identities that must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.checks.check import Check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.facts import Facts
    from bouwstenen.models.youth.project import YouthResult

_SOURCE = "docs/models/youth.md"
_TINY = 1e-6
_NOT_USED = "Gebruikt om het model af te stellen: nee."


def checks(result: YouthResult, facts: Facts) -> Iterator[Check]:
    """Identities, the hindcast of youth care and the published cost of the planned system."""
    yield from _identities(result)
    yield from _hindcast(result, facts)
    yield from _protection(result)
    yield from _published(result)


def _identities(result: YouthResult) -> Iterator[Check]:
    hours = max(
        float(np.abs(side.staff.served + side.staff.queue - side.use.added_total).max())
        for side in result.after.values()
    )
    yield Check(
        "identity", "Kinderopvang: uren met en zonder medewerkers zijn samen de extra uren", hours < _TINY, hours, 0.0,
        "m_hours", _SOURCE,
    )  # fmt: skip
    total = result.facts.number("buildings")
    stock = max(float(np.abs(side.stock - total).max()) for side in result.buildings_after.values())
    yield Check(
        "identity", "Schoolgebouwen: het aantal blijft gelijk", stock < _TINY * total, stock, 0.0, "count", _SOURCE
    )


def _protection(result: YouthResult) -> Iterator[Check]:
    """Measures of child protection: stock at the start, in and out, against the published stock at the end."""
    own = result.facts
    value = own.number("protection_start") + own.number("protection_in") - own.number("protection_out")
    name = f"Maatregelen van kinderbescherming aan het eind van {own.year_of('protection_end')}"
    cause = f"{_NOT_USED} Begin plus nieuw min beëindigd, naast de gepubliceerde stand."
    source = str(own.figures["protection_end"].source)
    yield Check("benchmark", name, None, value, own.number("protection_end"), "count", source, cause)


def _hindcast(result: YouthResult, facts: Facts) -> Iterator[Check]:
    """Users if only the number of young people had changed since the first year that both are known."""
    young = {year: _young(facts, year) for year in (2020, 2022, 2023, 2024, 2025)}
    history = result.facts.history["care_users"]
    if young[2020] is None or 2019 not in history:
        return
    rate = history[2019] / young[2020]
    cause = (
        f"{_NOT_USED} Alleen het aantal jongeren verandert; de rest van de groei komt door meer gebruik. Daarom "
        "zegt de bevolking weinig over jeugdzorg."
    )
    for year in (2021, 2022, 2023, 2024):
        there = young.get(year + 1)
        if year in history and there is not None:
            name = f"Jongeren met jeugdzorg bij het gebruik van 2019, {year}"
            source = str(facts.series("youth_history.care_users").source)
            yield Check("benchmark", name, None, rate * there, history[year], "persons_per_year", source, cause)


def _young(facts: Facts, year: int) -> float | None:
    keys = [f"demography.population_{sex}_{year}" for sex in ("male", "female")]
    if not all(key in facts.columns for key in keys):
        return None
    return sum(value for key in keys for age, value in facts.columns[key].known().items() if age < 23)


def _published(result: YouthResult) -> Iterator[Check]:
    own = result.facts
    hourly = ("daycare", "after_school", "childminder")
    worth = sum(own.number(f"hours_{name}") * own.rates[name] for name in hourly) / 1e3
    value = worth * own.number("planned_share") / 100
    cause = (
        f"{_NOT_USED} Zelfde uren als nu, dus zonder ouders die meer opvang gaan gebruiken; het gepubliceerde bedrag "
        "is van 2029, in lopende prijzen en met meer gebruik."
    )
    source = str(own.figures["planned_total"].source)
    yield Check(
        "benchmark", "Kinderopvang in het geplande stelsel", None, value, own.number("planned_total"), "bn_eur", source,
        cause, doubtful=True,
    )  # fmt: skip
    name, expected = "Schoolgebouwen ouder dan 40 jaar in het begin", own.number("buildings_old_share")
    oldest = own.number("building_oldest")
    value = (oldest - own.number("buildings_old_age") - 1) / oldest * 100
    cause = f"{_NOT_USED} De leeftijden zijn gelijk verdeeld over 0 tot {oldest:g} jaar; alleen het gemiddelde klopt."
    yield Check("benchmark", name, None, value, expected, "pct", str(own.figures["buildings_old_share"].source), cause)
