"""Reads a package: the shipped one, or a user's file that extends it.

Everything that a file alone can get wrong is found here, with file, line and mend. Whether a lever's path exists
and whether levers clash is checked when the measures are compiled (`levers/compile.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bouwstenen.agreement.contents import Contents, check_contents, completed, merged
from bouwstenen.agreement.extend import Entry, apply_changes, switch_off
from bouwstenen.agreement.schema import Measure, MeasureFile, Package, Reasoned
from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.core.validation import validate
from bouwstenen.core.yaml_file import YamlFile, load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bouwstenen.agreement.schema import PlaceKey

DATA_FOLDER = Path(__file__).parent / "data"
MAX_CHAIN = 8
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass(frozen=True)
class LoadedPackage:
    """A package with everything that it extends, checked and merged.

    measures: the measures that count, in the order of the files; those of the package it extends come first.
    switched_off: measures of the package it extends that this one leaves out.
    no_measure: places of the text without a measure, with the reason.
    files: (name, SHA-256) of every file read, for the receipt; the name starts with the id of its package.
    entries: measure id to where the measure stands.
    contents: its blocks, lines, documents, points, headline years and reserved lines.
    figures: files with figures of its own for the models, those of the package it extends first.
    """

    id: str
    title: str
    description: str
    measures: tuple[Measure, ...]
    switched_off: tuple[Measure, ...]
    no_measure: tuple[Reasoned, ...]
    files: tuple[tuple[str, str], ...]
    entries: Mapping[str, Entry] = field(repr=False)
    contents: Contents = field(default_factory=Contents)
    figures: tuple[Path, ...] = ()

    def where(self, measure: str, key: str = "") -> Where:
        """File and line of a measure, or of a dotted key in it such as `levers.0.value`."""
        entry = self.entries.get(measure)
        return entry.where(key) if entry else Where("", 0, f"{measure}.{key}".strip("."))


@dataclass
class _Level:
    """What one package file brings itself: its measures, its places without one and the files they stand in."""

    entries: list[Entry] = field(default_factory=list)
    no_measure: list[tuple[Reasoned, Where]] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)
    figures: list[Path] = field(default_factory=list)


def shipped_packages() -> list[str]:
    """Names of the packages that come with the engine."""
    return sorted(path.parent.name for path in DATA_FOLDER.glob("*/package.yaml"))


def load_package(name_or_path: str | Path) -> LoadedPackage:
    """Read a package by name (`bouwstenen`) or by the path of its file.

    Text of only small letters, digits and dashes is the name of a shipped package; anything else is a path.
    Raises InputError with file, line, nearest valid key and mend.
    """
    if isinstance(name_or_path, str) and _NAME.fullmatch(name_or_path):
        return _load(_shipped(name_or_path, Where()), (), Where())
    return _load(Path(name_or_path), (), Where())


def _shipped(name: str, where: Where) -> Path:
    names = shipped_packages()
    if name not in names:
        mend = f"Meegeleverd: {', '.join(names)}. Geef anders de naam van een bestand, zoals ./{shown(name)}.yaml."
        problem = f"het pakket '{shown(name)}' bestaat niet."
        raise InputError(problem, mend=mend, where=where, nearest=nearest_key(name, names))
    return DATA_FOLDER / name / "package.yaml"


def _load(path: Path, chain: tuple[Path, ...], asked: Where) -> LoadedPackage:
    """Read the package file at `path`. `chain` holds the files that extend it, `asked` the line that names it."""
    source = load_yaml(path)
    chain = (*chain, path.resolve())
    _refuse_long_chain(chain, asked)
    package = validate(Package, source)
    level = _read_level(package, source, path)
    if package.extends is None:
        return _finished(package, {entry.measure.id: entry for entry in level.entries}, level, None, source)
    asked, name = source.where(("extends",)), package.extends
    base = _load(_shipped(name, asked) if _NAME.fullmatch(name) else path.parent / name, chain, asked)
    if base.id == package.id:
        problem = f"de id '{package.id}' is al die van het pakket waarop dit voortbouwt."
        raise InputError(problem, mend="Geef dit pakket een eigen id.", where=source.where(("id",)))
    kept = apply_changes(package.change, switch_off(package.switch_off, base.entries, source), source)
    for entry in level.entries:
        _refuse_duplicate(entry, kept, "Gebruik change om een maatregel te wijzigen, of kies een eigen id.")
        kept[entry.measure.id] = entry
    return _finished(package, kept, level, base, source)


def _finished(
    package: Package, kept: dict[str, Entry], level: _Level, base: LoadedPackage | None, source: YamlFile
) -> LoadedPackage:
    """Put the package together. What this level says of a place goes before what the base says of it."""
    answers = {place.key: entry.measure.id for entry in kept.values() for place in entry.measure.places}
    reasons: dict[PlaceKey, Reasoned] = {}
    for reasoned, where in level.no_measure:
        key = reasoned.source.key
        if key in answers or key in reasons:
            other = f"maatregel {answers[key]}" if key in answers else "een andere reden"
            mend = "Haal deze reden weg, of de verwijzing naar de plaats in die maatregel."
            raise InputError(f"bij deze plaats hoort ook {other}.", mend=mend, where=where)
        reasons[key] = reasoned
    contents = merged(package, base.contents if base else None, source)
    own = [*(entry.measure.id for entry in level.entries), *(change.id for change in package.change)]
    check_contents(contents, package, kept, own, level.no_measure, source)
    before = [r for r in base.no_measure if r.source.key not in answers | reasons.keys()] if base else []
    off = [base.entries[id_].measure for id_ in package.switch_off] if base else []
    return LoadedPackage(
        id=package.id,
        title=package.title,
        description=package.description,
        measures=tuple(entry.measure for entry in kept.values()),
        switched_off=(*(base.switched_off if base else ()), *off),
        no_measure=(*before, *reasons.values()),
        files=(*(base.files if base else ()), *level.files),
        entries=kept,
        contents=completed(contents, (entry.measure for entry in kept.values())),
        figures=(*(base.figures if base else ()), *level.figures),
    )


def _read_level(package: Package, source: YamlFile, path: Path) -> _Level:
    """The measures and reasons of a package file itself and of the files that it lists."""
    level = _Level(files=[(f"{package.id}/{path.name}", source.sha256)])
    _add(level, package.measures, package.no_measure, source)
    for file in _listed_files(package.files, source, path):
        part = load_yaml(file)
        content = validate(MeasureFile, part)
        _add(level, content.measures, content.no_measure, part)
        level.files.append((f"{package.id}/{file.relative_to(path.parent).as_posix()}", part.sha256))
    if package.figures is not None:
        file = path.parent / package.figures
        if not file.is_file():
            problem = f"het bestand '{shown(package.figures)}' bestaat niet."
            mend = "Noem een bestand in de map van dit pakket."
            raise InputError(problem, mend=mend, where=source.where(("figures",)))
        level.figures.append(file)
        level.files.append((f"{package.id}/{package.figures}", load_yaml(file).sha256))
    seen: dict[str, Entry] = {}
    for entry in level.entries:
        _refuse_duplicate(entry, seen, "Geef elke maatregel een eigen id.")
        seen[entry.measure.id] = entry
    return level


def _add(level: _Level, measures: Iterable[Measure], reasons: Iterable[Reasoned], source: YamlFile) -> None:
    level.entries += [Entry(measure, source, ("measures", i)) for i, measure in enumerate(measures)]
    level.no_measure += [(reasoned, source.where(("no_measure", i))) for i, reasoned in enumerate(reasons)]


def _listed_files(patterns: list[str], source: YamlFile, path: Path) -> list[Path]:
    """The files that a package lists, each once, in the order of the list; those of one pattern by name."""
    found: dict[Path, Any] = {}
    for number, pattern in enumerate(patterns):
        try:
            matches = sorted(file for file in path.parent.glob(pattern) if file != path)
        except (ValueError, OSError):
            matches = []
        if not matches:
            there = [file.relative_to(path.parent).as_posix() for file in sorted(path.parent.glob("*/*.y*ml"))[:1000]]
            problem = f"geen bestand past bij '{shown(pattern)}'."
            mend = "Noem een bestand in de map van dit pakket of in een map daaronder."
            where = source.where(("files", number))
            raise InputError(problem, mend=mend, where=where, nearest=nearest_key(pattern, there))
        found |= dict.fromkeys(matches)
    return list(found)


def _refuse_duplicate(entry: Entry, seen: Mapping[str, Entry], mend: str) -> None:
    other = seen.get(entry.measure.id)
    if other is not None:
        first = other.where("id")
        problem = f"de maatregel '{entry.measure.id}' bestaat al ({first.file}, regel {first.line})."
        raise InputError(problem, mend=mend, where=entry.where("id"))


def _refuse_long_chain(chain: tuple[Path, ...], asked: Where) -> None:
    names = " → ".join(file.name for file in chain)
    if chain[-1] in chain[:-1]:
        problem = f"dit pakket bouwt op zichzelf voort: {names}."
        raise InputError(problem, mend="Haal extends weg in een van deze bestanden.", where=asked)
    if len(chain) > MAX_CHAIN:
        problem = f"dit pakket bouwt voort op meer dan {MAX_CHAIN - 1} andere: {names}."
        raise InputError(problem, mend="Voeg pakketten samen.", where=asked)
