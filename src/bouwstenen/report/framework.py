"""The financial framework: every line of the package, booked in both ledgers side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.core.numbers import amount, number
from bouwstenen.report.tables import Column, Row, Table, numbers, text
from bouwstenen.report.words import ESA_CODES, TIMINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bouwstenen.doorrekening import BookingRow
    from bouwstenen.report.context import Context

Bucket = tuple[bool, str]
"""Where money stands in a ledger: (in the balance, timing)."""

_HEADS: dict[Bucket, str] = {
    (True, "recurring"): "in saldo, per jaar",
    (True, "one_off"): "in saldo, eenmalig",
    (False, "recurring"): "alleen in schuld, per jaar",
    (False, "one_off"): "alleen in schuld, eenmalig",
}
_ALWAYS: tuple[Bucket, ...] = ((True, "recurring"), (False, "one_off"))
PM_WORDS = ("laag", "midden", "hoog")


@dataclass(frozen=True)
class Totals:
    """Sums of the bookings by bucket, billion euro, without PM and with each PM value (low, central, high)."""

    without_pm: dict[Bucket, float]
    with_pm: tuple[dict[Bucket, float], dict[Bucket, float], dict[Bucket, float]]

    def recurring(self) -> float:
        """Money per year once fully phased in."""
        return sum(value for (_, timing), value in self.without_pm.items() if timing == "recurring")

    def one_off(self) -> float:
        """Money that is spent once."""
        return sum(value for (_, timing), value in self.without_pm.items() if timing == "one_off")

    def pm_band(self, timing: str) -> tuple[float, float, float]:
        """What PM adds: low, central and high."""
        low, central, high = (
            sum(level[key] - self.without_pm[key] for key in _HEADS if key[1] == timing) for level in self.with_pm
        )
        return low, central, high


@dataclass(frozen=True)
class Framework:
    """The table, the PM entries with their source, and totals in both ledgers."""

    table: Table | None
    pm: Table | None
    document: Totals
    esa: Totals
    replaced: tuple[str, ...]


def document_bucket(row: BookingRow) -> Bucket:
    """Where the document puts the money."""
    return row.document == "saldo", row.timing


def esa_bucket(row: BookingRow) -> Bucket:
    """Where ESA 2010 puts the money."""
    return row.esa_hits, row.timing


def totals(rows: Iterable[BookingRow], bucket: Callable[[BookingRow], Bucket]) -> Totals:
    """Add up the bookings."""
    without = dict.fromkeys(_HEADS, 0.0)
    levels = tuple(dict.fromkeys(_HEADS, 0.0) for _ in PM_WORDS)
    for row in rows:
        key, fixed = bucket(row), row.amount_bn or 0.0
        without[key] += fixed
        for level, pm in zip(levels, row.pm_bn or (0.0,) * len(PM_WORDS), strict=True):
            level[key] += fixed + pm
    return Totals(without, (levels[0], levels[1], levels[2]))


def framework(context: Context) -> Framework:
    """Make the section."""
    rows = context.run.bookings
    document, esa = totals(rows, document_bucket), totals(rows, esa_bucket)
    return Framework(
        table=_table(context, document, esa) if rows else None,
        pm=_pm_table(context),
        document=document,
        esa=esa,
        replaced=_replaced(context),
    )


def _table(context: Context, document: Totals, esa: Totals) -> Table:
    rows = context.run.bookings
    left = _buckets(rows, document_bucket)
    right = _buckets(rows, esa_bucket)
    body: list[Row] = []
    for (line, measure), parts in _by_measure(rows).items():
        head = f"{line}. {parts[0].title}" if line else f"{parts[0].title} ({measure}, buiten de tabel)"
        if len(parts) == 1:
            body.append(Row((head, *_cells(parts[0], left, right))))
            continue
        body.append(Row((head,), kind="group"))
        body += [Row((row.part, *_cells(row, left, right)), kind="part") for row in parts]
    body += _total_rows(document, esa, left, right)
    return Table(
        caption="De regels van het financiële kader in twee boekhoudingen, plus kost geld",
        unit=f"mld euro, {context.prices}",
        columns=(
            text("onderdeel"),
            *(Column(_HEADS[key]) for key in left),
            *(Column(_HEADS[key]) for key in right),
            text("ESA-code"),
            text("waarom zo geboekt"),
        ),
        rows=tuple(body),
        groups=(("document", len(left)), ("ESA 2010", len(right)), ("toets van de boeking", 2)),
    )


def _buckets(rows: Iterable[BookingRow], bucket: Callable[[BookingRow], Bucket]) -> list[Bucket]:
    """Columns of a ledger: the two of the document's own table, and others that hold money."""
    used = {bucket(row) for row in rows} | set(_ALWAYS)
    return [key for key in _HEADS if key in used]


def _by_measure(rows: Iterable[BookingRow]) -> dict[tuple[int | None, str], list[BookingRow]]:
    """Parts by line and measure; lines in order, money outside the table last."""
    found: dict[tuple[int | None, str], list[BookingRow]] = {}
    for row in sorted(rows, key=lambda row: row.line or 99):
        found.setdefault((row.line, row.measure), []).append(row)
    return found


def _cells(row: BookingRow, left: list[Bucket], right: list[Bucket]) -> tuple[str, ...]:
    shown = "PM" if row.amount_bn is None else amount(row.amount_bn) + (" + PM" if row.pm_bn else "")
    return (
        *(shown if document_bucket(row) == key else "" for key in left),
        *(shown if esa_bucket(row) == key else "" for key in right),
        f"{row.esa_code} {ESA_CODES.get(row.esa_code, '')}".strip(),
        row.reason,
    )


def _total_rows(document: Totals, esa: Totals, left: list[Bucket], right: list[Bucket]) -> list[Row]:
    def row(label: str, a: dict[Bucket, float], b: dict[Bucket, float]) -> Row:
        return Row((label, *(number(a[key]) for key in left), *(number(b[key]) for key in right), "", ""), kind="total")

    rows = [row("Totaal zonder PM", document.without_pm, esa.without_pm)]
    if document.with_pm[2] != document.without_pm or document.with_pm[0] != document.without_pm:
        levels = zip(PM_WORDS, document.with_pm, esa.with_pm, strict=True)
        rows += [row(f"Totaal met PM {word}", a, b) for word, a, b in levels]
    return rows


def _pm_table(context: Context) -> Table | None:
    rows = [row for row in context.run.bookings if row.pm_bn is not None]
    if not rows:
        return None
    return Table(
        caption="Posten waarvoor het document geen bedrag noemt (PM), en wat ze kunnen kosten",
        unit=f"mld euro, {context.prices}",
        columns=(text("onderdeel"), *numbers(*PM_WORDS), text("soort"), text("waar de bedragen vandaan komen")),
        rows=tuple(
            Row(
                (
                    f"{row.line}. {row.part}" if row.line else row.part,
                    *(amount(value) for value in row.pm_bn or ()),
                    TIMINGS[row.timing],
                    row.pm_source,
                )
            )
            for row in rows
        ),
    )


def _replaced(context: Context) -> tuple[str, ...]:
    """Parts that stand in the table but not in the paths, because the model computes that interest itself."""
    if context.run.options.public_finance.interest_in_lines != "replace":
        return ()
    return tuple(e.part for e in context.run.overlay.budget if e.part_of == "interest_on_loans")
