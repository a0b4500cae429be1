"""Strict YAML: no duplicate keys, no aliases, no silent dates or yes/no booleans; every value knows its line.

PyYAML accepts duplicate keys, turns `no` into False and `2027-01-01` into a date. A package that
people argue about may hold none of those surprises, so the nodes are built here.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from bouwstenen.core.errors import InputError, Where, shown

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 5_000_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?\d+")
_FLOAT = re.compile(r"[-+]?(\d+\.\d*|\.\d+|\d+)([eE][-+]?\d+)?")
_SPECIAL = {"null": None, "~": None, "": None, "true": True, "false": False}
KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class YamlFile:
    """A parsed file: its data (dicts, lists, str, int, float, bool, None) and the line of every key path."""

    file: str
    data: Any
    lines: dict[KeyPath, int] = field(default_factory=dict)

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
    where = Where(str(path))
    try:
        with path.open("rb") as handle:
            raw = handle.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise InputError("dit bestand bestaat niet.", mend="Geef een bestaand bestand op.", where=where) from error
    except IsADirectoryError as error:
        raise InputError("dit is een map, geen bestand.", mend="Geef een bestand op.", where=where) from error
    except OSError as error:
        problem = f"dit bestand is niet te lezen ({error.strerror})."
        raise InputError(problem, mend="Controleer de rechten van het bestand.", where=where) from error
    if len(raw) > max_bytes:
        problem = f"dit bestand is groter dan {max_bytes // 1_000_000} MB."
        raise InputError(problem, mend="Geef een kleiner bestand op.", where=where)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("dit is geen tekst in UTF-8.", mend="Sla het bestand op als UTF-8.", where=where) from error
    if "\0" in text:
        raise InputError("dit bestand bevat nullen en is geen tekst.", mend="Geef een YAML-bestand op.", where=where)
    return text


def load_yaml(path: Path) -> YamlFile:
    """Read one YAML (or JSON) file strictly. Raises InputError with file, line and mend."""
    return parse_yaml(read_text(path), str(path))


def parse_yaml(text: str, file: str = "") -> YamlFile:
    """Parse YAML text strictly; see `load_yaml`."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        problem = f"dit is geen geldige YAML ({error.problem})."
        raise InputError(
            problem, mend="Controleer inspringing, streepjes en aanhalingstekens.", where=Where(file, line)
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise InputError(
            "dit is geen geldige YAML.", mend="Controleer de opbouw van het bestand.", where=Where(file)
        ) from error
    if node is None:
        raise InputError("dit bestand is leeg.", mend="Vul het bestand of geef een ander op.", where=Where(file))
    lines: dict[KeyPath, int] = {}
    return YamlFile(file, _Builder(file, lines).build(node, ()), lines)


class _Builder:
    """Turns nodes into plain data and notes the line of each path."""

    def __init__(self, file: str, lines: dict[KeyPath, int]) -> None:
        self.file = file
        self.lines = lines
        self.seen: set[int] = set()

    def build(self, node: Any, path: KeyPath) -> Any:
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        if id(node) in self.seen:
            raise self._error(
                "dit verwijst met * naar een ander deel van het bestand.", path, line, "Schrijf de waarde uit."
            )
        if isinstance(node, yaml.MappingNode):
            self.seen.add(id(node))
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            self.seen.add(id(node))
            return [self.build(child, (*path, i)) for i, child in enumerate(node.value)]
        return self._scalar(node, path, line)

    def _mapping(self, node: Any, path: KeyPath) -> dict[str | int, Any]:
        result: dict[str | int, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = key_node.value
            if not isinstance(key, str):
                raise self._error("een sleutel moet een woord zijn.", path, line, "Schrijf sleutel: waarde.")
            if not key_node.style and _INT.fullmatch(key):
                key = int(key)
            if key in result:
                first = self.lines[(*path, key)]
                problem = f"deze sleutel staat er twee keer (ook op regel {first})."
                raise self._error(problem, (*path, key), line, "Haal er een weg.")
            self.lines[(*path, key)] = line
            result[key] = self.build(value_node, (*path, key))
        return result

    def _scalar(self, node: Any, path: KeyPath, line: int) -> Any:
        text: str = node.value
        if node.style:
            return text
        if text.lower() in (".nan", ".inf", "-.inf", "+.inf", "nan"):
            raise self._error(f"de waarde {shown(text)} is geen getal.", path, line, "Schrijf een gewoon getal.")
        if text in _SPECIAL:
            return _SPECIAL[text]
        if _INT.fullmatch(text) and len(text) < 19 and not re.match(r"[-+]?0\d", text):
            return int(text)
        if _FLOAT.fullmatch(text) and not re.match(r"[-+]?0\d", text):
            value = float(text)
            if not math.isfinite(value):
                raise self._error(f"het getal {shown(text)} is te groot.", path, line, "Schrijf een kleiner getal.")
            return value
        return text

    def _error(self, problem: str, path: KeyPath, line: int, mend: str) -> InputError:
        return InputError(problem, mend=mend, where=Where(self.file, line, ".".join(str(p) for p in path)))
