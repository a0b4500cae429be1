"""Many changes of one path, folded into two that do the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bouwstenen.levers.bounds import folded

CHANGES = st.lists(st.tuples(st.sampled_from(["set", "add", "scale"]), st.floats(-10, 10)), min_size=1, max_size=8)


def after(changes: list[tuple[str, float]], value: float) -> float:
    for mode, number in changes:
        number = number[0] if isinstance(number, list) else number  # noqa: PLW2901
        value = number if mode == "set" else value + number if mode == "add" else value * number
    return value


@given(CHANGES, st.floats(-100, 100))
def test_folded_changes_do_the_same(changes: list[tuple[str, float]], value: float) -> None:
    short: list = []
    for mode, number in changes:
        short = folded(short, mode, number)
    assert len(short) <= 2
    assert after(short, value) == pytest.approx(after(changes, value), rel=1e-6, abs=1e-6)


def test_a_table_is_folded_as_a_whole() -> None:
    assert folded([("set", (1.0, 2.0))], "scale", 3.0) == [("set", [3.0, 6.0])]
