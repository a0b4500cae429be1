"""The order of a kernel's work: which values are computed in which loop, and where they lie in scratch memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from bouwstenen.rules.definitions import ADULT, HOUSEHOLD, PERSON, UNITS, Aggregate, Input, Kind, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bouwstenen.rules.graph import Node, RuleGraph

LOOP_RULES = 16
"""Rules in one loop at most: more keep values in registers, but LLVM gives up vectorising large loops."""

Work = Literal["load", "spread", "rules", "reduce", "adults", "pick"]
Address = tuple[str, str]
"""A value in scratch: name and entity. Names with # are numbers of adults, not of the law."""


@dataclass(frozen=True)
class Step:
    """One value to compute. entity: where the loop runs; makes: what it computes; needs: what it reads.

    rules: a rule at its own entity. reduce: an aggregate, looped over its members. adults: numbers in the block of
    each unit's first adult (head) or of each adult's partner, -1 when there is none. pick: the value at that number.
    """

    work: Work
    entity: str
    makes: Address
    needs: tuple[Address, ...]
    node: Node | None = None

    @property
    def group(self) -> tuple[str, ...]:
        """Steps with the same group may share a loop."""
        over = self.makes[1] if self.work == "reduce" else self.makes[0] if self.work == "adults" else ""
        return (self.work, self.entity, over)


@dataclass
class Schedule:
    """Loops in order, and the scratch slot of each value: (kind, number), reused when a value is dead.

    slots: number of slots of each kind.
    """

    loops: list[list[Step]] = field(default_factory=list)
    kinds: dict[Address, Kind] = field(default_factory=dict)
    place: list[dict[Address, int]] = field(default_factory=list)
    slots: dict[Kind, int] = field(default_factory=dict)


def fixed_names(graph: RuleGraph, outputs: Sequence[str]) -> tuple[str, ...]:
    """Rules that read parameters only, directly or not: the same for everybody, so computed once beside the kernel.

    An output, and what an aggregate reads, stays in the kernel. In an order in which they can be computed.
    """
    needed = graph.needed(outputs)
    sources = [graph.nodes[name].source for name in needed]
    kept = {*outputs, ADULT, *(n for s in sources if isinstance(s, Aggregate) for n in (s.of, s.where) if n)}
    found: dict[str, None] = {}
    for name in needed:
        node = graph.nodes[name]
        if isinstance(node.source, Rule) and name not in kept and all(need in found for need in node.needs):
            found[name] = None
    return tuple(found)


def schedule(graph: RuleGraph, outputs: Sequence[str], fixed: frozenset[str] = frozenset()) -> Schedule:
    """Plan the loops that compute `outputs` and nothing more; `fixed` is known before the loops."""
    steps = _steps(graph, outputs, fixed)
    result = Schedule()
    for step in steps.values():
        result.kinds[step.makes] = "int" if step.makes[0].startswith("#") else graph.nodes[step.makes[0]].kind
    result.loops = _with_copies(_fuse(steps), steps)
    _place(result)
    return result


def _steps(graph: RuleGraph, outputs: Sequence[str], fixed: frozenset[str]) -> dict[Address, Step]:
    """All steps by what they make."""
    steps: dict[Address, Step] = {}

    def add(step: Step) -> Address:
        steps.setdefault(step.makes, step)
        return step.makes

    def at(name: str, entity: str) -> Address:
        own = (name, graph.nodes[name].entity)
        return own if own[1] == entity else add(Step("spread", entity, (name, entity), (own,)))

    for name in graph.needed(outputs):
        if name in fixed:
            continue
        node = graph.nodes[name]
        makes = (name, node.entity)
        if isinstance(node.source, Input):
            add(Step("load", node.entity, makes, (), node))
        elif isinstance(node.source, Rule):
            needs = dict.fromkeys(at(need, node.entity) for need in node.needs if need not in fixed)
            add(Step("rules", node.entity, makes, tuple(needs), node))
        elif node.source.kind in ("head", "partner"):
            source = node.source
            where = () if source.where is None else (at(source.where, PERSON),)
            adults = (f"#{source.kind} {source.over} {source.where or ''}", node.entity)
            add(Step("adults", PERSON, adults, ((ADULT, PERSON), *where), node))
            add(Step("pick", node.entity, makes, (at(source.of, PERSON), adults), node))
        else:
            member = member_entity(graph, node.source)
            names = [node.source.of, *([node.source.where] if node.source.where else [])]
            add(Step("reduce", member, makes, tuple(at(need, member) for need in names), node))
    return steps


def member_entity(graph: RuleGraph, source: Aggregate) -> str:
    """The entity over whose members an aggregate runs."""
    entity = graph.nodes[source.of].entity
    return entity if source.over == HOUSEHOLD and entity in UNITS else PERSON


def _fuse(steps: dict[Address, Step]) -> list[list[Step]]:
    """Group steps into loops: always the group of which most can be done now."""
    lazy = {makes for makes, step in steps.items() if step.work in ("load", "spread")}
    done: set[Address] = set()
    waiting = {makes: step for makes, step in steps.items() if makes not in lazy}

    def ready(step: Step) -> bool:
        return all(_root(need, steps) in done for need in step.needs)

    done.update(makes for makes in lazy if steps[makes].work == "load")
    loops: list[list[Step]] = []
    while waiting:
        groups: dict[tuple[str, ...], list[Step]] = {}
        for step in waiting.values():
            if ready(step):
                groups.setdefault(step.group, []).append(step)
        chosen = max(groups.values(), key=lambda group: (group[0].work == "rules", len(group)))
        for step in chosen:
            done.add(step.makes)
            del waiting[step.makes]
        if chosen[0].work == "rules":  # rules of one entity may use each other within a loop
            for step in list(waiting.values()):
                if step.group == chosen[0].group and ready(step):
                    chosen.append(step)
                    done.add(step.makes)
                    del waiting[step.makes]
        size = LOOP_RULES if chosen[0].work == "rules" else len(chosen)
        loops.extend(chosen[i : i + size] for i in range(0, len(chosen), size))
    return loops


def _root(address: Address, steps: dict[Address, Step]) -> Address:
    """The computed value behind a broadcast one."""
    return steps[address].needs[0] if steps[address].work == "spread" else address


def _with_copies(loops: list[list[Step]], steps: dict[Address, Step]) -> list[list[Step]]:
    """Put each load and broadcast just before the loop that first reads it."""
    result: list[list[Step]] = []
    there: set[Address] = set()

    def copy(address: Address) -> None:
        step = steps[address]
        if address not in there and step.work in ("load", "spread"):
            for need in step.needs:
                copy(need)
            there.add(address)
            result.append([step])

    for loop in loops:
        for step in loop:
            for need in step.needs:
                copy(need)
        result.append(loop)
    for address in steps:  # an input that is itself asked for
        copy(address)
    return result


def _place(result: Schedule) -> None:
    """Give every value a slot from the loop that makes it to the last that reads it; outputs are stored at once."""
    last = {step.makes: number for number, loop in enumerate(result.loops) for step in loop}
    for number, loop in enumerate(result.loops):
        for step in loop:
            for need in step.needs:
                last[need] = number
    free: dict[Kind, list[int]] = {"float": [], "int": [], "bool": []}
    result.slots = {"float": 0, "int": 0, "bool": 0}
    held: dict[Address, int] = {}

    def take(kind: Kind) -> int:
        if free[kind]:
            return free[kind].pop()
        result.slots[kind] += 1
        return result.slots[kind] - 1

    for number, loop in enumerate(result.loops):
        for step in loop:
            held[step.makes] = take(result.kinds[step.makes])
        result.place.append(dict(held))
        for address in [a for a in held if last[a] == number]:
            free[result.kinds[address]].append(held.pop(address))
