"""The law over a sample: what every household pays, receives and has left, after take-up.

Amounts of units (partners, families) and persons are added up over everybody at the address, residents included, as CBS
counts a household. Disposable income is that of `law/besteedbaar_inkomen`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen.rules import simulate
from bouwstenen.rules.definitions import HOUSEHOLD, PERSON, UNITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.population.sample import Sample
    from bouwstenen.population.take_up import TakeUp
    from bouwstenen.rules import Parameters, Population, RuleGraph

RECEIVED: dict[str, str] = {
    "zorgtoeslag": "zorgtoeslag_tp",
    "huurtoeslag": "huurtoeslag",
    "kindgebonden_budget": "kindgebonden_budget_gezin",
    "kinderopvangtoeslag": "kinderopvangtoeslag_gezin",
    "kinderbijslag": "kinderbijslag_gezin",
    "kindregeling": "kindregeling_gezin",
    "studiefinanciering": "studiefinanciering_persoon",
    "bijstand": "bijstand_gezin",
    "bijstand_bruto": "bijstand_bruto",
    "aio": "aio_gezin",
    "aow": "aow",
    "anw": "anw",
    "ioaw": "ioaw_persoon",
    "wajong": "wajong",
    "werknemersuitkering": "werknemersuitkering",
    "toeslagenwet": "toeslagenwet_persoon",
}
"""What households receive: our name, and the name of the law that is added up. `bijstand` (net) includes `aio`."""

PAID = (
    "inkomensheffing", "uitbetaling_heffingskorting", "zvw_bijdrage", "zorgpremie", "kosten_kinderopvang",
    "werkgeverspremies",
)  # fmt: skip
"""What households or their employers pay, by the name of the law; the payment of a credit goes the other way."""

INCOME = ("bruto_inkomen", "netto_inkomen", "toetsingsinkomen")
"""Incomes, by the name of the law, added up over the household."""

TOESLAGEN = ("zorgtoeslag", "huurtoeslag", "kindgebonden_budget", "kinderopvangtoeslag")
"""Schemes that are asked for and touch no other amount: take-up is applied after the law."""

_CERTAIN = ("kinderbijslag", "kindregeling", "studiefinanciering")
"""What is received beside net income and toeslagen; `kindregeling` only when a package joins two schemes."""

_LAW_NAMES = {**RECEIVED, **{name: name for name in (*PAID, *INCOME)}}
"""Everything that is computed: our name, and the name of the law."""

OUTPUTS = tuple(_LAW_NAMES.values())
"""What the kernel is asked for; one list, so that every run uses one compiled kernel."""


@dataclass(frozen=True, eq=False)
class Amounts:
    """Results by household, arrays (households,), euro a year.

    values: by our name (`RECEIVED`, `PAID`, `INCOME`), after take-up, and `besteedbaar_inkomen`.
    entitled: the toeslagen before take-up.
    """

    values: Mapping[str, NDArray[np.float64]]
    entitled: Mapping[str, NDArray[np.float64]]

    def __getitem__(self, name: str) -> NDArray[np.float64]:
        """One result."""
        return self.values[name]


def compute(sample: Sample, graph: RuleGraph, parameters: Parameters, take_up: TakeUp) -> Amounts:
    """Run the law over a sample.

    Args:
        sample: in the prices of the year of the law.
        graph: the law on a date.
        parameters: of the same date, with or without a package.
        take_up: who does not use what they are entitled to.
    """
    tables = sample.with_columns(person=take_up.claims(sample)).law_tables(graph)
    found = simulate(graph, parameters, tables, OUTPUTS)
    rows = {unit: household_rows(sample, tables, unit) for unit in UNITS}
    values = {name: _by_household(sample, found[law], graph.node(law).entity, rows) for name, law in _LAW_NAMES.items()}
    entitled = {name: values[name] for name in TOESLAGEN}
    for name in TOESLAGEN:
        values[name] = np.where(take_up.uses(sample, name, entitled[name]), entitled[name], 0.0)
    values["besteedbaar_inkomen"] = disposable(values)
    return Amounts(values, entitled)


def disposable(values: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
    """Net income plus toeslagen, child benefit and grants, less the care premium and the cost of childcare."""
    received = sum(values[name] for name in (*TOESLAGEN, *_CERTAIN))
    return values["netto_inkomen"] + received - values["zorgpremie"] - values["kosten_kinderopvang"]


def _by_household(
    sample: Sample, values: NDArray[Any], entity: str, rows: Mapping[str, NDArray[np.int64]]
) -> NDArray[np.float64]:
    """Sum over each household of a result of any entity; rows: the household of each unit, by kind of unit."""
    if entity == HOUSEHOLD:
        return values.astype(np.float64)
    if entity == PERSON:
        return sample.sum_persons(values.astype(np.float64))
    return np.bincount(rows[entity], weights=values, minlength=sample.households).astype(np.float64)


def household_rows(sample: Sample, tables: Population, unit: str) -> NDArray[np.int64]:
    """For each unit the row of its household."""
    rows = np.zeros(tables.size[unit], dtype=np.int64)
    rows[tables.index(unit)] = sample.household_of
    return rows
