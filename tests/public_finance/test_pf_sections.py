"""What people read of public finance: the words follow the sign, the side, the ledger, the block and the years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from pf_helpers import EVEN, PLAIN, entry, varied
from pf_view import SUMMARY, WORDS, part, sections, view

from bouwstenen.core.numbers import NBSP
from bouwstenen.levers import Overlay, RuleOption
from bouwstenen.models.protocol import Money
from bouwstenen.models.public_finance import MODEL
from bouwstenen.models.public_finance.sections.rules import RuleCounts, Test, in_words, least_room, message, verdict
from bouwstenen.views import RunView

if TYPE_CHECKING:
    from bouwstenen.levers import BudgetEntry
    from bouwstenen.views import Table

Test.__test__ = False  # pyright: ignore[reportAttributeAccessIssue]


def lines(*entries: BudgetEntry, **rules: bool | float) -> Overlay:
    options = tuple(RuleOption("T9", "B8", f"public_finance.{name}", value) for name, value in rules.items())
    return Overlay(budget=entries, rules=options)


def line(**changes: Any) -> BudgetEntry:
    return entry(**{"measure": "L01", "line": 1, "amount_bn": 10.0, **changes})


def money(amount: float = 2.0) -> Money:
    years = tuple(range(2027, 2071))
    return Money(
        part="households.zorgtoeslag", instrument="social_benefit", payer="state", price_level=2025, years=years,
        amounts_bn=np.full(len(years), amount), source="t", measure="B5-01", block="B5",
    )  # fmt: skip


def cells(table: Table, first: str) -> tuple[str, ...]:
    return next(row.cells for row in table.rows if row.cells[0].startswith(first))


# The answer and its figures -----------------------------------------------------------------------------------------


def test_the_answer_says_worse_for_a_cost_and_better_for_a_saving() -> None:
    cost, saving = (sections(view(lines(line(amount_bn=x)), options=PLAIN))["public_finance"] for x in (10.0, -10.0))
    assert "verslechtert het EMU-saldo in 2031 met 10,0" in cost.message
    assert "verbetert het EMU-saldo in 2031 met 10,0" in saving.message
    assert cost.question == "cost"
    assert "volgens ESA 2010, zonder PM" in cost.message


def test_the_answer_gives_the_debt_with_and_without_the_package_in_its_own_year() -> None:
    run = view(lines(line()), options=PLAIN)
    value = run.at("public_finance.debt_pct", 2050, ledger="esa")
    assert value is not None
    assert value.package is not None
    assert value.baseline is not None
    said = f"de schuld is in 2050 {value.package:.1f}% van het bbp, zonder pakket {value.baseline:.1f}%".replace(
        ".", ","
    )
    assert said in sections(run)["public_finance"].message


def test_nothing_is_never_called_better() -> None:
    for amount in (0.0, 0.01, -0.01):
        overlay = lines(line(amount_bn=amount, timing="one_off", shares=EVEN))
        said = sections(view(overlay, options=PLAIN))["public_finance"].message
        start = "Het EMU-saldo in 2031 en de EMU-schuld in 2050 veranderen niet of nauwelijks"
        assert said == f"{start} (volgens ESA 2010, zonder PM)."


def test_money_that_is_only_debt_does_not_move_the_balance_in_words() -> None:
    loan = line(instrument="loan", repayment_expected=True, column="debt", timing="one_off", lending_rate=0.03)
    said = sections(view(lines(loan), options=PLAIN))["public_finance"].message
    assert said.startswith("Het EMU-saldo in 2031 verandert niet of nauwelijks; de schuld is in 2050")


def test_a_package_of_law_alone_has_an_answer_and_no_document() -> None:
    section = sections(view(Overlay(), (money(3.3),), PLAIN))["public_finance"]
    assert "verslechtert het EMU-saldo in 2031 met 3,3" in section.message
    assert not any("document" in f"{fact.figure} {fact.meaning}" for fact in section.facts)
    levels = part(view(Overlay(), (money(3.3),), PLAIN), "paths").tables[0]
    assert [label for label, _ in levels.groups] == ["", "ESA 2010"]


def test_as_the_document_books_stands_there_only_with_a_line() -> None:
    for number, expected in ((1, True), (None, False)):
        facts = sections(view(lines(line(line=number)), options=PLAIN))["public_finance"].facts
        assert any("zoals het document boekt" in fact.meaning for fact in facts) is expected


def test_the_ledgers_keep_their_own_effect() -> None:
    grant = line(instrument="capital_transfer", column="debt", timing="one_off", amount_bn=20.0, shares=((2031, 1.0),))
    facts = sections(view(lines(grant), options=varied(PLAIN, interest_base="all_debt")))["public_finance"].facts
    assert ["zoals het document boekt" in fact.meaning for fact in facts[:2]] == [True, False]
    assert ["volgens ESA 2010" in fact.meaning for fact in facts[:2]] == [False, True]
    assert [fact.figure.split(NBSP)[0] for fact in facts[:2]] == ["0,0", "−20,0"]


def test_sums_stand_in_one_price_level_and_pm_beside_them() -> None:
    pm = line(line=2, part="pm", amount_bn=None, pm_bn=(16.0, 17.0, 19.0))
    once = line(line=3, part="eenmalig", timing="one_off", amount_bn=8.0, shares=EVEN)
    section = sections(view(lines(line(amount_bn=4.0), once, pm), options=PLAIN))["public_finance"]
    figures = {fact.figure.replace(NBSP, " "): fact.meaning for fact in section.facts}
    assert figures["4,0 mld euro"].startswith("per jaar als alles loopt")
    assert figures["8,0 mld euro"].startswith("eenmalig")
    assert figures["16,0 tot 19,0 mld euro"] == "per jaar erbij door PM-posten; het midden is 17,0 (prijzen van 2025)"
    assert section.missing == ("1 post staat op PM: daarvoor is er een bandbreedte en geen bedrag.",)


def test_pm_that_counts_is_said() -> None:
    pm = line(amount_bn=None, pm_bn=(16.0, 17.0, 19.0))
    for level, words in (("none", "zonder PM"), ("low", "met PM laag"), ("high", "met PM hoog")):
        section = sections(view(lines(pm), options=varied(PLAIN, pm=level)))["public_finance"]
        assert words in section.message
    assert "met 19,0" in section.message


# The framework ------------------------------------------------------------------------------------------------------


def test_every_line_stands_in_both_ledgers() -> None:
    grant = line(line=7, part="uitkoop", instrument="capital_transfer", column="debt", timing="one_off", shares=EVEN)
    run = view(lines(line(amount_bn=4.0), replace(grant, measure="L02", amount_bn=15.0)), options=PLAIN)
    table = part(run, "framework").tables[0]
    heads = [column.label for column in table.columns]
    assert [label for label, _ in table.groups] == ["document", "ESA 2010", "toets van de boeking"]
    buyout = dict(zip(range(len(heads)), cells(table, "7. Sluizen"), strict=True))
    document = heads.index("alleen in schuld, eenmalig")
    esa = heads.index("in saldo, eenmalig")
    assert (buyout[document], buyout[esa]) == ("15,0", "15,0")
    assert cells(table, "7. Sluizen")[-2] == "D.99 overdracht van kapitaal"
    assert cells(table, "Totaal zonder PM")[1:3] == ("4,0", "15,0")


def test_an_amount_of_another_price_level_is_converted_and_shown_with_its_own() -> None:
    run = view(lines(line(part="a"), line(part="b"), line(measure="L02", line=2, part="c", price_level=2040)))
    found = part(run, "framework")
    assert any("Bedragen in prijzen van 2040 zijn omgerekend naar prijzen van 2025" in word for word in found.words)
    cell = cells(found.tables[0], "2. Sluizen")[1]
    assert cell.endswith("(10,0 in prijzen van 2040)")
    assert float(cell.split(" ")[0].replace(",", ".")) < 9.0
    assert "prijzen van 2025" in found.tables[0].unit


def test_pm_has_its_source_and_money_outside_the_lines_its_name() -> None:
    pm = entry(measure="L01", line=None, part="deel", amount_bn=None, pm_bn=(1.0, 2.0, 3.0))
    tables = part(view(lines(pm), options=PLAIN), "framework").tables
    assert cells(tables[0], "Zeedijk (L01, buiten de tabel)")[1] == "PM"
    assert cells(tables[1], "deel")[1:] == ("1,0", "2,0", "3,0", "2025", "per jaar", "Raming van het waterschap.")


def test_interest_in_a_line_is_said_to_be_replaced() -> None:
    inside = line(part="rente op leningen", instrument="interest", part_of="interest_on_loans")
    words = part(view(lines(inside), options=PLAIN), "framework").words
    assert any("rente op leningen" in word and "niet nog eens" in word for word in words)
    added = part(view(lines(inside), options=varied(PLAIN, interest_in_lines="add")), "framework").words
    assert not any("rente op leningen" in word for word in added)


def test_the_bridge_stands_in_the_headline_year_and_adds_up() -> None:
    loan = line(part="lening", amount_bn=3.0, instrument="loan", repayment_expected=True)
    table = part(view(lines(line(amount_bn=4.0), loan), (money(2.0),), PLAIN), "bridge").tables[0]
    assert [row.cells[1] for row in table.rows] == ["2,0", "4,0", "3,0", "9,0"]
    assert [row.cells[0] for row in table.rows][:2] == [
        "huishoudens, in geld", "voorzieningen en investeringen van de overheid",
    ]  # fmt: skip
    assert "in 2031" in table.caption
    assert table.unit == "mld euro, prijzen van 2025, plus kost geld"
    with pytest.raises(StopIteration):
        part(view(Overlay(), options=PLAIN), "bridge")


# Paths --------------------------------------------------------------------------------------------------------------


def test_tables_hold_baseline_package_and_difference_in_that_order() -> None:
    run = view(lines(line(line=None)), options=PLAIN)
    table = part(run, "paths").tables[1]
    value = run.at("public_finance.balance", 2031, ledger="esa")
    assert value is not None
    row = next(row for row in table.rows if row.cells[0] == "2031")
    assert row.values == (None, value.baseline, value.package, value.difference)
    assert row.cells[3] == "−10,0"
    assert [column.label for column in table.columns] == ["jaar", "zonder pakket", "met pakket", "verschil"]


def test_years_of_tables_come_from_the_package() -> None:
    years = [row.cells[0] for row in part(view(lines(line()), options=PLAIN), "paths").tables[0].rows]
    # Money starts in 2027; the headline years are 2031 and 2050.
    assert years == ["2026", "2027", "2028", "2029", "2030", "2031", "2040", "2050", "2060", "2070"]
    later = line(shares=((2035, 1.0),))
    years = [row.cells[0] for row in part(view(lines(later), options=PLAIN), "paths").tables[0].rows]
    assert years[0] == "2034"


def test_charts_have_lines_limits_and_words() -> None:
    run = view(lines(line()), options=PLAIN)
    balance, debt = part(run, "paths").charts
    assert (balance.key, debt.key) == ("balance", "debt")
    assert "De Europese grens is −3% bbp." in balance.description
    assert "De Europese grens is 60% bbp." in debt.description
    last = run.at("public_finance.debt_pct", 2070, ledger="esa")
    assert last is not None
    for label, number in (("zonder pakket", last.baseline), ("met pakket, ESA", last.package)):
        said = next(part for part in debt.description.split("; ") if part.startswith(label))
        assert f"en {number:.1f}% bbp in 2070".replace(".", ",") in said.replace(NBSP, " ")


def test_the_fan_stops_at_the_headline_year_and_keeps_the_sides_apart() -> None:
    run = view(lines(line(amount_bn=30.0)), options=varied(PLAIN, draws=300))
    fan = part(run, "paths").charts[2]
    assert [row.cells[0] for row in fan.table.rows][-1] == "2050"
    low, high = (
        run.at("public_finance.debt_pct_quantile", 2050, ledger="esa", dimension="quantile", group=group)
        for group in ("p05", "p95")
    )
    assert low is not None
    assert high is not None
    last = fan.table.rows[-1].values
    assert (last[1], last[5], last[6], last[10]) == (low.baseline, high.baseline, low.package, high.package)
    middle = run.at("public_finance.debt_pct_quantile", 2050, ledger="esa", dimension="quantile", group="p50")
    assert middle is not None
    for label, number in (("zonder pakket, midden", middle.baseline), ("met pakket, midden", middle.package)):
        words = next(part for part in fan.description.split("; ") if part.startswith(label))
        assert f"en {number:.1f}% bbp in 2050".replace(".", ",") in words.replace(NBSP, " ")
    said = f"In 2050 ligt 90% van de trekkingen tussen {low.package:.1f} en {high.package:.1f}".replace(".", ",")
    assert said in fan.description
    assert any("300 trekkingen" in word for word in part(run, "paths").words)
    assert not any("waaier" in word for word in part(view(lines(line()), options=PLAIN), "paths").words)


def test_the_debt_is_called_equal_only_where_it_is() -> None:
    same = part(view(lines(line()), options=PLAIN), "paths").words
    assert any("in beide boekhoudingen gelijk" in word for word in same)
    other = part(view(lines(line()), (money(),), PLAIN), "paths").words
    assert not any("in beide boekhoudingen gelijk" in word for word in other)


# Causes -------------------------------------------------------------------------------------------------------------


def test_blocks_have_their_own_title_effect_and_colour() -> None:
    overlay = lines(line(block="B8"), line(measure="L02", line=2, part="b", block="B3", amount_bn=-4.0))
    found = part(view(overlay, (money(),), PLAIN), "causes")
    balance, debt = found.tables[:2]
    assert [row.cells[0] for row in balance.rows] == ["B3. Dijken", "B5. Scholen", "B8. Haven", "hele pakket"]
    assert [row.cells[1] for row in balance.rows] == ["+4,0", "−2,0", "−10,0", "−8,0"]
    assert [column.label for column in balance.columns] == ["blok", "2031", "2050"]
    assert cells(debt, "B3")[1].startswith("−")
    assert found.charts[0].title == "EMU-saldo, plus is beter, effect per blok in 2031, volgens ESA 2010"
    assert "B3. Dijken: +4,0; B5. Scholen: −2,0; B8. Haven: −10,0" in found.charts[0].description
    colours = {p["colour"]: p["to"] for p in _pieces(found.charts[0].spec)}
    assert colours == {"#00589c": 4.0, "#b84c00": -10.0}
    assert not any("B5" in row.cells[0] for table in found.folded if "document" in table.caption for row in table.rows)


def _pieces(spec: Any) -> list[dict[str, Any]]:
    """Data rows of a specification that have a colour and an end."""
    if isinstance(spec, dict):
        own = [spec] if {"colour", "to"} <= set(spec) else []
        return own + [piece for value in spec.values() for piece in _pieces(value)]
    return [piece for value in spec for piece in _pieces(value)] if isinstance(spec, list) else []


def test_measures_stand_under_their_block() -> None:
    overlay = lines(line(block="B8"), line(measure="L02", line=2, part="b", block="B3", amount_bn=-4.0))
    table = part(view(overlay, (money(),), PLAIN), "causes").folded[0]
    assert [row.cells[:2] for row in table.rows] == [
        ("B3. Dijken",), ("L02 Sluizen", "+4,0"), ("B5. Scholen",), ("B5-01 Zorgtoeslag", "−2,0"), ("B8. Haven",),
        ("L01 Zeedijk", "−10,0"),
    ]  # fmt: skip


def test_lines_add_up_their_parts_and_leave_pm_open() -> None:
    overlay = lines(
        line(part="a", amount_bn=1.0), line(part="b", amount_bn=2.0),
        line(measure="L02", line=2, part="c", amount_bn=None, pm_bn=(1.0, 2.0, 3.0)),
    )  # fmt: skip
    table = part(view(overlay, (money(9.0),), PLAIN), "causes").tables[2]
    assert cells(table, "1. Zeedijk")[1:3] == ("−3,0", "−3,0")
    assert set(cells(table, "2. Sluizen")[1:]) == {"PM"}
    assert cells(table, "alle regels")[1:3] == ("−3,0", "−3,0")
    counted = part(view(overlay, options=varied(PLAIN, pm="high")), "causes").tables[2]
    assert cells(counted, "2. Sluizen")[1] == "−3,0"


def test_without_money_there_are_no_causes() -> None:
    assert part(view(Overlay(), options=PLAIN), "causes").words == ("Er is niets te verdelen.",)


# Bands --------------------------------------------------------------------------------------------------------------


def test_the_band_of_the_readings_is_lowest_and_highest() -> None:
    small, large = lines(line(line=None, amount_bn=1.0)), lines(line(line=None, amount_bn=20.0))
    run = view(lines(line(line=None)), options=PLAIN, readings=(small, large))
    row = next(row for row in part(run, "readings").tables[0].rows if row.cells[0] == "2031")
    gdp = 1500.85
    assert row.values[3] - row.values[1] == pytest.approx(9.0 / gdp * 100, rel=0.01)  # pyright: ignore[reportOptionalOperand]
    assert row.values[1] - row.values[2] == pytest.approx(10.0 / gdp * 100, rel=0.01)  # pyright: ignore[reportOptionalOperand]
    assert part(view(lines(line()), options=PLAIN), "readings").words == ("Er is geen band door de lezing berekend.",)


def test_pm_stands_beside_the_main_path() -> None:
    pm = line(line=None, part="pm", amount_bn=None, pm_bn=(10.0, 20.0, 40.0))
    run = view(lines(line(line=None), pm), options=PLAIN)
    found = part(run, "pm")
    row = next(row for row in found.tables[0].rows if row.cells[0] == "2031")
    main, central, low, high = row.values[1:]
    assert main > high > central > low  # pyright: ignore[reportOptionalOperand]
    assert found.tables[0].columns[1].label == "hoofdpad (zonder PM)"
    counted = view(lines(line(line=None), pm), options=varied(PLAIN, pm="high"))
    assert part(counted, "pm").tables[0].columns[1].label == "hoofdpad (met PM hoog)"
    assert found.charts[0].key == "debt_pm"
    plain, with_pm = (run.at("public_finance.debt_pct", 2070, ledger="esa", scenario=name) for name in ("none", "pm"))
    assert plain is not None
    assert with_pm is not None
    shown = [f"{v:.1f}% bbp".replace(".", ",") for v in (plain.baseline, plain.package, with_pm.package)]
    said = f"zonder pakket: {shown[0]}; met pakket, zonder PM: {shown[1]}; met pakket, PM midden: {shown[2]}."
    assert said in found.charts[0].description
    assert part(view(lines(line()), options=PLAIN), "pm").words == ("Er zijn geen PM-posten.",)


def test_benefits_stand_apart() -> None:
    road = lines(line(instrument="gross_investment"))
    assert part(view(road, options=PLAIN), "benefits").words[0].startswith("Niet berekend")
    table = part(view(road, options=varied(PLAIN, benefits=True)), "benefits").tables[0]
    last = table.rows[-1].values
    assert last[1] < 0 < last[2]  # pyright: ignore[reportOptionalOperand]


# Rules --------------------------------------------------------------------------------------------------------------


def rule_test(year: int, met: bool | None, distance: float | None = None, side: str = "package") -> Test:
    return Test(side, "golden_rule_gross", year, met, 1.0, 0.0, distance, "pct_gdp", "", in_force=True)


@pytest.mark.parametrize(
    ("tests", "said"),
    [
        ([], "geen toets"),
        ([rule_test(2030, None)], "niet te toetsen"),
        ([rule_test(2030, True), rule_test(2031, True)], "gehaald (2030-2031)"),
        ([rule_test(2030, False)], "niet gehaald (2030)"),
        ([rule_test(2030, True), rule_test(2031, False)], "niet gehaald in 1 van 2 jaren, voor het eerst in 2031"),
    ],
)
def test_the_outcome_of_a_rule_in_words(tests: list[Test], said: str) -> None:
    assert in_words(tests) == said


def test_verdict_and_least_room() -> None:
    assert verdict([rule_test(2030, True), rule_test(2031, None)]) is True
    assert verdict([rule_test(2030, True), rule_test(2031, False)]) is False
    assert verdict([rule_test(2030, None)]) is None
    assert least_room([rule_test(2030, True, 2.0), rule_test(2031, False, -1.0)]).year == 2031


OF_FIVE = "Van de 5 begrotingsregels die te toetsen zijn, worden er 4 in minstens één jaar niet gehaald; "
ONE = "wordt er 1 in minstens één jaar niet gehaald; zonder pakket wel."


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (RuleCounts(1, 4, 5, 4), f"{OF_FIVE}zonder pakket ook niet."),
        (RuleCounts(1, 4, 5, 3), f"{OF_FIVE}3 daarvan ook zonder pakket niet."),
        (RuleCounts(1, 1, 0, 0), f"Van de 2 begrotingsregels die te toetsen zijn, {ONE}"),
        (RuleCounts(0, 1, 0, 0), f"Van de ene begrotingsregel die te toetsen is, {ONE}"),
        (RuleCounts(3, 0, 1, 0), "Het pakket haalt elke begrotingsregel die te toetsen is."),
        (RuleCounts(0, 0, 3, 0), "Geen van de begrotingsregels is te toetsen."),
    ],
)
def test_the_answer_on_rules(counts: RuleCounts, said: str) -> None:
    assert message(counts) == said


def test_rules_with_and_without_the_package_are_not_swapped() -> None:
    run = view(lines(line(amount_bn=40.0)), options=PLAIN)
    section = sections(run)["budget_rules"]
    assert section.question == "fit"
    rules = next(p for p in section.parts if p.key == "rules")
    golden = cells(rules.tables[0], "Gouden regel, bruto")
    assert golden[1].startswith("niet gehaald")
    assert "voor het eerst in 2027" in golden[1] or "(2027-2070)" in golden[1]
    assert "voor het eerst in 2035" in golden[2]
    # The figures are those of the first year that is missed, the least room that of the worst year.
    assert golden[3] == "2027"
    assert golden[7].endswith("(2070)")
    assert "(vraagt het pakket niet)" in golden[0]
    by_year = next(table for table in rules.folded if table.caption == "Gouden regel, bruto")
    with_package, without = by_year.rows[0].values[2], by_year.rows[0].values[6]
    assert with_package is not None
    assert without is not None
    assert with_package < without
    asked = sections(view(lines(line(), golden_rule=True), options=PLAIN))["budget_rules"]
    assert "(vraagt" not in cells(next(p for p in asked.parts if p.key == "rules").tables[0], "Gouden regel, bruto")[0]


def test_debt_facts_name_their_side_and_ledger() -> None:
    run = view(lines(line(amount_bn=40.0)), (money(),), PLAIN)
    facts = {fact.meaning: fact.figure for fact in sections(run)["budget_rules"].facts}
    value = run.at("public_finance.debt_pct", 2050, ledger="esa")
    assert value is not None
    esa, base = (f"{v:.1f}% bbp".replace(".", ",") for v in (value.package, value.baseline))
    assert facts["EMU-schuld in 2050, zonder PM, volgens ESA 2010"] == esa
    assert facts["EMU-schuld in 2050 zonder pakket"] == base
    assert facts["EMU-schuld in 2050, zonder PM, zoals het document boekt"] != esa


def test_the_clause_shows_both_balances_when_it_is_used() -> None:
    defence = line(purpose="defence")
    with pytest.raises(StopIteration):
        part(view(lines(defence), options=PLAIN), "escape_clause")
    table = part(view(lines(defence, escape_clause=True), options=PLAIN), "escape_clause").tables[0]
    row = next(row for row in table.rows if row.cells[0] == "2028")
    assert row.values[2] > row.values[1]  # pyright: ignore[reportOptionalOperand]
    # 10 bn of 1,346 bn is 0.74% on top of 1.846 - 1.25.
    assert row.values[2] - row.values[1] == pytest.approx(10 / 13.4568 + 1.8463 - 1.25, abs=0.01)  # pyright: ignore[reportOptionalOperand]
    assert [row.cells[0] for row in table.rows] == ["2026", "2027", "2028", "2029"]


def test_the_accrual_statement_is_that_of_the_package() -> None:
    run = view(lines(line()), options=PLAIN)
    table = part(run, "accrual").tables[0]
    row = next(row for row in table.rows if row.cells[0] == "2031")
    value = run.at("public_finance.balance", 2031, ledger="esa")
    assert value is not None
    assert row.values[1] == pytest.approx(value.package)


def test_a_package_without_such_rules_has_no_section_on_them() -> None:
    run = view(lines(line()), options=PLAIN)
    other = RunView(run.rows, run.tables, {**SUMMARY, "rules": "none"}, run.options)
    assert [section.key for section in MODEL.sections(other, WORDS)] == ["public_finance"]


def test_nothing_computed_gives_no_section() -> None:
    run = view(lines(line()), options=PLAIN)
    empty = RunView(run.rows.clear(), {}, SUMMARY, run.options)
    assert list(MODEL.sections(empty, WORDS)) == []


def test_every_code_of_the_rows_has_words() -> None:
    pm = line(line=2, part="pm", amount_bn=None, pm_bn=(1.0, 2.0, 3.0))
    run = view(lines(line(), pm), (money(),), varied(PLAIN, draws=50, benefits=True))
    for name in ("indicator", "unit", "dimension", "scenario"):
        codes = {code for code in run.rows[name].unique() if code != "none"}
        assert {code for code in codes if not WORDS.get(f"{name}.{code}")} == set()
    groups = run.rows.select("dimension", "group").unique().rows()
    assert {
        g for d, g in groups if d in ("rule", "quantile", "timing", "route") and not WORDS.get(f"group.{d}.{g}")
    } == set()
