"""What must hold before anything is computed: names, dates, entities, types, and what a body may hold."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

from bouwstenen.core.errors import Where
from bouwstenen.rules.definitions import (
    ADULT,
    HOUSEHOLD,
    PERSON,
    UNITS,
    Aggregate,
    Input,
    Kind,
    Rule,
    RuleError,
    is_above,
)
from bouwstenen.rules.source import check_body, helpers_of
from bouwstenen.rules.units import check_units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bouwstenen.rules.graph import Argument, Node, RuleGraph
    from bouwstenen.rules.parameters import ParameterSet


def unique_names(
    inputs: Iterable[Input], rules: Iterable[Rule], aggregates: Iterable[Aggregate], parameter_set: ParameterSet
) -> None:
    """A name is one thing only, and a name that ends in _per_maand has a unit a month."""
    seen: dict[str, str] = {}
    groups = [
        ("een invoer", [(i.name, i.unit) for i in inputs]),
        ("een regel", list({r.name: r.unit for r in rules}.items())),
        ("een aggregaat", [(a.name, "") for a in aggregates]),
        ("een parameter", [(p.name, p.unit) for p in parameter_set.parameters.values()]),
    ]
    for what, names in groups:
        for name, unit in names:
            if not name.isidentifier():
                raise RuleError(f"'{name}' is geen geldige naam.", mend="Gebruik letters, cijfers en _.")
            if name in seen:
                problem = f"deze naam is {seen[name]} en ook {what}."
                raise RuleError(problem, mend="Geef er een een andere naam.", where=Where(key=name))
            seen[name] = what
            if name.endswith("_per_maand") and ("EUR" in unit or "/" in unit) and not unit.endswith("/maand"):
                problem = f"de naam zegt per maand, maar de eenheid is {unit}."
                raise RuleError(problem, mend="Verander de naam of de eenheid.", where=Where(key=name))


def disjoint_dates(rules: Iterable[Rule]) -> None:
    """Rules with one name describe one quantity, on dates that do not overlap."""
    by_name: dict[str, list[Rule]] = {}
    for rule in rules:
        by_name.setdefault(rule.name, []).append(rule)
    for versions in by_name.values():
        for one, other in combinations(versions, 2):
            if (one.unit, one.entity, one.kind) != (other.unit, other.entity, other.kind):
                problem = f"een andere regel met deze naam ({one.where}) heeft een andere eenheid, entiteit of soort."
                raise RuleError(problem, mend="Maak ze gelijk of geef ze andere namen.", where=other.where)
            if one.start <= (other.end or "9999-12-31") and other.start <= (one.end or "9999-12-31"):
                problem = f"een andere regel met deze naam ({one.where}) geldt op dezelfde datums."
                raise RuleError(problem, mend="Zet een einddatum (end=) bij de oudste.", where=other.where)


def arguments_fit(
    rule: Rule, arguments: tuple[Argument, ...], nodes: Mapping[str, Node], parameter_set: ParameterSet
) -> None:
    """Every argument comes from the rule's own entity or a higher one, and its annotation fits its source."""
    for argument in arguments:
        if argument.is_parameter:
            kind = parameter_set.parameters[argument.name].kind
            fits = {"number": ("float", "int"), "bool": ("bool",), "table": ("Table",)}[kind]
        else:
            node = nodes[argument.name]
            if node.entity != rule.entity and not is_above(node.entity, rule.entity):
                problem = f"'{argument.name}' hoort bij {node.entity}, en deze regel bij {rule.entity}."
                mend = f"Maak een aggregaat van '{argument.name}' over {rule.entity} en gebruik dat."
                raise RuleError(problem, mend=mend, where=rule.where)
            kind = node.kind
            fits = {"float": ("float",), "int": ("int", "float"), "bool": ("bool",)}[kind]
        if argument.annotation not in fits:
            problem = f"het argument '{argument.name}' is hier {argument.annotation}, maar het is {kind}."
            raise RuleError(problem, mend=f"Schrijf {' of '.join(fits)}.", where=rule.where)


def aggregate_fits(source: Aggregate, nodes: Mapping[str, Node]) -> None:
    """Kinds and entities of what is aggregated, of the filter and of `volwassen`."""
    place = Where(key=source.name)
    of = nodes[source.of]
    member = of.entity if source.over == HOUSEHOLD and of.entity in UNITS else PERSON
    wanted = {"sum": ("float", "int"), "count": ("bool",), "any": ("bool",), "all": ("bool",)}
    wanted |= {"max": ("float", "int"), "min": ("float", "int")}
    if of.kind not in wanted.get(source.kind, ("float", "int", "bool")):
        mend = f"Gebruik een begrip van de soort {' of '.join(wanted[source.kind])}."
        raise RuleError(f"{source.kind} kan niet met '{of.name}' ({of.kind}).", mend=mend, where=place)
    if source.kind in ("sum", "count") and of.entity != member:
        problem = f"'{of.name}' hoort bij {of.entity}: optellen over {source.over} telt het per persoon dubbel."
        raise RuleError(problem, mend="Gebruik head, max of any.", where=place)
    if source.kind in ("head", "partner") and member != PERSON:
        problem = f"'{of.name}' hoort bij {of.entity}; {source.kind} kiest een persoon."
        raise RuleError(problem, mend="Gebruik een begrip van personen.", where=place)
    for name, entities in [(source.where, member), (ADULT if source.kind in ("head", "partner") else None, PERSON)]:
        if name is None:
            continue
        node = nodes[name]
        above = name != ADULT and is_above(node.entity, entities)
        if node.kind != "bool" or not (node.entity == entities or above):
            problem = f"'{name}' is {node.kind} van {node.entity}, en moet bool van {entities} zijn."
            raise RuleError(problem, mend="Gebruik een ja/nee van die entiteit.", where=place)


def aggregate_result(source: Aggregate, of: Node) -> tuple[Kind, str]:
    """Kind and unit of an aggregate: those of what it aggregates, except for counts and yes/no."""
    if source.kind == "count":
        return "int", "personen" if of.entity == PERSON else "-"
    return of.kind, "-" if of.kind == "bool" else of.unit


def bodies(graph: RuleGraph) -> None:
    """Check the bodies of the rules in force and of their helpers, and the units that they add."""
    units = {name: node.unit for name, node in graph.nodes.items()}
    units |= {name: parameter.unit for name, parameter in graph.parameter_set.parameters.items()}
    for node in graph.nodes.values():
        if isinstance(node.source, Rule):
            _check_once(node.source.function)
            check_units(node.source, units)


@cache
def _check_once(function: Callable[..., Any]) -> None:
    """Bodies do not depend on the date: check each once a process."""
    check_body(function, loops=hasattr(function, "__bouwstenen_helper__"))
    for called in helpers_of(function).values():
        _check_once(called)
