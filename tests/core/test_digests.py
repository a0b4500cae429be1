"""Equal content has one digest; any other content, type or shape has another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
import pytest

from bouwstenen.core.digests import content_digest


@dataclass(frozen=True)
class Pair:
    """Two things."""

    first: object
    second: object


def test_equal_content_gives_one_digest_whatever_objects_hold_it() -> None:
    one = Pair({"b": 1, "a": [1.0, "x"]}, np.arange(3.0))
    two = Pair({"a": [1.0, str(b"x", "ascii")], "b": 1}, np.array([0.0, 1.0, 2.0]))
    assert content_digest(one) == content_digest(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (1, 1.0),
        (1, True),
        ("1", 1),
        (Pair(1, 2), Pair(2, 1)),
        ([1, [2]], [[1], 2]),
        (np.zeros(2), np.zeros((1, 2))),
        (np.zeros(2), np.zeros(2, dtype=np.float32)),
        (np.array([0.0, 1.0]), np.array([1.0, 0.0])),
        ({"a": 1}, {"a": 2}),
        (pl.DataFrame({"a": [1, 2]}), pl.DataFrame({"a": [2, 1]})),
        (pl.DataFrame({"a": [1]}), pl.DataFrame({"b": [1]})),
        (None, ""),
    ],
)
def test_other_content_gives_another_digest(one: object, two: object) -> None:
    assert content_digest(one) != content_digest(two)


def test_a_function_cannot_be_part_of_a_key() -> None:
    with pytest.raises(TypeError, match="no digest"):
        content_digest(len)
