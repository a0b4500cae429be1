"""What of the law applies to a household but is not modelled, in words (`missing.yaml`)."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml

if TYPE_CHECKING:
    from bouwstenen.rules import Evaluation


class Gap(StrictModel):
    """A part of the law that is not modelled; applies when `name` is above `above` (and below `below`) for anybody.

    name: an input, rule or aggregate of the law.
    """

    text: str
    name: str
    above: float = 0.0
    below: float | None = None


class _Gaps(StrictModel):
    last_known_date: str
    projected: str
    gaps: list[Gap]


@cache
def _gaps() -> _Gaps:
    return validate(_Gaps, load_yaml(Path(__file__).parent / "missing.yaml"))


def looked_at() -> list[str]:
    """Names of the values that decide whether a gap applies."""
    return list(dict.fromkeys(gap.name for gap in _gaps().gaps))


def missing_law(evaluation: Evaluation, date: dt.date) -> list[str]:
    """The gaps that apply to this household, and whether amounts are projected."""
    found = [
        gap.text
        for gap in _gaps().gaps
        if gap.name in evaluation.values
        and any(gap.above < v and (gap.below is None or v < gap.below) for v in evaluation.values[gap.name])
    ]
    if date > dt.date.fromisoformat(_gaps().last_known_date):
        found.insert(0, _gaps().projected)
    return found
