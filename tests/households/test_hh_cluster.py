"""The population on a cluster: the same bytes as on one machine, also when a worker dies half-way."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bouwstenen.agreement.loader import load_package
from bouwstenen.facts import load_facts
from bouwstenen.levers.compile import compile_overlay
from bouwstenen.models.households import MODEL
from bouwstenen.models.households.run import Job, project_population

if TYPE_CHECKING:
    from bouwstenen.models.households.result import HouseholdsResult

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def job() -> Job:
    """Four chunks with the shipped package."""
    overlay = compile_overlay(load_package("bouwstenen").measures).slice(
        "households", law=True, lines=False, rules=False
    )
    return Job(MODEL.inputs(load_facts()).source, overlay, 2030, 4, 1)


def same(first: HouseholdsResult, second: HouseholdsResult) -> bool:
    columns = all(first.columns[n].tobytes() == second.columns[n].tobytes() for n in first.columns)
    sums = all(first.sums[n].tobytes() == second.sums[n].tobytes() for n in first.sums)
    return columns and sums and np.array_equal(first.groups, second.groups)


def test_a_cluster_that_loses_a_worker_gives_the_same_population(job: Job) -> None:
    here = project_population(job)
    killed: list[int] = []
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address=":0",
        host="127.0.0.1",
        silence_logs=50,
    ) as cluster:

        def kill_one(line: str) -> None:
            if "(1 van" in line:
                killed.append(next(iter(cluster.workers.values())).pid)
                os.kill(killed[0], signal.SIGKILL)

        there = project_population(job, cluster=cluster.scheduler_address, tell=kill_one)
    assert len(killed) == 1
    assert there.rows == here.rows == 80_000
    assert same(there, here)
