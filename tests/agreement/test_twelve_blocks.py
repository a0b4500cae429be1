"""A made-up package with twelve blocks and other lines: it loads, compiles and has nothing of the shipped one."""

import re
from pathlib import Path
from typing import Any

import pytest

from bouwstenen.agreement.contents import block_key
from bouwstenen.agreement.coverage import count_measures, count_places, ledger
from bouwstenen.agreement.loader import LoadedPackage, load_package
from bouwstenen.agreement.schema import READINGS
from bouwstenen.agreement.summary import package_summary, reserved_measures
from bouwstenen.core.errors import InputError
from bouwstenen.facts import load_facts
from bouwstenen.levers.compile import compile_measures

FILE = Path(__file__).parents[1] / "data" / "twelve_blocks" / "package.yaml"
BLOCKS = [f"H{number}" for number in range(1, 13)]


@pytest.fixture(scope="module")
def package() -> LoadedPackage:
    return load_package(FILE)


def titles(summary: dict[str, Any]) -> set[str]:
    """Everything that the summary of a package names."""
    found = {summary["id"], summary["title"], *(measure["id"] for measure in summary["measures"])}
    for name in ("blocks", "lines", "documents", "points", "measures"):
        found |= {entry["title"] for entry in summary[name]}
    return found | {entry["key"] for name in ("blocks", "points") for entry in summary[name]}


def test_it_has_its_own_blocks_lines_and_years(package: LoadedPackage) -> None:
    summary = package_summary(package)
    assert [block["key"] for block in summary["blocks"]] == BLOCKS
    assert [line["number"] for line in summary["lines"]] == [3, 9, 14, 16, 17, 40]
    assert summary["headline"] == {"balance": 2029, "debt": 2040}
    assert summary["rules"] == "none"
    assert set(count_measures(package)) == set(BLOCKS)
    assert package.files[0][0] == "kustakkoord/package.yaml"


def test_it_names_nothing_of_the_shipped_package(package: LoadedPackage) -> None:
    assert titles(package_summary(package)) & titles(package_summary(load_package("bouwstenen"))) == set()
    assert re.search(r"\bB[0-9]\b|bouwste", str(package_summary(package))) is None


@pytest.mark.parametrize("reading", READINGS)
def test_money_is_for_what_the_lever_says_and_not_for_its_line(package: LoadedPackage, reading: str) -> None:
    compiled = compile_measures(package.measures, reading, where=package.where)  # type: ignore[arg-type]
    assert compiled.remarks == ()
    assert {entry.line: (entry.block, entry.purpose, entry.payer) for entry in compiled.overlay.budget} == {
        14: ("H6", "education", "state"),
        16: ("H5", "culture", "municipality"),
        3: ("H9", "defence", "state"),
        9: ("H12", "investment_institution", "state"),
        17: ("H1", "environment", "water_board"),
        40: ("H11", "housing", "state"),
    }


def test_its_blocks_cut_the_overlay(package: LoadedPackage) -> None:
    overlay = compile_measures(package.measures).overlay
    family = overlay.only_blocks(frozenset({"H7"}))
    assert [change.measure for change in family.law] == ["K-premie", "K-huur"]
    assert (family.budget, family.inputs) == ((), ())
    assert overlay.only_blocks(frozenset(BLOCKS)) == overlay
    assert [c.path for c in overlay.slice("asylum", law=False, lines=False, rules=False).inputs] == [
        "asylum.regular_places"
    ]


def test_its_points_and_reserved_line(package: LoadedPackage) -> None:
    assert reserved_measures(package, 40) == ("K-huur",)
    assert {m.id: m.point for m in package.measures if m.point} == {"K-premie": "H7-a", "K-huur": "H7-b"}


def test_its_places_are_counted_by_block_and_document(package: LoadedPackage) -> None:
    rows = ledger(package)
    assert count_places(rows)["bijlage"] == {"computed": 4, "layout": 1}
    assert count_places(rows)["H12"] == {"context": 1}
    parts = list(dict.fromkeys(row.part for row in rows))
    assert parts == ["bijlage", "H2", "H3", "H4", "H7", "H8", "H10", "H12"]


def test_its_own_figures_go_over_those_of_the_vintage(package: LoadedPackage) -> None:
    assert package.figures == (FILE.parent / "figures.yaml",)
    assert load_facts(overrides=package.figures[0]).value("asylum.cost_regular") == 31000
    assert "kustakkoord/figures.yaml" in dict(package.files)


def test_users_name_its_blocks(package: LoadedPackage) -> None:
    assert block_key("h12", package) == "H12"
    with pytest.raises(InputError, match=r"blok 'B3' zit niet in dit pakket.*H1 \(Zee en strand\)"):
        block_key("B3", package)
