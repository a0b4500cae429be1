"""A receipt holds against everything that went in and came out; each change is told, and by its own name."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from tests.runs.sample_run import sample_run

from bouwstenen import receipt as receipt_module
from bouwstenen.agreement.loader import load_package
from bouwstenen.core.files import file_digest
from bouwstenen.facts import load_facts
from bouwstenen.receipt import code_digest
from bouwstenen.runs import verify as module
from bouwstenen.runs.options import run_options
from bouwstenen.runs.run import compile_readings, own_figures, start_receipt
from bouwstenen.runs.store import RECEIPT, ROWS, write_run
from bouwstenen.runs.verify import again, verify

if TYPE_CHECKING:
    from pathlib import Path

    from bouwstenen.runs.result import Run

PACKAGE = """\
id: klein
title: Een klein pakket
figures: eigen.yaml
measures:
  - id: M1
    block: 1
    title: Meer water
    status: computed
    levers:
      - {kind: budget, part: geld, column: structural, timing: recurring, amount_bn: 1, price_level: 2025,
         phasing: {profile: full, start: 2027}, booking: {instrument: social_benefit}, ceiling: social}
"""
FIGURES = "public_finance.semi_elasticity: 0.5\n"


def shown(run: Run, folder: Path) -> None:
    """Stands in for the report."""
    (folder / "rapport.html").write_text(f"run {run.id}", encoding="utf-8")
    (folder / "effecten.csv").write_text(run.rows.write_csv(), encoding="utf-8")
    for name in ("dekking.csv", "tabellen.xlsx"):
        (folder / name).write_text("", encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A written run of a package with its own figures, and the user's own on top."""
    (tmp_path / "klein.yaml").write_text(PACKAGE, encoding="utf-8")
    (tmp_path / "eigen.yaml").write_text(FIGURES, encoding="utf-8")
    loaded, options = load_package(tmp_path / "klein.yaml"), run_options({"reading": "wide"})
    compiled = compile_readings(loaded, options, ("wide",))["wide"]
    receipt = start_receipt(loaded, options, load_facts(options.vintage, own_figures(loaded, options)), compiled)
    made = sample_run()
    rows = made.rows.with_columns(run=pl.lit(receipt.run_id))
    write_run(replace(made, receipt=receipt, view=replace(made.view, rows=rows)), tmp_path / "uit", shown)
    return tmp_path / "uit"


def told(folder: Path) -> list[str]:
    return verify(folder / RECEIPT, str(folder.parent / "klein.yaml"))


def forge(folder: Path, **fields: Any) -> None:
    path = folder / RECEIPT
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | fields), encoding="utf-8")


def test_an_untouched_run_agrees(folder: Path) -> None:
    assert told(folder) == []


def test_another_package_or_figure_is_named(folder: Path) -> None:
    (folder.parent / "klein.yaml").write_text(PACKAGE.replace("amount_bn: 1", "amount_bn: 2"), encoding="utf-8")
    said = told(folder)
    assert [line for line in said if line.startswith("pakket:") and "klein.yaml is veranderd" in line]
    assert "de maatregelen geven een andere invoer dan toen" in said
    (folder.parent / "klein.yaml").write_text(PACKAGE, encoding="utf-8")
    (folder.parent / "eigen.yaml").write_text(FIGURES.replace("0.5", "0.6"), encoding="utf-8")
    assert [line for line in told(folder) if line.startswith("cijfers:") and "eigen.yaml is veranderd" in line]


def test_a_choice_that_was_changed_in_the_receipt_is_found_by_the_number(folder: Path) -> None:
    options = json.loads((folder / RECEIPT).read_text(encoding="utf-8"))["options"]
    forge(folder, options=options | {"seed": 7})
    (line,) = told(folder)
    assert "de uitkomsten zijn van run" in line


def test_every_field_of_the_receipt_is_compared(folder: Path) -> None:
    whole = json.loads((folder / RECEIPT).read_text(encoding="utf-8"))
    for field, value, words in (
        ("code", "0" * 64, "de code of meegeleverde gegevens"),
        ("version", "0.0.0", "toen versie 0.0.0"),
        ("overlay", "0" * 64, "andere invoer"),
        ("facts", [], "is nieuw"),
        ("package", [], "is nieuw"),
        ("facts", [*whole["facts"], {"name": "weg.yaml", "sha256": "0" * 64}], "weg.yaml ontbreekt nu"),
    ):
        forge(folder, **whole | {field: value})
        assert [line for line in told(folder) if words in line], field


def test_other_bytes_and_lost_files_are_named(folder: Path) -> None:
    (folder / "rapport.html").write_text("iets anders", encoding="utf-8")
    (folder / "dekking.csv").unlink()
    assert told(folder) == ["resultaat: dekking.csv ontbreekt", "resultaat: rapport.html is veranderd"]


def test_rows_of_another_run_are_found_also_when_the_receipt_names_their_bytes(folder: Path) -> None:
    pl.read_parquet(folder / ROWS).with_columns(run=pl.lit("000000000000")).write_parquet(folder / ROWS)
    results = json.loads((folder / RECEIPT).read_text(encoding="utf-8"))["results"]
    digest = file_digest(folder / ROWS)
    forge(folder, results=[item | {"sha256": digest} if item["name"] == ROWS else item for item in results])
    (line,) = told(folder)
    assert "de uitkomsten zijn van run 000000000000" in line


@pytest.mark.parametrize(
    ("shift", "names", "last_digits"),
    [
        (0.0, set(), False),
        (1e-12, set(), True),
        (0.01, {ROWS, "effecten.csv"}, False),
    ],
)
def test_a_second_run_is_the_same_only_when_its_numbers_are(
    shift: float, names: set[str], last_digits: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = receipt_module.read_receipt(folder / RECEIPT)
    rows = pl.read_parquet(folder / ROWS).with_columns(package=pl.col("package") + shift)
    made = sample_run()
    second = replace(made, receipt=receipt, view=replace(made.view, rows=rows))
    monkeypatch.setattr(module, "run", lambda *_given, **_more: second)
    found, digits = again(folder / RECEIPT, str(folder.parent / "klein.yaml"), None, shown)
    assert (set(found), digits) == (names, last_digits)


def test_the_code_is_every_file_that_is_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipt_module, "PACKAGE_ROOT", tmp_path)
    (tmp_path / "law").mkdir()
    seen = {code_digest.__wrapped__()}
    for name in ("model.py", "law/parameters.yaml", "law/texts.po"):
        (tmp_path / name).write_text("een", encoding="utf-8")
        seen.add(code_digest.__wrapped__())
        (tmp_path / name).write_text("twee", encoding="utf-8")
        seen.add(code_digest.__wrapped__())
    assert len(seen) == 7
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "model.pyc").write_bytes(b"x")
    assert code_digest.__wrapped__() in seen
