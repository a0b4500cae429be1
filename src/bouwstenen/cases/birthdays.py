"""What a birthday in the year of the date changes, found by asking the law again with the age of the other part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.cases.dates import in_words
from bouwstenen.rules import evaluate

if TYPE_CHECKING:
    import datetime as dt

    from bouwstenen.cases.compute import Computed

_SAME = 0.5
"""EUR a year: a smaller difference is no change."""


def birthday_changes(computed: Computed, names: tuple[str, ...]) -> list[str]:
    """One sentence for each person whose age on 1 January or 31 December gives other amounts than the age of the date.

    names: the amounts that are compared, of persons and of the household.
    """
    date = computed.case.date
    found: list[str] = []
    for number, who in enumerate(computed.case.ids):
        for day in (date.replace(month=1, day=1), date.replace(month=12, day=31)):
            changed = _changed(computed, number, day, names)
            if changed:
                found.append(_sentence(computed, number, who, day, changed))
    return found


def _changed(computed: Computed, number: int, day: dt.date, names: tuple[str, ...]) -> list[str]:
    """Amounts that differ when one person has the age of another day."""
    data = computed.case.with_age_on(number, day)
    before, after = computed.case.data.persons[number], data.persons[number]
    if before["leeftijd"] == after["leeftijd"] and before["leeftijd_maanden"] == after["leeftijd_maanden"]:
        return []
    evaluation = computed.evaluation
    again = evaluate(evaluation.graph, evaluation.parameters, data, list(names))
    return [name for name in names if abs(sum(again[name]) - sum(evaluation[name])) > _SAME]


def _sentence(computed: Computed, number: int, who: str, day: dt.date, changed: list[str]) -> str:
    birth, date = computed.case.births[number], computed.case.date
    age = date.year - birth.year
    words = ", ".join(name.replace("_", " ") for name in changed)
    turned = int(computed.case.data.persons[number]["leeftijd"]) == age
    crossed = turned if day < date else not turned
    birthday = f"{who} wordt {age} jaar op {in_words(_birthday(birth, date.year))}" if crossed else _by_month(who)
    return (
        f"Verjaardag in de loop van het jaar: {birthday}, en dan verandert: {words}. "
        f"Hier geldt de leeftijd van {in_words(date)} het hele jaar."
    )


def _by_month(who: str) -> str:
    return f"{who} bereikt een leeftijd in maanden (zoals de AOW-leeftijd)"


def _birthday(birth: dt.date, year: int) -> dt.date:
    """The birthday in a year; who is born on 29 February has it on 1 March."""
    leap = birth.month == 2 and birth.day == 29
    return birth.replace(year=year, month=3, day=1) if leap else birth.replace(year=year)
