"""Expenditure frames (uitgavenkaders) a, b and c: where existing spending and every line of the package stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from bouwstenen.models.public_finance.rules.position import Position, RuleResult
from bouwstenen.models.public_finance.rules.settings import FRAMES, Frame, RuleSettings, rule_file

if TYPE_CHECKING:
    from bouwstenen.levers import BudgetEntry
    from bouwstenen.models.public_finance.accounts import Accounts
    from bouwstenen.models.public_finance.inputs import PublicFinanceFacts
    from bouwstenen.models.public_finance.package import Flows

Mapping = Literal["central", "alternative"]
_MAPPINGS: tuple[Mapping, ...] = ("central", "alternative")


def frame_of(entry: BudgetEntry, mapping: Mapping) -> Frame:
    """The frame of an entry; its alternative when asked for and given."""
    return entry.ceiling_alternative if mapping == "alternative" and entry.ceiling_alternative else entry.ceiling


def package_frames(flows: Flows, amounts: np.ndarray, mapping: Mapping) -> dict[Frame, np.ndarray]:
    """Money of the package by frame and year, billion euro; `amounts` has shape (entry, year)."""
    frames: dict[Frame, np.ndarray] = {name: np.zeros(amounts.shape[1]) for name in FRAMES}
    for entry, row, replaced in zip(flows.entries, amounts, flows.replaced, strict=True):
        if not replaced:
            frames[frame_of(entry, mapping)] += row
    return frames


@dataclass(frozen=True, eq=False)
class BaselineFrames:
    """Existing spending by reading of the mapping and frame, billion euro by year; `unassigned`: what cannot be."""

    frames: dict[Mapping, dict[Frame, np.ndarray]]
    unassigned: dict[Mapping, np.ndarray]


def baseline_frames(facts: PublicFinanceFacts, accounts: Accounts, years: int) -> BaselineFrames:
    """Existing spending by frame, and what cannot be assigned: shares of 2017 times total spending."""
    total = accounts.expenditure[-years:]
    frames: dict[Mapping, dict[Frame, np.ndarray]] = {}
    for mapping in _MAPPINGS:
        frames[mapping] = {name: np.zeros(years) for name in FRAMES}
        for name, frame in rule_file().baseline_frames.items():
            frames[mapping][getattr(frame, mapping)] += facts.number(name) / 100 * total
    return BaselineFrames(frames, {m: total - np.sum(list(frames[m].values()), axis=0) for m in _MAPPINGS})


def check_frames(position: Position, settings: RuleSettings) -> list[RuleResult]:
    """One result per frame and year. The document gives no height, so nothing can be met or missed."""
    start = rule_file().first_year - int(position.years[0])
    note = "Het document noemt geen hoogte van de kaders; dit is wat erin valt. Verdeling van bestaande uitgaven: 2017."
    return [
        RuleResult(
            rule=f"frame_{name}",
            year=int(position.years[t]),
            met=None,
            value=float(position.frames[name][t]),
            limit=None,
            distance=None,
            unit="bn_eur",
            note=note,
            in_force=settings.expenditure_frames,
        )
        for name in FRAMES
        for t in range(start, len(position.years))
    ]


@dataclass(frozen=True, eq=False)
class Frames:
    """Frames of baseline and package for both readings of the lines that fit in two frames, billion euro by year.

    entries: the frame of each entry. benefits_shown: whether the model can show benefits for an entry in the budget,
    which the document asks of everything in the investment frame.
    """

    baseline: dict[Mapping, dict[Frame, np.ndarray]]
    package: dict[Mapping, dict[Frame, np.ndarray]]
    unassigned: dict[Mapping, np.ndarray]
    entries: dict[Mapping, tuple[Frame, ...]]
    benefits_shown: tuple[bool, ...]


def compute_frames(flows: Flows, amounts: np.ndarray, base: BaselineFrames) -> Frames:
    """Frames under the central and the alternative mapping."""
    return Frames(
        baseline=base.frames,
        package={m: package_frames(flows, amounts, m) for m in _MAPPINGS},
        unassigned=base.unassigned,
        entries={m: tuple(frame_of(e, m) for e in flows.entries) for m in _MAPPINGS},
        benefits_shown=tuple(b.code == "P.51g" for b in flows.bookings),
    )
