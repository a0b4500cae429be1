"""Money of care: only package minus baseline, net of own payments, by its route; a target is never a saving."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from care_helpers import country, given, lever, netherlands, number, package, run, section, table

from bouwstenen.core.errors import InputError
from bouwstenen.core.numbers import dutch
from bouwstenen.models.care import MODEL, CareResult, Options
from bouwstenen.models.care.options import VARIANTS
from bouwstenen.models.care.target import task
from bouwstenen.models.protocol import Sides

PAYERS = {
    "care.zvw": "insurer",
    "care.premium": "household",
    "care.levy": "employer",
    "care.care_allowance": "state",
    "care.wlz": "state",
    "care.wmo": "municipality",
    "care.prevention": "state",
}


def amounts(result: CareResult, year: int) -> dict[str, float]:
    return {m.part: float(m.amounts_bn[m.years.index(year)]) for m in MODEL.money(result)}


def silent(result: CareResult) -> bool:
    return all(not m.amounts_bn.any() for m in MODEL.money(result))


@pytest.mark.parametrize("variant", [v.code for v in VARIANTS])
def test_no_package_no_money_on_any_path(variant: str) -> None:
    assert silent(run(handed=netherlands(), options=Options(variant=variant)))  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("name", "value"), [("residual_cpb", 3.0), ("relative_price", -2.0), ("healthy_half", 0.9), ("labour_share", 0.2)]
)
def test_no_figure_of_growth_brings_money_without_a_package(name: str, value: float) -> None:
    assert silent(run(own=number(name, value)))
    assert silent(run(own=number(name, value), options=Options(variant="healthy_half")))


def test_every_part_has_its_payer_and_price_level() -> None:
    money = list(MODEL.money(run()))
    assert {m.part: m.payer for m in money} == PAYERS
    assert {m.price_level for m in money} == {2025}
    assert {m.part for m in money if m.instrument == "tax_cut"} == {"care.premium", "care.levy"}


def test_maternity_care_without_own_payment_by_hand() -> None:
    """100,000 births × 45 hours × 5.40 = 24.3 million a year, from 2027 on."""
    result = run(package(lever("kraamzorg_own_contribution", 0)))
    assert amounts(result, 2026) == dict.fromkeys(PAYERS, 0.0)
    found = amounts(result, 2030)
    assert found["care.zvw"] == pytest.approx(0.0243)
    # The nominal premium and the levy of employers each pay half, as revenue.
    assert found["care.premium"] == pytest.approx(-0.01215)
    assert found["care.levy"] == pytest.approx(-0.01215)
    adults = given().people[2025][18:].sum()
    per_adult = 0.01215e9 / adults
    assert found["care.care_allowance"] == pytest.approx(per_adult * 4_300_000 * 1.25 / 1e9)
    assert (found["care.wlz"], found["care.wmo"], found["care.prevention"]) == (0, 0, 0)
    # The balance loses the allowance and nothing else.
    assert result.route.balance[5] == pytest.approx(-found["care.care_allowance"])
    assert -sum(found.values()) == pytest.approx(result.route.balance[5])
    rows = table(result)
    birth = rows.filter((rows["indicator"] == "care.maternity_per_birth") & (rows["year"] == 2030)).row(0, named=True)
    assert (birth["baseline"], birth["package"]) == pytest.approx((243.0, 0.0))


def test_higher_own_payment_lowers_spending() -> None:
    """Twice 5.40: own payments lower the spending of insurers and the premium."""
    found = amounts(run(package(lever("kraamzorg_own_contribution", 10.8))), 2030)
    assert found["care.zvw"] == pytest.approx(-0.0243)
    assert found["care.premium"] > 0
    assert found["care.care_allowance"] < 0


def test_band_of_hours_by_hand() -> None:
    """24 and 49 hours per birth: 12.96 and 26.46 million, around 24.3."""
    rows = table(run(package(lever("kraamzorg_own_contribution", 2.7))))
    row = rows.filter((rows["indicator"] == "care.maternity_own_payment") & (rows["year"] == 2030)).row(0, named=True)
    assert (row["baseline"], row["package"]) == pytest.approx((24.3, 12.15))
    assert (row["low"], row["high"]) == pytest.approx((12.96 / 2, 26.46 / 2))


def test_dearer_wages_go_by_their_own_routes() -> None:
    """One point more a year from 2027 on the path without price: four steps in 2030, net of own payments."""
    result = run(package(lever("relative_wage_growth", 1.0)), options=Options(variant="demography"))
    found, step = amounts(result, 2030), 1.01**4 - 1
    assert found["care.zvw"] == pytest.approx(66.8 * step * (1 - 3.4 / 66.8))
    assert found["care.wlz"] == pytest.approx(39.8 * step * (1 - 2.5 / 39.8))
    wmo = result.spending["demography"].baseline[5, 2:].sum()
    assert found["care.wmo"] == pytest.approx(wmo * step)
    assert found["care.premium"] + found["care.levy"] == pytest.approx(-found["care.zvw"])


@pytest.mark.parametrize(
    ("name", "value", "dearer"),
    [
        ("relative_wage_growth", 1.5, True),
        ("residual_volume_growth", 2.0, True),
        ("residual_volume_growth", 0.0, False),
        ("extra_labour_productivity_growth", 1.0, False),
        ("extra_labour_productivity_growth", -1.0, True),
    ],
)
def test_direction_of_growth(name: str, value: float, dearer: bool) -> None:
    result = run(package(lever(name, value)))
    found = amounts(result, 2035)
    for part in ("care.zvw", "care.wlz", "care.wmo"):
        assert bool(found[part] > 0) is dearer
    assert bool(result.route.balance[10] < 0) is dearer


@pytest.mark.parametrize("mode", ["add", "scale"])
def test_growth_can_be_added_to_or_scaled(mode: str) -> None:
    """On the CPB path: 1.0 plus 1.0 and 1.0 times 2 are the same."""
    set_to = run(package(lever("residual_volume_growth", 2.0)), options=Options(variant="residual_cpb"))
    value = 1.0 if mode == "add" else 2.0
    moved = run(package(lever("residual_volume_growth", value, mode=mode)), options=Options(variant="residual_cpb"))
    assert moved.route.wlz == pytest.approx(set_to.route.wlz)


def test_healthy_ageing_is_shown_and_never_booked() -> None:
    result = run(package(lever("healthy_ageing_share", 1.0)), netherlands())
    main = result.framework["residual_cpb_price"]
    assert main.difference[15] < -10
    assert main.difference[1] == 0
    assert silent(result)
    # A path that is healthy already does not move.
    assert result.framework["healthy_full"].difference[15] == 0


def test_more_people_are_shown_and_not_booked() -> None:
    result = run(handed=country(more=1.0))
    main = result.framework["residual_cpb_price"]
    assert main.package[10] == pytest.approx(main.baseline[10] * 1.01)
    assert silent(result)


def test_money_of_a_lever_is_not_counted_twice_with_more_people() -> None:
    """Maternity care: births of the package at both prices."""
    handed = country()
    ports = {p.name: p for p in handed}
    births = handed[ports["demography.births"]]
    handed[ports["demography.births"]] = Sides(births.years, births.baseline, births.baseline * 2)
    found = amounts(run(package(lever("kraamzorg_own_contribution", 0)), handed), 2030)
    assert found["care.zvw"] == pytest.approx(2 * 0.0243)
    assert silent(run(handed=handed))


def test_uncontracted_care_counts_only_before_the_agreement() -> None:
    """150 million in 2028 alone: from 2029 the agreement of 2026 has done it."""
    result = run(package(lever("uncontracted_reimbursement", 0, 2028)))
    saved = result.uncontracted
    assert saved[result.at(2028)] == pytest.approx(-0.150)
    assert not saved[result.at(2029) :].any()
    assert not saved[: result.at(2028)].any()
    assert amounts(result, 2028)["care.zvw"] == pytest.approx(-0.150)
    assert amounts(result, 2028)["care.care_allowance"] < 0
    rows = table(result)
    row = rows.filter((rows["indicator"] == "care.uncontracted") & (rows["year"] == 2028)).row(0, named=True)
    assert (row["low"], row["high"]) == pytest.approx((-150.0, 0.0))
    again = run(package(lever("uncontracted_reimbursement", 70, 2029)))
    assert again.uncontracted[again.at(2030)] == pytest.approx(0.150)


def test_prevention_money_is_of_the_state() -> None:
    found = amounts(run(package(lever("prevention_budget", 100))), 2030)
    assert found == {**dict.fromkeys(PAYERS, 0.0), "care.prevention": pytest.approx(0.1)}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("transformation_spending", 1200.0),
        ("pandemic_preparedness_budget", 136.0),
        ("tuition_fee", 0.0),
        ("nursing_home_growth_share", 100.0),
        ("gp_registration_share", 100.0),
        ("admin_time_share", 20.0),
        ("smoking_share", 5.0),
        ("excessive_drinking_share", 4.0),
        ("overweight_share", 38.0),
    ],
)
def test_what_has_no_known_money_brings_none(name: str, value: float) -> None:
    assert silent(run(package(lever(name, value, 2030))))


def test_target_is_a_task_and_no_saving() -> None:
    free, bound = run(handed=netherlands()), run(package(lever("growth_target_year", 2040)), netherlands())
    assert silent(bound)
    for code, sides in bound.framework.items():
        assert (sides.package == free.framework[code].package).all()
    rows = table(bound)
    task_rows = rows.filter((rows["indicator"] == "care.task") & (rows["year"] == 2040))
    assert task_rows["baseline"].to_list() == [0.0, 0.0]
    assert task_rows["status"].unique().to_list() == ["option"]
    assert task_rows.filter(task_rows["scenario"] == "ageing_report")["package"][0] == pytest.approx(18.3, abs=0.3)
    assert "care.task" not in set(table(free)["indicator"])


def test_form_year_and_definition_of_the_target_count() -> None:
    def gap(*more: object) -> float:
        changes = package(lever("growth_target_year", 2040), *more)  # pyright: ignore[reportArgumentType]
        result = run(changes, netherlands())
        assert result.own_task is not None
        return float(result.own_task.by_gdp["ageing_report"].gap[15])

    growth, level = gap(), gap(lever("growth_target_form", "niveau"))
    assert level == pytest.approx(35.0, abs=0.3)
    assert growth == gap(lever("growth_target_form", "groei"))
    assert level > growth
    assert gap(lever("expenditure_definition", "internationaal")) == pytest.approx(growth * 113.5 / 102.6)
    assert gap(lever("expenditure_definition", "breed")) == pytest.approx(growth * 155 / 102.6)
    sooner = run(package(lever("growth_target_year", 2032)), netherlands()).own_task
    assert sooner is not None
    assert sooner.by_gdp["ageing_report"].gap[15] > growth


@pytest.mark.parametrize(("year", "word"), [(2027, "na 2027"), (2065, "na 2060")])
def test_target_year_that_cannot_be_is_refused(year: int, word: str) -> None:
    with pytest.raises(InputError) as caught:
        run(package(lever("growth_target_year", year)))
    assert word in str(caught.value)
    assert "growth_target_year" in str(caught.value)


def by_hand(trend: float, gdp: float, form: str, years: int) -> float:
    """The gap after so many years of a target that is reached in the last one, starting from 100."""
    spent = allowed = 100.0
    for year in range(1, years + 1):
        spent *= 1 + trend / 100
        share = year / years
        allowed *= 1 + (gdp if form == "level" else (1 - share) * trend + share * min(trend, gdp)) / 100
    return spent - allowed


@pytest.mark.parametrize("form", ["growth", "level"])
@pytest.mark.parametrize("trend", [3.0, 0.5])
def test_target_by_hand(form: str, trend: float) -> None:
    years = np.arange(2025, 2041)
    spending = 100 * (1 + trend / 100) ** (years - 2027)
    found = task(years, spending, np.full(len(years), 1.0), form, 2027, 2040)  # pyright: ignore[reportArgumentType]
    assert found.gap[-1] == pytest.approx(by_hand(trend, 1.0, form, 13))
    assert found.gap[2] == 0
    assert found.points[-1] == pytest.approx(trend - 1.0)
    assert found.first_year == (None if trend > 1 else 2028)


def test_level_is_never_easier_when_growth_is_always_too_high() -> None:
    for (variant, path, form), (own, _) in run(handed=netherlands()).tasks.items():
        if form == "growth" and (own.points[3:16] > 0).all():
            level = run(handed=netherlands()).tasks[variant, path, "level"][0]
            assert (level.gap[3:16] >= own.gap[3:16] - 1e-9).all()


def test_what_closes_the_gap_by_hand() -> None:
    """Points over the labour share, gap per adult, and the same share of staff."""
    result = run(package(lever("growth_target_year", 2040)))
    rows = table(result).filter((table(result)["scenario"] == "cpb") & (table(result)["year"] == 2040))
    found = dict(zip(rows["indicator"], rows["package"], strict=True))
    gap = found["care.task"]
    adults = given().people[2025][18:].sum()
    assert found["care.task_per_adult"] == pytest.approx(gap * 1e9 / adults)
    assert found["care.task_productivity"] == pytest.approx(found["care.task_points"] / 0.7)
    share = gap / (108.3 * 1.01**15 * 1.005**15)
    assert found["care.task_people"] == pytest.approx(share * result.staff["residual_cpb_price"].package[15])


def test_section_says_who_pays_and_in_which_direction() -> None:
    free = section(run(handed=netherlands()))
    assert "verandert geen zorguitgaven" in next(p for p in free.parts if p.key == "payers").words[0]
    less = section(run(package(lever("kraamzorg_own_contribution", 0)), netherlands()))
    payers = next(p for p in less.parts if p.key == "payers")
    assert "−" in payers.words[0]
    measures = next(p for p in less.parts if p.key == "measures")
    assert "243 euro minder" in measures.words[0]
    more = section(run(package(lever("kraamzorg_own_contribution", 10.8)), netherlands()))
    assert "243 euro meer" in next(p for p in more.parts if p.key == "measures").words[0]
    assert "+" in next(p for p in more.parts if p.key == "payers").words[0]
    cells = {row.cells[0]: row.cells[1:] for row in payers.tables[0].rows}
    assert cells["Zvw-uitgaven, na eigen betalingen"][0] != "0,0"


def test_message_follows_growth() -> None:
    fast = section(run(handed=netherlands()))
    assert "sneller dan de economie" in fast.message
    assert "met de aannames van het pakket" not in fast.message
    assert "van 9,1% van het bbp in 2025 naar 11,7% in 2040" in fast.message
    hoped = section(run(package(lever("healthy_ageing_share", 1)), netherlands()))
    full = run(handed=netherlands())
    share = 100 * full.framework["healthy_full"].baseline[15] / full.gdp["ageing_report"][15]
    said = dutch(float(share), 1)
    assert f"naar 11,7% in 2040, en met de aannames van het pakket naar {said}%" in hoped.message
    slow = section(run(options=Options(variant="demography")))
    assert "niet sneller dan de economie" in slow.message
    both = section(run(handed=netherlands(), options=Options(variant="demography")))
    assert "hangt af van de raming" in both.message


def test_figures_move_what_they_are_for() -> None:
    """A user's own premium share or allowance reaches the route."""
    change = package(lever("kraamzorg_own_contribution", 0))
    all_premium = run(change, own=number("premium_share", 1.0))
    assert amounts(all_premium, 2030)["care.levy"] == 0
    none = replace(given(), numbers={**given().numbers, "allowance_adults": 0.0})
    assert amounts(run(change, own=none), 2030)["care.care_allowance"] == 0


def row_values(result: CareResult, year: int, **keys: str) -> dict[str, float]:
    """Package by indicator of the rows of one year that have these keys."""
    rows = table(result).filter(pl.col("year") == year)
    for name, value in keys.items():
        rows = rows.filter(pl.col(name) == value)
    return dict(zip(rows["indicator"], rows["package"], strict=True))


def test_rows_say_who_pays_what_by_hand() -> None:
    """Wages one point up from 2027, without price before; adults pay 30% of the Zvw, so no two parts are alike."""
    changes = package(lever("relative_wage_growth", 1.0), lever("prevention_budget", 7.0))
    result = run(changes, own=number("premium_share", 0.3), options=Options(variant="demography"))
    step = 1.01**4 - 1
    zvw, wlz = 66.8e3 * step * (1 - 3.4 / 66.8), 39.8e3 * step * (1 - 2.5 / 39.8)
    wmo = float(result.spending["demography"].baseline[5, 2:].sum()) * 1e3 * step
    adults = given().people[2025][18:].sum()
    allowance = 0.3 * zvw / adults * 4_300_000 * 1.25
    insurer = row_values(result, 2030, payer="insurer")
    assert insurer["care.net_zvw"] == pytest.approx(zvw)
    state = row_values(result, 2030, payer="state")
    assert state["care.net_wlz"] == pytest.approx(wlz)
    assert state["care.care_allowance"] == pytest.approx(allowance)
    assert state["care.prevention_spending"] == pytest.approx(7.0)
    assert row_values(result, 2030, payer="municipality") == {"care.net_wmo": pytest.approx(wmo)}
    household = row_values(result, 2030, payer="household")
    assert household["care.premium"] == pytest.approx(0.3 * zvw)
    assert household["care.premium_per_adult"] == pytest.approx(0.3 * zvw * 1e6 / adults)
    assert row_values(result, 2030, payer="employer") == {"care.levy": pytest.approx(0.7 * zvw)}
    balance = row_values(result, 2030, payer="all", dimension="all", scenario="none")["care.balance_effect"]
    assert balance == pytest.approx(-(allowance + wlz + wmo + 7.0))
    money = {m.part: float(m.amounts_bn[5]) * 1e3 for m in MODEL.money(result)}
    assert money["care.premium"] == pytest.approx(-0.3 * zvw)
    assert money["care.levy"] == pytest.approx(-0.7 * zvw)
    assert money["care.wlz"] == pytest.approx(wlz)


def test_policy_counts_the_people_of_the_package() -> None:
    """One in a hundred more people with the package: dearer wages cost one in a hundred more."""
    changes = package(lever("relative_wage_growth", 1.0))
    usual, more = run(changes), run(changes, country(more=1.0))
    assert more.route.wlz[10] == pytest.approx(usual.route.wlz[10] * 1.01)


def test_definitions_by_hand() -> None:
    """2025 at the ratio of 2024: 108.3 × 113.5 / 102.6 and × 155 / 102.6."""
    for group, total in (("budget", 102.6), ("sha", 113.5), ("wide", 155.0)):
        found = row_values(run(), 2025, dimension="definition", group=group)
        assert found == {"care.by_definition": pytest.approx(108.3 * total / 102.6)}


def test_staff_against_supply_by_hand() -> None:
    """Nobody more to work, 1% more care a year: what is short is what is needed less what there was in 2025."""
    result = run(options=Options(variant="residual_cpb"))
    first = float(result.staff["residual_cpb"].baseline[0])
    found = row_values(result, 2035, dimension="all", scenario="none", payer="all")
    assert found["care.staff_supply"] == pytest.approx(first)
    assert found["care.staff_gap"] == pytest.approx(first * (1.01**10 - 1))
    grown = row_values(run(handed=country(growth=1.0), options=Options(variant="demography")), 2035, scenario="none",
                       dimension="all", payer="all")  # fmt: skip
    assert grown["care.staff_gap"] == pytest.approx(0, abs=1.0)
