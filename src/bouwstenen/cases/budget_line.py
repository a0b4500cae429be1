"""The budget line: what a household keeps as one amount of a person rises, where pressure is high, where cliffs are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.cases.amounts import refuse_doubt
from bouwstenen.cases.compute import PERSON_OUTPUTS, Computed, with_amount
from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.law.inputs import INPUTS
from bouwstenen.rules import evaluate

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_STEPS = 5_000
LARGEST = 1e7
CLIFF = 12.0
"""EUR a year: benefits are paid in whole euros a month, so a fall of up to 12 is rounding."""
SHOWN = (
    "besteedbaar_inkomen", "zorgtoeslag", "huurtoeslag", "kindgebonden_budget", "kinderopvangtoeslag", "bijstand",
)  # fmt: skip


@dataclass(frozen=True)
class Point:
    """One value of the amount that rises. Amounts in euro a year; `pressure` is the share of the step that is not kept.

    cliff: income falls by more than CLIFF on this step although the amount rises.
    """

    at: float
    amounts: dict[str, float]
    pressure: float | None
    cliff: bool


def parse_range(text: str) -> tuple[float, float, float]:
    """Read `0:120000:500` (from, to, step). Raises InputError with the mend."""
    parts = text.split(":")
    where = Where("--verloop", 0, text)
    mend = "Schrijf van:tot:stap, zoals 0:120000:500."
    for part in parts:
        refuse_doubt(part, where)
    try:
        first, last, step = (float(part) for part in parts)
    except ValueError:
        raise InputError("dit is geen reeks.", mend=mend, where=where) from None
    if not (first <= last and step > 0):
        raise InputError("deze reeks loopt niet op.", mend=mend, where=where)
    if first < 0 or last > LARGEST:
        problem = "deze reeks loopt buiten de grenzen."
        raise InputError(problem, mend=f"Kies bedragen van 0 tot en met {LARGEST:.0f}.", where=where)
    if (last - first) / step > MAX_STEPS:
        raise InputError(f"dit zijn meer dan {MAX_STEPS} stappen.", mend="Neem een grotere stap.", where=where)
    return first, last, step


def varied_amount(name: str) -> str:
    """The name, if it is an amount of a person. Raises InputError with the nearest one."""
    names = [item.name for item in INPUTS if item.entity == "person" and item.unit in ("EUR/jaar", "EUR")]
    if name not in names:
        where, near = Where("--verloop"), nearest_key(name, names)
        problem = f"'{shown(name)}' is geen bedrag van een persoon."
        raise InputError(problem, mend="Kies bijvoorbeeld loon, winst of pensioen.", where=where, nearest=near)
    return name


def budget_line(
    computed: Computed,
    number: int,
    name: str,
    reach: tuple[float, float, float],
    tell: Callable[[], None] = lambda: None,
) -> list[Point]:
    """Vary amount `name` of person `number` over `reach` (first, last, step); `tell` is called after every point."""
    first, last, step = reach
    evaluation = computed.evaluation
    points: list[Point] = []
    names = list(dict.fromkeys([*SHOWN, *PERSON_OUTPUTS]))
    count = int((last - first) / step + 1e-9) + 1
    for i in range(count):
        at = first + i * step
        data = with_amount(computed.case.data, number, name, at)
        found = Computed(computed.case, evaluate(evaluation.graph, evaluation.parameters, data, names))
        amounts = {name: float(found.of_household(name)) for name in SHOWN}
        amounts |= {name: float(found.of_person(name, number)) for name in PERSON_OUTPUTS}
        change = amounts["besteedbaar_inkomen"] - points[-1].amounts["besteedbaar_inkomen"] if points else None
        pressure = None if change is None else 1.0 - change / step
        points.append(Point(at, amounts, pressure, cliff=change is not None and change < -CLIFF))
        tell()
    return points
