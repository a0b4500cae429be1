"""A run as a folder: written whole or not at all, and opened again as the same run.

Beside the files for people (report, tables as CSV) a run holds its rows in `effecten.parquet`, its named tables in
`tabellen.zip` and `run.json` with the package and the sections. The receipt names every file with its digest.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import polars as pl

from bouwstenen.core.errors import InputError, Where
from bouwstenen.core.files import file_digest, staged_folder
from bouwstenen.effects.row import SCHEMA
from bouwstenen.receipt import HashedFile, changed_files, read_receipt
from bouwstenen.runs.result import Run
from bouwstenen.views import RunView, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from bouwstenen.receipt import Receipt

RECEIPT = "ontvangst.json"
ROWS = "effecten.parquet"
CONTENT = "run.json"
SHOWN = ("rapport.html", "effecten.csv", "dekking.csv", "tabellen.xlsx")
"""What people get of every run; `report/files.py` writes them."""
TABLES = "tabellen.zip"
_PARQUET = ".parquet"
_DAY = (1980, 1, 1, 0, 0, 0)
"""Date of everything in the archive, so that the same tables give the same bytes."""


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
        _write_tables(run.view.tables, stage / TABLES)
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
    content = json.loads((folder / CONTENT).read_text(encoding="utf-8"))
    rows = pl.read_parquet(folder / ROWS).cast(SCHEMA)  # pyright: ignore[reportArgumentType]
    view = RunView(rows, _read_tables(folder / TABLES), content["package"], content["options"], content["facts"])
    sections = tuple(Section.model_validate_json(json.dumps(section)) for section in content["sections"])
    return Run(view, sections, receipt)


def _write_tables(tables: Mapping[str, pl.DataFrame], path: Path) -> None:
    with ZipFile(path, "w", ZIP_STORED) as archive:
        for name, table in sorted(tables.items()):
            buffer = io.BytesIO()
            table.write_parquet(buffer)
            archive.writestr(ZipInfo(f"{name}{_PARQUET}", _DAY), buffer.getvalue())


def _read_tables(path: Path) -> dict[str, pl.DataFrame]:
    with ZipFile(path) as archive:
        names = sorted(archive.namelist())
        return {name.removesuffix(_PARQUET): pl.read_parquet(io.BytesIO(archive.read(name))) for name in names}


def complete_receipt(path: Path) -> Receipt:
    """The receipt of a written run. Raises InputError when it is none, or does not name every file that a run has."""
    receipt = read_receipt(path)
    missing = sorted({ROWS, TABLES, CONTENT, *SHOWN} - {item.name for item in receipt.results})
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
