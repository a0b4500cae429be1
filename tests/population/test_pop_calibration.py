"""Calibration with known answers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bouwstenen.core.errors import InputError
from bouwstenen.population.calibration import calibrate
from bouwstenen.population.linear import rows_times, solve_positive, weighted_products, weighted_sums

HARD = 1e-7


def hard(count: int) -> np.ndarray:
    return np.full(count, HARD)


def test_strata_get_their_share() -> None:
    """With strata as measures calibration is poststratification: weights are target / size of the stratum."""
    stratum = np.repeat([0, 1, 2], [50, 30, 20])
    measures = (stratum[:, None] == np.arange(3)).astype(float)
    found = calibrate(measures, np.array([40.0, 40.0, 20.0]), np.ones(100), hard(3), (0.2, 5.0))
    assert found.converged
    assert found.weights[stratum == 0] == pytest.approx(40.0 / 50.0, rel=1e-5)
    assert found.weights[stratum == 1] == pytest.approx(40.0 / 30.0, rel=1e-5)
    assert found.weights[stratum == 2] == pytest.approx(1.0, rel=1e-5)


def test_targets_that_already_hold_change_nothing() -> None:
    measures = np.random.default_rng(1).random((200, 4))
    design = np.random.default_rng(2).random(200) + 0.5
    found = calibrate(measures, design @ measures, design, hard(4), (0.5, 2.0))
    assert found.steps == 0
    assert found.weights == pytest.approx(design, rel=1e-12)
    assert found.design_effect == pytest.approx(1.0)


@given(seed=st.integers(0, 10_000), tilt=st.floats(-0.3, 0.3))
@settings(max_examples=30, deadline=None)
def test_totals_are_met_within_bounds(seed: int, tilt: float) -> None:
    """Targets that weights within the bounds do meet are met."""
    random = np.random.default_rng(seed)
    measures = np.column_stack([np.ones(400), random.random((400, 5))])
    design = np.full(400, 2.0)
    targets = (design * (1.0 + tilt * random.random(400))) @ measures
    found = calibrate(measures, targets, design, hard(6), (0.4, 2.5))
    assert found.converged
    assert found.achieved == pytest.approx(targets, rel=1e-4)
    assert found.lowest >= 0.4
    assert found.highest <= 2.5
    assert found.weights @ measures == pytest.approx(found.achieved)


def test_what_cannot_be_met_is_reported_and_keeps_the_bounds() -> None:
    """Everybody counts 1 and weights reach at most twice the design: a target of three times ends at twice."""
    found = calibrate(np.ones((50, 1)), np.array([150.0]), np.ones(50), np.array([1e-3]), (0.5, 2.0))
    assert found.converged
    assert found.highest <= 2.0
    assert found.achieved[0] == pytest.approx(100.0, rel=0.01)


@pytest.mark.parametrize(("soft", "nearest"), [((1e-5, 1e-2), 90.0), ((1e-2, 1e-5), 110.0)])
def test_of_two_targets_that_conflict_the_hardest_wins(soft: tuple[float, float], nearest: float) -> None:
    measures = np.ones((100, 2))
    found = calibrate(measures, np.array([90.0, 110.0]), np.ones(100), np.array(soft), (0.5, 2.0))
    assert found.achieved[0] == pytest.approx(nearest, abs=0.1)


def test_conflict_is_shared_in_proportion_to_softness() -> None:
    """Both targets equally soft: the total ends in the middle."""
    found = calibrate(np.ones((100, 2)), np.array([90.0, 110.0]), np.ones(100), np.full(2, 1e-4), (0.5, 2.0))
    assert found.achieved == pytest.approx([100.0, 100.0], abs=1e-6)


@pytest.mark.parametrize("bounds", [(1.2, 3.0), (0.2, 0.9), (-0.1, 2.0)])
def test_bounds_have_to_lie_around_one(bounds: tuple[float, float]) -> None:
    with pytest.raises(InputError, match=r"synthesis\.weight_lowest.*hoogste een getal boven 1"):
        calibrate(np.ones((5, 1)), np.array([5.0]), np.ones(5), hard(1), bounds)


@given(seed=st.integers(0, 10_000), size=st.integers(1, 8))
@settings(max_examples=30, deadline=None)
def test_sums_in_fixed_order_are_those_of_numpy(seed: int, size: int) -> None:
    random = np.random.default_rng(seed)
    table, weights, vector = random.normal(size=(40, size)), random.random(40) + 0.1, random.normal(size=size)
    products = table.T @ (table * weights[:, None])
    assert rows_times(table, vector) == pytest.approx(table @ vector)
    assert weighted_sums(table, weights) == pytest.approx(weights @ table)
    assert weighted_products(table, weights) == pytest.approx(products)
    assert solve_positive(products, vector) == pytest.approx(np.linalg.solve(products, vector), rel=1e-6)
