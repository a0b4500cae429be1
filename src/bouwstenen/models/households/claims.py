"""What the document claims about households, beside what the model computes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.core.quantiles import weighted_quantiles
from bouwstenen.core.texts import read_texts
from bouwstenen.models.households.texts import TEXTS
from bouwstenen.models.protocol import Answer

if TYPE_CHECKING:
    from bouwstenen.models.households.run import HouseholdsRun

_NOT_COMPUTED = ("simplification_acts", "support_reach", "improvements")


def answers(run: HouseholdsRun | None) -> dict[str, Answer]:
    """Answers by indicator of the claim; those that no model can give say why."""
    if run is None:
        return {}
    say = read_texts(TEXTS)
    found = {f"households.{name}": Answer(None, say[f"households.claim.{name}"]) for name in _NOT_COMPUTED}
    if run.details is not None:
        counted = run.details.complexity
        dates = weighted_quantiles(counted.households[1].payment_dates, counted.weight, (0.5,))
        text = say["households.claim.payment_dates"]
        found["households.payment_dates"] = Answer(float(dates[0]), text.format(year=run.year))
    return found
