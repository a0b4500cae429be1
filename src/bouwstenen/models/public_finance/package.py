"""The money of a package by entry and year: phasing, price level, PM and temporary spending."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where
from bouwstenen.models.public_finance.booking import Booking, book
from bouwstenen.models.public_finance.inputs import FIRST_YEAR, LAST_YEAR
from bouwstenen.models.public_finance.options import PM_LEVELS

if TYPE_CHECKING:
    from bouwstenen.levers import BudgetEntry
    from bouwstenen.models.public_finance.baseline import Baseline
    from bouwstenen.models.public_finance.options import Options


@dataclass(frozen=True, eq=False)
class Flows:
    """Money of the entries of an overlay; positive costs money.

    entries, bookings: in the order of the overlay.
    amounts: billion euro in prices of the year, shape (PM level, entry, year); levels as in PM_LEVELS.
    written: the same at the price level of the entry.
    replaced: True for entries that are left out of the balance because the model computes that interest itself.
    extended: True for entries that go on after their last year by CPB's convention.
    beyond: billion euro of one-off money that falls after the last year (not in `amounts`).
    """

    entries: tuple[BudgetEntry, ...]
    bookings: tuple[Booking, ...]
    amounts: np.ndarray
    written: np.ndarray
    replaced: np.ndarray
    extended: np.ndarray
    beyond: np.ndarray


def package_flows(
    entries: tuple[BudgetEntry, ...],
    baseline: Baseline,
    options: Options,
    *,
    nii_outside: bool | None,
    incidental: frozenset[str],
) -> Flows:
    """Turn entries into money by year.

    Args:
        entries: the money of the overlay.
        baseline: gives years and prices.
        options: indexation, PM and conventions.
        nii_outside: what the package says of the investment institution; None: each entry speaks for itself.
        incidental: instruments that are incidental by nature, which CPB's convention does not make go on.

    Raises:
        InputError: a year before the model starts, or a price level that the facts do not reach.
    """
    years = baseline.years
    written = np.zeros((len(PM_LEVELS), len(entries), len(years)))
    index = np.ones((len(entries), len(years)))
    extended = np.zeros(len(entries), dtype=bool)
    beyond = np.zeros(len(entries))
    for i, entry in enumerate(entries):
        fixed_path = entry.part_of == "model" or entry.instrument in incidental
        goes_on = options.temporary_as_structural and not fixed_path
        shares, extended[i] = _shares_by_year(entry, years, convention=goes_on)
        index[i] = _price_factor(entry, baseline, options)
        fixed = entry.amount_bn or 0.0
        for k, pm in enumerate((0.0, *(entry.pm_bn or (0.0, 0.0, 0.0)))):
            written[k, i] = (fixed + pm) * shares
        if entry.timing == "one_off":
            beyond[i] = fixed * sum(share for year, share in entry.shares if year > LAST_YEAR)
    replaced = [e.part_of == "interest_on_loans" and options.interest_in_lines == "replace" for e in entries]
    bookings = tuple(
        book(e, nii_outside_government=nii_outside if e.purpose == "investment_institution" else None) for e in entries
    )
    return Flows(entries, bookings, written * index, written, np.array(replaced, dtype=bool), extended, beyond)


def _shares_by_year(entry: BudgetEntry, years: np.ndarray, *, convention: bool) -> tuple[np.ndarray, bool]:
    """Share of the amount per year, and whether CPB's convention made it go on."""
    given = dict(entry.shares)
    if not given:
        raise _error(entry, "shares", "deze uitgave heeft geen jaren.", "Geef een fasering.")
    if min(given) < FIRST_YEAR:
        problem = f"het jaar {min(given)} ligt voor het eerste jaar van het model."
        raise _error(entry, "shares", problem, f"Begin in {FIRST_YEAR} of later.")
    calendar: list[int] = years.tolist()
    shares = np.array([given.get(year, 0.0) for year in calendar])
    last = min(max(given), LAST_YEAR) - FIRST_YEAR
    if entry.timing == "recurring":
        # Years between two given ones keep the earlier share; the last one goes on.
        current = 0.0
        for t, year in enumerate(calendar):
            current = given.get(year, current)
            shares[t] = current
    if not convention:
        return shares, False
    if entry.timing == "recurring":
        top = int(np.argmax(shares))
        temporary = bool(shares[last] < shares[top])
        if temporary:
            shares[top:] = shares[top]
        return shares, temporary
    spread = sum(1 for share in given.values() if share > 0)
    shares[last + 1 :] = 1.0 / max(spread, 1)
    return shares, True


def _price_factor(entry: BudgetEntry, baseline: Baseline, options: Options) -> np.ndarray:
    """What one euro at the price level of the entry is in each year."""
    t = entry.price_level - FIRST_YEAR
    if not 0 <= t < len(baseline.years):
        problem = f"het prijspeil {entry.price_level} ligt buiten de reeks van prijzen."
        raise _error(entry, "price_level", problem, f"Kies een prijspeil van {FIRST_YEAR} tot en met {LAST_YEAR}.")
    if options.indexation == "none":
        return np.ones(len(baseline.years))
    return baseline.economy.price_index / baseline.economy.price_index[t]


def _error(entry: BudgetEntry, key: str, problem: str, mend: str) -> InputError:
    where = Where("", 0, f"{entry.measure}.{entry.part}.{key}")
    return InputError(problem, mend=mend, where=where)
