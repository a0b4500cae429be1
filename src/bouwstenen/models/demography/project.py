"""The entry point of the model: facts, overlay and options in, one frozen result out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.models.demography.dimensions import MOTIVES
from bouwstenen.models.demography.emigration import emigration_rates
from bouwstenen.models.demography.levers import own_changes, package_paths
from bouwstenen.models.demography.opening import starting_state
from bouwstenen.models.demography.options import Options
from bouwstenen.models.demography.paths import check_options, flow_years, reference_paths, scenario_paths
from bouwstenen.models.demography.projection import Projection, run_projection
from bouwstenen.models.demography.retention import still_here
from bouwstenen.models.demography.settings import settings
from bouwstenen.models.demography.solver import required_net_migration
from bouwstenen.models.demography.stochastic import population_fan
from bouwstenen.models.demography.structure import Structure, structure
from bouwstenen.models.protocol import quiet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.levers import Overlay
    from bouwstenen.models.demography.inputs import DemographyFacts
    from bouwstenen.models.demography.levers import HousingCondition, PopulationTarget
    from bouwstenen.models.demography.options import Scenario
    from bouwstenen.models.demography.solver import RequiredMigration
    from bouwstenen.models.demography.stochastic import PopulationFan
    from bouwstenen.models.protocol import Handed, Tell


@dataclass(frozen=True, eq=False)
class DemographyResult:
    """Everything that a run gives; populations are those of 1 January of `years`, flows those of `years[:-1]`.

    baseline, package: the run without and with the package. baseline_structure, package_structure: age groups,
    households and labour force of both. eu_labour_stock: difference that the package makes to the EU workers who came
    themselves and live here at the end of each flow year. housing: the condition on third-country workers, None when
    the package has none. targets: what net migration each population target of the package asks for.
    state, rates: where the run started and the emigration rates before alignment, for further runs on the same footing.
    """

    facts: DemographyFacts
    options: Options
    years: np.ndarray
    baseline: Projection
    package: Projection
    baseline_structure: Structure
    package_structure: Structure
    eu_labour_stock: np.ndarray
    housing: HousingCondition | None
    targets: tuple[tuple[PopulationTarget, RequiredMigration], ...]
    state: np.ndarray
    rates: np.ndarray

    @cached_property
    def fan(self) -> PopulationFan | None:
        """Draws of the population; None when none were asked for. Made when first read: one reading shows them."""
        options = self.options
        if not options.fan_draws:
            return None
        return population_fan(
            self.facts, self.baseline, self.package, draws=options.fan_draws, seed=options.seed, ages=False
        )

    @cached_property
    def studies(self) -> Studies | None:
        """Scenarios and what targets ask for; None when not asked for."""
        return studies(self.facts, self.options) if self.options.scenarios else None


@dataclass(frozen=True, eq=False)
class Studies:
    """What the model says without a package.

    scenarios: run by scenario. required: the net migration that gives each target of the settings, by scenario of
    fertility and target.
    """

    scenarios: Mapping[Scenario, Projection]
    required: Mapping[tuple[Scenario, int], RequiredMigration]


def project(
    facts: DemographyFacts,
    changes: Overlay,
    handed: Handed | None = None,
    options: Options | None = None,
    tell: Tell = quiet,
) -> DemographyResult:
    """Run the baseline and the package of an overlay. A pure function: equal inputs give equal results.

    Args:
        facts: from `demography_facts`.
        changes: the slice of the package; an empty one changes nothing.
        handed: not read: this model needs nothing of others.
        options: choices outside the package; default `Options()`, without draws when not given.
        tell: told of each step.

    Raises:
        InputError: the overlay or the options ask for something that this model does not have.
    """
    del handed
    tell("Bevolking doorrekenen")
    options = options or Options(fan_draws=0)
    check_options(facts, options)
    start = _start(facts, _without_package(options))
    state, rates, baseline = start.state, start.rates, start.baseline
    package, housing, targets, stock = baseline, None, (), np.zeros(len(baseline.births))
    if own_changes(changes):
        changed = package_paths(facts, changes, options, baseline, rates)
        package = run_projection(facts, changed.paths, state, rates, baseline.alignment)
        housing, targets = changed.housing, changed.targets
        stock = _eu_labour_stock(facts, baseline, package, rates)
    return DemographyResult(
        facts=facts,
        options=options,
        years=baseline.years,
        baseline=baseline,
        package=package,
        baseline_structure=start.structure,
        package_structure=start.structure if package is baseline else structure(facts, package.population),
        eu_labour_stock=stock,
        housing=housing,
        targets=tuple(
            (t, required_net_migration(facts, baseline, state, rates, t.year, t.population)) for t in targets
        ),
        state=state,
        rates=rates,
    )


@dataclass(frozen=True, eq=False)
class _Start:
    """What does not depend on the package."""

    state: np.ndarray
    rates: np.ndarray
    baseline: Projection
    structure: Structure


def _without_package(options: Options) -> str:
    """What a run without a package depends on, as text."""
    return options.model_dump_json(exclude={"fan_draws", "seed", "scenarios", "details"})


@lru_cache(maxsize=16)
def _start(facts: DemographyFacts, chosen: str) -> _Start:
    """The run without a package, once for the same facts and choices (see `_without_package`)."""
    options = Options.model_validate_json(chosen)
    state = starting_state(facts, flow_years(facts, options).start)
    rates = emigration_rates(facts, state)
    baseline = run_baseline(facts, options, state, rates)
    return _Start(state, rates, baseline, structure(facts, baseline.population))


def studies(facts: DemographyFacts, options: Options) -> Studies:
    """The scenarios of the settings, and the net migration that targets ask for by fertility (no package)."""
    own = Options(first=options.first, last=options.last, fan_draws=0, details=False)
    chosen = settings()
    runs = {
        name: _start(facts, _without_package(own.model_copy(update={"scenario": name}))).baseline
        for name in dict.fromkeys((*chosen.shown_scenarios, *chosen.target_fertility))
    }
    start = _start(facts, _without_package(options))
    required: dict[tuple[Scenario, int], RequiredMigration] = {
        (name, target): required_net_migration(
            facts, start.baseline, start.state, start.rates, chosen.target_year, target,
            fertility=runs[name].paths.fertility,
        )
        for name in chosen.target_fertility
        for target in chosen.targets
    }  # fmt: skip
    return Studies({name: runs[name] for name in chosen.shown_scenarios}, required)


def run_baseline(facts: DemographyFacts, options: Options, state: np.ndarray, rates: np.ndarray) -> Projection:
    """The run without a package: the published forecast, then the scenario and the user's own paths over it."""
    reference = reference_paths(facts, options)
    aligned = run_projection(facts, reference, state, rates, None)
    paths = scenario_paths(facts, options, replace(reference, arrivals=aligned.arrivals))
    same = np.isnan(paths.net).all() and paths.fertility is reference.fertility
    if same and paths.death_probability is reference.death_probability:
        return aligned
    return run_projection(facts, paths, state, rates, aligned.alignment)


def _eu_labour_stock(
    facts: DemographyFacts, baseline: Projection, package: Projection, rates: np.ndarray
) -> np.ndarray:
    """Difference in EU workers present at the end of each year, of those who came themselves."""
    column = MOTIVES.index("eu_labour")
    more = package.arrivals[:, column] - baseline.arrivals[:, column]
    return more @ still_here(facts, baseline, rates, "eu_labour") if more.any() else more
