"""What households meet under the law of now and under a package: complexity and regulatory burden side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np

from bouwstenen.law import parameter_set
from bouwstenen.models.households.burden import household_burden
from bouwstenen.models.households.complexity import household_complexity, law_complexity, schemes_used

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bouwstenen.facts import Facts
    from bouwstenen.levers import Overlay
    from bouwstenen.models.households.burden import Burden
    from bouwstenen.models.households.complexity import HouseholdComplexity, LawComplexity, PaymentDate
    from bouwstenen.models.households.law_change import LawOnDate
    from bouwstenen.models.households.project import Prepared


@dataclass(frozen=True, eq=False)
class Complexity:
    """What households meet before and under the package. weight: households of each row."""

    weight: NDArray[np.float64]
    laws: tuple[LawComplexity, LawComplexity]
    households: tuple[HouseholdComplexity, HouseholdComplexity]
    burdens: tuple[Burden, Burden]

    def mean(self, values: NDArray[np.number]) -> float:
        """Weighted mean over households."""
        return float(np.average(values, weights=self.weight))


def count_complexity(facts: Facts, prepared: Sequence[Prepared], overlay: Overlay) -> Complexity:
    """What households meet in the schemes that they receive now, under the law of now and under the package."""
    uses = [schemes_used(chunk.sample, chunk.amounts) for chunk in prepared]
    together = {name: np.concatenate([part[name] for part in uses]) for name in uses[0]}
    now, then = (
        law_complexity(law.date, _changed(law), cast("PaymentDate", law.settings.single_payment_date))
        for law in (prepared[0].law, prepared[0].law_under(overlay))
    )
    return Complexity(
        weight=np.concatenate([chunk.sample.weight for chunk in prepared]),
        laws=(now, then),
        households=(household_complexity(now, together), household_complexity(then, together)),
        burdens=(household_burden(now, together, facts), household_burden(then, together, facts)),
    )


def _changed(law: LawOnDate) -> dict[str, float | bool]:
    """Values of the parameters that a package changed, by path; tables do not decide which concepts are tested."""
    parameters = parameter_set().parameters
    values = {parameters[name].path: law.parameters.values[name] for name in law.parameters.changed}
    return {path: value for path, value in values.items() if not isinstance(value, tuple)}
