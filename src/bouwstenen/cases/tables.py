"""The law over tables of persons and households: for microdata of one's own, and for synthetic populations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bouwstenen.law import law_on, parameter_set

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np


def simulate(
    person: Any,
    household: Any | None = None,
    *,
    outputs: Sequence[str],
    date: str = "2026-01-01",
    overlay: Mapping[str, Any] | None = None,
    proposals: bool = False,
    threads: int | None = None,
) -> dict[str, np.ndarray]:
    """Compute outputs for every person, unit or household of a population.

    Args:
        person: one row a person (polars DataFrame or mapping of arrays); see `docs/microdata.md` for the columns.
        household: one row a household; left out when no household has inputs.
        outputs: names of rules or aggregates, such as `besteedbaar_inkomen`.
        date: ISO date of the law.
        overlay: other values for parameters by path, such as `{"zorgtoeslag.standaardpremie": 2100.0}`.
        proposals: with the values of bills that are no law yet, such as the tax plan of 2027.
        threads: number of cores; default all.

    Returns:
        For each output an array in the order of its entity: rows of `person`, or units and households in order of
        first appearance.

    Raises:
        InputError: a table, a value, a name or a parameter path is wrong, or the law of the date is not known.
    """
    from bouwstenen.cases.bounds import check_columns, completed_columns
    from bouwstenen.cases.dates import law_date
    from bouwstenen.rules import Population, simulate

    day = law_date(date)
    graph = law_on(date)
    check_columns(person, "person")
    check_columns({} if household is None else household, "household")
    population = Population(graph, completed_columns(person, day.year), household)
    parameters = parameter_set(proposals=proposals).at(date, overlay or {})
    return simulate(graph, parameters, population, outputs, threads=threads)
