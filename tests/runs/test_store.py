"""A run that was written opens again as the same run; a folder that was touched does not open."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.runs.sample_run import sample_run

from bouwstenen.core.errors import InputError
from bouwstenen.receipt import read_receipt
from bouwstenen.runs.store import CONTENT, RECEIPT, ROWS, TABLES, complete_receipt, number_in, open_run, write_run

if TYPE_CHECKING:
    from pathlib import Path

    from bouwstenen.runs.result import Run


def shown(run: Run, folder: Path) -> None:
    """Stands in for the report."""
    (folder / "rapport.html").write_text(f"run {run.id}: {run.sections[0].message}", encoding="utf-8")
    (folder / "effecten.csv").write_text(run.rows.write_csv(), encoding="utf-8")
    (folder / "dekking.csv").write_text("", encoding="utf-8")
    (folder / "tabellen.xlsx").write_bytes(b"")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_run(sample_run(), tmp_path / "uit", shown)
    return tmp_path / "uit"


def test_an_opened_run_is_the_run_that_was_written(folder: Path) -> None:
    first, again = sample_run(), open_run(folder)
    assert again.rows.equals(first.rows, null_equal=True)
    assert again.sections == first.sections
    assert again.view.package == first.view.package
    assert again.view.options == first.view.options
    assert {n: t.to_dicts() for n, t in again.view.tables.items()} == {
        n: t.to_dicts() for n, t in first.view.tables.items()
    }
    assert again.id == first.id


def test_writing_twice_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_run(open_run(folder), tmp_path / "twee", shown)
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted(path.name for path in (tmp_path / "twee").iterdir())
    for name in names:
        assert (folder / name).read_bytes() == (tmp_path / "twee" / name).read_bytes(), name


@pytest.mark.parametrize("name", [ROWS, CONTENT, "rapport.html", "effecten.csv", TABLES])
@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_a_touched_folder_does_not_open(folder: Path, name: str, damage: str) -> None:
    if damage == "gone":
        (folder / name).unlink()
    else:
        (folder / name).write_bytes((folder / name).read_bytes() + b" ")
    with pytest.raises(InputError, match=name):
        open_run(folder)


@pytest.mark.parametrize("kept", [[], [ROWS], [ROWS, CONTENT, "effecten.csv", "dekking.csv"]])
def test_a_receipt_that_lacks_a_file_is_refused(folder: Path, kept: list[str]) -> None:
    path = folder / RECEIPT
    plain = json.loads(path.read_text(encoding="utf-8"))
    plain["results"] = [item for item in plain["results"] if item["name"] in kept]
    path.write_text(json.dumps(plain), encoding="utf-8")
    with pytest.raises(InputError, match="noemt niet alle bestanden"):
        complete_receipt(path)


def test_the_number_in_the_rows_is_that_of_the_receipt(folder: Path) -> None:
    assert number_in(folder) == read_receipt(folder / RECEIPT).run_id


def test_a_choice_changed_in_the_receipt_alone_gives_another_number(folder: Path) -> None:
    receipt = read_receipt(folder / RECEIPT)
    forged = receipt.model_copy(update={"options": {"reading": "wide"}})
    assert forged.run_id != number_in(folder)
    assert receipt.model_copy(update={"version": "9.9"}).run_id != number_in(folder)


def test_a_write_that_fails_leaves_the_earlier_files(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def fail(_run: Run, _folder: Path) -> None:
        raise InputError("schijf vol.")

    with pytest.raises(InputError, match="schijf vol"):
        write_run(sample_run(), folder, fail)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_path_outside_the_folder_is_refused(folder: Path) -> None:
    path = folder / RECEIPT
    plain = json.loads(path.read_text(encoding="utf-8"))
    plain["results"].append({"name": "../klein.yaml", "sha256": "0" * 64})
    path.write_text(json.dumps(plain), encoding="utf-8")
    with pytest.raises(InputError, match="kan hier niet"):
        open_run(folder)
