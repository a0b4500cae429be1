"""The rule graph on one date: which names there are, what each is made of, and in which order to compute them."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.rules.definitions import ADULT, Aggregate, Input, Kind, Rule, RuleError, iso_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bouwstenen.rules.parameters import DatedValue, Parameter, ParameterSet

Source = Input | Rule | Aggregate


@dataclass(frozen=True)
class Argument:
    """One argument of a rule: a node or, when `is_parameter`, a parameter. annotation: float, int, bool or Table."""

    name: str
    annotation: str
    is_parameter: bool


@dataclass(frozen=True, eq=False)
class Node:
    """One name of the graph.

    entity, kind, unit: of its values. arguments: of a rule, in order; empty otherwise.
    needs: the nodes that it is computed from, in a fixed order.
    """

    name: str
    entity: str
    kind: Kind
    unit: str
    source: Source
    arguments: tuple[Argument, ...] = ()
    needs: tuple[str, ...] = ()


class RuleGraph:
    """The law on one date: immutable, may be shared between threads.

    Args:
        inputs, rules, aggregates: the definitions (`collect`); rules that are not in force on `date` are left out.
        parameter_set: the parameters.
        date: ISO date.
        check_compile: also compile every rule with Numba (slow).

    Raises:
        RuleError: a clash of names, overlapping dates, an unknown name, a cycle, a wrong entity, type or unit,
            something in a rule's body that is not allowed, or a needed name without rule or value on this date.
    """

    def __init__(
        self,
        inputs: Iterable[Input],
        rules: Iterable[Rule],
        aggregates: Iterable[Aggregate],
        parameter_set: ParameterSet,
        date: str,
        *,
        check_compile: bool = False,
    ) -> None:
        from bouwstenen.rules import checks

        self.date = iso_date(date)
        self.parameter_set = parameter_set
        all_inputs, all_rules, all_aggregates = list(inputs), list(rules), list(aggregates)
        checks.unique_names(all_inputs, all_rules, all_aggregates, parameter_set)
        checks.disjoint_dates(all_rules)
        self._everywhere: dict[str, list[Rule]] = {}
        for rule in all_rules:
            self._everywhere.setdefault(rule.name, []).append(rule)
        sources: dict[str, Source] = {i.name: i for i in all_inputs}
        sources |= {r.name: r for r in all_rules if r.applies(self.date)}
        sources |= {a.name: a for a in all_aggregates}
        self.nodes: Mapping[str, Node] = self._resolve(sources)
        self.order: tuple[str, ...] = tuple(self.nodes)
        checks.bodies(self)
        if check_compile:
            from bouwstenen.rules.kernel import compile_each

            compile_each(self)

    def _resolve(self, sources: dict[str, Source]) -> dict[str, Node]:
        """Make the nodes in topological order, depth first; raises RuleError for unknown names and cycles."""
        nodes: dict[str, Node] = {}
        absent: set[str] = set()
        for root in sources:
            stack, path = [root], dict[str, None]()
            while stack:
                name = stack[-1]
                if name in nodes or name in absent:
                    path.pop(stack.pop(), None)
                    continue
                source = sources[name]
                if not self._is_defined(source, sources, absent):
                    absent.add(name)
                    continue
                path[name] = None
                missing = [n for n in self._needs(source, sources, absent) if n not in nodes]
                cycle = next((n for n in missing if n in path), None)
                if cycle is not None:
                    steps = list(path)[list(path).index(cycle) :]
                    raise self._cycle([*steps, cycle], source)
                if missing:
                    stack.append(missing[-1])
                    continue
                nodes[name] = self._node(name, source, sources, nodes)
                stack.pop()
                del path[name]
        return nodes

    def _is_defined(self, source: Source, sources: dict[str, Source], absent: set[str]) -> bool:
        """False for an aggregate of something that only other dates have: no error until a rule asks for it."""
        if not isinstance(source, Aggregate):
            return True
        names = [source.of, *([source.where] if source.where else [])]
        return all(n not in absent and (n in sources or n not in self._everywhere) for n in names)

    def _needs(self, source: Source, sources: dict[str, Source], absent: set[str]) -> tuple[str, ...]:
        """Names of the nodes that a source is computed from. Raises RuleError for an unknown one."""
        place = source.where if isinstance(source, Rule) else Where(key=getattr(source, "name", ""))
        names: list[str] = []
        if isinstance(source, Rule):
            names = [argument for argument, _ in source.arguments]
        elif isinstance(source, Aggregate):
            names = [source.of] + ([source.where] if source.where else [])
            names += [ADULT] if source.kind in ("head", "partner") else []
        for name in names:
            in_graph = name in sources and name not in absent
            if not in_graph and (isinstance(source, Aggregate) or not self._has_parameter(name)):
                raise self._unknown(name, sources, place)
        return tuple(dict.fromkeys(name for name in names if name in sources))

    def _has_parameter(self, name: str) -> bool:
        parameter = self.parameter_set.parameters.get(name)
        return parameter is not None and self.parameter_set.dated(parameter, self.date) is not None

    def _unknown(self, name: str, sources: dict[str, Source], place: Where) -> RuleError:
        if name in sources:
            mend = f"Geef de begrippen waar '{name}' uit bestaat een regel voor deze datum."
            return RuleError(f"'{name}' is op {self.date} niet te berekenen.", mend=mend, where=place)
        if name in self._everywhere:
            spans = ", ".join(f"{r.start} tot en met {r.end or 'nu'}" for r in self._everywhere[name])
            mend = "Voeg een regel toe of verleng er een."
            return RuleError(f"'{name}' heeft op {self.date} geen regel (wel {spans}).", mend=mend, where=place)
        if name in self.parameter_set.parameters:
            first = self.parameter_set.parameters[name].history[0].start
            problem = f"de parameter '{name}' heeft op {self.date} geen waarde (eerste waarde: {first})."
            return RuleError(problem, mend="Voeg een waarde toe.", where=place)
        mend = "Een naam is een invoer, regel, aggregaat of parameter."
        valid = [*sources, *self.parameter_set.parameters, *self._everywhere]
        return RuleError(f"de naam '{name}' bestaat niet.", mend=mend, where=place, nearest=nearest_key(name, valid))

    def _cycle(self, steps: list[str], source: Source) -> RuleError:
        place = source.where if isinstance(source, Rule) else Where(key=getattr(source, "name", ""))
        problem = f"de regels verwijzen in een kring naar elkaar: {' → '.join(steps)}."
        return RuleError(problem, mend="Haal een van deze verwijzingen weg.", where=place)

    def _node(self, name: str, source: Source, sources: dict[str, Source], nodes: Mapping[str, Node]) -> Node:
        from bouwstenen.rules import checks

        if isinstance(source, Input):
            return Node(name, source.entity, source.kind, source.unit, source)
        if isinstance(source, Aggregate):
            checks.aggregate_fits(source, nodes)
            kind, unit = checks.aggregate_result(source, nodes[source.of])
            return Node(name, source.entity, kind, unit, source, needs=self._needs(source, sources, set()))
        arguments = tuple(Argument(n, annotation, n not in sources) for n, annotation in source.arguments)
        checks.arguments_fit(source, arguments, nodes, self.parameter_set)
        needs = tuple(a.name for a in arguments if not a.is_parameter)
        return Node(name, source.entity, source.kind, source.unit, source, arguments, needs)

    def node(self, name: str) -> Node:
        """The node of a name. Raises InputError with the nearest name."""
        if name not in self.nodes:
            mend = "`bouwstenen wet toon` noemt alle namen."
            problem = f"'{shown(name)}' is op {self.date} geen begrip van de wet."
            raise InputError(problem, mend=mend, nearest=nearest_key(name, self.nodes))
        return self.nodes[name]

    def needed(self, outputs: Sequence[str], given: frozenset[str] = frozenset()) -> list[str]:
        """The names to compute for `outputs`, in order. Names in `given` are kept, but not what they are made of."""
        wanted: set[str] = set()
        stack = [self.node(name).name for name in outputs]
        while stack:
            name = stack.pop()
            if name not in wanted:
                wanted.add(name)
                stack.extend(() if name in given else self.nodes[name].needs)
        return [name for name in self.order if name in wanted]

    @cached_property
    def _users(self) -> dict[str, list[str]]:
        """Name of a node or parameter -> nodes that use it directly."""
        users: dict[str, list[str]] = {}
        for node in self.nodes.values():
            for name in dict.fromkeys([*node.needs, *(a.name for a in node.arguments)]):
                users.setdefault(name, []).append(node.name)
        return users

    def touched_by(self, parameter_path: str) -> list[str]:
        """Rules and aggregates that a parameter (`<law folder>.<name>`) touches, directly or not, in order."""
        touched: set[str] = set()
        parameter = self.parameter_set.by_path(parameter_path)
        names = [parameter.name, *(scaled.name for scaled in self.parameter_set.scaled_by(parameter))]
        stack = [user for name in names for user in self._users.get(name, [])]
        while stack:
            name = stack.pop()
            if name not in touched:
                touched.add(name)
                stack.extend(self._users.get(name, []))
        return [name for name in self.order if name in touched]

    def without_effect(self, outcomes: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Parameters by path that change none of the outcomes, with what they do change: nothing if no rule reads one.

        Raises InputError for an outcome that the law does not know.
        """
        wanted = {self.node(name).name for name in outcomes}
        found = {path: self.touched_by(path) for path in self.parameter_set.paths}
        return {path: tuple(touched) for path, touched in found.items() if not wanted & set(touched)}

    def describe(self, name: str) -> dict[str, Any]:
        """What a name means: unit, law, article, formula, what it uses and what uses it, parameters with history.

        Raises InputError with the nearest name when it is neither a node nor a parameter.
        """
        parameter = self.parameter_set.parameters.get(name)
        if parameter is not None:
            return {"soort": "parameter", **describe_parameter(parameter), "gebruikt_door": self._users.get(name, [])}
        node = self.node(name)
        source = node.source
        result: dict[str, Any] = {
            "soort": {Input: "invoer", Rule: "regel", Aggregate: "aggregaat"}[type(source)],
            "naam": name,
            "eenheid": node.unit,
            "entiteit": node.entity,
            "omschrijving": source.doc,
            "gebruikt": list(node.needs),
            "gebruikt_door": self._users.get(name, []),
        }
        if isinstance(source, Rule):
            names = [a.name for a in node.arguments if a.is_parameter]
            result |= {
                "wet": source.law,
                "artikel": source.article,
                "afronding": str(source.rounding),
                "versies": [{"vanaf": r.start, "tot": r.end} for r in self._everywhere[name]],
                "formule": inspect.getsource(source.function),
                "parameters": {n: describe_parameter(self.parameter_set.parameters[n]) for n in names},
            }
        elif isinstance(source, Aggregate):
            result |= {"aggregatie": source.kind, "van": source.of, "over": source.over, "waar": source.where}
        else:
            result["standaard"] = source.default
        return result


def describe_parameter(parameter: Parameter) -> dict[str, Any]:
    """Title, unit, bounds, article and all dated values with source and confidence; values of bills apart."""
    return {
        "naam": parameter.name,
        "pad": parameter.path,
        "titel": parameter.title,
        "eenheid": parameter.unit,
        "minimum": parameter.low,
        "maximum": parameter.high,
        "wet": parameter.law,
        "artikel": parameter.article,
        "index": parameter.index,
        "waarden": {dated.start: _dated(dated) for dated in parameter.history},
        "voorstellen": {dated.start: _dated(dated) for dated in parameter.proposals},
    }


def _dated(dated: DatedValue) -> dict[str, Any]:
    return {
        "waarde": list(dated.value) if isinstance(dated.value, tuple) else dated.value,
        "bron": dated.source,
        "betrouwbaarheid": dated.confidence,
        "opmerking": dated.note,
    }
