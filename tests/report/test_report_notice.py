"""The section on households: its figures are those of the run, with units, and it says what is missing."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from notice_samples import CHANGE, EACH, HOMES, made_up, months
from report_samples import Element, booking

from bouwstenen.models.households.months import Settings
from bouwstenen.report import render

Make = Any
Read = Any
TableOf = Any


@pytest.fixture
def page(make_run: Make, read: Read) -> Element:
    return read(render(make_run(households=made_up(), bookings=(booking("B3", "regel", 16, 0.5),))))


def section(page: Element) -> Element:
    (found,) = page.all("section", id="huishoudens")
    return found


def row_of(table: Element, head: str) -> list[str]:
    (found,) = [row for row in table.rows() if row[0].startswith(head)]
    return found


def card(page: Element) -> dict[str, str]:
    """Headline figures of the card by their meaning."""
    (found,) = page.all("article", id="mensen")
    return {e.all("dd")[0].text: e.all("dt")[0].text for e in found.all("dl", kind="facts")[0].all("div")}


def figure(facts: dict[str, str], meaning: str) -> tuple[str, str]:
    (found,) = [(value, words) for words, value in facts.items() if meaning in words]
    return found


def test_without_households_there_is_no_section_and_the_card_says_so(make_run: Make, read: Read) -> None:
    page = read(render(make_run(households=None)))
    assert not page.all("section", id="huishoudens")
    assert not [a for a in page.all("a") if a.attributes["href"] == "#huishoudens"]
    assert "Dat is nog niet berekend." in page.all("article", id="mensen")[0].text


def test_card_has_the_main_figures_with_their_bands(page: Element) -> None:
    facts = card(page)
    balance, words = figure(facts, "saldo van de overheid")
    assert balance == "−0,05 mld euro"
    assert "band −0,4 tot +0,3 (prijzen van 2030)" in words
    moved, words = figure(facts, "koopkracht in 2030; band")
    assert moved == "20,0% wint, 10,0% verliest"
    assert "18,0 tot 23,0% en 9,0 tot 11,0%" in words
    lowest, words = figure(facts, "laagste 20%")
    assert lowest == "+6,0%"
    assert "+5,5 tot +6,7%" in words
    poor, words = figure(facts, "arme mensen")
    assert poor == "−100 duizend"
    assert "(band −120 tot −80), onder wie −3,0 duizend kinderen (band −5,0 tot +1,0)" in words
    # One million households have one reclaim each now, and none when awards are final each month.
    assert figure(facts, "terugvorderingen")[0] == "1,0 → 0,0 miljoen"


def test_card_and_summary_say_how_many_gain_and_lose_and_what_is_missing(page: Element) -> None:
    (found,) = page.all("article", id="mensen")
    # Of ten households one gains 10% and one 2%; one loses 1% and one 0.1%, which is less than half a per cent.
    words = "20,0% van de huishoudens er meer dan een half procent op vooruit en 10,0% achteruit"
    assert words in found.text
    assert words in page.all("p", kind="summary")[0].text
    assert "andere 70,0%" in found.text
    assert "instelling" in found.text


def test_purchasing_power_by_group(page: Element, table_of: TableOf) -> None:
    table = table_of(page, "Koopkracht in 2030: wat het pakket verandert (")
    total = row_of(table, "alle huishoudens")
    assert total[1] == "1.000"
    percent = np.sort(100.0 * CHANGE / (np.arange(1, 11) * 10_000.0))
    wanted = [percent[int(np.ceil(q * HOMES)) - 1] for q in (0.05, 0.25, 0.5, 0.75, 0.95)]
    shown = [f"{v:+.1f}".replace(".", ",").replace("-", "−") if v else "0,0" for v in wanted]
    assert total[2:7] == shown
    assert total[7:] == ["+51", "20,0", "10,0"]
    assert row_of(table, "laagste 20%")[1:] == ["200", "+2,0", "+2,0", "+2,0", "+10,0", "+10,0", "+700", "100,0", "0,0"]
    assert row_of(table, "uitkering")[1] == "200"
    assert "studiefinanciering" not in [row[0] for row in table.rows()]
    caption = table.all("caption")[0].text
    assert "prijzen van 2030" in caption


def test_households_without_change_are_told_as_a_share(page: Element) -> None:
    assert "Voor 60,0% van de huishoudens verandert er niets." in section(page).text


def test_winners_and_losers_by_step(page: Element, table_of: TableOf) -> None:
    table = table_of(page, "Winnaars en verliezers in 2030 naar grootte")
    assert table.rows() == [
        ["elk bedrag", "20,0", "20,0", "200", "200"],
        ["meer dan 0,5%", "20,0", "10,0", "200", "100"],
        ["meer dan 2%", "10,0", "0,0", "100", "0"],
        ["meer dan 5%", "10,0", "0,0", "100", "0"],
    ]


def test_money_by_scheme_and_the_line_of_the_document(page: Element, table_of: TableOf) -> None:
    table = table_of(page, "Geld per regeling in 2030")
    assert row_of(table, "Zorgtoeslag")[1:] == ["6,0", "6,1", "+0,05", "3.000", "3.000", "2.000", "2.020"]
    assert row_of(table, "Saldo van de overheid")[3] == "−0,05"
    assert "Huurtoeslag" not in [row[0] for row in table.rows()]
    line = table_of(page, "Wat huishoudens kosten in 2030")
    assert row_of(line, "document, regel 16")[1:] == ["0,5", "prijzen van 2025"]
    assert row_of(line, "model, alleen blok 3")[1:] == ["0,05", "prijzen van 2030"]
    assert "Uitleg bij regel zestien." in section(page).text


def test_poverty_pressure_and_take_up(page: Element, table_of: TableOf) -> None:
    poverty = table_of(page, "Armoede in 2030").rows()
    place = next(i for i, row in enumerate(poverty) if row[0].startswith("Onder de armoedegrens"))
    assert poverty[place + 1] == ["personen", "400", "200", "−200", "20,0", "10,0"]
    assert poverty[place + 2] == ["kinderen", "200", "100", "−100", "100,0", "50,0"]
    pressure = table_of(page, "Marginale druk in 2030")
    assert pressure.rows() == [["alle werkenden", "5.000", "50,0", "50,0", "10,0", "10,0", "2,0", "2,0"]]
    take_up = table_of(page, "Niet-gebruik van toeslagen in 2030")
    assert take_up.rows()[0][1:] == ["25,0", "12,5", "1,2", "0,6"]


def test_points_in_three_ways_and_the_points_that_move_nothing(page: Element, table_of: TableOf) -> None:
    table = table_of(page, "Saldo van de overheid, plus is beter: effect per punt")
    assert row_of(table, "punt 7")[1:] == ["−0,03", "−0,04", "−0,04"]
    assert row_of(table, "punt 9")[1:] == ["−0,01", "−0,02", "−0,02"]
    assert row_of(table, "punt 3")[1:] == ["0,0", "0,0", "0,0"]
    assert row_of(table, "wisselwerking")[1] == "−0,01"
    assert row_of(table, "hele pakket")[3] == "−0,05"
    words = section(page).text
    assert "veranderen in 2030 geen inkomen: punt 3" in words
    assert "geen regel die dit model kan veranderen: punt 1" in words


def test_intervals_by_cause(page: Element, table_of: TableOf) -> None:
    table = table_of(page, "Hoe zeker de hoofdcijfers zijn")
    assert row_of(table, "saldo van de overheid")[1:] == ["−0,05", "−0,4 tot +0,3", "−0,4 tot +0,3", "–"]
    assert row_of(table, "verliest meer")[1:3] == ["10,0", "9,0 tot 11,0"]
    assert row_of(table, "Gini")[1:3] == ["−0,4", "−0,5 tot −0,3"]


def test_the_year_in_months(page: Element, table_of: TableOf) -> None:
    table = table_of(page, "Toeslagen in 2030 naar manier van toekennen")
    heads = [th.text for th in table.all("thead")[0].all("th")]
    assert heads[1:] == ["schatting en verrekening achteraf (nu)", "definitief op inkomen van de maand (pakket)"]
    assert row_of(table, "toeslagen met een terugvordering")[1:] == ["1.000", "0"]
    assert row_of(table, "teruggevorderd")[1:] == ["0,6", "0,0"]
    assert row_of(table, "nabetaald")[1:] == ["0,4", "0,0"]
    assert row_of(table, "huishoudens die meer dan 500 euro")[1:] == ["1.000", "0"]
    assert row_of(table, "schommeling van het maandinkomen")[1:] == ["10,0", "10,0"]
    # Kept now 1,400 and 2,200 euro, monthly 2,000 both: a million gain 600 and two million lose 200.
    assert row_of(table, "houdt in het jaar meer dan 100 euro meer")[1:] == ["–", "1.000"]
    assert [row[2] for row in table.rows() if row[0].startswith("die houden")] == ["+600", "−200"]
    assert "gaat er 0,2 mld euro per jaar meer naar toeslagen (prijzen van 2030)" in section(page).text
    scheme = table_of(page, "Terugvorderingen en nabetalingen per toeslag")
    now = next(row for row in scheme.rows() if row[0] == "Zorgtoeslag")
    assert now[1:] == ["3.000", "6,0", "5,8", "1.000", "0,6", "600", "1.000", "2.000", "0,4", "200"]
    published = table_of(page, "Gepubliceerde cijfers over terugvorderingen")
    assert published.rows()[0][1:5] == ["30,0", "33,0", "+10,0", "ijking"]


@pytest.mark.parametrize("ignored", [True, False])
def test_chain_effects_are_told_in_both_cases(make_run: Make, read: Read, ignored: bool) -> None:
    found = made_up()
    changed = months(Settings(award_moment="per_maand", back_payments_ignored=ignored))
    run = replace(found, details=replace(found.details, months=changed))
    words = section(read(render(make_run(households=run)))).text
    assert ("Met het pakket telt een nabetaling nergens meer mee" in words) is ignored
    assert "2.000 duizend huishoudens krijgen nu een nabetaling" in words
    assert "Wat nabetalingen nu een jaar later kosten" in words


def test_complexity_and_burden(page: Element, table_of: TableOf) -> None:
    table = table_of(page, "Wat een huishouden tegenkomt in 2030")
    assert row_of(table, "regelingen")[1:] == ["2,0", "1,0", "−1,0"]
    assert row_of(table, "betaaldagen per maand")[1:] == ["3,0", "1,5", "−1,5"]
    by_number = table_of(page, "Huishoudens naar aantal")
    assert row_of(by_number, "regelingen")[1:] == ["25,0", "25,0", "25,0", "25,0", "25,0", "50,0", "25,0", "0,0"]
    law = table_of(page, "Verschillende begrippen in de hele wet")
    assert row_of(law, "begrippen van inkomen")[1:] == ["2", "1", "−1"]
    words = section(page).text
    # Two hours for one of four households that stand for a million each.
    assert "alleen voor Regeling aow: 2,0 miljoen uur per jaar zonder en 1,0 miljoen uur met pakket" in words
    assert "niet in de regeldruk: Regeling anw." in words


def test_targets_show_deviation_doubt_and_cause(page: Element, table_of: TableOf) -> None:
    table = table_of(page, "Alle doelen van de gemaakte bevolking")
    far = row_of(table, "twijfel Mensen met AOW")
    assert far[1:6] == ["3.000.000", "2.400.000", "−20,0", "2024", "C"]
    assert far[-1] == "Een andere afbakening."
    close = row_of(table, "Gini")
    assert close[1:4] == ["0,250", "0,251", "+0,4"]
    assert close[-1] == ""
    assert "Van de 1 toetsen die de bevolking niet heeft gezien liggen er 0 binnen hun marge." in section(page).text


def test_waiting_and_debts(page: Element, table_of: TableOf) -> None:
    table = table_of(page, "Wachten op een keuring, en schulden")
    assert [row[1:] for row in table.rows()] == [
        ["24", "24"],
        ["12", "0"],
        ["141,4", "0,0"],
        ["700", "700"],
        ["0", "160"],
    ]


def test_notes_waiting_and_the_option_are_told(make_run: Make, read: Read, page: Element, table_of: TableOf) -> None:
    words = section(page).text
    assert "Een opmerking." in words
    assert "huishoudens.proef" in words
    assert row_of(table_of(page, "Optie arbeidsaanbod"), "samen")[-1] == "+1,3"
    without = section(read(render(make_run(households=made_up(labour=False)))))
    assert "Optie" not in without.text


def test_every_table_and_chart_has_a_unit_and_full_rows(page: Element) -> None:
    found = section(page)
    assert len(found.all("table")) >= 20
    for table in found.all("table"):
        caption = table.all("caption")[0].text
        assert re.search(r"\([^)]+\)$", caption)
        if re.search("mld euro|mln euro|euro per jaar|gemiddeld, euro", table.text):
            assert re.search(r"prijzen van|prijspeil", caption), caption
        widths = {
            sum(int(c.attributes.get("colspan", "1")) for c in r.children if not isinstance(c, str))
            for r in table.all("tr")
        }
        assert len(widths) == 1, caption
    assert len(found.all("figure")) == 7
    for drawn in found.all("figure"):
        assert drawn.all("figcaption")[0].text.endswith(")")
        assert drawn.all("desc")[0].text
        assert drawn.all("table")[0].rows()
    assert not re.search(r"\b(nan|None|True|False|inf)\b", found.text)


@pytest.mark.parametrize("moves", [True, False])
@pytest.mark.parametrize("unknown", [True, False])
def test_nothing_breaks_without_change_or_intervals(make_run: Make, read: Read, moves: bool, unknown: bool) -> None:
    page = read(render(make_run(households=made_up(moves=moves, unknown=unknown))))
    words = section(page).text
    assert not re.search(r"\b(nan|None|inf)\b", page.all("body")[0].text)
    assert ("daarvoor zijn er te weinig huishoudens gemaakt" in words) is unknown
    if not moves:
        assert "Voor 100,0% van de huishoudens verandert er niets." in words
    if unknown:
        assert "band –" in figure(card(page), "saldo van de overheid")[1]


def test_points_of_the_cloud_stand_for_all_households(page: Element) -> None:
    (found,) = [f for f in section(page).all("figure") if "naar bruto inkomen" in f.all("figcaption")[0].text]
    assert f"elk punt {HOMES * EACH / 20 / 1000:.0f} duizend huishoudens" in found.text
    assert "20 punten. Van de punten ligt 20,0% boven nul, 20,0% eronder en 60,0% op nul." in found.text


def test_same_run_gives_the_same_bytes_and_links_lead_somewhere(make_run: Make, read: Read) -> None:
    html = render(make_run(households=made_up()))
    assert html == render(make_run(households=made_up()))
    page = read(html)
    links = {a.attributes["href"].removeprefix("#") for a in page.all("a")}
    ids = {e.attributes["id"] for tag in ("section", "h3") for e in page.all(tag) if "id" in e.attributes}
    assert "huishoudens" in links
    assert links <= ids
