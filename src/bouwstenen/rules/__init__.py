"""The rule engine: law as small scalar functions, run three ways (explained, as fused kernels, as a static graph)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bouwstenen.rules.definitions import (
    Aggregate,
    Definitions,
    Input,
    Rounding,
    Rule,
    RuleError,
    Table,
    aggregate,
    collect,
    helper,
    rule,
)
from bouwstenen.rules.evaluate import Evaluation, evaluate
from bouwstenen.rules.graph import RuleGraph
from bouwstenen.rules.household import HouseholdData
from bouwstenen.rules.parameters import Parameters, ParameterSet, load_parameters

if TYPE_CHECKING:
    from bouwstenen.rules.kernel import simulate
    from bouwstenen.rules.population import Population

__all__ = [
    "Aggregate",
    "Definitions",
    "Evaluation",
    "HouseholdData",
    "Input",
    "ParameterSet",
    "Parameters",
    "Population",
    "Rounding",
    "Rule",
    "RuleError",
    "RuleGraph",
    "Table",
    "aggregate",
    "collect",
    "evaluate",
    "helper",
    "load_parameters",
    "rule",
    "simulate",
]

_HEAVY = {"Population": "bouwstenen.rules.population", "simulate": "bouwstenen.rules.kernel"}


def __getattr__(name: str) -> Any:
    """Import what needs numpy or Numba only when it is asked for."""
    if name in _HEAVY:
        import importlib

        return getattr(importlib.import_module(_HEAVY[name]), name)
    raise AttributeError(name)
