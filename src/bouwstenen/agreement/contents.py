"""Blocks, lines, points and documents of a loaded package: merged with those of the package it extends, and checked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from bouwstenen.agreement.fields import block_code
from bouwstenen.agreement.outline import BlockTitle, Document, Headline, LineTitle, Point, Reserved, Rules
from bouwstenen.agreement.schema import BudgetLever
from bouwstenen.core.errors import InputError, nearest_key, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bouwstenen.agreement.extend import Entry
    from bouwstenen.agreement.loader import LoadedPackage
    from bouwstenen.agreement.schema import Measure, Package, PlaceRef, Reasoned
    from bouwstenen.core.errors import Where
    from bouwstenen.core.yaml_file import YamlFile

T = TypeVar("T")


@dataclass(frozen=True)
class Contents:
    """What a package says of its document.

    blocks, lines: in the order of the package; those of its measures where it declares none.
    block_list, line_list: whether it declares them: others are then refused.
    """

    blocks: tuple[BlockTitle, ...] = ()
    lines: tuple[LineTitle, ...] = ()
    documents: tuple[Document, ...] = ()
    points: tuple[Point, ...] = ()
    reserved: tuple[Reserved, ...] = ()
    headline: Headline = field(default_factory=Headline)
    rules: Rules = "none"
    block_list: bool = False
    line_list: bool = False

    def block_title(self, key: str) -> str:
        """Title of a block; its code when it has none."""
        return next((block.title for block in self.blocks if block.key == key), key)


def block_key(text: str, package: LoadedPackage) -> str:
    """The code of a block that a user names: `B3`, `b3`, `3` or any other declared code, in capitals or not.

    Raises InputError that lists the codes.
    """
    blocks = package.contents.blocks
    keys = [block.key for block in blocks]
    asked = str(block_code(text.strip()))
    exact = [key for key in keys if key == asked] or [key for key in keys if key.casefold() == asked.casefold()]
    if len(exact) == 1:
        return exact[0]
    there = ", ".join(f"{block.key} ({shown(block.title, 40)})" for block in blocks)
    problem = f"blok '{shown(text)}' zit niet in dit pakket."
    raise InputError(problem, mend=f"Kies uit: {there or 'geen'}.", nearest=nearest_key(asked, keys))


def merged(package: Package, base: Contents | None, source: YamlFile) -> Contents:
    """The contents of a package over those of the one that it extends. Raises InputError for a key given twice."""
    base = base or Contents()
    # A package without lists of its own takes what the measures name; one with lists keeps what it builds on.
    before = (
        base.blocks if package.blocks or base.block_list else (),
        base.lines if package.lines or base.line_list else (),
    )
    return Contents(
        blocks=_over(before[0], package.blocks, lambda block: block.key, source, "blocks"),
        lines=_over(before[1], package.lines, lambda line: line.number, source, "lines"),
        documents=_over(base.documents, package.documents, lambda document: document.id, source, "documents"),
        points=_over(base.points, package.points, lambda point: point.key, source, "points"),
        reserved=_over(base.reserved, package.reserved, lambda entry: entry.line, source, "reserved"),
        headline=base.headline.model_copy(update=package.headline.model_dump(exclude_unset=True))
        if package.headline
        else base.headline,
        rules=package.rules or base.rules,
        block_list=base.block_list or bool(package.blocks),
        line_list=base.line_list or bool(package.lines),
    )


def _over(
    base: Sequence[T], own: Sequence[T], key: Callable[[T], str | int], source: YamlFile, name: str
) -> tuple[T, ...]:
    """`base` with `own` over it: the same key replaces, another one comes after."""
    seen: dict[str | int, T] = {}
    for number, entry in enumerate(own):
        if key(entry) in seen:
            problem = f"'{shown(key(entry))}' staat er twee keer."
            raise InputError(problem, mend="Haal er een weg.", where=source.where((name, number)))
        seen[key(entry)] = entry
    return tuple(({key(entry): entry for entry in base} | seen).values())


def completed(contents: Contents, measures: Iterable[Measure]) -> Contents:
    """The contents with the blocks and lines that the measures name, where the package declares none."""
    measures = list(measures)
    blocks, lines = contents.blocks, contents.lines
    if not contents.block_list:
        keys = sorted({measure.attributed_block for measure in measures}, key=natural)
        blocks = tuple(BlockTitle(key=key, title=_block_words(key)) for key in keys)
    if not contents.line_list:
        numbers = sorted({number for measure in measures for number in _lines(measure).values()})
        lines = tuple(LineTitle(number=number, title=f"Regel {number}") for number in numbers)
    return replace(contents, blocks=blocks, lines=lines)


def natural(key: str) -> tuple[tuple[str, int], ...]:
    """Sort key by which B2 comes before B10."""
    return tuple((words, int(number or 0)) for words, number in re.findall(r"(\D*)(\d*)", key))


def _block_words(key: str) -> str:
    return f"Blok {key[1:] if re.fullmatch(r'B[0-9]+', key) else key}"


def _lines(measure: Measure) -> dict[str, int]:
    """Numbers of the lines that a measure names, by its key."""
    money = [
        (f"levers.{i}.line", lever.line) for i, lever in enumerate(measure.levers) if isinstance(lever, BudgetLever)
    ]
    claims = [(f"claims.{i}.line", claim.line) for i, claim in enumerate(measure.claims)]
    return {key: line for key, line in (*money, *claims) if line is not None}


def check_contents(
    contents: Contents,
    package: Package,
    entries: Mapping[str, Entry],
    own: Iterable[str],
    reasons: Iterable[tuple[Reasoned, Where]],
    source: YamlFile,
) -> None:
    """Refuse blocks, lines, documents and points that the package does not have, and reserved lines that name nothing.

    Args:
        contents: merged with that of the package it extends.
        package: the file itself: its own points and reserved lines are checked.
        entries: the measures that count.
        own: ids of those that it brings or changes.
        reasons: its own places without a measure.
        source: the file of `package`.

    Raises:
        InputError: with the nearest key.
    """
    known = _Known(contents)
    for entry in (entries[id_] for id_ in own if id_ in entries):
        measure = entry.measure
        known.block(measure.block, lambda entry=entry: entry.where("block"))
        for key, number in _lines(measure).items():
            known.line(number, lambda entry=entry, key=key: entry.where(key))
        known.point(measure.point, lambda entry=entry: entry.where("point"))
        if measure.source:
            known.place(measure.source, lambda entry=entry: entry.where("source"))
        for i, place in enumerate(measure.also):
            known.place(place, lambda entry=entry, i=i: entry.where(f"also.{i}"))
    for reason, where in reasons:
        known.place(reason.source, lambda where=where: where)
    for i, point in enumerate(package.points):
        known.block(point.block, lambda i=i: source.where(("points", i, "block")))
    named = {point.key for point in contents.points}
    for i, entry in enumerate(package.reserved):
        where = source.where(("reserved", i))
        known.line(entry.line, lambda where=where: where)
        for name in entry.measures:
            if name not in named and name not in entries:
                _refuse(f"de maatregel of het punt '{shown(name)}'", name, [*named, *entries], where)


class _Known:
    """The keys of a package, each checked with one call."""

    def __init__(self, contents: Contents) -> None:
        self._blocks = {block.key for block in contents.blocks} if contents.block_list else None
        self._lines = {line.number for line in contents.lines} if contents.line_list else None
        self._documents = {document.id for document in contents.documents}
        self._points = {point.key for point in contents.points}

    def block(self, key: str | None, where: Callable[[], Where]) -> None:
        if key is not None and self._blocks is not None and key not in self._blocks:
            _refuse(f"het blok '{shown(key)}'", key, self._blocks, where())

    def line(self, number: int, where: Callable[[], Where]) -> None:
        if self._lines is not None and number not in self._lines:
            _refuse(f"regel {number}", str(number), map(str, sorted(self._lines)), where())

    def point(self, key: str | None, where: Callable[[], Where]) -> None:
        if key is not None and key not in self._points:
            _refuse(f"het punt '{shown(key)}'", key, self._points, where())

    def place(self, place: PlaceRef, where: Callable[[], Where]) -> None:
        self.block(place.block, where)
        if place.document is not None and place.document not in self._documents:
            _refuse(f"het document '{shown(place.document)}'", place.document, self._documents, where())


def _refuse(what: str, key: str, valid: Iterable[str], where: Where) -> None:
    """Raise the error for a key that the package does not declare."""
    valid = sorted(valid, key=natural)
    mend = f"Kies uit: {', '.join(valid[:40])}, of zet het in package.yaml." if valid else "Zet het in package.yaml."
    raise InputError(f"{what} bestaat niet in dit pakket.", mend=mend, where=where, nearest=nearest_key(key, valid))
