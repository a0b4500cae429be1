"""Persons of a tax test turned into the engine's household, and their results read back."""

from bouwstenen.law import law_on, parameter_set
from bouwstenen.rules import HouseholdData, evaluate

AOW_OWN_RULES = ("anw", "berekende_uitkeringen", "bijstand_bruto")


def taxed(date: str, persons: list[dict], outputs: list[str], partners: str = "") -> dict[str, list]:
    """Results of the tax law for persons at one address.

    persons: inputs of the law, plus `given`: values that replace a rule's. `leeftijd` fills in the other ages.
    Benefits that a test does not give are nil, so that only the tax law is tested. Persons with the same letter in
    `partners` are fiscal partners; without letters everyone is alone. Children under 18 are in the one gezin.
    """
    rows, given = [], {}
    for number, person in enumerate(persons):
        row = {key: value for key, value in person.items() if key not in ("given", "geboortejaar")}
        age = row.setdefault("leeftijd", 40)
        row["leeftijd_maanden"] = 12 * age
        row["geboortejaar"] = person.get("geboortejaar", int(date[:4]) - age)
        rows.append(row)
        given[number] = dict.fromkeys(("aow", *AOW_OWN_RULES), 0.0) | person.get("given", {})
    letters = partners or "".join(chr(97 + i) for i in range(len(persons)))
    units = [sorted(set(letters)).index(letter) for letter in letters]
    data = HouseholdData(
        persons=rows,
        household={},
        units={"fiscale_partners": units, "toeslagpartners": units, "gezin": [0] * len(rows)},
        given=given,
        names=[f"p{i}" for i in range(len(rows))],
    )
    result = evaluate(law_on(date), parameter_set().at(date), data, outputs)
    return {name: list(result[name]) for name in outputs}


def one(date: str, output: str, **person: object) -> float:
    """One result for one person."""
    return taxed(date, [person], [output])[output][0]
