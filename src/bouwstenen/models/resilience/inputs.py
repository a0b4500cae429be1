"""The facts that this model needs, taken from a vintage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.bounds import refuse_missing
from bouwstenen.core.errors import InputError, Where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.core.provenance import Figure
    from bouwstenen.facts import Facts

    Array = NDArray[np.float64]
    Codes = NDArray[np.int64]

_ROOM = "resilience."
_FIGURES = (
    "target_year", "points_plan", "point_inhabitants", "point_distance", "points_regional", "point_budget",
    "kit_share", "water_share", "kit_price_low", "kit_price_high", "kit_persons", "homes", "use_day_low",
    "use_day_high", "battery_low", "battery_high", "voll_low", "voll_high", "telecom_buffer", "water_buffer",
    "shop_buffer", "instant_buffer", "first_phase", "second_phase", "third_phase", "sparse_addresses",
    "less_self_reliant_low", "less_self_reliant_high",
)  # fmt: skip
_TABLES = {
    "resilience_pc4": ("lon", "lat", "inhabitants", "age_80_plus", "municipality", "region", "area_km2"),
    "resilience_municipality": ("inhabitants", "region", "province"),
    "resilience_hospital": ("lon", "lat", "municipality"),
    "resilience_bus": ("lon", "lat"),
    "resilience_line": ("bus0", "bus1"),
    "resilience_distance": ("hospital_km",),
}
_EARTH_KM = 6371.0
"""Radius of the earth: a length in nature, not a figure of policy."""


@dataclass(frozen=True, eq=False)
class Places:
    """Postcode areas with inhabitants: position (degrees), people and very old of the year of the municipal count."""

    pc4: Codes
    lon: Array
    lat: Array
    people: Array
    old: Array
    municipality: Codes
    region: Codes
    density: Array


@dataclass(frozen=True, eq=False)
class ResilienceFacts:
    """Facts of one vintage; the tables by name and column, each with its index under `index`."""

    vintage: str
    figures: Mapping[str, Figure]
    places: Places
    tables: Mapping[str, Mapping[str, Array]]

    def number(self, name: str) -> float:
        """A single figure."""
        return self.figures[name].value

    @property
    def regions(self) -> list[int]:
        """Numbers of the safety regions."""
        return sorted(set(self.places.region.tolist()))


def resilience_facts(facts: Facts) -> ResilienceFacts:
    """Take what this model needs from a loaded vintage.

    Raises:
        InputError: naming every figure and table that the vintage lacks; or a number that is negative or missing.
    """
    columns = [f"{table}.{name}" for table, names in _TABLES.items() for name in names]
    refuse_missing([*(_ROOM + n for n in _FIGURES), *columns], {*facts.values, *facts.columns}, facts.vintage)
    figures = {name: facts.figure(_ROOM + name) for name in _FIGURES}
    for name, figure in figures.items():
        if not figure.value >= 0:
            where = Where(f"feiten {facts.vintage}", 0, _ROOM + name)
            raise InputError(f"de waarde {figure.value:g} kan niet.", mend="Schrijf een getal vanaf 0.", where=where)
    for name in ("point_inhabitants", "point_distance", "kit_persons", "homes", "use_day_low"):
        if figures[name].value <= 0:
            where = Where(f"feiten {facts.vintage}", 0, _ROOM + name)
            raise InputError("de waarde 0 kan niet.", mend="Schrijf een getal boven 0.", where=where)
    tables = {table: _table(facts, table, names) for table, names in _TABLES.items()}
    return ResilienceFacts(facts.vintage, figures, _places(tables, facts.vintage), tables)


def distances(lon: Array, lat: Array, to_lon: Array, to_lat: Array) -> Array:
    """Straight distances in km, from × to, over the globe."""
    a, b = np.radians(lat)[:, None], np.radians(to_lat)
    half = (
        np.sin((a - b) / 2) ** 2
        + np.cos(a) * np.cos(b) * np.sin((np.radians(lon)[:, None] - np.radians(to_lon)) / 2) ** 2
    )
    return 2 * _EARTH_KM * np.arcsin(np.sqrt(half))


def _table(facts: Facts, table: str, names: tuple[str, ...]) -> dict[str, Array]:
    series = {name: facts.series(f"{table}.{name}") for name in names}
    found: dict[str, Array] = {"index": np.array(series[names[0]].index, dtype=float)}
    for name, one in series.items():
        values = np.array([np.nan if v is None else v for v in one.values], dtype=float)
        if np.isnan(values).any():
            where = Where(f"feiten {facts.vintage}", 0, f"{table}.{name}")
            raise InputError("een regel heeft geen getal.", mend="Vul de cel.", where=where)
        found[name] = values
    return found


def _places(tables: Mapping[str, Mapping[str, Array]], vintage: str) -> Places:
    """People of the postcode count, scaled to the later count of their municipality."""
    raw, towns = tables["resilience_pc4"], tables["resilience_municipality"]
    kept = raw["inhabitants"] > 0
    code = raw["municipality"][kept].astype(np.int64)
    known = towns["index"].astype(np.int64)
    if not np.isin(code, known).all():
        where = Where(f"feiten {vintage}", 0, "resilience_pc4.municipality")
        raise InputError("een gemeente staat niet in de lijst.", mend="Neem een bekende gemeente.", where=where)
    at = np.searchsorted(known, code)
    before = np.bincount(at, weights=raw["inhabitants"][kept], minlength=len(known))
    if not (before > 0).all():
        where = Where(f"feiten {vintage}", 0, "resilience_pc4.inhabitants")
        raise InputError("een gemeente heeft geen inwoners.", mend="Vul haar postcodegebieden aan.", where=where)
    scale = (towns["inhabitants"] / before)[at]
    people = raw["inhabitants"][kept] * scale
    return Places(
        raw["index"][kept].astype(np.int64), raw["lon"][kept], raw["lat"][kept], people,
        raw["age_80_plus"][kept] * scale, code, towns["region"][at].astype(np.int64), people / raw["area_km2"][kept],
    )  # fmt: skip
