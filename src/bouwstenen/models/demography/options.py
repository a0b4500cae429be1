"""Choices of a run that are not in the package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scenario = Literal["baseline", "low", "moderate", "high", "cbs_2022", "cbs_2023"]
SCENARIOS: tuple[Scenario, ...] = ("baseline", "low", "moderate", "high", "cbs_2022", "cbs_2023")
ALIGNED: tuple[Scenario, ...] = ("baseline", "cbs_2022", "cbs_2023")
"""Scenarios whose net migration is reached by more or less emigration, as in the published forecast. In all others
immigration moves, with the emigration rates of the baseline."""

SCENARIO_TITLES: dict[Scenario, str] = {
    "baseline": "vertrekpunt (CBS-prognose 2023, bijgewerkt)",
    "low": "lage groei",
    "moderate": "gematigde groei",
    "high": "hoge groei",
    "cbs_2022": "CBS-prognose 2022 nagerekend",
    "cbs_2023": "CBS-prognose 2023 nagerekend",
}
Path = tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Options:
    """Options of the population model. The defaults are what the doorrekening uses.

    scenario: which paths of net migration, fertility and life expectancy the baseline follows.
    first, last: years of the first and last population (1 January); None is the base year and the last year of the
        facts. Other first years are for looking back.
    net_migration, fertility_rate, life_expectancy: a user's own paths as (year, value) pairs, in persons a year,
        children per woman and years; a straight line between the pairs and level after the last; they replace the
        paths of the scenario from their first year on.
    third_country_homes: homes that are free for workers from outside the EU, as (year, homes) pairs; from the space
        model. Empty: not known, and then the condition that there must be homes cannot be computed.
    """

    scenario: Scenario = "baseline"
    first: int | None = None
    last: int | None = None
    net_migration: Path = ()
    fertility_rate: Path = ()
    life_expectancy: Path = ()
    third_country_homes: Path = ()
