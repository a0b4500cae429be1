"""What of the law applies to a household but is not modelled, in words (`coverage.yaml`)."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field

from bouwstenen.core.errors import InputError, shown
from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml
from bouwstenen.law.inputs import INPUTS

if TYPE_CHECKING:
    from bouwstenen.core.yaml_file import YamlFile
    from bouwstenen.rules import Evaluation

_FILE = Path(__file__).parent / "coverage.yaml"


class Condition(StrictModel):
    """Holds for a person whose value of `name` lies between the bounds, both excluded; without bounds: above zero.

    name: an input, rule or aggregate of the law. above, below: a number, or a name or parameter to compare with.
    anyone: another person at the address may meet it.
    """

    name: str
    above: float | str | None = None
    below: float | str | None = None
    anyone: bool = False


class Gap(StrictModel):
    """A part of the law that is not modelled; applies when all conditions hold for one person."""

    text: str
    when: list[Condition] = Field(min_length=1)


class Unknown(StrictModel):
    """Words in a key of a case that name something that is not modelled, and what to do instead."""

    words: list[str]
    text: str
    mend: str = "Laat deze sleutel weg; de uitkomst houdt er geen rekening mee."


class Coverage(StrictModel):
    """The file: gaps, words for unknown keys, and until when amounts are known."""

    last_known_date: str
    projected: str
    bills: str
    gaps: list[Gap]
    unknown: list[Unknown]


@cache
def coverage() -> Coverage:
    """What of the law is left out, as the file has it."""
    return validate(Coverage, load_yaml(_FILE))


def looked_at() -> list[str]:
    """Names of the values that decide whether a gap applies; some are parameters."""
    conditions = [condition for gap in coverage().gaps for condition in gap.when]
    bounds = [bound for c in conditions for bound in (c.above, c.below) if isinstance(bound, str)]
    return list(dict.fromkeys([*(condition.name for condition in conditions), *bounds]))


def coverage_table() -> str:
    """The gaps as the table of docs/law_coverage.md: what is left out, and when an answer says so."""
    cases: dict[str, list[str]] = {}
    for gap in coverage().gaps:
        cases.setdefault(" ".join(gap.text.split()), []).append(", ".join(_words(condition) for condition in gap.when))
    rows = [f"| {text} | {' or '.join(when)} |" for text, when in cases.items()]
    return "\n".join(["| `ontbreekt` says | when |", "|---|---|", *rows])


def _words(condition: Condition) -> str:
    above, below = condition.above, condition.below
    limits = [f"> {_bound(above)}" if above is not None else "", f"< {_bound(below)}" if below is not None else ""]
    limit = " ".join(part for part in limits if part) or "> 0"
    return f"`{condition.name}` {limit}" + (" of anyone" if condition.anyone else "")


def _bound(bound: float | str) -> str:
    return f"`{bound}`" if isinstance(bound, str) else f"{bound:g}"


def missing_law(evaluation: Evaluation, date: dt.date, *, bills: bool = False) -> list[str]:
    """The gaps that apply to this household, and whether amounts are projected. bills: they count as law."""
    found = [gap.text for gap in coverage().gaps if _applies(gap, evaluation)]
    if date > dt.date.fromisoformat(coverage().last_known_date):
        found.insert(0, coverage().bills if bills else coverage().projected)
    return list(dict.fromkeys(found))


def _applies(gap: Gap, evaluation: Evaluation) -> bool:
    """True when one person meets all conditions; a name that the law of the date does not know is met by nobody."""
    if any(condition.name not in evaluation.values for condition in gap.when):
        return False
    people = range(len(evaluation.household.persons))
    return any(
        all(
            any(_holds(condition, evaluation, other) for other in (people if condition.anyone else [person]))
            for condition in gap.when
        )
        for person in people
    )


def _holds(condition: Condition, evaluation: Evaluation, person: int) -> bool:
    def value(bound: float | str | None) -> float | None:
        if not isinstance(bound, str):
            return bound
        if bound in evaluation.parameters.values:
            parameter = evaluation.parameters.values[bound]
            assert isinstance(parameter, (int, float)), bound
            return parameter
        number = evaluation.household.of_person[evaluation.graph.node(bound).entity][person]
        return evaluation.values[bound][number]

    found, above, below = value(condition.name), value(condition.above), value(condition.below)
    assert found is not None
    if above is None and below is None:
        return found > 0.0
    return (above is None or found > above) and (below is None or found < below)


def refuse_not_modelled(source: YamlFile) -> None:
    """Raise InputError for a key of a person that names something of the law that is known not to be modelled."""
    people = source.data.get("personen") if isinstance(source.data, dict) else None
    known = {item.name for item in INPUTS}
    for number, person in enumerate(people if isinstance(people, list) else []):
        for key in person if isinstance(person, dict) else ():
            entry = None if key in known else _not_modelled(key)
            if entry is not None:
                problem = f"'{shown(key)}': {entry.text}."
                raise InputError(problem, mend=entry.mend, where=source.where(("personen", number, key)))


def _not_modelled(key: Any) -> Unknown | None:
    plain = str(key).lower().replace("-", "_").replace(" ", "_")
    return next((entry for entry in coverage().unknown if any(word in plain for word in entry.words)), None)
