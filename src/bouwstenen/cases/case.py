"""The format of a household case, and its translation into what the law asks for.

The fields of a person are the inputs of the law (`law/inputs.py`) plus what only a case has: id, date of birth and
childcare as one block. So a new input of the law is at once a valid key of a case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, Optional

from pydantic import Field, create_model

from bouwstenen.cases.amounts import refuse_thousands
from bouwstenen.cases.dates import FIRST_BILL, law_date, months_between, read_date
from bouwstenen.cases.family import check_facts, check_family
from bouwstenen.cases.missing import refuse_not_modelled
from bouwstenen.core.errors import InputError, nearest_key, shown
from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.law import parameter_set
from bouwstenen.law.inputs import INPUTS, KINDEROPVANG_SOORT, ONDERWIJS, UITKERING_SOORT, WONING_SOORT, bounds
from bouwstenen.rules import HouseholdData

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from bouwstenen.core.errors import Where
    from bouwstenen.core.yaml_file import KeyPath, YamlFile
    from bouwstenen.rules.definitions import Value

_DERIVED = {"leeftijd", "leeftijd_maanden", "geboortejaar", "jarig_sinds_1_januari", "is_kind", "medebewoner"}
_CODED: dict[str, Mapping[str, int]] = {"onderwijs": ONDERWIJS, "uitkering_soort": UITKERING_SOORT}
_ASSESSMENT_INCOMES = ("toetsingsinkomen", "verzamelinkomen")
BIJSTAND = "bijstand_gezin"
AGE_OF_MAJORITY = "volwassen_leeftijd"
_PLACE = "Zet de naam bij partners, kinderen of medebewoners."
PersonId = Annotated[str, Field(min_length=1, max_length=40)]


class Childcare(StrictModel):
    """Childcare of one child."""

    soort: Literal["dagopvang", "bso", "gastouder"]
    uren_per_maand: Annotated[float, Field(ge=0, le=744)]
    uurprijs: Annotated[float, Field(ge=0, le=100)]


class Home(StrictModel):
    """The home; rent without service costs, EUR per month."""

    soort: Literal["huur", "koop"]
    kale_huur_per_maand: Annotated[float, Field(ge=0, le=100_000)] = 0.0
    servicekosten_per_maand: Annotated[float, Field(ge=0, le=10_000)] = 0.0
    aangepaste_woning: bool = False


def _person_fields() -> dict[str, Any]:
    """Fields for the inputs of a person, within the bounds of the law's inputs; words are words."""
    result: dict[str, Any] = {}
    for item in INPUTS:
        derived = item.name in _DERIVED or item.name.startswith("kinderopvang_")
        if item.entity != "person" or derived:
            continue
        if item.name in _CODED:
            words = Literal[tuple(_CODED[item.name])]
            result[item.name] = (Optional[words], None)  # noqa: UP045
        elif item.kind == "bool":
            result[item.name] = (bool, item.default)
        else:
            low, high = bounds(item)
            kind = int if item.kind == "int" else float
            result[item.name] = (Annotated[kind, Field(ge=low, le=high)], item.default)
    return result


class _PersonBase(StrictModel):
    id: PersonId
    geboortedatum: str
    kinderopvang: Childcare | None = None


Person = create_model("Person", __base__=_PersonBase, **_person_fields())
"""One person; every input of the law for a person is a field with its default."""


class Case(StrictModel):
    """One household on one date."""

    datum: str
    personen: Annotated[list[Person], Field(min_length=1, max_length=40)]  # type: ignore[valid-type]
    partners: list[Annotated[list[PersonId], Field(min_length=2, max_length=2)]] = Field(default_factory=list)
    kinderen: dict[str, Annotated[list[PersonId], Field(min_length=1, max_length=2)]] = Field(default_factory=dict)
    medebewoners: list[PersonId] = Field(default_factory=list)
    woning: Home | None = None
    inkomen_zelfde_hele_jaar: bool = True
    wetsvoorstellen: bool = False
    gegeven: dict[str, dict[str, float | bool]] = Field(default_factory=dict)


@dataclass(frozen=True)
class ReadCase:
    """A checked case: the date of the law, the ids of the persons, and the household as the evaluator reads it.

    births: date of birth of each person. source: the case as it was written.
    """

    date: dt.date
    ids: tuple[str, ...]
    data: HouseholdData
    births: tuple[dt.date, ...]
    source: Case

    def with_age_on(self, number: int, day: dt.date) -> HouseholdData:
        """The same household with the age that one person has on another day of the year."""
        dates = [day if i == number else self.date for i in range(len(self.ids))]
        return _household(self.source, self.births, dates, self.data.given)


def read_case(source: YamlFile) -> ReadCase:
    """Check a case and translate it. Raises InputError with file, field, value and mend."""
    refuse_not_modelled(source)
    _check_dates(source)
    case = validate(Case, source)
    refuse_thousands(source)
    date = law_date(case.datum, source.where(("datum",)))
    people: list[Any] = list(case.personen)
    ids = [person.id for person in people]
    _check_people(case, ids, source)
    if case.wetsvoorstellen and date < FIRST_BILL:
        problem = f"voor {date} zijn er geen wetsvoorstellen."
        mend = f"Kies een datum vanaf {FIRST_BILL}, of haal wetsvoorstellen weg."
        raise InputError(problem, mend=mend, where=source.where(("wetsvoorstellen",)))
    births = tuple(_birth(person, date, source, i) for i, person in enumerate(people))
    born, majority = dict(zip(ids, births, strict=True)), age_of_majority(date)
    check_family(case, born, date, majority, source)
    given: dict[int | str, dict[str, Value]] = {
        who if who == "huishouden" else ids.index(who): dict(values) for who, values in case.gegeven.items()
    }
    data = _household(case, births, [date] * len(ids), given)

    def place(number: int | None) -> Where:
        return source.where(("woning",) if number is None else ("personen", number))

    check_facts(data.persons, data.household, majority, place)
    _no_bijstand_beside_given_income(given, list(data.units["gezin"]))
    return ReadCase(date, tuple(ids), data, births, case)


def _household(
    case: Case, births: tuple[dt.date, ...], dates: list[dt.date], given: Mapping[int | str, Mapping[str, Value]]
) -> HouseholdData:
    """The household as the evaluator reads it, with everybody's age on a day of their own."""
    ids = [person.id for person in case.personen]
    persons = [
        _person_inputs(person, birth, day, case)
        for person, birth, day in zip(case.personen, births, dates, strict=True)
    ]
    majority = age_of_majority(min(dates))
    units = _units(case, ids, [person["leeftijd"] for person in persons], majority)
    return HouseholdData(persons, _household_inputs(case), units, given, ids)


def age_of_majority(date: dt.date) -> float:
    """The age in years from which somebody is an adult for the law of a date."""
    majority = parameter_set().at(str(date)).values[AGE_OF_MAJORITY]
    assert isinstance(majority, (int, float))
    return majority


def _check_dates(source: YamlFile) -> None:
    """Dates in another form: said with the form before anything else is checked."""
    if not isinstance(source.data, dict):
        return
    if "datum" in source.data:
        read_date(source.data["datum"], source.where(("datum",)))
    people = source.data.get("personen")
    for number, person in enumerate(people if isinstance(people, list) else []):
        if isinstance(person, dict) and "geboortedatum" in person:
            read_date(person["geboortedatum"], source.where(("personen", number, "geboortedatum")))


def _no_bijstand_beside_given_income(given: dict[int | str, dict[str, Value]], family: list[int]) -> None:
    """Whoever gives an assessment income above zero has income that the law does not see: then there is no bijstand.

    Without this a partner of whom nothing is given would carry bijstand in the income that benefits look at.
    """
    own = {
        family[who]
        for who, values in given.items()
        if isinstance(who, int) and any(values.get(name, 0) > 0 for name in _ASSESSMENT_INCOMES)
    }
    said = {family[who] for who, values in given.items() if isinstance(who, int) and BIJSTAND in values}
    if BIJSTAND in given.get("huishouden", {}):
        return
    for unit in own - said:
        given.setdefault(family.index(unit), {})[BIJSTAND] = 0.0


def _birth(person: Any, date: dt.date, source: YamlFile, number: int) -> dt.date:
    path: KeyPath = ("personen", number, "geboortedatum")
    birth = read_date(person.geboortedatum, source.where(path))
    if birth > date:
        problem = f"de geboortedatum {birth} ligt na {date}."
        raise InputError(problem, mend="Kies een datum tot en met de peildatum.", where=source.where(path))
    if date.year - birth.year > 130:
        problem = f"wie op {birth} is geboren, is ouder dan 130 jaar."
        raise InputError(problem, mend="Controleer de geboortedatum.", where=source.where(path))
    return birth


def _check_people(case: Case, ids: list[str], source: YamlFile) -> None:
    """Everyone named exists, once, and has exactly one place in the household."""
    doubled = next((i for i, name in enumerate(ids) if name in ids[:i] or name == "huishouden"), None)
    if doubled is not None:
        problem = f"de id '{shown(ids[doubled])}' kan hier niet nog eens."
        raise InputError(
            problem, mend="Geef elke persoon een eigen id.", where=source.where(("personen", doubled, "id"))
        )
    named: list[tuple[str, KeyPath]] = [
        *((name, ("partners", i, j)) for i, pair in enumerate(case.partners) for j, name in enumerate(pair)),
        *((child, ("kinderen", child)) for child in case.kinderen),
        *((p, ("kinderen", c, j)) for c, parents in case.kinderen.items() for j, p in enumerate(parents)),
        *((name, ("medebewoners", i)) for i, name in enumerate(case.medebewoners)),
        *((name, ("gegeven", name)) for name in case.gegeven if name != "huishouden"),
    ]
    for name, path in named:
        if name not in ids:
            problem = f"'{shown(name)}' staat niet bij personen."
            near = nearest_key(name, ids)
            raise InputError(problem, mend="Noem een id uit personen.", where=source.where(path), nearest=near)
    paired = [name for pair in case.partners for name in pair]
    twice = next((name for name in paired if paired.count(name) > 1), None)
    if twice is not None:
        problem = f"'{twice}' heeft twee partners of zichzelf."
        raise InputError(problem, mend="Noem iemand in één paar.", where=source.where(("partners",)))
    _check_roles(case, ids, paired, source)


def _check_roles(case: Case, ids: list[str], paired: list[str], source: YamlFile) -> None:
    main = {ids[0], *(name for pair in case.partners if ids[0] in pair for name in pair)}
    for i, name in enumerate(ids):
        where = source.where(("personen", i))
        if name in case.kinderen and name in (*case.medebewoners, *paired):
            problem = f"'{name}' is kind en ook partner of medebewoner."
            raise InputError(problem, mend="Kies één van beide.", where=where)
        if name in case.kinderen and name in case.kinderen[name]:
            raise InputError(f"'{name}' is ouder van zichzelf.", mend="Noem de ouders.", where=where)
        if name in main and name in case.medebewoners:
            problem = f"'{name}' is de hoofdpersoon of diens partner, en kan geen medebewoner zijn."
            raise InputError(problem, mend="Haal deze naam weg bij medebewoners.", where=where)
        if name not in main and name not in case.kinderen and name not in (*case.medebewoners, *paired):
            problem = f"van '{name}' is niet bekend hoe die bij het huishouden hoort."
            child = next((c for c, parents in case.kinderen.items() if name in parents), "")
            mend = f"Zet de ouder van '{child}' ook bij medebewoners." if child else _PLACE
            raise InputError(problem, mend=mend, where=where)


def _person_inputs(person: Any, birth: dt.date, date: dt.date, case: Case) -> dict[str, Value]:
    months = months_between(birth, date)
    own = {name: getattr(person, name) for name in type(person).model_fields if name not in _PersonBase.model_fields}
    values: dict[str, Value] = {
        name: _CODED[name].get(value, 0) if name in _CODED else value for name, value in own.items()
    }
    values |= {
        "leeftijd": months // 12,
        "leeftijd_maanden": months,
        "geboortejaar": birth.year,
        "jarig_sinds_1_januari": months_between(birth, date.replace(month=1, day=1)) // 12 < months // 12,
        "is_kind": person.id in case.kinderen,
        "medebewoner": person.id in case.medebewoners,
    }
    if person.kinderopvang is not None:
        values |= {
            "kinderopvang_soort": KINDEROPVANG_SOORT[person.kinderopvang.soort],
            "kinderopvang_uren_per_maand": person.kinderopvang.uren_per_maand,
            "kinderopvang_uurprijs": person.kinderopvang.uurprijs,
        }
    return values


def _household_inputs(case: Case) -> dict[str, Value]:
    values: dict[str, Value] = {"inkomen_zelfde_hele_jaar": case.inkomen_zelfde_hele_jaar}
    if case.woning is not None:
        values |= {
            "woning_soort": WONING_SOORT[case.woning.soort],
            "kale_huur_per_maand": case.woning.kale_huur_per_maand,
            "servicekosten_per_maand": case.woning.servicekosten_per_maand,
            "aangepaste_woning": case.woning.aangepaste_woning,
        }
    return values


def _units(case: Case, ids: list[str], ages: list[Value], majority: float) -> dict[str, list[int]]:
    """Units by person: partners share one; in the gezin, children who are minors join their first parent."""
    partner = {a: b for pair in case.partners for a, b in (pair, pair[::-1])}
    couple = {name: min(name, partner.get(name, name), key=ids.index) for name in ids}
    family = dict(couple)
    for child, parents in case.kinderen.items():
        if ages[ids.index(child)] < majority:
            family[child] = couple[parents[0]]
    return {
        "fiscale_partners": _numbered([couple[name] for name in ids]),
        "toeslagpartners": _numbered([couple[name] for name in ids]),
        "gezin": _numbered([family[name] for name in ids]),
    }


def _numbered(labels: list[str]) -> list[int]:
    order = {label: number for number, label in enumerate(dict.fromkeys(labels))}
    return [order[label] for label in labels]
