"""Dutch tax and benefit law as rules: one folder a law, with its rules and its dated parameters.

Importing this package is light: rules and parameters are read when they are asked for.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bouwstenen.rules import Definitions, ParameterSet, RuleGraph

FOLDER = Path(__file__).parent
"""The folder that holds the laws, each with its `parameters.yaml`, and `index_path.yaml`."""


@lru_cache(maxsize=1)
def definitions() -> Definitions:
    """All inputs, rules and aggregates of the law."""
    from bouwstenen.rules import collect

    return collect(sys.modules[__name__])


@lru_cache(maxsize=1)
def parameter_set() -> ParameterSet:
    """All parameters of the law with their history, and the index path behind them."""
    from bouwstenen.rules import load_parameters

    return load_parameters(FOLDER)


@lru_cache(maxsize=32)
def law_on(date: str) -> RuleGraph:
    """The law of a date (ISO text) as a checked graph. Raises InputError when the law is incomplete on that date."""
    from bouwstenen.rules import RuleGraph

    found = definitions()
    return RuleGraph(found.inputs, found.rules, found.aggregates, parameter_set(), date)
