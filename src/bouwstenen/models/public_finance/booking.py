"""The booking test: how ESA 2010 would book money of the central government, and why.

Restates the tests of the Manual on Government Deficit and Debt that matter here: a loan is financial only if it will
be repaid, equity only if a private investor would accept the return, and a unit is outside government only if it
decides for itself and lives off the market. Everything else hits the balance. What is not known counts against the
claim that money stays out of the balance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bouwstenen.levers import BudgetEntry

Code = Literal["P.3", "P.51g", "D.3", "D.41", "D.5R", "D.62", "D.92", "D.99", "NP", "F.4", "F.5"]
"""Transactions of ESA 2010; their words stand in the texts (`esa.<code>`)."""


@dataclass(frozen=True)
class Booking:
    """Outcome of the test for one entry.

    code: ESA 2010 transaction. hits_balance: counts in the balance; otherwise it is financial and only raises debt.
    revenue: it is a revenue measure, not spending. certain: False when a fact that decides is not known.
    reason: why, in Dutch. argument: what the package itself says.
    """

    code: Code
    hits_balance: bool
    revenue: bool
    certain: bool
    reason: str
    argument: str


_HITS: dict[str, tuple[Code, str]] = {
    "current_spending": ("P.3", "Lopende uitgaven tellen in het saldo in het jaar waarin ze worden gedaan."),
    "social_benefit": ("D.62", "Uitkeringen tellen in het saldo."),
    "subsidy": ("D.3", "Subsidies tellen in het saldo."),
    "land_purchase": ("NP", "Grond kopen telt in het saldo; het is geen financiële transactie."),
    "interest": ("D.41", "Rente telt in het saldo."),
}


def book(entry: BudgetEntry, *, nii_outside_government: bool | None = None) -> Booking:
    """Apply the booking test to an entry.

    Args:
        entry: the money and what is known of it.
        nii_outside_government: overrides where the receiving unit stands, for equity in the investment institution.
    """
    if entry.instrument in _HITS:
        code, reason = _HITS[entry.instrument]
        return _booking(entry, code, reason)
    if entry.instrument == "tax_cut":
        reason = "Lastenverlichting verlaagt de ontvangsten en telt zo in het saldo."
        return Booking(
            "D.5R", hits_balance=True, revenue=True, certain=True, reason=reason, argument=entry.booking_argument
        )
    if entry.instrument == "capital_transfer":
        return _capital_transfer(entry, "Een kapitaaloverdracht telt in het saldo; het is geen financiële transactie.")
    outside = entry.unit_outside_government
    if entry.instrument == "equity":
        return _equity(entry, outside if nii_outside_government is None else nii_outside_government)
    if entry.instrument == "loan":
        return _loan(entry, outside)
    return _investment(entry, outside)


def _booking(entry: BudgetEntry, code: Code, reason: str, *, hits: bool = True, certain: bool = True) -> Booking:
    return Booking(
        code, hits_balance=hits, revenue=False, certain=certain, reason=reason, argument=entry.booking_argument
    )


def _capital_transfer(entry: BudgetEntry, reason: str, *, certain: bool = True) -> Booking:
    """D.92 when an asset stands against it (a life is given), D.99 otherwise."""
    code: Code = "D.99" if entry.asset_life_years is None else "D.92"
    return _booking(entry, code, reason, certain=certain)


def _loan(entry: BudgetEntry, outside: bool | None) -> Booking:
    if outside is False:
        reason = "De lener hoort bij de overheid: de lening valt weg en de uitgave van de lener telt in het saldo."
        return _booking(entry, "P.51g", reason)
    if entry.repayment_expected:
        reason = "De lening wordt naar verwachting terugbetaald: niet in het saldo, wel in de schuld."
        return _booking(entry, "F.4", reason, hits=False, certain=outside is not None)
    if entry.repayment_expected is None:
        reason = (
            "Onbekend of de lening wordt terugbetaald. Zonder die verwachting telt zij als overdracht in het saldo."
        )
        return _booking(entry, "D.99", reason, certain=False)
    return _booking(
        entry, "D.99", "De lening wordt niet terugbetaald en telt daarom meteen als overdracht in het saldo."
    )


def _equity(entry: BudgetEntry, outside: bool | None) -> Booking:
    if entry.market_return_expected:
        reason = "Een particuliere belegger zou dit rendement aanvaarden: niet in het saldo, wel in de schuld."
        if outside is False:
            reason += " De instelling hoort bij de overheid: wat zij zelf leent, telt ook als staatsschuld."
        return _booking(entry, "F.5", reason, hits=False, certain=outside is not None)
    if entry.market_return_expected is None:
        reason = "Onbekend of het rendement marktconform is. Zonder die verwachting telt de storting in het saldo."
        return _booking(entry, "D.99", reason, certain=False)
    return _booking(
        entry, "D.99", "Er is geen marktconform rendement: de storting is een overdracht en telt in het saldo."
    )


def _investment(entry: BudgetEntry, outside: bool | None) -> Booking:
    """Gross investment: by government itself, or money to a unit outside it."""
    if not outside:
        reason = "De overheid (Rijk, gemeenten, scholen, waterschappen) investeert zelf: dat telt in het saldo."
        return _booking(entry, "P.51g", reason)
    if entry.repayment_expected:
        reason = "Het geld gaat als lening naar een eenheid buiten de overheid: niet in het saldo, wel in de schuld."
        return _booking(entry, "F.4", reason, hits=False)
    if entry.market_return_expected:
        reason = "Het geld gaat als kapitaal met marktconform rendement naar een eenheid buiten de overheid."
        return _booking(entry, "F.5", reason, hits=False)
    return _booking(entry, "D.92", "Een bijdrage aan een eenheid buiten de overheid telt in het saldo.")
