"""Refuses levers that clash: two that set the same thing in the same years, or a part of the budget given twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.core.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bouwstenen.core.errors import Where
    from bouwstenen.levers.overlay import Overlay

LAST_YEAR = 2100


def refuse_conflicts(overlay: Overlay, where: Callable[[str, str], Where]) -> None:
    """Two levers may not set the same path in the same years; additions may add up, and factors multiply."""
    claims: list[tuple[str, int, int, str, str]] = []
    claims += [(c.path, c.start, c.until or LAST_YEAR, c.measure, c.mode) for c in overlay.inputs]
    claims += [(f"{c.path} vanaf {c.start}", 0, 0, c.measure, c.mode) for c in overlay.law]
    claims += [(c.path, 0, 0, c.measure, "set") for c in overlay.rules]
    taken: dict[str, _Years] = {}
    for path, start, until, measure, mode in claims:
        other = taken.setdefault(path, _Years()).take(start, until, measure, mode)
        if other:
            raise InputError(
                f"de maatregelen {other} en {measure} zetten allebei {path}.",
                mend="Zet een van beide uit (switch_off) of geef ze andere jaren.",
                where=where(measure, "levers"),
            )
    seen: set[tuple[str, str]] = set()
    for entry in overlay.budget:
        if (entry.measure, entry.part) in seen:
            problem = f"het deel '{entry.part}' staat twee keer in maatregel {entry.measure}."
            raise InputError(problem, mend="Geef elk deel een eigen naam.", where=where(entry.measure, "levers"))
        seen.add((entry.measure, entry.part))


class _Years:
    """Which measure moves a path in which year, and how: thousands of additions cost no more than their years."""

    def __init__(self) -> None:
        self._by_year: dict[int, tuple[str, str]] = {}

    def take(self, start: int, until: int, measure: str, mode: str) -> str:
        """Take the years; gives the measure that already moves one of them in another way, or nothing."""
        for year in range(start, until + 1):
            if year in self._by_year:
                other, how = self._by_year[year]
                if mode != how or mode == "set":
                    return other
            else:
                self._by_year[year] = (measure, mode)
        return ""
