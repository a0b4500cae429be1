"""Dutch tax and benefit law as rules: one folder a law, with its rules and its dated parameters.

Importing this package is light: rules and parameters are read when they are asked for.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bouwstenen.rules import Definitions, ParameterSet, RuleGraph

FOLDER = Path(__file__).parent
"""The folder that holds the laws, each with its `parameters.yaml`, and `index_path.yaml`."""


@lru_cache(maxsize=1)
def definitions() -> Definitions:
    """All inputs, rules and aggregates of the law."""
    from bouwstenen.rules import collect

    return collect(sys.modules[__name__])


@lru_cache(maxsize=2)
def parameter_set(*, proposals: bool = False) -> ParameterSet:
    """All parameters of the law with their history, and the index path behind them.

    proposals: with the values of bills that are no law yet (status `proposal` in the files), such as the tax plan of
    2027. Without them a later year is the last law, moved with its index.
    """
    from bouwstenen.rules import load_parameters

    return parameter_set().with_proposals() if proposals else load_parameters(FOLDER)


OUTCOMES = ("besteedbaar_inkomen", "inkomensheffing", "zvw_bijdrage", "loonkosten")
"""What a measure of the law may change so that somebody notices it: income, taxes and premiums."""


def unread_parameters(date: str, outcomes: Sequence[str] = OUTCOMES) -> dict[str, tuple[str, ...]]:
    """Parameters by path that change none of the outcomes on a date, with the names that they do change.

    An empty tuple: no rule of the date reads the parameter at all. A screen or report marks a lever on such a path:
    it has no effect there.

    Raises InputError: the law of the date is incomplete, or an outcome is unknown.
    """
    return law_on(date).without_effect(outcomes)


@lru_cache(maxsize=32)
def law_on(date: str) -> RuleGraph:
    """The law of a date (ISO text) as a checked graph. Raises InputError when the law is incomplete on that date."""
    from bouwstenen.rules import RuleGraph

    found = definitions()
    return RuleGraph(found.inputs, found.rules, found.aggregates, parameter_set(), date)
