"""Intervals, marginal pressure and the labour option."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hh_helpers import GROUPS, facts, law_lever, sample, setting

from bouwstenen.levers import Overlay
from bouwstenen.models.households.indicators import MAIN, main_values, ordered, values_without
from bouwstenen.models.households.labour import GROUPS as LABOUR_GROUPS
from bouwstenen.models.households.labour import labour_response
from bouwstenen.models.households.pressure import pressure, pressure_table
from bouwstenen.models.households.project import Prepared, outcome, prepare, project_chunk
from bouwstenen.models.households.result import combine
from bouwstenen.models.households.uncertainty import (
    MOST_GROUPS,
    jackknife_error,
    moved_to,
    overall,
    sampling_intervals,
    spread_over,
    take_up_variants,
)
from bouwstenen.population.sample import Sample

YEAR = 2028
NORM = law_lever("bijstand.bijstandsnorm_alleenstaande", 1.1, mode="scale", measure="B3-05a")
GRANT = law_lever("studiefinanciering.basisbeurs_mbo_uitwonend", 2.0, mode="scale", measure="B3-02c")
TAKE_UP = setting("non_take_up_max", 2.0, measure="B3-10a")
NOTHING = setting("advance_basis", "maandelijkse_loongegevens", measure="B3-06f")
TAX = law_lever("inkomstenbelasting.schijf1_tarief", 0.01, mode="add", measure="B4-01")
ALL = NORM.plus(GRANT).plus(TAKE_UP).plus(NOTHING).plus(TAX)


@pytest.fixture(scope="module", name="chunk")
def _chunk() -> Prepared:
    return prepare(sample(), YEAR, facts())


def test_the_jackknife_of_a_mean_is_its_textbook_error() -> None:
    values = np.array([1.0, 4.0, 6.0, 7.0, 12.0])
    left_out = np.array([np.delete(values, i).mean() for i in range(5)])
    assert jackknife_error(left_out) == pytest.approx(values.std(ddof=1) / math.sqrt(5))
    assert np.isnan(jackknife_error(np.ones((1, 2)))).all()


def test_leaving_a_group_out_is_a_run_without_it(chunk: Prepared) -> None:
    result = combine([outcome(chunk, ALL)])
    keep = sample().household["groep"] != 2
    people = keep[sample().household_of]
    rest = Sample(
        2026,
        {n: v[people] for n, v in sample().person.items()},
        {n: v[keep] * (GROUPS / (GROUPS - 1)) if n == "gewicht" else v[keep] for n, v in sample().household.items()},
    )
    alone = combine([project_chunk(rest, YEAR, ALL, facts())])
    np.testing.assert_allclose(values_without(ordered(result), 2), main_values(alone), rtol=1e-6, atol=1e-9)


def test_sampling_intervals_hold_the_value_and_shrink_to_nothing_without_change(chunk: Prepared) -> None:
    found = sampling_intervals(combine([outcome(chunk, ALL)]))
    assert [i.indicator for i in found] == list(MAIN)
    assert all(i.low <= i.value <= i.high for i in found)
    balance = found[0]
    assert balance.low < balance.value < balance.high
    null = sampling_intervals(combine([outcome(chunk, Overlay())]))
    assert all(i.low == i.value == i.high == 0.0 for i in null)


def test_one_group_gives_no_interval(chunk: Prepared) -> None:
    single = sample().with_columns(household={"groep": np.zeros(sample().households, dtype=np.int32)})
    found = sampling_intervals(combine([project_chunk(single, YEAR, ALL, facts())]))
    assert all(math.isnan(i.low) and math.isfinite(i.value) for i in found)
    assert overall(found) == {}


def test_many_groups_are_taken_together(chunk: Prepared) -> None:
    fine = sample().with_columns(household={"groep": np.arange(sample().households, dtype=np.int32)})
    numbers = np.arange(sample().households) * MOST_GROUPS // sample().households
    coarse = sample().with_columns(household={"groep": numbers.astype(np.int32)})
    found, wanted = (combine([project_chunk(s, YEAR, ALL, facts())]) for s in (fine, coarse))
    assert len(found.groups) == 90
    for one, other in zip(sampling_intervals(found), sampling_intervals(wanted), strict=True):
        assert (one.low, one.high) == pytest.approx((other.low, other.high))


def test_other_causes_span_their_runs(chunk: Prepared) -> None:
    central = combine([outcome(chunk, TAKE_UP)])
    others = [
        combine([project_chunk(sample(), YEAR, TAKE_UP, variant)]) for variant in take_up_variants(facts()).values()
    ]
    found = spread_over("take_up", central, others)
    balances = [main_values(r)[0] for r in (central, *others)]
    assert (found[0].low, found[0].high) == (min(balances), max(balances))
    assert found[0].high == 0.0  # where everybody asks already, the lever has nothing to do
    assert found[0].low < found[0].value
    assert overall(found)["balance"] == (found[0].low, found[0].high)


def test_margins_of_some_chunks_move_to_the_figures_of_all(chunk: Prepared) -> None:
    central, other = combine([outcome(chunk, TAKE_UP)]), combine([outcome(chunk, Overlay())])
    some = spread_over("take_up", central, [other])
    values = {name: float(place) for place, name in enumerate(MAIN)}
    for before, after in zip(some, moved_to(values, some), strict=True):
        assert after.value == values[after.indicator]
        assert after.high - after.value == pytest.approx(before.high - before.value)
        assert after.value - after.low == pytest.approx(before.value - before.low)
    assert some[0].low < some[0].high


def test_a_flat_tax_rise_is_what_marginal_pressure_rises_by(chunk: Prepared) -> None:
    found = pressure(chunk, TAX)
    assert (found.weight > 0).all()
    rise = found.after - found.before
    # One point more tax in the first bracket: nobody keeps more of extra wage; the usual rise is one point.
    assert rise.min() > -1e-9
    assert np.median(rise[rise > 0.001]) == pytest.approx(0.01, abs=0.002)
    same = pressure(chunk, Overlay())
    np.testing.assert_array_equal(same.before, same.after)
    table = pressure_table(found, 0.7, 1.0)
    assert table.workers[0] == pytest.approx(table.workers[1:].sum()) == found.weight.sum()
    filled = table.workers > 0
    assert (table.full <= table.high)[filled].all()


def test_pressure_is_what_is_lost_of_three_per_cent_more_wage(chunk: Prepared) -> None:
    alone = np.arange(sample().households) % 9 == 0
    wage = sample().person["loon"]
    more = np.where(alone[sample().household_of], 1.03 * wage, wage)
    raised = prepare(sample().with_columns(person={"loon": more}), YEAR, facts())
    income = "besteedbaar_inkomen"
    kept = (raised.amounts[income] - chunk.amounts[income])[alone]
    earned = 0.03 * chunk.sample.sum_persons(chunk.sample.person["loon"])[alone]
    found = pressure(chunk, Overlay())
    first = found.before[: (chunk.sample.sum_persons(chunk.sample.person["loon"]) > 0).sum()]
    homes = np.flatnonzero(chunk.sample.sum_persons(chunk.sample.person["loon"]) > 0)
    np.testing.assert_allclose(first[alone[homes]], 1 - kept / earned, atol=1e-9)


def test_labour_supply_falls_with_the_yield_of_work(chunk: Prepared) -> None:
    none = labour_response([chunk], Overlay())
    assert not none.change_bn.any()
    assert not none.balance_bn.any()
    # Benefits follow the net minimum wage: without that link only the yield of work changes.
    alone = TAX.plus(law_lever("minimumloon.koppeling_uitkeringen_geldt", False, measure="B4-02"))
    found = labour_response([chunk], alone)
    busy = found.workers > 0
    assert (found.change_bn[busy] < 0).all()
    assert found.balance_bn.sum() < 0
    figures = facts().figures
    zero = {n: f.model_copy(update={"value": 0.0}) for n, f in figures.items() if n.startswith("elasticity_")}
    still = prepare(sample(), YEAR, replace(facts(), figures={**figures, **zero}))
    assert not labour_response([still], alone).change_bn.any()
    assert len(LABOUR_GROUPS) == len(found.hours_pct)
