"""Units and households are numbered as plain Python numbers them, whatever the keys; straddling units are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest import mock

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bouwstenen.core.errors import InputError
from bouwstenen.rules import Population, RuleGraph
from bouwstenen.rules.definitions import HOUSEHOLD, PERSON, UNITS

if TYPE_CHECKING:
    from collections.abc import Callable

BLOCK = 7
FORMS = [
    "own", "ascending", "ranges apart", "ranges overlap", "household",
    "any", "any, sorted", "same as before", "left out",
]  # fmt: skip


@st.composite
def keys(draw: st.DrawFn) -> dict[str, list[int]]:
    """Keys of up to eight households in any order, with units in any order; `any` may straddle households."""
    count = draw(st.integers(1, 8))
    labels = draw(st.one_of(st.just(list(range(count))), st.permutations(range(count))))
    households = [label for label in labels for _ in range(draw(st.integers(1, 5)))]
    columns = {HOUSEHOLD: households}
    for kind in UNITS:
        form = draw(st.sampled_from(FORMS))
        units = draw(st.lists(st.integers(0, 3), min_size=len(households), max_size=len(households)))
        pairs = list(zip(households, units, strict=True))
        if form == "own":
            columns[kind] = list(range(len(households)))
        elif form == "ascending":
            order = sorted(set(pairs), key=lambda pair: (labels.index(pair[0]), pair[1]))
            columns[kind] = sorted(order.index(pair) for pair in pairs)
        elif form == "ranges apart":
            columns[kind] = [4 * household + unit for household, unit in pairs]
        elif form == "ranges overlap":
            columns[kind] = [household + 100 * unit for household, unit in pairs]
        elif form.startswith("any"):
            columns[kind] = sorted(units) if form == "any, sorted" else units
        elif form != "left out":
            columns[kind] = list(columns.values())[-1 if form == "same as before" else 0]
    return columns


def first_appearance(labels: list[int]) -> list[int]:
    """A number for each label, from 0, in the order in which the labels first appear."""
    seen: dict[int, int] = {}
    return [seen.setdefault(label, len(seen)) for label in labels]


def blocks(households: list[int]) -> list[int]:
    """For each person the number of its block: whole households, as long as they fit."""
    found: list[int] = []
    block, persons = 0, 0
    for household in dict.fromkeys(households):
        size = households.count(household)
        if persons + size > BLOCK:
            block, persons = block + 1, 0
        persons += size
        found += [block] * size
    return found


def first_astray(households: list[int], units: list[int]) -> int | None:
    """The key of the first person whose unit began in another household."""
    home: dict[int, int] = {}
    return next((u for h, u in zip(households, units, strict=True) if home.setdefault(u, h) != h), None)


@given(columns=keys(), dtype=st.sampled_from([np.int64, np.int32, np.uint16]))
@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_numbers_are_those_of_plain_python(
    law_on: Callable[[str], RuleGraph], columns: dict[str, list[int]], dtype: type[np.integer]
) -> None:
    households = columns[HOUSEHOLD]
    arrays = {name: np.array(values, dtype=dtype) for name, values in columns.items()}
    with mock.patch("bouwstenen.rules.population.BLOCK", BLOCK):
        for kind in UNITS:
            astray = first_astray(households, columns.get(kind, households))
            if astray is not None:
                with pytest.raises(InputError, match=f"{kind} {astray} ligt in meer dan één huishouden"):
                    Population(law_on("2025-01-01"), arrays)
                return
        population = Population(law_on("2025-01-01"), arrays)
    of_block = blocks(households)
    starts = [*(of_block.index(block) for block in range(of_block[-1] + 1)), len(households)]
    assert population.offsets[:, 0].tolist() == starts
    of_household = first_appearance(households)
    for column, entity in enumerate((*UNITS, HOUSEHOLD), start=1):
        numbers = first_appearance(columns.get(entity, households))
        bases = [numbers[start] for start in starts[:-1]]
        assert population.size[entity] == max(numbers) + 1
        assert population.offsets[:, column].tolist() == [*bases, max(numbers) + 1]
        assert population.index(entity).tolist() == numbers
        up = population.up[PERSON, entity]
        assert up.dtype == np.uint16
        assert up.tolist() == [number - bases[block] for number, block in zip(numbers, of_block, strict=True)]
        if entity != HOUSEHOLD:
            firsts = [numbers.index(number) for number in range(max(numbers) + 1)]
            expected = [of_household[i] - of_household[starts[of_block[i]]] for i in firsts]
            assert population.up[entity, HOUSEHOLD].dtype == np.uint16
            assert population.up[entity, HOUSEHOLD].tolist() == expected


def test_an_equal_column_of_another_type_is_still_refused(law_on: Callable[[str], RuleGraph]) -> None:
    person = {"huishouden": np.array([1, 2]), "gezin": np.array([1.0, 2.0])}
    with pytest.raises(InputError, match="gehele getallen"):
        Population(law_on("2025-01-01"), person)
