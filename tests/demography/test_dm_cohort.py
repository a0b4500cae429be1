"""One year of the cohort-component method against what can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from dm_helpers import facts
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from bouwstenen.models.demography.cohort import advance, age_on, cohort_fertility
from bouwstenen.models.demography.dimensions import AGES
from bouwstenen.models.demography.mortality import cohort_probabilities, death_probabilities
from bouwstenen.models.demography.schedules import departure_by_duration, single_ages, spread_open_group, steps

NOBODY = np.zeros((2, AGES))
CHILDLESS = np.zeros(AGES)


def test_without_events_everyone_gets_a_year_older() -> None:
    people = np.arange(2 * AGES, dtype=float).reshape(2, AGES)
    end, births, deaths = advance(people, NOBODY, NOBODY, CHILDLESS, 0.5)
    assert end.sum() == people.sum()
    assert np.array_equal(end[:, 1 : AGES - 1], people[:, : AGES - 2])
    assert np.array_equal(end[:, -1], people[:, -2] + people[:, -1])
    assert births == 0
    assert not deaths.any()


def test_one_cohort_by_hand() -> None:
    people, moving, chance = np.zeros((2, AGES)), np.zeros((2, AGES)), np.zeros((2, AGES))
    people[1, 29], moving[1, 30], chance[1, 30] = 1000, 200, 0.01
    fertility = np.zeros(AGES)
    fertility[30] = 0.1
    end, births, deaths = advance(people, moving, chance, fertility, 0.5122)
    # Deaths 0.01 x (1000 + 100) = 11, end 1189, births 0.1 x (1000 + 1189) / 2.
    assert deaths[1, 30] == pytest.approx(11)
    assert end[1, 30] == pytest.approx(1189)
    assert births == pytest.approx(109.45)
    assert end[:, 0] == pytest.approx([109.45 * 0.5122, 109.45 * 0.4878])


def test_growth_of_a_closed_population_becomes_that_of_lotka() -> None:
    table = death_probabilities(facts().mortality_years, facts().log_mortality, np.array([2030]))[0]
    chance = cohort_probabilities(table, 0.9)
    fertility = cohort_fertility(facts().fertility_pattern * 1.9)
    people, boys = np.full((2, AGES), 1000.0), 0.5122
    for _ in range(2500):
        before, people = people.sum(), advance(people, NOBODY, chance, fertility, boys)[0]
    alive = np.cumprod(1 - chance[1])

    def renewal(rate: float) -> float:
        ages = np.arange(1, 60)
        daughters = (1 - boys) * fertility[ages] * (alive[ages - 1] + alive[ages]) / 2
        return float((daughters * np.exp(-rate * ages)).sum() - 1)

    assert np.log(people.sum() / before) == pytest.approx(brentq(renewal, -0.1, 0.1), abs=1e-9)


counts = st.lists(st.floats(0, 1e6), min_size=2 * AGES, max_size=2 * AGES).map(
    lambda values: np.array(values).reshape(2, AGES)
)


@settings(max_examples=25, deadline=None)
@given(people=counts, coming=counts, chance=st.floats(0, 1), children=st.floats(0, 5))
def test_accounts_close_and_double_inputs_double(
    people: np.ndarray, coming: np.ndarray, chance: float, children: float
) -> None:
    chances, fertility = np.full((2, AGES), chance), facts().fertility_pattern * children
    end, births, deaths = advance(people, coming, chances, fertility, 0.5122)
    assert end.sum() == pytest.approx(people.sum() + births - deaths.sum() + coming.sum(), rel=1e-12, abs=1e-6)
    assert (end >= -1e-9).all()
    twice = advance(2 * people, 2 * coming, chances, fertility, 0.5122)
    assert twice[0] == pytest.approx(2 * end, rel=1e-12)


def test_a_stack_of_populations_is_each_of_them() -> None:
    stack = np.random.default_rng(1).uniform(0, 1000, (3, 2, AGES))
    chance, fertility = np.full((2, AGES), 0.01), facts().fertility_pattern
    together = advance(stack, np.zeros_like(stack), chance, fertility, 0.5)
    for k in range(3):
        alone = advance(stack[k], NOBODY, chance, fertility, 0.5)
        assert np.allclose(together[0][k], alone[0], rtol=1e-12)


def test_age_on_keeps_everyone() -> None:
    people = np.random.default_rng(2).uniform(0, 10, (4, 2, AGES))
    assert age_on(people).sum() == pytest.approx(people.sum())
    assert not age_on(people)[..., 0].any()


def test_departure_reaches_the_given_shares() -> None:
    yearly = departure_by_duration(np.array([[0.42, 0.62, 0.75]]), np.array([0.02]))[0]
    stay = 1 - yearly
    # Half a year passes in the year of arrival; class k runs from k + 0.5 to k + 1.5 years.
    half = (1 - 0.42) ** (0.5 / 1.5)
    assert 1 - stay[0] * half == pytest.approx(0.42, abs=1e-9)
    to_five = stay[:4].prod() * ((1 - 0.62) / (1 - 0.42)) ** (0.5 / 3)
    assert to_five == pytest.approx(1 - 0.62, abs=1e-9)
    assert yearly[-1] == 0.02


def test_single_ages_keep_group_totals() -> None:
    starts, shares = np.arange(15, 50, 5), np.array([0.66, 6.53, 27.58, 40.91, 20.29, 3.81, 0.22])
    spread = single_ages(starts, shares, 50)
    assert (spread >= 0).all()
    assert [spread[a : a + 5].sum() for a in starts] == pytest.approx(shares)
    # Published interpolation of the same shares at a fertility rate of 1.43, per 1,000 women.
    assert spread[[20, 25, 30, 32, 38]] * 14.3 == pytest.approx([7.1, 45.3, 108.7, 131.9, 48.6], abs=0.06)


def test_open_age_group_is_kept() -> None:
    counts = np.full((2, 101), 10.0)
    spread = spread_open_group(counts, np.exp(facts().log_mortality[0]))
    assert spread.shape == (2, AGES)
    assert spread.sum() == pytest.approx(counts.sum())
    assert (np.diff(spread[:, 100:]) < 0).all()


def test_steps() -> None:
    values = steps(np.array([15, 20]), np.array([3.0, 4.0]))
    assert values[[14, 15, 19, 20, 105]] == pytest.approx([0, 3, 3, 4, 4])
