"""Small made-up models: numbers that can be worked out by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen.core.validation import StrictModel
from bouwstenen.effects.row import Row
from bouwstenen.levers import InputChange, Overlay
from bouwstenen.models.protocol import Headline, Model, Money, NoOptions, Port, Sides

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

YEARS = (2027, 2028)
WATER = Port("well.water", "m3", ("year",))


@dataclass(frozen=True, eq=False)
class Level:
    """What a made-up model gives: its effect by year."""

    effect: np.ndarray


def change(measure: str, block: str, path: str, value: float, mode: str = "set") -> InputChange:
    """One lever from 2027 on."""
    return InputChange(measure, block, path, 2027, None, value, "m3", mode)  # pyright: ignore[reportArgumentType]


def amount(overlay: Overlay, path: str) -> float:
    """The last value set for a path; 0 without."""
    found = [c.value for c in overlay.inputs if c.path == path]
    return float(found[-1]) if found else 0.0


def made(
    name: str,
    formula: Callable[[Overlay, Mapping[Port, Any]], float],
    *,
    needs: tuple[Port, ...] = (),
    gives: tuple[Port, ...] = (),
    light_factor: float = 1.0,
    calls: list[str] | None = None,
) -> Model[Any, Any, Any]:
    """A model whose effect in 2027 is the formula and in 2028 twice that; the light sample sees a factor of it."""

    class Options(StrictModel):
        factor: float = 1.0

    def project(_inputs: object, changes: Overlay, handed: Mapping[Port, Any], options: Any, _tell: object) -> Level:
        if calls is not None:
            calls.append(name)
        return Level(options.factor * formula(changes, handed) * np.array([1.0, 2.0]))

    def sides(result: Level) -> Mapping[Port, Any]:
        return {port: Sides(np.array(YEARS), np.zeros(2), result.effect) for port in gives}

    return Model(
        name=name,
        answers="fit",
        inputs=lambda _facts: None,
        project=project,
        options=Options,
        needs=needs,
        gives=gives,
        hands=sides,
        money=lambda r: (Money(f"{name}.pump", "current_spending", "state", 2025, YEARS, r.effect, "docs"),),
        headlines=lambda r: (Headline(f"{name}.level", "m3", YEARS, r.effect),),
        rows=lambda r, _others: (
            Row(indicator=f"{name}.level", unit="m3", year=year, baseline=0.0, package=float(value))
            for year, value in zip(YEARS, r.effect, strict=True)
        ),
        light=lambda options: options.model_copy(update={"factor": light_factor}),
    )


__all__ = ["WATER", "YEARS", "Level", "NoOptions", "amount", "change", "made"]
