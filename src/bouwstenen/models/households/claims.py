"""What the document claims about block 3, beside what the model computes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.core.numbers import dutch
from bouwstenen.models.households.attribution import POINTS, point_of
from bouwstenen.models.households.law_change import ROOM
from bouwstenen.models.households.tables import EUR_BN
from bouwstenen.models.households.texts import model_settings, texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.levers import Overlay
    from bouwstenen.models.households.result import HouseholdsResult

_SHOWN_BN = 0.005
"""Parts below five million euro a year are left out of the sentence."""


@dataclass(frozen=True)
class ClaimAnswer:
    """A claim of the document: what the model computes for it (None when it cannot) and how (Dutch).

    indicator: as in the measures; `line` is set for a claim about a line of the financial framework.
    """

    indicator: str
    computed: float | None
    unit: str
    explanation: str
    line: int | None = None


def check_claims(
    overlay: Overlay,
    block: HouseholdsResult,
    alone: Mapping[int, Mapping[str, float]],
    document_bn: float | None,
    payment_dates: float,
) -> list[ClaimAnswer]:
    """Answer the claims of block 3.

    Args:
        overlay: the package.
        block: a run with the levers of block 3 only (`overlay.only_blocks`).
        alone: main indicators of each point on its own in that year, from `effects_alone`, at the scale of `block`.
        document_bn: what the package reserves on the line of block 3, billion euro a year; None without that line.
        payment_dates: median payment dates a month of a household with the package.
    """
    words = texts().claims
    return [
        *([] if document_bn is None else [_line(block, alone, document_bn)]),
        _improvements(overlay, block.year, alone),
        ClaimAnswer("households.simplification_acts", None, "wetten/jaar", words["simplification_acts"]),
        ClaimAnswer("households.support_reach", None, "%", words["support_reach"]),
        ClaimAnswer("households.payment_dates", payment_dates, "betaaldagen/maand", words["payment_dates"]),
    ]


def _line(block: HouseholdsResult, alone: Mapping[int, Mapping[str, float]], document_bn: float) -> ClaimAnswer:
    """The line of the financial framework beside the computed budget effect; positive costs money."""
    words, settings = texts().claims, model_settings()
    computed = -block.balance / EUR_BN
    costs = {point: -values["balance"] for point, values in alone.items() if point <= POINTS}
    shown = [f"{dutch(cost)} van punt {point}" for point, cost in costs.items() if abs(cost) >= _SHOWN_BN]
    parts = words["line_parts"].format(parts=", ".join(shown)) if shown else words["line_no_parts"]
    explanation = words["line"].format(
        line=settings.line,
        document=dutch(document_bn, 1),
        points=" en ".join([", ".join(map(str, settings.line_points[:-1])), str(settings.line_points[-1])]),
        year=block.year,
        computed=dutch(computed),
        parts=parts,
    )
    return ClaimAnswer("budget.line", computed, "mld EUR/jaar", explanation, settings.line)


def _improvements(overlay: Overlay, year: int, alone: Mapping[int, Mapping[str, float]]) -> ClaimAnswer:
    """How many of the announced points have a lever of this model, and how many move an income."""
    changes = [c.measure for c in overlay.law] + [c.measure for c in overlay.inputs if c.path.startswith(ROOM)]
    points = {point for point in map(point_of, changes) if point <= POINTS}
    moving = sum(1 for point, values in alone.items() if point <= POINTS and any(values.values()))
    explanation = texts().claims["improvements"].format(points=len(points), moving=moving, year=year)
    return ClaimAnswer("households.improvements", float(len(points)), "verbeteringen", explanation)
