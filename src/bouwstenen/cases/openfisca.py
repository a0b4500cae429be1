"""The request and answer of an OpenFisca web API (`/calculate`), so that its users can try our law.

Persons stand under `persons`, groups under `huishoudens`, `fiscale_partners`, `toeslagpartners` and `gezinnen`. A group
lists its members in lists of ids (under any role names) and holds variables. A variable maps a period to a value, or to
null where the answer is wanted: `{"zorgtoeslag": {"2026": null}}`. A household that is named in no group is an error;
persons without a smaller group form a unit of their own.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any

from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.law import law_on, parameter_set
from bouwstenen.rules import HouseholdData, evaluate

if TYPE_CHECKING:
    from collections.abc import Mapping

GROUPS = {
    "huishoudens": "huishouden",
    "fiscale_partners": "fiscale_partners",
    "toeslagpartners": "toeslagpartners",
    "gezinnen": "gezin",
}
_PERIOD = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")
Members = dict[str, list[str]]


def calculate(request: Mapping[str, Any]) -> dict[str, Any]:
    """Fill every null of an OpenFisca request.

    One request is about one date: all periods are the same (a year means 1 January). Returns a copy of the request
    with the answers in place.

    Raises:
        InputError: unknown person, group or variable, mixed periods, or a value of the wrong kind.
    """
    _check_top(request)
    answer = copy.deepcopy(dict(request))
    date = _date(request)
    persons: dict[str, Any] = request["persons"]
    homes = _members(request, "huishoudens", persons)
    placed = [name for members in homes.values() for name in members]
    lost = next((name for name in persons if placed.count(name) != 1), None)
    if lost is not None:
        problem = f"'{shown(lost)}' staat in {placed.count(lost)} huishoudens."
        raise InputError(problem, mend="Noem elke persoon in één huishouden.", where=Where("huishoudens"))
    for home, members in homes.items():
        _fill_household(answer, request, home, members, date)
    return answer


def _check_top(request: Mapping[str, Any]) -> None:
    for key in request:
        if key != "persons" and key not in GROUPS:
            near = nearest_key(key, ["persons", *GROUPS])
            raise InputError("deze sleutel is onbekend.", where=Where("vraag", 0, key), nearest=near)
    if not isinstance(request.get("persons"), dict) or not isinstance(request.get("huishoudens"), dict):
        raise InputError("persons of huishoudens ontbreekt.", mend="Geef beide als sleutels met namen.")


def _variables(entity: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The variables of a person or group: what maps periods to values."""
    return {name: value for name, value in entity.items() if isinstance(value, dict)}


def _date(request: Mapping[str, Any]) -> str:
    """The one date that all periods stand for."""
    periods = {
        period
        for entities in request.values()
        for entity in entities.values()
        for values in _variables(entity).values()
        for period in values
    }
    wrong = next((p for p in periods if not _PERIOD.match(p)), None)
    if wrong is not None:
        raise InputError(f"de periode {shown(wrong)} is geen datum.", mend="Schrijf 2026, 2026-01 of 2026-01-01.")
    dates = {p + "-01-01"[len(p) - 4 :] for p in periods}
    if len(dates) != 1:
        problem = f"de vraag gaat over {len(dates)} data: {', '.join(sorted(dates))}."
        raise InputError(problem, mend="Stel één vraag per datum, met minstens één variabele.")
    return dates.pop()


def _members(request: Mapping[str, Any], key: str, persons: Mapping[str, Any]) -> Members:
    result: Members = {}
    for group, content in request.get(key, {}).items():
        names = [name for value in content.values() if isinstance(value, list) for name in value]
        for name in names:
            if name not in persons:
                where, near = Where("vraag", 0, f"{key}.{group}"), nearest_key(str(name), persons)
                raise InputError(f"'{shown(name)}' staat niet bij persons.", where=where, nearest=near)
        result[group] = names
    return result


def _fill_household(
    answer: dict[str, Any], request: Mapping[str, Any], home: str, members: list[str], date: str
) -> None:
    """Compute one household and write its answers."""
    graph = law_on(date)
    units: dict[str, list[int]] = {}
    slots: list[tuple[dict[str, Any], str, int]] = [
        (answer["persons"][name], "person", number) for number, name in enumerate(members)
    ]
    for key, entity in GROUPS.items():
        groups = {"": members} if key == "huishoudens" else _members(request, key, request["persons"])
        labels = [next((g for g, names in groups.items() if name in names), f"\0{name}") for name in members]
        order = {label: number for number, label in enumerate(dict.fromkeys(labels))}
        if entity != "huishouden":
            units[entity] = [order[label] for label in labels]
            slots += [(answer[key][g], entity, order[g]) for g in groups if g in order]
    slots.append((answer["huishoudens"][home], "huishouden", 0))
    wanted = [n for slot, _, _ in slots for n, values in _variables(slot).items() if None in values.values()]
    data = HouseholdData(
        persons=[_known(request["persons"][name]) for name in members],
        household=_known(request["huishoudens"][home]),
        units=units,
        names=members,
    )
    found = evaluate(graph, parameter_set().at(date), data, list(dict.fromkeys(wanted)))
    for slot, entity, number in slots:
        for name, values in _variables(slot).items():
            for period, value in values.items():
                if value is None:
                    if graph.node(name).entity != entity:
                        problem = f"'{name}' hoort bij {graph.node(name).entity} en niet bij {entity}."
                        raise InputError(problem, mend="Vraag het bij de goede groep.", where=Where("vraag", 0, name))
                    values[period] = found[name][number]


def _known(entity: Mapping[str, Any]) -> dict[str, Any]:
    """Variables with a value; the last period counts (there is one date)."""
    return {
        name: value for name, values in _variables(entity).items() for value in values.values() if value is not None
    }
