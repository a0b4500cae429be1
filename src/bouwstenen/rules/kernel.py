"""Whole populations: compile a kernel (or take it from the cache on disk) and run it on all cores."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from bouwstenen.core.errors import shown
from bouwstenen.core.files import write_text
from bouwstenen.core.parallel import cores
from bouwstenen.rules import codegen
from bouwstenen.rules.definitions import Input, Rule, RuleError
from bouwstenen.rules.evaluate import argument_value, check_dates
from bouwstenen.rules.household import CONVERT
from bouwstenen.rules.population import STORED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from bouwstenen.rules.codegen import KernelSource
    from bouwstenen.rules.definitions import Value
    from bouwstenen.rules.graph import RuleGraph
    from bouwstenen.rules.parameters import Parameters
    from bouwstenen.rules.population import Population

TASKS_PER_THREAD = 8
_compiling = Lock()


def simulate(
    graph: RuleGraph, parameters: Parameters, population: Population, outputs: Sequence[str], threads: int | None = None
) -> dict[str, NDArray[Any]]:
    """Compute `outputs` for a population with a compiled kernel; the same values as `evaluate`.

    Tests hold the two equal on random households, within a relative difference of 1e-9.

    Args:
        graph: the law on a date.
        parameters: of the same date, with or without overlay. Other values never compile anew; a table with
            another number of values does.
        population: the tables.
        outputs: names of rules, aggregates or inputs.
        threads: default all cores that this process may use. Simulations may run side by side in threads.

    Returns:
        Per name an array by row of its entity: float64, int64 or bool. Where plain Python would divide by zero
        the value is inf or nan.

    Raises:
        InputError: an unknown name, parameters of another date, or a cache folder that cannot be written.
    """
    check_dates(graph, parameters)
    lengths = tuple((k, len(v)) for k, v in parameters.values.items() if isinstance(v, tuple))
    source = _source(graph, tuple(dict.fromkeys(outputs)), lengths)
    _check_parameters(graph, parameters, source)
    scalars, tables = codegen.pack(source, {**parameters.values, **_fixed(graph, parameters, source.fixed)})
    inputs = [_column(graph, population, name) for name in source.inputs]
    types = {"float": np.float64, "int": np.int64, "bool": np.bool_}
    nodes = [graph.nodes[name] for name in source.outputs]
    results = [np.empty(population.size[node.entity], dtype=types[node.kind]) for node in nodes]
    ups = [population.up[pair] for pair in codegen.UPS]
    packed = (population.offsets, np.array(scalars, dtype=np.float64), np.array(tables, dtype=np.float64))
    blocks = len(population.offsets) - 1
    threads = threads or cores()
    bounds = np.linspace(0, blocks, min(blocks, threads * TASKS_PER_THREAD) + 1).astype(int).tolist()
    kernel = _kernel(source.text)

    def run(first: int, last: int) -> None:
        kernel(first, last, *packed, *ups, *inputs, *results)

    run(0, 0)  # compiles, or loads from disk, before threads start
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(run, bounds[:-1], bounds[1:]))
    return dict(zip(source.outputs, results, strict=True))


@lru_cache(maxsize=256)
def _source(graph: RuleGraph, outputs: tuple[str, ...], lengths: tuple[tuple[str, int], ...]) -> KernelSource:
    return codegen.generate(graph, outputs, dict(lengths))


def _fixed(graph: RuleGraph, parameters: Parameters, names: Sequence[str]) -> dict[str, Value]:
    """The rules that are the same for everybody, in plain Python; NaN where that would divide by zero."""
    found: dict[str, Value] = {}
    for name in names:
        node = graph.nodes[name]
        rule = cast("Rule", node.source)
        arguments = [
            argument_value(argument, parameters.values[argument.name])
            if argument.is_parameter
            else CONVERT[argument.annotation](found[argument.name])
            for argument in node.arguments
        ]
        try:
            found[name] = CONVERT[rule.kind](rule.rounding(CONVERT[rule.kind](rule.function(*arguments))))
        except ArithmeticError:
            found[name] = float("nan")
    return found


def _check_parameters(graph: RuleGraph, parameters: Parameters, source: KernelSource) -> None:
    """An overlay may hold a fraction where a rule asks a whole number."""
    for name in graph.needed(source.outputs):
        for argument in graph.nodes[name].arguments:
            if argument.is_parameter and argument.name in parameters.changed:
                argument_value(argument, parameters.values[argument.name])


def _column(graph: RuleGraph, population: Population, name: str) -> NDArray[Any]:
    """An input's column, or one value when it is the default everywhere."""
    if name in population.columns:
        return population.columns[name]
    node = graph.nodes[name]
    return np.array([cast("Input", node.source).default], dtype=STORED[node.kind])


def cache_folder() -> Path:
    """Where kernels are kept: $BOUWSTENEN_CACHE, or `bouwstenen` in the user's cache folder."""
    if "BOUWSTENEN_CACHE" in os.environ:
        return Path(os.environ["BOUWSTENEN_CACHE"])
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "bouwstenen"


def _kernel(text: str) -> Callable[..., None]:
    with _compiling:
        return _load(text, cache_folder())


@cache
def _load(text: str, folder: Path) -> Callable[..., None]:
    """Import the module with this text; its name is a hash of the text and of the runtime that it stands on."""
    runtime = Path(__file__).with_name("runtime.py").read_bytes()
    name = "kernel_" + hashlib.sha256(text.encode() + runtime).hexdigest()[:24]
    path = folder / f"{name}.py"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        write_text(path, text)
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module.kernel


def compile_each(graph: RuleGraph) -> None:
    """Compile every rule of a graph by itself. Raises RuleError naming the first that Numba cannot compile."""
    import numba
    from numba.core.errors import NumbaError

    types = {"float": numba.float64, "int": numba.int64, "bool": numba.boolean, "Table": numba.float64[::1]}
    for node in graph.nodes.values():
        if not isinstance(node.source, Rule):
            continue
        lengths = _lengths(graph, [a.name for a in node.arguments if a.annotation == "Table"])
        space: dict[str, Any] = {}
        try:
            exec(compile(codegen.single(node.source, lengths), node.name, "exec"), space)  # noqa: S102 - our own text
            signature = tuple(types[annotation] for _, annotation in node.source.arguments)
            numba.njit(signature, error_model="numpy")(space["single"])
        except NumbaError as error:
            problem = f"Numba kan deze regel niet vertalen: {shown(error, 300)}"
            raise RuleError(problem, mend="Schrijf de regel eenvoudiger.", where=node.source.where) from error


def _lengths(graph: RuleGraph, names: list[str]) -> dict[str, int]:
    tables = ((name, graph.parameter_set.dated(graph.parameter_set.parameters[name], graph.date)) for name in names)
    return {name: len(dated.value) for name, dated in tables if dated is not None and isinstance(dated.value, tuple)}
