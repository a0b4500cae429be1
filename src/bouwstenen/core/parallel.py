"""One function over many pieces of work: in threads, in processes of this machine, or on a Dask cluster.

The results come in the order of the pieces, so that every way gives the same bytes.
"""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from typing import TYPE_CHECKING, Any, TypeVar

from bouwstenen.core.errors import InputError, Where, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Piece = TypeVar("Piece")
Result = TypeVar("Result")

FEW = 20
"""Up to so many pieces run in threads of this process: starting other processes costs more than it saves."""
CONNECT_SECONDS = 15


def map_pieces(
    function: Callable[[Piece], Result],
    pieces: Sequence[Piece],
    *,
    cluster: str = "",
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> list[Result]:
    """Apply a function to every piece.

    Args:
        function: picklable, without side effects; may run again on another worker when one is lost.
        pieces: what it is applied to.
        cluster: address of a Dask scheduler, such as `tcp://127.0.0.1:8786`; empty for this machine.
        tell: called with the number of pieces done and of all pieces.

    Raises:
        InputError: Dask is not installed, or there is no scheduler at the address, or it has no workers.
    """
    if cluster:
        return _on_cluster(function, pieces, cluster, tell)
    if len(pieces) <= FEW:
        return _here(function, pieces, tell)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(cores(), mp_context=context) as pool:
        futures = [pool.submit(function, piece) for piece in pieces]
        try:
            for done, future in enumerate(as_completed(futures), start=1):
                future.result()
                tell(done, len(pieces))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        return [future.result() for future in futures]


def _here(
    function: Callable[[Piece], Result], pieces: Sequence[Piece], tell: Callable[[int, int], None]
) -> list[Result]:
    results: list[Result] = []
    pool = ThreadPoolExecutor(cores())
    try:
        for result in pool.map(function, pieces):
            results.append(result)
            tell(len(results), len(pieces))
    finally:
        pool.shutdown(cancel_futures=True)
    return results


def _on_cluster(
    function: Callable[[Piece], Result], pieces: Sequence[Piece], address: str, tell: Callable[[int, int], None]
) -> list[Result]:
    client = _connected(address)
    try:
        futures: list[Any] = client.map(function, pieces, pure=False)
        results: dict[str, Any] = {}
        for future, result in _completed(futures):
            results[future.key] = result
            tell(len(results), len(pieces))
        return [results[future.key] for future in futures]
    finally:
        client.close()


def _connected(address: str) -> Any:
    where = Where("opties", 0, "dask")
    try:
        from distributed import Client
    except ImportError:
        mend = "Installeer het met: pip install 'bouwstenen[dask]'."
        raise InputError("Dask is niet geïnstalleerd.", mend=mend, where=where) from None
    try:
        client = Client(address, timeout=CONNECT_SECONDS)
    except (OSError, ValueError, TypeError) as error:
        problem = f"er is geen Dask-cluster op '{shown(address)}'."
        mend = "Schrijf een adres zoals tcp://127.0.0.1:8786 en start het cluster eerst."
        raise InputError(problem, mend=mend, where=where) from error
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
    except TimeoutError as error:
        client.close()
        problem = f"het Dask-cluster op '{shown(address)}' heeft geen werkers."
        raise InputError(problem, mend="Start er minstens één, met: dask worker ADRES.", where=where) from error
    return client


def _completed(futures: list[Any]) -> Any:
    from distributed import as_completed as completed

    return completed(futures, with_results=True)


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
