"""What the model computes for the figures that the document itself gives about the population."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bouwstenen.models.demography.inputs import DemographyFacts
    from bouwstenen.models.demography.project import DemographyResult


def computed_claim(
    facts: DemographyFacts, result: DemographyResult, indicator: str, year: int | None
) -> tuple[float, str] | None:
    """The computed value of a claim and how it was reached (Dutch); None when this model does not compute it.

    Args:
        facts: of the run.
        result: of the package.
        indicator: of the claim.
        year: of the claim.
    """
    if indicator == "demography.population" and year is not None and result.years[0] <= year <= result.years[-1]:
        at = result.package.at(year)
        before = result.baseline.total[at]
        words = f"inwoners op 1 januari {year} met het pakket; zonder het pakket {before:,.0f}".replace(",", ".")
        return float(result.package.total[at]), words
    if indicator == "demography.eu_labour_reduction":
        last = int(facts.number("cabinet_last_year"))
        fewer = -float(result.eu_labour_stock[last - int(result.years[0])])
        words = f"minder EU-werknemers die eind {last} in Nederland wonen; hier geboren kinderen tellen niet mee"
        return fewer, words
    return None
