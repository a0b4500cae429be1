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

from bouwstenen.cases.bounds import check_bounds, completed_ages
from bouwstenen.cases.case import age_of_majority
from bouwstenen.cases.dates import law_date
from bouwstenen.cases.family import check_facts
from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.law import law_on, parameter_set
from bouwstenen.rules import HouseholdData, evaluate

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

GROUPS = {
    "huishoudens": "huishouden",
    "fiscale_partners": "fiscale_partners",
    "toeslagpartners": "toeslagpartners",
    "gezinnen": "gezin",
}
_PERIOD = re.compile(r"^\d{4}(-\d{2}-\d{2})?$")
_MONTH = re.compile(r"^\d{4}-\d{2}$")
COUPLE = 2
_CHILD_ROLES = ("kinderen", "kind", "children", "enfants")
Members = dict[str, list[str]]


def calculate(request: Mapping[str, Any]) -> dict[str, Any]:
    """Fill every null of an OpenFisca request.

    One request is about one date: all periods are the same text, a year (its 1 January) or a day. Members of a gezin
    under a role such as `kinderen` are children. Ages in months and the year of birth follow from `leeftijd` when they
    are left out. Returns a copy of the request with the answers in place.

    Raises:
        InputError: unknown person, group or variable, a monthly period, mixed periods, a group over two households, or
            a value of the wrong kind or outside its bounds.
    """
    _check_top(request)
    answer = copy.deepcopy(dict(request))
    date = law_date(_date(request), Where("vraag", 0, "periode"))
    persons: dict[str, Any] = request["persons"]
    homes = _members(request, "huishoudens", persons)
    for key in GROUPS:
        _check_groups(key, _members(request, key, persons), persons, homes)
    facts = {name: _person_facts(name, content, request, date) for name, content in persons.items()}
    _check_families(request, facts, date)
    for home, members in homes.items():
        _fill_household(answer, request, home, members, facts, str(date))
    return answer


def _check_top(request: Mapping[str, Any]) -> None:
    for key in request:
        if key != "persons" and key not in GROUPS:
            near = nearest_key(key, ["persons", *GROUPS])
            raise InputError("deze sleutel is onbekend.", where=Where("vraag", 0, key), nearest=near)
    if not isinstance(request.get("persons"), dict) or not isinstance(request.get("huishoudens"), dict):
        raise InputError("persons of huishoudens ontbreekt.", mend="Geef beide als sleutels met namen.")
    for key, entities in request.items():
        for name, content in entities.items() if isinstance(entities, dict) else [("", None)]:
            if not isinstance(content, dict):
                problem = "hier horen sleutels met variabelen te staan."
                raise InputError(problem, mend="Kijk in docs/household.md.", where=Where("vraag", 0, f"{key}.{name}"))


def _variables(entity: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The variables of a person or group: what maps periods to values."""
    return {name: value for name, value in entity.items() if isinstance(value, dict)}


def _date(request: Mapping[str, Any]) -> str:
    """The one date that all periods stand for, as ISO text."""
    periods = {
        period
        for entities in request.values()
        for entity in entities.values()
        for values in _variables(entity).values()
        for period in values
    }
    wrong = next((p for p in sorted(periods) if not _PERIOD.match(p)), None)
    if wrong is not None:
        mend = "Schrijf een jaar (2026) of een peildatum (2026-07-01)."
        month = "een maand: alle bedragen hier gelden voor een jaar" if _MONTH.match(wrong) else "geen datum"
        raise InputError(f"de periode {shown(wrong)} is {month}.", mend=mend)
    if len(periods) != 1:
        problem = f"de vraag gaat over {len(periods)} data: {', '.join(sorted(periods))}."
        raise InputError(problem, mend="Stel één vraag per datum, met minstens één variabele.")
    period = periods.pop()
    return period if "-" in period else f"{period}-01-01"


def _members(request: Mapping[str, Any], key: str, persons: Mapping[str, Any]) -> Members:
    """The persons of every group of one kind, by name of the group."""
    result: Members = {}
    for group, content in request.get(key, {}).items():
        names = [name for value in content.values() if isinstance(value, list) for name in value]
        for name in names:
            if name not in persons:
                where, near = Where("vraag", 0, f"{key}.{group}"), nearest_key(str(name), persons)
                raise InputError(f"'{shown(name)}' staat niet bij persons.", where=where, nearest=near)
        result[group] = names
    return result


def _check_groups(key: str, groups: Members, persons: Mapping[str, Any], homes: Members) -> None:
    """Everybody lives in one household and is in at most one group of a kind, which lies inside a household."""
    placed = [name for members in groups.values() for name in members]
    fewest = 1 if key == "huishoudens" else 0
    lost = next((name for name in persons if not fewest <= placed.count(name) <= 1), None)
    if lost is not None:
        problem = f"'{shown(lost)}' staat in {placed.count(lost)} {key}."
        raise InputError(problem, mend="Noem elke persoon in één groep.", where=Where("vraag", 0, key))
    for group, members in groups.items():
        lived = {home for home, names in homes.items() for name in names if name in members}
        if len(lived) > 1:
            problem = f"de groep ligt in {len(lived)} huishoudens: {', '.join(sorted(lived))}."
            mend = "Zet de leden in één huishouden, of maak er twee groepen van."
            raise InputError(problem, mend=mend, where=Where("vraag", 0, f"{key}.{group}"))


def _person_facts(name: str, content: Mapping[str, Any], request: Mapping[str, Any], date: dt.date) -> dict[str, Any]:
    """What is known of a person, with what follows from it, checked against the bounds of the inputs."""
    facts = _known(content)
    check_bounds(facts, f"persons.{name}")
    roles = [role for group in request.get("gezinnen", {}).values() for role in group if name in _listed(group[role])]
    child = any(role in _CHILD_ROLES for role in roles)
    if child and facts.get("is_kind") is False:
        problem = f"'{shown(name)}' staat bij {roles[0]} en is_kind is onwaar."
        raise InputError(problem, mend="Kies één van beide.", where=Where("vraag", 0, f"persons.{name}.is_kind"))
    return {**completed_ages(facts, date, f"persons.{name}"), **({"is_kind": True} if child else {})}


def _check_families(request: Mapping[str, Any], facts: Mapping[str, dict[str, Any]], date: dt.date) -> None:
    """Partners are at most two adults, and nobody is a child of somebody who is not older."""
    majority = age_of_majority(date)
    for key in ("fiscale_partners", "toeslagpartners"):
        for group, members in _members(request, key, request["persons"]).items():
            where = Where("vraag", 0, f"{key}.{group}")
            if len(members) > COUPLE:
                raise InputError(
                    f"de groep heeft {len(members)} leden.", mend="Noem één of twee partners.", where=where
                )
            young = next(
                (n for n in members if len(members) == COUPLE and facts[n].get("leeftijd", 0) < majority), None
            )
            if young is not None:
                problem = f"'{shown(young)}' is een partner en nog geen {majority:g} jaar."
                raise InputError(problem, mend="Haal deze persoon uit de groep, of geef leeftijd.", where=where)
    for group, content in request.get("gezinnen", {}).items():
        children = [name for role in content if role in _CHILD_ROLES for name in _listed(content[role])]
        parents = [name for role in content if role not in _CHILD_ROLES for name in _listed(content[role])]
        ages = [facts[name].get("leeftijd_maanden", 0) for name in parents]
        old = next((name for name in children if ages and facts[name].get("leeftijd_maanden", 0) >= max(ages)), None)
        if old is not None:
            problem = f"het kind '{shown(old)}' is niet jonger dan de ouders."
            raise InputError(problem, mend="Controleer de leeftijden.", where=Where("vraag", 0, f"gezinnen.{group}"))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _fill_household(
    answer: dict[str, Any],
    request: Mapping[str, Any],
    home: str,
    members: list[str],
    facts: Mapping[str, dict[str, Any]],
    date: str,
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
    of_home = _known(request["huishoudens"][home])
    check_bounds(of_home, f"huishoudens.{home}")
    _check_facts(members, facts, home, of_home, date)
    data = HouseholdData(
        persons=[facts[name] for name in members],
        household=of_home,
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


def _check_facts(
    members: list[str], facts: Mapping[str, dict[str, Any]], home: str, of_home: dict[str, Any], date: str
) -> None:
    """Facts of a household that contradict each other are refused as in a case; other faults are left to the law."""

    def place(number: int | None) -> Where:
        return Where("vraag", 0, f"huishoudens.{home}" if number is None else f"persons.{members[number]}")

    persons = [facts[name] for name in members]
    if all(isinstance(value, (bool, int, float)) for known in (*persons, of_home) for value in known.values()):
        check_facts(persons, of_home, age_of_majority(law_date(date)), place)


def _known(entity: Mapping[str, Any]) -> dict[str, Any]:
    """Variables with a value; the last period counts (there is one date)."""
    return {
        name: value for name, values in _variables(entity).items() for value in values.values() if value is not None
    }
