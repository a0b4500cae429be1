"""A sample of households: two tables of columns that the law and the models read, with weights.

Rows of `household` are households in order; the persons of a household stand together in `person`, in the same order.
Amounts are euro a year in the prices of `year` unless the column says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen.population.schema import AMOUNT_INDICES, DESCRIPTORS, KEYS
from bouwstenen.rules.parameters import index_growth

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bouwstenen.rules import Population, RuleGraph

_NOT_FOR_THE_LAW = {column.name for column in DESCRIPTORS}


@dataclass(frozen=True, eq=False)
class Sample:
    """Households with their persons.

    year: the year that situations and amounts belong to.
    person: one row a person: the keys, inputs of the law and descriptors of persons (`schema.py`). A column that is
        left out has its default everywhere.
    household: one row a household, likewise; always with `gewicht` (households that the row stands for) and `groep`
        (random group, for sampling error).
    """

    year: int
    person: Mapping[str, NDArray[Any]]
    household: Mapping[str, NDArray[Any]]

    @property
    def weight(self) -> NDArray[np.float64]:
        """Households that each row stands for."""
        return self.household["gewicht"]

    @property
    def households(self) -> int:
        """Number of rows of households."""
        return len(self.weight)

    @cached_property
    def household_of(self) -> NDArray[np.int64]:
        """For each person the row of its household."""
        keys = self.person["huishouden"]
        return np.concatenate(([0], np.cumsum(keys[1:] != keys[:-1])))

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Row of the first person of each household."""
        return np.flatnonzero(np.concatenate(([True], np.diff(self.household_of) > 0)))

    def sum_persons(self, values: NDArray[Any]) -> NDArray[Any]:
        """Sum of a value of persons over each household."""
        return np.add.reduceat(values, self.starts)

    def law_tables(self, graph: RuleGraph) -> Population:
        """The tables as the kernels read them: everything but the descriptors, and inputs that the graph knows."""
        from bouwstenen.rules import Population

        person = {n: v for n, v in self.person.items() if n in KEYS or (n not in _NOT_FOR_THE_LAW and n in graph.nodes)}
        household = {n: v for n, v in self.household.items() if n not in _NOT_FOR_THE_LAW and n in graph.nodes}
        return Population(graph, person, household)

    def pieces(self, size: int) -> list[Sample]:
        """The same households in pieces of at most `size`, in their order, so that memory stays small."""
        found: list[Sample] = []
        bounds = np.append(self.starts, len(self.household_of))
        for first in range(0, self.households, size):
            last = min(first + size, self.households)
            persons = slice(bounds[first], bounds[last])
            person = {name: values[persons] for name, values in self.person.items()}
            household = {name: values[first:last] for name, values in self.household.items()}
            found.append(Sample(self.year, person, household))
        return found

    def with_columns(
        self, person: Mapping[str, NDArray[Any]] | None = None, household: Mapping[str, NDArray[Any]] | None = None
    ) -> Sample:
        """The same sample with columns added or replaced."""
        return replace(
            self, person={**self.person, **(person or {})}, household={**self.household, **(household or {})}
        )

    def uprated(self, year: int, index_path: Mapping[str, tuple[tuple[str, float], ...]]) -> Sample:
        """The same people with amounts moved to another, later year.

        Args:
            year: not before the year of the sample.
            index_path: growth by index and date, as `ParameterSet.index_path` of the law.

        Situations (work, home, partners, ages) stay what they were; birth years move along so that ages agree.
        """
        if year == self.year:
            return self
        dates = (f"{self.year}-01-01", f"{year}-01-01")
        growth = {name: index_growth(index_path[name], *dates) for name in set(AMOUNT_INDICES.values())}
        person = {n: v * growth[AMOUNT_INDICES[n]] if n in AMOUNT_INDICES else v for n, v in self.person.items()}
        if "geboortejaar" in person:
            person["geboortejaar"] = person["geboortejaar"] + np.int32(year - self.year)
        household = {n: v * growth[AMOUNT_INDICES[n]] if n in AMOUNT_INDICES else v for n, v in self.household.items()}
        return Sample(year, person, household)


def joined(samples: Sequence[Sample]) -> Sample:
    """Several samples of one year as one; keys are numbered on so that they stay apart.

    Every sample has to have the same columns.
    """
    offsets = dict.fromkeys(KEYS, 0)
    persons: list[dict[str, NDArray[Any]]] = []
    for sample in samples:
        persons.append({n: v + offsets[n] if n in KEYS else v for n, v in sample.person.items()})
        for key in KEYS:
            offsets[key] += int(sample.person[key].max()) + 1
    person = {name: np.concatenate([table[name] for table in persons]) for name in persons[0]}
    household = {n: np.concatenate([s.household[n] for s in samples]) for n in samples[0].household}
    return Sample(samples[0].year, person, household)
