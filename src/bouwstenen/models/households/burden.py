"""Regulatory burden: the hours that forms take households, and what those hours are worth at the official tariff.

Minutes a form and the tariff are facts (`households.burden_minutes_<scheme>`, `households.uurtarief_burger`). A
scheme without published minutes is not computed, and named; without a tariff there are hours and no euros.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.models.households.complexity import received_schemes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.facts import Facts
    from bouwstenen.models.households.complexity import LawComplexity

TARIFF = "households.uurtarief_burger"
"""EUR an hour of a citizen's own time."""
MINUTES = "households.burden_minutes_"
"""Minutes for one form of a scheme; the name of the scheme follows."""
MINUTES_AN_HOUR = 60.0


@dataclass(frozen=True)
class Burden:
    """Burden of the schemes that can be computed, a year.

    hours: (households,). euros: (households,) at the tariff; None without a tariff.
    computed, not_computed: names of the schemes with forms that are in and out.
    missing: keys of facts that are needed and not there.
    """

    hours: NDArray[np.float64]
    euros: NDArray[np.float64] | None
    computed: tuple[str, ...]
    not_computed: tuple[str, ...]
    missing: tuple[str, ...]


def household_burden(law: LawComplexity, uses: Mapping[str, NDArray[np.bool_]], facts: Facts) -> Burden:
    """Hours and euros of the forms that households fill in every year; first requests are not in it.

    Args:
        law: the schemes, under the package or not.
        uses: scheme -> whether a household receives it, as in `household_complexity`.
        facts: where minutes and tariff are looked up.

    Raises:
        InputError: as `household_complexity`.
    """
    received = received_schemes(law, uses)
    hours = np.zeros(len(next(iter(received.values()))))
    computed: list[str] = []
    missing: list[str] = []
    for name, who in received.items():
        forms = who * law.schemes[name].forms_per_year
        if not forms.any():
            continue
        if MINUTES + name in facts.values:
            computed.append(name)
            hours += forms * facts.value(MINUTES + name) / MINUTES_AN_HOUR
        else:
            missing.append(MINUTES + name)
    euros = hours * facts.value(TARIFF) if TARIFF in facts.values else None
    not_computed = tuple(key.removeprefix(MINUTES) for key in missing)
    return Burden(hours, euros, tuple(computed), not_computed, (*missing, *(() if euros is not None else (TARIFF,))))
