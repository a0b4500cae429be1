"""The plan as rows: what is made, by function, region and year; what holds homes back; what it would take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from bouwstenen.effects.row import Row
from bouwstenen.models.ports import HOMES_FINISHED, STATIONS
from bouwstenen.models.protocol import Headline, Port, Sides
from bouwstenen.models.space.instance import FUNCTIONS, LIMITS
from bouwstenen.models.space.project import Side, SpaceResult, year_done

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from bouwstenen.agreement.schema import Reading
    from bouwstenen.models.space.instance import Instance
    from bouwstenen.models.space.plan import Plan

    Array = NDArray[np.float64]
    Adder = Callable[[Array], Array]

SOURCE = "docs/models/space.md"
PRICE_LEVEL = 2025
UNITS = {
    "homes": "homes", "connections": "count", "business": "ha", "nature": "ha", "stations": "count", "dikes": "km",
    "infrastructure": "bn_eur",
}  # fmt: skip
_TYPES = ("apartment", "terraced", "semi_detached", "detached")
MADE_FOR = {
    "dike_reinforcement": "dikes", "business_park_expansion": "business", "transformer_stations": "stations",
    "nature_expansion": "nature",
}  # fmt: skip
"""Function that a total of the package is about."""
NOTHING = 1e-3
"""Home-years below this are rounding of the solver."""
DOUBTFUL = "E"
"""Homes rest on figures without a source: large plans, how far builders travel, how long a station takes."""


def country(made: Array) -> Array:
    """A function by year in the whole country."""
    return made.sum(axis=0) if made.ndim == 2 else made


def rows(result: SpaceResult, others: Mapping[Reading, SpaceResult]) -> Iterator[Row | pl.DataFrame]:
    """All rows; none when there is no solver. The other readings give the band of homes a year."""
    if result.baseline is None or result.package is None:
        return
    yield from _functions(result, result.baseline, result.package, others)
    yield from _homes(result, result.baseline, result.package)
    yield from _asked(result, result.baseline, result.package)
    yield from _resources(result, result.baseline, result.package)
    yield from _regions(result, result.baseline, result.package)
    yield from _prices(result, result.package)
    yield from _ammonia(result)
    yield from _held(result)


def _pairs(
    result: SpaceResult,
    indicator: str,
    unit: str,
    baseline: Array,
    package: Array,
    *,
    dimension: str = "all",
    group: str = "all",
) -> Iterator[Row]:
    for year, before, after in zip(result.years.tolist(), baseline.tolist(), package.tolist(), strict=True):
        level = PRICE_LEVEL if unit == "bn_eur" else None
        yield Row(
            indicator=f"space.{indicator}", unit=unit, year=year, price_level=level, baseline=before, package=after,
            confidence=DOUBTFUL, source=SOURCE, dimension=dimension, group=group,
        )  # fmt: skip


def _functions(result: SpaceResult, before: Side, after: Side, others: Mapping[Reading, SpaceResult]) -> Iterator[Row]:
    """By function: made in a year, made since the first year, and not done yet."""
    for name in FUNCTIONS:
        base, plan = country(before.plan.made[name]), country(after.plan.made[name])
        if name == "homes":
            yield from _banded(result, base, plan, others)
        else:
            yield from _pairs(result, name, UNITS[name], base, plan)
        yield from _pairs(result, f"{name}_total", UNITS[name], np.cumsum(base), np.cumsum(plan))
        left = country(before.plan.backlog[name]), country(after.plan.backlog[name])
        yield from _pairs(result, f"{name}_backlog", UNITS[name], *left)


def _banded(result: SpaceResult, base: Array, plan: Array, others: Mapping[Reading, SpaceResult]) -> Iterator[Row]:
    """Homes a year, with the draws as band, or else the readings."""
    paths = [country(o.package.plan.made["homes"]) for o in others.values() if o.package is not None]
    low, high, band = np.min([plan, *paths], axis=0), np.max([plan, *paths], axis=0), "readings" if paths else "none"
    if result.bands is not None:
        low, high, band = *result.bands.homes, "p10_p90"
    for t, year in enumerate(result.years.tolist()):
        ends: dict[str, Any] = {"low": float(low[t]), "high": float(high[t]), "band": band} if band != "none" else {}
        yield Row(
            indicator="space.homes", unit="homes", year=year, baseline=float(base[t]), package=float(plan[t]),
            confidence=DOUBTFUL, source=SOURCE, **ends,
        )  # fmt: skip


def _homes(result: SpaceResult, before: Side, after: Side) -> Iterator[Row]:
    base, plan = before.plan.homes, after.plan.homes
    task = country(before.instance.tasks["homes"]), country(after.instance.tasks["homes"])
    yield from _pairs(result, "housing_additions", "homes", *task)
    mix = result.regions.homes / result.regions.homes.sum(axis=1, keepdims=True)
    for k, kind in enumerate(_TYPES):
        of = [(side.plan.made["homes"] * mix[:, [k]]).sum(axis=0) for side in (before, after)]
        yield from _pairs(result, "homes_by_type", "homes", *of, dimension="home_type", group=kind)
    yield from _pairs(result, "infill", "homes", before.plan.infill.sum(axis=0), after.plan.infill.sum(axis=0))
    gap = [np.maximum(s.plan.homes - s.instance.pace_homes, 0.0) * s.instance.gap for s in (before, after)]
    yield from _pairs(result, "public_gap", "bn_eur", *gap)
    money = before.instance.extra_homes_money, after.instance.extra_homes_money
    yield from _pairs(result, "public_housing_funding", "bn_eur", *money)
    for name, indicator in (("affordable_share", "affordable_homes"), ("social_rent_share", "social_homes")):
        for t in np.flatnonzero(np.isfinite(result.shares[name])):
            value = float(plan[t] * result.shares[name][t] / 100)
            yield Row(
                indicator=f"space.{indicator}", unit="homes", year=int(result.years[t]), package=value,
                confidence=DOUBTFUL, source=SOURCE,
            )  # fmt: skip
    yield from _beside(result, base, plan)
    yield from _target(result, before, after)


def _beside(result: SpaceResult, base: Array, plan: Array) -> Iterator[Row]:
    """Households and homes for permit holders beside the plan, in the years that other models give."""
    known = np.isfinite(result.households.baseline) & np.isfinite(result.households.package)
    if known.any():
        at = int(np.flatnonzero(known)[0])
        growth = [side - side[at] for side in (result.households.baseline, result.households.package)]
        yield from _known_pairs(result, "household_growth", "households", growth, known)
    homes = result.permit_holders.baseline, result.permit_holders.package
    share = [100 * h / np.maximum(made, 1.0) for h, made in zip(homes, (base, plan), strict=True)]
    yield from _known_pairs(result, "permit_holder_share", "pct", share, np.isfinite(share[0]) & np.isfinite(share[1]))


def _known_pairs(
    result: SpaceResult, indicator: str, unit: str, sides: Sequence[Array], known: NDArray[np.bool_]
) -> Iterator[Row]:
    for t in np.flatnonzero(known):
        yield Row(
            indicator=f"space.{indicator}", unit=unit, year=int(result.years[t]), baseline=float(sides[0][t]),
            package=float(sides[1][t]), confidence=DOUBTFUL, source=SOURCE,
        )  # fmt: skip


def policy_start(result: SpaceResult) -> int:
    """Position of the first year that a package can change."""
    return int(result.facts.numbers["policy_year"] - result.years[0])


def target(result: SpaceResult) -> float:
    """Homes that the package asks for until 2030 (those of its years above the pace of now); 0 without a package."""
    if result.package is None or result.baseline is None:
        return 0.0
    first = policy_start(result)
    asked = country(result.package.instance.tasks["homes"])[first:]
    more = asked > country(result.baseline.instance.tasks["homes"])[first:] + 1e-6
    return float(asked[more].sum())


def _target(result: SpaceResult, before: Side, after: Side) -> Iterator[Row]:
    """When the homes that are asked for stand, counted from the policy year on."""
    total, first = target(result), policy_start(result)
    done = [year_done(side.plan.homes[first:], result.years[first:], total) for side in (before, after)]
    if total and any(year is not None for year in done):
        yield Row(
            indicator="space.target_year", unit="year", year=int(result.years[-1]), baseline=done[0], package=done[1],
            confidence=DOUBTFUL, source=SOURCE,
        )  # fmt: skip


def _asked(result: SpaceResult, before: Side, after: Side) -> Iterator[Row]:
    """Totals that the package asks for, and what stands by then on both sides."""
    for name, (year, total) in result.asked.items():
        at = int(year - result.years[0]) + 1
        made = [float(country(s.plan.made[MADE_FOR[name]])[:at].sum()) for s in (before, after)]
        yield Row(
            indicator=f"space.{name}", unit=UNITS[MADE_FOR[name]], year=year, baseline=made[0], package=made[1],
            confidence=DOUBTFUL, source=SOURCE,
        )  # fmt: skip
        yield Row(
            indicator=f"space.{name}_asked",
            unit=UNITS[MADE_FOR[name]],
            year=year,
            package=total,
            confidence="A",
            source=SOURCE,
        )


def _resources(result: SpaceResult, before: Side, after: Side) -> Iterator[Row]:
    gdp = result.gdp_bn
    share = [100 * s.plan.made["infrastructure"] / gdp for s in (before, after)]
    yield from _pairs(result, "infrastructure_investment", "pct_gdp", *share)
    asked = [100 * s.instance.tasks["infrastructure"] / gdp for s in (before, after)]
    yield from _pairs(result, "infrastructure_asked", "pct_gdp", *asked)
    yield from _pairs(result, "labour_used", "fte", people(before), people(after))
    yield from _pairs(result, "labour", "fte", before.instance.labour, after.instance.labour)
    cost = result.facts.numbers["dike_cost"] / 1e3
    yield from _pairs(result, "dike_cost", "bn_eur", *(s.plan.made["dikes"] * cost for s in (before, after)))
    land = [new_land(side).sum(axis=0) for side in (before, after)]
    yield from _pairs(result, "farmland_taken", "ha", *(np.cumsum(used) for used in land))
    apart = [np.cumsum(side.integral.homes - side.sectoral.homes) for side in (before, after)]
    for t, year in enumerate(result.years.tolist()):
        ends: dict[str, Any] = {}
        if result.bands is not None:
            ends = {"low": float(result.bands.orders[0][t]), "high": float(result.bands.orders[1][t]), "band": "orders"}
        yield Row(
            indicator="space.coordination", unit="homes", year=year, baseline=float(apart[0][t]),
            package=float(apart[1][t]), confidence=DOUBTFUL, status="indication", source=SOURCE, **ends,
        )  # fmt: skip


def people(side: Side) -> Array:
    """People at work on all functions, FTE by year."""
    i, made = side.instance, side.plan.made
    used = i.fte["homes"] * made["homes"].sum(axis=0) + i.fte["stations"] * made["stations"].sum(axis=0)
    return used + i.fte["dikes"] * made["dikes"] + i.fte["infrastructure"] * made["infrastructure"]


def new_land(side: Side) -> Array:
    """Farmland that is taken in a year, ha by region and year."""
    made = side.plan.made
    return side.instance.ha_home * (made["homes"] - side.plan.infill) + made["business"] + made["nature"]


def _regions(result: SpaceResult, before: Side, after: Side) -> Iterator[pl.DataFrame]:
    """By region (and province when the plan is by COROP): homes made and asked since the policy year, and functions."""
    first = policy_start(result)
    for codes, added in _scales(result):
        for name in ("homes", "stations", "business", "nature"):
            made = [added(s.plan.made[name]) for s in (before, after)]
            yield _frame(result, f"space.{name}", UNITS[name], codes, *made)
        done = [np.cumsum(added(s.plan.made["homes"])[:, first:], axis=1) for s in (before, after)]
        yield _frame(result, "space.homes_since", "homes", codes, *done, first=first)
        asked = [np.cumsum(added(s.instance.tasks["homes"])[:, first:], axis=1) for s in (before, after)]
        yield _frame(result, "space.homes_asked_since", "homes", codes, *asked, first=first)
        land = [np.cumsum(added(new_land(s)), axis=1) for s in (before, after)]
        yield _frame(result, "space.farmland_taken", "ha", codes, *land)


def _scales(result: SpaceResult) -> Iterator[tuple[tuple[str, ...], Adder]]:
    yield result.regions.codes, _same
    if result.scale == "corop":
        of = result.facts.province_of
        codes = result.facts.province.codes
        yield codes, lambda values: np.array([values[of == p].sum(axis=0) for p in range(len(codes))])


def _same(values: Array) -> Array:
    return values


def _frame(
    result: SpaceResult, indicator: str, unit: str, codes: tuple[str, ...], base: Array, plan: Array, *, first: int = 0
) -> pl.DataFrame:
    years = result.years[first:]
    return pl.DataFrame(
        {
            "region": np.repeat(codes, len(years)), "year": np.tile(years, len(codes)),
            "baseline": base.ravel(), "package": plan.ravel(),
        }
    ).with_columns(
        indicator=pl.lit(indicator), unit=pl.lit(unit), confidence=pl.lit(DOUBTFUL), source=pl.lit(SOURCE)
    )  # fmt: skip


def _prices(result: SpaceResult, after: Side) -> Iterator[Row | pl.DataFrame]:
    """What one more unit of a resource yields, as home-years of waiting less (all tasks taken together).

    Only of a plan of all tasks together: sectors that plan apart have no common price.
    """
    if after.mode != "integraal":
        return
    yield from _prices_of(after.instance, after.plan, result.years, country_too=True)
    if result.held is not None and result.scale == "corop":
        yield from _prices_of(result.held.instance, result.held.plan, result.years, country_too=False)


def _prices_of(
    instance: Instance, plan: Plan, years: NDArray[np.int64], *, country_too: bool
) -> Iterator[Row | pl.DataFrame]:
    worth = 100 * instance.weights["homes"] / instance.tasks["homes"].sum()
    per_home = {
        "labour_region": np.asarray(instance.fte["homes"]), "grid": instance.kw_home, "plans": 1.0, "nitrogen": 1.0,
        "land": instance.ha_home,
    }  # fmt: skip
    for name, price in plan.prices.items():
        values = price / worth
        if values.ndim == 1:
            yield from (
                _price(name, int(y), float(v))
                for y, v in zip(years, values, strict=True)
                if country_too and v > NOTHING
            )
            continue
        for indicator, shown in (("space.price", values), ("space.binds", values * per_home[name])):
            r, t = np.nonzero(shown > NOTHING)
            yield pl.DataFrame(
                {"region": np.array(instance.codes)[r], "year": years[t], "package": shown[r, t]},
                schema={"region": pl.String, "year": pl.Int64, "package": pl.Float64},
            ).with_columns(
                indicator=pl.lit(indicator), unit=pl.lit("home_years"), dimension=pl.lit("limit"), group=pl.lit(name),
                confidence=pl.lit(DOUBTFUL), source=pl.lit(SOURCE),
            )  # fmt: skip


def _price(name: str, year: int, value: float) -> Row:
    return Row(
        indicator="space.price", unit="home_years", year=year, dimension="limit", group=name, package=value,
        confidence=DOUBTFUL, source=SOURCE,
    )  # fmt: skip


def _ammonia(result: SpaceResult) -> Iterator[Row]:
    """The fall of ammonia that is asked for; what happens without a package is not known, so there is no baseline."""
    for t in np.flatnonzero(result.ammonia.sum(axis=0) > 0):
        for code, values in zip(
            ("NL", *result.regions.codes), (result.ammonia.sum(axis=0), *result.ammonia), strict=True
        ):
            yield Row(
                indicator="space.ammonia_cut", unit="kt", year=int(result.years[t]), region=code,
                package=float(values[t]),
                confidence="C", source=SOURCE,
            )  # fmt: skip


def _held(result: SpaceResult) -> Iterator[Row | pl.DataFrame]:
    if result.held is None:
        return
    first = policy_start(result)
    years = result.years[first:]
    codes = result.held.instance.codes
    for name in (*LIMITS, "together"):
        more = np.cumsum(result.held.more[name][:, first:], axis=1)
        for code, values in (("NL", more.sum(axis=0)), *zip(codes, more, strict=True)):
            yield pl.DataFrame({"year": years, "package": values}).with_columns(
                indicator=pl.lit("space.held_back"), unit=pl.lit("homes"), dimension=pl.lit("limit"),
                group=pl.lit(name), region=pl.lit(code), confidence=pl.lit(DOUBTFUL), source=pl.lit(SOURCE),
            )  # fmt: skip
    units = {
        "homes": "homes",
        "labour": "fte",
        "plans": "homes",
        "grid": "count",
        "nitrogen": "homes",
        "money": "bn_eur",
    }
    for name, values in result.held.needed.items():
        for year, value in zip(years.tolist(), values[first:].tolist(), strict=True):
            yield Row(
                indicator="space.needed", unit=units[name], year=year, dimension="limit", group=name, package=value,
                price_level=PRICE_LEVEL if units[name] == "bn_eur" else None, confidence=DOUBTFUL, source=SOURCE,
            )  # fmt: skip
    for name, values in result.held.weighed.items():
        for year, value in zip(years.tolist(), values[first:].tolist(), strict=True):
            yield Row(
                indicator="space.homes", unit="homes", year=year, scenario=name, package=value, confidence=DOUBTFUL,
                source=SOURCE,
            )  # fmt: skip
    for name, values in result.held.first.items():
        for year, value in zip(years.tolist(), np.cumsum(values)[first:].tolist(), strict=True):
            yield Row(
                indicator="space.priority", unit=UNITS[name], year=year, dimension="function", group=name,
                difference=value, confidence=DOUBTFUL, source=SOURCE,
            )  # fmt: skip


def headlines(result: SpaceResult) -> Iterator[Headline]:
    """Homes made since the first year, whose causes the run looks for; in whole homes, since less is rounding."""
    if result.baseline is None or result.package is None:
        return
    years = tuple(result.years.tolist())
    change = np.round(np.cumsum(result.package.plan.homes - result.baseline.plan.homes)) + 0.0
    yield Headline("space.homes_total", "homes", years, change)


def hands(result: SpaceResult) -> Mapping[Port, Sides]:
    """Homes and stations by COROP; NaN, a gap that the reader must name, when there is no solver."""
    corop = result.facts.corop

    def by_corop(name: str, side: Side | None) -> Array:
        if side is None:
            return np.full((len(result.years), len(corop.codes)), np.nan)
        made = side.plan.made[name]
        if result.scale != "corop":
            of = result.facts.province_of
            made = made[of] * (corop.built / np.bincount(of, corop.built)[of])[:, None]
        return made.T

    return {
        port: Sides(result.years, by_corop(name, result.baseline), by_corop(name, result.package))
        for port, name in ((HOMES_FINISHED, "homes"), (STATIONS, "stations"))
    }
