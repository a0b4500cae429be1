"""The results of the population model as rows of the effects table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.effects.table import COUNTRY, TOTAL, EffectRow
from bouwstenen.models.demography.dimensions import MOTIVES
from bouwstenen.models.demography.municipalities import municipalities, shares
from bouwstenen.models.demography.settings import settings
from bouwstenen.models.demography.stochastic import QUANTILES
from bouwstenen.models.demography.structure import HOUSEHOLD_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bouwstenen.models.demography.inputs import DemographyFacts
    from bouwstenen.models.demography.project import DemographyResult
    from bouwstenen.models.demography.stochastic import PopulationFan

PERSONS, YEARLY, HOUSEHOLDS, PER_100 = "personen", "personen/jaar", "huishoudens", "per 100"
SOURCE = "docs/models/demography.md"


@dataclass(frozen=True)
class _Maker:
    """Makes rows of one run; `run` is its id, `variant` the scenario."""

    run: str
    variant: str

    def row(
        self, indicator: str, unit: str, year: int, *, group: str = TOTAL, region: str = COUNTRY,
        status: str = "computed", baseline: float | None = None, package: float | None = None,
        difference: float | None = None, low: float | None = None, high: float | None = None,
    ) -> EffectRow:  # fmt: skip
        """One row; the difference follows from baseline and package when it is not given."""
        if difference is None and baseline is not None and package is not None:
            difference = package - baseline
        values = (baseline, package, difference, low, high)
        before, after, change, lowest, highest = (None if v is None else float(v) for v in values)
        return EffectRow(
            self.run, self.variant, "demography", indicator, unit, int(year), group, region,
            before, after, change, lowest, highest, status, SOURCE,
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class _Line:
    """One indicator over years: values without and with the package."""

    indicator: str
    unit: str
    group: str
    years: np.ndarray
    baseline: np.ndarray
    package: np.ndarray


def effect_rows(
    run: str,
    result: DemographyResult,
    others: Sequence[DemographyResult] = (),
    fan: PopulationFan | None = None,
) -> Iterator[EffectRow]:
    """All rows of a run for the country.

    Args:
        run: id of the run.
        result: in the chosen reading.
        others: the same package in its other readings; low and high are the extremes over all of them.
        fan: draws of the population, when there are.
    """
    maker = _Maker(run, result.options.scenario)
    bands = [list(_lines(other)) for other in (result, *others)]
    for position, line in enumerate(_lines(result)):
        band = np.array([lines[position].package for lines in bands])
        for t, year in enumerate(line.years):
            yield maker.row(
                line.indicator, line.unit, year, group=line.group, baseline=line.baseline[t], package=line.package[t],
                low=band[:, t].min(), high=band[:, t].max(),
            )  # fmt: skip
    yield from _stock_rows(maker, result, others)
    yield from _target_rows(maker, result)
    yield from _housing_rows(maker, result)
    if fan is not None:
        yield from _fan_rows(maker, fan)


def municipality_rows(run: str, facts: DemographyFacts, result: DemographyResult) -> Iterator[EffectRow]:
    """Inhabitants by municipality in the years of the settings that the run reaches; status `indication`."""
    maker = _Maker(run, result.options.scenario)
    share = shares(facts, result.years)
    for year in settings().municipality_years:
        if not result.years[0] <= year <= result.years[-1]:
            continue
        t = result.baseline.at(year)
        for municipality, part in zip(municipalities(), share[:, t], strict=True):
            yield maker.row(
                "population", PERSONS, year, region=municipality.cbs_code, status="indication",
                baseline=part * result.baseline.total[t], package=part * result.package.total[t],
            )  # fmt: skip


def _lines(result: DemographyResult) -> Iterator[_Line]:
    years, flows = result.years, result.years[:-1]
    before, after = result.baseline, result.package
    yield _Line("population", PERSONS, TOTAL, years, before.total, after.total)
    for name in ("births", "deaths", "net_migration"):
        yield _Line(name, YEARLY, TOTAL, flows, getattr(before, name), getattr(after, name))
    for indicator, name in (("immigration", "arrivals"), ("emigration", "departures")):
        old, new = getattr(before, name), getattr(after, name)
        yield _Line(indicator, YEARLY, TOTAL, flows, old.sum(axis=1), new.sum(axis=1))
        for k, motive in enumerate(MOTIVES):
            yield _Line(indicator, YEARLY, motive, flows, old[:, k], new[:, k])
    old, new = result.baseline_structure, result.package_structure
    for name in old.age_groups:
        yield _Line("age_group", PERSONS, name, years, old.age_groups[name], new.age_groups[name])
    yield _Line("households", HOUSEHOLDS, TOTAL, years, old.all_households, new.all_households)
    for k, kind in enumerate(HOUSEHOLD_TYPES):
        yield _Line("households", HOUSEHOLDS, kind, years, old.households[:, k], new.households[:, k])
    yield _Line("labour_force", PERSONS, TOTAL, years, old.labour_force, new.labour_force)
    yield _Line("green_pressure", PER_100, TOTAL, years, old.green, new.green)
    yield _Line("grey_pressure", PER_100, TOTAL, years, old.grey, new.grey)


def _stock_rows(maker: _Maker, result: DemographyResult, others: Sequence[DemographyResult]) -> Iterator[EffectRow]:
    """Difference in EU workers who came themselves, on 31 December."""
    band = np.array([other.eu_labour_stock for other in (result, *others)])
    for t, year in enumerate(result.years[:-1]):
        yield maker.row(
            "eu_labour_stock", PERSONS, year, difference=result.eu_labour_stock[t],
            low=band[:, t].min(), high=band[:, t].max(),
        )  # fmt: skip


def _target_rows(maker: _Maker, result: DemographyResult) -> Iterator[EffectRow]:
    """Net migration that a target asks for (package) beside that of the baseline in the same years."""
    for target, answer in result.targets:
        yield maker.row(
            "required_net_migration", YEARLY, target.year, group=f"{target.population:.0f} inwoners",
            baseline=answer.baseline_net, package=answer.net_migration,
        )  # fmt: skip


def _housing_rows(maker: _Maker, result: DemographyResult) -> Iterator[EffectRow]:
    """Homes that third-country workers need, and how many do not come; not computed when free homes are not known."""
    if result.housing is None:
        return
    condition = result.housing
    for t, year in enumerate(condition.years):
        yield maker.row("third_country_homes_needed", "woningen", year, difference=condition.needed[t])
        known = not np.isnan(condition.free[t])
        cut = -condition.cut[t] if known else None
        status = "computed" if known else "not_computed"
        yield maker.row("third_country_workers_cut", YEARLY, year, difference=cut, status=status)


def _fan_rows(maker: _Maker, fan: PopulationFan) -> Iterator[EffectRow]:
    """Quantiles of inhabitants with and without the package; the difference is that of the draws."""
    for k, quantile in enumerate(QUANTILES):
        for t, year in enumerate(fan.years):
            yield maker.row(
                "population_quantile", PERSONS, year, group=f"q{quantile:04.1f}", status="stochastic",
                baseline=fan.baseline[k, t], package=fan.package[k, t], difference=fan.difference[k, t],
            )  # fmt: skip
