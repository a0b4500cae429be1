"""Why the figures may be trusted, and how far: checks, official figures beside ours, sources and the receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bouwstenen.core.numbers import count, dutch_unit, exact, number
from bouwstenen.views import Column, Part, Section, Table, numbers, row, text
from bouwstenen.views.amounts import plural

if TYPE_CHECKING:
    from bouwstenen.receipt import Receipt
    from bouwstenen.views import RunView, TableRow, Words

_CERTAIN = ("A", "B")
_MARKS = "ABCDE"


def checks(view: RunView, words: Words) -> Section | None:
    """Sums that must hold and official figures beside ours; None when nothing was checked."""
    table = view.tables.get("run.checks")
    if table is None or not table.height:
        return None
    found = table.to_dicts()
    identities = [check for check in found if check["kind"] == "identity"]
    benchmarks = [check for check in found if check["kind"] != "identity"]
    wrong = sum(check["met"] is False for check in identities)
    parts: list[Part] = []
    if identities:
        parts.append(Part(key="identities", title="Sommen", tables=(_identities(identities, words),)))
    if benchmarks:
        said = (
            "Hieronder staat het basispad naast ramingen van anderen.",
            "Het model is niet bijgesteld om dichterbij te komen.",
        )
        tables = (_benchmarks(benchmarks, words),)
        parts.append(Part(key="benchmarks", title="Naast officiële ramingen", words=said, tables=tables))
    return Section(key="checks", title="Controles", message=_held(len(identities), wrong), parts=tuple(parts))


def _held(identities: int, wrong: int) -> str:
    if not identities:
        return "Er zijn geen sommen gecontroleerd."
    right = identities - wrong
    if not wrong:
        be = "klopt" if identities == 1 else "kloppen allemaal"
        return f"{plural(identities, 'som is', 'sommen zijn')} gecontroleerd en {be}."
    both = f"{_holds(right)} er {right} wel en {_holds(wrong)} er {wrong} niet"
    return f"Van de {count(identities)} gecontroleerde sommen {both}."


def _holds(number_of: int) -> str:
    return "klopt" if number_of == 1 else "kloppen"


def _unit(unit: str, words: Words) -> str:
    return words.get(f"unit.{unit}") or dutch_unit(unit)


def _identities(found: list[dict[str, Any]], words: Words) -> Table:
    rows = [
        row(
            c["name"], "klopt" if c["met"] else "klopt niet", number(abs(c["gap"])), _unit(c["unit"], words),
            values=(None, None, abs(c["gap"]), None),
        )
        for c in found
    ]  # fmt: skip
    return Table(
        caption="Sommen die in elke doorrekening moeten kloppen",
        unit="grootste afwijking, eenheid in de kolom",
        columns=(text("controle"), text("uitkomst"), Column(label="grootste afwijking"), text("eenheid")),
        rows=tuple(rows),
    )


def _benchmarks(found: list[dict[str, Any]], words: Words) -> Table:
    rows = [
        row(
            c["name"], number(c["value"]), exact(c["expected"]), number(c["gap"], signed=True),
            _unit(c["unit"], words), c["source"], c["cause"] or "nog niet uitgezocht",
            doubtful=bool(c["doubtful"]), values=(None, c["value"], c["expected"], c["gap"], None, None, None),
        )
        for c in found
    ]  # fmt: skip
    ours = numbers("berekend", "officieel", "verschil")
    return Table(
        caption="Basispad naast officiële ramingen",
        unit="eenheid in de kolom",
        columns=(text("wat"), *ours, text("eenheid"), text("bron"), text("oorzaak van het verschil")),
        rows=tuple(rows),
    )


def sources(view: RunView, words: Words) -> Section | None:
    """Every figure with its source and mark; None when no figure was read."""
    table = view.tables.get("run.facts")
    if table is None or not table.height:
        return None
    facts = table.to_dicts()
    publications = list(dict.fromkeys(fact["source"] for fact in facts))
    place = {publication: number_of for number_of, publication in enumerate(publications, 1)}
    doubtful = sum(fact["confidence"] not in _CERTAIN for fact in facts)
    be = "heeft" if doubtful == 1 else "hebben"
    figures = Table(
        caption=f"Alle cijfers van jaargang {view.facts.get('id', '')}".strip(),
        unit="eenheid in de kolom",
        columns=(text("wat"), Column(label="waarde"), text("eenheid"), Column(label="jaar"), text("zekerheid"),
                 Column(label="bron"), text("opmerking")),
        rows=tuple(_figure(fact, place, words) for fact in facts),
    )  # fmt: skip
    listed = Table(
        caption="Publicaties",
        unit="",
        columns=(Column(label="bron"), text("publicatie")),
        rows=tuple(row(str(number_of), publication) for publication, number_of in place.items()),
    )
    said = tuple(f"{mark}: {words(f'confidence.{mark}')}." for mark in _MARKS)
    marks = Part(key="marks", title="Wat de letters betekenen", words=said)
    return Section(
        key="sources",
        title="Bronnen",
        message=(
            f"Elk cijfer heeft een bron en een letter voor de zekerheid. Van de {count(len(facts))} cijfers {be} er "
            f"{count(doubtful)} het merk twijfel (C, D of E)."
        ),
        parts=(marks, Part(key="figures", title="Cijfers en publicaties", folded=(figures, listed))),
    )


def _figure(fact: dict[str, Any], place: dict[str, int], words: Words) -> TableRow:
    level = f", prijzen van {fact['price_level']}" if fact["price_level"] else ""
    return row(
        fact["title"], _value(fact), f"{_unit(fact['unit'], words)}{level}", str(fact["period"] or ""),
        fact["confidence"], str(place[fact["source"]]), fact["note"] or "",
        doubtful=fact["confidence"] not in _CERTAIN,
        values=(None, fact["value"], None, None, None, float(place[fact["source"]]), None),
    )  # fmt: skip


def _value(fact: dict[str, Any]) -> str:
    """The value; a calendar year has no point for thousands."""
    if fact["value"] is None:
        return "reeks"
    return f"{fact['value']:.0f}" if fact["unit"] == "jaar" else exact(fact["value"])


def receipt_section(view: RunView, receipt: Receipt, words: Words) -> Section:
    """What the run was made from, so that anyone can make it again."""
    about = [
        ("pakket", receipt.package_id),
        ("lezing van vage tekst", words.get(f"reading.{view.reading}", view.reading)),
        ("cijfers", f"{view.facts.get('title', '')} (jaargang {view.facts.get('id', '')})"),
        ("nummer van deze doorrekening", receipt.run_id),
        ("versie van bouwstenen", receipt.version),
    ]
    options = [
        (words.get(f"option.{name}", name), words.get(f"option.{name}.{value}") or _plain(value))
        for name, value in sorted(receipt.options.items())
    ]
    files = [
        ("code en meegeleverde gegevens", receipt.code),
        ("maatregelen als invoer van de modellen", receipt.overlay),
        *((f"pakket: {file.name}", file.sha256) for file in receipt.package),
        *((f"cijfers: {file.name}", file.sha256) for file in receipt.facts),
    ]
    part = Part(
        key="receipt",
        title="",
        words=("Controleer dat met de opdracht: bouwstenen controleer ontvangst.json.",),
        tables=(_pairs("Over deze doorrekening", "", "wat", "waarde", about),),
        folded=(
            _pairs("Keuzes van deze doorrekening", "", "keuze", "waarde", options),
            _pairs("Waarvan deze doorrekening is gemaakt", "SHA-256", "wat", "vingerafdruk", files),
        ),
    )
    message = "Wie dezelfde invoer gebruikt, krijgt dezelfde uitkomst."
    return Section(key="receipt", title="Ontvangstbewijs", message=message, parts=(part,))


def _pairs(caption: str, unit: str, first: str, second: str, rows: list[tuple[str, str]]) -> Table:
    columns = (text(first), text(second))
    return Table(caption=caption, unit=unit, columns=columns, rows=tuple(row(*pair) for pair in rows))


def _plain(value: object) -> str:
    if value is None or value == "":
        return "geen"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value)
