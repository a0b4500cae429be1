"""The results of the population model as rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from bouwstenen.effects.row import ALL, NONE, Row
from bouwstenen.models.demography.dimensions import MOTIVES
from bouwstenen.models.demography.municipalities import municipalities, shares
from bouwstenen.models.demography.settings import settings
from bouwstenen.models.demography.stochastic import QUANTILES
from bouwstenen.models.demography.structure import HOUSEHOLD_TYPES
from bouwstenen.models.ports import BIRTHS, HOUSEHOLDS, PEOPLE
from bouwstenen.models.protocol import Headline, Port, Sides

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bouwstenen.agreement.schema import Reading
    from bouwstenen.models.demography.project import DemographyResult

PERSONS, YEARLY, HOMES = "persons", "persons_per_year", "homes"
SOURCE = "docs/models/demography.md"
_ROOM = "demography."


@dataclass(frozen=True, eq=False)
class _Line:
    """One indicator over years: values without and with the package."""

    indicator: str
    unit: str
    years: np.ndarray
    baseline: np.ndarray
    package: np.ndarray
    dimension: str = ALL
    group: str = ALL


def rows(result: DemographyResult, others: Mapping[Reading, DemographyResult]) -> Iterator[Row | pl.DataFrame]:
    """All rows of a run.

    Args:
        result: in the chosen reading.
        others: the same package in its other readings; low and high are the extremes over all of them.
    """
    rest = tuple(others.values())
    bands = [list(_lines(other)) for other in rest]
    for position, line in enumerate(_lines(result)):
        yield _frame(line, [lines[position].package for lines in bands])
    yield _stock_frame(result, rest)
    yield from _target_rows(result)
    yield from _housing_rows(result)
    yield from _fan_frames(result)
    yield from _scenario_frames(result)
    if result.options.details:
        yield from _municipality_frames(result)


def hands(result: DemographyResult) -> Mapping[Port, Sides]:
    """People by sex and age and households by type on 1 January, and births in the year."""
    before, after = result.baseline, result.package
    old, new = result.baseline_structure, result.package_structure
    return {
        PEOPLE: Sides(result.years, before.population, after.population),
        BIRTHS: Sides(result.years[:-1], before.births, after.births),
        HOUSEHOLDS: Sides(result.years, old.households, new.households),
    }


def headlines(result: DemographyResult) -> Iterator[Headline]:
    """The difference in inhabitants in the years of the settings that the run reaches."""
    years = tuple(y for y in settings().headline_years if result.years[0] <= y <= result.years[-1])
    if years:
        change = result.package.total - result.baseline.total
        at = [result.baseline.at(year) for year in years]
        yield Headline(f"{_ROOM}population", PERSONS, years, change[at])


def _frame(line: _Line, others: list[np.ndarray]) -> pl.DataFrame:
    columns = {"year": line.years, "baseline": line.baseline, "package": line.package}
    if others:
        band = np.array([line.package, *others])
        columns |= {"low": band.min(axis=0), "high": band.max(axis=0)}
    return pl.DataFrame(columns).with_columns(
        indicator=pl.lit(_ROOM + line.indicator), unit=pl.lit(line.unit), dimension=pl.lit(line.dimension),
        group=pl.lit(line.group), band=pl.lit("readings" if others else NONE), source=pl.lit(SOURCE),
    )  # fmt: skip


def _lines(result: DemographyResult) -> Iterator[_Line]:
    years, flows = result.years, result.years[:-1]
    before, after = result.baseline, result.package
    yield _Line("population", PERSONS, years, before.total, after.total)
    for name in ("births", "deaths", "net_migration"):
        yield _Line(name, YEARLY, flows, getattr(before, name), getattr(after, name))
    for indicator, name in (("immigration", "arrivals"), ("emigration", "departures")):
        old, new = getattr(before, name), getattr(after, name)
        yield _Line(indicator, YEARLY, flows, old.sum(axis=1), new.sum(axis=1))
        for k, motive in enumerate(MOTIVES):
            yield _Line(indicator, YEARLY, flows, old[:, k], new[:, k], "motive", motive)
    old, new = result.baseline_structure, result.package_structure
    for name in old.age_groups:
        yield _Line("age_group", PERSONS, years, old.age_groups[name], new.age_groups[name], "age_group", name)
    yield _Line("households", "households", years, old.all_households, new.all_households)
    for k, kind in enumerate(HOUSEHOLD_TYPES):
        yield _Line(
            "households", "households", years, old.households[:, k], new.households[:, k], "private_household", kind
        )
    yield _Line("labour_force", PERSONS, years, old.labour_force, new.labour_force)
    yield _Line("green_pressure", "per_100", years, old.green, new.green)
    yield _Line("grey_pressure", "per_100", years, old.grey, new.grey)


def _stock_frame(result: DemographyResult, others: tuple[DemographyResult, ...]) -> pl.DataFrame:
    """Difference in EU workers who came themselves, on 31 December."""
    columns = {"year": result.years[:-1], "difference": result.eu_labour_stock}
    if others:
        band = np.array([other.eu_labour_stock for other in (result, *others)])
        columns |= {"low": band.min(axis=0), "high": band.max(axis=0)}
    nothing = pl.lit(None, dtype=pl.Float64)
    return pl.DataFrame(columns).with_columns(
        baseline=nothing, package=nothing, indicator=pl.lit(f"{_ROOM}eu_labour_stock"), unit=pl.lit(PERSONS),
        band=pl.lit("readings" if others else NONE), source=pl.lit(SOURCE),
    )  # fmt: skip


def _target_rows(result: DemographyResult) -> Iterator[Row]:
    """Net migration that a target asks for (package) beside that of the baseline in the same years."""
    for target, answer in result.targets:
        yield Row(
            indicator=f"{_ROOM}required_net_migration", unit=YEARLY, year=target.year, dimension="inhabitants",
            group=f"{target.population:.0f}", baseline=answer.baseline_net, package=answer.net_migration, source=SOURCE,
        )  # fmt: skip


def _housing_rows(result: DemographyResult) -> Iterator[Row]:
    """Homes that third-country workers need, and how many do not come; not computed when free homes are not known."""
    if result.housing is None:
        return
    condition = result.housing
    for t, year in enumerate(condition.years.tolist()):
        yield Row(
            indicator=f"{_ROOM}third_country_homes_needed", unit=HOMES, year=year,
            difference=float(condition.needed[t]), source=SOURCE,
        )  # fmt: skip
        known = not np.isnan(condition.free[t])
        yield Row(
            indicator=f"{_ROOM}third_country_workers_cut", unit=YEARLY, year=year,
            difference=-float(condition.cut[t]) if known else None,
            status="computed" if known else "not_computable", source=SOURCE,
        )  # fmt: skip


def _fan_frames(result: DemographyResult) -> Iterator[pl.DataFrame]:
    """Quantiles of inhabitants with and without the package; the difference is that of the draws."""
    fan = result.fan
    if fan is None:
        return
    for k, quantile in enumerate(QUANTILES):
        yield pl.DataFrame(
            {"year": fan.years, "baseline": fan.baseline[k], "package": fan.package[k], "difference": fan.difference[k]}
        ).with_columns(
            indicator=pl.lit(f"{_ROOM}population_quantile"), unit=pl.lit(PERSONS), dimension=pl.lit("quantile"),
            group=pl.lit(f"p{quantile:04.1f}"), status=pl.lit("projected"), source=pl.lit(SOURCE),
        )  # fmt: skip


def _scenario_frames(result: DemographyResult) -> Iterator[pl.DataFrame]:
    """Inhabitants and net migration of each scenario, without a package."""
    for name, run in result.studies.scenarios.items() if result.studies else ():
        for indicator, unit, years, values in (
            ("population", PERSONS, run.years, run.total),
            ("net_migration", YEARLY, run.years[:-1], run.net_migration),
        ):
            nothing = pl.lit(None, dtype=pl.Float64)
            yield pl.DataFrame({"year": years, "baseline": values}).with_columns(
                package=nothing, difference=nothing, scenario=pl.lit(name), indicator=pl.lit(_ROOM + indicator),
                unit=pl.lit(unit), source=pl.lit(SOURCE),
            )  # fmt: skip


def _municipality_frames(result: DemographyResult) -> Iterator[pl.DataFrame]:
    """Inhabitants by municipality in the years of the settings that the run reaches; status `indication`."""
    years = [y for y in settings().municipality_years if result.years[0] <= y <= result.years[-1]]
    share = shares(result.facts, np.array(years)) if years else np.empty((0, 0))
    codes = [municipality.cbs_code for municipality in municipalities()]
    for t, year in enumerate(years):
        at = result.baseline.at(year)
        before, after = (share[:, t] * float(run.total[at]) for run in (result.baseline, result.package))
        yield pl.DataFrame({"region": codes, "baseline": before, "package": after}).with_columns(
            indicator=pl.lit(f"{_ROOM}population"), unit=pl.lit(PERSONS), year=pl.lit(year),
            status=pl.lit("indication"), source=pl.lit(SOURCE),
        )  # fmt: skip
