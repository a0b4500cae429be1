"""Benefits of public investment (inverdieneffecten): an explicit public-capital channel with a haircut.

    extra GDP %   = elasticity x ln(1 + capital of the package / capital of the baseline) x (1 - crowding out)
    extra revenue = structural revenue share x extra GDP, of which the haircut is not booked

Capital counts after a lag. Nothing of this enters the ledgers: the gross cost stays in front and benefits stand
beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.models.public_finance.accounts import REVENUE_SHARES
from bouwstenen.models.public_finance.ledgers import accumulate

if TYPE_CHECKING:
    from bouwstenen.models.public_finance.accounts import PublicCapital
    from bouwstenen.models.public_finance.baseline import Baseline
    from bouwstenen.models.public_finance.inputs import PublicFinanceFacts
    from bouwstenen.models.public_finance.options import Options


@dataclass(frozen=True, eq=False)
class Benefits:
    """Benefits by year. gdp_pct: extra GDP in %. The rest is billion euro; positive is better, debt falls below zero.

    gross: extra revenue before the haircut. booked: after it. interest_saved: on the debt that it avoids.
    balance: booked + interest saved. debt: change of debt.
    """

    gdp_pct: np.ndarray
    gross: np.ndarray
    booked: np.ndarray
    interest_saved: np.ndarray
    balance: np.ndarray
    debt: np.ndarray


def compute_benefits(
    capital: PublicCapital,
    base_capital: PublicCapital,
    facts: PublicFinanceFacts,
    baseline: Baseline,
    options: Options,
) -> Benefits:
    """What the capital of the package would bring the budget."""
    lag = int(facts.number("benefits_lag_years"))
    productive = np.zeros(len(capital.real))
    productive[lag:] = capital.real[: len(capital.real) - lag]
    elasticity = facts.number(f"capital_elasticity_{options.benefits_elasticity}")
    left = 1 - facts.number("crowding_out_share") if options.crowding_out else 1.0
    gdp_pct = 100 * elasticity * np.log1p(productive / base_capital.real) * left
    share = sum(facts.number(name) for names in REVENUE_SHARES.values() for name in names) / 100
    gross = share * gdp_pct / 100 * baseline.economy.gdp
    booked = (1 - facts.number("benefits_haircut")) * gross
    nothing = np.zeros((1, len(gross)))
    paid, balance, debt, _ = accumulate(nothing, nothing, nothing, booked[None, :], baseline, facts, options)
    return Benefits(gdp_pct, gross, booked, -paid[0], balance[0], debt[0])
