"""The facts that this model needs, taken from a vintage: figures of the rules, Dutch input, editions and ranges."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bouwstenen.core.digests import content_digest
from bouwstenen.core.errors import InputError, Where
from bouwstenen.facts import load_facts, vintages
from bouwstenen.models.eu_rules.parameters import Parameters, parameter_keys, parameters
from bouwstenen.models.eu_rules.table import (
    FACT_CONSTANTS,
    FACT_SERIES,
    ROOM,
    CountryTable,
    table_from_facts,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.facts import Facts

AGEING_SERIES = ("ageing_cost", "pension_revenue", "tax_and_property_income")
"""Columns of a table that belong to one edition of the cost of ageing."""
RANGES = (
    "short_rate_low", "short_rate_high", "long_rate_low", "long_rate_high", "growth_low", "growth_high",
    "ageing_low", "ageing_high", "ageing_first", "ageing_last",
)  # fmt: skip
"""Figures `eu_rules.sensitivity_<name>`: how far something may lie from what is expected."""


@dataclass(frozen=True, eq=False)
class EuFacts:
    """What the model reads.

    parameters: figures of the rules. table: the Netherlands in this vintage. ranges: of the sensitivity table, by
    name. ageing: series of other editions of the cost of ageing, by vintage and name of the column. confidence: the
    least certain mark among all of these.
    """

    vintage: str
    title: str
    parameters: Parameters
    table: CountryTable
    ranges: Mapping[str, float]
    ageing: Mapping[str, Mapping[str, Mapping[int, float]]]
    confidence: str

    @cached_property
    def key(self) -> str:
        """Digest of the content: equal facts have equal keys."""
        return content_digest(self)


def eu_facts(facts: Facts) -> EuFacts:
    """Take what this model needs from a loaded vintage.

    Raises:
        InputError: naming every figure and series that the vintage lacks, or the first value that cannot be.
    """
    _refuse_missing(facts)
    return EuFacts(
        vintage=facts.vintage,
        title=facts.title,
        parameters=parameters(facts),
        table=table_from_facts(facts),
        ranges={name: facts.value(f"eu_rules.sensitivity_{name}") for name in RANGES},
        ageing={name: _ageing(name) for name in vintages() if name != facts.vintage and _ageing(name)},
        confidence=max(
            *(facts.values[key].confidence for key in _figure_keys()),
            *(facts.columns[ROOM + key].confidence for key in FACT_SERIES.values()),
        ),
    )


def _ageing(vintage: str) -> dict[str, dict[int, float]]:
    """Ageing and revenue of another vintage; empty when it has none."""
    columns = load_facts(vintage).columns
    keys = {name: ROOM + FACT_SERIES[name] for name in AGEING_SERIES}
    return {name: columns[key].known() for name, key in keys.items() if key in columns}


def _figure_keys() -> tuple[str, ...]:
    keys = (
        *parameter_keys(),
        *(ROOM + key for key in FACT_CONSTANTS.values()),
        "eu_rules.reference_year",
        *(f"eu_rules.sensitivity_{name}" for name in RANGES),
    )
    return tuple(dict.fromkeys(keys))


def _refuse_missing(facts: Facts) -> None:
    missing = [key for key in _figure_keys() if key not in facts.values]
    missing += [ROOM + key for key in FACT_SERIES.values() if ROOM + key not in facts.columns]
    market = f"{ROOM}forward_long_rate"
    if market in facts.values and facts.values[market].year is None:
        missing.append(f"{market} (jaar)")
    if missing:
        raise InputError(
            f"deze cijfers ontbreken: {', '.join(missing)}.",
            mend="Vul ze aan in de jaargang.",
            where=Where(f"feiten {facts.vintage}", 0, missing[0]),
        )
