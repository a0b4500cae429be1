"""Named tables beside the rows: places by municipality with their margin, and how unequal waiting is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.models.asylum.result import AsylumResult


def tables(result: AsylumResult) -> Mapping[str, pl.DataFrame]:
    """Tables by name.

    places: one row a municipality (borders of 2023): code, name, province, inhabitants, income (thousand euro a head),
        ratio (places per inhabitant relative to the country), estimated, margin (of the ratio, two of three times;
        zero where published), round_one, round_one_margin, round_two (places), housing_share (of the national task),
        sources.
    waits: months of waiting with the package, of persons imitated: stage, p10, p50, p90, mean, chain_mean (of the chain
        itself), persons.
    """
    found = {"places": _places(result)} if result.options.details else {}
    if result.waits:
        found["waits"] = _waits(result)
    return found


def _places(result: AsylumResult) -> pl.DataFrame:
    spread = result.facts.distribution
    return pl.DataFrame(
        [
            {
                "code": f"GM{place.code:04d}", "name": place.name, "province": place.province,
                "inhabitants": place.inhabitants, "income": place.income, "ratio": place.ratio,
                "estimated": place.estimated, "margin": place.margin if place.estimated else 0.0,
                "round_one": spread.reception_share(place) * spread.round_one,
                "round_one_margin": spread.reception_margin(place) * spread.round_one if place.estimated else 0.0,
                "round_two": spread.reception_share(place) * spread.round_two,
                "housing_share": spread.housing_share(place),
            }
            for place in spread.places
        ]
    ).with_columns(sources=pl.lit("; ".join(spread.sources)))  # fmt: skip


def _waits(result: AsylumResult) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "stage": wait.stage,
                **dict(zip(("p10", "p50", "p90"), wait.quantiles, strict=True)),
                "mean": wait.mean,
                "chain_mean": wait.stock_flow_mean,
                "persons": wait.persons,
            }
            for wait in result.waits
        ]
    )
