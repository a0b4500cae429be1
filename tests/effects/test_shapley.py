import numpy as np
import pytest

from bouwstenen.effects.attribution import attribute


def test_glove_game_has_the_textbook_shapley_values() -> None:
    # Two left gloves (1, 2) and one right glove (3); a pair is worth 1. Shapley: 1/6, 1/6, 2/3.
    def value(parts: frozenset[int]) -> np.ndarray:
        return np.array([1.0 if 3 in parts and parts & {1, 2} else 0.0])

    result = attribute(value, [1, 2, 3])
    assert result.shapley[:, 0] == pytest.approx([1 / 6, 1 / 6, 2 / 3])
    assert result.alone[:, 0] == pytest.approx([0, 0, 0])
    assert result.last_out[:, 0] == pytest.approx([0, 0, 1])
    assert result.interaction[0] == pytest.approx(1.0)
    assert result.residual[0] == pytest.approx(0.0, abs=1e-12)


def test_baseline_level_does_not_count_as_an_effect() -> None:
    result = attribute(lambda parts: np.array([100.0 + 2.0 * len(parts)]), [1, 2])
    assert result.whole[0] == pytest.approx(4.0)
    assert result.shapley[:, 0] == pytest.approx([2.0, 2.0])
