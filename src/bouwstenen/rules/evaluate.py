"""Plain Python evaluation of one household, with the explanation of every value."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bouwstenen.core.errors import InputError, nearest_key, shown
from bouwstenen.rules.definitions import ADULT, HOUSEHOLD, PERSON, UNITS, Aggregate, Rule, RuleError, Value
from bouwstenen.rules.household import CONVERT, HouseholdData, read_given, read_inputs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bouwstenen.rules.graph import Argument, Node, RuleGraph
    from bouwstenen.rules.parameters import Parameters, ParameterValue


@dataclass(frozen=True)
class Evaluation:
    """The outputs asked for and all that they stand on: `result["zorgtoeslag"][0]`.

    values: by name, a list by entity number. given: by name and entity number, what was given and not computed.
    """

    graph: RuleGraph
    parameters: Parameters
    household: HouseholdData
    values: Mapping[str, list[Value]]
    given: Mapping[str, Mapping[int, Value]]

    def __getitem__(self, name: str) -> list[Value]:
        if name not in self.values:
            mend = "Vraag deze naam op bij evaluate."
            raise InputError(f"'{shown(name)}' is niet berekend.", mend=mend, nearest=nearest_key(name, self.values))
        return self.values[name]

    def explain(self, name: str, entity_index: int = 0) -> dict[str, Any]:
        """The tree that a value was made of, down to the inputs.

        Keys: naam, waarde, eenheid, wie, wet, artikel, omschrijving, parameters {naam: {waarde, bron}}, uit [...].
        A value that stands in the tree before is not unfolded again: it has `eerder: true` and an empty `uit`.
        """
        if not 0 <= entity_index < len(self[name]):
            problem = f"'{name}' heeft geen nummer {entity_index}."
            raise InputError(problem, mend=f"Kies 0 tot en met {len(self[name]) - 1}.")
        return self._tree(name, entity_index, set())

    def _tree(self, name: str, index: int, seen: set[tuple[str, int]]) -> dict[str, Any]:
        node = self.graph.nodes[name]
        source = node.source
        tree: dict[str, Any] = {
            "naam": name,
            "waarde": self.values[name][index],
            "eenheid": node.unit,
            "wie": [*self.household.members[node.entity][index]],
            "wet": source.law if isinstance(source, Rule) else "",
            "artikel": source.article if isinstance(source, Rule) else "",
            "omschrijving": source.doc,
            "parameters": {},
            "uit": [],
        }
        if (name, index) in seen:
            tree["eerder"] = True
            return tree
        seen.add((name, index))
        if index in self.given.get(name, {}):
            return {**tree, "omschrijving": f"{source.doc} (opgegeven, niet berekend)", "gegeven": True}
        if isinstance(source, Rule):
            if str(source.rounding):
                tree["afronding"] = str(source.rounding)
            for argument in node.arguments:
                if argument.is_parameter:
                    tree["parameters"][argument.name] = self._parameter(argument.name)
                else:
                    above = self.household.numbers(node.entity, self.graph.nodes[argument.name].entity)[index]
                    tree["uit"].append(self._tree(argument.name, above, seen))
        elif isinstance(source, Aggregate):
            parts = _parts(self.graph, self.household, self.values, source, index)
            tree["uit"] = [self._tree(source.of, number, seen) for number in parts]
        return tree

    def _parameter(self, name: str) -> dict[str, Any]:
        value = self.parameters.values[name]
        unit = self.graph.parameter_set.parameters[name].unit
        plain = list(value) if isinstance(value, tuple) else value
        return {"waarde": plain, "eenheid": unit, "bron": self.parameters.sources[name].provenance}


def evaluate(graph: RuleGraph, parameters: Parameters, household: HouseholdData, outputs: Sequence[str]) -> Evaluation:
    """Compute `outputs` for one household in plain Python.

    Args:
        graph: the law on a date.
        parameters: of the same date, with or without overlay.
        household: the facts.
        outputs: names of inputs, rules or aggregates.

    Raises:
        InputError: an unknown name, a value of the wrong kind, or parameters of another date.
        RuleError: a rule fails (division by zero) or returns something that is no finite number.
    """
    check_dates(graph, parameters)
    values, given = read_inputs(graph, household), read_given(graph, household)
    complete = frozenset(
        name for name, known in given.items() if len(known) == household.size[graph.nodes[name].entity]
    )
    for name in graph.needed(outputs, complete):
        node, known = graph.nodes[name], given.get(name, {})
        if name in complete:
            values[name] = [known[i] for i in range(len(known))]
        elif isinstance(node.source, Rule):
            columns = [_column(graph, parameters, household, values, node, argument) for argument in node.arguments]
            values[name] = [
                known[i] if i in known else _run(node.source, household, [column[i] for column in columns], i)
                for i in range(household.size[node.entity])
            ]
        elif isinstance(node.source, Aggregate):
            values[name] = [
                known[i] if i in known else _aggregate(graph, household, values, node.source, i)
                for i in range(household.size[node.entity])
            ]
        else:
            values[name] = [known.get(i, value) for i, value in enumerate(values[name])]
    return Evaluation(graph, parameters, household, values, given)


def check_dates(graph: RuleGraph, parameters: Parameters) -> None:
    """Raise InputError when the parameters are of another date than the rules."""
    if parameters.date != graph.date:
        problem = f"de parameters zijn van {parameters.date} en de regels van {graph.date}."
        raise InputError(problem, mend="Gebruik voor beide dezelfde datum.")


def argument_value(argument: Argument, value: ParameterValue) -> ParameterValue:
    """A parameter's value as the rule's annotation wants it. Raises RuleError for a fraction where int is asked."""
    if argument.annotation != "int" or isinstance(value, tuple):
        return value
    if int(value) != value:
        problem = f"de parameter '{argument.name}' is {shown(value)}, en de regel vraagt een geheel getal."
        raise RuleError(problem, mend="Gebruik float in de regel of een geheel getal in de parameter.")
    return int(value)


def _column(
    graph: RuleGraph,
    parameters: Parameters,
    household: HouseholdData,
    values: Mapping[str, list[Value]],
    node: Node,
    argument: Argument,
) -> list[Any]:
    """One argument of a rule for each entity, broadcast down where it belongs to a higher one."""
    if argument.is_parameter:
        return [argument_value(argument, parameters.values[argument.name])] * household.size[node.entity]
    convert, column = CONVERT[argument.annotation], values[argument.name]
    return [convert(column[number]) for number in household.numbers(node.entity, graph.nodes[argument.name].entity)]


def _run(rule: Rule, household: HouseholdData, arguments: list[Any], index: int) -> Value:
    convert = CONVERT[rule.kind]
    try:
        value = convert(rule.rounding(convert(rule.function(*arguments))))
    except (ArithmeticError, ValueError) as error:
        problem = f"deze regel is niet te berekenen voor {', '.join(household.members[rule.entity][index])} ({error})."
        raise RuleError(problem, mend="Kijk of er door nul wordt gedeeld.", where=rule.where) from error
    if not math.isfinite(value):
        raise RuleError(f"deze regel geeft {value}.", mend="Een uitkomst is een getal.", where=rule.where)
    return value


def _parts(
    graph: RuleGraph, household: HouseholdData, values: Mapping[str, list[Value]], source: Aggregate, index: int
) -> list[int]:
    """Numbers of the values of `source.of` that entity `index` is made of, in order, after `where`."""
    entity = graph.nodes[source.of].entity
    member = entity if source.over == HOUSEHOLD and entity in UNITS else PERSON
    of_unit = household.numbers(member, source.over)
    unit = of_unit[index] if source.kind == "partner" else index
    numbers = [i for i, number in enumerate(of_unit) if number == unit]
    if source.kind in ("head", "partner"):
        numbers = [i for i in numbers if values[ADULT][i]]
    if source.kind == "partner":
        numbers = [i for i in numbers if i != index] if len(numbers) == 2 and index in numbers else []
    if source.where is not None:
        allowed, above = values[source.where], household.numbers(member, graph.nodes[source.where].entity)
        numbers = [i for i in numbers if allowed[above[i]]]
    above = household.numbers(member, entity)
    return [above[i] for i in (numbers[:1] if source.kind == "head" else numbers)]


def _aggregate(
    graph: RuleGraph, household: HouseholdData, values: Mapping[str, list[Value]], source: Aggregate, index: int
) -> Value:
    zero: Value = CONVERT[graph.nodes[source.of].kind](0)
    parts = [values[source.of][number] for number in _parts(graph, household, values, source, index)]
    match source.kind:
        case "sum":
            total = zero
            for part in parts:  # not sum(): later Pythons compensate there, and the kernels do not
                total += part
            return total
        case "count":
            return parts.count(True)
        case "any" | "all":
            return any(parts) if source.kind == "any" else all(parts)
        case "max" | "min":
            return (max if source.kind == "max" else min)(parts, default=zero)
        case "head" | "partner":
            return parts[0] if parts else zero
