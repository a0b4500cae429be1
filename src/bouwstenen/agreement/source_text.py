"""Reads a copy of the source text and lists every place that the coverage ledger must answer for.

The text itself is not in the repository. A place is found by heading, kind and number, and proved by a hash
(the contract is restated in `docs/coverage.md`).
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from bouwstenen.core.yaml_file import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bouwstenen.agreement.schema import PlaceKey

Kind = Literal["item", "paragraph", "line", "note", "figure"]

LETTERS = "brieven"
"""Id of the document that what stands before the first block belongs to."""
FRAMEWORK_HEADING = "Inventarisatie investeringsagenda 2050 en het effect in 2026-2030"
NOTES_HEADING = "Onderbouwing"

_HEADING = re.compile(r"^(#+)\s*(.*)$")
_LEADING_NUMBER = re.compile(r"^(\d+(?:\.\d+)*)[.:]?\s")
_BLOCK_TITLE = re.compile(r"^(\d+)[.:]\s*Bouwsteen|^(\d+):\s")
_ITEM = re.compile(r"^\s*(?:- |\d+\.\s)")
_MARKER = re.compile(r"^\s*(?:-|\d+\.)\s+")
_PROGRAMME = re.compile(r"Tekst voor het regeer|Tekst voor regeer|Tekst regeerprogramma|^Kerntekst")
_NO_PROSE = re.compile(r"^\s*(?:!\[|\||<sup>|---+\s*$)")
_PICTURE = re.compile(r"^\s*!\[")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘“'(*])")
_FRAMEWORK_LINE = re.compile(r"^\d{1,2}\t")


@dataclass(frozen=True)
class Place:
    """One place in the source text: where it stands and what proves it. `text` is kept in memory only.

    document: "" for the first document of the package. block: code of the block, "" where there is none.
    """

    document: str
    block: str
    section: str
    heading: str
    kind: Kind
    number: int
    hash: str
    text: str = ""

    @property
    def key(self) -> PlaceKey:
        """What identifies a place: document, block, section, heading, kind and number."""
        return (self.document, self.block, self.section, self.heading, self.kind, self.number)


@dataclass
class _Section:
    block: str
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

    Raises InputError when the file cannot be read as UTF-8 text.
    """
    places: list[Place] = []
    count: Counter[tuple[str, str, str, Kind]] = Counter()
    for section in _sections(read_text(path)):
        for place in _places_of(section):
            under = (place.block, place.section, place.heading, place.kind)
            count[under] += 1
            places.append(replace(place, number=count[under]))
    return places


def _sections(text: str) -> Iterator[_Section]:
    """Cut the text at its headings; each section holds its blocks of adjoining non-blank lines."""
    current = _Section("", "0", "", 0, programme=False, blocks=[[]])
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
            block = f"B{int(block_title[1] or block_title[2])}"
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
        document = "" if section.block else LETTERS
        return Place(
            document, section.block, section.section, section.heading, kind, 0, text_hash(text), normalise(text)
        )

    after_item = False
    for lines in section.blocks:
        if section.heading in (FRAMEWORK_HEADING, NOTES_HEADING) and lines and "\t" in lines[0]:
            yield from _table_places(lines, section.heading, place)
            continue
        for unit, is_item in _units(lines):
            prose = not is_item and not _NO_PROSE.match(unit) and "\t" not in unit
            continues_item = prose and after_item and normalise(unit)[:1].islower()
            if not section.programme:
                sentences = [] if _PICTURE.match(unit) else _SENTENCE_END.split(normalise(unit))
                yield from (place("figure", sentence) for sentence in sentences if re.search(r"\d", sentence))
            elif is_item:
                yield place("item", unit)
            elif prose and not continues_item:
                yield place("paragraph", unit)
            if is_item or prose:  # A picture or footnote at the foot of a page does not end the item above it.
                after_item = is_item or continues_item


def _table_places(lines: list[str], heading: str, place: Callable[[Kind, str], Place]) -> Iterator[Place]:
    """Numbered rows are lines or notes; any other row of the framework with a figure (a total) counts as a figure."""
    for row in lines:
        if heading == NOTES_HEADING:
            if normalise(row).split(" ")[0] != "Nr.":
                yield place("note", row)
        elif _FRAMEWORK_LINE.match(row):
            yield place("line", row)
        elif re.search(r"\d", normalise(row)):
            yield place("figure", row)


def _units(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Split a block into items (each with its continuation lines), prose, and pictures or footnotes."""
    unit: list[str] = []
    for line in lines:
        if unit and (_ITEM.match(line) or _NO_PROSE.match(line)):
            yield "\n".join(unit), bool(_ITEM.match(unit[0]))
            unit = []
        unit.append(line)
    if unit:
        yield "\n".join(unit), bool(_ITEM.match(unit[0]))
