"""What a stored run keeps of its package: plain data, enough to show it without the package's files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bouwstenen.agreement.schema import Band, BudgetLever, Choices
from bouwstenen.core.numbers import exact

if TYPE_CHECKING:
    from bouwstenen.agreement.contents import Contents
    from bouwstenen.agreement.loader import LoadedPackage
    from bouwstenen.agreement.schema import Lever, Measure, PlaceRef

TITLE_LENGTH = 160
TEXT_LENGTH = 4000
_NO_UNIT = ("keuze", "ja/nee", "-")


def package_summary(package: LoadedPackage) -> dict[str, Any]:
    """The package as plain data that JSON can hold.

    Keys: id, title, description, blocks, lines, documents, headline, rules, points, reserved (with the ids of the
    measures that each line pays for), measures (id, title, description, block, point, status, why, model, source,
    also, levers) and switched_off (id, title, block). Titles have no control characters and at most 160 characters.
    """
    contents = package.contents
    return {
        "id": package.id,
        "title": plain(package.title),
        "description": plain(package.description, TEXT_LENGTH),
        "blocks": [{"key": block.key, "title": plain(block.title)} for block in contents.blocks],
        "lines": [{"number": line.number, "title": plain(line.title)} for line in contents.lines],
        "documents": [{"id": d.id, "title": plain(d.title), "date": d.date} for d in contents.documents],
        "headline": {"balance": contents.headline.balance, "debt": contents.headline.debt},
        "rules": contents.rules,
        "points": [{"key": p.key, "block": p.block, "title": plain(p.title)} for p in contents.points],
        "reserved": [
            {"line": entry.line, "measures": list(reserved_measures(package, entry.line))}
            for entry in contents.reserved
        ],
        "measures": [_measure(measure, contents) for measure in package.measures],
        "switched_off": [
            {"id": m.id, "title": plain(m.title), "block": m.attributed_block} for m in package.switched_off
        ],
    }


def reserved_measures(package: LoadedPackage, line: int) -> tuple[str, ...]:
    """Ids of the measures that a line of the package already pays for, in the order of the package."""
    named = {name for entry in package.contents.reserved if entry.line == line for name in entry.measures}
    return tuple(m.id for m in package.measures if m.id in named or m.point in named)


def plain(text: str, length: int = TITLE_LENGTH) -> str:
    """Text on one line without control characters, cut at `length` characters."""
    words = "".join(c if c.isprintable() else " " if c.isspace() else "" for c in text)
    words = re.sub(r" +", " ", words).strip()
    return words if len(words) <= length else words[: length - 1] + "…"


def _measure(measure: Measure, contents: Contents) -> dict[str, Any]:
    return {
        "id": measure.id,
        "title": plain(measure.title),
        "description": plain(measure.description, TEXT_LENGTH),
        "block": measure.attributed_block,
        "point": measure.point,
        "status": measure.status,
        "why": plain(measure.why, TEXT_LENGTH),
        "model": measure.model,
        "source": _place(measure.source, contents) if measure.source else None,
        "also": [_place(place, contents) for place in measure.also],
        "levers": [_lever(lever) for lever in measure.levers],
    }


def _place(place: PlaceRef, contents: Contents) -> dict[str, Any]:
    """Where it stands; kind (item, paragraph, line, note, figure) is a code and number counts from 1."""
    first = contents.documents[0].id if contents.documents else ""
    titles = {document.id: plain(document.title) for document in contents.documents}
    document = place.document or first
    return {
        "document": document,
        "document_title": titles.get(document, document),
        "block": place.block,
        "section": plain(place.section),
        "heading": plain(place.heading),
        "kind": place.kind,
        "number": place.number,
    }


def _lever(lever: Lever) -> dict[str, Any]:
    """A lever as plain data: what the file says (`kind`, `path` or `part`, years), and its value in words."""
    data = lever.model_dump(mode="json", exclude_none=True)
    if isinstance(lever, BudgetLever):
        value = lever.amount_bn if lever.amount_bn is not None else lever.pm
        words = (
            f"{_words(value)} mld EUR{' per jaar' if lever.timing == 'recurring' else ''}, prijzen {lever.price_level}"
        )
        return data | {"value_text": f"PM, {words}" if lever.amount_bn is None else words}
    unit = str(data.get("unit", ""))
    unit = f" {unit}" if unit and unit not in _NO_UNIT and data.get("mode") != "scale" else ""
    sign = {"add": "plus ", "scale": "maal "}.get(str(data.get("mode")), "")
    return data | {"value_text": f"{sign}{_words(lever.value)}{unit}"}


def _words(value: Any) -> str:
    """A value in words; one that depends on the reading gives all three."""
    if isinstance(value, (Band, Choices)):
        by_reading = (("krap", value.narrow), ("midden", value.central), ("ruim", value.wide))
        return "; ".join(f"{name}: {_words(part)}" for name, part in by_reading)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float | int):
        return exact(value)
    return "; ".join(_words(part) for part in value) if isinstance(value, list) else plain(str(value))
