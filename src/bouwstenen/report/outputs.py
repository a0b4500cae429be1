"""Writes the files of a run: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from polars.testing import assert_frame_equal

from bouwstenen.agreement.coverage import csv_text
from bouwstenen.core.files import staged_folder
from bouwstenen.receipt import result_files
from bouwstenen.report import render

if TYPE_CHECKING:
    from pathlib import Path

    from bouwstenen.doorrekening import Doorrekening

RECEIPT = "ontvangst.json"
EFFECTS = "effecten.parquet"
RESULTS = ("rapport.html", "effecten.csv", EFFECTS, "dekking.csv")
RELATIVE, ABSOLUTE = 1e-9, 1e-9
"""How far numbers may lie apart and still be the same: another processor adds up in another order."""


def write_outputs(doorrekening: Doorrekening, folder: Path) -> None:
    """Write report, effects, coverage and receipt into `folder`; earlier files stay when anything fails.

    Raises InputError when the folder cannot be written or the disk is full.
    """
    with staged_folder(folder) as stage:
        (stage / "rapport.html").write_text(render(doorrekening), encoding="utf-8")
        doorrekening.effects.write_csv(stage / "effecten.csv")
        doorrekening.effects.write_parquet(stage / EFFECTS)
        (stage / "dekking.csv").write_text(csv_text(doorrekening.coverage), encoding="utf-8")
        receipt = doorrekening.receipt.model_copy(update={"results": result_files(stage, list(RESULTS))})
        (stage / RECEIPT).write_text(receipt.to_json(), encoding="utf-8")


def other_results(folder: Path, again: Path) -> tuple[list[str], bool]:
    """The results of a second run that are other ones, and whether some differ in their last digits only.

    Args:
        folder: with the results of the first run.
        again: with those of the second.
    """
    other = [name for name in RESULTS if (again / name).read_bytes() != (folder / name).read_bytes()]
    tables = [name for name in other if name.startswith("effecten")]
    if not tables or not _same_numbers(pl.read_parquet(folder / EFFECTS), pl.read_parquet(again / EFFECTS)):
        return other, False
    return [name for name in other if name not in tables], True


def _same_numbers(first: pl.DataFrame, second: pl.DataFrame) -> bool:
    try:
        assert_frame_equal(first, second, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
    except AssertionError:
        return False
    return True
