"""The bills for 2027: a vintage of its own, with the official amounts of the tax plan and the budget of SZW."""

from __future__ import annotations

import pytest
from benefit_helpers import household

from bouwstenen.law import law_on, parameter_set
from bouwstenen.rules import evaluate

DATE = "2027-01-01"


def values(date: str = DATE) -> dict:
    return dict(parameter_set(proposals=True).at(date).values)


@pytest.mark.parametrize(
    ("name", "amount"),
    [
        ("schijf1_grens", 39_247),
        ("schijf2_grens", 78_426),
        ("schijf2_tarief", 0.3816),
        ("schijf3_tarief", 0.495),
        ("algemene_heffingskorting_maximum", 3_154),
        ("arbeidskorting_maximum", 5_929),
        ("combinatiekorting_maximum", 2_918),
        ("box3_heffingvrij_vermogen", 60_098),
        ("kgb_bedrag_kind", 2_653),
        ("kgb_alleenstaande_ouder", 3_505),
        ("kgb_drempel_partners", 40_560),
        ("drempelinkomen", 30_910),
        ("afbouwpercentage", 0.0805),
        ("tweede_afbouwgrens", 61_917),
        ("tweede_afbouwpercentage", 0.0995),
        ("kinderopvang_uurprijs_dagopvang", 11.60),
        ("verplicht_eigen_risico", 400),
        ("zelfstandigenaftrek_bedrag", 900),
    ],
)
def test_the_published_amounts_of_the_bills(name: str, amount: float) -> None:
    assert values()[name] == amount


def test_the_first_bracket_is_36_23_percent_and_the_scales_close() -> None:
    """The labour credit: 9.503% of 12,438 is 1,182, then 30.205% to 5,540, then 1.855% to 5,929."""
    found = values()
    premiums = found["premie_aow"] + found["premie_anw"] + found["premie_wlz"]
    assert found["schijf1_tarief"] + premiums == pytest.approx(0.3623)
    assert found["arbeidskorting_opbouw_1"] * found["arbeidskorting_grens_1"] == pytest.approx(1_182, abs=0.5)
    step = found["arbeidskorting_grens_2"] - found["arbeidskorting_grens_1"]
    assert 1_182 + found["arbeidskorting_opbouw_2"] * step == pytest.approx(5_540, abs=0.5)
    step = found["arbeidskorting_grens_3"] - found["arbeidskorting_grens_2"]
    assert 5_540 + found["arbeidskorting_opbouw_3"] * step == pytest.approx(5_929, abs=0.5)
    room = found["schijf2_grens"] - found["algemene_heffingskorting_afbouw_vanaf"]
    assert found["algemene_heffingskorting_afbouw"] * room == pytest.approx(3_154, abs=1)


def test_amounts_that_the_tax_plan_does_not_name_get_48_percent_of_the_index() -> None:
    """Ouderenkorting 2,067 x 1.01248; in the law without the bill it is 2,067 x 1.0260. Other laws keep the index."""
    assert values()["ouderenkorting_maximum"] == pytest.approx(2_067 * 1.01248, rel=1e-6)
    assert parameter_set().at(DATE).values["ouderenkorting_maximum"] == pytest.approx(2_067 * 1.0260)
    assert values()["standaardpremie"] == parameter_set().at(DATE).values["standaardpremie"]


def test_what_a_bill_sets_says_so_and_later_years_move_with_the_index() -> None:
    sources = parameter_set(proposals=True).at("2028-01-01").sources
    assert "voorstel, nog geen wet" in sources["schijf1_tarief"].provenance
    assert "voorstel, nog geen wet" in sources["ouderenkorting_maximum"].provenance
    assert sources["arbeidskorting_maximum"].projected
    assert values("2028-01-01")["arbeidskorting_maximum"] == pytest.approx(5_929 * 1.0252)
    assert values("2028-01-01")["tweede_afbouwpercentage"] == 0.128


def test_without_the_bills_and_before_2027_nothing_changes() -> None:
    law = parameter_set()
    for parameter in law.parameters.values():
        assert all(dated.status == "law" for dated in parameter.history), parameter.path
    assert dict(law.at("2026-12-31").values) == values("2026-12-31")
    assert law.at(DATE).values["schijf1_tarief"] == 0.081
    assert max(start for path in law.index_path.values() for start, _ in path) >= "2035-01-01"


def test_the_bills_do_not_move_benefits_through_the_link() -> None:
    """They are the law of their year, so the published or projected benefits hold; a measure on top moves them."""
    people = [{"leeftijd": 70}]
    data = household(DATE, people)
    for overlay, same in (({}, True), ({"inkomstenbelasting.algemene_heffingskorting_maximum": 3_254.0}, False)):
        parameters = parameter_set(proposals=True).at(DATE, overlay)
        found = evaluate(law_on(DATE), parameters, data, ["aow_volledig_alleenstaand"])["aow_volledig_alleenstaand"][0]
        value = parameters.values
        wanted = value["aow_alleenstaand_per_maand"] + value["aow_vakantiegeld_alleenstaand_per_maand"]
        assert (found == wanted) is same


def test_wage_tax_of_45_000_in_2027_by_hand() -> None:
    """36.23% to 39,247 and 38.16% above, less 3,154 - 6.638% x (45,000 - 30,910) and 5,540 + 1.855% x 18,134."""
    tax = 0.3623 * 39_247 + 0.3816 * (45_000 - 39_247)
    less = 3_154 - 0.06638 * (45_000 - 30_910) + 5_540 + 0.01855 * (45_000 - 26_866)
    parameters = parameter_set(proposals=True).at(DATE)
    data = household(DATE, [{"loon": 45_000.0}])
    found = evaluate(law_on(DATE), parameters, data, ["inkomensheffing"])["inkomensheffing"][0]
    assert found == pytest.approx(tax - less, abs=0.5)


def test_a_lever_on_the_index_counts_from_the_bill() -> None:
    """Setting the factor to 1 gives the full index back."""
    full = parameter_set(proposals=True).at(DATE, {"inkomstenbelasting.tabelcorrectie_niveau": 1.0}).values
    assert full["ouderenkorting_maximum"] == pytest.approx(2_067 * 1.0260, rel=1e-6)
