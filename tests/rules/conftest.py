"""The fictional country, and a folder for compiled kernels that outlives the test run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fictional import island

from bouwstenen.rules import Definitions, ParameterSet, RuleGraph, collect, load_parameters

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parent / "fictional"


@pytest.fixture(scope="session")
def parameter_set() -> ParameterSet:
    return load_parameters(FOLDER)


@pytest.fixture(scope="session")
def definitions() -> Definitions:
    return collect(island)


@pytest.fixture(scope="session")
def law_on(parameter_set: ParameterSet, definitions: Definitions) -> Callable[[str], RuleGraph]:
    graphs: dict[str, RuleGraph] = {}

    def build(date: str) -> RuleGraph:
        if date not in graphs:
            graphs[date] = RuleGraph(definitions.inputs, definitions.rules, definitions.aggregates, parameter_set, date)
        return graphs[date]

    return build


@pytest.fixture(autouse=True)
def kernel_cache(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """Kernels of tests stay out of the user's cache, but are kept between runs."""
    cache = request.config.cache
    assert cache is not None
    folder = cache.mkdir("kernels")
    monkeypatch.setenv("BOUWSTENEN_CACHE", str(folder))
    return folder
