"""Families that cannot be, and facts that contradict each other: refused with the person and the mend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bouwstenen.cases.dates import months_between
from bouwstenen.core.errors import InputError
from bouwstenen.law.inputs import INPUTS, UITKERING_SOORT, WONING_SOORT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from bouwstenen.core.errors import Where
    from bouwstenen.core.yaml_file import YamlFile
    from bouwstenen.rules.definitions import Value

MONTHS = 12
_DEFAULTS = {
    entity: {item.name: item.default for item in INPUTS if item.entity == entity} for entity in ("person", "huishouden")
}
YOUNGEST_PARENT = 12
"""Years between a child and the youngest that a parent by birth can be."""


def check_family(case: Any, births: Mapping[str, dt.date], date: dt.date, majority: float, source: YamlFile) -> None:
    """Refuse a partner who is a minor, a parent younger than the child, and parents who descend from their child."""
    for number, pair in enumerate(case.partners):
        for name in pair:
            if months_between(births[name], date) < majority * MONTHS:
                problem = f"'{name}' is een partner en nog geen {majority:g} jaar."
                mend = "Controleer de geboortedatum, of haal het paar weg."
                raise InputError(problem, mend=mend, where=source.where(("partners", number)))
    for child, parents in case.kinderen.items():
        where = source.where(("kinderen", child))
        for parent in parents:
            if births[parent] >= births[child]:
                problem = f"'{parent}' is niet ouder dan het kind '{child}'."
                raise InputError(problem, mend="Controleer de geboortedatums.", where=where)
        if all(months_between(births[parent], births[child]) < YOUNGEST_PARENT * MONTHS for parent in parents):
            problem = f"geen ouder van '{child}' was {YOUNGEST_PARENT} jaar toen het kind werd geboren."
            raise InputError(problem, mend="Controleer de geboortedatums.", where=where)
        if set(parents) & {a for pair in case.partners if child in pair for a in pair}:
            problem = f"'{child}' is kind en partner van dezelfde persoon."
            raise InputError(problem, mend="Kies één van beide.", where=where)


def check_facts(
    persons: Sequence[Mapping[str, Value]],
    household: Mapping[str, Value],
    majority: float,
    place: Callable[[int | None], Where],
) -> None:
    """Refuse facts of one person or of the home that cannot both be true.

    persons, household: inputs of the law, as a case or a request gives them; what is left out has its default.
    place: where a person (by number) or the home (None) stands, for the message.
    """
    home = {**_DEFAULTS["huishouden"], **household}
    if (
        home["woning_soort"] == WONING_SOORT["koop"]
        and home["kale_huur_per_maand"] + home["servicekosten_per_maand"] > 0
    ):
        mend = "Kies woning soort huur, of haal de huur weg."
        raise InputError("er is huur van een koopwoning.", mend=mend, where=place(None))
    for number, person in enumerate(persons):
        for wrong, problem, mend in _contradictions({**_DEFAULTS["person"], **person}, home, majority):
            if wrong:
                raise InputError(f"{problem}.", mend=mend, where=place(number))


def _contradictions(
    person: Mapping[str, Value], home: Mapping[str, Value], majority: float
) -> list[tuple[bool | Value, str, str]]:
    """What would be wrong, in words, with the mend; the first element says whether it is."""
    child, minor = person["is_kind"], person["leeftijd"] < majority
    rents = home["woning_soort"] == WONING_SOORT["huur"] and not person["medebewoner"]
    kind, wage = person["uitkering_soort"], person["uitkering_dagloon"]
    return [
        (
            person["hypotheekrente"] > 0 and person["woz_waarde"] == 0,
            "er is hypotheekrente zonder eigen woning",
            "Geef ook woz_waarde, of haal hypotheekrente weg.",
        ),
        (
            rents and not child and person["woz_waarde"] > 0,
            "er is een WOZ-waarde van een eigen woning en een huurwoning",
            "Kies woning soort koop, of haal woz_waarde weg.",
        ),
        (
            person["kinderopvang_soort"] > 0 and not (child and minor),
            "kinderopvang kan alleen bij een minderjarig kind",
            "Zet kinderopvang bij het kind, en het kind bij kinderen.",
        ),
        (
            person["uitwonend"] and child,
            "een student is uitwonend en woont als kind bij de ouders",
            "Haal uitwonend weg, of haal de student uit dit huishouden.",
        ),
        (
            person["uitwonend"] and not person["student"],
            "uitwonend hoort bij een student",
            "Geef ook student: true, of haal uitwonend weg.",
        ),
        (
            person["starter"] and not person["urencriterium"],
            "een starter zonder urencriterium krijgt geen startersaftrek",
            "Geef ook urencriterium: true, of haal starter weg.",
        ),
        (
            kind == 0 and wage > 0,
            "er is een dagloon en geen soort uitkering",
            "Geef ook uitkering_soort, of haal uitkering_dagloon weg.",
        ),
        (
            kind not in {0, UITKERING_SOORT["wga_vervolg"]} and wage == 0,
            "er is een soort uitkering en geen dagloon",
            "Geef ook uitkering_dagloon, of geef het bedrag als uitkering.",
        ),
        (
            child and person["gezamenlijke_huishouding"],
            "een kind op dit adres voert geen gezamenlijke huishouding",
            "Haal gezamenlijke_huishouding weg, of haal het kind uit kinderen.",
        ),
    ]
