"""What a law is written in: inputs, rules, aggregates, helpers and declared rounding.

A rule is a small scalar function. The names of its arguments are its dependencies; `graph.RuleGraph` resolves
them. Nothing here is registered anywhere: `collect` reads the definitions from a module.
"""

from __future__ import annotations

import importlib
import math
import pkgutil
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

from bouwstenen.core.errors import InputError, Where, nearest_key
from bouwstenen.core.numbers import exact

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

Value = bool | int | float
Kind = Literal["float", "int", "bool"]
AggregateKind = Literal["sum", "count", "any", "all", "max", "min", "head", "partner"]
Table = tuple[float, ...]
"""Annotation of a rule's or helper's argument that is a table parameter: the numbers in order, read by index."""

PERSON = "person"
HOUSEHOLD = "huishouden"
UNITS = ("fiscale_partners", "toeslagpartners", "gezin")
ENTITIES = (PERSON, *UNITS, HOUSEHOLD)
ADULT = "volwassen"
"""The bool person input or rule that `head` and `partner` aggregates read to know who is an adult."""

_DATE = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_F = TypeVar("_F", bound="Callable[..., Any]")


class RuleError(InputError):
    """The law as written is wrong: the message (Dutch) names the rule, the fault, the nearest name and the mend."""


def iso_date(value: object) -> str:
    """Return a date (ISO text or `datetime.date`) as ISO text. Raises InputError when it is none."""
    text = str(value)
    if not _DATE.fullmatch(text):
        raise InputError(f"'{text}' is geen datum.", mend="Schrijf een datum als 2026-01-01.")
    return text


def is_above(higher: str, lower: str) -> bool:
    """True when each `lower` entity lies in exactly one `higher` entity, so that values can be broadcast down."""
    return (lower == PERSON and higher != PERSON) or (higher == HOUSEHOLD and lower in UNITS)


@dataclass(frozen=True)
class Rounding:
    """Rounding that the law or the paying agency prescribes, applied to the value that a rule returns.

    kind: half_up (a half goes towards plus infinity), floor, ceil or none.
    to: the step, 1.0 for whole euros, 0.01 for cents.
    A value within a millionth of a step from a boundary counts as lying on it, so that residue of binary
    arithmetic (392.9999999999999) does not cost anybody a euro.
    """

    kind: Literal["half_up", "floor", "ceil", "none"] = "none"
    to: float = 1.0

    def __post_init__(self) -> None:
        if self.kind not in ("half_up", "floor", "ceil", "none") or not self.to > 0:
            mend = "Kies half_up, floor, ceil of none, met een stap groter dan 0."
            raise RuleError(f"de afronding {self.kind} op {self.to} bestaat niet.", mend=mend)

    @property
    def steps_per_unit(self) -> float:
        """How many steps go into 1; whole when it can be, because dividing by 100 is exact where times 0.01 is not."""
        per_unit = 1.0 / self.to
        return float(round(per_unit)) if abs(per_unit - round(per_unit)) < 1e-9 and per_unit > 0.5 else per_unit

    @property
    def shift(self) -> float:
        """What is added before taking the floor (half_up, floor) or the ceiling (ceil)."""
        return {"half_up": 0.5 + 1e-6, "floor": 1e-6, "ceil": -1e-6, "none": 0.0}[self.kind]

    def __call__(self, value: float) -> float:
        """Round one value."""
        if self.kind == "none":
            return value
        steps = self.steps_per_unit
        shifted = value * steps + self.shift
        return float(math.ceil(shifted) if self.kind == "ceil" else math.floor(shifted)) / steps

    def __str__(self) -> str:
        words = {"half_up": "afgerond", "floor": "naar beneden afgerond", "ceil": "naar boven afgerond", "none": ""}
        return f"{words[self.kind]} op {exact(self.to)}" if self.kind != "none" else ""


NO_ROUNDING = Rounding()


@dataclass(frozen=True)
class Input:
    """A fact about a person or a household that is given, not computed.

    entity: `person` or `huishouden`.
    default: what counts when a case or a table does not give it.
    """

    name: str
    entity: str
    unit: str
    kind: Kind
    default: Value
    doc: str

    def __post_init__(self) -> None:
        if self.entity not in (PERSON, HOUSEHOLD):
            mend = f"Kies {PERSON} of {HOUSEHOLD}."
            raise RuleError(
                f"de entiteit '{self.entity}' kan geen invoer hebben.", mend=mend, where=Where(key=self.name)
            )
        if self.kind not in get_args(Kind):
            mend = "Kies float, int of bool."
            raise RuleError(f"de soort '{self.kind}' bestaat niet.", mend=mend, where=Where(key=self.name))


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule of the law. Calling it runs the bare function, without the declared rounding.

    arguments: (name, annotation) in order; the annotation is float, int, bool or Table.
    kind: what it returns. doc: the first paragraph of the docstring. start, end: ISO dates, both inclusive.
    """

    name: str
    function: Callable[..., Any]
    law: str
    article: str
    unit: str
    entity: str
    kind: Kind
    arguments: tuple[tuple[str, str], ...]
    start: str
    end: str | None
    rounding: Rounding
    doc: str

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run the bare function."""
        return self.function(*args, **kwargs)

    def applies(self, date: str) -> bool:
        """True when the rule is in force on this ISO date."""
        return self.start <= date and (self.end is None or date <= self.end)

    @property
    def where(self) -> Where:
        """Where the rule is written."""
        code = self.function.__code__
        return Where(code.co_filename, code.co_firstlineno, self.name)


@dataclass(frozen=True)
class Aggregate:
    """One value per unit `over` from the values of its members; see `aggregate`. `collect` fills in the name."""

    kind: AggregateKind
    of: str
    over: str
    where: str | None
    doc: str
    name: str = ""

    @property
    def entity(self) -> str:
        """The entity of the result."""
        return PERSON if self.kind == "partner" else self.over


def rule(
    *,
    law: str,
    article: str,
    unit: str,
    entity: str,
    start: str = "2024-01-01",
    end: str | None = None,
    rounding: Rounding = NO_ROUNDING,
    name: str = "",
) -> Callable[[Callable[..., Any]], Rule]:
    """Make a rule of a scalar, pure, fully annotated function.

    Args:
        law: the law's name, as explanations show it.
        article: article and paragraph.
        unit: of the result, e.g. EUR/jaar.
        entity: person, fiscale_partners, toeslagpartners, gezin or huishouden.
        start: first day in force.
        end: last day in force; None when it has no end.
        rounding: applied to what the function returns.
        name: name of the quantity; default the function's name. Two rules for one quantity with different dates
            in one module need functions with different names and the same `name=`.

    Raises:
        RuleError: an annotation, the docstring or the entity is missing or wrong, or the name is taken.
    """

    def decorate(function: Callable[..., Any]) -> Rule:
        code = function.__code__
        where = Where(code.co_filename, code.co_firstlineno, function.__name__)
        _check_header(function, entity, rounding, where)
        first, last = iso_date(start), None if end is None else iso_date(end)
        if last is not None and last < first:
            raise RuleError(f"de regel eindigt ({last}) voor hij begint ({first}).", mend="Draai om.", where=where)
        annotations = {key: _annotation(value) for key, value in function.__annotations__.items()}
        names = code.co_varnames[: code.co_argcount]
        return Rule(
            name=name or function.__name__,
            function=function,
            law=law,
            article=article,
            unit=unit,
            entity=entity,
            kind=annotations["return"],  # type: ignore[arg-type]
            arguments=tuple((argument, annotations[argument]) for argument in names),
            start=first,
            end=last,
            rounding=rounding,
            doc=" ".join((function.__doc__ or "").split("\n\n")[0].split()),
        )

    return decorate


def _check_header(function: Callable[..., Any], entity: str, rounding: Rounding, where: Where) -> None:
    """Entity, docstring, annotations and name of a rule, as far as they can be seen without its source."""
    if entity not in ENTITIES:
        mend = f"Kies uit: {', '.join(ENTITIES)}."
        problem = f"de entiteit '{entity}' bestaat niet."
        raise RuleError(problem, mend=mend, where=where, nearest=nearest_key(entity, ENTITIES))
    if not (function.__doc__ or "").strip():
        raise RuleError("de regel heeft geen omschrijving.", mend="Schrijf een docstring.", where=where)
    code = function.__code__
    kinds = {key: _annotation(value) for key, value in function.__annotations__.items()}
    for argument in code.co_varnames[: code.co_argcount]:
        if kinds.get(argument) not in (*get_args(Kind), "Table"):
            mend = "Schrijf float, int, bool of Table achter het argument."
            raise RuleError(f"het argument '{argument}' heeft geen geldig type.", mend=mend, where=where)
    if kinds.get("return") not in get_args(Kind):
        mend = "Schrijf -> float, -> int of -> bool."
        raise RuleError("de regel heeft geen geldig type voor de uitkomst.", mend=mend, where=where)
    if rounding.kind != "none" and kinds["return"] != "float":
        mend = "Haal rounding= weg of geef een float terug."
        raise RuleError("alleen een regel die een float geeft, kan afronden.", mend=mend, where=where)
    if code.co_kwonlyargcount or code.co_flags & 0x0C or function.__defaults__:  # type: ignore[attr-defined]
        mend = "Gebruik alleen gewone argumenten zonder standaardwaarde."
        raise RuleError("de regel heeft argumenten met * of een standaardwaarde.", mend=mend, where=where)
    previous = function.__globals__.get(function.__name__)  # type: ignore[attr-defined]
    if isinstance(previous, Rule) and previous.function.__code__.co_firstlineno != code.co_firstlineno:
        mend = "Geef de functies verschillende namen en zet in beide name=."
        raise RuleError("deze module heeft al een regel met deze functienaam.", mend=mend, where=where)


def _annotation(value: Any) -> str:
    text = value if isinstance(value, str) else getattr(value, "__name__", str(value))
    return "Table" if text.split(".")[-1] in ("Table", "tuple") or text == "tuple[float, ...]" else text


def aggregate(kind: AggregateKind, *, of: str, over: str, where: str | None = None, doc: str) -> Aggregate:
    """One value per unit from the values of its members.

    Args:
        kind: sum, count (of a bool), any, all, max, min, head (value of the first adult) or partner (for each of
            exactly two adults in the unit the value of the other). With no member left: 0, False, and True for `all`.
        of: the name that is aggregated. A name of a unit is aggregated over households unit by unit; over another
            kind of unit it is first broadcast to persons, which only max, min, any, all, head and partner allow.
        over: fiscale_partners, toeslagpartners, gezin or huishouden.
        where: a bool name; members for whom it is false are left out (for `partner`: the other adult).
        doc: description in Dutch for explanations.

    Raises:
        RuleError: an unknown kind or unit, or no description.
    """
    place = Where(key=f"{kind} van {of} over {over}")
    if kind not in get_args(AggregateKind):
        mend = f"Kies uit: {', '.join(get_args(AggregateKind))}."
        problem = f"de soort '{kind}' bestaat niet."
        raise RuleError(problem, mend=mend, where=place, nearest=nearest_key(kind, get_args(AggregateKind)))
    groups = UNITS if kind == "partner" else (*UNITS, HOUSEHOLD)
    if over not in groups:
        mend = f"Kies uit: {', '.join(groups)}."
        problem = f"over '{over}' kan hier niet."
        raise RuleError(problem, mend=mend, where=place, nearest=nearest_key(over, groups))
    if not doc.strip():
        raise RuleError("de omschrijving ontbreekt.", mend="Vul doc= in.", where=place)
    return Aggregate(kind, of, over, where, doc)


def helper(function: _F) -> _F:
    """Mark a small pure scalar function that rules may call; only helpers may loop over a table parameter."""
    function.__bouwstenen_helper__ = True  # type: ignore[attr-defined]
    return function


@dataclass(frozen=True)
class Definitions:
    """All definitions of a law or of several; add them with `+`."""

    inputs: tuple[Input, ...] = field(default=())
    rules: tuple[Rule, ...] = field(default=())
    aggregates: tuple[Aggregate, ...] = field(default=())

    def __add__(self, other: Definitions) -> Definitions:
        """Both together."""
        return Definitions(self.inputs + other.inputs, self.rules + other.rules, self.aggregates + other.aggregates)


def collect(module: ModuleType) -> Definitions:
    """Read the inputs, rules and aggregates at the top level of a module; of a package, of all modules in it too.

    Inputs may also stand in a module-level list or tuple. What a module imports from another is not counted twice.
    """
    found = _collect_one(module)
    for info in pkgutil.walk_packages(getattr(module, "__path__", []), f"{module.__name__}."):
        found = found + _collect_one(importlib.import_module(info.name))
    return Definitions(
        tuple(dict.fromkeys(found.inputs)), tuple(dict.fromkeys(found.rules)), tuple(dict.fromkeys(found.aggregates))
    )


def _collect_one(module: ModuleType) -> Definitions:
    inputs: list[Input] = []
    rules: list[Rule] = []
    aggregates: list[Aggregate] = []
    for name, value in vars(module).items():
        items = value if isinstance(value, (list, tuple)) else (value,)
        inputs.extend(item for item in items if isinstance(item, Input))
        if isinstance(value, Rule):
            rules.append(value)
        elif isinstance(value, Aggregate):
            aggregates.append(replace(value, name=name))
    return Definitions(tuple(inputs), tuple(rules), tuple(aggregates))
