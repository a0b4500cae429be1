"""Results of a chunk of households, and of all chunks together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bouwstenen.population.amounts import PAID, RECEIVED, TOESLAGEN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

SPENDING: Final = tuple(name for name in RECEIVED if name not in {"bijstand", "aio"})
"""What the government pays, gross. Net `bijstand` and `aio` are another view of `bijstand_bruto`."""
TAXES: Final = ("inkomensheffing", "zvw_bijdrage", "werkgeverspremies")
"""What the government receives; the payment of a credit is taken off the `inkomensheffing`."""
PRIVATE: Final = ("zorgpremie", "kosten_kinderopvang")
"""What households pay to insurers and childcare, in their disposable income and not with the government."""
SCHEMES: Final = (*SPENDING, *TAXES, *PRIVATE)
"""Columns of the sums by scheme, in order."""
assert {"uitbetaling_heffingskorting", *TAXES, *PRIVATE} == set(PAID)

SUMS: Final = ("bedrag_voor", "bedrag_na", "ontvangers_voor", "ontvangers_na")
UNUSED: Final = ("recht_voor", "recht_na", "gemist_voor", "gemist_na", "gemist_bedrag_voor", "gemist_bedrag_na")


@dataclass(frozen=True, eq=False)
class ChunkOutcome:
    """What a chunk of households gives; picklable and small, so that workers can send it.

    columns: by household, as `describe` gives them, with `voor` and `na` (disposable income, EUR a year, float32),
        `verschil` (after minus before, taken in float64), `welvaart_voor` and `welvaart_na` (standardised income
        by CBS, see `welfare`), and yes/no `laag_voor`, `laag_na` (low-income threshold),
        `arm_voor`, `arm_na` (line of CBS, SCP and Nibud).
    groups: numbers of the random groups in this chunk.
    sums: by name of `SUMS` arrays (groups, SCHEMES), of `UNUSED` arrays (groups, TOESLAGEN): weighted euro or
        households.
    identity: largest amount (EUR, one household) by which disposable income changes without a scheme that explains it.
    waiting, notes: as in `LawOnDate`.
    """

    year: int
    columns: Mapping[str, NDArray[Any]]
    groups: NDArray[np.int64]
    sums: Mapping[str, NDArray[np.float64]]
    identity: float
    waiting: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class HouseholdsResult:
    """All households of a run, with the fields of `ChunkOutcome` over all chunks."""

    year: int
    columns: Mapping[str, NDArray[Any]]
    groups: NDArray[np.int64]
    sums: Mapping[str, NDArray[np.float64]]
    identity: float
    waiting: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def rows(self) -> int:
        """Number of rows of households."""
        return len(self.columns["gewicht"])

    def scheme(self, name: str, kind: str) -> float:
        """Weighted sum of one scheme over all groups; `kind` of `SUMS`, or of `UNUSED` for a toeslag."""
        names = SCHEMES if kind in SUMS else TOESLAGEN
        return float(self.sums[kind][:, names.index(name)].sum())

    def balance_by_group(self) -> NDArray[np.float64]:
        """Change of the balance of the government by random group, EUR; positive is better for the government."""
        change = self.sums["bedrag_na"] - self.sums["bedrag_voor"]
        taxes = [SCHEMES.index(name) for name in TAXES]
        return change[:, taxes].sum(axis=1) - change[:, : len(SPENDING)].sum(axis=1)

    @property
    def balance(self) -> float:
        """Change of the balance of the government, EUR a year; positive is better for the government."""
        return float(self.balance_by_group().sum())


def combine(outcomes: Sequence[ChunkOutcome]) -> HouseholdsResult:
    """All chunks together, in the order in which they are given (so give them in the order of their numbers)."""
    first = outcomes[0]
    columns = {name: np.concatenate([o.columns[name] for o in outcomes]) for name in first.columns}
    groups = np.unique(np.concatenate([o.groups for o in outcomes]))
    sums = {name: np.zeros((len(groups), values.shape[1])) for name, values in first.sums.items()}
    for outcome in outcomes:
        rows = np.searchsorted(groups, outcome.groups)
        for name, values in outcome.sums.items():
            sums[name][rows] += values
    return HouseholdsResult(
        year=first.year,
        columns=columns,
        groups=groups,
        sums=sums,
        identity=max(o.identity for o in outcomes),
        waiting=first.waiting,
        notes=first.notes,
    )
