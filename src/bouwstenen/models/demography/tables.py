"""Named tables beside the rows: the pyramid, quantiles of groups, and which net migration a target asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from bouwstenen.models.demography.dimensions import AGES, SEXES
from bouwstenen.models.demography.municipalities import counted_years, municipalities
from bouwstenen.models.demography.settings import settings
from bouwstenen.models.demography.stochastic import QUANTILES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.models.demography.project import DemographyResult


def tables(result: DemographyResult) -> Mapping[str, pl.DataFrame]:
    """Tables by name.

    pyramid: persons by sex and age on 1 January of the first year and of the year of the settings: year, sex, age (the
        last one open), baseline, package.
    fan: quantiles by year: indicator (inhabitants or an age group, with the package; births, deaths and net migration,
        without it), quantile (%), year, value.
    solver: net migration a year that gives a number of inhabitants in the target year: fertility_scenario, fertility
        (children per woman in that year), target, start (first year of that migration), net_migration, baseline_net,
        baseline (inhabitants without it), reached.
    municipalities: code, name, province, first and last: the years that shares are based on.
    """
    found: dict[str, pl.DataFrame] = {}
    if result.options.details:
        found |= {"pyramid": _pyramid(result), "municipalities": _municipalities(result)}
    if result.fan is not None:
        found["fan"] = _fan(result)
    if result.studies is not None:
        found["solver"] = _solver(result)
    return found


def _pyramid(result: DemographyResult) -> pl.DataFrame:
    years = [int(result.years[0]), settings().pyramid_year]
    parts: list[pl.DataFrame] = []
    for year in (y for y in years if result.years[0] <= y <= result.years[-1]):
        at = result.baseline.at(year)
        for s, sex in enumerate(SEXES):
            parts.append(
                pl.DataFrame(
                    {
                        "age": np.arange(AGES),
                        "baseline": result.baseline.population[at, s],
                        "package": result.package.population[at, s],
                    }
                ).select(pl.lit(year).alias("year"), pl.lit(sex).alias("sex"), pl.all())
            )
    return pl.concat(parts)


def _fan(result: DemographyResult) -> pl.DataFrame:
    fan = result.fan
    assert fan is not None
    series: list[tuple[str, np.ndarray, np.ndarray]] = [
        ("population", fan.years, fan.package),
        *((name, fan.years, values) for name, values in fan.age_groups.items()),
        ("births", fan.years[:-1], fan.births),
        ("deaths", fan.years[:-1], fan.deaths),
        ("net_migration", fan.years[:-1], fan.net_migration),
    ]
    return pl.concat(
        pl.DataFrame({"year": years, "value": values[k]}).select(
            pl.lit(name).alias("indicator"), pl.lit(quantile).alias("quantile"), pl.all()
        )
        for name, years, values in series
        for k, quantile in enumerate(QUANTILES)
    )


def _solver(result: DemographyResult) -> pl.DataFrame:
    studies = result.studies
    assert studies is not None
    return pl.DataFrame(
        [
            {
                "fertility_scenario": name, "fertility": answer.fertility, "year": answer.year, "target": target,
                "start": answer.start, "net_migration": answer.net_migration, "baseline_net": answer.baseline_net,
                "baseline": answer.baseline, "reached": answer.reached,
            }
            for (name, target), answer in studies.required.items()
        ]
    )  # fmt: skip


def _municipalities(result: DemographyResult) -> pl.DataFrame:
    first, last = counted_years(result.facts)
    return pl.DataFrame(
        {
            "code": [m.cbs_code for m in municipalities()],
            "name": [m.name for m in municipalities()],
            "province": [m.province for m in municipalities()],
        }
    ).with_columns(first=pl.lit(first), last=pl.lit(last))
