"""The coverage ledger: every place of the source text with its measures, or the reason why it has none."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from bouwstenen.core.files import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from bouwstenen.agreement.loader import LoadedPackage
    from bouwstenen.agreement.schema import Measure, PlaceRef
    from bouwstenen.agreement.source_text import Place

SWITCHED_OFF = "switched_off"
MIXED = "mixed"
COLUMNS = ("block", "section", "heading", "kind", "number", "hash", "measures", "outcome", "reason")
_KINDS = ("line", "note", "item", "paragraph", "figure")


@dataclass(frozen=True)
class LedgerRow:
    """One place of the source text and what became of it.

    measures: ids joined with '; ', empty when there is none.
    outcome: the status of its measures, or why there is none (`context`, `process`, `open_norm`, `duplicate`,
        `layout`), or `switched_off`. Measures with different statuses give them all, joined with '; '.
    reason: why it is not computed, per measure; empty when it is.
    """

    block: int
    section: str
    heading: str
    kind: str
    number: int
    hash: str
    measures: str
    outcome: str
    reason: str

    @property
    def key(self) -> tuple[int, str, str, str, int]:
        """What identifies the place; equal to `Place.key` of the parsed text."""
        return (self.block, self.section, self.heading, self.kind, self.number)

    @property
    def status(self) -> str:
        """The outcome under which the place is counted: `mixed` when its measures differ."""
        return MIXED if "; " in self.outcome else self.outcome


@dataclass(frozen=True)
class CoverageReport:
    """The ledger held against a copy of the text.

    uncovered: places of the text that no row answers for.
    nowhere: rows that point at a place that the text does not have.
    differing: rows whose place is there but with other words, and that place.
    """

    uncovered: tuple[Place, ...]
    nowhere: tuple[LedgerRow, ...]
    differing: tuple[tuple[LedgerRow, Place], ...]

    @property
    def complete(self) -> bool:
        """True when everything is covered and every row points at the words it was written for."""
        return not (self.uncovered or self.nowhere or self.differing)


def ledger(package: LoadedPackage) -> list[LedgerRow]:
    """All rows of the ledger in the order of the text: by block, section, heading (as first met), kind and number."""
    rows = [_measure_row(place, measures) for place, measures in _by_place(package.measures)]
    rows += [_row(r.source, "", r.outcome, r.reason) for r in package.no_measure]
    done = {row.key for row in rows}
    off = [(place, measures) for place, measures in _by_place(package.switched_off) if place.key not in done]
    rows += [_row(place, "", SWITCHED_OFF, f"uitgezet: {_ids(measures)}") for place, measures in off]
    order = _heading_order(package)
    return sorted(rows, key=lambda row: (row.block, order[row.key[:3]], _KINDS.index(row.kind), row.number, row.hash))


def check_against(rows: Iterable[LedgerRow], places: Iterable[Place]) -> CoverageReport:
    """Hold the ledger against the places of a copy of the text (`parse_source`)."""
    rows = list(rows)
    there = {place.key: place for place in places}
    covered = {row.key for row in rows}
    return CoverageReport(
        uncovered=tuple(place for key, place in there.items() if key not in covered),
        nowhere=tuple(row for row in rows if row.key not in there),
        differing=tuple((r, there[r.key]) for r in rows if r.key in there and there[r.key].hash != r.hash),
    )


def count_places(rows: Iterable[LedgerRow]) -> dict[int, dict[str, int]]:
    """Number of places per block of the text and outcome. The counts of a block add up to its places."""
    return _counted((row.block, row.status) for row in rows)


def count_measures(package: LoadedPackage) -> dict[int, dict[str, int]]:
    """Number of measures per building block that they count under and status."""
    return _counted((measure.attributed_block, measure.status) for measure in package.measures)


def row_dicts(rows: Iterable[LedgerRow]) -> list[dict[str, Any]]:
    """The rows as dictionaries in the order of `COLUMNS`, for JSON and tables."""
    return [asdict(row) for row in rows]


def csv_text(rows: Iterable[LedgerRow]) -> str:
    """The rows as CSV with a header, in the order of `COLUMNS`."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(row.values() for row in row_dicts(rows))
    return buffer.getvalue()


def write_csv(rows: Iterable[LedgerRow], target: Path) -> None:
    """Write `dekking.csv`. Raises InputError when the file cannot be written."""
    write_text(target, csv_text(rows))


def _by_place(measures: Iterable[Measure]) -> list[tuple[PlaceRef, list[Measure]]]:
    """The places that measures point at, each with its measures. Two hashes for one place stay two places."""
    found: dict[tuple[Any, ...], tuple[PlaceRef, list[Measure]]] = {}
    for measure in measures:
        for place in measure.places:
            answering = found.setdefault((*place.key, place.hash), (place, []))[1]
            if measure not in answering:
                answering.append(measure)
    return list(found.values())


def _measure_row(place: PlaceRef, measures: Sequence[Measure]) -> LedgerRow:
    statuses = dict.fromkeys(measure.status for measure in measures)
    reasons = dict.fromkeys(measure.why.strip() for measure in measures if measure.why.strip())
    return _row(place, _ids(measures), "; ".join(statuses), " ".join(reasons))


def _ids(measures: Iterable[Measure]) -> str:
    return "; ".join(measure.id for measure in measures)


def _row(place: PlaceRef, measures: str, outcome: str, reason: str) -> LedgerRow:
    return LedgerRow(*place.key, place.hash, measures, outcome, reason)


def _heading_order(package: LoadedPackage) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """Sort key of every heading: its section, then the order in which headings are met in the data.

    A section that does not start with the number of its block (an unnumbered chapter with a list of its own, as in
    '1. Heel korte termijn' of block 7) comes after those that do.
    """
    measures = (*package.measures, *package.switched_off)
    first = [*(m.source for m in measures if m.source), *(r.source for r in package.no_measure)]
    order: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for place in [*first, *(place for m in measures for place in m.also)]:
        numbers = [int(part) if part.isdecimal() else 0 for part in place.section.split(".")]
        order.setdefault(place.key[:3], (numbers[0] != place.block, numbers, len(order)))
    return order


def _counted(pairs: Iterable[tuple[int, str]]) -> dict[int, dict[str, int]]:
    counts: dict[int, Counter[str]] = {}
    for block, status in pairs:
        counts.setdefault(block, Counter())[status] += 1
    return {block: dict(counts[block]) for block in sorted(counts)}
