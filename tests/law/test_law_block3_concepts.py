"""One concept of income, partner and wealth in every scheme, and what each scheme does today."""

import pytest
from benefit_helpers import evaluated, income, outcome

DATE = "2026-01-01"
INCOME = {"begrippen.inkomensbegrip_geharmoniseerd": True}
PARTNER = {"begrippen.partnerbegrip_geharmoniseerd": True}
WEALTH = {"begrippen.vermogensbegrip_geharmoniseerd": True}
RESIDENT = {"leeftijd": 30, "medebewoner": True}
SHARING = {"leeftijd": 30, "gezamenlijke_huishouding": True}

WITHOUT_INCOME = [
    ([{"leeftijd": 30}], {}),
    ([{"leeftijd": 19}], {}),
    ([{"leeftijd": 75, "aow_opbouw": 0.0}], {}),
    ([{"leeftijd": 30}, {"leeftijd": 30}], {"partners": (0, 1)}),
    ([{"leeftijd": 70, "aow_opbouw": 0.0}, {"leeftijd": 50}], {"partners": (0, 1)}),
    ([{"leeftijd": 30}, {"leeftijd": 24, "student": True}], {"partners": (0, 1)}),
    ([{"leeftijd": 30}, RESIDENT, RESIDENT], {}),
    ([SHARING, RESIDENT, {"leeftijd": 3, "kind": True}], {}),
]


@pytest.mark.parametrize(("persons", "options"), WITHOUT_INCOME)
@pytest.mark.parametrize("date", ["2024-01-01", DATE, "2032-01-01"])
def test_without_income_the_gross_test_gives_the_net_bijstand_of_today(
    date: str, persons: list[dict], options: dict
) -> None:
    names = ["bijstand", "bijstand_bruto"]
    today, one = (evaluated(date, persons, names, overlay=o, **options) for o in ({}, INCOME))
    assert today["bijstand"][0] > 0.0
    assert one["bijstand"][0] == today["bijstand"][0]
    assert list(one["bijstand_bruto"]) == pytest.approx(list(today["bijstand_bruto"]), abs=1.0)


def test_the_gross_norm_is_the_taxable_income_that_the_ministry_publishes() -> None:
    single = outcome(DATE, "bijstandsnorm_toets", [{"leeftijd": 30}], overlay=INCOME)
    pair = outcome(DATE, "bijstandsnorm_toets", [{"leeftijd": 30}] * 2, partners=(0, 1), overlay=INCOME)
    assert single == pytest.approx(21_327, abs=1.0), "Normenbrief SZW 1 januari 2026, onderdeel VII"
    assert pair / 2 == pytest.approx(13_848, abs=1.0), "Normenbrief SZW 1 januari 2026, onderdeel VII"


def test_gross_wage_and_gross_bijstand_add_up_to_the_gross_norm() -> None:
    result = evaluated(DATE, [{"leeftijd": 24, "loon": 10_000.0}], ["bijstand_bruto", "netto_inkomen"], overlay=INCOME)
    assert result["bijstand_bruto"][0] == 11_327.0, "(16.818 - 3.115) / 0,6425 - 10.000, naar beneden"
    # belasting over 21.327 min 3.115 en min 8,324% van 10.000 arbeidskorting
    assert result["netto_inkomen"][0] == pytest.approx(21_327 - (0.3575 * 21_327 - 3_115 - 832.40), abs=0.5)
    older = evaluated(DATE, [{"leeftijd": 30, "loon": 10_000.0}], ["bijstand_bruto"], overlay=INCOME)
    assert older["bijstand_bruto"][0] == 13_827.0, "een kwart van het loon telt niet mee"


def test_a_part_of_an_aow_is_topped_up_to_the_same_amount() -> None:
    person = [{"leeftijd": 75, "aow_opbouw": 0.5}]
    today, one = (outcome(DATE, "bijstand", person, overlay=o) for o in ({}, INCOME))
    assert today > 5_000.0
    assert one == pytest.approx(today, abs=0.02)


def test_deductions_and_box_3_no_longer_count_in_toeslagen() -> None:
    owner = {"leeftijd": 40, "loon": 40_000.0, "hypotheekrente": 9_000.0, "spaargeld": 100_000.0}
    child = {"leeftijd": 5, "kind": True}
    for name in ("zorgtoeslag", "kindgebonden_budget", "huurtoeslag"):
        rented = {"woning_soort": 1, "kale_huur_per_maand": 700.0} if name == "huurtoeslag" else {}
        own = {**owner, "spaargeld": 0.0} if rented else owner
        one = outcome(DATE, name, [own, child], overlay=INCOME, **rented)
        assert one == outcome(DATE, name, [{**own, "given": income(40_000)}, child], **rented)
        assert one < outcome(DATE, name, [own, child], **rented)


def test_taxes_and_student_grants_keep_their_own_income() -> None:
    persons = [{"leeftijd": 50, "loon": 60_000.0, "hypotheekrente": 9_000.0},
               {"leeftijd": 19, "kind": True, "student": True, "onderwijs": 2}]  # fmt: skip
    names = ["toetsingsinkomen", "inkomensheffing", "netto_inkomen", "studiefinanciering", "kinderbijslag"]
    today, one = (evaluated(DATE, persons, names, overlay=o) for o in ({}, INCOME))
    assert [list(today[name]) for name in names] == [list(one[name]) for name in names]


def test_the_toeslagenwet_no_longer_sets_a_loss_against_wages() -> None:
    plain = {"leeftijd": 40, "uitkering": 5_000.0, "loon": 10_000.0}
    assert outcome(DATE, "toeslagenwet", [plain], overlay=INCOME) == outcome(DATE, "toeslagenwet", [plain]) > 0.0
    loss = [{**plain, "winst": -4_000.0}]
    assert outcome(DATE, "toeslagenwet", loss) > outcome(DATE, "toeslagenwet", [plain])
    assert outcome(DATE, "toeslagenwet", loss, overlay=INCOME) == outcome(DATE, "toeslagenwet", [plain])


def test_a_joint_household_counts_as_a_couple_in_bijstand_today() -> None:
    pair = [SHARING, RESIDENT]
    assert outcome(DATE, "bijstandsnorm", pair) == 2_002.13
    assert outcome(DATE, "bijstand", pair) == pytest.approx(6 * 2_002.13), "elk gezin krijgt de helft"
    assert outcome(DATE, "bijstand", [SHARING, {**RESIDENT, "loon": 40_000.0}]) == 0.0
    assert outcome(DATE, "bijstand", [SHARING, {**RESIDENT, "spaargeld": 16_001.0}]) == 0.0
    assert outcome(DATE, "bijstand", [SHARING, {**RESIDENT, "spaargeld": 16_000.0}]) > 0.0
    old = [{**SHARING, "leeftijd": 70, "aow_opbouw": 0.0}, RESIDENT]
    assert outcome(DATE, "aio_gezin", old) == pytest.approx(6 * 2_144.16)
    student = [SHARING, {**RESIDENT, "student": True}]
    assert outcome(DATE, "bijstand", student) == pytest.approx(6 * 2_002.13)
    silent = [SHARING, {**RESIDENT, "vraagt_bijstand_aan": False}]
    assert outcome(DATE, "bijstand", silent) == 0.0


def test_the_awir_knows_no_joint_household() -> None:
    rich = [SHARING, {**RESIDENT, "loon": 40_000.0, "spaargeld": 50_000.0}]
    assert outcome(DATE, "bijstand_per_maand", rich, overlay=PARTNER) == pytest.approx(1_001.07), "kostendeler"
    young = [SHARING, {**RESIDENT, "leeftijd": 24, "loon": 40_000.0}]
    assert outcome(DATE, "bijstand_per_maand", young, overlay=PARTNER) == pytest.approx(1_401.50)
    married = [{"leeftijd": 30}, {"leeftijd": 30, "loon": 40_000.0}]
    assert outcome(DATE, "bijstand", married, partners=(0, 1), overlay=PARTNER) == 0.0


def test_a_joint_household_in_the_toeslagenwet_and_ioaw() -> None:
    person = {**SHARING, "leeftijd": 60, "uitkering": 5_000.0}
    old = {**RESIDENT, "leeftijd": 60}
    assert outcome(DATE, "toeslagenwet", [person, old]) == pytest.approx(105.49 * 281.88 - 5_000, abs=0.01)
    assert outcome(DATE, "toeslagenwet", [person, {**old, "loon": 60_000.0}]) == 0.0
    assert outcome(DATE, "toeslagenwet", [person, RESIDENT]) == 0.0, "partner van na 1971 zonder jong kind"
    both = [person, {**old, "uitkering": 5_000.0}]
    assert outcome(DATE, "toeslagenwet", both) == pytest.approx((105.49 * 281.88 - 10_000) / 2, abs=0.01)
    alone = outcome(DATE, "toeslagenwet", [person, {**old, "loon": 60_000.0}], overlay=PARTNER)
    assert alone == pytest.approx(49.03 * 281.88 - 5_000, abs=0.01)
    unemployed = {**SHARING, "leeftijd": 62, "ioaw_gerechtigd": True}
    assert outcome(DATE, "ioaw_gezin", [unemployed, RESIDENT]) == pytest.approx(6 * 2_303.12)
    assert outcome(DATE, "ioaw_gezin", [unemployed, {**RESIDENT, "loon": 60_000.0}]) == 0.0


@pytest.mark.parametrize(
    ("persons", "couple"),
    [
        ([{"gezamenlijke_huishouding": True}, {"medebewoner": True}], [True, True]),
        ([{}, {"medebewoner": True, "gezamenlijke_huishouding": True}], [True, True]),
        ([{"gezamenlijke_huishouding": True}, {"medebewoner": True, "commerciele_huurder": True}], [False, False]),
        ([{"gezamenlijke_huishouding": True}, {"medebewoner": True}, {"medebewoner": True}], [False] * 3),
        ([{"gezamenlijke_huishouding": True}], [True]),
        ([{}, {"medebewoner": True}], [False, False]),
    ],
)
def test_a_joint_household_lowers_the_aow_of_both(persons: list[dict], couple: list[bool]) -> None:
    """12 x (1.122,12 + 76,10) together and 12 x (1.637,57 + 106,55) alone (SVB, January 2026)."""
    found = evaluated(DATE, [{"leeftijd": 70, **person} for person in persons], ["aow"])["aow"]
    assert list(found) == pytest.approx([14_378.64 if both else 20_929.44 for both in couple], abs=0.01)


def test_a_parent_and_a_child_are_no_couple_in_the_aow() -> None:
    persons = [{"leeftijd": 70, "gezamenlijke_huishouding": True}, {"leeftijd": 40, "kind": True}]
    assert outcome(DATE, "aow", persons) == pytest.approx(20_929.44, abs=0.01)


def test_a_joint_household_ends_the_anw_unless_one_concept_of_partner_holds() -> None:
    alone = [{"leeftijd": 50, "nabestaande": True}, {"leeftijd": 50, "medebewoner": True}]
    shared = [{**alone[0], "gezamenlijke_huishouding": True}, alone[1]]
    assert outcome(DATE, "anw", alone) > 0.0
    assert outcome(DATE, "anw", shared) == 0.0
    assert outcome(DATE, "anw", shared, overlay=PARTNER) == outcome(DATE, "anw", alone)


def test_who_cannot_share_a_household_is_no_partner() -> None:
    earning = {**RESIDENT, "loon": 40_000.0}
    child = {"leeftijd": 30, "kind": True, "loon": 40_000.0, "gezamenlijke_huishouding": True}
    tenant = {**earning, "commerciele_huurder": True}
    for persons in ([SHARING, child], [SHARING, tenant], [SHARING, earning, earning], [SHARING, SHARING, SHARING]):
        assert outcome(DATE, "bijstand", persons) > 0.0
    named = [SHARING, {**earning, "gezamenlijke_huishouding": True}, RESIDENT]
    assert outcome(DATE, "bijstand", named) == 0.0


def test_the_partner_concept_leaves_aow_and_toeslagen_alone() -> None:
    pair = [{**SHARING, "leeftijd": 70}, {**RESIDENT, "leeftijd": 70, "gezamenlijke_huishouding": True}]
    names = ["aow", "zorgtoeslag_tp", "inkomensheffing"]
    today, one = (evaluated(DATE, pair, names, overlay=o) for o in ({}, PARTNER))
    assert [list(today[name]) for name in names] == [list(one[name]) for name in names]


def test_wealth_of_box_3_counts_in_bijstand_with_its_own_limit() -> None:
    small_debt = [{"leeftijd": 30, "spaargeld": 10_500.0, "schulden": 3_000.0}]
    assert outcome(DATE, "bijstand", small_debt) > 0.0
    assert outcome(DATE, "bijstand", small_debt, overlay=WEALTH) == 0.0
    green = [{"leeftijd": 30, "spaargeld": 8_000.0, "groene_beleggingen": 20_000.0}]
    assert outcome(DATE, "bijstand", green) == 0.0
    assert outcome(DATE, "bijstand", green, overlay=WEALTH) > 0.0
    names = ["zorgtoeslag", "netto_inkomen", "toetsingsinkomen"]
    rich = [{"leeftijd": 30, "loon": 20_000.0, "spaargeld": 140_000.0, "schulden": 3_000.0}]
    today, one = (evaluated(DATE, rich, names, overlay=o) for o in ({}, WEALTH))
    assert [list(today[name]) for name in names] == [list(one[name]) for name in names]
