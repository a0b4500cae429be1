"""The model beside published points that it is not made from, each with the gap and its cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.checks.check import Check

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np

    from bouwstenen.facts import Facts
    from bouwstenen.models.demography.project import DemographyResult

_ROOM = "demography_benchmarks."
_LEFT_OUT = (
    "Niet gebruikt om het model af te stellen, wel bekend toen het vertrek na tien jaar werd gekozen. Het vertrekpunt "
    "begint op de bevolking van 2026 en volgt vanaf 2030 het migratiesaldo en het kindertal van deze prognose; in de "
    "jaren ervoor kwamen er minder mensen bij dan zij dacht."
)
_HOUSEHOLDS = (
    "Niet gebruikt om het model af te stellen. Een oudere prognose, met een andere bevolking; ons model houdt per "
    "leeftijd het aandeel alleenwonenden en paren van één jaar vast."
)
_POINTS: tuple[tuple[str, str, str, str], ...] = (
    ("cbs_2023_population", "population", "persons", _LEFT_OUT),
    ("cbs_2023_births", "births", "persons_per_year", _LEFT_OUT),
    ("cbs_2023_deaths", "deaths", "persons_per_year", _LEFT_OUT),
    ("cbs_2021_households", "households", "households", _HOUSEHOLDS),
)
"""Series of benchmarks, what is held against them, unit and cause."""
_YEARS = (2030, 2040, 2050, 2060, 2070)


def checks(result: DemographyResult, facts: Facts) -> Iterator[Check]:
    """The run without the package beside forecasts of the CBS, in the years of `_YEARS` that both have."""
    run = result.baseline
    values: dict[str, np.ndarray] = {
        "population": run.total,
        "births": run.births,
        "deaths": run.deaths,
        "households": result.baseline_structure.all_households,
    }
    for key, name, unit, cause in _POINTS:
        series = facts.columns.get(_ROOM + key)
        if series is None:
            continue
        for year in _YEARS:
            expected, at = series.at(year), run.at(year)
            if expected is None or not 0 <= at < len(values[name]):
                continue
            value = float(values[name][at])
            yield Check("benchmark", f"{series.title}, {year}", None, value, expected, unit, str(series.source), cause)
