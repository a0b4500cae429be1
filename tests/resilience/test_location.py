"""Places of points: against every possible choice on small cases, and what must hold between cases."""

from __future__ import annotations

import os
from itertools import combinations, product

import numpy as np
import pytest

from bouwstenen.core.errors import InputError
from bouwstenen.models.resilience.coverage import Norm, can_serve
from bouwstenen.models.resilience.location import (
    beyond,
    by_head_count,
    capacitated_cover,
    maximal_cover,
    p_center,
    p_median,
    silent,
)

NODES = 10_000
TWELVE, NINE = 12, 9


def made(seed: int, size: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    at = rng.uniform(0, 10, (size, 2))
    return rng.integers(1, 50, size).astype(float), np.linalg.norm(at[:, None] - at, axis=2)


def served(people: np.ndarray, distance: np.ndarray, points: tuple[int, ...], reach: float, size: float) -> bool:
    """Hall's condition, written out over all groups of demand: an implementation of its own."""
    near = distance <= reach
    for mask in product((False, True), repeat=len(people)):
        group = np.array(mask)
        if not group.any():
            continue
        reached = near[group].any(axis=0)
        if people[group].sum() > size * np.array(points)[reached].sum() + 1e-9:
            return False
    return True


@pytest.mark.parametrize("seed", range(6))
def test_cover_without_size_is_the_least_of_all_choices(seed: int) -> None:
    people, distance = made(seed, TWELVE)
    least = next(
        k
        for k in range(1, TWELVE + 1)
        if any((distance[:, list(some)] <= 3).any(axis=1).all() for some in combinations(range(TWELVE), k))
    )
    found = capacitated_cover(people, distance, 3.0, np.inf, nodes=NODES)
    assert found.proven
    assert found.objective == found.points.sum() == least
    assert not beyond(distance, found.points, 3.0).any()


@pytest.mark.parametrize("seed", range(4))
def test_cover_with_size_is_the_least_of_all_choices(seed: int) -> None:
    people, distance = made(seed, 6)
    size = 40.0
    found = capacitated_cover(people, distance, 4.0, size, nodes=NODES)
    total = next(
        k
        for k in range(1, 20)
        if any(served(people, distance, some, 4.0, size) for some in product(range(4), repeat=6) if sum(some) == k)
    )
    assert found.proven
    assert found.objective == total
    assert served(people, distance, tuple(found.points.tolist()), 4.0, size)


@pytest.mark.parametrize("seed", range(4))
def test_the_flow_tells_the_same_as_every_group_of_people(seed: int) -> None:
    people, distance = made(seed, 6)
    rng = np.random.default_rng(seed)
    outcomes = set()
    for _ in range(20):
        points = rng.integers(0, 3, 6)
        told = can_serve(people, distance, points, Norm(40.0, 4.0))
        assert told == served(people, distance, tuple(points.tolist()), 4.0, 40.0)
        outcomes.add(told)
    assert outcomes == {True, False}


@pytest.mark.parametrize("seed", range(5))
def test_median_center_and_maximal_cover_are_the_best_of_all_choices(seed: int) -> None:
    people, distance = made(seed, NINE)
    choices = [list(some) for some in combinations(range(NINE), 3)]
    nearest = {tuple(some): distance[:, some].min(axis=1) for some in choices}
    median = p_median(people, distance, 3, nodes=NODES)
    assert median.objective == pytest.approx(min(float(people @ one) for one in nearest.values()))
    assert float(people @ distance[:, median.points > 0].min(axis=1)) == pytest.approx(median.objective)
    center = p_center(people, distance, 3, nodes=NODES)
    assert center.objective == pytest.approx(min(float(one.max()) for one in nearest.values()))
    cover = maximal_cover(people, distance, 2.0, 3, nodes=NODES)
    assert cover.objective == pytest.approx(max(float(people @ (one <= 2.0)) for one in nearest.values()))


def test_fewer_points_for_a_longer_way_and_for_larger_points() -> None:
    people, distance = made(3, 20)
    by_reach = [capacitated_cover(people, distance, r, 60.0, nodes=NODES).objective for r in (1.0, 2.0, 4.0, 8.0)]
    by_size = [capacitated_cover(people, distance, 2.0, s, nodes=NODES).objective for s in (30.0, 60.0, 120.0, np.inf)]
    assert by_reach == sorted(by_reach, reverse=True)
    assert by_size == sorted(by_size, reverse=True)
    assert by_reach[0] > by_reach[-1]
    assert by_size[0] > by_size[-1]


def test_the_whole_never_needs_more_than_its_parts() -> None:
    people, distance = made(5, 20)
    whole = capacitated_cover(people, distance, 2.0, 60.0, nodes=NODES).objective
    parts = sum(
        capacitated_cover(people[part], distance[np.ix_(part, part)], 2.0, 60.0, nodes=NODES).objective
        for part in (np.arange(10), np.arange(10, 20))
    )
    assert whole <= parts


def test_head_count_by_hand() -> None:
    # 7 points for 50, 30 and 20 people: 3.5, 2.1 and 1.4; the half is rounded up first.
    assert by_head_count(np.array([50.0, 30.0, 20.0]), 7).tolist() == [4, 2, 1]


def test_what_cannot_be_reached_is_refused() -> None:
    with pytest.raises(InputError, match="1 plaatsen met inwoners"):
        capacitated_cover(np.array([1.0, 1.0]), np.array([[0.0], [9.0]]), 3.0, 5.0, nodes=NODES)


def test_the_solver_writes_nothing_and_the_output_comes_back(capfd: pytest.CaptureFixture[str]) -> None:
    with silent():
        os.write(1, b"noise")
    os.write(1, b"word")
    assert capfd.readouterr().out == "word"
