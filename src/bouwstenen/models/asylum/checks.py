"""The chain beside published points, each with the gap, its cause and whether the point was used to set the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.checks.check import Check
from bouwstenen.models.asylum.drivers import MONTHS
from bouwstenen.models.asylum.money import by_year
from bouwstenen.models.asylum.project import hindcast
from bouwstenen.models.asylum.reception import reception_need

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.facts import Facts
    from bouwstenen.models.asylum.result import AsylumResult

_MIGRATION = "demography.immigration_asylum"
_USED = "Gebruikt om het model af te stellen: ja."
_NOT_USED = "Gebruikt om het model af te stellen: nee."
_DIRECT = {("status_holders", 7), ("status_holders", 1), ("total", 1)}
"""Series and months whose stocks set the permits, or which part of who waits lives in reception."""
_CAUSE_MIGRATION = (
    f"{_NOT_USED} De twee modellen tellen iets anders: het bevolkingsmodel mensen die zich om asiel als inwoner "
    "inschrijven, met nareis, naar de verdeling over motieven van 2023; de asielketen vergunningen met nareis en "
    "hervestiging. Wie lang in de opvang wacht, schrijft zich eerder in, ook als er geen vergunning volgt, en de "
    "keten rekent met minder inwilligingen dan in 2023."
)


def checks(result: AsylumResult, facts: Facts) -> Iterator[Check]:
    """Stocks of the hindcast, provinces of the distribution law, and the inflow that the population model has."""
    yield from _stocks(result)
    yield from _provinces(result)
    yield from _migration(result, facts)


def _stocks(result: AsylumResult) -> Iterator[Check]:
    own = result.facts
    past = hindcast(own)
    values = {"total": reception_need(past, own), "status_holders": past.status_holders}
    for key, stock in values.items():
        series = own.observed[key]
        for moment, expected in series.known().items():
            year, month = divmod(moment, 100)
            at = (year - own.history_year) * MONTHS + month - 1
            if not 0 <= at < len(stock):
                continue
            used = (key, month) in _DIRECT
            cause = (
                f"{_USED} Een controle van de boekhouding." if used else f"{_NOT_USED} Terugblik met bekende instroom."
            )
            name = f"{series.title}, {month}-{year}"
            yield Check("benchmark", name, None, float(stock[at]), expected, "persons", str(series.source), cause)


def _provinces(result: AsylumResult) -> Iterator[Check]:
    spread = result.facts.distribution
    found = spread.provinces()
    cause = f"{_NOT_USED} De verdeling is geschat uit inwoners en inkomen; de officiële score is niet gevonden."
    for province, expected in spread.published_provinces.items():
        name = f"Opvangplaatsen eerste ronde Spreidingswet, {province}"
        yield Check("benchmark", name, None, found[province], expected, "places", spread.sources[0], cause)


def _migration(result: AsylumResult, facts: Facts) -> Iterator[Check]:
    """Permits of the chain beside the asylum migration of the population model, in its known years."""
    series = facts.columns.get(_MIGRATION)
    if series is None:
        return
    permits = by_year(result.baseline.chain.permits)
    for year, expected in series.known().items():
        at = year - int(result.years[0])
        if 0 <= at < len(permits):
            name = f"Vergunningen in de asielketen naast asielmigratie in het bevolkingsmodel, {year}"
            source = str(series.source)
            yield Check(
                "benchmark", name, None, float(permits[at]), expected, "persons_per_year", source, _CAUSE_MIGRATION
            )
