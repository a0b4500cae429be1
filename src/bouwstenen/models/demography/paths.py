"""What drives a run year by year: arrivals, net migration where it is fixed, fertility and mortality."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.models.demography.dimensions import LAST_YEAR
from bouwstenen.models.demography.emigration import arrivals_of
from bouwstenen.models.demography.mortality import death_probabilities, scaled_to
from bouwstenen.models.demography.options import ALIGNED, SCENARIOS, Options, Path, Scenario

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


def check_options(facts: DemographyFacts, options: Options) -> None:
    """Refuse years and scenarios that the model does not have. Raises InputError with the mend."""
    if options.scenario not in SCENARIOS:
        raise InputError(
            f"het scenario '{shown(options.scenario)}' bestaat niet.",
            mend=f"Kies uit: {', '.join(SCENARIOS)}.",
            nearest=nearest_key(options.scenario, SCENARIOS),
        )
    if options.first not in facts.populations:
        years = ", ".join(map(str, sorted(facts.populations)))
        raise InputError(f"er is geen bevolking van 1 januari {options.first}.", mend=f"Kies uit: {years}.")
    if not options.first < options.last <= LAST_YEAR:
        mend = f"Kies een jaar na {options.first} en tot en met {LAST_YEAR}."
        raise InputError(f"het laatste jaar {options.last} kan niet.", mend=mend)
    for name in ("net_migration", "fertility_rate", "life_expectancy", "third_country_homes"):
        _check_path(name, getattr(options, name), options)


def _check_path(name: str, path: Path, options: Options) -> None:
    years = [year for year, _ in path]
    where = Where("", 0, f"demography.{name}")
    if years != sorted(set(years)):
        raise InputError("de jaren van dit pad staan niet op volgorde.", mend="Zet elk jaar één keer.", where=where)
    for year, value in path:
        if not options.first <= year < options.last:
            mend = f"Kies jaren van {options.first} tot en met {options.last - 1}."
            raise InputError(f"het jaar {year} valt buiten de projectie.", mend=mend, where=where)
        if not np.isfinite(value) or (name != "net_migration" and value < 0):
            raise InputError(
                f"de waarde {value:g} in {year} kan niet.", mend="Schrijf nul of een positief getal.", where=where
            )


def reference_paths(facts: DemographyFacts, options: Options) -> Paths:
    """Drivers of the published forecast that fixes the emigration rates: the scenario itself, or the baseline."""
    scenario: Scenario = options.scenario if options.scenario in ALIGNED else "baseline"
    years = np.arange(options.first, options.last)
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
