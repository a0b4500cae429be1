"""One finding of a check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Check:
    """A check and its outcome.

    kind: `identity` must hold, or the run is wrong; `benchmark` is an official figure to hold the result against.
    met: for an identity whether it holds; None for a benchmark, where the gap is shown for people to judge.
    value, expected: in `unit`; for an identity the largest deviation and zero. cause: why a gap exists (Dutch).
    """

    kind: Literal["identity", "benchmark"]
    name: str
    met: bool | None
    value: float
    expected: float
    unit: str
    source: str
    cause: str = ""
    doubtful: bool = False

    @property
    def gap(self) -> float:
        """Value minus what was expected."""
        return self.value - self.expected
