"""What falls out when: graphs solved by hand, and what must hold for every graph."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bouwstenen.core.errors import InputError
from bouwstenen.models.resilience.graph import Node, down_times, hours, overlap, union

CHAIN = {
    "power": Node(),
    "diesel": Node(),
    "telecom": Node(all_of=("power",), buffer=2.0, restart=1.0),
    "pump": Node(any_of=("power", "diesel"), restart=4.0),
    "shop": Node(all_of=("power", "telecom"), buffer=1.0),
}


def test_a_chain_by_hand() -> None:
    # Power out 0-10. Telecom: from 2, back at 11. Shop needs both (0-11), holds 1: 1-11. The pump has diesel: never.
    found = down_times(CHAIN, {"power": ((0.0, 10.0),)})
    assert found["telecom"] == ((2.0, 11.0),)
    assert found["shop"] == ((1.0, 11.0),)
    assert found["pump"] == ()


def test_a_node_with_two_sources_falls_only_while_both_are_down() -> None:
    # Diesel out 6-20: both down 6-10, the pump starts 4 hours later.
    found = down_times(CHAIN, {"power": ((0.0, 10.0),), "diesel": ((6.0, 20.0),)})
    assert found["pump"] == ((6.0, 14.0),)


def test_a_buffer_outlasts_a_short_failure() -> None:
    assert down_times(CHAIN, {"power": ((0.0, 2.0),)})["telecom"] == ()


def test_the_order_of_writing_makes_no_difference() -> None:
    turned = dict(reversed(CHAIN.items()))
    source = {"power": ((0.0, 30.0),), "diesel": ((3.0, 5.0), (8.0, 9.0))}
    assert dict(sorted(down_times(turned, source).items())) == dict(sorted(down_times(CHAIN, source).items()))


@pytest.mark.parametrize("seed", range(20))
def test_more_buffer_never_loses_more_and_a_backup_never_hurts(seed: int) -> None:
    rng = np.random.default_rng(seed)
    names = [f"n{k}" for k in range(8)]
    nodes = {
        name: Node(
            all_of=tuple(names[j] for j in range(k) if rng.random() < 0.4),
            buffer=float(rng.integers(0, 5)),
            restart=float(rng.integers(0, 3)),
        )
        for k, name in enumerate(names)
    }
    source = {"n0": ((0.0, float(rng.integers(1, 20))),)}
    before = sum(hours(spans) for spans in down_times(nodes, source).values())
    for name in names:
        longer = nodes | {name: replace(nodes[name], buffer=nodes[name].buffer + 2)}
        assert sum(hours(spans) for spans in down_times(longer, source).values()) <= before + 1e-9
        backed = nodes | {"backup": Node(), name: Node(any_of=("backup", *nodes[name].all_of[:1]))}
        less = nodes | {name: replace(nodes[name], all_of=nodes[name].all_of[:1])}
        kept, alone = (sum(hours(s) for s in down_times(g, source).values()) for g in (backed, less))
        assert kept <= alone + 1e-9


def test_spans_are_joined_and_crossed() -> None:
    assert union([(5.0, 6.0), (0.0, 2.0), (2.0, 3.0), (4.0, 4.0)]) == ((0.0, 3.0), (5.0, 6.0))
    assert overlap([((0.0, 5.0), (7.0, 9.0)), ((4.0, 8.0),)]) == ((4.0, 5.0), (7.0, 8.0))


@pytest.mark.parametrize(
    ("nodes", "words"),
    [
        ({"a": Node(all_of=("b",)), "b": Node(all_of=("a",))}, "lopen rond"),
        ({"a": Node(all_of=("b",))}, "'b', en dat bestaat niet"),
        ({"a": Node(buffer=-1.0)}, "buffer van 'a' is -1 uur"),
        ({"a": Node(restart=float("nan"))}, "restart van 'a'"),
    ],
)
def test_a_wrong_graph_is_refused(nodes: dict[str, Node], words: str) -> None:
    with pytest.raises(InputError, match=words):
        down_times(nodes, {})


def test_a_failure_of_nothing_is_refused() -> None:
    with pytest.raises(InputError, match="storing van 'gas' kan niet"):
        down_times(CHAIN, {"gas": ((0.0, 1.0),)})
