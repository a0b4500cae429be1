"""The shipped package as data: complete in itself, every place answered once, nothing left without a reason."""

import re
from collections import Counter
from pathlib import Path

import pytest

from bouwstenen.agreement.coverage import count_measures, count_places, ledger
from bouwstenen.agreement.loader import DATA_FOLDER, LoadedPackage, load_package, shipped_packages


@pytest.fixture(scope="module")
def package() -> LoadedPackage:
    return load_package("bouwstenen")


def test_shipped_packages() -> None:
    assert shipped_packages() == ["bouwstenen"]


def test_every_file_of_the_folder_is_read(package: LoadedPackage) -> None:
    there = {f"bouwstenen/{file.relative_to(DATA_FOLDER / 'bouwstenen')}" for file in DATA_FOLDER.rglob("*.y*ml")}
    assert {name for name, _ in package.files} == there
    assert all(re.fullmatch(r"[0-9a-f]{64}", sha256) for _, sha256 in package.files)


def test_every_block_has_measures(package: LoadedPackage) -> None:
    assert set(count_measures(package)) >= {f"B{number}" for number in range(1, 9)}


def test_all_lines_and_notes_of_the_financial_framework_have_a_measure(package: LoadedPackage) -> None:
    rows = ledger(package)
    for kind in ("line", "note"):
        assert [row.number for row in rows if row.kind == kind] == list(range(1, 17))
        assert all(row.measures for row in rows if row.kind == kind)


def test_each_place_has_one_row_with_an_outcome(package: LoadedPackage) -> None:
    rows = ledger(package)
    twice = [key for key, count in Counter(row.key for row in rows).items() if count > 1]
    assert twice == []
    assert [row.key for row in rows if not row.outcome] == []
    assert sum(sum(block.values()) for block in count_places(rows).values()) == len(rows)


def test_items_are_numbered_without_a_gap(package: LoadedPackage) -> None:
    """A missing number under a heading would be a promise that was dropped."""
    found: dict[tuple[str, ...], list[int]] = {}
    for row in ledger(package):
        found.setdefault((row.part, row.section, row.heading, row.kind), []).append(row.number)
    assert {key: numbers for key, numbers in found.items() if numbers != list(range(1, len(numbers) + 1))} == {}


def test_reasons_are_not_copied_over_and_over(package: LoadedPackage) -> None:
    reasons = Counter(measure.why for measure in package.measures if measure.why)
    assert [reason for reason, count in reasons.items() if count > 5] == []


def test_every_measure_can_be_found_in_its_file(package: LoadedPackage) -> None:
    for measure in package.measures:
        where = package.where(measure.id, "title")
        assert "title:" in Path(where.file).read_text(encoding="utf-8").splitlines()[where.line - 1]
