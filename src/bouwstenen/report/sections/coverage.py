"""Coverage: how many measures were computed, and every one that was not, with the reason."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bouwstenen.core.numbers import count, sentence
from bouwstenen.report.sections.counts import (
    COMPUTED,
    EXTERNAL,
    NO_EFFECT,
    Measure,
    block_titles,
    count_measures,
    counts_sentence,
    in_order,
    measures_of,
    no_effect_sentence,
    waiting_sentence,
)
from bouwstenen.views import Part, Section, Table, numbers, row, text
from bouwstenen.views.chart_style import STYLES
from bouwstenen.views.charts import Bar, Segment, bar_chart

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bouwstenen.views import Chart, RunView, TableRow, Words

_MIXED = "mixed"
_PLACES = (*COMPUTED, EXTERNAL, NO_EFFECT, "planned", "open_norm", "process", "not_computable", "context",
           "duplicate", "layout", "switched_off", _MIXED)  # fmt: skip
Counted = dict[str, Counter[str]]


def coverage(view: RunView, words: Words) -> Section:
    """What was computed and what was not."""
    measures = measures_of(view)
    counts = count_measures(measures)
    titles = block_titles(view)
    per_block = _counted((titles.get(m.block, m.block), m.status) for m in measures)
    used = in_order({measure.status for measure in measures})
    parts = [
        Part(
            key="counts",
            title="Hoeveel maatregelen",
            words=tuple(_meaning(status, words) for status in used),
            charts=tuple(filter(None, (_chart(per_block, used, words),))),
        ),
        *_no_effect(measures),
        *_remarks(view),
        *_places(view, titles, words),
        *_gaps(measures, titles, words),
    ]
    said = (waiting_sentence(counts), no_effect_sentence(measures))
    return Section(
        key="coverage",
        title="Wat is berekend en wat niet",
        message=" ".join((counts_sentence(counts), *filter(None, said))),
        parts=tuple(parts),
    )


def _meaning(status: str, words: Words) -> str:
    return sentence(f"{words.get(f'status.{status}', status)}: {words.get(f'status_meaning.{status}', status)}")


def _counted(pairs: Iterable[tuple[str, str]]) -> Counted:
    counts: Counted = {}
    for block, status in pairs:
        counts.setdefault(block, Counter())[status] += 1
    return counts


def _table(caption: str, unit: str, counts: Counted, used: list[str], words: Words) -> Table:
    rows = [
        row(block, *(count(per[status]) if per[status] else "" for status in used), count(sum(per.values())),
            values=(None, *(float(per[status]) for status in used), float(sum(per.values()))))
        for block, per in counts.items()
    ]  # fmt: skip
    sums = [sum(per[status] for per in counts.values()) for status in used]
    totals = (*sums, sum(sums))
    rows.append(row("totaal", *map(count, totals), kind="total", values=(None, *map(float, totals))))
    heads = [words.get(f"status.{status}", status) for status in used]
    return Table(caption=caption, unit=unit, columns=(text("blok"), *numbers(*heads, "totaal")), rows=tuple(rows))


def _chart(counts: Counted, used: list[str], words: Words) -> Chart | None:
    bars = [
        Bar(
            block,
            f"{sum(per[s] for s in COMPUTED)} van {sum(per.values())} berekend",
            tuple(Segment(_style(status), float(per[status])) for status in used if per[status]),
        )
        for block, per in counts.items()
    ]
    return bar_chart(
        key="coverage",
        title="Maatregelen per blok en uitkomst",
        unit="aantal maatregelen",
        description="; ".join(f"{bar.label}: {bar.shown}" for bar in bars) + ".",
        table=_table("Maatregelen per blok en uitkomst", "aantal maatregelen", counts, used, words),
        bars=bars,
        legend=[(words.get(f"status.{status}", status), _style(status)) for status in used],
        table_open=True,
    )


def _style(status: str) -> str:
    name = f"status-{status}"
    return name if name in STYLES else "status-not_computable"


def _no_effect(measures: list[Measure]) -> list[Part]:
    """Measures that the package calls computed and that move nothing."""
    found = [measure for measure in measures if measure.status == NO_EFFECT]
    if not found:
        return []
    table = Table(
        caption="Maatregelen die als berekend in het pakket staan, maar geen enkele uitkomst veranderen",
        unit="",
        columns=(text("maatregel"), text("wat er aan de hand is")),
        rows=tuple(row(measure.name, measure.remark or measure.why) for measure in found),
    )
    return [Part(key="no_effect", title="Berekend, maar zonder uitkomst", tables=(table,))]


def _remarks(view: RunView) -> list[Part]:
    """What the run remarks of measures, beside those without effect."""
    if "run.remarks" not in view.tables:
        return []
    found = [r for r in view.tables["run.remarks"].iter_rows(named=True) if r["code"] != NO_EFFECT]
    if not found:
        return []
    rows = tuple(row(str(remark["measure"] or ""), str(remark["text"])) for remark in found)
    columns = (text("maatregel"), text("opmerking"))
    table = Table(caption="Opmerkingen bij maatregelen", unit="", columns=columns, rows=rows)
    return [Part(key="remarks", title="Opmerkingen bij maatregelen", folded=(table,))]


def _places(view: RunView, titles: Mapping[str, str], words: Words) -> list[Part]:
    """Places of the source text by block and outcome; measures with other statuses count as mixed."""
    places = view.tables.get("run.coverage")
    if places is None or not places.height:
        return []
    documents = {document["id"]: document["title"] for document in view.package.get("documents", ())}
    pairs: list[tuple[str, str]] = []
    for place in places.iter_rows(named=True):
        block = str(place.get("block") or "")
        document = str(place.get("document") or "")
        status = _MIXED if "; " in place["outcome"] else place["outcome"]
        pairs.append((titles.get(block, block) or documents.get(document, document) or "overig", status))
    counts = _counted(pairs)
    seen = {status for _, status in pairs}
    used = [*(s for s in _PLACES if s in seen), *sorted(seen - set(_PLACES))]
    table = _table("Plaatsen in de tekst per blok en uitkomst", "aantal plaatsen", counts, used, words)
    said = "Elke zin van het pakket is bekeken en heeft een uitkomst."
    return [Part(key="places", title="Plaatsen in de tekst", words=(said,), tables=(table,))]


def _gaps(measures: list[Measure], titles: Mapping[str, str], words: Words) -> list[Part]:
    """Every measure that was not computed, by block."""
    found: dict[str, list[TableRow]] = {}
    for measure in measures:
        if measure.status in (*COMPUTED, EXTERNAL, NO_EFFECT):
            continue
        status = words.get(f"status.{measure.status}", measure.status)
        if measure.status == "planned" and measure.model:
            status = f"{status}: {words.get(f'model.{measure.model}', measure.model)}"
        found.setdefault(titles.get(measure.block, measure.block), []).append(row(measure.name, status, measure.why))
    order = [*(title for title in titles.values() if title in found), *(b for b in found if b not in titles.values())]
    if not found:
        return [Part(key="gaps", title="Niet berekend", words=("Er zijn geen maatregelen zonder berekening.",))]
    columns = (text("maatregel"), text("uitkomst"), text("waarom"))
    tables = [
        Table(caption=f"{block} ({len(found[block])})", unit="", columns=columns, rows=tuple(found[block]))
        for block in order
    ]
    return [Part(key="gaps", title="Alle maatregelen die niet zijn berekend", folded=tuple(tables))]
