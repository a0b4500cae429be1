"""Golden headline numbers of the shipped package: read, hold against a run, write again, and the page of what moved.

`make golden` runs this file: it rewrites `headlines.csv` and `docs/drift.md`.
"""

from __future__ import annotations

import csv
import io
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bouwstenen import service

if TYPE_CHECKING:
    from bouwstenen.views import RunView

ROOT = Path(__file__).parents[2]
FILE = Path(__file__).parent / "headlines.csv"
PAGE = ROOT / "docs" / "drift.md"
OPTIONS = {"households.households": 20_000, "draws": 1000}
COLUMNS = ("indicator", "keys", "year", "side", "value", "tolerance", "unit")
DIGITS = 8
"""Of a value as it is kept: more than any tolerance."""


@dataclass(frozen=True)
class Golden:
    """A headline number. keys: `name=value` of `Key`, with spaces between. side: `baseline`, `package` or `difference`.

    tolerance: how far a run may lie from it, in its unit.
    """

    indicator: str
    keys: str
    year: int
    side: str
    value: float
    tolerance: float
    unit: str

    @property
    def name(self) -> str:
        """What identifies it."""
        return " ".join(filter(None, (self.indicator, self.keys, str(self.year), self.side)))


@dataclass(frozen=True)
class Moved:
    """A number that is another one now; `now` is None when the run no longer gives it, `was` when it is new."""

    name: str
    unit: str
    was: float | None
    now: float | None
    tolerance: float


def read(text: str) -> list[Golden]:
    """The numbers of a file."""
    rows = csv.DictReader(io.StringIO(text))
    return [
        Golden(
            r["indicator"], r["keys"], int(r["year"]), r["side"], float(r["value"]), float(r["tolerance"]), r["unit"]
        )
        for r in rows
    ]


def written(numbers: list[Golden]) -> str:
    """The file of these numbers."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for n in numbers:
        table.writerow((n.indicator, n.keys, n.year, n.side, f"{n.value:.{DIGITS}g}", f"{n.tolerance:g}", n.unit))
    return out.getvalue()


def now(view: RunView, number: Golden) -> float | None:
    """What a run gives for a number; None when it gives nothing."""
    keys = dict(part.split("=") for part in number.keys.split())
    value = view.at(number.indicator, number.year, **keys)
    return None if value is None else getattr(value, number.side)


def moved(before: list[Golden], after: dict[str, float | None]) -> list[Moved]:
    """The numbers that lie further apart than their tolerance, or that are gone."""
    found: list[Moved] = []
    for number in before:
        value = after.get(number.name)
        # A NaN lies within no tolerance.
        if value is None or not abs(value - number.value) <= number.tolerance:
            found.append(Moved(number.name, number.unit, number.value, value, number.tolerance))
    return found


def table(changes: list[Moved]) -> str:
    """The numbers that moved as a Markdown table that also reads well on a terminal."""
    head = ("number", "unit", "was", "is", "difference", "tolerance")
    rows = [head, tuple("-" * len(name) for name in head)]
    for c in changes:
        gap = "" if c.was is None or c.now is None else f"{c.now - c.was:+.4g}"
        rows.append((c.name, c.unit, _shown(c.was), _shown(c.now), gap, f"{c.tolerance:g}"))
    wide = [max(len(row[i]) for row in rows) for i in range(len(head))]
    return "\n".join("| " + " | ".join(cell.ljust(w) for cell, w in zip(row, wide, strict=True)) + " |" for row in rows)


def _shown(value: float | None) -> str:
    return "none" if value is None else f"{value:.6g}"


def page(changes: list[Moved]) -> str:
    """`docs/drift.md`."""
    told = table(changes) if changes else "None."
    return (
        "# Headline numbers that moved\n\n"
        "Against the last commit; written by `make golden`, with 20,000 households and 1,000 draws.\n"
        f"Why a number moved stands in [CHANGELOG.md](../CHANGELOG.md).\n\n{told}\n"
    )


def committed() -> list[Golden]:
    """The numbers of the last commit; none when it has no such file."""
    place = f"HEAD:{FILE.relative_to(ROOT).as_posix()}"
    done = subprocess.run(["git", "show", place], cwd=ROOT, capture_output=True, text=True, check=False)
    return read(done.stdout) if done.returncode == 0 else []


def main() -> None:
    """Rewrite the file and the page from a run of now."""
    view = service.run("bouwstenen", OPTIONS).view
    numbers: list[Golden] = []
    for number in read(FILE.read_text(encoding="utf-8")):
        value = now(view, number)
        if value is None:
            raise SystemExit(f"the run does not give {number.name}")
        numbers.append(replace(number, value=value))
    FILE.write_text(written(numbers), encoding="utf-8")
    before = {number.name: number for number in committed()}
    new = [Moved(n.name, n.unit, None, n.value, n.tolerance) for n in numbers if n.name not in before]
    changes = moved(list(before.values()), {n.name: n.value for n in numbers})
    PAGE.write_text(page(changes + new if before else []), encoding="utf-8")
    print(table(changes + new) if changes or new else "no headline number moved")  # noqa: T201


if __name__ == "__main__":
    main()
