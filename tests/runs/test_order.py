"""Who needs a port comes after who gives it; money comes from everybody who stands before the budget."""

from __future__ import annotations

import pytest
from tests.runs.made_up import WATER, made

from bouwstenen.models.protocol import MONEY, Port
from bouwstenen.runs.order import in_order, needing, providers, upstream

TOTALS = Port("budget.totals", "bn_eur", ("year",))


def _none(_overlay: object, _handed: object) -> float:
    return 0.0


WELL = made("well", _none, gives=(WATER,))
TOWN = made("town", _none, needs=(WATER,))
ALONE = made("alone", _none)
BUDGET = made("budget", _none, needs=(MONEY,), gives=(TOTALS,))
RULES = made("rules", _none, needs=(TOTALS,))


def names(models: list[object]) -> list[str]:
    return [model.name for model in models]  # pyright: ignore[reportAttributeAccessIssue]


def test_a_giver_comes_before_its_taker_whatever_the_order_of_the_tuple() -> None:
    found = names(in_order((RULES, BUDGET, TOWN, ALONE, WELL)))
    assert found.index("well") < found.index("town") < found.index("budget") < found.index("rules")
    assert found.index("alone") < found.index("budget")


def test_upstream_of_the_budget_is_everybody_but_who_stands_after_it() -> None:
    every = (RULES, BUDGET, TOWN, ALONE, WELL)
    assert set(names(upstream(BUDGET, every))) == {"well", "town", "alone", "budget"}
    assert names(upstream(TOWN, every)) == ["well", "town"]
    assert names(upstream(ALONE, every)) == ["alone"]


def test_asking_for_one_model_takes_along_what_it_needs_and_nothing_else() -> None:
    assert names(needing((TOWN, ALONE, WELL), ["town"])) == ["well", "town"]


def test_two_givers_of_one_port_and_a_port_without_giver_are_refused() -> None:
    with pytest.raises(ValueError, match="given by well and by other"):
        providers((WELL, made("other", _none, gives=(WATER,))))
    with pytest.raises(ValueError, match="needs port well.water, which no model gives"):
        providers((TOWN,))


def test_a_circle_is_refused() -> None:
    back = Port("town.waste", "m3", ("year",))
    with pytest.raises(ValueError, match=r"cycle|circle"):
        in_order(
            (made("well", _none, needs=(back,), gives=(WATER,)), made("town", _none, needs=(WATER,), gives=(back,)))
        )
