"""One household in, amounts out: the function behind the command line, the API and the web page."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bouwstenen.cases.birthdays import birthday_changes
from bouwstenen.cases.case import ReadCase, read_case
from bouwstenen.cases.missing import missing_law
from bouwstenen.core.errors import InputError, nearest_key, shown
from bouwstenen.core.yaml_file import YamlFile, parse_yaml
from bouwstenen.law import law_on, parameter_set
from bouwstenen.rules import evaluate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.rules import Evaluation, HouseholdData

PERSON_OUTPUTS = (
    "loonheffing", "loonheffing_uitkeringen", "inkomensheffing", "algemene_heffingskorting", "arbeidskorting",
    "inkomensafhankelijke_combinatiekorting", "ouderenkorting", "alleenstaandeouderenkorting", "zvw_bijdrage",
    "verzamelinkomen", "toetsingsinkomen", "aow", "heffing_box3", "netto_inkomen",
)  # fmt: skip
HOUSEHOLD_OUTPUTS = (
    "zorgtoeslag", "zorgtoeslag_per_maand", "huurtoeslag", "huurtoeslag_per_maand", "kindgebonden_budget",
    "kindgebonden_budget_per_maand", "kinderopvangtoeslag", "kinderopvangtoeslag_per_maand", "kinderbijslag",
    "bijstand", "bijstand_per_maand", "toeslagenwet", "studiefinanciering", "besteedbaar_inkomen",
)  # fmt: skip
_NOT_YEARLY = (
    "loonheffing",
    "loonheffing_uitkeringen",
    "verzamelinkomen",
    "toetsingsinkomen",
    "netto_inkomen",
    "besteedbaar_inkomen",
)
YEARLY_AMOUNTS = tuple(
    name
    for name in (*PERSON_OUTPUTS, *HOUSEHOLD_OUTPUTS)
    if name not in _NOT_YEARLY and not name.endswith("_per_maand")
)
"""Amounts of a scheme or tax that a birthday may change; incomes that follow from them are left out."""
STEP = 100.0
"""The last part of the wage that the marginal pressure is about, EUR a year."""


@dataclass(frozen=True)
class Computed:
    """A case with its evaluation; `evaluation` holds every value that was needed."""

    case: ReadCase
    evaluation: Evaluation

    def of_person(self, name: str, number: int) -> float:
        """A value as one person has it: their own, or that of the unit that they belong to."""
        entity = self.evaluation.graph.node(name).entity
        return self.evaluation[name][self.case.data.of_person[entity][number]]

    def of_household(self, name: str) -> float:
        """A value of the household: that of the unit of the first person.

        Amounts of persons are added up over the gezin of the first person, so not over other residents.
        """
        entity = self.evaluation.graph.node(name).entity
        if entity != "person":
            return self.of_person(name, 0)
        family = self.case.data.of_person["gezin"]
        return sum(value for value, unit in zip(self.evaluation[name], family, strict=True) if unit == family[0])


def household(case: Mapping[str, Any], explain: str = "") -> dict[str, Any]:
    """Compute one household.

    Args:
        case: as in `docs/household.md`.
        explain: name of a value to explain; the result then has the key `uitleg`.

    Returns:
        `datum`, `personen`, `huishouden`, `ontbreekt`: amounts in euro a year, monthly where the name says so.

    Raises:
        InputError: the case is wrong; names the field, the value and the mend.
    """
    return household_from(parse_yaml(json.dumps(_plain(case)), "geval"), explain)


def household_from(source: YamlFile, explain: str = "") -> dict[str, Any]:
    """Compute a household that was read from a file; see `household`."""
    computed = compute(read_case(source), explain)
    result = {
        "datum": str(computed.case.date),
        "personen": {name: _person(computed, i) for i, name in enumerate(computed.case.ids)},
        "huishouden": {name: float(computed.of_household(name)) for name in HOUSEHOLD_OUTPUTS},
        "ontbreekt": [
            *missing_law(computed.evaluation, computed.case.date, bills=computed.case.source.wetsvoorstellen),
            *birthday_changes(computed, YEARLY_AMOUNTS),
        ],
    }
    if explain:
        result["uitleg"] = computed.evaluation.explain(explain)
    return result


def compute(case: ReadCase, explain: str = "") -> Computed:
    """Evaluate everything that the result shows, and `explain` when it is given."""
    graph = law_on(str(case.date))
    names = [
        *PERSON_OUTPUTS,
        *HOUSEHOLD_OUTPUTS,
        *missing_names(graph),
        *([graph.node(explain).name] if explain else []),
    ]
    parameters = parameter_set(proposals=case.source.wetsvoorstellen).at(str(case.date))
    return Computed(case, evaluate(graph, parameters, case.data, list(dict.fromkeys(names))))


def missing_names(graph: Any) -> list[str]:
    """Names that the list of missing law looks at and that exist on the date."""
    from bouwstenen.cases.missing import looked_at

    return [name for name in looked_at() if name in graph.nodes]


def _person(computed: Computed, number: int) -> dict[str, float]:
    values = {name: float(computed.of_person(name, number)) for name in PERSON_OUTPUTS}
    return {**values, "marginale_druk": marginal_pressure(computed, number)}


def marginal_pressure(computed: Computed, number: int) -> float:
    """Share of the last 100 euro of yearly wage that does not reach disposable income; 0 for who has no wage."""
    wage = float(computed.case.data.persons[number]["loon"])
    if wage < STEP:
        return 0.0
    less = disposable_income(computed, with_amount(computed.case.data, number, "loon", wage - STEP))
    return 1.0 - (float(computed.of_household("besteedbaar_inkomen")) - less) / STEP


def with_amount(data: HouseholdData, number: int, name: str, amount: float) -> HouseholdData:
    """The same household with another amount (`loon`, `pensioen`, …) for one person."""
    persons = [{**person, name: amount} if i == number else person for i, person in enumerate(data.persons)]
    return replace(data, persons=persons)


def disposable_income(computed: Computed, data: HouseholdData) -> float:
    """Disposable income of a household that differs from a computed one, EUR a year."""
    evaluation = computed.evaluation
    again = evaluate(evaluation.graph, evaluation.parameters, data, ["besteedbaar_inkomen"])
    return float(Computed(replace(computed.case, data=data), again).of_household("besteedbaar_inkomen"))


def person_number(case: ReadCase, name: str) -> int:
    """Number of a person by id; an empty name is the first. Raises InputError with the nearest id."""
    if not name:
        return 0
    if name not in case.ids:
        near = nearest_key(name, case.ids)
        raise InputError(f"'{shown(name)}' staat niet bij personen.", mend="Noem een id.", nearest=near)
    return case.ids.index(name)


def _plain(value: Any) -> Any:
    """Dates as text, so that a case made in Python may hold them."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()[:10]
    if isinstance(value, float) and (not math.isfinite(value)):
        raise InputError(f"de waarde {value} is geen getal.", mend="Schrijf een gewoon getal.")
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    raise InputError(f"de waarde {shown(value)} kan hier niet.", mend="Gebruik tekst, getallen, lijsten en sleutels.")
