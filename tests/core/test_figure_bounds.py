"""Bounds of figures and keys that must be there."""

from __future__ import annotations

import math

import pytest

from bouwstenen.core.bounds import bound_of, hold, refuse_missing, spelled
from bouwstenen.core.errors import InputError, Where

HERE = Where("feiten 2025_05", 0, "room.share")


def test_a_name_finds_its_bound_with_and_without_a_star() -> None:
    table = {"share": [0.0, 1.0], "cost_*": [0.0, 9.0], "*_net": [-5.0, 5.0]}
    assert bound_of("share", table) == [0.0, 1.0]
    assert bound_of("cost_regular", table) == [0.0, 9.0]
    assert bound_of("low_net", table) == [-5.0, 5.0]
    assert bound_of("shares", table) is None


@pytest.mark.parametrize(
    ("value", "words"), [(0.1, "0,1"), (1_000_000.0, "1.000.000"), (-500_000.0, "-500.000"), (0.0, "0"), (0.05, "0,05")]
)
def test_bounds_are_spelled_as_people_write_them(value: float, words: str) -> None:
    assert spelled(value) == words


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
def test_both_ends_are_allowed(value: float) -> None:
    hold(value, [0.0, 1.0], HERE)


@pytest.mark.parametrize("value", [-0.01, 1.01, math.nan, math.inf])
def test_what_lies_outside_is_refused_with_the_range(value: float) -> None:
    with pytest.raises(InputError) as error:
        hold(value, [0.0, 1.0], HERE, " in 2030")
    for words in ("room.share", f"{value:g} in 2030", "van 0 tot en met 1"):
        assert words in str(error.value)


def test_without_a_bound_only_nan_is_refused() -> None:
    hold(1e300, None, HERE)
    with pytest.raises(InputError, match="nan"):
        hold(math.nan, None, HERE)


def test_every_missing_key_is_named() -> None:
    refuse_missing(["a", "b"], {"a", "b", "c"}, "2025_05")
    with pytest.raises(InputError, match=r"a, c.*") as error:
        refuse_missing(["a", "b", "c"], {"b"}, "2025_05")
    assert "2025_05" in str(error.value)
