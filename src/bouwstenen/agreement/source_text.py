"""Reads a copy of the source text and lists every place that the coverage ledger must answer for.

The text itself is not in the repository. A place is found by heading, kind and number, and proved by a hash
(the contract is restated in `docs/coverage.md`).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Kind = Literal["item", "paragraph", "line", "note", "figure"]

FRAMEWORK_HEADING = "Inventarisatie investeringsagenda 2050 en het effect in 2026-2030"
NOTES_HEADING = "Onderbouwing"

_HEADING = re.compile(r"^(#+)\s*(.*)$")
_LEADING_NUMBER = re.compile(r"^(\d+(?:\.\d+)*)[.:]?\s")
_BLOCK_TITLE = re.compile(r"^(\d+)[.:]\s*Bouwsteen|^(\d+):\s")
_ITEM = re.compile(r"^\s*(?:- |\d+\.\s)")
_MARKER = re.compile(r"^\s*(?:-|\d+\.)\s+")
_PROGRAMME = re.compile(r"Tekst voor het regeer|Tekst voor regeer|Tekst regeerprogramma|^Kerntekst")
_NO_PROSE = re.compile(r"^\s*(?:!\[|\||<sup>|---+\s*$)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘“'(*])")
_FRAMEWORK_LINE = re.compile(r"^\d{1,2}\t")


@dataclass(frozen=True)
class Place:
    """One place in the source text: where it stands and what proves it. `text` is kept in memory only."""

    block: int
    section: str
    heading: str
    kind: Kind
    number: int
    hash: str
    text: str = ""

    @property
    def key(self) -> tuple[int, str, str, str, int]:
        """What identifies a place: block, section, heading, kind and number."""
        return (self.block, self.section, self.heading, self.kind, self.number)


@dataclass
class _Section:
    block: int
    section: str
    heading: str
    level: int
    programme: bool
    blocks: list[list[str]]


def normalise(text: str) -> str:
    """Strip list marker, emphasis and HTML tags and fold white space: what the hash is taken over."""
    text = _MARKER.sub("", text, count=1)
    text = re.sub(r"<[^>]+>", "", text)
    return " ".join(text.replace("*", "").replace("_", "").split())


def text_hash(text: str) -> str:
    """First 12 hex digits of the SHA-256 of the normalised text."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()[:12]


def parse_source(path: Path) -> list[Place]:
    """List every place of the source text at `path`, in the order of the text.

    Raises OSError or UnicodeDecodeError when the file cannot be read as UTF-8.
    """
    places: list[Place] = []
    for section in _sections(path.read_text(encoding="utf-8")):
        for place in _places_of(section):
            number = 1 + sum(
                p.kind == place.kind and p.heading == place.heading and (p.block, p.section) == (place.block, place.section)
                for p in places
            )
            places.append(replace(place, number=number))
    return places


def _sections(text: str) -> Iterator[_Section]:
    """Cut the text at its headings; each section holds its blocks of adjoining non-blank lines."""
    current = _Section(0, "0", "", 0, programme=False, blocks=[[]])
    number = "0"
    for line in text.splitlines():
        heading = _HEADING.match(line)
        if heading is None:
            if line.strip():
                current.blocks[-1].append(line)
            elif current.blocks[-1]:
                current.blocks.append([])
            continue
        yield current
        title = " ".join(heading[2].replace("*", "").split())
        level, block = len(heading[1]), current.block
        leading = _LEADING_NUMBER.match(title)
        block_title = _BLOCK_TITLE.match(title) if level == 1 else None
        if block_title:
            block = int(block_title[1] or block_title[2])
        number = leading[1] if leading else number
        ends_programme = leading is not None
        programme = bool(_PROGRAMME.search(title)) or (current.programme and not ends_programme)
        current = _Section(block, number, title, level, programme, blocks=[[]])
    yield current


def _places_of(section: _Section) -> Iterator[Place]:
    """Places under one heading, numbered later by the caller."""
    if section.heading == "Inhoudsopgave":
        return

    def place(kind: Kind, text: str) -> Place:
        return Place(section.block, section.section, section.heading, kind, 0, text_hash(text), normalise(text))

    table = {FRAMEWORK_HEADING: "line", NOTES_HEADING: "note"}.get(section.heading)
    after_item = False
    for lines in section.blocks:
        if not lines:
            continue
        if table and "\t" in lines[0]:
            yield from _table_places(lines, "line" if table == "line" else "note", place)
            continue
        for unit, is_item in _units(lines):
            prose = not is_item and not _NO_PROSE.match(unit) and "\t" not in unit
            continues_item = prose and after_item and unit.lstrip()[:1].islower()
            if section.programme and is_item:
                yield place("item", unit)
            elif section.programme and prose and not continues_item:
                yield place("paragraph", unit)
            elif not section.programme:
                yield from (place("figure", s) for s in _SENTENCE_END.split(normalise(unit)) if re.search(r"\d", s))
            after_item = is_item or continues_item


def _table_places(lines: list[str], kind: Literal["line", "note"], place: object) -> Iterator[Place]:
    """Numbered rows are lines or notes; any other row with a figure (a total) counts as a figure."""
    assert callable(place)
    for row in lines:
        header = "<b>Nr.</b>" in row or row.startswith("Nr.\t")
        if kind == "note" and not header:
            yield place("note", row)
        elif kind == "line" and _FRAMEWORK_LINE.match(row):
            yield place("line", row)
        elif kind == "line" and re.search(r"\d", normalise(row)):
            yield place("figure", row)


def _units(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Split a block into items (each with its continuation lines) and prose."""
    unit: list[str] = []
    is_item = False
    for line in lines:
        if _ITEM.match(line) and unit:
            yield "\n".join(unit), is_item
            unit = []
        if not unit:
            is_item = bool(_ITEM.match(line))
        unit.append(line)
    if unit:
        yield "\n".join(unit), is_item
