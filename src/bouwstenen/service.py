"""The questions that people ask, as functions. Command line, web and Python call these and nothing below them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

from bouwstenen.agreement.loader import LoadedPackage, load_package
from bouwstenen.core.errors import InputError, Where
from bouwstenen.effects.row import UNIQUE
from bouwstenen.models.protocol import quiet
from bouwstenen.runs import cache as _cache
from bouwstenen.runs import store as _store
from bouwstenen.runs.options import RunOptions, run_options
from bouwstenen.runs.run import Depth
from bouwstenen.runs.run import run as _run
from bouwstenen.runs.trace import Trace
from bouwstenen.runs.trace import trace as _trace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bouwstenen.models.protocol import Tell
    from bouwstenen.runs.result import Run

__all__ = [
    "Comparison",
    "clear_cache",
    "compare",
    "open_run",
    "render",
    "run",
    "seek",
    "trace",
    "verify",
    "write_run",
]


def run(
    package: str | Path | LoadedPackage = "bouwstenen",
    options: Mapping[str, Any] | RunOptions | None = None,
    *,
    figures: Path | None = None,
    only: Sequence[str] = (),
    depth: Depth = "full",
    tell: Tell = quiet,
) -> Run:
    """Run a package.

    Args:
        package: name of a shipped package, path of a package file, or a loaded one.
        options: by flat name, such as `{"reading": "wide", "households.year": 2028}`; `bouwstenen doorreken --help`
            and `run.view.options` list them.
        figures: a user's own figures over the vintage.
        only: names of models; they and what they need run.
        depth: `headlines` for the main numbers on small samples only, in a fraction of a second.
        tell: called with a Dutch line at the start of each step.

    Raises:
        InputError: something that was given is wrong; says what, where and how to mend it.
    """
    loaded = package if isinstance(package, LoadedPackage) else load_package(package)
    chosen = options if isinstance(options, RunOptions) else run_options(options, figures)
    return _run(loaded, chosen, tell=tell, only=only, depth=depth)


def open_run(folder: str | Path) -> Run:
    """Open a run from its folder. Raises InputError when there is none or a file differs from its receipt."""
    return _store.open_run(Path(folder))


def write_run(found: Run, folder: str | Path) -> Run:
    """Write a run with its report and tables; see `run.store.write_run`."""
    from bouwstenen.report.files import write_files

    return _store.write_run(found, Path(folder), write_files)


def render(found: Run) -> str:
    """The report of a run as one HTML page; the same for a run that was opened again."""
    from bouwstenen.report import render as page

    return page(found)


def trace(found: Run, indicator: str, **keys: Any) -> Trace:
    """Why a number is what it is; see `run.trace.trace` for the keys."""
    return _trace(found, indicator, **keys)


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two runs side by side.

    rows: the rows that differ, with `package` and `difference` of both (`_first`, `_second`) and the gap between the
    differences. only_first, only_second: measures that one package has and the other lacks. changed: measures that
    both have with other levers.
    """

    first: Run
    second: Run
    rows: pl.DataFrame
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    changed: tuple[str, ...]


def compare(
    first: str | Path | Run,
    second: str | Path | Run,
    options: Mapping[str, Any] | None = None,
    *,
    figures: Path | None = None,
    tell: Tell = quiet,
) -> Comparison:
    """Hold two packages or runs side by side, with the same options.

    Args:
        first: a run, the folder of one, the name of a shipped package or a package file.
        second: likewise.
        options: of the runs that are made now.
        figures: likewise, a user's own.
        tell: progress.

    Raises:
        InputError: something that was given is wrong, or the two runs were made with other options.
    """
    both = [_as_run(item, options, figures, tell) for item in (first, second)]
    one, two = both
    differing = sorted(name for name, value in one.view.options.items() if two.view.options.get(name, value) != value)
    if differing:
        problem = f"deze runs zijn met andere keuzes gemaakt: {', '.join(differing)}."
        raise InputError(problem, mend="Reken een van beide opnieuw door.", where=Where("vergelijk"))
    measures = [{m["id"]: m for m in each.view.package["measures"]} for each in both]
    return Comparison(
        first=one,
        second=two,
        rows=_other_rows(one.rows, two.rows),
        only_first=tuple(name for name in measures[0] if name not in measures[1]),
        only_second=tuple(name for name in measures[1] if name not in measures[0]),
        changed=tuple(
            n for n, m in measures[0].items() if n in measures[1] and measures[1][n]["levers"] != m["levers"]
        ),
    )


def _as_run(item: str | Path | Run, options: Mapping[str, Any] | None, figures: Path | None, tell: Tell) -> Run:
    if not isinstance(item, (str, Path)):
        return item
    if Path(item).is_dir():
        return open_run(item)
    return run(item, options, figures=figures, tell=tell)


def _other_rows(first: pl.DataFrame, second: pl.DataFrame) -> pl.DataFrame:
    keys = ["model", *(name for name in UNIQUE if name != "model"), "unit"]
    wanted = [*keys, "package", "difference"]
    joined = first.select(wanted).join(second.select(wanted), on=keys, how="full", coalesce=True, suffix="_second")
    named = joined.rename({"package": "package_first", "difference": "difference_first"})
    gap = pl.col("difference_second").fill_null(0.0) - pl.col("difference_first").fill_null(0.0)
    return named.with_columns(gap.alias("gap")).filter(pl.col("gap").abs() > 1e-9).sort(keys)


def seek(
    package: str | Path,
    goal: str,
    options: Mapping[str, Any] | None = None,
    *,
    shape: Literal["constant", "ramp"] = "constant",
    start: int = 2027,
    until: int | None = None,
    figures: Path | None = None,
    tell: Tell = quiet,
) -> dict[str, Any]:
    """Which general adjustment of the primary balance reaches a goal, without and with the package (ESA 2010).

    The run behind it is the same as that of `run`: households and all other models count.

    Args:
        package: name or file.
        goal: such as `emu_saldo 2045 = 0`.
        options: as in `run`.
        shape: `constant` or `ramp`.
        start: first year of the adjustment.
        until: last year of a ramp.
        figures: as in `run`.
        tell: progress.

    Raises:
        InputError: a goal, year or package that cannot be.
    """
    from bouwstenen.runs.seek import seek as look

    return look(load_package(package), run_options(options, figures), goal, shape, start, until, tell)


def verify(receipt: Path, package: str | None = None, figures: Path | None = None) -> list[str]:
    """What no longer agrees with a receipt, in Dutch; empty when all is as it was. See `run.verify`."""
    from bouwstenen.runs.verify import verify as look

    return look(receipt, package, figures)


def clear_cache() -> tuple[int, int]:
    """Remove the results kept in the user's cache folder; gives their number and bytes."""
    return _cache.clear()


def verify_again(
    receipt: Path, package: str | None = None, figures: Path | None = None, *, tell: Tell = quiet
) -> tuple[list[str], bool]:
    """Run again and compare with a receipt: results that are other ones now, and whether only last digits differ."""
    from bouwstenen.report.files import write_files
    from bouwstenen.runs.verify import again

    return again(receipt, package, figures, write_files, tell)
