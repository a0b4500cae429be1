"""The facts that this model needs, taken from a vintage and held against their bounds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bouwstenen.core.bounds import Bound, bound_of, hold, refuse_missing
from bouwstenen.core.errors import InputError, Where
from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.core.provenance import Figure
    from bouwstenen.facts import Facts, Series

_ROOM = "economy."
FIGURES = (
    "rd_financed_government", "rd_financed_business", "rd_financed_other", "rd_financed_abroad", "rd_financed_total",
    "rd_gdp", "rd_business_share", "rd_total_share", "rd_total_unchanged", "rd_budget_amount", "rd_budget_peak",
    "rd_budget_end", "rd_target_total", "rd_target_public_part", "rd_elasticity_low", "rd_elasticity",
    "rd_elasticity_high", "rd_lag_years", "rd_depreciation", "tfp_business_low", "tfp_business_high", "tfp_public_low",
    "tfp_public_high", "tfp_delay_short", "tfp_delay_long", "burden_government", "burden_sme", "burden_claim",
    "burden_first_count", "burden_first_count_national", "burden_realised", "burden_realised_target", "new_rules_low",
    "new_rules", "new_rules_high", "burden_part_self_employed", "burden_part_sme", "burden_part_large", "course_price",
    "course_price_high", "deadweight_low", "deadweight_high", "llo_population", "llo_participants", "labour_regions",
    "werkcentra_open", "werkcentra_policy", "industry_power", "industry_power_price", "power_price_lower_belgium",
    "power_price_lower_germany", "power_price_lower_france", "business_park_stock", "business_park_need_low",
    "business_park_need_high", "deal_support_low", "deal_support", "deal_support_high", "construction_fte_per_meur",
    "construction_fte_per_meur_high", "construction_jobs", "construction_new_needed", "construction_inflow_schools",
)  # fmt: skip
"""Single figures, without the room."""
_REGIONS = ("inhabitants", "working_age", "tightness")
_FIRMS = ("workers", "participants")
_DATED = ("rd_gdp", "rd_total_share", "rd_budget_amount", "rd_budget_peak", "rd_budget_end", "werkcentra_open")


class Bounds(StrictModel):
    """Lowest and highest value, both allowed, by name; a name may end with a star."""

    figures: dict[str, Bound]
    regions: Bound
    firms: Bound


@dataclass(frozen=True, eq=False)
class EconomyFacts:
    """Facts of one vintage.

    figures: by name without the room. regions: series by number of the labour market region. firms: series by the
    smallest number of workers of the size class.
    """

    vintage: str
    figures: Mapping[str, Figure]
    regions: Mapping[str, Series]
    firms: Mapping[str, Series]

    def number(self, name: str) -> float:
        """A single figure."""
        return self.figures[name].value

    def year(self, name: str) -> int:
        """The year that a figure is about; checked to be there for the figures that the model dates."""
        found = self.figures[name].year
        assert found is not None
        return found

    def price_level(self, name: str) -> int | None:
        """Year of the prices of an amount."""
        return self.figures[name].price_level


@cache
def bounds() -> Bounds:
    """The bounds of this model."""
    return validate(Bounds, load_yaml(Path(__file__).parent / "bounds.yaml"))


def economy_facts(facts: Facts) -> EconomyFacts:
    """Take what this model needs.

    Raises:
        InputError: naming every key that the vintage lacks, or the first value that cannot be.
    """
    refuse_missing([_ROOM + name for name in FIGURES], facts.values, facts.vintage)
    series = [f"economy_region.{name}" for name in _REGIONS] + [f"economy_firms.{name}" for name in _FIRMS]
    refuse_missing(series, facts.columns, facts.vintage)
    own = EconomyFacts(
        facts.vintage,
        {name: facts.values[_ROOM + name] for name in FIGURES},
        {name: facts.columns[f"economy_region.{name}"] for name in _REGIONS},
        {name: facts.columns[f"economy_firms.{name}"] for name in _FIRMS},
    )
    _check(own)
    return own


def _check(own: EconomyFacts) -> None:
    limits = bounds()

    def place(key: str) -> Where:
        return Where(f"feiten {own.vintage}", 0, key)

    for name, figure in own.figures.items():
        hold(figure.value, bound_of(name, limits.figures), place(_ROOM + name))
    for room, table, bound in (("region", own.regions, limits.regions), ("firms", own.firms, limits.firms)):
        for name, series in table.items():
            for at, value in series.known().items():
                hold(value, bound, place(f"economy_{room}.{name}"), f" bij {at}")
    for name in _DATED:
        if own.figures[name].year is None:
            problem, mend = "dit cijfer heeft geen jaar.", "Vul year in."
            raise InputError(problem, mend=mend, where=place(_ROOM + name))
    for low, high in (
        ("rd_elasticity_low", "rd_elasticity_high"),
        ("deadweight_low", "deadweight_high"),
        ("burden_first_count_national", "burden_first_count"),
        ("werkcentra_open", "labour_regions"),
        ("werkcentra_policy", "labour_regions"),
        ("course_price", "course_price_high"),
        ("new_rules_low", "new_rules_high"),
    ):
        if own.number(low) > own.number(high):
            problem = f"de waarde {own.number(low):g} is hoger dan {high} ({own.number(high):g})."
            raise InputError(problem, mend=f"Schrijf hoogstens {own.number(high):g}.", where=place(_ROOM + low))
