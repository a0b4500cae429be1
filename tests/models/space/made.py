"""Made-up instances, packages and givers of ports for the tests of the space model."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen.facts import load_facts
from bouwstenen.levers import Overlay
from bouwstenen.levers.overlay import InputChange
from bouwstenen.models.ports import GDP, HOMES_FOR_PERMIT_HOLDERS, HOUSEHOLDS
from bouwstenen.models.protocol import Sides
from bouwstenen.models.space import Options, project, space_facts
from bouwstenen.models.space.instance import FUNCTIONS, Instance

if TYPE_CHECKING:
    from bouwstenen.models.space import SpaceFacts, SpaceResult

QUICK = Options(scale="province", limits="none")


@cache
def facts() -> SpaceFacts:
    """The facts of the default vintage."""
    return space_facts(load_facts())


def change(path: str, value: float | bool | str, start: int = 2027, until: int | None = None) -> InputChange:
    """A lever of the model."""
    return InputChange("M", "B1", f"space.{path}", start, until, value, "", "set")


def package(*changes: InputChange) -> Overlay:
    """A package of levers."""
    return Overlay(inputs=changes)


FULL = package(
    change("planning_mode", "integraal"),
    change("housing_additions", 100_000.0, until=2030),
    change("public_housing_funding", 1.2, until=2030),
    change("housing_priority", value=True),
    change("housing_lead_time", 7.0, start=2030),
    change("dike_reinforcement", 1400.0, start=2050),
    change("business_park_expansion", 3100.0, start=2050),
    change("transformer_stations", 55_000.0, start=2050),
    change("infrastructure_investment", 2.0),
    change("public_infrastructure_money", 4.1),
)


def handed() -> dict[Any, Any]:
    """Made-up GDP, households and homes for permit holders."""
    years = np.arange(2024, 2061)
    gdp = np.full(len(years), 1200.0)
    households = np.outer(np.linspace(8.4e6, 9.3e6, len(years)), [0.4, 0.6])
    permits = np.full(len(years), 12_000.0)
    return {
        GDP: Sides(years, gdp, gdp),
        HOUSEHOLDS: Sides(years, households, households),
        HOMES_FOR_PERMIT_HOLDERS: Sides(years, permits, permits),
    }


def run(changes: Overlay | None = None, options: Options = QUICK) -> SpaceResult:
    """A run with the made-up givers."""
    return project(facts(), changes or Overlay(), handed(), options)


def instance(regions: int = 3, steps: int = 3, **changes: Any) -> Instance:
    """A small instance in which only what is changed can hold anything back: 10 homes a region and year."""
    shape = (regions, steps)
    much, none = np.full(shape, 1e4), np.zeros(shape)
    line = np.zeros(steps)
    values: dict[str, Any] = {
        "codes": tuple(f"R{i}" for i in range(regions)),
        "years": np.arange(2025, 2025 + steps),
        "tasks": {
            "homes": np.full(shape, 10.0), "connections": none, "business": none, "nature": none, "stations": none,
            "dikes": line, "infrastructure": line,
        },
        "ceiling": {
            "homes": much, "connections": much, "business": much, "nature": much, "stations": none,
            "dikes": line + 1e4, "infrastructure": line + 1e4,
        },
        "weights": dict.fromkeys(FUNCTIONS, 1.0),
        "end_weight": 1.0,
        "fte": {"homes": np.ones(steps), "stations": 1.0, "dikes": 1.0, "infrastructure": 1.0},
        "labour": line + 1e6, "labour_region": much,
        "old_plans": much, "plan_start": none, "ripening": np.zeros((steps, steps)),
        "kw_home": 1.0, "mw_ha": np.ones(regions), "mw_station": 1.0, "station_lead": 1, "stations_before": much,
        "permits": much, "pace_homes": 1e6, "extra_homes_money": line, "gap": 1e-6, "infra_money": line + 1e4,
        "infill": np.zeros(regions), "ha_home": np.ones(shape), "farmland": np.full(regions, 1e5),
    }  # fmt: skip
    return Instance(**{**values, **changes})


def random_instance(seed: int) -> Instance:
    """An instance in which every resource may be short."""
    random = np.random.default_rng(seed)
    regions, steps = int(random.integers(2, 4)), int(random.integers(3, 6))
    shape = (regions, steps)
    base = instance(regions, steps)
    tasks = {name: random.uniform(0, 10, np.shape(task)) for name, task in base.tasks.items()}
    ceiling = {name: random.uniform(3, 15, np.shape(task)) for name, task in base.tasks.items()}
    ripening = np.triu(random.uniform(0, 0.5, (steps, steps)), 1)
    return instance(
        regions, steps, tasks=tasks, ceiling=ceiling,
        weights={name: float(random.uniform(0.2, 2.0)) for name in tasks},
        labour=random.uniform(10, 40, steps), labour_region=random.uniform(5, 20, shape),
        old_plans=random.uniform(0, 10, shape), plan_start=random.uniform(0, 10, shape), ripening=ripening,
        stations_before=random.uniform(0, 15, shape), permits=random.uniform(2, 12, shape),
        pace_homes=float(random.uniform(5, 20)), gap=0.5, extra_homes_money=random.uniform(0, 3, steps),
        infra_money=random.uniform(1, 10, steps), farmland=random.uniform(10, 60, regions),
        infill=random.uniform(0, 3, regions),
    )  # fmt: skip
