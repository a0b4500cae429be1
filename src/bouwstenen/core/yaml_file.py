"""Strict YAML: no duplicate keys, no aliases, no silent dates or yes/no booleans; every value knows its line.

PyYAML accepts duplicate keys, turns `no` into False and `2027-01-01` into a date. A package that
people argue about may hold none of those surprises, so the values are built here from the parser's events.
"""

from __future__ import annotations

import hashlib
import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from bouwstenen.core.errors import InputError, Where, cause_of, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_BYTES = 2_000_000
MAX_DEPTH = 30
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.?(?:nan|inf)", re.IGNORECASE)
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_SPECIAL = {"null": None, "~": None, "": None, "true": True, "false": False}
_PROBLEMS = {
    "mapping values are not allowed in this context": "hier staat een dubbele punt op een plaats waar dat niet kan",
    "did not find expected key": "hier past de inspringing niet, of er ontbreekt een sleutel",
    "did not find expected '-' indicator": "hier ontbreekt een streepje, of de inspringing past niet",
    "did not find expected ',' or '}'": "hier ontbreekt een komma of een accolade",
    "did not find expected ',' or ']'": "hier ontbreekt een komma of een haak",
    "could not find expected ':'": "hier ontbreekt een dubbele punt",
    "found unexpected end of stream": "een aanhalingsteken of haak wordt niet gesloten",
    "found a tab character that violates indentation": "hier staat een tab; spring in met spaties",
    "found a tab character where an indentation space is expected": "hier staat een tab; spring in met spaties",
    "block sequence entries are not allowed in this context": "hier staat een streepje op een plaats waar dat niet kan",
    "did not find expected node content": "hier ontbreekt een waarde",
    "found unknown escape character": "hier staat een \\ met een teken dat niet bestaat",
    "found character that cannot start any token": "hier staat een teken (een tab, @ of `) waarmee niets kan beginnen",
}
KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class YamlFile:
    """A parsed file.

    file: its path, as shown in messages.
    data: dicts, lists, str, int, float, bool and None.
    lines: the line (from 1) of every key path.
    sha256: hash of the bytes that were read; empty when the text did not come from a file.
    """

    file: str
    data: Any
    lines: dict[KeyPath, int] = field(default_factory=dict)
    sha256: str = ""

    def where(self, path: KeyPath) -> Where:
        """Place of `path`, or of its nearest parent that stands in the file."""
        probe = path
        while probe and probe not in self.lines:
            probe = probe[:-1]
        return Where(self.file, self.lines.get(probe, 0), ".".join(str(part) for part in path))


def read_text(path: Path, max_bytes: int = MAX_BYTES) -> str:
    """Read a UTF-8 text file that a user may hand in.

    Raises InputError when it is missing, unreadable, no file, too large or not text.
    """
    return _decoded(_read(path, max_bytes), path)


def load_yaml(path: Path) -> YamlFile:
    """Read one YAML file strictly. Raises InputError with file, line and mend."""
    raw = _read(path, MAX_BYTES)
    return parse_yaml(_decoded(raw, path), str(path), hashlib.sha256(raw).hexdigest())


def parse_yaml(text: str, file: str = "", sha256: str = "") -> YamlFile:
    """Parse YAML text strictly; see `load_yaml`."""
    no_text = _NO_TEXT.search(text)
    if no_text:
        where = Where(file, text.count("\n", 0, no_text.start()) + 1)
        raise InputError("hier staat een stuurteken.", mend="Haal het weg: een pakket is gewone tekst.", where=where)
    lines: dict[KeyPath, int] = {}
    try:
        builder = _Builder(file, lines, yaml.parse(text, Loader=_LOADER))
        return YamlFile(file, builder.document(), lines, sha256)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        problem = f"dit is geen geldige YAML: {_PROBLEMS.get(error.problem or '', error.problem)}."
        mend = "Controleer inspringing, streepjes en aanhalingstekens."
        raise InputError(problem, mend=mend, where=Where(file, line)) from error
    except yaml.YAMLError as error:
        mend = "Controleer de opbouw van het bestand."
        raise InputError("dit is geen geldige YAML.", mend=mend, where=Where(file)) from error


def _read(path: Path, max_bytes: int) -> bytes:
    where = Where(shown(path, 200))
    try:
        with path.open("rb") as handle:
            raw = handle.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise InputError("dit bestand bestaat niet.", mend="Geef een bestaand bestand op.", where=where) from error
    except IsADirectoryError as error:
        raise InputError("dit is een map, geen bestand.", mend="Geef een bestand op.", where=where) from error
    except (OSError, ValueError) as error:
        problem = f"dit bestand is niet te lezen ({cause_of(error)})."
        raise InputError(problem, mend="Controleer de naam en de rechten van het bestand.", where=where) from error
    if len(raw) > max_bytes:
        problem = f"dit bestand is groter dan {max_bytes // 1_000_000} MB."
        raise InputError(problem, mend="Geef een kleiner bestand op.", where=where)
    return raw


def _decoded(raw: bytes, path: Path) -> str:
    where = Where(str(path))
    if b"\0" in raw:
        raise InputError("dit bestand is geen tekst.", mend="Geef een tekstbestand in UTF-8 op.", where=where)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = "hier staat een teken dat geen UTF-8 is."
        raise InputError(problem, mend="Sla het bestand op als UTF-8.", where=Where(str(path), line)) from error


class _Builder:
    """Turns parser events into plain data and notes the line of each path."""

    def __init__(self, file: str, lines: dict[KeyPath, int], events: Iterator[Any]) -> None:
        self.file = file
        self.lines = lines
        self.events = events

    def document(self) -> Any:
        """The one document of the file."""
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            mend = "Vul het bestand of geef een ander op."
            raise InputError("dit bestand is leeg.", mend=mend, where=Where(self.file))
        data = self._value(next(self.events), ())
        next(self.events)
        following = next(self.events)
        if not isinstance(following, yaml.StreamEndEvent):
            line = following.start_mark.line + 1
            raise self._error("hier begint een tweede document.", (), line, "Zet alles in één document, zonder ---.")
        return data

    def _value(self, event: Any, path: KeyPath) -> Any:
        line = event.start_mark.line + 1
        self.lines.setdefault(path, line)
        if isinstance(event, yaml.AliasEvent):
            mend = "Schrijf de waarde uit, of zet tekst met een * tussen aanhalingstekens."
            raise self._error("dit verwijst met * naar een ander deel van het bestand.", path, line, mend)
        if event.tag is not None:
            mend = "Haal het weg, of zet tekst met een ! tussen aanhalingstekens."
            raise self._error(f"het kenmerk '{shown(event.tag)}' kan hier niet.", path, line, mend)
        if isinstance(event, yaml.ScalarEvent):
            return event.value if event.style else self._plain(event.value, path, line)
        if len(path) >= MAX_DEPTH:
            problem = f"dit is dieper genest dan {MAX_DEPTH} lagen."
            raise InputError(problem, mend="Gebruik minder lagen.", where=Where(self.file, line))
        return self._mapping(path) if isinstance(event, yaml.MappingStartEvent) else self._sequence(path)

    def _sequence(self, path: KeyPath) -> list[Any]:
        result: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            result.append(self._value(event, (*path, len(result))))
        return result

    def _mapping(self, path: KeyPath) -> dict[str | int, Any]:
        result: dict[str | int, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, path)
            inner = (*path, key)
            line = event.start_mark.line + 1
            if key in result:
                problem = f"deze sleutel staat er twee keer (ook op regel {self.lines[inner]})."
                raise self._error(problem, inner, line, "Haal er een weg.")
            self.lines[inner] = line
            result[key] = self._value(next(self.events), inner)
        return result

    def _key(self, event: Any, path: KeyPath) -> str | int:
        """A key is a word or a year."""
        if not isinstance(event, yaml.ScalarEvent) or event.tag is not None:
            line = event.start_mark.line + 1
            raise self._error("een sleutel moet een woord of een jaar zijn.", path, line, "Schrijf sleutel: waarde.")
        return int(event.value) if not event.style and _INT.fullmatch(event.value) else event.value

    def _plain(self, text: str, path: KeyPath, line: int) -> Any:
        """The value of text without quotation marks. Digits with a leading zero stay text."""
        if text in _SPECIAL:
            return _SPECIAL[text]
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            value = float(text)
            if not math.isfinite(value):
                mend = "Schrijf een kleiner getal, of zet tekst tussen aanhalingstekens."
                raise self._error(f"het getal {shown(text)} is te groot.", path, line, mend)
            return value
        if _NOT_FINITE.fullmatch(text):
            raise self._error(f"de waarde {shown(text)} is geen getal.", path, line, "Schrijf een gewoon getal.")
        return text

    def _error(self, problem: str, path: KeyPath, line: int, mend: str) -> InputError:
        return InputError(problem, mend=mend, where=Where(self.file, line, ".".join(str(p) for p in path)))
