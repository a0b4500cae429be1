"""Who falls out when, along a graph of dependencies: the least fixed point, found in order of dependence.

A node is down while what it needs is down, later by its buffer and longer by its restart. `all_of` needs every one of
its nodes, `any_of` needs one of its nodes. Down time is a list of (from, to) in hours; a graph without a loop has one
answer, whatever the order in which nodes and links are written.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from bouwstenen.core.errors import InputError, Where, nearest_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Span = tuple[float, float]
Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Node:
    """A kind of node: what it needs, hours that it goes on without, hours that it takes to start again."""

    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    buffer: float = 0.0
    restart: float = 0.0


def check_graph(nodes: Mapping[str, Node]) -> tuple[str, ...]:
    """The nodes in an order in which each stands after what it needs.

    Raises:
        InputError: a node that does not exist, a loop, or a buffer or restart that is negative or no number.
    """
    for name, node in nodes.items():
        where = Where("afhankelijkheden", 0, name)
        for needed in (*node.all_of, *node.any_of):
            if needed not in nodes:
                raise InputError(
                    f"'{name}' hangt af van '{needed}', en dat bestaat niet.",
                    mend="Noem een knoop die in de lijst staat.",
                    where=where,
                    nearest=nearest_key(needed, nodes),
                )
        for word, hours in (("buffer", node.buffer), ("restart", node.restart)):
            if not (hours >= 0 and math.isfinite(hours)):
                mend = "Schrijf een aantal uur van 0 of meer."
                raise InputError(f"{word} van '{name}' is {hours:g} uur.", mend=mend, where=where)
    try:
        return tuple(TopologicalSorter({n: (*v.all_of, *v.any_of) for n, v in nodes.items()}).static_order())
    except CycleError as error:
        loop = " → ".join(reversed(error.args[1]))
        raise InputError(
            f"de afhankelijkheden lopen rond: {loop}.",
            mend="Haal een van deze afhankelijkheden weg.",
            where=Where("afhankelijkheden", 0, error.args[1][0]),
        ) from None


def down_times(nodes: Mapping[str, Node], sources: Mapping[str, Spans]) -> dict[str, Spans]:
    """Down time of every node when these nodes fail of themselves.

    Args:
        nodes: by name.
        sources: (from, to) in hours by node that fails.

    Raises:
        InputError: see `check_graph`; a source that does not exist, or that ends before it starts.
    """
    order = check_graph(nodes)
    for name, spans in sources.items():
        if name not in nodes or any(not 0 <= a <= b for a, b in spans):
            raise InputError(
                f"de storing van '{name}' kan niet: {spans}.",
                mend="Noem een knoop uit de lijst en een begin vanaf 0 dat voor het einde ligt.",
                where=Where("storing", 0, name),
                nearest=nearest_key(name, nodes),
            )
    found: dict[str, Spans] = {}
    for name in order:
        node = nodes[name]
        lost = [span for needed in node.all_of for span in found[needed]]
        if node.any_of:
            lost += overlap([found[needed] for needed in node.any_of])
        late = [(a + node.buffer, b + node.restart) for a, b in union(lost) if b - a > node.buffer]
        found[name] = union([*late, *sources.get(name, ())])
    return found


def union(spans: Iterable[Span]) -> Spans:
    """Spans in order, those that touch made one."""
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[1] > span[0]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def overlap(groups: list[Spans]) -> Spans:
    """The hours in which every one of the groups is down."""
    common = groups[0]
    for spans in groups[1:]:
        common = tuple((max(a, c), min(b, d)) for a, b in common for c, d in spans if min(b, d) > max(a, c))
    return union(common)


def hours(spans: Spans, first: float = 0.0, last: float = math.inf) -> float:
    """Hours of down time between two moments."""
    return sum(max(0.0, min(b, last) - max(a, first)) for a, b in spans)
