"""The overlay: everything that a package changes, in one frozen and hashable value.

Models read only this, never measures. An empty overlay is the baseline.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from bouwstenen.core.errors import InputError, Where, shown
from bouwstenen.core.files import digest
from bouwstenen.levers.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import ArrayLike, NDArray

    from bouwstenen.agreement.schema import Payer, Purpose

Instrument = Literal[
    "current_spending",
    "social_benefit",
    "subsidy",
    "gross_investment",
    "capital_transfer",
    "land_purchase",
    "loan",
    "equity",
    "tax_cut",
    "interest",
]
Ceiling = Literal["investment", "social", "administration"]
Setting = float | bool | str
ROUNDING = 1e-9


@dataclass(frozen=True)
class BudgetEntry:
    """Money of one lever, with the reading already chosen.

    amount_bn: billion euro at `price_level`; positive costs money. For `recurring` the level once fully phased in,
        per year; for `one_off` the total over the years. None when the document only says PM.
    pm_bn: what a PM entry may amount to, as (low, central, high) in the same terms; None when there is no PM.
    shares: (year, share of the amount) pairs, ascending. A recurring entry keeps its last share afterwards;
        a one-off entry has shares that sum to one.
    purpose: what the money is for. payer: whose money it is.
    part_of: `interest_on_loans` is interest that the document counts in a line; `model` is money that another model
        computed (amount 1, shares are billions): it counts under ESA and not in the document's own table.
    """

    measure: str
    block: str
    part: str
    line: int | None
    column: Literal["structural", "debt"]
    timing: Literal["recurring", "one_off"]
    amount_bn: float | None
    pm_bn: tuple[float, float, float] | None
    price_level: int
    shares: tuple[tuple[int, float], ...]
    instrument: Instrument
    repayment_expected: bool | None
    market_return_expected: bool | None
    unit_outside_government: bool | None
    booking_argument: str
    ceiling: Ceiling
    ceiling_alternative: Ceiling | None
    asset_life_years: float | None
    lending_rate: float | None
    part_of: Literal["interest_on_loans", "model"] | None
    purpose: Purpose = "general"
    payer: Payer = "state"


@dataclass(frozen=True)
class InputChange:
    """Another value for an input of a model, in the years start..until (until None: from then on).

    mode: `set` replaces the value, `add` comes on top of it, `scale` multiplies it; only numbers take the last two.
    """

    measure: str
    block: str
    path: str
    start: int
    until: int | None
    value: Setting
    unit: str
    mode: Literal["set", "add", "scale"]


@dataclass(frozen=True)
class LawChange:
    """Another value for a parameter of the law from an ISO date on; a tuple is a whole table (mode `set`)."""

    measure: str
    block: str
    path: str
    start: str
    value: float | bool | tuple[float, ...]
    mode: Literal["set", "add", "scale"]


@dataclass(frozen=True)
class RuleOption:
    """A setting of one of the budget rules."""

    measure: str
    block: str
    path: str
    value: Setting


@dataclass(frozen=True)
class Overlay:
    """All changes of a package, in a fixed order. Equal overlays give equal results."""

    budget: tuple[BudgetEntry, ...] = ()
    inputs: tuple[InputChange, ...] = ()
    law: tuple[LawChange, ...] = ()
    rules: tuple[RuleOption, ...] = ()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content."""
        return digest(asdict(self))

    @property
    def is_empty(self) -> bool:
        """True for the baseline."""
        return not (self.budget or self.inputs or self.law or self.rules)

    def only_blocks(self, blocks: frozenset[str]) -> Overlay:
        """The part of the overlay that belongs to the blocks with these codes."""
        return self.filtered(lambda change: change.block in blocks)

    def only_measures(self, ids: frozenset[str]) -> Overlay:
        """The part of the overlay that belongs to these measures."""
        return self.filtered(lambda change: change.measure in ids)

    def without_measures(self, ids: frozenset[str]) -> Overlay:
        """The overlay without what belongs to these measures."""
        return self.filtered(lambda change: change.measure not in ids)

    def slice(self, model: str, *, law: bool, lines: bool, rules: bool) -> Overlay:
        """What a model reads: the inputs whose path starts with its name, and as asked the law, money and rules.

        Inputs of different models never overlap; those of all models together are all inputs. A model that reads the
        law, the lines or the rules reads all of them.
        """
        return Overlay(
            budget=self.budget if lines else (),
            inputs=tuple(change for change in self.inputs if change.path.startswith(f"{model}.")),
            law=self.law if law else (),
            rules=self.rules if rules else (),
        )

    def path(self, name: str, value: ArrayLike, years: ArrayLike, *, unit: float = 1.0) -> NDArray[np.float64]:
        """An input over the years after the changes of this overlay: first set, then scale, then add.

        Args:
            name: path of the input, such as `asylum.applications`.
            value: without the package: one number, or an array whose first axis is that of `years`.
            years: one axis; a year may stand more than once (months).
            unit: what one unit of the lever is in units of `value`; a scale has no unit.

        Returns:
            An array like `value` (one number: of the length of `years`). In years that no change touches it is `value`
            itself, to the last bit. Yes and no count as 1 and 0. Within a mode the order of the package holds.

        Raises:
            InputError: a change is a word, or a path with one axis leaves the bounds of the catalogue.
        """
        at = np.asarray(years, dtype=np.int64)
        given = np.asarray(value, dtype=np.float64)
        moved = np.full(at.shape, given, dtype=np.float64) if given.ndim == 0 else given.copy()
        changes = [change for change in self.inputs if change.path == name]
        for mode in ("set", "scale", "add"):
            for change in changes:
                if change.mode != mode:
                    continue
                inside = (at >= change.start) & (
                    at <= (change.until if change.until is not None else at.max(initial=0))
                )
                if mode == "set":
                    moved[inside] = _number(change) * unit
                elif mode == "scale":
                    moved[inside] *= _number(change)
                else:
                    moved[inside] += _number(change) * unit
        if changes and moved.ndim == 1:
            _refuse_outside(changes[-1], at, given, moved, unit)
        return moved

    def filtered(self, keep: Callable[[BudgetEntry | InputChange | LawChange | RuleOption], bool]) -> Overlay:
        """The part of the overlay whose changes satisfy `keep`."""
        return Overlay(
            budget=tuple(c for c in self.budget if keep(c)),
            inputs=tuple(c for c in self.inputs if keep(c)),
            law=tuple(c for c in self.law if keep(c)),
            rules=tuple(c for c in self.rules if keep(c)),
        )

    def reversed_budget(self) -> Overlay:
        """The same money with the opposite sign: adding both gives the baseline."""
        return Overlay(
            budget=tuple(
                replace(
                    e,
                    amount_bn=None if e.amount_bn is None else -e.amount_bn,
                    pm_bn=None if e.pm_bn is None else (-e.pm_bn[0], -e.pm_bn[1], -e.pm_bn[2]),
                )
                for e in self.budget
            ),
        )

    def plus(self, other: Overlay) -> Overlay:
        """Both overlays together, first this one."""
        return Overlay(
            self.budget + other.budget, self.inputs + other.inputs, self.law + other.law, self.rules + other.rules
        )

    def rule_settings(self, defaults: Mapping[str, Setting]) -> dict[str, Setting]:
        """The settings of the budget rules: `defaults` with this overlay's options over them."""
        return {**defaults, **{option.path: option.value for option in self.rules}}


def _refuse_outside(
    change: InputChange, years: NDArray[np.int64], before: NDArray[np.float64], after: NDArray[np.float64], unit: float
) -> None:
    """Refuse a path that what a package changes brings outside the bounds of the catalogue (additions, mostly)."""
    entry = load_catalogue().inputs.get(change.path)
    if entry is None or entry.kind != "number":
        return
    low = -np.inf if entry.min is None else entry.min
    high = np.inf if entry.max is None else entry.max
    values = after / unit
    slack = ROUNDING * np.maximum(1.0, np.abs(values))
    wrong = (after != before) & ((values < low - slack) | (values > high + slack))
    if wrong.any():
        k = int(np.argmax(wrong))
        where = Where("", 0, f"{change.measure}.{change.path}")
        problem = f"de uitkomst in {years[k]} is {values[k]:.6g}, buiten de grenzen."
        mend = f"Maak de verandering kleiner: van {low:.10g} tot en met {high:.10g} ({entry.unit}) kan."
        raise InputError(problem, mend=mend, where=where)


def _number(change: InputChange) -> float:
    if isinstance(change.value, str):
        where = Where("", 0, f"{change.measure}.{change.path}")
        raise InputError(f"de waarde {shown(change.value)} is geen getal.", mend="Schrijf een getal.", where=where)
    return float(change.value)
