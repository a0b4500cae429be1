"""Tables of persons and households as the kernels read them: checked, numbered and cut into blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen.core.errors import InputError, Where, nearest_key
from bouwstenen.rules.definitions import ENTITIES, HOUSEHOLD, PERSON, UNITS, Input, Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bouwstenen.rules.graph import RuleGraph

BLOCK = 2048
"""Persons in a block at most: scratch for the whole Dutch law is then about 1.4 MB, which stays in the cache."""

STORED: dict[Kind, Any] = {"float": np.float64, "int": np.int32, "bool": np.bool_}


class Population:
    """A population, immutable once built; may be shared between threads.

    Args:
        graph: any graph of the law; says which columns are inputs, and of which kind.
        person: one row a person; a mapping of name -> 1-D array, or a polars DataFrame. Key columns (integers):
            `huishouden` (required; the persons of a household stand together) and `fiscale_partners`,
            `toeslagpartners`, `gezin` (left out: the whole household is one unit). Other columns are inputs.
        household: one row a household, in the order in which they first appear among the persons, or in any order
            with a key column `huishouden`. Inputs of the household.

    Inputs that are left out have their default everywhere and take no memory. Results come back in the order of
    the rows for persons, and in order of first appearance for units and households (`index` gives the numbers).

    Raises:
        InputError: an unknown column, a wrong kind or length, persons of a household that do not stand together,
            a unit that lies in two households, or a household with more than 2,048 persons.
    """

    def __init__(self, graph: RuleGraph, person: Any, household: Any | None = None) -> None:
        persons, households = _columns(person), _columns({} if household is None else household)
        if HOUSEHOLD not in persons:
            raise InputError(
                "de kolom 'huishouden' ontbreekt.", mend="Geef elke persoon het nummer van zijn huishouden."
            )
        keys = persons.pop(HOUSEHOLD)
        starts, labels = _household_starts(keys)
        self.size: dict[str, int] = {PERSON: len(keys), HOUSEHOLD: len(labels)}
        bounds = _blocks(starts)
        block_starts = starts[bounds]
        self.offsets = np.zeros((len(bounds), len(ENTITIES)), dtype=np.int64)
        self.offsets[:, 0], self.offsets[:, 4] = block_starts, bounds
        household_of = _local(starts[:-1], bounds, block_starts)
        self.up: dict[tuple[str, str], NDArray[np.uint16]] = {(PERSON, HOUSEHOLD): household_of}
        done = [(keys, household_of, household_of[starts[:-1]], bounds)]
        for column, kind in enumerate(UNITS, start=1):
            unit_keys = _integers(kind, persons.pop(kind, keys))
            found = next((row for row in done if row[0] is unit_keys or np.array_equal(row[0], unit_keys)), None)
            if found is None:
                firsts, again, first_of = _units(unit_keys, starts, kind)
                offsets = np.searchsorted(firsts, block_starts)
                numbers = _local(firsts, offsets, block_starts)
                numbers[again] = numbers[first_of]
                found = (unit_keys, numbers, household_of[firsts], offsets)
                done.append(found)
            _, self.up[PERSON, kind], self.up[kind, HOUSEHOLD], self.offsets[:, column] = found
            self.size[kind] = len(found[2])
        rows = _household_rows(households.pop(HOUSEHOLD, None), labels)
        self.columns: dict[str, NDArray[Any]] = {}
        for entity, table in ((PERSON, persons), (HOUSEHOLD, households)):
            for name, values in table.items():
                checked = _checked(graph, name, values, entity, self.size[entity])
                self.columns[name] = checked[rows] if entity == HOUSEHOLD and rows is not None else checked

    def index(self, entity: str) -> NDArray[np.int64]:
        """For each person the row of its `entity` in results of that entity."""
        if entity == PERSON:
            return np.arange(self.size[PERSON])
        base = np.repeat(self.offsets[:-1, ENTITIES.index(entity)], np.diff(self.offsets[:, 0]))
        return base + self.up[PERSON, entity]


def _columns(table: Any) -> dict[str, NDArray[Any]]:
    """Columns of a mapping or a polars DataFrame as 1-D arrays of one length."""
    names = list(table.columns) if hasattr(table, "columns") else list(table)
    columns = {str(name): np.asarray(table[name]) for name in names}
    lengths = {name: values.shape for name, values in columns.items()}
    if any(len(shape) != 1 for shape in lengths.values()) or len(set(lengths.values())) > 1:
        problem = f"de kolommen zijn niet even lang: {lengths}."
        raise InputError(problem, mend="Geef alle kolommen één waarde per rij.")
    return columns


def _integers(name: str, keys: NDArray[Any]) -> NDArray[Any]:
    if keys.dtype.kind not in "iu":
        raise InputError(
            "deze sleutel bestaat niet uit gehele getallen.", mend="Gebruik nummers.", where=Where(key=name)
        )
    return keys


def _household_starts(keys: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[Any]]:
    """First person of each household, with the number of persons at the end; and the key of each household."""
    if len(_integers(HOUSEHOLD, keys)) == 0:
        raise InputError("de tabel van personen is leeg.", mend="Geef minstens één persoon.")
    starts = np.concatenate(([0], np.flatnonzero(keys[1:] != keys[:-1]) + 1, [len(keys)]))
    labels = keys[starts[:-1]]
    if not np.all(labels[1:] > labels[:-1]) and len(np.unique(labels)) != len(labels):
        problem = "de personen van een huishouden staan niet bij elkaar."
        raise InputError(problem, mend="Sorteer de personen op huishouden.", where=Where(key=HOUSEHOLD))
    largest = int(np.argmax(np.diff(starts)))
    if starts[largest + 1] - starts[largest] > BLOCK:
        problem = f"huishouden {labels[largest]} heeft meer dan {BLOCK} personen."
        raise InputError(problem, mend="Splits instellingen in huishoudens.", where=Where(key=HOUSEHOLD))
    return starts, labels


def _blocks(starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """First household of each block, with the number of households at the end."""
    bounds = [0]
    while bounds[-1] < len(starts) - 1:
        limit = starts[bounds[-1]] + BLOCK
        bounds.append(int(np.searchsorted(starts, limit, side="right")) - 1)
    return np.array(bounds)


def _local(firsts: NDArray[Any], offsets: NDArray[Any], block_starts: NDArray[Any]) -> NDArray[np.uint16]:
    """For each person the number of the unit that began last, counted from the start of the person's block.

    That is its own unit where units do not interleave; the caller mends the others.

    Args:
        firsts: the first person of each unit, ascending.
        offsets: the first unit of each block, with the number of units at the end.
        block_starts: the first person of each block, with the number of persons at the end.
    """
    steps = np.zeros(block_starts[-1], dtype=np.int32)  # summed faster than uint16
    steps[firsts] = 1
    steps[0] = 0
    steps[block_starts[1:-1]] -= np.diff(offsets)[:-1].astype(np.int32)  # back to 0
    return np.cumsum(steps, out=steps).astype(np.uint16)


def _units(
    keys: NDArray[Any], starts: NDArray[np.int64], kind: str
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The first person of each unit; and persons whose unit may have begun before the person above, with its first.

    Sorting everyone is slow, so it is done only where needed: in households whose keys do not ascend, or everywhere
    when the ranges of keys of households overlap.
    """
    first = np.concatenate(([True], keys[1:] != keys[:-1]))
    descends = np.concatenate(([False], keys[1:] < keys[:-1]))
    if not descends.any() and first[starts[:-1]].all():
        return np.flatnonzero(first), starts[:0], starts[:0]
    descends[starts[:-1]] = False
    households = np.unique(np.searchsorted(starts, np.flatnonzero(descends), side="right") - 1)
    sizes = np.diff(starts)[households]
    ends = np.cumsum(sizes)
    persons = np.repeat(starts[households] - (ends - sizes), sizes) + np.arange(sizes.sum())
    low, high = keys[starts[:-1]], keys[starts[1:] - 1]
    low[households] = np.minimum.reduceat(keys[persons], ends - sizes)
    high[households] = np.maximum.reduceat(keys[persons], ends - sizes)
    order = np.argsort(low, kind="stable")  # fast when the households ascend already
    apart = bool(np.all(high[order[:-1]] < low[order[1:]]))
    if not apart:
        persons = np.arange(len(keys))
    _, place, inverse = np.unique(keys[persons], return_index=True, return_inverse=True)
    first[persons] = False
    first[persons[place]] = True
    first_of = persons[place][inverse]
    if not apart:
        of_household = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        astray = np.flatnonzero(of_household[first_of] != of_household)
        if len(astray):
            problem = f"{kind} {keys[astray[0]]} ligt in meer dan één huishouden."
            raise InputError(problem, mend="Geef elke eenheid een eigen nummer.", where=Where(key=kind))
    return np.flatnonzero(first), persons, first_of


def _household_rows(keys: NDArray[Any] | None, labels: NDArray[Any]) -> NDArray[Any] | None:
    """Row of the household table for each household; None when the table already has that order."""
    if keys is None or np.array_equal(keys, labels):
        return None
    order = np.argsort(_integers(HOUSEHOLD, keys), kind="stable")
    place = np.searchsorted(keys, labels, sorter=order)
    rows = order[np.minimum(place, len(order) - 1)]
    if len(np.unique(keys)) != len(keys) or len(keys) != len(labels) or not np.array_equal(keys[rows], labels):
        problem = "de huishoudens in beide tabellen zijn niet dezelfde."
        raise InputError(problem, mend="Geef elk huishouden precies één rij.", where=Where(key=HOUSEHOLD))
    return rows


def _checked(graph: RuleGraph, name: str, values: NDArray[Any], entity: str, rows: int) -> NDArray[Any]:
    """A column as the kernels store it. A column of another type is converted only when nothing is lost."""
    node = graph.nodes.get(name)
    place = Where(key=name)
    if node is None or not isinstance(node.source, Input) or node.entity != entity:
        valid = [n.name for n in graph.nodes.values() if isinstance(n.source, Input) and n.entity == entity]
        problem = f"deze kolom is geen invoer van {entity}."
        raise InputError(problem, mend="Haal de kolom weg.", where=place, nearest=nearest_key(name, valid))
    if len(values) != rows:
        raise InputError(f"de kolom heeft {len(values)} rijen en geen {rows}.", mend="Vul aan.", where=place)
    fits = {"float": "fiu", "int": "iu", "bool": "b"}[node.kind]
    if values.dtype.kind not in fits:
        words = {"float": "getallen", "int": "gehele getallen", "bool": "true en false"}[node.kind]
        raise InputError(f"de kolom is {values.dtype}.", mend=f"Gebruik {words}.", where=place)
    stored = np.ascontiguousarray(values, dtype=STORED[node.kind])
    if node.kind == "float" and not np.isfinite(stored.sum()) and not np.isfinite(stored).all():
        raise InputError("de kolom heeft lege of oneindige waarden.", mend="Vul ze in.", where=place)
    if node.kind == "int" and values.dtype.itemsize > 4 and not np.array_equal(stored, values):
        raise InputError("de kolom heeft te grote getallen.", mend="Gebruik kleinere getallen.", where=place)
    return stored
