"""The financial framework: every line of the package, booked in both ledgers side by side, in one price level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bouwstenen.core.numbers import amount, number
from bouwstenen.models.public_finance.sections.look import BN, Look
from bouwstenen.views import Column, Part, Table, TableRow, numbers, row, text

if TYPE_CHECKING:
    from collections.abc import Iterable

Bucket = tuple[bool, str]
"""Where money stands in a ledger: (in the balance, timing)."""
_HEADS: dict[Bucket, str] = {
    (True, "recurring"): "in saldo, per jaar",
    (True, "one_off"): "in saldo, eenmalig",
    (False, "recurring"): "alleen in schuld, per jaar",
    (False, "one_off"): "alleen in schuld, eenmalig",
}
_ALWAYS: tuple[Bucket, ...] = ((True, "recurring"), (False, "one_off"))
_HITS = {"document": "document_hits", "esa": "esa_hits"}
_LEDGER_HEADS = {"document": "document", "esa": "ESA 2010"}
PM_WORDS = {"low": "laag", "central": "midden", "high": "hoog"}


def framework(look: Look) -> Part:
    """The part with the lines and the PM entries."""
    bookings = look.table("bookings")
    if not bookings.height:
        return Part(key="framework", title="Het financiële kader", words=("In dit pakket staat geen regel met geld.",))
    rows = list(bookings.iter_rows(named=True))
    return Part(
        key="framework",
        title="Het financiële kader",
        words=tuple(filter(None, (_intro(look), _levels(rows), _replaced(look, rows)))),
        tables=tuple(table for table in (_table(look, rows), _pm_table(look, rows)) if table is not None),
    )


def _intro(look: Look) -> str:
    amounts = (
        "Bedragen per jaar zijn het niveau als alles loopt. Eenmalige bedragen zijn de som over alle jaren. Plus kost "
        "geld."
    )
    if not look.has_document:
        return f"Zo boeken de Europese boekhoudregels (ESA 2010) het geld van het pakket, volgens onze toets. {amounts}"
    return (
        "Elke regel staat hier twee keer. Links zoals het document hem boekt. Rechts zoals de Europese boekhoudregels "
        "(ESA 2010) hem boeken, volgens onze toets. Een bedrag dat rechts in het saldo staat en links in de schuld, "
        f"maakt het tekort groter dan het document zegt. {amounts}"
    )


def _levels(rows: list[dict[str, Any]]) -> str:
    other = sorted({r["price_level"] for r in rows if r["price_level"] != r["converted_to"]})
    if not other:
        return ""
    years = " en ".join(str(level) for level in other)
    return (
        f"Bedragen in prijzen van {years} zijn omgerekend naar prijzen van {rows[0]['converted_to']}; tussen haakjes "
        "staat wat het pakket zelf noemt."
    )


def _replaced(look: Look, rows: list[dict[str, Any]]) -> str:
    titles = [r["title"] for r in rows if r["replaced"]]
    if not titles or look.view.options.get("public_finance.interest_in_lines") == "add":
        return ""
    return (
        f"De rente die het document zelf in een regel opneemt ({', '.join(titles)}) staat in deze tabel. In saldo en "
        "schuld hieronder rekent het model de rente zelf uit; daar telt dit bedrag niet nog eens mee."
    )


def _table(look: Look, rows: list[dict[str, Any]]) -> Table:
    buckets = {name: _buckets(rows, name) for name in look.ledgers}
    body: list[TableRow] = []
    for head, parts in _by_measure(look, rows):
        if len(parts) == 1:
            body.append(_line(look, head, parts[0], buckets))
            continue
        body.append(row(head, kind="group"))
        body += [_line(look, part["title"], part, buckets, kind="part") for part in parts]
    body += _total_rows(look, buckets)
    return Table(
        caption="De regels van het financiële kader" + (" in twee boekhoudingen" if look.has_document else ""),
        unit=f"{BN}, {look.written_prices}, plus kost geld",
        columns=(
            text("onderdeel"),
            *(Column(label=_HEADS[key]) for keys in buckets.values() for key in keys),
            text("ESA-code"),
            text("waarom zo geboekt"),
        ),
        rows=tuple(body),
        groups=(*((_LEDGER_HEADS[name], len(keys)) for name, keys in buckets.items()), ("toets van de boeking", 2)),
    )


def _buckets(rows: Iterable[dict[str, Any]], ledger: str) -> list[Bucket]:
    """Columns of a ledger: the two of a document's usual table, and others that hold money."""
    used = {(r[_HITS[ledger]], r["timing"]) for r in rows} | set(_ALWAYS)
    return [key for key in _HEADS if key in used]


def _by_measure(look: Look, rows: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Parts by line and measure with their heading; lines in order, money outside the table last."""
    titles = {measure["id"]: measure["title"] for measure in look.view.package.get("measures", ())}
    found: dict[tuple[int | None, str], list[dict[str, Any]]] = {}
    for r in sorted(rows, key=lambda r: (r["line"] is None, r["line"] or 0)):
        found.setdefault((r["line"], r["measure"]), []).append(r)
    return [(heading(line, measure, titles), parts) for (line, measure), parts in found.items()]


def heading(line: int | None, measure: str, titles: dict[str, str]) -> str:
    """How a line, or money outside the lines, is called."""
    title = titles.get(measure, measure)
    return f"{title} ({measure}, buiten de tabel)" if line is None else f"{line}. {title}"


def _line(look: Look, head: str, r: dict[str, Any], buckets: dict[str, list[Bucket]], kind: Any = "") -> TableRow:
    value = r["amount_converted_bn"]
    own = (
        ""
        if r["price_level"] == r["converted_to"]
        else f" ({amount(r['amount_bn'])} in prijzen van {r['price_level']})"
    )
    pm = "" if r["pm_central_bn"] is None else "PM" if value is None else " + PM"
    shown = pm if value is None else amount(value) + own + pm
    code = f"{r['esa_code']} {look.words.get('esa.' + r['esa_code'])}".strip()
    places = [(r[_HITS[name]], r["timing"]) == key for name, keys in buckets.items() for key in keys]
    return row(
        head, *(shown if here else "" for here in places), code, r["reason"],
        kind=kind, values=(None, *(value if here else None for here in places), None, None),
    )  # fmt: skip


def _total_rows(look: Look, buckets: dict[str, list[Bucket]]) -> list[TableRow]:
    sums: dict[tuple[str, Bucket, str], float] = {}
    levels = ("none", *PM_WORDS)
    for r in look.table("totals").iter_rows(named=True):
        for level in levels:
            key = (r["ledger"], (r["hits"], r["timing"]), level)
            sums[key] = sums.get(key, 0.0) + r[f"pm_{level}"]
    rows = {
        level: [sums.get((name, key, level), 0.0) for name, keys in buckets.items() for key in keys] for level in levels
    }
    labels = {"none": "Totaal zonder PM"} | {level: f"Totaal met PM {word}" for level, word in PM_WORDS.items()}
    wanted = levels if any(rows[level] != rows["none"] for level in PM_WORDS) else ("none",)
    return [
        row(
            labels[level], *(number(value) for value in rows[level]), "", "",
            kind="total", values=(None, *rows[level], None, None),
        )
        for level in wanted
    ]  # fmt: skip


def _pm_table(look: Look, rows: list[dict[str, Any]]) -> Table | None:
    wanted = [r for r in rows if r["pm_central_bn"] is not None]
    if not wanted:
        return None
    sources = _pm_sources(look)
    body = [
        row(
            f"{r['line']}. {r['title']}" if r["line"] is not None else r["title"],
            *(amount(r[f"pm_{level}_bn"]) for level in PM_WORDS),
            str(r["price_level"]),
            look.words(f"timing.{r['timing']}"),
            sources.get((r["measure"], r["title"]), ""),
            values=(None, *(r[f"pm_{level}_bn"] for level in PM_WORDS), None, None, None),
        )
        for r in wanted
    ]
    return Table(
        caption="Posten waarvoor het pakket geen bedrag noemt (PM), en wat ze kunnen kosten",
        unit=f"{BN}, in het prijspeil van de kolom",
        columns=(
            text("onderdeel"),
            *numbers(*PM_WORDS.values(), "prijspeil"),
            text("soort"),
            text("waar de bedragen vandaan komen"),
        ),
        rows=tuple(body),
    )


def _pm_sources(look: Look) -> dict[tuple[str, str], str]:
    return {
        (measure["id"], lever["part"]): str(lever.get("pm_source", ""))
        for measure in look.view.package.get("measures", ())
        for lever in measure.get("levers", ())
        if lever.get("kind") == "budget"
    }
