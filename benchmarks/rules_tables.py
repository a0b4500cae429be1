"""Synthetic tables for the benchmarks of the rule engine: plausible shapes and spreads, not a real population."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen.core.randomness import generator

if TYPE_CHECKING:
    from numpy.typing import NDArray

Tables = tuple[dict[str, "NDArray[Any]"], dict[str, "NDArray[Any]"]]
SIZES, SHARES = [1, 2, 3, 4, 5], [0.39, 0.32, 0.12, 0.12, 0.05]


def dutch_tables(persons: int, seed: int = 1) -> Tables:
    """Person and household tables for the Dutch law with about this many persons; 22 inputs vary."""
    rng = generator(seed, "benchmark")
    households = round(persons / np.dot(SIZES, SHARES))
    sizes = rng.choice(SIZES, households, p=SHARES)
    numbers = np.repeat(np.arange(households, dtype=np.int32), sizes)
    count = len(numbers)
    place = np.arange(count) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    age = np.where(place < 2, rng.integers(18, 90, count), rng.integers(0, 22, count)).astype(np.int32)
    no_couple = np.repeat(rng.random(households) < 0.25, sizes)
    apart = (place >= 2) | ((place == 1) & no_couple)
    adult = age >= 18
    units = numbers.astype(np.int64) * 8 + np.where(apart, place, 0)

    def some(share: float, amounts: Any, who: Any = adult) -> NDArray[np.float64]:
        return np.where((rng.random(count) < share) & who, np.round(amounts, 2), 0.0)

    def lognormal(mean: float, spread: float) -> NDArray[np.float64]:
        return rng.lognormal(mean, spread, count)

    learning = (age >= 17) & (age < 25)
    person: dict[str, NDArray[Any]] = {
        "huishouden": numbers,
        "fiscale_partners": units,
        "toeslagpartners": units,
        "gezin": numbers.astype(np.int64) * 8 + np.where(apart & adult, place, 0),
        "leeftijd": age,
        "leeftijd_maanden": age * 12 + rng.integers(0, 12, count, dtype=np.int32),
        "geboortejaar": 2025 - age,
        "is_kind": place >= 2,
        "medebewoner": (place == 1) & no_couple,
        "loon": some(0.7, lognormal(10.4, 0.6), adult & (age < 67)),
        "uitkering": some(0.08, 18_000.0),
        "pensioen": some(0.9, lognormal(9.0, 0.8), age >= 67),
        "winst": some(0.06, lognormal(10.0, 0.7)),
        "urencriterium": rng.random(count) < 0.1,
        "spaargeld": some(0.95, lognormal(9.5, 1.5)),
        "beleggingen": some(0.2, lognormal(10.0, 1.5)),
        "schulden": some(0.1, 9_000.0),
        "woz_waarde": some(0.57, lognormal(12.8, 0.4), place == 0),
        "hypotheekrente": some(0.4, 7_000.0, place == 0),
        "student": learning & (rng.random(count) < 0.4),
        "onderwijs": np.where(learning, rng.integers(0, 4, count), 0).astype(np.int32),
        "kinderopvang_soort": np.where(age < 12, rng.integers(0, 4, count), 0).astype(np.int32),
        "kinderopvang_uren_per_maand": np.where(age < 12, 80.0, 0.0),
        "kinderopvang_uurprijs": np.where(age < 12, 10.8, 0.0),
    }
    household: dict[str, NDArray[Any]] = {
        "woning_soort": rng.integers(1, 3, households, dtype=np.int32),
        "kale_huur_per_maand": np.round(rng.uniform(300, 1100, households), 2),
    }
    return person, household


def island_tables(persons: int, seed: int = 1) -> Tables:
    """The same people for the law of the fictional island in `tests/rules`."""
    person, household = dutch_tables(persons, seed)
    keys = ("huishouden", "fiscale_partners", "toeslagpartners", "gezin", "leeftijd", "loon")
    taken = {name: person[name] for name in keys}
    registered = generator(seed, "registered").random(len(taken["loon"])) < 0.9
    return (
        {**taken, "vermogen": person["spaargeld"], "ingeschreven": registered},
        {"huur_per_maand": household["kale_huur_per_maand"], "kamers": household["woning_soort"] + 1},
    )
