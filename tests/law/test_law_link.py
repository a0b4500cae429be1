"""Netto-nettokoppeling: what follows the minimum wage and the general credit, by hand from the published amounts.

January 2026: reference wage 2,294.40 a month, so 12 x 2,294.40 x 1.08 = 29,735.42 a year; first bracket 35.75% (17.85%
with AOW), Zvw 4.85%, general credit 3,115 (1,556 with AOW), which starts to run down at 29,736.
"""

from __future__ import annotations

import pytest
from benefit_helpers import evaluated, outcome

from bouwstenen.law import parameter_set

DATE = "2026-01-01"
GROSS = 12 * 2_294.40 * 1.08
NET = 0.6425 * GROSS
CREDIT_100 = {"inkomstenbelasting.algemene_heffingskorting_maximum": 3_215.0}
WAGE_10 = {"minimumloon.minimumuurloon": 14.71 * 1.1}
SINGLE = [{"leeftijd": 30}]
OLD = [{"leeftijd": 70}]
SURVIVOR = [{"leeftijd": 50, "nabestaande": True}]
ILL = [{"leeftijd": 40, "uitkering": 1_000.0}]
HALF_YEARS = ["2024-01-01", "2024-07-01", "2025-01-01", "2025-07-01", "2026-01-01", "2026-07-01"]


def gross_of(net: float, credit: float = 3_115.0) -> float:
    """Gross a year of a taxed amount below the AOW age."""
    return (net - credit) / 0.6425


def net_of(gross: float) -> float:
    """Net a year of a taxed amount below the AOW age, without a measure."""
    return 0.6425 * gross + 3_115.0


@pytest.mark.parametrize("date", HALF_YEARS)
def test_the_rule_gives_the_published_aow(date: str) -> None:
    """70% and 50% of the net minimum wage with twice the credit, made gross. In 2024 5.50 euro came with it."""
    value = parameter_set().at(date).values
    support = 5.50 if date < "2025" else 0.0
    rate = value["schijf1_tarief"] + value["premie_anw"] + value["premie_wlz"]
    wage = 12 * value["referentiemaandloon"] * 1.08
    over = max(0.0, wage - value["algemene_heffingskorting_afbouw_vanaf"])
    credit = value["algemene_heffingskorting_maximum"] - value["algemene_heffingskorting_afbouw"] * over
    net = (1 - rate - value["premie_aow"]) * wage + 2 * credit
    for share, name in ((0.7, "alleenstaand"), (0.5, "samenwonend")):
        after = 1 - rate - value["zvw_bijdrage_tarief"]
        by_rule = (share * net - value["algemene_heffingskorting_maximum_aow"]) / after / 12
        published = value[f"aow_{name}_per_maand"] + value[f"aow_vakantiegeld_{name}_per_maand"] - support
        assert by_rule == pytest.approx(published, rel=0.0011 if date >= "2025" else 0.002)


@pytest.mark.parametrize("date", HALF_YEARS)
def test_without_a_measure_every_amount_is_the_published_one(date: str) -> None:
    value = parameter_set().at(date).values
    single = value["aow_alleenstaand_per_maand"] + value["aow_vakantiegeld_alleenstaand_per_maand"]
    pair = value["aow_samenwonend_per_maand"] + value["aow_vakantiegeld_samenwonend_per_maand"]
    assert outcome(date, "aow_volledig_alleenstaand", OLD) == single
    assert outcome(date, "aow_volledig_samenwonend", OLD) == pair
    assert outcome(date, "bijstandsnorm", SINGLE) == value["bijstandsnorm_alleenstaande"]
    assert outcome(date, "bijstandsnorm", OLD) == value["bijstandsnorm_alleenstaande_aow"]
    assert outcome(date, "toeslagenwet_norm", ILL) == value["toeslagenwet_norm_alleenstaande"]
    assert outcome(date, "anw_zonder_inkomen", SURVIVOR) == pytest.approx(12.96 * value["anw_alleen_per_maand"])
    for name, parameter in (
        ("referentieloon", "referentiemaandloon"),
        ("premieloon_maximum", "maximumpremieloon"),
        ("dagloon_maximum", "maximumdagloon"),
        ("drempelinkomen_toeslagen", "drempelinkomen"),
        ("algemene_heffingskorting_start", "algemene_heffingskorting_afbouw_vanaf"),
        ("algemene_heffingskorting_daling", "algemene_heffingskorting_afbouw"),
        ("algemene_heffingskorting_daling_aow", "algemene_heffingskorting_afbouw_aow"),
        ("algemene_heffingskorting_hoogste_aow", "algemene_heffingskorting_maximum_aow"),
    ):
        assert outcome(date, name, SINGLE) == value[parameter], name


def test_a_higher_general_credit_moves_bijstand_and_aow() -> None:
    """The bijstand counts 100 euro 1.575 times, the AOW twice; the credit of people with AOW grows along."""
    ratio = (NET + 1.575 * 3_215) / (NET + 1.575 * 3_115)
    assert ratio == pytest.approx(1.006559, abs=1e-6)
    assert outcome(DATE, "bijstandsnorm", SINGLE, overlay=CREDIT_100) == pytest.approx(1_401.50 * ratio, abs=0.005)
    assert 1_401.50 * ratio == pytest.approx(1_410.69, abs=0.005)
    own_credit = 1_556 * 100 / 3_115
    for share, name, published in ((0.7, "alleenstaand", 1_744.12), (0.5, "samenwonend", 1_198.22)):
        rise = (share * 200 - own_credit) / (1 - 0.1785 - 0.0485) / 12
        assert outcome(DATE, f"aow_volledig_{name}", OLD, overlay=CREDIT_100) == pytest.approx(published + rise)
    assert (0.7 * 200 - own_credit) / 0.773 / 12 == pytest.approx(9.71, abs=0.005)
    old = outcome(DATE, "bijstandsnorm", OLD, overlay=CREDIT_100)
    assert old == pytest.approx(1_564.69 * (NET + 2 * 3_215) / (NET + 2 * 3_115), abs=0.005)


def test_gross_norms_are_made_gross_with_the_higher_credit() -> None:
    """Net rises with the bijstand, and a higher credit makes less of it taxed."""
    ratio = (NET + 1.575 * 3_215) / (NET + 1.575 * 3_115)
    for name, persons, published, parts in (
        ("toeslagenwet_norm", ILL, 75.62, 261),
        ("ioaw_grondslag", [{"leeftijd": 62, "ioaw_gerechtigd": True}], 1_776.11, 12),
    ):
        wanted = gross_of(ratio * net_of(parts * published), 3_215.0) / parts
        assert outcome(DATE, name, persons, overlay=CREDIT_100) == pytest.approx(wanted, rel=1e-7)
        assert wanted > published
    anw = gross_of(ratio * net_of(12 * 1_644.74), 3_215.0) * 1.08
    assert outcome(DATE, "anw", SURVIVOR, overlay=CREDIT_100) == pytest.approx(anw, abs=0.01)


def test_a_higher_minimum_wage_moves_all_that_follows_it() -> None:
    """10% on the hour: the credit stays 3,115, because its start (29,736) rises along with the wage."""
    ratio = (1.1 * NET + 1.575 * 3_115) / (NET + 1.575 * 3_115)
    assert outcome(DATE, "referentieloon", SINGLE, overlay=WAGE_10) == pytest.approx(2_523.84)
    assert outcome(DATE, "bijstandsnorm", SINGLE, overlay=WAGE_10) == pytest.approx(1_401.50 * ratio, abs=0.005)
    aow = 12 * 1_744.12 + 0.7 * 0.1 * NET / (1 - 0.1785 - 0.0485)
    assert outcome(DATE, "aow", OLD, overlay=WAGE_10) == pytest.approx(aow, abs=0.01)
    anw = gross_of(ratio * net_of(12 * 1_644.74)) * 1.08
    assert outcome(DATE, "anw", SURVIVOR, overlay=WAGE_10) == pytest.approx(anw, abs=0.01)
    norm = gross_of(ratio * net_of(261 * 75.62)) / 261
    assert outcome(DATE, "toeslagenwet_norm", ILL, overlay=WAGE_10) == pytest.approx(norm, rel=1e-7)
    pair = [{"leeftijd": 60, "uitkering": 1_000.0}, {"leeftijd": 62}]
    norms = outcome(DATE, "toeslagenwet_norm", pair, partners=(0, 1), overlay=WAGE_10)
    assert norms == pytest.approx(1.1 * 105.49)
    disabled = [{"leeftijd": 40, "arbeidsvermogen": False}]
    assert outcome(DATE, "wajong", disabled, overlay=WAGE_10) == pytest.approx(0.75 * 2_523.84 * 12.96, abs=0.01)
    for name, wanted in (
        ("dagloon_maximum", 1.1 * 304.25),
        ("premieloon_maximum", 1.1 * 79_409),
        ("drempelinkomen_toeslagen", 1.1 * 29_736),
        ("algemene_heffingskorting_start", 1.1 * 29_736),
    ):
        assert outcome(DATE, name, SINGLE, overlay=WAGE_10) == pytest.approx(wanted), name


def test_a_higher_rate_in_the_first_bracket_lowers_the_net_norms() -> None:
    """One point more: 297.35 euro less net on the minimum wage, 1.2% of what the bijstand follows."""
    point = {"inkomstenbelasting.schijf1_tarief": 0.0910}
    net = NET - 0.01 * GROSS
    wanted = 1_401.50 * (net + 1.575 * 3_115) / (NET + 1.575 * 3_115)
    assert outcome(DATE, "bijstandsnorm", SINGLE, overlay=point) == pytest.approx(wanted, abs=0.005)
    assert wanted < 1_401.50


def test_the_general_credit_still_ends_where_the_second_bracket_ends() -> None:
    """3,215 / (78,426 - 29,736) = 6.603%; the published 6.398% is 3,115 over the same income."""
    daling = outcome(DATE, "algemene_heffingskorting_daling", SINGLE, overlay=CREDIT_100)
    assert daling == pytest.approx(0.06398 * 3_215 / 3_115)
    assert daling == pytest.approx(3_215 / (78_426 - 29_736), abs=2e-5)
    rich = [{"leeftijd": 40, "loon": 78_420.0}]
    assert outcome(DATE, "algemene_heffingskorting", rich, overlay=CREDIT_100) == pytest.approx(0.0, abs=1.0)


@pytest.mark.parametrize(
    ("switch", "still", "moved"),
    [
        (
            "minimumloon.koppeling_uitkeringen_geldt",
            ["bijstandsnorm", "toeslagenwet_norm", "anw_zonder_inkomen"],
            ["aow"],
        ),
        ("aow.koppeling_aow_geldt", ["aow"], ["bijstandsnorm", "toeslagenwet_norm", "anw_zonder_inkomen"]),
        (
            "minimumloon.koppeling_uurloon_geldt",
            ["bijstandsnorm", "toeslagenwet_norm", "anw_zonder_inkomen", "aow", "referentieloon"],
            ["minimumloon_per_uur"],
        ),
    ],
)
def test_a_link_can_be_cut_on_purpose(switch: str, still: list[str], moved: list[str]) -> None:
    people = {"aow": OLD, "anw_zonder_inkomen": SURVIVOR, "toeslagenwet_norm": ILL}
    for names, same in ((still, True), (moved, False)):
        for name in names:
            persons = people.get(name, SINGLE)
            law, cut = (outcome(DATE, name, persons, overlay=o) for o in ({}, {**WAGE_10, switch: False}))
            assert (law == cut) is same, name


def test_without_its_link_the_general_credit_keeps_percentage_and_aow_amount() -> None:
    cut = {**CREDIT_100, "inkomstenbelasting.koppeling_heffingskorting_geldt": False}
    assert outcome(DATE, "algemene_heffingskorting_daling", SINGLE, overlay=cut) == 0.06398
    assert outcome(DATE, "algemene_heffingskorting_hoogste_aow", SINGLE, overlay=cut) == 1_556.0


def test_what_a_measure_sets_itself_is_taken_as_it_is_set() -> None:
    both = {**WAGE_10, "minimumloon.referentiemaandloon": 2_400.0, "toeslagen.drempelinkomen": 28_000.0}
    assert outcome(DATE, "referentieloon", SINGLE, overlay=both) == 2_400.0
    assert outcome(DATE, "drempelinkomen_toeslagen", SINGLE, overlay=both) == 28_000.0
    more = {"aow.aow_alleenstaand_per_maand": 1_737.57}
    assert outcome(DATE, "aow_volledig_alleenstaand", OLD, overlay=more) == pytest.approx(1_844.12)


def test_a_lawful_copy_cannot_be_moved() -> None:
    paths = parameter_set().paths
    assert "minimumloon.referentiemaandloon" in paths
    assert not any(path.endswith("_wet") for path in paths)
    assert parameter_set().at(DATE, WAGE_10).values["minimumuurloon_wet"] == 14.71


def test_the_link_holds_in_projected_years_and_leaves_the_baseline_alone() -> None:
    date = "2030-01-01"
    value = parameter_set().at(date).values
    factor = value["minimumuurloon"] * 1.1
    found = evaluated(date, OLD, ["aow_volledig_alleenstaand"], overlay={"minimumloon.minimumuurloon": factor})
    before = value["aow_alleenstaand_per_maand"] + value["aow_vakantiegeld_alleenstaand_per_maand"]
    assert outcome(date, "aow_volledig_alleenstaand", OLD) == before
    rate = value["schijf1_tarief"] + value["premie_aow"] + value["premie_anw"] + value["premie_wlz"]
    net = (1 - rate) * 12 * value["referentiemaandloon"] * 1.08
    assert found["aow_volledig_alleenstaand"][0] > before + 0.9 * 0.7 * 0.1 * net / 0.773 / 12
