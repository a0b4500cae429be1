"""Dated parameters of the law: every value with unit, article, source and confidence.

A value holds from its date until the next one. After the last one it moves with its index (`index_path.yaml`),
and then says that it is projected. An overlay replaces values by path, `<law folder>.<parameter>`.
"""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.core.numbers import dutch_unit, exact
from bouwstenen.core.provenance import CONFIDENCE_MEANING, Confidence
from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import YamlFile, load_yaml, read_text
from bouwstenen.rules.definitions import Table, iso_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

ParameterValue = bool | float | Table
Index = Literal["prices", "contract_wages", "minimum_wage", "none", "announced"]
CHANGED = "wijziging door de gebruiker of het pakket"
LAWFUL = "_wet"
"""Ends the name of a parameter's copy that no measure moves (`keep_lawful`)."""
Status = Literal["law", "proposal"]
GROWING: tuple[Index, ...] = ("prices", "contract_wages", "minimum_wage")


class _ValueEntry(StrictModel):
    value: bool | float | list[float] | None = None
    csv: str = ""
    column: str = ""
    source: str
    confidence: Confidence
    status: Status = "law"
    note: str = ""


class _Scales(StrictModel):
    """A parameter that multiplies all amounts of some laws that move with an index."""

    index: Index
    laws: list[str]


class _ParameterEntry(StrictModel):
    title: str
    unit: str
    article: str
    index: Index
    values: dict[str, _ValueEntry] = Field(min_length=1)
    minimum: float | None = None
    maximum: float | None = None
    keep_lawful: bool = False
    scales: _Scales | None = None
    note: str = ""


class _ParameterFile(StrictModel):
    law: str
    bwb: str = ""
    parameters: dict[str, _ParameterEntry]


class _UnitBounds(StrictModel):
    minimum: float
    maximum: float | None = None
    times: float | None = Field(default=None, gt=1.0)


class _BoundsFile(StrictModel):
    units: dict[str, _UnitBounds]


class _GrowthEntry(StrictModel):
    value: float = Field(gt=-1.0)
    source: str
    confidence: Confidence
    note: str = ""


class _IndexEntry(StrictModel):
    title: str
    values: dict[str, _GrowthEntry]


class _IndexFile(StrictModel):
    indices: dict[Index, _IndexEntry]


@dataclass(frozen=True)
class DatedValue:
    """A value in force from `start` (ISO date).

    projected: the last value, moved with an index. status: of a bill that is no law yet, or law.
    """

    start: str
    value: ParameterValue
    source: str
    confidence: Confidence
    note: str = ""
    projected: bool = False
    status: Status = "law"

    @property
    def provenance(self) -> str:
        """One line for people: the source, whether it is projected, and the doubt if there is any."""
        parts = [f"{self.source} (vanaf {self.start})"]
        if self.status == "proposal":
            parts.append("voorstel, nog geen wet")
        if self.projected:
            parts.append("geraamd met een index")
        if self.confidence in ("C", "D", "E"):
            parts.append(f"onzeker: {CONFIDENCE_MEANING[self.confidence]}")
        return "; ".join(part for part in [*parts, self.note] if part)


@dataclass(frozen=True)
class Parameter:
    """One parameter with its whole history, ascending by date.

    low, high: the least and the greatest value that makes sense, in `unit`, both allowed; for every number of a table.
    None: no bound, as for a yes/no. lawful: a copy named `<name>_wet` that keeps the lawful value whatever a measure
    sets; it has no path for an overlay. scales: (index, law folders) whose amounts this parameter multiplies.
    proposals: values of bills, ascending, which hold only in a set `with_proposals`.
    """

    name: str
    folder: str
    law: str
    title: str
    unit: str
    article: str
    index: Index
    history: tuple[DatedValue, ...]
    where: Where
    note: str = ""
    low: float | None = None
    high: float | None = None
    lawful: bool = False
    scales: tuple[Index, tuple[str, ...]] | None = None
    proposals: tuple[DatedValue, ...] = ()

    @property
    def path(self) -> str:
        """How an overlay names it."""
        return f"{self.folder}.{self.name}"

    @property
    def kind(self) -> Literal["number", "bool", "table"]:
        """What its values are; the same on all dates."""
        return kind_of(self.history[0].value)

    def outside(self, value: ParameterValue) -> float | None:
        """The first number of a value that lies outside the bounds; None when there is none."""
        low = -math.inf if self.low is None else self.low
        high = math.inf if self.high is None else self.high
        return next((v for v in _numbers(value) if not low <= v <= high), None)

    @property
    def range(self) -> str:
        """The bounds in words for a message, with the unit."""
        least = "" if self.low is None else f"minstens {exact(self.low)}"
        most = "" if self.high is None else f"hoogstens {exact(self.high)}"
        return f"van {' en '.join(part for part in (least, most) if part)} ({dutch_unit(self.unit)})"


def kind_of(value: ParameterValue) -> Literal["number", "bool", "table"]:
    """Tell a number, a yes/no and a table apart."""
    if isinstance(value, bool):
        return "bool"
    return "table" if isinstance(value, tuple) else "number"


def _numbers(value: ParameterValue) -> Table:
    """The numbers in a value; a yes/no has none."""
    if isinstance(value, tuple):
        return value
    return () if isinstance(value, bool) else (value,)


@dataclass(frozen=True)
class Parameters:
    """The values on one date, after an overlay. Frozen; may be shared between threads.

    values: by parameter name; a table is a tuple. sources: by name, for explanations.
    """

    date: str
    values: Mapping[str, ParameterValue]
    sources: Mapping[str, DatedValue]
    changed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ParameterSet:
    """All parameters by name, and the index path: index -> (ISO date, growth as a share of 1) ascending."""

    parameters: Mapping[str, Parameter]
    index_path: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)

    @cached_property
    def paths(self) -> Mapping[str, Parameter]:
        """The parameters by overlay path."""
        return MappingProxyType({p.path: p for p in self.parameters.values() if not p.lawful})

    def by_path(self, path: str) -> Parameter:
        """The parameter at `<law folder>.<parameter>`. Raises InputError with the nearest path."""
        if path not in self.paths:
            nearest = nearest_key(path, self.paths)
            mend = "Een pad is de map van de wet, een punt en de naam van de parameter."
            raise InputError(f"de parameter '{shown(path)}' bestaat niet.", mend=mend, nearest=nearest)
        return self.paths[path]

    def with_proposals(self) -> ParameterSet:
        """The same set with the values of bills in their place, each until the next value of law or bill.

        An amount that a bill scales with an index (`scales`) and does not name itself is its projected value times the
        factor of the bill, from the date of the bill.
        """
        found = {
            name: replace(parameter, history=_merged(parameter.history, parameter.proposals))
            for name, parameter in self.parameters.items()
        }
        for factor in self.parameters.values():
            for bill in factor.proposals if factor.scales else ():
                for scaled in self._named_by_scale(factor):
                    dated = self.dated(scaled, bill.start)
                    if dated is not None and all(own.start < bill.start for own in found[scaled.name].history):
                        moved = replace(_multiplied(dated, bill.value, bill.start, bill.source), status="proposal")
                        found[scaled.name] = replace(found[scaled.name], history=(*found[scaled.name].history, moved))
        return ParameterSet(MappingProxyType(found), self.index_path)

    def _named_by_scale(self, parameter: Parameter) -> tuple[Parameter, ...]:
        """What a parameter scales, with the lawful copies: in a bill they move along."""
        if parameter.scales is None:
            return ()
        index, laws = parameter.scales
        return tuple(p for p in self.parameters.values() if p.index == index and p.folder in laws)

    def scaled_by(self, parameter: Parameter) -> tuple[Parameter, ...]:
        """The parameters that this one multiplies (`scales`); lawful copies stay as they are."""
        return tuple(p for p in self._named_by_scale(parameter) if not p.lawful)

    def dated(self, parameter: Parameter, date: str) -> DatedValue | None:
        """The value of a parameter on a date with its source; None before its first value."""
        entry = next((e for e in reversed(parameter.history) if e.start <= date), None)
        if entry is None or entry is not parameter.history[-1] or parameter.index not in GROWING:
            return entry
        growth = index_growth(self.index_path.get(parameter.index, ()), entry.start, date)
        if growth == 1.0:
            return entry
        value = entry.value
        moved = tuple(v * growth for v in value) if isinstance(value, tuple) else value * growth
        return replace(entry, value=moved, projected=True)

    def at(self, date: str, overlay: Mapping[str, ParameterValue | list[float]] = MappingProxyType({})) -> Parameters:
        """The values on a date, with those at the paths in `overlay` replaced.

        Raises InputError: an unknown path, a value of another kind (number, yes/no, table) than the parameter's, or a
        number outside its bounds.
        """
        day = iso_date(date)
        lawful = {
            name: dated
            for name, parameter in self.parameters.items()
            if (dated := self.dated(parameter, day)) is not None
        }
        sources, changed = dict(lawful), set[str]()
        for path, value in overlay.items():
            parameter = self.by_path(path)
            before = lawful[parameter.name].value if parameter.name in lawful else ()
            checked = _checked(value, parameter, len(before) if isinstance(before, tuple) else 1)
            sources[parameter.name] = DatedValue(day, checked, CHANGED, "A")
            changed.add(parameter.name)
        for name in sorted(changed):
            for scaled in self.scaled_by(self.parameters[name]):
                if scaled.name in sources and scaled.name not in changed:
                    factor = _ratio(sources[name].value, lawful[name].value)
                    sources[scaled.name] = _multiplied(sources[scaled.name], factor, day, CHANGED)
        values = {name: dated.value for name, dated in sources.items()}
        return Parameters(day, MappingProxyType(values), MappingProxyType(sources), frozenset(changed))


def index_growth(path: Iterable[tuple[str, float]], after: str, until: str) -> float:
    """Growth of an index after one date up to and including another, as a factor; `path` has its steps by date."""
    return math.prod((1.0 + step for start, step in path if after < start <= until), start=1.0)


def _merged(history: tuple[DatedValue, ...], proposals: tuple[DatedValue, ...]) -> tuple[DatedValue, ...]:
    """Values of law and of bills by date; on one date the bill counts."""
    by_date = {dated.start: dated for dated in (*history, *proposals)}
    return tuple(by_date[start] for start in sorted(by_date))


def _ratio(value: ParameterValue, lawful: ParameterValue) -> float:
    """How much a measure changes a factor."""
    assert isinstance(value, float)
    assert isinstance(lawful, float)
    return value / lawful


def _multiplied(dated: DatedValue, factor: ParameterValue, day: str, source: str) -> DatedValue:
    """A value times the factor of a measure or a bill."""
    assert isinstance(factor, float)
    value = dated.value
    moved = tuple(v * factor for v in value) if isinstance(value, tuple) else value * factor
    return DatedValue(day, moved, source, "A" if source == CHANGED else "D", dated.note)


def _checked(value: ParameterValue | list[float], parameter: Parameter, rows: int) -> ParameterValue:
    """A value from an overlay, if it is of the parameter's kind; one share for a table stands in every row."""
    if (
        parameter.kind == "table"
        and parameter.unit == "deel"
        and isinstance(value, (int, float))
        and not isinstance(value, bool)
    ):
        value = [float(value)] * rows
    plain = tuple(float(v) for v in value) if isinstance(value, (list, tuple)) else value
    plain = plain if isinstance(plain, (bool, tuple)) else float(plain)
    numbers = plain if isinstance(plain, tuple) else (plain,)
    if kind_of(plain) != parameter.kind or not numbers or not all(math.isfinite(v) for v in numbers):
        mend = {"number": "Geef een getal.", "bool": "Geef true of false.", "table": "Geef een lijst getallen."}
        problem = f"de waarde {shown(value)} past niet bij {parameter.path}."
        raise InputError(problem, mend=mend[parameter.kind], where=parameter.where)
    refuse_outside(parameter, plain, parameter.where)
    return plain


def refuse_outside(parameter: Parameter, value: ParameterValue, where: Where) -> None:
    """Raise InputError when a number of the value lies outside the bounds of the parameter."""
    wrong = parameter.outside(value)
    if wrong is not None:
        problem = f"de waarde {exact(wrong)} valt buiten de grenzen van {parameter.path}."
        raise InputError(problem, mend=f"Schrijf een getal {parameter.range}.", where=where)


def load_parameters(folder: Path) -> ParameterSet:
    """Read `<folder>/<law>/parameters.yaml` of every law, and `index_path.yaml` and `bounds.yaml` when they are there.

    Raises InputError: a fault in a file, a name that two laws use, values of different kinds in one parameter, a unit
    without bounds, or a lawful value outside them.
    """
    parameters: dict[str, Parameter] = {}
    bounds = _unit_bounds(folder / "bounds.yaml")
    for path in sorted(folder.glob("*/parameters.yaml")):
        source = load_yaml(path)
        file = validate(_ParameterFile, source)
        for name, entry in file.parameters.items():
            parameter = _parameter(name, entry, file.law, path, source, bounds)
            if name in parameters:
                problem = f"de naam '{name}' is al gebruikt in {parameters[name].where}."
                mend = "Zet de naam van de wet ervoor."
                raise InputError(problem, mend=mend, where=source.where(("parameters", name)))
            parameters[name] = parameter
            if entry.keep_lawful:
                kept = f"{name}{LAWFUL}"
                title = f"{parameter.title}, zoals in de wet"
                parameters[kept] = replace(parameter, name=kept, title=title, lawful=True)
    index = folder / "index_path.yaml"
    return ParameterSet(MappingProxyType(parameters), _index_path(index) if index.exists() else {})


def _unit_bounds(path: Path) -> Mapping[str, _UnitBounds] | None:
    """Bounds by unit; None when the folder has no such file."""
    return validate(_BoundsFile, load_yaml(path)).units if path.exists() else None


def _bounds(
    entry: _ParameterEntry, history: list[DatedValue], units: Mapping[str, _UnitBounds] | None, place: Where
) -> tuple[float | None, float | None]:
    """The least and the greatest value: those of the parameter itself, else those of its unit."""
    if isinstance(history[0].value, bool) or (units is None and entry.minimum is None and entry.maximum is None):
        return None, None
    if units is not None and entry.unit not in units and None in (entry.minimum, entry.maximum):
        mend = "Geef minimum en maximum bij deze parameter, of zet de eenheid in bounds.yaml."
        problem = f"de eenheid '{shown(entry.unit)}' heeft geen grenzen."
        raise InputError(problem, mend=mend, where=place, nearest=nearest_key(entry.unit, units))
    unit = (units or {}).get(entry.unit)
    high = None if unit is None else unit.maximum
    if unit is not None and unit.times is not None:
        high = unit.times * max(v for dated in history for v in _numbers(dated.value))
    low = None if unit is None else unit.minimum
    return (low if entry.minimum is None else entry.minimum), (high if entry.maximum is None else entry.maximum)


def _parameter(
    name: str, entry: _ParameterEntry, law: str, path: Path, source: YamlFile, units: Mapping[str, _UnitBounds] | None
) -> Parameter:
    key = ("parameters", name)
    history: list[DatedValue] = []
    proposals: list[DatedValue] = []
    for start in sorted(entry.values):
        place = source.where((*key, "values", start))
        _check_date(start, place)
        dated = entry.values[start]
        value = _value(dated, path.parent, place)
        if history and kind_of(value) != kind_of(history[0].value):
            mend = "Geef op alle datums een getal, of overal true/false, of overal een lijst."
            raise InputError("de waarde is van een andere soort dan die ervoor.", mend=mend, where=place)
        found = DatedValue(start, value, dated.source, dated.confidence, dated.note, status=dated.status)
        (history if dated.status == "law" else proposals).append(found)
    if not history:
        mend = "Geef minstens één waarde die wet is."
        raise InputError("alle waarden zijn voorstellen.", mend=mend, where=source.where(key))
    if isinstance(history[0].value, bool) and entry.index in GROWING:
        mend = "Schrijf index: none of index: announced."
        raise InputError("een ja/nee groeit niet met een index.", mend=mend, where=source.where((*key, "index")))
    low, high = _bounds(entry, history, units, source.where(key))
    parameter = Parameter(
        name=name,
        folder=path.parent.name,
        law=law,
        title=entry.title,
        unit=entry.unit,
        article=entry.article,
        index=entry.index,
        history=tuple(history),
        where=source.where(key),
        note=entry.note,
        low=low,
        high=high,
        proposals=tuple(proposals),
        scales=None if entry.scales is None else (entry.scales.index, tuple(entry.scales.laws)),
    )
    for dated in (*history, *proposals):
        refuse_outside(parameter, dated.value, source.where((*key, "values", dated.start)))
    return parameter


def _check_date(text: str, place: Where) -> None:
    try:
        iso_date(text)
    except InputError as error:
        raise InputError(error.problem, mend=error.mend, where=place) from None


def _value(entry: _ValueEntry, folder: Path, place: Where) -> ParameterValue:
    """The value itself, or the column of the CSV file beside the YAML file."""
    if (entry.value is None) == (not entry.csv):
        raise InputError("er moet een waarde staan.", mend="Schrijf óf value, óf csv met column.", where=place)
    if entry.csv:
        return _column(folder / entry.csv, entry.column)
    if isinstance(entry.value, list):
        if not entry.value:
            raise InputError("de lijst is leeg.", mend="Schrijf minstens één getal.", where=place)
        return tuple(float(v) for v in entry.value)
    assert entry.value is not None
    return entry.value if isinstance(entry.value, bool) else float(entry.value)


def _column(path: Path, column: str) -> Table:
    rows = list(csv.DictReader(io.StringIO(read_text(path))))
    header = [key for key in (rows[0] if rows else {}) if key]
    if column not in header:
        mend = f"Kies uit: {', '.join(header)}."
        problem = f"de kolom '{column}' bestaat niet."
        raise InputError(problem, mend=mend, where=Where(str(path), 1), nearest=nearest_key(column, header))
    numbers: list[float] = []
    for line, row in enumerate(rows, start=2):
        try:
            number = float(row[column] or "")
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            problem = f"'{shown(row[column])}' is geen getal."
            raise InputError(problem, mend="Schrijf een getal, met een punt.", where=Where(str(path), line, column))
        numbers.append(number)
    return tuple(numbers)


def _index_path(path: Path) -> dict[str, tuple[tuple[str, float], ...]]:
    source = load_yaml(path)
    file = validate(_IndexFile, source)
    for index, entry in file.indices.items():
        for start in entry.values:
            _check_date(start, source.where(("indices", index, "values", start)))
    return {
        index: tuple((start, entry.values[start].value) for start in sorted(entry.values))
        for index, entry in file.indices.items()
    }
