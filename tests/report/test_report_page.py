"""The page as a whole: readable by people and machines, complete in itself, and safe with any text."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from report_samples import EMPTY, effect_rows

import bouwstenen.report
from bouwstenen.checks.check import Check
from bouwstenen.report import render

CSS = (Path(bouwstenen.report.__file__).parent / "templates" / "report.css").read_text(encoding="utf-8")
HOSTILE = """<script>alert(1)</script> "x" 'y' & {{ 7 * 7 }} <img src=http://kwaad.nl/x>"""
Make = Any
Read = Any


def elements(page: Any) -> list[Any]:
    """All elements of a page."""
    found = []
    for child in page.children:
        if not isinstance(child, str):
            found += [child, *elements(child)]
    return found


@pytest.fixture
def html(make_run: Make) -> str:
    return render(make_run())


def test_language_title_and_one_first_heading(html: str, read: Read) -> None:
    page = read(html)
    assert html.lstrip().lower().startswith("<!doctype html>")
    assert page.all("html")[0].attributes["lang"] == "nl"
    assert [h.text for h in page.all("h1")] == ["Proefpakket"]
    assert "Proefpakket" in page.all("title")[0].text
    assert page.all("meta", name="viewport")[0].attributes["content"].startswith("width=device-width")


def test_headings_never_skip_a_level(html: str, read: Read) -> None:
    levels = [int(e.tag[1]) for e in elements(read(html)) if re.fullmatch(r"h[1-6]", e.tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_sections_stand_in_the_order_of_the_questions(html: str, read: Read) -> None:
    page = read(html)
    assert [section.attributes["id"] for section in page.all("section")] == [
        "vragen", "kader", "paden", "regels", "europa", "bevolking",
        "oorzaken", "banden", "beweringen", "dekking", "controles",
        "bronnen", "ontvangst",
    ]  # fmt: skip
    assert [h.text for h in page.all("h3")][:3] == ["Wat kost het?", "Wie merkt het?", "Past het?"]


def test_links_stay_on_the_page_and_lead_somewhere(html: str, read: Read) -> None:
    page = read(html)
    ids = [e.attributes["id"] for e in elements(page) if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    links = [e.attributes["href"] for e in page.all("a")]
    assert links
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert all(link.startswith("#") for link in links)


def test_page_asks_for_nothing_outside_itself(html: str, read: Read) -> None:
    page = read(html)
    assert not [
        e.tag for e in elements(page) if e.tag in ("script", "img", "iframe", "object", "embed", "video", "form")
    ]
    assert [e.attributes["href"] for e in page.all("link")] == ["data:,"]
    for element in elements(page):
        assert not {"src", "srcset", "action", "onload", "onclick", "style", "background"} & element.attributes.keys()
        assert not any("http:" in value or "https:" in value for value in element.attributes.values())
    assert "url(" not in CSS
    assert "@import" not in CSS
    policy = next(e.attributes["content"] for e in page.all("meta") if "http-equiv" in e.attributes)
    assert policy.startswith("default-src 'none'")
    assert len(html.encode()) < 5_000_000


def test_every_chart_has_words_and_a_table_with_the_same_rows(html: str, read: Read) -> None:
    page = read(html)
    charts = page.all("svg", kind="chart")
    assert len(charts) == len(page.all("figure")) == 8
    for figure in page.all("figure"):
        (chart,) = figure.all("svg", kind="chart")
        assert chart.attributes["role"] == "img"
        assert figure.all("figcaption")[0].text.split(" (")[0] in chart.attributes["aria-label"]
        words = chart.all("desc")[0].text
        assert re.search(r"\d", words)
        assert words in " ".join(chart.attributes["aria-label"].replace("\u00a0", " ").split())
        assert figure.all("details")[0].all("table")[0].rows()
    for svg in page.all("svg", kind="swatch"):
        assert svg.attributes["aria-hidden"] == "true"


def test_every_table_says_what_it_is_and_has_full_rows(html: str, read: Read) -> None:
    for table in read(html).all("table"):
        assert table.all("caption")[0].text
        widths = set()
        for row in table.all("tr"):
            cells = [cell for cell in row.children if not isinstance(cell, str)]
            widths.add(sum(int(cell.attributes.get("colspan", "1")) for cell in cells))
        assert len(widths) == 1, table.all("caption")[0].text
        assert all("scope" in cell.attributes for cell in table.all("th"))


def test_tables_of_amounts_say_unit_and_price_level(html: str, read: Read) -> None:
    captions = [table.all("caption")[0].text for table in read(html).all("table")]
    money = [caption for caption in captions if "mld euro" in caption]
    assert len(money) >= 8
    assert all("lopende prijzen" in caption or "prijzen van 2025" in caption for caption in money)
    assert all(re.search(r"\([^)]+\)$", caption) for caption in captions if not caption.startswith("Keuzes"))


def test_no_value_is_shown_as_code(html: str, read: Read) -> None:
    words = read(html).all("main")[0].text
    assert not re.search(r"\b(nan|None|True|False|inf)\b", words)


@pytest.mark.parametrize("field", ["title", "why"])
def test_hostile_text_of_a_package_is_shown_and_never_run(make_run: Make, read: Read, field: str) -> None:
    page = read(render(make_run(**{field: HOSTILE})))
    assert not page.all("script")
    assert not page.all("img")
    assert " ".join(HOSTILE.split()) in page.all("body")[0].text


def test_hostile_text_of_bookings_and_checks_is_shown_and_never_run(make_run: Make, read: Read) -> None:
    run = make_run()
    changed = [*run.bookings]
    changed[0] = type(changed[0])(**{**changed[0].__dict__, "part": HOSTILE, "title": HOSTILE, "reason": HOSTILE})
    checks = (Check("benchmark", HOSTILE, None, 1.0, 2.0, "% bbp", HOSTILE, HOSTILE),)
    page = read(render(make_run(bookings=tuple(changed), checks=checks)))
    assert not page.all("script")
    assert page.all("body")[0].text.count("{{ 7 * 7 }}") >= 4


def test_the_same_run_gives_the_same_bytes(make_run: Make) -> None:
    assert render(make_run()) == render(make_run())


def test_a_package_without_money_and_results_says_so(make_run: Make, read: Read) -> None:
    page = read(render(make_run(package=EMPTY, bookings=(), claims=(), effects=[], checks=())))
    words = page.all("body")[0].text
    assert "In dit pakket staat geen bedrag." in words
    assert "Saldo en schuld zijn niet berekend." in words
    assert "nog niet berekend" in page.all("article", id="mensen")[0].text


def test_a_package_that_changes_nothing_says_so(make_run: Make, read: Read) -> None:
    page = read(render(make_run(package=EMPTY, bookings=(), claims=(), effects=effect_rows(0.0))))
    assert "Saldo en schuld veranderen niet." in page.all("p", kind="summary")[0].text


def test_a_failed_identity_is_told_at_the_top(make_run: Make, read: Read, html: str) -> None:
    broken = Check(
        "identity", "De onderdelen tellen op", met=False, value=3.0, expected=0.0, unit="mld EUR", source="x"
    )
    assert not read(html).all("p", kind="alarm")
    alarm = read(render(make_run(checks=(broken,)))).all("p", kind="alarm")
    assert "De onderdelen tellen op" in alarm[0].text


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["ink", "soft", "blue", "orange"])
@pytest.mark.parametrize("behind", ["#ffffff", "#f4f5f7"])
def test_text_stands_out_from_the_page(name: str, behind: str) -> None:
    found = re.search(rf"--{name}: (#[0-9a-f]{{6}})", CSS)
    assert found
    assert (luminance(behind) + 0.05) / (luminance(found[1]) + 0.05) >= 4.5


def test_lines_differ_in_more_than_colour() -> None:
    dashes = dict(re.findall(r"\.line\.(\w+) \{([^}]*)\}", CSS))
    patterns = [re.search(r"stroke-dasharray: ([\d ]+)", rule) for rule in dashes.values()]
    assert len(dashes) == 4
    assert len({found[1] if found else "" for found in patterns}) == len(dashes)


def test_every_style_that_charts_use_exists(html: str, read: Read) -> None:
    known = set(re.findall(r"\.([a-z_-]+)", CSS))
    used = {
        name for svg in read(html).all("svg") for e in elements(svg) for name in e.attributes.get("class", "").split()
    }
    assert used <= known
