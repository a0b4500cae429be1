"""Prints the figures of docs/rules.md: compile and load time, time and memory at 18 million persons, and the limit.

Usage: python benchmarks/measure_rules.py [persons]. Each part runs in its own process with its own empty cache.
"""

# ruff: noqa: T201, S603 - a script that prints, and starts itself anew

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from bouwstenen import law
from bouwstenen.rules import Population, simulate
from rules_tables import dutch_tables
from test_rules import DATE, DUTCH


def memory(what: str) -> float:
    """A line of /proc/self/status in GB (Linux): VmRSS is what is held now, VmHWM the most there was."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(what)) / 1e6


def report(persons: int) -> None:
    """Time and memory of the Dutch law for a population, and how long its memory traffic alone would take."""
    graph, parameters = law.law_on(DATE), law.parameter_set().at(DATE)
    population = Population(graph, *dutch_tables(persons))
    count, names = population.size["person"], len(graph.needed(DUTCH))
    start = time.perf_counter()
    found = simulate(graph, parameters, population, DUTCH)
    print(f"{count:,} persons, {names} names; first run {time.perf_counter() - start:.2f} s; {memory('VmRSS'):.2f} GB")
    traffic = sum(a.nbytes for a in population.columns.values()) + sum(a.nbytes for a in population.up.values())
    traffic += 2 * sum(values.nbytes for values in found.values())  # a written line is read first
    del found
    Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")  # forget the peak of making the tables
    for threads in (1, None):
        best = min(_timed(lambda n=threads: simulate(graph, parameters, population, DUTCH, n)) for _ in range(4))
        rate = f"{best / count * 1e9:.1f} ns a person, {best / count / names * 1e9:.3f} ns a person and name"
        print(f"threads {threads or 'all'}: {best:.2f} s, {rate}")
    print(f"peak memory while computing: {memory('VmHWM'):.2f} GB (tables and results included)")
    source = np.ones(50_000_000)
    target = np.empty_like(source)
    copy = min(_timed(lambda: np.copyto(target, source)) for _ in range(5))
    bandwidth = 3 * source.nbytes / copy
    print(
        f"memory: {traffic / count:.0f} bytes a person, {bandwidth / 1e9:.1f} GB/s on one core"
        f" -> {traffic / bandwidth / count * 1e9:.1f} ns a person at the limit"
    )


def _timed(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - start


def compile_time() -> None:
    """A process that needs the kernel for ten persons: cold, and again from the cache."""
    code = (
        "import time; s = time.perf_counter(); from measure_rules import *;"
        "g = law.law_on(DATE); p = law.parameter_set().at(DATE); t = Population(g, *dutch_tables(10));"
        "m = time.perf_counter(); simulate(g, p, t, DUTCH); e = time.perf_counter();"
        "print(f'  kernel {e - m:.2f} s, whole process {e - s:.2f} s')"
    )
    with tempfile.TemporaryDirectory() as folder:
        for name in ("cold", "from cache"):
            print(name, flush=True)
            environment = {**os.environ, "BOUWSTENEN_CACHE": folder}
            subprocess.run([sys.executable, "-c", code], check=True, env=environment, cwd=Path(__file__).parent)


if __name__ == "__main__":
    compile_time()
    report(int(sys.argv[1]) if len(sys.argv) > 1 else 18_000_000)
