"""What the model computes for the figures that a document itself gives about the population."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.core.numbers import dutch
from bouwstenen.models.protocol import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.models.demography.project import DemographyResult


def claims(result: DemographyResult) -> Mapping[str, Answer]:
    """Answers by indicator; inhabitants by `demography.population.<year>`."""
    found: dict[str, Answer] = {}
    before, after = result.baseline.total, result.package.total
    for year, one, two in zip(result.years.tolist(), before.tolist(), after.tolist(), strict=True):
        words = f"inwoners op 1 januari {year} met het pakket; zonder het pakket {dutch(one, 0)}"
        found[f"demography.population.{year}"] = Answer(two, words)
    last = int(result.facts.number("cabinet_last_year"))
    if last in result.years[:-1]:
        words = f"minder EU-werknemers die eind {last} in Nederland wonen; hier geboren kinderen tellen niet mee"
        fewer = 0.0 - float(result.eu_labour_stock[last - int(result.years[0])])
        found["demography.eu_labour_reduction"] = Answer(fewer, words)
    return found
