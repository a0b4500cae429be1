"""What the model gives: paths of care with and without the package, by variant, never averaged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from bouwstenen.models.care.inputs import CareFacts
    from bouwstenen.models.care.options import GdpPath, Options, VariantCode
    from bouwstenen.models.care.route import Route
    from bouwstenen.models.care.target import Form, Task
    from bouwstenen.models.care.unequal import Unequal
    from bouwstenen.models.protocol import Sides

    Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class OwnTask:
    """The target that the package itself sets: form, year, factor of its definition, and its distance."""

    form: Form
    year: int
    definition: str
    by_gdp: Mapping[GdpPath, Task]


@dataclass(frozen=True, eq=False)
class Hindcast:
    """Growth that demography explains against published growth, % a year over a period.

    published: what is held against it. own: what this model gives from observed population.
    """

    name: str
    first: int
    last: int
    own: float
    published: float


@dataclass(frozen=True, eq=False)
class CareResult:
    """Paths by year, prices of the base year.

    spending: billion euro by (year, scheme) of each variant. staff: persons. gdp: billion euro by path. gdp_growth:
    structural, %. tasks: distance to the target of the document on each variant, GDP path and form, for the baseline
    and the package. own_task: of the package. policy: what the levers (not the population) change by (year, scheme),
    gross. uncontracted: part of it, billion euro. maternity: own payments by use of hours. sides: other results by
    indicator. unit of each: `rows.UNITS`.
    """

    facts: CareFacts
    options: Options
    years: NDArray[np.int64]
    demand: Sides
    adults: Sides
    working: Sides
    births: Sides
    spending: Mapping[VariantCode, Sides]
    staff: Mapping[VariantCode, Sides]
    gdp: Mapping[GdpPath, Array]
    gdp_growth: Mapping[GdpPath, Array]
    ageing_cost: Array
    tasks: Mapping[tuple[VariantCode, GdpPath, Form], tuple[Task, Task]]
    own_task: OwnTask | None
    policy: Array
    uncontracted: Array
    maternity: Mapping[str, Sides]
    route: Route
    sides: Mapping[str, Sides]
    unequal: Unequal
    hindcasts: tuple[Hindcast, ...]

    def at(self, year: int) -> int:
        """Position of a year."""
        return year - int(self.years[0])

    @property
    def framework(self) -> Mapping[VariantCode, Sides]:
        """Spending of the care framework: Zvw, Wlz and protected housing together."""
        from bouwstenen.models.care.spending import FRAMEWORK
        from bouwstenen.models.protocol import Sides

        return {
            code: Sides(s.years, s.baseline[:, FRAMEWORK].sum(axis=1), s.package[:, FRAMEWORK].sum(axis=1))
            for code, s in self.spending.items()
        }
