"""Blocks and measures get their own effect; expected values are worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tests.runs.made_up import WATER, amount, change, made

from bouwstenen.levers import Overlay
from bouwstenen.runs.attribution import causes
from bouwstenen.runs.cache import Cache
from bouwstenen.runs.chain import Chain, Inputs

if TYPE_CHECKING:
    from bouwstenen.models.protocol import Model
    from bouwstenen.runs.attribution import Causes


def attributed(model: Model[Any, Any, Any], overlay: Overlay, *others: Model[Any, Any, Any], seed: int = 1) -> Causes:
    models = (*others, model)
    names = {m.name: None for m in models}
    options = {m.name: m.options() for m in models}
    chain = Chain(models, Inputs(None, names, dict.fromkeys(names, "")), options, Cache())  # pyright: ignore[reportArgumentType]
    whole = chain.through(models, overlay).results[model.name]
    return causes(model, chain, overlay, whole, seed=seed)


def by(found: Causes, year: int = 2027) -> dict[tuple[str, str], float]:
    return {(r.block, r.measure): r.difference or 0.0 for r in found.rows if r.year == year}


PRODUCT = Overlay(
    inputs=(change("M1", "B1", "p.x", 2.0), change("M2", "B5", "p.y", 3.0), change("M3", "B5", "p.z", 4.0))
)
"""x = 2 in B1; y = 3 and z = 4 in B5; the effect is x·y + z."""


def product(overlay: Overlay, _handed: object) -> float:
    return amount(overlay, "p.x") * amount(overlay, "p.y") + amount(overlay, "p.z")


def test_two_blocks_that_interact_share_what_they_do_together() -> None:
    found = by(attributed(made("p", product), PRODUCT))
    # v(B1) = 0, v(B5) = 4, v(both) = 10: Shapley B1 = (0 + 6) / 2 = 3, B5 = (4 + 10) / 2 = 7.
    assert found["B1", "all"] == pytest.approx(3.0)
    assert found["B5", "all"] == pytest.approx(7.0)
    # Left out last: M1 costs 6, M2 costs 6, M3 costs 4; what remains of each block is interaction.
    assert found["B1", "M1"] == pytest.approx(6.0)
    assert found["B5", "M2"] == pytest.approx(6.0)
    assert found["B5", "M3"] == pytest.approx(4.0)
    assert found["B1", "interaction"] == pytest.approx(-3.0)
    assert found["B5", "interaction"] == pytest.approx(-3.0)


def test_money_carries_the_block_and_measure_of_its_cause_in_every_year() -> None:
    money = attributed(made("p", product), PRODUCT).money
    total = {year: sum(float(m.amounts_bn[m.years.index(year)]) for m in money) for year in (2027, 2028)}
    assert total == {2027: pytest.approx(10.0), 2028: pytest.approx(20.0)}
    of_b5 = sum(float(m.amounts_bn[1]) for m in money if m.block == "B5")
    assert of_b5 == pytest.approx(14.0)
    assert {m.measure for m in money if m.block == "B1"} == {"M1", "interaction"}


def test_one_block_gets_everything_and_one_measure_too() -> None:
    overlay = Overlay(inputs=(change("M3", "B5", "p.z", 4.0),))
    assert by(attributed(made("p", product), overlay)) == {("B5", "all"): 4.0, ("B5", "M3"): 4.0}


def test_parts_of_the_light_sample_are_moved_to_the_whole_population() -> None:
    found = by(attributed(made("p", product, light_factor=0.9), PRODUCT))
    assert found["B1", "all"] + found["B5", "all"] == pytest.approx(10.0)
    # 2.7 and 6.3 on the sample; the missing 1.0 is shared by size: 0.3 and 0.7.
    assert found["B1", "all"] == pytest.approx(3.0)
    assert found["B5", "M3"] == pytest.approx(4.0)


def test_a_lever_of_a_giver_counts_for_the_model_that_takes() -> None:
    well = made("well", lambda overlay, _handed: amount(overlay, "well.depth"), gives=(WATER,))
    town = made(
        "town", lambda overlay, handed: float(handed[WATER].package[0]) + amount(overlay, "town.x"), needs=(WATER,)
    )
    overlay = Overlay(inputs=(change("W", "B1", "well.depth", 5.0), change("T", "B2", "town.x", 1.0)))
    found = by(attributed(town, overlay, well))
    assert found["B1", "all"] == pytest.approx(5.0)
    assert found["B1", "W"] == pytest.approx(5.0)
    assert found["B2", "T"] == pytest.approx(1.0)


def test_a_measure_that_moves_nothing_is_not_reached() -> None:
    overlay = Overlay(inputs=(*PRODUCT.inputs, change("M9", "B5", "p.unread", 9.0)))
    found = attributed(made("p", product), overlay)
    assert found.reached == {"M1", "M2", "M3"}


def test_above_six_blocks_sampled_orders_add_up_and_say_their_error() -> None:
    overlay = Overlay(inputs=tuple(change(f"M{i}", f"B{i}", f"p.v{i}", float(i)) for i in range(1, 9)))

    def pairs(kept: Overlay, _handed: object) -> float:
        values = [amount(kept, f"p.v{i}") for i in range(1, 9)]
        return sum(values) + values[0] * values[7] * values[3]

    found = attributed(made("p", pairs), overlay)
    rows = [r for r in found.rows if r.year == 2027 and r.measure == "all"]
    assert sum(r.difference or 0.0 for r in rows) == pytest.approx(36.0 + 32.0)
    exact = {"B1": 1 + 32 / 3, "B8": 8 + 32 / 3, "B4": 4 + 32 / 3, "B2": 2.0}
    for row in rows:
        if row.block in exact:
            width = ((row.high or row.difference) - row.difference) if row.high is not None else 0.0
            assert abs(row.difference - exact[row.block]) <= 4 * width + 1e-9
    assert any(r.band == "sampling_error" for r in rows)


def test_an_empty_package_has_no_causes() -> None:
    found = attributed(made("p", product), Overlay())
    assert found.rows == ()
    assert all(np.all(m.amounts_bn == 0.0) for m in found.money)


def test_the_glove_game_has_its_textbook_values() -> None:
    """Two left gloves (B1, B2) and one right glove (B3); a pair is worth 1. Shapley (1953): 1/6, 1/6, 2/3."""

    def pair(kept: Overlay, _handed: object) -> float:
        left = amount(kept, "p.left_one") + amount(kept, "p.left_two")
        return float(bool(amount(kept, "p.right")) and bool(left))

    overlay = Overlay(
        inputs=(
            change("L1", "B1", "p.left_one", 1.0),
            change("L2", "B2", "p.left_two", 1.0),
            change("R", "B3", "p.right", 1.0),
        )
    )
    found = by(attributed(made("p", pair), overlay))
    assert [found[b, "all"] for b in ("B1", "B2", "B3")] == pytest.approx([1 / 6, 1 / 6, 2 / 3])
