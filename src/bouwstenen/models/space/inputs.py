"""The facts that this model needs: figures, and the land, homes and tasks of 40 COROP regions and 12 provinces."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.facts import Facts

    Array = NDArray[np.float64]

ROOM = "space."
HOME_TYPES = ("apartment", "terraced", "semi_detached", "detached")
LAND = (
    "agriculture", "residential", "business", "nature", "building_site", "traffic", "other_built", "semibuilt",
    "recreation",
)  # fmt: skip
_COLUMNS = (
    "province", "homes", "apartments", "terraced", "semi_detached", "detached", "built", "land", "cattle",
    "electricity_services", "electricity_industry", *LAND,
)  # fmt: skip
_PROVINCE = ("agreed", "overloaded", "full_until")
_HISTORY = ("new_build", "other_additions")
_SHARE, _MUCH = (0.0, 100.0), (0.0, 1e9)
_BOUNDS: Mapping[str, tuple[float, float]] = {
    "first_year": (2025, 2025), "last_year": (2035, 2050), "policy_year": (2026, 2030), "price_level": (2020, 2030),
    "homes_pace": (1.0, 1e6), "homes_first_year": _MUCH, "other_additions_pace": _MUCH, "housing_shortage": _MUCH,
    "housing_need": _MUCH,
    "housing_realised": _MUCH, "largest_growth": _SHARE, "plan_capacity": _MUCH, "plan_years": (1, 50),
    "plan_attrition": (0, 99), "lead_time": (1, 20), "lead_spread": (0, 5), "fte_per_home": (0.01, 10),
    "fte_per_meur": (0.01, 50), "fte_per_km_dike": _MUCH, "station_cost": _MUCH, "factory_saving": (0, 99),
    "labour_mobility": (0, 1000), "schooling_share": _SHARE, "schooling_years": (0, 15), "kw_per_home": (0.01, 100),
    "small_connections": (1, 1e7), "stations_pace": (1, 1e6), "station_lead": (0, 15),
    "hague_full_until": (2020, 2060), "overloaded_until": (2020, 2060), "large_home_share": _SHARE,
    "permits_per_cut": (0, 10), "ammonia_agriculture": _MUCH, "nature_in_norm": _SHARE, "nature_norm": _SHARE,
    "public_gap_per_home": (0, 1e7), "infrastructure_now": (0, 20), "backlog_roads": _MUCH, "backlog_rail": _MUCH,
    "dike_pace": (0.1, 1000), "dike_pace_target": (0.1, 1000), "dike_cost": _MUCH, "nature_pace": (1, 1e5),
    "nature_pace_high": (1, 1e5), "nature_to_go": (1, 1e6), "business_pace_high": (1, 1e5),
    "inner_city_capacity": _MUCH,
    "inner_city_years": (1, 100), "ha_per_apartment": (1e-4, 1), "ha_per_terraced": (1e-4, 1),
    "ha_per_semi_detached": (1e-4, 1), "ha_per_detached": (1e-4, 1),
    "residential_growth": _MUCH, "residential_growth_homes": (1, 1e8), "farmland_loss": _MUCH,
    "weight_homes": (0, 1e6),
    "weight_connections": (0, 1e6), "weight_business": (0, 1e6), "weight_nature": (0, 1e6), "weight_stations": (0, 1e6),
    "weight_dikes": (0, 1e6), "weight_infrastructure": (0, 1e6), "waiting_weight": (1e-4, 1), "end_weight": (1, 100),
}  # fmt: skip
"""Figures that are needed, and the range outside which they have no meaning."""
BANDED = (
    "plan_attrition", "fte_per_home", "fte_per_km_dike", "labour_mobility", "kw_per_home", "large_home_share",
    "public_gap_per_home", "infrastructure_now",
)  # fmt: skip
"""Figures with a published or own range that the draws vary; keys `<name>_low` and `<name>_high`."""


@dataclass(frozen=True, eq=False)
class Regions:
    """Regions of the plan, in order. codes: CBS. Arrays per region; NaN where a source gives nothing.

    homes: by type (region × 4). built: homes built 2005–2023. agreed: homes agreed for 2022–2030. land: ha by function
    of `LAND`. cattle: weight of cattle. mw_per_ha: mean load of business parks, MW. full_until: year in which large
    connections are possible again. open_share: part of the stations with room until `overloaded_until`.
    """

    codes: tuple[str, ...]
    homes: Array
    built: Array
    agreed: Array
    land: Array
    total_land: Array
    cattle: Array
    mw_per_ha: Array
    full_until: Array
    open_share: Array


@dataclass(frozen=True, eq=False)
class SpaceFacts:
    """Facts of one vintage. numbers: figures by name. ranges: (low, high) of banded figures. confidence: by name.

    province_of: place in `province` of each region of `corop`. history: year → new-build and other additions, homes.
    """

    numbers: Mapping[str, float]
    ranges: Mapping[str, tuple[float, float]]
    confidence: Mapping[str, str]
    corop: Regions
    province: Regions
    province_of: NDArray[np.int64]
    history: Mapping[int, tuple[float, float]]

    def regions(self, scale: str) -> Regions:
        """The 40 COROP regions or the 12 provinces."""
        return self.corop if scale == "corop" else self.province


def space_facts(facts: Facts) -> SpaceFacts:
    """Take what this model needs from a loaded vintage.

    Raises:
        InputError: naming every figure and series that the vintage lacks, or the first value that cannot be.
    """
    _refuse_missing(facts)
    figures = {name: facts.values[ROOM + name] for name in _BOUNDS}
    bounds = {**_BOUNDS, **{f"{name}_{end}": _BOUNDS[name] for name in BANDED for end in ("low", "high")}}
    for name, (low, high) in bounds.items():
        value = facts.values[ROOM + name].value
        if not low <= value <= high:
            _refuse(facts, name, f"de waarde {value:g} kan niet.", f"Kies een getal van {low:g} tot en met {high:g}.")
    numbers = {name: figure.value for name, figure in figures.items()}
    corop = _corop(facts, numbers)
    history = {name: facts.columns[ROOM + name].known() for name in _HISTORY}
    years = sorted(set(history["new_build"]) & set(history["other_additions"]))
    return SpaceFacts(
        numbers=numbers,
        ranges={n: (facts.values[f"{ROOM}{n}_low"].value, facts.values[f"{ROOM}{n}_high"].value) for n in BANDED},
        confidence={name: figure.confidence for name, figure in figures.items()},
        corop=corop,
        province=_provinces(facts, corop),
        province_of=np.unique(_column(facts, "region_province").astype(int), return_inverse=True)[1],
        history={year: (history["new_build"][year], history["other_additions"][year]) for year in years},
    )


def _ends() -> tuple[str, ...]:
    return tuple(f"{name}_{end}" for name in BANDED for end in ("low", "high"))


def _refuse_missing(facts: Facts) -> None:
    keys = [ROOM + name for name in (*_BOUNDS, *_ends()) if ROOM + name not in facts.values]
    columns = (*(f"region_{c}" for c in _COLUMNS), *(f"province_{c}" for c in _PROVINCE), *_HISTORY)
    keys += [ROOM + name for name in columns if ROOM + name not in facts.columns]
    if keys:
        raise InputError(
            f"deze cijfers ontbreken: {', '.join(keys)}.",
            mend="Vul ze aan in de jaargang.",
            where=Where(f"feiten {facts.vintage}", 0, keys[0]),
        )


def _refuse(facts: Facts, name: str, problem: str, mend: str) -> None:
    raise InputError(problem, mend=mend, where=Where(f"feiten {facts.vintage}", 0, ROOM + name))


def _column(facts: Facts, name: str, *, gaps: bool = False) -> Array:
    series = facts.columns[ROOM + name]
    values = np.array([np.nan if v is None else v for v in series.values])
    if not gaps and np.isnan(values).any():
        at = series.index[int(np.flatnonzero(np.isnan(values))[0])]
        _refuse(facts, name, f"de waarde van {at} ontbreekt.", "Vul de waarde in.")
    if np.nanmin(values, initial=0.0) < 0:
        _refuse(facts, name, "een waarde onder nul kan niet.", "Schrijf getallen van nul of meer.")
    return values


def _corop(facts: Facts, numbers: Mapping[str, float]) -> Regions:
    columns = {name: _column(facts, f"region_{name}") for name in _COLUMNS}
    of = columns["province"].astype(int)
    provinces = np.array(facts.columns[ROOM + "province_agreed"].index)
    by_province = {name: _column(facts, f"province_{name}", gaps=name != "agreed") for name in _PROVINCE}
    if unknown := sorted(set(of.tolist()) - set(provinces.tolist())):
        _refuse(facts, "region_province", f"de provincie {unknown[0]} bestaat niet.", "Kies een nummer van 20 tot 31.")
    at = np.searchsorted(provinces, of)
    built = columns["built"]
    agreed = by_province["agreed"][at] * built / np.bincount(at, built, len(provinces))[at]
    full = by_province["full_until"][at]
    codes = tuple(f"CR{i:02d}" for i in facts.columns[ROOM + "region_homes"].index)
    full[codes.index("CR26")] = numbers["hague_full_until"]
    load = (columns["electricity_services"] + columns["electricity_industry"]) * 1e3 / 8760
    return Regions(
        codes=codes,
        homes=np.stack([columns[n] for n in ("apartments", "terraced", "semi_detached", "detached")], axis=1),
        built=built,
        agreed=agreed,
        land=np.stack([columns[name] for name in LAND], axis=1),
        total_land=columns["land"],
        cattle=columns["cattle"],
        mw_per_ha=load / columns["business"],
        full_until=full,
        open_share=1.0 - np.nan_to_num(by_province["overloaded"][at]),
    )


def _provinces(facts: Facts, corop: Regions) -> Regions:
    """The regions added up to provinces; a province has the year that all its regions share."""
    of = _column(facts, "region_province").astype(int)
    numbers = sorted(set(of.tolist()))
    groups = [np.flatnonzero(of == number) for number in numbers]

    def added(values: Array) -> Array:
        return np.array([values[g].sum(axis=0) for g in groups])

    def shared(values: Array) -> Array:
        return np.array([values[g].min() if np.isfinite(values[g]).all() else np.nan for g in groups])

    business = corop.land[:, LAND.index("business")]
    return replace(
        corop,
        codes=tuple(f"PV{number}" for number in numbers),
        **{name: added(getattr(corop, name)) for name in ("homes", "built", "agreed", "land", "total_land", "cattle")},
        mw_per_ha=added(corop.mw_per_ha * business) / added(business),
        full_until=shared(corop.full_until),
        open_share=shared(corop.open_share),
    )
