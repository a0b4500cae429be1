"""What a stored run keeps of its package: plain data that stands on its own."""

import json

import pytest
from dike_package import BASE, Load

from bouwstenen.agreement.loader import load_package
from bouwstenen.agreement.summary import package_summary, plain, reserved_measures


def test_the_whole_of_a_small_package(load: Load) -> None:
    head = (
        "blocks: [{key: B1, title: Water}, {key: B8, title: Geld}]\n"
        'documents: [{id: plan, title: Het plan, date: "2031-05-03"}]\n'
        "lines: [{number: 11, title: Dijken}]\n"
        "points: [{key: D, block: B1, title: hoge dijken}]\n"
        "reserved: [{line: 11, measures: [D]}]\n"
        "headline: {balance: 2031, debt: 2040}\n"
    )
    text = BASE.replace("    title: Dijken verhogen\n", "    title: Dijken verhogen\n    point: D\n")
    summary = package_summary(load(text + head))
    assert json.loads(json.dumps(summary)) == summary
    measures = summary.pop("measures")
    assert summary == {
        "id": "dijken",
        "title": "Plan voor dijken",
        "description": "",
        "blocks": [{"key": "B1", "title": "Water"}, {"key": "B8", "title": "Geld"}],
        "lines": [{"number": 11, "title": "Dijken"}],
        "documents": [{"id": "plan", "title": "Het plan", "date": "2031-05-03"}],
        "headline": {"balance": 2031, "debt": 2040},
        "rules": "none",
        "points": [{"key": "D", "block": "B1", "title": "hoge dijken"}],
        "reserved": [{"line": 11, "measures": ["D-1"]}],
        "switched_off": [],
    }
    first, second = measures
    assert (first["id"], first["block"], first["point"], first["status"]) == ("D-1", "B1", "D", "computed")
    assert first["source"] == {
        "document": "plan",
        "document_title": "Het plan",
        "block": "B1",
        "section": "1.1",
        "heading": "Hogere dijken",
        "kind": "item",
        "number": 1,
    }
    assert [place["heading"] for place in first["also"]] == ["Onderbouwing"]
    money, dikes = first["levers"]
    assert (money["kind"], money["part"], money["line"], money["purpose"]) == ("budget", "dijken", 11, "general")
    assert money["value_text"] == "krap: 0,5; midden: 1; ruim: 2 mld EUR per jaar, prijzen 2025"
    assert (dikes["path"], dikes["start"], dikes["value_text"]) == ("space.dike_km", 2027, "20 km/jaar")
    assert (second["status"], second["model"]) == ("planned", "space")
    assert second["why"] == "Wacht op het model voor de ruimte."
    assert second["levers"][0]["value_text"] == "ja"


@pytest.mark.usefixtures("base")
def test_what_is_switched_off_is_kept_by_name(load: Load) -> None:
    summary = package_summary(load("id: eigen\ntitle: Eigen\nextends: dijken.yaml\nswitch_off: [D-1]\n"))
    assert summary["switched_off"] == [{"id": "D-1", "title": "Dijken verhogen", "block": "B1"}]
    assert [measure["id"] for measure in summary["measures"]] == ["D-2"]


@pytest.mark.parametrize(
    ("value", "mode", "words"),
    [
        ("{narrow: 1, central: 1.5, wide: 2000}", "add", "plus krap: 1; midden: 1,5; ruim: 2.000 km/jaar"),
        ("1.1", "scale", "maal 1,1"),
        ("0.001", "set", "0,001 km/jaar"),
    ],
)
def test_values_in_words(load: Load, value: str, mode: str, words: str) -> None:
    package = load(BASE.replace("value: 20\n", f"value: {value}\n        mode: {mode}\n"))
    assert package_summary(package)["measures"][0]["levers"][1]["value_text"] == words


def test_titles_are_plain_and_short(load: Load) -> None:
    package = load(BASE.replace("title: Plan voor dijken", f'title: "Plan\\u202e \\u0007\\n voor {"d" * 300}"'))
    title = package_summary(package)["title"]
    assert title.startswith("Plan voor ddd")
    assert (len(title), title[-1]) == (160, "…")
    assert title.isprintable()


def test_plain_text() -> None:
    assert plain("a\x1b[31m\tb\u200b\n c") == "a[31m b c"
    assert plain("x" * 160) == "x" * 160
    assert plain("x" * 161) == "x" * 159 + "…"


def test_the_shipped_package() -> None:
    package = load_package("bouwstenen")
    summary = package_summary(package)
    assert [block["key"] for block in summary["blocks"]] == [f"B{number}" for number in range(1, 9)]
    assert [line["number"] for line in summary["lines"]] == list(range(1, 17))
    assert [document["id"] for document in summary["documents"]] == ["bouwstenen", "brieven"]
    assert summary["headline"] == {"balance": 2030, "debt": 2045}
    assert [point["key"] for point in summary["points"]] == [f"B3-{number:02d}" for number in range(1, 11)]
    # The points of block 3 that the note under line 16 names: 1, 2 and 3.
    assert {id_[:5] for id_ in reserved_measures(package, 16)} == {"B3-01", "B3-02", "B3-03"}
    assert reserved_measures(package, 14) == ()
    assert all(m["point"] == (m["id"][:5] if "B3-01" <= m["id"][:5] <= "B3-10" else None) for m in summary["measures"])
    json.dumps(summary)


def test_what_the_lines_of_the_shipped_package_are_for() -> None:
    purposes = {
        lever.line: lever.purpose
        for measure in load_package("bouwstenen").measures
        for lever in measure.levers
        if lever.kind == "budget"
    }
    assert [line for line, purpose in purposes.items() if purpose == "defence"] == [14]
    assert [line for line, purpose in purposes.items() if purpose == "investment_institution"] == [6]
    assert (purposes[9], purposes[13], purposes[16]) == ("housing", "health", "social")
