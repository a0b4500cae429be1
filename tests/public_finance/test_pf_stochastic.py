"""The fan of the debt."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from pf_helpers import at, entry, facts, package, project

from bouwstenen.levers import Overlay
from bouwstenen.models.public_finance import QUANTILES, debt_fan
from bouwstenen.models.public_finance.stochastic import covariance, draw_shocks


def test_same_seed_same_fan() -> None:
    run = project(facts(), package(entry()))
    one, two, other = (debt_fan(run.baseline, run.esa, facts(), draws=200, seed=seed) for seed in (7, 7, 8))
    assert np.array_equal(one.package, two.package)
    assert not np.array_equal(one.package, other.package)


def test_null_package_has_no_difference_in_any_draw() -> None:
    run = project(facts(), Overlay())
    fan = debt_fan(run.baseline, run.esa, facts(), draws=500)
    assert np.array_equal(fan.baseline, fan.package)
    assert not fan.difference.any()


def test_quantiles_are_ordered_and_start_from_one_point() -> None:
    run = project(facts(), Overlay())
    fan = debt_fan(run.baseline, run.esa, facts(), draws=1000)
    assert fan.baseline.shape == (len(QUANTILES), 47)
    assert (np.diff(fan.baseline, axis=0) >= 0).all()
    assert np.ptp(fan.baseline[:, 2]) == pytest.approx(0, abs=1e-9)
    assert np.ptp(fan.baseline[:, 10]) > 5


def test_without_shocks_the_fan_is_the_path() -> None:
    quiet = {k: 1e-18 if k.startswith("shock_variance") else v for k, v in facts().numbers.items()}
    run = project(facts(), package(entry(amount_bn=20.0)))
    fan = debt_fan(run.baseline, run.esa, replace(facts(), numbers=quiet), draws=10)
    assert fan.package == pytest.approx(np.tile(run.esa.debt_pct, (7, 1)), abs=1e-4)
    assert fan.baseline == pytest.approx(np.tile(run.baseline.pct(run.baseline.debt), (7, 1)), abs=1e-4)


def test_covariance_is_the_published_one() -> None:
    quarter = covariance(facts())
    assert np.diag(quarter) == pytest.approx([0.0556, 0.0598, 1.0202, 0.8397])
    assert quarter[0, 1] / np.sqrt(quarter[0, 0] * quarter[1, 1]) == pytest.approx(0.420)
    assert quarter[2, 3] / np.sqrt(quarter[2, 2] * quarter[3, 3]) == pytest.approx(0.222)


def test_a_year_holds_four_quarters() -> None:
    shocks = draw_shocks(facts(), draws=20_000, seed=3)
    assert not shocks[:, :3].any()
    found = np.cov(shocks[:, 5])
    assert found == pytest.approx(4 * covariance(facts()), abs=0.15)


def test_a_package_that_costs_shifts_every_quantile_up() -> None:
    run = project(facts(), package(entry(amount_bn=20.0)))
    fan = debt_fan(run.baseline, run.esa, facts(), draws=500)
    assert (fan.difference[:, 10:] > 0).all()
    assert at(fan.difference[3], 2035) == pytest.approx(at(fan.package[3], 2035) - at(fan.baseline[3], 2035), abs=1.0)
