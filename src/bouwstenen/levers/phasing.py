"""When the money of a lever flows: from a profile in words to shares by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.core.errors import InputError, Where
from bouwstenen.levers.bounds import check_start

if TYPE_CHECKING:
    from collections.abc import Callable

    from bouwstenen.agreement.schema import BudgetLever, Phasing


def check_phasing(lever: BudgetLever, place: Callable[[str], Where]) -> None:
    """Refuse money before the first year, and a one-off amount by given shares that do not add up to the whole."""
    phasing = lever.phasing
    for year in phasing.shares if phasing.profile == "years" else (phasing.start,):
        check_start(year, place(".phasing"))
    total = sum(phasing.shares.values())
    if lever.timing == "one_off" and phasing.profile == "years" and abs(total - 1.0) > 1e-6:
        problem = f"de delen van het eenmalige bedrag '{lever.part}' tellen op tot {total:.4g}."
        raise InputError(problem, mend="Laat shares optellen tot 1.", where=place(".phasing"))


def phasing_shares(phasing: Phasing, timing: str) -> tuple[tuple[int, float], ...]:
    """Shares of the amount per year. A one-off amount is spread so that the shares sum to one."""
    if phasing.profile == "years":
        return tuple(sorted(phasing.shares.items()))
    start, until = phasing.start, phasing.until if phasing.until is not None else phasing.start
    years = range(start, until + 1)
    if phasing.profile == "full" and timing == "recurring":
        return ((start, 1.0),)
    if phasing.profile == "ramp" and timing == "recurring":
        return tuple((year, (year - start + 1) / len(years)) for year in years)
    if phasing.profile == "even" and timing == "recurring":
        return tuple((year, 1.0) for year in years)
    weights = [float(year - start + 1) if phasing.profile == "ramp" else 1.0 for year in years]
    return tuple((year, weight / sum(weights)) for year, weight in zip(years, weights, strict=True))
