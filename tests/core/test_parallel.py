"""One function over many pieces gives the same everywhere, also when a worker dies."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bouwstenen.core import parallel
from bouwstenen.core.errors import InputError
from bouwstenen.core.parallel import map_pieces
from bouwstenen.core.randomness import generator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

distributed = pytest.importorskip("distributed")


def drawn(piece: int) -> bytes:
    return generator(7, "test", piece).normal(size=1000).tobytes()


@pytest.fixture(scope="module")
def cluster() -> Iterator[object]:
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address=":0",
        host="127.0.0.1",
        silence_logs=50,
    ) as found:
        yield found


def test_a_cluster_without_workers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "CONNECT_SECONDS", 1)
    with (
        distributed.LocalCluster(
            n_workers=0, processes=True, dashboard_address=":0", host="127.0.0.1", silence_logs=50
        ) as empty,
        pytest.raises(InputError, match="heeft geen werkers"),
    ):
        map_pieces(drawn, [1], cluster=empty.scheduler_address)


def test_results_come_in_the_order_of_the_pieces_with_progress() -> None:
    seen: list[tuple[int, int]] = []
    found = map_pieces(drawn, [3, 1, 2], tell=lambda done, of: seen.append((done, of)))
    assert found == [drawn(3), drawn(1), drawn(2)]
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_processes_of_this_machine_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "FEW", 1)
    assert map_pieces(np.sqrt, [4.0, 9.0, 16.0]) == [2.0, 3.0, 4.0]


def test_a_cluster_that_loses_a_worker_half_way_gives_the_same_bytes(cluster: object, tmp_path: Path) -> None:
    pieces = list(range(12))
    marks = str(tmp_path)

    def slowly(piece: int) -> bytes:
        # A closure goes to the workers by value, and imports what it needs there: they cannot import this file.
        from bouwstenen.core.randomness import generator

        with open(f"{marks}/{piece}_{os.getpid()}", "w", encoding="utf-8"):  # noqa: PTH123 - runs on the worker
            time.sleep(0.2)
        return generator(7, "test", piece).normal(size=1000).tobytes()

    killed: list[int] = []

    def kill_one(done: int, _of: int) -> None:
        if done == 4:
            names = sorted(name.name for name in tmp_path.iterdir())
            killed.append(int(names[-1].split("_")[1]))
            os.kill(killed[0], signal.SIGKILL)

    found = map_pieces(slowly, pieces, cluster=cluster.scheduler_address, tell=kill_one)  # type: ignore[attr-defined]
    assert found == [drawn(piece) for piece in pieces]
    assert len(killed) == 1


def test_no_cluster_at_the_address_is_said_clearly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "CONNECT_SECONDS", 0.2)
    with pytest.raises(InputError, match="geen Dask-cluster op 'tcp://127.0.0.1:1'"):
        map_pieces(drawn, [1], cluster="tcp://127.0.0.1:1")
    with pytest.raises(InputError, match="geen Dask-cluster"):
        map_pieces(drawn, [1], cluster="onzin")
