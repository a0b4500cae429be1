"""Writes the source of a kernel: one self-contained Python module that Numba compiles.

Rules are pasted into the loops with their early returns turned into if/else, so that LLVM sees plain loops over
scratch memory with literal offsets, proves that they do not overlap, and turns branches into vector selects.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from bouwstenen.rules.definitions import ENTITIES, HOUSEHOLD, PERSON, UNITS, Aggregate, Rounding, Rule
from bouwstenen.rules.paste import UNROLLED, Helpers, paste
from bouwstenen.rules.population import BLOCK
from bouwstenen.rules.schedule import Address, Schedule, Step, fixed_names, schedule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bouwstenen.rules.graph import Node, RuleGraph
    from bouwstenen.rules.parameters import ParameterValue

STRIDE = BLOCK + 40
"""Distance of two slots: not a power of two, so that slots do not compete for the same lines of the cache."""

ARRAYS = {"float": "F", "int": "I", "bool": "B"}
COUNTS = {entity: f"n{number}" for number, entity in enumerate(ENTITIES)}
UPS = [(PERSON, unit) for unit in (*UNITS, HOUSEHOLD)] + [(unit, HOUSEHOLD) for unit in UNITS]
_HEADER = '''"""Generated; do not change. A kernel of the rule engine of bouwstenen."""

import math

import numpy as np

from bouwstenen.rules.runtime import driver, inlined, jit, load, spread, store
'''


@dataclass
class KernelSource:
    """A kernel's text, and the order in which it wants its arguments. fixed: rules that are computed beside it."""

    text: str
    inputs: list[str]
    scalars: list[str]
    tables: list[str]
    outputs: list[str]
    fixed: tuple[str, ...]


@dataclass
class _Writer:
    """What is being written, and what the kernel turned out to need."""

    graph: RuleGraph
    plan: Schedule
    lengths: Mapping[str, int]
    fixed: frozenset[str]
    helpers: Helpers = field(default_factory=Helpers)
    loops: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    inputs: list[str] = field(default_factory=list)
    scalars: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)


def generate(graph: RuleGraph, outputs: Sequence[str], lengths: Mapping[str, int]) -> KernelSource:
    """Write the kernel for `outputs`. `lengths`: number of values of each table parameter."""
    fixed = fixed_names(graph, outputs)
    plan = schedule(graph, outputs, frozenset(fixed))
    writer = _Writer(graph, plan, lengths, frozenset(fixed))
    for number, loop in enumerate(plan.loops):
        _loop(writer, number, loop)
        for step in loop:
            if step.makes[0] in outputs and step.makes[1] == graph.nodes[step.makes[0]].entity:
                array, entity = ARRAYS[plan.kinds[step.makes]], step.makes[1]
                slot = plan.place[number][step.makes] * STRIDE
                column, first = f"out{outputs.index(step.makes[0])}", f"o{ENTITIES.index(entity)}"
                writer.calls.append(f"store({column}, {first}, {array}, {slot}, {COUNTS[entity]})")
    text = "\n\n".join([_HEADER, *writer.helpers.text, *writer.loops, _driver(writer, len(outputs))]) + "\n"
    return KernelSource(text, writer.inputs, writer.scalars, writer.tables, list(outputs), fixed)


def _driver(writer: _Writer, outputs: int) -> str:
    """The function that goes through the blocks."""
    ups = [_up(*pair) for pair in UPS]
    columns = [f"in{i}" for i in range(len(writer.inputs))] + [f"out{i}" for i in range(outputs)]
    lines = ["@driver", f"def kernel(b0, b1, S, P, T, {', '.join('A' + up for up in ups)}, {', '.join(columns)}):"]
    types = {"float": "float64", "int": "int64", "bool": "bool_"}
    for kind, count in writer.plan.slots.items():
        lines.append(f"    {ARRAYS[kind]} = np.empty({max(1, count) * STRIDE}, dtype=np.{types[kind]})")
    lines.append("    for b in range(b0, b1):")
    for number, entity in enumerate(ENTITIES):
        lines += [f"        o{number} = S[b, {number}]", f"        {COUNTS[entity]} = S[b + 1, {number}] - o{number}"]
    for lower, higher in UPS:
        number, up = ENTITIES.index(lower), _up(lower, higher)
        lines.append(f"        {up} = A{up}[o{number} : o{number} + {COUNTS[lower]}]")
    return "\n".join([*lines, *(f"        {call}" for call in writer.calls)])


def _up(lower: str, higher: str) -> str:
    """Name of the array with the number of the higher entity for each lower one."""
    return f"U{ENTITIES.index(lower)}{ENTITIES.index(higher)}"


def _loop(writer: _Writer, number: int, loop: list[Step]) -> None:
    """Write one loop and its call."""
    step, place, kinds = loop[0], writer.plan.place[number], writer.plan.kinds

    def slot(address: Address) -> str:
        return str(place[address] * STRIDE)

    count = COUNTS[step.entity]
    if step.work == "load":
        array = ARRAYS[kinds[step.makes]]
        writer.calls.append(
            f"load({array}, {slot(step.makes)}, in{len(writer.inputs)}, o{ENTITIES.index(step.entity)}, {count})"
        )
        writer.inputs.append(step.makes[0])
        return
    if step.work == "spread":
        array, up = ARRAYS[kinds[step.makes]], _up(step.entity, step.needs[0][1])
        writer.calls.append(f"spread({array}, {slot(step.makes)}, {slot(step.needs[0])}, {up}, {count})")
        return
    name = f"loop{number}"
    if step.work == "rules":
        arguments, body = "F, I, B, P, T, n", _rules(writer, loop, place)
        call = f"F, I, B, P, T, {count}"
    elif step.work == "reduce":
        higher = step.makes[1]
        arguments, body = "F, I, B, up, n, m", _reduce(writer, loop, place)
        call = f"F, I, B, {_up(step.entity, higher)}, {count}, {COUNTS[higher]}"
    elif step.work == "adults":
        over = cast("Aggregate", cast("Node", step.node).source).over
        arguments, body = "I, B, up, n, m", _adults(writer, step, place)
        call = f"I, B, {_up(PERSON, over)}, {count}, {COUNTS[over]}"
    else:
        arguments, body = "F, I, B, n", _pick(writer, loop, place)
        call = f"F, I, B, {count}"
    writer.loops.append("\n".join(["@jit", f"def {name}({arguments}):", *(f"    {line}" for line in body)]))
    writer.calls.append(f"{name}({call})")


def _at(writer: _Writer, address: Address, place: Mapping[Address, int], index: str) -> str:
    """Text of a value in scratch."""
    return f"{ARRAYS[writer.plan.kinds[address]]}[{place[address] * STRIDE} + {index}]"


def _rules(writer: _Writer, loop: list[Step], place: Mapping[Address, int]) -> list[str]:
    """A run of rules of one entity: read arguments, compute, write results."""
    lines: list[str] = []
    head: dict[str, str] = {}
    local: dict[str, str] = {}
    entity = loop[0].entity
    for number, step in enumerate(loop):
        node = cast("Node", step.node)
        rule = cast("Rule", node.source)
        names: dict[str, str] = {}
        for argument in node.arguments:
            if argument.is_parameter or argument.name in writer.fixed:
                names[argument.name] = f"p_{argument.name}_{argument.annotation}"
                head[names[argument.name]] = _parameter(writer, argument.name, argument.annotation)
                continue
            if argument.name not in local:
                local[argument.name] = f"v_{argument.name}"
                lines.append(f"v_{argument.name} = {_at(writer, (argument.name, entity), place, 'i')}")
            is_int = writer.graph.nodes[argument.name].kind == "int" and argument.annotation == "float"
            names[argument.name] = f"float({local[argument.name]})" if is_int else local[argument.name]
        result = f"v_{rule.name}"
        lengths = {a.name: writer.lengths[a.name] for a in node.arguments if a.annotation == "Table"}
        lines += paste(rule, result, names, f"t{number}_", writer.helpers, lengths)
        lines += _rounding(rule.rounding, result, rule.kind)
        lines.append(f"{_at(writer, step.makes, place, 'i')} = {result}")
        local[rule.name] = result
    return [*(f"{name} = {text}" for name, text in head.items()), "for i in range(n):", *(f"    {x}" for x in lines)]


def _parameter(writer: _Writer, name: str, annotation: str) -> str:
    """How a parameter is read from the packed scalars or tables."""
    if annotation == "Table":
        if name not in writer.tables:
            writer.tables.append(name)
        before = writer.tables[: writer.tables.index(name)]
        start = sum(writer.lengths[other] for other in before)
        stop = start + writer.lengths[name]
        if stop - start > UNROLLED:
            return f"T[{start}:{stop}]"
        return f"({', '.join(f'T[{i}]' for i in range(start, stop))},)"
    if name not in writer.scalars:
        writer.scalars.append(name)
    text = f"P[{writer.scalars.index(name)}]"
    return {"float": text, "int": f"int({text})", "bool": f"{text} != 0.0"}[annotation]


def _rounding(rounding: Rounding, name: str, kind: str) -> list[str]:
    """The declared rounding of a result, the same arithmetic as `Rounding.__call__`."""
    if rounding.kind == "none" or kind != "float":
        return []
    steps, function = rounding.steps_per_unit, "np.ceil" if rounding.kind == "ceil" else "np.floor"
    scaled = name if steps == 1.0 else f"{name} * {steps!r}"
    back = "" if steps == 1.0 else f" / {steps!r}"
    return [f"{name} = {function}({scaled} + {rounding.shift!r}){back}"]


def _reduce(writer: _Writer, loop: list[Step], place: Mapping[Address, int]) -> list[str]:
    """Aggregates over one kind of unit: start values, one pass over the members, and empty sets.

    What is read is read first and without condition: LLVM then has no branch to mispredict.
    """
    start: list[str] = []
    middle: list[str] = []
    end: list[str] = []
    reads: dict[str, str] = {}
    for step in loop:
        source = cast("Aggregate", cast("Node", step.node).source)
        x, *where = (reads.setdefault(_at(writer, need, place, "i"), f"x{len(reads)}") for need in step.needs)
        w = where[0] if where else "True"
        target, into = _at(writer, step.makes, place, "j"), _at(writer, step.makes, place, "u")
        of_float = writer.plan.kinds[step.needs[0]] == "float"
        zero = "0.0" if of_float else "0"
        match source.kind:
            case "sum":
                start.append(f"{target} = {zero}")
                middle.append(f"{into} += {x} if {w} else {zero}")
            case "count":
                start.append(f"{target} = 0")
                middle.append(f"{into} += np.int64({x} & {w})")
            case "any":
                start.append(f"{target} = False")
                middle.append(f"{into} |= {x} & {w}")
            case "all":
                start.append(f"{target} = True")
                middle.append(f"{into} &= {x} | (not {w})")
            case _:
                limit = ("-" if source.kind == "max" else "") + ("np.inf" if of_float else f"{2**62}")
                start.append(f"{target} = {limit}")
                middle.append(f"{into} = {source.kind}({into}, {x} if {w} else {limit})")
                end.append(f"{target} = {zero} if {target} == {limit} else {target}")
    middle = [f"{name} = {text}" for text, name in reads.items()] + middle
    lines = ["for j in range(m):", *(f"    {line}" for line in start)]
    lines += ["for i in range(n):", "    u = np.int64(up[i])", *(f"    {line}" for line in middle)]
    return lines + (["for j in range(m):", *(f"    {line}" for line in end)] if end else [])


def _adults(writer: _Writer, step: Step, place: Mapping[Address, int]) -> list[str]:
    """Number in the block of the first adult of each unit, or of the partner of each adult; -1 when none."""
    source = cast("Aggregate", cast("Node", step.node).source)
    adult = _at(writer, step.needs[0], place, "i")
    where = [_at(writer, need, place, "k") for need in step.needs[1:]]
    if source.kind == "head":
        into = _at(writer, step.makes, place, "u")
        return [
            "for j in range(m):",
            f"    {_at(writer, step.makes, place, 'j')} = -1",
            "for k in range(n - 1, -1, -1):",
            "    u = np.int64(up[k])",
            f"    counts = {' & '.join([_at(writer, step.needs[0], place, 'k'), *where])}",
            "    before = " + into,
            f"    {into} = k if counts else before",
        ]
    lines = [  # per unit, in one number: how many adults (from bit 32) and the sum of their numbers
        "pair = np.zeros(m, np.int64)",
        "for i in range(n):",
        f"    pair[np.int64(up[i])] += (np.int64({adult}) << 32) + (i if {adult} else 0)",
        "for i in range(n):",
        "    both = pair[np.int64(up[i])]",
        f"    other = (both & {2**32 - 1}) - i if {adult} & (both >> 32 == 2) else -1",
    ]
    if where:
        lines += ["    k = max(other, 0)", f"    allowed = {where[0]}", "    other = other if allowed else -1"]
    return [*lines, f"    {_at(writer, step.makes, place, 'i')} = other"]


def _pick(writer: _Writer, loop: list[Step], place: Mapping[Address, int]) -> list[str]:
    """The value of the person whose number was found."""
    lines = ["for i in range(n):"]
    for step in loop:
        zero = {"float": "0.0", "int": "0", "bool": "False"}[writer.plan.kinds[step.makes]]
        lines += [
            f"    found = {_at(writer, step.needs[1], place, 'i')}",
            "    k = max(found, 0)",
            f"    value = {_at(writer, step.needs[0], place, 'k')}",
            f"    {_at(writer, step.makes, place, 'i')} = value if found >= 0 else {zero}",
        ]
    return lines


def single(rule: Rule, lengths: Mapping[str, int]) -> str:
    """Text of one rule as a function by itself, `single`; shows whether Numba can compile it."""
    helpers = Helpers()
    names = {name: name for name, _ in rule.arguments}
    lines = [*paste(rule, "result", names, "t_", helpers, lengths), *_rounding(rule.rounding, "result", rule.kind)]
    text = "\n".join([f"def single({', '.join(names)}):", *(f"    {line}" for line in lines), "    return result"])
    return "\n\n".join([_HEADER, *helpers.text, text])


def pack(source: KernelSource, values: Mapping[str, ParameterValue]) -> tuple[list[float], list[float]]:
    """The scalars and the tables of a kernel, in its order. values: of parameters, and of the fixed rules."""
    scalars = [float(cast("float", values[name])) for name in source.scalars]
    return scalars, [number for name in source.tables for number in cast("tuple[float, ...]", values[name])]
