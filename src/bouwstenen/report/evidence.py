"""Why the figures may be trusted, and how far: checks, official figures beside ours, sources and the receipt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.core.numbers import dutch_unit, exact, number
from bouwstenen.core.provenance import CONFIDENCE_MEANING
from bouwstenen.report.tables import Column, Row, Table, numbers, text

if TYPE_CHECKING:
    from bouwstenen.checks.check import Check
    from bouwstenen.facts.loader import FactRow
    from bouwstenen.report.context import Context

_CERTAIN = ("A", "B")


@dataclass(frozen=True)
class Evidence:
    """Checks, benchmarks, sources and receipt as tables; `failed` names identities that do not hold.

    publications: where the figures come from, each once; the table of figures gives their number.
    """

    failed: tuple[str, ...]
    identities: Table | None
    benchmarks: Table | None
    figures: Table
    publications: tuple[str, ...]
    doubtful: int
    confidence: tuple[tuple[str, str], ...]
    options: Table
    files: Table


def evidence(context: Context) -> Evidence:
    """Make the section."""
    identities = [check for check in context.run.checks if check.kind == "identity"]
    benchmarks = [check for check in context.run.checks if check.kind == "benchmark"]
    facts = context.run.facts.figures()
    publications = tuple(dict.fromkeys(str(fact.source) for fact in facts))
    return Evidence(
        failed=tuple(check.name for check in identities if not check.met),
        identities=_identities(identities) if identities else None,
        benchmarks=_benchmarks(benchmarks) if benchmarks else None,
        figures=_figures(facts, publications, context.run.facts.vintage),
        publications=publications,
        doubtful=sum(fact.confidence not in _CERTAIN for fact in facts),
        confidence=tuple(CONFIDENCE_MEANING.items()),
        options=_options(context),
        files=_files(context),
    )


def _identities(checks: list[Check]) -> Table:
    return Table(
        caption="Sommen die in elke doorrekening moeten kloppen",
        unit="grootste afwijking, eenheid in de kolom",
        columns=(text("controle"), text("uitkomst"), Column("grootste afwijking"), text("eenheid")),
        rows=tuple(
            Row(
                (check.name, "klopt" if check.met else "klopt niet", number(abs(check.gap)), dutch_unit(check.unit)),
                doubtful=not check.met,
            )
            for check in checks
        ),
    )


def _benchmarks(checks: list[Check]) -> Table:
    return Table(
        caption="Basispad naast officiële ramingen",
        unit="eenheid in de kolom",
        columns=(
            text("wat"),
            *numbers("berekend", "officieel", "verschil"),
            text("eenheid"),
            text("bron"),
            text("oorzaak van het verschil"),
        ),
        rows=tuple(
            Row(
                (
                    c.name,
                    number(c.value),
                    exact(c.expected),
                    number(c.gap, signed=True),
                    dutch_unit(c.unit),
                    c.source,
                    c.cause or "nog niet uitgezocht",
                ),
                doubtful=c.doubtful,
            )
            for c in checks
        ),
    )


def _figures(facts: list[FactRow], publications: tuple[str, ...], vintage: str) -> Table:
    return Table(
        caption=f"Alle cijfers van jaargang {vintage}",
        unit="eenheid in de kolom",
        columns=(
            text("wat"),
            Column("waarde"),
            text("eenheid"),
            Column("jaar"),
            text("zekerheid"),
            Column("bron"),
            text("sleutel"),
            text("opmerking"),
        ),
        rows=tuple(
            Row(
                (
                    fact.title,
                    _value(fact),
                    dutch_unit(fact.unit) + (f", prijzen van {fact.price_level}" if fact.price_level else ""),
                    fact.period,
                    fact.confidence,
                    str(publications.index(str(fact.source)) + 1),
                    fact.key,
                    fact.note,
                ),
                doubtful=fact.confidence not in _CERTAIN,
            )
            for fact in facts
        ),
    )


def _value(fact: FactRow) -> str:
    """The value; a calendar year has no point for thousands."""
    if fact.value is None:
        return "reeks"
    return f"{fact.value:.0f}" if fact.unit == "jaar" else exact(fact.value)


def _options(context: Context) -> Table:
    options = sorted(context.run.receipt.options.items())
    rows = tuple(Row((name, _plain(value))) for name, value in options)
    return Table("Keuzes van deze doorrekening", "", (text("keuze"), text("waarde")), rows)


def _plain(value: object) -> str:
    if value is None:
        return "geen"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value)


def _files(context: Context) -> Table:
    receipt = context.run.receipt
    rows = [
        Row(("code en meegeleverde gegevens", receipt.code)),
        Row(("maatregelen als invoer van de modellen", receipt.overlay)),
        *(Row((f"pakket: {file.name}", file.sha256)) for file in receipt.package),
        *(Row((f"cijfers: {file.name}", file.sha256)) for file in receipt.facts),
    ]
    columns = (text("wat"), text("vingerafdruk"))
    return Table("Waarvan deze doorrekening is gemaakt", "SHA-256", columns, tuple(rows))
