"""Ways to draw: whole numbers in proportion, even spreads, shares of groups, and fitted tables."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bouwstenen.population.inputs import fit
from bouwstenen.population.synthesis.draft import allocate, choose, heavy_tail, normal, pick, spread

CELLS = st.lists(st.floats(0.0, 1000.0), min_size=2, max_size=30).filter(lambda cells: sum(cells) > 1.0)


@given(cells=CELLS, total=st.integers(1, 5000), start=st.floats(0.0, 0.999))
def test_allocation_rounds_every_share_up_or_down(cells: list[float], total: int, start: float) -> None:
    share = np.array(cells) / sum(cells) * total
    found = allocate(np.array(cells), total, start)
    assert found.sum() == total
    assert (np.abs(found - share) <= 1.0 + 1e-6).all()


def test_allocation_is_right_on_average() -> None:
    """Three cells of 0.2, 0.3 and 0.5: over evenly spread starts a total of one lands there as often."""
    starts = (np.arange(1000) + 0.5) / 1000
    found = np.mean([allocate(np.array([0.2, 0.3, 0.5]), 1, start) for start in starts], axis=0)
    assert found == pytest.approx([0.2, 0.3, 0.5], abs=0.002)


@given(size=st.integers(1, 300), seed=st.integers(0, 100))
def test_spread_has_one_draw_in_every_interval(size: int, seed: int) -> None:
    draws = spread(np.random.default_rng(seed), size)
    assert sorted(np.floor(draws * size).astype(int)) == list(range(size))


@given(seed=st.integers(0, 1000), share=st.floats(0.0, 1.0))
@settings(max_examples=40)
def test_choose_takes_the_highest_scores_of_each_group(seed: int, share: float) -> None:
    random = np.random.default_rng(seed)
    group, score = random.integers(0, 5, 200), random.normal(size=200)
    chosen = choose(random, score, group, np.full(200, share))
    for number in range(5):
        inside = group == number
        assert abs(chosen[inside].sum() - share * inside.sum()) < 1.0
        if chosen[inside].any() and not chosen[inside].all():
            assert score[inside & chosen].min() > score[inside & ~chosen].max()


def test_pick_never_takes_rows_without_propensity() -> None:
    propensity = np.array([0.0, 1.0, 0.0, 2.0, 5.0])
    chosen = pick(np.random.default_rng(1), propensity, 10.0)
    assert chosen.tolist() == [False, True, False, True, True]
    assert pick(np.random.default_rng(1), propensity, 2.0).sum() == 2


def test_pick_follows_propensity() -> None:
    """One of two rows, the second three times as likely."""
    random = np.random.default_rng(3)
    second = np.mean([pick(random, np.array([1.0, 3.0]), 1.0)[1] for _ in range(4000)])
    assert second == pytest.approx(0.75, abs=0.03)


def test_fit_meets_both_margins_and_keeps_odds() -> None:
    """A 2 x 2 table: the odds ratio of the seed (4) survives the fit to new margins."""
    table = fit(np.array([[2.0, 1.0], [1.0, 2.0]]), np.array([30.0, 70.0]), np.array([40.0, 60.0]))
    assert table.sum(axis=1) == pytest.approx([30.0, 70.0], rel=1e-5)
    assert table.sum(axis=0) == pytest.approx([40.0, 60.0], rel=1e-5)
    assert table[0, 0] * table[1, 1] / (table[0, 1] * table[1, 0]) == pytest.approx(4.0, rel=1e-4)


@pytest.mark.parametrize("width", [0.2, 0.45, 0.55])
def test_heavy_tail_has_mean_one_and_falls_as_a_power(width: float) -> None:
    """Above its start the share beyond twice an amount is 2 to the power of minus the exponent (2.8 at 0.45)."""
    draws = np.sort(normal(np.random.default_rng(1), 400_000))
    found = heavy_tail(draws, np.full(len(draws), width), 2.8, 0.45)
    assert found.mean() == pytest.approx(1.0, abs=0.004)
    assert (np.diff(found) >= 0.0).all()
    amount = found[int(0.9 * len(draws))]
    beyond = (found > 2.0 * amount).mean() / (found > amount).mean()
    assert beyond == pytest.approx(2.0 ** (-2.8 * 0.45 / width), rel=0.05)


def test_heavy_tail_is_log_normal_below() -> None:
    """The ratio of two amounts far below the tail is that of a log-normal distribution."""
    found = heavy_tail(np.array([-2.0, -1.0]), np.full(2, 0.4), 2.8, 0.45)
    assert found[1] / found[0] == pytest.approx(np.exp(0.4))
