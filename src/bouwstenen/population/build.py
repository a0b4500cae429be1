"""Builds the synthetic population in chunks: each chunk is a representative sample of households of its own.

Any number of chunks is a population: chunks are independent random groups, and a chunk is the same whoever builds it
and in whatever order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where
from bouwstenen.law import law_on, parameter_set
from bouwstenen.population.amounts import compute
from bouwstenen.population.calibration import Calibrated, calibrate
from bouwstenen.population.constants import BASE_YEAR
from bouwstenen.population.measures import by_age_and_sex, measure
from bouwstenen.population.sample import Sample
from bouwstenen.population.schema import COLUMNS, stored
from bouwstenen.population.synthesis.benefits import make_benefits
from bouwstenen.population.synthesis.childcare import make_childcare
from bouwstenen.population.synthesis.directors import make_interests
from bouwstenen.population.synthesis.draft import DIGITS, Draft
from bouwstenen.population.synthesis.households import make_households
from bouwstenen.population.synthesis.study import make_parental_income, make_students
from bouwstenen.population.synthesis.wealth import household_income, make_homes, make_wealth
from bouwstenen.population.synthesis.work import make_skill, make_work
from bouwstenen.population.targets import calibration_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from bouwstenen.population.inputs import PopulationInputs

CHUNK = 20_000
"""Households in a chunk."""
_STEPS = (
    make_skill,
    make_students,
    make_work,
    make_benefits,
    make_interests,
    household_income,
    make_homes,
    make_wealth,
    make_childcare,
    make_parental_income,
)
"""After the households themselves: every step reads what those before it made."""
_DRAWS = ("zorgtoeslag", "huurtoeslag", "kindgebonden_budget", "kinderopvangtoeslag", "toeslagenwet")


def chunks_for(households: int, size: int = CHUNK) -> int:
    """How many chunks a population of about this many households has: rounded to whole chunks, at least one."""
    return max(1, round(households / size))


def synthetic_population(inputs: PopulationInputs, households: int, seed: int, size: int = CHUNK) -> Iterator[Sample]:
    """The chunks of a population, one after the other; see `build_chunk`.

    Args:
        inputs: from `population_inputs`.
        households: about how many; rounded to whole chunks.
        seed: of all chance.
        size: households in a chunk; smaller only for tests.
    """
    number = chunks_for(households, size)
    return (build_chunk(inputs, chunk, number, seed, size) for chunk in range(number))


def build_chunk(inputs: PopulationInputs, number: int, of: int, seed: int, size: int = CHUNK) -> Sample:
    """One chunk: a calibrated sample of households of the base year.

    Args:
        inputs: from `population_inputs`.
        number: which chunk, from 0; its random group.
        of: how many chunks the population has: weights add up to all households divided by this number.
        seed: of all chance.
        size: households in the chunk.

    The households of a chunk do not depend on `of`, nor on other chunks.
    """
    sample = to_sample(make_chunk(inputs, number, seed, size))
    found = weigh(inputs, sample)
    return sample.with_columns(household={"gewicht": np.round(found.weights, DIGITS) / of})


def weigh(inputs: PopulationInputs, sample: Sample) -> Calibrated:
    """Weights of a chunk with equal design weights that meet the targets of the calibration.

    Raises InputError when there are none: too few households, or figures that contradict each other.
    """
    chosen = [target for target in inputs.targets if target.role == "calibration"]
    measures = measured(inputs, sample)
    table, aims = calibration_table(chosen, measures, by_age_and_sex(sample), sample.weight)
    softness = np.array([target.softness for target in chosen])
    bounds = inputs.figures["weight_lowest"], inputs.figures["weight_highest"]
    found = calibrate(table, aims, sample.weight, softness, bounds)
    if not found.converged:
        raise InputError(
            f"de gewichten van {sample.households} huishoudens komen niet uit op de gepubliceerde aantallen.",
            mend="Neem meer huishoudens, of kies in eigen cijfers waarden die dichter bij de jaargang liggen.",
            where=Where(key="synthesis.weight_lowest en synthesis.weight_highest"),
        )
    return found


def measured(inputs: PopulationInputs, sample: Sample) -> dict[str, NDArray[np.float64]]:
    """All measures of a sample of the base year under the law of 1 January, with published take-up."""
    date = f"{BASE_YEAR}-01-01"
    amounts = compute(sample, law_on(date), parameter_set().at(date), inputs.take_up)
    return measure(sample, amounts, inputs)


def make_chunk(inputs: PopulationInputs, number: int, seed: int, size: int = CHUNK) -> Draft:
    """The households of a chunk before weighting."""
    draft = Draft(inputs, seed, number)
    make_households(draft, size)
    for step in _STEPS:
        step(draft)
    random = draft.random("take_up")
    for scheme in _DRAWS:
        draft.household[f"trekking_{scheme}"] = np.round(random.random(draft.households), DIGITS)
    return draft


def to_sample(draft: Draft) -> Sample:
    """The columns of the schema, with equal weights; what only the steps need is left out."""
    person = {n: stored(n, v) for n, v in draft.person.items() if COLUMNS.get(n) == "person"}
    household = {n: stored(n, v) for n, v in draft.household.items() if COLUMNS.get(n) == "huishouden"}
    household["groep"] = np.full(draft.households, draft.number, dtype=np.int32)
    household["gewicht"] = np.full(draft.households, draft.inputs.households / draft.households)
    return Sample(BASE_YEAR, person, household)
