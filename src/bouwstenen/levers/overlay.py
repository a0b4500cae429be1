"""The overlay: everything that a package changes, in one frozen and hashable value.

Models read only this, never measures. An empty overlay is the baseline.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from bouwstenen.core.files import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
Payer = Literal["state", "municipality", "province", "water_board", "insurer", "employer", "firm", "household"]
Purpose = Literal["general", "defence", "investment_institution"]
Setting = float | bool | str


@dataclass(frozen=True)
class BudgetEntry:
    """Money of one lever, with the reading already chosen.

    amount_bn: billion euro at `price_level`; positive costs money. For `recurring` the level once fully phased in,
        per year; for `one_off` the total over the years. None when the document only says PM.
    pm_bn: what a PM entry may amount to, as (low, central, high) in the same terms; None when there is no PM.
    shares: (year, share of the amount) pairs, ascending. A recurring entry keeps its last share afterwards;
        a one-off entry has shares that sum to one.
    part_of: `interest_on_loans` is interest that the document counts in a line; `model` is money that another model
        computed (amount 1, shares are billions): it counts under ESA and not in the document's own table.
    purpose: what the money is for, where a budget rule looks at it. payer: who pays.
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
    """Another value for an input of a model, in the years start..until (until None: from then on)."""

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
    """Another value for a parameter of the law from an ISO date on."""

    measure: str
    block: str
    path: str
    start: str
    value: float | bool
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
        """The part of the overlay that belongs to these building blocks."""
        return self.filtered(lambda change: change.block in blocks)

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
