"""What drives a run year by year: arrivals, net migration where it is fixed, fertility and mortality."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where
from bouwstenen.models.demography.bounds import check_path
from bouwstenen.models.demography.emigration import arrivals_of
from bouwstenen.models.demography.mortality import death_probabilities, scaled_to
from bouwstenen.models.demography.options import ALIGNED, Options, Path, Scenario

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.models.demography.inputs import DemographyFacts


@dataclass(frozen=True, eq=False)
class Paths:
    """Drivers over the flow years.

    years: calendar years, shape (T,). arrivals: persons by motive, shape (T, motive).
    net: net migration that must come out, NaN where it follows from the rest, shape (T,).
    fertility: children per woman, shape (T,). death_probability: q(x), shape (T, sex, 111).
    """

    years: np.ndarray
    arrivals: np.ndarray
    net: np.ndarray
    fertility: np.ndarray
    death_probability: np.ndarray


def flow_years(facts: DemographyFacts, options: Options) -> range:
    """The flow years of a run: from its first population up to the year before its last one."""
    first = facts.base_year if options.first is None else options.first
    return range(first, facts.last_year if options.last is None else options.last)


def check_options(facts: DemographyFacts, options: Options) -> None:
    """Refuse years and own paths that the model does not have. Raises InputError with the mend."""
    years = flow_years(facts, options)
    if years.start not in facts.populations:
        known = ", ".join(map(str, sorted(facts.populations)))
        raise InputError(f"er is geen bevolking van 1 januari {years.start}.", mend=f"Kies uit: {known}.")
    if not years.start < years.stop <= facts.last_year:
        mend = f"Kies een jaar na {years.start} en tot en met {facts.last_year}."
        raise InputError(f"het laatste jaar {years.stop} kan niet.", mend=mend)
    for name in ("net_migration", "fertility_rate", "life_expectancy", "third_country_homes"):
        _check_path(name, getattr(options, name), years)


def _check_path(name: str, path: Path, years: range) -> None:
    given = [year for year, _ in path]
    where = Where("", 0, f"demography.{name}")
    if given != sorted(set(given)):
        raise InputError("de jaren van dit pad staan niet op volgorde.", mend="Zet elk jaar één keer.", where=where)
    for year, value in path:
        if year not in years:
            mend = f"Kies jaren van {years.start} tot en met {years.stop - 1}."
            raise InputError(f"het jaar {year} valt buiten de projectie.", mend=mend, where=where)
        check_path(name, year, value, where)


def reference_paths(facts: DemographyFacts, options: Options) -> Paths:
    """Drivers of the published forecast that fixes the emigration rates: the scenario itself, or the baseline."""
    scenario: Scenario = options.scenario if options.scenario in ALIGNED else "baseline"
    years = np.array(flow_years(facts, options))
    return Paths(
        years=years,
        arrivals=arrivals_of(facts, years),
        net=_scenario_path(facts, scenario, "net", years),
        fertility=_scenario_path(facts, scenario, "fertility", years),
        death_probability=_mortality(facts, scenario, years),
    )


def scenario_paths(facts: DemographyFacts, options: Options, reference: Paths) -> Paths:
    """The reference with the scenario and the user's own paths over it; `net` only where they set it."""
    years, paths = reference.years, replace(reference, net=np.full(len(reference.years), np.nan))
    if options.scenario not in ALIGNED:
        paths = replace(
            paths,
            net=_scenario_path(facts, options.scenario, "net", years),
            fertility=_scenario_path(facts, options.scenario, "fertility", years),
            death_probability=_mortality(facts, options.scenario, years),
        )
    expectancy = _own(options.life_expectancy, years, np.full(len(years), np.nan))
    return replace(
        paths,
        net=_own(options.net_migration, years, paths.net),
        fertility=_own(options.fertility_rate, years, paths.fertility),
        death_probability=with_life_expectancy(facts, paths.death_probability, expectancy),
    )


def with_life_expectancy(facts: DemographyFacts, q: np.ndarray, target: np.ndarray) -> np.ndarray:
    """q(x) scaled to a life expectancy of both sexes together, where `target` is a number."""
    if np.isnan(target).all():
        return q
    return scaled_to(q, target, facts.number("boys_at_birth"), facts.number("infant_deaths_in_birth_year"))


def _mortality(facts: DemographyFacts, scenario: Scenario, years: np.ndarray) -> np.ndarray:
    q = death_probabilities(facts.mortality_years, facts.log_mortality, years)
    q = np.minimum(q * facts.mortality_level(years)[:, None, None], 1.0)
    if f"{scenario}_life_expectancy" not in facts.scenarios:
        return q
    return with_life_expectancy(facts, q, _scenario_path(facts, scenario, "life_expectancy", years))


def _scenario_path(facts: DemographyFacts, scenario: str, name: str, years: np.ndarray) -> np.ndarray:
    known = facts.scenarios[f"{scenario}_{name}"]
    if years[0] < min(known):
        problem = f"het scenario '{scenario}' begint in {min(known)}, de projectie in {years[0]}."
        where = Where(f"feiten {facts.vintage}", 0, f"demography_scenario.{scenario}_{name}")
        raise InputError(problem, mend=f"Begin in {min(known)} of later.", where=where)
    return _line(known, years)


def _line(known: Mapping[int, float], years: np.ndarray) -> np.ndarray:
    return np.interp(years, list(known), list(known.values()))


def _own(path: Path, years: np.ndarray, otherwise: np.ndarray) -> np.ndarray:
    """A user's own path from its first year on."""
    if not path:
        return otherwise
    return np.where(years >= path[0][0], _line(dict(path), years), otherwise)
