"""The page: one file, safe, in order, the same for a run that was stored."""

import itertools
import re
from html.parser import HTMLParser

import pytest
import report_house as house

from bouwstenen.report import render
from bouwstenen.report.page import render_sections
from bouwstenen.report.shown import clean
from bouwstenen.views import Fact, Part, Section

_VOID = {"meta", "link", "path", "line", "rect", "image", "use"}


class Outline(HTMLParser):
    """Tags that are open at the end, headings, ids and whatever points outside the page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.regions: list[str] = []
        self.headings: list[int] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what is asked about."""
        if tag not in _VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in {"href", "src", "xlink:href"}:
                self.links.append(value or "")
            if name.startswith("on"):
                self.handlers.append(name)
            if name == "aria-label" and ("role", "region") in attrs:
                self.regions.append(value or "")
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """SVG closes its own tags."""

    def handle_endtag(self, tag: str) -> None:
        """It must be the one that was opened last."""
        if tag not in _VOID:
            assert self.open.pop() == tag


def outline(page: str) -> Outline:
    found = Outline()
    found.feed(page)
    return found


def test_the_page_is_whole_and_asks_for_nothing_outside() -> None:
    page = render(house.made())
    found = outline(page)
    assert found.open == []
    assert "<script" not in page
    assert found.handlers == []
    assert all(link.startswith(("#", "data:")) for link in found.links)
    assert "default-src 'none'" in page
    assert "url(" not in page
    assert "@import" not in page
    assert page.startswith('<!DOCTYPE html>\n<html lang="nl">')


def test_every_link_leads_somewhere_and_no_place_or_region_has_the_name_of_another() -> None:
    found = outline(render(house.made(house.money_section(), house.money_section(), house.who_section(key="coverage"))))
    assert len(set(found.ids)) == len(found.ids)
    assert {link[1:] for link in found.links if link.startswith("#")} <= set(found.ids)
    assert len(set(found.regions)) == len(found.regions)
    assert {"money", "money-2", "coverage", "coverage-2"} <= set(found.ids)


def test_headings_start_at_one_and_skip_no_level() -> None:
    bare = Section(key="bare", title="Kaal", limits=("Let op.",), missing=("Wind.",))
    levels = outline(render(house.made(bare, house.money_section()))).headings
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_same_run_gives_the_same_bytes_and_so_does_a_stored_one() -> None:
    first = render(house.made())
    assert render(house.made()) == first
    stored = tuple(Section.model_validate_json(s.model_dump_json()) for s in house.made().sections)
    assert render(house.made(*stored)) == first


def test_another_number_gives_another_page() -> None:
    other = house.money_section(message="Het pakket kost 1,3 mld euro per jaar.")
    assert render(house.made(other, house.who_section())) != render(house.made())


NASTY = "<script>alert(1)</script>\"'&\x1b[31m\u202e"


@pytest.mark.parametrize("place", ["title", "block", "measure", "section", "cell", "fact", "check", "source", "remark"])
def test_text_of_a_package_stays_text(place: str) -> None:
    package, tables, sections = house.package(), house.tables(), [house.money_section()]
    if place == "title":
        package["title"] = NASTY
    elif place == "block":
        package["blocks"] = [{"key": "E1", "title": NASTY}]
    elif place == "measure":
        package["measures"] = [house.measure("M-03", "E1", "planned", title=NASTY, why=NASTY, model="youth")]
        tables = house.tables(**{"run.measures": house.outcomes({"M-03": "planned"})})
    elif place == "section":
        sections = [house.money_section(title=NASTY, message=NASTY, limits=(NASTY,), missing=(NASTY,))]
    elif place == "cell":
        table = house.plain_table(NASTY)
        sections = [house.money_section(parts=(Part(key="a", title=NASTY, words=(NASTY,), tables=(table,)),))]
    elif place == "fact":
        sections = [house.money_section(facts=(Fact(figure=NASTY, meaning=NASTY),))]
    elif place == "check":
        tables = house.tables(**{"run.checks": house.table([house.check(met=False, name=NASTY)])})
    elif place == "source":
        tables = house.tables(**{"run.facts": house.table([house.fact("a", "A", source=NASTY, note=NASTY)])})
    else:
        remarks = house.table([{"measure": "M-01", "code": "x", "text": NASTY}])
        tables = house.tables(**{"run.remarks": remarks})
    page = render(house.Made(house.view(package=package, tables=tables), tuple(sections)))
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert outline(page).open == []


def test_sections_stand_under_their_question_and_parts_in_order() -> None:
    plain = Section(key="rest", title="Overig", message="Iets.", facts=(Fact(figure="7", meaning="dagen"),))
    page = render(house.made(plain, house.who_section(), house.money_section()))
    places = [page.index(f'id="{key}"') for key in ("vragen", "money", "people", "rest", "coverage", "claims")]
    places += [page.index(f'id="{key}"') for key in ("checks", "sources", "receipt")]
    assert places == sorted(places)
    body = page[page.index('id="money"') : page.index('id="people"')]
    order = ["Woorden bij het saldo.", "<svg", "Alle jaren", "Om te onthouden", "Let op de rente."]
    assert [body.index(words) for words in order] == sorted(body.index(words) for words in order)
    contents = page[page.index("<nav") : page.index("</nav>")]
    assert contents.index("Wat kost het?") < contents.index("#money") < contents.index("Wie merkt het?")
    assert contents.index("#people") < contents.index("#rest") < contents.index("Over deze doorrekening")


def test_headline_figures_stand_in_the_card_of_their_question_and_once_in_the_page() -> None:
    cost, who, fit = re.findall(r'<article class="card">(.*?)</article>', render(house.made()), re.DOTALL)
    assert "per jaar (prijzen van 2025)" in cost
    assert "Gas is niet berekend." in cost
    assert "De helft merkt er iets van." in who
    assert "per jaar (prijzen van 2025)" not in who + fit
    assert "Dat is nog niet berekend." in fit
    assert render(house.made()).count("per jaar (prijzen van 2025)") == 1
    assert render(house.made()).count("Gas is niet berekend.") == 1
    plain = Section(key="rest", title="Overig", facts=(Fact(figure="7", meaning="dagen"),), missing=("Wind.",))
    page = render(house.made(plain))
    assert page.count("<dd>dagen</dd>") == 1
    assert page.count("<li>Wind.</li>") == 1


def test_a_table_keeps_caption_unit_groups_marks_and_sides() -> None:
    page = render(house.made(house.money_section(parts=(Part(key="a", title="", tables=(house.plain_table(),)),))))
    table = re.search(r"<table class=\"narrow\">(.*?)</table>", page[page.index('id="money"') :], re.DOTALL)
    assert table is not None
    words = table[1]
    assert 'Saldo per jaar <span class="unit">(% bbp)</span>' in words
    assert '<th scope="colgroup" colspan="2" class="group">pakket</th>' in words
    assert '<th scope="rowgroup" colspan="3">kop</th>' in words
    assert '<th scope="row"><span class="mark">twijfel</span> 2031</th><td class="n">−2,0</td>' in words
    assert words.count("twijfel") == 1
    assert '<tr class="total"><th scope="row">som</th>' in words


def test_the_news_comes_first_and_the_run_number_last() -> None:
    page = render(house.made())
    assert page.index("Het pakket kost 1,2 mld") < page.index("EMU-saldo") < page.index("De drie vragen")
    assert page.index("De drie vragen") < page.index(house.RECEIPT.run_id)


def test_some_sections_make_a_page_of_their_own() -> None:
    page = render_sections("Een huishouden", [house.money_section()])
    assert "<h1>Een huishouden</h1>" in page
    assert "De drie vragen" not in page
    assert "per jaar (prijzen van 2025)" in page
    assert "Gas is niet berekend." in page
    assert outline(page).open == []


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("gewoon", "gewoon"),
        ("a\x1b[0mb", "a[0mb"),
        ("a\nb", "a\nb"),
        ("−1\xa0mld €", "−1\xa0mld €"),
        ("\u202ex\x9b", "x"),
    ],
)
def test_only_hidden_characters_go(given: str, left: str) -> None:
    assert clean(given) == left
