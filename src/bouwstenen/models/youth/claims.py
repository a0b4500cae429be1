"""What the model gives for figures of a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bouwstenen.core.numbers import dutch
from bouwstenen.core.texts import read_texts
from bouwstenen.models.protocol import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.models.youth.project import YouthResult


def _text(name: str, **values: str) -> str:
    return read_texts(Path(__file__).parent / "texts" / "nl.po")[f"youth.claim.{name}"].format(**values)


def claims(result: YouthResult) -> Mapping[str, Answer]:
    """Answers by indicator."""
    facts, right = result.facts, result.main.right
    share = facts.number("care_users_under_18") / facts.number("young_under_18") * 100
    year = str(facts.year_of("care_users_under_18"))
    hours = float(right.hours["young"][-1])
    days = hours / facts.number("weeks_daycare") / facts.number("hours_per_day")
    active = bool(right.active[-1])
    last = str(int(result.years[-1]))
    return {
        "youth.youth_care_share_under_18": Answer(share, _text("care_share", share=dutch(share, 1), year=year)),
        "youth.childcare_days_per_week": Answer(
            days if active else None, _text("days", days=dutch(days, 1), year=last) if active else _text("no_right")
        ),
        "youth.childcare_age_limit": Answer(
            float(right.age_limit[-1]) if active else None, _text("age") if active else _text("no_right")
        ),
        "youth.childcare_age_from": Answer(0.0 if hours > 0 else None, _text("age") if active else _text("no_right")),
        "youth.placement_moves": Answer(None, _text("moves")),
    }
