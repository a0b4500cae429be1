"""Baseline against package for every household: null reform, levers, accounting, poverty and the groups."""

from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import pytest
from hh_helpers import facts, law_lever, sample, setting

from bouwstenen.law import parameter_set
from bouwstenen.levers import Overlay
from bouwstenen.models.households.describe import describe, head_of
from bouwstenen.models.households.project import Prepared, outcome, prepare, project_chunk, run_law
from bouwstenen.models.households.result import SCHEMES, TAXES, HouseholdsResult, combine
from bouwstenen.population.sample import Sample
from bouwstenen.population.take_up import TakeUp

YEAR = 2028
PACKAGE = setting("non_take_up_max", 0.0).plus(
    law_lever("inkomstenbelasting.schijf1_tarief", -0.01, mode="add").plus(
        law_lever("bijstand.bijstandsnorm_alleenstaande", 1.1, mode="scale")
    )
)


@pytest.fixture(scope="module", name="chunk")
def _chunk() -> Prepared:
    return prepare(sample(), YEAR, facts())


def effects(result: HouseholdsResult) -> dict[str, float]:
    """Schemes that change, with the change in euro."""
    change = {name: result.scheme(name, "bedrag_na") - result.scheme(name, "bedrag_voor") for name in SCHEMES}
    return {name: value for name, value in change.items() if value}


def test_without_a_package_nobody_notices_anything(chunk: Prepared) -> None:
    found = project_chunk(sample(), YEAR, Overlay(), facts())
    assert not found.columns["verschil"].any()
    assert found.columns["voor"].tobytes() == found.columns["na"].tobytes()
    assert combine([found]).balance == 0.0
    again = run_law(chunk.sample, chunk.law, facts())
    for name, values in chunk.amounts.values.items():
        assert values.tobytes() == again[name].tobytes()


def test_a_lever_that_repeats_the_law_changes_nothing(chunk: Prepared) -> None:
    same = outcome(chunk, law_lever("toeslagenwet.kostendelersnorm_geldt", True))
    assert not same.columns["verschil"].any()


def test_the_package_starts_at_its_date() -> None:
    late = law_lever("bijstand.bijstandsnorm_alleenstaande", 2.0, "2029-01-01", "scale")
    assert not project_chunk(sample(), YEAR, late, facts()).columns["verschil"].any()
    assert project_chunk(sample(), 2029, late, facts()).columns["verschil"].any()


def test_a_higher_norm_moves_bijstand_and_what_depends_on_it_only(chunk: Prepared) -> None:
    found = outcome(chunk, law_lever("bijstand.bijstandsnorm_alleenstaande", 1.1, mode="scale"))
    receives = chunk.amounts["bijstand"] > 0
    changed = effects(combine([found]))
    assert set(changed) <= {"bijstand_bruto", "huurtoeslag", "zorgtoeslag", "kindgebonden_budget", "inkomensheffing"}
    assert changed["bijstand_bruto"] > 0
    assert (found.columns["verschil"][receives] > 0).any()
    status = chunk.sample.person["arbeidsstatus"]
    no_benefit = chunk.sample.sum_persons((status != 1).astype(int)) == 0
    high = no_benefit & (chunk.amounts["bruto_inkomen"] > 40_000)
    assert not found.columns["verschil"][high].any()


def test_take_up_moves_toeslagen_only_and_nobody_loses(chunk: Prepared) -> None:
    result = combine([outcome(chunk, setting("non_take_up_max", 0.0))])
    assert set(effects(result)) == {"zorgtoeslag", "huurtoeslag", "kindgebonden_budget"}
    assert (result.columns["verschil"] >= 0).all()
    assert result.scheme("huurtoeslag", "gemist_na") == 0
    unused = result.scheme("huurtoeslag", "gemist_bedrag_voor")
    assert effects(result)["huurtoeslag"] == pytest.approx(unused)


def test_the_limit_on_non_take_up_works_only_below_the_published_rate(chunk: Prepared) -> None:
    found = outcome(chunk, setting("non_take_up_max", 90.0))
    assert not found.columns["verschil"].any()


@pytest.mark.parametrize(
    "package",
    [
        PACKAGE,
        law_lever("wajong.met_arbeidsvermogen_op_sociaal_minimum", True),
        law_lever("kinderbijslag.kinderbijslag_0_5", 500.0),
        law_lever("inkomstenbelasting.algemene_heffingskorting_maximum", 0.9, mode="scale"),
        law_lever("studiefinanciering.basisbeurs_mbo_uitwonend", 1.5, mode="scale"),
    ],
)
def test_what_households_gain_the_government_pays(chunk: Prepared, package: Overlay) -> None:
    result = combine([outcome(chunk, package)])
    assert result.identity < 0.01
    gained = float((result.columns["gewicht"].astype(float) * result.columns["verschil"]).sum())
    private = sum(effects(result).get(name, 0.0) for name in ("zorgpremie", "kosten_kinderopvang"))
    employers = effects(result).get("werkgeverspremies", 0.0)
    # Columns are float32: a cent in a sum of this size, per household.
    assert gained + result.balance + private - employers == pytest.approx(0, abs=0.01 * result.rows)


def test_one_child_scheme_pays_the_same_and_knows_no_non_take_up() -> None:
    merged = law_lever("kinderbijslag.samen_met_kindgebonden_budget", True)
    everybody = replace(facts(), take_up=TakeUp())
    used = project_chunk(sample(), YEAR, merged, everybody)
    np.testing.assert_allclose(used.columns["verschil"], 0.0, atol=0.01)
    published = project_chunk(sample(), YEAR, merged, facts())
    assert (published.columns["verschil"] > -0.01).all()
    assert published.columns["verschil"].max() > 1.0


def test_chunks_together_are_the_sample_as_a_whole() -> None:
    whole = project_chunk(sample(), YEAR, PACKAGE, facts())
    halves = [project_chunk(half, YEAR, PACKAGE, facts()) for half in _halves(sample())]
    halves = [pickle.loads(pickle.dumps(half)) for half in halves]  # noqa: S301 - our own bytes
    found = combine(halves)
    for name, values in whole.columns.items():
        np.testing.assert_array_equal(values, found.columns[name])
    for name, sums in whole.sums.items():
        np.testing.assert_allclose(sums, found.sums[name], rtol=1e-12)


def test_weights_scale_sums_and_nothing_else() -> None:
    heavy = sample().with_columns(household={"gewicht": 7.0 * sample().weight})
    light = combine([project_chunk(sample(), YEAR, PACKAGE, facts())])
    found = combine([project_chunk(heavy, YEAR, PACKAGE, facts())])
    assert found.balance == pytest.approx(7 * light.balance)
    np.testing.assert_array_equal(found.columns["na"], light.columns["na"])


def test_the_balance_is_taxes_less_spending(chunk: Prepared) -> None:
    result = combine([outcome(chunk, PACKAGE)])
    changed = effects(result)
    taxes = sum(changed.get(name, 0.0) for name in TAXES)
    paid = sum(v for name, v in changed.items() if name not in {*TAXES, "zorgpremie", "kosten_kinderopvang"})
    assert result.balance == pytest.approx(taxes - paid)
    assert result.balance < 0


def test_equivalence_factors_give_back_the_published_lines(chunk: Prepared) -> None:
    described = describe(chunk.sample, chunk.amounts, facts())
    # CBS, lage-inkomensgrens 2022: alone 1,200, couple 1,690, couple with two 2,300, lone parent (one child here).
    kinds = np.arange(chunk.sample.households) % 9
    assert described["factor"][kinds == 0] == pytest.approx(1.0)
    assert described["factor"][kinds == 4] == pytest.approx(1690 / 1200, abs=0.01)
    assert described["factor"][kinds == 2] == pytest.approx(2300 / 1200, abs=0.01)


def test_the_head_is_the_oldest_who_is_no_child_and_no_other_resident() -> None:
    person = {
        "huishouden": np.array([1, 1, 1, 2, 2]),
        "leeftijd": np.array([30, 41, 70, 50, 50]),
        "is_kind": np.zeros(5, dtype=bool),
        "medebewoner": np.array([False, False, True, False, False]),
    }
    made = Sample(2026, person, {"gewicht": np.ones(2), "groep": np.zeros(2, dtype=np.int32)})
    assert head_of(made).tolist() == [1, 3]


def test_poverty_follows_income_and_the_line(chunk: Prepared) -> None:
    rich = outcome(chunk, law_lever("bijstand.bijstandsnorm_alleenstaande", 3.0, mode="scale"))
    before, after = rich.columns["laag_voor"], rich.columns["laag_na"]
    assert before.sum() > after.sum()
    assert not (after & ~before).any()
    prices = parameter_set().index_path["prices"]
    line = 12 * 1200 * facts().prices(2022, YEAR, prices)
    alone = (chunk.described["factor"] == 1.0) & (chunk.described["bron"] != 4)
    net_of_rent = chunk.amounts["besteedbaar_inkomen"] - chunk.amounts["huurtoeslag"]
    np.testing.assert_array_equal(before[alone], (net_of_rent < line)[alone])


def _halves(whole: Sample) -> list[Sample]:
    cut = whole.households // 2
    first = whole.household_of < cut
    parts = []
    for people, homes in ((first, slice(0, cut)), (~first, slice(cut, None))):
        parts.append(
            Sample(
                whole.year,
                {n: v[people] for n, v in whole.person.items()},
                {n: v[homes] for n, v in whole.household.items()},
            )
        )
    return parts
