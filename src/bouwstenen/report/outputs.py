"""Writes the files of a run: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.agreement.coverage import csv_text
from bouwstenen.core.files import staged_folder
from bouwstenen.receipt import result_files
from bouwstenen.report import render

if TYPE_CHECKING:
    from pathlib import Path

    from bouwstenen.doorrekening import Doorrekening

RECEIPT = "ontvangst.json"
RESULTS = ("rapport.html", "effecten.csv", "effecten.parquet", "dekking.csv")


def write_outputs(doorrekening: Doorrekening, folder: Path) -> None:
    """Write report, effects, coverage and receipt into `folder`; earlier files stay when anything fails.

    Raises InputError when the folder cannot be written or the disk is full.
    """
    with staged_folder(folder) as stage:
        (stage / "rapport.html").write_text(render(doorrekening), encoding="utf-8")
        doorrekening.effects.write_csv(stage / "effecten.csv")
        doorrekening.effects.write_parquet(stage / "effecten.parquet")
        (stage / "dekking.csv").write_text(csv_text(doorrekening.coverage), encoding="utf-8")
        receipt = doorrekening.receipt.model_copy(update={"results": result_files(stage, list(RESULTS))})
        (stage / RECEIPT).write_text(receipt.to_json(), encoding="utf-8")
