"""What the document itself says, beside what was computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.core.numbers import amount, dutch_unit, exact, number, sentence
from bouwstenen.report.tables import Column, Row, Table, numbers, text
from bouwstenen.report.words import CLAIMS

if TYPE_CHECKING:
    from bouwstenen.doorrekening import ClaimRow
    from bouwstenen.report.context import Context


@dataclass(frozen=True)
class ClaimsSection:
    """Claims with a computed value beside them, and those that nothing computes yet."""

    computed: Table | None
    waiting: Table | None
    computed_count: int
    waiting_count: int


def claims_section(context: Context) -> ClaimsSection:
    """Make the section."""
    computed = [row for row in context.run.claims if row.computed is not None]
    waiting = [row for row in context.run.claims if row.computed is None]
    return ClaimsSection(
        computed=_computed(computed) if computed else None,
        waiting=_waiting(waiting) if waiting else None,
        computed_count=len(computed),
        waiting_count=len(waiting),
    )


def _computed(rows: list[ClaimRow]) -> Table:
    return Table(
        caption="Cijfers van het document, met de berekende waarde ernaast",
        unit="eenheid in de kolom",
        columns=(
            text("maatregel"),
            text("wat"),
            Column("jaar"),
            *numbers("document", "berekend", "verschil"),
            text("eenheid"),
            text("uitleg"),
        ),
        rows=tuple(
            Row(
                (
                    f"{row.measure.id} {row.measure.title}",
                    _what(row),
                    str(row.claim.year or ""),
                    _claimed(row),
                    number(row.computed),
                    number((row.computed or 0.0) - row.claim.value, signed=True),
                    dutch_unit(row.claim.unit),
                    _note(row),
                )
            )
            for row in rows
        ),
    )


def _waiting(rows: list[ClaimRow]) -> Table:
    return Table(
        caption="Cijfers van het document die nog niet zijn nagerekend",
        unit="eenheid in de kolom",
        columns=(text("maatregel"), text("wat"), Column("jaar"), Column("document"), text("eenheid"), text("uitleg")),
        rows=tuple(
            Row(
                (
                    f"{row.measure.id} {row.measure.title}",
                    _what(row),
                    str(row.claim.year or ""),
                    _claimed(row),
                    dutch_unit(row.claim.unit),
                    _note(row),
                )
            )
            for row in rows
        ),
    )


def _what(row: ClaimRow) -> str:
    return CLAIMS.get(row.claim.indicator, row.claim.indicator)


def _claimed(row: ClaimRow) -> str:
    return amount(row.claim.value) if row.claim.unit.startswith("mld EUR") else exact(row.claim.value)


def _note(row: ClaimRow) -> str:
    """What the package notes of the figure, then why the computed value differs or is missing."""
    return " ".join(sentence(part) for part in (row.claim.note, row.explanation) if part)
