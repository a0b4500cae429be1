"""Households made by hand (drawn once, from round numbers) for tests of the households model; no real population."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from bouwstenen.core.randomness import generator
from bouwstenen.facts import load_facts
from bouwstenen.levers import InputChange, LawChange, Overlay
from bouwstenen.models.households.inputs import HouseholdsFacts, households_facts
from bouwstenen.population.sample import Sample

if TYPE_CHECKING:
    from bouwstenen.levers.overlay import Setting

GROUPS = 5
_TYPES = 9


@cache
def facts() -> HouseholdsFacts:
    """The facts of the default vintage, loaded once."""
    return households_facts(load_facts())


@cache
def sample(size: int = 90, seed: int = 1) -> Sample:
    """Households of 2026 of nine kinds in turn: see `_adults`. Weights differ; five random groups."""
    rng = generator(seed, "test-households")
    persons: list[dict[str, Any]] = []
    homes: list[dict[str, Any]] = []
    for number in range(size):
        kind = number % _TYPES
        people = _people(kind, rng)
        for unit, person in enumerate(people):
            child = person.get("is_kind", False)
            own = person.get("medebewoner", False)
            key = number * 10 + (unit if child or own else 0)
            family = number * 10 + (unit if own else 0)
            persons.append(
                {"huishouden": number, "fiscale_partners": key, "toeslagpartners": key, "gezin": family, **person}
            )
        homes.append(_home(kind, number, rng))
    return Sample(2026, _table(persons), _table(homes))


def law_lever(
    path: str,
    value: float | bool,
    start: str = "2027-01-01",
    mode: Literal["set", "add", "scale"] = "set",
    measure: str = "B3-07a",
) -> Overlay:
    """A package with one change of the law."""
    return Overlay(law=(LawChange(measure, 3, path, start, value, mode),))


def setting(name: str, value: Setting, start: int = 2027, measure: str = "B3-05a") -> Overlay:
    """A package with one setting of this model."""
    return Overlay(inputs=(InputChange(measure, 3, f"households.{name}", start, None, value, "", "set"),))


def _people(kind: int, rng: np.random.Generator) -> list[dict[str, Any]]:
    wage = float(rng.integers(18, 90)) * 1000.0
    adults: dict[int, list[dict[str, Any]]] = {
        0: [_adult(35, loon=wage, arbeidsstatus=1)],
        1: [_adult(40, arbeidsstatus=5)],
        2: [_adult(40, loon=wage, arbeidsstatus=1), _adult(38, loon=wage / 2, arbeidsstatus=1), _child(5), _child(14)],
        3: [_adult(33, loon=wage / 2, arbeidsstatus=1), _child(3)],
        4: [_adult(72, pensioen=wage / 4, arbeidsstatus=7), _adult(70, arbeidsstatus=7)],
        5: [_adult(29, wajong_met_arbeidsvermogen=True, arbeidsstatus=4)],
        6: [_adult(50, winst=wage, urencriterium=True, arbeidsstatus=2), _adult(49, arbeidsstatus=0)],
        7: [_adult(20, student=True, uitwonend=True, onderwijs=1, arbeidsstatus=6, loon=6000.0)],
        8: [_adult(60, uitkering=19000.0, arbeidsstatus=4), _adult(31, medebewoner=True, loon=wage, arbeidsstatus=1)],
    }
    return adults[kind]


def _adult(age: int, **values: Any) -> dict[str, Any]:
    return {"leeftijd": age, "leeftijd_maanden": 12 * age, "geboortejaar": 2026 - age, **values}


def _child(age: int) -> dict[str, Any]:
    return {**_adult(age), "is_kind": True, "arbeidsstatus": 6}


def _home(kind: int, number: int, rng: np.random.Generator) -> dict[str, Any]:
    rents = kind in {0, 1, 3, 5, 7, 8}
    draws = {
        f"trekking_{s}": float(rng.random())
        for s in ("zorgtoeslag", "huurtoeslag", "kindgebonden_budget", "kinderopvangtoeslag", "bijstand")
    }
    return {
        "gewicht": float(rng.integers(1, 6)),
        "groep": number % GROUPS,
        "huishoudtype": (1, 1, 3, 4, 2, 1, 2, 1, 5)[kind],
        "eigendom": 2 if rents else 1,
        "provincie": 20 + number % 12,
        "woning_soort": 1 if rents else 2,
        "kale_huur_per_maand": float(rng.integers(450, 900)) if rents else 0.0,
        **draws,
    }


def _table(rows: list[dict[str, Any]]) -> dict[str, np.ndarray]:
    """Columns; what a row leaves out is 0 or no."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    kinds = {name: next(type(row[name]) for row in rows if name in row) for name in names}
    stored = {bool: np.bool_, int: np.int32, float: np.float64}
    return {n: np.array([row.get(n, kinds[n]()) for row in rows], dtype=stored[kinds[n]]) for n in names}
