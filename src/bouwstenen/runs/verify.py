"""Whether a run can still be made as it was: code, package, figures, options, and every result file."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from polars.testing import assert_frame_equal

from bouwstenen.agreement.loader import load_package
from bouwstenen.facts import load_facts
from bouwstenen.models.protocol import quiet
from bouwstenen.receipt import differences, read_receipt
from bouwstenen.runs.options import run_options
from bouwstenen.runs.run import compile_readings, own_figures, run, start_receipt
from bouwstenen.runs.store import RECEIPT, ROWS, complete_receipt, number_in, write_run

if TYPE_CHECKING:
    from collections.abc import Callable

    from bouwstenen.models.protocol import Tell
    from bouwstenen.runs.result import Run

RELATIVE, ABSOLUTE = 1e-9, 1e-9
"""How far numbers may lie apart and still be the same: another processor adds up in another order."""
_UNROUNDED = {".parquet", ".csv", ".json", ".xlsx"}


def verify(receipt: Path, package: str | None = None, figures: Path | None = None) -> list[str]:
    """What no longer agrees, in Dutch; empty when all is as it was.

    Args:
        receipt: the file.
        package: file of the package, when it was no shipped one.
        figures: the user's own figures, when there were.

    Raises:
        InputError: the file is no receipt of ours, or lacks files that every run has.
    """
    told = complete_receipt(receipt)
    options = run_options(told.options, figures)
    loaded = load_package(package or told.package_id)
    compiled = compile_readings(loaded, options, (options.reading,))[options.reading]
    now = start_receipt(loaded, options, load_facts(options.vintage, own_figures(loaded, options)), compiled)
    return differences(told, now, receipt.parent, number_in(receipt.parent))


def again(
    receipt: Path, package: str | None, figures: Path | None, files: Callable[[Run, Path], None], tell: Tell = quiet
) -> tuple[list[str], bool]:
    """Run again and compare: names of results that are other ones, and whether only last digits of rows differ."""
    told = read_receipt(receipt)
    options = run_options(told.options, figures)
    with tempfile.TemporaryDirectory() as name:
        second = Path(name)
        write_run(run(load_package(package or told.package_id), options, tell=tell), second, files)
        first = receipt.parent
        names = [item.name for item in told.results if item.name != RECEIPT]
        other = [
            n for n in names if not (second / n).is_file() or (second / n).read_bytes() != (first / n).read_bytes()
        ]
        if not other or not _same_numbers(pl.read_parquet(first / ROWS), pl.read_parquet(second / ROWS)):
            return other, False
        # Files of unrounded numbers follow from the rows; what people read must be the same to the byte.
        return [name for name in other if Path(name).suffix not in _UNROUNDED], True


def _same_numbers(first: pl.DataFrame, second: pl.DataFrame) -> bool:
    try:
        assert_frame_equal(first, second, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
    except AssertionError:
        return False
    return True
