"""Coverage: how many measures were computed, and every one that was not, with the reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bouwstenen.agreement.coverage import count_measures, count_places
from bouwstenen.agreement.schema import NEEDS_WHY
from bouwstenen.core.numbers import count
from bouwstenen.report.charts import Bar, Chart, Segment, bar_chart
from bouwstenen.report.tables import Row, Table, numbers, text
from bouwstenen.report.words import BLOCKS, MODELS, QUESTIONS, STATUS_MEANING, STATUSES

if TYPE_CHECKING:
    from bouwstenen.agreement.loader import LoadedPackage
    from bouwstenen.agreement.schema import Measure
    from bouwstenen.report.context import Context
    from bouwstenen.report.words import Question

_COMPUTED = ("computed", "rule_of_thumb")


@dataclass(frozen=True)
class Coverage:
    """How much of the package stands in the figures.

    measures: all of them. computed: in the figures. not_computed: need a reason. external: figure of someone else.
    by_status: number of measures that were not computed, by status. waiting: by model, of those with a model to come.
    """

    measures: int
    computed: int
    not_computed: int
    external: int
    by_status: dict[str, int]
    waiting: dict[str, int]

    def waiting_for(self, question: Question) -> dict[str, int]:
        """Measures that wait for the models of a question, most first."""
        return {model: n for model, n in self.waiting.items() if QUESTIONS[model] == question}


@dataclass(frozen=True)
class GapList:
    """Measures of one block that were not computed."""

    block: str
    measures: tuple[Gap, ...]


@dataclass(frozen=True)
class Gap:
    """A measure that was not computed; `status` in Dutch, with the model that it waits for."""

    id: str
    title: str
    status: str
    why: str


@dataclass(frozen=True)
class CoverageSection:
    """Counts, tables, chart and the list of gaps."""

    coverage: Coverage
    places: Table
    meanings: tuple[tuple[str, str], ...]
    chart: Chart | None
    gaps: tuple[GapList, ...]


def coverage(context: Context) -> Coverage:
    """Count the measures of the package, without the blocks that were left out."""
    measures = _package(context).measures
    statuses = Counter(measure.status for measure in measures)
    waiting = Counter(m.model for m in measures if m.status == "planned" and m.model is not None)
    return Coverage(
        measures=len(measures),
        computed=sum(statuses[status] for status in _COMPUTED),
        not_computed=sum(statuses[status] for status in NEEDS_WHY),
        external=statuses["external_figure"],
        by_status={s: statuses[s] for s in STATUSES if s in NEEDS_WHY and statuses[s]},
        waiting=dict(waiting.most_common()),
    )


def coverage_section(context: Context) -> CoverageSection:
    """Make the section."""
    package = _package(context)
    counts = count_measures(package)
    places = count_places(context.run.coverage)
    used = [status for status in STATUS_MEANING if any(status in per for per in counts.values())]
    return CoverageSection(
        coverage=coverage(context),
        places=_table("Plaatsen in de tekst per blok en uitkomst", "aantal plaatsen", places),
        meanings=tuple((STATUSES[status], STATUS_MEANING[status]) for status in used),
        chart=_chart(counts, used),
        gaps=_gaps(package.measures),
    )


def _package(context: Context) -> LoadedPackage:
    """The package that was run: blocks that the user leaves out do not count."""
    package, without = context.run.package, context.run.options.without
    return replace(package, measures=tuple(m for m in package.measures if m.attributed_block not in without))


def _table(caption: str, unit: str, counts: dict[int, dict[str, int]]) -> Table:
    used = [status for status in STATUSES if any(status in per for per in counts.values())]
    rows = [
        Row((_block(block), *(_cell(per.get(status, 0)) for status in used), count(sum(per.values()))))
        for block, per in counts.items()
    ]
    sums = [sum(per.get(status, 0) for per in counts.values()) for status in used]
    rows.append(Row(("totaal", *(count(one) for one in sums), count(sum(sums))), kind="total"))
    return Table(caption, unit, (text("blok"), *numbers(*(STATUSES[s] for s in used), "totaal")), tuple(rows))


def _cell(value: int) -> str:
    return count(value) if value else ""


def _block(block: int) -> str:
    return f"{block}. {BLOCKS[block]}"


def _chart(counts: dict[int, dict[str, int]], used: list[str]) -> Chart | None:
    bars = [
        Bar(
            _block(block),
            f"{sum(per.get(s, 0) for s in _COMPUTED)} van {sum(per.values())} berekend",
            tuple(Segment(f"status-{status}", float(per.get(status, 0))) for status in used),
        )
        for block, per in counts.items()
    ]
    return bar_chart(
        title="Maatregelen per blok en uitkomst",
        unit="aantal maatregelen",
        description="; ".join(f"{bar.label}: {bar.shown}" for bar in bars) + ".",
        table=_table("Maatregelen per blok en uitkomst", "aantal maatregelen", counts),
        bars=bars,
        legend=[(STATUSES[status], f"status-{status}") for status in used],
        table_open=True,
    )


def _gaps(measures: tuple[Measure, ...]) -> tuple[GapList, ...]:
    found: dict[int, list[Gap]] = {}
    for measure in measures:
        if measure.status in NEEDS_WHY:
            status = STATUSES[measure.status]
            if measure.status == "planned" and measure.model is not None:
                status = f"{status}: {MODELS[measure.model]}"
            gap = Gap(measure.id, measure.title, status, measure.why.strip())
            found.setdefault(measure.attributed_block, []).append(gap)
    return tuple(GapList(_block(block), tuple(gaps)) for block, gaps in sorted(found.items()))
