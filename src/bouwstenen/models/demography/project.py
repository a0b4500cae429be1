"""The entry point of the model: facts, overlay and options in, one frozen result out."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
from bouwstenen.models.demography.solver import required_net_migration
from bouwstenen.models.demography.structure import Structure, structure

if TYPE_CHECKING:
    from bouwstenen.levers import Overlay
    from bouwstenen.models.demography.inputs import DemographyFacts
    from bouwstenen.models.demography.levers import HousingCondition, PopulationTarget
    from bouwstenen.models.demography.solver import RequiredMigration


@dataclass(frozen=True, eq=False)
class DemographyResult:
    """Everything that a run gives; populations are those of 1 January of `years`, flows those of `years[:-1]`.

    baseline, package: the run without and with the package. baseline_structure, package_structure: age groups,
    households and labour force of both. eu_labour_stock: difference that the package makes to the EU workers who came
    themselves and live here at the end of each flow year. housing: the condition on third-country workers, None when
    the package has none. targets: what net migration each population target of the package asks for.
    state, rates: where the run started and the emigration rates before alignment, for further runs on the same footing.
    """

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


def project(facts: DemographyFacts, overlay: Overlay, options: Options | None = None) -> DemographyResult:
    """Run the baseline and the package of an overlay. A pure function: equal inputs give equal results.

    Args:
        facts: from `demography_facts`.
        overlay: the package; an empty one changes nothing.
        options: choices outside the package; default `Options()`.

    Raises:
        InputError: the overlay or the options ask for something that this model does not have.
    """
    options = options or Options()
    check_options(facts, options)
    state = starting_state(facts, flow_years(facts, options).start)
    rates = emigration_rates(facts, state)
    baseline = run_baseline(facts, options, state, rates)
    package, housing, targets, stock = baseline, None, (), np.zeros(len(baseline.births))
    if own_changes(overlay):
        changed = package_paths(facts, overlay, options, baseline, rates)
        package = run_projection(facts, changed.paths, state, rates, baseline.alignment)
        housing, targets = changed.housing, changed.targets
        stock = _eu_labour_stock(facts, baseline, package, rates)
    before = structure(facts, baseline.population)
    return DemographyResult(
        options=options,
        years=baseline.years,
        baseline=baseline,
        package=package,
        baseline_structure=before,
        package_structure=before if package is baseline else structure(facts, package.population),
        eu_labour_stock=stock,
        housing=housing,
        targets=tuple(
            (t, required_net_migration(facts, baseline, state, rates, t.year, t.population)) for t in targets
        ),
        state=state,
        rates=rates,
    )


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
