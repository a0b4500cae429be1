"""Levers that the law of today does not use: each off in it, and each by hand once it is moved."""

from __future__ import annotations

import pytest
from benefit_helpers import outcome

from bouwstenen.core.errors import InputError
from bouwstenen.law import law_on, parameter_set, unread_parameters

DATE = "2026-01-01"
CHILD = {"leeftijd": 2, "kind": True, "kinderopvang_soort": 1, "kinderopvang_uren_per_maand": 100.0}


def childcare(income: float, overlay: dict) -> float:
    """Kinderopvangtoeslag of a working single parent for 100 hours a month at 11 euro, 1,100 euro a month."""
    persons = [{"loon": 30_000.0, "given": {"toetsingsinkomen": income}}, {**CHILD, "kinderopvang_uurprijs": 11.0}]
    return outcome(DATE, "kinderopvangtoeslag", persons, overlay=overlay)


def test_the_fixed_foot_of_childcare_is_what_the_highest_incomes_get() -> None:
    """36.5% of 13,200 is 4,818; a foot of 39.1% gives 5,161.20, and leaves the 96% of a low income alone."""
    higher = {"kinderopvangtoeslag.percentage_vast": 0.391}
    assert childcare(250_000.0, {}) == pytest.approx(4_818.0)
    assert childcare(250_000.0, higher) == pytest.approx(5_161.2)
    assert childcare(30_000.0, {}) == childcare(30_000.0, higher) == pytest.approx(0.96 * 13_200)
    lower = {"kinderopvangtoeslag.percentage_vast": 0.30}
    assert childcare(250_000.0, lower) == pytest.approx(0.30 * 13_200)


def test_one_percentage_for_all_incomes_fills_the_table() -> None:
    flat = {"kinderopvangtoeslag.percentage_eerste_kind": 0.96}
    assert childcare(250_000.0, flat) == childcare(30_000.0, flat) == pytest.approx(0.96 * 13_200)
    values = parameter_set().at(DATE, flat).values["percentage_eerste_kind"]
    before = parameter_set().at(DATE).values["percentage_eerste_kind"]
    assert isinstance(values, tuple)
    assert isinstance(before, tuple)
    assert values == (0.96,) * len(before)
    with pytest.raises(InputError, match="buiten de grenzen"):
        parameter_set().at(DATE, {"kinderopvangtoeslag.percentage_eerste_kind": 96.0})


def test_the_table_of_other_children_has_its_own_path() -> None:
    two = [{"loon": 30_000.0, "given": {"toetsingsinkomen": 250_000.0}}]
    two += [{**CHILD, "kinderopvang_uurprijs": 11.0}] * 2
    found = outcome(DATE, "kinderopvangtoeslag", two, overlay={"kinderopvangtoeslag.percentage_volgende_kinderen": 0.5})
    assert found == pytest.approx((0.365 + 0.5) * 13_200)


def test_the_child_budget_runs_down_faster_above_a_second_point() -> None:
    """Single parent, one child of 5: 5,996 - 7.6% x (80,000 - 29,736); then 5.2 points more above 61,917."""
    persons = [{"given": {"toetsingsinkomen": 80_000.0}}, {"leeftijd": 5, "kind": True}]
    second = {
        "kindgebonden_budget.tweede_afbouwgrens": 61_917.0,
        "kindgebonden_budget.tweede_afbouwpercentage": 0.128,
    }
    assert outcome(DATE, "kindgebonden_budget", persons) == pytest.approx(2_175.94, abs=0.01)
    wanted = 2_175.936 - 0.052 * (80_000 - 61_917)
    assert outcome(DATE, "kindgebonden_budget", persons, overlay=second) == pytest.approx(wanted, abs=0.01)
    lower = {**second, "kindgebonden_budget.tweede_afbouwpercentage": 0.05}
    assert outcome(DATE, "kindgebonden_budget", persons, overlay=lower) == pytest.approx(2_175.94, abs=0.01)


@pytest.mark.parametrize(
    ("overlay", "gets"),
    [
        ({}, (True, True)),
        ({"kindgebonden_budget.kgb_vermogensgrens_alleen": 100_000.0}, (False, True)),
        ({"zorgtoeslag.zorgtoeslag_vermogensgrens_alleen": 100_000.0}, (True, False)),
        ({"toeslagen.toeslag_vermogensgrens_alleen": 100_000.0}, (False, False)),
        (
            {
                "toeslagen.toeslag_vermogensgrens_alleen": 100_000.0,
                "kindgebonden_budget.kgb_vermogensgrens_alleen": 130_000.0,
            },
            (True, False),
        ),
    ],
)
def test_an_allowance_may_have_a_wealth_limit_of_its_own(overlay: dict, gets: tuple[bool, bool]) -> None:
    persons = [{"loon": 25_000.0, "spaargeld": 120_000.0}, {"leeftijd": 5, "kind": True}]
    found = [outcome(DATE, name, persons, overlay=overlay) > 0 for name in ("kindgebonden_budget", "zorgtoeslag")]
    assert tuple(found) == gets


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("kindgebonden_budget", "kindgebonden_budget.kgb_vermogensgrens_partners"),
        ("zorgtoeslag", "zorgtoeslag.zorgtoeslag_vermogensgrens_partners"),
    ],
)
def test_partners_have_their_own_limit(name: str, path: str) -> None:
    persons = [{"loon": 15_000.0, "spaargeld": 120_000.0}, {"loon": 10_000.0}, {"leeftijd": 5, "kind": True}]
    law, own = (outcome(DATE, name, persons, partners=(0, 1), overlay=o) for o in ({}, {path: 100_000.0}))
    assert law > 0 == own


def test_own_risk_by_treatment() -> None:
    """At most 150 a treatment: two make 300, four the whole 385; without the measure it is 385 for anybody."""
    most = {"besteedbaar_inkomen.eigen_risico_per_behandeling": 150.0}
    for number, wanted in ((2, 300.0), (4, 385.0)):
        person = [{"behandelingen": number}]
        assert outcome(DATE, "eigen_risico", person, overlay=most) == wanted
        assert outcome(DATE, "eigen_risico", person) == 385.0


def test_iva_of_new_cases() -> None:
    """A daily wage of 100 is 26,100 a year: 75% is 19,575 and 70% is 18,270."""
    ends = {"werknemersverzekeringen.iva_deel_nieuwe_gevallen": 0.70}
    iva = {"uitkering_soort": 2, "uitkering_dagloon": 100.0}
    for new, wanted in ((True, 18_270.0), (False, 19_575.0)):
        persons = [{**iva, "uitkering_nieuw_geval": new}]
        assert outcome(DATE, "werknemersuitkering", persons, overlay=ends) == pytest.approx(wanted)
        assert outcome(DATE, "werknemersuitkering", persons) == pytest.approx(19_575.0)


def test_one_factor_moves_all_indexed_amounts_of_the_taxes() -> None:
    """48% of an index of 2.6%: 1.01248 / 1.0260. An amount that is set itself, and other laws, stay."""
    part = {
        "inkomstenbelasting.tabelcorrectie_niveau": 1.01248 / 1.0260,
        "inkomstenbelasting.schijf2_grens": 78_426.0,
    }
    parameters = parameter_set()
    law, moved = parameters.at("2027-01-01").values, parameters.at("2027-01-01", part).values
    for name in ("arbeidskorting_maximum", "ouderenkorting_maximum", "box3_heffingvrij_vermogen"):
        last = parameters.at("2026-12-31").values[name]
        if not parameters.at("2027-01-01").sources[name].projected:
            continue
        assert moved[name] == pytest.approx(last * 1.01248), name
    assert moved["schijf2_grens"] == 78_426.0
    assert moved["standaardpremie"] == law["standaardpremie"]
    assert moved["algemene_heffingskorting_maximum_wet"] == law["algemene_heffingskorting_maximum_wet"]
    assert "inkomensheffing" in law_on("2027-01-01").touched_by("inkomstenbelasting.tabelcorrectie_niveau")


def test_levers_without_an_effect_are_listed_with_what_they_do_change() -> None:
    found = unread_parameters("2028-01-01")
    assert found["huurtoeslag.huurtoeslag_servicekosten_maximum"] == ()
    assert found["besteedbaar_inkomen.verplicht_eigen_risico"] == ("eigen_risico", "eigen_risico_hh")
    for path in (
        "wet_arbeid_en_zorg.zwangerschapsverlof_deel",
        "wet_arbeid_en_zorg.geboorteverlof_weken",
        "banenafspraak.loonkostensubsidie_deel_maximum",
        "studiefinanciering.lening_ho",
    ):
        assert path in found, path
    for path in (
        "minimumloon.minimumuurloon",
        "minimumloon.referentiemaandloon",
        "werknemersverzekeringen.maximumdagloon",
        "inkomstenbelasting.tabelcorrectie_niveau",
        "zorgtoeslag.standaardpremie",
    ):
        assert path not in found, path
    assert "huurtoeslag.huurtoeslag_servicekosten_maximum" not in unread_parameters("2025-01-01")


def test_an_outcome_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match="besteedbaar_inkomen"):
        unread_parameters(DATE, ["besteedbaar_inkome"])


@pytest.mark.parametrize(
    ("begin", "share", "wanted"),
    [(None, 1.0, 807.0), (20.6, 1.0, 810.0), (20.6, 2 / 3, 807.0), (18.0, 1.0, 819.0), (18.0, 0.0, 807.0)],
)
def test_a_full_link_to_life_expectancy_raises_the_aow_age_in_steps_of_three_months(
    begin: float | None, share: float, wanted: float
) -> None:
    """67 years and 3 months, plus a third of the rise since the start, in whole quarters of a year.

    By 2035 life expectancy at 65 rises by 0.34 year since 2032: a third is 0.11, no whole quarter. From 20.6 it is
    1.02, a third 0.34: one quarter; from 18 it is 3.62, a third 1.21: four.
    """
    overlay = {"premies.aow_leeftijd_deel_levensverwachting": share}
    if begin is not None:
        overlay["premies.levensverwachting_65_begin"] = begin
    assert outcome("2035-01-01", "aow_leeftijd", [{"leeftijd": 40}], overlay=overlay) == wanted
    old = [{"leeftijd": 67, "leeftijd_maanden": int(wanted) - 1}]
    assert outcome("2035-01-01", "aow", old, overlay=overlay) == 0.0
    assert outcome("2035-01-01", "aow", [{**old[0], "leeftijd_maanden": int(wanted)}], overlay=overlay) > 0.0
