"""Reads `complexity.yaml`: which names of the law are concepts, and desk, payment day and forms of each scheme."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from bouwstenen.core.errors import InputError, nearest_key
from bouwstenen.core.provenance import Confidence
from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import YamlFile, load_yaml

if TYPE_CHECKING:
    from collections.abc import Collection

    from bouwstenen.rules import RuleGraph

FILE = Path(__file__).with_name("complexity.yaml")
Kind = Literal["income", "partner", "wealth", "household"]
KINDS: tuple[Kind, ...] = ("income", "partner", "wealth", "household")


class Concept(StrictModel):
    """A concept that a scheme may test: the names of the law that show it, and the concepts that are part of it.

    replaced_by: the concept that counts instead once the rules of this one read it.
    """

    title: str
    nodes: list[str] = Field(min_length=1)
    contains: list[str] = Field(default_factory=list)
    replaced_by: str | None = None


class Desk(StrictModel):
    """Where people have to be."""

    title: str


class Payment(StrictModel):
    """When a scheme pays. day: of the month, None without a fixed day. times: payments a year; 0: with the wage."""

    day: int | None = Field(ge=1, le=31)
    times: int = Field(ge=0, le=53)
    source: str = Field(min_length=1)
    confidence: Confidence


class Scheme(StrictModel):
    """A scheme as people meet it. roots: where its rules begin; also: other names of its result."""

    title: str
    roots: list[str] = Field(default_factory=list)
    also: list[str] = Field(default_factory=list)
    desk: str
    paid: Payment
    forms_start: int = Field(ge=0)
    forms_per_year: int = Field(ge=0)
    source: str = Field(min_length=1)
    confidence: Confidence


class Merge(Scheme):
    """One scheme in the place of `parts`. Without roots its rules are those of the parts."""

    into: str
    parts: list[str] = Field(min_length=2)


class ComplexityFile(StrictModel):
    """The whole file; merges by the path of the law parameter that switches them on."""

    concepts: dict[Kind, dict[str, Concept]]
    not_entered: list[str]
    desks: dict[str, Desk]
    schemes: dict[str, Scheme]
    merges: dict[str, Merge]


@cache
def complexity_file() -> ComplexityFile:
    """Read and check the file. Raises InputError with the place of a name that is not there."""
    source = load_yaml(FILE)
    file = validate(ComplexityFile, source)
    for group, schemes in (("schemes", file.schemes), ("merges", file.merges)):
        for name, scheme in schemes.items():
            _known(source, (group, name, "desk"), scheme.desk, file.desks)
    for name, merge in file.merges.items():
        for part in merge.parts:
            _known(source, ("merges", name, "parts"), part, file.schemes)
    for kind, concepts in file.concepts.items():
        for name, concept in concepts.items():
            for part in concept.contains:
                _known(source, ("concepts", kind, name, "contains"), part, concepts)
            if concept.replaced_by:
                _known(source, ("concepts", kind, name, "replaced_by"), concept.replaced_by, concepts)
    return file


def check_names(file: ComplexityFile, graph: RuleGraph) -> None:
    """Every name in the file is a name of this law. Raises InputError with the place and the nearest name."""
    source = load_yaml(FILE)
    for kind, concepts in file.concepts.items():
        for name, concept in concepts.items():
            for node in concept.nodes:
                _known(source, ("concepts", kind, name, "nodes"), node, graph.nodes)
    for node in file.not_entered:
        _known(source, ("not_entered",), node, graph.nodes)
    for group, schemes in (("schemes", file.schemes), ("merges", file.merges)):
        for name, scheme in schemes.items():
            for key, nodes in (("roots", scheme.roots), ("also", scheme.also)):
                for node in nodes:
                    _known(source, (group, name, key), node, graph.nodes)


def _known(source: YamlFile, key: tuple[str, ...], name: str, valid: Collection[str]) -> None:
    if name not in valid:
        mend = "Gebruik een naam die bestaat, of voeg hem toe."
        raise InputError(
            f"de naam '{name}' bestaat niet.", mend=mend, where=source.where(key), nearest=nearest_key(name, valid)
        )
