"""Weighted quantiles, groups and Gini against brute force and known values."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bouwstenen.core.quantiles import gini, grouped_quantiles, quantile_groups, weighted_quantiles

rows = st.lists(st.tuples(st.integers(-50, 50), st.integers(0, 5), st.integers(0, 3)), min_size=1, max_size=40)


def brute_quantile(values: list[int], weights: list[int], percent: int) -> float:
    """Repeat every value as often as its weight and take the first at or above the share."""
    repeated = sorted(v for v, w in zip(values, weights, strict=True) for _ in range(w))
    if not repeated:
        return float("nan")
    return float(repeated[-(-percent * len(repeated) // 100) - 1])


@given(rows)
@settings(max_examples=150, deadline=None)
def test_grouped_quantiles_are_those_of_repeated_rows(table: list[tuple[int, int, int]]) -> None:
    values, weights, codes = (np.array(column) for column in zip(*table, strict=True))
    percents = (5, 25, 50, 75, 95, 100)
    found = grouped_quantiles(values.astype(float), weights.astype(float), codes, 4, [p / 100 for p in percents])
    for group in range(4):
        inside = codes == group
        wanted = [brute_quantile(values[inside].tolist(), weights[inside].tolist(), p) for p in percents]
        np.testing.assert_array_equal(found[group], wanted)


@given(rows, st.floats(0.01, 1000))
@settings(max_examples=60, deadline=None)
def test_the_scale_of_the_weights_and_the_order_of_rows_do_not_matter(
    table: list[tuple[int, int, int]], factor: float
) -> None:
    values, weights, _ = (np.array(column, dtype=float) for column in zip(*table, strict=True))
    shares = (0.1, 0.5, 0.9)
    plain = weighted_quantiles(values, weights, shares)
    np.testing.assert_array_equal(plain, weighted_quantiles(values, factor * weights, shares))
    np.testing.assert_array_equal(plain, weighted_quantiles(values[::-1], weights[::-1], shares))
    assert gini(values, weights) == pytest.approx(gini(values[::-1], factor * weights[::-1]), abs=1e-12, nan_ok=True)


def test_equal_values_share_the_lower_group() -> None:
    values, weights = np.array([1.0, 2.0, 2.0, 2.0, 9.0]), np.ones(5)
    assert quantile_groups(values, weights, 5).tolist() == [0, 1, 1, 1, 4]


def test_groups_have_equal_weight_without_ties() -> None:
    values = np.arange(1000.0)
    codes = quantile_groups(values, np.ones(1000), 5)
    assert np.bincount(codes).tolist() == [200] * 5


@pytest.mark.parametrize(
    ("incomes", "weights", "wanted"),
    [
        ([10, 10, 10], [1, 1, 1], 0.0),
        ([0, 0, 0, 12], [1, 1, 1, 1], 0.75),  # (n - 1) / n
        ([1, 3], [1, 1], 0.25),  # mean difference 1 over twice the mean of 2
        ([1, 3], [2, 2], 0.25),
        ([-5, 10], [1, 1], 0.5),  # a negative income counts as zero
    ],
)
def test_gini_of_small_countries(incomes: list[float], weights: list[float], wanted: float) -> None:
    assert gini(np.array(incomes, dtype=float), np.array(weights, dtype=float)) == pytest.approx(wanted)


def test_gini_is_the_mean_difference_over_twice_the_mean() -> None:
    rng = np.random.default_rng(3)
    income, weight = rng.lognormal(size=60), rng.uniform(0.5, 3, size=60)
    share = weight / weight.sum()
    difference = (share[:, None] * share * np.abs(income[:, None] - income)).sum()
    assert gini(income, weight) == pytest.approx(difference / (2 * (share * income).sum()))
