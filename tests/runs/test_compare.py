"""Two runs side by side: the second minus the first, and what each has that the other lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from tests.runs.sample_run import PACKAGE, sample_run

from bouwstenen import service
from bouwstenen.core.errors import InputError
from bouwstenen.runs.store import SHOWN, write_run

if TYPE_CHECKING:
    from pathlib import Path

    from bouwstenen.runs.result import Run

BALANCE = (pl.col("indicator") == "public_finance.balance") & (pl.col("ledger") == "esa") & (pl.col("block") == "all")


def other(**options: Any) -> Run:
    """The sample run, but 1.5 worse in 2030, with other levers of M1, without M2 and with M3."""
    made = sample_run()
    worse = BALANCE & (pl.col("year") == 2030)
    rows = made.rows.with_columns(
        (pl.col(name) - pl.when(worse).then(1.5).otherwise(0.0)).alias(name) for name in ("package", "difference")
    )
    first, second = PACKAGE["measures"]
    levers = [{"path": "well.depth", "value_text": "plus 3 m"}]
    package = PACKAGE | {"measures": [first | {"levers": levers}, second | {"id": "M3"}]}
    return replace(made, view=replace(made.view, rows=rows, package=package, options=made.view.options | options))


def test_the_gap_is_the_second_minus_the_first() -> None:
    (row,) = service.compare(sample_run(), other()).rows.to_dicts()
    assert (row["indicator"], row["year"], row["ledger"]) == ("public_finance.balance", 2030, "esa")
    assert (row["package_first"], row["package_second"]) == (-14.0, -15.5)
    assert (row["difference_first"], row["difference_second"], row["gap"]) == (-4.0, -5.5, -1.5)
    (back,) = service.compare(other(), sample_run()).rows.to_dicts()
    assert (back["package_first"], back["package_second"], back["gap"]) == (-15.5, -14.0, 1.5)


def test_each_side_keeps_its_own_measures() -> None:
    found = service.compare(sample_run(), other())
    assert (found.only_first, found.only_second, found.changed) == (("M2",), ("M3",), ("M1",))
    assert found.first.rows.equals(sample_run().rows, null_equal=True)
    back = service.compare(other(), sample_run())
    assert (back.only_first, back.only_second, back.changed) == (("M3",), ("M2",), ("M1",))


def test_a_run_beside_itself_differs_nowhere() -> None:
    found = service.compare(sample_run(), sample_run())
    assert found.rows.height == 0
    assert (found.only_first, found.only_second, found.changed) == ((), (), ())


def test_a_number_that_one_side_lacks_counts_as_nothing_there() -> None:
    made = sample_run()
    less = replace(made, view=replace(made.view, rows=made.rows.filter(pl.col("measure") != "M1")))
    (row,) = service.compare(made, less).rows.to_dicts()
    assert (row["measure"], row["difference_first"], row["difference_second"], row["gap"]) == ("M1", -3.5, None, 3.5)


def test_runs_with_other_choices_are_not_compared() -> None:
    with pytest.raises(InputError, match="andere keuzes gemaakt: reading"):
        service.compare(sample_run(), other(reading="wide"))


def _shown(_run: Run, folder: Path) -> None:
    for name in SHOWN:
        (folder / name).write_bytes(b"")


def test_folders_are_taken_in_their_order(tmp_path: Path) -> None:
    for name, run in (("een", sample_run()), ("twee", other())):
        write_run(run, tmp_path / name, _shown)
    (row,) = service.compare(tmp_path / "een", str(tmp_path / "twee")).rows.to_dicts()
    assert (row["package_first"], row["package_second"]) == (-14.0, -15.5)
