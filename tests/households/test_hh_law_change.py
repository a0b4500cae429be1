"""From an overlay to the law of a date and the settings of a year."""

from __future__ import annotations

import math

import pytest
from hh_helpers import facts, law_lever, setting

from bouwstenen.core.errors import InputError
from bouwstenen.law import parameter_set
from bouwstenen.levers import InputChange, LawChange, Overlay
from bouwstenen.models.households.law_change import Settings, law_in, settings_in

NORM = "bijstand.bijstandsnorm_alleenstaande"
DATE = "2030-01-01"


def test_no_overlay_is_the_law_as_it_is() -> None:
    found = law_in(Overlay(), DATE)
    assert dict(found.parameters.values) == dict(parameter_set().at(DATE).values)
    assert found.settings == Settings()
    assert not found.parameters.changed


def test_a_change_counts_from_its_date_and_touches_nothing_else() -> None:
    package = law_lever("kindgebonden_budget.afbouwpercentage", 0.01, "2029-01-01")
    assert law_in(package, "2028-01-01").same_incomes(law_in(Overlay(), "2028-01-01"))
    after, before = law_in(package, DATE).parameters.values, law_in(Overlay(), DATE).parameters.values
    assert {name for name in after if after[name] != before[name]} == {"afbouwpercentage"}
    assert after["afbouwpercentage"] == 0.01


def test_scale_and_add_work_on_the_value_of_the_date() -> None:
    plain = law_in(Overlay(), DATE).parameters.values["bijstandsnorm_alleenstaande"]
    scaled = law_in(law_lever(NORM, 1.1, "2027-01-01", "scale"), DATE).parameters.values["bijstandsnorm_alleenstaande"]
    assert scaled == pytest.approx(1.1 * plain)
    wages = parameter_set().index_path["minimum_wage"]
    growth = math.prod(1 + step for start, step in wages if "2028-01-01" < start <= DATE)
    added = law_in(law_lever(NORM, 100.0, "2028-01-01", "add"), DATE).parameters.values["bijstandsnorm_alleenstaande"]
    assert added == pytest.approx(plain + 100.0 * growth)


def test_an_amount_that_is_set_grows_on_and_changes_apply_in_order_of_date() -> None:
    changes = (
        LawChange("A", 3, NORM, "2029-01-01", 2.0, "scale"),
        LawChange("B", 3, NORM, "2028-01-01", 1000.0, "set"),
    )
    wages = parameter_set().index_path["minimum_wage"]
    growth = math.prod(1 + step for start, step in wages if "2028-01-01" < start <= DATE)
    found = law_in(Overlay(law=changes), DATE).parameters.values["bijstandsnorm_alleenstaande"]
    assert found == pytest.approx(2 * 1000.0 * growth)


def test_an_unknown_path_is_an_error_with_the_nearest_one() -> None:
    with pytest.raises(InputError, match="bestaat niet") as raised:
        law_in(law_lever("bijstand.bijstandsnorm_alleenstaand", 1.0), DATE)
    assert raised.value.nearest == NORM
    with pytest.raises(InputError, match="hoort niet bij het huishoudmodel"):
        law_in(setting("non_take_up", 5.0), DATE)


def test_a_choice_that_the_lever_does_not_have_is_refused() -> None:
    with pytest.raises(InputError, match="is geen keuze") as raised:
        law_in(setting("social_minimum_index", "contractloon"), DATE)
    assert raised.value.nearest == "contractlonen"


def test_settings_hold_in_their_years_only() -> None:
    change = InputChange("B3-10a", 3, "households.non_take_up_max", 2028, 2029, 8.0, "%", "set")
    found = [settings_in(Overlay(inputs=(change,)), year).non_take_up_max for year in (2027, 2028, 2029, 2030)]
    assert found == [100.0, 8.0, 8.0, 100.0]


@pytest.mark.parametrize(("choice", "index"), [("prijzen", "prices"), ("contractlonen", "contract_wages")])
def test_the_social_minimum_follows_the_chosen_index(choice: str, index: str) -> None:
    values = law_in(setting("social_minimum_index", choice), DATE).parameters.values
    path = parameter_set().index_path[index]
    growth = math.prod(1 + step for start, step in path if "2026-01-01" < start <= DATE)
    norm_2026 = parameter_set().at("2026-01-01").values["bijstandsnorm_alleenstaande"]
    assert values["norm_factor"] * values["bijstandsnorm_alleenstaande"] == pytest.approx(norm_2026 * growth)
    assert values["afbouw_heffingskorting_in_norm_stopt"] is True


def test_sample_budgets_use_the_advice_or_say_that_they_cannot() -> None:
    wanted = setting("social_minimum_index", "voorbeeldbegroting")
    without = law_in(wanted, DATE)
    assert without.same_incomes(law_in(setting("social_minimum_index", "netto_minimumloon"), DATE))
    assert without.notes == ("no_advice",)
    advice = facts().advice
    assert advice is not None
    # By hand from the published amounts: 94 on 1,283.83 and 135 on 1,834.04 euro a month.
    assert advice == pytest.approx((94 / 1283.83 + 135 / 1834.04) / 2)
    assert law_in(wanted, DATE, advice).notes == ("advice",)
    assert law_in(wanted, DATE, advice).parameters.values["norm_factor"] == pytest.approx(1 + advice)


def test_any_number_of_the_law_is_a_lever_and_a_dead_one_is_said() -> None:
    """Package measures may set every parameter; one that no rule reads any more on the date is named."""
    premium = LawChange("M1", 3, "zorgtoeslag.standaardpremie", "2028-01-01", 100.0, "add")
    dropped = LawChange("M2", 3, "huurtoeslag.huurtoeslag_servicekosten_maximum", "2028-01-01", 50.0, "set")
    before, after = law_in(Overlay(), "2030-01-01"), law_in(Overlay(law=(premium, dropped)), "2030-01-01")
    assert after.waiting == ("huurtoeslag.huurtoeslag_servicekosten_maximum",)
    old, new = (law.parameters.values["standaardpremie"] for law in (before, after))
    # 100 euro in 2028 grows with prices: 2.46% and 2.40% in 2029 and 2030 (index_path.yaml).
    assert new - old == pytest.approx(100.0 * 1.0246 * 1.0240)


def test_a_whole_table_of_the_law_grows_with_its_index() -> None:
    """Bounds of income for childcare, all doubled in 2028, are still twice those of the law a year later."""
    path = "kinderopvangtoeslag.kinderopvangtoeslag_inkomen_vanaf"
    old = parameter_set().at("2028-01-01").values["kinderopvangtoeslag_inkomen_vanaf"]
    assert isinstance(old, tuple)
    table = tuple(2.0 * float(bound) for bound in old)
    lever = Overlay(law=(LawChange("M1", "B3", path, "2028-01-01", table, "set"),))
    at_once, later = (law_in(lever, f"{year}-01-01").parameters.values for year in (2028, 2029))
    usual = parameter_set().at("2029-01-01").values["kinderopvangtoeslag_inkomen_vanaf"]
    assert isinstance(usual, tuple)
    assert at_once["kinderopvangtoeslag_inkomen_vanaf"] == table
    assert later["kinderopvangtoeslag_inkomen_vanaf"] == pytest.approx(
        [2.0 * float(bound) for bound in usual], rel=1e-3
    )
