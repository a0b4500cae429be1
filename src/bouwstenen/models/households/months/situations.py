"""Situations of households as rows for the law: one row for every stretch of months in which nothing changes.

The law gives the amount of a year in a situation; each month of it is a twelfth (Awir art. 5 and 6).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen.models.households.months.roster import AFTER_SCHOOL, MONTHS, NEVER, UNITS, Events, Roster
from bouwstenen.population.amounts import household_rows
from bouwstenen.population.sample import Sample
from bouwstenen.rules import Input, Rule, RuleGraph, simulate
from bouwstenen.rules.definitions import Aggregate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bouwstenen.rules import Parameters

INCOME = "toetsingsinkomen"


@dataclass(frozen=True, eq=False)
class Situations:
    """Rows for the law.

    household: for each row the household of the roster. start: its first month. months: how many months it lasts.
    person: for each person of the rows the row in the roster.
    sample: the rows as a sample.
    """

    household: NDArray[np.int64]
    start: NDArray[np.int64]
    months: NDArray[np.int64]
    person: NDArray[np.int64]
    sample: Sample

    def over_year(self, values: NDArray[np.float64], households: int) -> NDArray[np.float64]:
        """Sum over the year of an amount a year: every row counts for its months. Per household of the roster."""
        shares: NDArray[np.float64] = values * self.months / MONTHS
        return np.bincount(self.household, weights=shares, minlength=households).astype(np.float64)

    def by_month(self, values: NDArray[np.float64], households: int) -> NDArray[np.float64]:
        """Amount of each month, (households, 12), from amounts a year."""
        rows = np.repeat(np.arange(len(self.start)), self.months)
        first = np.concatenate(([0], np.cumsum(self.months)))[:-1]
        month = self.start[rows] - 1 + np.arange(len(rows)) - first[rows]
        found = np.zeros((households, MONTHS))
        found[self.household[rows], month] = values[rows] / MONTHS
        return found


def stretches(roster: Roster, events: Events) -> Situations:
    """The rows of the whole year: a new one in every month in which something changes."""
    changes = np.zeros((roster.households, NEVER + 1), dtype=np.bool_)
    changes[:, 1] = True
    everyone = np.arange(roster.households)
    for months in events.by_household():
        changes[everyone, months] = True
    changes[roster.household_of, events.birthday] = True
    changes[roster.household_of, events.school] = True
    household, start = np.nonzero(changes[:, :NEVER])
    last = np.append(household[1:] != household[:-1], True)
    ends = np.where(last, NEVER, np.append(start[1:], NEVER))
    return _rows(roster, events, household, start, ends - start)


def in_month(roster: Roster, events: Events, month: int) -> Situations:
    """One row for every household: its situation in a month (1 to 12)."""
    everyone = np.arange(roster.households)
    ones = np.ones(roster.households, dtype=np.int64)
    return _rows(roster, events, everyone, ones * month, ones)


def _rows(
    roster: Roster, events: Events, household: NDArray[np.int64], start: NDArray[np.int64], months: NDArray[np.int64]
) -> Situations:
    sizes = roster.sizes[household]
    row = np.repeat(np.arange(len(household)), sizes)
    first = np.concatenate(([0], np.cumsum(sizes)))[:-1]
    place = np.arange(len(row)) - first[row]
    person = roster.starts[household[row]] + place
    present = _present(roster, events, person, start[row])
    row, person = row[present], person[present]
    width = int(roster.sizes.max())
    columns: dict[str, NDArray[Any]] = {name: values[person] for name, values in roster.person.items()}
    columns["huishouden"] = row
    for key in UNITS:
        columns[key] = row * width + roster.units[key][person]
    older = events.birthday[person] <= start[row]
    columns["leeftijd"] = columns["leeftijd"] + older.astype(columns["leeftijd"].dtype)
    care = np.where(events.care[household[row]] <= start[row], roster.care_factor[household[row]], 1.0)
    school = events.school[person] <= start[row]
    care = np.where(school, care * roster.school_factor, care)
    columns["kinderopvang_uren_per_maand"] = columns["kinderopvang_uren_per_maand"] * care
    columns["kinderopvang_soort"] = np.where(school, AFTER_SCHOOL, columns["kinderopvang_soort"]).astype(np.int32)
    homes = {name: values[household] for name, values in roster.household.items()}
    if "kale_huur_per_maand" in homes:
        homes["kale_huur_per_maand"] = homes["kale_huur_per_maand"] * _rent_factor(roster, events, household, start)
    return Situations(household, start, months, person, Sample(roster.year, columns, homes))


def _present(roster: Roster, events: Events, person: NDArray[np.int64], month: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether a person lives in the household in a month. The one who leaves is not followed."""
    home, role = roster.household_of[person], roster.role[person]
    gone = (role == 1) & (events.partner_out[home] <= month)
    not_yet = ((role == 2) & (events.partner_in[home] > month)) | ((role == 3) & (events.birth[home] > month))
    return ~(gone | not_yet)


def _rent_factor(
    roster: Roster, events: Events, household: NDArray[np.int64], start: NDArray[np.int64]
) -> NDArray[np.float64]:
    """What the rent of January is multiplied with: the yearly rise and a move."""
    rise = np.where(events.rent[household] <= start, roster.rent_factor[household], 1.0)
    return rise * np.where(events.move[household] <= start, roster.move_factor[household], 1.0)


@lru_cache(maxsize=32)
def settlement_graph(graph: RuleGraph) -> RuleGraph:
    """The same law with the toetsingsinkomen as an input.

    So toeslagen can be computed on any income (an estimate, the whole year, last year, a month) in any situation.
    """
    sources = [node.source for name, node in graph.nodes.items() if name != INCOME]
    given = Input(INCOME, "person", "EUR/jaar", "float", 0.0, "Toetsingsinkomen waarop de toeslag rust")
    return RuleGraph(
        [*(s for s in sources if isinstance(s, Input)), given],
        [s for s in sources if isinstance(s, Rule)],
        [s for s in sources if isinstance(s, Aggregate)],
        graph.parameter_set,
        graph.date,
    )


def run(
    graph: RuleGraph,
    parameters: Parameters,
    situations: Situations,
    outputs: Sequence[str],
    person: Mapping[str, NDArray[Any]] | None = None,
) -> dict[str, NDArray[np.float64]]:
    """The law over the rows; results of persons stay per person, all others are added up by row.

    person: columns to replace, over the persons of the rows.
    """
    sample = situations.sample.with_columns(person=person)
    tables = sample.law_tables(graph)
    found = simulate(graph, parameters, tables, outputs)
    rows = len(situations.household)
    summed: dict[str, NDArray[np.float64]] = {}
    homes: dict[str, NDArray[np.int64]] = {}
    for name in outputs:
        entity, values = graph.nodes[name].entity, found[name].astype(np.float64)
        if entity not in ("person", "huishouden"):
            if entity not in homes:
                homes[entity] = household_rows(sample, tables, entity)
            values = np.bincount(homes[entity], weights=values, minlength=rows)
        summed[name] = np.asarray(values, dtype=np.float64)
    return summed
