"""What the sections say: their figures are those of the run, and nothing that is missing is kept quiet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from report_samples import DIFFERENCE, Element, booking, effect_rows

from bouwstenen.agreement.loader import load_package
from bouwstenen.checks.check import Check
from bouwstenen.doorrekening import RunOptions, run
from bouwstenen.effects.table import EffectRow, effects_table
from bouwstenen.models.public_finance import Options
from bouwstenen.report import render

Make = Any
Read = Any
TableOf = Any
NOT_COMPUTED = {"planned", "open_norm", "process", "not_computable"}


@pytest.fixture
def page(make_run: Make, read: Read) -> Element:
    return read(render(make_run()))


def dutch(value: float, *, plus: bool = False) -> str:
    """One decimal, or two below 0.1, by another way than the report's own."""
    digits = 2 if 0 < abs(value) < 0.1 else 1
    text = f"{value:+,.{digits}f}" if plus else f"{value:,.{digits}f}"
    return text.replace(",", "_").replace(".", ",").replace("_", ".").replace("-", "−")


def row_of(table: Element, head: str) -> list[str]:
    (found,) = [row for row in table.rows() if row[0].startswith(head)]
    return found


def card(page: Element, name: str) -> Element:
    (found,) = page.all("article", id=name)
    return found


def facts_of(page: Element, name: str) -> dict[str, str]:
    """Headline figures of a card by their meaning."""
    lists = card(page, name).all("dl", kind="facts")
    return {e.all("dd")[0].text: e.all("dt")[0].text for e in lists[0].all("div")} if lists else {}


def test_framework_books_each_part_in_both_ledgers(page: Element, table_of: TableOf) -> None:
    table = table_of(page, "De regels van het financiële kader")
    heads = [th.text for th in table.all("thead")[0].all("tr")[1].all("th")]
    assert heads[1:5] == [
        "in saldo, per jaar",
        "alleen in schuld, eenmalig",
        "in saldo, per jaar",
        "in saldo, eenmalig",
    ]
    assert row_of(table, "11. ")[1:6] == ["1,25", "", "1,25", "", ""]
    assert row_of(table, "5. ")[1:6] == ["", "5,2", "", "5,2", ""]
    assert row_of(table, "10. ")[1:7] == ["", "20,0", "", "", "20,0", "F.4 lening"]
    assert row_of(table, "14. ")[1] == "PM"
    assert "buiten de tabel" in row_of(table, "Titel E-1")[0]
    assert row_of(table, "11. ")[-1] == "De overheid investeert zelf."


def test_framework_totals_are_the_sums_with_and_without_pm(page: Element, table_of: TableOf) -> None:
    table = table_of(page, "De regels van het financiële kader")
    assert row_of(table, "Totaal zonder PM")[1:6] == ["1,8", "25,2", "1,8", "5,2", "20,0"]
    assert row_of(table, "Totaal met PM laag")[1] == "17,8"
    assert row_of(table, "Totaal met PM midden")[1] == "18,8"
    assert row_of(table, "Totaal met PM hoog")[1] == "20,8"
    assert row_of(table_of(page, "Posten waarvoor"), "14. ")[1:] == ["16,0", "17,0", "19,0", "per jaar", "een krant"]


def test_framework_lines_stand_in_order(page: Element, table_of: TableOf) -> None:
    table = table_of(page, "De regels van het financiële kader")
    numbers = [int(row[0].split(".")[0]) for row in table.rows() if row[0][0].isdigit()]
    assert numbers == sorted(numbers) == [5, 10, 11, 14]


@pytest.mark.parametrize("indicator", ["balance_pct", "debt_pct", "balance", "debt"])
def test_paths_are_the_rows_of_the_effects_table(page: Element, indicator: str) -> None:
    name = "EMU-saldo, plus is beter" if indicator.startswith("balance") else "EMU-schuld"
    unit = "% bbp" if indicator.endswith("pct") else "mld euro, lopende prijzen"
    (table,) = [t for t in page.all("table") if t.all("caption")[0].text == f"{name} ({unit})"]
    rows = {(r.variant, r.year): r for r in effect_rows() if r.indicator == indicator}
    assert [row[0] for row in table.rows()] == [
        str(y) for y in (2026, 2027, 2028, 2029, 2030, 2035, 2040, 2045, 2060, 2070)
    ]
    for row in table.rows():
        document, esa = rows["document", int(row[0])], rows["esa", int(row[0])]
        shown = [esa.baseline, document.package, document.difference, esa.package, esa.difference]
        differences = [False, False, True, False, True]
        expected = [dutch(v, plus=p and bool(v)) for v, p in zip(shown, differences, strict=True)]
        assert row[1:] == expected, row[0]


def test_chart_tables_hold_every_year_of_the_chart(page: Element, table_of: TableOf) -> None:
    table = table_of(page, "EMU-schuld, alle jaren (")
    assert [row[0] for row in table.rows()] == [str(year) for year in range(2026, 2071)]
    fan = table_of(page, "EMU-schuld met onzekerheid")
    values = {(r.group, r.year): r for r in effect_rows() if r.indicator == "debt_pct_quantile" and r.variant == "esa"}
    last = row_of(fan, "2070")
    assert last[1] == dutch(values["q05", 2070].baseline)
    assert last[10] == dutch(values["q95", 2070].package)


def test_cost_card_says_amounts_pm_effects_and_what_is_missing(page: Element) -> None:
    facts = facts_of(page, "kosten")
    assert facts["per jaar als alles loopt, zonder PM (prijzen van 2025)"] == "1,8 mld euro"
    assert facts["eenmalig, ten laste van schuld, zonder PM (prijzen van 2025)"] == "25,2 mld euro"
    assert facts["per jaar erbij door PM-posten; het midden is 17,0 (prijzen van 2025)"] == "16,0 tot 19,0 mld euro"
    effects = [figure for meaning, figure in facts.items() if meaning.startswith("effect op het EMU-saldo in 2030")]
    assert effects == [f"{dutch(value)} mld euro" for value in DIFFERENCE.values()]
    words = card(page, "kosten").text
    assert "3 van de 5 maatregelen zijn niet berekend." in words
    assert "Wacht op een model: 2; nog zonder norm: 1." in words
    assert "1 post staat op PM" in words


def test_who_card_says_that_nothing_is_known_and_which_model_is_missing(page: Element) -> None:
    words = card(page, "mensen").text
    assert "Dat is nog niet berekend." in words
    assert "1 maatregel wacht op het model voor huishoudens" in words
    assert "ruimte" not in words
    assert "Wie het pakket merkt, is nog niet berekend." in page.all("p", kind="summary")[0].text


def test_who_card_changes_when_a_model_has_results(make_run: Make, read: Read) -> None:
    result = EffectRow(
        "r", "basis", "households", "income", "EUR", 2030, "a", "Nederland", 1.0, 2.0, 1.0, None, None, "computed", "x"
    )
    page = read(render(make_run(effects=[*effect_rows(), result])))
    assert "Een deel is berekend." in card(page, "mensen").text
    assert "Wie het pakket merkt" not in page.all("p", kind="summary")[0].text


def test_fit_card_counts_rules_and_names_missing_models(page: Element) -> None:
    facts = facts_of(page, "passen")
    assert (
        facts["begrotingsregels worden in minstens één jaar niet gehaald; daarvan 1 ook zonder pakket niet"]
        == "1 van 3"
    )
    assert facts["begrotingsregels worden in elk jaar gehaald"] == "1 van 3"
    assert facts["begrotingsregels zijn niet te toetsen"] == "1 van 3"
    assert "model voor ruimte" in card(page, "passen").text


def test_rules_tell_first_miss_distance_and_limit(page: Element, table_of: TableOf) -> None:
    table = table_of(page, "Begrotingsregels van het document")
    missed = row_of(table, "Gouden regel")
    assert missed[1] == "niet gehaald in 2 van 5 jaren, voor het eerst in 2030"
    assert missed[3:8] == ["2030", "−3,0", "−2,25", "−0,8", "−5,8 (2035)"]
    assert missed[-1] == "Uitleg 2030."
    met = row_of(table, "Evenwicht")
    assert met[1:4] == ["gehaald (2027-2035)", "gehaald (2027-2035)", "2027"]
    assert row_of(table, "Kader")[1:8] == ["niet te toetsen", "niet te toetsen", "2027", "91,7", "–", "–", "–"]


def test_rules_by_year_show_both_sides(page: Element, table_of: TableOf) -> None:
    row = row_of(table_of(page, "Gouden regel (% bbp)"), "2030")
    assert row == ["2030", "niet gehaald", "−3,0", "−2,25", "−0,8", "niet gehaald", "−2,5"]


def test_rule_that_the_package_does_not_ask_for_says_so(make_run: Make, read: Read, table_of: TableOf) -> None:
    doorrekening = make_run()
    result = doorrekening.result
    result.rules.results = tuple(replace(test, in_force=False) for test in result.rules.results)
    page = read(render(doorrekening))
    heads = [row[0] for row in table_of(page, "Begrotingsregels van het document").rows()]
    assert all(head.endswith("(vraagt het pakket niet)") for head in heads)


def test_attribution_rows_add_up_to_the_whole(make_run: Make, read: Read, table_of: TableOf) -> None:
    page = read(render(make_run(effects=effect_rows(blocks=(1, 7)))))
    table = table_of(page, "EMU-saldo, plus is beter: effect per blok, volgens ESA 2010")
    groups = [th.text for th in table.all("thead")[0].all("tr")[0].all("th")]
    assert groups == ["2030", "2045", "2060"]
    half = dutch(DIFFERENCE["esa"] / 2)
    assert row_of(table, "1. Ruimte")[1:4] == [half] * 3
    assert row_of(table, "7. Weerbaarheid")[3] == half
    assert row_of(table, "wisselwerking")[1] == "0,0"
    assert row_of(table, "rest")[3] == "0,0"
    assert row_of(table, "hele pakket")[3] == dutch(DIFFERENCE["esa"])


def test_attribution_by_line_adds_parts_and_marks_pm(page: Element, table_of: TableOf) -> None:
    table = table_of(page, "Effect per regel")
    assert row_of(table, "11. ")[1:3] == [dutch(DIFFERENCE["document"]), dutch(DIFFERENCE["esa"])]
    assert row_of(table, "14. ")[1:] == ["PM"] * 4
    assert row_of(table, "alle regels")[2] == dutch(DIFFERENCE["esa"])


def test_parts_of_one_line_are_added(make_run: Make, read: Read, table_of: TableOf) -> None:
    both = (booking("D-1", "dijken", 11, 1.0), booking("D-7", "dijken", 11, 1.0, title="Titel D-1"))
    page = read(render(make_run(bookings=both, effects=effect_rows(blocks=(1, 7)))))
    assert row_of(table_of(page, "Effect per regel"), "11. ")[2] == dutch(DIFFERENCE["esa"])


def test_bands_of_readings_and_pm_are_shown(page: Element, table_of: TableOf) -> None:
    rows = {(r.variant, r.indicator): r for r in effect_rows() if r.year == 2045 and r.group == "totaal"}
    reading, pm = rows["esa", "debt_pct"], rows["esa", "debt_pct_with_pm"]
    cells = row_of(table_of(page, "EMU-schuld met pakket: band"), "2045")
    assert cells[4:] == [dutch(reading.package), dutch(reading.low), dutch(reading.high)]
    cells = row_of(table_of(page, "EMU-schuld met pakket: het hoofdpad"), "2045")
    assert cells[5:] == [dutch(reading.package), dutch(pm.package), dutch(pm.low), dutch(pm.high)]


def test_benefits_stand_apart_and_change_no_other_number(make_run: Make, read: Read, table_of: TableOf) -> None:
    benefit = EffectRow(
        "r", "esa", "public_finance", "benefits_balance", "mld EUR", 2045, "totaal", "Nederland",
        None, None, 3.3, None, None, "benefits", "x",
    )  # fmt: skip
    without = read(render(make_run()))
    with_benefits = read(render(make_run(effects=[*effect_rows(), benefit])))
    assert "Er is dus niets afgetrokken van de kosten." in without.text
    assert row_of(table_of(with_benefits, "Effect op het EMU-saldo"), "2045")[1:] == [dutch(DIFFERENCE["esa"]), "+3,3"]
    assert facts_of(without, "kosten") == facts_of(with_benefits, "kosten")


def test_claims_stand_beside_what_was_computed(page: Element, table_of: TableOf) -> None:
    row = row_of(table_of(page, "Cijfers van het document, met"), "D-1")
    assert row[3:7] == ["1,25", "1,2", "−0,05", "mld euro per jaar"]
    waiting = row_of(table_of(page, "Cijfers van het document die nog niet"), "D-1")
    assert waiting[3:5] == ["1.400", "km"]


def test_every_measure_that_was_not_computed_is_listed_with_its_reason(page: Element) -> None:
    lists = page.all("details", kind="gaps printed")
    assert [block.all("summary")[0].text for block in lists] == ["1. Ruimte (1)", "3. Bestaanszekerheid (2)"]
    words = lists[1].text
    assert "P-1 Toeslagen vereenvoudigen wacht op een model: huishoudens Wacht op het model voor huishoudens." in words
    assert "N-1 Mensen beter helpen nog zonder norm Er staat geen getal bij dit voornemen." in words


def test_coverage_counts_add_up(page: Element, table_of: TableOf) -> None:
    table = table_of(page, "Maatregelen per blok en uitkomst")
    heads = [th.text for th in table.all("thead")[0].all("th")]
    assert heads == ["blok", "berekend", "wacht op een model", "nog zonder norm", "totaal"]
    assert row_of(table, "totaal")[1:] == ["2", "2", "1", "5"]
    assert row_of(table, "3. ")[1:] == ["", "1", "1", "2"]


def test_blocks_that_are_left_out_do_not_count(make_run: Make, read: Read, table_of: TableOf) -> None:
    page = read(render(make_run(options=RunOptions(without=(3,)))))
    assert row_of(table_of(page, "Maatregelen per blok"), "totaal")[-1] == "3"
    assert "blok 3 (Bestaanszekerheid)" in page.all("header")[0].text
    assert "P-1" not in page.all("section", id="dekking")[0].text


def test_options_of_the_run_are_in_the_captions(make_run: Make, read: Read) -> None:
    options = RunOptions(reading="central", public_finance=Options(pm="central", indexation="none"))
    page = read(render(make_run(options=options)))
    assert "met PM midden" in page.all("p", kind="summary")[0].text
    captions = [table.all("caption")[0].text for table in page.all("table")]
    assert "EMU-schuld (mld euro, prijzen van 2025, niet geïndexeerd)" in captions


def test_benchmarks_show_gap_cause_and_doubt(page: Element, table_of: TableOf) -> None:
    row = table_of(page, "Basispad naast officiële ramingen").rows()[0]
    assert row == ["twijfel EMU-schuld 2030", "48,7", "50", "−1,3", "% bbp", "een bureau", "andere rente"]


def test_doubtful_figures_are_marked_and_sure_ones_are_not(make_run: Make, read: Read, table_of: TableOf) -> None:
    doorrekening = make_run()
    table = table_of(read(render(doorrekening)), "Alle cijfers van jaargang")
    facts = {fact.key: fact for fact in doorrekening.facts.figures()}
    rows = table.rows()
    assert {row[6] for row in rows} == facts.keys()
    assert {row[0].startswith("twijfel ") for row in rows} == {True, False}
    for row in rows:
        assert row[0].startswith("twijfel ") == (facts[row[6]].confidence in ("C", "D", "E"))
        assert row[4] == facts[row[6]].confidence


def test_figures_keep_their_digits_and_units(page: Element, table_of: TableOf) -> None:
    table = table_of(page, "Alle cijfers van jaargang")
    assert row_of(table, "Rente")[1:5] == ["2,25", "%", "2025", "A"]
    assert row_of(table, "Kapitaal")[1:3] == ["1.427,8", "mld euro, prijzen van 2020"]
    assert row_of(table, "twijfel Eerste jaar")[1:3] == ["2025", "jaar"]
    assert row_of(table, "twijfel Aanname")[1] == "0,070699"
    assert row_of(table, "twijfel Groei")[1:4] == ["reeks", "% per jaar", "2025-2026"]


def test_every_figure_points_at_its_publication(make_run: Make, read: Read, table_of: TableOf) -> None:
    doorrekening = make_run()
    page = read(render(doorrekening))
    publications = [item.text for item in page.all("ol", kind="publications")[0].all("li")]
    facts = {fact.key: str(fact.source) for fact in doorrekening.facts.figures()}
    for row in table_of(page, "Alle cijfers van jaargang").rows():
        assert publications[int(row[5]) - 1] == " ".join(facts[row[6]].split())


def test_receipt_is_in_the_page(make_run: Make, read: Read) -> None:
    doorrekening = make_run()
    section = read(render(doorrekening)).all("section", id="ontvangst")[0].text
    assert doorrekening.receipt.run_id in section
    for value in ("a" * 64, "b" * 64, "c" * 64, "d" * 64):
        assert value in section


def test_interest_that_the_model_replaces_is_told(make_run: Make, read: Read) -> None:
    doorrekening = make_run()
    entry = replace(doorrekening.overlay.budget[0], part="rente op leningen", part_of="interest_on_loans")
    overlay = replace(doorrekening.overlay, budget=(entry,))
    assert "rente op leningen" in read(render(make_run(overlay=overlay))).text
    added = RunOptions(public_finance=Options(interest_in_lines="add"))
    assert "rente op leningen" not in read(render(make_run(overlay=overlay, options=added))).text


def test_money_in_an_unusual_place_gets_its_own_column(make_run: Make, read: Read, table_of: TableOf) -> None:
    odd = booking("E-2", "per jaar buiten saldo", None, 0.7, document="schuld", esa_hits=False)
    page = read(render(make_run(bookings=(odd,))))
    row = row_of(table_of(page, "De regels van het financiële kader"), "Totaal zonder PM")
    assert row[1:7] == ["0,0", "0,7", "0,0", "0,0", "0,7", "0,0"]
    assert "0,7 mld euro" in facts_of(page, "kosten").values()


@pytest.fixture(scope="module")
def shipped() -> Any:
    """The shipped package, run with few draws."""
    return run(load_package("bouwstenen"), RunOptions(draws=200, households=0))


def test_shipped_package_shows_its_lines_totals_and_gaps(shipped: Any, read: Read, table_of: TableOf) -> None:
    html = render(shipped)
    page = read(html)
    assert len(html.encode()) < 5_000_000
    table = table_of(page, "De regels van het financiële kader")
    numbers = [int(row[0].split(".")[0]) for row in table.rows() if row[0][0].isdigit()]
    assert numbers == list(range(1, 17))
    total = row_of(table, "Totaal zonder PM")
    assert total[1:3] == ["14,4", "55,0"]
    missing = [measure for measure in shipped.package.measures if measure.status in NOT_COMPUTED]
    words = " ".join(block.text for block in page.all("details", kind="gaps printed"))
    assert all(" ".join(measure.title.split()) in words for measure in missing)
    assert (
        f"{len(missing)} van de {len(shipped.package.measures)} maatregelen zijn niet berekend."
        in card(page, "kosten").text
    )


def test_shipped_package_balance_is_that_of_the_effects_table(shipped: Any, read: Read) -> None:
    facts = facts_of(read(render(shipped)), "kosten")
    effects = shipped.effects
    for ledger, words in (("document", "zoals het document boekt"), ("esa", "volgens ESA 2010")):
        rows = effects.filter(
            (effects["variant"] == ledger) & (effects["indicator"] == "balance") & (effects["year"] == 2030)
        )
        shown = [figure for meaning, figure in facts.items() if words in meaning]
        assert shown == [f"{dutch(rows['difference'][0], plus=True)} mld euro"]


def test_check_that_is_no_identity_never_alarms(make_run: Make, read: Read) -> None:
    benchmark = Check("benchmark", "ver weg", None, 1.0, 99.0, "% bbp", "bron")
    assert not read(render(make_run(checks=(benchmark,)))).all("p", kind="alarm")


def test_effects_table_of_the_sample_is_valid() -> None:
    assert effects_table(effect_rows()).height > 1000
