"""The terminal: message first, no number cut at any width, text as it is."""

import io
import re

import pytest
import report_house as house
from rich.console import Console

from bouwstenen.report.screen import print_part, print_section, print_sections, print_summary, print_table
from bouwstenen.views import Fact, Part, Section, Table, numbers, row, text


def console(width: int = 100) -> Console:
    return Console(file=io.StringIO(), width=width, emoji=False, markup=False, highlight=False)


def written(made: Console) -> str:
    assert isinstance(made.file, io.StringIO)
    return made.file.getvalue()


def shown(section: Section, width: int = 100) -> str:
    made = console(width)
    print_section(section, made)
    return written(made)


def table_text(table: Table, width: int) -> str:
    made = console(width)
    print_table(table, made)
    return written(made)


NUMBERS = ("−12.345.678,9", "0,0", "+98.765.432,1")


@pytest.mark.parametrize("width", [20, 30, 40, 50, 60, 80, 120, 200])
def test_no_number_is_cut_or_broken_at_any_width(width: int) -> None:
    words = table_text(house.wide_table(), width)
    assert "…" not in words
    for number in NUMBERS:
        assert number in words
    assert all(len(line) <= width for line in words.splitlines())


@pytest.mark.parametrize("width", [20, 40, 80])
def test_years_and_their_numbers_stay_whole_and_together(width: int) -> None:
    words = table_text(house.plain_table(), width)
    assert "2026" in words
    after = words[words.index("2026") : words.index("2031")]
    assert re.findall(r"[−\d,]+\d", after.removeprefix("2026")) == ["−1,0", "−1,5"]


def test_columns_stand_beside_each_other_where_they_fit() -> None:
    lines = table_text(house.wide_table(), 120).splitlines()
    assert any(all(number in line for number in NUMBERS) for line in lines)
    lines = table_text(house.wide_table(), 40).splitlines()
    assert not any(all(number in line for number in NUMBERS) for line in lines)
    assert any("laag: −12.345.678,9" in line for line in lines)


def test_groups_totals_and_doubt_are_said_in_words() -> None:
    words = table_text(house.plain_table(), 100)
    assert "kop" in words
    assert "2031 (twijfel)" in words
    assert "2026 (twijfel)" not in words
    assert "pakket:" in words
    assert "Saldo per jaar (% bbp)" in words
    assert "pakket: zonder: −1,0" in table_text(house.plain_table(), 24)


def test_the_message_comes_first_and_a_chart_is_its_words() -> None:
    words = shown(house.money_section())
    order = ["Saldo en schuld", "Het pakket kost", "per jaar (prijzen", "Woorden bij", "Het saldo daalt.", "Alle jaren"]
    order += ["Om te onthouden", "Let op de rente.", "Nog niet berekend", "Gas is niet berekend."]
    assert [words.index(piece) for piece in order] == sorted(words.index(piece) for piece in order)
    assert "vega" not in words


@pytest.mark.parametrize("width", [24, 100])
def test_headline_figures_stand_with_what_they_are(width: int) -> None:
    facts = (Fact(figure="−12.345,6 mld euro", meaning="saldo"), Fact(figure="7", meaning="dagen"))
    words = shown(Section(key="a", title="A", facts=facts), width)
    assert words.index("−12.345,6 mld euro") < words.index("saldo") < words.index("7") < words.index("dagen")


def test_text_is_taken_as_it_is() -> None:
    nasty = "[red]:x: a\x1b]0;titel\x07b\u202e [/red] [link=x]"
    table = Table(caption=nasty, unit=nasty, columns=(text(nasty), *numbers(nasty)), rows=(row(nasty, nasty),))
    part = Part(key="a", title=nasty, words=(nasty,), tables=(table,), folded=(table,))
    section = Section(key="a", title=nasty, message=nasty, parts=(part,), limits=(nasty,), missing=(nasty,),
                      facts=(Fact(figure=nasty, meaning=nasty),))  # fmt: skip
    made = Console(file=io.StringIO(), width=300)
    print_section(section, made)
    words = written(made)
    assert "\x1b" not in words
    assert "\x07" not in words
    assert "\u202e" not in words
    assert "❌" not in words
    assert words.count("[red]:x: a]0;titelb [/red] [link=x]") >= 9


def test_the_summary_answers_the_questions_and_says_what_moves_nothing() -> None:
    made = console(200)
    print_summary(house.made(), made)
    words = written(made)
    order = ["Een eiland vooruit", "Wat kost het?", "Het pakket kost 1,2 mld", "Wie merkt het?", "De helft merkt",
             "Past het?", "Dat is nog niet berekend.", "Wat is berekend"]  # fmt: skip
    assert [words.index(piece) for piece in order] == sorted(words.index(piece) for piece in order)
    assert "M-02 Pont staat als berekend in het pakket, maar verandert geen enkele uitkomst." in words
    assert words.count("Van de 5 maatregelen zit er 1 in deze cijfers") == 1
    assert house.RECEIPT.run_id in words
    assert "Let op" not in words


def test_a_sum_that_does_not_hold_is_said_first() -> None:
    made = console(200)
    failed = house.tables(**{"run.checks": house.table([house.check(met=False, name="som van blokken")])})
    print_summary(house.made(tables=failed), made)
    words = written(made)
    assert words.index("Het gaat om: som van blokken.") < words.index("Wat kost het?")


def test_parts_and_sections_can_be_printed_alone() -> None:
    made = console()
    print_part(house.money_section().parts[0], made)
    print_sections([house.who_section()], made)
    words = written(made)
    assert "Woorden bij het saldo." in words
    assert "Het pakket kost" not in words
    assert "De helft merkt er iets van." in words
