"""A year in months: what has to hold for any household, and cases worked out by hand from the law."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hh_months_helpers import YEAR, default_facts, households, mixed, simulate, still, the_law

from bouwstenen.effects.row import rows_table
from bouwstenen.models.households.months import (
    Outcome,
    Settings,
    chain_effect,
    combine,
    household_rows,
    months_rows,
    scheme_rows,
)
from bouwstenen.models.households.months import incomes as incomes_module
from bouwstenen.models.households.months import roster as roster_module
from bouwstenen.models.households.months.roster import MONTHS, NEVER, build
from bouwstenen.models.households.months.situations import INCOME, in_month, run, settlement_graph, stretches
from bouwstenen.models.households.months.summary import ChosenMonths, summary_of
from bouwstenen.models.households.months.year import LAWS, draw
from bouwstenen.models.households.rows import RowMaker
from bouwstenen.population.amounts import TOESLAGEN, compute
from bouwstenen.population.sample import Sample, joined
from bouwstenen.population.take_up import TakeUp

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

    from bouwstenen.models.households.months import MonthsResult

CARE = TOESLAGEN.index("zorgtoeslag")
CHILD = TOESLAGEN.index("kindgebonden_budget")
RENT = TOESLAGEN.index("huurtoeslag")
CHILDCARE = TOESLAGEN.index("kinderopvangtoeslag")


@pytest.fixture
def in_july(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every event that happens counts from July on; a chance is 0 or 1."""

    def months_of(chance: NDArray[np.float64] | float, drawn: NDArray[np.float64]) -> NDArray[np.int64]:
        return np.where(np.broadcast_to(chance, drawn.shape) > 0.0, 7, NEVER)

    monkeypatch.setattr(incomes_module, "months_of", months_of)
    monkeypatch.setattr(roster_module, "months_of", months_of)


def single(wage: float, **more: object) -> Sample:
    return households([[{"leeftijd": 30, "arbeidsstatus": 1, "loon": wage, **more}]])


def same(one: MonthsResult, other: MonthsResult, which: slice) -> None:
    """The households of `one` are those of `other` at `which`, in every variant and to the last bit."""
    for variant, outcome in one.outcomes.items():
        for field in fields(Outcome):
            found = getattr(other.outcomes[variant], field.name)[which]
            np.testing.assert_array_equal(getattr(outcome, field.name), found, err_msg=f"{variant} {field.name}")


def test_without_changes_nothing_is_settled_and_all_variants_pay_the_same() -> None:
    result = simulate(mixed(200), replace(still(), smallest_reclaim=0.0, smallest_payment=0.0))
    assert result.today.award.sum() > 0.0
    for variant, outcome in result.outcomes.items():
        np.testing.assert_array_equal(outcome.reclaim, 0.0, err_msg=variant)
        np.testing.assert_array_equal(outcome.additional, 0.0, err_msg=variant)
        np.testing.assert_allclose(outcome.advance, result.today.award, atol=0.02, err_msg=variant)


def test_without_changes_the_award_is_that_of_the_law() -> None:
    graph, parameters = the_law()
    # Nobody has a birthday that counts: children grow out of the ages that the law looks at.
    sample = mixed(200)
    years = sample.person["leeftijd"]
    sample = sample.with_columns(person={"leeftijd": np.where(years < 18, years // 4 * 4, years + 5)})
    found = simulate(sample, still())
    expected = compute(sample, graph, parameters, TakeUp())
    for k, name in enumerate(TOESLAGEN):
        np.testing.assert_allclose(found.today.award[:, k], expected[name], atol=0.02, err_msg=name)


@pytest.mark.usefixtures("in_july")
def test_a_higher_wage_from_july_by_hand() -> None:
    # 2,000 a month until June and 3,000 after it is 30,000 a year. Zorgtoeslag 2025 (Wzt art. 2): standard premium
    # 2,112, threshold 28,406, norm 1.896% of it and 13.7% above it.
    # On 24,000: 2,112 - 538.58 = 1,573.42. On 30,000: 13.7% of 1,594 less, 1,355.04. On 36,000: 533.04.
    facts = still(job_change_permanent=1.0, job_change_step=float(np.log(1.5)), job_change_spread=0.0, report_share=0.0)
    result = simulate(single(24_000.0), facts)
    today, monthly = result.today, result.outcomes["monthly"]
    assert result.income[0] == pytest.approx(30_000.0)
    assert today.advance[0, CARE] == pytest.approx(1_573.42, abs=0.01)
    assert today.award[0, CARE] == pytest.approx(1_355.04, abs=0.01)
    assert today.reclaim[0, CARE] == pytest.approx(218.38, abs=0.02)
    assert monthly.kept[0, CARE] == pytest.approx((1_573.42 + 533.04) / 2.0, abs=0.01)
    # Wage data of September show 3,000 three times: from October on the expected year is 30,000 and the rest fits.
    assert result.outcomes["wage_data"].advance[0, CARE] == pytest.approx(1_355.04, abs=0.01)
    # 36,000 / 12 differs from 24,000 / 12 by 86.70 a month: one step above 25 euro, none above 100.
    assert (monthly.changes_small[0], monthly.changes_large[0]) == (1, 0)


@pytest.mark.usefixtures("in_july")
def test_a_wage_that_is_reported_at_once_is_settled_within_the_year() -> None:
    facts = still(job_change_permanent=1.0, job_change_step=float(np.log(1.5)), job_change_spread=0.0)
    found = simulate(single(24_000.0), replace(facts, report_share=1.0, report_delay=0.0, smallest_reclaim=0.0)).today
    assert found.reclaim[0, CARE] == 0.0
    assert found.advance[0, CARE] == pytest.approx(1_355.04, abs=0.01)


@pytest.mark.usefixtures("in_july")
def test_a_small_overpayment_is_not_claimed_back() -> None:
    facts = still(job_change_permanent=1.0, job_change_step=float(np.log(1.5)), job_change_spread=0.0, report_share=0.0)
    found = simulate(single(24_000.0), replace(facts, smallest_reclaim=218.40)).today
    assert (found.reclaim[0, CARE], found.waived[0, CARE]) == (0.0, pytest.approx(218.38, abs=0.02))


@pytest.mark.usefixtures("in_july")
def test_a_partner_who_is_not_reported_by_hand() -> None:
    # Until June 1,573.42 / 2. From July with a partner who earns 24,000 too: 4,224 - 4.273% of 28,406 - 13.7% of
    # (48,000 - 28,406) = 325.83 a year. Paid was 1,573.42.
    facts = still(
        partner_arrival=1.0, partner_works=1.0, partner_wage=24_000.0, partner_wage_spread=0.0, report_share=0.0
    )
    found = simulate(single(24_000.0), facts).today
    assert found.award[0, CARE] == pytest.approx((1_573.42 + 325.83) / 2.0, abs=0.01)
    assert found.reclaim[0, CARE] == pytest.approx(1_573.42 - (1_573.42 + 325.83) / 2.0, abs=0.02)


def test_holiday_pay_that_counts_in_may_by_hand() -> None:
    # 21,000 a year with 8% holiday pay is 19,444.44 and 1,555.56. Eleven months at a level of 19,444.44, below the
    # threshold: 1,573.42. May has 1,620.37 + 1,555.56, at a level of 38,111.11: 13.7% of 9,705.11 less, 243.82.
    facts = still(holiday_pay=0.08, holiday_month=5.0)
    spread, counted = (
        simulate(single(21_000.0), facts, Settings(holiday_pay_counts=counts)) for counts in (False, True)
    )
    assert counted.income[0] == pytest.approx(21_000.0)
    assert spread.outcomes["monthly"].kept[0, CARE] == pytest.approx(1_573.42, abs=0.01)
    assert counted.outcomes["monthly"].kept[0, CARE] == pytest.approx((11 * 1_573.42 + 243.82) / 12.0, abs=0.01)


@pytest.mark.parametrize(("known", "hours"), [(True, 80.0), (False, 40.0)])
def test_the_monthly_award_rests_on_the_hours_of_childcare_that_are_known_by_hand(known: bool, hours: float) -> None:
    # A lone parent on 20,000 has 96% of the costs back in 2025 (Besluit kinderopvangtoeslag, bijlage I). Half of the
    # hours were estimated.
    parent = {"leeftijd": 30, "arbeidsstatus": 1, "loon": 20_000.0}
    child = {"leeftijd": 2, "is_kind": True, "kinderopvang_soort": 1}
    child |= {"kinderopvang_uren_per_maand": 80.0, "kinderopvang_uurprijs": 10.0}
    facts = still(care_exact_share=0.0, care_gap=float(np.log(2.0)), report_share=0.0)
    found = simulate(households([[parent, child]]), facts, Settings(monthly_care=known)).outcomes["monthly"]
    assert found.kept[0, CHILDCARE] == pytest.approx(0.96 * 12 * hours * 10.0, abs=0.01)


@pytest.mark.usefixtures("in_july")
def test_a_child_that_becomes_twelve_in_july_by_hand() -> None:
    # Kindgebonden budget 2025 for a lone parent below the threshold: 2,511 + 3,389 = 5,900 (WKB art. 2); from 12
    # years on 703 more.
    parent, child = {"leeftijd": 35, "arbeidsstatus": 1, "loon": 20_000.0}, {"leeftijd": 11, "is_kind": True}
    found = simulate(households([[parent, child]]), still())
    assert found.today.award[0, CHILD] == pytest.approx(5_900.0 + 703.0 / 2.0, abs=0.01)
    assert found.today.additional[0, CHILD] == 0.0  # the register knows how old children are


def test_final_awards_leave_nothing_to_repay() -> None:
    result = simulate(mixed(300), replace(default_facts(), smallest_reclaim=0.0))
    assert result.today.reclaim.sum() > 0.0
    for variant in ("last_year", "monthly"):
        outcome = result.outcomes[variant]
        assert not outcome.reclaim.any()
        assert not outcome.additional.any()
        assert outcome.kept.sum() > 0.0


@pytest.mark.parametrize("variant", ["today", "wage_data", "last_year", "monthly"])
def test_award_is_what_was_paid_less_what_goes_back(variant: str) -> None:
    outcome = simulate(mixed(300), default_facts()).outcomes[variant]  # type: ignore[index]
    balance = outcome.advance - outcome.reclaim - outcome.waived + outcome.additional
    np.testing.assert_allclose(balance, outcome.award, atol=1e-6)
    assert (outcome.advance >= 0.0).all()
    assert not ((outcome.reclaim > 0.0) & (outcome.additional > 0.0)).any()


def test_later_and_fewer_reports_give_more_reclaims() -> None:
    sample, facts = mixed(600), replace(default_facts(), smallest_reclaim=0.0)

    def reclaimed(**changes: float) -> float:
        return float(simulate(sample, replace(facts, **changes), Settings(variants=())).today.reclaim.sum())

    by_delay = [reclaimed(report_delay=delay) for delay in (0.0, 1.0, 3.0, 8.0)]
    by_share = [reclaimed(report_share=share) for share in (1.0, 0.7, 0.3, 0.0)]
    assert by_delay == sorted(by_delay)
    assert by_delay[0] < by_delay[-1]
    assert by_share == sorted(by_share)
    assert by_share[0] < by_share[-1]


def test_wage_data_give_fewer_reclaims_than_estimates() -> None:
    result = simulate(mixed(600), default_facts())
    assert result.outcomes["wage_data"].reclaim.sum() < result.today.reclaim.sum()


def test_another_household_changes_nothing_for_the_others() -> None:
    sample, extra = mixed(60), mixed(3, seed=9)
    alone, after = simulate(sample, default_facts()), simulate(joined([sample, extra]), default_facts())
    same(alone, after, slice(0, 60))
    same(alone, simulate(first_last(joined([sample, extra]), 60), default_facts()), slice(3, 63))


def first_last(sample: Sample, count: int) -> Sample:
    """The same households with those after the first `count` in front."""
    homes = np.roll(np.arange(sample.households), -count)
    order = np.concatenate([np.flatnonzero(sample.household_of == home) for home in homes])
    person = {name: values[order] for name, values in sample.person.items()}
    return Sample(sample.year, person, {name: values[homes] for name, values in sample.household.items()})


def test_the_same_seed_gives_the_same_year_and_another_seed_another() -> None:
    sample = mixed(60)
    first = simulate(sample, default_facts())
    same(first, simulate(sample, default_facts()), slice(None))
    assert not np.array_equal(first.today.reclaim, simulate(sample, default_facts(), seed=2).today.reclaim)


def test_weights_count() -> None:
    result = simulate(mixed(120), default_facts())
    doubled = replace(result, weight=result.weight * 2.0)
    for one, two in zip(scheme_rows(result), scheme_rows(doubled), strict=True):
        assert two.reclaims == pytest.approx(2.0 * one.reclaims)
        assert two.kept_bn == pytest.approx(2.0 * one.kept_bn)
        assert two.mean_reclaim == pytest.approx(one.mean_reclaim)
    weight = np.where(np.arange(120) < 60, 0.0, result.weight)
    half = household_rows(replace(result, weight=weight))[0]
    reclaims = result.today.reclaim[60:].sum(axis=1) > 500.0
    assert half.repaying_large == pytest.approx(100.0 * reclaims.sum())


def test_chunks_together_are_the_chunks() -> None:
    parts = [simulate(mixed(40, seed=s), default_facts(), seed=s) for s in (1, 2)]
    together = combine(parts)
    same(parts[0], together, slice(0, 40))
    same(parts[1], together, slice(40, 80))
    total = sum(scheme_rows(part)[4].reclaims_bn for part in parts)
    assert scheme_rows(together)[4].reclaims_bn == pytest.approx(total)


def test_no_user_no_advance() -> None:
    sample = mixed(60).with_columns(household={"trekking_zorgtoeslag": np.linspace(0.0, 0.99, 60)})
    found = simulate(sample, default_facts(), take_up=TakeUp({"zorgtoeslag": 0.5})).today
    assert not found.advance[:30, CARE].any()
    assert not found.award[:30, CARE].any()
    assert found.advance[31:, CARE].any()


def test_the_law_on_its_own_income_gives_its_own_toeslagen() -> None:
    graph, parameters = the_law()
    roster, events = build(mixed(150), parameters, default_facts(), 3)
    situations = stretches(roster, events)
    full = run(graph, parameters, situations, (INCOME, *LAWS))
    given = run(settlement_graph(graph), parameters, situations, LAWS, {INCOME: full[INCOME]})
    for name in LAWS:
        np.testing.assert_array_equal(given[name], full[name])


def test_stretches_cover_the_year_and_agree_with_the_situation_of_each_month() -> None:
    graph, parameters = the_law()
    facts = replace(default_facts(), separation=0.3, partner_arrival=0.3, move=0.3)
    drawn = draw(mixed(150), parameters, graph, TakeUp(), facts, 4)
    rows_ = drawn.true
    np.testing.assert_array_equal(np.bincount(rows_.household, weights=rows_.months), MONTHS)
    values = np.arange(len(rows_.household), dtype=np.float64)
    by_month = rows_.by_month(values, 150)
    np.testing.assert_allclose(by_month.sum(axis=1), rows_.over_year(values, 150))
    rents = rows_.by_month(MONTHS * rows_.sample.household["kale_huur_per_maand"], 150)
    people = rows_.by_month(MONTHS * np.bincount(rows_.sample.household_of).astype(float), 150)
    for month in (1, 6, 12):
        now = in_month(drawn.roster, drawn.events, month)
        np.testing.assert_allclose(rents[:, month - 1], now.sample.household["kale_huur_per_maand"])
        np.testing.assert_array_equal(people[:, month - 1], np.bincount(now.sample.household_of))


def test_a_rent_rise_that_is_not_known_gives_an_additional_payment() -> None:
    sample = households(
        [[{"leeftijd": 40, "arbeidsstatus": 1, "loon": 20_000.0}]], kale_huur_per_maand=[550.0], woning_soort=[1]
    )
    found = simulate(sample, still(rent_rise=0.05, rent_known=0.0, report_share=0.0)).today
    # 27.50 euro a month more from July on, of which 65% between the two limits is paid (Wht art. 21).
    assert found.additional[0, RENT] == pytest.approx(6 * 0.65 * 27.5, abs=0.1)
    assert not found.reclaim.any()


def months_table(result: MonthsResult) -> pl.DataFrame:
    """The rows of a year; the settings of the result say what the package chooses."""
    found = months_rows(RowMaker(result.year), ChosenMonths(summary_of(result), result.settings))
    return rows_table(found, run="test", model="households", reading="central")


def test_rows_name_every_indicator_once_and_show_the_package() -> None:
    result = simulate(mixed(120), default_facts(), Settings(award_moment="per_maand"))
    table = months_table(result)
    number = table.filter((table["indicator"] == "households.months.reclaims") & (table["group"] == "all"))
    assert number["package"][0] == 0.0
    assert number["baseline"][0] > 0.0
    assert number["low"][0] is None  # one random group says nothing about chance
    split = replace(result, group=np.arange(120) % 2)
    spread = months_table(split)
    total = spread.filter((spread["indicator"] == "households.months.spending") & (spread["group"] == "all"))
    kept = result.weight * result.package.kept.sum(axis=1)
    halves = 2.0 * kept[0::2].sum() / 1e9, 2.0 * kept[1::2].sum() / 1e9
    # Two estimates: their mean plus or minus t (12.706 with one degree of freedom) times half of their distance.
    assert (total["low"][0] + total["high"][0]) / 2.0 == pytest.approx(sum(halves) / 2.0)
    assert total["high"][0] - total["package"][0] == pytest.approx(12.7062 * abs(halves[0] - halves[1]) / 2.0, rel=1e-4)


def test_a_null_package_changes_nothing() -> None:
    table = months_table(simulate(mixed(120), default_facts(), Settings(variants=())))
    assert set(table["difference"].to_list()) == {0.0}


def test_an_additional_payment_can_cost_bijstand() -> None:
    # Bijstand asks for less than 7,770 euro of wealth in 2025 (Pw art. 34); 7,769 and a payment of 100 is more.
    graph, parameters = the_law()
    limit = float(parameters.values["bijstand_vermogensgrens_alleenstaande"])  # type: ignore[arg-type]
    sample = households([[{"leeftijd": 40, "arbeidsstatus": 5, "spaargeld": limit - 1.0}]])
    effect = chain_effect(sample, np.array([100.0]), parameters, graph, TakeUp())
    assert effect.payments == 1.0
    assert effect.affected == 1.0
    before = compute(sample, graph, parameters, TakeUp())
    # All of the gross benefit goes, and the tax on it with it: together the net benefit.
    assert effect.lost["bijstand_bruto"] == pytest.approx(before["bijstand_bruto"][0])
    net = effect.lost["bijstand_bruto"] + effect.lost["inkomensheffing"]
    assert net == pytest.approx(before["bijstand"][0], abs=1.0)
    assert chain_effect(sample, np.zeros(1), parameters, graph, TakeUp()).affected == 0.0


def test_a_still_year_has_the_income_and_the_take_up_of_the_sample() -> None:
    graph, parameters = the_law()
    ill = {"leeftijd": 40, "arbeidsstatus": 4, "uitkering": 10_000.0}
    sample = households([[ill]], trekking_toeslagenwet=[0.5])
    incomes: list[float] = []
    for rate in (0.0, 1.0):
        take_up = TakeUp({"toeslagenwet": rate})
        incomes.append(draw(sample, parameters, graph, take_up, still(), 1).year_income[0])
        whole = compute(sample, graph, parameters, take_up)
        assert incomes[-1] == pytest.approx(whole["toetsingsinkomen"][0])
    assert incomes[0] > incomes[1] == pytest.approx(10_000.0)


@pytest.mark.usefixtures("in_july")
def test_a_new_partner_has_what_the_law_assumes_of_who_says_nothing() -> None:
    _, parameters = the_law()
    says_no = {"vraagt_toeslagenwet_aan": False, "zorgverzekerd": False, "loonwaarde": 0.5, "uitkering_maand": 3}
    roster, _ = build(single(24_000.0, **says_no), parameters, still(partner_arrival=1.0), 1)
    partner = {name: roster.person[name][roster.role == 2].tolist() for name in says_no}
    expected = {
        "vraagt_toeslagenwet_aan": [True],
        "zorgverzekerd": [True],
        "loonwaarde": [1.0],
        "uitkering_maand": [12],
    }
    assert partner == expected


def test_the_year_of_the_sample_is_kept() -> None:
    assert simulate(mixed(10), default_facts()).year == YEAR
