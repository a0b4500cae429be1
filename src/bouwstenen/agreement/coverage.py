"""The coverage ledger: every place of the source text with its measures, or the reason why it has none."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from bouwstenen.agreement.contents import natural
from bouwstenen.core.files import write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from bouwstenen.agreement.loader import LoadedPackage
    from bouwstenen.agreement.schema import Measure, PlaceKey, PlaceRef
    from bouwstenen.agreement.source_text import Place
    from bouwstenen.agreement.status import Derived

SWITCHED_OFF = "switched_off"
MIXED = "mixed"
COLUMNS = ("document", "block", "section", "heading", "kind", "number", "hash", "measures", "outcome", "reason")
_KINDS = ("line", "note", "item", "paragraph", "figure")


@dataclass(frozen=True)
class LedgerRow:
    """One place of the source text and what became of it.

    document: "" for the first one of the package. block: its code, "" where the document has none.
    measures: ids joined with '; ', empty when there is none.
    outcome: the status of its measures, or why there is none (`context`, `process`, `open_norm`, `duplicate`,
        `layout`), or `switched_off`. Measures with different statuses give them all, joined with '; '.
    reason: why it is not computed, per measure; empty when it is.
    """

    document: str
    block: str
    section: str
    heading: str
    kind: str
    number: int
    hash: str
    measures: str
    outcome: str
    reason: str

    @property
    def key(self) -> PlaceKey:
        """What identifies the place; equal to `Place.key` of the parsed text."""
        return (self.document, self.block, self.section, self.heading, self.kind, self.number)

    @property
    def part(self) -> str:
        """What the place is counted under: the code of its block, else its document."""
        return self.block or self.document

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


def ledger(package: LoadedPackage, statuses: Mapping[str, Derived] | None = None) -> list[LedgerRow]:
    """All rows of the ledger in the order of the text: by block, section, heading (as first met), kind and number.

    Args:
        package: the package.
        statuses: what a run made of each measure, by id (`derive_statuses`); without it what the package says.
    """
    rows = [_measure_row(place, measures, statuses or {}) for place, measures in _by_place(package.measures)]
    rows += [_row(r.source, "", r.outcome, r.reason) for r in package.no_measure]
    done = {row.key for row in rows}
    off = [(place, measures) for place, measures in _by_place(package.switched_off) if place.key not in done]
    rows += [_row(place, "", SWITCHED_OFF, f"uitgezet: {_ids(measures)}") for place, measures in off]
    order, part = _heading_order(package), _part_order(package)
    return sorted(rows, key=lambda r: (part(r), order[r.key[:4]], _KINDS.index(r.kind), r.number, r.hash))


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


def count_places(rows: Iterable[LedgerRow]) -> dict[str, dict[str, int]]:
    """Number of places per block (or document without blocks) and outcome. The counts of one add up to its places."""
    return _counted((row.part, row.status) for row in rows)


def count_measures(package: LoadedPackage, statuses: Mapping[str, Derived] | None = None) -> dict[str, dict[str, int]]:
    """Number of measures per block that they count under and status; `statuses` as in `ledger`."""
    known = statuses or {}
    return _counted((m.attributed_block, known[m.id].status if m.id in known else m.status) for m in package.measures)


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
    found: dict[tuple[Any, ...], tuple[PlaceRef, dict[str, Measure]]] = {}
    for measure in measures:
        for place in measure.places:
            found.setdefault((*place.key, place.hash), (place, {}))[1][measure.id] = measure
    return [(place, list(answering.values())) for place, answering in found.values()]


def _measure_row(place: PlaceRef, measures: Sequence[Measure], known: Mapping[str, Derived]) -> LedgerRow:
    statuses = dict.fromkeys(known[m.id].status if m.id in known else m.status for m in measures)
    given = (known[m.id].remark if m.id in known and known[m.id].remark else m.why.strip() for m in measures)
    return _row(
        place, _ids(measures), "; ".join(statuses), " ".join(dict.fromkeys(reason for reason in given if reason))
    )


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
        own = re.search(r"\d+", place.block or "")
        order.setdefault(place.key[:4], (own is not None and numbers[0] != int(own[0]), numbers, len(order)))
    return order


def _part_order(package: LoadedPackage) -> Callable[[LedgerRow], tuple[Any, ...]]:
    """Sort key of a row: documents without blocks first, then by document and block in the order of the package."""
    contents = package.contents
    documents = {document.id: number for number, document in enumerate(contents.documents)}
    blocks = {block.key: number for number, block in enumerate(contents.blocks)} if contents.block_list else {}

    def key(row: LedgerRow) -> tuple[Any, ...]:
        at = documents.get(row.document, 0), row.document
        return bool(row.block), *at, blocks.get(row.block, len(blocks)), natural(row.block)

    return key


def _counted(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {}
    for block, status in pairs:
        counts.setdefault(block, Counter())[status] += 1
    return {block: dict(counts[block]) for block in sorted(counts, key=natural)}
