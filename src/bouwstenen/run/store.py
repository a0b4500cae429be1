"""A run as a folder: written whole or not at all, and opened again as the same run.

Beside the files for people (report, tables as CSV) a run holds `rijen.parquet`, one Parquet file a named table, and
`run.json` with the package and the sections. The receipt names every file with its digest.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import polars as pl

from bouwstenen.core.errors import InputError, Where
from bouwstenen.core.files import file_digest, staged_folder
from bouwstenen.effects.row import SCHEMA
from bouwstenen.receipt import HashedFile, changed_files, read_receipt
from bouwstenen.run.result import Run
from bouwstenen.views import RunView, Section

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bouwstenen.receipt import Receipt

RECEIPT = "ontvangst.json"
ROWS = "rijen.parquet"
CONTENT = "run.json"
SHOWN = ("rapport.html", "effecten.csv", "dekking.csv", "tabellen.xlsx")
"""What people get of every run; `report/files.py` writes them."""
_TABLE = "tabel."


def write_run(run: Run, folder: Path, files: Callable[[Run, Path], None] = lambda _run, _folder: None) -> Run:
    """Write a run; earlier files in the folder stay when anything fails.

    Args:
        run: what to write.
        folder: made when it is not there.
        files: writes what people want beside it (report, CSV) into the folder that it is given.

    Returns:
        The run with its results in the receipt.

    Raises:
        InputError: the folder cannot be written or the disk is full.
    """
    with staged_folder(folder) as stage:
        run.view.rows.write_parquet(stage / ROWS)
        for name, table in sorted(run.view.tables.items()):
            table.write_parquet(stage / f"{_TABLE}{name}.parquet")
        (stage / CONTENT).write_text(_content(run), encoding="utf-8")
        files(run, stage)
        names = sorted(path.name for path in stage.iterdir())
        results = [HashedFile(name=name, sha256=file_digest(stage / name)) for name in names]
        receipt = run.receipt.model_copy(update={"results": results})
        (stage / RECEIPT).write_text(receipt.to_json(), encoding="utf-8")
    return Run(run.view, run.sections, receipt)


def open_run(folder: Path) -> Run:
    """Open a run that was written before; every byte is held against its receipt first.

    Raises:
        InputError: there is no run in the folder, or a file is missing, damaged or of another run.
    """
    receipt = complete_receipt(folder / RECEIPT)
    changed = changed_files(receipt, folder)
    if changed:
        mend = "Reken het pakket opnieuw door."
        raise InputError(f"deze run is niet meer heel: {changed[0]}.", mend=mend, where=Where(str(folder)))
    names = {item.name for item in receipt.results}
    content = json.loads((folder / CONTENT).read_text(encoding="utf-8"))
    tables = {
        name.removeprefix(_TABLE).removesuffix(".parquet"): pl.read_parquet(folder / name)
        for name in sorted(names)
        if name.startswith(_TABLE)
    }
    rows = pl.read_parquet(folder / ROWS).cast(SCHEMA)  # pyright: ignore[reportArgumentType]
    view = RunView(rows, tables, content["package"], content["options"], content["facts"])
    sections = tuple(Section.model_validate_json(json.dumps(section)) for section in content["sections"])
    return Run(view, sections, receipt)


def complete_receipt(path: Path) -> Receipt:
    """The receipt of a written run. Raises InputError when it is none, or does not name every file that a run has."""
    receipt = read_receipt(path)
    missing = sorted({ROWS, CONTENT, *SHOWN} - {item.name for item in receipt.results})
    if missing:
        problem = f"deze ontvangst noemt niet alle bestanden van een run: {', '.join(missing)} ontbreekt."
        raise InputError(problem, mend="Reken het pakket opnieuw door.", where=Where(str(path), 0, "results"))
    return receipt


def number_in(folder: Path) -> str:
    """The number of the run as it stands in its rows; empty when they cannot be read."""
    try:
        numbers = pl.read_parquet(folder / ROWS, columns=["run"])["run"].unique().to_list()
    except (OSError, pl.exceptions.PolarsError):
        return ""
    return " ".join(sorted(numbers))


def _content(run: Run) -> str:
    plain: dict[str, Any] = {
        "package": run.view.package,
        "options": run.view.options,
        "facts": run.view.facts,
        "sections": [section.model_dump(mode="json") for section in run.sections],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
