"""One household as the evaluator reads it: facts, given values, and who belongs to which unit."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.rules.definitions import HOUSEHOLD, PERSON, UNITS, Input, Kind, Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bouwstenen.rules.graph import RuleGraph

CONVERT = {"float": float, "int": int, "bool": bool}


@dataclass(frozen=True)
class HouseholdData:
    """One household.

    persons: the inputs of each person. household: the inputs of the household. What is left out has its default.
    units: kind of unit -> number of the unit (from 0, in order of first appearance) for each person; a kind that
        is left out is one unit with everybody.
    given: person number or "huishouden" -> values that replace what a rule would compute. A value of a unit may
        be given by any of its members (two members may not differ), or for all its units by "huishouden".
    names: what explanations call each person; default the number.
    """

    persons: Sequence[Mapping[str, Value]]
    household: Mapping[str, Value] = field(default_factory=dict)
    units: Mapping[str, Sequence[int]] = field(default_factory=dict)
    given: Mapping[int | str, Mapping[str, Value]] = field(default_factory=dict)
    names: Sequence[str] = ()

    def __post_init__(self) -> None:
        persons = len(self.persons)
        if persons == 0:
            raise InputError("het huishouden heeft geen personen.", mend="Geef minstens één persoon op.")
        if self.names and len(self.names) != persons:
            problem = f"er zijn {persons} personen en {len(self.names)} namen."
            raise InputError(problem, mend="Geef elke persoon één naam.")
        for kind, numbers in self.units.items():
            if kind not in UNITS:
                mend = f"Kies uit: {', '.join(UNITS)}."
                problem = f"de eenheid '{kind}' bestaat niet."
                raise InputError(problem, mend=mend, nearest=nearest_key(kind, UNITS))
            firsts = list(dict.fromkeys(numbers))
            if len(numbers) != persons or firsts != list(range(len(firsts))):
                problem = f"de nummers van {kind} kloppen niet: {shown(numbers)}."
                mend = "Geef per persoon een nummer, vanaf 0 in volgorde van eerste voorkomen."
                raise InputError(problem, mend=mend)

    @cached_property
    def of_person(self) -> dict[str, list[int]]:
        """For each entity the number of the one that each person belongs to."""
        everybody = [0] * len(self.persons)
        units = {kind: list(self.units.get(kind, everybody)) for kind in UNITS}
        return {PERSON: list(range(len(self.persons))), **units, HOUSEHOLD: everybody}

    @cached_property
    def size(self) -> dict[str, int]:
        """How many there are of each entity."""
        return {entity: max(numbers) + 1 for entity, numbers in self.of_person.items()}

    def numbers(self, entity: str, above: str) -> list[int]:
        """For each `entity` the number of the `above` entity (or itself) in which it lies."""
        if entity == PERSON:
            return self.of_person[above]
        return list(range(self.size[entity])) if entity == above else [0] * self.size[entity]

    @cached_property
    def members(self) -> dict[str, list[list[str]]]:
        """For each entity, by number, the names of the persons in it."""
        names = self.names or [str(i) for i in range(len(self.persons))]
        result: dict[str, list[list[str]]] = {entity: [[] for _ in range(n)] for entity, n in self.size.items()}
        for entity, numbers in self.of_person.items():
            for name, number in zip(names, numbers, strict=True):
                result[entity][number].append(name)
        return result


def converted(name: str, value: Value, kind: Kind) -> Value:
    """A value from outside as the kind that the law expects; an int may stand for a float, nothing else.

    Raises InputError when it is of another kind or not finite.
    """
    fits = (
        isinstance(value, bool) if kind == "bool" else isinstance(value, (int, float)) and not isinstance(value, bool)
    )
    if kind == "int" and not isinstance(value, int):
        fits = False
    if not fits or not math.isfinite(value):
        words = {"float": "getal", "int": "geheel getal", "bool": "true of false"}[kind]
        problem = f"de waarde {shown(value)} is geen {words}."
        raise InputError(problem, mend=f"Schrijf een {words}.", where=Where(key=name))
    return CONVERT[kind](value)


def read_inputs(graph: RuleGraph, household: HouseholdData) -> dict[str, list[Value]]:
    """All inputs of the law by name, a list by person or of one for the household, with defaults filled in.

    Raises InputError for a name that is no input of that entity, or a value of another kind.
    """
    values: dict[str, list[Value]] = {}
    for node in graph.nodes.values():
        if isinstance(node.source, Input):
            count = household.size[node.entity]
            values[node.name] = [CONVERT[node.kind](node.source.default)] * count
    for entity, facts in [(HOUSEHOLD, [household.household]), (PERSON, household.persons)]:
        for index, row in enumerate(facts):
            for name, value in row.items():
                node = graph.node(name)
                if not isinstance(node.source, Input) or node.entity != entity:
                    mend = (
                        f"Geef het bij {node.entity}." if isinstance(node.source, Input) else "Zet het onder gegeven."
                    )
                    raise InputError(f"'{name}' is geen invoer van {entity}.", mend=mend)
                values[name][index] = converted(name, value, node.kind)
    return values


def read_given(graph: RuleGraph, household: HouseholdData) -> dict[str, dict[int, Value]]:
    """The given values by name and entity number. Raises InputError for an unknown name or person, or a clash."""
    result: dict[str, dict[int, Value]] = {}
    for who, facts in household.given.items():
        if who != HOUSEHOLD and not (isinstance(who, int) and 0 <= who < len(household.persons)):
            mend = "Gebruik het nummer van een persoon of 'huishouden'."
            raise InputError(f"'{shown(who)}' hoort niet bij dit huishouden.", mend=mend)
        for name, value in facts.items():
            node = graph.node(name)
            place = Where(key=f"gegeven.{who}.{name}")
            if isinstance(who, int):
                numbers = [household.of_person[node.entity][who]]
            elif node.entity == PERSON:
                raise InputError(f"'{name}' hoort bij een persoon.", mend="Geef het per persoon.", where=place)
            else:
                numbers = list(range(household.size[node.entity]))
            checked = converted(name, value, node.kind)
            for number in numbers:
                if result.setdefault(name, {}).setdefault(number, checked) != checked:
                    problem = "voor deze eenheid zijn twee verschillende waarden gegeven."
                    raise InputError(problem, mend="Geef één waarde.", where=place)
    return result
