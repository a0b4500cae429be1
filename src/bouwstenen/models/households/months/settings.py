"""Choices of a package about advances and awards, as the levers of `levers/catalogue/households.yaml` name them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, cast

from bouwstenen.models.households.law_change import settings_in

if TYPE_CHECKING:
    from bouwstenen.levers import Overlay

Variant = Literal["today", "wage_data", "last_year", "monthly"]
VARIANTS: Final[tuple[Variant, ...]] = ("today", "wage_data", "last_year", "monthly")
"""Today: an estimate and a final award after the year. Wage data: the advance follows wages, the award stays.
Last year: final at once, on the last known income of a year. Monthly: final at once, on the income of the month."""

Basis = Literal["schatting_van_aanvrager", "maandelijkse_loongegevens"]
Moment = Literal["na_afloop_van_het_jaar", "vorig_jaarinkomen", "per_maand"]


@dataclass(frozen=True)
class Settings:
    """What a run asks.

    advance_basis, award_moment, back_payments_ignored: the levers.
    holiday_pay_counts: whether holiday pay counts in the month in which it is paid (only where months are tested);
        otherwise it is spread over the year.
    monthly_care: whether the monthly award knows the hours of childcare of the month, from the providers; otherwise it
        rests on what parents estimated and reported, and nobody corrects it.
    calibration_year: rules of the year of the published figures: its smallest reclaim, and estimates without the extra
        index that Dienst Toeslagen adds since 2025.
    variants: which variants to compute; `today` always is.
    """

    advance_basis: Basis = "schatting_van_aanvrager"
    award_moment: Moment = "na_afloop_van_het_jaar"
    back_payments_ignored: bool = False
    holiday_pay_counts: bool = False
    monthly_care: bool = True
    calibration_year: bool = False
    variants: tuple[Variant, ...] = VARIANTS

    @property
    def package(self) -> Variant:
        """The variant that the levers choose."""
        if self.award_moment == "per_maand":
            return "monthly"
        if self.award_moment == "vorig_jaarinkomen":
            return "last_year"
        return "wage_data" if self.advance_basis == "maandelijkse_loongegevens" else "today"


def settings_for(overlay: Overlay, year: int) -> Settings:
    """The settings that a package chooses in a year; today's rules where it says nothing. Raises as `settings_in`."""
    chosen = settings_in(overlay, year)
    return Settings(
        advance_basis=cast("Basis", chosen.advance_basis),
        award_moment=cast("Moment", chosen.award_moment),
        back_payments_ignored=chosen.back_payments_ignored,
    )
