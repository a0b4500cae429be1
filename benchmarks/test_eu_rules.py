"""Speed of the EU rules: 100,000 draws over ten years, a whole assessment, and holding a package against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from bouwstenen.facts import Facts, load_facts
from bouwstenen.models.eu_rules import (
    EuResult,
    PackageEffects,
    PolicyPath,
    Request,
    assess,
    hold_against,
    parameters,
    table_from_facts,
)
from bouwstenen.models.eu_rules.stochastic import draw_shocks, simulate

if TYPE_CHECKING:
    from collections.abc import Callable

DRAWS = 100_000


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load_facts()


@pytest.fixture(scope="module")
def result(facts: Facts) -> EuResult:
    return assess(table_from_facts(facts), parameters(facts), request=Request(4, draws=0))


def test_draws_over_ten_years(benchmark: Callable[..., Any], result: EuResult) -> None:
    covariance = result.inputs.covariance
    assert covariance is not None

    def draw() -> np.ndarray:
        return simulate(result.inputs, result.required, draw_shocks(covariance, DRAWS, 10, 1), 4)

    assert benchmark(draw).shape == (11, DRAWS)


def test_assessment(benchmark: Callable[..., Any], facts: Facts) -> None:
    table, figures = table_from_facts(facts), parameters(facts)
    assert benchmark(assess, table, figures, request=Request(4, draws=DRAWS)).probability is not None


def test_package(benchmark: Callable[..., Any], result: EuResult) -> None:
    years = np.arange(2024, 2071)
    ones = np.ones(len(years))
    policy = PolicyPath(years, -1.0 * ones, -2.0 * ones, 50 * ones, 1200 * 1.03 ** (years - 2025))
    package = PackageEffects("esa", 14 * ones, 0 * ones, -14 * ones, 14 * np.cumsum(ones))
    assert benchmark(hold_against, result, policy, package).name == "esa"
