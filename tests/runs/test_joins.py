"""What is kept, handed on and passed between models: nothing stale, no other side, nothing that is not read."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tests.runs.made_up import WATER, YEARS, Level, amount, change, made

from bouwstenen.levers import LawChange, Overlay, RuleOption
from bouwstenen.models.protocol import MONEY, Headline, Money, Sides
from bouwstenen.runs import chain as chain_module
from bouwstenen.runs.attribution import causes, unattributed
from bouwstenen.runs.cache import Cache
from bouwstenen.runs.chain import Chain, Inputs, Pass, slice_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.models.protocol import Model, Port

Models = tuple["Model[Any, Any, Any]", ...]


def chain(models: Models, cache: Cache, *, figure: float = 1.0, factor: float = 1.0) -> Chain:
    """A chain whose models share one figure and one option."""
    names = {model.name: figure for model in models}
    inputs = Inputs(None, names, {name: str(value) for name, value in names.items()})  # pyright: ignore[reportArgumentType]
    return Chain(models, inputs, {model.name: model.options(factor=factor) for model in models}, cache)


def levels(found: Chain, overlay: Overlay) -> dict[str, float]:
    """The effect in the first year by model."""
    return {name: float(r.effect[0]) for name, r in found.through(found.models, overlay).results.items()}


def well() -> Model[Any, Any, Any]:
    return made("well", lambda overlay, _: amount(overlay, "well.depth"), gives=(WATER,))


def town() -> Model[Any, Any, Any]:
    return made(
        "town", lambda overlay, given: float(given[WATER].package[0]) + amount(overlay, "town.x"), needs=(WATER,)
    )


DEEP = Overlay(inputs=(change("M1", "B1", "well.depth", 5.0),))


def test_another_option_is_another_result() -> None:
    cache = Cache()
    assert levels(chain((well(),), cache), DEEP) == {"well": 5.0}
    assert levels(chain((well(),), cache, factor=3.0), DEEP) == {"well": 15.0}


def test_another_figure_is_another_result() -> None:
    def project(figure: float, _changes: Overlay, _handed: object, _options: object, _tell: object) -> Level:
        return Level(figure * np.array([1.0, 2.0]))

    model, cache = replace(well(), project=project), Cache()
    assert levels(chain((model,), cache, figure=2.0), DEEP) == {"well": 2.0}
    assert levels(chain((model,), cache, figure=7.0), DEEP) == {"well": 7.0}


def test_another_lever_is_another_result_only_for_who_reads_it() -> None:
    calls: list[str] = []
    models = (
        made("well", lambda o, _: amount(o, "well.depth"), calls=calls),
        made("mill", lambda o, _: amount(o, "mill.sails"), calls=calls),
    )
    found = chain(models, Cache())
    assert levels(found, DEEP) == {"well": 5.0, "mill": 0.0}
    assert levels(found, Overlay(inputs=(change("M1", "B1", "well.depth", 6.0),))) == {"well": 6.0, "mill": 0.0}
    assert calls == ["well", "mill", "well"]


def test_another_result_of_a_giver_is_another_result_of_the_taker() -> None:
    found = chain((well(), town()), Cache())
    assert levels(found, DEEP)["town"] == 5.0
    assert levels(found, Overlay())["town"] == 0.0


def test_other_money_is_another_result_of_the_budget() -> None:
    def total(_overlay: Overlay, given: Mapping[Port, Any]) -> float:
        return sum(float(money.amounts_bn[0]) for money in given[MONEY])

    budget, cache = made("budget", total, needs=(MONEY,)), Cache()
    for spent in (1.0, 4.0):
        paid = Money("well.pump", "current_spending", "state", 2025, YEARS, np.array([spent, 0.0]), "docs", "M1", "B1")
        state = Pass(money=[paid])
        assert chain((budget,), cache).step(budget, Overlay(), state).effect[0] == spent


def test_other_code_is_another_result(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    model, cache = made("well", lambda o, _: amount(o, "well.depth"), calls=calls), Cache()
    for code in ("first", "first", "second"):
        monkeypatch.setattr(chain_module, "code_digest", lambda code=code: code)
        levels(chain((model,), cache), DEEP)
    assert calls == ["well", "well"]


EVERYTHING = Overlay(
    inputs=(change("M1", "B1", "well.depth", 5.0), change("M2", "B1", "wellness.baths", 1.0)),
    law=(LawChange("M3", "B2", "aow.bedrag", "2027-01-01", 1.0, "set"),),
    rules=(RuleOption("M4", "B2", "public_finance.escape_clause", True),),
)


@pytest.mark.parametrize(("law", "lines", "rules"), list(product((False, True), repeat=3)))
def test_a_model_gets_what_it_says_it_reads_and_nothing_else(law: bool, lines: bool, rules: bool) -> None:
    from tests.public_finance.pf_helpers import entry

    whole = replace(EVERYTHING, budget=(entry(),))
    part = slice_for(replace(well(), reads_law=law, reads_lines=lines, reads_rules=rules), whole)
    assert part.law == (whole.law if law else ())
    assert part.budget == (whole.budget if lines else ())
    assert part.rules == (whole.rules if rules else ())
    # A name that only starts the same is another model.
    assert [item.path for item in part.inputs] == ["well.depth"]


def test_sides_keep_their_own_numbers_in_other_years() -> None:
    sides = Sides(np.array([2026, 2027, 2028]), np.array([1.0, 2.0, 3.0]), np.array([10.0, 20.0, 30.0]))
    later = sides.over(np.array([2028, 2027, 2030]))
    assert later.baseline.tolist()[:2] == [3.0, 2.0]
    assert later.package.tolist()[:2] == [30.0, 20.0]
    assert later.difference.tolist()[:2] == [27.0, 18.0]
    assert np.isnan(later.baseline[2])
    assert np.isnan(later.package[2])


def test_money_without_a_cause_says_none_and_keeps_what_it_has() -> None:
    plain = Money("well.pump", "current_spending", "firm", 2025, YEARS, np.array([1.0, 0.0]), "docs")
    nothing, known = replace(plain, amounts_bn=np.zeros(2)), replace(plain, measure="M1", block="B1")
    found = [(m.measure, m.block, m.payer) for m in unattributed((plain, nothing, known))]
    assert found == [("none", "none", "firm"), ("M1", "B1", "firm")]


EIGHT = Overlay(inputs=tuple(change(f"M{i}", f"B{i}", f"p.v{i}", float(i)) for i in range(1, 9)))


def _three_together(kept: Overlay, _handed: object) -> float:
    """Own values 1 to 8, and 32 more when 1, 4 and 8 are all there."""
    values = [amount(kept, f"p.v{i}") for i in range(1, 9)]
    return sum(values) + values[0] * values[3] * values[7]


def _sampled(seed: int) -> dict[str, tuple[float, float, float]]:
    """Difference, low and high in the first year by block."""
    found = chain((made("p", _three_together),), Cache())
    (model,) = found.models
    whole = found.through(found.models, EIGHT).results["p"]
    rows = causes(model, found, EIGHT, whole, seed=seed, measures=False).rows
    parts = [(r.block, r.difference, r.low, r.high) for r in rows if r.year == YEARS[0] and r.measure == "all"]
    return {
        block: (value, value if low is None else low, value if high is None else high)
        for block, value, low, high in parts
        if value is not None
    }


def test_the_error_of_sampled_values_is_that_of_their_mean() -> None:
    """An order and its reverse give B8 16 of the 32 when it comes last of the three or first (2 in 3), else nothing.

    The standard deviation of one pair is 16·√(2/9) = 7.54, of the mean of 24 pairs 1.54.
    """
    value, low, high = _sampled(1)["B8"]
    assert low < value < high
    assert (high - low) / 2 == pytest.approx(1.54, rel=0.25)
    assert abs(value - (8 + 32 / 3)) < 4 * 1.54


def test_another_seed_takes_other_orders() -> None:
    assert _sampled(1) == _sampled(1)
    assert len({_sampled(seed)["B8"][0] for seed in range(1, 6)}) > 1


def test_parts_are_put_beside_each_other_by_year() -> None:
    """Without its early measure the model has money and figures for 2028 only: those of 2027 are zero, not of 2028."""

    def project(_figure: object, changes: Overlay, _handed: object, _options: object, _tell: object) -> Level:
        early, late = amount(changes, "p.early"), amount(changes, "p.late")
        return Level(np.array([early, late]) if early else np.array([late]))

    def years(result: Level) -> tuple[int, ...]:
        return YEARS[-len(result.effect) :]

    model = replace(
        made("p", lambda _o, _h: 0.0),
        project=project,
        headlines=lambda r: (Headline("p.level", "m3", years(r), r.effect),),
        money=lambda r: (Money("p.pump", "current_spending", "state", 2025, years(r), r.effect, "docs"),),
    )
    overlay = Overlay(inputs=(change("M1", "B1", "p.early", 3.0), change("M2", "B2", "p.late", 7.0)))
    found = chain((model,), Cache())
    whole = found.through(found.models, overlay).results["p"]
    caused = causes(model, found, overlay, whole, seed=1)
    by = {(r.block, r.year): r.difference for r in caused.rows if r.measure == "all"}
    assert by == {("B1", 2027): 3.0, ("B1", 2028): 0.0, ("B2", 2027): 0.0, ("B2", 2028): 7.0}
    assert {(m.block, m.measure): m.amounts_bn.tolist() for m in caused.money} == {
        ("B1", "M1"): [3.0, 0.0],
        ("B2", "M2"): [0.0, 7.0],
    }
    assert caused.reached == {"M1", "M2"}
