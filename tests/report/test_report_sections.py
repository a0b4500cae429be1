"""What the report says of the run itself: counts that add up, words of number and direction, tables of figures."""

import re

import pytest
import report_house as house

from bouwstenen.core.numbers import NBSP
from bouwstenen.effects.row import Row
from bouwstenen.report.sections.claims import claims
from bouwstenen.report.sections.counts import (
    Counts,
    Measure,
    count_measures,
    counts_sentence,
    listed,
    measures_of,
    no_effect_sentence,
    waiting_sentence,
    waiting_words,
)
from bouwstenen.report.sections.coverage import coverage
from bouwstenen.report.sections.evidence import checks, receipt_section, sources
from bouwstenen.report.sections.opening import alarms, band_words, cost_facts, known, opening
from bouwstenen.views import Section, Table, load_words

WORDS = load_words({"cost.written": "het kader", "claim.toy.pupils": "leerlingen"})


def counts(computed: int = 0, external: int = 0, no_effect: int = 0, not_computed: int = 0, waiting: int = 0) -> Counts:
    whole = computed + external + no_effect + not_computed
    return Counts(whole, computed, external, no_effect, not_computed, {}, {"youth": waiting} if waiting else {})


def tables_of(section: Section | None) -> dict[str, Table]:
    assert section is not None
    return {table.caption: table for part in section.parts for table in (*part.tables, *part.folded)}


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (counts(), "Dit pakket heeft geen maatregelen."),
        (counts(computed=1), "De enige maatregel van dit pakket zit in deze cijfers."),
        (counts(external=1), "De enige maatregel van dit pakket heeft alleen een cijfer van een ander."),
        (counts(no_effect=1), "De enige maatregel van dit pakket verandert geen enkele uitkomst."),
        (counts(not_computed=1), "De enige maatregel van dit pakket is niet berekend."),
        (counts(computed=2), "Van de 2 maatregelen zitten er 2 in deze cijfers."),
        (
            counts(computed=53, external=1, not_computed=216),
            (
                "Van de 270 maatregelen zitten er 53 in deze cijfers, is er van 1 alleen een cijfer van een ander "
                "en zijn er 216 niet berekend."
            ),
        ),
        (
            counts(computed=1, no_effect=2, not_computed=1),
            (
                "Van de 4 maatregelen zit er 1 in deze cijfers, veranderen er 2 geen enkele uitkomst "
                "en is er 1 niet berekend."
            ),
        ),
        (
            counts(computed=1200, no_effect=1),
            "Van de 1.201 maatregelen zitten er 1.200 in deze cijfers en verandert er 1 geen enkele uitkomst.",
        ),
    ],
)
def test_the_sentence_of_counts_has_the_right_words_for_each_number(found: Counts, said: str) -> None:
    assert counts_sentence(found) == said


@pytest.mark.parametrize("found", [counts(3, 2, 4, 5), counts(10, 0, 1, 2), counts(0, 7, 0, 2), counts(2, 0, 2, 0)])
def test_the_numbers_of_the_sentence_add_up(found: Counts) -> None:
    whole, *parts = (int(n) for n in re.findall(r"\d+", counts_sentence(found)))
    assert whole == sum(parts) == found.measures


@pytest.mark.parametrize(
    ("waiting", "said"),
    [
        (0, ""),
        (1, "Daarvan wacht er 1 op een model dat er nog niet is."),
        (2, "Daarvan wachten er 2 op een model dat er nog niet is."),
    ],
)
def test_how_many_wait_for_a_model(waiting: int, said: str) -> None:
    assert waiting_sentence(counts(not_computed=3, waiting=waiting)) == said


def idle(number: int) -> list[Measure]:
    return [Measure(f"M{n}", "", "E1", "no_effect", "", "", "") for n in range(number)]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, ""),
        (1, "M0 staat als berekend in het pakket, maar verandert geen enkele uitkomst."),
        (2, "M0 en M1 staan als berekend in het pakket, maar veranderen geen enkele uitkomst."),
        (5, "M0, M1, M2 en nog 2 staan als berekend in het pakket, maar veranderen geen enkele uitkomst."),
    ],
)
def test_measures_without_effect_are_named(number: int, said: str) -> None:
    assert no_effect_sentence(idle(number)) == said


@pytest.mark.parametrize(
    ("parts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_lists_in_words(parts: list[str], said: str) -> None:
    assert listed(parts) == said


def test_counts_follow_the_outcome_of_the_run_and_not_the_word_of_the_file() -> None:
    found = count_measures(measures_of(house.view()))
    assert (found.measures, found.computed, found.external, found.no_effect, found.not_computed) == (5, 1, 1, 1, 2)
    assert found.by_status == {"planned": 1, "process": 1}
    assert found.waiting == {"youth": 1}
    assert found.waiting_for("who") == {"youth": 1}
    assert found.waiting_for("fit") == {}


def test_blocks_left_out_do_not_count_and_are_named() -> None:
    view = house.view(options={"reading": "central", "without": "E12 E3"})
    assert [m.id for m in measures_of(view)] == ["M-01", "M-02"]
    said = " ".join(known(view, measures_of(view), WORDS))
    assert "Weggelaten: blok E12 (Eilandblok 12) en blok E3 (Eilandblok 3)." in said
    assert "Van de 2 maatregelen zit er 1 in deze cijfers en verandert er 1 geen enkele uitkomst." in said
    assert "Weggelaten" not in " ".join(known(house.view(), measures_of(house.view()), WORDS))


@pytest.mark.parametrize(
    ("reading", "said"), [("narrow", "krappe lezing"), ("wide", "ruime lezing"), ("central", None)]
)
def test_another_reading_than_the_middle_one_is_said_at_once(reading: str, said: str | None) -> None:
    view = house.view(options={"reading": reading, "without": ""})
    words = " ".join(known(view, measures_of(view), WORDS))
    assert ("Vage tekst is gelezen" in words) == (said is not None)
    assert said is None or said in words


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1 maatregel wacht op het model voor jeugd (kinderen, jeugdhulp en schoolgebouwen)."),
        (3, "3 maatregelen wachten op het model voor jeugd (kinderen, jeugdhulp en schoolgebouwen)."),
    ],
)
def test_who_waits_for_which_model(number: int, said: str) -> None:
    assert waiting_words(counts(not_computed=9, waiting=number), "who", WORDS) == (said,)
    assert waiting_words(counts(not_computed=9, waiting=number), "fit", WORDS) == ()


@pytest.mark.parametrize(
    ("question", "models"),
    [
        ("who", {"households", "law", "demography", "asylum", "care", "youth"}),
        ("fit", {"public_finance", "economy", "space", "resilience"}),
        ("cost", set()),
    ],
)
def test_a_model_to_come_answers_one_question(question: str, models: set[str]) -> None:
    every = {"households", "law", "demography", "asylum", "care", "youth", "public_finance", "economy", "space"}
    found = Counts(10, 0, 0, 0, 10, {}, dict.fromkeys(every | {"resilience"}, 1))
    assert set(found.waiting_for(question)) == models


def test_the_opening_answers_each_question_from_its_sections() -> None:
    who_too = house.who_section(key="town", message="Er komen mensen bij.")
    found = opening(house.view(), [house.who_section(), who_too, house.money_section()], WORDS)
    assert found.title == "Een eiland vooruit"
    assert found.summary == (
        "Het pakket kost 1,2 mld euro per jaar.",
        "De helft merkt er iets van.",
        "Dat is nog niet berekend.",
    )
    cost, who, fit = found.cards
    assert who.limits == ("Er komen mensen bij.",)
    assert cost.missing[0] == "Gas is niet berekend."
    assert "1 maatregel wacht op het model voor jeugd (kinderen, jeugdhulp en schoolgebouwen)." in who.missing
    assert fit.missing == ()
    assert found.chart is not None
    assert found.chart.key == "balance"


def test_measures_without_effect_are_said_in_opening_and_coverage() -> None:
    view = house.view()
    said = "M-02 Pont staat als berekend in het pakket, maar verandert geen enkele uitkomst."
    assert said in opening(view, [], WORDS).known
    section = coverage(view, WORDS)
    assert said in section.message
    table = tables_of(section)["Maatregelen die als berekend in het pakket staan, maar geen enkele uitkomst veranderen"]
    assert [row.cells for row in table.rows] == [
        ("M-02 Pont", "geen hefboom ervan verandert een uitkomst van een model")
    ]


def test_no_words_on_effects_that_are_there() -> None:
    tables = house.tables(**{"run.measures": house.outcomes(house.STATUSES | {"M-02": "computed"})})
    view = house.view(tables=tables)
    assert "geen enkele uitkomst" not in coverage(view, WORDS).model_dump_json()
    assert "geen enkele uitkomst" not in " ".join(opening(view, [], WORDS).known)


def cost_row(**more: object) -> Row:
    plain = {"indicator": "public_finance.cost_written", "unit": "bn_eur", "year": 2031, "price_level": 2025}
    return Row(**{**plain, "difference": 14.4, **more})  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("row", "figure", "meaning"),
    [
        (cost_row(), "14,4 mld euro", "het kader, in 2031 (prijzen van 2025)"),
        (cost_row(difference=-0.5), "−0,5 mld euro", "het kader, in 2031 (prijzen van 2025)"),
        (cost_row(price_level=None), "14,4 mld euro", "het kader, in 2031 (lopende prijzen)"),
        (cost_row(low=14.0, high=15.0), "14,4 mld euro", "het kader, in 2031 (prijzen van 2025), band 14,0 tot 15,0"),
        (cost_row(difference=None, low=2.0, high=9.0), "2,0 tot 9,0 mld euro", "het kader, in 2031 (prijzen van 2025)"),
        (cost_row(difference=None), "niet berekend", "het kader, in 2031 (prijzen van 2025)"),
    ],
)
def test_the_cost_of_everything_in_one_price_level(row: Row, figure: str, meaning: str) -> None:
    fact, *_ = cost_facts(house.view(rows=house.rows(row)), WORDS)
    assert (fact.figure.replace(NBSP, " "), fact.meaning) == (figure, meaning)


def test_the_three_costs_stand_in_order_and_are_of_the_headline_year_and_the_whole_package() -> None:
    rows = house.rows(
        cost_row(indicator="public_finance.cost_if_carried_out", difference=16.0),
        cost_row(indicator="public_finance.cost_promised", difference=0.6),
        cost_row(),
        cost_row(year=2030, difference=1.0),
        cost_row(block="E1", difference=2.0),
        cost_row(dimension="timing", group="one_off", difference=3.0),
        cost_row(payer="state", difference=4.0),
    )
    figures = [fact.figure.replace(NBSP, " ") for fact in cost_facts(house.view(rows=rows), WORDS)]
    assert figures == ["14,4 mld euro", "0,6 mld euro", "16,0 mld euro"]


def test_money_that_is_not_there_is_no_zero() -> None:
    promised = cost_facts(house.view(rows=house.rows(cost_row())), WORDS)[1]
    assert (promised.figure, promised.meaning) == ("geen bedrag", "beloofd buiten die regels")
    (none,) = cost_facts(house.view(), WORDS)
    assert none.figure == "niet berekend"
    other = Row(indicator="public_finance.debt", unit="bn_eur", year=2031, baseline=1.0, package=1.0)
    (none,) = cost_facts(house.view(rows=house.rows(other, model="public_finance")), WORDS)
    assert none.figure == "geen bedrag"


@pytest.mark.parametrize(
    ("value", "low", "high", "said"),
    [
        (-1.1, -9.0, -0.3, ", band −9,0 tot −0,3; dat is een bredere band dan het getal zelf"),
        (10.0, 9.0, 11.0, ", band 9,0 tot 11,0"),
        (10.0, None, 11.0, ""),
        (10.0, 10.0, 10.0, ""),
    ],
)
def test_a_band_wider_than_its_figure_is_said(value: float, low: float | None, high: float | None, said: str) -> None:
    assert band_words(value, low, high) == said


@pytest.mark.parametrize(
    ("failed", "said"),
    [
        ([], ()),
        (["a"], ("Let op: een controle klopt niet. Gebruik deze cijfers niet. Het gaat om: a.",)),
        (["a", "b"], ("Let op: 2 controles kloppen niet. Gebruik deze cijfers niet. Het gaat om: a; b.",)),
    ],
)
def test_a_sum_that_does_not_hold_stands_first(failed: list[str], said: tuple[str, ...]) -> None:
    rows = [house.check(), house.check(kind="benchmark", met=None), *(house.check(name=n, met=False) for n in failed)]
    assert alarms(house.view(tables={"run.checks": house.table(rows)})) == said


def test_coverage_counts_blocks_of_this_package_in_its_order() -> None:
    section = coverage(house.view(), WORDS)
    (chart,) = section.parts[0].charts
    first, *_, total = chart.table.rows
    heads = [column.label for column in chart.table.columns]
    assert heads == [
        "blok",
        "berekend",
        "cijfer van anderen",
        "berekend zonder uitkomst",
        "wacht op een model",
        "werkwijze",
        "totaal",
    ]
    assert first.cells == ("E1. Eilandblok 1", "1", "", "", "", "", "1")
    assert total.cells == ("totaal", "1", "1", "1", "1", "1", "5")
    assert "E1. Eilandblok 1: 1 van 1 berekend" in chart.description
    assert "E2. Eilandblok 2: 0 van 1 berekend" in chart.description


def test_every_measure_that_was_not_computed_stands_there_with_its_reason() -> None:
    tables = tables_of(coverage(house.view(), WORDS))
    assert [row.cells for row in tables["E12. Eilandblok 12 (2)"].rows] == [
        ("M-03 Scholen", "wacht op een model: jeugd", "Het model voor scholen is er nog niet."),
        ("M-04 Overleg", "werkwijze", "Gaat over overleg."),
    ]
    assert "E1. Eilandblok 1 (1)" not in tables


def test_places_count_once_and_mixed_ones_apart() -> None:
    table = tables_of(coverage(house.view(), WORDS))["Plaatsen in de tekst per blok en uitkomst"]
    assert [column.label for column in table.columns] == [
        "blok",
        "berekend",
        "achtergrond",
        "verschilt per maatregel",
        "totaal",
    ]
    assert [row.cells for row in table.rows] == [
        ("E1. Eilandblok 1", "1", "", "1", "2"),
        ("Het eilandplan", "", "1", "", "1"),
        ("totaal", "1", "1", "1", "3"),
    ]


def test_remarks_stand_there_without_those_said_already() -> None:
    table = tables_of(coverage(house.view(), WORDS))["Opmerkingen bij maatregelen"]
    assert [row.cells for row in table.rows] == [("M-01", "Het bedrag is afgerond.")]


def test_a_package_without_anything_has_a_coverage_too() -> None:
    section = coverage(house.view(package=house.package(measures=[]), tables={}), WORDS)
    assert section.message == "Dit pakket heeft geen maatregelen."
    assert "Er zijn geen maatregelen zonder berekening." in section.parts[-1].words


def test_claims_stand_beside_what_was_computed() -> None:
    section = claims(house.view(), WORDS)
    assert section is not None
    assert section.message == "Het pakket noemt 2 cijfers. Daarvan is er 1 nagerekend en is er 1 nog niet."
    tables = tables_of(section)
    (row,) = tables["Cijfers van het pakket, met de berekende waarde ernaast"].rows
    assert row.cells == (
        "M-01 Dijken",
        "regel 40",
        "2031",
        "1,5",
        "2,3",
        "+0,8",
        "mld euro",
        "Andere prijzen.",
    )
    assert row.values[3:6] == (1.5, 2.25, 0.75)
    (row,) = tables["Cijfers van het pakket die nog niet zijn nagerekend (1)"].rows
    assert row.cells == ("M-03 Scholen", "leerlingen", "", "12.000", "mensen", "Nog niet berekend.")


@pytest.mark.parametrize(
    ("computed", "said"),
    [
        ([1.0], "Het pakket noemt 1 cijfer. Dat is nagerekend."),
        ([None], "Het pakket noemt 1 cijfer. Dat is nog niet nagerekend."),
        ([1.0, 1.0], "Het pakket noemt 2 cijfers. Die zijn allemaal nagerekend."),
        ([None, None], "Het pakket noemt 2 cijfers. Die zijn nog niet nagerekend."),
        ([1.0, 1.0, None], "Het pakket noemt 3 cijfers. Daarvan zijn er 2 nagerekend en is er 1 nog niet."),
        ([1.0, None, None], "Het pakket noemt 3 cijfers. Daarvan is er 1 nagerekend en zijn er 2 nog niet."),
    ],
)
def test_how_many_claims_were_computed(computed: list[float | None], said: str) -> None:
    plain = {
        "measure": "M-01",
        "indicator": "x",
        "line": None,
        "year": None,
        "unit": "bn_eur",
        "claimed": 1.0,
        "explanation": "",
    }
    section = claims(
        house.view(tables={"run.claims": house.table([{**plain, "computed": c} for c in computed])}), WORDS
    )
    assert section is not None
    assert section.message == said


def test_no_section_on_what_is_not_there() -> None:
    view = house.view(tables={})
    assert claims(view, WORDS) is checks(view, WORDS) is sources(view, WORDS) is None


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (1, 0, "1 som is gecontroleerd en klopt."),
        (9, 0, "9 sommen zijn gecontroleerd en kloppen allemaal."),
        (8, 1, "Van de 9 gecontroleerde sommen kloppen er 8 wel en klopt er 1 niet."),
        (1, 2, "Van de 3 gecontroleerde sommen klopt er 1 wel en kloppen er 2 niet."),
        (0, 1, "Van de 1 gecontroleerde sommen kloppen er 0 wel en klopt er 1 niet."),
    ],
)
def test_how_many_sums_hold(right: int, wrong: int, said: str) -> None:
    rows = [*(house.check() for _ in range(right)), *(house.check(met=False, gap=0.5) for _ in range(wrong))]
    section = checks(house.view(tables={"run.checks": house.table(rows)}), WORDS)
    assert section is not None
    assert section.message == said
    table = tables_of(section)["Sommen die in elke doorrekening moeten kloppen"]
    assert [row.cells[1] for row in table.rows] == ["klopt"] * right + ["klopt niet"] * wrong


def test_official_figures_stand_beside_ours_with_the_gap_in_its_direction() -> None:
    (row,) = tables_of(checks(house.view(), WORDS))["Basispad naast officiële ramingen"].rows
    assert row.cells == ("saldo in 2027", "−2,3", "−2,1", "−0,2", "% bbp", "CPB, MEV", "nog niet uitgezocht")
    assert row.doubtful


def test_sources_mark_what_is_doubtful_and_number_publications() -> None:
    section = sources(house.view(), WORDS)
    assert section is not None
    assert section.message.endswith("Van de 3 cijfers heeft er 1 het merk twijfel (C, D of E).")
    tables = tables_of(section)
    figures = tables["Alle cijfers van jaargang 2025_10"].rows
    assert [(row.cells[1], row.cells[5], row.doubtful) for row in figures] == [
        ("1.234,5", "1", False),
        ("1.234,5", "2", True),
        ("reeks", "1", False),
    ]
    assert figures[0].cells[2] == "mld euro, prijzen van 2025"
    assert [row.cells for row in tables["Publicaties"].rows] == [("1", "CBS, Tabel 1"), ("2", "Nieuwsblad")]


def test_the_receipt_names_everything_that_went_in() -> None:
    tables = tables_of(receipt_section(house.view(), house.RECEIPT, WORDS))
    about = dict(row.cells for row in tables["Over deze doorrekening"].rows)
    assert about["pakket"] == "eiland"
    assert about["nummer van deze doorrekening"] == house.RECEIPT.run_id
    options = dict(row.cells for row in tables["Keuzes van deze doorrekening"].rows)
    assert (options["toy.days"], options["toy.indexed"], options["eigen cijfers"]) == ("7", "ja", "geen")
    assert options["lezing van vage tekst"] == "midden"
    files = dict(row.cells for row in tables["Waarvan deze doorrekening is gemaakt"].rows)
    assert files["code en meegeleverde gegevens"] == "c" * 64
    assert files["maatregelen als invoer van de modellen"] == "d" * 64
    assert files["pakket: package.yaml"] == "a" * 64
    assert files["cijfers: figures.yaml"] == "b" * 64


def test_nothing_of_the_first_document_is_in_the_words_of_another() -> None:
    from bouwstenen.report import render

    page = render(house.made())
    for word in (
        "Bestaanszekerheid",
        "Weerbaarheid",
        "Bouwsteen",
        "VNG",
        "2045",
        "regel 16",
        "regel 14",
        "B3",
        "het document",
    ):
        assert word not in page
