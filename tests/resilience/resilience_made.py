"""Facts, changes and results that the tests share."""

from __future__ import annotations

from functools import cache

from bouwstenen.facts import load_facts
from bouwstenen.levers import Overlay
from bouwstenen.levers.overlay import InputChange
from bouwstenen.models.protocol import quiet
from bouwstenen.models.resilience import Options, ResilienceFacts, Result, project, resilience_facts

SMALL = Options(region="VR11", shocks=60)


@cache
def given() -> ResilienceFacts:
    """The facts of the default vintage."""
    return resilience_facts(load_facts())


def change(measure: str, path: str, value: float | bool) -> InputChange:
    """One lever of block 7."""
    return InputChange(measure, "B7", f"resilience.{path}", 2030, None, value, "", "set")


TEST = (change("B7-01", "preparedness_test", True), change("B7-01", "priority_by_score", True))


def run(*changes: InputChange, options: Options = SMALL) -> Result:
    """A result with these changes."""
    return project(given(), Overlay(inputs=changes), {}, options, quiet)
