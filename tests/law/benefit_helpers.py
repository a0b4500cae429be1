"""Households of the benefit tests turned into the engine's data, and their results read back."""

from bouwstenen.law import law_on, parameter_set
from bouwstenen.law.inputs import INPUTS
from bouwstenen.rules import Evaluation, HouseholdData, evaluate

HOUSEHOLD_INPUTS = {item.name for item in INPUTS if item.entity == "huishouden"}


def household(
    date: str,
    persons: list[dict],
    *,
    partners: tuple[int, ...] = (),
    overlay: dict | None = None,
    given_household: dict | None = None,
    **home: object,
) -> HouseholdData:
    """Persons at one address as the engine takes them.

    persons: inputs of the law and `given` (values that replace a rule's); `leeftijd` fills in the other ages, `kind`
        marks a child of the partners (or of person 0 when there are none). partners: two person numbers.
    """
    rows, given = [], {}
    for number, person in enumerate(persons):
        row = {key: value for key, value in person.items() if key not in ("given", "kind")}
        age = row.setdefault("leeftijd", 40)
        row.setdefault("leeftijd_maanden", 12 * age)
        row.setdefault("geboortejaar", int(date[:4]) - age)
        row.setdefault("is_kind", bool(person.get("kind")))
        rows.append(row)
        if person.get("given"):
            given[number] = person["given"]
    if given_household:
        given["huishouden"] = given_household
    heads = sorted(partners) or [0]
    pairs = [heads[0] if number in heads else number for number in range(len(rows))]
    families = [
        heads[0] if number in heads or (row["is_kind"] and row["leeftijd"] < 18) else number
        for number, row in enumerate(rows)
    ]
    units = {
        "fiscale_partners": _numbered(pairs),
        "toeslagpartners": _numbered(pairs),
        "gezin": _numbered(families),
    }
    return HouseholdData(
        persons=rows,
        household={key: value for key, value in home.items() if key in HOUSEHOLD_INPUTS},
        units=units,
        given=given,
        names=[f"p{number}" for number in range(len(rows))],
    )


def _numbered(keys: list[int]) -> list[int]:
    order = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return [order[key] for key in keys]


def evaluated(date: str, persons: list[dict], outputs: list[str], **options: object) -> Evaluation:
    """All asked-for outputs of one household; `overlay` in the options replaces parameters."""
    overlay = options.pop("overlay", None) or {}
    parameters = parameter_set().at(date, overlay)
    return evaluate(law_on(date), parameters, household(date, persons, **options), outputs)


def outcome(date: str, output: str, persons: list[dict], **options: object) -> float:
    """One output, of the first unit or person."""
    return evaluated(date, persons, [output], **options)[output][0]


def income(amount: float) -> dict:
    """A given toetsingsinkomen, as `given` of a person."""
    return {"toetsingsinkomen": float(amount)}
