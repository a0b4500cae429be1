"""Tables: groups add up, medians and shares against brute force, poverty, take-up and the cloud."""

from __future__ import annotations

import numpy as np
import pytest
from hh_helpers import facts, law_lever, sample, setting

from bouwstenen.facts import load_facts
from bouwstenen.models.households.project import project_chunk
from bouwstenen.models.households.result import HouseholdsResult, combine
from bouwstenen.models.households.tables import STEPS, Tables, all_tables
from bouwstenen.models.households.validation import benchmarks

PACKAGE = setting("non_take_up_max", 0.0).plus(law_lever("inkomstenbelasting.schijf1_tarief", 0.01, mode="add"))


@pytest.fixture(scope="module", name="result")
def _result() -> HouseholdsResult:
    return combine([project_chunk(sample(), 2028, PACKAGE, facts())])


@pytest.fixture(scope="module", name="tables")
def _tables(result: HouseholdsResult) -> Tables:
    return all_tables(result, points=50)


def made(**columns: list[float]) -> HouseholdsResult:
    """A result of five households by hand; columns that are not given are those of five equal households."""
    size = 5
    base = {
        "gewicht": np.ones(size), "groep": np.arange(size), "personen": np.ones(size, int), "bron": np.zeros(size, int),
        "kinderen": np.zeros(size, int), "factor": np.ones(size), "bruto": np.full(size, 1e4),
        "type": np.ones(size, int),
        "leeftijd": np.zeros(size, int), "eigendom": np.ones(size, int), "provincie": np.full(size, 20),
        "voor": np.full(size, 1e4), "verschil": np.zeros(size),
        **dict.fromkeys(("laag_voor", "laag_na", "arm_voor", "arm_na"), np.zeros(size, bool)),
    }  # fmt: skip
    for name, values in columns.items():
        base[name] = np.array(values)
    base["na"] = base["voor"] + base["verschil"]
    base |= {"welvaart_voor": base["voor"] / base["factor"], "welvaart_na": base["na"] / base["factor"]}
    real = combine([project_chunk(sample(), 2028, setting("non_take_up_max", 0.0), facts())])
    return HouseholdsResult(2028, base, real.groups, real.sums, 0.0, (), ())


def test_groups_add_up_to_the_total(result: HouseholdsResult, tables: Tables) -> None:
    whole = tables.group("all")
    weight = result.columns["gewicht"].astype(float)
    assert whole.households[0] == pytest.approx(weight.sum())
    for table in tables.groups:
        assert table.households.sum() == pytest.approx(whole.households[0])
        assert table.persons.sum() == pytest.approx(whole.persons[0])
        filled = table.households > 0
        total = (table.households * np.nan_to_num(table.mean_eur))[filled].sum()
        assert total == pytest.approx(whole.households[0] * whole.mean_eur[0])
        counted = table.households - table.left_out
        losers = (counted * np.nan_to_num(table.loss[:, 0])).sum()
        assert losers == pytest.approx(whole.loss[0, 0] * (whole.households - whole.left_out)[0])


def test_medians_and_losers_are_those_of_the_households(result: HouseholdsResult, tables: Tables) -> None:
    columns = result.columns
    weight, income = columns["gewicht"].astype(int), columns["voor"].astype(float)
    change = 100 * columns["verschil"] / income
    repeated = np.sort(np.repeat(change, weight))
    table = tables.group("all")
    assert table.median[0] == pytest.approx(repeated[-(-len(repeated) // 2) - 1])
    for step, share in zip(STEPS, table.loss[0], strict=True):
        assert share == pytest.approx((repeated < -max(step, 1e-9)).mean())
    kinds = columns["type"] == 3
    families = np.sort(np.repeat(change[kinds], weight[kinds]))
    found = tables.group("household_type").median[tables.group("household_type").groups.index("couple_with_children")]
    assert found == pytest.approx(families[-(-len(families) // 2) - 1])


def test_quintiles_hold_a_fifth_of_the_households_each(tables: Tables) -> None:
    table = tables.group("income_quintile")
    heaviest = 5.0 / table.households.sum()
    assert table.households / table.households.sum() == pytest.approx(0.2, abs=heaviest)


def test_income_of_zero_or_less_has_no_percentage_but_counts_in_euros() -> None:
    result = made(voor=[-100.0, 0.0, 1e4, 1e4, 1e4], verschil=[500.0, 500.0, 100.0, 0.004, -300.0])
    table = all_tables(result).group("all")
    assert table.left_out[0] == 2
    assert table.median[0] == 0.0  # a change below a cent is none
    assert table.gain[0, 0] == pytest.approx(1 / 3)
    assert table.loss[0].tolist() == pytest.approx([1 / 3, 1 / 3, 1 / 3, 0.0])
    assert table.mean_eur[0] == pytest.approx((500 + 500 + 100 + 0.004 - 300) / 5)


def test_rows_without_weight_do_not_exist() -> None:
    plain = made(voor=[1e4, 2e4, 3e4, 4e4, 9e9], gewicht=[1.0, 1.0, 1.0, 1.0, 0.0], verschil=[1.0, 2.0, 3.0, 4.0, -9e8])
    tables = all_tables(plain)
    assert tables.group("all").loss[0, 0] == 0.0
    assert tables.before.deciles[-1] == 4e4


def test_poverty_counts_persons_and_children_before_and_after() -> None:
    result = made(
        personen=[1, 2, 3, 4, 5], kinderen=[0, 0, 1, 2, 3], gewicht=[1.0, 2.0, 1.0, 1.0, 1.0],
        laag_voor=[True, True, False, False, False], laag_na=[False, True, False, True, False],
    )  # fmt: skip
    rows = {(row.line, row.counted): row for row in all_tables(result).poverty}
    persons = rows["low_income", "persons"]
    assert (persons.before, persons.after) == (5.0, 8.0)
    assert persons.share_before == pytest.approx(5 / 17)
    children = rows["low_income", "children"]
    assert (children.before, children.after) == (0.0, 2.0)


def test_take_up_and_schemes(tables: Tables) -> None:
    rent = next(row for row in tables.take_up if row.scheme == "huurtoeslag")
    assert rent.share_before > 0
    assert (rent.share_after, rent.unused_after_bn) == (0.0, 0.0)
    scheme = next(row for row in tables.schemes if row.scheme == "huurtoeslag")
    assert scheme.effect_bn > 0
    assert scheme.mean_after == pytest.approx(scheme.after_bn * 1e9 / scheme.receivers_after)


def test_every_point_of_the_cloud_is_a_household_and_stands_for_as_many(result: HouseholdsResult) -> None:
    cloud = all_tables(result, points=2000).cloud
    assert len(cloud.change) == 2000
    pairs = set(zip(result.columns["bruto"].tolist(), result.columns["bron"].tolist(), strict=True))
    assert set(zip(cloud.gross.tolist(), cloud.source.tolist(), strict=True)) <= pairs
    weight = result.columns["gewicht"].astype(float)
    share = weight[result.columns["bron"] == 3].sum() / weight.sum()
    assert (cloud.source == 3).mean() == pytest.approx(share, abs=0.01)


def test_benchmarks_hold_the_baseline_against_published_figures(tables: Tables) -> None:
    found = benchmarks(load_facts(), tables)
    by_value = {check.expected: check for check in found}
    assert by_value[0.285].value == tables.before.gini_households
    assert by_value[4.4].value == 100 * next(r for r in tables.poverty if r.counted == "households").share_before
    tenth = next(check for check in found if "percentiel 10 " in check.name)
    assert tenth.expected == pytest.approx(100 * 17.5 / 31.6)
    assert tenth.value == pytest.approx(100 * tables.before.deciles[0] / tables.before.deciles[4])
    assert all(check.met is None for check in found)
