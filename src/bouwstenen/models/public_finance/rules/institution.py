"""The investment institution (NII) inside or outside government, and what that does to the debt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.models.public_finance.rules.position import Position, RuleResult
from bouwstenen.models.public_finance.rules.settings import RuleSettings, rule_file

if TYPE_CHECKING:
    from bouwstenen.models.public_finance.options import Options
    from bouwstenen.models.public_finance.package import Flows


@dataclass(frozen=True, eq=False)
class Institution:
    """Consequences by year, billion euro.

    outside: where the package (or the facts of the entry) puts it; None when nobody says.
    equity: paid in so far. in_balance: of which hit the balance. own_debt: what it borrows itself (leverage of the
    options). debt_if_inside, debt_if_outside: EMU debt that it causes either way.
    """

    outside: bool | None
    equity: np.ndarray
    in_balance: np.ndarray
    own_debt: np.ndarray
    debt_if_inside: np.ndarray
    debt_if_outside: np.ndarray


def institution(flows: Flows, amounts: np.ndarray, settings: RuleSettings, options: Options) -> Institution:
    """Add up the equity of the institution; `amounts` has shape (entry, year)."""
    chosen = np.array(
        [e.purpose == "investment_institution" and e.instrument == "equity" for e in flows.entries], dtype=bool
    )
    hits = np.array([b.hits_balance for b in flows.bookings], dtype=bool)
    facts = {e.unit_outside_government for e, is_nii in zip(flows.entries, chosen, strict=True) if is_nii}
    stated = facts.pop() if len(facts) == 1 else None
    equity = amounts[chosen].sum(axis=0).cumsum()
    own = options.nii_leverage * equity
    return Institution(
        outside=stated if settings.nii_choice is None else settings.nii_choice,
        equity=equity,
        in_balance=amounts[chosen & hits].sum(axis=0).cumsum(),
        own_debt=own,
        debt_if_inside=equity + own,
        debt_if_outside=equity,
    )


def check_institution(position: Position, outcome: Institution, settings: RuleSettings) -> list[RuleResult]:
    """The debt that the institution causes, by year. Whether it may stand outside is for CBS and Eurostat to say."""
    debt = outcome.debt_if_outside if outcome.outside else outcome.debt_if_inside
    first = rule_file().first_year - int(position.years[0])
    note = (
        "Het kapitaal verhoogt de schuld in beide gevallen. De toets is: zelf beslissen, en leven van de markt of voor "
    )
    note += "eigen risico bemiddelen. CBS en Eurostat beslissen; het document geeft geen hefboom."
    return [
        RuleResult(
            rule="investment_institution",
            year=int(position.years[t]),
            met=None,
            value=float(debt[t]),
            limit=None,
            distance=None,
            unit="bn_eur",
            note=note,
            in_force=settings.nii_outside_government,
        )
        for t in range(first, len(debt))
        if outcome.equity[-1] != 0
    ]
