"""What a user's package does to the measures of the package it extends: switch off and change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bouwstenen.agreement.schema import Measure, MeasureChange
from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.core.validation import validate
from bouwstenen.core.yaml_file import YamlFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bouwstenen.core.yaml_file import KeyPath

_NAMING_KEY = {"budget": "part", "law_parameter": "path", "model_input": "path", "budget_rule": "path"}
_LIST_OF_IDS = "`bouwstenen dekking` noemt alle maatregelen."
Lever = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """A measure and where it stands: the file that last gave it its content, and its key path there."""

    measure: Measure
    file: YamlFile
    path: KeyPath

    def where(self, key: str = "") -> Where:
        """File and line of a dotted key of the measure, such as `levers.0.value`."""
        parts = tuple(int(part) if part.isdecimal() else part for part in key.split(".") if part)
        return self.file.where((*self.path, *parts))

    @property
    def data(self) -> dict[str, Any]:
        """The measure as it was written."""
        data = self.file.data
        for part in self.path:
            data = data[part]
        return data


def switch_off(ids: Iterable[str], base: Mapping[str, Entry], source: YamlFile) -> dict[str, Entry]:
    """The measures of `base` without those in `ids`. Raises InputError for an id that is not there."""
    kept = dict(base)
    for number, id_ in enumerate(ids):
        where = source.where(("switch_off", number))
        if id_ in base and id_ not in kept:
            raise InputError(f"'{id_}' staat er twee keer.", mend="Haal er een weg.", where=where)
        _require(id_, base, where)
        del kept[id_]
    return kept


def apply_changes(changes: Iterable[MeasureChange], kept: dict[str, Entry], source: YamlFile) -> dict[str, Entry]:
    """`kept` with the changes made and every changed measure checked anew.

    Raises InputError for an unknown or switched-off id, an id that is changed twice, or a result that is wrong.
    """
    result = dict(kept)
    seen: set[str] = set()
    for number, change in enumerate(changes):
        where = source.where(("change", number, "id"))
        _require(change.id, kept, where)
        if change.id in seen:
            mend = "Zet alle wijzigingen van een maatregel bij elkaar."
            raise InputError(f"de maatregel '{change.id}' wordt twee keer gewijzigd.", mend=mend, where=where)
        seen.add(change.id)
        result[change.id] = _changed(kept[change.id], change, source, ("change", number))
    return result


def _changed(entry: Entry, change: MeasureChange, source: YamlFile, path: KeyPath) -> Entry:
    """The measure with the change made. What was not changed counts as standing where the change stands."""
    data = dict(entry.data)
    at: KeyPath = (change.id,)
    lines: dict[KeyPath, int] = {at: source.where(path).line}
    for key in ("title", "status", "why"):
        value = getattr(change, key)
        if value is not None:
            data[key] = value
            lines[*at, key] = source.where((*path, key)).line
    levers = [dict(lever) for lever in data.get("levers", [])]
    for number, lever in enumerate(change.levers or []):
        lever_path = (*path, "levers", number)
        index = _merge(levers, lever, source, lever_path)
        lines[*at, "levers", index] = source.where(lever_path).line
        for key in lever:
            lines[*at, "levers", index, key] = source.where((*lever_path, key)).line
    if levers:
        data["levers"] = levers
    file = YamlFile(source.file, {change.id: data}, lines)
    return Entry(validate(Measure, file, data, at), file, at)


def _merge(levers: list[Lever], given: Lever, source: YamlFile, path: KeyPath) -> int:
    """Merge `given` into the lever that it names, or add it; returns the index of that lever."""
    kind = given.get("kind")
    if not isinstance(kind, str) or kind not in _NAMING_KEY:
        kinds = ", ".join(_NAMING_KEY)
        problem = "de sleutel kind ontbreekt." if kind is None else f"de waarde {shown(kind)} kan hier niet."
        where = source.where((*path, "kind"))
        raise InputError(problem, mend=f"Kies uit: {kinds}.", where=where, nearest=nearest_key(str(kind), _NAMING_KEY))
    name = _NAMING_KEY[kind]
    if name not in given:
        mend = f"Zeg met {name} welke hefboom verandert of erbij komt."
        raise InputError(f"de sleutel {name} ontbreekt.", mend=mend, where=source.where(path))
    same = [i for i, lever in enumerate(levers) if (lever["kind"], lever.get(name)) == (kind, given[name])]
    if len(same) > 1:
        same = [i for i in same if levers[i].get("start") == given.get("start")]
        if len(same) != 1:
            mend = "Noem met start welke van die hefbomen verandert."
            problem = f"er zijn meer hefbomen met {name} {shown(given[name])}."
            raise InputError(problem, mend=mend, where=source.where(path))
    if not same:
        levers.append(given)
        return len(levers) - 1
    levers[same[0]] |= given
    return same[0]


def _require(id_: str, known: Mapping[str, Entry], where: Where) -> None:
    if id_ not in known:
        problem = f"de maatregel '{shown(id_)}' bestaat niet of is uitgezet."
        raise InputError(problem, mend=_LIST_OF_IDS, where=where, nearest=nearest_key(id_, known))
