"""The coverage ledger: every place with its measures or a reason, and the ledger held against a text."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from dike_package import BASE, Load

from bouwstenen.agreement.coverage import (
    COLUMNS,
    LedgerRow,
    check_against,
    count_measures,
    count_places,
    csv_text,
    ledger,
    row_dicts,
    write_csv,
)
from bouwstenen.agreement.source_text import Place
from bouwstenen.core.errors import InputError

DIKES, NOTES, NOW = "Hogere dijken", "Onderbouwing", "De opgave"
WAITS = "Wacht op het model voor de ruimte."
ROWS = [
    LedgerRow("", "B1", "1.1", DIKES, "item", 1, "0123456789ab", "D-1", "computed", ""),
    LedgerRow(
        "", "B1", "1.1", DIKES, "item", 2, "0000000000b2", "D-2", "planned", "Wacht op het model voor de ruimte."
    ),
    LedgerRow("", "B1", "1.2", NOW, "figure", 1, "0000000000c3", "", "context", "Beschrijft alleen hoe het nu is."),
    LedgerRow("", "B8", "8", NOTES, "note", 1, "00000000000a", "D-1", "computed", ""),
]
PLACES = [Place(*row.key, row.hash) for row in ROWS]
SECOND = """\
  - id: D-3
    source: {block: 1, section: "1.1", heading: Hogere dijken, item: 1, hash: "0123456789ab"}
    also: [{block: 1, section: "1.1", heading: Hogere dijken, item: 2, hash: "0000000000b2"}]
    block: 7
    title: Dijken bewaken
    status: process
    why: Een afspraak zonder inhoud.
no_measure:
"""


def test_ledger(load: Load) -> None:
    assert ledger(load(BASE)) == ROWS


def test_several_measures_for_one_place(load: Load) -> None:
    rows = ledger(load(BASE.replace("no_measure:\n", SECOND)))
    assert [(row.measures, row.outcome, row.status) for row in rows[:2]] == [
        ("D-1; D-3", "computed; process", "mixed"),
        ("D-2; D-3", "planned; process", "mixed"),
    ]
    assert rows[1].reason == "Wacht op het model voor de ruimte. Een afspraak zonder inhoud."


def test_a_measure_that_names_a_place_twice_counts_once(load: Load) -> None:
    also = '    also:\n      - {block: 1, section: "1.1", heading: Hogere dijken, item: 1, hash: "0123456789ab"}\n'
    rows = ledger(load(BASE.replace("    also:\n", also)))
    assert rows == ROWS


def test_a_measure_without_a_place_has_no_row(load: Load) -> None:
    own = "  - {id: E-1, block: 3, title: Eigen plan, status: process, why: Alleen een gesprek.}\nno_measure:\n"
    package = load(BASE.replace("no_measure:\n", own))
    assert ledger(package) == ROWS
    assert count_measures(package) == {"B1": {"computed": 1, "planned": 1}, "B3": {"process": 1}}


@pytest.mark.usefixtures("base")
def test_places_of_measures_that_are_switched_off_stay_in_the_ledger(load: Load) -> None:
    rows = ledger(load("id: eigen\ntitle: Eigen\nextends: dijken.yaml\nswitch_off: [D-1]\n"))
    assert rows[0] == replace(ROWS[0], measures="", outcome="switched_off", reason="uitgezet: D-1")
    assert rows[3] == replace(ROWS[3], measures="", outcome="switched_off", reason="uitgezet: D-1")
    assert rows[1:3] == ROWS[1:3]


@pytest.mark.usefixtures("base")
def test_an_own_reason_goes_before_switched_off(load: Load) -> None:
    place = "{block: 1, section: '1.1', heading: Hogere dijken, item: 2, hash: 0000000000b2}"
    reason = f"no_measure: [{{source: {place}, outcome: context, reason: Doen we niet.}}]\n"
    rows = ledger(load("id: eigen\ntitle: Eigen\nextends: dijken.yaml\nswitch_off: [D-2]\n" + reason))
    instead = replace(ROWS[1], measures="", outcome="context", reason="Doen we niet.")
    assert rows == [ROWS[0], instead, *ROWS[2:]]


def test_order_of_sections_headings_and_numbers(load: Load) -> None:
    def entry(block: int, section: str, heading: str, place: str) -> str:
        part = f"block: {block}" if block else "document: brief"
        source = f"{{{part}, section: '{section}', heading: {heading}, {place}, hash: '000000000000'}}"
        return f"  - {{source: {source}, outcome: context, reason: Zomaar.}}\n"

    given = [
        (7, "1", "Dagen", "figure: 1"),
        (7, "7.10", "Tien", "figure: 1"),
        (7, "7.2", "Later", "item: 10"),
        (7, "7.2", "Eerder", "figure: 1"),
        (7, "7.2", "Later", "item: 9"),
        (7, "7.2", "Later", "paragraph: 1"),
        (0, "0", "Brief", "figure: 1"),
    ]
    head = "id: orde\ntitle: Orde\ndocuments: [{id: brief, title: Brief, date: 2025-12-05}]\nno_measure:\n"
    rows = ledger(load(head + "".join(entry(*place) for place in given)))
    assert [(row.part, row.section, row.heading, row.kind, row.number) for row in rows] == [
        ("brief", "0", "Brief", "figure", 1),
        ("B7", "7.2", "Later", "item", 9),
        ("B7", "7.2", "Later", "item", 10),
        ("B7", "7.2", "Later", "paragraph", 1),
        ("B7", "7.2", "Eerder", "figure", 1),
        ("B7", "7.10", "Tien", "figure", 1),
        ("B7", "1", "Dagen", "figure", 1),
    ]


def test_documents_and_blocks_stand_in_the_order_of_the_package(load: Load) -> None:
    head = (
        "id: orde\ntitle: Orde\ndocuments: [{id: z, title: Z, date: 2025-12-05}, {id: a, title: A, date: 2025-12-05}]\n"
        "blocks: [{key: B10, title: Tien}, {key: kust, title: Kust}, {key: B2, title: Twee}]\nno_measure:\n"
    )
    at = "section: '1', heading: Kop, item: 1, hash: '000000000000'"
    parts = ["block: 2", "document: a", "block: kust", "document: a, block: 10", "document: z", "block: 10"]
    rows = ledger(
        load(head + "".join(f"  - {{source: {{{p}, {at}}}, outcome: context, reason: Zomaar.}}\n" for p in parts))
    )
    assert [(row.document, row.block) for row in rows] == [
        ("z", ""),
        ("a", ""),
        ("", "B10"),
        ("", "kust"),
        ("", "B2"),
        ("a", "B10"),
    ]


def test_a_ledger_that_covers_the_text(load: Load) -> None:
    report = check_against(ledger(load(BASE)), PLACES)
    assert report.complete
    assert (report.uncovered, report.nowhere, report.differing) == ((), (), ())


def test_a_place_that_nothing_covers() -> None:
    extra = Place("", "B2", "2.1", "Sloten", "item", 1, "00000000000d")
    report = check_against(ROWS, [*PLACES, extra])
    assert not report.complete
    assert report.uncovered == (extra,)


def test_a_row_that_points_nowhere() -> None:
    report = check_against(ROWS, PLACES[1:])
    assert not report.complete
    assert report.nowhere == (ROWS[0],)


def test_words_that_changed() -> None:
    changed = replace(PLACES[1], hash="ffffffffffff")
    report = check_against(ROWS, [PLACES[0], changed, *PLACES[2:]])
    assert not report.complete
    assert report.differing == ((ROWS[1], changed),)
    assert (report.uncovered, report.nowhere) == ((), ())


def test_two_measures_that_disagree_on_the_words(load: Load) -> None:
    rows = ledger(load(BASE.replace("no_measure:\n", SECOND.replace("0123456789ab", "0123456789ac"))))
    report = check_against(rows, PLACES)
    assert [(row.measures, row.hash) for row, _ in report.differing] == [("D-3", "0123456789ac")]


def test_counts_add_up_to_the_places(load: Load) -> None:
    rows = ledger(load(BASE.replace("no_measure:\n", SECOND)))
    counts = count_places(rows)
    assert counts == {"B1": {"mixed": 2, "context": 1}, "B8": {"computed": 1}}
    assert sum(sum(block.values()) for block in counts.values()) == len(rows)


def test_counts_of_measures_use_the_block_they_count_under(load: Load) -> None:
    package = load(BASE.replace("no_measure:\n", SECOND))
    assert count_measures(package) == {"B1": {"computed": 1, "planned": 1}, "B7": {"process": 1}}


def test_csv_holds_every_row(tmp_path: Path) -> None:
    odd = replace(ROWS[1], reason='Met "aanhaling", komma; en\nnieuwe regel')
    write_csv([ROWS[0], odd], tmp_path / "dekking.csv")
    text = (tmp_path / "dekking.csv").read_text(encoding="utf-8")
    assert text == csv_text([ROWS[0], odd])
    assert text.splitlines()[0] == "document,block,section,heading,kind,number,hash,measures,outcome,reason"
    read = list(csv.reader(io.StringIO(text)))
    assert read[1] == ["", "B1", "1.1", DIKES, "item", "1", "0123456789ab", "D-1", "computed", ""]
    assert read[2][9] == odd.reason


def test_rows_as_dictionaries() -> None:
    assert row_dicts(ROWS[:1]) == [
        dict(zip(COLUMNS, ("", "B1", "1.1", DIKES, "item", 1, "0123456789ab", "D-1", "computed", ""), strict=True))
    ]


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(InputError, match="niet te schrijven"):
        write_csv(ROWS, tmp_path / "bestand" / "dekking.csv")
